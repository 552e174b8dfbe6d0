"""The one door to plans (held against the rules in tests/rules/test_plans.py)."""

from plans.models import Plan
from plans.queries.plans import ancestor_paths, plans_visible_to
from tests.factories import make_actor, make_draft, make_issued, make_unit


def seen(actor):
    return set(plans_visible_to(actor))


def test_a_person_sees_the_own_units_drafts_and_what_was_issued_above(hoa, khach, ward, province, other_commune):
    own, issued = make_draft(ward), make_issued(province)
    make_draft(province)
    make_draft(other_commune)
    make_issued(other_commune)

    assert seen(hoa) == {own, issued}
    assert seen(hoa) & seen(khach) == {issued}


def test_a_helper_follows_the_communes_for_its_superior(lan, ward, province, department):
    theirs, above = make_issued(ward), make_issued(province)
    make_draft(ward)
    own = make_draft(department)

    assert seen(lan) == {theirs, above, own}


def test_a_commune_does_not_see_the_department_beside_it(hoa, department):
    make_issued(department)

    assert seen(hoa) == set()


def test_a_path_that_only_begins_alike_is_no_relation(db):
    units = [make_unit(level="province") for _ in range(12)]
    plan = make_issued(units[0])

    assert [units.index(one) for one in units if plan in seen(make_actor(one, "drafter"))] == [0]


def test_a_page_of_plans_is_one_query_with_unit_level_and_campaign(hoa, ward, django_assert_num_queries):
    make_draft(ward)
    make_draft(ward)

    with django_assert_num_queries(1):
        for plan in plans_visible_to(hoa):
            assert plan.issuing_unit.level.code == "commune"
            assert plan.campaign is None


def test_the_door_opens_no_removed_draft(hoa, ward):
    plan = make_draft(ward)
    Plan.objects.update(removed_at=plan.created_at)

    assert seen(hoa) == set()


def test_the_paths_above_are_in_the_path_itself():
    assert ancestor_paths("000100020003") == ["0001", "00010002"]
    assert ancestor_paths("0001") == ancestor_paths("") == []
