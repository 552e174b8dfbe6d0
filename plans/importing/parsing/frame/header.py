"""The two columns over a title, flattened in any order: units, number, place and date taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ....content.vietnamese import clean_line
from ..citations import valid_symbol
from ..dates import WrittenDate, written_dates
from ..pieces import Findings, Line
from ..vocabulary import is_capitals, is_chrome, key, starts_with_body, starts_with_territory, type_line
from .units import HeaderUnits, begins_unit, header_units

#: A header stands within so many lines with words from the top; after its last part a title follows soon.
_REACH = 70
_MOST_UNIT_LINES = 8
_MOST_UNITS_BELOW = 4

_NATIONAL = re.compile(r"cộng\s+h(?:òa|oà)\s+(?:xã\s+hội\s+chủ\s+nghĩa|xhcn)\s+việt\s*nam")
_MOTTO = re.compile(r"độc\s+lập\s*[-–—.,]*\s*tự\s+do\s*[-–—.,]*\s*hạnh\s+phúc")
_PARTY = re.compile(r"đảng\s+cộng\s+sản\s+việt\s+nam")
_NUMBER = re.compile(
    r"(?:^|(?<=[\s(]))[Ss][ốỐ]\s*[:.;]?\s*(?P<digits>\d{1,5}[a-zđ]?)?(?P<blank>[\s.…_]*)(?P<glue>[/–—-]?)\s?"
    r"(?P<year>(?:19|20)\d\d\s?[/–—-]\s?)?(?P<symbol>[A-ZĐ][^\s,;:()]*(?:\s?[-–—/&]\s?[A-ZĐ][^\s,;:()]*)*)?"
)
_BARE_NUMBER = re.compile(r"\d{1,5}\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2,}[^\s,;]*")
_ABOUT = re.compile(r"^\(?(?:v/v|về việc|v/v:|trích yếu)\b")
_DRAFT = re.compile(r"^\(?dự thảo\b.{0,20}$")
_WEB_DATE = re.compile(r"(?:thứ|chủ nhật|cập nhật|đăng|ngày đăng|hôm nay|lúc|posted|\d{1,2}:\d{2})")
_WORD = r"(?:[A-ZĐÀ-Ỹ][\w'’.]*|[A-ZĐ]\.)"
_PLACE = re.compile(rf"(?<!\w)(?P<place>{_WORD}(?:(?:\s*[-–]\s*|\s+)(?:{_WORD}|và|\d{{1,2}})){{0,9}})\s*[,.]?\s*$")
_CASED_PLACE = re.compile(r"(?<!\w)(?P<place>[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:[\s-]+[A-ZĐÀ-Ỹ][a-zà-ỹđ]+){0,6})\s*[,.]?\s*$")
_LONGEST_PLACE = 90
_NOUN_BEFORE_PLACE = re.compile(r"(?:^|(?<=[\s,]))(?:tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|tp\.?|thành phố)\s+$")
# Both units of a flattened header on one line: "UBND HUYỆN A TRƯỜNG TIỂU HỌC B".
_UNIT_INSIDE = re.compile(
    r"(?<=\S)\s+(?=(?:TRƯỜNG|SỞ|PHÒNG(?!,? CHỐNG)|TRẠM Y TẾ|BAN CHỈ ĐẠO|TRUNG TÂM|CÔNG AN|VĂN PHÒNG|Trường|Sở|Phòng)\s)"
)


@dataclass(slots=True)
class Header:
    """What a header says; `end` is the index of the first line behind it, `about` the V/v lines of a công văn."""

    units: HeaderUnits = field(default_factory=HeaderUnits)
    number: str | None = None
    symbol: str = ""
    place: str | None = None
    issued_on: date | None = None
    year: int | None = None
    about: str = ""
    start: int = 0
    end: int = 0
    rest: str = ""
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """A column of a line, with where it begins in the flow of all segments."""

    index: int
    text: str
    start: int


@dataclass(slots=True)
class _Flow:
    """The segments in one text, so that a phrase broken over lines is still found; `taken` are ranges explained."""

    segments: list[_Segment]
    text: str
    key: str
    taken: list[tuple[int, int]] = field(default_factory=list)

    def segment_at(self, place: int) -> _Segment:
        return next((one for one in reversed(self.segments) if one.start <= place), self.segments[0])


def read_header(lines: Sequence[Line], findings: Findings) -> Header:
    """Find the header among the first lines; without one, everything is left to the title."""
    flow = _flow(lines[:_REACH])
    if not flow.segments:
        return Header()
    header = Header()
    anchors = _constants(flow, lines, findings)
    limit = _title_place(flow, anchors[-1] if anchors else 0)
    anchors += _number(flow, header, lines, findings, limit)
    anchors += _date(flow, header, lines, findings, limit, has_header=bool(anchors))
    if not anchors:
        return Header()
    first, last = min(anchors), max(end for _, end in flow.taken)
    header.is_found = True
    header.start = _first_unit_line(flow, lines, flow.segment_at(first).index)
    last_segment = flow.segment_at(max(last - 1, 0))
    last_index = last_segment.index
    _split_last(flow, header, last, last_segment)
    below = [] if header.rest else _units_below(lines, flow, last_index, limit)
    _sort_rest(flow, header, lines, findings, below)
    header.end = max(last_index, *below, 0) + 1
    return header


def _units_below(lines: Sequence[Line], flow: _Flow, last: int, limit: int) -> list[int]:
    """The lines between the last part and the type, where they are nothing but the names of units."""
    place = flow.segment_at(limit).index if limit < len(flow.text) else -1
    between = list(range(last + 1, place))
    if not between or len(between) > _MOST_UNITS_BELOW or not type_line(lines[place].text):
        return []
    if not begins_unit(lines[between[0]].text) or any(not is_capitals(lines[index].text) for index in between):
        return []
    return between


def _flow(lines: Sequence[Line]) -> _Flow:
    segments: list[_Segment] = []
    text = ""
    for index, line in enumerate(lines):
        for column in line.columns:
            segments.append(_Segment(index, column, len(text)))
            text += column + "\n"
    return _Flow(segments, text, key(text))


def _constants(flow: _Flow, lines: Sequence[Line], findings: Findings) -> list[int]:
    """Quốc hiệu and tiêu ngữ; the first of each is the header's."""
    starts: list[int] = []
    for pattern in (_NATIONAL, _MOTTO, _PARTY):
        found = pattern.search(flow.key)
        if found:
            flow.taken.append(found.span())
            starts.append(found.start())
            words = clean_line(flow.text[found.start() : found.end()])
            findings.fact("national_title", words, _rows(flow, lines, *found.span()))
    return sorted(starts)


def _title_place(flow: _Flow, after: int) -> int:
    """Where the line with the type (KẾ HOẠCH) begins; the end of the flow where there is none."""
    body = next((one for one in flow.segments if _is_body_start(one.text)), None)
    stop = body.start if body else len(flow.text)
    for one in flow.segments:
        if after <= one.start < stop and type_line(one.text) and _is_type_segment(one.text):
            return one.start
    return stop


def _is_type_segment(text: str) -> bool:
    found = type_line(text)
    if not found:
        return False
    head = text[: found.start("rest")] if found["rest"] else text
    return is_capitals(head) or not found["rest"]


def _is_body_start(text: str) -> bool:
    return bool(re.match(r"(?:[-–•+]\s*)?(?:căn cứ|thực hiện|triển khai|kính gửi)\b", key(text))) and not is_capitals(
        text
    )


def _number(flow: _Flow, header: Header, lines: Sequence[Line], findings: Findings, limit: int) -> list[int]:
    starts = {one.start for one in flow.segments}
    matches = [one for one in _NUMBER.finditer(flow.text, 0, limit) if _is_number(one, flow.text)]
    named = [one for one in matches if one.start() in starts]
    named += [one for one in matches if one.start() not in starts and re.match(r"Số\s*:", one[0])]
    if named:
        return _keep_number(flow, header, named[0], lines, findings)
    for one in flow.segments:
        if one.start >= limit:
            break
        bare = _BARE_NUMBER.fullmatch(one.text)
        if bare:
            header.number = re.sub(r"[–—]", "-", re.sub(r"\s", "", bare[0]))
            header.symbol = header.number.partition("/")[2]
            flow.taken.append((one.start, one.start + len(one.text)))
            findings.fact("number", header.number, (lines[one.index].number,), bare[0])
            return [one.start]
    return []


def _is_number(found: re.Match[str], text: str) -> bool:
    """ "Số: 41/KH-UBND", "Số:   /KH-UBND", "Số:" alone; not a number in a sentence ("số 111")."""
    if text[found.start() : found.end()].count("\n") > 1:
        return False
    symbol = valid_symbol((found["symbol"] or "").split("\n")[0])
    if symbol:
        return bool(found["glue"]) or bool(found["digits"])
    line = text[found.start() :].split("\n", 1)[0].strip()
    return bool(re.fullmatch(r"[Ss]ố\s*[:.]\s*[\d.…_/\s]*", line))


def _keep_number(
    flow: _Flow, header: Header, found: re.Match[str], lines: Sequence[Line], findings: Findings
) -> list[int]:
    symbol = valid_symbol((found["symbol"] or "").split("\n")[0])
    end = found.start("symbol") + len(symbol) if symbol else found.end("digits" if found["digits"] else "blank")
    end = max(end, found.start() + 2)
    while end > found.start() and flow.text[end - 1].isspace():
        end -= 1
    header.symbol = re.sub(r"[–—]", "-", re.sub(r"\s", "", symbol))
    if found["digits"]:
        year = re.sub(r"\s", "", found["year"] or "")
        glue = re.sub(r"[–—]", "-", found["glue"])
        if not glue and symbol and (found["blank"] or "").strip(". ") == "":
            glue = "" if re.match(r"[A-ZĐ]+/", symbol) and not found["blank"] else ("/" if not found["blank"] else " ")
        header.number = f"{found['digits']}{glue}{year}{header.symbol}" if symbol else found["digits"]
        rows = _rows(flow, lines, found.start(), end)
        findings.fact("number", header.number, rows, flow.text[found.start("digits") : end].strip())
    elif symbol:
        findings.fact("symbol", header.symbol, _rows(flow, lines, found.start(), end), symbol)
    else:
        findings.fact("symbol", "", _rows(flow, lines, found.start(), end))
    flow.taken.append((found.start(), end))
    return [found.start()]


def _rows(flow: _Flow, lines: Sequence[Line], start: int, end: int) -> tuple[int, ...]:
    first, last = flow.segment_at(start).index, flow.segment_at(max(start, end - 1)).index
    return tuple(lines[index].number for index in range(first, last + 1))


def _date(
    flow: _Flow, header: Header, lines: Sequence[Line], findings: Findings, limit: int, *, has_header: bool
) -> list[int]:
    """The line "Hải Phòng, ngày … tháng … năm …": a date with a place before it, not one of the web page's."""
    for one in written_dates(flow.text[:limit]):
        start, place = _place_before(flow, one)
        row = flow.segment_at(one.start)
        before = key(flow.text[row.start : one.start])
        if _WEB_DATE.search(before) or (not place and not _fits_alone(flow, one, has_header)):
            continue
        if not has_header and not (place and _ends_line(flow, one)):
            continue
        flow.taken.append((start, one.end))
        header.place = place or None
        header.issued_on, header.year = one.value, one.year
        rows = _rows(flow, lines, start, one.end)
        if place:
            findings.fact("place", place, rows)
        if one.value:
            findings.fact("issued_on", one.value.isoformat(), rows, flow.text[one.start : one.end])
        else:
            findings.fact("date_line", flow.text[start : one.end].replace("\n", " "), rows)
        return [start]
    return []


def _fits_alone(flow: _Flow, one: WrittenDate, has_header: bool) -> bool:
    """A date line without a place: the whole segment is the date, and other parts of a header are there."""
    row = flow.segment_at(one.start)
    return has_header and key(flow.text[row.start :]).startswith("ngày") and _ends_line(flow, one)


def _ends_line(flow: _Flow, one: WrittenDate) -> bool:
    return flow.text[one.end :].split("\n", 1)[0].strip(" .,") == ""


def _place_before(flow: _Flow, one: WrittenDate) -> tuple[int, str]:
    """The place before the date and where it begins; it may have been broken over two lines ("Nghệ / An, ngày …")."""
    row = flow.segment_at(one.start)
    start = max([row.start, *(end for _, end in flow.taken if row.start < end <= one.start)])
    start = max(start, one.start - _LONGEST_PLACE)
    found = _PLACE.search(flow.text[start : one.start])
    if found and is_capitals(found["place"]) and len(found["place"]) > 4:
        found = _last_words(flow.text[start : one.start])
    place, begin = (found["place"], start + found.start("place")) if found else ("", one.start)
    noun = _NOUN_BEFORE_PLACE.search(flow.text[start:begin]) if place else None
    if noun:
        begin = start + noun.start()
        place = flow.text[begin : start + found.end("place")] if found else place
    whole_row = not flow.text[row.start : begin].strip(" ,")
    position = flow.segments.index(row)
    if whole_row and position and (not place or len(place.split()) <= 2):
        before = flow.segments[position - 1]
        is_free = all(end <= before.start or begin_ >= before.start + len(before.text) for begin_, end in flow.taken)
        if is_free and _is_place_fragment(before.text, place):
            return before.start, f"{before.text.rstrip(' ,')} {place}".strip()
    return begin, place.strip(" ,-")


def _last_words(text: str) -> re.Match[str] | None:
    """A place behind words in capitals on the same line ("UBND XÃ A An Bình, ngày …")."""
    return _CASED_PLACE.search(text)


def _is_place_fragment(text: str, place: str) -> bool:
    words = text.rstrip(" ,").split()
    if not 1 <= len(words) <= 3 or is_capitals(text) or any(one.isdigit() for one in text):
        return False
    ends_open = bool(place) or text.rstrip().endswith(",")
    return ends_open and all(one[0].isupper() for one in words) and not starts_with_body(text)


def _first_unit_line(flow: _Flow, lines: Sequence[Line], first: int) -> int:
    """Walk up from the header's first sure part over the lines that name units."""
    start = first
    for index in range(first - 1, max(-1, first - 1 - _MOST_UNIT_LINES), -1):
        text = lines[index].text
        if is_chrome(text) or type_line(text) or not (is_capitals(text) or starts_with_body(text)) or len(text) > 700:
            break
        if text.endswith((".", ":", "?")) or any(one.isdigit() for one in text[:3]):
            break
        start = index
    while start < first and not begins_unit(lines[start].text, lines[start + 1].text):
        start += 1
    return start


def _sort_rest(flow: _Flow, header: Header, lines: Sequence[Line], findings: Findings, below: Sequence[int]) -> None:
    """What of the header's lines is neither constant, number nor date: units, the V/v of a công văn, or unread."""
    last = max(end for _, end in flow.taken)
    pieces: list[tuple[int, str]] = []
    about: list[tuple[int, str]] = []
    for one in flow.segments:
        if one.index < header.start or one.start >= max(last, 0):
            continue
        for text in _free_parts(flow, one, last):
            if _ABOUT.match(key(text)) or (about and _continues_about(text)):
                about.append((one.index, text))
            elif _DRAFT.match(key(text)):
                findings.fact("draft", text, (lines[one.index].number,))
            elif is_capitals(text) or starts_with_body(text) or (pieces and starts_with_territory(text)):
                pieces.append((one.index, text))
            else:
                findings.leave(lines[one.index].number, text, "Đứng ở phần đầu văn bản, chưa rõ là gì.")
    pieces += [(index, lines[index].text) for index in below]
    header.units = header_units(pieces, lines, findings, number=header.number or header.symbol)
    header.about = " ".join(text for _, text in about)
    if about:
        findings.fact("title", header.about, [lines[index].number for index, _ in about])


def _continues_about(text: str) -> bool:
    return not is_capitals(text) and not starts_with_body(text)


def _free_parts(flow: _Flow, one: _Segment, last: int) -> list[str]:
    """The parts of a segment before the header's end that nobody has explained."""
    start, end = one.start, min(one.start + len(one.text), last)
    kept = list(flow.text[start:end])
    for begin, stop in flow.taken:
        for place in range(max(begin, start), min(stop, end)):
            kept[place - start] = "\n"
    parts = [part.strip(" -–—_.,:;|*/") for part in "".join(kept).split("\n")]
    if len(parts) > 1:
        parts = [unit for part in parts for unit in _UNIT_INSIDE.split(part)]
    return [part for part in parts if part and any(letter.isalnum() for letter in part)]


def _split_last(flow: _Flow, header: Header, last: int, segment: _Segment) -> None:
    """Words behind the header's last part on the same line are the title's or the body's."""
    rest = flow.text[last : segment.start + len(segment.text)].strip(" .,|-–")
    later = [one.text for one in flow.segments if one.index == segment.index and one.start > segment.start]
    header.rest = " ".join(filter(None, [rest, *later]))
