"""The words that only ever begin one of a header's two columns."""

import pytest

from plans.content.vietnamese import fold
from plans.importing.halves import begins_left, begins_right, is_numeral


@pytest.mark.parametrize(
    "line",
    [
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn La, ngày 05 tháng 5 năm 2026",
        "Hải Phòng, ngày     tháng    năm 2024",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ GIÁM ĐỐC",
    ],
)
def test_national_title_date_and_signatory_begin_the_right(line):
    assert begins_right(fold(line))


@pytest.mark.parametrize("line", ["Trẻ em, ngày hội", "1. Chủ tịch Ủy ban nhân dân", "KẾ HOẠCH", "Chủ tịch nước"])
def test_words_of_the_body_do_not(line):
    assert not begins_right(fold(line))


def test_number_and_recipients_begin_the_left():
    assert begins_left(fold("Nơi nhận:"))
    assert begins_left(fold("Số: 05/KH-UBND"))
    assert not begins_left(fold("Số lượng trẻ em"))


def test_numerals_are_told_from_words():
    assert all(is_numeral(text) for text in ("1.", "1.2.", "iv.", "a)", "đ)", "-", "+"))
    assert not any(is_numeral(text) for text in ("số: 5", "ubnd", "12/6"))
