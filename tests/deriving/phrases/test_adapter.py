"""One sentence of the province as the ward writes it: read as a table of before and after."""

import pytest

from plans.deriving.phrases.adapter import Adapter
from plans.deriving.terms import NoteKind
from tests.deriving.papers import DEPARTMENT_UNIT, WARD_UNIT, province_plan

ADAPTER = Adapter(province_plan(), WARD_UNIT)


def kinds(text):
    return [one.kind for one in ADAPTER.adapt(text).findings]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # territory
        ("trên địa bàn toàn tỉnh", "trên địa bàn toàn phường"),
        ("trên địa bàn tỉnh Thái Nguyên", "trên địa bàn phường Đức Xuân"),
        ("Lễ phát động cấp tỉnh", "Lễ phát động cấp phường"),
        ("lãnh đạo tỉnh dự", "lãnh đạo phường dự"),
        ("TRÊN ĐỊA BÀN TỈNH THÁI NGUYÊN", "TRÊN ĐỊA BÀN PHƯỜNG ĐỨC XUÂN"),
        ("Mỗi xã, phường chọn việc", "Phường chọn việc"),
        ("tại các xã, phường, đặc khu", "tại phường"),
        ("Ủy ban nhân dân cấp xã tổ chức", "Ủy ban nhân dân phường tổ chức"),
        ("mỗi thôn, tổ dân phố một việc", "mỗi tổ dân phố một việc"),
        ("mỗi thôn/tổ dân phố một việc", "mỗi tổ dân phố một việc"),
        # the superior's committee: acts → the ward's own, is reported to → stays
        ("Ủy ban nhân dân tỉnh giao Sở Y tế", "Ủy ban nhân dân phường giao Phòng Văn hóa - Xã hội"),
        ("UBND tỉnh Thái Nguyên tổ chức", "Ủy ban nhân dân phường tổ chức"),
        ("tham mưu Ủy ban nhân dân tỉnh ban hành", "tham mưu Ủy ban nhân dân phường ban hành"),
        ("tham mưu, trình Ủy ban nhân dân tỉnh", "tham mưu, trình Ủy ban nhân dân phường"),
        # bodies
        ("Sở Y tế", "Phòng Văn hóa - Xã hội"),
        ("Công an tỉnh Thái Nguyên", "Công an phường"),
        ("Sở Y tế tỉnh Thái Nguyên", "Phòng Văn hóa - Xã hội"),
        ("Tỉnh đoàn", "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường"),
        ("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("giao Sở Giáo dục và Đào tạo rà soát", "giao các trường học trên địa bàn phường rà soát"),
        ("Sở Giáo dục và Đào tạo rà soát", "Các trường học trên địa bàn phường rà soát"),
        ("Sở Y tế, Sở Văn hóa, Thể thao và Du lịch dự", "Phòng Văn hóa - Xã hội dự"),
        (
            "Sở Văn hóa, Thể thao và Du lịch phối hợp với Sở Y tế khám",
            "Phòng Văn hóa - Xã hội phối hợp với Trạm Y tế phường khám",
        ),
        ("Các sở, ban, ngành, đoàn thể tỉnh", "Các phòng, ban, ngành, đoàn thể phường"),
    ],
)
def test_changes(before, after):
    assert ADAPTER.adapt(before).text == after


@pytest.mark.parametrize(
    "text",
    [
        "phong trào “Toàn tỉnh vì trẻ em”",
        'phong trào "Toàn tỉnh vì trẻ em"',
        "theo Quyết định số 77/QĐ-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh về kinh phí cấp tỉnh",
        "Chủ đề: “⟦chủ đề⟧”, ⟦thời gian⟧",
        "tổng hợp, báo cáo Ủy ban nhân dân tỉnh",
        "báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Y tế)",
        "đề xuất Ủy ban nhân dân tỉnh tặng Bằng khen",
        "được Ủy ban nhân dân tỉnh tặng Bằng khen",
        "gửi Sở Y tế trước ngày 20/7",
        "theo hướng dẫn của Sở Y tế",
        "theo hướng dẫn của tỉnh",
        "Quỹ Bảo trợ trẻ em tỉnh",
        "doanh nghiệp trong và ngoài tỉnh",
        "các tỉnh, thành phố lân cận",
        "địa bàn tỉnh Lạng Sơn",
        "số 5, phường Tích Lương, tỉnh Thái Nguyên",
        "Luật Công an nhân dân",
        "chỉ đạo các cơ sở y tế",
        "bình tĩnh",
    ],
)
def test_does_not_change(text):
    assert ADAPTER.adapt(text).text == text


def test_decomposed_text_is_composed():
    assert ADAPTER.adapt("toa\u0300n ti\u0309nh").text == "toàn phường"


def test_a_sentence_written_for_communes_keeps_the_superiors_bodies():
    text = "Phối hợp với Sở Y tế tập huấn trên địa bàn tỉnh."

    assert ADAPTER.adapt(text, keeps_agencies=True).text == "Phối hợp với Sở Y tế tập huấn trên địa bàn phường."


def test_the_body_it_stands_under_is_not_its_own_partner():
    adapted = ADAPTER.adapt("Phối hợp với Sở Y tế khám.", used=frozenset({"phong-vhxh"}))

    assert adapted.text == "Phối hợp với Trạm Y tế phường khám."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sở Y tế làm.", NoteKind.AGENCY_CHOICE),
        ("Sở Xây dựng làm.", NoteKind.AGENCY_UNKNOWN),
        ("Quỹ Bảo trợ trẻ em tỉnh", NoteKind.SUPERIOR_BODY),
        ("ở vùng sâu, vùng xa", NoteKind.SUPERIOR_PHRASE),
        ("Diễn đàn trẻ em các cấp", NoteKind.SUPERIOR_PHRASE),
        ("báo cáo Ủy ban nhân dân tỉnh và Bộ Y tế", NoteKind.SUPERIOR_PHRASE),
        ("Chỉ đạo các xã, phường làm", NoteKind.SUPERIOR_PHRASE),
        ("hoạt động cấp tỉnh", NoteKind.SUPERIOR_PHRASE),
    ],
)
def test_says_what_needs_a_look(text, kind):
    assert kind in kinds(text)


def test_says_nothing_about_a_sentence_that_fits_everywhere():
    assert kinds("Mỗi gia đình quan tâm, trông giữ trẻ em trong dịp hè.") == []


def test_a_replacement_is_told_in_one_sentence():
    (finding,) = ADAPTER.adapt("Công an tỉnh tuần tra.").findings

    assert finding.message == "Đã đổi “Công an tỉnh” thành “Công an phường”."


def test_a_department_shares_the_provinces_words():
    text = "Phối hợp với Sở Y tế trên địa bàn tỉnh, báo cáo Ủy ban nhân dân tỉnh."

    assert Adapter(province_plan(), DEPARTMENT_UNIT).adapt(text).text == text


def test_an_empty_text_stays_empty():
    assert ADAPTER.adapt("").text == ""
