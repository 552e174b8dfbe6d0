"""Trích yếu, căn cứ, opening and closing of the child."""

from dataclasses import replace

import pytest

from plans.content.plan import LegalBasisContent
from plans.deriving.framing import child_abstract, closing_sentence, inherited_bases, opening_sentence
from tests.deriving.papers import DEPARTMENT_UNIT, PROVINCE, WARD_UNIT


@pytest.mark.parametrize(
    "abstract",
    [
        "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn tỉnh Thái Nguyên",
        "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn tỉnh",
        "Triển khai Tháng hành động vì trẻ em năm 2026",
        "",
    ],
)
def test_the_abstract_names_the_wards_territory(abstract):
    assert child_abstract(abstract, 2026, PROVINCE, WARD_UNIT) == (
        "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Đức Xuân"
    )


def test_the_territory_inside_the_parents_abstract_is_taken_out():
    found = child_abstract("Triển khai Tháng hành động vì trẻ em tỉnh Thái Nguyên năm 2026", 2026, PROVINCE, WARD_UNIT)

    assert found == "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Đức Xuân"


def test_a_department_has_no_territory():
    found = child_abstract("Công tác trẻ em năm 2026 trên địa bàn tỉnh Thái Nguyên", 2026, PROVINCE, DEPARTMENT_UNIT)

    assert found == "Công tác trẻ em năm 2026"


def test_the_opening_says_who_issues_what():
    assert opening_sentence("Triển khai việc hè trên địa bàn phường Đức Xuân", WARD_UNIT) == (
        "Ủy ban nhân dân phường Đức Xuân ban hành Kế hoạch triển khai việc hè trên địa bàn phường, cụ thể như sau:"
    )


def test_the_closing_says_who_carries_it_out_without_the_final_mark():
    assert closing_sentence("Triển khai việc hè", WARD_UNIT) == (
        "Trên đây là Kế hoạch triển khai việc hè, yêu cầu các cơ quan, đơn vị, các trường học, các tổ dân phố nghiêm"
        " túc triển khai thực hiện"
    )


def test_a_unit_without_named_subordinates_still_closes():
    assert "các cơ quan, đơn vị có liên quan" in closing_sentence("Việc", replace(WARD_UNIT, subordinates=()))


def test_law_stays_and_what_was_addressed_to_the_parent_goes():
    stays = "Căn cứ Quyết định số 30/QĐ-UBND ngày 02/02/2026 của Ủy ban nhân dân tỉnh"
    goes = ("Thực hiện Công văn số 982/BYT-BMTE", "Theo đề nghị của Giám đốc Sở Y tế")
    kept, dropped = inherited_bases(tuple(LegalBasisContent(text=one) for one in ("Căn cứ Luật Trẻ em", stays, *goes)))

    assert [one.text for one in kept] == ["Căn cứ Luật Trẻ em", stays]
    assert dropped == goes
