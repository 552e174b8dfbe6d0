"""Whatever clerks do in whatever order, a register stays one: 01, 02, 03 … once each, and agreeing with the plans."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from plans.exceptions import Invalid, NotNow
from plans.models import NumberSeries, Plan, RegisterEntry
from plans.queries.issuing.agreement import disagreements
from plans.rules.actor import SYSTEM
from plans.services.approving.steps import locked, return_to_drafter
from plans.services.issuing.numbering import release_number, take_number, take_other_number
from plans.services.issuing.registering import open_series, void_number
from tests.factories import make_issued, make_unit
from tests.numbered import fill, signed_plan

QUICKLY = settings(
    max_examples=8, stateful_step_count=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
DAYS = st.integers(0, 3).map(timedelta)


class Register(RuleBasedStateMachine):
    """One unit's common series over some days. `ward`, `clock` come from the test."""

    unit = None
    settings = None

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.today = date(2026, 5, 13)
        self.settings.DEMO_TODAY = self.today
        self.first, self.given = 1, 0

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    def took(self, entry):
        """The newest number; plans recorded with the numbers before it have been entered with it."""
        self.given = self.entries().count()
        assert entry.number == self.first + self.given - 1

    def entries(self, **more):
        return RegisterEntry.objects.filter(series__unit=self.unit, **more).order_by("number")

    @precondition(lambda self: self.given == 0)
    @rule(last=st.integers(1, 40))
    def go_on_from_paper(self, last):
        try:
            open_series(self.unit, actor=SYSTEM, year=2026, last_number=last)
            self.first = last + 1
        except NotNow:
            assert NumberSeries.objects.filter(unit=self.unit).exists()

    @rule(days=DAYS)
    def days_pass(self, days):
        self.today += days
        self.settings.DEMO_TODAY = self.today

    @rule()
    def number_a_plan(self):
        self.took(take_number(signed_plan(self.unit), actor=SYSTEM, fill=fill))

    @rule(back=DAYS)
    def number_another_document(self, back):
        on = self.today - back
        latest = max((entry.issued_on for entry in self.entries(voided_at=None)), default=date.min)
        try:
            entry = take_other_number(
                self.unit, actor=SYSTEM, document_type="Thông báo", abstract="Về họp", on=on, backdated_reason="Muộn"
            )
        except Invalid:
            assert on < latest
        else:
            assert on >= latest
            self.took(entry)

    @rule(ahead=st.integers(0, 2))
    def record_a_plan_of_before(self, ahead):
        number = self.first + self.given + ahead
        if not Plan.objects.filter(issuing_unit=self.unit, number=number).exists():
            make_issued(self.unit, number=number, issued_on=date(2026, 4, 1))

    @rule(at=st.integers(0, 5))
    def give_up_a_number(self, at):
        others = list(self.entries(plan=None, voided_at=None))
        if at < len(others):
            void_number(others[at], actor=SYSTEM, reason="Nhầm")

    @rule(at=st.integers(0, 5))
    def send_a_plan_back(self, at):
        plans = [entry.plan for entry in self.entries(voided_at=None, plan__step_kind="issue")]
        if at < len(plans):
            plan = locked(plans[at])
            release_number(plan, actor=SYSTEM, reason="Sai")
            return_to_drafter(plan, actor=SYSTEM, reason="Sai")

    @invariant()
    def numbers_follow_each_other(self):
        numbers = list(self.entries().values_list("number", flat=True))
        assert numbers == list(range(self.first, self.first + len(numbers)))

    @invariant()
    def register_and_plans_agree(self):
        assert disagreements(self.unit, 2026) == []


@pytest.mark.django_db
def test_a_register_stays_one_whatever_is_done(settings, db):
    settings.DEMO = True
    machine = type("RegisterOfWard", (Register,), {"unit": make_unit("phường Đức Xuân"), "settings": settings})

    run_state_machine_as_test(machine, settings=QUICKLY)
