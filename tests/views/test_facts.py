"""The facts of a draft over HTTP: every group opens, is kept as it was shown, and refuses with a sentence."""

from datetime import date

import pytest
from django.urls import reverse

from plans.content.plan import (
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
    LegalBasisContent,
    ParentContent,
    SloganContent,
)
from plans.models import Plan
from plans.queries.contents import content_of
from plans.services import facts
from plans.views.facts import GROUPS, MANY
from tests.factories import make_actor, make_draft, make_holding, make_issued, make_post, make_user, set_status
from tests.views.forms import fields_of, words_of

EVERY = [*GROUPS, *MANY]


@pytest.fixture
def plan(ward, province):
    """A draft with something in every group."""
    make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")
    plan = make_draft(
        ward,
        parent=make_issued(province),
        abstract_note="(Lần hai)",
        opening="Dòng một\nDòng hai",
        theme="Hành động vì trẻ em",
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 30),
        slogans=(SloganContent(text="Vì trẻ em"), SloganContent(text="Của phường", is_own=True)),
        legal_bases=(LegalBasisContent(text="Căn cứ Luật Trẻ em"),),
        recipients=("Như trên", "Các trường"),
        deadlines=(
            DeadlineContent(due_on=date(2026, 7, 15), label="cả năm"),
            DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, kind=DeadlineKind.UNDATED),
        ),
    )
    cited = {"kind": "letter", "document_number": "982/BYT", "issuer": "Bộ Y tế", "issued_on": date(2026, 3, 12)}
    facts.save_parents(plan, actor=make_actor(ward, "drafter"), revision=1, cited=[cited])
    return Plan.objects.get(pk=plan.pk)


def at(plan, group):
    return reverse("plan-facts", args=[plan.pk, group])


def editor(plan):
    return reverse("plan-edit", args=[plan.pk], query={"muc": "thong-tin"})


def said(plan):
    return content_of(Plan.objects.get(pk=plan.pk))


@pytest.fixture
def colleague(ward):
    return make_actor(ward, "drafter", user=make_user("Ma Văn Tú"))


@pytest.mark.parametrize("group", EVERY)
def test_a_group_sent_back_as_it_was_shown_changes_nothing(group, hoa, plan):
    page = hoa.get(at(plan, group))
    before = said(plan)
    assert page.status_code == 200
    if group == "phu-luc":
        return

    answer = hoa.post(at(plan, group), fields_of(page))
    assert (answer.status_code, answer.url) == (302, editor(plan))
    assert said(plan) == before


@pytest.mark.parametrize("group", EVERY)
def test_every_group_opens_on_a_bare_draft(group, hoa, ward):
    assert hoa.get(at(make_draft(ward), group)).status_code == 200


CHANGES = {
    "trich-yeu": ({"abstract": "Trích yếu mới"}, lambda said: said.abstract, "Trích yếu mới"),
    "chu-de": ({"starts_on": "05/6/2026", "ends_on": "2026-06-20"}, lambda said: (said.starts_on, said.ends_on),
               (date(2026, 6, 5), date(2026, 6, 20))),
    "khau-hieu": ({"slogans_place": "body", "lines": "Một\n\n Hai;"},
                  lambda said: (said.slogans_place.value, [one.text for one in said.slogans]),
                  ("body", ["Một", "Hai"])),
    "can-cu": ({"lines": "Căn cứ A;\nCăn cứ B."}, lambda said: [one.text for one in said.legal_bases],
               ["Căn cứ A", "Căn cứ B"]),
    "noi-nhan": ({"lines": "- UBND tỉnh;", "archive_note": "VT, VHXH"},
                 lambda said: (said.recipients, said.archive_note), (("UBND tỉnh",), "VT, VHXH")),
    "nguoi-ky": ({"capacity": "acting", "signature_name": "Ma Thị Na"}, lambda said: said.signature.name, "Ma Thị Na"),
    "phu-luc": ({"title": "Biểu mẫu"}, lambda said: [one.title for one in said.appendices], ["Biểu mẫu"]),
    "han": ({"form-0-due_on": "20/7/2026", "form-1-DELETE": "on"},
            lambda said: [one.words() for one in said.deadlines], ["trước ngày 20/7/2026"]),
    "cap-tren": ({"form-1-kind": "decision", "form-1-issuer": "Bộ Nội vụ", "form-1-document_number": "5/QĐ"},
                 lambda said: [one.document_number for one in said.parents][1:], ["982/BYT", "5/QĐ"]),
}  # fmt: skip


def test_every_group_is_changed_below():
    assert set(CHANGES) == set(EVERY)


@pytest.mark.parametrize("group", CHANGES)
def test_a_change_is_kept(group, hoa, plan):
    changes, read, expected = CHANGES[group]
    answer = hoa.post(at(plan, group), fields_of(hoa.get(at(plan, group))) | changes)

    assert answer.status_code == 302
    assert read(said(plan)) == expected


@pytest.mark.parametrize("group", CHANGES)
def test_two_people_at_the_same_facts_lose_neither(group, hoa, plan, colleague):
    sent = fields_of(hoa.get(at(plan, group))) | CHANGES[group][0]
    facts.save_facts(plan, actor=colleague, revision=plan.revision, values={"closing": "Tú vừa sửa"})
    before = said(plan)
    page = hoa.post(at(plan, group), sent)

    assert (page.status_code, said(plan)) == (409, before)
    assert "Người khác vừa sửa thông tin chung của dự thảo." in words_of(page)
    again = fields_of(page)
    assert again.pop("revision") == str(plan.revision + 1)
    assert {name: again[name] for name in again if name in sent} == {name: sent[name] for name in again if name in sent}
    assert hoa.post(at(plan, group), sent | {"revision": str(plan.revision + 1)}).status_code == 302
    assert CHANGES[group][1](said(plan)) == CHANGES[group][2]


def test_what_the_other_person_keeps_is_shown_as_a_person_reads_it(hoa, plan, colleague):
    facts.save_facts(plan, actor=colleague, revision=plan.revision, values={"starts_on": date(2026, 6, 2)})
    theme = hoa.post(at(plan, "chu-de"), {"revision": plan.revision})
    slogans = hoa.post(at(plan, "khau-hieu"), {"revision": plan.revision, "slogans_place": "body"})
    deadlines = hoa.get(at(plan, "han"))
    stale = hoa.post(at(plan, "han"), fields_of(deadlines) | {"revision": plan.revision})

    assert theme.context["now"].split("\n") == ["Hành động vì trẻ em", "02/6/2026", "30/6/2026"]
    assert slogans.context["now"].split("\n") == ["in thành Phụ lục", "Vì trẻ em", "Của phường"]
    assert stale.context["now"].split("\n") == [
        "Nhận báo cáo · cả năm · trước ngày · 15/7/2026",
        "Đơn vị cấp dưới ban hành kế hoạch · theo quy định",
    ]


@pytest.mark.parametrize(
    ("group", "revision"),
    [
        *((group, "x") for group in EVERY),
        *(("trich-yeu", one) for one in ("", "-1", "²", "9" * 30, None)),
        ("han", None),
    ],
)
def test_a_form_that_is_too_old_says_so_and_keeps_what_was_typed(group, revision, hoa, plan):
    before = said(plan)
    sent = fields_of(hoa.get(at(plan, group))) | CHANGES[group][0]
    sent.pop("revision")
    page = hoa.post(at(plan, group), sent | ({} if revision is None else {"revision": revision}))

    assert (page.status_code, said(plan)) == (422, before)
    assert "Trang này đã cũ; mở lại từ dự thảo rồi ghi." in words_of(page)
    shown = fields_of(page)
    assert [name for name in sent if name in shown and shown[name] != sent[name]] == []


REFUSED = [
    ("trich-yeu", {"abstract": " "}, "Ô này chưa ghi gì."),
    ("trich-yeu", {"abstract": "x" * 501}, "Ghi gọn lại, nhiều nhất 500 chữ cái."),
    ("trich-yeu", {"opening": "đoạn " * 40_000}, "Ghi gọn lại, nhiều nhất 5000 chữ cái."),
    ("chu-de", {"starts_on": "31/6/2026"}, "Không có ngày 31/6/2026 trên lịch; kiểm tra lại ngày và tháng."),
    ("chu-de", {"starts_on": "31/6"}, "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."),
    ("chu-de", {"starts_on": "30/6/2026", "ends_on": "1/6/2026"}, "Ngày kết thúc trước ngày bắt đầu"),
    ("chu-de", {"launch_from": "2/6/2026", "launch_until": "1/6/2026"}, "Ngày cuối của lễ phát động trước ngày đầu"),
    ("chu-de", {"theme_text": "x" * 301}, "Ghi gọn lại, nhiều nhất 300 chữ cái."),
    ("khau-hieu", {"lines": "x" * 301, "slogans_place": "body"}, "mỗi dòng ghi tối đa 300 ký tự"),
    ("khau-hieu", {"lines": "x\n" * 101, "slogans_place": "body"}, "Danh sách dài quá 100 dòng; bớt lại."),
    ("khau-hieu", {"slogans_place": "trần nhà"}, "không"),
    ("can-cu", {"lines": "x" * 601}, "mỗi dòng ghi tối đa 600 ký tự"),
    ("noi-nhan", {"archive_note": ""}, "Ô này chưa ghi gì."),
    ("noi-nhan", {"archive_note": "Lưu:"}, "Dòng Lưu không để trống; ít nhất ghi VT (văn thư)."),
    ("nguoi-ky", {"signatory_id": "999999"}, "không"),
    ("nguoi-ky", {"signatory_id": "x"}, "không"),
    ("nguoi-ky", {"capacity": "vua"}, "không"),
    ("phu-luc", {"title": "\u200b"}, "Ô này chưa ghi gì."),
    ("phu-luc", {"title": "x" * 301}, "tối đa 300 ký tự"),
    ("han", {"form-0-due_on": "31/6/2026"}, "Không có ngày 31/6/2026 trên lịch"),
    ("han", {"form-0-due_on": ""}, "Ghi ngày của hạn, hoặc chọn “theo quy định”."),
    ("han", {"form-2-label": "6 tháng"}, "Ghi ngày của hạn, hoặc chọn “theo quy định”."),
    ("cap-tren", {"form-0-issuer": ""}, "Ô này chưa ghi gì."),
    ("cap-tren", {"form-0-abstract": "x" * 501}, "tối đa 500 ký tự"),
    ("cap-tren", {"form-0-issued_on": "29/2/2026"}, "Không có ngày 29/2/2026 trên lịch"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "wrong", "sentence"), REFUSED)
def test_what_cannot_be_comes_back_as_it_was_typed_with_a_sentence(group, wrong, sentence, hoa, plan):
    before = said(plan)
    sent = fields_of(hoa.get(at(plan, group))) | wrong
    page = hoa.post(at(plan, group), sent)

    assert (page.status_code, said(plan)) == (422, before)
    assert sentence in words_of(page)
    shown = fields_of(page)
    choices = ("slogans_place", "signatory_id", "capacity")
    assert {name: shown[name] for name in wrong if name not in choices} == {
        name: wrong[name] for name in wrong if name not in choices
    }
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision


def test_a_list_refused_can_be_sent_again_with_the_same_revision(hoa, plan):
    page = hoa.post(at(plan, "khau-hieu"), {"revision": plan.revision, "slogans_place": "body", "lines": "x\n" * 101})

    assert hoa.post(at(plan, "khau-hieu"), fields_of(page) | {"lines": "Một"}).status_code == 302


def test_a_period_outside_the_year_is_kept_with_a_warning(hoa, plan):
    sent = fields_of(hoa.get(at(plan, "chu-de"))) | {"starts_on": "1/6/2025"}
    answer = hoa.post(at(plan, "chu-de"), sent)

    assert said(plan).starts_on == date(2025, 6, 1)
    assert [str(message) for message in hoa.get(answer.url).context["messages"]] == [
        "Thời gian: ngày 01/6/2025 không thuộc năm 2026 của kế hoạch; xem lại."
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"form-TOTAL_FORMS": "x", "form-INITIAL_FORMS": "0"},
        {"form-TOTAL_FORMS": "999999999", "form-INITIAL_FORMS": "0"},
    ],
    ids=str,
)
@pytest.mark.parametrize("group", MANY)
def test_a_list_whose_own_fields_are_lost_is_refused(group, sent, hoa, plan):
    before = said(plan)

    assert hoa.post(at(plan, group), {"revision": str(plan.revision)} | sent).status_code == 422
    assert said(plan) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_group_does_not_exist(method, hoa, plan):
    assert getattr(hoa, method)(at(plan, "khong-co")).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("group", EVERY)
def test_a_reader_is_told_why_not(group, method, binh, plan):
    before = said(plan)
    answer = getattr(binh, method)(at(plan, group), {"revision": str(plan.revision), "abstract": "Khác"})

    assert (answer.status_code, said(plan)) == (403, before)
    assert "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này." in words_of(answer)


def test_facts_of_a_plan_issued_meanwhile_are_refused_with_what_was_typed(hoa, plan):
    set_status(plan, "approved")
    page = hoa.post(at(plan, "trich-yeu"), {"revision": str(plan.revision), "abstract": "Trích yếu của mình"})

    assert page.status_code == 409
    assert "không còn là dự thảo" in words_of(page)
    assert "Trích yếu của mình" in words_of(page)


def test_html_in_facts_is_shown_as_text(hoa, plan):
    hoa.post(at(plan, "trich-yeu"), fields_of(hoa.get(at(plan, "trich-yeu"))) | {"abstract": "<img src=x onerror=1>"})

    for address in (at(plan, "trich-yeu"), editor(plan)):
        source = hoa.get(address).content.decode()
        assert "<img src=x" not in source
        assert "&lt;img src=x" in source


def test_a_parent_document_is_cited_as_typed(hoa, plan):
    assert said(plan).parents[1] == ParentContent(
        kind="Công văn", document_number="982/BYT", issued_on=date(2026, 3, 12), issuer="Bộ Y tế"
    )
