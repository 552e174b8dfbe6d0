"""A report's content to versioned JSON and back: what a filed version and a draft under way store."""

from decimal import Decimal, InvalidOperation
from typing import Any

from .codec import UnreadableContent
from .report import FigureContent, NarrativeContent, ReportContent

#: Raised by one whenever a stored field changes its meaning; older numbers must stay readable.
FORMAT = 1
_FLAGS = ("is_nothing", "without_doubles")
_TEXTS = ("split", "note", "typed")


def report_to_json(content: ReportContent) -> dict[str, Any]:
    """The content as JSON values; figures are texts, because JSON's numbers would round them."""
    return {
        "format": FORMAT,
        "figures": [_figure(one) for one in content.figures],
        "narratives": [{"section": one.section, "text": one.text} for one in content.narratives],
        "is_nothing": content.is_nothing,
    }


def report_from_json(stored: Any) -> ReportContent:
    """The content back; an empty object is an empty report. Raises UnreadableContent when it is something else."""
    if stored == {}:
        return ReportContent()
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise UnreadableContent("Báo cáo lưu không đúng định dạng mà cổng này đọc được.")
    try:
        return ReportContent(
            figures=tuple(_read_figure(one) for one in stored["figures"]),
            narratives=tuple(
                NarrativeContent(section=str(one["section"]), text=str(one["text"])) for one in stored["narratives"]
            ),
            is_nothing=bool(stored["is_nothing"]),
        )
    except (TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise UnreadableContent(f"Báo cáo lưu bị hỏng: {error}") from error


def _figure(figure: FigureContent) -> dict[str, Any]:
    written: dict[str, Any] = {"indicator": figure.indicator}
    if figure.value is not None:
        written["value"] = str(figure.value)
    written |= {name: getattr(figure, name) for name in _TEXTS if getattr(figure, name)}
    return written | {name: True for name in _FLAGS if getattr(figure, name)}


def _read_figure(stored: dict[str, Any]) -> FigureContent:
    value = stored.get("value")
    return FigureContent(
        indicator=str(stored["indicator"]),
        split=str(stored.get("split", "")),
        value=None if value is None else Decimal(value),
        is_nothing=bool(stored.get("is_nothing")),
        without_doubles=bool(stored.get("without_doubles")),
        note=str(stored.get("note", "")),
        typed=str(stored.get("typed", "")),
    )
