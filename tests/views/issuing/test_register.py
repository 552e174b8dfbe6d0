"""Sổ văn bản đi over HTTP: read by the unit, written by its clerk, printed, and as a spreadsheet."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.models import IssuingPractice, NumberSeries, RegisterEntry
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_other_number
from plans.services.issuing.registering import save_entry, stamp_of, void_number
from tests.factories import make_membership, make_user
from tests.numbered import numbered_plan
from tests.views.conftest import browser_of

REGISTER = "/so-van-ban-di/"
NOT_CLERK = "Chỉ văn thư của đơn vị mới ghi sổ văn bản đi; mình xem được nhưng không sửa."


@pytest.fixture
def mai(ward):
    return browser_of(ward, "clerk", full_name="Lý Thị Mai")


def other(unit, abstract="Về họp", **more):
    return take_other_number(unit, actor=SYSTEM, **({"document_type": "Thông báo", "abstract": abstract} | more))


def words(answer):
    return " ".join(answer.content.decode().split())


def numbers_on(answer):
    return [str(entry) for entry in answer.context["rows"]]


# --- the book --------------------------------------------------------------------------------------------------------


def test_the_register_shows_the_newest_number_first_and_void_ones_with_their_reason(mai, ward):
    plan = numbered_plan(ward)
    void_number(other(ward), actor=SYSTEM, reason="Gửi nhầm")

    answer = mai.get(REGISTER)

    assert numbers_on(answer) == ["02/TB-UBND", "01/KH-UBND"]
    page = words(answer)
    assert "<s>02/TB-UBND</s>" in page
    assert "<b>Bỏ số:</b> Gửi nhầm" in page
    assert f'<a href="{reverse("plan-detail", args=[plan.pk])}">01/KH-UBND</a>' in page
    assert "dãy chung, 2 dòng, số tiếp theo: 03" in page


def test_a_year_that_has_not_begun_says_how_to_begin(mai):
    page = words(mai.get(REGISTER))

    assert "Năm 2026 chưa cấp số nào trên cổng; số đầu tiên sẽ là 01." in page
    assert reverse("register-open") in page
    assert "Chưa có văn bản nào trong sổ này." in page
    assert reverse("register-pdf") not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["04/TB-UBND", "03/TB-UBND", "02/TB-UBND", "01/TB-UBND"]),
        ({"tim": "thuỷ loi"}, []),
        ({"tim": "THỦY LỢI"}, ["02/TB-UBND"]),
        ({"tim": "thuỷ lợi"}, ["02/TB-UBND"]),
        ({"tim": "03/tb"}, ["03/TB-UBND"]),
        ({"loc": "da-bo"}, ["04/TB-UBND"]),
        ({"loc": "chua-chuyen"}, ["03/TB-UBND", "02/TB-UBND"]),
        ({"nam": "2025"}, []),
        ({"nam": "x", "loc": "x", "trang": "x"}, ["04/TB-UBND", "03/TB-UBND", "02/TB-UBND", "01/TB-UBND"]),
    ],
)
def test_it_can_be_narrowed_and_nonsense_is_left_out(mai, ward, asked, found):
    sent = other(ward)
    save_entry(sent, actor=SYSTEM, stamp=stamp_of(sent), values={"dispatched_on": date(2026, 5, 13)})
    other(ward, "Họp về thuỷ lợi")
    other(ward)
    void_number(other(ward), actor=SYSTEM, reason="Nhầm")

    assert numbers_on(mai.get(REGISTER, asked)) == found


def test_each_series_is_a_book(mai, ward):
    IssuingPractice.objects.create(unit=ward, one_series_per_type=True)
    other(ward)
    numbered_plan(ward)

    assert numbers_on(mai.get(REGISTER, {"day": "TB"})) == ["01/TB-UBND"]
    assert numbers_on(mai.get(REGISTER, {"day": "KH"})) == ["01/KH-UBND"]
    assert [name for _, name in mai.get(REGISTER).context["shown"].series] == ["Dãy Kế hoạch", "Dãy Thông báo"]


def test_another_units_register_is_not_there(khach, ward, other_commune):
    entry = other(ward)

    assert numbers_on(khach.get(REGISTER)) == []
    for name in ("register-entry", "register-void"):
        assert khach.get(reverse(name, args=[entry.pk])).status_code == 404
    assert b"TB-UBND" not in khach.get(reverse("register-xlsx"), {"nam": 2026}).content


def test_who_only_reads_sees_the_acts_greyed_with_the_reason(hoa, ward):
    entry = other(ward)
    page = words(hoa.get(REGISTER))

    assert f'#i-info"/></svg> {NOT_CLERK}</div>' in page
    assert reverse("register-other") not in page
    for address in (reverse("register-other"), reverse("register-entry", args=[entry.pk])):
        assert hoa.post(address, {"abstract": "x"}).status_code == 403
    assert RegisterEntry.objects.count() == 1


def test_who_works_in_no_unit_has_no_register(client, db):
    client.force_login(make_user())

    assert client.get(REGISTER).status_code == 404


def test_clerks_find_it_among_the_sections_everybody_under_danh_muc(mai, hoa):
    link = '<a href="/so-van-ban-di/"'

    assert (link in words(mai.get("/viec-cua-toi/")), link in words(hoa.get("/viec-cua-toi/"))) == (True, False)
    assert 'href="/so-van-ban-di/">Mở sổ văn bản đi</a>' in words(hoa.get("/danh-muc/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_whatever_it_holds(rows, mai, ward, django_assert_max_num_queries):
    for _ in range(rows):
        numbered_plan(ward)
    mai.get(REGISTER)

    with django_assert_max_num_queries(14):
        mai.get(REGISTER)


# --- printed and as a spreadsheet ------------------------------------------------------------------------------------


def test_printed_book_opens_in_the_browser_under_its_name(mai, ward):
    other(ward)

    answer = mai.get(reverse("register-pdf"), {"nam": 2026, "day": ""})

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"].startswith('inline; filename="So van ban di 2026, UBND phuong Duc Xuan.pdf"')


def test_spreadsheet_holds_the_whole_series_first_number_first(mai, ward):
    other(ward)
    other(ward)
    answer = mai.get(reverse("register-xlsx"), {"nam": 2026, "day": "", "tim": "không có"})

    sheet = load_workbook(BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=6)] == ["01/TB-UBND", "02/TB-UBND"]
    assert answer["Content-Disposition"].startswith('attachment; filename="So van ban di 2026')


# --- lines -----------------------------------------------------------------------------------------------------------


def test_a_number_is_taken_for_a_document_from_outside(mai, ward):
    sent = {"document_type": "Công văn", "symbol": "UBND-VHXH", "abstract": "Về việc mời họp", "on": "13/5/2026"}

    answer = mai.post(reverse("register-other"), sent, follow=True)

    entry = RegisterEntry.objects.get()
    assert (str(entry), entry.taken_by_name) == ("01/UBND-VHXH", "Lý Thị Mai")
    assert answer.redirect_chain == [(f"{REGISTER}?nam=2026&day=#so-{entry.pk}", 302)]
    assert "Đã cấp số 01/UBND-VHXH, ngày 13/5/2026." in words(answer)


def test_what_is_wrong_is_said_and_what_was_typed_stays(mai):
    sent = {"document_type": "Thông báo", "abstract": "Về họp", "on": "12/5/2026"}

    answer = mai.post(reverse("register-other"), sent)

    assert (answer.status_code, RegisterEntry.objects.count()) == (422, 0)
    assert "Ghi lý do lùi ngày về 12/5/2026" in words(answer)
    assert "Về họp</textarea>" in words(answer)


def test_columns_are_filled_and_the_page_goes_back_to_the_line(mai, ward):
    entry = numbered_plan(ward).register_entries.get()
    sent = {"stamp": stamp_of(entry), "copies": "12", "dispatched_on": "13/5/2026", "receipt": "Hà", "abstract": "Khác"}

    answer = mai.post(reverse("register-entry", args=[entry.pk]), sent)

    kept = RegisterEntry.objects.get()
    assert answer.url == f"{REGISTER}?nam=2026&day=#so-{entry.pk}"
    assert (kept.copies, kept.receipt, kept.abstract) == (12, "Hà", "Triển khai Tháng hành động vì trẻ em")


def test_who_was_slower_sees_both_values_and_can_send_again(mai, ward):
    entry = other(ward)
    stamp = stamp_of(entry)
    save_entry(entry, actor=SYSTEM, stamp=stamp, values={"note": "khẩn"})
    sent = {"stamp": stamp, "abstract": "Về họp", "note": "thường"}

    answer = mai.post(reverse("register-entry", args=[entry.pk]), sent)

    assert answer.status_code == 409
    assert answer.context["differing"] == [("Ghi chú", "khẩn", "thường")]
    again = mai.post(reverse("register-entry", args=[entry.pk]), sent | {"stamp": answer.context["form"].data["stamp"]})
    assert (again.status_code, RegisterEntry.objects.get().note) == (302, "thường")


def test_a_number_is_given_up_with_a_reason_once(mai, ward):
    address = reverse("register-void", args=[other(ward).pk])

    assert mai.post(address, {"reason": " "}).status_code == 422
    assert mai.post(address, {"reason": "Gửi nhầm"}).status_code == 302
    again = mai.post(address, {"reason": "Lần nữa"})
    assert (again.status_code, "Số 01/TB-UBND đã bỏ rồi: Gửi nhầm" in words(again)) == (409, True)
    assert RegisterEntry.objects.get().void_reason == "Gửi nhầm"


def test_a_void_line_is_not_written_any_more(mai, ward):
    entry = void_number(other(ward), actor=SYSTEM, reason="Nhầm")

    answer = mai.post(reverse("register-entry", args=[entry.pk]), {"stamp": stamp_of(entry), "abstract": "x"})

    assert (answer.status_code, "dòng của nó không sửa nữa" in words(answer)) == (409, True)


def test_a_plans_line_offers_no_giving_up(mai, ward):
    entry = numbered_plan(ward).register_entries.get()

    assert "Bỏ số…" not in words(mai.get(reverse("register-entry", args=[entry.pk])))


def test_a_register_on_paper_is_gone_on_with_once(mai, ward):
    address = reverse("register-open")

    first = mai.post(address, {"year": "2026", "last_number": "46"}, follow=True)
    again = mai.post(address, {"year": "2026", "last_number": "50"})

    assert "Đã mở dãy chung năm 2026 từ số 47." in words(first)
    assert (again.status_code, "đã mở trên cổng từ số 47" in words(again)) == (409, True)
    assert NumberSeries.objects.get().last_number == 46


# --- how the unit numbers --------------------------------------------------------------------------------------------


@pytest.fixture
def tu(ward):
    return browser_of(ward, "administrator", full_name="Ma Văn Tú")


def test_the_administrator_settles_how_the_unit_numbers(tu, ward):
    address = reverse("unit-practice", args=[ward.pk])

    answer = tu.post(address, {"number_before_signature": "on", "revision": "1"})

    kept = IssuingPractice.objects.get()
    assert (answer.url, kept.number_before_signature, kept.one_series_per_type, kept.revision) == (
        reverse("unit-detail", args=[ward.pk]), True, False, 2,
    )  # fmt: skip
    stale = tu.post(address, {"is_public": "on", "revision": "1"})
    assert stale.status_code == 409
    assert stale.context["differing"] == [
        ("Cấp số trước khi lãnh đạo ký", "có", "không"),
        ("Đăng kế hoạch đã ban hành thành trang công khai", "không", "có"),
    ]


def test_others_may_not(mai, khach, ward):
    address = reverse("unit-practice", args=[ward.pk])

    assert (mai.post(address, {"is_public": "on"}).status_code, khach.get(address).status_code) == (403, 403)
    assert IssuingPractice.objects.filter(is_public=True).count() == 0


def test_a_clerk_of_two_units_sees_the_register_of_the_one_at_work(ward, other_commune, client):
    user = make_user("Hai nơi")
    first = make_membership(user, ward, "clerk")
    second = make_membership(user, other_commune, "clerk")
    other(other_commune)
    client.force_login(user)

    assert (numbers_on(client.get(REGISTER)), first.pk < second.pk) == ([], True)
    client.post(reverse("unit-switch"), {"membership": second.pk})
    assert numbers_on(client.get(REGISTER)) == ["01/TB-UBND"]
