"""What a body is for, by its name, and what a task is about, by its words."""

import pytest

from plans.deriving.phrases.functions import Function, function_of, topic_of


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Phòng Văn hóa - Xã hội", Function.CULTURE),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", Function.OFFICE),
        ("Thường trực Hội đồng nhân dân phường", Function.PARTY),
        ("Hội Nông dân phường", Function.ASSOCIATION),
        ("Hội Liên hiệp Phụ nữ phường", Function.WOMEN),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam phường", Function.FRONT),
        ("Ủy ban nhân dân các xã, phường", Function.COMMUNES),
        ("Các trường học trên địa bàn phường", Function.EDUCATION),
        ("Sở Nông nghiệp và Môi trường", Function.OTHER),
        ("Trạm Y tế xã", Function.HEALTH),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", Function.FINANCE),
        ("Các phòng, đơn vị thuộc Ủy ban nhân dân phường", Function.DEPARTMENTS),
        ("Các thôn, tổ dân phố", Function.HAMLETS),
        ("Tỉnh đoàn", Function.YOUTH),
        ("Liên đội, Chi đoàn nhà trường", Function.YOUTH),
        ("Công đoàn phường", Function.UNION),
    ],
)
def test_a_name_tells_its_field(name, function):
    assert function_of(name) == function


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Bố trí kinh phí cho sân chơi", Function.FINANCE),
        ("Khám sàng lọc cho trẻ em", Function.HEALTH),
        ("Khám sàng lọc cho học sinh", None),
        ("Tổ chức Lễ phát động", None),
    ],
)
def test_a_task_is_about_a_field_only_when_nothing_else_fits(text, function):
    assert topic_of(text) == function
