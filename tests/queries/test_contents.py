"""A plan's rows turned into what it says (writing and reading back: tests/services/test_keeping.py)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.content.plan import AppendixContent, DeadlineContent, LegalBasisContent, SignatureContent, SloganContent
from plans.content.signature import Capacity
from plans.models import Plan
from plans.queries.contents import content_of, issuer_of, signature_of, stack_of
from plans.services.drafting import remove_item
from tests.factories import duty, item, make_draft, make_holding, make_post, make_unit


def test_the_number_of_queries_does_not_grow_with_the_plan(ward):
    def queries(size):
        plan = make_draft(
            ward,
            items=tuple(item(f"a{at}", "Một", duty(f"b{at}", "Hai")) for at in range(size)),
            slogans=tuple(SloganContent(text=f"{at}") for at in range(size)),
            legal_bases=tuple(LegalBasisContent(text=f"{at}") for at in range(size)),
            deadlines=(DeadlineContent(),) * size,
            recipients=tuple(f"{at}" for at in range(size)),
            appendices=tuple(AppendixContent(title=f"{at}", items=(item(f"p{at}", "x"),)) for at in range(size)),
        )
        with CaptureQueriesContext(connection) as captured:
            content_of(Plan.objects.select_related("issuing_unit").get(pk=plan.pk))
        return len(captured)

    assert queries(30) == queries(1)


def test_removed_items_are_not_said(ward, hoa):
    plan = make_draft(ward, items=(item("a", "Một", item("b", "Hai")), item("c", "Ba")))
    remove_item(plan, "a", actor=hoa)

    assert [one.key for one in content_of(plan).walk()] == ["c"]


def test_a_unit_prints_its_own_lines_and_place(ward):
    issuer = issuer_of(ward)

    assert (issuer.header_lines, issuer.superior_lines) == (("ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN",), ())
    assert (issuer.place, issuer.noun, issuer.territory) == ("Đức Xuân", "phường", "phường Đức Xuân")


def test_a_department_prints_its_superior_and_sits_where_that_sits(department):
    issuer = issuer_of(department)

    assert issuer.header_lines == ("SỞ Y TẾ TỈNH THÁI NGUYÊN",)
    assert issuer.superior_lines == ("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN",)
    assert issuer.place == "Thái Nguyên"


def test_a_root_without_a_place_has_none(db):
    assert issuer_of(make_unit("Việt Nam", level="central", place="")).place == ""


@pytest.mark.parametrize(
    ("title", "is_head", "capacity", "lines"),
    [
        ("Chủ tịch", True, "head", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch", False, "for_superior", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Chánh Văn phòng", False, "by_order", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_the_stack_names_the_units_head(title, is_head, capacity, lines, ward, other_commune):
    make_post(other_commune, "Trưởng khu", is_head=True)
    if not is_head:
        make_post(ward, "Chủ tịch", is_head=True)
    holding = make_holding(make_post(ward, title, is_head=is_head))

    assert stack_of(ward, holding, Capacity(capacity)) == lines


def test_a_department_signs_without_tm(department):
    make_post(department, "Giám đốc", is_head=True)
    deputy = make_holding(make_post(department, "Phó Giám đốc"))

    assert stack_of(department, deputy, Capacity.FOR_SUPERIOR) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_without_a_head_the_holders_own_title_stands_for_it(ward):
    holding = make_holding(make_post(ward, "Phó Chủ tịch"))

    assert stack_of(ward, holding, Capacity.HEAD) == ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")


def test_own_lines_and_names_go_before_the_computed_ones(ward):
    plan = make_draft(ward)
    plan.signatory = make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")
    assert signature_of(plan) == SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Ma Thị Na")

    plan.signature_lines, plan.signature_name = " Q. CHỦ TỊCH \n\n", "Bình"
    assert signature_of(plan) == SignatureContent(lines=("Q. CHỦ TỊCH",), name="Bình")

    plan.signatory, plan.signature_lines, plan.signature_name = None, "", ""
    assert signature_of(plan) == SignatureContent()
