"""Remarks as screens show them: threads beside their passage, what a suggestion would change, how many are open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...content import facts
from ...content.numbering import number_items
from ...content.plan import PlanContent
from ...deriving.difference import Words, words_changed
from ...enums import RemarkState
from ...models import Plan, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A remark with its answers. `place` names its passage ("mục III.2"); `is_gone` when that is no longer there.

    `is_stale` when the passage has changed since the wording was proposed; `now` is what it says.
    """

    remark: Remark
    replies: tuple[Remark, ...]
    place: str
    is_gone: bool = False
    is_stale: bool = False
    now: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.remark.state == RemarkState.OPEN

    @property
    def pieces(self) -> tuple[Words, ...]:
        """What the suggestion changes in the words it was proposed for."""
        return words_changed(self.remark.base_text, self.remark.suggestion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """All remarks of a plan, in the order of the passages they are about; those on the whole come first."""

    threads: tuple[Thread, ...]
    by_key: Mapping[str, tuple[Thread, ...]] = field(default_factory=dict)

    @property
    def open_count(self) -> int:
        """How many still ask for something."""
        return sum(thread.is_open for thread in self.threads)

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Those that still ask for something."""
        return tuple(thread for thread in self.threads if thread.is_open)

    @property
    def closed_threads(self) -> tuple[Thread, ...]:
        """Those that were taken over, resolved or declined."""
        return tuple(thread for thread in self.threads if not thread.is_open)

    @property
    def open_counts(self) -> dict[str, int]:
        """How many open remarks each passage has, by its key."""
        counts = {key: sum(thread.is_open for thread in threads) for key, threads in self.by_key.items()}
        return {key: count for key, count in counts.items() if count}

    def on(self, key: str) -> tuple[Thread, ...]:
        """The threads on one passage; the empty key means the whole."""
        return self.by_key.get(key, ())


def remarks_of(plan: Plan, content: PlanContent) -> Remarks:
    """The plan's remarks beside what it says (`content`). One query, whatever their number."""
    rows = list(Remark.objects.filter(plan=plan).select_related("author", "unit").order_by("created_at", "pk"))
    replies: dict[int, list[Remark]] = defaultdict(list)
    for row in rows:
        if row.reply_to_id is not None:
            replies[row.reply_to_id].append(row)
    places = dict(_places(content))
    order = {key: at for at, key in enumerate(places)}
    firsts = sorted((row for row in rows if row.reply_to_id is None), key=lambda row: _order(row, order))
    threads = tuple(_thread(row, replies[row.pk], places) for row in firsts)
    by_key: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        by_key[thread.remark.item_key].append(thread)
    return Remarks(threads=threads, by_key={key: tuple(found) for key, found in by_key.items()})


def open_counts(plan: Plan) -> dict[str, int]:
    """How many open remarks each passage has, by its key. One query."""
    counts: dict[str, int] = defaultdict(int)
    rows = Remark.objects.filter(plan=plan, reply_to=None, state=RemarkState.OPEN)
    for key in rows.values_list("item_key", flat=True):
        counts[key] += 1
    return dict(counts)


def gathered(counts: Mapping[str, int], keys: Iterable[str], headings: Iterable[str]) -> dict[str, int]:
    """The counts summed under the headings that an outline shows: each passage counts for the last heading before it.

    `keys` are all passages in reading order, `headings` those the outline shows.
    """
    shown, current = set(headings), ""
    found: dict[str, int] = defaultdict(int)
    for key in keys:
        current = key if key in shown else current
        if key in counts:
            found[current] += counts[key]
    return dict(found)


def _order(row: Remark, order: Mapping[str, int]) -> tuple[int, object]:
    at = -1 if not row.item_key else order.get(row.item_key, len(order))
    return (at, row.created_at)


def _places(content: PlanContent) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every passage: its key, what it is called and what it says."""
    words = facts.fact_words(content)
    for title, items in [("", content.items), *((one.title, one.items) for one in content.appendices)]:
        for one in number_items(items):
            beginning = facts.fill(one.item.text, words)[:40]
            place = f"mục {one.path}" if one.path else f"đoạn “{beginning}…”"
            yield one.item.key, (f"{place}, phụ lục {title}" if title else place, one.item.text)


def _thread(row: Remark, replies: list[Remark], places: Mapping[str, tuple[str, str]]) -> Thread:
    if not row.item_key:
        return Thread(remark=row, replies=tuple(replies), place="toàn văn bản")
    if row.item_key not in places:
        return Thread(remark=row, replies=tuple(replies), place="đoạn đã xóa", is_gone=True)
    place, text = places[row.item_key]
    stale = bool(row.suggestion) and row.state == RemarkState.OPEN and text not in (row.base_text, row.suggestion)
    return Thread(remark=row, replies=tuple(replies), place=place, is_stale=stale, now=text)
