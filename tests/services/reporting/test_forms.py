"""Keeping figures and forms: who may, what changes, and what stays once reports have been filed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, Figure, Indicator, ReportForm
from plans.queries.reporting.forms import form_content
from plans.services.reporting.forms import (
    FieldFacts,
    IndicatorFacts,
    SectionFacts,
    SplitFacts,
    offered,
    save_form,
    save_indicator,
    start_form,
)
from tests.factories import make_actor, make_campaign, make_operator, make_unit, make_user
from tests.report_rows import make_form, make_indicator, make_report, make_round, make_split

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

GIFTS = IndicatorFacts(code="D3", name="Trị giá quà", unit_of_measure="triệu đồng", decimals=1)
PARTS = (SplitFacts(name="ngân sách"), SplitFacts(name="xã hội hóa"), SplitFacts(name=" "))


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def keeper(province):
    return make_actor(province, "administrator", user=make_user("Quản trị tỉnh"))


def splits(indicator):
    return [(one.code, one.name, one.adds_up) for one in indicator.splits.all()]


def events():
    return list(AuditEntry.objects.values_list("event", flat=True))


def again(form, actor, **more):
    """The form kept as it is, but for what is given."""
    content = form_content(form)
    rows = {one.code: one for one in offered(form)}
    values = {
        "revision": form.revision,
        "name": form.name,
        "is_in_use": form.is_in_use,
        "fields": [FieldFacts(indicator=rows[one.code], is_required=one.is_required) for one in content.indicators],
        "sections": [SectionFacts(key=one.key, title=one.title) for one in content.sections],
    }
    return save_form(form, actor=actor, **(values | more))


# --- figures ----------------------------------------------------------------------------------------------------------


def test_an_operator_adds_a_figure_with_its_parts(operator):
    made = save_indicator(None, actor=operator, facts=GIFTS, splits=PARTS)

    assert (made.owner, made.code, made.decimals, made.revision) == (None, "D3", 1, 1)
    assert splits(made) == [("p1", "ngân sách", True), ("p2", "xã hội hóa", True)]


def test_a_code_stands_once_in_a_catalogue_and_may_stand_in_another(operator, keeper, province):
    save_indicator(None, actor=operator, facts=GIFTS)

    with pytest.raises(Invalid, match="đã có chỉ tiêu mang mã này"):
        save_indicator(None, actor=operator, facts=GIFTS)
    assert save_indicator(None, actor=keeper, facts=GIFTS, owner=province).owner == province


def test_parts_are_renamed_added_and_taken_away_and_forms_turn(operator):
    indicator = save_indicator(None, actor=operator, facts=GIFTS, splits=PARTS)
    form = make_form(None, indicator)

    kept = [SplitFacts(code="p2", name="xã hội hóa", adds_up=False), SplitFacts(name="Quỹ")]
    saved = save_indicator(indicator, actor=operator, facts=GIFTS, splits=kept)
    form.refresh_from_db()

    assert splits(saved) == [("p2", "xã hội hóa", False), ("p3", "Quỹ", True)]
    assert (saved.revision, form.revision) == (2, 2)


def test_saving_the_same_figure_changes_nothing(operator):
    indicator = save_indicator(None, actor=operator, facts=GIFTS, splits=PARTS)
    before = events()
    same = [SplitFacts(code=code, name=name) for code, name, _ in splits(indicator)]

    assert save_indicator(indicator, actor=operator, facts=GIFTS, splits=same).revision == 1
    assert events() == before


def test_who_was_slower_is_told(operator):
    indicator = save_indicator(None, actor=operator, facts=GIFTS)
    save_indicator(indicator, actor=operator, facts=replace(GIFTS, name="Quà"))

    with pytest.raises(StaleEdit):
        save_indicator(indicator, actor=operator, facts=replace(GIFTS, name="Tiền quà"))


def test_once_filed_measure_adding_up_and_parts_stay(operator):
    indicator = save_indicator(None, actor=operator, facts=GIFTS, splits=PARTS)
    Figure.objects.create(report=make_report(status="filed"), indicator=indicator, value=Decimal("1.5"))
    kept = [SplitFacts(code=code, name=name) for code, name, _ in splits(indicator)]

    for facts in (replace(GIFTS, unit_of_measure="đồng"), replace(GIFTS, adding_up="none")):
        with pytest.raises(NotNow, match="giữ nguyên"):
            save_indicator(indicator, actor=operator, facts=facts, splits=kept)
    with pytest.raises(NotNow, match="không bỏ phần tách"):
        save_indicator(indicator, actor=operator, facts=GIFTS, splits=kept[:1])
    assert save_indicator(indicator, actor=operator, facts=replace(GIFTS, name="Quà"), splits=kept).name == "Quà"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"adding_up": "ratio"}, "Tỷ lệ cần mã của tử số và mẫu số"),
        ({"numerator": "E3"}, "Chỉ tỷ lệ mới có tử số"),
        ({"least": Decimal(5), "most": Decimal(1)}, "Số nhiều nhất phải từ số ít nhất trở lên"),
        ({"name": " "}, "phải có mã và tên"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(change, sentence, operator):
    with pytest.raises(Invalid, match=sentence):
        save_indicator(None, actor=operator, facts=replace(GIFTS, **change))
    assert not Indicator.objects.exists()


def test_the_countrys_are_for_operators_a_units_own_for_its_administrator(operator, keeper, province, ward, hoa):
    campaign = make_campaign(2030)
    for actor, owner in ((keeper, None), (hoa, ward), (keeper, make_unit("tỉnh Khác", level="province"))):
        with pytest.raises(NotAllowed):
            save_indicator(None, actor=actor, facts=GIFTS, owner=owner)
        with pytest.raises(NotAllowed):
            start_form(actor=actor, campaign=campaign, name="Mẫu", owner=owner)
    own = save_indicator(None, actor=keeper, facts=GIFTS, owner=province)
    with pytest.raises(NotAllowed):
        save_indicator(own, actor=hoa, facts=GIFTS)


# --- forms ------------------------------------------------------------------------------------------------------------


def test_a_form_begins_like_another_without_the_figures_of_others(keeper, province):
    common, strange = make_indicator("A1"), make_indicator("X1", owner=make_unit("tỉnh Khác", level="province"))
    like = make_form(make_campaign(2025), common, strange)

    made = start_form(actor=keeper, campaign=make_campaign(2026), name="Mẫu của tỉnh", owner=province, like=like)

    content = form_content(made)
    assert (made.owner, content.name) == (province, "Mẫu của tỉnh")
    assert [one.code for one in content.indicators] == ["A1"]
    assert [one.key for one in content.sections] == ["chi-dao"] == [one.key for one in like.sections.all()]


def test_figures_and_sections_are_kept_in_the_order_given(operator):
    first, second = make_indicator("A1"), make_indicator("B1")
    form = make_form(None, first)

    saved = again(
        form,
        operator,
        fields=[FieldFacts(indicator=second, is_required=True), FieldFacts(indicator=first)],
        sections=[
            SectionFacts(title="Đánh giá", hint=" ngắn "),
            SectionFacts(key="chi-dao", title="Chỉ đạo", part="activities", is_required=True),
            SectionFacts(title="Đánh giá"),
            SectionFacts(title=" "),
        ],
    )

    content = form_content(saved)
    assert [(one.code, one.is_required) for one in content.indicators] == [("B1", True), ("A1", False)]
    assert [(one.key, one.title, one.hint, one.is_required) for one in content.sections] == [
        ("danh-gia", "Đánh giá", "ngắn", False),
        ("chi-dao", "Chỉ đạo", "", True),
        ("danh-gia-2", "Đánh giá", "", False),
    ]
    assert (saved.revision, events()) == (2, ["form.saved"])


def test_saving_the_same_form_changes_nothing(operator):
    form = make_form(None, make_indicator("A1"))

    assert (again(form, operator).revision, events()) == (1, [])


def test_who_kept_the_form_later_is_told(operator):
    form = make_form()
    again(form, operator, name="Tên khác")

    with pytest.raises(StaleEdit):
        again(form, operator, name="Tên nữa")
    assert ReportForm.objects.get().name == "Tên khác"


def test_a_share_needs_what_it_is_computed_from(operator):
    share = make_indicator("E3R", adding_up="ratio", numerator="E3", denominator="E3T")
    form = make_form(None, make_indicator("E3"))
    chosen = [FieldFacts(indicator=one) for one in (share, Indicator.objects.get(code="E3"))]

    with pytest.raises(Invalid, match="tính từ E3T"):
        again(form, operator, fields=chosen)


def test_a_code_is_asked_once_and_of_no_strangers_catalogue(keeper, province):
    common, own = make_indicator("A1"), make_indicator("A1", owner=province)
    strange = make_indicator("X1", owner=make_unit("tỉnh Khác", level="province"))
    form = make_form(owner=province)

    for chosen, sentence in (((common, own), "hai lần"), ((strange,), "đơn vị khác")):
        with pytest.raises(Invalid, match=sentence):
            again(form, keeper, fields=[FieldFacts(indicator=one) for one in chosen])


def test_once_filed_nothing_that_was_answered_goes(operator, province, ward):
    asked, other = make_indicator("A1"), make_indicator("B1")
    make_split(asked)
    form = make_form(None, asked, other)
    report = make_report(make_round(province, form=form), ward, status="filed")
    Figure.objects.create(report=report, indicator=asked, value=1)

    with pytest.raises(NotNow, match="không bỏ chỉ tiêu"):
        again(form, operator, fields=[FieldFacts(indicator=other)])
    with pytest.raises(NotNow, match="không bỏ chỉ tiêu"):
        again(form, operator, sections=[])
    saved = again(form, operator, fields=[FieldFacts(indicator=asked)])
    assert [one.code for one in form_content(saved).indicators] == ["A1"]


@pytest.mark.parametrize(("field", "most"), [("title", 200), ("hint", 300)])
def test_too_long_words_are_refused(field, most, operator):
    facts = {"title": "Đánh giá"} | {field: "a" * (most + 1)}

    with pytest.raises(Invalid, match=f"tối đa {most} ký tự"):
        again(make_form(), operator, sections=[SectionFacts(**facts)])
