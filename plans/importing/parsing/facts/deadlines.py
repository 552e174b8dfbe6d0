"""Deadlines in the body: by when reports are due, and by when the units below issue their own plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose
from ..dates import WrittenDate, written_dates
from ..pieces import Findings
from ..vocabulary import key

_BEFORE = re.compile(
    r"(?P<word>trước(?: ngày)?|chậm nhất(?: là)?(?: vào)?(?: ngày)?|muộn nhất(?: là)?(?: vào)?(?: ngày)?|đến hết(?: "
    r"ngày)?|"
    r"trong ngày|vào(?: ngày)?|thời hạn(?: báo cáo| gửi| nộp)?\s*:?(?: trước)?(?: ngày)?|hạn (?:cuối|chót|nộp|"
    r"gửi)\s*:?(?: là)?(?: ngày)?|"
    r"xong trước(?: ngày)?|ngày)\s*:?\s*(?:\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}'?\s*(?:phút)?,?\s*(?:ngày)?)?\s*[(*_]*\s*$"
)
_SURE = re.compile(r"^(?:trước|chậm|muộn|đến hết|thời hạn|hạn|xong)")
_REPORT = re.compile(r"báo cáo")
_SENDS = re.compile(r"gửi|nộp|báo cáo|về ")
_PLANS = re.compile(r"(?:xây dựng|ban hành|lập|gửi)[^.;]{0,60}\bkế hoạch\b")
_OTHER = re.compile(r"danh sách|hồ sơ đề nghị|đăng ký|phát động|khen thưởng[^.;]{0,80}(?:gửi|trước)|dự toán")
_AS_RULED = re.compile(
    r"(?:tổng hợp,? |gửi )?báo cáo (?:kết quả|về|cấp trên|ủy ban|ubnd|sở|bộ)[^.;]{0,160}\btheo quy định\W*$|báo "
    r"cáo[^.;]{0,160}gửi[^.;]{0,120}theo quy định\W*$"
)
_YEARLY = re.compile(r"^\s*(?:hằng|hàng|mỗi) năm")
_LABELS = (
    (re.compile(r"6 tháng|sáu tháng"), "6 tháng"),
    (re.compile(r"cả năm|năm \d{4} trước"), "cả năm"),
    (re.compile(r"quý"), "quý"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the lines it stands in, and whether its part is about reports."""

    text: str
    lines: tuple[int, ...]
    is_about_reports: bool = False


def read_deadlines(passages: Sequence[Passage], year: int | None, findings: Findings) -> tuple[DeadlineContent, ...]:
    """Every dated deadline for reports, and the first for the plans below; each date once."""
    deadlines: list[DeadlineContent] = []
    for passage in passages:
        for start, sentence in _sentences(passage.text):
            for one in _in_sentence(passage, sentence, year):
                same = [known for known in deadlines if (known.purpose, known.due_on) == (one.purpose, one.due_on)]
                if same or (one.purpose == DeadlinePurpose.CHILD_PLAN and _has_plan(deadlines)):
                    continue
                deadlines.append(one)
                name = "report_deadline" if one.purpose == DeadlinePurpose.REPORT else "child_plan_deadline"
                due = one.due_on.isoformat() if one.due_on else ""
                findings.fact(name, due, passage.lines, _printed(passage.text, start, one, year))
    if not any(one.purpose == DeadlinePurpose.REPORT for one in deadlines):
        deadlines += _undated(passages, findings)
    return tuple(deadlines)


def _undated(passages: Sequence[Passage], findings: Findings) -> list[DeadlineContent]:
    """ "báo cáo … theo quy định": a report is due, its day is not said."""
    for passage in passages:
        for _, sentence in _sentences(passage.text):
            if _AS_RULED.search(key(sentence)):
                findings.fact("report_deadline", "theo quy định", passage.lines)
                return [DeadlineContent(kind=DeadlineKind.UNDATED)]
    return []


def _has_plan(deadlines: Sequence[DeadlineContent]) -> bool:
    return any(known.purpose == DeadlinePurpose.CHILD_PLAN for known in deadlines)


def _sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a paragraph with where they begin."""
    bounds = [0, *(found.end() for found in re.finditer(r"(?<=[.;!?])\s+(?=[A-ZĐÀ-Ỹ(])", text)), len(text)]
    return [(begin, text[begin:end]) for begin, end in pairwise(bounds) if end > begin]


def _in_sentence(passage: Passage, sentence: str, year: int | None) -> list[DeadlineContent]:
    words = key(sentence)
    found: list[DeadlineContent] = []
    for one in written_dates(sentence):
        purpose = _purpose(passage, words, one)
        day = one.in_year(one.year or year)
        if purpose is None or day is None or _YEARLY.match(words[one.end :]) or (one.year is None and year is None):
            continue
        word = _word(words, one)
        if word is None or not _is_deadline(word, words, one, passage, purpose):
            continue
        kind = DeadlineKind.BEFORE if re.search(r"\btrước", word) else DeadlineKind.BY
        found.append(DeadlineContent(purpose=purpose, kind=kind, due_on=day, label=_label(words, one, found)))
    return found if len(found) > 1 else [_unlabelled(one) for one in found]


def _unlabelled(one: DeadlineContent) -> DeadlineContent:
    return DeadlineContent(purpose=one.purpose, kind=one.kind, due_on=one.due_on)


def _word(words: str, one: WrittenDate) -> str | None:
    """The words before a date that make it a deadline; "ngày" alone belongs to the date itself."""
    head = words[: one.start]
    if words[one.start : one.start + 4] == "ngày":
        head = f"{head}ngày "
    found = _BEFORE.search(head)
    return found["word"] if found else None


def _is_deadline(word: str, words: str, one: WrittenDate, passage: Passage, purpose: DeadlinePurpose) -> bool:
    if _SURE.match(word):
        return True
    if purpose != DeadlinePurpose.REPORT:
        return False
    if re.match(r"^(?:vào|trong)", word):
        return bool(_SENDS.search(words))
    return (
        bool(re.search(r"(?:báo cáo|gửi|nộp)[^,;]{0,80}$", words[: one.start]))
        and passage.is_about_reports
        and not re.search(r"(?:từ|số [^ ]+|đến)\s*$", words[: one.start].removesuffix("ngày ").rstrip())
    )


def _purpose(passage: Passage, words: str, one: WrittenDate) -> DeadlinePurpose | None:
    """What is due on a date: told by the clause it stands in, else by the sentence and the part."""
    clause_start = max(words.rfind(";", 0, one.start), 0)
    clause = words[clause_start : one.end + 80]
    if _PLANS.search(words[clause_start : one.start]) and not _REPORT.search(words[clause_start : one.start]):
        return DeadlinePurpose.CHILD_PLAN
    if passage.is_about_reports:
        return DeadlinePurpose.REPORT if _SENDS.search(words) else None
    if _OTHER.search(words[clause_start : one.start]) and not re.search(r"báo cáo[^;]{0,60}$", words[: one.start]):
        return None
    near = words[max(0, one.start - 260) : one.end + 160]
    return DeadlinePurpose.REPORT if _REPORT.search(clause) or _REPORT.search(near) else None


def _label(words: str, one: WrittenDate, earlier: Sequence[DeadlineContent]) -> str:
    start = max(0, one.start - 60)
    near = words[start : one.start]
    hits = [(found.start(), label) for pattern, label in _LABELS for found in pattern.finditer(near)]
    return max(hits)[1] if hits else ""


def _printed(text: str, start: int, one: DeadlineContent, year: int | None) -> str:
    for written in written_dates(text, start):
        if one.due_on and written.in_year(written.year or year) == one.due_on:
            return text[written.start : written.end]
    return ""


def year_of(text: str) -> int | None:
    """The plan's year in a title: "năm 2024", the first of "năm học 2018 - 2019"; none for a span of years."""
    words = key(text)
    found = re.search(r"năm học\s*(\d{4})\s*[-–—]\s*\d{2,4}", words)
    if found:
        return int(found[1])
    span = re.search(r"(?:giai đoạn|từ năm|thời kỳ)", words)
    for one in re.finditer(r"năm\s*:?\s*((?:19|20)\d\d)(?!\s*[-–—]\s*\d)", words):
        before = words[: one.start()].rstrip()
        if before.endswith(("đến", "từ", "hướng", "tầm nhìn", "đến hết", "hết")) or (
            span and re.search(r"(?:đến|và)$", before)
        ):
            continue
        return int(one[1])
    last = re.search(r"(?<!\d)(20\d\d)\s*$", words)
    if last and not span and not re.search(r"[-–—]\s*$|đến(?: năm)?\s*$", words[: last.start()]):
        return int(last[1])
    return None
