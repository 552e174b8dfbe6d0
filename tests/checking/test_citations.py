"""Citations and quotations found in running text."""

from datetime import date

import pytest

from plans.checking.citations import BLANK, citations, without_borrowed

FULL = "Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết một số điều của Luật Trẻ em"


def test_full_citation_is_taken_apart():
    (cited,) = citations(f"Thực hiện {FULL}; giao các đơn vị.")

    assert (cited.kind, cited.number, cited.day) == ("Nghị định", "56/2017/NĐ-CP", date(2017, 5, 9))
    assert (cited.issuer, cited.abstract) == ("Chính phủ", "quy định chi tiết một số điều của Luật Trẻ em")


@pytest.mark.parametrize("number", ["28-CT/TW", "28 CT/TW", "28- CT/TW"])
def test_ways_of_writing_one_number_are_the_same(number):
    (cited,) = citations(f"theo Chỉ thị số {number}.")

    assert cited.number == number
    assert cited.same_number == "28CTTW"


@pytest.mark.parametrize(
    "text", ["", "Kế hoạch này có 02 phần", "mỗi xã 01 công trình", "Kế hoạch số tới", "Công văn đi"]
)
def test_numbers_of_no_document_are_left(text):
    assert citations(text) == ()


def test_impossible_date_of_a_citation_is_none():
    assert citations("Quyết định số 12/QĐ-UBND ngày 31/9/2025 của Ủy ban")[0].day is None


def test_borrowed_words_are_blanked_and_the_length_stays():
    text = f"Theo {FULL}; hát “Uỷ ban” ⟦năm⟧."

    plain = without_borrowed(text)

    assert len(plain) == len(text)
    assert plain.replace(BLANK, "") == "Theo ; hát  ."


def test_title_of_a_law_with_its_year_is_borrowed():
    assert "2004" not in without_borrowed("Luật Bảo vệ trẻ em năm 2004 đã thay")
