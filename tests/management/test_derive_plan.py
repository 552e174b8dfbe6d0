"""`manage.py derive_plan PARENT --unit CODE`."""

import pytest
from django.core.management.base import CommandError

from plans.enums import PlanStatus
from plans.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_drafts_the_wards_plan_and_names_it(run):
    said = run("derive_plan", "thai-nguyen-2026", "--unit", "01840")

    plan = Plan.objects.get(short_name="duc-xuan-2026")
    assert (plan.status, plan.issuing_unit.code) == (PlanStatus.DRAFT, "01840")
    assert said.startswith(f"Đã soạn dự thảo số thứ tự {plan.pk}, tên gọi duc-xuan-2026: Kế hoạch triển khai")


def test_the_parent_may_be_named_by_its_id(run):
    parent = Plan.objects.get(short_name="thai-nguyen-2026")

    run("derive_plan", str(parent.pk), "--unit", "19-SGDDT")

    assert Plan.objects.filter(issuing_unit__code="19-SGDDT", parent_documents__parent_plan=parent).exists()


def test_a_second_run_names_the_draft_that_is_there(run):
    run("derive_plan", "thai-nguyen-2026", "--unit", "01840")

    said = run("derive_plan", "thai-nguyen-2026", "--unit", "01840")

    assert said.startswith("Đã có sẵn dự thảo số thứ tự")
    assert Plan.objects.filter(issuing_unit__code="01840").count() == 1


@pytest.mark.parametrize(
    ("parent", "code", "sentence"),
    [
        ("khong-co", "01840", "Không có kế hoạch nào mang số thứ tự hoặc tên gọi “khong-co”. Tên gọi đang có: hai-ph"),
        ("999999", "01840", "Không có kế hoạch nào mang số thứ tự hoặc tên gọi “999999”"),
        ("thai-nguyen-2026", "99999", "Không có đơn vị nào mang mã “99999”. Mã xã, phường gồm năm chữ số"),
        (
            "thai-nguyen-2026",
            "01846",
            r"UBND phường Huyền Tụng \(01846\) chỉ hoạt động đến hết ngày 30/6/2025. "
            r"Đơn vị kế thừa: UBND phường Đức Xuân \(01840\).",
        ),
        ("thai-nguyen-2026", "QNG-TXDP", "Chưa ghi đơn vị kế thừa."),
        ("thai-nguyen-2026", "31", "UBND thành phố Hải Phòng không phải cấp dưới của UBND tỉnh Thái Nguyên"),
        ("thai-nguyen-2026", "19", "UBND tỉnh Thái Nguyên không phải cấp dưới của UBND tỉnh Thái Nguyên"),
    ],
)
def test_a_wrong_word_gets_a_sentence(run, parent, code, sentence):
    plans = Plan.objects.count()

    with pytest.raises(CommandError, match=sentence):
        run("derive_plan", parent, "--unit", code)

    assert Plan.objects.count() == plans


def test_a_parent_that_is_not_issued_is_refused(run):
    run("derive_plan", "thai-nguyen-2026", "--unit", "01840")

    with pytest.raises(CommandError, match="chưa ban hành"):
        run("derive_plan", "duc-xuan-2026", "--unit", "01840-PVHXH")
