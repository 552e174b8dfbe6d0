"""Somebody to look at the made-up country with: one at the centre, one in each province, one in its first commune."""

from collections.abc import Iterable

from ....enums import MemberRole
from ....models import IssuingUnit, Membership, User

_LEVELS = {1: "trung-uong", 2: "tinh", 3: "xa"}
_ROLES = (MemberRole.DRAFTER, MemberRole.SUPERVISOR)


def add_people(units: Iterable[IssuingUnit]) -> int:
    """Add an account for each unit ("tinh-19") that drafts and supervises; without a password until an operator gives
    one. Returns how many are new."""
    wanted = {f"{_LEVELS[one.depth]}-{one.code.lower()}": one for one in units}
    known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    accounts = []
    for name in wanted:
        if name not in known:
            account = User(username=name, full_name="Người xem mẫu", email=f"{name}@example.vn")
            account.set_unusable_password()
            accounts.append(account)
    User.objects.bulk_create(accounts)
    Membership.objects.bulk_create(
        Membership(user=one, unit=wanted[one.username], role=role, post_name="Chuyên viên")
        for one in accounts
        for role in _ROLES
    )
    return len(accounts)
