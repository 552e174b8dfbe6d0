"""Runs the stages over a document and puts their findings together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...content.plan import Block, PlanContent, SloganContent
from ..lines import SourceDocument
from ..recognised import Fact, Recognised, SignerFound, UnreadLine
from .body.levels import Node, build_tree
from .body.paragraphs import join_lines
from .body.sections import Items, Notes, make_items
from .contents import Frame, make_content
from .facts.agencies import Agencies, read_agencies
from .facts.campaign import Texts, read_launch, read_period, read_theme
from .facts.deadlines import Passage, read_deadlines, year_of
from .facts.slogans import Slogans, is_slogan_page, page_slogans, take_slogans, title_lines
from .frame.enclosed import enclosed_start
from .frame.ending import Ending, ends_body, read_ending
from .frame.header import Header, read_header
from .frame.leading import take_leading
from .frame.preamble import Preamble, read_basis_section, read_preamble
from .frame.titles import Title, read_title
from .issuer import issuer_in_body
from .pieces import Findings, Line, Paragraph, cleaned_lines
from .vocabulary import is_capitals, is_chrome, key


@dataclass(slots=True)
class _Read:
    """A document, or the part of it that is one, after the stages ran."""

    header: Header
    title: Title
    ending: Ending
    preamble: Preamble
    root: Node
    is_lost: bool
    closing: Paragraph | None
    closes: bool
    year: int | None
    appendices: list[tuple[str, Node]] = field(default_factory=list)
    slogans: Slogans = field(default_factory=Slogans)


def parse(document: SourceDocument, *, new_key: Callable[[], str]) -> Recognised:
    """What a document says. Never raises; what has no place in a plan is left unread with a reason."""
    findings = Findings(remarks=list(document.remarks))
    lines = cleaned_lines(document.lines)
    outer = _read(lines, findings)
    main = outer
    if (start := enclosed_start(lines[outer.title.end :], outer.title.kind)) is not None:
        start += outer.title.end
        findings = Findings(remarks=list(document.remarks))
        outer = _read(lines[:start], findings)
        main = _read(lines[start:], findings)
        _note_carrier(outer, findings)
        findings.remarks.append(
            "Kế hoạch nằm trong văn bản ban hành kèm theo; phần Quyết định chỉ lấy số, ngày, căn cứ."
        )
    return _result(document, outer, main, findings, new_key)


def _read(lines: Sequence[Line], findings: Findings) -> _Read:
    header = read_header(lines, findings)
    title = read_title(lines, header, findings)
    for line in lines[: min(header.start if header.is_found else title.start, len(lines))]:
        if not header.is_found:
            break
        _leave(line, findings)
    after = [title.body_rest] if title.body_rest else []
    body = [*after, *lines[title.end :]]
    ending = read_ending(body, findings)
    paragraphs = join_lines(_without_page_marks(body[: ending.start], findings))
    paragraphs = take_leading(paragraphs, title.kind, findings)
    preamble = read_preamble(paragraphs, findings)
    rest, closing, closes = _closing(paragraphs[preamble.end :])
    root, is_lost = build_tree(rest)
    read = _Read(
        header, title, ending, preamble, root, is_lost, closing, closes, _year(header, title, ending, preamble)
    )
    if closing:
        findings.fact("closing", closing.text, closing.lines)
    _basis_sections(read, findings)
    read.slogans = take_slogans(root, findings)
    _read_appendices(read, findings)
    return read


def _leave(line: Line, findings: Findings) -> None:
    if line.text.isdigit():
        reason = "Có vẻ là số đếm của trang web hoặc số trang."
    elif is_chrome(line.text):
        reason = "Có vẻ là chữ của trang web."
    else:
        reason = "Đứng trước phần đầu văn bản, chưa rõ là gì."
    findings.leave(line.number, line.text, reason)


def _without_page_marks(lines: Sequence[Line], findings: Findings) -> list[Line]:
    """Page numbers and short words of the web page between the lines of the body."""
    kept: list[Line] = []
    for line in lines:
        if (
            line.text.isdigit()
            and len(line.text) <= 4
            and not (kept and key(kept[-1].text).endswith(("năm", "số", "-", "đến")))
        ):
            findings.leave(line.number, line.text, "Có vẻ là số trang hoặc số đếm của trang web.")
        elif (
            len(line.text) <= 50
            and line.text[0].isupper()
            and is_chrome(line.text)
            and not line.text.endswith((".", ";", ","))
        ):
            findings.leave(line.number, line.text, "Có vẻ là chữ của trang web.")
        else:
            kept.append(line)
    return kept


_CLOSING_WORDS = (
    "trên đây là", "trong quá trình", "yêu cầu các", "đề nghị các", "nhận được", "căn cứ kế hoạch này",
    "căn cứ nội dung", "yêu cầu thủ trưởng", "kế hoạch này", "quá trình triển khai",
    "quá trình thực hiện", "gặp khó khăn", "nếu có khó khăn",
)  # fmt: skip


def _closing(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], Paragraph | None, bool]:
    """The last paragraph taken off where it closes the document, and whether "./." stands at the end."""
    if not paragraphs:
        return [], None, False
    last = paragraphs[-1]
    closes = ends_body(last.text)
    if closes:
        last = replace(last, text=_without_end(last.text))
    is_numbered = Node(text=last.text).numeral is not None or build_tree([last])[0].children[0].numeral is not None
    fits = key(last.text).startswith(_CLOSING_WORDS) or (closes and len(last.text) > 60)
    if len(paragraphs) > 1 and fits and not is_numbered and not is_capitals(last.text):
        before = paragraphs[-2]
        if not _is_lone_title(before):
            return list(paragraphs[:-1]), last, closes
    return [*paragraphs[:-1], last], None, closes


def _is_lone_title(paragraph: Paragraph) -> bool:
    """A title whose only text is the paragraph behind it: that one does not close the document."""
    return is_capitals(paragraph.text) or (
        len(paragraph.text) < 80 and not paragraph.text.rstrip().endswith((".", ";"))
    )


def _without_end(text: str) -> str:
    bare = text.rstrip()
    while bare.endswith(("/", ".", " ")):
        bare = bare[:-1]
    return bare


def _year(header: Header, title: Title, ending: Ending, preamble: Preamble) -> int | None:
    issued = header.issued_on or ending.issued_on
    return (
        year_of(title.text)
        or (issued.year if issued else None)
        or header.year
        or year_of(title.note)
        or (year_of(preamble.opening) if not title.text else None)
    )


def _basis_sections(read: _Read, findings: Findings) -> None:
    """Documents named in a part titled "Căn cứ"."""
    for node in read.root.children:
        if node.is_heading and key(node.text).startswith(("căn cứ", "cơ sở pháp lý", "cơ sở xây dựng")):
            read_basis_section([(one.text, one.lines) for one in walk_nodes(node)], read.preamble, findings)
            return


def walk_nodes(node: Node) -> list[Node]:
    """Everything under a node in reading order."""
    found: list[Node] = []
    stack = list(reversed(node.children))
    while stack:
        one = stack.pop()
        found.append(one)
        stack += reversed(one.children)
    return found


def _read_appendices(read: _Read, findings: Findings) -> None:
    for lines in read.ending.appendices:
        head = title_lines(lines)
        label = " ".join(line.text for line in lines[:head])
        findings.fact("appendix", label, [line.number for line in lines[:head]])
        paragraphs = join_lines(_without_page_marks(lines[head:], findings))
        if is_slogan_page(lines) and not read.slogans.texts:
            page_slogans(paragraphs, lines, read.slogans, findings)
            continue
        title = " ".join(
            line.text for line in lines[:head] if not key(line.text).startswith(("(kèm", "(ban hành", "kèm theo"))
        )
        read.appendices.append((title, build_tree(paragraphs)[0]))


def _note_carrier(outer: _Read, findings: Findings) -> None:
    """The articles and the closing words of a decision that encloses a plan are noted, not made items of the plan."""
    for node in walk_nodes(outer.root):
        findings.fact("article", f"{node.printed} {node.text}".strip(), node.lines)


def _texts(read: _Read) -> Texts:
    """Everything the body says, paragraph by paragraph, with the title and the preamble before it."""
    over: list[tuple[str, tuple[int, ...]]]
    over = [(one, ()) for one in (read.title.text, read.title.note, read.preamble.opening) if one]
    texts = over + [(one.text, one.lines) for one in walk_nodes(read.root)]
    if read.closing:
        texts.append((read.closing.text, read.closing.lines))
    return texts


def _passages(read: _Read) -> list[Passage]:
    """The paragraphs with whether the part they stand in is about reports."""
    passages: list[Passage] = []

    def visit(node: Node, is_about: bool) -> None:
        own = is_about or (node.is_heading and "báo cáo" in key(node.text))
        passages.append(Passage(node.text, node.lines, own))
        for child in node.children:
            visit(child, own)

    for node in read.root.children:
        visit(node, False)
    if read.closing:
        passages.append(Passage(read.closing.text, read.closing.lines))
    return passages


def _result(
    document: SourceDocument, outer: _Read, main: _Read, findings: Findings, new_key: Callable[[], str]
) -> Recognised:
    texts = _with_frame_lines(main, _texts(main), findings)
    year = main.year or outer.year
    theme = read_theme(texts, findings)
    period = read_period(texts, year, findings)
    launch = read_launch(texts, year, findings)
    deadlines = read_deadlines(_passages(main), year, findings)
    agencies = read_agencies(main.root, findings)
    issuing = _issuing_unit(outer, main, findings)
    items = make_items(main.root, _notes(main, agencies), new_key=new_key, is_lost=main.is_lost)
    has_bases = main is outer or main.preamble.legal_bases or main.preamble.parents
    frame = Frame(
        header=outer.header if outer.header.is_found else main.header, title=main.title,
        ending=outer.ending if _signs(outer) else main.ending,
        preamble=main.preamble if has_bases else outer.preamble,
        opening=main.preamble.opening, closing=main.closing.text if main.closing else "", closes=main.closes,
        issuing_unit=issuing, year=year or 0,
    )  # fmt: skip
    appendices = main.appendices if main is outer else [*main.appendices, *outer.appendices]
    content = make_content(frame, items, texts=[text for text, _ in texts], new_key=new_key, appendices=appendices)
    content = replace(
        content, theme=theme or "", deadlines=deadlines,
        starts_on=period[0] if period else None, ends_on=period[1] if period else None,
        launch_from=launch[0] if launch else None, launch_until=launch[1] if launch else None,
        slogans=tuple(SloganContent(text=one) for one in main.slogans.texts), slogans_place=main.slogans.place,
    )  # fmt: skip
    return _recognised(document, outer, main, findings, content, items, agencies, period, issuing, year)


def _with_frame_lines(read: _Read, texts: Texts, findings: Findings) -> Texts:
    """Title, note and opening carry the lines their facts were noted with."""
    known = {value: lines for name, value, lines, _ in findings.facts if name in ("title", "title_note", "opening")}
    return [(text, lines or known.get(text, ())) for text, lines in texts]


def _signs(read: _Read) -> bool:
    return bool(read.ending.stack or read.ending.recipients or read.ending.name)


def _notes(read: _Read, agencies: Agencies) -> Notes:
    blocks = {id(node): Block.SLOGANS for node in read.slogans.holders if read.slogans.texts}
    return Notes(blocks=blocks, responsibilities=agencies.responsibilities)


def _issuing_unit(outer: _Read, main: _Read, findings: Findings) -> str | None:
    """The header's unit; without one, the unit that says of itself that it issues the plan."""
    if outer.header.units.issuing or main.header.units.issuing:
        return outer.header.units.issuing or main.header.units.issuing
    closing = main.closing.text if main.closing else ""
    name = issuer_in_body(main.preamble.opening, closing)
    if name:
        rows = [lines for fact, value, lines, _ in findings.facts if fact in ("opening", "closing") and name in value]
        findings.fact("issuing_unit", name, rows[0] if rows else ())
    return name


def _headings(outer: _Read, main: _Read) -> tuple[str, ...]:
    articles = (
        [one for one in outer.root.children if one.printed.casefold().startswith("điều")] if outer is not main else []
    )
    tops = [one for one in main.root.children if one.is_heading or one.printed.casefold().startswith("điều")]
    return tuple(f"{one.printed} {one.text}".strip() for one in (*articles, *tops))


def _recognised(
    document: SourceDocument, outer: _Read, main: _Read, findings: Findings, content: PlanContent, items: Items,
    agencies: Agencies, period: tuple[date, date] | None, issuing: str | None, year: int | None,
) -> Recognised:  # fmt: skip
    header, ending = outer.header, outer.ending if _signs(outer) else main.ending
    both = [outer.preamble] if outer is main else [outer.preamble, main.preamble]
    cited = {(one.number, one.date): one for preamble in both for one in preamble.cited}
    numbers = dict.fromkeys(number for preamble in both for number in preamble.numbers)
    position = ending.stack[-1] if ending.stack else None
    return Recognised(
        kind=outer.title.kind or main.title.kind, number=header.number,
        issued_on=header.issued_on or ending.issued_on, place=header.place or ending.place or None,
        superior_unit=header.units.superior, issuing_unit=issuing,
        title=(outer.title.text or main.title.text) or None, year=year,
        parents=tuple(cited.values()), legal_bases=tuple(numbers), theme=content.theme or None, period=period,
        headings=_headings(outer, main), agencies=tuple(agencies.names),
        report_deadlines=tuple(one.due_on for one in content.report_deadlines() if one.due_on),
        slogans=tuple(main.slogans.texts),
        signatory=SignerFound(position=position, name=ending.name or None) if position or ending.name else None,
        recipients=tuple(ending.recipients), unread=_unread(findings), content=content,
        facts=_facts(document, findings), items_lines=items.lines, numerals=items.numerals,
        remarks=(*findings.remarks, *items.remarks),
    )  # fmt: skip


def _unread(findings: Findings) -> tuple[UnreadLine, ...]:
    ordered = sorted(enumerate(findings.unread), key=lambda pair: (pair[1][0], pair[0]))
    return tuple(UnreadLine(line=line, text=text, reason=reason) for _, (line, text, reason) in ordered)


def _facts(document: SourceDocument, findings: Findings) -> tuple[Fact, ...]:
    texts = {line.number: line.text for line in document.lines}
    facts: list[Fact] = []
    for name, value, lines, printed in findings.facts:
        start = texts.get(lines[0], "").find(printed) if printed else -1
        span = (start, start + len(printed)) if start >= 0 else None
        facts.append(Fact(name=name, value=value, lines=lines, span=span))
    return tuple(facts)
