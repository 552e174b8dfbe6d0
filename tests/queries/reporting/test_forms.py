"""Forms as content, and which form reports to a unit are made on."""

from decimal import Decimal

import pytest

from plans.content.plan import Marker, Part
from plans.content.report import AddingUp, SplitContent
from plans.models import FormField, FormSection, ReportForm
from plans.queries.contents import content_of
from plans.queries.reporting.forms import (
    answering,
    form_content,
    form_for,
    forms_for,
    indicator_rows,
    indicators_for,
    shown_forms,
    shown_indicators,
)
from tests.factories import item, make_campaign, make_draft, make_operator, make_unit
from tests.report_rows import make_form, make_indicator, make_split

pytestmark = pytest.mark.django_db


def test_a_form_says_all_that_its_rows_say():
    gifts = make_indicator("D3", "Trị giá quà", unit_of_measure="triệu đồng", decimals=1, most=Decimal(900))
    make_split(gifts, "ns", "ngân sách")
    make_split(gifts, "nk", "trong đó: sữa", adds_up=False, position=1)
    share = make_indicator("E3R", adding_up="ratio", numerator="E3", denominator="E3T", is_sensitive=True)
    form = make_form(None, gifts, share)
    FormField.objects.filter(indicator=gifts).update(is_required=True)
    FormSection.objects.create(form=form, key="danh-gia", title="Đánh giá", is_required=True, hint="ngắn", position=1)

    content = form_content(ReportForm.objects.get())

    assert [(one.key, one.title, one.is_required, one.hint, one.item_keys) for one in content.sections] == [
        ("chi-dao", "Công tác chỉ đạo", False, "", ()),
        ("danh-gia", "Đánh giá", True, "ngắn", ()),
    ]
    first, second = content.indicators
    assert (first.code, first.decimals, first.most, first.is_required, first.adding_up) == (
        "D3", 1, Decimal(900), True, AddingUp.SUM,
    )  # fmt: skip
    assert first.splits == (
        SplitContent(code="ns", name="ngân sách"),
        SplitContent(code="nk", name="trong đó: sữa", adds_up=False),
    )
    assert (second.numerator, second.denominator, second.is_sensitive) == ("E3", "E3T", True)


@pytest.mark.parametrize("figures", [1, 5])
def test_a_form_costs_three_queries_once(figures, django_assert_num_queries):
    rows = [make_indicator() for _ in range(figures)]
    for one in rows:
        make_split(one)
    form = make_form(None, *rows)

    with django_assert_num_queries(3):
        assert len(form_content(form).indicators) == figures
        assert form_content(form) == form_content(form)
        assert [one.code for one in indicator_rows(form)] == [one.code for one in rows]


def test_a_form_that_was_changed_is_read_again():
    form = make_form()
    form_content(form)
    form.sections.update(title="Tên khác")
    assert form_content(form).sections[0].title == "Công tác chỉ đạo"

    form.revision += 1
    assert form_content(form).sections[0].title == "Tên khác"


def test_a_section_answers_to_what_stands_under_the_plans_part(province):
    activities = item(
        "a",
        "Nội dung hoạt động",
        item("a1", "Lễ phát động", item("a11", "Tổ chức")),
        item("a2", "Thôi", dropped_reason="không có"),
        item("a3", "Truyền thông"),
        marker=Marker.ROMAN,
        part=Part.ACTIVITIES,
    )
    plan = make_draft(province, items=(activities, item("b", "Kinh phí: ngân sách", part=Part.FUNDING)))
    form = make_form()
    for key, part in (("ket-qua", "activities"), ("kinh-phi", "funding"), ("to-chuc", "implementation")):
        FormSection.objects.create(form=form, key=key, title=key, part=part, position=1)

    found = answering(form, content_of(plan)).sections
    assert {one.key: one.item_keys for one in found} == {
        "chi-dao": (),
        "ket-qua": ("a1", "a3"),
        "kinh-phi": ("b",),
        "to-chuc": (),
    }


def test_the_nearest_form_in_use_is_taken(province, ward):
    campaign, other_year = make_campaign(2026), make_campaign(2025)
    assert form_for(campaign, ward) is None

    common = make_form(campaign)
    make_form(other_year)
    make_form(campaign, owner=make_unit("tỉnh Khác", level="province"))
    assert forms_for(campaign, ward) == [common]

    own = make_form(campaign, owner=province)
    newer = make_form(campaign, owner=province)
    make_form(campaign, owner=ward, is_in_use=False)
    assert forms_for(campaign.pk, ward) == [newer, own, common]
    assert (form_for(campaign, province), form_for(campaign, make_unit("tỉnh Mới", level="province"))) == (
        newer,
        common,
    )


def test_figures_and_forms_of_others_are_not_shown(province, ward, hoa):
    stranger = make_unit("tỉnh Khác", level="province")
    codes = {"A1": None, "B1": province, "C1": ward, "X1": stranger}
    for code, owner in codes.items():
        make_indicator(code, owner=owner)
        make_form(owner=owner, name=code)

    assert {one.code for one in shown_indicators(hoa)} == {one.name for one in shown_forms(hoa)} == {"A1", "B1", "C1"}
    assert {one.code for one in shown_indicators(make_operator())} == set(codes)
    assert {one.code for one in indicators_for(province)} == {"A1", "B1"}
    assert {one.code for one in indicators_for(None)} == {"A1"}
