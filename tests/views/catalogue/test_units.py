"""Screens of units: searching, reading, changing with what was typed kept, closing."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import IssuingUnit
from tests.factories import make_level, make_unit
from tests.views.catalogue.pages import said, words

pytestmark = pytest.mark.django_db


def facts(unit, **more):
    """What the unit's form sends when nothing is changed."""
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "territory": unit.territory,
        "noun": unit.noun,
        "place": unit.place,
        "symbol": unit.symbol,
        "regime": unit.regime,
        "archive_note": unit.archive_note,
        "code": unit.code,
        "level": unit.level_id,
        "opened_on": "02/9/1945",
        "revision": unit.revision,
    } | more


# --- the list


@pytest.mark.parametrize("count", [1, 3])
def test_unit_list_costs_the_same_for_one_and_three(as_operator, province, django_assert_num_queries, count):
    for at in range(count):
        closed = make_unit(f"xã Cũ {at}", under=province, closed_on=date(2025, 6, 30))
        closed.successions.create(successor=make_unit(f"xã Mới {at}", under=province))

    with django_assert_num_queries(10):
        response = as_operator.get("/danh-muc/don-vi/", {"cap": "commune", "tinh": province.pk, "tinh_trang": "all"})

    assert [row.unit.territory for row in response.context["rows"]] == [
        f"xã {age} {at}" for at in range(count) for age in ("Cũ", "Mới")
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"tim": "duc xuan"},
        {"tim": "ĐỨC XUÂN", "cap": "commune"},
        {"tim": "", "cap": "nonsense", "tinh": "abc", "tinh_trang": "x", "trang": "-7"},
        {"trang": "99999999999999999999"},
    ],
)
def test_unit_list_answers_whatever_stands_in_the_address(as_operator, ward, asked):
    response = as_operator.get("/danh-muc/don-vi/", asked)

    assert (response.status_code, ward in [row.unit for row in response.context["rows"]]) == (200, True)


def test_unit_list_without_a_find_says_what_to_try(as_operator, ward):
    response = as_operator.get("/danh-muc/don-vi/", {"tim": "<script>"})

    assert response.context["rows"] == []
    assert "Không tìm thấy đơn vị nào." in words(response)


# --- a unit's page


def test_unit_page_greys_what_a_drafter_may_not_and_says_why(as_drafter, ward):
    page = as_drafter.get(reverse("unit-detail", args=[ward.pk])).content.decode()

    assert 'aria-disabled="true" aria-describedby="vi-sao"' in page
    assert "Chỉ người quản trị của đơn vị mới sửa được; mình xem được nhưng không sửa." in page
    assert reverse("unit-edit", args=[ward.pk]) not in page


def test_unit_page_of_a_closed_unit_leads_to_its_successors(as_drafter, province, ward):
    closed = make_unit(
        "phường Huyền Tụng", under=province, closed_on=date(2025, 6, 30), closing_basis="Nghị quyết số 1683"
    )
    closed.successions.create(successor=ward)

    page = words(as_drafter.get(reverse("unit-detail", args=[closed.pk])))

    assert "Hoạt động đến hết ngày 30/6/2025, theo Nghị quyết số 1683. Kế thừa: UBND phường Đức Xuân ." in page, page


def test_unit_page_keeps_the_roles_of_another_unit_to_itself(as_drafter, province, ward):
    other = make_unit("phường Bắc Kạn", under=province)
    other.memberships.create(user=ward.memberships.get().user, role="clerk")

    own, elsewhere = (words(as_drafter.get(reverse("unit-detail", args=[unit.pk]))) for unit in (ward, other))

    assert ["Soạn thảo" in own, "Văn thư" in elsewhere] == [True, False]
    assert "Danh sách này chỉ người của đơn vị và người quản trị thấy." in elsewhere


@pytest.mark.parametrize("pk", [0, 999_999, 10**25])
def test_unit_page_of_no_unit_is_not_found(as_drafter, pk):
    assert as_drafter.get(f"/danh-muc/don-vi/{pk}/").status_code == 404


# --- changing


@pytest.mark.parametrize(
    "name", ["unit-edit", "unit-close", "unit-reopen", "unit-recipients", "post-create", "membership-create"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_forms_of_a_unit_are_refused_to_a_drafter_with_a_sentence(as_drafter, ward, name, method):
    response = getattr(as_drafter, method)(reverse(name, args=[ward.pk]), {"name": "Khác"})

    assert response.status_code == 403
    assert "Chỉ người quản trị của đơn vị mới sửa được" in words(response)


def test_unit_edit_saves_and_says_so(as_operator, ward):
    response = as_operator.post(reverse("unit-edit", args=[ward.pk]), facts(ward, symbol="UBNDP"))

    ward.refresh_from_db()
    assert (response.url, ward.symbol) == (reverse("unit-detail", args=[ward.pk]), "UBNDP")
    assert said(as_operator, response) == ["Đã lưu thông tin UBND phường Đức Xuân."]


def test_unit_edit_keeps_what_was_typed_with_one_sentence_a_field(as_operator, ward):
    sent = facts(ward, name="", symbol="Đ" * 21, opened_on="31/6/2025", level="9999")

    response = as_operator.post(reverse("unit-edit", args=[ward.pk]), sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "name": ["Ô này chưa ghi gì."],
        "symbol": ["Ghi tối đa 20 ký tự; đang có 21 ký tự."],
        "opened_on": ["Không có ngày 31/6/2025 trên lịch; kiểm tra lại ngày và tháng."],
        "level": ["Chọn một cấp trong danh sách."],
    }
    page = response.content.decode()
    assert 'value="31/6/2025"' in page
    assert 'aria-invalid="true" aria-describedby="id_symbol_helptext id_symbol_error"' in page


def test_unit_edit_shows_html_as_text(as_operator, ward):
    as_operator.post(reverse("unit-edit", args=[ward.pk]), facts(ward, short_name="<b>UBND</b>"))

    assert "&lt;b&gt;UBND&lt;/b&gt;" in as_operator.get(reverse("unit-detail", args=[ward.pk])).content.decode()


def test_unit_edit_of_two_people_shows_both_values_and_keeps_the_typed(as_operator, ward):
    old = facts(ward, symbol="CỦA-MÌNH")
    as_operator.post(reverse("unit-edit", args=[ward.pk]), facts(ward, symbol="CỦA-HỌ"))

    response = as_operator.post(reverse("unit-edit", args=[ward.pk]), old)

    assert response.status_code == 409
    assert response.context["differing"] == [("Chữ viết tắt trong số, ký hiệu", "CỦA-HỌ", "CỦA-MÌNH")]
    assert response.context["form"]["revision"].value() == "2"
    assert 'value="CỦA-MÌNH"' in response.content.decode()
    assert as_operator.post(reverse("unit-edit", args=[ward.pk]), old | {"revision": 2}).status_code == 302


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_unit_edit_takes_an_unreadable_revision_for_an_old_one(as_operator, ward, revision):
    response = as_operator.post(reverse("unit-edit", args=[ward.pk]), facts(ward, revision=revision))

    assert response.status_code == 409


def test_unit_edit_gives_an_administrator_no_say_over_the_units_standing(as_administrator, ward):
    sent = facts(ward, symbol="UBNDP", code="99999", helps_superior="on")

    response = as_administrator.post(reverse("unit-edit", args=[ward.pk]), sent)

    ward.refresh_from_db()
    assert (response.status_code, ward.symbol, ward.code, ward.helps_superior) == (302, "UBNDP", "01840", False)


def test_unit_create_puts_the_unit_under_the_one_it_was_begun_from(as_administrator, ward):
    sent = facts(ward, name="Trường THCS Đức Xuân", short_name="Trường THCS Đức Xuân", code="01840-THCS")

    response = as_administrator.post(
        f"{reverse('unit-create')}?cap-tren={ward.pk}", sent | {"level": make_level("school").pk}
    )

    made = IssuingUnit.objects.get(code="01840-THCS")
    assert (response.url, made.path[:-4]) == (reverse("unit-detail", args=[made.pk]), ward.path)


def test_unit_create_shows_a_taken_code_at_its_field(as_operator, province, ward):
    response = as_operator.post(f"{reverse('unit-create')}?cap-tren={province.pk}", facts(ward, opened_on="01/7/2025"))

    assert response.context["form"].errors == {"code": ["Mã này đang dùng cho một đơn vị còn hoạt động; ghi mã khác."]}


# --- closing


def test_unit_close_takes_successors_by_code_and_by_name(as_operator, province, ward):
    closing = make_unit("phường Huyền Tụng", under=province)
    other = make_unit("phường Bắc Kạn", under=province, code="01843")

    response = as_operator.post(
        reverse("unit-close", args=[closing.pk]),
        {"closed_on": "30-6-2025", "basis": "NQ 1683", "successors": "01843\nubnd phường đức xuân", "revision": 1},
    )

    closing.refresh_from_db()
    assert (closing.closed_on, [link.successor for link in closing.successions.order_by("id")]) == (
        date(2025, 6, 30),
        [other, ward],
    )
    assert said(as_operator, response) == ["Đã ghi: UBND phường Huyền Tụng hoạt động đến hết ngày 30/6/2025."]


def test_unit_close_takes_back_the_successors_it_shows(as_operator, province, ward):
    closed = make_unit("phường Huyền Tụng", under=province, closed_on=date(2025, 6, 30))
    closed.successions.create(successor=ward)
    address = reverse("unit-close", args=[closed.pk])
    shown = as_operator.get(address).context["form"]["successors"].value()

    as_operator.post(address, {"closed_on": "29/6/2025", "successors": shown, "revision": 1})

    closed.refresh_from_db()
    assert (shown, closed.closed_on) == ("01840 UBND phường Đức Xuân", date(2025, 6, 29))
    assert [link.successor for link in closed.successions.all()] == [ward]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("phường Không Có", "Không có đơn vị nào mang mã hoặc tên “phường Không Có”; tìm trong danh sách rồi ghi mã."),
        (
            "UBND xã Trùng Tên",
            "Có 2 đơn vị tên “UBND xã Trùng Tên”; ghi mã thay cho tên: A1 (đang hoạt động), A2 (đang hoạt động).",
        ),
        ("01840", "Đơn vị không kế thừa chính mình; ghi đơn vị khác."),
    ],
)
def test_unit_close_asks_again_for_successors_it_cannot_place(as_operator, province, ward, typed, sentence):
    for code in ("A1", "A2"):
        make_unit("xã Trùng Tên", under=province, code=code)

    response = as_operator.post(
        reverse("unit-close", args=[ward.pk]), {"closed_on": "30/6/2026", "successors": typed, "revision": 1}
    )

    ward.refresh_from_db()
    assert (response.context["form"].errors, ward.closed_on) == ({"successors": [sentence]}, None)
    assert response.context["form"]["successors"].value() == typed


def test_unit_close_warns_of_units_that_stay_open_below(as_operator, province, ward):
    page = words(as_operator.get(reverse("unit-close", args=[province.pk])))

    assert "Còn 1 đơn vị trực thuộc đang hoạt động; đóng đơn vị này không đóng các đơn vị đó." in page


def test_unit_reopen_asks_first(as_operator, province):
    closed = make_unit("phường Huyền Tụng", under=province, closed_on=date(2025, 6, 30))
    address = reverse("unit-reopen", args=[closed.pk])

    asked = as_operator.get(address)
    closed.refresh_from_db()
    assert (asked.status_code, closed.closed_on) == (200, date(2025, 6, 30))

    as_operator.post(address)
    closed.refresh_from_db()
    assert closed.closed_on is None


# --- recipients


def test_unit_recipients_says_how_many_lines_were_dropped(as_administrator, ward):
    response = as_administrator.post(
        reverse("unit-recipients", args=[ward.pk]), {"lines": "Đảng ủy phường\r\n\r\nHĐND phường\r\nĐảng uỷ phường"}
    )

    assert said(as_administrator, response) == ["Đã lưu 2 dòng nơi nhận. Bỏ 1 dòng trùng."]
    assert list(ward.recipient_presets.values_list("text", flat=True)) == ["Đảng ủy phường", "HĐND phường"]
