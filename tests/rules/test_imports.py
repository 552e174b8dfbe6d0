"""Who may do what to an imported document, in which state: the whole table, written out."""

from itertools import product

import pytest

from plans.enums import ImportStatus, KeepAs, MemberRole
from plans.queries.importing.documents import imports_visible_to
from plans.rules.actor import SYSTEM
from plans.rules.imports import ImportVerb, may, may_import, may_keep_as, may_remove_copy
from tests.factories import make_actor, make_copy, make_import, make_issued, make_unit

STATUSES = ("reading", "read", "needs_look", "refused", "kept")
#: Verb → in which of STATUSES a drafter of the unit may; the other roles of the unit may only view.
DRAFTER = {"view": "yyyyy", "correct": ".yy..", "keep": ".yy..", "remove": "yyyy."}


def with_status(document, status):
    document.status = status
    return document


def test_the_table_names_every_state_and_verb():
    assert set(STATUSES) == set(ImportStatus.values)
    assert set(DRAFTER) == {verb.value for verb in ImportVerb}


@pytest.mark.parametrize("role", [*MemberRole.values, ""])
def test_in_the_own_unit(role, ward):
    actor = make_actor(ward, *([role] if role else []))
    document = make_import(ward)
    for status, verb in product(STATUSES, ImportVerb):
        decision = may(actor, verb, with_status(document, status))
        wanted = (role == "drafter" and DRAFTER[verb][STATUSES.index(status)] == "y") or verb == "view"
        assert (bool(decision), bool(decision.reason)) == (wanted, not wanted), (status, verb)


@pytest.mark.parametrize("place", ["province", "department", "other_commune"])
def test_nobody_else_sees_it(place, ward, request):
    document = make_import(ward)
    make_import(request.getfixturevalue(place))
    actor = make_actor(request.getfixturevalue(place), "drafter", "administrator", "supervisor")

    assert not any(may(actor, verb, document) for verb in ImportVerb)
    assert document.pk not in imports_visible_to(actor).values_list("pk", flat=True)
    assert imports_visible_to(actor).count() == 1


def test_somebody_without_a_unit_sees_none(ward):
    make_import(ward)

    assert imports_visible_to(make_actor()).count() == 0
    assert not may(make_actor(), ImportVerb.VIEW, make_import(ward))
    assert not may_import(make_actor())


def test_the_units_drafter_brings_documents_in(hoa, mai):
    assert may_import(hoa)
    assert may_import(mai).reason == "Chỉ người soạn thảo của đơn vị mới nhập được văn bản."
    assert may_import(SYSTEM)


@pytest.mark.parametrize(
    ("whose", "allowed"),
    [("province", True), ("other_commune", True), ("ward", False), ("below", False), (None, False)],
)
def test_a_copy_is_kept_of_plans_from_elsewhere(whose, allowed, ward, request):
    below = make_unit("trường Tiểu học", level="school", under=ward)
    unit = below if whose == "below" else request.getfixturevalue(whose) if whose else None
    decision = may_keep_as(make_import(ward), KeepAs.ANOTHERS, unit=unit, year=2025, this_year=2026)

    assert bool(decision) == allowed


@pytest.mark.parametrize(("year", "allowed"), [(2025, True), (2026, False), (2027, False)])
def test_the_own_plan_of_this_year_is_numbered_by_the_clerk(year, allowed, ward):
    decision = may_keep_as(make_import(ward), KeepAs.OWN_PAST, unit=None, year=year, this_year=2026)

    assert bool(decision) == allowed
    assert may_keep_as(make_import(ward), KeepAs.DRAFT, unit=None, year=year, this_year=2026)


def test_a_copy_is_taken_back_by_its_keepers_drafter(ward, province, hoa, mai, khach):
    copy = make_copy(province, by=ward)

    assert may_remove_copy(hoa, copy)
    assert not may_remove_copy(mai, copy)
    assert not may_remove_copy(khach, copy)
    assert not may_remove_copy(make_actor(province, "drafter"), copy)
    assert not may_remove_copy(hoa, make_issued(ward))
