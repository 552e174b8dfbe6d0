"""The items of a draft over HTTP: as plain forms, and as JSON for the editor's script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Item
from plans.services import drafting
from tests.factories import item, make_actor, make_draft, make_user, set_status
from tests.services.drafts import inherited_draft, keys, outline_draft, shown
from tests.views.forms import fields_of, forms_of, words_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


@pytest.fixture
def colleague(ward):
    return make_actor(ward, "drafter", user=make_user("Ma Văn Tú"))


def at(plan, name, *rest):
    return reverse(name, args=[plan.pk, *rest])


def editor(plan, key="", **query):
    return reverse("plan-edit", args=[plan.pk], query=query or None) + (f"#i-{key}" if key else "")


def text(plan, key):
    return Item.objects.get(plan=plan, key=key).text


# --- saving ----------------------------------------------------------------------------------------------------------


def test_a_plain_form_saves_and_comes_back_to_its_item(hoa, plan):
    answer = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Treo pa nô"})

    assert (answer.status_code, answer.url) == (302, editor(plan, "a11", sua="a11"))
    assert text(plan, "a11") == "Treo pa nô"


def test_the_script_is_told_what_was_kept(hoa, plan):
    answer = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": " Treo  pa nô"}, headers=JSON)

    told = answer.json()
    assert told.pop("saved_at")[2] == ":"
    assert told == {"ok": True, "key": "a11", "revision": 2, "text": "Treo pa nô"}


def test_saving_an_item_costs_at_most_twelve_queries_however_long_the_draft(hoa, ward):
    def queries(size):
        plan = make_draft(ward, items=tuple(item(f"k{n}", f"Đoạn {n}") for n in range(size)))
        with CaptureQueriesContext(connection) as captured:
            assert hoa.post(at(plan, "item-save", "k1"), {"revision": "1", "text": "Khác"}, headers=JSON).json()["ok"]
        return len(captured)

    assert queries(3) == queries(300) <= 12


@pytest.mark.parametrize("revision", ["", "x", "-1", "1e3", "²", "9" * 30, None])
def test_a_page_that_is_too_old_says_so_and_keeps_the_words(revision, hoa, plan):
    sent = {"text": "Lời của mình"} | ({} if revision is None else {"revision": revision})
    page = hoa.post(at(plan, "item-save", "a11"), sent)

    assert page.status_code == 422
    assert "Trang này đã cũ; tải lại trang rồi làm lại" in words_of(page)
    assert fields_of(page, at(plan, "item-save", "a11")) == {"revision": "1", "text": "Lời của mình"}
    assert text(plan, "a11") == "Treo băng rôn"


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "Đoạn trống thì không giữ"), ("x" * 20_001, "dài 20.001 chữ cái")]
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(typed, sentence, hoa, plan):
    page = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": typed})
    told = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": typed}, headers=JSON)

    assert (page.status_code, told.status_code, told.json()["code"]) == (422, 422, "invalid")
    assert sentence in words_of(page)
    assert sentence in told.json()["message"]
    assert fields_of(page, at(plan, "item-save", "a11"))["text"] == (typed or "Treo băng rôn")


def test_words_of_an_item_that_is_gone_are_shown_to_be_copied(hoa, plan, colleague):
    drafting.remove_item(plan, "a11", actor=colleague)
    page = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Lời của mình"})
    told = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Lời của mình"}, headers=JSON)

    assert (page.status_code, told.status_code, told.json()["code"]) == (409, 409, "not-now")
    assert "vừa được người khác bỏ hoặc xóa" in words_of(page)
    assert "Lời của mình" in words_of(page)


def test_words_for_a_plan_issued_meanwhile_are_shown_to_be_copied(hoa, plan):
    set_status(plan, "approved")
    page = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Lời của mình"})

    assert page.status_code == 409
    assert "không còn là dự thảo" in words_of(page)
    assert "Lời của mình" in words_of(page)


# --- two people in one item ------------------------------------------------------------------------------------------


@pytest.fixture
def conflict(hoa, plan, colleague):
    drafting.save_item(plan, "a11", actor=colleague, revision=1, text="Lời của Tú")
    return hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Lời của Hoa"})


def test_the_conflict_page_shows_both_texts_and_loses_neither(conflict, plan):
    said = words_of(conflict)

    assert conflict.status_code == 409
    assert "Lời của Tú" in said
    assert "Lời của Hoa" in said
    assert "Bản của Ma Văn Tú" in said
    assert text(plan, "a11") == "Lời của Tú"


@pytest.mark.parametrize(
    ("choice", "typed", "kept"),
    [("mine", "", "Lời của Hoa"), ("theirs", "", "Lời của Tú"), ("merged", "Lời của Tú và Hoa", "Lời của Tú và Hoa")],
)
def test_a_conflict_is_resolved_on_its_page(choice, typed, kept, conflict, hoa, plan):
    address = at(plan, "item-save", "a11")
    sent = fields_of(conflict, address)
    assert sent == {"revision": "2", "mine": "Lời của Hoa", "text": "Lời của Hoa"}

    answer = hoa.post(address, sent | {"choice": choice} | ({"text": typed} if typed else {}))
    assert answer.url == editor(plan, "a11", sua="a11")
    assert text(plan, "a11") == kept


def test_a_second_conflict_while_resolving_shows_both_again(conflict, hoa, plan, colleague):
    drafting.save_item(plan, "a11", actor=colleague, revision=2, text="Tú lại sửa")
    page = hoa.post(
        at(plan, "item-save", "a11"), fields_of(conflict, at(plan, "item-save", "a11")) | {"choice": "mine"}
    )

    assert page.status_code == 409
    assert "Tú lại sửa" in words_of(page)
    assert fields_of(page, at(plan, "item-save", "a11"))["mine"] == "Lời của Hoa"


def test_the_script_gets_both_texts(hoa, plan, colleague):
    drafting.save_item(plan, "a11", actor=colleague, revision=1, text="Lời của Tú")
    answer = hoa.post(at(plan, "item-save", "a11"), {"revision": "1", "text": "Lời của Hoa"}, headers=JSON)

    told = answer.json()
    assert told.pop("message").startswith("Ma Văn Tú vừa sửa đoạn này trước mình.")
    assert (answer.status_code, told) == (
        409,
        {"ok": False, "code": "stale", "theirs": "Lời của Tú", "mine": "Lời của Hoa", "revision": 2,
         "editor": "Ma Văn Tú"},
    )  # fmt: skip


def test_the_toolbar_keeps_the_words_before_it_moves(hoa, plan, colleague):
    sent = {"revision": "1", "text": "Treo pa nô"}
    answer = hoa.post(at(plan, "item-move", "a11", "xuong"), sent)
    assert (answer.status_code, text(plan, "a11")) == (302, "Treo pa nô")
    assert [key for _, key in keys(plan)][2:4] == ["a12", "a11"]

    drafting.save_item(plan, "a11", actor=colleague, revision=2, text="Lời của Tú")
    page = hoa.post(at(plan, "item-move", "a11", "len"), {"revision": "2", "text": "Lời của Hoa"})
    assert page.status_code == 409
    assert fields_of(page, at(plan, "item-save", "a11"))["mine"] == "Lời của Hoa"
    assert [key for _, key in keys(plan)][2:4] == ["a12", "a11"]


# --- every other act, both ways --------------------------------------------------------------------------------------

ACTS = {
    "add": (("item-add",), {"text": "Phát tờ rơi", "after": "a11"}, [(2, "-", "Phát tờ rơi")]),
    "join": (("item-join", "a12"), {"revision": "1", "into": "a11", "into_revision": "1"},
             [(2, "-", "Treo băng rôn Phát thanh")]),
    "move": (("item-move", "a11", "ra"), {}, [(1, "2.", "Treo băng rôn"), (1, "3.", "Tặng quà")]),
    "place": (("item-place", "b1"), {"after": "a1"}, [(1, "2.", "Nguồn"), (1, "3.", "Tặng quà")]),
    "restyle": (("item-restyle", "a11"), {"style": "letter:"}, [(2, "a)", "Treo băng rôn")]),
    "drop": (("item-drop", "a11"), {"reason": "tỉnh làm"}, [(2, "", "Treo băng rôn")]),
    "remove": (("item-remove", "a2"), {}, []),
    "activity": (("item-activity", "a11"), {"revision": "1", "lead": "Công an", "budget": "15.000.000"}, []),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_every_act_works_as_a_plain_form(act, hoa, plan):
    (name, *rest), sent, expected = ACTS[act]
    before = shown(plan)
    answer = hoa.post(at(plan, name, *rest), sent)

    assert answer.status_code == 302
    assert hoa.get(answer.url).status_code == 200
    assert [row for row in shown(plan) if row not in before] == expected
    assert plan.audit_entries.exists()


@pytest.mark.parametrize("act", ACTS)
def test_every_act_tells_the_script_where_everything_stands(act, hoa, plan):
    (name, *rest), sent, _ = ACTS[act]
    answer = hoa.post(at(plan, name, *rest), sent, headers=JSON)

    told = answer.json()
    assert (answer.status_code, told["ok"]) == (200, True)
    assert [(depth, label) for _, label, depth, *_ in told["layout"]] == [row[:2] for row in shown(plan)]
    assert set(told["items"]) <= {row[0] for row in told["layout"]}
    assert "Mục lục" in told["outline"]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("headers", [{}, JSON], ids=["page", "script"])
def test_a_reader_is_told_why_not_and_nothing_changes(act, headers, binh, plan):
    (name, *rest), sent, _ = ACTS[act]
    before = shown(plan)
    answer = binh.post(at(plan, name, *rest), sent, headers=headers)

    assert answer.status_code == 403
    said = answer.json()["message"] if headers else words_of(answer)
    assert "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này." in said
    assert (shown(plan), plan.audit_entries.count()) == (before, 0)


@pytest.mark.parametrize("act", ACTS)
def test_an_address_opened_by_hand_changes_nothing(act, hoa, plan):
    (name, *rest), _, _ = ACTS[act]

    assert hoa.get(at(plan, name, *rest)).status_code == 405


@pytest.mark.parametrize(
    ("name", "rest", "sent", "status"),
    [
        ("item-add", (), {"text": "", "after": "a11"}, 422),
        ("item-add", (), {"text": "x\n" * 501}, 422),
        ("item-add", (), {"text": "Mới", "after": "nowhere"}, 409),
        ("item-add", (), {"text": "Mới", "appendix": "9" * 40}, 409),
        ("item-join", ("a12",), {"revision": "1", "into": "a\x00", "into_revision": "1"}, 409),
        ("item-join", ("a12",), {"revision": "1", "into": "a11"}, 422),
        ("item-move", ("a", "len"), {}, 422),
        ("item-move", ("a1", "ngang"), {}, 422),
        ("item-place", ("a",), {"into": "a11"}, 422),
        ("item-restyle", ("a11",), {"style": "star:"}, 422),
        ("item-restyle", ("a11",), {}, 422),
        ("item-drop", ("a11",), {"reason": " "}, 422),
        ("item-reuse", ("nowhere",), {}, 409),
        ("item-remove", ("nowhere",), {}, 409),
        ("item-restore", ("a11",), {}, 409),
        ("item-activity", ("a11",), {"revision": "1", "ends_on": "31/6"}, 422),
        ("item-activity", ("nowhere",), {"revision": "1"}, 409),
    ],
)
def test_what_cannot_be_done_is_a_sentence_on_the_page_and_for_the_script(name, rest, sent, status, hoa, plan):
    before = shown(plan)
    page = hoa.post(at(plan, name, *rest), sent)
    told = hoa.post(at(plan, name, *rest), sent, headers=JSON)

    assert (page.status_code, told.status_code, told.json()["ok"]) == (status, status, False)
    assert told.json()["message"].endswith(".")
    assert told.json()["message"] in words_of(page)
    assert (shown(plan), plan.audit_entries.count()) == (before, 0)


@pytest.mark.parametrize(
    ("name", "rest", "field"),
    [("item-add", (), "text"), ("item-drop", ("a11",), "reason")],
)
def test_refused_words_are_still_on_the_page(name, rest, field, hoa, plan):
    typed = "đoạn dài " * 3000
    page = hoa.post(at(plan, name, *rest), {field: typed})

    assert page.status_code == 422
    assert typed.strip() in words_of(page)


def test_two_hundred_thousand_pasted_letters_arrive(hoa, plan):
    paragraph = "trẻ em " * 80
    answer = hoa.post(at(plan, "item-add"), {"text": f"{paragraph}\n" * 360, "after": "a11"}, headers=JSON)

    assert len(answer.json()["items"]) == 360


# --- removing and bringing back --------------------------------------------------------------------------------------


def test_what_was_removed_can_be_taken_back_from_the_page(hoa, plan):
    before = shown(plan)
    answer = hoa.post(at(plan, "item-remove", "a1"))
    page = hoa.get(answer.url)

    (form,) = [one for one in forms_of(page) if one["action"] == at(plan, "item-restore", "a1")]
    assert hoa.post(form["action"]).url == editor(plan, "a1", sua="a1")
    assert shown(plan) == before


def test_the_script_asks_for_the_markup_of_what_comes_back(hoa, plan):
    hoa.post(at(plan, "item-remove", "a1"), headers=JSON)
    told = hoa.post(at(plan, "item-restore", "a1"), {"missing": ["a1", "a11", "a12"]}, headers=JSON).json()

    assert set(told["items"]) == {"a1", "a11", "a12"}


def test_a_dropped_item_shows_its_reason_and_can_be_used_again(hoa, ward, province):
    plan = inherited_draft(ward, province)
    hoa.post(at(plan, "item-drop", "i1"), {"reason": "tỉnh làm chung"})
    page = hoa.get(editor(plan))
    assert "Không in. Lý do: tỉnh làm chung" in words_of(page)

    hoa.post(at(plan, "item-reuse", "i1"))
    assert "tỉnh làm chung" not in words_of(hoa.get(editor(plan)))


# --- who, when, with what money --------------------------------------------------------------------------------------


FACTS = {
    "revision": "1",
    "lead": "Công an",
    "supporting": "Đoàn\nHội",
    "starts_on": "31/5/2026",
    "ends_on": "1/6/2026",
    "venue": "Sân",
    "budget": "15.000.000",
    "funding_source": "NS",
    "target": "",
}


def facts(**more):
    return FACTS | more


def test_the_facts_of_an_item_come_back_in_the_form(hoa, plan):
    answer = hoa.post(at(plan, "item-activity", "a11"), facts())

    assert answer.url == editor(plan, "a11", sua="a11", muc="phan-cong")
    assert fields_of(hoa.get(answer.url), at(plan, "item-activity", "a11")) == facts(
        revision="2", starts_on="31/5/2026", ends_on="01/6/2026"
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"starts_on": "31/6/2026"}, "Không có ngày 31/6/2026 trên lịch"),
        ({"starts_on": "31/6"}, "Ghi ngày theo dạng ngày/tháng/năm"),
        ({"starts_on": "2/6/2026"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"budget": "1,5 triệu"}, "Ghi số tiền bằng đồng"),
        ({"supporting": "Công an"}, "Một cơ quan ghi hai lần"),
        ({"lead": "x" * 201}, "tối đa 200 ký tự"),
        ({"revision": "7"}, "vừa được người khác sửa"),
    ],
)
def test_facts_that_cannot_be_come_back_as_they_were_typed(wrong, sentence, hoa, plan):
    sent = facts(**wrong)
    page = hoa.post(at(plan, "item-activity", "a11"), sent)

    assert page.status_code == (409 if "revision" in wrong else 422)
    assert sentence in words_of(page)
    assert fields_of(page, at(plan, "item-activity", "a11")) == sent | {"revision": "1"}
    assert not Item.objects.get(plan=plan, key="a11").responsibilities.exists()
