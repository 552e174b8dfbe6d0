"""The two columns of a header, flattened in any order."""

from datetime import date
from itertools import permutations

import pytest

from plans.importing.parsing.frame.header import read_header
from plans.importing.parsing.pieces import Findings, cleaned_lines
from plans.importing.text import document_from_text


def header(text):
    findings = Findings()
    found = read_header(cleaned_lines(document_from_text(text).lines), findings)
    return found, findings


LEFT = "UBND HUYỆN AN PHÚ\nTRƯỜNG TIỂU HỌC\nKIM ĐỒNG"
NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
NUMBER = "Số: 12/KH-THKĐ"
DATE = "An Phú, ngày 05 tháng 5 năm 2024"


@pytest.mark.parametrize("parts", list(permutations([LEFT, NATIONAL, NUMBER, DATE])))
def test_parts_may_stand_in_any_order(parts):
    found, findings = header("\n".join(parts) + "\nKẾ HOẠCH\nChăm lo cho trẻ em")

    assert (found.units.superior, found.units.issuing) == ("UBND HUYỆN AN PHÚ", "TRƯỜNG TIỂU HỌC KIM ĐỒNG")
    assert (found.number, found.place, found.issued_on) == ("12/KH-THKĐ", "An Phú", date(2024, 5, 5))
    assert findings.unread == []


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 41/KH-UBND", "41/KH-UBND", "KH-UBND"),
        ("Số: 176 /KH-UBND", "176/KH-UBND", "KH-UBND"),
        ("Số: 05/KH - UBND", "05/KH-UBND", "KH-UBND"),
        ("Số: 2022/KH-UBND", "2022/KH-UBND", "KH-UBND"),
        ("Số:      /KH-UBND", None, "KH-UBND"),
        ("Số: …/KH-UBND", None, "KH-UBND"),
        ("Số: ......../KH-MN", None, "KH-MN"),
        ("Số 45-KH/ĐTN", "45-KH/ĐTN", "KH/ĐTN"),
        ("Số: 176KHLT/BVCSTE-MT", "176KHLT/BVCSTE-MT", "KHLT/BVCSTE-MT"),
        ("Số: 21/BC-THPTPX", "21/BC-THPTPX", "BC-THPTPX"),
        ("Số:", None, ""),
    ],
)
def test_number_is_read_as_printed_and_never_invented(line, number, symbol):
    found, _ = header(f"{NATIONAL}\nUBND XÃ A\n{line}\n{DATE}\nKẾ HOẠCH")

    assert (found.number, found.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Nghệ\nAn, ngày 24 tháng 3 năm 2022", "Nghệ An", date(2022, 3, 24)),
        ("Bà Rịa - Vũng Tàu, ngày 10 tháng 05 năm 2017", "Bà Rịa - Vũng Tàu", date(2017, 5, 10)),
        ("TP. Hồ Chí Minh, ngày 23tháng 02năm 2021", "TP. Hồ Chí Minh", date(2021, 2, 23)),
        ("Phường Nguyễn Nghiêm, ngày tháng 4 năm 2024", "Phường Nguyễn Nghiêm", None),
        ("Hải Phòng, ngày      tháng     năm 2024", "Hải Phòng", None),
        ("M'Đrắk, ngày 02-6-2021", "M'Đrắk", date(2021, 6, 2)),
        ("........., ngày ... tháng ... năm 20...", None, None),
    ],
)
def test_place_and_date(line, place, day):
    found, _ = header(f"{NATIONAL}\nUBND XÃ A\n{NUMBER}\n{line}\nKẾ HOẠCH")

    assert (found.place, found.issued_on) == (place, day)


def test_dates_of_the_web_page_are_not_the_documents():
    found, _ = header(
        f"Thứ tư, ngày 15 tháng 5 năm 2024\nĐăng lúc: 08:30 12/05/2024\nUBND XÃ A\n{NATIONAL}\n{NUMBER}\nKẾ HOẠCH"
    )

    assert found.issued_on is None
    assert found.start == 2


def test_without_a_header_nothing_is_found():
    found, _ = header(
        "KẾ HOẠCH\nTriển khai Tháng hành động vì trẻ em năm 2023\nThực hiện Kế hoạch số 12/KH-UBND ngày 26/4/2023"
    )

    assert not found.is_found
    assert (found.number, found.issued_on, found.units.issuing) == (None, None, None)


def test_words_nobody_explains_are_left_unread():
    _, findings = header(f"UBND XÃ A\nmột câu lạ ở đây\n{NATIONAL}\n{NUMBER}\nlời ghi bên lề\n{DATE}\nKẾ HOẠCH")

    assert [text for _, text, _ in findings.unread] == ["lời ghi bên lề"]
