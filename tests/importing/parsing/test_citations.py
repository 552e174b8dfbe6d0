"""Documents named by their number, in every spelling of it."""

from datetime import date

import pytest

from plans.importing.parsing.citations import citations, valid_symbol


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Kế hoạch số 1222/KH-UBND ngày 26/4/2023 của UBND", "1222/KH-UBND", date(2023, 4, 26)),
        ("Công văn số 375 /LĐTBXH-TE ngày 23tháng 02năm 2021", "375/LĐTBXH-TE", date(2021, 2, 23)),
        ("Nghị định 56/2017/NĐ-CP", "56/2017/NĐ-CP", None),
        ("Luật số 102/2016/QH13 ngày 05 tháng 4 năm 2016", "102/2016/QH13", date(2016, 4, 5)),
        ("Chỉ thị số 28 CT/TW ngày 25/12/2023", "28-CT/TW", date(2023, 12, 25)),
        ("Kế hoạch số 31-KH/HNDH, ngày 20/5/2021", "31-KH/HNDH", date(2021, 5, 20)),
        ("kế hoạch 12/KH - UBND của xã ngày 1/2/2020", "12/KH-UBND", date(2020, 2, 1)),
        ("số 5/KH-UBND về việc tổ chức ngày 01/6/2024", "5/KH-UBND", None),
        ("số 176KHLT/BVCSTE-MT", "176KHLT/BVCSTE-MT", None),
    ],
)
def test_number_and_date_are_read(text, number, day):
    (one,) = citations(text)

    assert (one.number, one.issued_on) == (number, day)


@pytest.mark.parametrize(
    "text", ["tỷ suất 510/100.000", "từ 01/6/2017 - 30/6/2017", "Tổng đài 111", "năm học 2018-2019"]
)
def test_other_numbers_name_no_document(text):
    assert citations(text) == []


def test_proposal_is_told_apart():
    (one,) = citations("tại Tờ trình số 45/TTr-SLĐTBXH ngày 05/5/2021")

    assert one.is_proposal


def test_symbol_ends_where_words_begin():
    assert valid_symbol("KH-UBND - Kế hoạch") == "KH-UBND"
    assert valid_symbol("Hoạt") == ""
