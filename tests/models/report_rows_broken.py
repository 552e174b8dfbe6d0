"""Every invariant of the reporting tables, broken once each."""

from plans.models import (
    Consolidation,
    ConsolidationPart,
    Figure,
    FormField,
    FormSection,
    Reminder,
    Report,
    ReportReturn,
    RoundUnit,
)
from tests.factories import make_unit
from tests.report_rows import (
    NOW,
    make_form,
    make_indicator,
    make_report,
    make_report_version,
    make_round,
    make_split,
)


def twice(model, **values):
    model.objects.create(**values)
    model.objects.create(**values)


def round_unit(**more):
    values = {"round": a_round(), "unit": make_unit(), "reason": "x", "decided_at": NOW, "decided_by_name": "Lan"}
    return values | more


def a_round():
    return make_round(make_unit("tỉnh Thái Nguyên", level="province"))


def same_figure(**more):
    twice(Figure, report=make_report(), indicator=make_indicator(), value=1, **more)


def same_part():
    indicator = make_indicator()
    twice(Figure, report=make_report(), indicator=indicator, split=make_split(indicator), value=1)


def same_split():
    indicator = make_indicator()
    make_split(indicator)
    make_split(indicator)


def same_round():
    first = a_round()
    make_round(first.receiver, plan=first.plan, form=first.form)


def same_report():
    first = make_report()
    Report.objects.create(round=first.round, unit=first.unit, updated_at=NOW)


def same_version():
    report = make_report()
    make_report_version(report)
    make_report_version(report)


def same_section():
    FormSection.objects.create(form=make_form(), key="a", title="A")
    form = make_form()
    twice(FormSection, form=form, key="a", title="A")


def added_up_twice():
    report = make_report(status="filed")
    consolidation = Consolidation.objects.create(
        round=report.round, unit=report.round.receiver, result={}, made_at=NOW, made_by_name="Lan"
    )
    twice(ConsolidationPart, consolidation=consolidation, report=report, version=report.version)


BROKEN_IN_REPORTING = {
    "indicator_code_once": lambda: (make_indicator("A1"), make_indicator("A1")),
    "indicator_code_once_per_owner": lambda: [make_indicator("A1", owner=one) for one in [make_unit()] * 2],
    "indicator_has_name_and_code": lambda: make_indicator(name=""),
    "indicator_limits_in_order": lambda: make_indicator(least=5, most=4),
    "indicator_ratio_has_both": lambda: make_indicator(adding_up="ratio", numerator="A1"),
    "split_code_once": same_split,
    "form_section_once": same_section,
    "form_indicator_once": lambda: twice(FormField, form=make_form(), indicator=make_indicator()),
    "round_once_per_deadline": same_round,
    "round_dated_unless_undated": lambda: make_round(make_unit(level="province"), due_on=None),
    "round_unit_once": lambda: twice(RoundUnit, **round_unit()),
    "round_unit_has_reason": lambda: RoundUnit.objects.create(**round_unit(reason="")),
    "report_once_per_round": same_report,
    "report_filed_has_version": lambda: Report.objects.filter(pk=make_report().pk).update(status="filed"),
    "report_version_once": same_version,
    "figure_once_per_report": same_figure,
    "figure_part_once_per_report": same_part,
    "figure_value_or_nothing": lambda: Figure.objects.create(
        report=make_report(), indicator=make_indicator(), value=1, is_nothing=True
    ),
    "report_return_says_why": lambda: ReportReturn.objects.create(
        report=(report := make_report()), version=make_report_version(report), returned_at=NOW, returned_by_name="Lan"
    ),
    "reminder_once": lambda: twice(Reminder, round=a_round(), unit=make_unit(), offset=-5, sent_at=NOW),
    "consolidation_report_once": added_up_twice,
}
