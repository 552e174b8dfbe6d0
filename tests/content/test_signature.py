"""The stacks of Điều 13, line for line (domain.md §1.5)."""

import unicodedata

import pytest

from plans.content.signature import Capacity, Regime, signature_lines

COMMITTEE, BOARD = "Ủy ban nhân dân", "Ban Chỉ đạo"


def stack(regime, name, head, own, capacity):
    return signature_lines(
        regime=regime, collective_name=name, head_title=head, own_title=own, capacity=Capacity(capacity)
    )


@pytest.mark.parametrize(
    ("name", "head", "own", "capacity", "printed"),
    [
        (COMMITTEE, "Chủ tịch", "Chủ tịch", "head", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (COMMITTEE, "Chủ tịch", "Phó Chủ tịch", "for_superior",
         ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (COMMITTEE, "Chủ tịch", "Chánh Văn phòng", "by_order", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (COMMITTEE, "Chủ tịch", "Phó Chủ tịch", "acting", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        (BOARD, "Trưởng ban", "Trưởng ban", "head", ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        (BOARD, "Trưởng ban", "Phó Trưởng ban", "for_superior",
         ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
    ],
)  # fmt: skip
def test_a_body_that_decides_together_signs_on_its_behalf(name, head, own, capacity, printed):
    assert stack(Regime.COLLECTIVE, name, head, own, capacity) == printed


@pytest.mark.parametrize(
    ("head", "own", "capacity", "printed"),
    [
        ("Chủ tịch", "Chủ tịch", "head", ("CHỦ TỊCH",)),
        ("Chủ tịch", "Phó Chủ tịch", "for_superior", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Chủ tịch", "Phó Chủ tịch", "acting", ("Q. CHỦ TỊCH",)),
        ("Giám đốc", "Giám đốc", "head", ("GIÁM ĐỐC",)),
        ("Giám đốc", "Phó Giám đốc", "for_superior", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("Giám đốc", "Chánh Văn phòng", "by_order", ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        ("Giám đốc", "Trưởng phòng", "by_mandate", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        ("Trưởng phòng", "Trưởng phòng", "head", ("TRƯỞNG PHÒNG",)),
        ("Trưởng phòng", "Phó Trưởng phòng", "for_superior", ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("Hiệu trưởng", "Hiệu trưởng", "head", ("HIỆU TRƯỞNG",)),
        ("Hiệu trưởng", "Phó Hiệu trưởng", "for_superior", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
    ],
)
def test_a_head_who_decides_signs_in_the_own_right(head, own, capacity, printed):
    assert stack(Regime.HEAD, "Sở Y tế", head, own, capacity) == printed


def test_lines_are_composed_capitals():
    decomposed = unicodedata.normalize("NFD", "Chủ tịch")

    assert stack(Regime.HEAD, "", decomposed, decomposed, "head") == (unicodedata.normalize("NFC", "CHỦ TỊCH"),)
