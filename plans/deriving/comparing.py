"""Two states of a plan compared: its facts, then item by item, word by word; what moved, came and went."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ..content.numbering import NumberedItem, document_number, number_items
from ..content.plan import DeadlineContent, DeadlinePurpose, PlanContent, SlogansPlace
from ..content.vietnamese import clean_line, day_range, short_date
from .difference import Kind, Words, differs_in_spelling_only, words_changed


class Change(StrEnum):
    """What became of an item. One that moved and whose words changed is changed; `is_moved` tells the rest."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    DROPPED = "dropped"
    REUSED = "reused"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """One item before and after. `appendix` is the title of the appendix it stands in, empty in the body."""

    key: str
    change: Change
    old: NumberedItem | None
    new: NumberedItem | None
    appendix: str = ""
    is_moved: bool = False

    @property
    def shown(self) -> NumberedItem:
        """The item as it is now; the old one where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def pieces(self) -> tuple[Words, ...]:
        """Its words with the changes in them."""
        return words_changed(self.old.item.text if self.old else "", self.new.item.text if self.new else "")

    @property
    def is_respelt(self) -> bool:
        """Whether its words are only spelt otherwise."""
        plain = self.change == Change.CHANGED and not self.is_restyled and not self.is_reassigned
        return plain and differs_in_spelling_only(self.pieces)

    @property
    def is_restyled(self) -> bool:
        """Whether it is numbered in another way, or became or ceased to be a heading."""
        if self.old is None or self.new is None:
            return False
        old, new = self.old.item, self.new.item
        return (old.marker, old.is_heading) != (new.marker, new.is_heading)

    @property
    def is_reassigned(self) -> bool:
        """Whether who does it, when, where or with what money has changed."""
        if self.old is None or self.new is None:
            return False
        old, new = self.old.item, self.new.item
        return (old.activity, old.responsibilities) != (new.activity, new.responsibilities)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact of the plan that differs, line by line; `lines` are the lines with the changes in them."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def lines(self) -> tuple[tuple[Words, ...], ...]:
        """Every line with the changes in it; a line in place of another is compared with it, word by word."""
        return tuple(_lines(self.before, self.after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that two states of a plan do and do not share: `items` in reading order, those that went included."""

    facts: tuple[FactChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def changed(self) -> tuple[ItemChange, ...]:
        """The items that differ."""
        return tuple(one for one in self.items if one.change != Change.SAME)

    @property
    def places(self) -> int:
        """In how many places the two differ."""
        return len(self.facts) + sum(one.change != Change.SAME for one in self.items)

    def __bool__(self) -> bool:
        return bool(self.facts) or any(one.change != Change.SAME for one in self.items)


def compare(old: PlanContent, new: PlanContent) -> Comparison:
    """What changed from `old` to `new`. An item is the same one by its key; a numeral that follows from others' coming
    and going is no change. The words are compared when they are asked for."""
    return Comparison(facts=tuple(_facts(old, new)), items=tuple(_items(old, new)))


# --- items -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item where it stands: which list of items holds it (the appendix and the item above), and its numeral."""

    one: NumberedItem
    appendix: str
    above: tuple[int, str]


def _placed(content: PlanContent) -> dict[str, _Placed]:
    """Every item by its key, in reading order. A key is there once; should a text hold it twice, the first counts."""
    found: dict[str, _Placed] = {}
    trees = [("", content.items), *((appendix.title, appendix.items) for appendix in content.appendices)]
    for number, (title, items) in enumerate(trees):
        for one in number_items(items):
            found.setdefault(one.item.key, _Placed(one, title, (0 if one.parent_key else number, one.parent_key or "")))
    return found


def _items(old: PlanContent, new: PlanContent) -> Iterator[ItemChange]:
    before, after = _placed(old), _placed(new)
    moved = _moved(before, after)
    gone = _gone_after(before, after)
    yield from (_removed(before[key]) for key in gone[""])
    for key, place in after.items():
        was = before.get(key)
        yield ItemChange(
            key=key,
            change=_change(was.one if was else None, place.one, is_moved=key in moved),
            old=was.one if was else None,
            new=place.one,
            appendix=place.appendix,
            is_moved=key in moved,
        )
        yield from (_removed(before[one]) for one in gone[key])


def _removed(place: _Placed) -> ItemChange:
    return ItemChange(key=place.one.item.key, change=Change.REMOVED, old=place.one, new=None, appendix=place.appendix)


def _gone_after(before: dict[str, _Placed], after: dict[str, _Placed]) -> dict[str, list[str]]:
    """The items that went, by the one still there that stood before them; "" for those that stood first."""
    gone: dict[str, list[str]] = defaultdict(list)
    last = ""
    for key in before:
        if key in after:
            last = key
        else:
            gone[last].append(key)
    return gone


def _change(old: NumberedItem | None, new: NumberedItem, *, is_moved: bool) -> Change:
    if old is None:
        return Change.ADDED
    was, now = old.item, new.item
    if was.is_dropped != now.is_dropped:
        return Change.DROPPED if now.is_dropped else Change.REUSED
    said = ("text", "marker", "is_heading", "block", "activity", "responsibilities", "dropped_reason")
    if any(getattr(was, name) != getattr(now, name) for name in said):
        return Change.CHANGED
    return Change.MOVED if is_moved else Change.SAME


def _moved(before: dict[str, _Placed], after: dict[str, _Placed]) -> set[str]:
    """The items that stand under another item than before, or were carried past their neighbours; as few as explain
    the new order, so that one paragraph moved to the top does not move all the others."""
    order = {key: at for at, key in enumerate(before)}
    moved: set[str] = set()
    lists: dict[tuple[int, str], list[str]] = defaultdict(list)
    for key, place in after.items():
        if key not in before:
            continue
        if before[key].above == place.above:
            lists[place.above].append(key)
        else:
            moved.add(key)
    for keys in lists.values():
        stay = _longest_rising([order[key] for key in keys])
        moved |= {key for key in keys if order[key] not in stay}
    return moved


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The longest subsequence that rises: those that kept their order."""
    ends: list[int] = []
    ends_at: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(ends_at[length - 1] if length else -1)
        ends[length:] = [place, *ends[length + 1 :]]
        ends_at[length:] = [at, *ends_at[length + 1 :]]
    kept: set[int] = set()
    at = ends_at[-1] if ends_at else -1
    while at >= 0:
        kept.add(places[at])
        at = before[at]
    return kept


# --- facts -----------------------------------------------------------------------------------------------------------

_PURPOSES = {DeadlinePurpose.REPORT: "Báo cáo", DeadlinePurpose.CHILD_PLAN: "Cấp dưới ban hành kế hoạch"}
_PLACES = {
    SlogansPlace.APPENDIX: "In thành Phụ lục",
    SlogansPlace.BODY: "In trong phần chủ đề",
    SlogansPlace.NOWHERE: "Không in",
}


def _facts(old: PlanContent, new: PlanContent) -> Iterator[FactChange]:
    for (label, before), (_, after) in zip(_said(old), _said(new), strict=True):
        if before != after:
            yield FactChange(label=label, before=before, after=after)


def _said(content: PlanContent) -> list[tuple[str, tuple[str, ...]]]:
    """Every fact in words, in the order they stand in the document."""
    issuer = content.issuer
    return [
        ("Cơ quan ban hành", _some(*issuer.superior_lines, *issuer.header_lines)),
        ("Địa danh", _some(issuer.place)),
        ("Số, ký hiệu", _some(_document_number(content))),
        ("Ngày ban hành", _some(short_date(content.issued_on) if content.issued_on else "")),
        ("Tên loại, trích yếu", _some(content.document_type, content.abstract, content.abstract_note)),
        ("Kính gửi", content.addressees),
        ("Căn cứ", tuple(one.text for one in content.legal_bases)),
        ("Văn bản cấp trên", tuple(one.citation() for one in content.parents)),
        ("Lời mở đầu", _some(*content.opening.split("\n"))),
        ("Chủ đề", _some(content.theme)),
        ("Thời gian", _some(day_range(content.starts_on, content.ends_on))),
        ("Lễ phát động", _some(day_range(content.launch_from, content.launch_until))),
        ("Hạn", tuple(_deadline(one) for one in content.deadlines)),
        ("Lời kết", _some(*content.closing.split("\n"))),
        ("Dấu kết thúc", _some(content.ending)),
        ("Người ký", _some(*content.signature.lines, content.signature.name)),
        ("Nơi nhận", (*content.recipients, *_some(f"Lưu: {content.archive_note}" if content.archive_note else ""))),
        ("Khẩu hiệu", tuple(one.text for one in content.slogans)),
        ("Chỗ in khẩu hiệu", (_PLACES[content.slogans_place],)),
        ("Phụ lục", tuple(one.title for one in content.appendices)),
    ]


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())


def _deadline(one: DeadlineContent) -> str:
    words = [f"{_PURPOSES[one.purpose]}{f' {one.label}' if one.label else ''}: {one.words()}"]
    words += [
        f"{said} {value}"
        for said, value in (("nơi gửi:", one.owed_by), ("về", one.receiver), ("qua", one.via))
        if value
    ]
    return clean_line(", ".join(words))


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[Words, ...]]:
    matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield from ((Words(Kind.SAME, line, line),) for line in after[new_from:new_to])
            continue
        old, new = before[old_from:old_to], after[new_from:new_to]
        both = min(len(old), len(new))
        yield from (words_changed(was, now) for was, now in zip(old[:both], new[:both], strict=True))
        yield from ((Words(Kind.REMOVED, line, ""),) for line in old[both:])
        yield from ((Words(Kind.ADDED, "", line),) for line in new[both:])


def _document_number(content: PlanContent) -> str:
    return f"…/{content.symbol}" if content.number is None else document_number(content.number, content.symbol)
