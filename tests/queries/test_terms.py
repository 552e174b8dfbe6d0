"""What the deriving engine is told, read from the catalogues."""

from datetime import date, timedelta

import pytest

from plans.content.plan import SignatureContent
from plans.models import AgencyCounterpart, Plan
from plans.queries.terms import (
    agency_terms,
    campaign_facts,
    child_unit,
    named_for,
    obsolete_terms,
    parent_plan,
    usual_signatory,
)
from tests.factories import (
    TODAY,
    make_agency,
    make_campaign,
    make_draft,
    make_holding,
    make_issued,
    make_legal_document,
    make_level,
    make_post,
    make_slogans,
    make_theme,
)

YESTERDAY = TODAY - timedelta(days=1)


def names(unit, day=TODAY):
    return [term.name for term in agency_terms(unit, day)]


def test_agencies_of_the_units_level_in_their_order_said_for_the_unit(ward):
    make_agency("Trường học trên {địa bàn}", position=2)
    make_agency("Công an {loại}", position=1)
    make_agency("Sở Y tế", level="province")

    assert names(ward) == ["Công an phường", "Trường học trên phường Đức Xuân"]


def test_a_units_own_row_goes_before_the_general_one(ward, other_commune):
    make_agency("Công an {loại}", code="cong-an", aliases="CA {loại}\n\n Công an")
    make_agency("Đồn Công an phường", code="cong-an", owner=ward, wording="request")
    make_agency("Đồn của họ", code="cong-an", owner=other_commune)

    assert [(term.name, term.wording, term.aliases) for term in agency_terms(ward, TODAY)] == [
        ("Đồn Công an phường", "request", ())
    ]
    assert names(other_commune) == ["Đồn của họ"]
    assert agency_terms(ward, TODAY)[0].level == "commune"


def test_a_body_counts_on_its_days(ward):
    make_agency("Mới", valid_from=TODAY)
    make_agency("Cũ", valid_until=YESTERDAY)

    assert (names(ward), names(ward, YESTERDAY)) == (["Mới"], ["Cũ"])


def test_counterparts_and_collective_names(province):
    upper, lower = make_agency("Công an tỉnh", level="province"), make_agency("Công an {loại}", code="cong-an-xa")
    AgencyCounterpart.objects.create(upper=upper, lower=lower)
    make_agency("UBND các xã", level="province", is_collective=True, covers_level=make_level("commune"), position=5)

    first, second = agency_terms(province, TODAY)
    assert (first.counterparts, first.covers_level) == (("cong-an-xa",), "")
    assert (second.is_collective, second.covers_level) == (True, "commune")


def test_two_queries_for_any_number_of_agencies(ward, django_assert_num_queries):
    for _ in range(4):
        make_agency()

    with django_assert_num_queries(2):
        assert len(agency_terms(ward, TODAY)) == 4


def test_named_for(ward, province):
    assert named_for("Công an {loại} ({địa bàn})", ward) == "Công an phường (phường Đức Xuân)"
    assert named_for("Sở Y tế", province) == "Sở Y tế"


# --- who signs -------------------------------------------------------------------------------------------------------


@pytest.fixture
def head(ward):
    return make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")


def deputy(unit, name="Hoàng Văn Bình", **more):
    return make_holding(make_post(unit, "Phó Chủ tịch"), name, **more)


def test_nobody_signs_where_nobody_holds_a_post(ward):
    assert usual_signatory(ward, TODAY) == (None, "head")


def test_the_only_deputy_signs_else_the_head(ward, head, other_commune):
    deputy(other_commune)
    assert usual_signatory(ward, TODAY) == (head, "head")
    one = deputy(ward)
    assert usual_signatory(ward, TODAY) == (one, "for_superior")
    deputy(ward, "Người thứ hai")
    assert usual_signatory(ward, TODAY) == (head, "head")


def test_who_signed_last_signs_again_while_in_office(ward, head):
    deputy(ward)
    other = deputy(ward, "Người thứ hai", valid_until=TODAY)
    for year, holding in ((2025, head), (2026, other)):
        Plan.objects.filter(pk=make_draft(ward, year=year).pk).update(signatory=holding, capacity="for_superior")

    assert usual_signatory(ward, TODAY) == (other, "for_superior")
    assert usual_signatory(ward, TODAY + timedelta(days=1)) == (head, "for_superior")


# --- units, parents, campaigns ---------------------------------------------------------------------------------------


def test_a_unit_brings_what_its_documents_always_carry(ward, head):
    ward.collects_from, ward.archive_note, ward.drafting_office = "Các trường\nCác tổ", "VT, VHXH", "Phòng Văn hóa"
    ward.recipient_presets.create(text="Như trên", position=0)
    unit = child_unit(ward, TODAY, head, "head")

    assert (unit.symbol, unit.level, unit.issuer.name) == ("KH-UBND", "commune", "Ủy ban nhân dân phường Đức Xuân")
    assert (unit.recipients, unit.subordinates) == (("Như trên",), ("Các trường", "Các tổ"))
    assert (unit.archive_note, unit.drafting_office) == ("VT, VHXH", "Phòng Văn hóa")
    assert unit.signature == SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Ma Thị Na")


def test_a_unit_without_symbol_or_signatory(ward):
    ward.symbol = ""
    unit = child_unit(ward, TODAY, None, "head")

    assert (unit.symbol, unit.signature) == ("KH", SignatureContent())


def test_a_parent_is_cited_as_it_was_issued(province):
    make_agency("Sở cũ", level="province", valid_until=date(2026, 4, 30))
    plan = make_issued(province, number=5, issued_on=date(2026, 4, 28))
    version = plan.versions.get()
    parent = parent_plan(plan, version)

    assert parent.reference.citation() == (
        "Kế hoạch số 05/KH-UBND ngày 28 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh Thái Nguyên "
        "triển khai Tháng hành động vì trẻ em"
    )
    assert (parent.version, parent.level, parent.content.number) == (version.pk, "province", 5)
    assert (parent.reference.plan, parent.reference.version) == (plan.pk, version.pk)
    # Who existed on the day it was issued is found in its words.
    assert [term.name for term in parent.agencies] == ["Sở cũ"]


def test_the_years_facts(ward, province):
    campaign = make_campaign(launch_from=date(2026, 5, 30), commune_report_due_on=date(2026, 7, 5))
    make_theme(campaign, "Ví dụ", is_official=False)
    make_theme(campaign, "Chính thức")
    make_slogans(campaign, "Một", "Hai")
    make_legal_document("Luật Trẻ em", is_usual=True)
    make_legal_document("Luật cũ", is_usual=True, valid_until=YESTERDAY)
    make_legal_document("Thông tư ít dùng")
    facts = campaign_facts(campaign, TODAY, ward)

    assert (facts.year, facts.theme, facts.slogans) == (2026, "Chính thức", ("Một", "Hai"))
    assert (facts.starts_on, facts.launch_from) == (date(2026, 6, 1), date(2026, 5, 30))
    assert facts.legal_bases == ("Căn cứ Luật Trẻ em",)
    assert facts.superior_deadline.words() == "trước ngày 05/7/2026"
    assert campaign_facts(campaign, TODAY, province).superior_deadline is None


def test_a_year_of_which_nothing_is_known(ward):
    facts = campaign_facts(make_campaign(2027, starts_on=None, ends_on=None), TODAY, ward)

    assert (facts.theme, facts.slogans, facts.starts_on, facts.superior_deadline) == ("", (), None, None)


def test_bodies_that_are_no_more_and_what_stands_for_them(ward):
    now = make_agency("Sở Y tế", level="province")
    make_agency("Sở Lao động", level="province", valid_until=date(2025, 2, 28), replaced_by=now)
    make_agency("Phòng cũ", valid_until=YESTERDAY)
    make_agency("Công an {loại}", level="department", valid_until=YESTERDAY)
    make_agency("Đoàn phường", level="department", valid_until=YESTERDAY)
    make_agency("Đoàn {loại}")
    make_agency("Còn hôm nay", valid_until=TODAY)

    assert {(term.old, term.now, term.since) for term in obsolete_terms(ward, TODAY)} == {
        ("Sở Lao động", "Sở Y tế", date(2025, 3, 1)),
        ("Phòng cũ", "", TODAY),
    }
