"""The words that tell the parts of a document."""

import pytest

from plans.importing.parsing import vocabulary


@pytest.mark.parametrize("text", ["KẾ HOẠCH", "Kế hoạch", "K Ế  H O Ạ C H", "KẾ HOẠCH LIÊN TỊCH", "DỰ THẢO KẾ HOẠCH"])
def test_plan_is_named_by_its_type_line(text):
    found = vocabulary.type_line(text)

    assert vocabulary.type_code(found["type"]) == "KH"
    assert found["rest"] == ""


def test_title_behind_the_type_is_the_rest():
    text = "KẾ HOẠCH Triển khai Tháng hành động"
    found = vocabulary.type_line(text)

    assert text[found.start("rest") :] == "Triển khai Tháng hành động"


@pytest.mark.parametrize(
    "text", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Q. CHỦ TỊCH", "HIỆU TRƯỞNG", "T/M BAN THƯỜNG VỤ"]
)
def test_stack_over_a_signature_is_recognised(text):
    assert vocabulary.is_stack_line(text)


@pytest.mark.parametrize(
    "text", ["Giám đốc các sở, thủ trưởng cơ quan;", "Chủ tịch Ủy ban nhân dân các xã chịu trách nhiệm."]
)
def test_sentence_about_posts_is_no_stack(text):
    assert not vocabulary.is_stack_line(text)


@pytest.mark.parametrize(
    "text", ["LEAVE A REPLY", "Lượt xem: 245", "Tin liên quan", "Trang chủ", "Tác giả: Ban biên tập", "© 2024"]
)
def test_words_of_web_pages_are_known(text):
    assert vocabulary.is_chrome(text)


@pytest.mark.parametrize("text", ["Truyền thông trên trang thông tin", "Chia quà cho trẻ em", "NỘI DUNG HOẠT ĐỘNG"])
def test_words_of_plans_are_not(text):
    assert not vocabulary.is_chrome(text)


def test_key_is_as_long_as_the_text():
    for text in ("UỶ BAN", "Hoà Bình", "İstanbul ß", "ỦY BAN"):
        assert len(vocabulary.key(text)) == len(text)


def test_capitals_may_slip_once():
    assert vocabulary.is_capitals("KẾ HOẠCH LIÊN TỊCH CỦA CÁC NGÀNh")
    assert not vocabulary.is_capitals("Kế hoạch")
    assert not vocabulary.is_capitals("12/2024")
