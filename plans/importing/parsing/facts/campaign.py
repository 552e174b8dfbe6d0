"""The theme of the Month, its days and the days of its launch, as the body words them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ..dates import WrittenDate, written_dates
from ..pieces import Findings
from ..vocabulary import key

Texts = Sequence[tuple[str, tuple[int, ...]]]

_OPEN, _CLOSE = "“\"«‘'„", "”\"»’'“"
_QUOTED_THEME = re.compile(
    rf"chủ đề(?P<of>[^{_OPEN}.;]{{0,140}}?)[:\-–]?\s*[*_]*[{_OPEN}]{{1,2}}\s*"
    rf"(?P<theme>[^{_OPEN}{_CLOSE}]{{6,260}}?)\s*[{_CLOSE}]{{1,2}}"
)
_PLAIN_THEME = re.compile(r"^(?:[^:]{0,30})?chủ đề(?P<of>[^:]{0,110}):\s*(?P<theme>[^“\"«:;]{8,200}?)\s*[.;]?$")
_THEME_TITLE = re.compile(r"^(?:về )?chủ đề(?: (?:của )?(?:tháng|năm|truyền thông)[^:]{0,80})?\s*:?$")
_OTHER_EVENT = re.compile(
    r"diễn đàn|hội thi|cuộc thi|hội nghị|tọa đàm|trung thu|hội trại|chuyên đề|liên hoan|ngày hội|năm học|tuần lễ|buổi"
)
_THE_MONTH = re.compile(r"tháng hành động|tháng hành  động|năm \d{4}|của tháng|của năm|^\s*(?:là|với)?\s*$")

_BETWEEN = re.compile(r"^\s*(?:-|–|—|đến|tới|cho đến|đến hết|hết)?\s*(?:hết\s*)?(?:ngày\s*)?$")
_DAY_BEFORE = re.compile(r"(?:từ )?ngày (?P<day>\d{1,2})\s*(?:-|–|đến)\s*(?:hết\s*)?(?:ngày\s*)?$")
_BEFORE_PERIOD = re.compile(r"(?:từ|thời gian|\(|:)\s*(?:ngày\s*)?$")
_LAUNCH = re.compile(r"phát động|khai mạc|lễ ra quân")
_PERIOD = re.compile(
    r"tháng hành động|thời gian (?:thực hiện|triển khai|tổ chức)|^\s*(?:\d{1,2}[.)]\s*)?thời gian\b|^\(?\s*từ ngày"
)
_NOT_PERIOD = re.compile(
    r"diễn đàn|trung thu|tập huấn|kiểm tra|giám sát|hội thi|giai đoạn|khám|tuần lễ|báo cáo|đợt|treo|lớp bơi|hội trại|"
    r"thăm"
)
_PURPOSE = re.compile(r"chủ trì:|địa điểm:|phối hợp:")


def read_theme(texts: Texts, findings: Findings) -> str | None:
    """The theme in quotation marks or behind a colon; those of a forum or a contest are not the Month's."""
    for text, lines in texts:
        for found in _QUOTED_THEME.finditer(key(text)):
            if not _is_of_the_month(key(text), found):
                continue
            return _keep_theme(text[found.start("theme") : found.end("theme")], lines, findings)
    for place, (text, lines) in enumerate(texts):
        plain = _PLAIN_THEME.match(key(text))
        if plain and _is_of_the_month(key(text), plain) and len(plain["theme"].split()) >= 3:
            return _keep_theme(text[plain.start("theme") : plain.end("theme")], lines, findings)
        if _THEME_TITLE.match(key(text)) and place + 1 < len(texts):
            following, rows = texts[place + 1]
            bare = following.strip(f"{_OPEN}{_CLOSE} .;-–")
            if 3 <= len(bare.split()) <= 30 and "." not in bare and (following[0] in _OPEN or len(bare) < 110):
                return _keep_theme(bare, rows, findings)
    return None


def _keep_theme(text: str, lines: tuple[int, ...], findings: Findings) -> str:
    theme = text.strip(" .;,*_")
    findings.fact("theme", theme, lines)
    return theme


def _is_of_the_month(text: str, found: re.Match[str]) -> bool:
    of = found["of"]
    if _OTHER_EVENT.search(of):
        return False
    before = text[max(0, found.start() - 90) : found.start()]
    sentence = re.split(r"[.;]\s", before)[-1]
    event = [one.start() for one in _OTHER_EVENT.finditer(sentence)]
    month = [one.start() for one in re.finditer(r"tháng hành động", sentence)]
    return not event or bool(_THE_MONTH.search(of) and of.strip()) or bool(month and month[-1] > event[-1])


def read_period(texts: Texts, year: int | None, findings: Findings) -> tuple[date, date] | None:
    """From which day to which the Month runs: a range beside its name or under "Thời gian", never the launch's."""
    best: tuple[int, tuple[date, date], str, tuple[int, ...]] | None = None
    for text, lines in texts:
        for start, end, words, rank in _ranges(text, year):
            rank = _rank(key(text), words, rank)
            if rank and (best is None or rank > best[0]):
                best = (rank, (start, end), text[words[0] : words[1]], lines)
    if best is None:
        return None
    _, period, words_found, lines = best
    findings.fact("period", f"{period[0].isoformat()}/{period[1].isoformat()}", lines, words_found)
    return period


def read_launch(texts: Texts, year: int | None, findings: Findings) -> tuple[date, date] | None:
    """From which day to which the launch (lễ phát động) is held."""
    for text, lines in texts:
        words = key(text)
        for start, end, (first, last), _ in _ranges(text, year):
            before = words[max(0, first - 140) : first]
            if _LAUNCH.search(before) and not _PURPOSE.search(before) and (end - start).days <= 21:
                findings.fact("launch", f"{start.isoformat()}/{end.isoformat()}", lines, text[first:last])
                return start, end
    return None


def _rank(text: str, words: tuple[int, int], has_year: int) -> int:
    """How surely a range of days is the Month's; 0: it is something else."""
    before = text[max(0, words[0] - 160) : words[0]]
    sentence = re.split(r"(?<=[.;])\s", before)[-1]
    if _LAUNCH.search(sentence) or _PURPOSE.search(before):
        return 0
    named = list(re.finditer(r"tháng hành động", sentence))
    other = _NOT_PERIOD.search(sentence, named[-1].end() if named else 0)
    if other:
        return 0
    if re.search(r"^\W*(?:\d[.)]\s*)?thời gian[^:]{0,40}:?\s*(?:từ )?(?:ngày )?$", before):
        return 4 + has_year
    if named:
        return 3 + has_year
    if _PERIOD.search(sentence) or text.startswith("("):
        return 2 + has_year
    return 0


def _ranges(text: str, year: int | None) -> list[tuple[date, date, tuple[int, int], int]]:
    """Every "từ ngày … đến ngày …" of a text, with its place; 1 at the end where a year is written."""
    dates = [one for one in written_dates(text) if one.day and one.month]
    ranges = _days_of_one_month(text, dates, year)
    for first, second in pairwise(dates):
        between = key(text[first.end : second.start])
        if not _BETWEEN.match(between) or not between.strip():
            continue
        days = _days(first, second, year)
        if days:
            begin = _BEFORE_PERIOD.search(key(text[: first.start]))
            start = begin.start() if begin and text[begin.start()] not in "(:" else first.start
            ranges.append((*days, (start, second.end), 1 if second.year else 0))
    return ranges


def _days_of_one_month(
    text: str, dates: Sequence[WrittenDate], year: int | None
) -> list[tuple[date, date, tuple[int, int], int]]:
    """ "từ ngày 01 đến ngày 30 tháng 6 năm 2023": the first day is written without its month."""
    ranges: list[tuple[date, date, tuple[int, int], int]] = []
    for one in dates:
        before = _DAY_BEFORE.search(key(text[: one.start]))
        if before:
            first = WrittenDate(int(before["day"]), one.month, one.year, before.start(), before.end())
            days = _days(first, one, year)
            if days:
                ranges.append((*days, (before.start(), one.end), 1 if one.year else 0))
    return ranges


def _days(first: WrittenDate, second: WrittenDate, year: int | None) -> tuple[date, date] | None:
    end = second.in_year(second.year or year)
    start = first.in_year(first.year or second.year or year)
    if start is None or end is None or start > end:
        return None
    return start, end
