"""The demonstration: the units, people and issued plans of a story that plays in May 2026, and an archive before it.

Repeatable: what is there is left as it is, so that a second run neither undoes nor doubles what visitors have done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ...documents.pdf import render_pdf
from ...models import (
    Campaign,
    GuidingDocument,
    IssuingUnit,
    NumberSeries,
    Post,
    PostHolding,
    RecipientPreset,
    RouteStep,
    Slogan,
    Theme,
    User,
)
from ..recording import Renderer
from .catalogues import load_catalogues
from .demo_people import keep_people
from .demo_plans import keep_plans, plan_files
from .files import as_date, read_fixture
from .levels import load_levels
from .placing import Tree
from .reporting import keep_demo_rounds
from .units import keep_listed_units, load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSummary:
    """How much a run of `seed_demo` added."""

    units: int
    people: int
    plans: int


def seed_demo(*, render: Renderer = render_pdf) -> DemoSummary:
    """Write the demonstration; loads the national units and catalogues first where they are missing.

    Units and people are written at once; each plan in a transaction of its own, because its PDF takes a moment.
    Raises RenderFailed, or Invalid when a number of the demonstration has been given to another document.
    """
    with transaction.atomic():
        _load_what_is_missing()
        units = _keep_units()
        people = keep_people()
        _keep_offices(read_fixture("demo/units.json")["keeping"])
        _keep_routes(read_fixture("demo/units.json")["keeping"])
        _keep_registers(read_fixture("demo/units.json")["keeping"])
        _keep_example_year(read_fixture("demo/example_year.json"))
    plans = keep_plans(render=render)
    keep_demo_rounds()
    return DemoSummary(units=units, people=people, plans=plans)


def _load_what_is_missing() -> None:
    demo = read_fixture("demo/units.json")
    needed = {entry["unit"] for entry in plan_files()} | {entry["code"] for entry in demo["keeping"]}
    needed -= {entry["code"] for entry in demo["units"]}  # added in a moment
    if IssuingUnit.objects.filter(code__in=needed).values("code").distinct().count() < len(needed):
        load_units()
    if not Campaign.objects.exists():
        load_catalogues()


def _keep_units() -> int:
    tree = Tree()
    before = len(tree.units)
    keep_listed_units(read_fixture("demo/units.json")["units"], tree, load_levels())
    return len(tree.units) - before


def _keep_offices(entries: list[dict[str, Any]]) -> None:
    """Posts with their holders, usual recipients and collectors; a unit that has posts has been seen to before."""
    units = {unit.code: unit for unit in IssuingUnit.objects.filter(code__in=[one["code"] for one in entries])}
    seen_to = set(Post.objects.filter(unit__in=units.values()).values_list("unit__code", flat=True))
    accounts = {user.username: user for user in User.objects.exclude(memberships=None)}
    for entry in entries:
        if entry["code"] not in seen_to:
            _open_office(units[entry["code"]], entry, accounts)


def _open_office(unit: IssuingUnit, entry: dict[str, Any], accounts: dict[str, User]) -> None:
    if "collects_from" in entry:
        unit.collects_from = "\n".join(entry["collects_from"])
        unit.save(update_fields=["collects_from"])
    RecipientPreset.objects.bulk_create(
        RecipientPreset(unit=unit, position=at, text=text) for at, text in enumerate(entry["recipients"])
    )
    posts = Post.objects.bulk_create(
        Post(unit=unit, title=one["title"], is_head=one.get("is_head", False), position=at)
        for at, one in enumerate(entry["posts"])
    )
    PostHolding.objects.bulk_create(_holdings(posts, entry, accounts))


def _holdings(posts: list[Post], entry: dict[str, Any], accounts: dict[str, User]) -> Iterable[PostHolding]:
    for post, one in zip(posts, entry["posts"], strict=True):
        yield PostHolding(
            post=post,
            person_name=one["holder"],
            user=accounts.get(one.get("username", "")),
            valid_from=as_date(entry["posts_since"]),
        )


def _keep_routes(entries: list[dict[str, Any]]) -> None:
    """The way the unit's plans go, where the unit has not set up its own."""
    routes = {one["code"]: one["route"] for one in entries if "route" in one}
    units = IssuingUnit.objects.filter(code__in=routes, route_steps=None)
    accounts = {user.username: user for user in User.objects.exclude(memberships=None)}
    RouteStep.objects.bulk_create(
        RouteStep(
            unit=unit,
            kind=step["step"],
            person=accounts.get(step.get("person", "")),
            days=step.get("days"),
            asked="\n".join(step.get("asked", ())),
        )
        for unit in units
        for step in routes[unit.code]
    )


def _keep_registers(entries: list[dict[str, Any]]) -> None:
    """Where the unit's register on paper stopped before the story begins, if it has no register here yet."""
    registers = {one["code"]: one["register"] for one in entries if "register" in one}
    for unit in IssuingUnit.objects.filter(code__in=registers, closed_on=None, number_series=None):
        year, last = registers[unit.code]["year"], registers[unit.code]["last_number"]
        NumberSeries.objects.create(unit=unit, year=year, last_number=last, first_number=last + 1)


def _keep_example_year(example: dict[str, Any]) -> None:
    """Give 2026, whose theme is not known, an example theme, guidance and slogans, each marked as an example."""
    campaign = Campaign.objects.get(year=example["year"])
    if not campaign.themes.exists():
        Theme.objects.create(campaign=campaign, text=example["theme"], is_official=False, source=example["source"])
    if not campaign.slogans.exists():
        Slogan.objects.bulk_create(
            Slogan(campaign=campaign, position=at, text=text, source=example["source"])
            for at, text in enumerate(example["slogans"])
        )
    if not campaign.guiding_documents.exists():
        document = example["guiding_document"]
        GuidingDocument.objects.create(campaign=campaign, **document | {"issued_on": as_date(document["issued_on"])})
