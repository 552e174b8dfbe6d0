"""Who has an issued plan: who received it, who opened it when, and where it did not arrive."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from ... import clock
from ...enums import DeliveryState
from ...exceptions import NotAllowed
from ...models import Delivery, Issuance, Plan, Recipient
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, Relation, may, stands
from ..reading import plan_title
from .addressing import addressees_of
from .issue import issuance_of

#: How long a letter may be in the hands of the worker before nobody knows what became of it: much longer than a mail
#: server is waited for.
SENDING_PATIENCE = timedelta(minutes=5)
UNSURE = "Máy chủ dừng giữa lúc gửi nên chưa rõ thư đã đi hay chưa; hỏi nơi nhận rồi gửi lại nếu cần."
_UNSURE_LABEL = "chưa rõ đã đi hay chưa"
_SLOW = timedelta(minutes=10)
#: A unit that nothing reaches gets the document on paper, as ever: no failure of the portal's.
_ON_PAPER = "gửi bản giấy"
_LOOKS = {
    DeliveryState.WAITING: ("wait", "clock"),
    DeliveryState.SENDING: ("wait", "send"),
    DeliveryState.SENT: ("ok", "check"),
    DeliveryState.OPENED: ("ok", "eye"),
    DeliveryState.FAILED: ("bad", "x-circle"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One recipient: the state in a word, and whether the clerk can do something about it."""

    delivery: Delivery
    tone: str
    symbol: str
    label: str
    said: str
    can_send_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesPage:
    """The page "Nơi nhận" of an issued plan, for its own unit. `outside` are the printed lines that the portal
    reaches nobody by."""

    plan: Plan
    title: str
    issuance: Issuance | None
    rows: tuple[DeliveryRow, ...]
    outside: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    deliver: Decision
    publish: Decision


def deliveries_page(actor: Actor, plan: Plan) -> DeliveriesPage:
    """Everything the page tells; `plan` came through `plans_visible_to`. The queries do not grow with the rows.

    Raises NotAllowed for another unit's people: who received it, and their addresses, are the issuing unit's affair.
    """
    if stands(actor, plan) != Relation.OWN:
        raise NotAllowed("Chỉ người của đơn vị ban hành mới xem được văn bản đã gửi đến đâu, ai đã mở.")
    found = plan.deliveries.select_related("unit").order_by("id")
    rows = tuple(_row(one) for one in found)
    return DeliveriesPage(
        plan=plan,
        title=plan_title(plan),
        issuance=issuance_of(plan),
        rows=rows,
        outside=_outside(plan, rows),
        counts=_counts(rows),
        deliver=may(actor, PlanVerb.DELIVER, plan),
        publish=may(actor, PlanVerb.PUBLISH, plan),
    )


def _row(one: Delivery) -> DeliveryRow:
    state = DeliveryState(one.state)
    tone, symbol = _LOOKS[state]
    label = state.label
    is_unsure = state == DeliveryState.SENDING and not is_being_sent(one)
    if state == DeliveryState.SENT and one.unit_id is None:
        label = "đã gửi thư"
    if state == DeliveryState.FAILED and not one.email:
        tone, symbol, label = "warn", "doc", _ON_PAPER
    if is_unsure:
        tone, symbol, label = "warn", "warn", _UNSURE_LABEL
    return DeliveryRow(
        delivery=one,
        tone=tone,
        symbol=symbol,
        label=label,
        said=UNSURE if is_unsure else one.error,
        can_send_again=is_unsure or state == DeliveryState.FAILED or (state == DeliveryState.WAITING and _is_slow(one)),
    )


def is_being_sent(one: Delivery) -> bool:
    """Whether a worker has the letter in hand: it took it a moment ago and has not said what became of it."""
    is_taken = one.state == DeliveryState.SENDING and one.sent_at is not None
    return is_taken and clock.now() - one.sent_at < SENDING_PATIENCE  # type: ignore[operator]


def _is_slow(one: Delivery) -> bool:
    """Whether a letter waits longer than the worker takes: it was tried, or nobody took it up."""
    return one.attempts > 0 or clock.now() - one.created_at > _SLOW


def _counts(rows: tuple[DeliveryRow, ...]) -> tuple[tuple[str, int], ...]:
    """How many in each state, in the order of the states, those that occur."""
    found = Counter(_UNSURE_LABEL if row.label == _UNSURE_LABEL else row.delivery.get_state_display() for row in rows)
    labels = (*(state.label for state in DeliveryState), _UNSURE_LABEL)
    return tuple((label, found[label]) for label in labels if found[label])


def _outside(plan: Plan, rows: tuple[DeliveryRow, ...]) -> tuple[str, ...]:
    """The printed lines that nothing was sent by: they go on paper."""
    reached = {row.delivery.unit_id for row in rows if row.delivery.unit_id}
    mailed = {row.delivery.name for row in rows if row.delivery.unit_id is None}
    lines: list[Recipient] = [
        one.recipient
        for one in addressees_of(plan)
        if not ({unit.pk for unit in one.units} & reached) and one.text not in mailed
    ]
    return tuple(line.text for line in lines)
