"""Agencies under "Tổ chức thực hiện" in their shapes."""

import pytest

from tests.importing.parsing.reading import read

HEAD = "KẾ HOẠCH\nChăm lo cho trẻ em năm 2024\nI. NỘI DUNG\nMột việc.\nII. TỔ CHỨC THỰC HIỆN\n"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("1. Sở Y tế\n- Khám.\n2. Đề nghị Tỉnh đoàn\n- Vui.", ["Sở Y tế", "Tỉnh đoàn"]),
        ("1. Sở Y tế: khám cho trẻ.\n2. Các trường học: dạy bơi.", ["Sở Y tế", "Các trường học"]),
        ("- Giao Phòng Văn hóa chủ trì, phối hợp với các ngành.\n- Công an xã giữ trật tự.", ["Phòng Văn hóa"]),
        (
            "1. Văn phòng Sở có trách nhiệm đôn đốc.\n2. Các phòng căn cứ kế hoạch để làm.",
            ["Văn phòng Sở", "Các phòng"],
        ),
        ("1. Hội Nông dân, Hội Khuyến học phường\nCùng làm.", ["Hội Nông dân", "Hội Khuyến học phường"]),
        ("1. Sở Văn hóa, Thể thao và Du lịch\nMở cửa.", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("1. Cấp tỉnh\na) Sở Y tế\n- Khám.\n2. Cấp xã\na) Trạm Y tế: khám.", ["Sở Y tế", "Trạm Y tế"]),
        ("1. Chế độ báo cáo\nGửi về Sở.\n2. Kinh phí\nTừ ngân sách.", []),
        ("Các đơn vị thực hiện tốt Kế hoạch này.", []),
    ],
)
def test_agencies_are_read(body, names):
    assert read(HEAD + body + "\nIII. KINH PHÍ\nTừ ngân sách.").agencies == tuple(names)


def test_each_is_responsible_for_its_item_and_levels_are_covered():
    recognised = read(HEAD + "1. Ủy ban nhân dân các xã, phường\n- Làm.\n2. Sở Y tế\n- Khám.")
    wards, health = recognised.content.items[1].children

    assert [(one.agency, one.covers_level) for one in wards.responsibilities] == [
        ("Ủy ban nhân dân các xã, phường", "commune")
    ]
    assert [(one.agency, one.covers_level) for one in health.responsibilities] == [("Sở Y tế", "")]
