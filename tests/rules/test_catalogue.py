"""National catalogues are for operators; a unit's own rows for its administrator and those above."""

import pytest

from plans.rules.actor import SYSTEM
from plans.rules.catalogue import may_keep_national, may_keep_unit
from tests.factories import make_actor, make_operator


@pytest.mark.parametrize(("who", "allowed"), [("operator", True), ("system", True), ("administrator", False)])
def test_national_catalogues(who, allowed, province):
    actor = {"operator": make_operator, "system": lambda: SYSTEM}.get(
        who, lambda: make_actor(province, "administrator")
    )()
    decision = may_keep_national(actor)

    assert decision.allowed == allowed
    assert decision.reason == (
        "" if allowed else "Danh mục chung do quản trị hệ thống giữ; cần sửa gì, báo quản trị hệ thống."
    )


@pytest.mark.parametrize(
    ("place", "role", "allowed", "reason"),
    [
        ("ward", "administrator", True, ""),
        ("province", "administrator", True, ""),
        ("other_commune", "administrator", False, "Đơn vị này không thuộc phạm vi quản trị của mình."),
        ("department", "administrator", False, "Đơn vị này không thuộc phạm vi quản trị của mình."),
        ("ward", "drafter", False, "Chỉ người quản trị của đơn vị mới sửa được; mình xem được nhưng không sửa."),
        ("province", "clerk", False, "Chỉ người quản trị của đơn vị mới sửa được; mình xem được nhưng không sửa."),
    ],
)
def test_a_units_own_rows(place, role, allowed, reason, ward, request):
    decision = may_keep_unit(make_actor(request.getfixturevalue(place), role), ward)

    assert (decision.allowed, decision.reason) == (allowed, reason)


def test_operators_keep_every_unit(ward):
    assert may_keep_unit(make_operator(), ward)
    assert may_keep_unit(SYSTEM, ward)


def test_an_administrator_of_the_ward_does_not_keep_the_province(ward, province):
    assert not may_keep_unit(make_actor(ward, "administrator"), province)
