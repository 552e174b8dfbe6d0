"""One-time links: which one an address holds, in what state it is, and what a report's people see of its links."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from ....models import IssuingUnit, Report, ReportingRound, ReportLink
from ....rules.actor import Actor
from ....rules.decision import Decision, no
from ....rules.reports import ReportVerb
from ..owed import is_expected
from ..reports import may_stand_in, reports_visible_to

_LONGEST_SECRET = 100


class LinkState(StrEnum):
    """What has become of a link."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


#: The word of each state, as lists show it.
WORDS = {
    LinkState.OPEN: "đang mở",
    LinkState.USED: "đã gửi báo cáo",
    LinkState.REVOKED: "đã thu hồi",
    LinkState.EXPIRED: "hết hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link in the list of a report's links."""

    link: ReportLink
    state: LinkState

    @property
    def word(self) -> str:
        """The state in a word."""
        return WORDS[self.state]


def hash_of(secret: str) -> str:
    """What is kept of a secret. Looking a hash up tells nothing by the time it takes: nobody can choose its letters."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_by(secret: str) -> ReportLink | None:
    """The link an address leads to, in whatever state; None for a secret that was never given out. One query."""
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    return _links().filter(secret_hash=hash_of(secret)).first()


def link_row(pk: int) -> ReportLink | None:
    """A link, for its letter."""
    return _links().filter(pk=pk).first()


def _links() -> QuerySet[ReportLink]:
    return ReportLink.objects.select_related(
        "report__unit__level",
        "report__round__receiver",
        "report__round__plan",
        "report__round__form",
        "report__version",
    )


def state_of(link: ReportLink, now: datetime) -> LinkState:
    """What has become of the link. Whoever files, by this link or not, closes it: a report that comes back for mending
    is given a new one."""
    filed_at = link.report.filed_at
    if link.used_at is not None or (filed_at is not None and filed_at >= link.created_at):
        return LinkState.USED
    if link.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if now < link.expires_at else LinkState.EXPIRED


def link_rows(report: Report, now: datetime) -> list[LinkRow]:
    """The links that were given for a report, the newest first."""
    links = ReportLink.objects.filter(report=report).select_related("report")
    return [LinkRow(link=one, state=state_of(one, now)) for one in links[:50]]


def link_of(report: Report, pk: int) -> ReportLink | None:
    """One of the report's links."""
    return ReportLink.objects.filter(report=report, pk=pk).select_related("report__unit").first()


def may_help(actor: Actor, round_: ReportingRound, unit: IssuingUnit) -> Decision:
    """Whether the actor may give the unit a link to its report of the round, or type it in: begun or not."""
    report = reports_visible_to(actor).filter(round=round_, unit=unit).first()
    if report is None and not is_expected(round_, unit):
        return no("Đơn vị không phải báo cáo trong kỳ này.")
    return may_stand_in(actor, ReportVerb.LINK, report or Report(round=round_, unit=unit))
