"""Bases, documents carried out and the sentence that issues."""

import pytest

from tests.importing.parsing.reading import read, told

HEAD = "KẾ HOẠCH\nChăm lo cho trẻ em năm 2024\n"
BODY = "\nI. MỤC ĐÍCH\nMột."


@pytest.mark.parametrize(
    ("preamble", "parents", "bases"),
    [
        (
            "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/4/2024 của UBND tỉnh, UBND xã A ban hành Kế hoạch như sau:",
            ["1/KH-UBND"],
            [],
        ),
        ("Căn cứ Luật Trẻ em;\nCăn cứ Nghị định số 56/2017/NĐ-CP ngày 09/5/2017;", [], ["56/2017/NĐ-CP"]),
        ("- Căn cứ Thông tư 2/2024/TT-BYT;\n- Triển khai Công văn số 3/SYT;", ["3/SYT"], ["2/2024/TT-BYT"]),
        (
            "Thực hiện Quyết định số 4/QĐ-TTg; Công văn số 5/BYT-BMTE, UBND tỉnh lập Kế hoạch như sau:",
            ["4/QĐ-TTg", "5/BYT-BMTE"],
            [],
        ),
        ("Theo đề nghị của Sở Y tế tại Tờ trình số 6/TTr-SYT;", [], []),
        ("Được sự đồng ý tại Công văn số 7/UBND-VX;", [], ["7/UBND-VX"]),
        ("Nhằm triển khai thực hiện Quyết định số 8/QĐ-TTg, UBND tỉnh ban hành Kế hoạch:", ["8/QĐ-TTg"], []),
        ("UBND xã A ban hành Kế hoạch thực hiện Quyết định số 9/QĐ-UBND như sau:", ["9/QĐ-UBND"], []),
        (
            "Căn cứ Kế hoạch số 1/KH-SYT; thực hiện Kế hoạch số 2/KH-SYT, Trường A lập kế hoạch:",
            ["2/KH-SYT"],
            ["1/KH-SYT"],
        ),
    ],
)
def test_documents_are_sorted_by_the_words_before_them(preamble, parents, bases):
    recognised = read(HEAD + preamble + BODY)

    assert [number for number, _ in told(recognised, "parents")] == parents
    assert list(recognised.legal_bases) == bases


def test_parent_is_taken_apart():
    (parent,) = read(
        HEAD + "Thực hiện Công văn số 982/BLĐTBXH-CTE ngày 12/3/2024 của Bộ Y tế về việc chăm lo;" + BODY
    ).content.parents

    assert (parent.kind, parent.document_number, parent.issuer) == ("Công văn", "982/BLĐTBXH-CTE", "Bộ Y tế")
    assert (parent.issued_on.isoformat(), parent.abstract) == ("2024-03-12", "về việc chăm lo")


def test_plan_without_a_number_is_a_parent_without_one():
    recognised = read(HEAD + "Thực hiện kế hoạch của Phòng Giáo dục về tết trung thu;" + BODY)

    assert [(one.number, one.date) for one in recognised.parents] == [(None, None)]


def test_opening_is_the_sentence_that_issues():
    content = read(HEAD + "Căn cứ Luật Trẻ em, UBND xã A ban hành Kế hoạch với các nội dung sau:" + BODY).content

    assert content.opening == "UBND xã A ban hành Kế hoạch với các nội dung sau:"
    assert [one.text for one in content.legal_bases] == ["Căn cứ Luật Trẻ em"]
