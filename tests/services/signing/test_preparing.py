"""Making the file that is approved and signed."""

from dataclasses import replace
from datetime import date

from plans.documents.pictures import page_texts
from plans.services.signing.preparing import signing_pdf
from plans.signing.fields import DATE_FIELD, LEADER_FIELD, NUMBER_FIELD, ORGAN_FIELD, field_places
from tests.documents.samples import COMMUNE_DRAFT


def test_file_has_its_four_places():
    assert set(field_places(signing_pdf(COMMUNE_DRAFT))) == {NUMBER_FIELD, DATE_FIELD, LEADER_FIELD, ORGAN_FIELD}


def test_file_says_the_plans_words_and_blanks():
    first = page_texts(signing_pdf(COMMUNE_DRAFT))[0]

    assert "Triển khai Tháng hành động vì trẻ em năm 2026" in first
    assert "Số: /KH-UBND Đức Xuân, ngày tháng năm 2026" in " ".join(first.split())


def test_number_reserved_before_is_shown():
    reserved = replace(COMMUNE_DRAFT, number=7, issued_on=date(2026, 5, 13))

    assert "Số: 07/KH-UBND" in page_texts(signing_pdf(reserved))[0]
