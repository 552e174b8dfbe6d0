"""The text itself."""

import unicodedata

import pytest

from plans.checking import apply_fix
from plans.content.plan import ActivityContent, SloganContent
from tests.checking import dash, found, good, messages, saying


def test_decomposed_letters_are_composed():
    content = saying(unicodedata.normalize("NFD", "Đuối nước."))
    (finding,) = found(content, "V1")

    assert finding.severity == "error"
    assert apply_fix(content, finding.fix) == saying("Đuối nước.")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Chăm lo cho cho trẻ em.", "Chăm lo cho trẻ em."), ("Tặng các cho các cho các em.", None),
        ("Các cơ quan tổ chức tổ chức hội trại.", "Các cơ quan tổ chức hội trại."), ("Của của công.", None),
    ],
)  # fmt: skip
def test_word_said_twice_is_warned_of(text, right):
    content = saying(text)
    (finding,) = found(content, "V5")

    assert finding.severity == "warning"
    if right:
        assert apply_fix(content, finding.fix) == saying(right)


@pytest.mark.parametrize(
    "text",
    [
        "Học sinh sinh hoạt hè.", "Ngày ngày luôn luôn vui.", "Hoạt động động viên trẻ em.", "Mỗi tổ tổ chức một buổi.",
        "Thăm trẻ em, trẻ em nghèo.", "Năm năm qua.", "Hát “cho cho”.",
    ],
)  # fmt: skip
def test_compounds_that_meet_pass(text):
    assert messages(saying(text), "V5") == []


def test_paragraph_said_twice_is_warned_of():
    text = "Vận động các hộ dân làm rào chắn quanh ao sâu."
    content = saying(text, children=(dash("y", text),))

    assert [one[2] for one in messages(content, "V5")] == [
        "Đoạn này trùng nguyên văn với một đoạn ở mục III; bỏ một đoạn."
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Sân chơi , ao hồ ;bể bơi .", "Sân chơi, ao hồ; bể bơi."), ("Ba  lớp.", "Ba lớp."),
        ("Giai đoạn 2021- 2025.", "Giai đoạn 2021 - 2025."), ("Lớp\u00a0bơi.", "Lớp bơi."),
        ("Thăm ( nếu có).", "Thăm (nếu có)."), ("Lớp\u200b bơi.", "Lớp bơi."),
    ],
)  # fmt: skip
def test_spaces_are_tidied(text, right):
    content = saying(text)
    (finding,) = found(content, "V6")

    assert finding.severity == "hint"
    assert apply_fix(content, finding.fix) == saying(right)


@pytest.mark.parametrize(
    "text", ["Kinh phí 1.234,5 triệu đồng.", "Hát “vui , vui”.", "Lúc 7 giờ 30...", "Năm 2021-2025."]
)
def test_tidy_text_passes(text):
    assert messages(saying(text), "V6") == []


def test_quotation_marks_and_dashes_are_of_one_kind():
    straight = saying('Phong trào "Em vui".')
    assert apply_fix(straight, found(straight, "V6")[0].fix) == saying("Phong trào “Em vui”.")

    dashes = saying("Thể dục – thể thao và Văn hóa - Xã hội.")
    assert apply_fix(dashes, found(dashes, "V6")[0].fix) == saying("Thể dục - thể thao và Văn hóa - Xã hội.")


@pytest.mark.parametrize("text", ["LEAVE A REPLY.", "Mùa hè *an toàn*.", "**Đậm**.", "Dòng<br>mới."])
def test_debris_is_warned_of(text):
    assert [one[0] for one in messages(saying(text), "V9")] == ["warning"]


def test_paragraph_is_closed():
    content = saying("Trao quà cho các em")
    (finding,) = found(content, "V9")

    assert finding.message == "Câu cuối của đoạn chưa có dấu kết; thêm dấu “.”."
    assert apply_fix(content, finding.fix) == saying("Trao quà cho các em.")


@pytest.mark.parametrize("text", ["Trao quà;", "Gồm có:", "Vui quá!", "Sách, vở…", "Hát “Vui”.", "Trao quà (nếu có)."])
def test_closed_paragraphs_pass(text):
    assert messages(saying(text), "V9") == []


def test_heads_and_activities_close_themselves():
    assert messages(saying("Lễ phát động", is_heading=True), "V9") == []
    assert messages(saying("Hội trại", activity=ActivityContent()), "V9") == []
    assert messages(saying("Công việc", children=(dash("y", "Một."),)), "V9") == []


def test_sentence_broken_in_two_is_warned_of():
    content = good(items=(dash("a", "Phong trào toàn dân"), dash("b", "chăm lo trẻ em.")))

    assert [one[2] for one in messages(content, "V9")] == [
        "Đoạn này bị ngắt giữa câu, phần sau nằm ở đoạn tiếp theo; ghép hai đoạn lại."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Liên hệ 0912345678.", "Gọi 0912 345 678.", "Gọi +84 912.345.678.", "Thăm cháu Lê Thị Mận.", "Tặng quà bé Na.",
        "Hỗ trợ em Nguyễn Văn Tí.", "Giúp cháu A., lớp 3.", "CCCD 001234567890.",
    ],
)  # fmt: skip
def test_personal_details_are_an_error(text):
    assert [one[0] for one in messages(saying(text), "V10")] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "Gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em số 111.",
        "Đường dây nóng 0912345678.",
        "Tổng đài tư vấn 18001234.",
        "Kinh phí 1.250.000.000 đồng.",
        "Các cháu Mầm non vui chơi.",
        "Danh hiệu cháu ngoan Bác Hồ.",
        "Trẻ em Hà Giang.",
        "Trẻ em Lê Lợi, phường Nguyễn Trãi.",
        "Trẻ em Nguyễn Nghiêm vui chơi.",
        "Các em Cao Bằng giao lưu.",
        "Mã số 0123/2026.",
    ],
)
def test_public_numbers_and_places_pass(text):
    assert messages(saying(text), "V10") == []


def test_office_telephone_is_a_warning():
    assert [one[0] for one in messages(saying("Điện thoại 0208 3855 123."), "V10")] == ["warning"]


def test_recipients_are_read_for_personal_details_too():
    assert [one[1] for one in messages(good(recipients=("UBND tỉnh", "Ông Bảy 0912345678")), "V10")] == ["Nơi nhận"]


def test_hotline_is_111():
    content = saying("Gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em số 113.")
    (finding,) = found(content, "V10")

    assert apply_fix(content, finding.fix) == saying("Gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em số 111.")


def test_slogans_are_left_as_they_are():
    content = good(slogans=(SloganContent(text="Vui  vui , cho cho trẻ"),))

    assert [found(content, code) for code in ("V5", "V6", "V9")] == [[], [], []]
