"""A plan that replaces or amends another goes on with its rounds: what was filed counts, and nobody owes twice."""

from collections.abc import Iterable, Sequence

from ...content.plan import DeadlineContent
from ...enums import Event, LinkKind
from ...models import Plan, PlanLink, ReportingRound
from ...queries.reporting.owed import deadline_of
from ...rules.actor import Actor
from .. import audit
from .tasks import keep_reminding

#: Letters a round's label has at most.
LABEL = 60
_Placed = tuple[int, DeadlineContent]


def take_over(plan: Plan, deadlines: Sequence[_Placed], *, actor: Actor) -> list[_Placed]:
    """Go on with the rounds of the plans this one changes; returns the deadlines for which no round is there.

    A round is the one of a deadline when both say the same, else when both have the same name ("6 tháng"): then its day
    was changed, and the round closes on the new one, for those too who filed already. The rounds of a replaced plan are
    the newer plan's from now on; those of an amended plan stay with it, because it stays in force. A round whose
    deadline the replacement no longer prints stays with the replaced plan, and nobody is chased for it.

    In the transaction that issues `plan`; the rounds are held in the order of their keys, and each one that changes
    gets its audit row.
    """
    left = list(deadlines)
    for older, is_replaced in _older(plan):
        rounds = list(ReportingRound.objects.select_for_update(of=("self",)).filter(plan=older).order_by("pk"))
        for pair in (_says_the_same, _is_called_the_same):
            for round_ in tuple(rounds):
                found = next((one for one in left if pair(round_, one[1])), None)
                if found is not None:
                    _go_on(round_, plan if is_replaced else older, found, actor=actor)
                    rounds.remove(round_)
                    left.remove(found)
    return left


def _older(plan: Plan) -> Iterable[tuple[Plan, bool]]:
    """The plans this one changes, and whether it replaces them. Who amends an amendment amends the plan itself."""
    waiting, known = [(plan, True)], {plan.pk}
    while waiting:
        newer, _ = waiting.pop(0)
        links = PlanLink.objects.filter(newer=newer).exclude(older__in=known).select_related("older")
        for link in links.order_by("id"):
            replaced = link.kind == LinkKind.REPLACES
            known.add(link.older_id)
            yield link.older, replaced and newer.pk == plan.pk
            if not replaced:
                waiting.append((link.older, False))


def _says_the_same(round_: ReportingRound, deadline: DeadlineContent) -> bool:
    return (round_.kind, round_.due_on, round_.label) == (deadline.kind, deadline.due_on, deadline.label[:LABEL])


def _is_called_the_same(round_: ReportingRound, deadline: DeadlineContent) -> bool:
    return round_.label == deadline.label[:LABEL]


def _go_on(round_: ReportingRound, plan: Plan, found: _Placed, *, actor: Actor) -> None:
    at, deadline = found
    before, is_moved = deadline_of(round_).words(), round_.plan_id != plan.pk
    is_changed = not _says_the_same(round_, deadline)
    if is_moved:
        round_.plan, round_.position = plan, at
    round_.kind, round_.due_on = deadline.kind, deadline.due_on
    if not (is_moved or is_changed):
        return
    round_.revision += 1
    round_.save(update_fields=["plan", "position", "kind", "due_on", "revision"])
    keep_reminding()
    audit.record(
        Event.ROUND_SAVED,
        actor=actor,
        plan=plan,
        unit_id=round_.receiver_id,
        before={"deadline": before},
        after={"deadline": deadline.words(), "round": round_.pk},
    )
