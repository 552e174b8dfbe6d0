"""Spelling and capitals."""

import pytest

from plans.checking import apply_fix
from plans.checking.spelling import is_syllable
from tests.checking import dash, found, good, messages, saying


def test_tone_of_the_fewer_is_moved_and_committees_are_named_whole():
    content = saying("Uỷ ban lo nhà văn hóa, sức khỏe; Ủy ban thăm.")

    assert [one[2] for one in messages(content, "V2")] == [
        "Viết “Uỷ ban” 1 chỗ, “Ủy ban” 2 chỗ; nên viết thống nhất “Ủy ban”."
    ]
    assert found(apply_fix(content, found(content, "V2")[0].fix), "V2") == []


def test_tone_unlike_the_rest_is_told_though_the_word_stands_once():
    assert [one[2] for one in messages(saying("Nhà văn hoá của phường."), "V2")] == [
        "Viết “hoá” 1 chỗ, “hóa” 1 chỗ; nên viết thống nhất “hóa”."
    ]
    assert [one[2] for one in messages(saying("Đường thuỷ an toàn."), "V2")] == [
        "Viết “thuỷ” 1 chỗ khác kiểu với cả văn bản; nên viết thống nhất “thủy”."
    ]


@pytest.mark.parametrize(
    "text", ["Quý I có hoàn cảnh khó, hoàng hôn, toàn trường.", "Ở Khánh Hoà, Thanh Hoá.", "Hát “hoà bình”.", "QUỸ HOÀ"]
)
def test_closed_syllables_names_and_quotations_keep_their_tones(text):
    assert messages(saying(text), "V2") == []


def test_document_in_the_old_style_keeps_it():
    content = good(opening="Uỷ ban:", items=(dash("a", "Giữ sức khoẻ, hoà giải."), dash("b", "Nhà văn hóa.")))

    assert [(one.fix.find, one.fix.replace) for one in found(content, "V2")] == [("hóa", "hoá")]


def test_qui_is_quy():
    content = saying("Giữ nội qui và qui định.")

    assert apply_fix(content, found(content, "V3")[0].fix) == saying("Giữ nội quy và quy định.")


def test_i_and_y_are_one_style():
    content = saying("Kỹ năng bơi, kỹ năng sống, kĩ năng hát.")
    (finding,) = found(content, "V3")

    assert finding.message == "Viết “kĩ năng” 1 chỗ, “kỹ năng” 2 chỗ; nên viết thống nhất “kỹ năng”."
    assert messages(saying("Dạy kĩ năng, tỷ lệ."), "V3") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Các nghành cùng lo.", "Các ngành cùng lo."), ("Bổ xung sách.", "Bổ sung sách."),
        ("Đội ngũ công tác viên.", "Đội ngũ cộng tác viên."), ("Ủng hỗ quỹ.", "Ủng hộ quỹ."),
    ],
)  # fmt: skip
def test_known_slip_is_mended(text, right):
    content = saying(text)
    (finding,) = found(content, "V4")

    assert apply_fix(content, finding.fix) == saying(right)


@pytest.mark.parametrize("word", ["chươgn", "nuớc", "đuợc", "thưc", "ngưòi", "trẻẻ", "kềnhh", "phuờng"])
def test_syllable_that_is_none_is_warned_of(word):
    assert [one[2] for one in messages(saying(f"Chữ {word} ở đây."), "V4")] == [
        f"Chữ “{word}” không có trong tiếng Việt; kiểm tra lỗi gõ."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "gì giết giếng giờ giữa quốc quỹ quyết quyền quỳnh quả khuỷu khuya loắt hoạch nghiêng ngoằn ngoèo thuở huơ",
        "xoong đoàn thuyền nguyệt huỳnh huýt tuýp yếu yểm ỷ ý chuếnh khuấy luật tuần thuế giúp ép ếch ọp ẹp ướt ươm",
        "phẫu thuật điều trị tuyên truyền nghỉ ngơi nghèo gửi gương trường khuyết tật hòa hoà thúy thuý quý oẳn rượu",
        "đường ruộng mượn nướng chuông nhuộm suối cuốn buộc muốt rước mướp hươu cừu liễu miệng kiếp tiệc niềm tiếng",
        "xoáy ngoáy hoẵng thoắt loạt ngoạm khoác khoái oách doanh quành kênh bệnh lệch mình phịch khít búp đũng giỗ",
        "quyển quơ quệt quen quyện sườn giềng giậu gìn rợp xơ-cứng đ ơ à",
    ],
)
def test_real_syllables_pass(words):
    assert [word for word in words.replace("-", " ").split() if not is_syllable(word)] == []


@pytest.mark.parametrize(
    "text", ["Xem video trên fanpage, website.", "Ở Krông Pắk, Đắk Lắk, Pa Kô.", "Bôxít, axít, vắc xin."]
)
def test_foreign_words_and_names_pass(text):
    assert messages(saying(text), "V4") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Luật trẻ em", "Luật Trẻ em"), ("tháng Hành động vì trẻ em", "Tháng hành động vì trẻ em"),
        ("Mặt trận tổ quốc", "Mặt trận Tổ quốc"), ("Ủy Ban", "Ủy ban"), ("Quỹ bảo trợ trẻ em", "Quỹ Bảo trợ trẻ em"),
    ],
)  # fmt: skip
def test_capitals_follow_the_decree(wrong, right):
    content = saying(f"Hưởng ứng {wrong} ở phường.")
    (finding,) = found(content, "V7")

    assert finding.message == f"Viết “{wrong}” chưa đúng quy định viết hoa; viết “{right}”."
    assert apply_fix(content, finding.fix) == saying(f"Hưởng ứng {right} ở phường.")


def test_quotations_keep_their_capitals():
    assert messages(saying("Theo “Luật trẻ em” cũ."), "V7") == []
    assert messages(saying("LUẬT TRẺ EM."), "V7") == []


def test_set_phrases_are_alike():
    content = saying("Phòng, chống đuối nước và phòng chống cháy, phòng chống thiên tai.")
    (finding,) = found(content, "V8")

    assert finding.fix.replace == "phòng, chống"
    assert found(apply_fix(content, finding.fix), "V8") == []
    assert messages(saying("Phòng chống đuối nước."), "V8") == []


def test_commoner_of_two_right_words_wins():
    content = saying("Đảm bảo an toàn, đảm bảo vui, bảo đảm sạch.")

    assert [(one.fix.find, one.fix.replace) for one in found(content, "V8")] == [("bảo đảm", "đảm bảo")]
