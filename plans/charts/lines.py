"""Figures over the years turned into lines with their values, and into a sentence."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .drawing import INK, LINE, NARROW, SOFT, STYLES, TEXT, Number, Style, number, one_line, sheet, steps, svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: A name, and a value for each year; None where there is none.
Series = Mapping[str, Sequence[Number | None]]


def lines_over_years(years: Sequence[int], series: Series, *, unit: str = "", width: int = NARROW) -> bytes:
    """A line for each of at most four names, told apart by dash and mark too; a year without a value breaks it."""
    names = list(series)[: len(STYLES)]
    legend = 18 * len(names) if len(names) > 1 else 0
    height, top = 170 + legend, 26
    figure, axes = sheet(width, height, left=58, right=30, top=top, bottom=24 + legend)
    most = max((float(value) for name in names for value in series[name] if value is not None), default=0.0)
    rulings = steps(most)
    axes.set_ylim(0, rulings[-1] * 1.08)
    axes.set_xlim(-0.15, max(len(years) - 1, 1) + 0.15)
    axes.hlines(rulings, -0.15, max(len(years) - 1, 1) + 0.15, colors=LINE, linewidth=1)
    for at, name in enumerate(names):
        colour, dash, mark = STYLES[at]
        values = [float(one) if one is not None else float("nan") for one in series[name]]
        axes.plot(
            range(len(years)), values, color=colour, linestyle=dash, marker=mark, markersize=6, linewidth=2,
            clip_on=False,
        )  # fmt: skip
        if legend:
            _legend(figure, at, name, STYLES[at], (width, height, len(names)))
    if len(names) == 1:
        for at, value in enumerate(series[names[0]]):
            if value is not None:
                axes.annotate(
                    number(value), (at, float(value)), xytext=(0, 7), textcoords="offset points",
                    ha="center", va="bottom", weight="bold", color=INK, annotation_clip=False,
                )  # fmt: skip
    axes.set_yticks(rulings, [number(one) for one in rulings], fontsize=TEXT)
    axes.set_xticks(range(len(years)), [str(one) for one in years], fontsize=TEXT)
    axes.spines["bottom"].set_visible(False)
    figure.text(4 / width, 1, one_line([unit]), ha="left", va="top", color=SOFT)
    return svg(figure)


def lines_sentence(years: Sequence[int], series: Series, *, unit: str = "") -> str:
    """What the picture shows: the first and the last known value of each line."""
    told = []
    for name, values in series.items():
        known = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
        if not known:
            told.append(f"{name}: chưa có số liệu")
        elif len(known) == 1:
            told.append(f"{name}: {number(known[0][1])} {unit} năm {known[0][0]}")
        else:
            (first, was), (last, now) = known[0], known[-1]
            told.append(f"{name}: {number(was)} {unit} năm {first}, {number(now)} {unit} năm {last}")
    return f"{'; '.join(told)}."


def _legend(figure: "Figure", at: int, name: str, style: Style, size: tuple[int, int, int]) -> None:
    """A short piece of the line, with its name, under the years."""
    from matplotlib.lines import Line2D

    (colour, dash, mark), (width, height, count) = style, size
    y = (18 * (count - at) - 9) / height
    line = Line2D(
        [8 / width, 36 / width], [y, y], transform=figure.transFigure,
        color=colour, linestyle=dash, marker=mark, markersize=6, linewidth=2, markevery=[],
    )  # fmt: skip
    point = Line2D(
        [22 / width], [y], transform=figure.transFigure, color=colour, marker=mark, markersize=6
    )  # fmt: skip
    figure.add_artist(line)
    figure.add_artist(point)
    figure.text(44 / width, y, one_line([name]), ha="left", va="center_baseline", color=INK)
