"""Versions: kept only when something changed, before somebody else or somebody after a pause writes on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import clock
from plans.models import Plan
from plans.queries.contents import frozen_content
from plans.services import drafting, facts
from plans.services.approving.versions import PAUSE, check_code, keep_version
from tests.factories import make_actor, make_user
from tests.services.drafts import outline_draft


@pytest.fixture
def plan(ward, hoa):
    return outline_draft(ward, actor=hoa)


@pytest.fixture
def thu(ward):
    """Drafts beside Hoa."""
    return make_actor(ward, "drafter", user=make_user("Lê Thị Thu"))


def save(plan, actor, text, revision=1):
    return drafting.save_item(plan, "a11", actor=actor, revision=revision, text=text)


def kept(plan):
    """Of every version: its occasion, and what the paragraph says in it."""
    return [
        (row.reason, frozen_content(row).items[0].children[0].children[0].text)
        for row in plan.versions.order_by("number")
    ]


def long_ago(plan, pause):
    Plan.objects.filter(pk=plan.pk).update(updated_at=clock.now() - pause)


def test_one_sitting_of_one_person_keeps_nothing(plan, hoa):
    for revision, text in enumerate(("Một", "Hai", "Ba"), start=1):
        save(plan, hoa, text, revision)

    assert kept(plan) == []


def test_what_was_said_before_another_person_writes_is_kept_once(plan, hoa, thu):
    save(plan, hoa, "Lời của Hoa")
    save(plan, thu, "Lời của Thu", 2)
    save(plan, thu, "Lời sau của Thu", 3)

    assert kept(plan) == [("trước khi Lê Thị Thu sửa", "Lời của Hoa")]


def test_what_was_said_before_a_pause_is_kept(plan, hoa):
    save(plan, hoa, "Buổi sáng")
    long_ago(plan, PAUSE)
    save(plan, hoa, "Buổi chiều", 2)

    assert kept(plan) == [("trước khi sửa tiếp", "Buổi sáng")]


def test_less_than_a_pause_keeps_nothing(plan, hoa):
    save(plan, hoa, "Lúc trước")
    long_ago(plan, PAUSE - timedelta(minutes=1))
    save(plan, hoa, "Lúc sau", 2)

    assert kept(plan) == []


def test_changing_a_fact_begins_a_sitting_too(plan, hoa, thu):
    save(plan, hoa, "Lời của Hoa")
    now = Plan.objects.get(pk=plan.pk)
    facts.save_facts(now, actor=thu, revision=now.revision, values={"closing": "Hết."})

    assert kept(plan) == [("trước khi Lê Thị Thu sửa", "Lời của Hoa")]


def test_what_has_not_changed_is_not_kept_twice(plan, hoa):
    first = keep_version(plan, actor=hoa, reason="một")

    assert keep_version(plan, actor=hoa, reason="hai") == first
    assert keep_version(plan, actor=hoa, reason="tệp", pdf=b"%PDF").number == 2


def test_saving_a_paragraph_costs_12_queries_at_most(plan, hoa):
    save(plan, hoa, "Một")
    with CaptureQueriesContext(connection) as queries:
        save(plan, hoa, "Hai", 2)

    assert len(queries) <= 12


def test_the_code_is_read_in_groups_of_four():
    assert check_code("a3f09b1207de" + "0" * 52) == "A3F0 9B12 07DE"
