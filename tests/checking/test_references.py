"""Legal bases and citations."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import ExpiredDocument, apply_fix
from plans.content.plan import LegalBasisContent
from tests.checking import GOOD, PARENT, PARENT_PLAN, found, good, messages, saying

FULL = "Quyết định số 45/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh về phân bổ kinh phí chăm lo cho trẻ em nghèo"


def based_on(*texts):
    return good(legal_bases=tuple(LegalBasisContent(text=one) for one in texts))


def test_plan_without_any_basis_is_warned_of():
    assert [one[1] for one in messages(good(legal_bases=(), parents=()), "C1")] == ["căn cứ"]
    assert messages(good(legal_bases=(), parents=(), opening="Thực hiện Kế hoạch của tỉnh,"), "C1") == []


def test_basis_begins_with_its_word():
    content = based_on("Luật Trẻ em")
    (finding,) = found(content, "C1")

    assert finding.message == "Căn cứ “Luật Trẻ em” phải mở đầu bằng “Căn cứ”; thêm hai chữ này."
    assert apply_fix(content, finding.fix) == based_on("Căn cứ Luật Trẻ em")


@pytest.mark.parametrize("text", ["", "Căn cứ Luật Trẻ em; Căn cứ Luật Thanh niên"])
def test_empty_and_merged_bases_are_warned_of(text):
    assert len(found(based_on(text), "C1")) == 1


def test_first_citation_is_complete():
    assert messages(saying(f"Chi theo {FULL}."), "C2") == []
    assert messages(saying("Chi theo Quyết định số 45/QĐ-UBND."), "C2") == [
        (
            "warning", "mục III",
            "Lần đầu dẫn Quyết định số 45/QĐ-UBND còn thiếu ngày ban hành và cơ quan ban hành; ghi cho đủ.",
        )
    ]  # fmt: skip


def test_later_citation_is_short():
    content = replace(saying(f"Chi theo {FULL}."), legal_bases=(LegalBasisContent(text=f"Căn cứ {FULL}"),))

    assert [one[0] for one in messages(content, "C2")] == ["hint"]
    assert messages(saying("Theo Kế hoạch số 77/KH-UBND của tỉnh."), "C2") == []


def test_two_ways_of_writing_a_number_are_an_error():
    content = replace(
        saying("Theo Chỉ thị số 28 CT/TW."), legal_bases=(LegalBasisContent(text="Căn cứ Chỉ thị số 28-CT/TW"),)
    )
    (finding,) = found(content, "C3")

    assert finding.message == "Cùng một văn bản mà ghi hai cách, “28-CT/TW” và “28 CT/TW”; sửa cho thống nhất."
    assert found(apply_fix(content, finding.fix), "C3") == []


@pytest.mark.parametrize(
    ("abstract", "count"),
    [
        ("về phân bổ kinh phí chăm lo cho trẻ em nghèo, giao Phòng Kinh tế", 0),
        ("về phân bổ kinh phí", 0),
        ("về phân bổ kinh phí và chăm lo cho trẻ em nghèo", 1),
    ],
)
def test_abstract_is_quoted_as_it_is(abstract, count):
    again = f"Chi theo Quyết định số 45/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh {abstract}."
    content = replace(saying(again), legal_bases=(LegalBasisContent(text=f"Căn cứ {FULL}"),))

    assert len(found(content, "C4")) == count


def test_expired_basis_is_an_error():
    old = ExpiredDocument(document_number="45/QĐ-UBND", until=date(2026, 4, 30), replaced_by="Quyết định số 60/QĐ-UBND")

    assert messages(based_on(f"Căn cứ {FULL}"), "C5", expired_documents=(old,)) == [
        (
            "error",
            "căn cứ",
            "Quyết định số 45/QĐ-UBND hết hiệu lực sau ngày 30/4/2026; thay bằng Quyết định số 60/QĐ-UBND.",
        )
    ]
    assert [one[0] for one in messages(saying(f"Chi theo {FULL}."), "C5", expired_documents=(old,))] == ["warning"]
    still = replace(old, until=date(2026, 12, 31))
    assert messages(based_on(f"Căn cứ {FULL}"), "C5", expired_documents=(still,)) == []


@pytest.mark.parametrize(
    ("day", "count"),
    [("05/3/2026", 0), ("14/5/2026", 0), ("15/5/2026", 1), ("31/4/2026", 1), ("5 tháng 3 năm 2026", 0)],
)
def test_cited_date_is_past_and_exists(day, count):
    assert len(found(based_on(f"Căn cứ Quyết định số 45/QĐ-UBND ngày {day} của Ủy ban"), "C6")) == count


def test_parent_is_not_later_than_the_plan():
    assert [one[1] for one in messages(good(parents=(replace(PARENT, issued_on=date(2026, 6, 1)),)), "C6")] == [
        "Văn bản cấp trên"
    ]
    assert messages(good(issued_on=date(2026, 4, 20), number=5), "C6") != []


def test_old_plan_without_a_date_may_cite_its_whole_year():
    content = replace(based_on("Căn cứ Quyết định số 45/QĐ-UBND ngày 01/9/2023 của Ủy ban"), year=2023, parents=())

    assert messages(content, "C6") == []


def test_parent_without_number_or_date_is_an_error():
    content = good(parents=(replace(PARENT, document_number="", issued_on=None),))

    assert [one[0] for one in messages(content, "C7")] == ["error"]


def test_opening_that_carries_out_another_plan_is_an_error():
    content = good(
        opening="Thực hiện Kế hoạch số 78/KH-UBND ngày 28/4/2026 của Ủy ban nhân dân tỉnh, phường lập kế hoạch:"
    )

    assert [one[2] for one in messages(content, "C7")] == [
        "Phần mở đầu thực hiện Kế hoạch số 78/KH-UBND, khác văn bản cấp trên đã gắn; sửa số hoặc gắn lại."
    ]


def test_other_date_of_the_linked_parent_is_mended():
    content = saying("Theo Kế hoạch số 77/KH-UBND ngày 29/4/2026 của Ủy ban nhân dân tỉnh.")
    (finding,) = found(content, "C7")

    assert apply_fix(content, finding.fix) == saying(
        "Theo Kế hoạch số 77/KH-UBND ngày 28/4/2026 của Ủy ban nhân dân tỉnh."
    )


def test_citation_agrees_with_the_parent_kept_in_the_portal():
    assert messages(GOOD, "C7", parents=(PARENT_PLAN,)) == []
    assert [one[2] for one in messages(GOOD, "C7", parents=(replace(PARENT_PLAN, number=79),))] == [
        "Kế hoạch cấp trên đã gắn mang số 79/KH-UBND mà văn bản chưa dẫn số này; dẫn cho đúng."
    ]
    (finding,) = found(GOOD, "C7", parents=(replace(PARENT_PLAN, issued_on=date(2026, 4, 27)),))
    assert apply_fix(GOOD, finding.fix).parents[0].issued_on == date(2026, 4, 27)


def test_bases_stand_by_rank():
    assert messages(based_on("Căn cứ Luật Trẻ em", "Căn cứ Nghị định số 1/2020/NĐ-CP"), "C8") == []
    assert [
        one[2] for one in messages(based_on("Căn cứ Thông tư số 28/2019/TT-BLĐTBXH", "Căn cứ Luật Trẻ em"), "C8")
    ] == ["Luật đứng sau Thông tư; xếp văn bản có hiệu lực cao hơn lên trước."]
