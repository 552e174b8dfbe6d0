"""The audit trail keeps who, what, when and both values."""

from datetime import datetime
from zoneinfo import ZoneInfo

from plans.enums import Event
from plans.models import AuditEntry
from plans.rules.actor import SYSTEM
from plans.services.audit import record
from tests.factories import make_draft


def test_a_row_says_who_did_what_where(ward, hoa, day_of_the_story):
    plan = make_draft(ward)
    row = record(Event.ITEM_SAVED, actor=hoa, plan=plan, subject="k" * 200, before={"a": [1]}, after="Một")

    stored = AuditEntry.objects.get(pk=row.pk)
    assert (stored.event, stored.actor_id, stored.actor_name) == ("item.saved", hoa.user_id, "Nguyễn Thị Hoa")
    assert (stored.plan, stored.unit, stored.subject) == (plan, ward, "k" * 120)
    assert (stored.before, stored.after) == ({"a": [1]}, "Một")
    assert stored.at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date() == day_of_the_story
    assert isinstance(stored.at, datetime)
    assert str(stored) == "Sửa đoạn, Nguyễn Thị Hoa"


def test_without_a_plan_the_unit_is_the_one_named_or_the_actors(hoa, ward, province):
    assert record(Event.CATALOGUE_SAVED, actor=hoa).unit_id == ward.pk
    assert record(Event.UNIT_SAVED, actor=hoa, unit_id=province.pk).unit_id == province.pk


def test_the_portal_itself_has_no_account(province):
    row = record(Event.UNIT_SAVED, actor=SYSTEM, unit_id=province.pk)

    assert (row.actor, row.actor_name) == (None, "Hệ thống")


def test_every_event_is_a_dotted_name():
    assert [event for event in Event.values if len(event.split(".")) != 2 or event != event.lower()] == []
