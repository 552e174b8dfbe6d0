"""What follows the body: recipients, the signature, appendices, and the rest of the web page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...lines import Column
from ..body.numerals import Style, split_numeral
from ..dates import written_dates
from ..pieces import Findings, Line
from ..vocabulary import capacity_start, is_capitals, is_chrome, is_stack_line, key, starts_with_body

_RECIPIENTS = re.compile(r"^[\s*_]*nơi (?:nhận|gửi)\b\s*[:.]?")
_APPENDIX = re.compile(
    r"^(?:phụ lục|phụ biểu|biểu mẫu)(?:\s+(?:số\s*)?(?:[ivx]{1,4}|\d{1,2}|[a-d]))?\s*(?:[:.–-]|$)|^phụ lục\b.{0,80}$"
)
_SLOGAN_PAGE = re.compile(r"^(?:một số |các |những )?(?:khẩu hiệu|thông điệp)\b")
_SIGNED = re.compile(
    r"^[(\[]?\s*(?:đã ký|đã kí|daky|ký tên|ký, đóng dấu|ký và ghi rõ họ tên|ký, ghi rõ họ tên|"
    r"signed)\b[^)\]]{0,30}[)\]]?\s*"
)
_NAME_WORD = r"[A-ZĐÀ-Ỹ][a-zà-ỹđ'’]*"
_TITLES = (
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|CN|KS|CKI{1,2}|Th\.S|TTƯT|NGƯT|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy)[.,]?\s*)*"
)
_NAME = re.compile(rf"{_TITLES}(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}})")
_CAPITAL_NAME = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐÀO|ĐINH|MAI|TRỊNH|LƯƠNG|ĐOÀN|TÔ|HÀ|"
    r"CAO|CHU|TẠ|"
    r"LÂM|THÁI|TRIỆU|NÔNG|HỨA|TRƯƠNG|PHÙNG|KIỀU|TỐNG|ĐÀM|BẾ|LÒ|VI|LƯU|QUÁCH)(?:\s+[A-ZĐÀ-Ỹ]+){1,4}"
)
_BULLET = re.compile(r"^[-–—•*+]\s*")
_ARCHIVE = re.compile(r"^lưu\b")
_ENTRY_SPLIT = re.compile(r"(?<=[;.])\s*[-–—•]\s+(?=\S)")
_DATE_LINE = re.compile(r"^[^\d]{2,40},?\s*ngày\b")
_MAKER = re.compile(r"^(?:người|cán bộ|giáo viên) ")
_NOT_NAMES = re.compile(r"^(?:như trên|trường|sở|ban|phòng|ủy ban|các|báo|đài|hội|đoàn|công an|bộ|cục|trạm|tổ|lưu)\b")
_NEAR_END = 14


@dataclass(slots=True)
class Ending:
    """What the ending says; `start` is the index of its first line, `appendices` the lines of each appendix."""

    start: int = 0
    recipients: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    name: str = ""
    issued_on: date | None = None
    place: str = ""
    appendices: list[list[Line]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """Where the reading of the ending stands."""

    in_recipients: bool = False
    entries: list[tuple[str, list[int]]] = field(default_factory=list)
    stack: list[tuple[str, int]] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)


def read_ending(lines: Sequence[Line], findings: Findings) -> Ending:
    """Find where the body ends and sort what follows."""
    ending = Ending(start=_with_date_line(lines, _start(lines)))
    tail = list(lines[ending.start :])
    first_appendix = next(
        (place for place, one in enumerate(tail) if _begins_appendix(one, tail[place - 1] if place else None)),
        len(tail),
    )
    state = _State()
    for line in tail[:first_appendix]:
        _read_line(line, state, ending, findings)
    _finish(state, ending, findings)
    ending.appendices = _appendices(tail[first_appendix:], findings)
    return ending


def ends_body(text: str) -> bool:
    """ "./." at the end of a paragraph closes a document."""
    return bool(re.search(r"\.\s?/\s?\.?\s*$", text))


def _start(lines: Sequence[Line]) -> int:
    """The index of the first line behind the body."""
    recipients = next((place for place, one in enumerate(lines) if _has_recipients(one)), None)
    stack = _stack_start(lines)
    appendix = _appendix_start(lines)
    closers = [place for place, one in enumerate(lines) if ends_body(one.text)]
    found = [place for place in (recipients, stack, appendix) if place is not None]
    if found:
        first = min(found)
        closer = next((place for place in reversed(closers) if place < first), None)
        between = lines[closer + 1 : first] if closer is not None else []
        if closer is not None and not any(_is_numbered(one) for one in between) and len(between) <= _NEAR_END:
            return closer + 1
        return first
    if closers and not any(_is_numbered(one) for one in lines[closers[-1] + 1 :]):
        return closers[-1] + 1
    return _chrome_start(lines)


def _with_date_line(lines: Sequence[Line], start: int) -> int:
    """One line up where the place and date stand over the signature."""
    if start and start < len(lines) and _is_date_line(lines[start - 1].text):
        return start - 1
    return start


def _is_date_line(text: str) -> bool:
    if not _DATE_LINE.match(key(text)) or starts_with_body(text) or len(text) > 90 or not text[0].isupper():
        return False
    written = next(written_dates(text), None)
    return written is not None and not text[written.end :].strip(" .")


def _has_recipients(line: Line) -> bool:
    return any(_RECIPIENTS.match(key(column)) for column in (*line.columns, line.text))


def _stack_start(lines: Sequence[Line]) -> int | None:
    """The first line of a signature: "TM. …", "HIỆU TRƯỞNG"; nothing numbered follows closely."""
    for place, line in enumerate(lines):
        is_late = place >= len(lines) - _NEAR_END
        if not any(is_stack_line(column) and (is_late or is_capitals(column)) for column in line.columns):
            continue
        if place and not any(_is_numbered(one) for one in lines[place + 1 : place + 4] if not _is_entry(one)):
            return place
    return None


def _is_entry(line: Line) -> bool:
    return bool(_BULLET.match(line.text))


def _appendix_start(lines: Sequence[Line]) -> int | None:
    for place, line in enumerate(lines):
        if place and _begins_appendix(line, lines[place - 1]):
            return place
    return None


def _begins_appendix(line: Line, before: Line | None) -> bool:
    words = key(line.text)
    if (
        _APPENDIX.match(words)
        and len(line.text) < 160
        and not line.text.endswith((";", ","))
        and line.text[0].isupper()
    ):
        return words.split(":")[0].strip() != "phụ lục" or before is None or line.text.isupper() or len(words) < 140
    return before is not None and bool(_SLOGAN_PAGE.match(words)) and is_capitals(line.text) and ends_body(before.text)


def _is_numbered(line: Line) -> bool:
    numeral, _ = split_numeral(line.text)
    return numeral is not None and numeral.style in (Style.ROMAN, Style.PART, Style.ARABIC, Style.LETTER, Style.DECIMAL)


def _chrome_start(lines: Sequence[Line]) -> int:
    """Without any ending, the first known words of a web page behind the last numbered line."""
    last = max((place for place, one in enumerate(lines) if split_numeral(one.text)[0]), default=-1)
    for place in range(last + 1, len(lines)):
        if place and is_chrome(lines[place].text):
            return place
    return len(lines)


def _read_line(line: Line, state: _State, ending: Ending, findings: Findings) -> None:
    pieces = _pieces(line)
    for place, piece in enumerate(pieces):
        is_right = line.column == Column.RIGHT or (place > 0 and place == len(pieces) - 1)
        if is_right and _is_post(piece, state):
            state.stack.append((piece, line.number))
        else:
            _read_piece(piece, line, state, ending, findings)


def _is_post(piece: str, state: _State) -> bool:
    """Capitals in the right column over a signature are a post, also one we do not know."""
    return not state.names and is_capitals(piece) and 2 <= len(piece.split()) <= 9 and not is_chrome(piece)


def _pieces(line: Line) -> list[str]:
    """The columns of a line, also where only capitals tell that the right one begins."""
    pieces: list[str] = []
    for column in line.columns or (line.text,):
        start = capacity_start(column)
        if start:
            pieces += [column[:start].strip(), column[start:].strip()]
            continue
        words = re.match(
            r"^(?P<left>(?:[-–+•]\s.+?[;.]|.*[Nn]ơi nhận\s*:?))\s+(?P<right>[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ.\s]{4,})$", column
        )
        if words and is_stack_line(words["right"]):
            pieces += [words["left"], words["right"]]
        else:
            pieces.append(column)
    return [one for one in pieces if one]


def _read_piece(piece: str, line: Line, state: _State, ending: Ending, findings: Findings) -> None:
    piece = _without_labels(piece, line, state, findings)
    if not piece:
        return
    if is_stack_line(piece) and not (state.in_recipients and _BULLET.match(piece)):
        state.stack.append((piece, line.number))
    elif _is_name(piece, state):
        state.names.append((piece, line.number))
    elif state.in_recipients and _takes_entry(piece, line, state):
        _add_entries(piece, line, state)
    elif _date_line(piece, line, ending, findings):
        return
    elif state.stack and not state.names and is_capitals(piece) and len(piece.split()) >= 2 and not is_chrome(piece):
        state.stack.append((piece, line.number))
    else:
        _leave(piece, line, findings)


def _without_labels(piece: str, line: Line, state: _State, findings: Findings) -> str:
    """The piece without "Nơi nhận:" and "(Đã ký)" before it; entries on the line of the label are taken at once."""
    found = _RECIPIENTS.match(key(piece))
    if found:
        state.in_recipients = True
        findings.fact("recipients_title", piece[: found.end()].strip(), (line.number,))
        piece = piece[found.end() :].strip()
        if ";" in piece and not _BULLET.match(piece):
            for part in piece.split(";"):
                if part.strip(" ."):
                    _add_entries(f"{part.strip()};", line, state)
            return ""
    signed = _SIGNED.match(key(piece))
    if signed:
        findings.fact("signed_mark", piece[: signed.end()].strip(), (line.number,))
        piece = piece[signed.end() :].strip()
    return piece


def _is_name(piece: str, state: _State) -> bool:
    if not state.stack or _BULLET.match(piece) or is_chrome(piece) or piece.endswith((";", ":", ",")):
        return False
    if _CAPITAL_NAME.fullmatch(piece):
        return True
    return bool(_NAME.fullmatch(piece)) and not _NOT_NAMES.match(key(piece)) and len(state.names) < 12


def _takes_entry(piece: str, line: Line, state: _State) -> bool:
    if line.column == Column.RIGHT and state.entries:
        return False
    if _BULLET.match(piece) or _ARCHIVE.match(key(piece)):
        return True
    if not state.entries:
        return not is_chrome(piece)
    last = state.entries[-1][0]
    if _ARCHIVE.match(key(last)) and (last.endswith(".") or line.has_gap or is_chrome(piece)):
        return False
    return (piece.endswith((";", ".")) or not last.endswith((";", "."))) and not is_chrome(piece) and len(piece) < 160


def _add_entries(piece: str, line: Line, state: _State) -> None:
    starts_new = bool(_BULLET.match(piece)) or _ARCHIVE.match(key(piece)) or not state.entries
    starts_new = starts_new or state.entries[-1][0].endswith((";", "."))
    parts = [part for part in _ENTRY_SPLIT.split(piece) if part.strip()]
    for place, part in enumerate(parts):
        text = _BULLET.sub("", part).strip()
        if place == 0 and not starts_new:
            before, lines = state.entries[-1]
            state.entries[-1] = (f"{before} {text}", [*lines, line.number])
        elif text:
            state.entries.append((text, [line.number]))


def _date_line(piece: str, line: Line, ending: Ending, findings: Findings) -> bool:
    """ "An Bình, ngày 05 tháng 5 năm 2020" over the signature."""
    written = next(written_dates(piece), None)
    if written is None or not _is_date_line(piece):
        return False
    ending.issued_on = ending.issued_on or written.value
    ending.place = ending.place or piece[: written.start].strip(" ,")
    findings.fact("place", ending.place, (line.number,))
    if written.value:
        findings.fact("issued_on", written.value.isoformat(), (line.number,), piece[written.start : written.end])
    return True


def _leave(piece: str, line: Line, findings: Findings) -> None:
    if piece.isdigit():
        findings.leave(line.number, piece, "Có vẻ là số trang hoặc số đếm của trang web.")
    elif is_chrome(piece):
        findings.leave(line.number, piece, "Có vẻ là chữ của trang web.")
    else:
        findings.leave(line.number, piece, "Đứng sau phần kết của văn bản, chưa rõ là gì.")


def _finish(state: _State, ending: Ending, findings: Findings) -> None:
    for text, lines in state.entries:
        ending.recipients.append(text.rstrip(" ;.,"))
        findings.fact("recipient", ending.recipients[-1], lines)
    _last_entry_name(state, ending, findings)
    makers = [place for place, (text, _) in enumerate(state.stack) if _MAKER.match(key(text))]
    signers = [one for place, one in enumerate(state.stack) if place not in makers]
    for text, number in (state.stack[place] for place in makers if signers):
        findings.fact("other_signer", text, (number,))
    ending.stack = [text.strip(" *") for text, _ in (signers or state.stack)]
    for text, number in signers or state.stack:
        findings.fact("signature_line", text, (number,))
    if state.names:
        wanted = len(state.names) - 1 if makers and makers[0] == 0 and len(state.names) > 1 else 0
        for place, (text, number) in enumerate(state.names):
            findings.fact("signatory" if place == wanted else "other_signer", text, (number,))
        ending.name = state.names[wanted][0]


def _last_entry_name(state: _State, ending: Ending, findings: Findings) -> None:
    """A name that stands on the row of the last recipient."""
    if state.names or not state.stack or not state.entries:
        return
    text, lines = state.entries[-1]
    found = re.search(rf"[.;]\s+(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}})$", text)
    if found and not _NOT_NAMES.match(key(found["name"])):
        state.names.append((found["name"], lines[-1]))
        ending.recipients[-1] = text[: found.start()].rstrip(" ;.,")


def _appendices(lines: Sequence[Line], findings: Findings) -> list[list[Line]]:
    """The lines of each appendix; what follows the first words of a web page is the page's."""
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if is_chrome(line.text):
            for rest in lines[place:]:
                _leave(rest.text, rest, findings)
            break
        if not groups or (
            _APPENDIX.match(key(line.text)) and _begins_appendix(line, lines[place - 1] if place else None)
        ):
            groups.append([])
        groups[-1].append(line)
    return groups
