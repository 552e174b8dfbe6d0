"""Legal bases and citations: complete at first, the same everywhere, in force, and not from the future."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from ..content.numbering import document_number
from ..content.plan import ParentContent
from ..content.vietnamese import fold, read_date, short_date
from .catalogue import CheckContext, Fix, Issue, Severity, at, check, mend
from .citations import Citation, citations
from .reading import Kind, Passage, Place, Reading, quoted

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I"

_BASIS_OPENINGS = ("căn cứ", "thực hiện", "theo", "xét", "tiếp theo", "trên cơ sở", "thi hành", "triển khai")
_RANKS = {"luật": 0, "pháp lệnh": 1, "nghị quyết": 2, "nghị định": 3, "thông tư": 5}
# Kinds whose head is one of many organs of the same level, so that rank says nothing.
_RANKED = re.compile(r"Căn cứ (?:Bộ )?(Luật|Pháp lệnh|Nghị định|Thông tư)\b", re.IGNORECASE)
_OPENING_PARENT = re.compile(
    r"(?:Thực hiện|Triển khai|Căn cứ)\s+(?=Kế hoạch|Công văn|Chương trình|Chỉ thị)", re.IGNORECASE
)


def _cited(reading: Reading) -> list[tuple[Passage, Citation]]:
    """Every citation outside quotations, in reading order."""
    return [(one, cited) for one in reading.passages for cited in citations(one.text)]


@check("C1", severity=Severity.WARNING, title="Căn cứ viết đúng lối", basis=f"{DECREE}, ô số 6")
def bases_are_worded(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    bases = [one for one in reading.passages if one.kind == Kind.BASIS]
    if not bases and not content.parents and not fold(content.opening).startswith(_BASIS_OPENINGS):
        message = "Kế hoạch chưa nêu căn cứ nào; thêm căn cứ pháp lý hoặc văn bản cấp trên."
        yield Issue(message=message, place=Place.BASES, fact="legal_bases")
    for one in bases:
        text = one.text.strip()
        if not text:
            yield at(one, "Có một căn cứ chưa có lời; viết căn cứ hoặc xóa dòng.")
        elif not fold(text).startswith(_BASIS_OPENINGS):
            message = f"Căn cứ {quoted(text)} phải mở đầu bằng “Căn cứ”; thêm hai chữ này."
            yield at(one, message, fix=mend(one, "Thêm “Căn cứ”", text, f"Căn cứ {text}"))
        elif ";" in text.rstrip(" ;."):
            yield at(
                one, f"Căn cứ {quoted(text)} gộp nhiều văn bản trong một dòng; tách mỗi căn cứ một dòng.", subject=";"
            )


@check("C2", severity=Severity.WARNING, title="Viện dẫn lần đầu đủ, lần sau gọn", basis=f"{DECREE}, ô số 6")
def first_citations_are_complete(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    seen = {_bare(one.document_number) for one in reading.content.parents}
    for one, cited in _cited(reading):
        if cited.same_number in seen:
            if cited.date_text and cited.abstract and one.kind in (Kind.HEADING, Kind.PARAGRAPH):
                short = f"{cited.kind} số {cited.number}"
                message = f"{short} đã dẫn đủ ở trên; từ lần sau chỉ ghi tên loại và số, ký hiệu."
                yield at(one, message, subject=cited.number, severity=Severity.HINT)
            continue
        seen.add(cited.same_number)
        missing = [] if cited.date_text else ["ngày ban hành"]
        missing += [] if cited.issuer else ["cơ quan ban hành"]
        if missing and not cited.kind.startswith(("Luật", "Pháp lệnh")):
            message = f"Lần đầu dẫn {cited.kind} số {cited.number} còn thiếu {' và '.join(missing)}; ghi cho đủ."
            yield at(one, message, subject=cited.number)


@check("C3", severity=Severity.ERROR, title="Một văn bản, một cách ghi số", basis="Hai cách ghi trông như hai văn bản")
def one_document_has_one_number(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    first = {_bare(one.document_number): one.document_number for one in reading.content.parents if one.document_number}
    for one, cited in _cited(reading):
        known = first.setdefault(cited.same_number, cited.number)
        if known != cited.number:
            message = f"Cùng một văn bản mà ghi hai cách, “{known}” và “{cited.number}”; sửa cho thống nhất."
            fix = mend(one, f"Đổi thành “{known}”", cited.number, known)
            yield at(one, message, subject=cited.number, fix=fix)


@check("C4", severity=Severity.WARNING, title="Trích yếu được dẫn đúng nguyên văn", basis="Trích yếu là lời trích")
def abstracts_are_quoted_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    first = {_bare(one.document_number): one.abstract for one in reading.content.parents if one.abstract}
    for one, cited in _cited(reading):
        if not cited.abstract:
            continue
        known = first.setdefault(cited.same_number, cited.abstract)
        if _differs_inside(known, cited.abstract):
            message = f"Trích yếu của {cited.kind} số {cited.number} dẫn hai cách khác nhau; chép lại đúng nguyên văn."
            yield at(one, message, subject=cited.number)


def _differs_inside(known: str, other: str) -> bool:
    """Whether two quotations part and meet again; where one merely stops earlier or runs on, nothing is wrong."""
    left, right = fold(known).split(), fold(other).split()
    if left == right:
        return False
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    starts_alike = blocks[0].a <= 2 and blocks[0].b <= 2 and blocks[0].size >= 3
    return starts_alike and any(block.size >= 3 for block in blocks[1:])


@check("C5", severity=Severity.ERROR, title="Căn cứ còn hiệu lực", basis="Căn cứ phải có hiệu lực vào ngày ban hành")
def bases_are_in_force(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    day = context.document_day(reading.content)
    expired = {_bare(one.document_number): one for one in context.expired_documents if one.until < day}
    if not expired:
        return
    for one, cited in _cited(reading):
        old = expired.get(cited.same_number)
        if old is None:
            continue
        now = f"thay bằng {old.replaced_by}" if old.replaced_by else "bỏ hoặc thay bằng văn bản đang có hiệu lực"
        message = f"{cited.kind} số {cited.number} hết hiệu lực sau ngày {short_date(old.until)}; {now}."
        yield at(one, message, subject=cited.number, severity=None if one.kind == Kind.BASIS else Severity.WARNING)


@check("C6", severity=Severity.ERROR, title="Văn bản được dẫn có trước kế hoạch", basis="Thứ tự thời gian")
def cited_dates_are_past(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    # An old plan without a date may cite whatever its year knew.
    content = reading.content
    is_old = content.issued_on is None and content.year < context.today.year
    day = date(content.year, 12, 31) if is_old else context.document_day(content)
    when = "ngày ban hành kế hoạch" if content.issued_on else "năm của kế hoạch" if is_old else "hôm nay"
    for one, cited in _cited(reading):
        if cited.date_text and cited.day is None and _is_no_day(cited.date_text):
            message = (
                f"Ngày {cited.date_text} của {cited.kind} số {cited.number} không có trên lịch; xem lại văn bản gốc."
            )
            yield at(one, message, subject=cited.number)
        elif cited.day and cited.day > day:
            message = f"{cited.kind} số {cited.number} ghi ngày {short_date(cited.day)}, sau {when}; xem lại ngày."
            yield at(one, message, subject=cited.number)
    for position, parent in enumerate(content.parents):
        if parent.issued_on and parent.issued_on > day:
            message = f"{parent.short_citation()} có ngày sau {when}; xem lại ngày của văn bản cấp trên."
            yield Issue(
                message=message, place=Place.PARENTS, fact=f"parents.{position}", subject=parent.document_number
            )


def _is_no_day(text: str) -> bool:
    try:
        read_date(text.replace(" ", "") if "tháng" not in text else text)
    except ValueError:
        return True
    return False


@check(
    "C7",
    severity=Severity.ERROR,
    title="Văn bản cấp trên dẫn đúng văn bản đã gắn",
    basis="Kế hoạch dựa trên văn bản cấp trên",
)
def parents_are_cited_rightly(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    parents = reading.content.parents
    for position, parent in enumerate(parents):
        missing = [] if parent.document_number.strip() else ["số, ký hiệu"]
        missing += [] if parent.issued_on else ["ngày ban hành"]
        missing += [] if parent.issuer.strip() else ["cơ quan ban hành"]
        if missing:
            message = f"Văn bản cấp trên {quoted(parent.citation())} còn thiếu {', '.join(missing)}; ghi cho đủ."
            yield Issue(message=message, place=Place.PARENTS, fact=f"parents.{position}", subject=str(position))
    yield from _unlike_kept_parents(reading, context)
    linked = {_bare(one.document_number): one for one in parents if one.document_number}
    for one, cited in _cited(reading):
        parent_or_none = linked.get(cited.same_number)
        if parent_or_none and cited.day and parent_or_none.issued_on and cited.day != parent_or_none.issued_on:
            right = short_date(parent_or_none.issued_on)
            message = (
                f"{cited.kind} số {cited.number} ghi ngày {cited.date_text}, văn bản đã gắn là ngày {right}; sửa ngày."
            )
            fix = mend(one, f"Đổi thành “{right}”", cited.date_text, right)
            yield at(one, message, subject=cited.number, fix=fix)
        elif not parent_or_none and linked and one.kind == Kind.OPENING and _carries_out(one, cited):
            name = f"{cited.kind} số {cited.number}"
            message = f"Phần mở đầu thực hiện {name}, khác văn bản cấp trên đã gắn; sửa số hoặc gắn lại."
            yield at(one, message, subject=cited.number)


def _carries_out(one: Passage, cited: Citation) -> bool:
    found = _OPENING_PARENT.search(one.text)
    return bool(found and one.text.startswith(cited.text, found.end()) and cited.kind == "Kế hoạch")


def _unlike_kept_parents(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    """A structured parent knows its own number and date; the citation must say the same."""
    cited: dict[str, ParentContent] = {_bare(one.document_number): one for one in reading.content.parents}
    for kept in context.parents:
        if kept.number is None or kept.issued_on is None or not cited:
            continue
        number = document_number(kept.number, kept.symbol)
        found = cited.get(_bare(number))
        if found is None:
            message = f"Kế hoạch cấp trên đã gắn mang số {number} mà văn bản chưa dẫn số này; dẫn cho đúng."
            yield Issue(message=message, place=Place.PARENTS, fact="parents", subject=number)
        elif found.issued_on and found.issued_on != kept.issued_on:
            right = kept.issued_on
            position = reading.content.parents.index(found)
            wrong = short_date(found.issued_on)
            message = f"Kế hoạch số {number} ban hành ngày {short_date(right)}, không phải {wrong}; sửa ngày."
            fix = Fix(
                label=f"Đổi thành “{short_date(right)}”", fact=f"parents.{position}.issued_on",
                find=found.issued_on.isoformat(), replace=right.isoformat(),
            )  # fmt: skip
            yield Issue(message=message, place=Place.PARENTS, fact=f"parents.{position}", subject=number, fix=fix)


@check("C8", severity=Severity.HINT, title="Căn cứ xếp theo thứ bậc", basis="Nếp soạn thảo: luật, nghị định, thông tư")
def bases_are_ranked(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    highest: tuple[int, str] = (-1, "")
    for one in reading.passages:
        found = _RANKED.match(one.text.strip()) if one.kind == Kind.BASIS else None
        if not found:
            continue
        rank, name = _RANKS[found[1].casefold()], found[1]
        if rank < highest[0]:
            yield at(one, f"{name} đứng sau {highest[1]}; xếp văn bản có hiệu lực cao hơn lên trước.", subject=name)
        highest = max(highest, (rank, name))


def _bare(number: str) -> str:
    return re.sub(r"[\s/&-]", "", number).upper()
