"""Nề nếp văn thư: kept with a trail, by who keeps the unit's facts, and never over somebody else's change."""

import pytest

from plans.exceptions import NotAllowed, StaleEdit
from plans.models import AuditEntry, IssuingPractice
from plans.queries.issuing.numbers import practice_of
from plans.services.issuing.practice import save_practice
from tests.factories import make_actor, make_user

CHANGED = {
    "one_series_per_type": True,
    "number_before_signature": False,
    "needs_second_factor": True,
    "is_public": False,
}


@pytest.fixture
def tu(ward):
    return make_actor(ward, "administrator", user=make_user("Ma Văn Tú"))


def test_until_something_is_entered_the_usual_holds(ward):
    usual = practice_of(ward)

    assert (usual.pk, usual.one_series_per_type, usual.number_before_signature, usual.revision) == (
        None,
        False,
        False,
        1,
    )
    assert IssuingPractice.objects.count() == 0


def test_what_is_entered_is_kept_with_a_trail_of_the_change(ward, tu):
    save_practice(ward, actor=tu, revision=1, settings=CHANGED)

    kept = practice_of(ward)
    assert (kept.one_series_per_type, kept.needs_second_factor, kept.is_public, kept.revision) == (True, True, False, 2)
    row = AuditEntry.objects.get()
    assert (row.event, row.unit_id, row.before, row.after) == (
        "practice.saved", ward.pk, {"one_series_per_type": False, "needs_second_factor": False},
        {"one_series_per_type": True, "needs_second_factor": True},
    )  # fmt: skip


def test_the_same_again_leaves_no_trail_and_no_new_revision(ward, tu):
    save_practice(ward, actor=tu, revision=1, settings=CHANGED)
    save_practice(ward, actor=tu, revision=2, settings=CHANGED)

    assert (practice_of(ward).revision, AuditEntry.objects.count()) == (2, 1)


def test_who_was_slower_is_told_by_whom(ward, tu):
    save_practice(ward, actor=tu, revision=1, settings=CHANGED)

    with pytest.raises(StaleEdit, match=r"^Ma Văn Tú vừa sửa nề nếp văn thư") as stale:
        save_practice(ward, actor=tu, revision=1, settings=CHANGED | {"is_public": True})
    assert (stale.value.revision, practice_of(ward).is_public) == (2, False)


@pytest.mark.parametrize("who", ["mai", "hoa", "binh", "khach", "lan"])
def test_others_do_not_change_it(who, ward, request):
    with pytest.raises(NotAllowed):
        save_practice(ward, actor=request.getfixturevalue(who), revision=1, settings=CHANGED)
    assert IssuingPractice.objects.count() == 0
