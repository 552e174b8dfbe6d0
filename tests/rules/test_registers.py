"""Who reads, writes and opens a register, and who settles how a unit numbers."""

import pytest

from plans.rules.actor import SYSTEM
from plans.rules.registers import may_keep_practice, may_open_series, may_read_register, may_write_register
from tests.factories import make_actor, make_operator, make_user

NOT_YOURS = "Sổ văn bản đi của mỗi đơn vị do người của đơn vị đó xem và ghi."
NOT_CLERK = "Chỉ văn thư của đơn vị mới ghi sổ văn bản đi; mình xem được nhưng không sửa."
RULES = (may_read_register, may_write_register, may_open_series)


def answers(actor, unit):
    return tuple(rule(actor, unit).reason or True for rule in RULES)


@pytest.mark.parametrize("role", ["drafter", "checker", "approver", "clerk", "supervisor", "administrator"])
def test_everybody_of_the_unit_reads_the_clerk_writes(role, ward):
    actor = make_actor(ward, role, user=make_user("Ai"))
    writes = True if role == "clerk" else NOT_CLERK
    opens = True if role in ("clerk", "administrator") else NOT_CLERK

    assert answers(actor, ward) == (True, writes, opens)


def test_nobody_from_elsewhere_reads_it(ward, province, department, other_commune):
    units = (province, department, other_commune)
    strangers = [make_actor(unit, "clerk", "administrator", user=make_user("Ai")) for unit in units]

    assert {answers(actor, ward) for actor in (*strangers, make_operator())} == {(NOT_YOURS,) * 3}


def test_the_portal_itself_may(ward):
    assert answers(SYSTEM, ward) == (True, True, True)


def test_practice_is_kept_by_the_units_administrator_or_one_above(ward, province, other_commune):
    tu = make_actor(ward, "administrator", user=make_user("Tú"))
    above = make_actor(province, "administrator", user=make_user("Trên"))
    beside = make_actor(other_commune, "administrator", user=make_user("Bên"))
    mai = make_actor(ward, "clerk", user=make_user("Mai"))

    assert [may_keep_practice(one, ward).allowed for one in (tu, above, beside, mai)] == [True, True, False, False]
