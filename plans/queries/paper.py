"""A plan's content turned into what screens show as a printed page: the same words, item by item, with their keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..content import facts
from ..content.layout import DECREE_30_2020 as LAYOUT
from ..content.numbering import NumberedItem, number_items
from ..content.plan import AppendixContent, Block, ItemContent, Marker, PlanContent, SlogansPlace, TableContent
from ..content.vietnamese import clean_line, day_number, month_number, upper
from ..documents import wording
from ..documents.balancing import balanced_lines

# The text's width on A4 and the issuer's share of it, in millimetres: lines break on screen where they break in print.
_WIDTH = 210 - LAYOUT.margin_left - LAYOUT.margin_right
_ISSUER_WIDTH = _WIDTH * 0.40

# Under a), - and + a title is plain text, as in `documents.printed`.
_BOLD = (Marker.ROMAN, Marker.ARABIC, Marker.DECIMAL, Marker.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; a fact (chủ đề, thời gian …) carries its name, and its words come from the plan's facts."""

    text: str
    name: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether the words come from the plan's facts."""
        return bool(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One heading or paragraph as it is printed.

    `activity` is the sentence made from its facts: a paragraph of its own under a heading, else it goes on after
    `pieces`. `plain_text` is what an outline says: never in capitals. `slogans` are printed after it. `heading` is
    the level of its HTML heading (2 to 6), 0 for running text.
    """

    key: str
    label: str
    path: str
    pieces: tuple[Piece, ...]
    raw_text: str
    plain_text: str
    depth: int
    marker: str
    heading: int = 0
    is_bold: bool = False
    activity: str = ""
    slogans: tuple[str, ...] = ()
    is_dropped: bool = False
    dropped_reason: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a title rather than running text."""
        return self.heading > 0

    @property
    def text(self) -> str:
        """The printed words without numeral and activity."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAppendix:
    """An appendix: its three centred lines, then the year's slogans or its own items."""

    label: str
    title_lines: tuple[str, ...]
    attached_to: str
    slogans: tuple[str, ...] = ()
    items: tuple[PaperItem, ...] = ()
    table: TableContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything a page shows of a plan. `number`, `day` and `month` are empty until they are given."""

    superior_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    number: str
    symbol: str
    place: str
    day: str
    month: str
    year: str
    subject_lines: tuple[str, ...]
    addressees: tuple[str, ...]
    type_line: str
    abstract_lines: tuple[str, ...]
    note_lines: tuple[str, ...]
    bases: tuple[str, ...]
    opening: tuple[Piece, ...]
    items: tuple[PaperItem, ...]
    closing: tuple[Piece, ...]
    signature_lines: tuple[str, ...]
    signatory: str
    recipients: tuple[str, ...]
    appendices: tuple[PaperAppendix, ...]


def paper(content: PlanContent, *, keeps_dropped: bool = False) -> Paper:
    """The page of a plan; what was dropped with a reason is shown only to those who draft it (`keeps_dropped`)."""
    words = facts.fact_words(content)
    items = paper_items(content.items, content, keeps_dropped=keeps_dropped)
    opening, closing = pieces_of(content.opening, words), pieces_of(content.closing, words)
    opening, items, closing = _ended(opening, items, closing, content.ending)
    issued_on = content.issued_on
    return Paper(
        superior_lines=_balanced_capitals(content.issuer.superior_lines),
        issuer_lines=_balanced_capitals(content.issuer.header_lines),
        number=f"{content.number:02d}" if content.number is not None else "",
        symbol=clean_line(content.symbol),
        place=clean_line(content.issuer.place),
        day=day_number(issued_on) if issued_on else "",
        month=month_number(issued_on) if issued_on else "",
        year=str(issued_on.year if issued_on else content.year),
        subject_lines=_subject_lines(content, words),
        addressees=wording.addressee_lines(content),
        type_line=upper(clean_line(content.document_type)),
        abstract_lines=() if content.is_letter else _title_lines(facts.fill(content.abstract, words)),
        note_lines=_title_lines(facts.fill(content.abstract_note, words)),
        bases=wording.basis_lines(content),
        opening=opening,
        items=items,
        closing=closing,
        signature_lines=tuple(upper(clean_line(line)) for line in content.signature.lines),
        signatory=clean_line(content.signature.name),
        recipients=wording.recipient_lines(content),
        appendices=_appendices(content, words, keeps_dropped=keeps_dropped),
    )


def _subject_lines(content: PlanContent, words: dict[str, str]) -> tuple[str, ...]:
    subject = wording.subject_line(replace(content, abstract=facts.fill(content.abstract, words)))
    return balanced_lines(subject, _ISSUER_WIDTH, LAYOUT.issuer_size)


def paper_items(
    items: Sequence[ItemContent], content: PlanContent, *, keeps_dropped: bool = False
) -> tuple[PaperItem, ...]:
    """The items in reading order with their numerals, facts filled in, slogans where they are printed."""
    words = facts.fact_words(content)
    shown: list[PaperItem] = []
    headings: list[bool] = []  # which ancestors are headings, by depth
    pending: list[int] = []  # depths of the items whose slogans are still to come
    dropped_at: int | None = None
    for numbered in number_items(items):
        if dropped_at is not None and numbered.depth <= dropped_at:
            dropped_at = None
        while pending and pending[-1] >= numbered.depth:
            _add_slogans(shown, content)
            pending.pop()
        headings[numbered.depth :] = [numbered.item.is_heading]
        if dropped_at is None and numbered.item.is_dropped:
            dropped_at = numbered.depth
        if dropped_at is not None:
            if keeps_dropped:
                shown.append(replace(_paper_item(numbered, words, sum(headings)), is_dropped=True, label="", path=""))
            continue
        shown.append(_paper_item(numbered, words, sum(headings)))
        if numbered.item.block == Block.SLOGANS and content.slogans_place == SlogansPlace.BODY:
            pending.append(numbered.depth)
    for _ in pending:
        _add_slogans(shown, content)
    return tuple(shown)


def _paper_item(numbered: NumberedItem, words: dict[str, str], headings_above: int) -> PaperItem:
    item = numbered.item
    pieces = pieces_of(item.text, words, in_capitals=item.is_heading and item.marker == Marker.ROMAN)
    activity = wording.activity_sentence(item)
    if activity and not item.is_heading:
        pieces, activity = _joined(pieces, item)
    return PaperItem(
        key=item.key,
        label=numbered.label,
        path=numbered.path,
        pieces=pieces,
        raw_text=item.text,
        plain_text=facts.fill(clean_line(item.text), words),
        depth=numbered.depth,
        marker=item.marker.value,
        heading=min(1 + headings_above, 6) if item.is_heading else 0,
        is_bold=item.is_heading and item.marker in _BOLD,
        activity=activity,
        is_dropped=item.is_dropped,
        dropped_reason=item.dropped_reason,
    )


def pieces_of(text: str, words: dict[str, str], *, in_capitals: bool = False) -> tuple[Piece, ...]:
    """The text cut at its facts, each with the words it has in this plan."""
    pieces = (
        Piece(text=clean_line(words[piece]) if is_fact else piece, name=piece if is_fact else "")
        for piece, is_fact in facts.split(clean_line(text))
    )
    return tuple(replace(piece, text=upper(piece.text)) if in_capitals else piece for piece in pieces)


def _joined(pieces: tuple[Piece, ...], item: ItemContent) -> tuple[tuple[Piece, ...], str]:
    """The text and the facts that follow it in the same paragraph, as `wording.with_facts` joins them."""
    text = "".join(piece.text for piece in pieces)
    before, after = wording.with_facts(text, item), wording.activity_sentence(item)
    if text.endswith(":"):
        own = text[:-1].rstrip()
        after = before[len(own) :].strip()
    else:
        own = wording.sentence(text)
    return _with_end(pieces, own), after


def _with_end(pieces: tuple[Piece, ...], text: str) -> tuple[Piece, ...]:
    """The same pieces made to read `text`, which differs from them in its closing marks only."""
    kept: list[Piece] = []
    rest = text
    for piece in pieces:
        own = piece.text if rest.startswith(piece.text) else rest
        rest = rest[len(own) :]
        if own:
            kept.append(replace(piece, text=own))
    return (*kept, Piece(text=rest)) if rest else tuple(kept)


def _ended(
    opening: tuple[Piece, ...], items: tuple[PaperItem, ...], closing: tuple[Piece, ...], ending: str
) -> tuple[tuple[Piece, ...], tuple[PaperItem, ...], tuple[Piece, ...]]:
    """The mark that ends the document ("./.") put behind the last printed words, wherever they stand."""
    printed = [at for at, item in enumerate(items) if not item.is_dropped]
    if closing:
        closing = _end_of(closing, ending)
    elif printed:
        at = printed[-1]
        items = (*items[:at], _ended_item(items[at], ending), *items[at + 1 :])
    elif opening:
        opening = _end_of(opening, ending)
    return opening, items, closing


def _ended_item(item: PaperItem, ending: str) -> PaperItem:
    if item.slogans:
        return replace(item, slogans=(*item.slogans[:-1], wording.ended(item.slogans[-1], ending)))
    if item.activity:
        return replace(item, activity=wording.ended(item.activity, ending))
    return replace(item, pieces=_end_of(item.pieces, ending))


def _end_of(pieces: tuple[Piece, ...], ending: str) -> tuple[Piece, ...]:
    return _with_end(pieces, wording.ended("".join(piece.text for piece in pieces), ending))


def _add_slogans(shown: list[PaperItem], content: PlanContent) -> None:
    texts = wording.listed([clean_line(one.text) for one in content.slogans])
    last = max((at for at, item in enumerate(shown) if not item.is_dropped), default=None)
    if last is not None:
        lines = (*shown[last].slogans, *(f"- {text}" for text in texts))
        shown[last] = replace(shown[last], slogans=lines)


def _appendices(content: PlanContent, words: dict[str, str], *, keeps_dropped: bool) -> tuple[PaperAppendix, ...]:
    attached_to = wording.attached_to_line(content)
    parts: list[PaperAppendix] = []
    if content.slogans and content.slogans_place == SlogansPlace.APPENDIX:
        texts = [text for text in (clean_line(one.text) for one in content.slogans) if text]
        parts.append(
            PaperAppendix(
                label="",
                title_lines=_title_lines(wording.slogans_title(content)),
                attached_to=attached_to,
                slogans=tuple(wording.sentence(text) for text in texts),
            )
        )
    parts += [_appendix(one, content, words, attached_to, keeps_dropped) for one in content.appendices]
    return tuple(
        replace(one, label=wording.appendix_label(position if len(parts) > 1 else None))
        for position, one in enumerate(parts, 1)
    )


def _appendix(
    appendix: AppendixContent, content: PlanContent, words: dict[str, str], attached_to: str, keeps_dropped: bool
) -> PaperAppendix:
    return PaperAppendix(
        label="",
        title_lines=_title_lines(upper(facts.fill(appendix.title, words))),
        attached_to=attached_to,
        items=paper_items(appendix.items, content, keeps_dropped=keeps_dropped),
        table=appendix.table,
    )


def _title_lines(text: str) -> tuple[str, ...]:
    return balanced_lines(clean_line(text), _WIDTH * 0.9, LAYOUT.title_size)


def _balanced_capitals(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(_pieces_of_lines(upper(clean_line(line)) for line in lines))


def _pieces_of_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from balanced_lines(line, _ISSUER_WIDTH, LAYOUT.issuer_size)
