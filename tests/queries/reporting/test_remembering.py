"""What a server's process remembers: only what stays for good, and never what a transaction may take back."""

import pytest
from django.db import connection, transaction

from plans.models import PlanVersion, Report, ReportForm
from plans.queries.reporting.forms import form_content, form_words
from plans.queries.reporting.reading import report_page
from plans.queries.reporting.remembering.memo import Memo
from plans.services.reporting.forms import FieldFacts, IndicatorFacts, SectionFacts, save_form, save_indicator
from tests.factories import item, make_actor, make_issued
from tests.filed import full_round
from tests.report_rows import make_form, make_indicator, make_report, make_split

pytestmark = pytest.mark.django_db


@pytest.fixture
def memo():
    made = Memo(2)
    yield made
    Memo.every.remove(made)


@pytest.fixture
def keeper(province):
    return make_actor(province, "administrator")


@pytest.mark.usefixtures("remembering")
def test_what_is_known_is_not_read_again(memo):
    read = iter("ab")

    assert [memo.get(1, lambda: next(read)) for _ in range(2)] == ["a", "a"]
    assert memo.get(2, lambda: next(read)) == "b"


@pytest.mark.usefixtures("remembering")
def test_the_one_used_longest_ago_is_forgotten(memo):
    for key in (1, 2, 1, 3):
        memo.get(key, lambda key=key: f"first {key}")

    assert [memo.get(key, lambda: "again") for key in (1, 3)] == ["first 1", "first 3"]
    assert memo.get(2, lambda: "again") == "again"


@pytest.mark.django_db(transaction=True)
def test_what_is_read_in_a_transaction_is_not_kept(memo):
    with transaction.atomic():
        memo.get(1, lambda: "may be rolled back")

    assert memo.get(1, lambda: "as it stands") == "as it stands"
    assert memo.get(1, lambda: "never read") == "as it stands"


@pytest.mark.usefixtures("remembering")
def test_each_database_has_its_own(memo, monkeypatch):
    memo.get(1, lambda: "of the one")
    monkeypatch.setitem(connection.settings_dict, "NAME", "another")

    assert memo.get(1, lambda: "of the other") == "of the other"


@pytest.mark.usefixtures("remembering")
def test_a_form_is_read_once_in_a_process(django_assert_num_queries):
    one = make_indicator("A1")
    split = make_split(one)
    form = make_form(None, one)
    form_content(form)

    with django_assert_num_queries(1):
        words = form_words(ReportForm.objects.get(pk=form.pk))

    assert [each.code for each in words.content.indicators] == ["A1"]
    assert words.rows == {("A1", ""): (one.pk, None), ("A1", "ns"): (one.pk, split.pk)}


@pytest.mark.usefixtures("remembering")
def test_a_form_that_somebody_changed_is_read_again(province, keeper):
    one = make_indicator("A1", owner=province)
    form = make_form(None, one, owner=province)
    before = form_content(form)

    save_form(
        form,
        actor=keeper,
        revision=form.revision,
        name=form.name,
        is_in_use=True,
        fields=[FieldFacts(indicator=one, is_required=True)],
        sections=[SectionFacts(title="Tên mới", key="chi-dao")],
    )
    after = form_content(ReportForm.objects.get(pk=form.pk))

    assert [each.indicators[0].is_required for each in (before, after)] == [False, True]
    assert [each.sections[0].title for each in (before, after)] == ["Công tác chỉ đạo", "Tên mới"]


@pytest.mark.usefixtures("remembering")
def test_a_figure_that_somebody_changed_changes_the_forms_that_ask_for_it(province, keeper):
    one = make_indicator("A1", owner=province)
    form = make_form(None, one, owner=province)
    form_content(form)

    facts = IndicatorFacts(code="A1", name="Tên mới", unit_of_measure="trẻ")
    save_indicator(one, actor=keeper, facts=facts, owner=province, revision=one.revision)

    assert form_content(ReportForm.objects.get(pk=form.pk)).indicators[0].name == "Tên mới"


@pytest.mark.usefixtures("remembering", "day_of_the_story")
def test_another_version_of_the_plan_stands_beside_at_once(province, ward):
    plan = make_issued(province, number=115, items=(item("k1", "Kế hoạch của tỉnh"),))
    report = make_report(full_round(province, plan=plan), ward)
    assert report_page(report).plan_source.is_own is False

    own = make_issued(ward, number=7, items=(item("k1", "Kế hoạch của phường"),))
    page = report_page(Report.objects.get(pk=report.pk))

    assert (page.plan_source.plan, page.plan_source.is_own) == (own.pk, True)


@pytest.mark.usefixtures("remembering", "day_of_the_story")
def test_a_version_of_the_plan_is_read_once(province, ward):
    plan = make_issued(province, number=115)
    report = make_report(full_round(province, plan=plan), ward)
    first = report_page(report)
    PlanVersion.objects.filter(plan=plan).update(content={})  # would be unreadable

    assert report_page(Report.objects.get(pk=report.pk)).form == first.form
