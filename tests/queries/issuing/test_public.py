"""What anybody may know: a code however it was typed, who signed, whether the document still holds."""

from datetime import date

import pytest

from plans.models import Issuance, Plan, PlanLink, Withdrawal
from plans.queries.issuing.public import code_readings, issuance_by_code, issuances, issued_document, validity_of
from tests.factories import make_holding, make_issued, make_post
from tests.issued import make_portal_issued
from tests.people import day_of_the_story, province, ward  # noqa: F401

pytestmark = pytest.mark.usefixtures("day_of_the_story")
CODE = "7f3a19c2b60e"


@pytest.mark.parametrize(
    "typed",
    [
        "7f3a19c2b60e",
        "7F3A 19C2 B60E",
        " 7f3a-19c2-b60e ",
        "7F3A.19C2.B60E",
        "7F3A\u00a019C2\u200bB60E",
        "7f3al9c2b6Oe",
    ],
)
def test_a_code_as_people_write_it(typed):
    assert code_readings(typed) == (CODE,)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("đ3a19c2b60e", {"dd3a19c2b60e", "d93a19c2b60e"}),
        ("Đ3A19C2B60E", {"dd3a19c2b60e", "d93a19c2b60e"}),
        ("â3719c2b60e", {"aa3719c2b60e", "a63719c2b60e"}),
        ("á3719c2b60e", {"a13719c2b60e"}),
        ("à3719c2b60e", {"af3719c2b60e", "a23719c2b60e"}),
        ("ê3719c2b60e", {"ee3719c2b60e", "e63719c2b60e"}),
        ("ấ319c2b60e", {"aa1319c2b60e", "a61319c2b60e"}),
    ],
)
def test_a_code_that_a_vietnamese_keyboard_changed(typed, meant):
    assert set(code_readings(typed)) & meant == meant


@pytest.mark.parametrize("typed", ["", "7f3a", "7f3a19c2b60e0", "xin chào", "7f3a19c2b60g", "ấ" * 80, "0" * 5000])
def test_what_is_no_code(typed):
    assert code_readings(typed) == ()


@pytest.mark.django_db
def test_a_plan_is_found_by_its_code_and_nothing_by_none(ward, django_assert_num_queries):  # noqa: F811
    code = make_portal_issued(ward).issuance.code

    found = issuance_by_code(f" {code[:4].upper()} {code[4:8]} {code[8:]} ")

    assert found is not None
    assert found.code == code
    with django_assert_num_queries(0):
        assert issuance_by_code("không phải mã") is None


@pytest.fixture
def issued(ward):  # noqa: F811
    """Signed for the chairwoman by her deputy."""
    make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")
    deputy = make_holding(make_post(ward, "Phó Chủ tịch"), "Hoàng Văn Bình")
    plan = make_portal_issued(ward)
    Plan.objects.filter(pk=plan.pk).update(signatory=deputy, capacity="for_superior")
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)


def told(plan):
    return issued_document(issuances().get(plan=plan))


def test_who_signed_in_which_capacity_and_when(issued):
    document = told(issued)

    assert [(one.label, one.words) for one in document.signers] == [
        ("Người ký", "Hoàng Văn Bình, Phó Chủ tịch, ký thay Chủ tịch, lúc 09:00 ngày 13/5/2026"),
        ("Cơ quan ký", "UBND phường Đức Xuân, lúc 09:00 ngày 13/5/2026"),
    ]
    assert document.organ == "Ủy ban nhân dân phường Đức Xuân, tỉnh Thái Nguyên"


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        ("head", "Hoàng Văn Bình, Phó Chủ tịch, lúc"),
        ("by_order", "Hoàng Văn Bình, Phó Chủ tịch, thừa lệnh Chủ tịch, lúc"),
        ("by_mandate", "Hoàng Văn Bình, Phó Chủ tịch, thừa ủy quyền Chủ tịch, lúc"),
    ],
)
def test_other_capacities(issued, capacity, words):
    Plan.objects.filter(pk=issued.pk).update(capacity=capacity)

    assert told(issued).signers[0].words.startswith(words)


def test_a_paper_says_that_it_is_one(issued):
    Issuance.objects.update(is_paper=True)

    words = [one.words for one in told(issued).signers]
    assert words[0].endswith("ký tay trên giấy, lúc 09:00 ngày 13/5/2026")
    assert words[1].startswith("UBND phường Đức Xuân, đóng dấu trên giấy")


def test_a_plan_in_force(issued):
    validity = validity_of(issued)

    assert (validity.label, validity.said, validity.related) == (
        "Đang có hiệu lực",
        "chưa bị thay thế, sửa đổi hay thu hồi",
        (),
    )


def test_a_withdrawn_plan_tells_when_and_why(issued):
    issued.status = "withdrawn"
    Withdrawal.objects.create(
        plan=issued,
        reason="Sai căn cứ",
        withdrawn_on=date(2026, 6, 1),
        withdrawn_at=issued.updated_at,
        withdrawn_by_name="Mai",
    )

    validity = validity_of(issued)

    assert (validity.tone, validity.label, validity.said) == ("bad", "Đã thu hồi", "ngày 01/6/2026: sai căn cứ")


@pytest.mark.parametrize(
    ("kind", "status", "label", "words"),
    [
        ("replaces", "superseded", "Đã được thay thế", "được thay thế bằng Kế hoạch số 60/KH-UBND ngày 28/4/2026"),
        ("amends", "issued", "Đang có hiệu lực", "được sửa đổi, bổ sung bằng Kế hoạch số 60/KH-UBND ngày 28/4/2026"),
        ("corrects", "issued", "Đang có hiệu lực", "được đính chính bằng Kế hoạch số 60/KH-UBND ngày 28/4/2026"),
    ],
)
def test_a_plan_that_another_changed_leads_to_it(issued, ward, kind, status, label, words):  # noqa: F811
    newer = make_issued(ward, number=60)
    PlanLink.objects.create(newer=newer, older=issued, kind=kind, created_at=issued.updated_at)
    issued.status = status

    validity = validity_of(issued)

    assert (validity.label, [(one.words, one.code) for one in validity.related]) == (label, [(words, "")])


def test_a_change_that_is_only_drafted_is_not_told(issued, ward):  # noqa: F811
    newer = make_issued(ward, number=60)
    Plan.objects.filter(pk=newer.pk).update(status="draft")
    PlanLink.objects.create(newer=newer, older=issued, kind="replaces", created_at=issued.updated_at)

    assert validity_of(issued).related == ()
