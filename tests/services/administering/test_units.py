"""Keeping units: who may, what is refused, what the trail keeps, and two people at once."""

from dataclasses import replace
from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, IssuingUnit
from plans.rules.catalogue import may_add_unit, may_edit_unit, may_place_unit
from plans.services.administering.units import (
    UnitFacts,
    UnitStanding,
    close_unit,
    create_unit,
    reopen_unit,
    save_unit,
    set_recipients,
)
from tests.factories import make_actor, make_level, make_operator, make_unit

pytestmark = pytest.mark.django_db

FACTS = UnitFacts(name="Ủy ban nhân dân phường Đức Xuân", short_name="UBND phường Đức Xuân", symbol="UBND")


@pytest.fixture
def province():
    return make_unit("tỉnh Thái Nguyên", level="province", code="19")


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province, code="01843")


@pytest.fixture
def other_ward(province):
    return make_unit("phường Bắc Kạn", under=province, code="01846")


def standing(**more):
    return UnitStanding(**({"code": "T1", "level": make_level(), "opened_on": date(2025, 7, 1)} | more))


def trail():
    return [
        (row.event, row.actor_name, row.subject, row.before, row.after) for row in AuditEntry.objects.order_by("id")
    ]


# --- who may


def keepers(province, ward, other_ward):
    return {
        "operator": make_operator(),
        "administrator above": make_actor(province, "administrator"),
        "administrator": make_actor(ward, "administrator"),
        "administrator beside": make_actor(other_ward, "administrator"),
        "drafter": make_actor(ward, "drafter"),
    }


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (may_edit_unit, {"operator", "administrator above", "administrator"}),
        (may_place_unit, {"operator", "administrator above"}),
        (may_add_unit, {"operator", "administrator above", "administrator"}),
    ],
)
def test_rule_lets_through(province, ward, other_ward, rule, allowed):
    people = keepers(province, ward, other_ward)

    assert {who for who, actor in people.items() if rule(actor, ward)} == allowed


def test_only_operators_add_a_unit_without_superior(province, ward, other_ward):
    people = keepers(province, ward, other_ward)

    assert {who for who, actor in people.items() if may_add_unit(actor, None)} == {"operator"}


def test_refusals_say_whom_to_ask(ward):
    own = make_actor(ward, "administrator")

    assert (may_place_unit(own, ward).reason, may_add_unit(own, None).reason) == (
        "Việc này do người quản trị của đơn vị cấp trên hoặc quản trị hệ thống làm.",
        "Mở trang đơn vị cấp trên của đơn vị mới, rồi thêm đơn vị trực thuộc từ đó.",
    )


# --- creating


def test_create_unit_puts_it_under_its_superior_with_one_trail_row(province):
    unit = create_unit(actor=make_operator("Quản Trị"), under=province, facts=FACTS, standing=standing(code="01843"))

    stored = IssuingUnit.objects.get(pk=unit.pk)
    assert (stored.path[:-4], stored.code, stored.short_name) == (province.path, "01843", "UBND phường Đức Xuân")
    [(event, who, subject, before, after)] = trail()
    assert (event, who, subject, before) == ("unit.saved", "Quản Trị", "UBND phường Đức Xuân", None)
    assert (after["code"], after["level"], after["opened_on"]) == ("01843", "Xã, phường, đặc khu", "01/7/2025")


def test_create_unit_by_a_drafter_is_refused_and_leaves_nothing(province, ward):
    with pytest.raises(NotAllowed):
        create_unit(actor=make_actor(ward, "drafter"), under=ward, facts=FACTS, standing=standing())

    assert (IssuingUnit.objects.count(), trail()) == (2, [])


def test_create_unit_refuses_the_code_of_an_open_unit(province, ward):
    with pytest.raises(Invalid) as refusal:
        create_unit(actor=make_operator(), under=province, facts=FACTS, standing=standing(code=ward.code))

    assert refusal.value.fields == {"code": "Mã này đang dùng cho một đơn vị còn hoạt động; ghi mã khác."}
    assert IssuingUnit.objects.count() == 2


def test_create_unit_takes_the_code_of_a_closed_unit(province):
    make_unit("phường Huyền Tụng", under=province, code="01846", closed_on=date(2025, 6, 30))

    unit = create_unit(actor=make_operator(), under=province, facts=FACTS, standing=standing(code="01846"))

    assert IssuingUnit.objects.filter(code="01846").count() == 2
    assert unit.closed_on is None


# --- changing


def test_save_unit_keeps_clean_text_and_only_what_changed_in_the_trail(ward):
    facts = replace(
        FACTS, territory="phường Đức Xuân", noun="phường", place="Đức Xuân", drafting_office=" Phòng\u200b  Văn hóa "
    )

    saved = save_unit(ward, actor=make_operator(), revision=1, facts=facts)

    ward.refresh_from_db()
    assert (ward.drafting_office, ward.revision, saved.revision) == ("Phòng Văn hóa", 2, 2)
    [(_, _, _, before, after)] = trail()
    assert (before, after) == ({"drafting_office": ""}, {"drafting_office": "Phòng Văn hóa"})


def test_save_unit_without_a_change_leaves_no_trace(ward):
    facts = replace(FACTS, territory="phường Đức Xuân", noun="phường", place="Đức Xuân")

    save_unit(ward, actor=make_operator(), revision=1, facts=facts)

    ward.refresh_from_db()
    assert (ward.revision, trail()) == (1, [])


def test_save_unit_from_an_old_page_is_stale_and_names_who_was_faster(ward):
    save_unit(ward, actor=make_operator("Lan"), revision=1, facts=replace(FACTS, symbol="UBNDP"))

    with pytest.raises(StaleEdit) as stale:
        save_unit(ward, actor=make_operator("Minh"), revision=1, facts=FACTS)

    ward.refresh_from_db()
    assert (stale.value.editor, stale.value.revision, ward.symbol) == ("Lan", 2, "UBNDP")


def test_save_unit_with_another_standing_is_for_those_above(ward):
    with pytest.raises(NotAllowed):
        save_unit(
            ward,
            actor=make_actor(ward, "administrator"),
            revision=1,
            facts=FACTS,
            standing=standing(code=ward.code, helps_superior=True),
        )

    ward.refresh_from_db()
    assert ward.helps_superior is False


def test_save_unit_refuses_what_the_column_cannot_hold_and_gives_the_row_back(ward):
    with pytest.raises(Invalid) as refusal:
        save_unit(ward, actor=make_operator(), revision=1, facts=replace(FACTS, name="Ủ" * 201))

    assert list(refusal.value.fields) == ["name"]
    assert trail() == []


def test_save_unit_refuses_a_closed_unit(province):
    closed = make_unit("phường Huyền Tụng", under=province, closed_on=date(2025, 6, 30))

    with pytest.raises(NotNow, match=r"đã ngừng hoạt động \(hết ngày 30/6/2025\)"):
        save_unit(closed, actor=make_operator(), revision=1, facts=FACTS)


# --- closing


def test_close_unit_keeps_day_basis_and_successors(ward, other_ward):
    close_unit(
        other_ward,
        actor=make_operator(),
        revision=1,
        closed_on=date(2025, 6, 30),
        basis="Nghị quyết số 1683/NQ-UBTVQH15",
        successors=[ward],
    )

    other_ward.refresh_from_db()
    [link] = other_ward.successions.all()
    assert (other_ward.closed_on, other_ward.closing_basis) == (date(2025, 6, 30), "Nghị quyết số 1683/NQ-UBTVQH15")
    assert (link.successor, link.effective_on, link.basis) == (ward, date(2025, 7, 1), "Nghị quyết số 1683/NQ-UBTVQH15")
    assert [row[4] for row in trail()] == [
        {"closed_on": "30/6/2025", "closing_basis": "Nghị quyết số 1683/NQ-UBTVQH15"},
        {"successors": ["UBND phường Đức Xuân"]},
    ]


def test_close_unit_corrects_the_facts_of_a_closed_unit(ward, other_ward):
    close_unit(other_ward, actor=make_operator(), revision=1, closed_on=date(2025, 6, 30), successors=[ward])

    close_unit(other_ward, actor=make_operator(), revision=2, closed_on=date(2025, 6, 29), successors=[])

    other_ward.refresh_from_db()
    assert (other_ward.closed_on, other_ward.successions.count()) == (date(2025, 6, 29), 0)


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        ({"closed_on": date(1945, 9, 1)}, {"closed_on": "Ngày ngừng hoạt động phải từ ngày thành lập trở đi."}),
        ({"successors": "itself"}, {"successors": "Đơn vị không kế thừa chính mình; ghi đơn vị khác."}),
        (
            {"successors": "closed before"},
            {"successors": "UBND phường Sông Cầu đã ngừng hoạt động trước đó; ghi đơn vị còn hoạt động sau 30/6/2025."},
        ),
    ],
)
def test_close_unit_refuses(province, ward, closing, said):
    before = make_unit("phường Sông Cầu", under=province, closed_on=date(2020, 1, 31))
    successors = {"itself": [ward], "closed before": [before]}.get(closing.pop("successors", ""), [])

    with pytest.raises(Invalid) as refusal:
        close_unit(
            ward,
            actor=make_operator(),
            revision=1,
            **({"closed_on": date(2025, 6, 30)} | closing),
            successors=successors,
        )

    ward.refresh_from_db()
    assert (refusal.value.fields, ward.closed_on) == (said, None)


def test_close_unit_by_its_own_administrator_is_refused(ward):
    with pytest.raises(NotAllowed):
        close_unit(ward, actor=make_actor(ward, "administrator"), revision=1, closed_on=date(2026, 6, 30))


def test_unit_that_closes_later_is_still_edited(ward):
    ward.closed_on = date(2099, 12, 31)

    assert may_edit_unit(make_operator(), ward).allowed is True


def test_reopen_unit_takes_the_closing_back(ward, other_ward):
    close_unit(other_ward, actor=make_operator(), revision=1, closed_on=date(2025, 6, 30), successors=[ward])

    reopen_unit(other_ward, actor=make_operator(), revision=2)

    other_ward.refresh_from_db()
    assert (other_ward.closed_on, other_ward.successions.count()) == (None, 0)


def test_reopen_unit_refuses_while_its_code_is_used_again(province, ward):
    closed = make_unit(
        "phường Huyền Tụng",
        under=province,
        code=ward.code,
        opened_on=date(1990, 1, 1),
        closed_on=date(2025, 6, 30),
    )

    with pytest.raises(Invalid, match="Mã này đang dùng cho một đơn vị còn hoạt động"):
        reopen_unit(closed, actor=make_operator(), revision=1)


# --- recipients


def test_set_recipients_keeps_order_and_drops_what_is_there_twice(ward):
    lines = ["Đảng ủy phường", " Uỷ ban MTTQ phường", "", "Ủy ban MTTQ phường", "HĐND phường"]

    kept = set_recipients(ward, actor=make_operator(), lines=lines)

    assert kept == ["Đảng ủy phường", "Uỷ ban MTTQ phường", "HĐND phường"]
    assert list(ward.recipient_presets.values_list("position", "text")) == list(enumerate(kept))


def test_set_recipients_again_leaves_no_second_trace(ward):
    for _ in range(2):
        set_recipients(ward, actor=make_operator("Lan"), lines=["Đảng ủy phường"])

    assert trail() == [
        (
            "unit.saved",
            "Lan",
            "UBND phường Đức Xuân: nơi nhận mẫu",
            {"recipients": []},
            {"recipients": ["Đảng ủy phường"]},
        )
    ]


def test_set_recipients_by_another_unit_is_refused(ward, other_ward):
    set_recipients(ward, actor=make_operator(), lines=["Đảng ủy phường"])

    with pytest.raises(NotAllowed, match="không thuộc phạm vi quản trị"):
        set_recipients(ward, actor=make_actor(other_ward, "administrator"), lines=["Khác"])

    assert list(ward.recipient_presets.values_list("text", flat=True)) == ["Đảng ủy phường"]
