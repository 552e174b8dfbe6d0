"""Sentences of real reports: which seem to tell who a child is, and which must not be bothered with."""

import unicodedata

import pytest

from plans.reporting.personal import SuspicionKind, suspicions, suspicious_name

NAME, CLASS, TELEPHONE, NUMBER, ADDRESS = SuspicionKind

TELLING = [
    ("Cháu N.V.A., lớp 4B được tặng xe đạp để đến trường.", [(NAME, "Cháu N.V.A."), (CLASS, "lớp 4B")]),
    ("Tặng xe đạp cho em Nguyễn Văn A.", [(NAME, "em Nguyễn Văn A.")]),
    ("thăm cháu Bế Thị Mai bị bệnh tim", [(NAME, "cháu Bế Thị Mai")]),
    ("Em Hoàng Văn B. mồ côi cha mẹ", [(NAME, "Em Hoàng Văn B.")]),
    ("hỗ trợ bé Na phẫu thuật", [(NAME, "bé Na")]),
    ("hỗ trợ bé gái Lò Thị Hoa phẫu thuật", [(NAME, "bé gái Lò Thị Hoa")]),
    ("cháu tên là Mai bị ngã", [(NAME, "cháu tên là Mai")]),
    ("Cháu H. bị đuối nước tại suối", [(NAME, "Cháu H")]),
    ("nạn nhân N.T.H bị xâm hại", [(NAME, "nạn nhân N.T.H")]),
    ("trẻ Giàng A Páo được phẫu thuật môi", [(NAME, "trẻ Giàng A Páo")]),
    ("học sinh Trần Thị Bích đạt giải", [(NAME, "học sinh Trần Thị Bích")]),
    ("bệnh nhi Lường Văn C được mổ tim", [(NAME, "bệnh nhi Lường Văn C")]),
    ("các em Nguyễn Văn A và Lê Thị B", [(NAME, "em Nguyễn Văn A")]),
    ("tặng quà 02 cháu (N.V.A và L.T.B)", [(NAME, "N.V.A"), (NAME, "L.T.B")]),
    ("là con của ông Hà Văn Minh bị tai nạn", [(NAME, "con của ông Hà Văn Minh")]),
    ("con anh Tuấn bị bỏng", [(NAME, "con anh Tuấn")]),
    ("em T.V.Q học lớp 12A1", [(NAME, "em T.V.Q"), (CLASS, "lớp 12A1")]),
    ("một học sinh lớp 9c bị bạo lực", [(CLASS, "lớp 9c")]),
    ("Lớp 4/2 có em bỏ học", [(CLASS, "Lớp 4/2")]),
    ("cháu học lớp mầm 2", [(CLASS, "lớp mầm 2")]),
    ("lớp 5 A nhận học bổng", [(CLASS, "lớp 5 A")]),
    ("liên hệ mẹ cháu 0912 345 678", [(TELEPHONE, "0912 345 678")]),
    ("số máy 0987654321", [(TELEPHONE, "0987654321")]),
    ("gọi +84 912.345.678", [(TELEPHONE, "+84 912.345.678")]),
    ("CCCD 019085012345", [(NUMBER, "019085012345")]),
    ("định danh 019 085 012345 của trẻ", [(NUMBER, "019 085 012345")]),
    ("thẻ TE1010123456789", [(NUMBER, "TE1010123456789")]),
    ("CMND số 095123456", [(NUMBER, "CMND số 095123456")]),
    ("Một trẻ tử vong do đuối nước tại thôn Nà Hin.", [(ADDRESS, "thôn Nà Hin")]),
    ("tặng quà 01 cháu ở tổ 5", [(ADDRESS, "tổ 5")]),
    ("cháu N.V.A ở số nhà 12, tổ 7", [(NAME, "cháu N.V.A"), (ADDRESS, "số nhà 12"), (ADDRESS, "tổ 7")]),
    ("thăm cháu Mai, bản Khuổi Slao", [(NAME, "cháu Mai"), (ADDRESS, "bản Khuổi Slao")]),
]

PLAIN = [
    "Thăm, tặng quà 386 trẻ em có hoàn cảnh đặc biệt.",
    "Trẻ em được vui chơi, em bé được tiêm chủng; các cháu được khám.",
    "Quỹ Bảo trợ trẻ em Việt Nam ủng hộ 20 triệu đồng.",
    "Tháng hành động vì trẻ em Năm 2026; Luật Trẻ em năm 2016.",
    "Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND phường, dự và phát biểu.",
    "Ông Hoàng Văn Bình và bà Ma Thị Na trao quà.",
    "Chị em Hội Phụ nữ, anh em Đoàn Thanh niên cùng tham gia.",
    "con em Đồng bào các dân tộc",
    "trẻ em Đức Xuân, trẻ em Mông, học sinh Tày, Nùng",
    "học sinh Trường Tiểu học Đức Xuân và học sinh THCS",
    "các cháu Trường Mầm non Sông Cầu",
    "Đại hội cháu ngoan Bác Hồ; cháu Ngoan Bác Hồ",
    "Mở 03 lớp dạy bơi, 02 lớp tập huấn kỹ năng.",
    "từ lớp 1 đến lớp 5, khối lớp 9, học sinh lớp 12 của phường",
    "Hai lớp khám sàng lọc mở tại Trạm Y tế.",
    "lớp 5 Anh văn miễn phí; 2 lớp 25 em",
    "Gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em số 111, công an 113.",
    "đường dây nóng của phường 0912 345 678",
    "Kế hoạch số 115/KH-UBND ngày 28/4/2026, Công văn số 1481/BYT-BMTE.",
    "Tổng kinh phí 1.234.567.890 đồng, 0,5 tỷ đồng, 312.000.000 đồng",
    "điện thoại Trạm Y tế 0209 3870 123",
    "12 cháu ở thôn Nà Hin được tặng quà.",
    "Tổ dân phố 5 và thôn Nà Hin tổ chức ngày hội.",
    "Tổ Chức năng liên ngành kiểm tra 6 cơ sở tại tổ 7.",
    "Một cháu được tặng học bổng. Tổ 5 tổ chức Trung thu.",
    "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; TP. Thái Nguyên",
    "U.B.N.D phường phối hợp M.T.T.Q",
    "doanh nghiệp U.S.A tài trợ",
    "em bé và bà mẹ; bé trai, bé gái; các em thiếu nhi",
    "Em yêu biển đảo quê hương; em vẽ tranh",
    "Trẻ sơ sinh được sàng lọc; trẻ Việt Nam khỏe mạnh",
    "nạn nhân được hỗ trợ; học sinh nghèo vượt khó",
    "khen thưởng cô giáo Lê Thị Lan, Bí thư Đoàn Trần Văn Nam",
    "con ông cháu cha; con của hộ nghèo",
    "",
    "A. B. C.",
    "Phường có 1164 trẻ em, 15 tổ dân phố, 13 tổ có hoạt động.",
    "Ngày 01/6/2026 tại Nhà Văn hóa phường; ngày 20.12.2026",
    "đạt 45/45 suất học bổng, 100% trẻ em được khám, tỷ lệ 86,7%",
    "Vận động 102345678901 đồng",
]


@pytest.mark.parametrize(("text", "told"), TELLING)
def test_what_seems_to_tell_who_a_child_is(text, told):
    found = suspicions(text)

    assert [(one.kind, one.excerpt) for one in found] == told
    assert all(text[one.start : one.end] == one.excerpt and one.excerpt in one.sentence for one in found)


@pytest.mark.parametrize("text", PLAIN)
def test_what_a_report_may_well_say(text):
    assert suspicions(text) == ()


def test_letters_typed_apart_from_their_marks_are_read_all_the_same():
    [found] = suspicions(unicodedata.normalize("NFD", "tặng xe cho cháu Bế Thị Mai"))

    assert found.excerpt == "cháu Bế Thị Mai"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cháu N.V.A.jpg", NAME),
        ("chau-nguyen-van-a.jpg", NAME),
        ("chau n.v.a.png", NAME),
        ("be_tran_thi_b.jpeg", NAME),
        ("lop_4B.pdf", CLASS),
        ("Ảnh lớp 4B.jpg", CLASS),
        ("anh 0912345678.jpg", TELEPHONE),
        ("019085012345_mat_truoc.jpg", NUMBER),
    ],
)
def test_file_names_that_tell(name, kind):
    found = suspicious_name(name)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20260601_101112.jpg",
        "z5478123456789.jpg",
        "received_1234567890123.jpeg",
        "tre-em-nguyen-xa.jpg",
        "tang qua tre em 1.6.2026.pdf",
        "lop boi 2026.jpg",
        "Chau Thanh.jpg",
        "Kế hoạch số 47.KH-UBND.pdf",
        "le phat dong.jpg",
    ],
)
def test_file_names_that_tell_nothing(name):
    assert suspicious_name(name) is None


def test_a_page_of_text_is_read_in_no_time():
    """No pattern runs away on long texts: 20.000 characters of what nearly matches."""
    for piece in ("cháu A.", "Nguyễn ", "0 9 ", "lớp 1", "A.B.", "tổ 5 "):
        suspicions(piece * (20_000 // len(piece)))
