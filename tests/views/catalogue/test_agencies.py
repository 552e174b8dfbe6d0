"""Screens of agencies and legal documents, and the first page of the catalogues."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Agency, LegalDocument
from tests.factories import make_agency, make_campaign, make_legal_document, make_level, make_theme, make_unit
from tests.views.catalogue.pages import said, words

pytestmark = pytest.mark.django_db


def agency(**more):
    return {"name": "Sở Y tế", "level": make_level("province").pk, "wording": "order"} | more


# --- the first page


def test_front_page_says_who_keeps_the_catalogues(as_drafter):
    assert "Danh mục chung do quản trị hệ thống giữ; cần sửa gì, báo quản trị hệ thống." in words(
        as_drafter.get("/danh-muc/")
    )


def test_front_page_tells_a_year_with_a_theme_from_one_without(as_operator, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 5, 13)
    without = words(as_operator.get("/danh-muc/"))
    make_theme(make_campaign(2026), "Vì trẻ em")
    with_theme = words(as_operator.get("/danh-muc/"))

    assert ["chưa có chủ đề chính thức" in page for page in (without, with_theme)] == [True, False]
    assert "Năm 2026: “Vì trẻ em”, 0 khẩu hiệu." in with_theme


# --- agencies


@pytest.mark.parametrize("count", [1, 3])
def test_agency_list_costs_the_same_for_one_and_three(as_drafter, django_assert_num_queries, count):
    for at in range(count):
        upper = make_agency(f"Sở {at}", level="province", replaced_by=make_agency(f"Sở mới {at}", level="province"))
        upper.lower_links.create(lower=make_agency(f"Phòng {at}"))

    with django_assert_num_queries(7):
        response = as_drafter.get("/danh-muc/co-quan/")

    assert [len(rows) for _, rows in response.context["groups"]] == [2 * count, count]


def test_agency_create_keeps_counterparts_in_the_chosen_order(as_operator):
    office, station = make_agency("Phòng Văn hóa - Xã hội"), make_agency("Trạm Y tế")

    response = as_operator.post(
        reverse("agency-create"), agency(counterpart_0=station.pk, counterpart_1=office.pk, aliases="SYT\r\nSở YT")
    )

    made = Agency.objects.get(code="so-y-te")
    assert [link.lower for link in made.lower_links.order_by("position")] == [station, office]
    assert (said(as_operator, response), made.aliases) == (["Đã thêm Sở Y tế."], "SYT\nSở YT")


def test_agency_edit_offers_two_places_more_than_are_used(as_operator):
    upper = make_agency("Sở Y tế", level="province")
    upper.lower_links.create(lower=make_agency("Trạm Y tế"))

    form = as_operator.get(reverse("agency-edit", args=[upper.pk])).context["form"]

    assert form.counterpart_names == ("counterpart_0", "counterpart_1", "counterpart_2")
    assert form["counterpart_0"].value() == upper.lower_links.get().lower_id


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"code": "Sở Y tế"}, {"code": ["Mã chỉ gồm chữ không dấu, số, gạch nối; để trống thì cổng đặt theo tên."]}),
        ({"level": ""}, {"level": ["Chọn cấp của cơ quan."]}),
        (
            {"valid_from": "01/7/2025", "valid_until": "30/6/2025"},
            {"valid_until": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]},
        ),
        ({"counterpart_0": "-1"}, {"counterpart_0": ["Chọn một cơ quan của cấp dưới trong danh sách."]}),
    ],
)
def test_agency_create_keeps_what_was_typed(as_operator, sent, errors):
    response = as_operator.post(reverse("agency-create"), agency(**sent))

    form = response.context["form"]
    assert (response.status_code, form.errors, form["name"].value()) == (422, errors, "Sở Y tế")


def test_agency_create_puts_the_counterparts_refusal_above_the_form(as_operator):
    beside = make_agency("Sở Nội vụ", level="province")

    response = as_operator.post(reverse("agency-create"), agency(counterpart_0=beside.pk))

    assert response.context["form"].non_field_errors() == [
        "Sở Nội vụ không ở cấp dưới Sở Y tế; chọn cơ quan của cấp dưới."
    ]


def test_agency_of_a_units_own_is_added_by_its_administrator(as_administrator, ward):
    address = f"{reverse('agency-create')}?don-vi={ward.pk}"

    as_administrator.post(address, agency(name="Phòng Kinh tế, Hạ tầng và Đô thị", level=ward.level_id))

    assert Agency.objects.get().owner == ward


@pytest.mark.parametrize("query", ["", "?don-vi=9999", "?don-vi=x"])
def test_agency_for_everybody_is_refused_to_a_units_administrator(as_administrator, query):
    response = as_administrator.post(reverse("agency-create") + query, agency())

    assert (response.status_code, Agency.objects.count()) == (404 if "9999" in query else 403, 0)


def test_agency_of_another_unit_is_refused(as_administrator):
    row = make_agency("Riêng", owner=make_unit("phường Bắc Kạn"))

    response = as_administrator.post(reverse("agency-edit", args=[row.pk]), agency())

    row.refresh_from_db()
    assert (response.status_code, row.name) == (403, "Riêng")


# --- legal documents


def test_legal_document_is_added_and_ended(as_operator):
    sent = {"kind": "law", "citation": "Luật Trẻ em ngày 05 tháng 4 năm 2016", "valid_from": "1/6/2017"}
    as_operator.post(reverse("legal-document-create"), sent)
    document = LegalDocument.objects.get()

    as_operator.post(
        reverse("legal-document-edit", args=[document.pk]), sent | {"valid_until": "31/12/2026", "is_usual": "on"}
    )

    document.refresh_from_db()
    assert (document.valid_from, document.valid_until, document.is_usual) == (
        date(2017, 6, 1),
        date(2026, 12, 31),
        True,
    )


def test_legal_document_cited_twice_is_refused_at_its_field(as_operator):
    make_legal_document("Luật Trẻ em")

    response = as_operator.post(reverse("legal-document-create"), {"kind": "law", "citation": "Luật  Trẻ em "})

    assert response.context["form"].errors == {"citation": ["Danh mục đã có văn bản với đúng lời dẫn này."]}


@pytest.mark.parametrize("count", [1, 3])
def test_legal_document_list_costs_the_same_for_one_and_three(as_drafter, django_assert_num_queries, count):
    for at in range(count):
        make_legal_document(f"Thông tư {at}", replaced_by=make_legal_document(f"Thông tư mới {at}"))

    with django_assert_num_queries(4):
        page = words(as_drafter.get(reverse("legal-document-list")))

    assert page.count("thay bằng: Thông tư mới") == count


def test_legal_documents_are_read_but_not_changed_by_a_drafter(as_drafter):
    document = make_legal_document("Luật Trẻ em")
    address = reverse("legal-document-edit", args=[document.pk])

    page = as_drafter.get(reverse("legal-document-list")).content.decode()

    assert ("Luật Trẻ em" in page, address in page) == (True, False)
    assert as_drafter.post(address, {"kind": "law", "citation": "Khác"}).status_code == 403
    assert LegalDocument.objects.get().citation == "Luật Trẻ em"
