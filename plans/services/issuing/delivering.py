"""Sending an issued plan to Nơi nhận: into the units that use the portal at once, to the others by e-mail."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ... import clock
from ...enums import DeliveryState, Event
from ...exceptions import Invalid, NotNow
from ...models import Delivery, Plan, Recipient
from ...queries.issuing.addressing import Addressee, addressees_of, addresses_in
from ...queries.issuing.deliveries import is_being_sent
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import locked
from .mailing import send_delivery_later

UNREACHED = "Đơn vị chưa có ai dùng cổng và chưa có địa chỉ thư điện tử."
#: No line of Nơi nhận needs more.
MOST_ADDRESSES = 20


def deliver(plan: Plan, *, emails: Mapping[int, str]) -> list[Delivery]:
    """Make a row for everybody who receives the plan and hand the letters to the worker; the caller's transaction.

    Raises Invalid with the field of the line whose address is none.
    """
    _keep_addresses(plan, emails)
    rows: list[Delivery] = []
    used: set[str] = set()
    for addressee in addressees_of(plan):
        rows += _to_units(plan, addressee, used)
        for email in addressee.emails:
            if email not in used:
                used.add(email)
                rows.append(_by_mail(plan, addressee.text, email))
    made = Delivery.objects.bulk_create(rows)
    _post(made)
    return made


def _keep_addresses(plan: Plan, emails: Mapping[int, str]) -> None:
    """Put the typed addresses on their lines. A line keeps one: more of them share it, separated by commas."""
    lines = {row.pk: row for row in plan.recipients.all()}
    for pk, typed in emails.items():
        if pk not in lines:
            continue
        addresses = addresses_in(typed)
        check_addresses(addresses, field=f"email-{pk}")
        lines[pk].email = ", ".join(addresses)
    Recipient.objects.bulk_update(lines.values(), ["email"])


def check_addresses(addresses: Iterable[str], *, field: str) -> None:
    """Raise Invalid for the first thing that is no e-mail address, or for too many."""
    found = list(addresses)
    for one in found:
        try:
            validate_email(one)
        except ValidationError as error:
            message = f"“{one[:60]}” không phải địa chỉ thư điện tử; kiểm tra lại."
            raise Invalid(message, {field: message}) from error
    if len(found) > MOST_ADDRESSES or len(", ".join(found)) > 254:
        message = "Một dòng nơi nhận ghi quá nhiều địa chỉ; tách thành nhiều dòng hoặc gửi qua một địa chỉ chung."
        raise Invalid(message, {field: message})


def _to_units(plan: Plan, addressee: Addressee, used: set[str]) -> Iterable[Delivery]:
    for unit in addressee.units:
        row = Delivery(plan=plan, name=unit.short_name, unit=unit, created_at=clock.now())
        email = unit.email.lower() or (next(iter(addressee.emails), "") if addressee.takes_address else "")
        if unit.has_people:
            row.state, row.sent_at = DeliveryState.SENT, row.created_at
        elif email and email not in used:
            used.add(email)
            row.email = email
        else:
            row.state, row.error = DeliveryState.FAILED, UNREACHED
        yield row


def _by_mail(plan: Plan, name: str, email: str) -> Delivery:
    return Delivery(plan=plan, name=name, email=email, created_at=clock.now())


def _post(rows: Iterable[Delivery]) -> None:
    for row in rows:
        if row.email and row.state == DeliveryState.WAITING:
            send_delivery_later.enqueue(row.pk)


@transaction.atomic
def send_again(delivery: Delivery, *, actor: Actor, email: str = "") -> Delivery:
    """Hand a letter that did not go out to the worker once more, to another address if one is given.

    Raises NotAllowed, NotNow (it has arrived, was opened, or is just being sent), Invalid (no address).
    """
    plan = locked(delivery.plan)
    may(actor, PlanVerb.DELIVER, plan).require()
    row = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if row.state in (DeliveryState.SENT, DeliveryState.OPENED):
        raise NotNow(f"{row.name} đã nhận được rồi, không gửi lại nữa.")
    if is_being_sent(row):
        raise NotNow(f"Cổng đang gửi thư cho {row.name}; đợi vài phút rồi tải lại trang.")
    wanted = next(iter(addresses_in(email)), "") or row.email
    if not wanted:
        raise Invalid("Ghi địa chỉ thư điện tử của nơi nhận rồi gửi lại.", {"email": "Ghi địa chỉ thư điện tử."})
    check_addresses([wanted], field="email")
    if Delivery.objects.filter(plan=plan, email=wanted).exclude(pk=row.pk).exists():
        raise Invalid("Địa chỉ này đã có ở dòng khác của nơi nhận.", {"email": "Địa chỉ này đã có ở dòng khác."})
    before = row.state
    row.email, row.state, row.attempts, row.error, row.sent_at = wanted, DeliveryState.WAITING, 0, "", None
    row.save(update_fields=["email", "state", "attempts", "error", "sent_at"])
    send_delivery_later.enqueue(row.pk)
    audit.record(
        Event.PLAN_DELIVERED, actor=actor, plan=plan, subject=row.name, before={"state": before}, after={"again": True}
    )
    return row
