"""The names a document uses, found in the catalogues: its issuer, the bodies it gives work to, what it carries out."""

import re
from dataclasses import replace
from datetime import date

from ...content.plan import IssuerContent, ItemContent, ParentContent, PlanContent, ResponsibilityContent
from ...content.vietnamese import fold, lowered, upper
from ...deriving.terms import AgencyTerm
from ...importing.reviewing import Review
from ...models import IssuingUnit, Plan, PlanVersion
from ...queries.contents import issuer_of
from ...queries.plans import from_above, plans_visible_to
from ...queries.terms import agency_terms
from ...rules.actor import Actor

#: A line that means every commune, in the words of before and after 2025: "UBND các xã, phường, thị trấn".
_COMMUNES = re.compile(r"^(ủy ban nhân dân|ubnd)\s+(các\s+)?(xã|phường)\b.*\b(phường|xã|thị trấn|đặc khu)\b")
_ABOVE_COMMUNES = ("central", "province", "department")


def issuer_as_printed(review: Review, unit: IssuingUnit) -> IssuerContent:
    """The unit as the document prints it: a plan of before a merger keeps the name it was issued under."""
    known, read = issuer_of(unit), review.content.issuer
    printed = review.issuing_unit
    place = read.place or known.place
    if not printed or fold(_short(printed)) in (fold(known.short_name), fold(_short(known.name))):
        return replace(known, place=place)
    superior = (upper(review.superior_unit),) if review.superior_unit else ()
    return replace(
        known,
        name=printed,
        short_name=_short(printed),
        header_lines=read.header_lines or (upper(printed),),
        superior_lines=read.superior_lines or superior,
        territory=_territory(printed) or known.territory,
        noun=(_territory(printed) or known.territory).split(" ")[0] if known.noun else "",
        place=place,
    )


def _short(name: str) -> str:
    return re.sub(r"^ủy ban nhân dân", "UBND", name.strip(), flags=re.IGNORECASE)


def _territory(name: str) -> str:
    found = re.match(r"(?:ủy ban nhân dân|ubnd)\s+(?P<territory>\S.*)$", name.strip(), flags=re.IGNORECASE)
    return lowered(found["territory"]) if found else ""


def with_known_agencies(content: PlanContent, unit: IssuingUnit, day: date) -> PlanContent:
    """The bodies that have something to do, tied to the catalogue by their names; the printed names stay."""
    terms: dict[str, AgencyTerm] = {}
    for term in agency_terms(unit, day):
        for name in (term.name, *term.aliases):
            terms.setdefault(fold(name), term)
    level = unit.level.code
    return replace(content, items=tuple(_known(item, terms, level) for item in content.items))


def _known(item: ItemContent, terms: dict[str, AgencyTerm], level: str) -> ItemContent:
    return replace(
        item,
        responsibilities=tuple(_tied(duty, terms, level) for duty in item.responsibilities),
        children=tuple(_known(child, terms, level) for child in item.children),
    )


def _tied(duty: ResponsibilityContent, terms: dict[str, AgencyTerm], level: str) -> ResponsibilityContent:
    term = terms.get(fold(duty.agency))
    if term is not None and not duty.agency_code:
        duty = replace(duty, agency_code=term.code, covers_level=duty.covers_level or term.covers_level)
    if not duty.covers_level and level in _ABOVE_COMMUNES and _COMMUNES.match(fold(duty.agency)):
        duty = replace(duty, covers_level="commune")
    return duty


def with_parents_kept_here(content: PlanContent, actor: Actor) -> PlanContent:
    """The documents it carries out, tied to the plans of the portal that bear that number and day."""
    wanted = [one for one in content.parents if one.document_number and one.issued_on]
    plans = list(
        plans_visible_to(actor).filter(
            from_above(actor), number__isnull=False, issued_on__in=[one.issued_on for one in wanted]
        )
    )
    versions = {
        one.plan_id: one.pk for one in PlanVersion.objects.filter(plan__in=plans, is_issued=True).only("plan_id")
    }
    used: set[int] = set()
    return replace(content, parents=tuple(_linked(one, plans, versions, used) for one in content.parents))


def _linked(parent: ParentContent, plans: list[Plan], versions: dict[int, int], used: set[int]) -> ParentContent:
    for plan in plans:
        same = (fold(plan.document_number), plan.issued_on) == (fold(parent.document_number), parent.issued_on)
        if same and plan.pk in versions and plan.pk not in used:
            used.add(plan.pk)
            return replace(parent, plan=plan.pk, version=versions[plan.pk])
    return parent
