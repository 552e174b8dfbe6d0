"""One Unicode form in; the paddings and words of the decree out."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content import vietnamese
from plans.content.vietnamese import (
    capitalised,
    clean_line,
    clean_paragraphs,
    day_range,
    fold,
    index_key,
    inside_sentence,
    long_date,
    lowered,
    read_date,
    short_date,
    short_day,
    short_weekday,
    upper,
    weekday_name,
    working_day_before,
)

DECOMPOSED = unicodedata.normalize("NFD", "Tổ chức Lễ phát động ở phường Đức Xuân")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (DECOMPOSED, "Tổ chức Lễ phát động ở phường Đức Xuân"),
        ("  hai   dấu\tcách\u00a0cứng ", "hai dấu cách cứng"),
        ("một\r\nhai\rba\u2028bốn\u2029năm\nsáu", "một hai ba bốn năm sáu"),
        ("ngắt dòng\vcủa Word\fsang trang\x85mới", "ngắt dòng của Word sang trang mới"),
        ("không\u200bthấy\ufeff\u00ad \u202angược\u202c \u2067lại\u2069", "khôngthấy ngược lại"),
        ("điều\x00 khiển\x1b\x07", "điều khiển"),
        ("gạch\u2011nối\u2010cứng", "gạch-nối-cứng"),
        ("<b>đậm</b> & 5 < 6", "<b>đậm</b> & 5 < 6"),
        ("\u200b \n\t\u00a0", ""),
        ("a\ud800b", "ab"),
    ],
)
def test_clean_line_keeps_one_visible_line(typed, kept):
    assert clean_line(typed) == kept


def test_clean_paragraphs_keeps_line_breaks():
    assert clean_paragraphs("\n một \r\n\r\n hai\u2028ba \n") == "một\n\nhai\nba"


@given(st.text())
def test_cleaning_is_nfc_and_cleaning_again_changes_nothing(text):
    once = clean_paragraphs(text)

    assert (clean_paragraphs(once), unicodedata.is_normalized("NFC", once)) == (once, True)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text())
def test_a_clean_line_holds_nothing_one_cannot_see(text):
    kept = clean_line(text)

    assert [one for one in kept if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert kept == kept.strip()


def test_upper_composes():
    assert upper(unicodedata.normalize("NFD", "phường Đức Xuân")) == "PHƯỜNG ĐỨC XUÂN"


def test_first_letter_alone_changes():
    assert (capitalised("đặc khu Côn Đảo"), lowered("Đặc khu Côn Đảo")) == ("Đặc khu Côn Đảo", "đặc khu Côn Đảo")
    assert (capitalised(""), lowered("")) == ("", "")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Các trường học", "các trường học"),
        ("Mỗi thôn", "mỗi thôn"),
        ("Công an phường", "Công an phường"),
        ("Cácbon", "Cácbon"),
    ],
)
def test_only_a_collective_name_is_small_inside_a_sentence(name, inside):
    assert inside_sentence(name) == inside


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "ỦY BAN"),
        ("hoà thuận", "HÒA THUẬN"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("thuý", "thúy"),
        (unicodedata.normalize("NFD", "Huỷ"), "hủy"),
    ],
)
def test_fold_makes_both_legal_spellings_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "quy"), ("hoàng", "hòang"), ("Đức", "Duc"), ("má", "mả")])
def test_fold_keeps_apart_what_differs(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 1, 2), "02/01/2026", "ngày 02 tháng 01 năm 2026"),
        (date(2026, 2, 15), "15/02/2026", "ngày 15 tháng 02 năm 2026"),
        (date(2026, 3, 5), "05/3/2026", "ngày 05 tháng 3 năm 2026"),
        (date(2026, 6, 1), "01/6/2026", "ngày 01 tháng 6 năm 2026"),
        (date(2026, 10, 31), "31/10/2026", "ngày 31 tháng 10 năm 2026"),
    ],
)
def test_days_under_ten_and_two_months_are_padded(day, short, long):
    assert (short_date(day), long_date(day)) == (short, long)


def test_short_day_and_weekdays():
    assert short_day(date(2026, 6, 5)) == "05/6"
    assert [weekday_name(date(2026, 6, day)) for day in (1, 6, 7)] == ["thứ Hai", "thứ Bảy", "Chủ nhật"]
    assert [short_weekday(date(2026, 6, day)) for day in (1, 6, 7)] == ["T2", "T7", "CN"]


FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (FIRST, LAST, "từ ngày 01/6/2026 đến ngày 30/6/2026"),
        (FIRST, FIRST, "ngày 01/6/2026"),
        (FIRST, None, "từ ngày 01/6/2026"),
        (None, LAST, "đến ngày 30/6/2026"),
        (None, None, ""),
    ],
)
def test_day_range_in_words(start, end, words):
    assert day_range(start, end) == words


def test_working_day_before_skips_weekends_and_holidays():
    monday = date(2026, 7, 13)

    assert working_day_before(monday, 0) == monday
    assert working_day_before(monday, 1) == date(2026, 7, 10)
    assert working_day_before(monday, 5) == date(2026, 7, 6)
    assert working_day_before(monday, 1, frozenset({date(2026, 7, 10)})) == date(2026, 7, 9)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_working_day_before_is_a_working_day_with_that_many_between(day, days):
    found = working_day_before(day, days)
    between = [found + timedelta(days=one) for one in range((day - found).days)]

    assert len([one for one in between if one.weekday() < 5]) == days
    assert found.weekday() < 5


@pytest.mark.parametrize(
    "text",
    ["5/6/2026", "05/06/2026", "05-06-2026", "5.6.2026", "ngày 5 tháng 6 năm 2026", "Ngày 05 tháng 06 năm 2026",
     "2026-06-05", " 5 / 6 / 2026 ", unicodedata.normalize("NFD", "ngày 5 tháng 6 năm 2026"), "5/6/\u200b2026"],
)  # fmt: skip
def test_read_date_reads_day_first(text):
    assert read_date(text) == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("text", "said"), [("31/6/2026", "31/6/2026"), ("29/2/2026", "29/2/2026"), ("1/13/2026", "1/13/2026")]
)
def test_read_date_names_the_day_the_calendar_does_not_have(text, said):
    with pytest.raises(ValueError, match=f"^Không có ngày {said} trên lịch; kiểm tra lại ngày và tháng.$"):
        read_date(text)


@pytest.mark.parametrize("text", ["", "hôm nay", "6/2026", "5/6/26", "5/6/2026 lúc 8h", "0000", "1" * 5000])
def test_read_date_says_how_to_write_one(text):
    with pytest.raises(ValueError, match=r"^Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026\.$"):
        read_date(text)


@given(st.dates(date(1, 1, 1)))
def test_what_is_written_is_read_back(day):
    said = f"{day.day}/{day.month}/{day.year:04d}"

    assert read_date(said) == day
    assert day.year < 1000 or read_date(short_date(day)) == read_date(long_date(day)) == day


def test_nfc_alone_changes_no_spaces():
    assert vietnamese.nfc("a  b\n") == "a  b\n"


def test_an_index_goes_by_letters_and_only_then_by_tones():
    names = ["Đức", "Ơn", "An", "Ăn", "Ân", "Dũng", "Ẩn", "Ba", "Ấp", "Áp", "Ôn", "On", "Y", "Xa", "Ưa", "Ua", "2"]

    assert sorted(names, key=index_key) == [
        "2", "An", "Áp", "Ăn", "Ân", "Ẩn", "Ấp", "Ba", "Dũng", "Đức", "On", "Ôn", "Ơn", "Ua", "Ưa", "Xa", "Y",
    ]  # fmt: skip
