"""What a unit is told about a report it owes, in a notice and in letters."""

from datetime import date

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ... import clock
from ...content.vietnamese import short_date, short_day, weekday_name
from ...enums import ReportStatus
from ...models import ReportLink
from ...queries.reporting.owed import Owed
from ..mailing.letters import absolute, letter


def words_of(owed: Owed, today: date) -> str:
    """What a unit is told: what it owes to whom, the official words, the last day on time, how much is left."""
    round_, last_day = owed.round, owed.due.last_day
    label = f" {round_.label}" if round_.label else ""
    name = f"Báo cáo kết quả Tháng hành động vì trẻ em{label} năm {round_.year} gửi {round_.receiver.short_name}"
    if last_day is None:
        return f"{name}: {owed.due.words()}; đơn vị chưa gửi."
    day = f"{weekday_name(last_day)} {short_day(last_day) if last_day.year == today.year else short_date(last_day)}"
    said = f"{name}: {owed.due.words()} · ngày cuối: {day}"
    if owed.report is not None and owed.report.status == ReportStatus.RETURNED:
        return f"{said} · nơi nhận yêu cầu bổ sung, đơn vị chưa gửi lại."
    left = (last_day - today).days
    if left > 0:
        return f"{said} · còn {left} ngày; đơn vị chưa gửi."
    return f"{said} · {'hôm nay là ngày cuối' if left == 0 else f'quá hạn {-left} ngày'}; đơn vị chưa gửi."


def reminder_letter(owed: Owed, *, to: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The reminder for a unit that nobody writes for in the portal, to the unit's own address."""
    said = words_of(owed, clock.today())
    context = {"owed": owed, "said": said, "portal_url": absolute("/")}
    subject = f"Nhắc báo cáo năm {owed.round.year} gửi {owed.round.receiver.short_name}, {owed.due.words()}"
    return letter(subject, "mail/report_reminder.txt", context, to=to, connection=connection)


def link_letter(link: ReportLink, path: str, *, to: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """A one-time link, to the address of the unit it is for."""
    round_ = link.report.round
    subject = f"Liên kết làm báo cáo năm {round_.year} gửi {round_.receiver.short_name}"
    context = {"link": link, "round": round_, "unit": link.report.unit, "address": absolute(path)}
    return letter(subject, "mail/report_link.txt", context, to=to, connection=connection)
