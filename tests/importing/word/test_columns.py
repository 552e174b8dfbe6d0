"""Header and signature tables have two columns; a table of facts has none."""

from plans.importing.lines import Column
from plans.importing.word.columns import columns_of_table, halves

L, R, ALL = Column.LEFT, Column.RIGHT, Column.WHOLE


def test_a_header_table_has_two_columns():
    rows = [
        [["ủy ban nhân dân", "phường x"], ["cộng hòa xã hội chủ nghĩa việt nam"]],
        [["số: 05/kh-ubnd"], ["x, ngày 05 tháng 5 năm 2026"]],
    ]

    assert columns_of_table(rows) == [[L, R], [L, R]]


def test_an_empty_cell_may_part_the_columns():
    assert columns_of_table([[["nơi nhận:"], [], ["tm. ủy ban nhân dân"]], [[], [], ["a"]]]) == [[L, L, R], [L, L, R]]


def test_a_row_across_both_columns_stays_whole():
    assert columns_of_table([[["nơi nhận:"], ["giám đốc"]], [["kế hoạch"]]]) == [[L, R], [ALL]]


def test_tables_of_facts_have_no_columns():
    assert columns_of_table([[["stt"], ["nội dung"], ["thời gian"]]]) == [[ALL, ALL, ALL]]
    assert columns_of_table([[["hoạt động"], ["đơn vị"]], [["lễ phát động"], ["sở y tế"]]]) == [[ALL, ALL], [ALL, ALL]]
    assert columns_of_table([]) == []


def test_a_tabbed_header_line_is_parted():
    assert halves("UBND TỈNH X\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == (
        (L, "UBND TỈNH X"), (R, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    )  # fmt: skip
    assert halves("Số:     /KH-UBND          Đức Xuân, ngày    tháng 5 năm 2024") == (
        (L, "Số:     /KH-UBND"), (R, "Đức Xuân, ngày    tháng 5 năm 2024"),
    )  # fmt: skip


def test_a_tab_after_a_numeral_or_between_words_parts_nothing():
    assert halves("1.\tChủ tịch") is None
    assert halves("Thời gian:\ttháng 6") is None
    assert halves("\tTM. ỦY BAN NHÂN DÂN") is None
