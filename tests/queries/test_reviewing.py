"""What the checks are told about the parents of a draft."""

import pytest

from plans.deriving.amending import Change
from plans.enums import LinkKind
from plans.models import Plan, PlanLink
from plans.queries.drafting import draft_of
from plans.queries.reviewing import outdated_parents, review
from plans.services.issuing.succeeding import start_successor
from tests.factories import TODAY, item, make_draft, make_issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(province):
    return make_issued(province, number=115)


@pytest.fixture
def draft(ward, parent):
    return make_draft(ward, parent=parent)


def test_a_parent_in_force_is_not_outdated(draft):
    assert outdated_parents(draft) == ()


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
def test_a_parent_that_lost_its_effect_is(status, draft, parent):
    Plan.objects.filter(pk=parent.pk).update(status=status)

    assert outdated_parents(draft) == ("115/KH-UBND",)


@pytest.mark.parametrize(("kind", "expected"), [("amends", ("115/KH-UBND",)), ("corrects", ())])
def test_an_issued_amendment_makes_it_so_and_a_correction_does_not(kind, expected, draft, parent, province):
    newer = make_issued(province, number=120)
    PlanLink.objects.create(newer=newer, older=parent, kind=kind, created_at="2026-05-13T02:00Z")

    assert outdated_parents(draft) == expected


@pytest.mark.parametrize("kind", [LinkKind.AMENDS, LinkKind.CORRECTS])
def test_what_changes_an_own_older_plan_does_not_carry_it_out(kind, ward, parent, hoa):
    older = make_issued(ward, number=47, parent=parent, items=(item("a", "Tổ chức hội diễn"),))

    newer = start_successor(older, actor=hoa, kind=kind, changes=[Change(key="a", text="Tổ chức hội thi")])

    findings = review(draft_of(Plan.objects.get(pk=newer.pk)), TODAY).findings
    assert [one.message for one in findings if one.code == "C7"] == []


def test_an_amendment_that_is_still_a_draft_changes_nothing(draft, parent, province):
    PlanLink.objects.create(newer=make_draft(province), older=parent, kind="amends", created_at="2026-05-13T02:00Z")

    assert outdated_parents(draft) == ()
