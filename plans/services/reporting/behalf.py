"""Nhập thay: the receiver's people type a report that came on paper or by telephone, and say from what."""

from datetime import date

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line, short_date
from ...enums import Event
from ...exceptions import Invalid
from ...models import Report
from ...queries.reporting.reports import may_stand_in
from ...rules.actor import Actor
from ...rules.reports import ReportVerb
from .. import audit

#: From what a report may be typed, as it stands after "nhập thay theo".
WAYS = {
    "giay": "bản giấy",
    "dien-thoai": "điện thoại",
    "thu": "thư điện tử, tin nhắn",
}
_MOST = 200


def source_words(*, way: str, given_by: str, on: date) -> str:
    """ "điện thoại, bà Nông Thị Lan, ngày 08/7/2026": what stands after "nhập thay theo"."""
    return f"{WAYS[way]}, {given_by}, ngày {short_date(on)}"


@transaction.atomic
def say_source(report: Report, *, actor: Actor, way: str, given_by: str, on: date) -> Report:
    """Keep from what the report is being typed, before it is typed; filing keeps it with the version.

    Raises NotAllowed, NotNow (filed already, or the unit writes it itself), Invalid (who gave it is missing or too
    long, a day to come).
    """
    rows = Report.objects.select_related("unit__level", "round__receiver", "round__plan")
    report = rows.select_for_update(of=("self",)).get(pk=report.pk)
    may_stand_in(actor, ReportVerb.TYPE_IN, report).require()
    name = clean_line(given_by)
    wrong: dict[str, str] = {}
    if way not in WAYS:
        wrong["way"] = "Chọn báo cáo đến bằng cách nào."
    if not name:
        wrong["given_by"] = "Ghi ai của đơn vị đưa số liệu."
    if on > clock.today():
        wrong["on"] = "Ngày nhận không thể sau hôm nay."
    said = "" if wrong else source_words(way=way, given_by=name, on=on)
    if len(said) > _MOST:
        wrong["given_by"] = "Tên người đưa số liệu dài quá; ghi ngắn lại."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    if report.source != said:
        before, report.source = report.source, said
        report.save(update_fields=["source"])
        audit.record(
            Event.REPORT_SAVED,
            actor=actor,
            plan=report.round.plan,
            unit_id=report.round.receiver_id,
            subject=report.unit.short_name,
            before={"source": before},
            after={"source": said},
        )
    return report
