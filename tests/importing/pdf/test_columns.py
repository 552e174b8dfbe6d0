"""Columns are told by the strip of paper between them."""

from plans.importing.lines import Column
from plans.importing.pdf.columns import in_columns
from plans.importing.pdf.words import rows_of
from tests.importing.pdf.test_words import word

WIDTH = 595.0


def line(text, left, baseline, size=14.0):
    """Words of six points a letter, four points apart."""
    words = []
    for part in text.split():
        words.append(word(part, left, baseline, size))
        left = words[-1].right + 4
    return words


def read(*lines):
    rows = in_columns(rows_of([one for words in lines for one in words]), WIDTH)
    return [(row.column, row.raw) for row in rows]


L, R, ALL = Column.LEFT, Column.RIGHT, Column.WHOLE
TITLE = "Cộng hòa xã hội chủ nghĩa Việt Nam"
BODY = "Ủy ban nhân dân phường ban hành Kế hoạch triển khai Tháng hành động vì trẻ em năm 2026"


def test_a_header_is_read_left_column_first():
    assert read(
        line("ỦY BAN NHÂN DÂN", 100, 70),
        line(TITLE, 300, 70),
        line("PHƯỜNG X", 120, 85),
        line("Số: 05/KH-UBND", 105, 115),
        line("X, ngày 05 tháng 5 năm 2026", 310, 115),
        line("KẾ HOẠCH", 280, 150),
        line(BODY, 85, 180),
    ) == [
        (L, "ỦY BAN NHÂN DÂN"),
        (L, "PHƯỜNG X"),
        (L, "Số: 05/KH-UBND"),
        (R, TITLE),
        (R, "X, ngày 05 tháng 5 năm 2026"),
        (ALL, "KẾ HOẠCH"),
        (ALL, BODY),
    ]


def test_blanks_for_number_and_day_do_not_part_a_column():
    number = [word("Số:", 110, 115), word("/KH-UBND", 146, 115)]
    date = [
        word("X,", 320, 115),
        word("ngày", 336, 115),
        word("tháng", 384, 115),
        word("năm", 438, 115),
        word("2026", 460, 115),
    ]

    assert read(line("UBND PHƯỜNG X", 100, 70), line(TITLE, 300, 70), number, date)[1] == (L, "Số: /KH-UBND")


def test_recipients_beside_a_signature_are_told_apart_though_their_lines_differ():
    recipients = [line(f"- Đơn vị {number};", 85, 615 + 13 * number, 11.0) for number in range(1, 9)]

    assert read(
        line("Trên đây là Kế hoạch./.", 121, 580),
        line("Nơi nhận:", 85, 615, 12.0),
        line("TM. ỦY BAN NHÂN DÂN", 350, 616),
        line("CHỦ TỊCH", 385, 633),
        *recipients,
        line("Nguyễn Văn An", 373, 712),
    ) == [
        (ALL, "Trên đây là Kế hoạch./."),
        (L, "Nơi nhận:"),
        *((L, f"- Đơn vị {number};") for number in range(1, 9)),
        (R, "TM. ỦY BAN NHÂN DÂN"),
        (R, "CHỦ TỊCH"),
        (R, "Nguyễn Văn An"),
    ]


def test_the_last_short_line_of_the_body_is_not_a_recipient():
    assert read(line("phường./.", 85, 598), line("Nơi nhận:", 85, 615, 12.0), line("CHỦ TỊCH", 385, 615))[0] == (
        ALL, "phường./.",
    )  # fmt: skip


def test_a_signature_alone_on_its_page_stands_right():
    assert read(line("KT. CHỦ TỊCH", 370, 80), line("PHÓ CHỦ TỊCH", 368, 97), line("Lò Thị Mai", 380, 190)) == [
        (R, "KT. CHỦ TỊCH"), (R, "PHÓ CHỦ TỊCH"), (R, "Lò Thị Mai"),
    ]  # fmt: skip


def test_body_text_has_no_columns_however_wide_its_gaps():
    stretched = [
        word(part, 85 + 60 * place, 200) for place, part in enumerate(["Chủ", "tịch", "Ủy", "ban", "giao", "việc"])
    ]

    assert [column for column, _ in read(stretched, line(BODY, 85, 220))] == [ALL, ALL]
