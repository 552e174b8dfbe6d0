"""The ward's way in the tests: its people, a route with all steps, and shortcuts to walk it."""

from datetime import date

from plans.content.plan import DeadlineContent
from plans.enums import StepState
from plans.models import Opinion, Plan, RouteStep
from plans.services.approving.submitting import submit_plan
from tests.factories import make_draft, make_holding, make_post


def pages(content):
    """A file that differs whenever the content does."""
    return b"%PDF-1.7 " + repr(content).encode()


def choose_route(unit, *kinds, people=None, **consult):
    """The unit's route: these steps besides the obligatory ones."""
    for kind in kinds:
        more = consult if kind == "consult" else {}
        RouteStep.objects.create(unit=unit, kind=kind, person=(people or {}).get(kind), **more)


def signed_draft(unit, user=None, **more):
    """A draft that may be submitted: it has its theme and report deadline, and says who signs."""
    facts = {
        "theme": "Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
        "deadlines": (DeadlineContent(due_on=date(2026, 7, 15), receiver="Ủy ban nhân dân tỉnh"),),
    }
    plan = make_draft(unit, **(facts | more))
    head = unit.posts.filter(is_head=True).first() or make_post(unit, "Chủ tịch", is_head=True)
    holding = head.holdings.first() or make_holding(head, "Nông Thị Thu Hiền", user=user)
    Plan.objects.filter(pk=plan.pk).update(signatory=holding)
    return fresh(plan)


def fresh(plan):
    """The plan as it is stored now."""
    return Plan.objects.select_related("issuing_unit", "holder", "recorded_by", "updated_by").get(pk=plan.pk)


def submitted(plan, actor):
    """The plan after its submission."""
    submit_plan(plan, actor=actor, render=pages)
    return fresh(plan)


def step(plan):
    """The step the plan is at; 0 when it is at none."""
    row = plan.steps.filter(state=StepState.CURRENT).first()
    return row.pk if row else 0


def states(plan):
    """Kind and state of every step, in order."""
    return [(one.round, one.kind, one.state) for one in plan.steps.order_by("round", "position")]


def opinions(plan):
    """The opinions by their names."""
    return {one.name: one for one in Opinion.objects.filter(step__plan=plan)}


def told(plan):
    """Who was told what, oldest first."""
    return [(one.user.full_name, one.text) for one in plan.notices.order_by("id").select_related("user")]
