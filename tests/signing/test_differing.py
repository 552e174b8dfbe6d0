"""The words that differ between two files that should be one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plans.documents.differing import MOST_CHANGES, TextChange, text_changes
from plans.documents.pdf import render_pdf
from plans.exceptions import RenderFailed
from plans.services.signing.filling import fill_number
from plans.services.signing.preparing import signing_pdf
from tests.documents.samples import COMMUNE_DRAFT, item, section

PLAN = replace(COMMUNE_DRAFT, items=(section("Nội dung", item("Hỗ trợ 5.000.000 đồng cho mỗi tổ dân phố.")),))
ORIGINAL = replace(PLAN, number=5)


def with_item(text):
    return replace(PLAN, items=(section("Nội dung", item(text)),))


def test_same_file_has_no_changes():
    pdf = render_pdf(PLAN)

    assert text_changes(pdf, pdf) == ()


def test_changed_word_is_told_with_its_page():
    changed = render_pdf(with_item("Hỗ trợ 8.000.000 đồng cho mỗi tổ dân phố."))

    assert text_changes(render_pdf(PLAN), changed) == (TextChange(page=1, before="5.000.000", after="8.000.000"),)


def test_added_and_removed_words_have_one_empty_side():
    longer = render_pdf(with_item("Hỗ trợ tối đa 5.000.000 đồng cho mỗi tổ dân phố."))

    assert text_changes(render_pdf(PLAN), longer) == (TextChange(page=1, before="", after="tối đa"),)
    assert text_changes(longer, render_pdf(PLAN)) == (TextChange(page=1, before="tối đa", after=""),)


def test_number_in_a_field_is_a_visible_word():
    blank = signing_pdf(PLAN)
    one, other = (fill_number(blank, replace(PLAN, number=number)) for number in (5, 6))

    assert text_changes(one, other) == (TextChange(page=1, before="05/KH-UBND", after="06/KH-UBND"),)


def test_printed_and_filled_number_are_the_same_words():
    assert text_changes(fill_number(signing_pdf(PLAN), ORIGINAL), render_pdf(ORIGINAL)) == ()


def test_another_document_is_told_up_to_a_limit():
    other = render_pdf(replace(PLAN, items=(section("Việc khác", *(item(f"Việc số {at}") for at in range(250))),)))

    changes = text_changes(render_pdf(PLAN), other)

    assert 0 < len(changes) <= MOST_CHANGES
    assert {one.page for one in changes} > {1, 2}


def test_what_is_no_file_is_refused():
    with pytest.raises(RenderFailed):
        text_changes(render_pdf(PLAN), b"hello")
