"""Notes looked at, and repairs of findings carried out by the verbs of drafting."""

from datetime import date

import pytest

from plans.checking.catalogue import EVERYWHERE, Fix
from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    DeadlineContent,
    LegalBasisContent,
    ResponsibilityContent,
    Role,
    SloganContent,
)
from plans.exceptions import NotAllowed, NotNow
from plans.models import DraftNote, Plan
from plans.queries.contents import content_of
from plans.services.noting import finish_note, mend
from tests.factories import item, make_draft

DUTIES = (
    ResponsibilityContent(role=Role.LEAD, agency="Công an phường"),
    ResponsibilityContent(role=Role.IMPLEMENT, agency="Các tổ", covers_level="hamlet"),
)


@pytest.fixture
def plan(ward):
    """Every part of a plan with a district in it, which there are no more."""
    activity = ActivityContent(venue="Sân huyện", starts_on=date(2026, 6, 1))
    return make_draft(
        ward,
        "Triển khai tại huyện",
        items=(item("k1", "Ở huyện nhà", item("k2", "Tại huyện"), activity=activity, responsibilities=DUTIES),),
        opening="Mở đầu ở huyện",
        theme="Vì trẻ em huyện",
        legal_bases=(LegalBasisContent(text="Căn cứ Luật"), LegalBasisContent(text="Căn cứ của huyện")),
        slogans=(SloganContent(text="Trẻ em huyện"),),
        recipients=("Huyện ủy", "Như trên"),
        deadlines=(DeadlineContent(due_on=date(2026, 7, 1), owed_by="Các huyện"),),
        appendices=(AppendixContent(title="Danh sách", items=(item("p1", "Phụ lục huyện"),)),),
    )


def fresh(plan):
    return content_of(Plan.objects.get(pk=plan.pk))


def fix(find="huyện", replace="xã", **more):
    return Fix(label="Sửa", find=find, replace=replace, **more)


def test_a_note_is_looked_at_once_and_for_all(plan, hoa):
    note = DraftNote.objects.create(plan=plan, item_key="k1", kind="adapted", message="Đã đổi tên cơ quan")
    finish_note(plan, note.pk, actor=hoa)

    assert DraftNote.objects.get().is_done
    entry = plan.audit_entries.get()
    assert (entry.event, entry.subject, entry.after) == ("note.done", "k1", "Đã đổi tên cơ quan")


def test_a_note_of_another_draft_or_none_is_not_looked_at(plan, hoa, other_commune):
    theirs = DraftNote.objects.create(plan=make_draft(other_commune), kind="adapted", message="Của họ")

    for pk in (theirs.pk, 10**12, 0):
        with pytest.raises(NotNow, match="Ghi chú này không còn"):
            finish_note(plan, pk, actor=hoa)
    assert not DraftNote.objects.get().is_done


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
def test_notes_and_repairs_are_the_drafters(who, plan, request):
    note = DraftNote.objects.create(plan=plan, kind="adapted", message="Xem lại")
    actor, before = request.getfixturevalue(who), fresh(plan)

    with pytest.raises(NotAllowed):
        finish_note(plan, note.pk, actor=actor)
    with pytest.raises(NotAllowed):
        mend(plan, fix(key="k1"), actor=actor)
    assert (fresh(plan), DraftNote.objects.get().is_done, plan.audit_entries.count()) == (before, False, 0)


@pytest.mark.parametrize(
    ("repair", "read", "mended", "events"),
    [
        (fix(key="k2"), lambda said: said.items[0].children[0].text, "Tại xã", ["item.saved"]),
        (fix(key="p1"), lambda said: said.appendices[0].items[0].text, "Phụ lục xã", ["item.saved"]),
        (fix(key="k1", fact="activity.venue"), lambda said: said.items[0].activity.venue, "Sân xã",
         ["activity.saved"]),
        (fix("Công an phường", "Trạm Y tế", key="k1", fact="responsibilities.0.agency"),
         lambda said: [one.agency for one in said.items[0].responsibilities], ["Trạm Y tế", "Các tổ"],
         ["activity.saved"]),
        (fix(fact="abstract"), lambda said: said.abstract, "Triển khai tại xã", ["plan.facts_changed"]),
        (fix(fact="theme"), lambda said: said.theme, "Vì trẻ em xã", ["plan.facts_changed"]),
        (fix("", "2026-06-01", fact="starts_on"), lambda said: said.starts_on, date(2026, 6, 1),
         ["plan.facts_changed"]),
        (fix(fact="legal_bases.1"), lambda said: [one.text for one in said.legal_bases],
         ["Căn cứ Luật", "Căn cứ của xã"], ["plan.facts_changed"]),
        (fix(fact="slogans.0"), lambda said: [one.text for one in said.slogans], ["Trẻ em xã"],
         ["plan.facts_changed"]),
        (fix("Huyện ủy", "Đảng ủy xã", fact="recipients.0"), lambda said: said.recipients,
         ("Đảng ủy xã", "Như trên"), ["plan.facts_changed"]),
        (fix("", "2026-07-15", fact="deadlines.0.due_on"), lambda said: said.deadlines[0].due_on,
         date(2026, 7, 15), ["plan.facts_changed"]),
    ],
    ids=["item", "appendix", "activity", "agency", "abstract", "theme", "day", "basis", "slogan", "recipient", "due"],
)  # fmt: skip
def test_a_repair_is_carried_out_where_it_belongs(repair, read, mended, events, plan, hoa):
    mend(plan, repair, actor=hoa)

    assert read(fresh(plan)) == mended
    assert [row.event for row in plan.audit_entries.all()] == events


def test_a_repair_everywhere_changes_every_place_in_the_drafters_own_words(plan, hoa):
    mend(plan, fix(fact=EVERYWHERE), actor=hoa)

    said = fresh(plan)
    assert (said.abstract, said.opening, said.items[0].text, said.items[0].children[0].text) == (
        "Triển khai tại xã", "Mở đầu ở xã", "Ở xã nhà", "Tại xã",
    )  # fmt: skip
    assert said.appendices[0].items[0].text == "Phụ lục xã"


@pytest.mark.parametrize(
    "repair", [fix("tỉnh"), fix(key="nowhere"), fix(fact="nothing.at.all"), fix("quận", key="k1"), fix(fact="items.9")]
)
def test_words_that_are_no_longer_there_are_not_repaired(repair, plan, hoa):
    before = fresh(plan)

    with pytest.raises(NotNow, match="Chỗ cần sửa không còn như lúc rà soát"):
        mend(plan, repair, actor=hoa)
    assert (fresh(plan), plan.audit_entries.count()) == (before, 0)
