"""Roles of people in a unit: their days changed, one given by an invitation or a handover, and never two heads."""

from datetime import date

from django.db import transaction

from ... import clock
from ...content.vietnamese import short_date
from ...enums import Event, MemberRole
from ...exceptions import Invalid
from ...models import IssuingUnit, Membership, Post, User
from ...rules.actor import Actor
from ...rules.people import may_leave_administration
from ..administering import rows
from ..administering.people import may_end_membership


@transaction.atomic
def change_role(
    membership: Membership, *, actor: Actor, post_name: str, valid_from: date | None, valid_until: date | None
) -> Membership:
    """Change the days of a role or the name under which its holder works; the unit keeps an administrator."""
    IssuingUnit.objects.select_for_update().get(pk=membership.unit_id)
    fresh = Membership.objects.select_related("user", "unit__level").get(pk=membership.pk)
    may_end_membership(actor, fresh).require()
    if fresh.role == MemberRole.ADMINISTRATOR and valid_until is not None:
        may_leave_administration(fresh.unit, fresh.user, valid_until).require()
    values = {"post_name": post_name, "valid_from": valid_from, "valid_until": valid_until}
    rows.write(fresh, values, event=Event.UNIT_SAVED, actor=actor, unit_id=fresh.unit_id)
    return fresh


def give_role(
    user: User, unit: IssuingUnit, role: str, *, post_name: str, valid_from: date, valid_until: date | None = None
) -> Membership:
    """Have the person hold the role in that time, in the caller's transaction; one that holds already is only longer.

    A role that has ended begins anew in the same row, because a person has each role once in a unit.
    """
    row = Membership.objects.filter(user=user, unit=unit, role=role).first()
    if row is None:
        row = Membership(user=user, unit=unit, role=role, valid_from=valid_from, valid_until=valid_until)
    elif row.is_valid_on(valid_from):
        row.valid_until = _later(row.valid_until, valid_until)
    else:
        row.valid_from, row.valid_until = valid_from, valid_until
    row.post_name = post_name or row.post_name
    row.save()
    return row


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def refuse_other_head(
    post: Post, valid_from: date | None, valid_until: date | None, *, field: str, user: User | None = None
) -> None:
    """Only one person at a time heads a unit. Raises Invalid, at `field`, while another one holds the post."""
    if not post.is_head:
        return
    begins, ends = valid_from or clock.today(), valid_until or date.max
    held = post.holdings.exclude(user=user) if user is not None else post.holdings.all()
    for other in held:
        if (other.valid_from or date.min) <= ends and begins <= (other.valid_until or date.max):
            until = f" đến hết {short_date(other.valid_until)}" if other.valid_until else ""
            sentence = f"{other.person_name} đang giữ chức vụ {post.title}{until}; ghi ngày kết thúc trước."
            raise Invalid(sentence, {field: sentence})
