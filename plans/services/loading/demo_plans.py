"""The issued plans of the demonstration: content from the data files, kept as drafts and frozen with their PDF."""

import json
from functools import cache
from typing import Any

from django.db import transaction

from ...content import codec
from ...models import Campaign, IssuingUnit, Plan, PostHolding
from ...rules.actor import SYSTEM
from ..keeping import keep_content
from ..recording import Renderer, record_issued
from .files import fixtures_folder


@cache
def plan_files() -> tuple[dict[str, Any], ...]:
    """The plans of the demonstration, by their short names."""
    files = sorted((fixtures_folder() / "demo" / "plans").glob("*.json"))
    return tuple(json.loads(file.read_text(encoding="utf-8")) for file in files)


def keep_plans(*, render: Renderer) -> int:
    """Add the plans that are missing and issue them; returns how many. All or nothing for each plan."""
    known = set(Plan.objects.exclude(short_name=None).values_list("short_name", flat=True))
    new = [one for one in plan_files() if one["short_name"] not in known]
    units = _units({one["unit"] for one in new})
    campaigns = {campaign.year: campaign for campaign in Campaign.objects.all()}
    for one in new:
        _keep_plan(one, units[one["unit"]], campaigns[one["campaign"]], render)
    return len(new)


def _units(codes: set[str]) -> dict[str, IssuingUnit]:
    return {unit.code: unit for unit in IssuingUnit.objects.filter(code__in=codes).select_related("level")}


@transaction.atomic
def _keep_plan(entry: dict[str, Any], unit: IssuingUnit, campaign: Campaign, render: Renderer) -> None:
    content = codec.from_json(entry["content"])
    signatory = None
    if "signs" in entry:
        signatory = (
            PostHolding.objects.filter(post__unit=unit, post__title=entry["signs"]).select_related("post").first()
        )
    plan = keep_content(
        content,
        unit=unit,
        actor=SYSTEM,
        campaign=campaign,
        signatory=signatory,
        capacity=entry.get("capacity", "") if signatory else "",
        short_name=entry["short_name"],
        is_archive_copy=entry.get("is_archive_copy", False),
    )
    record_issued(
        plan,
        actor=SYSTEM,
        number=content.number,
        issued_on=content.issued_on,
        reason=entry.get("reason", "dữ liệu trình diễn"),
        render=render,
    )
