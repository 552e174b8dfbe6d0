"""Many at once: numbers 01, 02, 03 … without gap or twin, and of two who do the same thing one does it."""

import pytest

from tests.races.verbs import VERBS

DONE = [(number, "issue") for number in range(1, 21)]


@pytest.mark.parametrize("way", ["together", "threads"])
def test_twenty_numbers_taken_at_once_are_01_to_20(way, workshop):
    unit, plans = workshop("scene", verb="number", plans=20)

    answers = workshop(way, acts=[{"verb": "number", "plan": plan} for plan in plans])

    seen = workshop("look", unit=unit)
    assert answers == ["done"] * 20
    assert (seen["numbers"], [tuple(one) for one in seen["plans"]], seen["wrong"]) == (list(range(1, 21)), DONE, [])


@pytest.mark.parametrize("way", ["together", "threads"])
@pytest.mark.parametrize("verb", VERBS)
def test_of_two_who_do_it_at_once_one_does_it(verb, way, workshop):
    unit, [plan] = workshop("scene", verb=verb, plans=1)

    answers = workshop(way, acts=[{"verb": verb, "plan": plan}] * 2)

    assert sorted(answers) == sorted(["done", VERBS[verb].done_again])
    assert workshop("look", unit=unit)["wrong"] == []


def test_plans_and_documents_from_outside_share_the_series(workshop):
    unit, plans = workshop("scene", verb="number", plans=4)
    acts = [{"verb": "number", "plan": plan} for plan in plans] + [{"unit": unit}] * 4

    answers = workshop("together", acts=acts)

    seen = workshop("look", unit=unit)
    assert (answers, seen["numbers"], seen["wrong"]) == (["done"] * 8, list(range(1, 9)), [])


def test_workers_killed_among_others_leave_no_gap(workshop):
    unit, plans = workshop("scene", verb="number", plans=9)
    cuts = [{}, {"write": 2, "moment": "after"}, {"write": 6, "moment": "before"}] * 3

    answers = workshop(
        "together", acts=[{"verb": "number", "plan": plan} | cut for plan, cut in zip(plans, cuts, strict=True)]
    )

    seen = workshop("look", unit=unit)
    assert (answers, seen["numbers"], seen["wrong"]) == (["done", "killed", "killed"] * 3, [1, 2, 3], [])
    assert sorted(step for _, step in seen["plans"]) == ["issue"] * 3 + ["number"] * 6
