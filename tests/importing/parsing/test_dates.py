"""Dates in the spellings documents use."""

from datetime import date

import pytest

from plans.importing.parsing.dates import first_date, written_dates


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ngày 05 tháng 6 năm 2024", (5, 6, 2024)),
        ("ngày 23tháng 02năm 2021", (23, 2, 2021)),
        ("ngày 24\ntháng 3 năm 2022", (24, 3, 2022)),
        ("ngày 02-6-2021", (2, 6, 2021)),
        ("05.6.2024", (5, 6, 2024)),
        ("trước 20/7 hằng năm", (20, 7, None)),
        ("ngày      tháng     năm 2024", (None, None, 2024)),
        ("ngày … tháng 4 năm 2024", (None, 4, 2024)),
        ("ngày….tháng….năm 20…", (None, None, None)),
    ],
)
def test_date_is_read_as_far_as_it_is_written(text, parts):
    (one,) = written_dates(text)

    assert (one.day, one.month, one.year) == parts


@pytest.mark.parametrize(
    "text", ["5 - 10% số trẻ", "510/100.000", "28/2019/TT-BLĐTBXH", "1222/KH-UBND", "7h30", "số 111"]
)
def test_other_numbers_are_no_dates(text):
    assert list(written_dates(text)) == []


def test_day_that_does_not_exist_has_no_value():
    assert first_date("ngày 31/2/2024").value is None
    assert first_date("ngày 01/6").in_year(2024) == date(2024, 6, 1)
