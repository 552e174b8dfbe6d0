"""What a draft should be looked at for: the findings of the checks, with the context they need."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from ..checking.catalogue import CheckContext, Finding, ObsoleteTerm, Severity, all_checks, run_checks
from ..content.plan import PlanContent
from ..enums import LinkKind, PlanStatus
from ..models import Agency, ParentDocument, Plan, PlanLink
from .drafting import Draft
from .terms import agency_terms, named_for, obsolete_terms

#: As many findings as one sitting mends.
SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The findings in the order to mend them, and how many checks ran.

    `agencies` are the names that the unit's plans may give work to, as the checks were told.
    """

    findings: tuple[Finding, ...]
    checks: int
    agencies: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The first ones: nobody mends hundreds at once, and the next appear as these go."""
        return self.findings[:SHOWN]

    @property
    def more(self) -> int:
        """How many wait behind those shown."""
        return len(self.findings) - len(self.shown)

    @property
    def errors(self) -> int:
        """How many must be mended before the draft goes on."""
        return sum(1 for finding in self.findings if finding.severity == Severity.ERROR)


def review(draft: Draft, today: date) -> Review:
    """Run every check on what the draft says now. A fixed number of queries."""
    context = _context(draft, today)
    findings = _checked(draft.content, context)
    return Review(findings=findings, checks=len(all_checks()), agencies=context.unit_agencies)


@lru_cache(maxsize=64)
def _checked(content: PlanContent, context: CheckContext) -> tuple[Finding, ...]:
    """The findings of the same words in the same circumstances are the same; opening a long draft again is quick."""
    return run_checks(content, context)


def outdated_parents(plan: Plan) -> tuple[str, ...]:
    """The numbers of the plan's parents that were withdrawn, replaced or amended after it was drafted. One query."""
    amended = PlanLink.objects.filter(
        older=OuterRef("parent_plan"), kind=LinkKind.AMENDS, newer__status=PlanStatus.ISSUED
    )
    gone = Q(parent_plan__status__in=(PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED))
    rows = ParentDocument.objects.filter(gone | Exists(amended), plan=plan, parent_plan__isnull=False)
    return tuple(rows.values_list("document_number", flat=True))


def _parents_above(draft: Draft) -> tuple[PlanContent, ...]:
    """What the draft carries out: the parents it cites and those of other units that its items come from. An own older
    plan that it amends or corrects is none of them."""
    cited = {one.version for one in draft.content.parents}
    own = draft.content.issuer.name
    return tuple(one for version, one in draft.parents.items() if version in cited or one.issuer.name != own)


def _context(draft: Draft, today: date) -> CheckContext:
    plan = draft.plan
    unit = plan.issuing_unit
    campaign = plan.campaign
    if campaign is not None:
        prefetch_related_objects([campaign], "themes", "slogans")
    agencies = agency_terms(unit, today)
    themes = [theme.text for theme in campaign.themes.all()] if campaign else []
    request = Agency.objects.filter(wording="request", level_id=unit.level_id, owner=None)
    return CheckContext(
        today=today,
        level=unit.level.code,
        parents=_parents_above(draft),
        outdated_parents=outdated_parents(plan) if draft.parents else (),
        campaign_theme=themes[0] if themes else "",
        official_slogans=tuple(slogan.text for slogan in campaign.slogans.all()) if campaign else (),
        obsolete_terms=tuple(
            ObsoleteTerm(old=term.old, now=term.now, since=term.since)
            for term in obsolete_terms(unit, today, agencies)
            if term.since
        ),
        request_agencies=tuple(named_for(agency.name, unit) for agency in request),
        unit_agencies=tuple(term.name for term in agencies),
    )
