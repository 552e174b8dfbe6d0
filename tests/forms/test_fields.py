"""What officials type: dates day first, money in đồng, text in one Unicode form, and the sentence for every refusal."""

import unicodedata
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from plans.forms.fields import CleanCharField, CleanTextField, LinesField, VietnameseDateField, VietnameseMoneyField


def sentence(field, typed):
    """What the person reads when the field refuses."""
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    return refusal.value.messages


@pytest.mark.parametrize(
    "typed",
    ["05/6/2026", "5/6/2026", "05-06-2026", "5.6.2026", "2026-06-05", "05062026", " ngày 5 tháng 6 năm 2026 "],
)
def test_date_field_reads_the_day_first(typed):
    assert VietnameseDateField().clean(typed) == date(2026, 6, 5)


@pytest.mark.parametrize("typed", ["", None, "   ", "\u200b"])
def test_date_field_takes_nothing_for_no_date(typed):
    assert VietnameseDateField(required=False).clean(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/6/2026", "Không có ngày 31/6/2026 trên lịch; kiểm tra lại ngày và tháng."),
        ("31062026", "Không có ngày 31/6/2026 trên lịch; kiểm tra lại ngày và tháng."),
        ("29/2/2026", "Không có ngày 29/2/2026 trên lịch; kiểm tra lại ngày và tháng."),
        ("mai", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."),
        ("5/6", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."),
        ("", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."),
        ("9" * 5000, "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."),
    ],
)
def test_date_field_says_what_is_wrong(typed, said):
    assert sentence(VietnameseDateField(), typed) == [said]


class DayForm(forms.Form):
    day = VietnameseDateField(label="Ngày")


def test_date_field_shows_a_stored_date_in_vietnamese_form():
    assert DayForm(initial={"day": date(2026, 6, 5)})["day"].as_widget() == (
        '<input type="text" name="day" value="05/6/2026" inputmode="numeric" placeholder="05/6/2026" autocomplete="off"'
        ' class="short" required id="id_day">'
    )


def test_date_field_gives_back_what_was_typed():
    form = DayForm({"day": "31/6/2026"}, initial={"day": date(2026, 6, 5)})

    assert (form.is_valid(), form["day"].value()) == (False, "31/6/2026")


@pytest.mark.parametrize(
    ("typed", "changed"), [("5-6-2026", False), ("05/6/2026", False), ("06/6/2026", True), ("", True), ("31/6", True)]
)
def test_date_field_knows_the_same_day_in_another_form(typed, changed):
    assert VietnameseDateField().has_changed(date(2026, 6, 5), typed) is changed


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.567", 1_234_567),
        ("1 234 567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1234567", 1_234_567),
        ("15.000.000 đồng", 15_000_000),
        ("15.000.000đ", 15_000_000),
        ("15.000.000 VNĐ", 15_000_000),
        ("0", 0),
        ("000", 0),
    ],
)
def test_money_field_reads_whole_dong(typed, amount):
    assert VietnameseMoneyField().clean(typed) == amount


@pytest.mark.parametrize("typed", ["1,5", "1.5 triệu", "-5.000", "1.23.456", "12.3456", "năm triệu", "٣٤"])
def test_money_field_refuses_to_guess(typed):
    assert sentence(VietnameseMoneyField(), typed) == ["Ghi số tiền bằng đồng, chỉ gồm chữ số, ví dụ 15.000.000."]


def test_money_field_refuses_more_than_any_budget():
    assert sentence(VietnameseMoneyField(), "9" * 16) == ["Số tiền này quá lớn; kiểm tra lại các số 0."]


def test_money_field_tells_nothing_from_zero():
    assert (VietnameseMoneyField(required=False).clean(""), VietnameseMoneyField(required=False).clean("0")) == (
        None,
        0,
    )


def test_money_field_shows_dots_between_thousands():
    assert VietnameseMoneyField().widget.format_value(1_234_567) == "1.234.567"


def test_line_field_keeps_one_unicode_form_without_invisible_characters():
    typed = "  " + unicodedata.normalize("NFD", "Ủy ban\u200b nhân dân") + "\u00a0phường\tĐức\x07 Xuân\n"

    assert CleanCharField().clean(typed) == "Ủy ban nhân dân phường Đức Xuân"


def test_line_field_measures_what_would_be_kept():
    decomposed = unicodedata.normalize("NFD", "Ủ" * 10)

    assert (len(decomposed), CleanCharField(max_length=10).clean(decomposed)) == (20, "Ủ" * 10)


def test_line_field_says_how_long_the_text_is():
    assert sentence(CleanCharField(max_length=10), "a" * 12) == ["Ghi tối đa 10 ký tự; đang có 12 ký tự."]


def test_line_field_of_nothing_but_spaces_is_empty():
    assert sentence(CleanCharField(), " \u200b ") == ["Ô này chưa ghi gì."]


def test_line_field_lets_no_browser_cut_what_is_pasted():
    assert "maxlength" not in CleanCharField(max_length=10).widget.attrs


def test_text_field_keeps_line_breaks():
    assert (
        CleanTextField().clean("Phòng  Văn hóa - Xã hội \r\n\r\nTrạm Y tế\n") == "Phòng Văn hóa - Xã hội\n\nTrạm Y tế"
    )


def test_lines_field_gives_the_lines_in_their_order():
    assert LinesField().clean("Đảng ủy phường\n\n  HĐND phường \r\n") == ["Đảng ủy phường", "HĐND phường"]


def test_lines_field_names_the_line_that_is_too_long():
    assert sentence(LinesField(line_length=5), "ngắn\nquá dài") == ["Dòng 2 dài 7 ký tự; mỗi dòng ghi tối đa 5 ký tự."]


def test_lines_field_may_be_empty():
    assert LinesField(required=False).clean("") == []


@pytest.mark.parametrize(("typed", "changed"), [("a\r\nb", False), ("b\r\na", True)])
def test_lines_field_knows_another_order(typed, changed):
    assert LinesField().has_changed(["a", "b"], typed) is changed
