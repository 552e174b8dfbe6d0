"""A unit's report: begun, written part by part, filed as a version, supplemented after that.

Reports are typed by the owing unit's drafters, by whoever a one-time link was given to (an actor of that unit), or by
the receiver's people on its behalf; who typed it on behalf says from what (`source`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from ... import clock
from ...content.report import FormContent, ReportContent
from ...content.report_codec import report_from_json, report_to_json
from ...content.vietnamese import clean_line
from ...enums import Event, FilingKind, MemberRole, PlanStatus, ReportStatus
from ...exceptions import Invalid, NotNow, StaleEdit
from ...models import AuditEntry, Figure, IssuingUnit, Membership, Report, ReportingRound, ReportVersion, User
from ...queries.reporting.forms import form_content, form_words
from ...queries.reporting.owed import is_expected
from ...queries.reporting.previous import previous_report
from ...queries.reporting.reports import may_write
from ...reporting.differences import differences
from ...reporting.figures import figure_words
from ...reporting.filling import TypedFigure, fill, of_form, read_key, sections_of
from ...reporting.judging import children_of, judge
from ...rules.actor import Actor
from ...rules.reports import ReportVerb, Side, may_report, side_of
from .. import audit
from ..notifying import notify

__all__ = ["TypedFigure", "begin", "file_report", "save_section", "supplement"]

#: Saves of one person within this time are one session at the desk, and one row of the audit trail.
SESSION = timedelta(minutes=10)

_OWES_NOTHING = "{} không phải báo cáo trong kỳ này; nếu vẫn cần báo cáo, nơi nhận thêm đơn vị vào kỳ."
_PLAN_GONE = "Kế hoạch giao báo cáo này đã thu hồi hoặc được thay thế nên không lập báo cáo nữa."
_STALE = "Phần này vừa được người khác ghi ở nơi khác; xem lại bản của họ rồi ghi tiếp, chữ mình vừa ghi vẫn còn đây."
_STALE_REPORT = "Báo cáo vừa được người khác ghi thêm; xem lại rồi gửi."
_NO_FORM = "Kỳ báo cáo này chưa có biểu mẫu; chờ nơi nhận chọn biểu mẫu, hoặc gửi “không phát sinh”."
_NO_SOURCE = "Ghi đơn vị gửi số liệu bằng cách nào, ví dụ: theo bản giấy, theo điện thoại."
_NO_REASON = "Ghi lý do bổ sung số liệu."


@transaction.atomic
def begin(round_: ReportingRound, unit: IssuingUnit, *, actor: Actor) -> Report:
    """The unit's report in the round; made when there was none. Two who press at once get the same row.

    Raises NotAllowed, and NotNow when the unit owes nothing in this round or the plan no longer holds.
    """
    report = _reports().filter(round=round_, unit=unit).first()
    _may_write(actor, report or Report(round=round_, unit=unit, updated_at=clock.now()))
    if report is not None:
        return report
    if not is_expected(round_, unit):
        raise NotNow(_OWES_NOTHING.format(unit.short_name))
    if round_.plan.status != PlanStatus.ISSUED:
        raise NotNow(_PLAN_GONE)
    written = {"updated_at": clock.now(), "updated_by_id": actor.user_id, "draft": report_to_json(ReportContent())}
    made, is_new = Report.objects.get_or_create(round=round_, unit=unit, defaults=written)
    if is_new:
        _record(Event.REPORT_SAVED, made, actor, begun=True)
    return _reports().get(pk=made.pk)


@transaction.atomic
def save_section(
    report: Report,
    *,
    actor: Actor,
    revision: int,
    section: str,
    typed: Mapping[str, TypedFigure],
    text: str | None,
    is_nothing: bool = False,
) -> Report:
    """Keep what was typed in one part: the figures named in `typed` and, unless it is None, the text; what is not named
    stays. `is_nothing` marks the whole part không phát sinh.

    `revision` is the part's own, so that two people in two parts do not hinder each other. The same words sent twice
    (the answer got lost on the way) are no conflict. What cannot be read as a figure is kept as it was typed.

    The audit trail gets one row per person and session of ten minutes, not one per save: a telephone saves every few
    seconds, and what a version says is kept with the version when it is filed.

    Raises NotAllowed, NotNow (filed already), StaleEdit (`theirs` is what stands there now), Invalid (too long, a
    field the form no longer has).
    """
    report = _locked(report)
    _may_write(actor, report)
    form, content = _form(report), report_from_json(report.draft)
    _check_section(form, section, typed)
    texts = {section: text} if text is not None and section else {}
    written = fill(form, content, typed, texts, nothing=(section,) if is_nothing else ())
    revisions = _revisions(report)
    if written == content:
        return report
    if revision != revisions.get(section, 0):
        raise StaleEdit(
            _STALE,
            theirs=_words(form, content, section),
            mine=_words(form, written, section),
            revision=revisions.get(section, 0),
            editor=report.updated_by.full_name if report.updated_by else "",
        )
    _keep(report, written, revisions | {section: revision + 1}, actor)
    _record_once(report, actor)
    return report


@transaction.atomic
def file_report(
    report: Report, *, actor: Actor, revision: int, is_nothing: bool = False, source: str = ""
) -> ReportVersion:
    """File the draft (gửi báo cáo) as a new version that nothing changes afterwards, or, with `is_nothing`, a report of
    không phát sinh. `revision` is the report's as it was seen. After its last day it is filed all the same, and late:
    that is computed from `filed_at`, as everywhere.

    Figures that look wrong need a reason in their `note`; there is no "file anyway". What seems to name a child is
    shown before, and does not block. Whoever files for another unit says from what (`source`).

    Raises NotAllowed, NotNow (filed already; the unit owes nothing any more), StaleEdit, Invalid with a sentence for
    each field ("cham-soc:D3", "cham-soc:text") that lacks something.
    """
    report = _locked(report)
    side = _may_write(actor, report, filing=True)
    said = _source(side, source)
    if revision != report.revision:
        raise StaleEdit(_STALE_REPORT, revision=report.revision)
    if not is_expected(report.round, report.unit):
        raise NotNow(_OWES_NOTHING.format(report.unit.short_name))
    content = ReportContent(is_nothing=True)
    if not is_nothing:
        form = _form(report)
        content = replace(of_form(form, report_from_json(report.draft)), is_nothing=False)
        _refuse_doubts(report, form, content)
    was_returned = report.status == ReportStatus.RETURNED
    version = _freeze(report, content, actor, kind=FilingKind.FILED, source=said)
    _record(Event.REPORT_FILED, report, actor, version=version.number, is_nothing=is_nothing, source=said)
    if was_returned:
        _tell_receiver(report, f"{report.unit.short_name} đã gửi lại báo cáo năm {report.round.year} sau khi bổ sung.")
    return version


@transaction.atomic
def supplement(
    report: Report,
    *,
    actor: Actor,
    revision: int,
    typed: Mapping[str, TypedFigure],
    reason: str,
    text: Mapping[str, str] = {},
) -> ReportVersion:
    """File số liệu bổ sung: the version filed last with these figures and texts changed, and why. The report waits to
    be read again; when it was first filed stays as it was.

    Raises NotAllowed, NotNow (not filed, or returned: mend it there), StaleEdit, Invalid (no reason, nothing changed,
    what cannot be filed).
    """
    report = _locked(report)
    may_report(actor, ReportVerb.SUPPLEMENT, report).require()
    said = _reason(reason)
    if revision != report.revision:
        raise StaleEdit(_STALE_REPORT, revision=report.revision)
    form, before = _form(report), report_from_json(report.version.content if report.version else {})
    content = of_form(form, fill(form, before, typed, text))
    changed = differences(form, before, content)
    if not changed:
        raise Invalid("Chưa có số liệu hay phần nào khác bản đã gửi; sửa rồi gửi bổ sung.")
    _refuse_doubts(report, form, content)
    version = _freeze(report, content, actor, kind=FilingKind.SUPPLEMENT, reason=said, source="")
    _record(
        Event.REPORT_SUPPLEMENTED,
        report,
        actor,
        before={one.key: one.before for one in changed if one.is_figure},
        version=version.number,
        reason=said,
        figures={one.key: one.after for one in changed if one.is_figure},
        parts=[one.key for one in changed if not one.is_figure],
    )
    _tell_receiver(report, f"{report.unit.short_name} gửi số liệu bổ sung cho báo cáo năm {report.round.year}: {said}")
    return version


# --- rows


def _reports() -> QuerySet[Report]:
    return Report.objects.select_related("unit__level", "round__receiver", "round__plan", "round__form", "version")


def _locked(report: Report) -> Report:
    """The report as it is once nobody else holds it. It is read in a second query: what is joined to a row that was
    waited for is as old as the waiting, and the receiver may have chosen another form meanwhile."""
    Report.objects.select_for_update().only("pk").get(pk=report.pk)
    return _reports().select_related("updated_by").get(pk=report.pk)


def _form(report: Report) -> FormContent:
    if report.round.form is None:
        raise NotNow(_NO_FORM)
    return form_content(report.round.form)


def _may_write(actor: Actor, report: Report, *, filing: bool = False) -> Side:
    """Ask the rule for the actor's side: the unit itself edits and files, the receiver's people type in for it."""
    may_write(actor, report, filing=filing).require()
    return side_of(actor, report)


def _revisions(report: Report) -> dict[str, int]:
    return dict(report.draft.get("sections", {}))


def _keep(report: Report, content: ReportContent, revisions: Mapping[str, int], actor: Actor) -> None:
    report.draft = report_to_json(content) | {"sections": dict(revisions)}
    report.revision += 1
    report.updated_at, report.updated_by_id = clock.now(), actor.user_id
    report.save(update_fields=["draft", "revision", "updated_at", "updated_by"])


def _freeze(
    report: Report, content: ReportContent, actor: Actor, *, kind: FilingKind, source: str, reason: str = ""
) -> ReportVersion:
    """A new version, its figures as rows, and the report that points to it."""
    now = clock.now()
    last = ReportVersion.objects.filter(report=report).order_by("-number").values_list("number", flat=True).first()
    version = ReportVersion.objects.create(
        report=report,
        number=(last or 0) + 1,
        kind=kind,
        content=report_to_json(content),
        is_nothing=content.is_nothing,
        reason=reason,
        filed_at=now,
        filed_by_id=actor.user_id,
        filed_by_name=actor.full_name[:120],
        source=source,
    )
    _write_figures(report, content)
    report.status, report.version, report.is_nothing = ReportStatus.FILED, version, content.is_nothing
    report.filed_at, report.first_filed_at = now, report.first_filed_at or now
    report.decided_at, report.decided_by_name, report.source = None, "", source
    if not content.is_nothing:  # what was typed before không phát sinh stays, should the report come back
        report.draft = report_to_json(content) | {"sections": _revisions(report)}
    report.revision += 1
    report.updated_at, report.updated_by_id = now, actor.user_id
    report.save()
    return version


def _write_figures(report: Report, content: ReportContent) -> None:
    Figure.objects.filter(report=report).delete()
    rows = form_words(report.round.form).rows if report.round.form else {}
    Figure.objects.bulk_create(
        Figure(
            report=report,
            indicator_id=rows[one.indicator, one.split][0],
            split_id=rows[one.indicator, one.split][1],
            value=one.value,
            is_nothing=one.is_nothing,
            without_doubles=one.without_doubles,
        )
        for one in content.figures
        if one.is_said
    )


# --- refusals


def _check_section(form: FormContent, section: str, typed: Mapping[str, TypedFigure]) -> None:
    known = {one.key for one in sections_of(form)}
    inside = {one.code for one in form.indicators_of(section)}
    if section not in known or any(read_key(key)[0] not in inside for key in typed):
        raise Invalid("Biểu mẫu vừa được nơi nhận sửa; tải lại trang rồi ghi tiếp, những gì đã ghi vẫn còn.")


def _refuse_doubts(report: Report, form: FormContent, content: ReportContent) -> None:
    previous = previous_report(report, form)
    before = previous.content if previous else None
    blocking = [one for one in judge(form, content, before, children_of(content, before)) if one.blocks]
    if not blocking:
        return
    fields: dict[str, str] = {}
    for one in blocking:
        fields.setdefault(one.field, one.sentence)
    more = f" Còn {len(fields) - 1} chỗ nữa phải sửa." if len(fields) > 1 else ""
    raise Invalid(f"Chưa gửi được: {blocking[0].sentence}{more}", fields)


def _source(side: Side, source: str) -> str:
    said = clean_line(source)
    if side == Side.RECEIVER and not said:
        raise Invalid(_NO_SOURCE, {"source": _NO_SOURCE})
    if len(said) > 200:
        raise Invalid("Ghi tối đa 200 ký tự.", {"source": "Ghi tối đa 200 ký tự."})
    return said


def _reason(reason: str) -> str:
    said = clean_line(reason)
    if not said or len(said) > 300:
        sentence = "Ghi lý do tối đa 300 ký tự." if said else _NO_REASON
        raise Invalid(sentence, {"reason": sentence})
    return said


def _words(form: FormContent, content: ReportContent, section: str) -> str:
    """A part in words, for comparing two: its figures a line each, then its text."""
    lines = [
        f"{one.name}: {figure.typed or ('không phát sinh' if figure.is_nothing else figure_words(figure.value))}"
        for one in form.indicators_of(section)
        if (figure := content.figure(one.code)) is not None
    ]
    return "\n".join([*lines, content.text(section)]).strip()


# --- telling


def _record(event: Event, report: Report, actor: Actor, before: Any = None, **after: Any) -> None:
    audit.record(
        event,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.unit_id,
        subject=report.unit.short_name,
        before=before,
        after={"report": report.pk} | after,
    )


def _record_once(report: Report, actor: Actor) -> None:
    rows = AuditEntry.objects.filter(
        event=Event.REPORT_SAVED,
        plan_id=report.round.plan_id,
        unit_id=report.unit_id,
        actor_id=actor.user_id,
        actor_name=actor.full_name,
        at__gt=clock.now() - SESSION,
        after__report=report.pk,
    )
    if not rows.exists():
        _record(Event.REPORT_SAVED, report, actor)


def _tell_receiver(report: Report, text: str) -> None:
    """Tell whoever follows the reports: the receiver's supervisors, and those of the units that help it collect."""
    receiver, today = report.round.receiver, clock.today()
    helping = Q(unit__helps_superior=True, unit__path__startswith=receiver.path, unit__depth=receiver.depth + 1)
    members = Membership.objects.filter(
        Q(unit=receiver) | helping, role=MemberRole.SUPERVISOR, user__is_active=True
    ).select_related("user")
    users: list[User] = [one.user for one in members if one.is_valid_on(today)]
    notify(users, plan=report.round.plan, text=text, path=f"/bao-cao/{report.pk}/doc/", unit_id=receiver.pk)
