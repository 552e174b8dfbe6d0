"""Cấp số over HTTP: what the clerk sees before, what happens, and what is said to who comes late or may not."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from plans.models import IssuingPractice, Plan, RegisterEntry
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_other_number
from plans.services.issuing.registering import open_series, void_number
from plans.services.signing import filling
from tests import numbered
from tests.factories import make_issued
from tests.numbered import numbered_plan, signed_plan, submitted_plan
from tests.views.conftest import browser_of


@pytest.fixture
def mai(ward):
    return browser_of(ward, "clerk", full_name="Lý Thị Mai")


@pytest.fixture
def filled(monkeypatch):
    """Numbers are written at the end of the bytes instead of into a real PDF."""
    monkeypatch.setattr(filling, "fill_number", numbered.fill)


def address(plan):
    return reverse("plan-number", args=[plan.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


def typed(on="13/5/2026", **more):
    return {"on": on, "backdated_reason": ""} | more


def test_the_clerk_sees_the_two_lines_as_they_will_be_printed(mai, ward):
    open_series(ward, actor=SYSTEM, year=2026, last_number=46)

    page = words(mai.get(address(signed_plan(ward))))

    assert "<div>Số: 47/KH-UBND</div> <div><i>Đức Xuân, ngày 13 tháng 5 năm 2026</i></div>" in page
    assert "Cấp số 47, ngày 13/5/2026</button>" in page
    assert "dãy chung năm 2026</span>" in page


def test_the_numbers_before_are_shown_a_void_one_as_such(mai, ward):
    other = {"actor": SYSTEM, "document_type": "Thông báo", "abstract": "Về họp"}
    take_other_number(ward, **other)
    void_number(take_other_number(ward, **other), actor=SYSTEM, reason="Nhầm")

    page = words(mai.get(address(signed_plan(ward))))

    assert '<s>02/TB-UBND</s> <span class="soft">(đã bỏ)</span>; 01/TB-UBND, ngày 13/5/2026' in page


def test_taking_it_goes_on_to_the_way_and_says_what_was_given(mai, ward, filled):
    plan = signed_plan(ward)

    answer = mai.post(address(plan), typed(), follow=True)

    assert answer.redirect_chain == [(reverse("plan-way", args=[plan.pk]), 302)]
    assert "Đã cấp số 01/KH-UBND, ngày 13/5/2026; số và ngày đã ghi vào văn bản." in words(answer)
    assert (Plan.objects.get(pk=plan.pk).number, RegisterEntry.objects.get().taken_by_name) == (1, "Lý Thị Mai")


def test_a_second_press_says_kindly_that_it_is_done_and_changes_nothing(mai, ward, filled):
    plan = signed_plan(ward)
    mai.post(address(plan), typed())

    answer = mai.post(address(plan), typed())

    assert answer.status_code == 409
    assert "Kế hoạch chưa tới hoặc đã qua bước cấp số." in words(answer)
    assert "Đã cấp số 01/KH-UBND</h2>" in words(answer)
    assert RegisterEntry.objects.count() == 1


def test_looking_at_another_date_takes_nothing(mai, ward):
    plan = signed_plan(ward, at=datetime(2026, 5, 11, 2, tzinfo=UTC))

    answer = mai.post(address(plan), typed("12/5/2026", xem="1"))

    assert (answer.status_code, RegisterEntry.objects.count()) == (200, 0)
    assert "<i>Đức Xuân, ngày 12 tháng 5 năm 2026</i>" in words(answer)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (typed("12/5/2026"), "Ghi lý do lùi ngày về 12/5/2026; lý do được giữ trong sổ."),
        (typed("10/5/2026", backdated_reason="Lý do"), "Lãnh đạo ký ngày 11/5/2026; ngày văn bản 10/5/2026 sớm hơn"),
        (typed("14/5/2026"), "Ngày văn bản không được sau hôm nay (13/5/2026)."),
        (typed("31/4/2026"), "Không có ngày 31/4/2026 trên lịch"),
        (typed(""), "Ghi ngày theo dạng ngày/tháng/năm"),
    ],
)
def test_a_wrong_date_comes_back_with_its_sentence_and_what_was_typed(mai, ward, sent, sentence):
    plan = signed_plan(ward, at=datetime(2026, 5, 11, 2, tzinfo=UTC))

    answer = mai.post(address(plan), sent)

    assert (answer.status_code, sentence in words(answer), RegisterEntry.objects.count()) == (422, True, 0)
    assert f'value="{sent["on"]}"' in words(answer) or not sent["on"]
    assert '<details class="body back" open>' in words(answer)


def test_dating_back_with_a_reason_works(mai, ward, filled):
    plan = signed_plan(ward, at=datetime(2026, 5, 11, 2, tzinfo=UTC))

    mai.post(address(plan), typed("12/5/2026", backdated_reason="Ký hôm kia"))

    entry = RegisterEntry.objects.get()
    assert (entry.issued_on, entry.backdated_reason) == (date(2026, 5, 12), "Ký hôm kia")


@pytest.mark.parametrize(
    ("who", "plan_of", "reason"),
    [
        ("hoa", signed_plan, "Chỉ văn thư của đơn vị mới cấp số được."),
        ("mai", submitted_plan, "Kế hoạch chưa tới hoặc đã qua bước cấp số."),
    ],
)
def test_a_refusal_greys_the_button_and_says_why(who, plan_of, reason, ward, request):
    page = words(request.getfixturevalue(who).get(address(plan_of(ward))))

    assert f'#i-x-circle"/></svg> {reason}</span>' in page
    assert 'aria-disabled="true" aria-describedby="vi-sao"' in page


def test_a_unit_that_asks_for_a_second_factor_greys_the_button_of_who_has_none(mai, ward, filled):
    IssuingPractice.objects.create(unit=ward, needs_second_factor=True)
    plan = signed_plan(ward)

    page = words(mai.get(address(plan)))

    assert "Đơn vị yêu cầu xác thực hai bước khi ký, cấp số, đóng dấu, ban hành." in page
    assert 'aria-disabled="true" aria-describedby="vi-sao"' in page
    assert mai.post(address(plan), typed()).status_code == 403
    assert RegisterEntry.objects.count() == 0


def test_who_may_not_is_refused_by_the_service_too(hoa, ward, filled):
    plan = signed_plan(ward)

    assert hoa.post(address(plan), typed()).status_code == 403
    assert RegisterEntry.objects.count() == 0


def test_strangers_do_not_see_it(khach, ward):
    assert khach.get(address(signed_plan(ward))).status_code == 404


def test_documents_recorded_before_the_register_came_are_told(mai, ward):
    make_issued(ward, "Phòng, chống đuối nước", number=1)

    page = words(mai.get(address(signed_plan(ward))))

    assert "mở sổ từ số cuối của sổ giấy</a> trước khi cấp số." in page
    assert "Số 01/KH-UBND đã có trên “Phòng, chống đuối nước”, ghi nhận ngoài sổ" in page
    assert "Số: 02/KH-UBND" in page


def test_page_after_it_is_done_leads_on_and_to_the_register(mai, ward):
    plan = numbered_plan(ward)
    entry = RegisterEntry.objects.get()

    page = words(mai.get(address(plan)))

    assert reverse("plan-way", args=[plan.pk]) in page
    assert f"{reverse('register')}?nam=2026&amp;day=#so-{entry.pk}" in page


@pytest.mark.parametrize("before", [1, 3])
def test_page_costs_the_same_whatever_the_register_holds(before, mai, ward, django_assert_max_num_queries):
    for _ in range(before):
        take_other_number(ward, actor=SYSTEM, document_type="Thông báo", abstract="Về họp")
    plan = signed_plan(ward)
    mai.get(address(plan))

    with django_assert_max_num_queries(24):
        mai.get(address(plan))
