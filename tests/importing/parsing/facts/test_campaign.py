"""Theme, days of the Month and of its launch."""

from datetime import date

import pytest

from plans.importing.parsing.facts.campaign import read_launch, read_period, read_theme
from plans.importing.parsing.pieces import Findings


def texts(*paragraphs):
    return [(one, (number,)) for number, one in enumerate(paragraphs, 1)]


@pytest.mark.parametrize(
    ("paragraphs", "theme"),
    [
        (["Chủ đề Tháng hành động vì trẻ em năm 2023: “Vì trẻ em hôm nay”."], "Vì trẻ em hôm nay"),
        (["tổ chức Tháng hành động với chủ đề \"Vì trẻ em hôm nay\" và theo"], "Vì trẻ em hôm nay"),
        (["- Chủ đề: Chung tay giảm tổn hại cho trẻ em."], "Chung tay giảm tổn hại cho trẻ em"),
        (["Chủ đề", "“Vì trẻ em hôm nay”"], "Vì trẻ em hôm nay"),
        (["Diễn đàn trẻ em với chủ đề “Em nói, người lớn nghe”."], None),
        (["Tuyên truyền về chủ đề, khẩu hiệu của năm."], None),
    ],
)  # fmt: skip
def test_theme_is_the_months(paragraphs, theme):
    assert read_theme(texts(*paragraphs), Findings()) == theme


JUNE = (date(2024, 6, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("paragraph", "period"),
    [
        ("2. Thời gian: Từ ngày 01/6/2024 đến ngày 30/6/2024.", JUNE),
        ("Thời gian thực hiện: từ ngày 01/6 - 30/6", JUNE),
        ("Tháng hành động vì trẻ em được tổ chức từ ngày 01 đến ngày 30 tháng 6 năm 2024.", JUNE),
        ("(Từ ngày 01/6/2024 đến ngày 30/6/2024)", JUNE),
        ("Tháng hành động kéo dài từ 01 tháng 6 đến hết ngày 30/6/2024", None),
        ("Lễ phát động Tháng hành động từ ngày 22/5 đến ngày 01/6/2024", None),
        ("Kiểm tra từ ngày 10/6 đến ngày 20/6/2024", None),
        ("Trong tháng 6 năm 2024", None),
    ],
)
def test_period_is_the_months_own_days(paragraph, period):
    assert read_period(texts(paragraph), 2024, Findings()) == period


def test_launch_has_its_own_days():
    found = read_launch(
        texts("Thời gian tổ chức Phát động: từ ngày 21 tháng 5 đến ngày 01 tháng 6 năm 2024."), 2024, Findings()
    )

    assert found == (date(2024, 5, 21), date(2024, 6, 1))
