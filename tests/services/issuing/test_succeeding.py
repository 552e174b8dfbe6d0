"""Replacing, amending and correcting an issued plan: drafted from it, linked, in effect only once issued."""

from datetime import date

import pytest

from plans.content.pasting import MAX_LENGTH
from plans.deriving.amending import Change
from plans.enums import LinkKind
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Delivery, Notice, Plan, PlanLink
from plans.queries.contents import content_of
from plans.queries.issuing.afterwards import afterwards_of, changed_places
from plans.services.issuing.succeeding import citation_of, settle, start_successor
from tests.factories import TODAY, item, make_actor, make_draft, make_issued, make_user

pytestmark = pytest.mark.usefixtures("day_of_the_story", "binh")


@pytest.fixture
def plan(ward):
    return make_issued(
        ward,
        number=47,
        issued_on=date(2026, 5, 10),
        items=(item("a", "Tổ chức Lễ phát động"), item("b", "Treo băng rôn")),
        recipients=("UBND tỉnh", "Các trường học"),
    )


def issue(newer, number):
    Plan.objects.filter(pk=newer.pk).update(status="issued", number=number, issued_on=TODAY)
    return Plan.objects.get(pk=newer.pk)


@pytest.mark.parametrize("kind", LinkKind)
def test_a_successor_is_a_linked_draft_and_the_older_plan_stays_as_it_is(kind, plan, hoa):
    newer = start_successor(plan, actor=hoa, kind=kind, changes=[Change(key="a", text="Tổ chức Lễ phát động hè")])

    assert list(PlanLink.objects.values_list("newer", "older", "kind")) == [(newer.pk, plan.pk, kind)]
    assert (newer.status, newer.number, newer.signatory.person_name) == ("draft", None, "Hoàng Văn Bình")
    plan.refresh_from_db()
    assert plan.status == "issued"
    assert AuditEntry.objects.filter(plan=newer).values_list("event", flat=True).get() == "plan.amending"


def test_a_replacement_holds_everything_and_an_amendment_only_the_changes(plan, hoa):
    replacing = start_successor(plan, actor=hoa, kind=LinkKind.REPLACES)
    amending = start_successor(plan, actor=hoa, kind=LinkKind.AMENDS, changes=[Change(key="b", is_dropped=True)])

    assert [one.key for one in content_of(replacing).walk()] == ["a", "b"]
    assert "Bãi bỏ gạch đầu dòng thứ 2." in [one.text for one in content_of(amending).walk()]


def test_a_correction_is_a_letter_with_the_units_symbol(plan, hoa, ward):
    ward.archive_note = "VT, VHXH"
    ward.save()
    letter = start_successor(plan, actor=hoa, kind=LinkKind.CORRECTS, changes=[Change(key="b", text="Treo pa nô")])

    assert (letter.document_type, letter.symbol) == ("", "UBND-VHXH")
    assert letter.addressees.splitlines() == ["UBND tỉnh", "Các trường học"]
    assert citation_of(letter) == "Công văn của Ủy ban nhân dân phường Đức Xuân"


@pytest.mark.parametrize("kind", LinkKind)
def test_a_second_press_answers_with_the_draft_that_was_begun(kind, plan, hoa):
    changes = [Change(key="a", text="Khác")]
    first = start_successor(plan, actor=hoa, kind=kind, changes=changes)

    assert start_successor(plan, actor=hoa, kind=kind, changes=changes) == first
    assert PlanLink.objects.count() == 1


@pytest.mark.parametrize("kind", [LinkKind.AMENDS, LinkKind.CORRECTS])
def test_changing_nothing_begins_nothing(kind, plan, hoa):
    with pytest.raises(Invalid, match="ít nhất một mục"):
        start_successor(plan, actor=hoa, kind=kind, changes=[Change(key="a", text="Tổ chức Lễ phát động")])
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("field", ["text", "after"])
def test_what_is_too_long_is_refused_and_never_cut(field, plan, hoa):
    with pytest.raises(Invalid, match=r"^Có mục dài [\d.]+ chữ cái, quá [\d.]+; ghi gọn lại"):
        start_successor(
            plan, actor=hoa, kind=LinkKind.AMENDS, changes=[Change(key="a", **{field: "x" * (MAX_LENGTH + 1)})]
        )
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
def test_only_the_units_drafters_begin_one(who, plan, request):
    with pytest.raises(NotAllowed):
        start_successor(plan, actor=request.getfixturevalue(who), kind=LinkKind.REPLACES)


def test_a_draft_or_a_withdrawn_plan_has_no_successor(ward, plan, hoa):
    with pytest.raises(NotNow, match="đã ban hành"):
        start_successor(make_draft(ward), actor=hoa, kind=LinkKind.REPLACES)
    Plan.objects.filter(pk=plan.pk).update(status="withdrawn")
    with pytest.raises(NotNow, match="đang có hiệu lực"):
        start_successor(plan, actor=hoa, kind=LinkKind.REPLACES)


@pytest.mark.parametrize(
    ("kind", "status", "event"),
    [
        (LinkKind.REPLACES, "superseded", "plan.superseded"),
        (LinkKind.AMENDS, "issued", "plan.amending"),
        (LinkKind.CORRECTS, "issued", "plan.amending"),
    ],
)
def test_it_takes_effect_when_it_is_issued_and_followers_are_told(kind, status, event, plan, hoa, mai, other_commune):
    receiver = make_actor(other_commune, "clerk", user=make_user("Văn thư Chợ Mới"))
    Delivery.objects.create(plan=plan, name="UBND xã Chợ Mới", unit=other_commune, created_at="2026-05-10T02:00Z")
    newer = start_successor(plan, actor=hoa, kind=kind, changes=[Change(key="a", text="Khác")])
    newer = issue(newer, 50)
    settle(newer, actor=mai)

    plan.refresh_from_db()
    assert plan.status == status
    assert AuditEntry.objects.filter(plan=plan, event=event).count() == 1
    told = set(Notice.objects.filter(plan=newer).values_list("user_id", flat=True))
    assert told == {hoa.user_id, mai.user_id, receiver.user_id}


def test_settling_a_plan_without_links_does_nothing(plan, mai):
    settle(plan, actor=mai)

    assert not Notice.objects.exists()


def test_what_followed_is_shown_from_both_sides(plan, hoa, lan):
    newer = start_successor(plan, actor=hoa, kind=LinkKind.AMENDS, changes=[Change(key="a", text="Tổ chức hội thi")])

    assert [(one.words, one.plan) for one in afterwards_of(hoa, plan).newer] == [("Sửa đổi, bổ sung bằng", newer)]
    assert [(one.words, one.plan) for one in afterwards_of(hoa, newer).older] == [("Sửa đổi, bổ sung", plan)]
    assert afterwards_of(lan, plan).newer == ()  # a draft is nobody else's business
    older, places = changed_places(hoa, newer)
    assert older is not None
    assert older.plan == plan
    assert [(one.place, one.before, one.after) for one in places] == [
        (
            "gạch đầu dòng thứ 1",
            (("Tổ chức ", False), ("Lễ phát động", True)),
            (("Tổ chức ", False), ("hội thi.", True)),
        )
    ]


def test_a_replacement_shows_item_by_item_what_differs(plan, hoa):
    newer = start_successor(plan, actor=hoa, kind=LinkKind.REPLACES)
    row = newer.items.get(key="b")
    row.text = "Treo pa nô"
    row.save()

    _, places = changed_places(hoa, newer)
    assert [(one.place, one.is_added, one.is_dropped) for one in places] == [("gạch đầu dòng thứ 2", False, False)]
