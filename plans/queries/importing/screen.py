"""What the review of an imported document shows: the original's lines, the facts, the tree, and the links between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...content.numbering import number_items, roman
from ...content.plan import ItemContent
from ...content.vietnamese import day_range, short_date
from ...importing import codec
from ...importing.lines import SourceDocument, SourceLine
from ...importing.reviewing import Review, review_from_json
from ...importing.reviewing.correcting import As
from ...models import ImportedDocument
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.imports import ImportVerb, may

KINDS = {
    "KH": "Kế hoạch", "CV": "Công văn", "QĐ": "Quyết định", "BC": "Báo cáo", "CT": "Chỉ thị", "TB": "Thông báo",
    "CTr": "Chương trình", "HD": "Hướng dẫn", "TTr": "Tờ trình", "NQ": "Nghị quyết", "TT": "Thông tư",
}  # fmt: skip


#: Which recognised facts a row of the screen stands for, where it is not the one of its own name.
_FOUND_AS = {
    "title": ("title", "title_note"),
    "number": ("number", "symbol"),
    "issued_on": ("issued_on", "date_line"),
    "issuing_unit": ("issuing_unit", "upper_unit"),
    "parents": ("parent", "parent_number"),
    "legal_bases": ("legal_basis", "legal_basis_number"),
    "period": ("period", "launch"),
    "report_deadlines": ("report_deadline",),
    "slogans": ("slogan",),
    "agencies": ("agency",),
    "signatory": ("authority", "signature_line", "signatory", "other_signer", "signed_mark"),
    "recipients": ("recipients_title", "recipient", "addressee"),
    "appendices": ("appendix", "attached_to"),
}


#: Most documents have none of these: their absence says nothing.
_SELDOM = ("superior_unit", "opening", "closing", "appendices")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A line of the original: `target` is the id of what it became on the right, empty where it became nothing."""

    number: int
    text: str
    target: str = ""
    is_unread: bool = False
    is_aside: bool = False
    box: tuple[float, float, float, float] | None = None

    @property
    def width(self) -> float:
        """How wide the line is on its page."""
        return round(self.box[2] - self.box[0], 1) if self.box else 0

    @property
    def height(self) -> float:
        """How high the line is on its page."""
        return round(self.box[3] - self.box[1], 1) if self.box else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact: its name in Vietnamese, its values, and the lines it was read in; `is_edited` once a person wrote it."""

    name: str
    label: str
    values: tuple[str, ...]
    lines: tuple[int, ...]
    is_edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """An item of the plan with the numeral it will carry; `written` is the one the original has, where it differs."""

    key: str
    label: str
    text: str
    depth: int
    is_heading: bool
    lines: tuple[int, ...]
    written: str = ""
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadRow:
    """A line that was not understood, and what it may be: the value of each choice and its words."""

    line: int
    text: str
    reason: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """Everything the review shows."""

    document: ImportedDocument
    review: Review
    lines: tuple[SourceRow, ...]
    pages: int
    facts: tuple[FactRow, ...]
    tree: tuple[TreeRow, ...]
    unread: tuple[UnreadRow, ...]
    remarks: tuple[str, ...]
    kind_name: str
    correct: Decision
    keep: Decision
    remove: Decision
    by_page: dict[int, list[SourceRow]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many lines the original has."""
        return len(self.lines)

    @property
    def understood(self) -> int:
        """How many of them have found their place."""
        return self.total - len({row.line for row in self.unread})

    @property
    def is_plan(self) -> bool:
        """Whether the document says it is a plan, or nothing at all."""
        return self.review.kind in ("", "KH")


def review_screen(actor: Actor, document: ImportedDocument) -> ReviewScreen:
    """The review of a document that came through `imports_visible_to` and has been read. No query."""
    review = review_from_json(document.review)
    source = codec.from_json(document.source or {})
    tree = tuple(_tree(review))
    facts = tuple(_facts(review))
    rows, by_page = _source(source, review, facts, tree)
    return ReviewScreen(
        document=document,
        review=review,
        lines=tuple(rows),
        pages=source.pages,
        by_page=by_page,
        facts=facts,
        tree=tree,
        unread=tuple(_unread(review)),
        remarks=tuple(dict.fromkeys((*source.remarks, *review.remarks))),
        kind_name=KINDS.get(review.kind, review.kind),
        correct=may(actor, ImportVerb.CORRECT, document),
        keep=may(actor, ImportVerb.KEEP, document),
        remove=may(actor, ImportVerb.REMOVE, document),
    )


# --- the left side ---------------------------------------------------------------------------------------------------


def _source(
    source: SourceDocument, review: Review, facts: Iterable[FactRow], tree: Iterable[TreeRow]
) -> tuple[list[SourceRow], dict[int, list[SourceRow]]]:
    targets = {line: f"f-{fact.name}" for fact in facts for line in fact.lines}
    targets |= {line: f"m-{row.key}" for row in tree for line in row.lines}
    unread = {one.line for one in review.unread}
    aside = {one.line for one in review.set_aside}
    rows: list[SourceRow] = []
    by_page: dict[int, list[SourceRow]] = {}
    for line in source.lines:
        row = _row(line, targets.get(line.number, ""), unread, aside)
        rows.append(row)
        by_page.setdefault(line.page, []).append(row)
    return rows, by_page


def _row(line: SourceLine, target: str, unread: set[int], aside: set[int]) -> SourceRow:
    is_unread = line.number in unread
    return SourceRow(
        number=line.number,
        text=f"{line.numeral} {line.text}".strip(),
        target=f"u-{line.number}" if is_unread else target,
        is_unread=is_unread,
        is_aside=line.number in aside and not target,
        box=line.box,
    )


# --- the right side --------------------------------------------------------------------------------------------------


def _facts(review: Review) -> Iterator[FactRow]:
    content = review.content
    day = short_date(content.issued_on) if content.issued_on else ""
    signer = " · ".join((*content.signature.lines, content.signature.name)).strip(" ·")
    told: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("kind", "Loại văn bản", (KINDS.get(review.kind, review.kind),)),
        ("title", "Trích yếu", (review.title,)),
        ("number", "Số, ký hiệu", (review.number,)),
        ("issued_on", "Ngày ban hành", (day,)),
        ("place", "Địa danh", (content.issuer.place,)),
        ("issuing_unit", "Cơ quan ban hành", (review.issuing_unit,)),
        ("superior_unit", "Cơ quan cấp trên", (review.superior_unit,)),
        ("parents", "Thực hiện", tuple(one.citation() for one in content.parents)),
        ("legal_bases", "Căn cứ", tuple(one.text for one in content.legal_bases)),
        ("opening", "Lời mở đầu", (content.opening,)),
        ("year", "Kế hoạch của năm", (str(review.year or ""),)),
        ("theme", "Chủ đề", (f"“{content.theme}”" if content.theme else "",)),
        ("period", "Thời gian", (day_range(content.starts_on, content.ends_on),)),
        ("report_deadlines", "Hạn báo cáo", tuple(one.words() for one in content.report_deadlines())),
        ("slogans", "Khẩu hiệu", tuple(one.text for one in content.slogans)),
        ("agencies", "Cơ quan được giao", review.agencies),
        ("closing", "Lời kết", (content.closing,)),
        ("signatory", "Người ký", (signer,)),
        ("recipients", "Nơi nhận", content.recipients),
        ("appendices", "Phụ lục", tuple(one.title for one in content.appendices)),
    )
    for name, label, values in told:
        if name in _SELDOM and not any(values):
            continue
        yield FactRow(
            name=name,
            label=label,
            values=tuple(value for value in values if value),
            lines=() if name in review.edited else review.lines_of(*_FOUND_AS.get(name, (name,))),
            is_edited=name in review.edited,
        )


def _tree(review: Review) -> Iterator[TreeRow]:
    for one in number_items(review.content.items):
        written = review.numerals.get(one.item.key, "")
        yield TreeRow(
            key=one.item.key,
            label=one.label,
            text=one.item.text,
            depth=one.depth,
            is_heading=one.item.is_heading,
            lines=review.items_lines.get(one.item.key, ()),
            written=written if _differs(written, one.label) else "",
            agencies=tuple(duty.agency for duty in one.item.responsibilities),
        )


def _differs(written: str, label: str) -> bool:
    """Whether the original's numeral says something else: "1." for "II.", not "–" for "-" or "a." for "a)"."""
    plain = written.strip(" .)/:–—−•*-+")
    return bool(plain) and plain.lower() != label.strip(".)-+ ").lower()


def _unread(review: Review) -> Iterator[UnreadRow]:
    for one in review.unread:
        yield UnreadRow(line=one.line, text=one.text, reason=one.reason, choices=_choices(review, one.line))


def _choices(review: Review, line: int) -> tuple[tuple[str, str], ...]:
    before = [item for item in review.content.items if _first_line(review, item) < line]
    parts = sum(1 for item in before if item.is_heading)
    under = f"Là mục con của {roman(parts)}" if parts else "Là đề mục nhỏ"
    return (
        (As.NOISE.value, "Bỏ ra"),
        (As.PARAGRAPH.value, "Là nội dung"),
        (As.PART.value, f"Là mục {roman(parts + 1)}"),
        (As.HEADING.value, under),
        (As.SLOGAN.value, "Là khẩu hiệu"),
        (As.AGENCY.value, "Là cơ quan"),
    )


def _first_line(review: Review, item: ItemContent) -> int:
    lines = review.items_lines.get(item.key, ())
    return lines[0] if lines else 0
