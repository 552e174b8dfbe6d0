"""A draft as its editor shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.content.plan import ActivityContent, AppendixContent, Marker, OriginContent, ResponsibilityContent, Role
from plans.models import DraftNote, Item, Plan
from plans.queries.drafting import activity_of, agency_names, beside, draft_of, responsibilities_of
from plans.services.drafting import drop_item, save_item
from tests.factories import TODAY, duty, item, make_agency, make_draft, make_issued
from tests.services.drafts import inherited_draft, part, section


@pytest.fixture
def plan(ward, province):
    """Kept, changed, dropped and new items as against the province's plan."""
    duties = (duty(f"p{n}", f"Việc {n} ⟦chủ đề⟧") for n in range(1, 5))
    parent = make_issued(province, number=115, theme="Chủ đề của tỉnh", items=(part("p", "Nội dung", *duties),))
    version = parent.versions.get().pk

    def own(key, text, origin, **more):
        return item(key, text, origin=OriginContent(version=version, key=origin), **more)

    line = (
        ResponsibilityContent(role=Role.LEAD, agency="Công an"),
        ResponsibilityContent(role=Role.SUPPORT, agency="Đoàn"),
    )
    items = (
        part(
            "a",
            "Nội dung",
            own("a1", "Việc 1 ⟦chủ đề⟧", "p1"),
            own("a2", "Việc hai khác", "p2", responsibilities=line, activity=ActivityContent(venue="Sân")),
            own("a3", "Việc 3 ⟦chủ đề⟧", "p3", dropped_reason="tỉnh làm"),
            item("a4", "Việc mới"),
        ),
    )
    appendices = (AppendixContent(title="Danh sách", items=(item("x1", "Dòng"),)),)
    return make_draft(ward, parent=parent, items=items, theme="Chủ đề của phường", appendices=appendices)


def test_items_stand_in_reading_order_with_numerals_and_standing(plan):
    draft = draft_of(plan)

    assert [(one.key, one.label, one.depth, one.kind, one.standing.value) for one in draft.items] == [
        ("a", "I.", 0, "part", "new"),
        ("a1", "-", 1, "text", "kept"),
        ("a2", "-", 1, "text", "changed"),
        ("a3", "", 1, "text", "dropped"),
        ("a4", "-", 1, "text", "new"),
    ]
    assert draft.counts() == {"kept": 1, "changed": 1, "new": 3, "dropped": 1}
    assert [one.key for one in draft.all_items] == ["a", "a1", "a2", "a3", "a4", "x1"]
    assert (draft.appendices[0].title, draft.appendices[0].pk) == ("Danh sách", plan.appendices.get().pk)


def test_what_stands_under_a_dropped_item_is_left_out_of_outline_and_counts(ward, hoa):
    plan = make_draft(ward, items=(part("a", "Một", section("a1", "Hai", item("a11", "Ba"))), part("b", "Bốn")))
    drop_item(plan, "a", actor=hoa, reason="thôi")
    draft = draft_of(plan)

    assert [(one.key, one.is_dropped, one.is_left_out) for one in draft.items] == [
        ("a", True, True), ("a1", False, True), ("a11", False, True), ("b", False, False),
    ]  # fmt: skip
    assert [one.key for one in draft.outline] == ["b"]
    assert draft.counts() == {"kept": 0, "changed": 0, "new": 1, "dropped": 1}


def test_the_outline_is_the_headings_of_two_levels(ward):
    deep = section("a1", "Hai", section("a11", "Ba"), item("a12", "Đoạn"))
    plan = make_draft(ward, items=(part("a", "Một", deep), item("c", "Không phải đề mục", marker=Marker.NONE)))

    assert [(one.key, one.heading_level) for one in draft_of(plan).outline] == [("a", 2), ("a1", 3)]


def test_facts_are_pieces_with_the_words_they_have_here(plan):
    item = draft_of(plan).item("a1")

    assert [(piece.text, piece.fact) for piece in item.pieces] == [("Việc 1 ", ""), ("Chủ đề của phường", "chủ đề")]


def test_the_parents_words_stand_beside_with_the_parents_facts(plan):
    draft = draft_of(plan)
    theirs, mine = beside(draft, draft.item("a1"))

    assert "".join(piece[0] for piece in theirs) == "Việc 1 Chủ đề của tỉnh"
    assert "".join(piece[0] for piece in mine) == "Việc 1 Chủ đề của phường"
    assert (draft.item("a2").parent.document, draft.item("a2").parent.path) == ("Kế hoạch số 115/KH-UBND", "I")
    assert beside(draft, draft.item("a4")) is None


def test_each_item_is_compared_with_its_own_parents_facts(ward, province, department):
    first = make_issued(province, theme="Của tỉnh", items=(item("p", "⟦chủ đề⟧"),))
    second = make_issued(department, theme="Của sở", items=(item("q", "⟦chủ đề⟧"),))
    origins = [OriginContent(version=one.versions.get().pk, key=key) for one, key in ((first, "p"), (second, "q"))]
    plan = make_draft(ward, items=(item("a", "một", origin=origins[0]), item("b", "hai", origin=origins[1])))
    draft = draft_of(plan)

    assert [beside(draft, draft.item(key))[0][0][0] for key in ("a", "b")] == ["Của tỉnh", "Của sở"]


def test_which_duties_of_the_level_are_carried(plan):
    coverage = draft_of(plan).coverage()

    assert [(one.duty.key, one.own.key) for one in coverage.carried] == [("p1", "a1"), ("p2", "a2")]
    assert [(one.duty.key, one.own.key, one.reason) for one in coverage.dropped] == [("p3", "a3", "tỉnh làm")]
    assert [one.key for one in coverage.forgotten] == ["p4"]


def test_without_a_parent_there_is_nothing_to_cover(ward):
    draft = draft_of(make_draft(ward))

    assert (draft.coverage(), draft.parents, draft.counts()["new"]) == (None, {}, 1)


def test_revisions_notes_and_duties_of_an_item(plan, hoa):
    save_item(plan, "a4", actor=hoa, revision=1, text="Việc rất mới")
    seen = DraftNote.objects.create(plan=plan, item_key="a4", kind="k", message="Đã xem", is_done=True)
    note = DraftNote.objects.create(plan=plan, item_key="a4", kind="k", message="Xem lại")
    draft = draft_of(plan)

    assert [draft.item(key).revision for key in ("a1", "a4")] == [1, 2]
    assert (draft.item("a4").notes, draft.notes, seen in draft.notes) == ((note,), (note,), False)
    assert responsibilities_of(draft, "a2") == ("Công an", ("Đoàn",))
    assert responsibilities_of(draft, "nowhere") == ("", ())
    assert activity_of(draft, "a2").activity.venue == "Sân"
    assert activity_of(draft, "x1").text == "Dòng"
    assert activity_of(draft, "nowhere") is draft.item("nowhere") is None


def test_removed_items_are_not_shown(plan):
    Item.objects.filter(plan=plan, key="a4").update(removed_at=plan.created_at)

    assert draft_of(plan).item("a4") is None


def test_names_of_agencies_are_said_for_the_unit(plan, ward):
    make_agency("Công an {loại}", position=2)
    make_agency("Trạm Y tế {địa bàn}", position=1)

    assert agency_names(plan, TODAY) == ["Trạm Y tế phường Đức Xuân", "Công an phường"]


def test_a_draft_is_loaded_with_a_fixed_number_of_queries(ward, province):
    def queries(size):
        plan = inherited_draft(ward, province)
        items = tuple(part(f"s{at}", "Mục", item(f"k{at}", "Đoạn")) for at in range(size))
        long = make_draft(ward, parent=Plan.objects.get(pk=plan.parent_documents.get().parent_plan_id), items=items)
        notes = (DraftNote(plan=long, item_key=f"k{at}", kind="k", message="x") for at in range(size))
        DraftNote.objects.bulk_create(notes)
        with CaptureQueriesContext(connection) as captured:
            draft_of(Plan.objects.select_related("issuing_unit__level").get(pk=long.pk)).coverage()
        return len(captured)

    assert queries(150) == queries(1)
