"""One-time links: a unit without an account makes one report, and reaches nothing else.

A link is a row and a secret; only the secret's hash is kept. It ends by its day, by being taken back, and by filing:
`queries/reporting/links.state_of` says which. Whoever holds it acts as a drafter of the owing unit, for the views of
that one report only.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from .... import clock
from ....content.vietnamese import clean_line
from ....enums import Event, MemberRole
from ....exceptions import Invalid, NotNow
from ....models import Report, ReportLink
from ....queries.reporting.addresses.links import LinkState, hash_of, state_of
from ....queries.reporting.reports import may_stand_in
from ....rules.actor import Actor
from ....rules.reports import ReportVerb, may_report
from ... import audit
from ..tasks import send_link_later
from .keys import is_ours, secret_of

#: How long a link opens, unless said otherwise; and at most.
USUAL_DAYS, MOST_DAYS = 7, 30

_ENDED = {
    LinkState.USED: "Báo cáo đã gửi nên liên kết này không còn dùng được.",
    LinkState.REVOKED: "Nơi nhận đã thu hồi liên kết này.",
    LinkState.EXPIRED: "Liên kết này đã hết hạn.",
}


@transaction.atomic
def give_link(
    report: Report, *, actor: Actor, given_to: str, days: int = USUAL_DAYS, by_mail: bool = False
) -> tuple[ReportLink, str]:
    """Give somebody of the owing unit a link to its report; returns it with its secret, which is kept nowhere.

    A report has one open link at a time: those given before are taken back. `by_mail` sends it to the unit's address.
    Raises NotAllowed, NotNow (filed already, or the unit writes it itself), Invalid.
    """
    report = _locked(report)
    may_stand_in(actor, ReportVerb.LINK, report).require()
    name = _checked(report, given_to, days, by_mail=by_mail)
    now = clock.now()
    for other in ReportLink.objects.filter(report=report).select_related("report"):
        if state_of(other, now) == LinkState.OPEN:
            _revoke(other)
    link = ReportLink.objects.create(
        report=report,
        secret_hash=secret_of("plans.report-link.new", report.pk, now.timestamp()),
        given_to=name,
        created_at=now,
        created_by_name=actor.full_name[:120],
        expires_at=now + timedelta(days=days),
    )
    link.refresh_from_db()  # the secret is made from what the database keeps
    secret = _secret_of(link)
    link.secret_hash = hash_of(secret)
    link.save(update_fields=["secret_hash"])
    _record(link, report, actor, given_to=name, days=days, by_mail=by_mail)
    if by_mail:
        send_link_later.enqueue(link.pk)
    return link, secret


@transaction.atomic
def revoke_link(link: ReportLink, *, actor: Actor) -> ReportLink:
    """Take a link back; whoever opens it from now on is told so. Raises NotAllowed, NotNow (it has ended already)."""
    report = _locked(link.report)
    may_report(actor, ReportVerb.LINK, report).require()
    fresh = ReportLink.objects.select_for_update(of=("self",)).select_related("report").get(pk=link.pk)
    state = state_of(fresh, clock.now())
    if state != LinkState.OPEN:
        raise NotNow(_ENDED[state])
    _revoke(fresh)
    _record(fresh, report, actor, given_to=fresh.given_to, revoked=True)
    return fresh


@transaction.atomic
def open_link(link: ReportLink) -> ReportLink:
    """Note when the link was opened first. Opening is no act worth a row of the audit trail: giving it was."""
    ReportLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=clock.now())
    return link


@transaction.atomic
def close_link(link: ReportLink) -> None:
    """Note that its report has been filed through it; by the report's own day of filing it is closed already."""
    ReportLink.objects.filter(pk=link.pk, used_at=None).update(used_at=clock.now())


def actor_of(link: ReportLink) -> Actor:
    """Whoever holds the link: a drafter of the owing unit, for this report and nothing else. There is no account, and
    no subtree: the views take only the link's report."""
    unit = link.report.unit
    return Actor(
        user_id=None,
        full_name=link.given_to,
        unit_id=unit.pk,
        unit_name=unit.short_name,
        unit_level=unit.level.code,
        unit_path=unit.path,
        scope_path=unit.path,
        roles=frozenset({MemberRole.DRAFTER}),
    )


def ended_words(link: ReportLink) -> str:
    """Why the link no longer opens, and who gives a new one; empty while it does."""
    state = state_of(link, clock.now())
    if state == LinkState.OPEN:
        return ""
    receiver = link.report.round.receiver.short_name
    who = f"{link.created_by_name}, {receiver}"
    if state == LinkState.USED:
        return f"{_ENDED[state]} Cần sửa số liệu, gọi {who}."
    return f"{_ENDED[state]} Gọi {who} để xin liên kết mới."


def address_of_link(link: ReportLink) -> str | None:
    """The path that opens the link, for who gave it; None where it was made with another secret key."""
    secret = _secret_of(link)
    return reverse("report-by-link", args=[secret]) if is_ours(secret, link.secret_hash) else None


def _locked(report: Report) -> Report:
    rows = Report.objects.select_related("unit__level", "round__receiver", "round__plan")
    return rows.select_for_update(of=("self",)).get(pk=report.pk)


def _checked(report: Report, given_to: str, days: int, *, by_mail: bool) -> str:
    name, wrong = clean_line(given_to), {}
    if not name:
        wrong["given_to"] = "Ghi họ và tên người nhận liên kết ở đơn vị báo cáo."
    elif len(name) > 120:
        wrong["given_to"] = "Ghi tối đa 120 ký tự."
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = f"Liên kết mở từ 1 đến {MOST_DAYS} ngày."
    if by_mail and not report.unit.email:
        wrong["by_mail"] = "Đơn vị chưa có địa chỉ thư điện tử; gửi liên kết qua Zalo hoặc tin nhắn."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    return name


def _secret_of(link: ReportLink) -> str:
    return secret_of("plans.report-link", link.pk, link.report_id, f"{link.created_at.timestamp():.6f}")


def _revoke(link: ReportLink) -> None:
    link.revoked_at = clock.now()
    link.save(update_fields=["revoked_at"])


def _record(link: ReportLink, report: Report, actor: Actor, **after: object) -> None:
    audit.record(
        Event.REPORT_LINKED,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.round.receiver_id,
        subject=report.unit.short_name,
        after={"link": link.pk} | after,
    )
