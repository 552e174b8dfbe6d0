"""The asking for opinions a plan is at: who was asked, who answered, what is still to be done before it goes on."""

from dataclasses import dataclass
from datetime import datetime

from ... import clock
from ...content import codec
from ...enums import OpinionStance, StepKind, StepState
from ...models import Opinion, Plan, PlanStep
from ..contents import content_of
from .lines import OpinionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The step xin ý kiến as it stands now."""

    step: PlanStep
    due_at: datetime | None
    opinions: tuple[OpinionLine, ...]
    has_changed: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the time to answer has run out."""
        return self.due_at is not None and clock.now() >= self.due_at

    @property
    def pending(self) -> list[Opinion]:
        """Who has not answered."""
        return [one.opinion for one in self.opinions if one.opinion.stance == OpinionStance.PENDING]

    @property
    def unsettled(self) -> list[Opinion]:
        """Comments nothing has been said about."""
        found = [one.opinion for one in self.opinions if one.opinion.stance == OpinionStance.COMMENTS]
        return [one for one in found if not one.answer]

    @property
    def needs_reason(self) -> bool:
        """Whether ending it now wants a reason: nobody was asked, or somebody may still answer."""
        return not self.opinions or (bool(self.pending) and not self.is_over)


def asking_of(plan: Plan, *, with_changes: bool = False) -> Asking | None:
    """The asking the plan is at; None when it is at another step. `with_changes` looks whether the text changed."""
    steps = plan.steps.filter(state=StepState.CURRENT, kind=StepKind.CONSULT).select_related("version")
    step = steps.defer("version__pdf").first()
    if step is None:
        return None
    is_over = step.due_at is not None and clock.now() >= step.due_at
    rows = step.opinions.select_related("unit", "person")
    has_changed = False
    if with_changes:
        has_changed = step.version is None or step.version.content != codec.to_json(content_of(plan))
    return Asking(
        step=step,
        due_at=step.due_at,
        opinions=tuple(
            OpinionLine(opinion=one, is_silent=is_over and one.stance == OpinionStance.PENDING) for one in rows
        ),
        has_changed=has_changed,
    )


def opinion_of(plan: Plan, opinion_id: int) -> Opinion | None:
    """One opinion asked on the plan."""
    return Opinion.objects.filter(pk=opinion_id, step__plan=plan).select_related("step", "unit", "person").first()
