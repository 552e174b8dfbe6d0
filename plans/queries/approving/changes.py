"""What a reviewer reads: only what changed since that person last saw the plan, or the whole, remarks beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ...content import facts
from ...content.numbering import NumberedItem
from ...content.plan import PlanContent, walk
from ...content.vietnamese import short_date
from ...deriving.comparing import Change, Comparison, FactChange, ItemChange, compare
from ...deriving.difference import Kind, Words, words_changed
from ...documents.wording import activity_sentence
from ...enums import StepState
from ...models import Plan, PlanReading, PlanStep, PlanVersion
from ...rules.actor import Actor
from ..contents import content_of, frozen_content
from .remarks import Remarks, Thread, remarks_of
from .versions import readable_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An item as a comparison shows it: its words with the changes in them, and the remarks beside it.

    `note` says in words what the signs cannot: moved from where, why it is left out, numbered otherwise.
    """

    key: str
    change: Change
    label: str
    depth: int
    is_heading: bool
    is_part: bool
    pieces: tuple[Words, ...]
    activity: tuple[Words, ...] = ()
    notes: tuple[str, ...] = ()
    threads: tuple[Thread, ...] = ()
    is_context: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether it is only in the older text."""
        return self.change == Change.REMOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A comparison as it is read. `is_whole` shows everything, else only what differs or has open remarks."""

    facts: tuple[FactChange, ...]
    passages: tuple[Passage, ...]
    places: int
    is_whole: bool
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Against what a reviewer reads: the version seen last, and when; None for the first reading."""

    version: PlanVersion | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Everything the page of changes shows."""

    content: PlanContent
    seen: Seen
    changes: Changes
    remarks: Remarks
    whole_threads: tuple[Thread, ...]

    def text_of(self, key: str) -> str | None:
        """What a passage says now, with the names of the facts in it; None when there is none of that key."""
        trees = (self.content.items, *(one.items for one in self.content.appendices))
        return next((one.text for tree in trees for one in walk(tree) if one.key == key), None)


def review_page(actor: Actor, plan: Plan, *, since: int | None = None, is_whole: bool = False) -> ReviewPage:
    """The plan as this person reviews it; `since` names another version to compare with. A fixed number of queries."""
    content = content_of(plan)
    remarks = remarks_of(plan, content)
    seen = seen_before(actor, plan, since=since)
    if seen.version is None:
        changes = shown(compare(content, content), content, content, remarks, is_whole=True)
    else:
        old = frozen_content(seen.version)
        changes = shown(compare(old, content), old, content, remarks, is_whole=is_whole)
    return ReviewPage(content=content, seen=seen, changes=changes, remarks=remarks, whole_threads=remarks.on(""))


def seen_before(actor: Actor, plan: Plan, *, since: int | None = None) -> Seen:
    """What the person has seen of the plan: the version named, else the one read last if the text has changed since,
    else the one on which they did an earlier step. Nothing, and the whole is new to them."""
    if since is not None:
        version = readable_version(actor, plan, since)
        return Seen(version=version, words="" if version is None else f"So với bản {since}")
    reading = PlanReading.objects.filter(plan=plan, user_id=actor.user_id or 0).select_related("version")
    row = reading.defer("version__pdf").first()
    current = _current(plan)
    if row is not None and row.version is not None and row.version_id != current:
        return Seen(version=row.version, words=f"Từ lúc mình xem, {_when(row.seen_at)}")
    step = _last_done(actor, plan)
    if step is not None and step.version_id != current:
        did = "trả lại" if step.state == StepState.RETURNED else f"làm xong bước {step.get_kind_display().lower()}"
        return Seen(version=step.version, words=f"Từ lúc mình {did}, {_when(step.done_at)}")
    return Seen(version=None)


def _last_done(actor: Actor, plan: Plan) -> PlanStep | None:
    """The step this person did last on the plan, with the text it was done on."""
    rows = PlanStep.objects.filter(plan=plan, done_by_id=actor.user_id or 0).exclude(version=None)
    rows = rows.filter(state__in=(StepState.DONE, StepState.RETURNED)).order_by("-done_at")
    return rows.select_related("version").defer("version__pdf").first()


def _current(plan: Plan) -> int | None:
    """The version that is before whoever holds the plan now."""
    return PlanStep.objects.filter(plan=plan, state=StepState.CURRENT).values_list("version_id", flat=True).first()


def _when(moment: datetime | None) -> str:
    return (
        f"lúc {timezone.localtime(moment):%H:%M} ngày {short_date(timezone.localtime(moment).date())}" if moment else ""
    )


# --- a comparison as it is read --------------------------------------------------------------------------------------


def shown(
    comparison: Comparison,
    old: PlanContent,
    new: PlanContent,
    remarks: Remarks | None = None,
    *,
    is_whole: bool = False,
) -> Changes:
    """The comparison with facts in place of their names, each passage with its remarks.

    Not the whole: what differs or has open remarks, and the headings it stands under.
    """
    words = facts.fact_words(old), facts.fact_words(new)
    wanted = {one.key for one in comparison.items if is_whole or _is_wanted(one, remarks)}
    context = set() if is_whole else _headings(comparison.items, wanted) - wanted
    passages = tuple(
        _passage(one, words, remarks, is_context=one.key in context)
        for one in comparison.items
        if one.key in wanted or one.key in context
    )
    return Changes(
        facts=comparison.facts,
        passages=passages,
        places=comparison.places,
        is_whole=is_whole,
        left_out=len(comparison.items) - len(passages),
    )


def _is_wanted(one: ItemChange, remarks: Remarks | None) -> bool:
    return one.change != Change.SAME or (remarks is not None and any(each.is_open for each in remarks.on(one.key)))


def _headings(items: Iterable[ItemChange], wanted: set[str]) -> set[str]:
    """The headings above the wanted items, so that each is read where it stands."""
    above = {one.key: one.shown.parent_key for one in items}
    found: set[str] = set()
    for key in wanted:
        parent = above.get(key)
        while parent and parent not in found:
            found.add(parent)
            parent = above.get(parent)
    return found


def _passage(
    one: ItemChange, words: tuple[dict[str, str], dict[str, str]], remarks: Remarks | None, *, is_context: bool
) -> Passage:
    item = one.shown.item
    return Passage(
        key=one.key,
        change=one.change,
        label=one.shown.label,
        depth=one.shown.depth,
        is_heading=item.is_heading,
        is_part=item.marker.value == "roman",
        pieces=filled(one.pieces, *words),
        activity=_activity(one),
        notes=tuple(_notes(one)),
        threads=remarks.on(one.key) if remarks else (),
        is_context=is_context,
    )


def filled(pieces: Sequence[Words], old: dict[str, str], new: dict[str, str]) -> tuple[Words, ...]:
    """Pieces with the words of the facts in them, each as its own text has it."""
    return tuple(Words(one.kind, facts.fill(one.old, old), facts.fill(one.new, new)) for one in pieces)


def _activity(one: ItemChange) -> tuple[Words, ...]:
    """The sentence made from who, when, where and money, with its changes."""
    old = activity_sentence(one.old.item) if one.old else ""
    new = activity_sentence(one.new.item) if one.new else ""
    if one.change == Change.REMOVED:
        return (Words(Kind.REMOVED, old, ""),) if old else ()
    return words_changed(old, new)


def _moved(old: NumberedItem, new: NumberedItem | None) -> str:
    if new is not None and old.parent_key == new.parent_key:
        return "Đổi thứ tự trong cùng một mục."
    return f"Chuyển từ mục {old.path}." if old.path else "Chuyển từ chỗ khác tới."


def _notes(one: ItemChange) -> Iterable[str]:
    if one.is_moved and one.old is not None:
        yield _moved(one.old, one.new)
    if one.change == Change.DROPPED or (one.new and one.new.item.dropped_reason):
        yield f"Không in. Lý do: {one.new.item.dropped_reason if one.new else ''}"
    if one.change == Change.REUSED:
        yield "Dùng lại đoạn trước đã bỏ."
    if one.is_restyled:
        yield "Đổi cách đánh số."
    if one.is_respelt:
        yield "Chỉ khác cách viết (hoà/hòa, kĩ/kỹ)."
