"""Keeping the people of a unit: its posts, who holds them from when to when, and who works there in which role."""

from datetime import date

from django.db import transaction

from ...content.vietnamese import short_date
from ...enums import Event, MemberRole
from ...exceptions import Invalid
from ...models import IssuingUnit, Membership, Post, PostHolding, User
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit
from ...rules.decision import Decision, no
from ...rules.people import may_leave_administration
from . import rows


def add_post(unit: IssuingUnit, *, actor: Actor, title: str, is_head: bool = False, position: int = 0) -> Post:
    """Add a post that signs: Chủ tịch, Phó Chủ tịch, Giám đốc …"""
    may_edit_unit(actor, unit).require()
    post = Post(unit=unit)
    values = {"title": title, "is_head": is_head, "position": position}
    rows.write(post, values, event=Event.UNIT_SAVED, actor=actor, unit_id=unit.pk)
    return post


def change_post(post: Post, *, actor: Actor, title: str, is_head: bool, position: int) -> Post:
    """Change a post's name, place in the order, or whether it heads the unit."""
    may_edit_unit(actor, post.unit).require()
    values = {"title": title, "is_head": is_head, "position": position}
    rows.write(post, values, event=Event.UNIT_SAVED, actor=actor, unit_id=post.unit_id)
    return post


def add_holding(
    post: Post,
    *,
    actor: Actor,
    person_name: str,
    user: User | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> PostHolding:
    """Say who holds a post from when to when."""
    return change_holding(
        PostHolding(post=post),
        actor=actor,
        person_name=person_name,
        user=user,
        valid_from=valid_from,
        valid_until=valid_until,
    )


@transaction.atomic
def change_holding(
    holding: PostHolding,
    *,
    actor: Actor,
    person_name: str,
    user: User | None,
    valid_from: date | None,
    valid_until: date | None,
) -> PostHolding:
    """Change who holds a post or the days; only one person at a time heads a unit, because only one signs as head."""
    may_edit_unit(actor, holding.post.unit).require()
    if holding.post.is_head:
        _refuse_two_heads(holding, valid_from, valid_until)
    values = {"person_name": person_name, "user": user, "valid_from": valid_from, "valid_until": valid_until}
    rows.write(holding, values, event=Event.UNIT_SAVED, actor=actor, unit_id=holding.post.unit_id)
    return holding


def _refuse_two_heads(holding: PostHolding, valid_from: date | None, valid_until: date | None) -> None:
    begins, ends = valid_from or date.min, valid_until or date.max
    for other in holding.post.holdings.exclude(pk=holding.pk):
        if (other.valid_from or date.min) <= ends and begins <= (other.valid_until or date.max):
            since = f" từ ngày {short_date(other.valid_from)}" if other.valid_from else ""
            raise Invalid(
                f"{other.person_name} giữ chức vụ {holding.post.title}{since} trong thời gian này.",
                {
                    "valid_from": f"{other.person_name} giữ chức vụ này{since}; "
                    f"ghi ngày kết thúc của {other.person_name} trước, rồi mới ghi người mới."
                },
            )


@transaction.atomic
def add_membership(
    unit: IssuingUnit,
    *,
    actor: Actor,
    user: User,
    role: str,
    post_name: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Membership:
    """Give an existing account a role in the unit; a role that has ended begins anew in the same row."""
    may_edit_unit(actor, unit).require()
    held = Membership.objects.filter(user=user, unit=unit, role=role).first()
    if held and (held.valid_until is None or (valid_from is not None and held.valid_until >= valid_from)):
        sentence = f"{user} đã có vai trò {MemberRole(role).label} trong đơn vị."
        raise Invalid(sentence, {"role": sentence})
    row = held or Membership(user=user, unit=unit)
    values = {"role": role, "post_name": post_name, "valid_from": valid_from, "valid_until": valid_until}
    rows.write(row, values, event=Event.UNIT_SAVED, actor=actor, unit_id=unit.pk)
    return row


def may_end_membership(actor: Actor, membership: Membership) -> Decision:
    """Whether the role may be ended; nobody ends the role of administrator that this very right comes from."""
    decision = may_edit_unit(actor, membership.unit)
    is_own_right = membership.user_id == actor.user_id and membership.role == MemberRole.ADMINISTRATOR
    if decision and is_own_right and not actor.is_operator:
        return no("Không tự kết thúc được vai trò quản trị của mình; nhờ người quản trị khác của đơn vị.")
    return decision


@transaction.atomic
def end_membership(membership: Membership, *, actor: Actor, last_day: date) -> Membership:
    """Say until the end of which day the person has the role; the unit keeps an administrator."""
    may_end_membership(actor, membership).require()
    if membership.role == MemberRole.ADMINISTRATOR:
        IssuingUnit.objects.select_for_update().get(pk=membership.unit_id)
        may_leave_administration(membership.unit, membership.user, last_day).require()
    rows.write(membership, {"valid_until": last_day}, event=Event.UNIT_SAVED, actor=actor, unit_id=membership.unit_id)
    return membership
