"""Reading plans: titles, the list with its search, and what a plan's own page tells; each starts with the actor."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, QuerySet

from ..content import facts
from ..content.plan import DeadlineContent, PlanContent, duties_of_level
from ..content.vietnamese import capitalised, clean_line, day_range, fold, lowered
from ..models import ImportedDocument, IssuingUnit, ParentDocument, Plan, PlanVersion
from ..rules.actor import Actor
from ..rules.decision import Decision
from ..rules.imports import may_remove_copy
from ..rules.plans import PlanVerb, Relation, may, relation, stands
from .contents import content_of, frozen_content, parent_content
from .issuing.signing import approved_sha256
from .paper import Paper, PaperItem, paper
from .plans import ancestor_paths, from_above, plans_visible_to


def plan_title(plan: Plan, *, is_inside: bool = False) -> str:
    """ "Kế hoạch triển khai …" with the facts in the abstract filled; `is_inside` a sentence it begins small."""
    words = dict.fromkeys(facts.NAMES, "…") | {
        facts.YEAR: str(plan.year),
        facts.THEME: plan.theme_text or "…",
        facts.PERIOD: day_range(plan.starts_on, plan.ends_on) or "…",
        facts.LAUNCH: day_range(plan.launch_from, plan.launch_until) or "…",
    }
    title = f"{plan.kind_name.lower()} {lowered(facts.fill(plan.abstract, words))}"
    return title if is_inside else capitalised(title)


def issued_versions(plans: Iterable[Plan]) -> dict[int, PlanVersion]:
    """The issued version of each plan, without its PDF's bytes. One query."""
    return {one.plan_id: one for one in PlanVersion.objects.filter(plan__in=plans, is_issued=True).defer("pdf")}


# --- the list --------------------------------------------------------------------------------------------------------


class Whose(StrEnum):
    """Where the issuing unit stands to the reader's: the same, above it, or below it."""

    OWN = "minh"
    UPPER = "tren"
    LOWER = "duoi"


_WHOSE = {Relation.OWN: Whose.OWN, Relation.BELOW: Whose.UPPER, Relation.ABOVE: Whose.LOWER}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """What the list is narrowed to; empty is everything the actor may see."""

    words: str = ""
    year: int | None = None
    status: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan in the list."""

    plan: Plan
    title: str
    whose: Whose | None


def plan_ids(actor: Actor, wanted: PlanFilter) -> list[int]:
    """The ids of the plans found, newest year first and drafts before what was issued. One query."""
    plans = _whose(plans_visible_to(actor), actor, wanted.whose)
    if wanted.year is not None:
        plans = plans.filter(year=wanted.year)
    if wanted.status:
        plans = plans.filter(status=wanted.status)
    plans = plans.order_by("-year", F("issued_on").desc(nulls_first=True), "-id")
    if not wanted.words:
        return list(plans.values_list("pk", flat=True))
    # The words are compared here: no database folds "uỷ" and "ủy" into one, and a unit sees few plans.
    told = plans.values_list(
        "pk", "number", "symbol", "year", "abstract", "document_type", "issuing_unit__name", "issuing_unit__short_name"
    )
    return [row[0] for row in told if _matches(wanted.words, _told(*row[1:]))]


def _told(number: int | None, symbol: str, *others: object) -> str:
    numbers = f"{number}/{symbol} {number:02d}/{symbol}" if number is not None else symbol
    return " ".join([numbers, *(str(one) for one in others)])


def plan_rows(actor: Actor, ids: list[int]) -> list[PlanRow]:
    """The plans of one page of the list, in the order of `ids`. One query."""
    found = {plan.pk: plan for plan in plans_visible_to(actor).filter(pk__in=ids).select_related("updated_by")}
    return [
        PlanRow(plan=found[pk], title=plan_title(found[pk]), whose=_whose_is(actor, found[pk]))
        for pk in ids
        if pk in found
    ]


def _whose_is(actor: Actor, plan: Plan) -> Whose | None:
    """Whose the plan is to the reader; a copy may be of a unit that stands nowhere above."""
    return _WHOSE.get(relation(actor, plan.issuing_unit) if plan.is_copy else stands(actor, plan))


def plan_years(actor: Actor) -> list[int]:
    """The years of which there is a plan to see."""
    return list(plans_visible_to(actor).order_by("-year").values_list("year", flat=True).distinct())


def _whose(plans: QuerySet[Plan], actor: Actor, whose: str) -> QuerySet[Plan]:
    if whose == Whose.OWN:
        return plans.filter(issuing_unit_id=actor.unit_id)
    if whose == Whose.UPPER:
        return plans.filter(from_above(actor))
    if whose == Whose.LOWER:
        return (
            plans.filter(recorded_by=None)
            .exclude(issuing_unit_id=actor.unit_id)
            .exclude(issuing_unit__path__in=ancestor_paths(actor.unit_path))
        )
    return plans


def _matches(wanted: str, told: str) -> bool:
    """Whether every word is there: "uỷ" finds "ủy", and a search typed without marks finds words that have them."""
    wanted, told = fold(clean_line(wanted)), fold(told)
    if wanted.isascii():
        told = bare(told)
    return all(word in told for word in wanted.split())


def bare(text: str) -> str:
    """The letters without their marks: "Kế hoạch" becomes "Ke hoach"."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# --- one plan --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedParent:
    """A document the plan carries out; `plan_id` where it can be opened here."""

    citation: str
    issuer: str
    plan_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """A plan as its own page shows it: what it says, its facts, what it asks of us, and what we may do with it.

    `go_on` is our draft already made from it, where the actor may edit that; `due` is when a draft must be issued;
    `code` the print of the file that was approved, the same that stood beside it when it was signed.
    """

    plan: Plan
    title: str
    content: PlanContent
    paper: Paper
    relation: Relation
    parents: tuple[CitedParent, ...]
    duties: tuple[PaperItem, ...]
    own_plans: tuple[Plan, ...]
    next_plans: tuple[Plan, ...]
    versions: tuple[PlanVersion, ...]
    derive: Decision
    roll_forward: Decision
    edit: Decision
    go_on: Plan | None
    due: DeadlineContent | None
    original: ImportedDocument | None
    remove_copy: Decision
    code: str

    @property
    def deadlines(self) -> tuple[DeadlineContent, ...]:
        """Every deadline the plan sets."""
        return self.content.deadlines

    @property
    def issued_version(self) -> PlanVersion | None:
        """The version that was issued."""
        return next((one for one in self.versions if one.is_issued), None)


def plan_page(actor: Actor, plan: Plan) -> PlanPage:
    """Everything the page of a plan tells; `plan` came through `plans_visible_to`. An issued plan is read frozen."""
    versions = tuple(plan.versions.defer("pdf", "content").select_related("created_by").order_by("-number"))
    issued = next((one for one in versions if one.is_issued), None)
    where = stands(actor, plan)
    content = frozen_content(issued) if issued and plan.is_issued else content_of(plan)
    page = paper(content, keeps_dropped=where == Relation.OWN and not plan.is_issued)
    ours = plans_visible_to(actor).filter(issuing_unit_id=actor.unit_id)
    is_above = where == Relation.BELOW
    own_plans = tuple(ours.filter(parent_documents__parent_plan=plan)) if is_above else ()
    next_plans = tuple(ours.filter(previous_plan=plan)) if where == Relation.OWN else ()
    return PlanPage(
        plan=plan,
        title=plan_title(plan),
        content=content,
        paper=page,
        relation=where,
        parents=tuple(_parents(actor, plan)),
        duties=_duties(content, page, actor.unit_level) if is_above else (),
        own_plans=own_plans,
        next_plans=next_plans,
        versions=versions if where == Relation.OWN else tuple(one for one in versions if one.is_issued),
        derive=may(actor, PlanVerb.DERIVE, plan),
        code=approved_sha256(issued.pk) if issued else "",
        roll_forward=may(actor, PlanVerb.ROLL_FORWARD, plan),
        edit=may(actor, PlanVerb.EDIT, plan),
        go_on=next((one for one in (*own_plans, *next_plans) if may(actor, PlanVerb.EDIT, one)), None),
        due=_due(plan) if where == Relation.OWN and not plan.is_issued else None,
        original=original_kept_with(plan),
        remove_copy=may_remove_copy(actor, plan),
    )


def original_kept_with(plan: Plan) -> ImportedDocument | None:
    """The file the plan was made from, without its bytes; whoever may read the plan may have it."""
    return ImportedDocument.objects.filter(plan=plan).defer("original", "source", "review").first()


def _due(plan: Plan) -> DeadlineContent | None:
    """By when a draft must be issued, as its first parent that says so has it."""
    versions = PlanVersion.objects.filter(child_links__plan=plan).order_by("child_links__position").defer("pdf")
    deadlines = (child_plan_deadline(frozen_content(version), plan.issuing_unit) for version in versions)
    return next((one for one in deadlines if one), None)


def _parents(actor: Actor, plan: Plan) -> Iterable[CitedParent]:
    rows: list[ParentDocument] = list(plan.parent_documents.all())
    wanted = [row.parent_plan_id for row in rows if row.parent_plan_id]
    seen = set(plans_visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    for row in rows:
        yield CitedParent(
            citation=parent_content(row).short_citation(),
            issuer=row.issuer,
            plan_id=row.parent_plan_id if row.parent_plan_id in seen else None,
        )


def _duties(content: PlanContent, page: Paper, level: str) -> tuple[PaperItem, ...]:
    keys = {item.key for item in duties_of_level(content, level)}
    return tuple(item for item in page.items if item.key in keys)


# --- what a parent asks by when --------------------------------------------------------------------------------------


def child_plan_deadline(content: PlanContent, unit: IssuingUnit) -> DeadlineContent | None:
    """By when the unit has to issue its own plan, where the parent says so to its level."""
    deadline = content.child_plan_deadline()
    return deadline if deadline and is_owed_by(deadline, unit) else None


def report_deadlines(content: PlanContent, unit: IssuingUnit) -> tuple[DeadlineContent, ...]:
    """When the unit owes the parent its reports."""
    return tuple(one for one in content.report_deadlines() if is_owed_by(one, unit))


def is_owed_by(deadline: DeadlineContent, unit: IssuingUnit) -> bool:
    """Whether the unit is among those a deadline names ("Ủy ban nhân dân các xã, phường"); nobody named is everybody.

    A territory's deadline counts for every kind of its level: "các xã, phường" is said to a đặc khu too.
    """
    nouns = {unit.noun, *(unit.level.name.split(", ") if unit.level.is_territory else ())} - {""}
    owed_by = fold(deadline.owed_by)
    return not owed_by or not nouns or any(re.search(rf"\b{re.escape(fold(noun))}\b", owed_by) for noun in nouns)
