"""A draft as its editor shows it: items with numerals and origins, outline, counts, the parent's words beside ours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..content import facts
from ..content.numbering import NumberedItem, number_items
from ..content.plan import ItemContent, Marker, PlanContent, Role, Standing, standing, walk
from ..deriving.coverage import Coverage, coverage
from ..deriving.difference import Piece, words_difference
from ..documents import wording
from ..models import DraftNote, Plan, PlanVersion
from .contents import content_from, frozen_content, item_rows
from .terms import agency_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """A stretch of an item's text: plain words, or a fact with its name and the words it has now."""

    text: str
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentItem:
    """The parent's item an own item came from, with the reference to it there and the parent's facts in words."""

    item: ItemContent
    path: str
    document: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """One item of the draft, in reading order. `is_left_out`: dropped itself or standing under a dropped one."""

    key: str
    label: str
    path: str
    depth: int
    marker: str
    is_heading: bool
    text: str
    pieces: tuple[TextPiece, ...]
    revision: int
    standing: Standing
    is_dropped: bool
    is_left_out: bool
    dropped_reason: str
    activity: str
    is_inherited: bool
    parent: ParentItem | None = None
    notes: tuple[DraftNote, ...] = ()

    @property
    def kind(self) -> str:
        """How it looks: "part" (I.), "title" (a bold heading below), "text"."""
        if self.marker == Marker.ROMAN:
            return "part"
        return "title" if self.is_heading else "text"

    @property
    def style(self) -> str:
        """Its marker, and whether it is a heading: "arabic:1", "dash:"."""
        return f"{self.marker}:{'1' if self.is_heading else ''}"

    @property
    def heading_level(self) -> int:
        """The level of its HTML heading: the plan's title is the page's h1, a part an h2."""
        return min(2 + self.depth, 6) if self.is_heading else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAppendix:
    """An own appendix of the draft with its items."""

    pk: int
    title: str
    items: tuple[DraftItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything the editor shows of a plan."""

    plan: Plan
    content: PlanContent
    items: tuple[DraftItem, ...]
    appendices: tuple[DraftAppendix, ...]
    notes: tuple[DraftNote, ...]
    parents: dict[int, PlanContent] = field(default_factory=dict)

    @property
    def outline(self) -> list[DraftItem]:
        """The headings of the first two levels that are printed."""
        return [item for item in self.items if item.is_heading and item.depth < 2 and not item.is_left_out]

    @property
    def notes_to_look(self) -> list[DraftNote]:
        """What the portal adapted without being sure, for the drafter to decide."""
        return [note for note in self.notes if note.needs_look]

    @property
    def notes_told(self) -> list[DraftNote]:
        """What the portal adapted, only to be known."""
        return [note for note in self.notes if not note.needs_look]

    @property
    def all_items(self) -> tuple[DraftItem, ...]:
        """The body's items and the appendices'."""
        return (*self.items, *(item for appendix in self.appendices for item in appendix.items))

    def counts(self) -> dict[str, int]:
        """How many items were kept, changed, are new or dropped, as against the parent's."""
        found = {one.value: 0 for one in Standing}
        for item in self.all_items:
            if item.is_dropped or not item.is_left_out:
                found[item.standing.value] += 1
        return found

    def item(self, key: str) -> DraftItem | None:
        """The item of a key."""
        return next((item for item in self.all_items if item.key == key), None)

    def coverage(self) -> Coverage | None:
        """Which duties the parent gives this level are carried, dropped or forgotten; None without such a parent."""
        for content in self.parents.values():
            return coverage(content, self.content, self.plan.issuing_unit.level.code)
        return None


def draft_of(plan: Plan) -> Draft:
    """Load a draft with a fixed number of queries, whatever its length."""
    rows, appendix_rows = item_rows(plan), list(plan.appendices.all())
    content = content_from(plan, appendix_rows, rows)
    revisions = {row.key: row.revision for row in rows}
    notes = tuple(DraftNote.objects.filter(plan=plan, is_done=False))
    parents = parent_contents(plan, content)
    origin = _Origins(parents)
    words = facts.fact_words(content)

    def items_of(tree: tuple[ItemContent, ...]) -> tuple[DraftItem, ...]:
        return tuple(
            draft_item(
                one, revision=revisions.get(one.item.key, 1), words=words, parent=origin.of(one.item), notes=notes
            )
            for one in number_items(tree)
        )

    appendices = tuple(
        DraftAppendix(pk=row.pk, title=row.title, items=items_of(appendix.items))
        for row, appendix in zip(appendix_rows, content.appendices, strict=True)
    )
    return Draft(
        plan=plan,
        content=content,
        items=items_of(content.items),
        appendices=appendices,
        notes=notes,
        parents=parents,
    )


def parent_contents(plan: Plan, content: PlanContent) -> dict[int, PlanContent]:
    """The frozen contents of the parents' versions this plan comes from or carries out, by version id. One query."""
    wanted = {parent.version for parent in content.parents if parent.version}
    wanted |= {item.origin.version for item in content.walk() if item.origin}
    versions = PlanVersion.objects.filter(pk__in=wanted).defer("pdf").order_by("pk")
    return {version.pk: frozen_content(version) for version in versions}


class _Origins:
    """Finds the parent's item behind an own item."""

    def __init__(self, parents: dict[int, PlanContent]) -> None:
        self.found: dict[tuple[int, str], ParentItem] = {}
        for version, content in parents.items():
            document = wording.type_name(content) + (f" số {content.number}/{content.symbol}" if content.number else "")
            words = facts.fact_words(content)
            for one in number_items(content.items):
                self.found[version, one.item.key] = ParentItem(
                    item=one.item, path=one.path, document=document, words=words
                )

    def of(self, item: ItemContent) -> ParentItem | None:
        return self.found.get((item.origin.version, item.origin.key)) if item.origin else None


def draft_item(
    one: NumberedItem,
    *,
    revision: int,
    words: dict[str, str],
    parent: ParentItem | None,
    notes: Iterable[DraftNote] = (),
) -> DraftItem:
    """One numbered item as the editor shows it."""
    item = one.item
    return DraftItem(
        key=item.key,
        label=one.label,
        path=one.path,
        depth=one.depth,
        marker=item.marker.value,
        is_heading=item.is_heading,
        text=item.text,
        pieces=text_pieces(item.text, words),
        revision=revision,
        standing=standing(item, parent.item if parent else None),
        is_dropped=item.is_dropped,
        is_left_out=one.is_dropped,
        dropped_reason=item.dropped_reason,
        activity=wording.activity_sentence(item),
        is_inherited=item.origin is not None,
        parent=parent,
        notes=tuple(note for note in notes if note.item_key == item.key),
    )


def text_pieces(text: str, words: dict[str, str]) -> tuple[TextPiece, ...]:
    """The text cut at its facts, each with the words it has now."""
    return tuple(
        TextPiece(text=words[piece], fact=piece) if is_fact else TextPiece(text=piece)
        for piece, is_fact in facts.split(text)
    )


def beside(draft: Draft, item: DraftItem) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """The parent's words and ours with what differs marked, facts filled in; None for an item of our own."""
    if item.parent is None:
        return None
    theirs = facts.fill(item.parent.item.text, item.parent.words)
    mine = facts.fill(item.text, facts.fact_words(draft.content))
    return words_difference(theirs, mine)


def responsibilities_of(draft: Draft, key: str) -> tuple[str, tuple[str, ...]]:
    """Who leads an item and who supports it, as named in it."""
    trees = (draft.content.items, *(appendix.items for appendix in draft.content.appendices))
    found = next((one for tree in trees for one in walk(tree) if one.key == key), None)
    duties = found.responsibilities if found else ()
    lead = next((duty.agency for duty in duties if duty.role == Role.LEAD), "")
    return lead, tuple(duty.agency for duty in duties if duty.role == Role.SUPPORT)


def activity_of(draft: Draft, key: str) -> ItemContent | None:
    """The content of one item, with its activity's facts."""
    trees = (draft.content.items, *(appendix.items for appendix in draft.content.appendices))
    return next((one for tree in trees for one in walk(tree) if one.key == key), None)


def agency_names(plan: Plan, day: date) -> list[str]:
    """The names that plans of this unit may give work to, for a field's suggestions."""
    return [term.name for term in agency_terms(plan.issuing_unit, day)]
