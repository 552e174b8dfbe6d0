"""Turns the content of a plan into its printed paragraphs in reading order, before any file format is chosen.

HTML and Word are both made from `PrintedPlan`, so they hold the same words in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.content import facts
from plans.content.numbering import NumberedItem, number_items
from plans.content.plan import AppendixContent, Block, ItemContent, Marker, PlanContent, SlogansPlace, TableContent
from plans.content.vietnamese import clean_line, upper

from . import wording

#: Headings with these numerals are printed bold (domain.md §1.4); under a), - and + a title is plain text.
_BOLD_MARKERS = (Marker.ROMAN, Marker.ARABIC, Marker.DECIMAL, Marker.NONE)


#: Quốc hiệu, tiêu ngữ and the word over the recipients: fixed by Nghị định 30/2020/NĐ-CP, Phụ lục I.
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_TITLE = "Nơi nhận:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedParagraph:
    """One paragraph with its numeral in front. `level` is 0 for running text, 1 to 5 for a heading."""

    text: str
    level: int = 0
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAppendix:
    """An appendix (phụ lục): its three centred lines, its paragraphs and its table."""

    label: str
    title: str
    attached_to: str
    paragraphs: tuple[PrintedParagraph, ...]
    table: TableContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlan:
    """Every word a document prints, box by box of Nghị định 30/2020/NĐ-CP, Phụ lục I (domain.md §1.2)."""

    superior_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    number_line: str
    place_and_date_line: str
    subject: str
    type_line: str
    abstract: str
    abstract_note: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    paragraphs: tuple[PrintedParagraph, ...]
    signature_lines: tuple[str, ...]
    signatory: str
    recipients: tuple[str, ...]
    appendices: tuple[PrintedAppendix, ...]
    title: str
    author: str
    issued_on: date | None


def printed_plan(content: PlanContent) -> PrintedPlan:
    """The document as it is printed: facts filled in, numerals and closing marks computed, dropped items left out."""
    words = facts.fact_words(content)
    return PrintedPlan(
        superior_lines=_capitals(content.issuer.superior_lines),
        issuer_lines=_capitals(content.issuer.header_lines),
        number_line=wording.number_line(content),
        place_and_date_line=wording.place_and_date_line(content),
        subject=wording.subject_line(replace(content, abstract=_filled(content.abstract, words))),
        type_line=upper(clean_line(content.document_type)),
        abstract="" if content.is_letter else _filled(content.abstract, words),
        abstract_note=_filled(content.abstract_note, words),
        addressees=wording.addressee_lines(content),
        bases=wording.basis_lines(content),
        paragraphs=_body(content, words),
        signature_lines=_capitals(content.signature.lines),
        signatory=clean_line(content.signature.name),
        recipients=wording.recipient_lines(content),
        appendices=_appendices(content, words),
        title=wording.document_title(replace(content, abstract=_filled(content.abstract, words))),
        author=clean_line(content.issuer.name),
        issued_on=content.issued_on,
    )


def document_text(content: PlanContent) -> str:
    """Every word of the document in reading order, a paragraph a line: to search it, or to look for odd characters."""
    plan = printed_plan(content)
    lines = [*plan.superior_lines, *plan.issuer_lines, NATIONAL_TITLE, NATIONAL_MOTTO]
    lines += [plan.number_line, plan.place_and_date_line, plan.subject]
    lines += [plan.type_line, plan.abstract, plan.abstract_note]
    lines += [*plan.addressees, *plan.bases, *(one.text for one in plan.paragraphs)]
    lines += [RECIPIENTS_TITLE, *plan.recipients, *plan.signature_lines, plan.signatory]
    for appendix in plan.appendices:
        lines += [appendix.label, appendix.title, appendix.attached_to, *(one.text for one in appendix.paragraphs)]
        if appendix.table is not None:
            lines += [*appendix.table.heads, *(cell for row in appendix.table.rows for cell in row)]
    return "\n".join(line for line in lines if line)


def _body(content: PlanContent, words: dict[str, str]) -> tuple[PrintedParagraph, ...]:
    paragraphs = [
        *_running(_filled(content.opening, words)),
        *_items(content.items, content, words),
        *_running(_filled(content.closing, words)),
    ]
    if paragraphs:
        paragraphs[-1] = replace(paragraphs[-1], text=wording.ended(paragraphs[-1].text, clean_line(content.ending)))
    return tuple(paragraphs)


def _items(items: Sequence[ItemContent], content: PlanContent, words: dict[str, str]) -> Iterator[PrintedParagraph]:
    dropped_at: int | None = None
    pending: list[tuple[int, PrintedParagraph]] = []
    for numbered in number_items(items):
        # A dropped item takes everything that stands under it along.
        if dropped_at is not None and numbered.depth > dropped_at:
            continue
        dropped_at = numbered.depth if numbered.item.is_dropped else None
        # Slogans are printed after the children of the item that holds them.
        while pending and pending[-1][0] >= numbered.depth:
            yield pending.pop()[1]
        if dropped_at is not None:
            continue
        yield from _item(numbered, words)
        if numbered.item.block == Block.SLOGANS and content.slogans_place == SlogansPlace.BODY:
            pending += [(numbered.depth, one) for one in reversed(_slogans(content))]
    while pending:
        yield pending.pop()[1]


def _item(numbered: NumberedItem, words: dict[str, str]) -> Iterator[PrintedParagraph]:
    item = numbered.item
    text = _filled(item.text, words)
    if not item.is_heading:
        yield from _running(_labelled(numbered.label, wording.with_facts(text, item)))
        return
    yield PrintedParagraph(
        text=_labelled(numbered.label, upper(text) if item.marker == Marker.ROMAN else text),
        level=numbered.depth + 1,
        is_bold=item.marker in _BOLD_MARKERS,
    )
    yield from _running(wording.activity_sentence(item))


def _slogans(content: PlanContent) -> list[PrintedParagraph]:
    return [
        PrintedParagraph(text=f"- {one}") for one in wording.listed([clean_line(one.text) for one in content.slogans])
    ]


def _appendices(content: PlanContent, words: dict[str, str]) -> tuple[PrintedAppendix, ...]:
    parts: list[tuple[str, tuple[PrintedParagraph, ...], TableContent | None]] = []
    if content.slogans and content.slogans_place == SlogansPlace.APPENDIX:
        parts.append((wording.slogans_title(content), _slogan_list(content), None))
    parts += [_appendix(one, content, words) for one in content.appendices]
    return tuple(
        PrintedAppendix(
            label=wording.appendix_label(position if len(parts) > 1 else None),
            title=title,
            attached_to=wording.attached_to_line(content),
            paragraphs=paragraphs,
            table=table,
        )
        for position, (title, paragraphs, table) in enumerate(parts, 1)
    )


def _appendix(
    appendix: AppendixContent, content: PlanContent, words: dict[str, str]
) -> tuple[str, tuple[PrintedParagraph, ...], TableContent | None]:
    items = tuple(_items(appendix.items, content, words))
    return upper(_filled(appendix.title, words)), items, appendix.table


def _slogan_list(content: PlanContent) -> tuple[PrintedParagraph, ...]:
    texts = [clean_line(one.text) for one in content.slogans]
    return tuple(
        PrintedParagraph(text=f"{position}. {wording.sentence(text)}")
        for position, text in enumerate([text for text in texts if text], 1)
    )


def _running(text: str) -> Iterator[PrintedParagraph]:
    if text:
        yield PrintedParagraph(text=text)


def _filled(text: str, words: dict[str, str]) -> str:
    return clean_line(facts.fill(text, words))


def _capitals(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(upper(line) for line in map(clean_line, lines) if line)


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}".strip()
