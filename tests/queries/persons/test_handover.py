"""What a handover would move; the services' tests say row by row what does."""

from datetime import date

import pytest

from plans.models import Plan, User
from plans.queries.persons.handover import open_work, roles_left_empty
from tests.factories import TODAY, make_actor, make_draft, make_holding, make_membership, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tu(ward):
    return make_actor(ward, "administrator")


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_as_often_for_three_drafts_as_for_one(ward, tu, hoa, many, django_assert_num_queries):
    leaver = User.objects.get(pk=hoa.user_id)
    for _ in range(many):
        make_draft(ward)
    Plan.objects.update(updated_by=leaver)

    with django_assert_num_queries(9):
        work = open_work(tu, ward, leaver, TODAY)

    assert (len(work.drafts), work.is_nothing) == (many, False)


def test_who_does_not_keep_the_unit_sees_nothing(ward, hoa, khach):
    leaver = User.objects.get(pk=hoa.user_id)

    assert [open_work(actor, ward, leaver, TODAY) for actor in (hoa, khach)] == [None, None]


def test_drafts_that_name_the_leaver_as_signer_are_shown_for_somebody_else_to_change(ward, tu, hoa):
    leaver = User.objects.get(pk=hoa.user_id)
    holding = make_holding(make_post(ward), "Nguyễn Thị Hoa", user=leaver)
    named, other = make_draft(ward), make_draft(ward)
    Plan.objects.filter(pk=named.pk).update(signatory=holding)
    Plan.objects.update(updated_by=None)

    work = open_work(tu, ward, leaver, TODAY)

    assert ([one.pk for one in work.to_sign], work.is_nothing) == ([named.pk], True)
    assert other.signatory is None


def test_roles_that_nobody_else_holds_afterwards_are_named(ward, other_commune):
    leaver = make_user()
    for role in ("drafter", "clerk", "approver"):
        make_membership(leaver, ward, role)
    make_membership(make_user(), ward, "drafter")
    make_membership(make_user(), ward, "clerk", valid_until=date(2026, 5, 31))
    make_membership(make_user(), other_commune, "approver")

    assert roles_left_empty(ward, leaver, date(2026, 5, 30)) == ["Lãnh đạo"]
    assert roles_left_empty(ward, leaver, date(2026, 5, 31)) == ["Lãnh đạo", "Văn thư"]
