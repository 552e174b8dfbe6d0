"""Issuing over HTTP: what the clerk sees, presses once, presses twice."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Delivery, Issuance, Plan, Recipient, SigningFile
from tests.factories import make_draft, make_issued
from tests.issued import make_portal_issued, make_ready
from tests.views.conftest import browser_of


@pytest.fixture
def mai(ward):
    return browser_of(ward, "clerk", full_name="Lý Thị Mai")


def page_of(client, plan):
    answer = client.get(reverse("plan-issue", args=[plan.pk]))
    return answer.status_code, " ".join(answer.content.decode().split())


def post(client, plan, **data):
    return client.post(reverse("plan-issue", args=[plan.pk]), data, follow=True)


def test_the_page_tells_what_is_there_and_who_receives(ward, other_commune, khach, mai):
    plan = make_ready(ward, number=47, recipients=("UBND xã Chợ Mới", "Trạm Y tế"))

    status, page = page_of(mai, plan)

    assert status == 200
    assert "Hoàng Văn Bình ký số lúc 09:00 ngày 13/5/2026" in page
    assert "UBND xã Chợ Mới nhận trên cổng" in page
    assert f'name="email-{plan.recipients.get(text="Trạm Y tế").pk}"' in page
    assert f'name="email-{plan.recipients.get(text="UBND xã Chợ Mới").pk}"' not in page
    assert '<button class="btn btn-primary">' in page


def test_what_is_missing_stands_beside_a_grey_button(ward, mai):
    plan = make_ready(ward)
    SigningFile.objects.filter(stage="sealed").delete()

    _, page = page_of(mai, plan)

    assert "Chưa ban hành được, còn thiếu: dấu." in page
    assert '<button class="btn btn-primary">' not in page


def test_a_drafter_reads_whose_it_is(ward, hoa):
    status, page = page_of(hoa, make_ready(ward))

    assert (status, "Chỉ văn thư của đơn vị mới ban hành được." in page) == (200, True)


def test_a_drafter_who_posts_is_refused(ward, hoa):
    plan = make_ready(ward)

    assert post(hoa, plan).status_code == 403
    assert not Issuance.objects.exists()


def test_a_stranger_sees_nothing(ward, khach):
    plan = make_ready(ward)

    assert page_of(khach, plan)[0] == 404
    assert post(khach, plan).status_code == 404


def test_pressing_issues_and_leads_to_who_has_it(ward, mai):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    line = plan.recipients.get()

    answer = post(mai, plan, is_public="on", **{f"email-{line.pk}": "tramyte@x.vn"})

    assert answer.redirect_chain == [(reverse("plan-deliveries", args=[plan.pk]), 302)]
    assert "Đã ban hành kế hoạch số 47/KH-UBND." in answer.content.decode()
    assert (Issuance.objects.get().is_public, Delivery.objects.get().email) == (True, "tramyte@x.vn")


def test_a_second_press_is_told_kindly(ward, mai):
    plan = make_ready(ward)
    post(mai, plan)

    answer = post(mai, plan)

    assert (answer.status_code, Issuance.objects.count()) == (200, 1)
    assert "đã ban hành rồi: Lý Thị Mai" in answer.content.decode()


def test_a_wrong_address_stands_at_its_line_and_nothing_typed_is_lost(ward, mai):
    plan = make_ready(ward, recipients=("Trạm Y tế", "Báo Thái Nguyên"))
    first, second = plan.recipients.all()

    answer = post(mai, plan, **{f"email-{first.pk}": "tram@x.vn", f"email-{second.pk}": "bao"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“bao” không phải địa chỉ thư điện tử" in page
    assert 'value="tram@x.vn"' in page
    assert list(Recipient.objects.values_list("email", flat=True)) == ["", ""]


def test_not_now_shows_the_page_again_with_the_sentence(ward, mai):
    plan = make_ready(ward)
    SigningFile.objects.filter(stage="sealed").delete()

    answer = post(mai, plan)

    assert (answer.status_code, "còn thiếu: dấu." in answer.content.decode()) == (409, True)
    assert Plan.objects.get(pk=plan.pk).status == "approved"


def test_an_issued_plan_leads_to_who_has_it(ward, mai):
    plan = make_portal_issued(ward)

    answer = mai.get(reverse("plan-issue", args=[plan.pk]))

    assert (answer.status_code, answer.url) == (302, reverse("plan-deliveries", args=[plan.pk]))


def test_a_late_document_says_so(ward, mai, settings):
    plan = make_ready(ward)
    settings.DEMO_TODAY = date(2026, 5, 20)

    assert "phải phát hành chậm nhất ngày 14/5/2026" in page_of(mai, plan)[1]


@pytest.mark.parametrize("lines", [1, 3])
def test_as_many_queries_for_three_lines_as_for_one(ward, mai, lines, django_assert_num_queries):
    plan = make_ready(ward, recipients=[f"Nơi {n}" for n in range(lines)])

    with django_assert_num_queries(10):
        page_of(mai, plan)


# --- the page of deliveries ------------------------------------------------------------------------------------------


def deliveries_of(client, plan):
    answer = client.get(reverse("plan-deliveries", args=[plan.pk]))
    return answer.status_code, " ".join(answer.content.decode().split())


def test_who_opened_it_when_is_proof(ward, other_commune, khach, mai):
    plan = make_portal_issued(ward, recipients=("UBND xã Chợ Mới",))
    assert "chưa ai mở" in deliveries_of(mai, plan)[1]

    khach.get(reverse("plan-detail", args=[plan.pk]))

    assert "Lường Văn Khách mở lần đầu" in deliveries_of(mai, plan)[1]


@pytest.mark.parametrize("name", ["plan-detail", "plan-pdf"])
def test_reading_or_fetching_it_is_opening(ward, other_commune, khach, name):
    plan = make_portal_issued(ward, recipients=("UBND xã Chợ Mới",))

    assert khach.get(reverse(name, args=[plan.pk])).status_code == 200

    assert Delivery.objects.get().state == "opened"


def test_one_who_did_not_receive_it_cannot_open_it(ward, khach):
    plan = make_portal_issued(ward)

    assert khach.get(reverse("plan-detail", args=[plan.pk])).status_code == 404


def test_lines_that_the_portal_does_not_reach_go_on_paper(ward, mai):
    plan = make_portal_issued(ward, recipients=("Trạm Y tế", "Thường trực HĐND"))

    assert "Trạm Y tế; Thường trực HĐND." in deliveries_of(mai, plan)[1]


def test_another_unit_does_not_see_who_has_it(ward, lan):
    plan = make_portal_issued(ward)

    assert deliveries_of(lan, plan)[0] == 403


def test_a_plan_that_is_not_issued_leads_on(ward, mai):
    draft, ready = make_draft(ward), make_ready(ward)

    assert mai.get(reverse("plan-deliveries", args=[draft.pk])).url == reverse("plan-detail", args=[draft.pk])
    assert mai.get(reverse("plan-deliveries", args=[ready.pk])).url == reverse("plan-issue", args=[ready.pk])


def test_a_recorded_plan_was_sent_to_nobody_here(ward, mai):
    page = deliveries_of(mai, make_issued(ward))[1]

    assert "Cổng chưa gửi văn bản này cho nơi nào." in page
    assert "ban hành ngoài cổng" in page


def test_a_failed_letter_is_sent_again(ward, mai):
    plan = make_portal_issued(ward)
    row = Delivery.objects.create(
        plan=plan,
        name="Trạm Y tế",
        email="a@x.vn",
        state="failed",
        error="Máy chủ từ chối.",
        created_at=plan.updated_at,
    )
    assert "Máy chủ từ chối." in deliveries_of(mai, plan)[1]

    answer = mai.post(reverse("delivery-again", args=[plan.pk, row.pk]), {"email": "b@x.vn"}, follow=True)

    row.refresh_from_db()
    assert ("Đang gửi lại đến Trạm Y tế" in answer.content.decode(), row.email, row.state) == (
        True,
        "b@x.vn",
        "waiting",
    )


def test_sending_again_without_an_address_says_what_is_missing(ward, mai):
    plan = make_portal_issued(ward)
    row = Delivery.objects.create(plan=plan, name="Trạm Y tế", state="failed", created_at=plan.updated_at)

    answer = mai.post(reverse("delivery-again", args=[plan.pk, row.pk]), follow=True)

    assert "Ghi địa chỉ thư điện tử của nơi nhận" in answer.content.decode()


def test_a_delivery_of_another_plan_does_not_exist_here(ward, mai):
    plan = make_portal_issued(ward)
    other = make_portal_issued(ward, number=48, approved=b"%PDF-1.7 other\n%%EOF\n")
    row = Delivery.objects.create(plan=other, name="Trạm Y tế", state="failed", created_at=plan.updated_at)

    assert mai.post(reverse("delivery-again", args=[plan.pk, row.pk])).status_code == 404


@pytest.mark.parametrize(("value", "is_public"), [("1", True), ("0", False)])
def test_the_clerk_switches_the_public_page(ward, mai, value, is_public):
    plan = make_portal_issued(ward, is_public=not is_public)

    mai.post(reverse("plan-publish", args=[plan.pk]), {"is_public": value})

    assert Issuance.objects.get().is_public == is_public


def test_a_drafter_does_not_and_reads_why(ward, hoa):
    plan = make_portal_issued(ward)

    assert "Chỉ văn thư của đơn vị mới đổi được trang công khai." in deliveries_of(hoa, plan)[1]
    assert hoa.post(reverse("plan-publish", args=[plan.pk]), {"is_public": "1"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_rows_as_for_one(ward, mai, rows, django_assert_num_queries):
    plan = make_portal_issued(ward)
    for number in range(rows):
        Delivery.objects.create(plan=plan, name="n", email=f"{number}@x.vn", state="failed", created_at=plan.updated_at)

    with django_assert_num_queries(8):
        deliveries_of(mai, plan)
