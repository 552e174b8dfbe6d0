"""Register against plans: agreement is silent, and each way to disagree has its sentence."""

from datetime import date

import pytest

from plans.models import NumberSeries, Plan, RegisterEntry
from plans.queries.issuing.agreement import disagreements, register_years
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_other_number
from plans.services.issuing.registering import void_number
from tests.factories import TODAY, make_issued
from tests.numbered import numbered_plan


@pytest.fixture(autouse=True)
def _day_of_the_story(settings):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY


@pytest.fixture
def register(ward):
    """01 a plan, 02 a notice whose number was given up, 03 a notice."""
    numbered_plan(ward)
    void_number(other(ward), actor=SYSTEM, reason="Gửi nhầm")
    other(ward)
    return RegisterEntry.objects.order_by("number")


def other(unit):
    return take_other_number(unit, actor=SYSTEM, document_type="Thông báo", abstract="Về họp")


def change(number, **values):
    RegisterEntry.objects.filter(number=number).update(**values)


def change_plan(**values):
    Plan.objects.filter(number=1).update(**values)


BROKEN = {
    "missing": (lambda: RegisterEntry.objects.filter(number=2).delete(), "Dãy chung năm 2026: thiếu số 02."),
    "beyond": (lambda: NumberSeries.objects.update(last_number=2), "Dãy chung năm 2026: số 03 nằm ngoài dãy 01–02."),
    "void without reason": (
        lambda: change(2, void_reason=" "), "Dãy chung năm 2026: số 02/TB-UBND đã bỏ mà không có lý do."
    ),
    "other year": (
        lambda: change(3, issued_on=date(2025, 12, 31)),
        "Dãy chung năm 2026: số 03/TB-UBND mang ngày 31/12/2025 của năm khác.",
    ),
    "other date": (
        lambda: change_plan(issued_on=date(2026, 5, 12)),
        "Dãy chung năm 2026: sổ ghi số 01/KH-UBND ngày 13/5/2026, kế hoạch “Triển khai Tháng hành động vì trẻ em” "
        "ghi số 01/KH-UBND ngày 12/5/2026.",
    ),
    "no number": (
        lambda: change_plan(number=None, issued_on=None),
        "Dãy chung năm 2026: sổ ghi số 01/KH-UBND ngày 13/5/2026, kế hoạch “Triển khai Tháng hành động vì trẻ em” "
        "ghi là chưa có số.",
    ),
    "draft": (
        lambda: change_plan(status="draft", step_kind=""),
        "Dãy chung năm 2026: số 01/KH-UBND còn hiệu lực trong khi kế hoạch “Triển khai Tháng hành động vì trẻ em” "
        "là dự thảo.",
    ),
    "not registered": (
        lambda: change(1, plan=None),
        "Số 01/KH-UBND năm 2026 của kế hoạch “Triển khai Tháng hành động vì trẻ em” thì sổ ghi cho văn bản khác: "
        "Triển khai Tháng hành động vì trẻ em.",
    ),
}  # fmt: skip


def test_a_register_that_agrees_says_nothing(register, ward):
    assert disagreements(ward, 2026) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_disagreement_has_its_sentence(name, register, ward):
    breaking, sentence = BROKEN[name]
    breaking()

    assert disagreements(ward, 2026) == [sentence]


def test_a_plan_recorded_under_a_number_that_was_given_to_another_document_is_a_twin(register, ward):
    make_issued(ward, "Phòng, chống đuối nước", number=3, issued_on=date(2026, 5, 4))

    assert disagreements(ward, 2026) == [
        "Số 03/KH-UBND năm 2026 của kế hoạch “Phòng, chống đuối nước” thì sổ ghi cho văn bản khác: Về họp."
    ]


def test_a_plan_on_its_way_whose_line_is_gone_altogether_is_missed(ward):
    numbered_plan(ward)
    RegisterEntry.objects.all().delete()
    NumberSeries.objects.all().delete()

    assert disagreements(ward, 2026) == [
        "Kế hoạch “Triển khai Tháng hành động vì trẻ em” mang số 01/KH-UBND năm 2026 mà sổ không có dòng nào."
    ]


def test_plans_recorded_beyond_the_register_wait_for_their_turn(register, ward):
    make_issued(ward, "Phòng, chống đuối nước", number=9, issued_on=date(2026, 5, 4))

    assert disagreements(ward, 2026) == []


def test_every_register_there_is_is_found_once(register, ward):
    NumberSeries.objects.create(unit=ward, year=2026, code="SAO")
    NumberSeries.objects.create(unit=ward, year=2025)

    assert register_years() == [(ward, 2025), (ward, 2026)]
