"""The versions of a plan: who may read which, the list with what changed from one to the next, two compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Q, QuerySet

from ...content.plan import PlanContent
from ...deriving.comparing import Comparison, compare
from ...models import Plan, PlanVersion
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, Relation, is_asked, may, stands
from ..contents import content_of, frozen_content

#: How the draft as it is now is named beside the numbers of versions.
NOW = "nay"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in the list. `places` says in how many places it differs from the one before; None for the first."""

    version: PlanVersion
    places: int | None
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: a version, or the draft as it is now (`version` None)."""

    name: str
    version: PlanVersion | None
    content: PlanContent

    @property
    def label(self) -> str:
        """ "bản 3", "dự thảo hiện nay"."""
        return f"bản {self.version.number}" if self.version else "dự thảo hiện nay"


def sees_inside(actor: Actor, plan: Plan) -> bool:
    """Whether the actor may read what was said before issue: the own unit, and whoever was asked for an opinion."""
    return actor.is_system or stands(actor, plan) == Relation.OWN or is_asked(actor, plan)


def versions_readable(actor: Actor, plan: Plan) -> QuerySet[PlanVersion]:
    """The versions the actor may read, newest first, without the bytes of their PDF: outsiders the issued one only."""
    rows = plan.versions.select_related("created_by").defer("pdf").order_by("-number")
    return rows if sees_inside(actor, plan) else rows.filter(is_issued=True)


def version_numbers(actor: Actor, plan: Plan) -> list[int]:
    """The numbers of the versions the actor may read, newest first. One query, after those of the rule."""
    return list(versions_readable(actor, plan).values_list("number", flat=True))


def version_rows(actor: Actor, plan: Plan, numbers: Sequence[int]) -> list[VersionRow]:
    """These versions, each compared with the one before it. Two queries at most, after those of the rule.

    Versions never change: in how many places two of them differ is counted once and kept beside the rendered pages.
    """
    if not numbers:
        return []
    wanted = set(numbers)
    readable = versions_readable(actor, plan).filter(Q(number__in=wanted) | Q(number=min(wanted) - 1))
    rows = list(readable.defer("pdf", "content"))
    known = {row.number: row for row in rows}
    pairs = [(known[row.number - 1], row) for row in rows if row.number in wanted and row.number - 1 in known]
    places = _places(readable, pairs)
    before = {new.number: old.number for old, new in pairs}
    return [
        VersionRow(version=row, places=places.get(row.pk), before=before.get(row.number))
        for row in rows
        if row.number in wanted
    ]


def _places(rows: QuerySet[PlanVersion], pairs: Sequence[tuple[PlanVersion, PlanVersion]]) -> dict[int, int]:
    """In how many places the second of each pair differs from the first, by the second's id."""
    names = {f"places-{old.pk}-{new.pk}-{new.created_at:%Y%m%d%H%M%S%f}": (old, new) for old, new in pairs}
    found: dict[str, int] = caches["renders"].get_many(names)
    if missing := {name: pair for name, pair in names.items() if name not in found}:
        wanted = {row.pk for pair in missing.values() for row in pair}
        contents = {row.pk: frozen_content(row) for row in rows.filter(pk__in=wanted)}
        counted = {name: compare(contents[old.pk], contents[new.pk]).places for name, (old, new) in missing.items()}
        caches["renders"].set_many(counted, timeout=None)
        found |= counted
    return {new.pk: found[name] for name, (_, new) in names.items()}


def readable_version(actor: Actor, plan: Plan, number: int) -> PlanVersion | None:
    """One version the actor may read."""
    return versions_readable(actor, plan).filter(number=number).first()


def version_pdf(actor: Actor, plan: Plan, number: int) -> bytes | None:
    """The bytes of the PDF a version was kept with, for who may read the version."""
    version = versions_readable(actor, plan).filter(number=number).defer(None).first()
    return bytes(version.pdf) if version is not None and version.pdf is not None else None


def side(actor: Actor, plan: Plan, name: str) -> Side | None:
    """What a name in the address means: the number of a version, or the draft as it is now for those inside."""
    if name == NOW:
        return Side(name=NOW, version=None, content=content_of(plan)) if sees_inside(actor, plan) else None
    version = readable_version(actor, plan, int(name)) if name.isascii() and name.isdigit() and len(name) < 7 else None
    return Side(name=name, version=version, content=frozen_content(version)) if version else None


def compare_sides(one: Side, other: Side) -> Comparison:
    """What changed from the first to the second."""
    return compare(one.content, other.content)


def restoring(actor: Actor, plan: Plan) -> Decision:
    """Whether the actor may take a version back into the draft: the same right as writing in it."""
    return may(actor, PlanVerb.EDIT, plan)
