"""Page numbers and running headers go; everything that is said once stays."""

from plans.importing.pdf.furniture import Sheet, without_furniture
from plans.importing.pdf.words import rows_of
from tests.importing.pdf.test_columns import line


def sheets(*pages):
    return [
        Sheet(number, 595.0, 842.0, tuple(rows_of([one for words in page for one in words])))
        for number, page in enumerate(pages, start=1)
    ]


def kept(*pages):
    cleared, _ = without_furniture(sheets(*pages))
    return [[row.raw for row in sheet.rows] for sheet in cleared]


def body(text, baseline=300):
    return line(text, 85, baseline)


def test_page_numbers_go_at_the_top_and_at_the_foot():
    assert kept([body("một")], [line("2", 300, 45), body("hai")], [body("ba"), line("Trang 3/3", 290, 810)]) == [
        ["một"], ["hai"], ["ba"],
    ]  # fmt: skip


def test_numbers_begin_again_in_an_appendix():
    pages = [
        [body("một")],
        [line("2", 300, 45), body("hai")],
        [body("phụ lục")],
        [line("- 2 -", 300, 45), body("tiếp")],
    ]

    assert kept(*pages) == [["một"], ["hai"], ["phụ lục"], ["tiếp"]]


def test_pages_cut_out_of_a_longer_file_keep_step():
    assert kept([line("12", 300, 45), body("một")], [line("13", 300, 45), body("hai")]) == [["một"], ["hai"]]


def test_a_number_in_the_body_or_out_of_step_stays():
    assert kept([body("2"), body("một", 320)], [body("hai")]) == [["2", "một"], ["hai"]]
    assert kept([line("111", 300, 45), body("một")]) == [["111", "một"]]


def test_a_running_header_goes_and_is_told():
    pages = [[line(f"Cổng thông tin, trang {number}", 85, 40), body(f"trang {number}")] for number in (1, 2, 3)]

    cleared, dropped = without_furniture(sheets(*pages))
    assert [[row.raw for row in sheet.rows] for sheet in cleared] == [["trang 1"], ["trang 2"], ["trang 3"]]
    assert dropped == ["Cổng thông tin, trang 1"]


def test_a_header_above_a_page_number_goes_with_it():
    pages = [[line("UBND PHƯỜNG X", 85, 30), line(str(number), 300, 50), body("chữ")] for number in (1, 2, 3)]

    assert kept(*pages) == [["chữ"], ["chữ"], ["chữ"]]


def test_the_letterhead_of_two_documents_in_one_file_stays():
    head = line("UBND X", 85, 60) + line("Cộng hòa xã hội chủ nghĩa Việt Nam", 300, 60)

    assert [len(rows) for rows in kept([head, body("một")], [head, body("hai")])] == [2, 2]


def test_the_same_words_on_the_same_height_of_two_bodies_stay():
    assert kept([body("chung")], [body("chung")]) == [["chung"], ["chung"]]
