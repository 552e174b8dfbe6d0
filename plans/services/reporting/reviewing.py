"""Reviewing: the receiver accepts filed reports, many at once, or asks for a report to be mended part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ... import clock
from ...content.report import FormContent
from ...content.vietnamese import clean_line, clean_paragraphs
from ...enums import Event, ReportStatus
from ...exceptions import Invalid, StaleEdit
from ...models import Report, ReportReturn
from ...queries.reporting.forms import form_content
from ...queries.reporting.returns import drafters_of, part_keys, parts_of
from ...rules.actor import Actor
from ...rules.decision import Decision, not_now
from ...rules.reports import ReportVerb, may_report
from .. import audit
from ..notifying import notify

MOST_REASON = 500
_CHANGED = "Đơn vị vừa gửi bản mới; đọc bản mới rồi tiếp nhận."
_STALE = "Báo cáo vừa có bản mới hoặc vừa được người khác xử lý; xem lại rồi yêu cầu bổ sung nếu còn cần."
_WHY = "Ghi cần bổ sung gì, ở từng phần hoặc một lý do chung."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A report that was not accepted, with the rule's answer."""

    report: Report
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What became of a press: the reports accepted by it, and those that were not."""

    done: tuple[Report, ...] = ()
    refused: tuple[Refused, ...] = ()


@transaction.atomic
def accept_reports(reports: Iterable[Report], *, actor: Actor, seen: Mapping[int, int] | None = None) -> Accepted:
    """Accept filed reports, each with its own audit row; what may not be accepted is returned with its sentence and the
    others are accepted all the same.

    `seen` tells by report the revision that was read: one that has a newer version since is refused. A second press
    changes nothing. Rows are locked in the order of their keys.
    """
    wanted = {one.pk for one in reports}
    done: list[Report] = []
    refused: list[Refused] = []
    for report in _rows().defer("draft").filter(pk__in=wanted).order_by("pk"):
        decision = may_report(actor, ReportVerb.ACCEPT, report)
        if decision and seen is not None and seen.get(report.pk) != report.revision:
            decision = not_now(_CHANGED)
        if not decision:
            refused.append(Refused(report=report, decision=decision))
            continue
        _decide(report, actor, ReportStatus.ACCEPTED)
        report.save(update_fields=["status", "decided_at", "decided_by_name"])
        _record(Event.REPORT_ACCEPTED, report, actor, before=ReportStatus.FILED)
        done.append(report)
    return Accepted(done=tuple(done), refused=tuple(refused))


@transaction.atomic
def return_report(
    report: Report, *, actor: Actor, revision: int, parts: Mapping[str, str], reason: str = ""
) -> ReportReturn:
    """Ask the unit to mend its report: a reason for each part (a section's key or an indicator's code), or one for all.

    Works on a report that waits to be read and on an accepted one. What was filed becomes the draft again (of không
    phát sinh what had been typed before it); the revisions of its sections go on, so that a browser still open on an
    older draft is told. The unit's drafters get a
    notice that leads to the first part; a unit without any is for the screen to tell (`queries.reporting.returns.
    drafters_of`). Raises NotAllowed, NotNow, StaleEdit (a newer version came, or somebody was faster), Invalid.
    """
    report = _rows().get(pk=report.pk)
    may_report(actor, ReportVerb.RETURN, report).require()
    if report.revision != revision or report.version is None:
        raise StaleEdit(_STALE, revision=report.revision)
    form = form_content(report.round.form) if report.round.form else FormContent(name="")
    asked, said = _asked(form, parts), clean_paragraphs(reason)
    if not asked and not said:
        raise Invalid(_WHY, {"reason": _WHY})
    if len(said) > MOST_REASON:
        sentence = f"Ghi lý do chung tối đa {MOST_REASON} ký tự."
        raise Invalid(sentence, {"reason": sentence})
    before = report.status
    _decide(report, actor, ReportStatus.RETURNED)
    report.draft = _reopened(report, form)
    report.is_nothing = report.version.is_nothing
    report.revision += 1
    report.save(update_fields=["status", "decided_at", "decided_by_name", "draft", "is_nothing", "revision"])
    row = ReportReturn.objects.create(
        report=report,
        version=report.version,
        parts=asked,
        reason=said,
        returned_at=clock.now(),
        returned_by_id=actor.user_id,
        returned_by_name=actor.full_name[:120],
    )
    _record(Event.REPORT_RETURNED, report, actor, before=before, parts=asked, reason=said)
    _tell(row, form)
    return row


def _rows() -> Any:
    related = ("unit__level", "round__receiver", "round__plan", "round__form", "version")
    return Report.objects.select_for_update(of=("self",)).select_related(*related)


def _decide(report: Report, actor: Actor, status: ReportStatus) -> None:
    report.status, report.decided_at, report.decided_by_name = status, clock.now(), actor.full_name[:120]


def _record(event: Event, report: Report, actor: Actor, *, before: str, **more: Any) -> None:
    audit.record(
        event,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.unit_id,
        subject=str(report),
        before={"status": before},
        after={"status": report.status, "version": report.version.number if report.version else None} | more,
    )


def _asked(form: FormContent, parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with their cleaned reasons, in the order of the form."""
    known = part_keys(form)
    if set(parts) - set(known):
        raise Invalid("Có phần không thuộc biểu mẫu của kỳ báo cáo này; tải lại trang rồi chọn lại.")
    asked = {key: clean_line(parts[key]) for key in known if key in parts}
    wrong = {key: "Ghi cần bổ sung gì ở phần này." for key, said in asked.items() if not said}
    wrong |= {key: f"Ghi tối đa {MOST_REASON} ký tự." for key, said in asked.items() if len(said) > MOST_REASON}
    if wrong:
        raise Invalid("Có phần đã chọn mà chưa ghi rõ cần bổ sung gì.", wrong)
    return asked


def _reopened(report: Report, form: FormContent) -> dict[str, Any]:
    """The filed version's content as a draft; every section's revision is one more than it was.

    A version of không phát sinh holds nothing of what was typed before: that stays in the draft and goes on from there.
    """
    old = report.draft.get("sections", {}) if report.draft else {}
    keys = dict.fromkeys([*old, *(one.key for one in form.sections), ""])
    version = report.version
    content: dict[str, Any] = report.draft if version is None or version.is_nothing else version.content
    return content | {"sections": {key: int(old.get(key, 0)) + 1 for key in keys}}


def _tell(row: ReportReturn, form: FormContent) -> None:
    """Tell the unit's drafters what is asked, with the way to the first part."""
    report = row.report
    parts = parts_of(row, form)
    labels = "; ".join(one.label for one in parts[:3]) + ("; …" if len(parts) > 3 else "")
    place = f"/bao-cao/{report.pk}/" + (f"phan/{parts[0].section}/" if parts and parts[0].section else "")
    notify(
        drafters_of(report.unit),
        plan=report.round.plan,
        text=f"{report.round.receiver.short_name} yêu cầu bổ sung báo cáo năm {report.round.year}: "
        f"{labels or row.reason.replace(chr(10), ' ')}.".replace("..", "."),
        path=place,
        unit_id=report.unit_id,
    )
