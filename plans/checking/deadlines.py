"""Period, launch and report deadlines: whether they can be kept, add up, and are printed as they are stored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..content import facts
from ..content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose, Part, PlanContent
from ..content.vietnamese import fold, short_date, weekday_name, working_day_before
from .catalogue import CheckContext, Fix, Issue, Severity, at, check, mend
from .reading import Kind, Passage, Place, Reading

CIRCULAR = "Thông tư 28/2019/TT-BLĐTBXH"

#: Working days a collecting unit needs: two to collect, two to draft and check, one to sign and send (domain.md §7).
ROOM = 5
#: Fewer than these are worth a warning.
LEAST_ROOM = 3
LEAST_AFTER_END = 2

_WRITTEN_DEADLINE = re.compile(
    r"(?P<words>trước ngày|trước|chậm nhất(?: là)?(?: vào)? ngày|đến hết ngày)\s+"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])",
    re.IGNORECASE,
)


def _purpose_place(deadline: DeadlineContent) -> Place:
    is_report = deadline.purpose == DeadlinePurpose.REPORT
    return Place.REPORT_DEADLINE if is_report else Place.CHILD_PLAN_DEADLINE


def _reports(content: PlanContent) -> Iterator[tuple[int, DeadlineContent]]:
    for position, one in enumerate(content.deadlines):
        if one.purpose == DeadlinePurpose.REPORT:
            yield position, one


def _is_own_duty(deadline: DeadlineContent, content: PlanContent) -> bool:
    """Whether the issuing unit itself owes the report, and does not collect it."""
    owed_by = fold(deadline.owed_by).strip()
    return bool(owed_by) and owed_by in {fold(content.issuer.name), fold(content.issuer.short_name)}


def _working_days(after: date, until: date, holidays: frozenset[date]) -> int:
    """How many working days lie after one day, up to and with another."""
    days = (after + timedelta(days=step) for step in range(1, (until - after).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in holidays)


def _worded(deadline: DeadlineContent, last_day: date) -> DeadlineContent:
    """The deadline moved so that its last day on time is this one."""
    step = timedelta(days=1 if deadline.kind == DeadlineKind.BEFORE else 0)
    return replace(deadline, due_on=last_day + step)


def _move(position: int, deadline: DeadlineContent, last_day: date) -> Fix | None:
    moved = _worded(deadline, last_day)
    if deadline.due_on is None or moved.due_on is None:
        return None
    return Fix(
        label=f"Đổi thành “{moved.words()}”", fact=f"deadlines.{position}.due_on",
        find=deadline.due_on.isoformat(), replace=moved.due_on.isoformat(),
    )  # fmt: skip


@check(
    "H3", severity=Severity.WARNING, title="Thời gian trong tháng 6, phát động đúng dịp", basis=f"{CIRCULAR}, Điều 2"
)
def period_is_june(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    if not reading.is_of_the_month:
        return
    starts_on, ends_on = content.starts_on, content.ends_on
    if starts_on is None or ends_on is None:
        message = "Chưa có thời gian thực hiện; ghi ngày bắt đầu và ngày kết thúc."
        yield Issue(message=message, place=Place.PERIOD, fact="starts_on" if starts_on is None else "ends_on")
    elif {starts_on.year, ends_on.year} == {content.year} and (starts_on.month, ends_on.month) != (6, 6):
        message = "Thời gian thực hiện không nằm gọn trong tháng 6; xem lại ngày, nếu đúng ý thì bỏ qua có lý do."
        yield Issue(message=message, place=Place.PERIOD, fact="starts_on", subject=f"{starts_on}/{ends_on}")
    first, last = date(content.year, 5, 25), date(content.year, 6, 1)
    days = [day for day in (content.launch_from, content.launch_until) if day and day.year == content.year]
    if any(not first <= day <= last for day in days):
        message = "Lễ phát động phải vào tuần cuối tháng 5 hoặc ngày 01/6; xem lại ngày."
        yield Issue(message=message, place=Place.LAUNCH, fact="launch_from", subject="/".join(map(str, days)))


@check(
    "H4", severity=Severity.ERROR, title="Hạn báo cáo có ngày và nơi nhận", basis="Không có ngày thì không đôn đốc được"
)
def report_deadline_is_known(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    reports = list(_reports(content))
    if not reports:
        message = "Chưa có hạn nhận báo cáo; ghi ngày và nơi nhận báo cáo kết quả."
        yield Issue(message=message, place=Place.REPORT_DEADLINE, fact="deadlines")
    for position, one in reports:
        name = f"Hạn báo cáo {one.label}" if one.label else "Hạn báo cáo"
        if one.due_on is None:
            message = f"{name} ghi “theo quy định” nên không đôn đốc được; ghi rõ ngày."
            yield Issue(
                message=message, place=Place.REPORT_DEADLINE, fact=f"deadlines.{position}.due_on", subject=one.label
            )
        if not one.receiver.strip() and not one.via.strip():
            message = f"{name} chưa nói báo cáo gửi về đâu; ghi nơi nhận."
            yield Issue(
                message=message, place=Place.REPORT_DEADLINE, fact=f"deadlines.{position}.receiver",
                subject=f"{one.label} receiver", severity=Severity.WARNING,
            )  # fmt: skip
    if any(one.due_on for _, one in reports) and not _prints_report_deadline(reading):
        message = "Hạn báo cáo đã có mà văn bản chưa in ngày nào; thêm hạn báo cáo vào phần chế độ báo cáo."
        yield Issue(
            message=message, place=Place.REPORT_DEADLINE, fact="deadlines", subject="printed", severity=Severity.WARNING
        )


def _prints_report_deadline(reading: Reading) -> bool:
    token = facts.token(facts.REPORT_DEADLINE)
    days = {(one.due_on.day, one.due_on.month) for one in reading.content.report_deadlines() if one.due_on}
    for one in reading.running:
        if token in one.text:
            return True
        for day, month in re.findall(r"(?<!\d)(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?!\d)", one.text):
            if (int(day), int(month)) in days:
                return True
    return False


@check(
    "H5",
    severity=Severity.WARNING,
    title="Sau khi kết thúc còn ngày để báo cáo",
    basis="Đơn vị cần thời gian đếm kết quả",
)
def there_is_time_to_count(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    ends_on = content.ends_on
    if ends_on is None or ends_on.year != content.year:
        return
    for position, one in _reports(content):
        last = one.last_day
        if last is None or last.year != content.year:
            continue
        days = _working_days(ends_on, last, context.holidays)
        if days >= LEAST_AFTER_END:
            continue
        end = f"ngày kết thúc kế hoạch ({short_date(ends_on)})"
        state = f"không muộn hơn {end}" if last <= ends_on else f"chỉ sau {end} {days} ngày làm việc"
        message = f"Hạn báo cáo {one.words()} {state}; lùi hạn để đơn vị kịp tổng hợp kết quả."
        yield Issue(
            message=message, place=Place.REPORT_DEADLINE, fact=f"deadlines.{position}.due_on", subject=one.label
        )


@check(
    "H6", severity=Severity.ERROR, title="Hạn báo cáo sớm hơn hạn nộp lên cấp trên", basis="Phải còn ngày để tổng hợp"
)
def deadline_precedes_the_parents(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    for position, one in _reports(content):
        upper = _upper_deadline(one, context)
        if upper is None or one.last_day is None:
            continue
        upper_last, words = upper
        is_own_duty = _is_own_duty(one, content)
        room = _working_days(one.last_day, upper_last, context.holidays)
        is_late = one.last_day > upper_last or (one.last_day == upper_last and not is_own_duty)
        if not is_late and (is_own_duty or room >= LEAST_ROOM):
            continue
        wanted = upper_last if is_own_duty else working_day_before(upper_last, ROOM, context.holidays)
        fits = content.ends_on is None or wanted > content.ends_on
        how = "trùng" if one.last_day == upper_last else "sau"
        state = (
            f"{how} hạn nộp lên cấp trên ({words})"
            if is_late
            else f"chỉ trước hạn nộp lên cấp trên ({words}) {room} ngày làm việc"
        )
        message = f"Hạn báo cáo {one.words()} {state}, không đủ ngày để tổng hợp; chọn hạn sớm hơn."
        yield Issue(
            message=message, place=Place.REPORT_DEADLINE, fact=f"deadlines.{position}.due_on", subject=one.label,
            fix=_move(position, one, wanted) if fits else None, severity=None if is_late else Severity.WARNING,
        )  # fmt: skip


def _upper_deadline(own: DeadlineContent, context: CheckContext) -> tuple[date, str] | None:
    """The last day on which this unit may report upward, and how the parent words it."""
    found: list[tuple[date, str]] = []
    for parent in context.parents:
        dated = [(one, one.last_day) for one in parent.report_deadlines()]
        labelled = [(one, last) for one, last in dated if own.label and fold(one.label) == fold(own.label)]
        days = [(last, one.words()) for one, last in labelled or dated if last is not None]
        if days:
            found.append(max(days))
    if context.report_last_day is not None and (own.due_on is None or own.due_on.year == context.report_last_day.year):
        found.append((context.report_last_day, f"ngày cuối {short_date(context.report_last_day)}"))
    return min(found) if found else None


@check(
    "H7",
    severity=Severity.WARNING,
    title="Hạn viết như đã lưu, ngày cuối là ngày làm việc",
    basis="“trước ngày” không tính chính ngày ấy",
)
def deadlines_are_worded_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for position, deadline in enumerate(reading.content.deadlines):
        last = deadline.last_day
        if last is None or (last.weekday() < 5 and last not in context.holidays):
            continue
        working = working_day_before(last, 1, context.holidays)
        what = weekday_name(last) if last.weekday() > 4 else "ngày nghỉ lễ"
        message = (
            f"Ngày cuối của hạn {deadline.words()} là {what}, {short_date(last)}; "
            f"ngày làm việc cuối trước đó là {weekday_name(working)}, {short_date(working)}, nên đổi hạn."
        )
        yield Issue(
            message=message, place=_purpose_place(deadline), fact=f"deadlines.{position}.due_on",
            subject=last.isoformat(), fix=_move(position, deadline, working),
        )  # fmt: skip
    for one in reading.items:
        if one.part == Part.REPORTING and one.kind == Kind.PARAGRAPH:
            yield from _written_otherwise(one, reading.content)


def _written_otherwise(one: Passage, content: PlanContent) -> Iterator[Issue]:
    """A deadline typed into the reporting part that is none of the stored ones. A later day is left alone: it is the
    one by which this unit reports upward."""
    stored = [(deadline.kind, deadline.due_on) for deadline in content.deadlines if deadline.due_on]
    reports = [deadline for deadline in content.report_deadlines() if deadline.due_on]
    for found in _WRITTEN_DEADLINE.finditer(one.plain):
        kind = DeadlineKind.BEFORE if found["words"].casefold().startswith("trước") else DeadlineKind.BY
        day = _day(found, content.year)
        if day is None or day.year != content.year or (kind, day) in stored:
            continue
        if not stored or day > max(due_on for _, due_on in stored):
            continue
        right = reports[0].words() if len(reports) == 1 else ""
        advice = f"sửa thành “{right}” hoặc sửa hạn đã lưu" if right else "sửa một trong hai"
        message = f"Đoạn này ghi “{found[0]}”, khác hạn đã lưu ở mục Thông tin; {advice}."
        fix = mend(one, f"Đổi thành “{right}”", found[0], right) if right else None
        yield at(one, message, subject=found[0], fix=fix)


def _day(found: re.Match[str], year: int) -> date | None:
    try:
        return date(int(found["year"] or year), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


@check(
    "H8",
    severity=Severity.WARNING,
    title="Ban hành trước lễ phát động và hoạt động đầu tiên",
    basis=f"{CIRCULAR}, Điều 5",
)
def plan_precedes_its_activities(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    if content.issued_on is None:
        return
    begins = [(day, "lễ phát động") for day in (content.launch_from,) if day and day.year == content.year]
    begins += [(day, "thời gian thực hiện") for day in (content.starts_on,) if day and day.year == content.year]
    for day, what in sorted(begins)[:1]:
        if content.issued_on > day:
            message = (
                f"Kế hoạch ban hành ngày {short_date(content.issued_on)}, sau {what} ({short_date(day)}); xem lại ngày."
            )
            yield Issue(message=message, place=Place.ISSUED_ON, fact="issued_on", subject=content.issued_on.isoformat())
    for one in reading.items:
        starts_on = one.item.activity.starts_on if one.item and one.item.activity else None
        if starts_on and starts_on.year == content.year and starts_on < content.issued_on:
            message = (
                f"Hoạt động này bắt đầu ngày {short_date(starts_on)}, trước ngày ban hành kế hoạch; xem lại thời gian."
            )
            yield at(one, message, subject=starts_on.isoformat())
