"""The type of a document and its title, over one line or several, with KẾ HOẠCH above it or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..body.numerals import Style, split_numeral
from ..pieces import Findings, Line
from ..vocabulary import (
    code_type,
    is_basis_start,
    is_capitals,
    is_chrome,
    is_other_preamble_start,
    is_parent_start,
    key,
    starts_with_body,
    type_code,
    type_line,
)
from .header import Header
from .units import header_units

#: So many lines are searched for the type; no title runs over more lines or letters.
_REACH = 60
_NEAR = 14
_MOST_LINES = 8
_LONGEST_LINE = 400
_MOST_UNIT_LINES = 4

_CONTINUES = re.compile(
    r"^(?:năm(?: học)? \d|năm học|giai đoạn|trên địa bàn|của |tại |cho |ở |trong |vì |và |với |nhân |từ ngày|đến năm|"
    r"về )"
)
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:và|của|các|về|với|cho|vì|trong|tại|từ|đến|phòng|tỉnh|huyện|xã|phường|thành phố|địa bàn))$"
)
_ISSUES = re.compile(r"\b(?:ban hành|xây dựng|lập|đề ra|triển khai|tổ chức)\b.{0,40}\bkế hoạch\b")
_NOTE = re.compile(r"^\(.{4,300}\)?\s*$", re.DOTALL)
_ATTACHED = re.compile(r"^\(?\s*(?:ban hành )?kèm theo\b")
_BODY_IN_LINE = re.compile(
    r"\s(?=(?:Căn cứ\s|(?:Thực hiện|Triển khai|Thực hiện theo) (?:Kế hoạch|Công văn|Quyết định|Chỉ thị|Nghị|Thông tư|"
    r"Hướng dẫn)))"
)
_AUTHORITY = re.compile(
    r"^(?:chủ tịch|ủy ban nhân dân|ubnd|giám đốc|hiệu trưởng|trưởng phòng|bộ trưởng|trưởng ban|hội đồng|ban thường vụ|"
    r"thủ tướng|cục trưởng|viện trưởng|tổng giám đốc)\b"
)
_JOINT_TITLE = re.compile(r"^(?:phối hợp )?(?:liên tịch|liên ngành)\b")


@dataclass(slots=True)
class Title:
    """What stands over the body: the type's code, its printed words, the title, a note in brackets under it."""

    kind: str | None = None
    type_words: str = ""
    text: str = ""
    note: str = ""
    attached: str = ""
    start: int = 0
    end: int = 0
    body_rest: Line | None = None


def read_title(lines: Sequence[Line], header: Header, findings: Findings) -> Title:
    """Read the type and title that follow the header, or the first ones where there is no header."""
    title = Title(start=header.end, end=header.end)
    pieces = _pieces(lines, header)
    place = _type_place(pieces, near=header.is_found)
    if place is None:
        place = _bare_title_place(pieces, header)
        if place is not None:
            _collect(pieces, place, title, lines, findings)
    else:
        _take_type(pieces[place], title, findings)
        rest = _rest_of_type(pieces[place])
        tail = [replace(pieces[place], text=rest)] if rest else []
        _collect([*tail, *pieces[place + 1 :]], 0, title, lines, findings)
    if place is not None:
        title.start = _index(lines, pieces[place])
        title.end = max(title.end, title.start + 1)
        over = list(pieces[:place])
        if not header.is_found:
            over = _without_units(over, header, lines, findings)
        for piece in over:
            _leave_before(piece, findings)
    elif header.rest:
        title.body_rest = replace(lines[header.end - 1], text=header.rest)
    if not title.text and header.about:
        title.text = header.about
    title.kind = title.kind or _kind_of_symbol(header, lines, title)
    return title


def _without_units(over: list[Line], header: Header, lines: Sequence[Line], findings: Findings) -> list[Line]:
    """Without quốc hiệu, number and date, capitals directly over the type still name the issuing unit."""
    start = len(over)
    while start and len(over) - start < _MOST_UNIT_LINES and is_capitals(over[start - 1].text):
        if is_chrome(over[start - 1].text) or type_line(over[start - 1].text):
            break
        start -= 1
    while start < len(over) and not starts_with_body(over[start].text):
        start += 1
    pieces = [(_index(lines, one), one.text) for one in over[start:]]
    header.units = header_units(pieces, lines, findings, number="")
    return over[:start]


def is_type_alone(text: str) -> bool:
    """Whether a line is nothing but the type: "KẾ HOẠCH", "K Ế   H O Ạ C H"."""
    found = type_line(text)
    return bool(found) and not found["rest"] if found else False


def _pieces(lines: Sequence[Line], header: Header) -> list[Line]:
    rest = [replace(lines[header.end - 1], text=header.rest, has_gap=False)] if header.rest and header.end else []
    return [*rest, *lines[header.end : header.end + _REACH]]


def _index(lines: Sequence[Line], piece: Line) -> int:
    return next((index for index, one in enumerate(lines) if one.number == piece.number), 0)


def _type_place(pieces: Sequence[Line], *, near: bool) -> int | None:
    """The line with the type: alone and in capitals if there is one, else the first that begins with it."""
    candidates: list[tuple[int, int]] = []
    for place, piece in enumerate(pieces):
        if near and place > _NEAR:
            break
        if _begins_body(piece.text) and not is_capitals(piece.text):
            break
        found = type_line(piece.text)
        if not found or len(piece.text) > _LONGEST_LINE:
            continue
        head = piece.text[: found.start("rest")] if found["rest"] else piece.text
        if not found["rest"]:
            candidates.append((0 if is_capitals(head) else 2, place))
        elif is_capitals(head):
            candidates.append((1, place))
        elif not near:
            candidates.append((3, place))
    if not candidates:
        return None
    return min(candidates)[1]


def _bare_title_place(pieces: Sequence[Line], header: Header) -> int | None:
    """A title without its type: the first line in capitals under a header."""
    if not header.is_found or header.about:
        return None
    for place, piece in enumerate(pieces[:6]):
        if _begins_body(piece.text) and not is_capitals(piece.text):
            return None
        if _is_structural(piece.text) or is_chrome(piece.text) or key(piece.text).startswith("kính gửi"):
            return None
        if is_capitals(piece.text) and len(piece.text.split()) >= 3:
            return place
        if len(piece.text) > 20 and not piece.text.endswith((".", ";", ":")) and piece.text[0] in "“\"'":
            return place
    return None


def _take_type(piece: Line, title: Title, findings: Findings) -> None:
    found = type_line(piece.text)
    if not found:
        return
    title.kind = type_code(found["type"])
    head = piece.text[: found.start("rest")] if found["rest"] else piece.text
    title.type_words = head.strip(" :.-–—")
    findings.fact("kind", title.kind or "", (piece.number,), title.type_words)


def _rest_of_type(piece: Line) -> str:
    found = type_line(piece.text)
    return piece.text[found.start("rest") :].strip() if found and found["rest"] else ""


def _collect(pieces: Sequence[Line], place: int, title: Title, lines: Sequence[Line], findings: Findings) -> None:
    """Join the lines of the title, and take the note in brackets under it."""
    taken: list[Line] = []
    for piece in pieces[place : place + _MOST_LINES]:
        cut = _BODY_IN_LINE.search(piece.text) if len(piece.text) > 60 else None
        text = piece.text[: cut.start()] if cut else piece.text
        if _ends_title(taken, replace(piece, text=text)):
            break
        taken.append(replace(piece, text=text))
        if cut:
            title.body_rest = replace(piece, text=piece.text[cut.end() :].strip(), columns=())
            break
    if taken:
        title.text = " ".join(piece.text for piece in taken)
        findings.fact("title", title.text, [piece.number for piece in taken])
        title.end = _index(lines, taken[-1]) + 1
    if not title.body_rest:
        _take_notes(pieces[place + len(taken) :], title, lines, findings)


def _take_notes(pieces: Sequence[Line], title: Title, lines: Sequence[Line], findings: Findings) -> None:
    """ "(Từ ngày 01/6 đến ngày 30/6)" under a title, maybe over two lines."""
    for position, piece in enumerate(pieces[:2]):
        text, used = piece.text, 1
        if (
            text.startswith("(")
            and ")" not in text
            and position + 1 < len(pieces)
            and ")" in pieces[position + 1].text[-3:]
        ):
            text, used = f"{text} {pieces[position + 1].text}", 2
        if not _NOTE.match(text) or split_numeral(text)[0]:
            return
        if _ATTACHED.match(key(text)):
            title.attached = text
            findings.fact("attached_to", text, [one.number for one in pieces[position : position + used]])
        else:
            title.note = text
            findings.fact("title_note", text, [one.number for one in pieces[position : position + used]])
        title.end = _index(lines, pieces[position + used - 1]) + 1
        if used == 2:
            return


def _ends_title(taken: Sequence[Line], piece: Line) -> bool:
    text, words = piece.text, key(piece.text)
    if (
        not any(one.isalpha() for one in text)
        or len(text) > _LONGEST_LINE
        or words.startswith(("kính gửi", "(kèm", "(ban"))
    ):
        return True
    capitals = is_capitals(text)
    if not taken:
        return _is_paragraph(text) and not capitals
    if _is_structural(text) or (text.startswith("(") and len(text) > 12) or is_chrome(text):
        return True
    so_far = " ".join(one.text for one in taken)
    was_capitals = is_capitals(so_far)
    if _AUTHORITY.match(words) and capitals and (not was_capitals or piece.has_gap or len(taken) > 1):
        return not _OPEN_END.search(key(so_far))
    if _OPEN_END.search(key(so_far)) and not _is_paragraph(text):
        return False
    if capitals:
        return False
    if was_capitals:
        return not (_CONTINUES.match(words) and len(text) <= 90 and not _is_paragraph(text))
    return _mixed_title_ends(so_far, piece)


def _mixed_title_ends(so_far: str, piece: Line) -> bool:
    text, words = piece.text, key(piece.text)
    if _begins_body(text) or _is_paragraph(text) or _ISSUES.search(words):
        return True
    if text[0].islower() or _CONTINUES.match(words):
        return False
    if piece.has_gap or starts_with_body(text):
        return True
    return len(text) > 75 or bool(re.search(r"năm \d{4}$|\d{4}\s?[-–]\s?\d{4}$", key(so_far)))


def _is_paragraph(text: str) -> bool:
    """Whether this is running text: it ends as a sentence, or says "như sau"."""
    words = key(text)
    ends = text.rstrip("”\"’' ").endswith((".", ";", ":", ".,")) and not text.endswith("...")
    if "như sau" in words or words.endswith("sau đây:"):
        return True
    return ends and (len(text) > 45 or _begins_body(text))


def _begins_body(text: str) -> bool:
    bare = re.sub(r"^[-–•+*]\s*", "", text)
    return is_basis_start(bare) or is_parent_start(bare) or is_other_preamble_start(bare)


def _is_structural(text: str) -> bool:
    numeral, _ = split_numeral(text)
    return numeral is not None and numeral.style in (
        Style.ROMAN, Style.PART, Style.ARABIC, Style.ARTICLE, Style.CAPITAL, Style.DASH, Style.DECIMAL, Style.LETTER,
    )  # fmt: skip


def _leave_before(piece: Line, findings: Findings) -> None:
    if piece.text.strip().isdigit():
        findings.leave(piece.number, piece.text, "Có vẻ là số đếm của trang web hoặc số trang.")
    elif is_chrome(piece.text):
        findings.leave(piece.number, piece.text, "Có vẻ là chữ của trang web.")
    else:
        findings.leave(piece.number, piece.text, "Đứng trước tên văn bản, chưa rõ là gì.")


def _kind_of_symbol(header: Header, lines: Sequence[Line], title: Title) -> str | None:
    """Without the type's words the symbol tells it; a letter (công văn) has none, but an addressee."""
    for part in re.split(r"[/.-]|\d+", header.number or header.symbol):
        if code := code_type(part.strip()):
            return code
    addressed = any(key(one.text).startswith("kính gửi") for one in lines[header.end : header.end + 12])
    if header.is_found and (addressed or header.about):
        return "CV"
    return "KH" if _JOINT_TITLE.match(key(title.text)) else None
