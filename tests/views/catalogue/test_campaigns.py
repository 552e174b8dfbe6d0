"""Screens of the years."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Campaign, GuidingDocument
from tests.factories import make_campaign, make_slogans, make_theme
from tests.views.catalogue.pages import said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign(2026)


def texts(campaign):
    return list(campaign.slogans.order_by("position", "id").values_list("text", flat=True))


@pytest.mark.parametrize("count", [1, 3])
def test_campaign_list_costs_the_same_for_one_and_three(as_drafter, django_assert_num_queries, count):
    for year in range(2020, 2020 + count):
        made = make_campaign(year)
        make_theme(made, f"Chủ đề {year}")
        make_slogans(made, "Một", "Hai")
        made.guiding_documents.create(issuer="Bộ Y tế", document_number=f"{year}/BYT")

    with django_assert_num_queries(6):
        page = words(as_drafter.get(reverse("campaign-list")))

    assert [f"Chủ đề {year}" in page for year in (2020, 2021, 2022)] == [
        year < 2020 + count for year in range(2020, 2023)
    ]


def test_campaign_page_says_what_a_missing_theme_means(as_drafter, campaign):
    make_theme(campaign, "Ví dụ", is_official=False)

    page = words(as_drafter.get(reverse("campaign-detail", args=[2026])))

    assert "Năm 2026 chưa có chủ đề chính thức. Cho đến khi ghi chủ đề ở đây, kế hoạch năm 2026 soạn được" in page
    assert "“Ví dụ” chỉ là ví dụ của bản trình diễn." in page


def test_campaign_page_with_a_theme_has_no_warning(as_drafter, campaign):
    make_theme(campaign, "Vì trẻ em")

    page = words(as_drafter.get(reverse("campaign-detail", args=[2026])))

    assert ("chưa có chủ đề chính thức" in page, "“Vì trẻ em”" in page) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_campaign_page_costs_the_same_for_one_and_three(as_drafter, campaign, django_assert_num_queries, count):
    make_theme(campaign)
    make_slogans(campaign, *[f"Khẩu hiệu {at}" for at in range(count)])
    for at in range(count):
        campaign.guiding_documents.create(issuer="Bộ Y tế", document_number=f"{at}/BYT")

    with django_assert_num_queries(7):
        page = words(as_drafter.get(reverse("campaign-detail", args=[2026])))

    assert (page.count("Khẩu hiệu "), page.count("/BYT")) == (count + 1, count)


@pytest.mark.parametrize("year", [0, 1999, 10**20])
def test_campaign_page_of_an_unknown_year_is_not_found(as_drafter, campaign, year):
    assert as_drafter.get(f"/danh-muc/nam/{year}/").status_code == 404


def test_campaign_create_and_its_doubts(as_operator):
    response = as_operator.post(
        reverse("campaign-create"), {"year": "2027", "starts_on": "15/5/2027", "ends_on": "30/6/2027"}
    )

    assert response.url == reverse("campaign-detail", args=[2027])
    assert said(as_operator, response) == [
        "Đã thêm năm 2027. Bước sau: ghi chủ đề, khẩu hiệu.",
        "Tháng hành động vì trẻ em thường từ ngày 01/6 đến ngày 30/6/2027; xem lại nếu không cố ý.",
    ]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"year": "2026"}, {"year": ["Năm 2026 đã có trong danh mục; mở năm đó để sửa."]}),
        ({"year": "26"}, {"year": ["Ghi số từ 1994 đến 2100."]}),
        (
            {"year": "2027", "ends_on": "31/6/2027"},
            {"ends_on": ["Không có ngày 31/6/2027 trên lịch; kiểm tra lại ngày và tháng."]},
        ),
        (
            {"year": "2027", "starts_on": "01/6/2026"},
            {"starts_on": ["Ngày 01/6/2026 không thuộc năm 2027; ghi ngày trong năm 2027."]},
        ),
        (
            {"year": "2027", "starts_on": "30/6/2027", "ends_on": "01/6/2027"},
            {"ends_on": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]},
        ),
    ],
)
def test_campaign_create_keeps_what_was_typed(as_operator, campaign, sent, errors):
    response = as_operator.post(reverse("campaign-create"), sent)

    form = response.context["form"]
    assert (form.errors, form["year"].value(), Campaign.objects.count()) == (errors, sent["year"], 1)


def test_campaign_edit_shows_days_in_vietnamese_and_saves_them(as_operator, campaign):
    address = reverse("campaign-edit", args=[2026])
    assert 'value="01/6/2026"' in as_operator.get(address).content.decode()

    as_operator.post(address, {"starts_on": "01/6/2026", "ends_on": "30/6/2026", "commune_report_due_on": "20/7/2026"})

    campaign.refresh_from_db()
    assert campaign.commune_report_due_on == date(2026, 7, 20)


def test_theme_that_replaces_another_says_so(as_operator, campaign):
    make_theme(campaign, "Chủ đề cũ")
    address = reverse("theme-edit", args=[2026])

    assert "Chủ đề đang dùng: “Chủ đề cũ”. Lưu chủ đề mới là thay chủ đề này." in words(as_operator.get(address))
    response = as_operator.post(address, {"text": "Chủ đề mới"})

    assert said(as_operator, response) == ["Chủ đề năm 2026 nay là “Chủ đề mới”, thay cho “Chủ đề cũ”."]
    assert [theme.text for theme in campaign.themes.all()] == ["Chủ đề mới"]


def test_theme_is_removed_after_a_question(as_operator, campaign):
    theme = make_theme(campaign, "Chủ đề nhầm")
    address = reverse("theme-remove", args=[theme.pk])

    assert "“Chủ đề nhầm” sẽ không còn là chủ đề năm 2026" in words(as_operator.get(address))
    assert campaign.themes.count() == 1
    as_operator.post(address)
    assert campaign.themes.count() == 0


# --- slogans


def test_slogans_pasted_with_their_numbers_are_added_in_order(as_operator, campaign):
    make_slogans(campaign, "Lắng nghe trẻ em")
    pasted = "1. “Toàn dân chăm sóc trẻ em”;\r\n2. “Lắng nghe trẻ em”;\r\n3. “Gọi 111”."

    response = as_operator.post(reverse("slogan-list", args=[2026]), {"lines": pasted, "source": "CV 982"})

    assert texts(campaign) == ["Lắng nghe trẻ em", "Toàn dân chăm sóc trẻ em", "Gọi 111"]
    assert said(as_operator, response) == [
        "Đã thêm 2 khẩu hiệu.",
        "Không thêm 1 dòng đã có: “Lắng nghe trẻ em”.",
    ]


def test_slogans_too_long_come_back_as_typed(as_operator, campaign):
    response = as_operator.post(reverse("slogan-list", args=[2026]), {"lines": "ngắn\n" + "d" * 400})

    assert response.context["form"].errors == {
        "lines": [f"“{'d' * 40}…” dài 400 ký tự; mỗi khẩu hiệu ghi tối đa 300 ký tự."]
    }
    assert (response.context["form"]["lines"].value(), texts(campaign)) == ("ngắn\n" + "d" * 400, [])


@pytest.mark.parametrize("pasted", ["x" * 200_000, "dòng\n" * 40_000])
def test_slogans_of_200_000_characters_are_answered(as_operator, campaign, pasted):
    response = as_operator.post(reverse("slogan-list", args=[2026]), {"lines": pasted})

    assert (response.status_code, len(texts(campaign))) in ((422, 0), (302, 1))


def test_slogan_moves_and_the_page_returns_to_it(as_operator, campaign):
    _, second = make_slogans(campaign, "Một", "Hai")

    response = as_operator.post(reverse("slogan-move", args=[second.pk]), {"by": "-1"})

    assert (texts(campaign), response.url) == (["Hai", "Một"], f"/danh-muc/nam/2026/khau-hieu/#khau-hieu-{second.pk}")


def test_slogan_is_changed_and_removed(as_operator, campaign):
    first, second = make_slogans(campaign, "Một", "Hai")

    as_operator.post(reverse("slogan-edit", args=[first.pk]), {"text": "Một, sửa"})
    response = as_operator.post(reverse("slogan-remove", args=[second.pk]))

    assert texts(campaign) == ["Một, sửa"]
    assert said(as_operator, response) == ["Đã lưu khẩu hiệu.", "Đã xóa khẩu hiệu “Hai”."]


# --- guidance


def test_guiding_document_is_added_changed_and_removed_after_a_question(as_operator, campaign):
    sent = {"kind": "letter", "issuer": "Bộ Y tế", "document_number": "1520/BYT-BMTE", "issued_on": "10/4/2026"}
    as_operator.post(reverse("guiding-document-create", args=[2026]), sent)
    document = GuidingDocument.objects.get()
    as_operator.post(reverse("guiding-document-edit", args=[document.pk]), sent | {"abstract": "hướng dẫn"})
    document.refresh_from_db()
    assert (document.campaign, document.abstract, document.issued_on) == (campaign, "hướng dẫn", date(2026, 4, 10))

    address = reverse("guiding-document-remove", args=[document.pk])
    assert "Công văn 1520/BYT-BMTE của Bộ Y tế sẽ không còn trong danh mục" in words(as_operator.get(address))
    as_operator.post(address)
    assert GuidingDocument.objects.count() == 0


# --- who may not


def routes(campaign):
    theme = make_theme(campaign)
    [slogan] = make_slogans(campaign, "Một")
    document = campaign.guiding_documents.create(issuer="Bộ Y tế")
    return {
        "campaign-create": [],
        "campaign-edit": [2026],
        "theme-edit": [2026],
        "theme-remove": [theme.pk],
        "slogan-list": [2026],
        "slogan-edit": [slogan.pk],
        "slogan-move": [slogan.pk],
        "slogan-remove": [slogan.pk],
        "guiding-document-create": [2026],
        "guiding-document-edit": [document.pk],
        "guiding-document-remove": [document.pk],
    }


def test_years_are_changed_by_operators_only(as_administrator, campaign):
    answers = {name: as_administrator.post(reverse(name, args=args)) for name, args in routes(campaign).items()}

    assert {name: response.status_code for name, response in answers.items()} == dict.fromkeys(answers, 403)
    assert {"Danh mục chung do quản trị hệ thống giữ" in words(response) for response in answers.values()} == {True}
    assert (texts(campaign), campaign.themes.count(), campaign.guiding_documents.count()) == (["Một"], 1, 1)
