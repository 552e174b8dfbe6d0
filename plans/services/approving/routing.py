"""Setting up the way of a unit's plans: which steps they take, who does each, who is usually asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line
from ...enums import Event, StepKind
from ...exceptions import Invalid
from ...models import IssuingUnit, Plan, RouteStep, User
from ...queries.approving.routes import OBLIGATORY, able_people, route_of_plan
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit
from .. import audit
from .steps import Stop

MOST_DAYS = 60
MOST_ASKED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChoice:
    """A step the administrator ticked; the obligatory ones may be given to name their person."""

    kind: StepKind
    person: User | None = None
    days: int | None = None
    asked: Sequence[str] = ()


@transaction.atomic
def save_route(unit: IssuingUnit, choices: Sequence[RouteChoice], *, actor: Actor) -> None:
    """Keep the unit's way; plans already on theirs are not touched.

    Raises NotAllowed, NotNow, Invalid (somebody without the step's role, a limit no office gives).
    """
    may_edit_unit(actor, unit).require()
    IssuingUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    able = able_people(unit, clock.today())
    for one in choices:
        _check(one, able)
    before = [_said(row) for row in RouteStep.objects.filter(unit=unit).order_by("id")]
    RouteStep.objects.filter(unit=unit).delete()
    kept = [_row(unit, one) for one in choices if one.kind not in OBLIGATORY or one.person is not None]
    RouteStep.objects.bulk_create(kept)
    after = [_said(row) for row in kept]
    if after != before:
        audit.record(Event.ROUTE_SAVED, actor=actor, unit_id=unit.pk, before=before, after=after)


def stops_for(plan: Plan) -> list[Stop]:
    """The stops of a plan that is being submitted now: its unit's route, signed by whoever the plan says."""
    return [Stop(kind=one.kind, person=one.person) for one in route_of_plan(plan)]


def _check(choice: RouteChoice, able: dict[StepKind, list[User]]) -> None:
    if choice.person is not None and choice.person not in able[choice.kind]:
        raise Invalid(
            f"{choice.person} không có vai trò để làm bước {choice.kind.label.lower()}; giao vai trò trước.",
            {f"{choice.kind}-person": "Người này chưa có vai trò của bước."},
        )
    if choice.days is not None and not 1 <= choice.days <= MOST_DAYS:
        raise Invalid(f"Ghi thời hạn từ 1 đến {MOST_DAYS} ngày.", {f"{choice.kind}-days": "Kiểm tra lại số ngày."})
    if len(choice.asked) > MOST_ASKED:
        raise Invalid(f"Ghi nhiều nhất {MOST_ASKED} đơn vị, người thường được hỏi.")


def _row(unit: IssuingUnit, choice: RouteChoice) -> RouteStep:
    is_asking = choice.kind == StepKind.CONSULT
    names = dict.fromkeys(clean_line(one)[:200] for one in choice.asked) if is_asking else {}
    return RouteStep(
        unit=unit,
        kind=choice.kind,
        person=choice.person,
        days=choice.days if is_asking else None,
        asked="\n".join(name for name in names if name),
    )


def _said(row: RouteStep) -> dict[str, object]:
    return {"kind": str(row.kind), "person": row.person_id, "days": row.days, "asked": row.asked}
