"""Notices: once a person, in the caller's transaction; seen by their owner only."""

import pytest

from plans.exceptions import NotAllowed
from plans.models import Notice, User
from plans.services.notifying import mark_all_read, mark_read, notify, set_mail_wish
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def test_each_person_is_told_once_about_the_plan_of_its_unit(ward):
    plan, people = make_draft(ward), [make_user(email="a@example.vn"), make_user()]

    notify([*people, people[0]], text="Ký: " + "x" * 400, plan=plan, path="/ke-hoach/1/")

    assert list(Notice.objects.order_by("user").values_list("user", "unit", "plan", "path", "mail")) == [
        (people[0].pk, ward.pk, plan.pk, "/ke-hoach/1/", "waiting"),
        (people[1].pk, ward.pk, plan.pk, "/ke-hoach/1/", "none"),
    ]
    assert len(Notice.objects.first().text) == 300


def test_nobody_to_tell_is_no_error():
    notify([], text="Ký")

    assert Notice.objects.count() == 0


def test_a_notice_is_seen_by_its_owner_once(hoa, mai):
    notify([User.objects.get(pk=hoa.user_id)], text="Ký")
    notice = Notice.objects.get()

    with pytest.raises(NotAllowed, match="của người khác"):
        mark_read(notice, actor=mai)
    mark_read(notice, actor=hoa)
    first = Notice.objects.get().read_at
    mark_read(notice, actor=hoa)

    assert first is not None
    assert Notice.objects.get().read_at == first


def test_all_of_ones_own_are_marked_and_nobody_elses(hoa, mai):
    notify(User.objects.filter(pk__in=[hoa.user_id, mai.user_id]), text="Ký")

    assert [mark_all_read(actor=hoa), mark_all_read(actor=hoa)] == [1, 0]
    assert [one.user_id for one in Notice.objects.filter(read_at=None)] == [mai.user_id]


def test_a_wish_is_only_ones_own(hoa, mai):
    set_mail_wish(actor=hoa, wants=False)

    assert dict(User.objects.values_list("pk", "wants_mail")) == {hoa.user_id: False, mai.user_id: True}
