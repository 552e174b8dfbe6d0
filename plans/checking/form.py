"""Presentation (thể thức): number, title, numerals, signature block, recipients and appendices, box by box."""

import re
from collections.abc import Iterator

from ..content import facts
from ..content.plan import AppendixContent, Marker, PlanContent, SlogansPlace
from ..content.vietnamese import fold, upper
from .catalogue import CheckContext, Fix, Issue, Severity, at, check, mend
from .reading import Kind, Place, Reading, quoted

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I"

_TYPE_CODES = {"kế hoạch": "KH", "báo cáo": "BC", "quyết định": "QĐ", "chương trình": "CTr", "thông báo": "TB"}
_TYPED_NUMERAL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|[a-zđ]\)|[-–—•*+▪·])\s+(?=\S)")
_ACADEMIC = re.compile(
    r"(?:GS|PGS|TS|ThS|BS|BSCK\w*|DS|CN|KS|NGƯT|NSƯT|Ông|Bà|Đồng chí|Đ/c|Tiến sĩ|Thạc sĩ|Bác sĩ)\b\.?", re.IGNORECASE
)
_APPENDIX_REFERENCE = re.compile(
    r"phụ lục\s+(?:kèm theo|gửi kèm|đính kèm|[ivx\d]+\s+kèm)|(?:theo|kèm theo|kèm|tại)\s+(?:các\s+)?phụ lục",
    re.IGNORECASE,
)
_UNFILLED = re.compile(r"\.{5,}|…{2,}|_{3,}|\[\s*(?:\.{2,}|…)?\s*\]|\bx{3,}\b")
_ANY_TOKEN = re.compile("⟦([^⟦⟧]*)⟧|[⟦⟧]")
_FACT_PLACES = {
    facts.PERIOD: "thời gian thực hiện",
    facts.LAUNCH: "thời gian lễ phát động",
    facts.CHILD_PLAN_DEADLINE: "hạn ban hành kế hoạch của cấp dưới",
}


@check("T1", severity=Severity.ERROR, title="Có tên cơ quan ban hành", basis=f"{DECREE}, ô số 2")
def issuer_is_named(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    issuer = reading.content.issuer
    if not issuer.name.strip() or not any(line.strip() for line in issuer.header_lines):
        yield Issue(
            message="Chưa có tên cơ quan ban hành để in ở đầu văn bản; bổ sung ở mục Đơn vị.", place=Place.ISSUER
        )


@check("T2", severity=Severity.ERROR, title="Ký hiệu đúng tên loại, số đi cùng ngày", basis=f"{DECREE}, ô số 3")
def number_and_symbol_agree(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    symbol = content.symbol.strip()
    code = _TYPE_CODES.get(content.document_type.strip().casefold())
    if not re.fullmatch(r"[A-ZĐƯ][\wĐ]*(?:-[A-ZĐƯ][\wĐ]*)+", symbol):
        message = f"Ký hiệu {quoted(symbol)} chưa đúng dạng “KH-UBND”; sửa lại, không để khoảng trắng."
        yield Issue(message=message, place=Place.NUMBER, fact="symbol", subject=symbol)
    elif code and symbol.split("-")[0] != code:
        type_name = content.document_type
        message = f"Ký hiệu {quoted(symbol)} không khớp với tên loại {type_name}; ký hiệu phải bắt đầu bằng {code}."
        wanted = f"{code}-{symbol.split('-', 1)[1]}"
        fix = Fix(label=f"Đổi thành “{wanted}”", fact="symbol", find=symbol, replace=wanted)
        yield Issue(message=message, place=Place.NUMBER, fact="symbol", subject=symbol, fix=fix)
    if content.issued_on and content.number is None:
        message = "Đã có ngày ban hành mà chưa có số; để trống cả hai đến khi văn thư cấp số."
        yield Issue(message=message, place=Place.NUMBER, fact="number", severity=Severity.WARNING)


@check("T3", severity=Severity.ERROR, title="Có địa danh", basis=f"{DECREE}, ô số 4")
def place_is_named(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    if not reading.content.issuer.place.strip():
        yield Issue(message="Chưa có địa danh trước ngày tháng; bổ sung ở mục Đơn vị.", place=Place.LOCALITY)


@check("T4", severity=Severity.ERROR, title="Tên loại và trích yếu đủ, có năm", basis=f"{DECREE}, ô số 5a")
def title_is_complete(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    abstract = content.abstract.strip()
    if not content.document_type.strip():
        yield Issue(message="Chưa có tên loại văn bản; ghi KẾ HOẠCH.", place=Place.TYPE, fact="document_type")
    if not abstract:
        yield Issue(message="Chưa có trích yếu; ghi ngắn gọn nội dung kế hoạch.", place=Place.ABSTRACT, fact="abstract")
        return
    if not re.search(r"\d{4}", facts.fill(abstract, facts.fact_words(content))):
        message = f"Trích yếu chưa có năm; thêm “năm {content.year}” để vào sổ không lẫn với năm khác."
        fix = Fix(
            label=f"Thêm “năm {content.year}”",
            fact="abstract",
            find="",
            replace=f"{abstract.rstrip(' .;')} năm {content.year}",
        )
        yield Issue(message=message, place=Place.ABSTRACT, fact="abstract", fix=fix, severity=Severity.WARNING)
    if abstract.endswith((".", ";", ":", ",")):
        fix = Fix(label="Bỏ dấu cuối trích yếu", fact="abstract", find="", replace=abstract.rstrip(" .;:,"))
        message = "Trích yếu không có dấu câu ở cuối; bỏ dấu này."
        yield Issue(message=message, place=Place.ABSTRACT, fact="abstract", fix=fix, severity=Severity.WARNING)


@check("T5", severity=Severity.WARNING, title="Số thứ tự không gõ tay", basis=f"{DECREE}, ô số 6")
def numerals_are_not_typed(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.passages:
        if one.item is None:
            continue
        found = _TYPED_NUMERAL.match(one.text)
        if found and one.text[found.end() :].strip():
            typed = found[0].strip()
            message = f"Đoạn này có “{typed}” gõ tay ở đầu nên số thứ tự sẽ in hai lần; bỏ phần gõ tay."
            rest = one.text[found.end() :]
            yield at(one, message, subject=typed, fix=mend(one, f"Bỏ “{typed}” gõ tay", one.text, rest))


@check("T7", severity=Severity.HINT, title="Tiêu đề cùng cấp trình bày giống nhau", basis=f"{DECREE}, ô số 6")
def headings_look_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    romans = [one for one in reading.items if one.item and one.item.marker == Marker.ROMAN and not one.under]
    has_headings = any(one.is_heading for one in romans)
    for one in reading.items:
        bare = one.text.rstrip()
        if one.is_heading and bare.endswith((":", ".", ";", ",")) and not bare.endswith(("…", "...")):
            mark = bare[-1]
            message = f"Tiêu đề {quoted(one.text)} có dấu “{mark}” ở cuối; tiêu đề không cần dấu."
            fix = mend(one, f"Bỏ dấu “{mark}”", one.text, bare.rstrip(" :.;,"))
            yield at(one, message, subject=mark, fix=fix)
        elif has_headings and not one.is_heading and any(one is other for other in romans):
            yield at(one, f"Phần {quoted(one.text)} chưa là tiêu đề như các phần khác; chuyển thành tiêu đề.")


@check("T8", severity=Severity.WARNING, title="Dấu “./.” chỉ ở cuối văn bản", basis="Nếp trình bày văn bản hành chính")
def ending_stands_once(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    last = next((one for one in reversed(reading.running) if one.kind != Kind.APPENDIX), None)
    for one in reading.running:
        inner = one.text.rstrip()
        if one is last:
            inner = inner.removesuffix("./.")
        if "./." in inner:
            message = "Dấu “./.” chỉ đặt một lần ở cuối lời kết, cổng tự in; bỏ dấu ở đây."
            yield at(one, message, subject="./.", fix=mend(one, "Bỏ dấu “./.”", "./.", "."))


@check(
    "T9",
    severity=Severity.WARNING,
    title="Phần ký đúng thẩm quyền, không ghi học vị",
    basis="Nghị định 30/2020/NĐ-CP, Điều 13",
)
def signature_fits(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    signature = reading.content.signature
    lines = [upper(line.strip()) for line in signature.lines if line.strip()]
    name = signature.name.strip()
    if not lines:
        yield _signature_issue("Chưa có quyền hạn, chức vụ của người ký; chọn người ký.")
        return
    if not name:
        yield _signature_issue("Chưa có họ và tên người ký; chọn người ký.", severity=Severity.HINT)
    title = _ACADEMIC.match(name)
    if title:
        message = f"Trước họ tên người ký có “{title[0]}”; chỉ ghi họ và tên, không ghi học hàm, học vị, danh xưng."
        fix = Fix(label=f"Bỏ “{title[0]}”", fact="signature.name", find="", replace=name[title.end() :].strip(" ."))
        yield _signature_issue(message, subject=title[0], fix=fix)
    for upper_line, own_line in zip(lines, [*lines[1:], ""], strict=True):
        if upper_line.startswith("KT.") and "PHÓ" not in own_line:
            message = f"Sau dòng {quoted(upper_line, 40)} phải là chức vụ cấp phó của người ký; bổ sung dòng này."
            yield _signature_issue(message, subject=upper_line)
    signs_for_all = any(line.startswith("TM.") for line in lines)
    by_order = any(line.startswith(("TL.", "TUQ.")) for line in lines)
    if context.is_collective is True and not signs_for_all and not by_order:
        yield _signature_issue(
            "Kế hoạch của tập thể phải ký thay mặt; thêm dòng TM. trên chức vụ người ký.", subject="TM"
        )
    if context.is_collective is False and signs_for_all:
        yield _signature_issue("Cơ quan làm việc theo chế độ thủ trưởng không ký TM.; bỏ dòng này.", subject="TM")


def _signature_issue(
    message: str, *, subject: str = "", fix: Fix | None = None, severity: Severity | None = None
) -> Issue:
    return Issue(message=message, place=Place.SIGNATURE, fact="signature", subject=subject, fix=fix, severity=severity)


@check("T10", severity=Severity.WARNING, title="Nơi nhận đủ, không lặp, lưu văn thư", basis=f"{DECREE}, ô số 9b")
def recipients_are_in_order(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    lines = [one.strip() for one in content.recipients if one.strip()]
    if not lines:
        yield Issue(
            message="Chưa có nơi nhận nào; thêm các cơ quan phải nhận kế hoạch.",
            place=Place.RECIPIENTS,
            fact="recipients",
        )
    seen: set[str] = set()
    for line in lines:
        bare = fold(line.strip("-–; ."))
        if bare in seen:
            message = f"Nơi nhận {quoted(line)} ghi hai lần; bỏ một dòng."
            yield Issue(message=message, place=Place.RECIPIENTS, fact="recipients", subject=line)
        seen.add(bare)
        if bare.startswith(("lưu:", "lưu vt")):
            message = "Dòng Lưu được cổng tự in ở cuối; bỏ dòng này khỏi nơi nhận."
            yield Issue(message=message, place=Place.RECIPIENTS, fact="recipients", subject=line)
    if "VT" not in upper(content.archive_note).replace(",", " ").replace(":", " ").split():
        message = "Dòng Lưu chưa có văn thư (VT); ghi “VT” rồi đến đơn vị soạn thảo."
        yield Issue(message=message, place=Place.RECIPIENTS, fact="archive_note")


@check("T11", severity=Severity.WARNING, title="Báo cáo có “Kính gửi”, kế hoạch thì không", basis=f"{DECREE}, ô số 9a")
def plan_has_no_addressee(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    if reading.content.is_report:
        if not any(one.strip() for one in reading.content.addressees):
            message = "Báo cáo gửi cấp trên chưa có “Kính gửi”; ghi cơ quan nhận báo cáo."
            yield Issue(message=message, place=Place.RECIPIENTS, fact="addressees")
        return
    for one in reading.running:
        if one.text.lstrip(" -–").casefold().startswith("kính gửi"):
            yield at(one, "Kế hoạch không có phần “Kính gửi”; bỏ đoạn này và ghi cơ quan nhận ở nơi nhận.")


@check(
    "T12", severity=Severity.WARNING, title="Phụ lục có tên và được nhắc trong văn bản", basis=f"{DECREE}, mục phụ lục"
)
def appendices_are_mentioned(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    body = [one for one in reading.running if one.kind not in (Kind.APPENDIX, Kind.ABSTRACT)]
    mentioned = any("phụ lục" in one.plain.casefold() for one in body)
    if _has_appendix(content) and not mentioned:
        message = (
            "Văn bản có phụ lục mà nội dung chưa nhắc đến; thêm “theo Phụ lục kèm theo Kế hoạch này” ở mục liên quan."
        )
        yield Issue(message=message, place=Place.APPENDIX, fact="slogans_place" if content.slogans else "appendices")
    if not _has_appendix(content):
        for one in body:
            if _APPENDIX_REFERENCE.search(one.plain):
                yield at(
                    one, "Đoạn này dẫn đến phụ lục mà văn bản không có phụ lục nào; thêm phụ lục hoặc sửa lời dẫn."
                )
    for position, appendix in enumerate(content.appendices):
        fault = _appendix_fault(appendix)
        if fault:
            yield Issue(message=fault, place=Place.APPENDIX, fact=f"appendices.{position}")


def _has_appendix(content: PlanContent) -> bool:
    return bool(content.appendices or (content.slogans and content.slogans_place == SlogansPlace.APPENDIX))


def _appendix_fault(appendix: AppendixContent) -> str:
    if not appendix.title.strip():
        return "Có phụ lục chưa có tên; ghi tên phụ lục."
    is_full = appendix.items or (appendix.table is not None and appendix.table.rows)
    return "" if is_full else f"Phụ lục {quoted(appendix.title)} chưa có nội dung; bổ sung hoặc bỏ phụ lục."


@check("T14", severity=Severity.ERROR, title="Không có đoạn trống", basis="Bản in sẽ có số thứ tự mà không có lời")
def no_item_is_empty(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.passages:
        if one.item is not None and not any(letter.isalnum() for letter in one.text):
            yield at(one, "Đoạn này chưa có lời; viết nội dung hoặc xóa đoạn.")
    if not reading.items:
        yield Issue(message="Kế hoạch chưa có nội dung; viết ít nhất một phần.", place=Place.BODY, fact="items")


@check(
    "T15",
    severity=Severity.ERROR,
    title="Thông tin chèn vào văn bản đều biết tên và đã có",
    basis="Bản in sẽ có dấu ngoặc hoặc “…”",
)
def facts_are_known(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    words = facts.fact_words(reading.content)
    for one in reading.passages:
        if "⟦" not in one.text and "⟧" not in one.text:
            continue
        for found in _ANY_TOKEN.finditer(one.text):
            name = found[1]
            if name not in facts.NAMES:
                message = f"Không có thông tin tên {quoted(name or found[0])} để chèn; chọn lại từ danh sách."
                yield at(one, message, subject=found[0])
            elif words[name] == "…" and name != facts.THEME:
                message = f"Chưa có {_FACT_PLACES.get(name, name)} mà đoạn này cần in; bổ sung ở mục Thông tin."
                yield at(one, message, subject=found[0])


@check("T16", severity=Severity.WARNING, title="Không còn chỗ trống phải điền", basis="Văn bản trình ký phải đủ lời")
def nothing_is_left_to_fill(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.running if _UNFILLED.search(reading.whole) else ():
        found = _UNFILLED.search(one.plain)
        if found:
            yield at(
                one,
                f"Còn chỗ trống {quoted(found[0]) if found[0][0] == 'x' else 'chưa điền'} ở đoạn này; điền hoặc bỏ đi.",
            )
