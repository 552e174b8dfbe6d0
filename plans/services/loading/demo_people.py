"""The people of the demonstration: accounts nobody can log in to with a password, and what they do in which unit."""

from typing import Any

from ...models import IssuingUnit, Membership, User
from .files import read_fixture


def keep_people() -> int:
    """Add the people who are missing, with their roles; returns how many. Someone who is there is left as is."""
    entries = read_fixture("demo/people.json")
    known = set(
        User.objects.filter(username__in=[one["username"] for one in entries]).values_list("username", flat=True)
    )
    new = [one for one in entries if one["username"] not in known]
    accounts = User.objects.bulk_create(_account(one) for one in new)
    units = {unit.code: unit for unit in IssuingUnit.objects.filter(code__in={one["unit"] for one in new})}
    Membership.objects.bulk_create(
        Membership(user=account, unit=units[one["unit"]], role=role, post_name=one["post_name"])
        for account, one in zip(accounts, new, strict=True)
        for role in one["roles"]
    )
    return len(new)


def _account(entry: dict[str, Any]) -> User:
    is_operator = entry.get("is_operator", False)
    account = User(
        username=entry["username"],
        full_name=entry["full_name"],
        email=entry["email"],
        is_staff=is_operator,
        is_superuser=is_operator,
    )
    account.set_unusable_password()
    return account
