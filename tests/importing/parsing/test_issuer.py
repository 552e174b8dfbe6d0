"""The issuing unit as content, and where the body names it."""

import pytest

from plans.importing.parsing.frame.header import Header
from plans.importing.parsing.frame.units import HeaderUnits
from plans.importing.parsing.issuer import issuer_content, issuer_in_body


def header(issuing, superior=None):
    return Header(units=HeaderUnits(issuing=issuing, superior=superior, issuing_lines=(issuing,)))


def test_committee_in_capitals_gets_its_name_and_territory():
    issuer = issuer_content(header("UBND PHƯỜNG ĐÔNG NGÀN"), "UBND PHƯỜNG ĐÔNG NGÀN", [])

    assert (issuer.name, issuer.territory) == ("Ủy ban nhân dân phường Đông Ngàn", "phường Đông Ngàn")
    assert (issuer.short_name, issuer.header_lines) == ("UBND phường Đông Ngàn", ("UBND PHƯỜNG ĐÔNG NGÀN",))


def test_other_unit_is_written_as_the_body_writes_it_else_as_printed():
    printed = "TRƯỜNG MẦM NON HOA MAI"

    assert (
        issuer_content(header(printed), printed, ["nay Trường Mầm non Hoa Mai lập kế hoạch"]).name
        == "Trường Mầm non Hoa Mai"
    )
    assert issuer_content(header(printed), printed, []).name == printed


def test_school_belongs_to_the_territory_above_it():
    issuer = issuer_content(header("TRƯỜNG THCS TRÀ LINH", "UBND XÃ TRÀ LINH"), "TRƯỜNG THCS TRÀ LINH", [])

    assert issuer.territory == "xã Trà Linh"


@pytest.mark.parametrize(
    ("opening", "closing", "name"),
    [
        ("Sở Giao thông vận tải ban hành Kế hoạch như sau:", "", "Sở Giao thông vận tải"),
        ("Trường THCS Tân Lập xây dựng kế hoạch:", "", "Trường THCS Tân Lập"),
        ("UBND phường ban hành Kế hoạch:", "Trên đây là Kế hoạch của UBND phường An Bình./.", "UBND phường An Bình"),
        ("UBND phường ban hành Kế hoạch:", "Trên đây là Kế hoạch của UBND phường.", None),
        ("Nhà trường xây dựng kế hoạch:", "", None),
    ],
)
def test_unit_that_issues_is_taken_from_the_body_only_by_its_proper_name(opening, closing, name):
    assert issuer_in_body(opening, closing) == name
