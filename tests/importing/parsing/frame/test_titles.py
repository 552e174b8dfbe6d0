"""Types and titles."""

import pytest

from tests.importing.parsing.reading import read

HEAD = "UBND XÃ A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\nXã A, ngày 05 tháng 5 năm 2024\n"
BODY = "\nThực hiện Kế hoạch số 1/KH-UBND ngày 01/4/2024 của UBND tỉnh;\nI. MỤC ĐÍCH\nMột."


@pytest.mark.parametrize(
    ("over", "title"),
    [
        ("KẾ HOẠCH\nTriển khai Tháng hành động vì trẻ em năm 2024", "Triển khai Tháng hành động vì trẻ em năm 2024"),
        (
            "KẾ HOẠCH\nTriển khai các việc,\n\nviệc cho học sinh\n\nNĂM HỌC 2023-2024",
            "Triển khai các việc, việc cho học sinh NĂM HỌC 2023-2024",
        ),
        ("KẾ HOẠCH\nTHỰC\nHIỆN CÔNG TÁC TRẺ EM NĂM 2024", "THỰC HIỆN CÔNG TÁC TRẺ EM NĂM 2024"),
        ("KẾ HOẠCH TRIỂN KHAI CÔNG TÁC TRẺ EM", "TRIỂN KHAI CÔNG TÁC TRẺ EM"),
        ("KẾ HOẠCH\n“Vì trẻ em hôm nay”", "“Vì trẻ em hôm nay”"),
        ("TRIỂN KHAI THÁNG HÀNH ĐỘNG VÌ TRẺ EM", "TRIỂN KHAI THÁNG HÀNH ĐỘNG VÌ TRẺ EM"),
        (
            "KẾ HOẠCH\nThực hiện Quyết định số 9/QĐ-TTg của Thủ tướng\nnăm 2024",
            "Thực hiện Quyết định số 9/QĐ-TTg của Thủ tướng năm 2024",
        ),
        ("KẾ HOẠCH\nV/v tổ chức Tết Thiếu nhi", "V/v tổ chức Tết Thiếu nhi"),
    ],
)
def test_title_is_joined_and_ends_where_the_preamble_begins(over, title):
    recognised = read(HEAD + over + BODY)

    assert (recognised.title, recognised.kind) == (title, "KH")
    assert [one.number for one in recognised.parents] == ["1/KH-UBND"]


def test_web_title_over_the_header_is_not_the_documents():
    assert read("KẾ HOẠCH CỦA MỘT TRANG WEB\n" + HEAD + "KẾ HOẠCH\nViệc của xã" + BODY).title == "Việc của xã"


def test_note_in_brackets_stands_apart():
    content = read(HEAD + "KẾ HOẠCH\nViệc của xã\n(Từ ngày 01/6/2024\nđến ngày 30/6/2024)" + BODY).content

    assert (content.abstract, content.abstract_note) == ("Việc của xã", "(Từ ngày 01/6/2024 đến ngày 30/6/2024)")


@pytest.mark.parametrize(
    ("number", "word", "kind"),
    [
        ("12/KH-UBND", "", "KH"),
        ("12/BC-UBND", "KẾ HOẠCH\n", "KH"),
        ("12/BC-UBND", "BÁO CÁO\n", "BC"),
        ("12/UBND-VX", "", None),
    ],
)
def test_kind_is_told_by_the_word_and_then_by_the_symbol(number, word, kind):
    text = HEAD.replace("12/KH-UBND", number) + word + "VIỆC CHĂM LO CHO TRẺ EM" + BODY

    assert read(text).kind == kind
