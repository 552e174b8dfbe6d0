"""Writing number and date into the file that was signed."""

from dataclasses import replace
from datetime import date

import pytest

from plans.documents.pdf import render_pdf
from plans.documents.pictures import page_texts
from plans.exceptions import NotNow, Unreadable
from plans.services.signing.filling import fill_number
from plans.services.signing.preparing import signing_pdf
from tests.documents.samples import COMMUNE_DRAFT, LONG

NUMBERED = replace(COMMUNE_DRAFT, number=5, issued_on=date(2026, 5, 13))


@pytest.fixture(scope="module")
def blank():
    return signing_pdf(COMMUNE_DRAFT)


def test_number_and_day_are_written_at_the_end_of_the_file(blank):
    filled = fill_number(blank, NUMBERED)

    assert filled.startswith(blank)
    assert "Số: 05/KH-UBND" in page_texts(filled)[0]
    assert "Đức Xuân, ngày 13 tháng 5 năm 2026" in page_texts(filled)[0]


def test_another_number_takes_the_place_of_the_first(blank):
    filled = fill_number(fill_number(blank, NUMBERED), replace(NUMBERED, number=6))

    assert "Số: 06/KH-UBND" in page_texts(filled)[0]
    assert "05/KH-UBND" not in page_texts(filled)[0]


def test_number_can_be_given_before_the_day(blank):
    filled = " ".join(page_texts(fill_number(blank, replace(NUMBERED, issued_on=None)))[0].split())

    assert "Số: 05/KH-UBND" in filled
    assert "ngày tháng năm 2026" in filled


def test_file_that_was_not_made_for_it_is_refused():
    with pytest.raises(NotNow) as refused:
        fill_number(render_pdf(LONG), NUMBERED)

    assert refused.value.message.startswith("Tệp này không có chỗ để ghi số và ngày")


def test_what_is_no_file_is_refused():
    with pytest.raises(Unreadable):
        fill_number(b"hello", NUMBERED)
