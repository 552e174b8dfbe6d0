"""The leader's screen: what it shows to whom, what each way of signing needs, and what a refusal says."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.enums import PlanStatus, SigningMeans, StepKind
from plans.models import Plan, SigningFile
from plans.services.approving.versions import check_code
from tests.factories import make_draft
from tests.services.signing.papers import PASSWORD, WAY, key_file, plan_at, real_pdf, signed_elsewhere, version_of


def upload(name, content):
    return SimpleUploadedFile(name, content)


def address(plan):
    return reverse("plan-sign", args=[plan.pk])


def send(browser, plan, way, **more):
    return browser.post(address(plan), {"way": way, "version": version_of(plan).pk} | more)


def text(response):
    return " ".join(response.content.decode().split())


def steps(plan):
    plan = Plan.objects.get(pk=plan.pk)
    return plan.status, plan.step_kind, SigningFile.objects.filter(version__plan=plan).count()


def test_page_shows_the_file_its_state_its_code_and_the_ways_to_sign(binh, mai, ward):
    plan = plan_at(ward, pdf=real_pdf())

    page = text(binh.get(address(plan)))

    assert "<b>Chữ ký của lãnh đạo:</b> chờ Hoàng Văn Bình" in page
    assert "<b>Số và ngày:</b> để trống, văn thư cấp sau khi ký" in page
    assert check_code(version_of(plan).sha256) in page
    assert re.findall(r'name="way" value="(\w+)"', page) == ["upload", "key_file", "paper"]
    assert "Xong bước này, văn bản tự chuyển cho văn thư Lý Thị Mai." in page
    assert 'alt="Trang 1 trong 1"' in page


def test_code_is_said_to_be_that_of_the_check_when_the_bytes_are_the_same(binh, ward):
    way = (StepKind.FORM_CHECK, *WAY)
    plan = plan_at(ward, StepKind.FORM_CHECK, pdf=real_pdf(), way=way, stages=())
    from plans.rules.actor import SYSTEM
    from plans.services.approving.steps import finish_step, locked

    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.SUBMITTED)
    finish_step(locked(plan), actor=SYSTEM)

    assert "trùng với bản đã kiểm tra thể thức" in text(binh.get(address(plan)))


def test_colleague_reads_the_page_with_the_act_greyed_and_the_reason(hoa, binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    page = text(hoa.get(address(plan)))

    assert "Kế hoạch này trình người khác ký." in page
    assert re.search(r'<button class="btn btn-primary" type="button" aria-disabled="true"', page)
    assert 'name="way"' not in page


@pytest.mark.parametrize("who", ["khach", "lan"])
def test_another_unit_finds_nothing(request, ward, who):
    plan = plan_at(ward, pdf=real_pdf())

    assert request.getfixturevalue(who).get(address(plan)).status_code == 404
    assert send(request.getfixturevalue(who), plan, "paper").status_code == 404


def test_a_draft_leads_to_the_plan(binh, ward):
    plan = make_draft(ward)

    assert binh.get(address(plan)).url == reverse("plan-detail", args=[plan.pk])


def test_signing_with_a_key_file_shows_the_signed_file(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    answer = send(binh, plan, "key_file", key_file=upload("toi.p12", key_file()), password=PASSWORD)

    assert (answer.status_code, answer.url) == (302, address(plan))
    page = text(binh.get(address(plan)))
    assert "Đã ký. Văn bản chuyển cho văn thư." in page
    assert "đã ký số: Hoàng Văn Bình" in page
    assert reverse("signing-file", args=[plan.pk, "signed"]) in page


def test_upload_of_the_signed_file_asks_about_an_unknown_authority_then_takes_it(binh, ward):
    plan, signed = plan_at(ward, pdf=real_pdf()), signed_elsewhere(real_pdf())

    asked = send(binh, plan, "upload", signed_file=upload("ky.pdf", signed))

    assert asked.status_code == 422
    assert "chưa có danh sách nhà cấp chứng thư" in text(asked)
    assert 'name="agreed"' in text(asked)
    assert steps(plan) == (PlanStatus.SUBMITTED, StepKind.SIGN, 0)
    send(binh, plan, "upload", signed_file=upload("ky.pdf", signed), agreed="1")
    assert steps(plan) == (PlanStatus.APPROVED, StepKind.NUMBER, 1)


def test_paper_is_declared_with_one_press(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    send(binh, plan, "paper")

    assert SigningFile.objects.get().means == SigningMeans.PAPER
    assert "đã ký trên giấy: Hoàng Văn Bình" in text(binh.get(address(plan)))


@pytest.mark.parametrize(
    ("way", "more", "said"),
    [
        ("upload", {}, "Chọn tệp PDF đã ký để tải lên."),
        ("upload", {"signed_file": None}, "chưa có thêm chữ ký số nào"),
        ("key_file", {}, "Chọn tệp chứng thư số của mình."),
        ("key_file", {"key_file": upload("a.p12", b"x")}, "Nhập mật khẩu của tệp chứng thư số."),
        ("token", {"pin": "12345678"}, "Máy chủ này không gắn thiết bị ký"),
        ("token", {}, "Nhập mã PIN của thiết bị."),
        ("plugin", {}, "Cách này cần tiện ích ký VGCA"),
        ("khac", {}, "Chưa chọn cách ký"),
        ("", {}, "Chưa chọn cách ký"),
        ("paper", {"version": "khong"}, "Chưa chọn cách ký"),
        ("paper", {"version": "999999"}, "đổi sang bản khác"),
    ],
)
def test_a_refusal_is_a_sentence_on_the_page_and_changes_nothing(binh, ward, way, more, said):
    plan = plan_at(ward, pdf=real_pdf())
    if "signed_file" in more:
        more = {"signed_file": upload("ky.pdf", real_pdf())}

    answer = send(binh, plan, way, **more)

    assert said in text(answer)
    assert answer.status_code in (409, 422)
    assert steps(plan) == (PlanStatus.SUBMITTED, StepKind.SIGN, 0)


def test_a_second_press_says_kindly_that_it_is_done(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())
    send(binh, plan, "paper")
    before = steps(plan)

    again = send(binh, plan, "paper")

    assert (again.status_code, steps(plan)) == (409, before)
    assert "Kế hoạch chưa tới hoặc đã qua bước ký." in text(again)


def test_page_asks_the_database_the_same_for_one_and_three_recipients(binh, ward, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for lines in (("Sở Y tế",), ("Sở Y tế", "Công an", "Trạm Y tế")):
        plan = plan_at(ward, pdf=real_pdf(), recipients=lines)
        binh.get(address(plan))
        with CaptureQueriesContext(connection) as asked:
            binh.get(address(plan))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 45
