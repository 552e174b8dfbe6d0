"""What may be done about people: invitations in time and once, handing over, and always somebody who administers."""

from datetime import date, datetime

from django.db.models import Q

from ..content.vietnamese import short_date
from ..enums import MemberRole
from ..models import Invitation, IssuingUnit, Membership, User
from .actor import Actor
from .catalogue import may_edit_unit
from .decision import YES, Decision, no, not_now

OPEN, ACCEPTED, WITHDRAWN, EXPIRED = "open", "accepted", "withdrawn", "expired"


def state_of(invitation: Invitation, now: datetime) -> str:
    """Whether an invitation is open, accepted, withdrawn or expired."""
    if invitation.accepted_at is not None:
        return ACCEPTED
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    return EXPIRED if invitation.expires_at <= now else OPEN


def may_accept(invitation: Invitation, now: datetime) -> Decision:
    """Whether whoever has the link may come in now."""
    state, closed_on = state_of(invitation, now), invitation.unit.closed_on
    if state == ACCEPTED:
        return not_now("Lời mời này đã được nhận rồi; đăng nhập bằng tài khoản đã nhận để làm việc.")
    if state == WITHDRAWN:
        return not_now("Lời mời này đã được rút lại; hỏi người quản trị của đơn vị nếu vẫn cần.")
    if state == EXPIRED:
        return not_now("Lời mời này đã hết hạn; nhờ người quản trị của đơn vị gửi lời mời mới.")
    if closed_on is not None and closed_on < now.date():
        return not_now(f"{invitation.unit.short_name} đã ngừng hoạt động; lời mời không còn dùng được.")
    return YES


def may_withdraw(actor: Actor, invitation: Invitation, now: datetime) -> Decision:
    """Whether the invitation may be taken back: by who keeps the unit, while nobody has accepted it."""
    decision = may_edit_unit(actor, invitation.unit)
    state = state_of(invitation, now)
    if decision and state == ACCEPTED:
        return not_now("Lời mời đã được nhận; muốn thôi, kết thúc vai trò của người đó.")
    if decision and state == WITHDRAWN:
        return not_now("Lời mời này đã được rút lại rồi.")
    return decision


def keeps_an_administrator(unit: IssuingUnit, after: date, *, without: User | None = None) -> bool:
    """Whether somebody still administers the unit the day after `after`, apart from one person. One query."""
    rows = Membership.objects.filter(unit=unit, role=MemberRole.ADMINISTRATOR, user__is_active=True)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gt=after))
    if without is not None:
        rows = rows.exclude(user=without)
    return rows.exists()


def may_leave_administration(unit: IssuingUnit, leaver: User, last_day: date) -> Decision:
    """Whether a person's role of administrator may end on a day: the unit keeps another one afterwards."""
    if keeps_an_administrator(unit, last_day, without=leaver):
        return YES
    return no(
        f"Sau ngày {short_date(last_day)} {unit.short_name} không còn ai quản trị; "
        "giao vai trò Quản trị cho người khác trước."
    )
