"""Rows for tests: each maker takes what the test is about and fills in the rest plausibly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from plans.content.plan import ItemContent, Marker, ParentContent, PlanContent, ResponsibilityContent, Role
from plans.enums import StepKind
from plans.models import (
    Agency,
    Campaign,
    ImportBatch,
    ImportedDocument,
    IssuingUnit,
    LegalDocument,
    Membership,
    Opinion,
    Plan,
    Post,
    PostHolding,
    Slogan,
    Theme,
    UnitLevel,
    User,
)
from plans.queries.contents import issuer_of
from plans.queries.people import actor_in
from plans.rules.actor import SYSTEM, Actor
from plans.services.approving.steps import Stop, current_step, finish_step, locked, open_way
from plans.services.approving.versions import keep_version
from plans.services.keeping import keep_content
from plans.services.recording import record_issued

TODAY = date(2026, 5, 13)
_NOW = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)

#: Code: name, rank, whether it has a territory.
LEVELS = {
    "central": ("Trung ương", 0, True),
    "province": ("Tỉnh, thành phố", 1, True),
    "department": ("Sở, ban, ngành", 2, False),
    "commune": ("Xã, phường, đặc khu", 3, True),
    "office": ("Phòng chuyên môn", 4, False),
    "school": ("Trường học", 4, False),
    "organisation": ("Đoàn thể", 4, False),
    "hamlet": ("Thôn, tổ dân phố", 5, True),
}

_numbers = count(1)


def make_level(code: str = "commune", **more: Any) -> UnitLevel:
    """The level of that code, made once."""
    name, rank, is_territory = LEVELS.get(code, (code, 9, False))
    level, _ = UnitLevel.objects.get_or_create(
        code=code, defaults={"name": name, "rank": rank, "is_territory": is_territory} | more
    )
    return level


def make_unit(
    territory: str = "", *, level: str = "commune", under: IssuingUnit | None = None, **more: Any
) -> IssuingUnit:
    """A committee of that territory ("phường Đức Xuân"), a root of the tree or under another unit."""
    number = next(_numbers)
    territory = territory or f"xã Thử {number}"
    noun = next((noun for noun in ("thành phố", "đặc khu") if territory.startswith(noun)), territory.split(" ")[0])
    values = {
        "level": make_level(level),
        "code": f"T{number:05d}",
        "name": f"Ủy ban nhân dân {territory}",
        "short_name": f"UBND {territory}",
        "territory": territory,
        "noun": noun,
        "place": territory.removeprefix(noun).strip(),
        "symbol": "UBND",
    } | more
    if under is None:
        return IssuingUnit.objects.add_root(instance=IssuingUnit(**values))
    under.refresh_from_db()
    return IssuingUnit.objects.add_child(under, instance=IssuingUnit(**values))


def make_user(full_name: str = "Nguyễn Thị Hoa", *, username: str = "", **more: Any) -> User:
    """An account without a password."""
    return User.objects.create(username=username or f"nguoi.{next(_numbers)}", full_name=full_name, **more)


def make_membership(
    user: User | None = None, unit: IssuingUnit | None = None, role: str = "drafter", **more: Any
) -> Membership:
    """A role of a person in a unit."""
    return Membership.objects.create(user=user or make_user(), unit=unit or make_unit(), role=role, **more)


def make_actor(unit: IssuingUnit | None = None, *roles: str, user: User | None = None, **more: Any) -> Actor:
    """A person at work in the unit with these roles (none: an operator without a unit if is_superuser is given)."""
    user = user or make_user(**more)
    if unit is None:
        return Actor(user_id=user.pk, full_name=user.full_name, is_operator=user.is_superuser)
    for role in roles:
        make_membership(user, unit, role)
    return actor_in(user, unit, TODAY)


def make_operator(full_name: str = "Quản Trị") -> Actor:
    """Somebody who keeps the national catalogues."""
    return make_actor(user=make_user(full_name, is_superuser=True, is_staff=True))


def make_post(unit: IssuingUnit, title: str = "Chủ tịch", *, is_head: bool = False, **more: Any) -> Post:
    """A post of the unit."""
    return Post.objects.create(unit=unit, title=title, is_head=is_head, **more)


def make_holding(post: Post, person_name: str = "Hoàng Văn Bình", **more: Any) -> PostHolding:
    """Who holds the post."""
    return PostHolding.objects.create(post=post, person_name=person_name, **more)


def make_campaign(year: int = 2026, **more: Any) -> Campaign:
    """The campaign of the year, in June."""
    period = {"starts_on": date(year, 6, 1), "ends_on": date(year, 6, 30)}
    return Campaign.objects.create(year=year, **(period | more))


def make_theme(
    campaign: Campaign, text: str = "Hành động thiết thực, ưu tiên nguồn lực cho trẻ em", **more: Any
) -> Theme:
    """The year's official theme."""
    return Theme.objects.create(campaign=campaign, text=text, **more)


def make_slogans(campaign: Campaign, *texts: str) -> list[Slogan]:
    """The year's slogans in this order."""
    return [Slogan.objects.create(campaign=campaign, text=text, position=at) for at, text in enumerate(texts)]


def make_agency(name: str = "Công an {loại}", *, level: str = "commune", **more: Any) -> Agency:
    """An agency that plans give work to."""
    values = {"code": f"agency-{next(_numbers)}", "level": make_level(level)} | more
    return Agency.objects.create(name=name, **values)


def make_legal_document(citation: str = "Luật Trẻ em ngày 05 tháng 4 năm 2016", **more: Any) -> LegalDocument:
    """A legal basis."""
    return LegalDocument.objects.create(citation=citation, **({"kind": "law"} | more))


# --- plans -----------------------------------------------------------------------------------------------------------


def item(key: str, text: str, *children: ItemContent, **more: Any) -> ItemContent:
    """One item of a plan's content; a dash before it unless told otherwise."""
    return ItemContent(key=key, text=text, children=children, **({"marker": Marker.DASH} | more))


def duty(key: str, text: str, level: str = "commune") -> ItemContent:
    """An item that gives work to every unit of a level."""
    line = ResponsibilityContent(role=Role.IMPLEMENT, agency="Ủy ban nhân dân các xã, phường", covers_level=level)
    return item(key, text, responsibilities=(line,))


def make_draft(
    unit: IssuingUnit,
    abstract: str = "Triển khai Tháng hành động vì trẻ em",
    *,
    year: int = 2026,
    parent: Plan | None = None,
    actor: Actor = SYSTEM,
    campaign: Campaign | None = None,
    previous_plan: Plan | None = None,
    is_archive_copy: bool = False,
    **facts: Any,
) -> Plan:
    """A draft of the unit; `facts` are fields of PlanContent, `parent` an issued plan it carries out."""
    items = (item("k1", "Tổ chức Lễ phát động"),)
    values: dict[str, Any] = {"items": items, "closing": "Trên đây là Kế hoạch."} | facts
    if parent is not None:
        version = parent.versions.get(is_issued=True)
        values["parents"] = (
            ParentContent(
                kind="Kế hoạch",
                document_number=parent.document_number,
                issued_on=parent.issued_on,
                issuer=parent.issuing_unit.name,
                plan=parent.pk,
                version=version.pk,
            ),
        )
    content = PlanContent(issuer=issuer_of(unit), year=year, abstract=abstract, **values)
    return keep_content(
        content,
        unit=unit,
        actor=actor,
        campaign=campaign,
        previous_plan=previous_plan,
        is_archive_copy=is_archive_copy,
    )


def make_issued(
    unit: IssuingUnit,
    abstract: str = "Triển khai Tháng hành động vì trẻ em",
    *,
    number: int | None = None,
    issued_on: date | None = None,
    pdf: bytes = b"%PDF-1.7 for tests",
    **more: Any,
) -> Plan:
    """An issued plan of the unit with its frozen version; its PDF is not real unless it is given."""
    plan = make_draft(unit, abstract, **more)
    record_issued(
        plan,
        actor=SYSTEM,
        number=number or next(_numbers),
        issued_on=issued_on or date(plan.year, 4, 28),
        render=lambda content: pdf,
    )
    return plan


#: The step a plan stands at in tests that only say its state.
_STEP_OF = {"submitted": "content_check", "approved": "number"}


def set_status(plan: Plan, status: str, *, step: str = "", holder: User | None = None) -> Plan:
    """The plan in that state, with whatever the database asks of it: number and day once issued, a step on its way.

    Only the plan's own row: `bring_to` makes the steps as the verbs do.
    """
    has_left = status in ("issued", "withdrawn", "superseded")
    number, day = (plan.number or plan.pk, plan.issued_on or date(plan.year, 4, 28)) if has_left else (None, None)
    step = step or _STEP_OF.get(status, "")
    since = _NOW if step else None
    if not step:
        plan.steps.filter(state="current").update(state="left")
    Plan.objects.filter(pk=plan.pk).update(
        status=status, number=number, issued_on=day, step_kind=step, holder=holder, held_since=since
    )
    return Plan.objects.select_related("issuing_unit", "recorded_by", "holder").get(pk=plan.pk)


def bring_to(
    plan: Plan,
    step: str,
    *,
    way: tuple[str, ...] = ("sign", "number", "issue"),
    people: Mapping[str, User] | None = None,
    pdf: bytes = b"%PDF-1.7 approved",
    actor: Actor = SYSTEM,
) -> Plan:
    """The plan submitted and brought to that step of its way by the same functions as the verbs use.

    `people` names who does a step. Nothing is signed or numbered really: a test that needs it does it itself.
    """
    with transaction.atomic():
        plan = locked(plan)
        version = keep_version(plan, actor=actor, reason="trình duyệt", pdf=pdf)
        open_way(plan, [Stop(kind=StepKind(one), person=(people or {}).get(one)) for one in way], version=version)
        while plan.step_kind != step:
            finish_step(plan, actor=actor)
    return plan


def make_opinion(plan: Plan, **more: Any) -> Opinion:
    """Somebody asked at the step the plan is at: give `unit=`, `person=` or `name=`."""
    asked = more.get("unit") or more.get("person")
    name = getattr(asked, "short_name", "") or getattr(asked, "full_name", "") or "Hội Liên hiệp Phụ nữ phường"
    return Opinion.objects.create(**{"step": current_step(plan), "name": name} | more)


# --- documents from files --------------------------------------------------------------------------------------------


def make_copy(unit: IssuingUnit, *, by: IssuingUnit, **more: Any) -> Plan:
    """A plan of `unit` that `by` kept from a file."""
    plan = make_issued(unit, **more)
    Plan.objects.filter(pk=plan.pk).update(recorded_by=by)
    return Plan.objects.select_related("issuing_unit", "recorded_by").get(pk=plan.pk)


def make_import_batch(unit: IssuingUnit | None = None, name: str = "ke-hoach.zip", **more: Any) -> ImportBatch:
    """Many documents given at once, not read yet."""
    return ImportBatch.objects.create(unit=unit or make_unit(), name=name, created_at=_NOW, **more)


def make_import(unit: IssuingUnit | None = None, *, status: str = "needs_look", **more: Any) -> ImportedDocument:
    """A document in its table, without anything real in it; `services.importing` makes real ones."""
    original = b"KE HOACH"
    read = {} if status == "reading" else {"source": {"lines": []}, "review": {"content": {}}, "kind": "text"}
    values = {
        "file_name": "ke-hoach.txt",
        "original": original,
        "size": len(original),
        "sha256": hashlib.sha256(original).hexdigest(),
        "created_at": _NOW,
        "updated_at": _NOW,
    }
    return ImportedDocument.objects.create(unit=unit or make_unit(), status=status, **(values | read | more))
