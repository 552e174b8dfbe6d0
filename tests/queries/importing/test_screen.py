"""The review links every line of the original with what it became."""

import pytest

from plans.models import UnitSuccession
from plans.queries.importing.documents import batch_page, batch_rows, imports_visible_to, single_imports
from plans.queries.importing.issuers import candidates, issuer_note, unit_chosen
from plans.queries.importing.screen import review_screen
from plans.services.importing import correcting
from tests.factories import TODAY, make_actor, make_import, make_import_batch, make_unit
from tests.imported import PLAN, make_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(ward):
    return make_read(ward)


def screen_of(actor, document):
    return review_screen(actor, imports_visible_to(actor).get(pk=document.pk))


def fact(screen, name):
    return next(one for one in screen.facts if one.name == name)


def test_facts_say_where_they_were_read(hoa, document):
    screen = screen_of(hoa, document)

    assert (fact(screen, "number").values, fact(screen, "number").lines) == (("41/KH-UBND",), (5,))
    assert (fact(screen, "theme").values, fact(screen, "theme").lines) == (("“Lắng nghe trẻ em nói”",), (18,))
    assert fact(screen, "report_deadlines").values == ("trước ngày 15/7/2025",)
    assert "superior_unit" not in {one.name for one in screen.facts}


def test_what_the_document_does_not_say_stays_empty(hoa, ward):
    screen = screen_of(hoa, make_read(ward, "KẾ HOẠCH\nTháng hành động\nI. MỤC ĐÍCH\n- Một."))

    assert [fact(screen, name).values for name in ("number", "issued_on", "issuing_unit", "theme", "year")] == [()] * 5


def test_every_line_leads_to_what_it_became(hoa, document):
    screen = screen_of(hoa, document)
    targets = {row.number: row.target for row in screen.lines}
    key = next(row.key for row in screen.tree if row.text == "MỤC ĐÍCH, YÊU CẦU")

    assert (targets[5], targets[11], targets[34]) == ("f-number", f"m-{key}", "u-34")
    assert [row.number for row in screen.lines if row.is_unread] == [34]
    assert (screen.understood, screen.total) == (33, 34)


def test_a_line_not_understood_is_offered_its_places(hoa, document):
    (row,) = screen_of(hoa, document).unread

    assert (row.line, row.text) == (34, "LEAVE A REPLY")
    assert dict(row.choices)["part"] == "Là mục IV"
    assert dict(row.choices)["heading"] == "Là mục con của III"


def test_a_numeral_that_was_written_otherwise_is_told(hoa, ward):
    text = "KẾ HOẠCH\nTháng hành động\nI. MỤC ĐÍCH\na. Một việc\nb. Hai việc\nIII. NỘI DUNG\n– Ba"
    screen = screen_of(hoa, make_read(ward, text))

    assert [(row.label, row.written) for row in screen.tree] == [
        ("I.", ""), ("a)", ""), ("b)", ""), ("II.", "III."), ("-", ""),
    ]  # fmt: skip


def test_a_fact_a_person_wrote_no_longer_points_anywhere(hoa, document):
    from dataclasses import replace

    from plans.importing.reviewing import review_from_json
    from plans.importing.reviewing.stating import stated

    said = replace(stated(review_from_json(document.review)), number="43/KH-UBND")
    correcting.state_facts(document, said, actor=hoa, revision=1)
    row = fact(screen_of(hoa, document), "number")

    assert (row.values, row.lines, row.is_edited) == (("43/KH-UBND",), (), True)


def test_only_the_drafter_may_correct(hoa, mai, document):
    assert screen_of(hoa, document).correct
    assert not screen_of(mai, document).correct
    assert screen_of(mai, document).keep.reason.startswith("Chỉ người soạn thảo")


@pytest.mark.parametrize("repeat", [1, 30])
def test_the_review_asks_nothing_more_for_a_long_document(hoa, ward, repeat, django_assert_num_queries):
    document = imports_visible_to(hoa).get(pk=make_read(ward, PLAN + "\n- Việc nữa" * repeat).pk)

    with django_assert_num_queries(0):
        review_screen(hoa, document)


# --- who issued it ---------------------------------------------------------------------------------------------------


def test_the_unit_of_just_that_name_is_offered_first_and_never_chosen(hoa, document, province, ward):
    screen = screen_of(hoa, document)
    found = candidates(hoa, document, screen.review, words="", today=TODAY)

    assert [(one.unit, one.is_named, bool(one.decision)) for one in found] == [(province, True, True)]


def test_units_are_looked_for_by_name_and_code(hoa, document, ward, other_commune):
    screen = screen_of(hoa, document)
    by_name = candidates(hoa, document, screen.review, words="cho moi", today=TODAY)
    by_code = candidates(hoa, document, screen.review, words=ward.code, today=TODAY)

    assert [one.unit for one in by_name] == [other_commune]
    assert [(one.unit, bool(one.decision)) for one in by_code] == [(ward, False)]
    assert unit_chosen(hoa, str(ward.pk)) == ward
    assert unit_chosen(hoa, "x") is unit_chosen(hoa, "²") is None


def test_what_became_of_a_closed_unit_is_said(hoa, ward, province):
    old = make_unit("phường Huyền Tụng", under=province, closed_on="2025-06-30")
    UnitSuccession.objects.create(closed_unit=old, successor=ward)
    screen = screen_of(hoa, make_read(ward, PLAN.replace("TỈNH THÁI NGUYÊN", "PHƯỜNG HUYỀN TỤNG")))

    assert issuer_note(hoa, screen.review) == (
        "Từ ngày 01/7/2025 thuộc UBND phường Đức Xuân. Tên cũ được giữ nguyên trong văn bản này."
    )


# --- lists -----------------------------------------------------------------------------------------------------------


def test_lists_show_the_units_own_and_nobody_elses(hoa, khach, ward, other_commune):
    own, batch = make_read(ward), make_import_batch(ward)
    make_import(ward, batch=batch)
    make_read(other_commune)

    assert single_imports(hoa) == [own]
    assert [(row.batch, row.total, row.to_look) for row in batch_rows(hoa)] == [(batch, 1, 1)]
    assert batch_rows(khach) == []
    assert batch_rows(make_actor()) == []


@pytest.mark.parametrize("count", [1, 5])
def test_lists_ask_as_often_for_many_as_for_one(hoa, ward, count, django_assert_num_queries):
    batch = make_import_batch(ward, found=count)
    for at in range(count):
        make_read(ward)
        make_import(ward, batch=batch, position=at)

    with django_assert_num_queries(3):
        page = batch_page(batch)
        assert (page.total, page.done, page.counts) == (count, count, {"needs_look": count})
        assert len(single_imports(hoa)) == count
        assert len(batch_rows(hoa)) == 1
