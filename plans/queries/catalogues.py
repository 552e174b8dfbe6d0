"""The catalogues for screens: whoever is logged in may read them; people's accounts only those who work with them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ..content.vietnamese import clean_line, fold, short_date
from ..models import (
    Agency,
    AgencyCounterpart,
    Campaign,
    GuidingDocument,
    IssuingUnit,
    LegalDocument,
    Membership,
    Post,
    PostHolding,
    Slogan,
    Theme,
    UnitLevel,
    UnitSuccession,
    User,
)
from ..rules.actor import Actor
from ..rules.catalogue import may_keep_unit

#: The level whose units the list can be narrowed to.
PROVINCE = "province"
_LONGEST_SEARCH = 100
_WORD = re.compile(r"\w+")
# Vietnamese marks are combining characters once a letter is taken apart; only đ is a letter of its own.
_WITHOUT_MARKS = {**dict.fromkeys(range(0x300, 0x370)), ord("đ"): "d"}
#: Up to so many units below are named on a unit's page; more are counted by level.
_FEW = 12


# --- searching names


def unmarked(text: str) -> str:
    """The text in small letters without any mark: "Đức Xuân" becomes "duc xuan"."""
    return unicodedata.normalize("NFD", text.casefold()).translate(_WITHOUT_MARKS)


# Names change rarely, so their keys are remembered; each process has its own, and a new name is simply a new key.
@lru_cache(maxsize=20_000)
def _bare_key(text: str) -> str:
    """The words of a name without marks, each after a space."""
    return " " + " ".join(_WORD.findall(unmarked(text)))


@lru_cache(maxsize=20_000)
def _marked_key(text: str) -> str:
    """The words of a name with their marks, each after a space."""
    return " " + " ".join(_WORD.findall(fold(text)))


def matches(name: str, words: str) -> bool:
    """Whether every word begins a word of the name; a word typed without marks fits any marks."""
    words = words[:_LONGEST_SEARCH]
    return all(
        f" {word}" in (_bare_key(name) if word == bare else _marked_key(name))
        for word, bare in zip(_marked_key(words).split(), _bare_key(words).split(), strict=True)
    )


# --- units


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in the list, with what is read beside it."""

    unit: IssuingUnit
    superior: IssuingUnit | None
    successors: tuple[IssuingUnit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """Everything the page of a unit shows but people's accounts."""

    unit: IssuingUnit
    superiors: tuple[IssuingUnit, ...]
    posts: tuple[Post, ...]
    recipients: tuple[str, ...]
    successions: tuple[UnitSuccession, ...]
    predecessors: tuple[IssuingUnit, ...]
    agencies: tuple[Agency, ...]
    open_below: int
    below: tuple[IssuingUnit, ...]
    levels_below: tuple[tuple[str, str, int], ...]


def units(actor: Actor) -> QuerySet[IssuingUnit]:
    """Every unit, open or closed, in the order of the tree."""
    found: QuerySet[IssuingUnit] = IssuingUnit.objects.select_related("level").order_by("path")
    return found if _may_read(actor) else found.none()


def levels(actor: Actor) -> QuerySet[UnitLevel]:
    """The levels from the top down."""
    return UnitLevel.objects.order_by("rank", "code") if _may_read(actor) else UnitLevel.objects.none()


def provinces(actor: Actor) -> QuerySet[IssuingUnit]:
    """The units to which the list can be narrowed; closed ones last."""
    return units(actor).filter(level__code=PROVINCE).order_by("closed_on", "path")


def find_units(
    actor: Actor, *, today: date, words: str = "", level: str = "", province: int | None = None, state: str = "open"
) -> list[int]:
    """The ids of the units that fit, best first. `state` is open, closed or all.

    Names are searched here rather than by the database, which knows neither "Uỷ" = "Ủy" nor "duc xuan" = "Đức Xuân".
    """
    found = units(actor)
    if state == "open":
        found = found.filter(Q(closed_on=None) | Q(closed_on__gte=today))
    elif state == "closed":
        found = found.filter(closed_on__lt=today)
    if level:
        found = found.filter(level__code=level)
    if province is not None:
        path = IssuingUnit.objects.filter(pk=province).values_list("path", flat=True).first()
        found = found.filter(path__startswith=path) if path else found.none()
    words = clean_line(words)
    if not words:
        return list(found.values_list("pk", flat=True))
    rows = found.values_list("pk", "short_name", "name", "territory", "code", "level__rank")
    fitting = [(pk, f"{short} {name} {code}", territory, rank) for pk, short, name, territory, code, rank in rows]
    fitting = [row for row in fitting if matches(row[1], words)]
    wanted = _bare_key(words)
    # A territory of just that name first, then the words in the order typed, then the higher level; the order of the
    # tree within (sorting is stable).
    fitting.sort(key=lambda row: (not _bare_key(row[2]).endswith(wanted), wanted not in _bare_key(row[1]), row[3]))
    return [pk for pk, *_ in fitting]


def unit_rows(actor: Actor, ids: Sequence[int]) -> list[UnitRow]:
    """The units of one page of the list, in the order of `ids`; three queries."""
    page = units(actor).in_bulk(ids)
    step = IssuingUnit.steplen
    above = {
        unit.path: unit
        for unit in IssuingUnit.objects.filter(path__in={unit.path[:-step] for unit in page.values()} - {""})
    }
    successors: dict[int, list[IssuingUnit]] = {}
    for link in UnitSuccession.objects.filter(closed_unit__in=ids).select_related("successor").order_by("id"):
        successors.setdefault(link.closed_unit_id, []).append(link.successor)
    return [
        UnitRow(unit=page[pk], superior=above.get(page[pk].path[:-step]), successors=tuple(successors.get(pk, ())))
        for pk in ids
        if pk in page
    ]


def unit_page(actor: Actor, unit: IssuingUnit, today: date) -> UnitPage:
    """What the page of a unit shows; the number of queries does not grow with it."""
    step = IssuingUnit.steplen
    paths = [unit.path[:end] for end in range(step, len(unit.path), step)]
    holdings = PostHolding.objects.select_related("user").order_by("-valid_from", "id")
    children = (
        units(actor)
        .filter(path__startswith=unit.path, depth=unit.depth + 1)
        .filter(Q(closed_on=None) | Q(closed_on__gte=today))
    )
    below = (
        children.order_by()
        .values_list("level__code", "level__name")
        .annotate(count=Count("pk"))
        .order_by("level__rank")
    )
    levels_below = tuple((code, name, count) for code, name, count in below)
    return UnitPage(
        unit=unit,
        superiors=tuple(units(actor).filter(path__in=paths)),
        posts=tuple(unit.posts.prefetch_related(Prefetch("holdings", holdings))),
        recipients=tuple(unit.recipient_presets.values_list("text", flat=True)),
        successions=tuple(unit.successions.select_related("successor").order_by("id")),
        predecessors=tuple(units(actor).filter(successions__successor=unit)),
        agencies=tuple(agencies(actor).filter(owner=unit)),
        open_below=sum(count for *_, count in levels_below),
        below=tuple(children) if sum(count for *_, count in levels_below) <= _FEW else (),
        levels_below=levels_below,
    )


def units_called(actor: Actor, text: str) -> list[IssuingUnit]:
    """The units a person means by a code, a short name or a full name; several when names collide."""
    text = clean_line(text)
    by_code = list(units(actor).filter(code__iexact=text))
    if by_code:
        return by_code
    wanted = fold(text)
    names = units(actor).values_list("pk", "short_name", "name", "territory")
    ids = [pk for pk, *called in names if wanted in (_folded(one) for one in called if one)]
    return list(units(actor).filter(pk__in=ids))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


# --- people


def posts(actor: Actor) -> QuerySet[Post]:
    """Every post that signs."""
    found = Post.objects.select_related("unit__level")
    return found if _may_read(actor) else found.none()


def holdings(actor: Actor) -> QuerySet[PostHolding]:
    """Who holds or held a post."""
    found = PostHolding.objects.select_related("post__unit__level", "user")
    return found if _may_read(actor) else found.none()


def memberships(actor: Actor, unit: IssuingUnit) -> QuerySet[Membership]:
    """The roles of people in a unit: for those who work there and those who keep it."""
    found = Membership.objects.filter(unit=unit).select_related("user").order_by("user__full_name", "role", "id")
    return found if actor.unit_id == unit.pk or may_keep_unit(actor, unit) else found.none()


def membership(actor: Actor, pk: int) -> Membership | None:
    """One role, if the person may see the unit's roles."""
    row = Membership.objects.filter(pk=pk).select_related("user", "unit__level").first()
    return row if row and (actor.unit_id == row.unit_id or may_keep_unit(actor, row.unit)) else None


def account_called(actor: Actor, username: str) -> User | None:
    """The account of that log-in name, for somebody who keeps a unit; lists of accounts are nobody's."""
    if not actor.can_administer:
        return None
    return User.objects.filter(username__iexact=clean_line(username), is_active=True).first()


# --- agencies, legal documents, years


def agencies(actor: Actor) -> QuerySet[Agency]:
    """General agencies and every unit's own, by level, with the counterparts below in their order."""
    links = AgencyCounterpart.objects.select_related("lower").order_by("position", "id")
    found = (
        Agency.objects.select_related("level", "owner__level", "covers_level", "replaced_by")
        .prefetch_related(Prefetch("lower_links", links))
        .order_by("level__rank", "position", "id")
    )
    return found if _may_read(actor) else found.none()


def legal_documents(actor: Actor) -> QuerySet[LegalDocument]:
    """The legal documents in the order in which plans cite them."""
    found = LegalDocument.objects.select_related("replaced_by")
    return found if _may_read(actor) else found.none()


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """The years, newest first, with their themes, guiding documents and number of slogans."""
    found = Campaign.objects.prefetch_related("themes", "guiding_documents").annotate(slogan_count=Count("slogans"))
    return found.order_by("-year") if _may_read(actor) else found.none()


def themes(actor: Actor) -> QuerySet[Theme]:
    """The themes of all years."""
    found = Theme.objects.select_related("campaign")
    return found if _may_read(actor) else found.none()


def slogans(actor: Actor) -> QuerySet[Slogan]:
    """The slogans of all years, each year's in its order."""
    found = Slogan.objects.select_related("campaign").order_by("campaign", "position", "id")
    return found if _may_read(actor) else found.none()


def guiding_documents(actor: Actor) -> QuerySet[GuidingDocument]:
    """The guiding documents of all years."""
    found = GuidingDocument.objects.select_related("campaign")
    return found if _may_read(actor) else found.none()


def agencies_by_level(actor: Actor, level: str = "") -> list[tuple[UnitLevel, list[Agency]]]:
    """General agencies and those of the person's own unit, each level's together."""
    found = agencies(actor).filter(Q(owner=None) | Q(owner_id=actor.unit_id))
    if level:
        found = found.filter(level__code=level)
    groups: dict[UnitLevel, list[Agency]] = {}
    for agency in found:
        groups.setdefault(agency.level, []).append(agency)
    return list(groups.items())


def agency_levels(actor: Actor) -> QuerySet[UnitLevel]:
    """The levels that have agencies."""
    return levels(actor).filter(Exists(Agency.objects.filter(level=OuterRef("pk"))))


def counts(actor: Actor, today: date) -> dict[str, int]:
    """How much each catalogue holds; units only while they exist."""
    return {
        "units": units(actor).filter(Q(closed_on=None) | Q(closed_on__gte=today)).count(),
        "closed_units": units(actor).filter(closed_on__lt=today).count(),
        "agencies": agencies(actor).filter(owner=None).count(),
        "legal_documents": legal_documents(actor).count(),
        "campaigns": campaigns(actor).count(),
    }


def in_words(value: object) -> str:
    """A stored or typed value as a screen shows it beside another: dates, yes and no, rows, "để trống"."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, list | tuple):
        return "\n".join(map(in_words, value)) or "để trống"
    return str(value) if value not in (None, "") else "để trống"


def _may_read(actor: Actor) -> bool:
    """Whoever is logged in, and the portal's own commands."""
    return actor.is_system or actor.user_id is not None
