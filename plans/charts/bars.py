"""A figure of several units turned into bars with the values beside them, and into a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .drawing import INK, LINE, NARROW, PRIMARY, SOFT, TEXT, WARM, Number, number, one_line, sheet, shortened, svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Bars shown by name; the rest stands in one line under them.
SHOWN = 10
_ROW = 23


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What is drawn: the bars by name, the longest first, and a line under them for all others (its name and what it
    says)."""

    names: tuple[str, ...]
    values: tuple[Number | None, ...]
    rest: tuple[str, str] | None = None


def chosen_bars(
    labels: Sequence[str], values: Sequence[Number | None], *, highlight: str | None = None, adds_up: bool = True
) -> Bars:
    """The ten longest bars and the one of `highlight`; the others together, as their sum where the figure `adds_up`."""
    shown, rest = _shown(labels, values, highlight)
    return Bars(
        names=tuple(label for label, _ in shown),
        values=tuple(value for _, value in shown),
        rest=_rest(rest, adds_up=adds_up) if rest else None,
    )


def bars(
    labels: Sequence[str],
    values: Sequence[Number | None],
    *,
    unit: str,
    highlight: str | None = None,
    width: int = NARROW,
    adds_up: bool = True,
) -> bytes:
    """One bar a unit; see `chosen_bars` for which are shown by name. A unit without a value has no bar and says so."""
    chosen = chosen_bars(labels, values, highlight=highlight, adds_up=adds_up)
    return draw_bars(chosen, unit=unit, highlight=highlight, width=width)


def draw_bars(chosen: Bars, *, unit: str, highlight: str | None = None, width: int = NARROW) -> bytes:
    """The picture of bars that have been chosen."""
    shown = list(zip(chosen.names, chosen.values, strict=True))
    rows, left = len(shown) + (chosen.rest is not None), min(150, int(width * 0.4))
    top, right = 20, 14 + int(7.5 * max([len(number(value)) for _, value in shown] + [6]))
    figure, axes = sheet(width, top + max(rows, 1) * _ROW + 4, left=left, right=right, top=top, bottom=4)
    most = max([float(value) for _, value in shown if value is not None] + [0.0])
    axes.set_xlim(0, most or 1)
    axes.set_ylim(rows - 0.5 if rows else 0.5, -0.5)
    for at, (label, value) in enumerate(shown):
        is_own = label == highlight
        axes.barh(at, max(float(value or 0), 0), height=0.62, color=WARM if is_own else PRIMARY)
        _value(axes, at, max(float(value or 0), 0), number(value), is_bold=value is not None)
        _label(axes, at, shortened(one_line([label]), left - 8), is_bold=is_own)
    if chosen.rest is not None:
        axes.axhline(len(shown) - 0.5, color=LINE, linewidth=1)
        _label(axes, len(shown), shortened(chosen.rest[0], left - 8))
        _value(axes, len(shown), 0, chosen.rest[1])
    if not shown:
        _label(axes, 0, "chưa có số liệu")
    figure.text(4 / width, 1, one_line([unit]), ha="left", va="top", color=SOFT)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
    return svg(figure)


def bars_sentence(name: str, labels: Sequence[str], values: Sequence[Number | None], *, unit: str) -> str:
    """What the picture shows: between which values the units lie, and who gave none."""
    known = [(value, label) for label, value in zip(labels, values, strict=True) if value is not None]
    if not known:
        return f"{name}: chưa đơn vị nào có số liệu."
    (least, low), (most, high) = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    if len(known) == 1:
        words = f"{name}: {low} có {number(least)} {unit}"
    else:
        words = f"{name} của {len(known)} đơn vị: từ {number(least)} ({low}) đến {number(most)} {unit} ({high})"
    missing = len(labels) - len(known)
    return f"{words}; {missing} đơn vị chưa có số liệu." if missing else f"{words}."


def _shown(
    labels: Sequence[str], values: Sequence[Number | None], highlight: str | None
) -> tuple[list[tuple[str, Number | None]], list[Number | None]]:
    ranked = sorted(
        zip(labels, values, strict=True), key=lambda one: (one[1] is None, -float(one[1] if one[1] is not None else 0))
    )
    if len(ranked) <= SHOWN + 1:
        return ranked, []
    first = ranked[:SHOWN]
    own = [one for one in ranked[SHOWN:] if one[0] == highlight]
    return [*first, *own], [value for label, value in ranked[SHOWN:] if label != highlight]


def _rest(values: Sequence[Number | None], *, adds_up: bool) -> tuple[str, str]:
    known = [value for value in values if value is not None]
    if not known:
        return f"{len(values)} đơn vị khác", "chưa có"
    if adds_up:
        return f"{len(values)} đơn vị khác", number(sum(known[1:], known[0]))
    return f"{len(values)} đơn vị khác", f"{number(min(known))} đến {number(max(known))}"


def _label(axes: "Axes", at: int, text: str, *, is_bold: bool = False) -> None:
    axes.annotate(
        text, (0, at), xytext=(-6, 0), textcoords="offset points", ha="right", va="center",
        color=INK if is_bold else SOFT, weight="bold" if is_bold else "normal", fontsize=TEXT, annotation_clip=False,
    )  # fmt: skip


def _value(axes: "Axes", at: int, end: float, text: str, *, is_bold: bool = True) -> None:
    axes.annotate(
        text, (end, at), xytext=(5, 0), textcoords="offset points", ha="left", va="center",
        color=INK if is_bold else SOFT, weight="bold" if is_bold else "normal", fontsize=TEXT, annotation_clip=False,
    )  # fmt: skip
