"""The editor: the page, its side panel, and what is done to the draft as a whole."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.content.plan import AppendixContent
from plans.models import AgencyCounterpart, Campaign, DraftNote, Plan
from tests.factories import (
    duty,
    item,
    make_agency,
    make_campaign,
    make_draft,
    make_holding,
    make_issued,
    make_post,
)
from tests.services.drafts import appendix_draft, inherited_draft, outline_draft, part
from tests.views.forms import fields_of, words_of


def editor(plan, **query):
    return reverse("plan-edit", args=[plan.pk], query=query or None)


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


def test_the_editor_shows_the_draft_with_its_numerals(hoa, plan):
    page = hoa.get(editor(plan))

    assert page.status_code == 200
    assert [(one.label, one.text) for one in page.context["draft"].items][:3] == [
        ("I.", "Nội dung"), ("1.", "Tuyên truyền"), ("-", "Treo băng rôn"),
    ]  # fmt: skip
    said = words_of(page)
    assert "Treo băng rôn" in said
    assert "Đã lưu lúc" in said


@pytest.mark.parametrize("make", [appendix_draft, lambda unit: make_draft(unit, items=()), outline_draft])
@pytest.mark.parametrize("tab", ["", "thong-tin", "ra-soat", "cap-tren", "phan-cong", "ban-in", "<script>"])
def test_every_tab_opens_on_every_kind_of_draft(make, tab, hoa, ward):
    plan = make(ward)

    assert hoa.get(editor(plan, muc=tab)).status_code == 200


def test_a_plan_one_may_not_edit_is_read_instead(hoa, binh, ward, plan):
    issued = make_issued(ward)

    assert hoa.get(editor(issued)).url == reverse("plan-detail", args=[issued.pk])
    assert binh.get(editor(plan)).url == reverse("plan-detail", args=[plan.pk])


def test_a_plain_form_opens_one_item_with_its_words(hoa, plan):
    page = hoa.get(editor(plan, sua="a11"))

    assert fields_of(page, reverse("item-save", args=[plan.pk, "a11"])) == {"revision": "1", "text": "Treo băng rôn"}
    assert fields_of(page, reverse("item-activity", args=[plan.pk, "a11"]))["revision"] == "1"


@pytest.mark.parametrize("key", ["nowhere", "<b>", "a\x00", "x" * 500])
def test_an_item_that_is_not_there_opens_nothing(key, hoa, plan):
    page = hoa.get(editor(plan, sua=key))

    assert (page.status_code, page.context["editing"]) == (200, None)


def test_html_in_a_paragraph_is_shown_as_text(hoa, ward):
    plan = make_draft(ward, items=(item("k1", "<script>alert(1)</script>"),))
    source = hoa.get(editor(plan, sua="k1")).content.decode()

    assert "<script>alert(1)" not in source
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2


def test_removing_offers_the_way_back(hoa, plan):
    page = hoa.get(editor(plan, xoa="a11"))

    assert fields_of(page, reverse("item-restore", args=[plan.pk, "a11"])) == {}


def long_draft(ward, province, size):
    """A draft with everything one may have: parent, campaign, notes, a deputy who signs, an appendix, agencies."""
    parent = make_issued(province, items=(part("p", "Việc", *(duty(f"p{n}", f"Việc {n}") for n in range(size))),))
    plan = make_draft(
        ward,
        parent=parent,
        campaign=Campaign.objects.first() or make_campaign(),
        appendices=(AppendixContent(title="Danh sách", items=(item("x", "Dòng"),)),),
        items=tuple(part(f"s{n}", f"Phần {n}", item(f"k{n}", f"Đoạn {n} ⟦chủ đề⟧")) for n in range(size // 2)),
    )
    DraftNote.objects.bulk_create(
        DraftNote(plan=plan, item_key=f"k{n}", kind="k", message="Xem") for n in range(size // 3)
    )
    post = ward.posts.first() or make_post(ward, "Phó Chủ tịch")
    Plan.objects.filter(pk=plan.pk).update(signatory=make_holding(post), capacity="for_superior")
    return plan


def test_the_editor_costs_the_same_queries_for_3_and_for_300_items(hoa, ward, province):
    AgencyCounterpart.objects.create(upper=make_agency("Công an {loại}"), lower=make_agency("Tổ {loại}"))
    make_agency("Sở cũ", valid_until=date(2025, 1, 1), replaced_by=make_agency("Sở mới"))
    short, long = long_draft(ward, province, 3), long_draft(ward, province, 300)
    hoa.get(editor(short))

    def queries(plan, **query):
        with CaptureQueriesContext(connection) as captured:
            assert hoa.get(editor(plan, **query)).status_code == 200
        return len(captured)

    assert queries(short) == queries(long) <= 25
    assert queries(short, sua="k0") == queries(long, sua="k0") <= 25


# --- the side panel --------------------------------------------------------------------------------------------------


def test_the_parents_words_stand_beside_ours(hoa, ward, province):
    plan = inherited_draft(ward, province)
    page = hoa.get(reverse("item-side", args=[plan.pk, "i1"]))

    assert page.status_code == 200
    assert "Giữ nguyên lời của cấp trên." in words_of(page)


@pytest.mark.parametrize("key", ["own", "nowhere"])
def test_an_own_item_and_none_at_all_have_a_side_too(key, hoa, ward, province):
    assert hoa.get(reverse("item-side", args=[inherited_draft(ward, province).pk, key])).status_code == 200


def test_findings_are_counted_for_the_script(hoa, plan):
    page = hoa.get(reverse("plan-review", args=[plan.pk]))

    assert page.status_code == 200
    assert f'data-count="{len(page.context["review"].findings)}"' in page.content.decode()


def test_the_printed_pages_stand_beside_the_text(hoa, plan):
    page = hoa.get(reverse("plan-pages", args=[plan.pk]))

    assert (page.status_code, page.context["count"]) == (200, 1)


def test_a_note_is_marked_as_looked_at(hoa, plan):
    note = DraftNote.objects.create(plan=plan, item_key="a", kind="k", message="Xem lại tên cơ quan")
    assert "Xem lại tên cơ quan" in words_of(hoa.get(editor(plan)))

    answer = hoa.post(reverse("note-done", args=[plan.pk, note.pk]))
    assert answer.url == editor(plan, muc="ra-soat")
    assert "Xem lại tên cơ quan" not in words_of(hoa.get(editor(plan)))
    assert hoa.post(reverse("note-done", args=[plan.pk, 10**15])).status_code == 409


# --- findings repaired -----------------------------------------------------------------------------------------------


def test_a_repair_is_carried_out(hoa, plan):
    answer = hoa.post(reverse("finding-mend", args=[plan.pk]), {"key": "a11", "find": "băng rôn", "replace": "pa nô"})

    assert answer.url == editor(plan, muc="ra-soat")
    assert plan.items.get(key="a11").text == "Treo pa nô"


@pytest.mark.parametrize(
    "sent",
    [
        {"key": "a11", "find": "không còn", "replace": "x"},
        {"key": "nowhere", "find": "Treo", "replace": "x"},
        {"fact": "items.0.key", "find": "a", "replace": "b"},
        {"fact": "year", "find": "2026", "replace": "2027"},
        {"fact": "starts_on", "find": "", "replace": "31/6"},
        {"key": "a11", "find": "Treo băng rôn", "replace": " "},
        {"fact": "....", "find": "\x00", "replace": "\x00"},
        {},
    ],
    ids=str,
)
def test_a_repair_that_cannot_be_says_so_and_changes_nothing(sent, hoa, plan):
    before = [one.text for one in plan.items.all()]
    answer = hoa.post(reverse("finding-mend", args=[plan.pk]), sent)

    assert answer.status_code == 302
    said = [str(message) for message in hoa.get(answer.url).context["messages"]]
    assert [sentence[-1] for sentence in said] in ([], ["."])
    assert [one.text for one in plan.items.all()] == before


# --- removing --------------------------------------------------------------------------------------------------------


def test_a_draft_is_removed_after_asking(hoa, plan):
    asked = hoa.get(reverse("plan-remove-ask", args=[plan.pk]))
    assert fields_of(asked, reverse("plan-remove", args=[plan.pk])) == {}

    answer = hoa.post(reverse("plan-remove", args=[plan.pk]))
    assert answer.url == reverse("my-work")
    assert Plan.objects.get().removed_at is not None
    assert "Đã xóa dự thảo." in [str(message) for message in hoa.get(answer.url).context["messages"]]
    for name in ("plan-edit", "plan-detail", "plan-remove-ask"):
        assert hoa.get(reverse(name, args=[plan.pk])).status_code == 404


def test_an_address_opened_by_hand_removes_nothing(hoa, plan):
    assert hoa.get(reverse("plan-remove", args=[plan.pk])).status_code == 405
    assert Plan.objects.get().removed_at is None
