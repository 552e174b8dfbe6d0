"""Đôn đốc: a công văn drafted to exactly the units that owe a report, and a reminder through the portal at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from ... import clock
from ...content.plan import ItemContent, Marker, PlanContent
from ...content.vietnamese import long_date, short_date, weekday_name
from ...enums import Event, PlanStatus
from ...exceptions import NotNow
from ...models import IssuingUnit, Plan, Reminder, ReportingRound
from ...queries.reading import plan_title
from ...queries.reporting.follow.urging import ToUrge, Urged, to_urge
from ...queries.reporting.owed import due_of
from ...queries.terms import usual_signatory
from ...reporting.deadlines import VIETNAM, days_left
from ...rules.actor import Actor
from ...rules.plans import may_start
from ...rules.reports import RoundVerb, may_round
from .. import audit
from ..issuing.succeeding import author_of, citation_of
from ..keeping import keep_content, new_key
from ..notifying import Telling, notify_each

#: How many working days those who are late get to answer a letter; the drafter changes the day in the draft.
_DAYS_TO_ANSWER = 3
_NOBODY = "Các đơn vị đã chọn đều đã gửi báo cáo; không còn đơn vị nào phải đôn đốc."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """What became of a reminder: who was told, who was told less than a day ago and rests, whom nobody reads for."""

    told: tuple[IssuingUnit, ...] = ()
    resting: tuple[IssuingUnit, ...] = ()
    to_telephone: tuple[IssuingUnit, ...] = ()


@transaction.atomic
def draft_urging(round_: ReportingRound, units: Iterable[int], *, actor: Actor) -> Plan:
    """Draft a công văn đôn đốc of the actor's own unit, addressed to those of the units that have something to send.

    Whoever helps the receiver (Sở Y tế) writes in its own name. The draft goes the way of every document. A second
    press answers with the draft that was begun for the same units. Raises NotAllowed, NotNow (nobody is left to urge).
    """
    round_ = _locked(round_)
    may_round(actor, RoundVerb.REMIND, round_).require()
    issuer = IssuingUnit.objects.select_related("level").get(pk=actor.unit_id or round_.receiver_id)
    may_start(actor, issuer).require()
    found = to_urge(round_, units)
    if not found.every:
        raise NotNow(_NOBODY)
    content, holding = letter(round_, found, issuer=issuer), usual_signatory(issuer, clock.today())
    begun = _begun(issuer, content)
    if begun is not None:
        return begun
    plan = keep_content(
        content,
        unit=issuer,
        actor=actor,
        campaign=round_.plan.campaign,
        signatory=holding[0],
        capacity=holding[1],
    )
    audit.record(
        Event.REPORTS_REMINDED,
        actor=actor,
        plan=plan,
        subject=citation_of(round_.plan),
        after={"round": round_.pk, "by": "letter", "units": [one.unit.pk for one in found.every]},
    )
    return plan


@transaction.atomic
def remind(round_: ReportingRound, units: Iterable[int], *, actor: Actor) -> Reminded:
    """Tell the drafters of those of the units that have something to send, in the portal and as they wish by mail.

    A unit that was reminded less than a day ago, by anybody or by the portal itself, is left in peace; one without a
    drafter in the portal is named, so that somebody telephones. Raises NotAllowed, NotNow (nobody is left to urge).
    """
    round_ = _locked(round_)
    may_round(actor, RoundVerb.REMIND, round_).require()
    found, now = to_urge(round_, units).every, clock.now()
    if not found:
        raise NotNow(_NOBODY)
    told = [one for one in found if one.drafters and not one.rests]
    notify_each(
        [
            Telling(users=one.drafters, text=_reminder(round_, one, actor), path="/bao-cao/", unit_id=one.unit.pk)
            for one in told
        ],
        plan=round_.plan,
    )
    Reminder.objects.bulk_create(
        Reminder(round=round_, unit=one.unit, offset=None, sent_at=now, sent_by_name=actor.full_name[:120])
        for one in told
    )
    if told:
        audit.record(
            Event.REPORTS_REMINDED,
            actor=actor,
            plan=round_.plan,
            unit_id=round_.receiver_id,
            after={"round": round_.pk, "by": "portal", "units": [one.unit.pk for one in told]},
        )
    return Reminded(
        told=tuple(one.unit for one in told),
        resting=tuple(one.unit for one in found if one.drafters and one.rests),
        to_telephone=tuple(one.unit for one in found if not one.drafters),
    )


def _locked(round_: ReportingRound) -> ReportingRound:
    rounds = ReportingRound.objects.select_for_update(of=("self",))
    return rounds.select_related("receiver__level", "plan__issuing_unit", "plan__campaign", "form").get(pk=round_.pk)


def _reminder(round_: ReportingRound, one: Urged, actor: Actor) -> str:
    what = f"{actor.unit_name} nhắc: báo cáo năm {round_.year} gửi {round_.receiver.short_name}"
    if one.is_returned:
        return f"{what} cần bổ sung rồi gửi lại."
    left = days_left(one.owed.due, clock.now())
    when = "" if left is None else f", còn {left} ngày" if left > 0 else f", quá hạn {-left} ngày"
    return f"{what} {one.owed.due.words()}{', hôm nay là ngày cuối' if left == 0 else when}."


# --- the letter ------------------------------------------------------------------------------------------------------


def letter(round_: ReportingRound, found: ToUrge, *, issuer: IssuingUnit) -> PlanContent:
    """What the công văn says: on what ground, by when, who is late and who is not yet, and by when to answer.

    It is addressed to exactly these units by their full names.
    """
    today = clock.today()
    signatory, capacity = usual_signatory(issuer, today)
    author = author_of(issuer, signatory, capacity)
    label = f" ({round_.label})" if round_.label else ""
    return PlanContent(
        issuer=author.issuer,
        year=round_.year,
        document_type="",
        abstract=f"Đôn đốc báo cáo kết quả Tháng hành động vì trẻ em năm {round_.year}{label}",
        symbol=author.letter_symbol,
        addressees=tuple(one.unit.name for one in found.every),
        opening=_ground(round_, issuer, label),
        items=_lines(found, issuer, today),
        closing=_request(round_, found, today),
        signature=author.signature,
        recipients=("Như trên",),
        archive_note=issuer.archive_note or "VT",
    )


def _ground(round_: ReportingRound, issuer: IssuingUnit, label: str) -> str:
    receiver, due = round_.receiver, due_of(round_)
    about = plan_title(round_.plan, is_inside=True).removeprefix(f"{round_.plan.kind_name.lower()} ")
    through = "" if issuer.pk == receiver.pk else f" (qua {issuer.name})"
    last = due.last_day
    last_words = f" (ngày cuối: {weekday_name(last)}, {long_date(last)})" if last else ""
    return (
        f"Căn cứ {citation_of(round_.plan)} {about}, các đơn vị gửi báo cáo kết quả Tháng hành động vì trẻ em năm "
        f"{round_.year}{label} về {receiver.name}{through} {due.words()}{last_words}."
    )


def _lines(found: ToUrge, issuer: IssuingUnit, today: date) -> tuple[ItemContent, ...]:
    """How many are missing, and in which way; names only where not all are alike, for Kính gửi has them all."""
    groups = list(_groups(found, today))
    full = " đầy đủ" if found.returned else ""
    silent = f"Đến {long_date(today)}, {issuer.name} chưa nhận được báo cáo{full} của {_many(found.every)} nêu trên"
    if len(groups) == 1:
        return (_paragraph(f"{silent}; các đơn vị này {groups[0][0]}."),)
    dashes = tuple(
        ItemContent(
            key=new_key(),
            marker=Marker.DASH,
            text=f"{_many(units)} {words}: {', '.join(one.unit.name for one in units)}"
            + ("." if at == len(groups) else ";"),
        )
        for at, (words, units) in enumerate(groups, start=1)
    )
    return (_paragraph(f"{silent}, trong đó:", dashes),)


def _groups(found: ToUrge, today: date) -> Iterable[tuple[str, Sequence[Urged]]]:
    by_day: dict[tuple[date | None, bool], list[Urged]] = defaultdict(list)
    for one in (*found.overdue, *found.due):
        by_day[one.owed.due.last_day, one.owed.due.extended_to is not None].append(one)
    for (last, is_extended), units in sorted(by_day.items(), key=lambda pair: pair[0][0] or date.max):
        until = f" đến hết ngày {short_date(last)}" if last and is_extended else ""
        extended = f"được gia hạn{until}, " if is_extended else ""
        if last is None:
            yield "chưa gửi báo cáo", units
        elif last < today:
            yield f"{extended}đã quá thời hạn {_days((today - last).days)}", units
        elif last == today:
            yield f"{extended}đến hạn trong ngày", units
        else:
            yield f"{extended}còn {_days((last - today).days)} đến hạn", units
    if found.returned:
        yield "đã được yêu cầu bổ sung nhưng chưa gửi lại", found.returned


def _request(round_: ReportingRound, found: ToUrge, today: date) -> str:
    """By when to answer: who still has time keeps the deadline, whoever is late gets three working days."""
    last = due_of(round_).last_day
    late = [word for word, units in (("quá thời hạn", found.overdue), ("cần bổ sung", found.returned)) if units]
    if late or last is None:
        day = today
        for _ in range(_DAYS_TO_ANSWER):
            day += timedelta(days=1 if day.weekday() < 4 else 7 - day.weekday())
        who = f"các đơn vị {', '.join(late)}" if late and found.due else "các đơn vị"
        rest = "; các đơn vị còn lại gửi đúng thời hạn của mình" if late and found.due else ""
        asked = f"đề nghị {who} khẩn trương gửi báo cáo chậm nhất {long_date(day)}{rest}."
    else:
        latest = max(one.owed.due.last_day or last for one in found.due)
        until = f"chậm nhất {long_date(last)}" if latest == last else "đúng thời hạn của mình"
        asked = f"đề nghị các đơn vị khẩn trương hoàn thành và gửi báo cáo {until}."
    return f"Để kịp tổng hợp, {asked} Đơn vị đã gửi báo cáo khi nhận được văn bản này thì không phải gửi lại."


def _paragraph(text: str, children: tuple[ItemContent, ...] = ()) -> ItemContent:
    return ItemContent(key=new_key(), text=text, children=children)


def _many(units: Sequence[Urged]) -> str:
    return f"{len(units):02d} đơn vị"


def _days(count: int) -> str:
    return f"{count:02d} ngày"


def _begun(issuer: IssuingUnit, content: PlanContent) -> Plan | None:
    """The draft of the same day, to the same units, that a first press made."""
    drafts = Plan.objects.filter(
        issuing_unit=issuer,
        year=content.year,
        document_type="",
        abstract=content.abstract,
        addressees="\n".join(content.addressees),
        status=PlanStatus.DRAFT,
        removed_at=None,
    ).order_by("-id")
    today = clock.today()
    return next((one for one in drafts if one.created_at.astimezone(VIETNAM).date() == today), None)
