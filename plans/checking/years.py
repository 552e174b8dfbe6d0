"""The year and the calendar: last year's dates left in a text, days that do not exist, weekdays that do not fit."""

import re
from collections.abc import Iterator
from datetime import date

from ..content.plan import PlanContent
from ..content.vietnamese import short_date, weekday_name
from .catalogue import CheckContext, Fix, Issue, Severity, at, check, mend
from .reading import Kind, Passage, Place, Reading, quoted

_FULL_DATE = re.compile(r"(?<![\d/])(\d{1,2})\s?[/.]\s?(\d{1,2})\s?[/.]\s?((?:19|20)\d{2})(?!\d)")
_SPELT_DATE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_SHORT_DATE = re.compile(
    r"(?<=ngày )(\d{1,2})/(\d{1,2})(?![\d/])|(?<=ngày )(\d{1,2})\s+tháng\s+(\d{1,2})(?!\s*(?:năm|/))(?!\d)"
)
_SCHEDULE = re.compile(
    r"(?:từ|đến|đến hết|hết|trước|vào|xong|chậm nhất(?: là)?|muộn nhất(?: là)?)\s+(?:ngày\s+)?$|"
    r"thời gian[^.;]{0,30}:\s*(?:ngày\s+)?$",
    re.IGNORECASE,
)
#: Words after which another year is meant as it is said.
_DELIBERATE = re.compile(
    r"so với|tính đến|kể từ|sinh|hiệu lực|số liệu|thời điểm|giai đoạn|nhiệm kỳ|năm học|khóa|khoá|tầm nhìn|thành lập|"
    r"công nhận|khánh thành|không còn|chấm dứt|sáp nhập|hợp nhất|sắp xếp|kết quả|tổng kết|rút kinh nghiệm|trong năm|"
    r"từ năm|đến năm|cuối năm|đầu năm|trước năm|sau năm|các năm|những năm|hằng năm|hàng năm|cùng kỳ|năm trước|đã ",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    r"Tháng hành động vì trẻ em(?:(?![.;“\d]|năm).){0,60}năm\s+((?:19|20)\d{2})(?!\d|\s*[-–]\s*\d)", re.IGNORECASE
)
_SUBJECT_YEAR = re.compile(
    r"(?:kinh phí|ngân sách|dự toán|dịp hè|hoạt động hè|chủ đề|khẩu hiệu|thông điệp)(?:(?![.;,“\d]|năm).){0,40}"
    r"năm\s+((?:19|20)\d{2})(?!\d|\s*[-–]\s*\d)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d{2})(?![\d])")
_RANGE = re.compile(r"(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}|\(năm (?:19|20)\d{2}:")
_DIGIT = re.compile(r"\d")
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")
_WEEKDAY_DATE = re.compile(
    r"(thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*\(?(?:ngày\s+)?(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})"
    r"(?:(?:/|\s+năm\s+)((?:19|20)\d{2}))?(?![\d/])",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"từ\s+ngày\s+(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\s+đến\s+(?:hết\s+)?ngày\s+(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])",
    re.IGNORECASE,
)

#: The dates a plan keeps as facts, with the place where they are shown.
_FACT_DATES = (
    ("starts_on", Place.PERIOD, "Ngày bắt đầu"),
    ("ends_on", Place.PERIOD, "Ngày kết thúc"),
    ("launch_from", Place.LAUNCH, "Lễ phát động từ"),
    ("launch_until", Place.LAUNCH, "Lễ phát động đến"),
)


@check("H1", severity=Severity.ERROR, title="Năm thống nhất trong cả văn bản", basis="Kế hoạch của năm nào mang năm ấy")
def year_agrees(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    yield from _years_of_facts(reading.content)
    for one in reading.passages:
        if one.kind != Kind.BASIS and ("20" in one.plain or "19" in one.plain or (one.item and one.item.activity)):
            yield from _years_in_text(one, reading.content.year)


def _years_of_facts(content: PlanContent) -> Iterator[Issue]:
    for name, place, words in _FACT_DATES:
        day = getattr(content, name)
        if day is not None and day.year != content.year:
            yield _wrong_fact_year(day, content.year, words, place=place, fact=name)
    for position, deadline in enumerate(content.deadlines):
        if deadline.due_on is not None and deadline.due_on.year != content.year:
            place = Place.REPORT_DEADLINE if deadline in content.report_deadlines() else Place.CHILD_PLAN_DEADLINE
            issue = _wrong_fact_year(
                deadline.due_on, content.year, "Hạn", place=place, fact=f"deadlines.{position}.due_on"
            )
            # A whole-year plan may well hear its last report in January.
            is_next = deadline.due_on.year == content.year + 1
            yield _as_warning(issue) if is_next else issue


def _as_warning(issue: Issue) -> Issue:
    return Issue(
        message=issue.message, place=issue.place, key=issue.key, fact=issue.fact, subject=issue.subject, fix=issue.fix,
        severity=Severity.WARNING,
    )  # fmt: skip


def _wrong_fact_year(day: date, year: int, words: str, *, place: str, fact: str, key: str | None = None) -> Issue:
    fix = None
    if not (day.month == 2 and day.day == 29):
        right = day.replace(year=year)
        fix = Fix(
            label=f"Đổi thành {short_date(right)}", key=key, fact=fact, find=day.isoformat(), replace=right.isoformat()
        )
    message = f"{words} ngày {short_date(day)} không thuộc năm {year} của kế hoạch; sửa năm."
    return Issue(message=message, place=place, key=key, fact=fact, subject=day.isoformat(), fix=fix)


def _years_in_text(one: Passage, year: int) -> Iterator[Issue]:
    yield from _years_of_activity(one, year)
    text = _RANGE.sub(lambda found: "\0" * len(found[0]), one.plain)
    seen: set[int] = set()
    for pattern in (_FULL_DATE, _SPELT_DATE):
        for found in pattern.finditer(text):
            seen.add(found.start(3))
            if int(found[3]) != year and not _is_deliberate(text, found.start()):
                yield _wrong_year(one, found[0], found[3], year, is_certain=_is_scheduled(text, found, year))
    for found in _MONTH_YEAR.finditer(text):
        seen.add(found.start(1))
        if int(found[1]) != year and not _is_deliberate(text, found.start()):
            yield _wrong_year(one, found[0], found[1], year, is_certain=True)
    for found in _SUBJECT_YEAR.finditer(text):
        if int(found[1]) != year and found.start(1) not in seen and not _is_deliberate(text, found.start(1)):
            seen.add(found.start(1))
            yield _wrong_year(one, found[0], found[1], year, is_certain=False)
    # A title names no year but the plan's own.
    if one.kind == Kind.ABSTRACT:
        for found in _ANY_YEAR.finditer(text):
            if int(found[1]) != year and found.start(1) not in seen and not _is_deliberate(text, found.start()):
                yield _wrong_year(one, found[0], found[1], year, is_certain=True)


def _years_of_activity(one: Passage, year: int) -> Iterator[Issue]:
    activity = one.item.activity if one.item else None
    if activity is None:
        return
    for name, day in (("starts_on", activity.starts_on), ("ends_on", activity.ends_on)):
        if day is not None and day.year != year:
            fact = f"activity.{name}"
            yield _wrong_fact_year(day, year, "Hoạt động ghi", place=one.place, fact=fact, key=one.key)


def _is_deliberate(text: str, position: int) -> bool:
    """Whether the same sentence says before the year that another year is meant."""
    start = max(text.rfind(mark, 0, position) for mark in ".;") + 1
    return bool(_DELIBERATE.search(text[max(start, position - 90) : position]))


def _is_scheduled(text: str, found: re.Match[str], year: int) -> bool:
    """Whether the date says when something of this plan happens: "từ ngày …", "trước ngày …"."""
    return int(found[3]) < year and bool(_SCHEDULE.search(text[: found.start()].removesuffix("ngày ")))


def _wrong_year(one: Passage, words: str, wrong: str, year: int, *, is_certain: bool) -> Issue:
    right = words[: words.rindex(wrong)] + str(year)
    advice = "sửa năm" if is_certain else "nếu không cố ý dẫn năm khác thì sửa"
    message = f"{quoted(words, 70)} ghi năm {wrong} trong kế hoạch năm {year}; {advice}."
    fix = mend(one, f"Đổi thành năm {year}", words, right) if words in one.text else None
    return at(one, message, subject=words, fix=fix, severity=None if is_certain else Severity.WARNING)


@check("H2", severity=Severity.ERROR, title="Ngày có trên lịch, trước sau đúng, đúng thứ", basis="Lịch")
def dates_exist(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    yield from _facts_in_order(reading.content)
    for one in reading.passages:
        if one.kind == Kind.BASIS:
            continue
        activity = one.item.activity if one.item else None
        if activity and activity.starts_on and activity.ends_on and activity.starts_on > activity.ends_on:
            yield at(one, "Hoạt động này kết thúc trước khi bắt đầu; sửa lại thời gian.", subject="activity")
        if _DIGIT.search(one.plain):
            yield from _impossible_days(one, reading.content.year)
            yield from _wrong_weekdays(one, reading.content.year)
            yield from _reversed_spans(one, reading.content.year)


def _facts_in_order(content: PlanContent) -> Iterator[Issue]:
    if content.starts_on and content.ends_on and content.starts_on > content.ends_on:
        message = "Thời gian thực hiện kết thúc trước khi bắt đầu; sửa lại ngày."
        yield Issue(message=message, place=Place.PERIOD, fact="ends_on")
    if content.launch_from and content.launch_until and content.launch_from > content.launch_until:
        message = "Lễ phát động kết thúc trước khi bắt đầu; sửa lại ngày."
        yield Issue(message=message, place=Place.LAUNCH, fact="launch_until")


def _impossible_days(one: Passage, year: int) -> Iterator[Issue]:
    for pattern in (_FULL_DATE, _SPELT_DATE, _SHORT_DATE):
        for found in pattern.finditer(one.plain):
            parts = [part for part in found.groups() if part]
            if _day(parts[0], parts[1], parts[2] if len(parts) == 3 else None, year) is None:
                yield at(one, f"Không có ngày {found[0]} trên lịch; sửa lại ngày, tháng.", subject=found[0])


def _wrong_weekdays(one: Passage, year: int) -> Iterator[Issue]:
    for found in _WEEKDAY_DATE.finditer(one.plain):
        day = _day(found[2], found[3], found[4], year)
        written = found[1].casefold().split()[-1]
        if day is not None and _WEEKDAYS[day.weekday()] != written:
            right = weekday_name(day)
            right = right[:1].upper() + right[1:] if found[1][:1].isupper() else right
            message = f"Ngày {short_date(day)} là {weekday_name(day)}, không phải {found[1]}; sửa lại thứ hoặc ngày."
            fix = mend(one, f"Đổi thành “{right}”", found[0], right + found[0][len(found[1]) :])
            yield at(one, message, subject=found[0], fix=fix)


def _reversed_spans(one: Passage, year: int) -> Iterator[Issue]:
    for found in _SPAN.finditer(one.plain):
        last = _day(found[4], found[5], found[6], year)
        first = _day(found[1], found[2], found[3] or found[6], year)
        if first and last and first > last:
            yield at(one, f"Khoảng thời gian {quoted(found[0])} có ngày sau đứng trước; sửa lại.", subject=found[0])


def _day(day: str, month: str, year: str | None, default_year: int) -> date | None:
    try:
        return date(int(year) if year else default_year, int(month), int(day))
    except ValueError:
        return None
