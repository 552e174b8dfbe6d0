"""The text itself: Unicode, doubled words, spaces, unclosed sentences, debris of web pages, personal data."""

import re
import unicodedata
from collections.abc import Iterator

from ..content.vietnamese import clean_line, nfc
from .catalogue import EVERYWHERE, CheckContext, Fix, Issue, Severity, at, check, mend
from .citations import without_quotations
from .reading import CAPITALS, Kind, Passage, Reading, quoted

#: Words that are never said twice in a row; compounds meet too often ("học sinh sinh hoạt hè") to ask of every word.
_FUNCTION_WORDS = (
    "của|cho|các|những|và|với|được|là|có|trong|trên|tại|về|đến|để|đã|sẽ|mà|do|theo|khi|như|này|nhằm|cùng|hoặc|bằng|"
    "không|phải|vì|nhất|rất|mỗi|bị|bởi|nên|thì|cũng|đối|việc|em"
)
_DOUBLED_WORD = re.compile(rf"(?<!\w)({_FUNCTION_WORDS})\s+\1(?!\w)", re.IGNORECASE)
_DOUBLED_PHRASE = re.compile(r"(?<!\w)(\w{2,}(?:\s+\w{2,}){1,4})\s+\1(?!\w)", re.IGNORECASE)

_SPACE_BEFORE = re.compile(r"(?<=\S)\s+(?=[,;](?!\d)|[:!?).](?:\s|$))")
_NO_SPACE_AFTER = re.compile(r"(?<=[^\W\d_])\s*[,;](?=[^\W\d_])")
_SPACE_IN_BRACKET = re.compile(r"(?<=\()\s+")
_UNEVEN_RANGE = re.compile(r"(?<=\d{4})(?:\s+[-–]|[-–]\s+)(?=\d{4})")
#: What any of these, or a letter that `clean_line` would change, looks like at a glance.
_UNTIDY = re.compile(
    r"\s[,;:!?).]|[,;][^\W\d_]|\(\s|\s\s|\d\s?[-–]\s?\d|[^\S ]|^\s|\s$|[\x00-\x1f\xad\u200b-\u2064\ufeff]"
)
_DEBRIS = re.compile(
    r"leave a reply|please enter your|your email|post comment|\*\*|(?<!\w)\*[^*\s][^*]*\*|</?[a-z]{1,6}\s*/?>|"
    r"&nbsp;|&amp;|lượt xem|chia sẻ bài viết|xem thêm:|tin liên quan",
)
_DIGIT = re.compile(r"\d")

_PHONE = re.compile(r"(?<![\d/.,-])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\d/])")
_PUBLIC_LINE = re.compile(r"tổng đài|đường dây nóng|hotline|số máy trực|trực ban|1800|1900", re.IGNORECASE)
_IDENTITY = re.compile(
    r"(?<!\d)0\d{11}(?!\d)|(?:CCCD|CMND|căn cước(?: công dân)?|chứng minh nhân dân|mã định danh)\D{0,12}\d{9,12}(?!\d)",
    re.IGNORECASE,
)
_FAMILY_NAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Triệu|Lò|Lường|Cầm|Vàng|Giàng|Sùng|"
    "Thào|Mùa|Hà|Mai|Lương|Đào|Đoàn|Trịnh|Trương|Tạ|Cao|Chu|Châu|Quách|Nông|Ma|Hứa|Bàn|Đàm|La|Lâm|Tô|Tống|Thái|Phùng|Vi"
)
_CAPITAL_WORD = rf"[{CAPITALS}][^\W\d_]+"
_MAY_BE_CHILD = re.compile(rf"(?:háu|bé|Bé|m)\s+(?:trai\s|gái\s)?[{CAPITALS}]")
_CHILD = re.compile(
    rf"(?<!\w)(?<![Cc]ác )(?:"
    rf"(?:[Cc]háu|[Bb]é)\s+(?:(?:trai|gái)\s+)?(?!Bác\b|Thiếu\b|Ngoan\b){_CAPITAL_WORD}(?:\s+{_CAPITAL_WORD}){{0,3}}|"
    rf"(?<![Tt]rẻ )[Ee]m\s+(?:{_FAMILY_NAMES})\s+{_CAPITAL_WORD}(?:\s+(?:{_CAPITAL_WORD}|[A-Z]\b)){{1,3}}|"
    rf"(?:[Cc]háu|[Bb]é|(?<![Tt]rẻ )[Ee]m)\s+[A-ZĐ]\.?(?:[A-ZĐ]\.?){{0,3}}(?=[\s,;(]))"
)
_HOTLINE = re.compile(r"tổng đài(?: điện thoại)? quốc gia bảo vệ trẻ em(?:\s+|\D{1,12})(\d[\d .]*\d|\d)", re.IGNORECASE)


@check("V1", severity=Severity.ERROR, title="Chữ Việt dựng sẵn (Unicode NFC)", basis="TCVN 6909:2001")
def letters_are_composed(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.passages:
        if not unicodedata.is_normalized("NFC", one.text):
            fix = mend(one, "Chuyển về chữ dựng sẵn", one.text, nfc(one.text))
            yield at(one, "Đoạn này có chữ gõ tổ hợp, tìm kiếm sẽ sót; chuyển về chữ dựng sẵn.", fix=fix)


@check("V5", severity=Severity.WARNING, title="Không thừa chữ, lặp đoạn", basis="Câu chữ rõ ràng, không lặp")
def nothing_is_doubled(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    texts: dict[str, Passage] = {}
    for one in reading.running:
        if _may_stutter(one.plain):
            yield from _stutters(one)
        folded = one.text.casefold().strip(" .;:")
        if one.item is None or folded.count(" ") < 7:
            continue
        first = texts.setdefault(folded, one)
        if first is not one:
            yield at(one, f"Đoạn này trùng nguyên văn với một đoạn ở {first.place}; bỏ một đoạn.", subject="paragraph")


def _may_stutter(text: str) -> bool:
    """Whether some word, or two words in a row, come again at once; a quick look before the slow one."""
    words = [word.rstrip(",.;:") for word in text.casefold().split()]
    last: dict[str, int] = {}
    for position, word in enumerate(words):
        before = last.get(word, -9)
        step = position - before
        if step == 1 or (step <= 5 and words[before + 1] == words[min(position + 1, len(words) - 1)]):
            return True
        last[word] = position
    return False


def _stutters(one: Passage) -> Iterator[Issue]:
    seen: set[str] = set()
    for pattern in (_DOUBLED_WORD, _DOUBLED_PHRASE):
        for found in pattern.finditer(one.plain):
            if found[0] in seen:
                continue
            seen.add(found[0])
            message = f"Viết lặp “{found[0]}”; bỏ bớt một lần."
            yield at(one, message, subject=found[0], fix=mend(one, f"Chỉ giữ “{found[1]}”", found[0], found[1]))


@check(
    "V6", severity=Severity.HINT, title="Khoảng trắng, gạch nối, dấu ngoặc kép gọn", basis="Kỹ thuật trình bày văn bản"
)
def spacing_is_tidy(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    has_curly = any("“" in one.text for one in reading.running)
    has_hyphen = any(" - " in one.plain for one in reading.running)
    long_dash: Passage | None = None
    for one in reading.running:
        tidied = _tidied(one.text) if _UNTIDY.search(one.text) else one.text
        if tidied != one.text:
            message = "Đoạn này có khoảng trắng thừa, thiếu hoặc ký tự lạ quanh dấu câu; sửa lại cho gọn."
            yield at(one, message, fix=mend(one, "Sửa khoảng trắng", one.text, tidied))
        if has_curly and '"' in one.text:
            curly = re.sub(r'"([^"]*)"', "“\\1”", one.text)
            message = "Văn bản dùng cả dấu ngoặc kép thẳng và cong; dùng thống nhất dấu “…”."
            yield at(one, message, subject='"', fix=mend(one, "Đổi thành dấu “…”", one.text, curly))
        if long_dash is None and " – " in one.plain:
            long_dash = one
    if long_dash is not None and has_hyphen:
        message = "Văn bản dùng cả gạch nối “-” và gạch dài “–”; dùng thống nhất dấu “-”."
        fix = Fix(label="Viết thống nhất dấu “-”", fact=EVERYWHERE, find=" – ", replace=" - ")
        yield at(long_dash, message, subject="–", fix=fix)


def _tidied(text: str) -> str:
    """The text with single spaces, no space before a mark and one after; quotations keep theirs."""
    text = clean_line(text)
    plain = without_quotations(text)
    edits = [(found.start(), found.end(), "") for found in _SPACE_BEFORE.finditer(plain)]
    edits += [(found.start(), found.end(), "") for found in _SPACE_IN_BRACKET.finditer(plain)]
    edits += [(found.end(), found.end(), " ") for found in _NO_SPACE_AFTER.finditer(plain)]
    edits += [(found.start(), found.end(), " - ") for found in _UNEVEN_RANGE.finditer(plain)]
    for start, end, words in sorted(set(edits), reverse=True):
        text = text[:start] + words + text[end:]
    return text


@check(
    "V9", severity=Severity.WARNING, title="Câu có dấu kết, không có mảnh chép thừa", basis="Văn bản chép từ nơi khác"
)
def sentences_are_closed(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    texts = "\n".join(one.text for one in reading.passages).casefold()
    for one in reading.passages if _DEBRIS.search(texts) else ():
        found = _DEBRIS.search(one.text.casefold())
        if found:
            message = f"Còn mảnh chép thừa “{clean_line(found[0])}” không thuộc kế hoạch; xóa đi."
            yield at(one, message, subject=found[0])
    paragraphs = [one for one in reading.items if one.kind == Kind.PARAGRAPH]
    following = {id(one): after for one, after in zip(reading.items, reading.items[1:], strict=False)}
    last = reading.items[-1] if reading.items and not reading.content.closing else None
    for one in paragraphs:
        if one is last or _is_closed(one.text) or not one.text.strip() or _gets_facts(one):
            continue
        after = following.get(id(one))
        if after is not None and after.text[:1].islower() and after.under == one.under:
            message = "Đoạn này bị ngắt giữa câu, phần sau nằm ở đoạn tiếp theo; ghép hai đoạn lại."
            yield at(one, message, subject="broken")
            continue
        has_children = bool(one.item and any(not child.is_dropped for child in one.item.children))
        if has_children and len(one.text.split()) <= 15:
            continue
        mark = ":" if has_children else "."
        message = f"Câu cuối của đoạn chưa có dấu kết; thêm dấu “{mark}”."
        yield at(one, message, subject=mark, fix=mend(one, f"Thêm dấu “{mark}”", one.text, one.text.rstrip() + mark))


def _is_closed(text: str) -> bool:
    return text.rstrip(' ”")]').endswith((".", ";", ":", "!", "?", "…", ","))


def _gets_facts(one: Passage) -> bool:
    """Whether the printed paragraph goes on with the activity's facts, which close it."""
    return bool(one.item and (one.item.activity or one.item.responsibilities))


@check(
    "V10",
    severity=Severity.ERROR,
    title="Không có dữ liệu cá nhân; Tổng đài 111 đúng số",
    basis="Luật Trẻ em, quyền bí mật đời sống riêng tư",
)
def no_personal_details(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.passages:
        if one.kind == Kind.BASIS:
            continue
        for found in _CHILD.finditer(one.text) if _MAY_BE_CHILD.search(one.text) else ():
            message = f"{quoted(found[0])} có vẻ nêu tên một trẻ em; văn bản không nêu tên, chỉ ghi số lượng."
            yield at(one, message, subject=found[0])
        if _DIGIT.search(one.text):
            yield from _numbers(one)


def _numbers(one: Passage) -> Iterator[Issue]:
    identities = [found.span() for found in _IDENTITY.finditer(one.text)]
    for start, end in identities:
        message = "Đoạn này có số định danh của một người; bỏ số này khỏi văn bản."
        yield at(one, message, subject=one.text[start:end])
    for found in _PHONE.finditer(one.text):
        before = one.text[max(0, found.start() - 60) : found.start()]
        if _PUBLIC_LINE.search(before) or any(start <= found.start() < end for start, end in identities):
            continue
        number = found[0].strip()
        is_landline = number.replace("+84", "0").startswith("02")
        message = f"Đoạn này có số điện thoại {number}; không đưa số riêng của cá nhân vào văn bản."
        yield at(one, message, subject=number, severity=Severity.WARNING if is_landline else None)
    for found in _HOTLINE.finditer(one.text):
        if found[1] != "111":
            message = f"Tổng đài điện thoại quốc gia bảo vệ trẻ em là số 111, không phải {found[1]}; sửa số."
            right = found[0][: found.start(1) - found.start()] + "111"
            yield at(one, message, subject=found[1], fix=mend(one, "Đổi thành 111", found[0], right))
