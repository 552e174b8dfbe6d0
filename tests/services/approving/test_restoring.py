"""Taking back a version: the draft says what it said, everything keeps its identity, and nothing is lost."""

from datetime import timedelta

import pytest

from plans.content.plan import ActivityContent, ResponsibilityContent, Role, walk
from plans.exceptions import NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, Item, Plan, Recipient
from plans.queries.contents import content_of, frozen_content
from plans.services import drafting, facts
from plans.services.approving.restoring import restore_version
from plans.services.approving.versions import keep_version
from tests.factories import item, make_draft, make_issued, make_unit, set_status
from tests.services.drafts import appendix_draft, inherited_draft, outline_draft


@pytest.fixture
def plan(ward, hoa):
    return outline_draft(ward, theme="Vì trẻ em", recipients=("Như trên",), actor=hoa)


def keep(plan, actor):
    return keep_version(Plan.objects.get(pk=plan.pk), actor=actor, reason="thử")


def fresh(plan):
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)


def rows(plan):
    """Identity and words of every living item."""
    return {row.key: (row.pk, row.text) for row in Item.objects.filter(plan=plan, removed_at=None)}


def work_over(plan, actor):
    """Everything a drafter may do to the items."""
    drafting.save_item(plan, "a11", actor=actor, revision=1, text="Phát tờ rơi")
    drafting.move_item(plan, "a2", actor=actor, how="up")
    drafting.drop_item(plan, "b1", actor=actor, reason="không có")
    drafting.remove_item(plan, "a12", actor=actor)
    drafting.add_items(plan, actor=actor, text="Thêm một\nThêm hai", after="a11")
    drafting.restyle_item(plan, "a11", actor=actor, marker="letter")
    now = fresh(plan)
    facts.save_facts(now, actor=actor, revision=now.revision, values={"theme_text": "Khác", "closing": "Hết."})
    facts.save_recipients(now, actor=actor, revision=now.revision + 1, lines=["Sở Y tế"], archive_note="VT, VHXH")


def test_the_draft_says_again_what_the_version_says_and_every_row_keeps_its_identity(plan, hoa):
    before, version = rows(plan), keep(plan, hoa)
    work_over(plan, hoa)

    restore_version(plan, version.number, actor=hoa)

    assert content_of(fresh(plan)) == frozen_content(version)
    assert rows(plan) == before


def test_what_the_draft_said_is_kept_first_and_can_be_taken_back_in_turn(plan, hoa):
    version = keep(plan, hoa)
    work_over(plan, hoa)
    worked = content_of(fresh(plan))

    kept = restore_version(plan, version.number, actor=hoa)

    assert (kept.number, kept.reason, frozen_content(kept)) == (2, "trước khi lấy lại bản 1", worked)
    entry = AuditEntry.objects.filter(event="plan.restored").get()
    assert (entry.plan_id, entry.after) == (plan.pk, {"version": 1, "kept": 2})
    restore_version(plan, kept.number, actor=hoa)
    assert content_of(fresh(plan)) == worked


def test_who_does_what_when_comes_back_too(ward, hoa):
    lead = ResponsibilityContent(role=Role.LEAD, agency="Công an phường")
    told = item("k1", "Tuần tra", activity=ActivityContent(venue="Chợ", budget=5), responsibilities=(lead,))
    plan = make_draft(ward, items=(told, item("k2", "Khác")), actor=hoa)
    version = keep(plan, hoa)
    Item.objects.get(key="k1").activity.delete()
    Item.objects.get(key="k1").responsibilities.all().delete()

    restore_version(plan, version.number, actor=hoa)

    assert content_of(fresh(plan)).items[0] == told


def test_appendices_come_back_with_what_they_hold(ward, hoa):
    plan = appendix_draft(ward)
    version = keep(plan, hoa)
    plan.refresh_from_db()
    first = plan.appendices.get()
    facts.save_appendices(plan, actor=hoa, revision=plan.revision, titles={first.pk: "Tên khác"}, new_title="Thêm")
    drafting.remove_item(plan, "p1", actor=hoa)

    restore_version(plan, version.number, actor=hoa)

    (appendix,) = content_of(fresh(plan)).appendices
    assert (appendix.title, [one.key for one in walk(appendix.items)]) == ("Danh sách", ["p1", "p11", "p2"])


def test_an_appendix_the_version_does_not_have_goes_and_its_items_are_kept_as_removed(plan, hoa):
    version = keep(plan, hoa)
    now = fresh(plan)
    facts.save_appendices(now, actor=hoa, revision=now.revision, titles={}, new_title="Thêm")
    drafting.add_items(plan, actor=hoa, text="Dòng", appendix=plan.appendices.get().pk)

    restore_version(plan, version.number, actor=hoa)

    left = Item.objects.get(plan=plan, text="Dòng")
    assert (plan.appendices.count(), left.removed_at is None, left.appendix_id) == (0, False, None)
    assert content_of(fresh(plan)) == frozen_content(version)


def test_an_item_from_the_parent_keeps_where_it_came_from(ward, province, hoa):
    plan = inherited_draft(ward, province)
    version = keep(plan, hoa)
    drafting.save_item(plan, "i1", actor=hoa, revision=1, text="Sửa")

    restore_version(plan, version.number, actor=hoa)

    row = Item.objects.get(plan=plan, key="i1")
    assert (row.text, row.origin_key, row.origin_version_id is None) == ("Tổ chức Lễ phát động", "k1", False)


def test_a_recipient_that_means_a_unit_still_means_it(plan, hoa):
    unit = make_unit("xã Khác")
    Recipient.objects.filter(plan=plan).update(unit=unit, email="xa@example.vn")
    version = keep(plan, hoa)
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Phát tờ rơi")

    restore_version(plan, version.number, actor=hoa)

    row = Recipient.objects.get(plan=plan)
    assert (row.text, row.unit_id, row.email) == ("Như trên", unit.pk, "xa@example.vn")


def test_an_editor_still_open_on_the_other_words_is_told_so(plan, hoa):
    version = keep(plan, hoa)
    shown = drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Phát tờ rơi").revision

    restore_version(plan, version.number, actor=hoa)

    with pytest.raises(StaleEdit) as refused:
        drafting.save_item(plan, "a11", actor=hoa, revision=shown, text="Phát tờ rơi nữa")
    assert refused.value.theirs == "Treo băng rôn"


def test_whoever_changed_the_draft_meanwhile_is_not_overruled_unread(plan, hoa):
    version = keep(plan, hoa)
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Phát tờ rơi")
    seen_at = fresh(plan).updated_at
    Plan.objects.filter(pk=plan.pk).update(updated_at=seen_at + timedelta(seconds=1))

    with pytest.raises(StaleEdit, match="Nguyễn Thị Hoa vừa sửa dự thảo"):
        restore_version(plan, version.number, actor=hoa, seen_at=seen_at)

    assert (Item.objects.get(key="a11").text, plan.versions.count()) == ("Phát tờ rơi", 1)


def test_a_second_click_says_that_there_is_nothing_to_take_back(plan, hoa):
    version = keep(plan, hoa)
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Phát tờ rơi")
    restore_version(plan, version.number, actor=hoa)

    with pytest.raises(NotNow, match="đang giống hệt bản này"):
        restore_version(plan, version.number, actor=hoa)

    assert (plan.versions.count(), AuditEntry.objects.filter(event="plan.restored").count()) == (2, 1)


def test_a_version_there_is_not(plan, hoa):
    with pytest.raises(NotNow, match="Không có bản này"):
        restore_version(plan, 9, actor=hoa)


def test_only_the_drafter_takes_back_and_only_into_a_draft(plan, hoa, binh, mai, khach):
    version = keep(plan, hoa)
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Phát tờ rơi")
    for who in (binh, mai, khach):
        with pytest.raises(NotAllowed):
            restore_version(plan, version.number, actor=who)
    set_status(plan, "submitted")
    with pytest.raises(NotNow):
        restore_version(plan, version.number, actor=hoa)

    assert Item.objects.get(key="a11").text == "Phát tờ rơi"


def test_an_issued_plan_is_never_changed_by_an_old_version(ward, hoa):
    plan = make_issued(ward)

    with pytest.raises(NotNow):
        restore_version(plan, 1, actor=hoa)


def test_a_database_that_fails_in_the_middle_leaves_the_draft_as_it_was(plan, hoa, failing_write):
    version = keep(plan, hoa)
    work_over(plan, hoa)
    worked = content_of(fresh(plan))

    for number in (1, 3, 6, 9):
        with failing_write(number), pytest.raises(Exception, match="disk is full"):
            restore_version(plan, version.number, actor=hoa)
        assert (content_of(fresh(plan)), plan.versions.count()) == (worked, 1)
