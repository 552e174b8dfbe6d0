"""The form of the file that is signed: four fields, filled by adding to its end."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from plans.documents.blanks import CORNER_WIDTH, corner_pdf
from plans.documents.pictures import page_texts
from plans.exceptions import NotNow, Unreadable
from plans.signing.fields import (
    DATE_FIELD,
    LEADER_FIELD,
    NUMBER_FIELD,
    ORGAN_FIELD,
    field_places,
    fill,
    with_corner,
)
from tests.documents.samples import COMMUNE_DRAFT
from tests.signing.papers import SHORT


def form_of(pdf):
    return PdfFileReader(BytesIO(pdf)).root["/AcroForm"]


def field(pdf, name):
    return next(one for one in (one.get_object() for one in form_of(pdf)["/Fields"]) if one["/T"] == name)


def test_file_has_two_texts_and_two_empty_signatures(papers):
    kinds = {
        str(one.get_object()["/T"]): (str(one.get_object()["/FT"]), "/V" in one.get_object())
        for one in form_of(papers.blank)["/Fields"]
    }

    assert kinds == {
        NUMBER_FIELD: ("/Tx", True),
        DATE_FIELD: ("/Tx", True),
        LEADER_FIELD: ("/Sig", False),
        ORGAN_FIELD: ("/Sig", False),
    }


def test_texts_say_what_a_draft_prints(papers):
    assert str(field(papers.blank, NUMBER_FIELD)["/V"]) == "Số:      /KH-UBND"
    assert str(field(papers.blank, DATE_FIELD)["/V"]) == "Đức Xuân, ngày      tháng      năm 2026"


def test_filled_texts_replace_them(papers):
    assert str(field(papers.numbered, NUMBER_FIELD)["/V"]) == "Số: 05/KH-UBND"
    assert str(field(papers.numbered, DATE_FIELD)["/V"]) == "Đức Xuân, ngày 13 tháng 5 năm 2026"


def test_texts_are_not_for_readers_to_edit_and_are_printed(papers):
    number = field(papers.numbered, NUMBER_FIELD)

    assert (int(number["/Ff"]) & 1, int(number["/F"]) & 4) == (1, 4)
    assert "/NeedAppearances" not in form_of(papers.numbered)


@pytest.mark.parametrize("name", [NUMBER_FIELD, DATE_FIELD, LEADER_FIELD, ORGAN_FIELD])
def test_every_field_has_a_picture_as_archives_demand(papers, name):
    picture = field(papers.blank, name)["/AP"]["/N"]

    assert str(picture["/Subtype"]) == "/Form"


def test_file_still_says_that_it_is_an_archive_file(papers):
    metadata = PdfFileReader(BytesIO(papers.sealed)).root["/Metadata"].data

    assert b"pdfaid:part" in metadata
    assert b"3" in metadata
    assert "/OutputIntents" in PdfFileReader(BytesIO(papers.sealed)).root


def test_each_state_begins_with_the_one_before(papers):
    assert papers.signed.startswith(papers.blank)
    assert papers.numbered.startswith(papers.signed)
    assert papers.sealed.startswith(papers.numbered)


def test_places_are_told_by_name(papers):
    places = field_places(papers.sealed)

    assert set(places) == {NUMBER_FIELD, DATE_FIELD, LEADER_FIELD, ORGAN_FIELD}
    assert (places[NUMBER_FIELD].page, places[LEADER_FIELD].page) == (0, len(page_texts(papers.sealed)) - 1)
    assert places[NUMBER_FIELD].right <= places[DATE_FIELD].left


def test_file_without_our_fields_cannot_be_filled(printed_plan):
    with pytest.raises(NotNow) as refused:
        fill(printed_plan, number=("Số: 1", b""), date=("", b""))

    assert refused.value.message.startswith("Tệp không có chỗ ghi số và ngày")
    assert field_places(printed_plan) == {}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nhello", b"PK\x03\x04 a Word file"])
def test_what_is_no_file_is_refused_in_a_sentence(content):
    with pytest.raises(Unreadable) as refused:
        field_places(content)

    assert refused.value.message.startswith("Tệp PDF bị hỏng")


def test_corner_of_a_copy_stands_in_the_upper_right_of_the_first_page(printed_plan):
    stamped = with_corner(printed_plan, corner_pdf(["SAO Y; Ủy ban nhân dân phường Đức Xuân", "14/5/2026 08:30:15"]))

    first, *others = page_texts(stamped)
    assert "SAO Y; Ủy ban nhân dân phường Đức Xuân" in " ".join(first.split())
    assert "14/5/2026 08:30:15" in first
    assert others == list(page_texts(printed_plan))[1:]
    assert stamped.startswith(printed_plan)
    assert CORNER_WIDTH == 90.0


@pytest.fixture(scope="module")
def printed_plan():
    """A file without a form."""
    from plans.documents.pdf import render_pdf

    assert SHORT.issuer == COMMUNE_DRAFT.issuer
    return render_pdf(SHORT)
