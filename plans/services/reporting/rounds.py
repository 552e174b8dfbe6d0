"""Rounds: opened from the report deadlines of an issued plan, kept, and made different for single units."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line, short_date
from ...enums import Event, MemberRole, PlanStatus
from ...exceptions import Invalid, NotNow, StaleEdit
from ...models import (
    Campaign,
    IssuingUnit,
    Membership,
    Plan,
    Report,
    ReportForm,
    ReportingRound,
    RoundUnit,
    UnitLevel,
    User,
)
from ...queries.contents import frozen_content, issued_version
from ...queries.reporting.forms import form_for, forms_for
from ...queries.reporting.owed import due_of, reckoning_day
from ...rules.actor import Actor
from ...rules.reports import RoundVerb, may_round
from .. import audit
from ..notifying import notify
from .succession import LABEL, take_over
from .tasks import keep_reminding

_STALE = "Kỳ báo cáo vừa được người khác sửa; xem lại rồi sửa tiếp."
_FILED_ON_IT = "Đã có đơn vị gửi báo cáo theo biểu mẫu này nên không đổi biểu mẫu của kỳ được nữa."
_UNDATED = "Kỳ báo cáo này không ghi ngày nên không có hạn để gia hạn."


@transaction.atomic
def open_rounds(plan: Plan, *, actor: Actor, even_past: bool = False) -> list[ReportingRound]:
    """Open a round for each report deadline the issued plan prints; returns the rounds that were not there yet.

    Called in the transaction that issues the plan, whose rules have been asked there. A plan without a campaign, a copy
    from a file, an archive copy and, unless `even_past`, a plan of a year gone by open none. A second call opens what
    is missing and changes nothing.

    A plan that replaces or amends another prints its deadlines again: nobody owes one report twice. It goes on with the
    rounds that are there, with all that was filed in them (`reporting.succession`), and opens only what is new.
    """
    if not _opens(plan, even_past=even_past):
        return []
    Plan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()  # the command and a clerk at once
    version = issued_version(plan)
    deadlines = frozen_content(version).report_deadlines() if version else ()
    known = set(ReportingRound.objects.filter(plan=plan).values_list("position", flat=True))
    new = [(at, one) for at, one in enumerate(deadlines) if at not in known]
    new = take_over(plan, new, actor=actor) if new else new
    if not new:
        return []
    receiver = IssuingUnit.objects.select_related("level").get(pk=plan.issuing_unit_id)
    form, levels = form_for(plan.campaign_id or 0, receiver), levels_below(receiver)
    rounds = [
        ReportingRound.objects.create(
            plan=plan,
            position=at,
            year=plan.year,
            label=one.label[:LABEL],
            kind=one.kind,
            due_on=one.due_on,
            receiver=receiver,
            form=form,
            levels=levels,
            opened_at=clock.now(),
        )
        for at, one in new
    ]
    keep_reminding()
    audit.record(
        Event.ROUND_OPENED,
        actor=actor,
        plan=plan,
        after={"deadlines": [one.words() for _, one in new], "levels": levels, "form": str(form or "")},
    )
    return rounds


def levels_below(receiver: IssuingUnit) -> list[str]:
    """The codes of the levels of the open units directly under it, from the top down."""
    today = clock.today()
    children = IssuingUnit.objects.filter(
        path__startswith=receiver.path, depth=receiver.depth + 1, opened_on__lte=today
    )
    children = children.exclude(closed_on__lt=today)
    return list(UnitLevel.objects.filter(units__in=children).distinct().values_list("code", flat=True))


@transaction.atomic
def save_round(
    round_: ReportingRound, *, actor: Actor, revision: int, form: ReportForm | None, levels: Sequence[str]
) -> ReportingRound:
    """Choose the form of a round and the levels that owe.

    Raises NotAllowed, StaleEdit (somebody was faster), NotNow (reports were filed on the form), Invalid.
    """
    round_ = _locked(round_)
    may_round(actor, RoundVerb.SAVE, round_).require()
    known = set(UnitLevel.objects.filter(code__in=levels).values_list("code", flat=True))
    wanted = [one for one in dict.fromkeys(levels) if one in known]
    form_id = form.pk if form else None
    if (form_id, wanted) == (round_.form_id, round_.levels):
        return round_
    if revision != round_.revision:
        raise StaleEdit(_STALE, revision=round_.revision)
    _refuse_form(round_, form)
    if not wanted:
        raise Invalid("Chọn ít nhất một cấp phải báo cáo.", {"levels": "Chọn ít nhất một cấp."})
    before = {"form": str(round_.form or ""), "levels": round_.levels}
    round_.form, round_.levels, round_.revision = form, wanted, round_.revision + 1
    round_.save(update_fields=["form", "levels", "revision"])
    audit.record(
        Event.ROUND_SAVED,
        actor=actor,
        plan=round_.plan,
        unit_id=round_.receiver_id,
        before=before,
        after={"form": str(form or ""), "levels": wanted},
    )
    return round_


@transaction.atomic
def except_unit(
    round_: ReportingRound,
    unit: IssuingUnit,
    *,
    actor: Actor,
    is_expected: bool = True,
    extended_to: date | None = None,
    reason: str,
) -> RoundUnit:
    """Give one unit longer (`extended_to`, inclusive), add it to the round, or take it out of it; always with a reason.

    What was decided for it before is replaced. Raises NotAllowed, NotNow (no deadline; it has filed already), Invalid
    (no reason, a day that is no later, a unit that is closed or stands above).
    """
    round_ = _locked(round_)
    may_round(actor, RoundVerb.EXCEPT, round_).require()
    unit = IssuingUnit.objects.get(pk=unit.pk)
    said = clean_line(reason)
    _refuse_exception(round_, unit, is_expected=is_expected, extended_to=extended_to, reason=said)
    old = RoundUnit.objects.filter(round=round_, unit=unit).first()
    values = {"is_expected": is_expected, "extended_to": extended_to, "reason": said}
    before = {name: getattr(old, name) for name in values} if old else None
    if old is not None and before == values:
        return old
    row, _ = RoundUnit.objects.update_or_create(
        round=round_, unit=unit, defaults=values | {"decided_at": clock.now(), "decided_by_name": actor.full_name[:120]}
    )
    audit.record(
        Event.ROUND_EXCEPTED,
        actor=actor,
        plan=round_.plan,
        unit_id=round_.receiver_id,
        subject=unit.short_name,
        before=_plain(before) if before else None,
        after=_plain(values),
    )
    _tell(round_, unit, row)
    return row


def _opens(plan: Plan, *, even_past: bool) -> bool:
    if plan.campaign_id is None or plan.is_copy or plan.is_archive_copy or plan.status != PlanStatus.ISSUED:
        return False
    return even_past or plan.year >= clock.today().year


def _locked(round_: ReportingRound) -> ReportingRound:
    rounds = ReportingRound.objects.select_for_update(of=("self",)).select_related("receiver", "plan", "form")
    return rounds.get(pk=round_.pk)


def _refuse_form(round_: ReportingRound, form: ReportForm | None) -> None:
    if (form.pk if form else None) == round_.form_id:
        return
    # Whoever files holds its report until the version is there; a report that is begun now waits for the round's row.
    reports = Report.objects.select_for_update(of=("self",)).filter(round=round_).order_by("pk")
    if any(version is not None for version in reports.values_list("version_id", flat=True)):
        raise NotNow(_FILED_ON_IT)
    campaign = Campaign.objects.filter(year=round_.year).first()
    if form is not None and (campaign is None or form not in forms_for(campaign, round_.receiver)):
        sentence = "Chọn một biểu mẫu đang dùng của năm, của cả nước hoặc của cấp trên mình."
        raise Invalid(sentence, {"form": sentence})


def _refuse_exception(
    round_: ReportingRound, unit: IssuingUnit, *, is_expected: bool, extended_to: date | None, reason: str
) -> None:
    if not reason:
        raise Invalid("Ghi lý do, ví dụ: đang sáp nhập, thiên tai.", {"reason": "Ghi lý do."})
    if len(reason) > 300:
        raise Invalid("Ghi lý do tối đa 300 ký tự.", {"reason": "Ghi lý do tối đa 300 ký tự."})
    if round_.receiver.path.startswith(unit.path):
        raise Invalid(f"{unit.short_name} là nơi nhận hoặc ở trên nơi nhận báo cáo; chọn đơn vị khác.")
    if not is_expected:
        if extended_to is not None:
            raise Invalid("Đơn vị không phải báo cáo thì không gia hạn.", {"extended_to": "Bỏ ngày gia hạn."})
        if Report.objects.filter(round=round_, unit=unit, version__isnull=False).exists():
            raise NotNow(f"{unit.short_name} đã gửi báo cáo của kỳ này nên không bớt được nữa.")
        return
    if not unit.is_open_on(reckoning_day(round_)):
        raise Invalid(f"{unit.short_name} không hoạt động trong kỳ này; chọn đơn vị kế thừa.")
    if extended_to is not None:
        last_day = due_of(round_).last_day
        if last_day is None:
            raise NotNow(_UNDATED)
        if extended_to <= last_day:
            sentence = f"Ngày gia hạn phải sau ngày cuối của kỳ, {short_date(last_day)}."
            raise Invalid(sentence, {"extended_to": sentence})


def _tell(round_: ReportingRound, unit: IssuingUnit, row: RoundUnit) -> None:
    """Tell the unit's drafters what changes for them."""
    name = f"Báo cáo năm {round_.year} gửi {round_.receiver.short_name}"
    if not row.is_expected:
        text = f"{name}: đơn vị không phải gửi ({row.reason})."
    elif row.extended_to is not None:
        text = f"{name}: được gia hạn đến hết ngày {short_date(row.extended_to)} ({row.reason})."
    else:
        text = f"{name}: đơn vị phải gửi {due_of(round_).words()} ({row.reason})."
    today = clock.today()
    members = Membership.objects.filter(unit=unit, role=MemberRole.DRAFTER, user__is_active=True).select_related("user")
    users: list[User] = [one.user for one in members if one.is_valid_on(today)]
    notify(users, plan=round_.plan, text=text, path="/bao-cao/", unit_id=unit.pk)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: short_date(one) if isinstance(one, date) else one for name, one in values.items()}
