"""Who does an item, when, where and with what money."""

from datetime import date

import pytest
from django.db import OperationalError

from plans.content.plan import ActivityContent, ResponsibilityContent, Role
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import Item, Plan
from plans.queries.contents import content_of
from plans.services.activities import save_activity
from tests.factories import item, make_agency, make_draft

FACTS = ActivityContent(
    starts_on=date(2026, 5, 31),
    ends_on=date(2026, 6, 1),
    venue="Nhà văn hóa phường",
    budget=15_000_000,
    funding_source="Ngân sách phường",
    target="100% tổ dân phố",
)


@pytest.fixture
def plan(ward):
    lines = (
        ResponsibilityContent(role=Role.SUPPORT, agency="UBND các xã", agency_code="cac-xa", covers_level="commune"),
        ResponsibilityContent(role=Role.IMPLEMENT, agency="Các tổ dân phố", covers_level="hamlet"),
    )
    make_agency("UBND các xã", code="cac-xa")
    return make_draft(ward, items=(item("k1", "Lễ phát động", responsibilities=lines),))


def saved(plan):
    (one,) = content_of(plan).items
    return one.activity, [(duty.role.value, duty.agency, duty.covers_level) for duty in one.responsibilities]


def codes(plan):
    return {duty.agency: duty.agency_code for duty in content_of(plan).items[0].responsibilities}


def test_facts_and_agencies_are_kept_with_a_trail(plan, hoa):
    kept = save_activity(
        plan, "k1", actor=hoa, revision=1, activity=FACTS, lead=" Công an  phường", supporting=["Trạm Y tế", " "]
    )

    assert saved(plan) == (
        FACTS,
        [("lead", "Công an phường", ""), ("support", "Trạm Y tế", ""), ("implement", "Các tổ dân phố", "hamlet")],
    )
    assert (kept.revision, Item.objects.get(plan=plan).updated_by_id) == (2, hoa.user_id)
    entry = plan.audit_entries.get()
    assert (entry.event, entry.subject) == ("activity.saved", "k1")
    assert entry.before == {"agencies": [["support", "UBND các xã"], ["implement", "Các tổ dân phố"]]}
    assert entry.after == {
        "starts_on": "2026-05-31",
        "ends_on": "2026-06-01",
        "venue": "Nhà văn hóa phường",
        "budget": "15000000",
        "funding_source": "Ngân sách phường",
        "target": "100% tổ dân phố",
        "agencies": [["lead", "Công an phường"], ["support", "Trạm Y tế"], ["implement", "Các tổ dân phố"]],
    }


def test_a_collective_line_keeps_the_level_it_stands_for(plan, hoa):
    save_activity(plan, "k1", actor=hoa, revision=1, activity=FACTS, lead="UBND các xã", supporting=["UBND các phường"])

    assert saved(plan)[1][:2] == [("lead", "UBND các xã", "commune"), ("support", "UBND các phường", "")]
    assert codes(plan)["UBND các xã"] == "cac-xa"


def test_agencies_are_found_by_the_name_they_have_in_this_unit(plan, hoa, ward, other_commune):
    make_agency("Công an {loại}", code="cong-an")
    make_agency("Đội {loại}", code="doi", owner=other_commune)
    make_agency("Tổ {loại}", code="to", owner=ward)
    save_activity(
        plan, "k1", actor=hoa, revision=1, activity=FACTS, lead="Công an phường",
        supporting=["Đội phường", "Tổ phường"],
    )  # fmt: skip

    assert codes(plan) == {"Công an phường": "cong-an", "Đội phường": "", "Tổ phường": "to", "Các tổ dân phố": ""}


def test_emptying_everything_leaves_no_activity(plan, hoa):
    save_activity(plan, "k1", actor=hoa, revision=1, activity=FACTS, lead="Công an phường")
    save_activity(plan, "k1", actor=hoa, revision=2, activity=ActivityContent())

    assert saved(plan) == (None, [("implement", "Các tổ dân phố", "hamlet")])


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"activity": ActivityContent(starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 1))}, "ends_on",
         "Ngày kết thúc trước ngày bắt đầu; đổi lại cho đúng thứ tự."),
        ({"lead": "Công an", "supporting": ["Trạm Y tế", "Công an "]}, "supporting",
         "Một cơ quan ghi hai lần; mỗi cơ quan chỉ chủ trì hoặc phối hợp."),
        ({"supporting": ["Trạm Y tế", "Trạm  Y tế"]}, "supporting",
         "Một cơ quan ghi hai lần; mỗi cơ quan chỉ chủ trì hoặc phối hợp."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(values, field, sentence, plan, hoa):
    before = saved(plan)

    with pytest.raises(Invalid) as refused:
        save_activity(plan, "k1", actor=hoa, revision=1, **({"activity": FACTS} | values))
    assert (refused.value.fields, saved(plan)) == ({field: sentence}, before)


def test_the_same_days_are_in_order(plan, hoa):
    one_day = ActivityContent(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 1))
    save_activity(plan, "k1", actor=hoa, revision=1, activity=one_day)

    assert saved(plan)[0] == one_day


def test_an_item_that_moved_on_is_not_overwritten(plan, hoa):
    save_activity(plan, "k1", actor=hoa, revision=1, activity=FACTS, lead="Công an phường")
    before = saved(plan)

    with pytest.raises(StaleEdit) as stale:
        save_activity(plan, "k1", actor=hoa, revision=1, activity=ActivityContent(venue="Sân vận động"))
    assert (stale.value.theirs, stale.value.revision, saved(plan)) == ("Lễ phát động", 2, before)


def test_what_is_gone_is_said_to_be_gone(plan, hoa):
    with pytest.raises(NotNow, match="vừa được người khác bỏ hoặc xóa"):
        save_activity(plan, "nowhere", actor=hoa, revision=1, activity=FACTS)


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
def test_the_drafter_alone_keeps_it(who, plan, request):
    before = saved(plan)

    with pytest.raises(NotAllowed):
        save_activity(plan, "k1", actor=request.getfixturevalue(who), revision=1, activity=FACTS)
    assert (saved(plan), plan.audit_entries.count()) == (before, 0)


def test_a_plan_issued_meanwhile_is_not_changed(plan, hoa):
    Plan.objects.filter(pk=plan.pk).update(status="issued", number=3, issued_on="2026-05-05")

    with pytest.raises(NotNow, match="không còn là dự thảo"):
        save_activity(plan, "k1", actor=hoa, revision=1, activity=FACTS)
    assert saved(plan)[0] is None


def test_a_database_that_fails_anywhere_leaves_nothing_half_written(plan, hoa, failing_write):
    before = saved(plan)
    for number in range(1, 20):
        try:
            with failing_write(number):
                save_activity(plan, "k1", actor=hoa, revision=1, activity=FACTS, lead="Công an", supporting=["Đoàn"])
        except OperationalError:
            assert (saved(plan), plan.audit_entries.count()) == (before, 0)
        else:
            break

    assert number > 4
