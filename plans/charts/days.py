"""Reports filed up to each day before the deadline turned into a picture, and into a sentence."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .drawing import INK, LINE, PRIMARY, PRIMARY_TINT, TEXT, WARM, sheet, svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: A day, and how many units have filed by its end.
Point = tuple[date, int]
#: The days shown before the deadline, however early the first report came.
_DAYS = 45


def filed_by_day(
    points: Sequence[Point], expected: int, due_on: date | None, today: date, *, width: int = 306
) -> bytes:
    """A stair of what has been filed by each day, the last day as a line, and the way that is still to go.

    `points` are the days on which somebody filed, each with how many have by then, in order; `due_on` the last day on
    time, None where the round has no date.
    """
    height, left, right, top, bottom = 150, 30, 10, 22, 22
    first, last = _span(points, due_on, today)
    shown = _stair(points, first, min(today, last))
    figure, axes = sheet(width, height, left=left, right=right, top=top, bottom=bottom)
    days = [(day - first).days for day, _ in shown]
    filed = [count for _, count in shown]
    ceiling = max(expected, *filed, 1)
    end = max((last - first).days, 1)
    axes.set_xlim(0, end)
    axes.set_ylim(0, ceiling * 1.04)
    axes.hlines(_rulings(ceiling), 0, end, colors=LINE, linewidth=1)
    axes.fill_between(days, filed, step="post", color=PRIMARY_TINT, linewidth=0)
    axes.step(days, filed, where="post", color=PRIMARY, linewidth=2)
    limit = None if due_on is None else (due_on - first).days
    _today(axes, days[-1], filed[-1], ceiling, end, limit)
    if limit is not None:
        _deadline(axes, limit, ceiling)
        if days[-1] < limit and filed[-1] < expected:
            _way_to_go(axes, (days[-1], filed[-1]), (limit, expected), has_room=limit - days[-1] > end * 0.3)
    axes.set_yticks(_rulings(ceiling), [str(one) for one in _rulings(ceiling)], fontsize=TEXT)
    marks = _marks(first, last, today, due_on, width - left - right)
    axes.set_xticks([(day - first).days for day in marks], [f"{day.day:02d}/{day.month}" for day in marks])
    for at, label in enumerate(axes.get_xticklabels()):
        label.set_horizontalalignment("left" if at == 0 else "right" if at == len(marks) - 1 else "center")
    axes.spines["bottom"].set_visible(False)
    return svg(figure)


def filed_by_day_sentence(points: Sequence[Point], expected: int, due_on: date | None, today: date) -> str:
    """What the picture shows, for those who do not see it."""
    filed = max((count for day, count in points if day <= today), default=0)
    words = f"Số đơn vị đã gửi báo cáo, theo ngày: đến {_day(today)} có {filed} trong {expected} đơn vị"
    if due_on is None:
        return f"{words}; kỳ này không ghi hạn."
    return f"{words}; ngày cuối là {_day(due_on)}."


def _span(points: Sequence[Point], due_on: date | None, today: date) -> tuple[date, date]:
    """The days from the first to the last of the picture; what lies long before the deadline is left out."""
    days = [day for day, _ in points]
    last = max([today, *([due_on] if due_on else [])]) if due_on is None or today <= due_on else _after(due_on, today)
    first = min([*days, today, last - timedelta(days=10)])
    return max(first, last - timedelta(days=_DAYS)), last


def _after(due_on: date, today: date) -> date:
    """How far a picture goes once the last day has passed: until today, but not for ever."""
    return min(today, due_on + timedelta(days=30))


def _stair(points: Sequence[Point], first: date, until: date) -> list[Point]:
    before = max((count for day, count in points if day < first), default=0)
    within = [(day, count) for day, count in points if first <= day <= until]
    start = [] if within and within[0][0] == first else [(first, before)]
    stair = [*start, *within]
    return stair if stair[-1][0] == until else [*stair, (until, stair[-1][1])]


def _rulings(ceiling: int) -> list[int]:
    return sorted({0, ceiling // 2, ceiling})


def _today(axes: "Axes", at: int, count: int, ceiling: int, end: int, limit: int | None) -> None:
    """The dot of today with its number, above it unless the deadline's word stands there."""
    axes.plot([at], [count], "o", color=INK, markersize=7, clip_on=False)
    is_below = limit is not None and count > ceiling * 0.8 and 0 <= limit - at < end * 0.15
    axes.annotate(
        f"hôm nay: {count}",
        (at, count),
        xytext=(-6 if at > end / 2 else 6, -9 if is_below else 7),
        textcoords="offset points",
        ha="right" if at > end / 2 else "left",
        va="top" if is_below else "bottom",
        weight="bold",
    )


def _way_to_go(axes: "Axes", start: tuple[int, int], goal: tuple[int, int], *, has_room: bool) -> None:
    axes.plot(*zip(start, goal, strict=True), color=WARM, linewidth=1, dashes=(3, 3))
    if has_room:
        middle = ((start[0] + goal[0]) / 2, (start[1] + goal[1]) / 2)
        axes.annotate(
            f"cần đủ {goal[1]}", middle, xytext=(-2, 7), textcoords="offset points", ha="right", va="bottom", color=WARM
        )


def _deadline(axes: "Axes", at: int, ceiling: int) -> None:
    axes.vlines([at], 0, ceiling * 1.04, colors=WARM, linewidth=1.5, clip_on=False)
    axes.annotate(
        "hạn", (at, ceiling * 1.04), xytext=(-4, 1), textcoords="offset points", ha="right", va="bottom", color=WARM
    )


def _marks(first: date, last: date, today: date, due_on: date | None, width: int) -> list[date]:
    """The days written under the picture: its ends, today and the deadline, where there is room for them."""
    room = 48 * max((last - first).days, 1) / width
    kept = [first, last]
    for day in (due_on, today, first + (today - first) / 2):
        if day is not None and all(abs((day - one).days) >= room for one in kept) and first < day < last:
            kept.append(day)
    return sorted(kept)


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"
