"""Danh mục: figures and report forms, for an operator, a province's administrator and everybody who reads."""

import re

import pytest
from django.urls import reverse

from plans.models import Indicator, ReportForm
from plans.queries.reporting.forms import form_content
from tests.factories import make_campaign, make_unit, make_user
from tests.report_rows import make_form, make_indicator, make_report, make_round, make_split
from tests.views.conftest import browser_of
from tests.views.forms import fields_of

pytestmark = pytest.mark.django_db

INDICATOR = {"code": "D3", "name": "Trị giá quà", "unit_of_measure": "triệu đồng", "adding_up": "sum", "decimals": "1"}


@pytest.fixture
def operator(client):
    client.force_login(make_user("Vũ Quốc Trị", is_superuser=True))
    return client


@pytest.fixture
def keeper(province):
    return browser_of(province, "administrator", full_name="Quản trị tỉnh")


@pytest.fixture
def reader(ward):
    return browser_of(ward, "drafter", full_name="Hoa")


def words(response):
    main = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def sent(form, **more):
    """What the page of a form sends when nothing is changed, but for what is given."""
    values = {"revision": form.revision, "name": form.name, "is_in_use": "on"}
    for at, field in enumerate(form.fields.all(), start=1):
        values |= {f"in_{field.indicator_id}": "on", f"at_{field.indicator_id}": at}
    for at, section in enumerate(form.sections.all()):
        values |= {f"title_{at}": section.title}
    return {name: value for name, value in (values | more).items() if value is not None}


# --- the list ---------------------------------------------------------------------------------------------------------


def test_everybody_reads_the_catalogue_and_who_may_not_keep_it_hears_why(reader):
    make_form(None, make_indicator("A1"))
    page = words(reader.get(reverse("report-catalogue")))

    assert "1 chỉ tiêu, 1 phần lời" in page
    assert "Danh mục chung do quản trị hệ thống giữ" in page
    assert "Sửa chỉ tiêu" not in page


def test_the_keeper_of_a_unit_adds_its_own(keeper, province):
    make_indicator("A1")
    make_indicator("A2", owner=province)
    page = keeper.get(reverse("report-catalogue"))

    assert page.content.decode().count(f"?don-vi={province.pk}") == 2
    assert words(page).count("Sửa chỉ tiêu") == 1


def test_an_empty_catalogue_says_what_will_appear(operator):
    page = words(operator.get(reverse("report-catalogue")))

    assert ("Chưa có biểu mẫu nào." in page, "Chưa có chỉ tiêu nào." in page) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, reader, django_assert_num_queries):
    for _ in range(rows):
        indicator = make_indicator()
        make_split(indicator)
        make_form(None, indicator)

    with django_assert_num_queries(7):
        reader.get(reverse("report-catalogue"))


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_figure_is_added_with_its_parts(operator):
    parts = {"split_0": "ngân sách", "split_0_adds": "on", "split_1": "xã hội hóa"}
    response = operator.post(reverse("indicator-create"), INDICATOR | parts | {"most": "1.234,5"})

    made = Indicator.objects.get()
    assert (response.status_code, response.url) == (302, reverse("report-catalogue"))
    assert (made.code, made.decimals, str(made.most), str(made.unusual)) == ("D3", 1, "1234.5000", "3.00")
    assert list(made.splits.values_list("name", "adds_up")) == [("ngân sách", True), ("xã hội hóa", False)]


def test_a_province_adds_its_own_figure(keeper, province):
    keeper.post(f"{reverse('indicator-create')}?don-vi={province.pk}", INDICATOR)

    assert Indicator.objects.get().owner == province


def test_a_figure_shows_what_is_stored_and_keeps_what_is_typed(operator):
    indicator = make_indicator("D3", decimals=1)
    make_split(indicator)
    address = reverse("indicator-edit", args=[indicator.pk])
    page = operator.get(address).content.decode()
    assert ('value="ngân sách"' in page, 'name="split_2"' in page) == (True, True)

    response = operator.post(address, INDICATOR | {"revision": 1, "most": "nhiều", "split_0": "ngân sách"})
    assert (response.status_code, 'value="nhiều"' in response.content.decode()) == (422, True)

    operator.post(address, INDICATOR | {"revision": 1, "split_0": "ngân sách nhà nước"})
    assert list(indicator.splits.values_list("code", "name")) == [("ns", "ngân sách nhà nước")]


def test_who_was_slower_keeps_what_was_typed(operator):
    indicator = make_indicator("D3", revision=2)
    response = operator.post(
        reverse("indicator-edit", args=[indicator.pk]), INDICATOR | {"revision": 1, "name": "Tên mới"}
    )

    assert (response.status_code, "Có người vừa lưu trước" in words(response)) == (422, True)
    assert 'value="Tên mới"' in response.content.decode()


@pytest.mark.parametrize("name", ["indicator-create", "report-form-create"])
def test_who_may_not_keep_the_countrys_is_refused(name, reader, keeper):
    assert [one.get(reverse(name)).status_code for one in (reader, keeper)] == [403, 403]


def test_figures_and_forms_of_another_province_are_not_found(keeper):
    stranger = make_unit("tỉnh Khác", level="province")
    indicator, form = make_indicator(owner=stranger), make_form(owner=stranger)

    addresses = (reverse("indicator-edit", args=[indicator.pk]), reverse("report-form-edit", args=[form.pk]))
    assert [keeper.get(one).status_code for one in addresses] == [404, 404]


# --- forms ------------------------------------------------------------------------------------------------------------


def test_a_province_begins_its_own_form_like_the_countrys(keeper, province):
    like = make_form(make_campaign(2026), make_indicator("A1"))
    address = f"{reverse('report-form-create')}?don-vi={province.pk}"
    assert "Bắt đầu giống biểu mẫu" in words(keeper.get(address))

    response = keeper.post(address, {"name": "Mẫu của tỉnh", "campaign": like.campaign_id, "like": like.pk})

    made = ReportForm.objects.get(owner=province)
    assert response.url == reverse("report-form-edit", args=[made.pk])
    assert [one.code for one in form_content(made).indicators] == ["A1"]


def test_figures_are_chosen_ordered_and_required_in_one_go(operator):
    first, second, third = make_indicator("A1"), make_indicator("B1"), make_indicator("C1")
    form = make_form(None, first, second)
    changes = {f"at_{first.pk}": 9, f"in_{third.pk}": "on", f"at_{third.pk}": 1, f"must_{third.pk}": "on"}

    response = operator.post(reverse("report-form-edit", args=[form.pk]), sent(form, **changes))

    assert response.status_code == 302
    assert [(one.code, one.is_required) for one in form_content(ReportForm.objects.get()).indicators] == [
        ("C1", True), ("B1", False), ("A1", False),
    ]  # fmt: skip


def test_sections_are_added_and_an_emptied_one_goes(operator):
    form = make_form()
    changes = {"title_0": "", "title_1": "Đánh giá", "part_1": "activities", "needed_1": "on", "hint_1": "ngắn"}

    operator.post(reverse("report-form-edit", args=[form.pk]), sent(form, **changes))

    section = form.sections.get()
    assert (section.key, section.title, section.part, section.is_required, section.hint) == (
        "danh-gia", "Đánh giá", "activities", True, "ngắn",
    )  # fmt: skip


def test_a_section_has_its_group_its_plan_items_and_its_figures(operator):
    figure, alone = make_indicator("D1"), make_indicator("A1")
    form = make_form(None, figure, alone)
    changes = {"title_1": "Thăm hỏi, tặng quà", "group_1": "Kết quả thực hiện", "words_1": "tặng quà; thăm hỏi"}
    operator.post(reverse("report-form-edit", args=[form.pk]), sent(form, **changes))
    form = ReportForm.objects.get()
    key = form.sections.get(title="Thăm hỏi, tặng quà").key
    operator.post(reverse("report-form-edit", args=[form.pk]), sent(form, **changes, **{f"section_{figure.pk}": key}))

    section = form.sections.get(key=key)
    assert (section.group, section.words) == ("Kết quả thực hiện", "tặng quà; thăm hỏi")
    content = form_content(ReportForm.objects.get())
    assert [(one.code, one.section) for one in content.indicators] == [("D1", key), ("A1", "")]


def test_a_form_that_is_saved_as_it_stands_loses_nothing(operator):
    form = make_form(None, make_indicator("D1"), make_indicator("A1"))
    form.sections.update(group="Kết quả thực hiện", words="tặng quà", part="activities", hint="ngắn", is_required=True)
    form.fields.filter(indicator__code="D1").update(section="chi-dao", is_required=True)
    address, before = reverse("report-form-edit", args=[form.pk]), form_content(form)

    response = operator.post(address, fields_of(operator.get(address)))

    after = ReportForm.objects.get()
    assert (response.status_code, form_content(after)) == (302, before)
    assert after.sections.get().words == "tặng quà"
    assert after.revision == form.revision, "nothing was changed, so no other browser is told that something was"


@pytest.mark.parametrize("why", ["stale", "filed"])
def test_a_form_that_may_not_change_so_says_it_and_keeps_what_was_typed(why, operator, province, ward):
    form = make_form()
    if why == "filed":
        make_report(make_round(province, form=form), ward, status="filed")
    changes = {"revision": 0} if why == "stale" else {"title_0": ""}

    response = operator.post(reverse("report-form-edit", args=[form.pk]), sent(form, title_1="Phần mới", **changes))

    assert response.status_code == 422
    assert ("vừa lưu trước" if why == "stale" else "Đã có báo cáo gửi") in words(response)
    assert 'value="Phần mới"' in response.content.decode()


def test_who_may_not_keep_a_form_reads_it(reader, keeper):
    form = make_form(None, make_indicator("A1", "Trẻ em"))
    address = reverse("report-form-edit", args=[form.pk])

    for browser in (reader, keeper):
        page = browser.get(address)
        assert ("Trẻ em" in words(page), "Lưu biểu mẫu" in words(page)) == (True, False)
        assert browser.post(address, sent(form, name="Khác")).status_code == 403
    assert ReportForm.objects.get().name == "Mẫu báo cáo"


@pytest.mark.parametrize("figures", [1, 3])
def test_a_form_costs_the_same_for_one_and_three(figures, operator, django_assert_num_queries):
    form = make_form(None, *[make_indicator() for _ in range(figures)])

    with django_assert_num_queries(8):
        operator.get(reverse("report-form-edit", args=[form.pk]))


def test_the_front_page_leads_to_the_forms(reader):
    assert reverse("report-catalogue") in reader.get(reverse("catalogue")).content.decode()
