"""Takes the sums of the units below over into the report of the unit that collects them."""

from itertools import groupby

from django.db import transaction

from ...enums import Event
from ...exceptions import NotNow
from ...models import Report
from ...queries.reporting.own.sums import OfferedSum, offered_sums
from ...rules.actor import Actor
from ...rules.reports import ReportVerb, may_report
from .. import audit
from .filing import save_section

_NOTHING = "Không còn chỉ tiêu trống nào để đưa số cộng vào; những ô đã ghi giữ nguyên."


@transaction.atomic
def take_sums(report: Report, *, actor: Actor) -> tuple[OfferedSum, ...]:
    """Write the sums into the figures nobody has written yet; returns what came in. What is there is never changed, so
    a second press adds only what is new. Raises NotAllowed, NotNow (filed already, nothing to take over)."""
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("unit__level", "round__receiver", "round__plan", "round__form", "version")
        .get(pk=report.pk)
    )
    may_report(actor, ReportVerb.EDIT, report).require()
    offer = offered_sums(report)
    if offer is None or not offer.free:
        raise NotNow(_NOTHING)
    # Recorded first: the saves below then belong to this act and leave no row of their own (`save_section`).
    audit.record(
        Event.REPORT_SAVED,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.unit_id,
        subject=report.unit.short_name,
        after={"report": report.pk, "summed": [one.key for one in offer.free], "round": offer.round.pk},
    )
    for section, sums in groupby(sorted(offer.free, key=lambda one: one.section), key=lambda one: one.section):
        report = save_section(
            report,
            actor=actor,
            revision=report.draft.get("sections", {}).get(section, 0),
            section=section,
            typed={one.key: one.typed for one in sums},
            text=None,
        )
    return offer.free
