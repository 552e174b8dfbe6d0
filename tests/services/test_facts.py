"""The facts of a draft: kept whole or not at all, with a sentence for what cannot be."""

import unicodedata
from datetime import date

import pytest
from django.db import OperationalError

from plans.content.plan import SloganContent
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import Plan
from plans.queries.contents import content_of
from plans.services import facts
from tests.factories import (
    item,
    make_campaign,
    make_draft,
    make_holding,
    make_issued,
    make_legal_document,
    make_post,
    make_slogans,
    make_theme,
    set_status,
)
from tests.services.drafts import appendix_draft


@pytest.fixture
def campaign(db):
    return make_campaign()


@pytest.fixture
def plan(ward, campaign):
    return make_draft(ward, campaign=campaign)


def save(plan, actor, revision=1, **values):
    return facts.save_facts(plan, actor=actor, revision=revision, values=values)


# --- single facts ----------------------------------------------------------------------------------------------------


def test_facts_are_kept_clean_with_both_values_in_the_trail(plan, hoa):
    kept = save(
        plan,
        hoa,
        abstract=unicodedata.normalize("NFD", " Triển khai  Tháng hành động\x00 năm 2026 "),
        opening="Dòng một\r\nDòng hai\u200b",
        starts_on=date(2026, 6, 1),
    )

    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.abstract, stored.opening) == ("Triển khai Tháng hành động năm 2026", "Dòng một\nDòng hai")
    assert (stored.starts_on, stored.revision, kept.revision) == (date(2026, 6, 1), 2, 2)
    entry = plan.audit_entries.get()
    assert (entry.event, entry.actor_name) == ("plan.facts_changed", "Nguyễn Thị Hoa")
    assert entry.before == {"abstract": "Triển khai Tháng hành động vì trẻ em", "opening": "", "starts_on": None}
    assert entry.after["starts_on"] == "2026-06-01"


def test_saving_the_same_facts_writes_nothing(plan, hoa):
    kept = save(plan, hoa, abstract=f" {plan.abstract} ")

    assert (kept.revision, plan.audit_entries.count()) == (1, 0)


def test_what_is_no_fact_is_not_kept(plan, hoa):
    save(plan, hoa, status="issued", number=1, issuing_unit_id=0, abstract="Mới")

    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.status, stored.number, stored.issuing_unit_id) == ("draft", None, plan.issuing_unit_id)


def test_a_theme_of_the_year_is_linked(plan, hoa, campaign):
    theme = make_theme(campaign, "Hành động vì trẻ em")
    assert save(plan, hoa, theme_text="Hành động vì trẻ em").theme == theme
    assert save(plan, hoa, revision=2, theme_text="Lời khác").theme is None


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"abstract": " \u200b"}, "abstract", "Trích yếu không để trống; ghi kế hoạch về việc gì, năm nào, ở đâu."),
        ({"abstract": "x" * 501}, "abstract", "Ghi gọn lại, nhiều nhất 500 chữ cái."),
        ({"abstract_note": "x" * 201}, "abstract_note", "Ghi gọn lại, nhiều nhất 200 chữ cái."),
        ({"theme_text": "x" * 301}, "theme_text", "Ghi gọn lại, nhiều nhất 300 chữ cái."),
        ({"ending": "......"}, "ending", "Ghi gọn lại, nhiều nhất 5 chữ cái."),
        ({"opening": "x" * 200_000}, "opening", "Ghi gọn lại, nhiều nhất 5000 chữ cái."),
        ({"signature_name": "x" * 101}, "signature_name", "Ghi gọn lại, nhiều nhất 100 chữ cái."),
        (
            {"starts_on": date(2026, 6, 30), "ends_on": date(2026, 6, 1)},
            "ends_on",
            "Ngày kết thúc trước ngày bắt đầu; đổi lại cho đúng thứ tự.",
        ),
        (
            {"launch_from": date(2026, 6, 2), "launch_until": date(2026, 6, 1)},
            "launch_until",
            "Ngày cuối của lễ phát động trước ngày đầu; đổi lại cho đúng thứ tự.",
        ),
        ({"signatory_id": 10**6}, "signatory_id", "Người ký phải giữ chức vụ của đơn vị ban hành."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, field, sentence, plan, hoa):
    before = content_of(plan)

    with pytest.raises(Invalid) as refused:
        save(plan, hoa, **({"closing": "Lời mới"} | values))
    assert refused.value.fields == {field: sentence}
    assert refused.value.message == sentence
    assert (content_of(Plan.objects.get(pk=plan.pk)), plan.audit_entries.count()) == (before, 0)


def test_only_one_who_holds_a_post_of_the_unit_signs(plan, hoa, ward, other_commune):
    own, theirs = (make_holding(make_post(unit, "Chủ tịch", is_head=True)) for unit in (ward, other_commune))

    assert save(plan, hoa, signatory_id=own.pk).signatory_id == own.pk
    with pytest.raises(Invalid, match="chức vụ của đơn vị ban hành"):
        save(plan, hoa, revision=2, signatory_id=theirs.pk)


def test_odd_years_are_warned_of_and_kept(plan, hoa):
    kept = save(plan, hoa, starts_on=date(2025, 6, 1), ends_on=date(2026, 6, 30), launch_from=date(2027, 1, 1))

    assert facts.fact_warnings(kept) == [
        "Thời gian: ngày 01/6/2025 không thuộc năm 2026 của kế hoạch; xem lại.",
        "Lễ phát động: ngày 01/01/2027 không thuộc năm 2026 của kế hoạch; xem lại.",
    ]
    assert facts.fact_warnings(Plan(year=2026, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))) == []


# --- lists -----------------------------------------------------------------------------------------------------------


def test_legal_bases_keep_order_lose_their_marks_and_find_their_document(plan, hoa):
    law = make_legal_document("Luật Trẻ em ngày 05 tháng 4 năm 2016")
    lines = ["Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;", "", " Theo đề nghị của Trưởng phòng.\u200b "]
    facts.save_legal_bases(plan, actor=hoa, revision=1, lines=lines)

    assert [(row.text, row.document) for row in plan.legal_bases.all()] == [
        ("Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016", law),
        ("Theo đề nghị của Trưởng phòng", None),
    ]
    assert plan.audit_entries.get().before == {"legal_bases": []}


def test_slogans_not_on_the_years_list_are_the_units_own(plan, hoa, campaign):
    make_slogans(campaign, "Vì trẻ em", "Mùa hè an toàn!")
    lines = ["Mùa hè an toàn!", "Đức Xuân vì trẻ em.", "Vì trẻ em;", "Vì trẻ em"]
    facts.save_slogans(plan, actor=hoa, revision=1, lines=lines, place="body")

    content = content_of(Plan.objects.get(pk=plan.pk))
    assert content.slogans == (
        SloganContent(text="Mùa hè an toàn!"),
        SloganContent(text="Đức Xuân vì trẻ em", is_own=True),
        SloganContent(text="Vì trẻ em"),
    )
    assert content.slogans_place.value == "body"


def test_slogans_inherited_from_above_stay_official(ward, hoa):
    plan = make_draft(ward, slogans=(SloganContent(text="Của tỉnh"), SloganContent(text="Của mình", is_own=True)))
    facts.save_slogans(plan, actor=hoa, revision=1, lines=["Của mình", "Của tỉnh"])

    assert [(row.text, row.is_own) for row in plan.slogans.all()] == [("Của mình", True), ("Của tỉnh", False)]


def test_recipients_lose_dashes_and_marks_and_keep_their_units(plan, hoa, province):
    facts.save_recipients(plan, actor=hoa, revision=1, lines=["UBND tỉnh"], archive_note="VT")
    plan.recipients.update(unit=province)
    lines = ["- Như trên;", "– UBND tỉnh; ", "-", "Các trường học."]
    kept = facts.save_recipients(plan, actor=hoa, revision=2, lines=lines, archive_note="Lưu: VT, VHXH.")

    assert [(row.text, row.unit) for row in plan.recipients.all()] == [
        ("Như trên", None),
        ("UBND tỉnh", province),
        ("Các trường học", None),
    ]
    assert (kept.archive_note, kept.revision) == ("VT, VHXH", 3)


def deadline(**more):
    return {"purpose": "report", "kind": "before", "due_on": date(2026, 7, 15)} | more


def test_deadlines_are_kept_in_their_order(plan, hoa):
    rows = [
        deadline(label=" cả năm "),
        deadline(kind="undated", due_on=None, purpose="child_plan"),
        deadline(kind="by", owed_by="Các trường", receiver="UBND", via="Phòng Văn hóa"),
    ]
    facts.save_deadlines(plan, actor=hoa, revision=1, rows=rows)

    assert [(one.words(), one.label, one.via) for one in content_of(plan).deadlines] == [
        ("trước ngày 15/7/2026", "cả năm", ""),
        ("theo quy định", "", ""),
        ("chậm nhất ngày 15/7/2026", "", "Phòng Văn hóa"),
    ]


def cited(**more):
    return {"kind": "letter", "document_number": "982/BLĐTBXH-CTE", "issuer": "Bộ Y tế"} | more


def test_cited_documents_follow_the_linked_ones(ward, province, hoa):
    plan = make_draft(ward, parent=make_issued(province, number=115))
    facts.save_parents(plan, actor=hoa, revision=1, cited=[cited(), cited(document_number=" 5/KH\x00 ")])
    facts.save_parents(plan, actor=hoa, revision=2, cited=[cited(issued_on=date(2026, 3, 12))])

    assert [(row.parent_plan is not None, row.document_number) for row in plan.parent_documents.all()] == [
        (True, "115/KH-UBND"),
        (False, "982/BLĐTBXH-CTE"),
    ]
    last = plan.audit_entries.first()
    assert last.before == {"parent_documents": ["Công văn 982/BLĐTBXH-CTE", "Công văn 5/KH"]}
    assert last.after == {"parent_documents": ["Công văn 982/BLĐTBXH-CTE"]}


def test_appendices_are_added_renamed_and_removed_when_empty(ward, hoa):
    plan = appendix_draft(ward)
    first = plan.appendices.get()
    facts.save_appendices(plan, actor=hoa, revision=1, titles={}, new_title=" Biểu  mẫu ")
    second = plan.appendices.last()
    facts.save_appendices(plan, actor=hoa, revision=2, titles={first.pk: "Danh sách mới"})

    assert [row.title for row in plan.appendices.all()] == ["Danh sách mới", "Biểu mẫu"]
    with pytest.raises(Invalid, match="Phụ lục “Danh sách mới” còn nội dung"):
        facts.save_appendices(plan, actor=hoa, revision=3, titles={first.pk: " ", second.pk: ""})
    facts.save_appendices(plan, actor=hoa, revision=3, titles={second.pk: ""})
    assert [row.title for row in plan.appendices.all()] == ["Danh sách mới"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda plan, actor: facts.save_slogans(plan, actor=actor, revision=1, lines=["x"] * 101, place="body"),
         "Danh sách dài quá 100 dòng; bớt lại."),
        (lambda plan, actor: facts.save_slogans(plan, actor=actor, revision=1, lines=["x" * 301], place="body"),
         f"Dòng “{'x' * 40}…” dài quá 300 chữ cái; ghi gọn lại."),
        (lambda plan, actor: facts.save_legal_bases(plan, actor=actor, revision=1, lines=["x" * 601]),
         f"Dòng “{'x' * 40}…” dài quá 600 chữ cái; ghi gọn lại."),
        (lambda plan, actor: facts.save_recipients(plan, actor=actor, revision=1, lines=["A"], archive_note="Lưu: "),
         "Dòng Lưu không để trống; ít nhất ghi VT (văn thư)."),
        (lambda plan, actor: facts.save_deadlines(plan, actor=actor, revision=1, rows=[deadline(due_on=None)]),
         "Ghi ngày của hạn, hoặc chọn “theo quy định” khi chưa có ngày."),
        (lambda plan, actor: facts.save_deadlines(plan, actor=actor, revision=1, rows=[deadline(kind="undated")]),
         "Ghi ngày của hạn, hoặc chọn “theo quy định” khi chưa có ngày."),
        (lambda plan, actor: facts.save_deadlines(plan, actor=actor, revision=1, rows=[deadline(label="x" * 61)]),
         "Ghi gọn lại, nhiều nhất 60 chữ cái."),
        (lambda plan, actor: facts.save_parents(plan, actor=actor, revision=1, cited=[cited(abstract="x" * 501)]),
         "Ghi gọn lại, nhiều nhất 500 chữ cái."),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_is_refused_whole(act, sentence, plan, hoa):
    before = content_of(plan)

    with pytest.raises(Invalid) as refused:
        act(plan, hoa)
    after = Plan.objects.get(pk=plan.pk)
    assert (refused.value.message, content_of(after), after.revision) == (sentence, before, 1)


# --- every verb alike ------------------------------------------------------------------------------------------------

VERBS = {
    "facts": lambda plan, actor: save(plan, actor, abstract="Khác", theme_text="Chủ đề"),
    "bases": lambda plan, actor: facts.save_legal_bases(plan, actor=actor, revision=1, lines=["Căn cứ Luật"]),
    "slogans": lambda plan, actor: facts.save_slogans(plan, actor=actor, revision=1, lines=["Vì trẻ"], place="body"),
    "recipients": lambda plan, actor: facts.save_recipients(
        plan, actor=actor, revision=1, lines=["Như trên"], archive_note="VHXH"
    ),
    "deadlines": lambda plan, actor: facts.save_deadlines(plan, actor=actor, revision=1, rows=[deadline()]),
    "parents": lambda plan, actor: facts.save_parents(plan, actor=actor, revision=1, cited=[cited()]),
    "appendices": lambda plan, actor: facts.save_appendices(
        plan, actor=actor, revision=1, titles={}, new_title="Biểu"
    ),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_counts_the_revision_and_leaves_a_trail(verb, plan, hoa):
    VERBS[verb](plan, hoa)

    stored, entry = Plan.objects.get(pk=plan.pk), plan.audit_entries.get()
    assert (stored.revision, stored.updated_by_id, entry.event) == (2, hoa.user_id, "plan.facts_changed")
    assert entry.before != entry.after


@pytest.mark.parametrize("verb", VERBS)
def test_facts_that_moved_on_are_not_overwritten(verb, plan, hoa):
    save(plan, hoa, closing="Lời kết của người khác")
    before = content_of(Plan.objects.get(pk=plan.pk))

    with pytest.raises(StaleEdit, match="Người khác vừa sửa thông tin chung") as stale:
        VERBS[verb](plan, hoa)
    assert stale.value.revision == 2
    assert content_of(Plan.objects.get(pk=plan.pk)) == before


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_the_drafters_alone(verb, who, plan, request):
    before = content_of(plan)

    with pytest.raises(NotAllowed):
        VERBS[verb](plan, request.getfixturevalue(who))
    assert (content_of(Plan.objects.get(pk=plan.pk)), plan.audit_entries.count()) == (before, 0)


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_changes_what_is_no_longer_a_draft(verb, plan, hoa):
    set_status(plan, "approved")

    with pytest.raises(NotNow):
        VERBS[verb](plan, hoa)
    assert plan.audit_entries.count() == 0


@pytest.mark.parametrize("verb", VERBS)
def test_a_database_that_fails_anywhere_leaves_nothing_half_written(verb, ward, campaign, hoa, failing_write):
    plan = make_draft(ward, campaign=campaign, items=(item("k1", "Một"),), recipients=("Cũ",), closing="Hết")
    before = content_of(plan)
    for number in range(1, 20):
        try:
            with failing_write(number):
                VERBS[verb](plan, hoa)
        except OperationalError:
            assert content_of(Plan.objects.get(pk=plan.pk)) == before
            assert plan.audit_entries.count() == 0
        else:
            break

    assert number > 2


# --- addresses beside Nơi nhận ----------------------------------------------------------------------------------------


def recipients_of(plan):
    return [(row.text, row.email) for row in plan.recipients.all()]


def save_lines(plan, actor, *lines, **more):
    plan.refresh_from_db()
    facts.save_recipients(plan, actor=actor, revision=plan.revision, lines=lines, archive_note="VT", **more)
    return recipients_of(plan)


def test_an_address_after_a_line_is_kept_beside_it_and_not_printed(ward, hoa):
    plan = make_draft(ward)

    assert save_lines(plan, hoa, "- Trạm Y tế <Tram@X.vn>;", "Sở Y tế") == [("Trạm Y tế", "tram@x.vn"), ("Sở Y tế", "")]


def test_an_address_taken_out_is_forgotten_unless_only_the_printed_lines_were_given(ward, hoa):
    plan = make_draft(ward)
    save_lines(plan, hoa, "Trạm Y tế <tram@x.vn>")

    assert save_lines(plan, hoa, "Trạm Y tế", "Sở Y tế", keeps_addresses=True)[0] == ("Trạm Y tế", "tram@x.vn")
    assert save_lines(plan, hoa, "Trạm Y tế")[0] == ("Trạm Y tế", "")


def test_what_is_no_address_is_refused(ward, hoa):
    with pytest.raises(Invalid, match="không phải địa chỉ thư điện tử"):
        save_lines(make_draft(ward), hoa, "Trạm Y tế <tram y te>")
