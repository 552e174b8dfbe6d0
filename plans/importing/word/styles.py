"""Answers how a paragraph and a run look once Word has laid its styles over each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plans.importing.lines import Align

from .xml import W, child, number, switch, value

_ALIGNS = {
    "left": Align.LEFT, "start": Align.LEFT, "center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT,
    "both": Align.JUSTIFIED, "distribute": Align.JUSTIFIED,
}  # fmt: skip
# A style is based on a style is based on …; a circle of them would never end.
_DEEPEST = 20
_TWENTIETHS = 20


@dataclass(frozen=True, slots=True)
class RunLook:
    """How letters look: sizes in points, None where nothing says it."""

    is_bold: bool = False
    is_italic: bool = False
    shows_capitals: bool = False
    is_hidden: bool = False
    size: float | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set; `list_id` 0 is no list; lengths in points."""

    style: str
    align: Align
    list_id: int
    level: int | None
    left: float
    first_line: float

    @property
    def indent(self) -> float:
        """Where its first line begins."""
        return round(self.left + self.first_line, 1)


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any = None) -> None:
        """`root` is the styles part's element; a document may have none."""
        self._styles: dict[str, Any] = {}
        self._default_paragraph = ""
        self._defaults: Any = None
        self._looks: dict[tuple[str, str, tuple[Any, ...]], RunLook] = {}
        if root is None:
            return
        for style in root.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self._default_paragraph = name
        self._defaults = child(root, "docDefaults")

    def lists_of_styles(self) -> dict[str, int]:
        """Which list each style points to, for the lists that are defined through a style."""
        found = {name: number(value(_list_properties(style), "numId")) for name, style in self._styles.items()}
        return {name: list_id for name, list_id in found.items() if list_id is not None}

    def paragraph(self, properties: Any, numbering_indent: Any = None) -> ParagraphLook:
        """The look of a paragraph from its own w:pPr, its style's chain and the defaults."""
        style = value(properties, "pStyle") or self._default_paragraph
        layers = [properties, *self._chain(style, "pPr"), child(child(self._defaults, "pPrDefault"), "pPr")]
        align = _first(value(layer, "jc") for layer in layers)
        lists = [child(layer, "numPr") for layer in layers]
        indents = [child(properties, "ind"), numbering_indent, *(child(layer, "ind") for layer in layers[1:])]
        return ParagraphLook(
            style=style,
            align=_ALIGNS.get(align, Align.LEFT),
            list_id=number(_first(value(one, "numId") for one in lists)) or 0,
            level=number(_first(value(one, "ilvl") for one in lists)),
            left=_length(indents, ("left", "start")),
            first_line=_length(indents, ("firstLine",)) - _length(indents, ("hanging",)),
        )

    def run(self, properties: Any, paragraph_style: str) -> RunLook:
        """The look of a run from its own w:rPr, its character style, the paragraph's style and the defaults."""
        written = () if properties is None else tuple((one.tag, *one.attrib.items()) for one in properties)
        key = (value(properties, "rStyle"), paragraph_style, written)
        if key not in self._looks:
            layers = [
                properties,
                *self._chain(key[0], "rPr"),
                *self._chain(paragraph_style, "rPr"),
                child(child(self._defaults, "rPrDefault"), "rPr"),
            ]
            self._looks[key] = _run_look(layers)
        return self._looks[key]

    def _chain(self, name: str, properties: str) -> Iterable[Any]:
        """The properties of a style and of the styles it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield child(style, properties)
            name = value(style, "basedOn")


def _run_look(layers: list[Any]) -> RunLook:
    half_points = number(_first(value(layer, "sz") for layer in layers))
    fonts = [fonts for layer in layers if (fonts := child(layer, "rFonts")) is not None]
    return RunLook(
        is_bold=_switched(layers, "b"),
        is_italic=_switched(layers, "i"),
        shows_capitals=_switched(layers, "caps"),
        is_hidden=_switched(layers, "vanish"),
        size=half_points / 2 if half_points else None,
        font=_first(one.get(f"{W}hAnsi") or one.get(f"{W}ascii") or "" for one in fonts),
    )


def _switched(layers: list[Any], name: str) -> bool:
    return next((state for layer in layers if (state := switch(layer, name)) is not None), False)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _length(indents: list[Any], names: tuple[str, ...]) -> float:
    """A length of the nearest layer that says it, in points."""
    for indent in indents:
        if indent is None:
            continue
        for name in names:
            twentieths = number(indent.get(f"{W}{name}"))
            if twentieths is not None:
                return twentieths / _TWENTIETHS
        if "hanging" in names and indent.get(f"{W}firstLine") is not None:
            return 0.0
        if "firstLine" in names and indent.get(f"{W}hanging") is not None:
            return 0.0
    return 0.0


def _list_properties(style: Any) -> Any:
    return child(child(style, "pPr"), "numPr")
