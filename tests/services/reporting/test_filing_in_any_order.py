"""Whatever units and their receivers do in whatever order, and wherever units are moved: every sum is the sum of what
the units filed last, and expected is filed plus không phát sinh plus missing."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plans.exceptions import Invalid, NotNow
from plans.models import Figure, IssuingUnit, Report
from plans.queries.reporting.adding import added_up, roll_up
from plans.queries.reporting.owed import counts, expected_units
from plans.rules.actor import SYSTEM
from plans.services.reporting.filing import TypedFigure, begin, file_report, supplement
from plans.services.reporting.reviewing import accept_reports, return_report
from plans.services.reporting.rounds import except_unit
from tests.factories import make_issued, make_unit
from tests.filed import full_form, type_in
from tests.report_rows import make_round

QUICKLY = settings(
    max_examples=5, stateful_step_count=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
UNITS, ROUNDS = st.integers(0, 2), st.integers(0, 1)
GIFTS = st.integers(1, 9)
WORTH = st.sampled_from(["", "-", "0", "1", "2,5"])
KEYS = ("A1", "D1", "D3", "D3:ns", "D3:xh")


class Filing(RuleBasedStateMachine):
    """Three communes under two provinces, each of which collects one round of the year; the second closes later.
    `filed` is what each unit filed last in each round: figures by key, None for không phát sinh."""

    country = communes = rounds = settings = None

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.today = date(2026, 7, 9)
        self.settings.DEMO_TODAY = self.today
        self.filed, self.changed = {}, False

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    def unit(self, at):
        return IssuingUnit.objects.select_related("level").get(pk=self.communes[at])

    def round(self, at):
        return type(self.rounds[at]).objects.select_related("receiver", "plan", "form").get(pk=self.rounds[at].pk)

    def one_filed(self, number):
        """One of those that have filed: its round, its unit, its report."""
        which, at = sorted(self.filed)[number % len(self.filed)]
        return which, at, self.report(which, at)

    def report(self, which, at):
        return Report.objects.filter(round=self.rounds[which], unit=self.communes[at]).first()

    @initialize(own=WORTH)
    def two_have_filed_and_the_third_has_begun(self, own):
        self.file_figures(0, 0, 3, own, "1")
        self.file_figures(0, 1, 4, "2,5", own)
        begin(self.round(1), self.unit(2), actor=SYSTEM)

    @rule(which=ROUNDS, at=UNITS, gifts=GIFTS, own=WORTH, given=WORTH)
    def file_figures(self, which, at, gifts, own, given):
        round_, unit = self.round(which), self.unit(at)
        before = self.report(which, at)
        owes = expected_units(round_).filter(pk=unit.pk).exists()
        try:
            report = begin(round_, unit, actor=SYSTEM)
            type_in(report, "chi-dao", text="Đã chỉ đạo.", A1="1000")
            report = type_in(report, "tang-qua", D1=str(gifts), D3_ns=own, D3_xh=given)
            version = file_report(report, actor=SYSTEM, revision=report.revision)
        except NotNow:
            assert not owes or (before is not None and before.status in ("filed", "accepted"))
        else:
            assert owes
            parts = {"D3:ns": own, "D3:xh": given}
            said = {key: Decimal(one.replace(",", ".")) for key, one in parts.items() if one not in ("", "-")}
            total = {"D3": sum(said.values())} if said else {}
            self.filed[which, at] = {"A1": 1000, "D1": gifts} | said | total
            self.changed = True
            assert version.number == Report.objects.get(pk=report.pk).versions.count()

    @rule(which=ROUNDS, at=UNITS)
    def file_nothing(self, which, at):
        try:
            report = begin(self.round(which), self.unit(at), actor=SYSTEM)
            file_report(report, actor=SYSTEM, revision=report.revision, is_nothing=True)
        except NotNow:
            return
        self.filed[which, at], self.changed = None, True

    @precondition(lambda self: self.filed)
    @rule(number=st.integers(0, 5), gifts=GIFTS)
    def add_later(self, number, gifts):
        which, at, report = self.one_filed(number)
        typed, said = {"D1": TypedFigure(text=str(gifts))}, self.filed[which, at]
        try:
            supplement(report, actor=SYSTEM, revision=report.revision, typed=typed, reason="đếm sót")
        except NotNow:
            assert report.status == "returned"
        except Invalid:
            assert said is None or said["D1"] == gifts
        else:
            said["D1"], self.changed = gifts, True

    @precondition(lambda self: self.filed)
    @rule(number=st.integers(0, 5))
    def accept(self, number):
        _, _, report = self.one_filed(number)
        accept_reports([report], actor=SYSTEM)
        self.changed = True

    @precondition(lambda self: self.filed)
    @rule(number=st.integers(0, 5))
    def give_back(self, number):
        _, _, report = self.one_filed(number)
        if report.status != "returned":
            return_report(report, actor=SYSTEM, revision=report.revision, parts={}, reason="xem lại")
            self.changed = True

    @rule(at=UNITS, to=ROUNDS)
    def move(self, at, to):
        unit, home = self.unit(at), IssuingUnit.objects.get(pk=self.rounds[to].receiver_id)
        IssuingUnit.objects.move(unit, home, pos="last-child")
        self.changed = True

    @rule(at=UNITS)
    def close(self, at):
        IssuingUnit.objects.filter(pk=self.communes[at], closed_on=None).update(closed_on=self.today)
        self.changed = True

    @rule(which=ROUNDS, at=UNITS, owes=st.booleans())
    def decide_who_owes(self, which, at, owes):
        try:
            except_unit(self.round(which), self.unit(at), actor=SYSTEM, is_expected=owes, reason="sáp nhập")
            self.changed = True
        except NotNow:
            assert (which, at) in self.filed
        except Invalid:
            assert (owes, self.unit(at).closed_on is None) == (True, False)

    @rule(days=st.integers(1, 8))
    def days_pass(self, days):
        self.today += timedelta(days=days)
        self.changed = True
        self.settings.DEMO_TODAY = self.today

    @invariant()
    def sums_and_numbers_are_right(self):
        if self.changed:
            self.changed = False
            self.rows_of_figures_say_what_was_filed_last()
            self.everybody_expected_has_filed_or_said_nothing_or_is_missing()
            self.a_round_adds_up_to_its_parts()
            self.the_country_is_the_sum_of_its_provinces_and_counts_nobody_twice()

    def rows_of_figures_say_what_was_filed_last(self):
        for which, round_ in enumerate(self.rounds):
            sums = Figure.objects.filter(report__round=round_).values_list("indicator__code", "split__code")
            found = {
                f"{code}:{split}" if split else code: total
                for code, split, total in sums.annotate(total=Sum("value")).order_by()
                if total is not None
            }
            assert found == summed(said for (one, _), said in self.filed.items() if one == which)

    def everybody_expected_has_filed_or_said_nothing_or_is_missing(self):
        for which, round_ in enumerate(self.rounds):
            said = [one for (at, _), one in self.filed.items() if at == which]
            now = counts(self.round(which))
            assert now.expected == now.filed + now.nothing + now.missing == expected_units(round_).count()
            assert (now.filed, now.nothing) == (len(said) - said.count(None), said.count(None))
            assert now.on_time + now.late == now.answered

    def a_round_adds_up_to_its_parts(self):
        for which in (0, 1):
            result = added_up(self.round(which), accepted_only=False)
            said = summed(one for (at, unit), one in self.filed.items() if at == which and self.is_counted(at, unit))
            for key in KEYS:
                assert (result.sum(key).value or 0) == said.get(key, 0)

    def the_country_is_the_sum_of_its_provinces_and_counts_nobody_twice(self):
        rolled = roll_up(self.country, 2026)
        last = {at: (which, said) for (which, at), said in sorted(self.filed.items()) if self.is_counted(which, at)}
        wanted = summed(said for _, said in last.values())
        for key in KEYS:
            assert rolled.totals.get(key, 0) == sum(one.values.get(key, 0) for one in rolled.children)
            assert rolled.totals.get(key, 0) == wanted.get(key, 0)
        assert all(one.expected == one.filed + one.nothing + one.missing for one in rolled.children)
        assert rolled.filed + rolled.nothing == len({at for _, at in self.filed})

    def is_counted(self, which, at):
        return self.report(which, at).status in ("filed", "accepted")


def summed(said):
    """Several reports' figures by key, added up."""
    total = defaultdict(Decimal)
    for one in said:
        for key, value in (one or {}).items():
            total[key] += value
    return dict(total)


@pytest.mark.django_db
def test_sums_are_right_in_whatever_order(settings):
    settings.DEMO = True
    country = make_unit("Trung ương", level="central")
    provinces = [make_unit(f"tỉnh {name}", level="province", under=country) for name in ("Bắc", "Nam")]
    form = full_form()
    rounds = [
        make_round(province, form=form, plan=make_issued(province), due_on=date(2026, 7, 15 + 5 * at))
        for at, province in enumerate(provinces)
    ]
    communes = [make_unit(under=provinces[at // 2]).pk for at in range(3)]
    parts = {"country": country, "communes": communes, "rounds": rounds, "settings": settings}

    run_state_machine_as_test(type("FilingOfCommunes", (Filing,), parts), settings=QUICKLY)
