"""Keeping agencies, their counterparts below, and legal documents."""

from dataclasses import replace
from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed
from plans.models import Agency, AuditEntry, LegalDocument
from plans.services.administering.agencies import (
    AgencyFacts,
    LegalFacts,
    code_of,
    may_keep_agencies,
    save_agency,
    save_legal_document,
)
from tests.factories import make_actor, make_agency, make_legal_document, make_level, make_operator, make_unit

pytestmark = pytest.mark.django_db

LAW = LegalFacts(kind="law", citation="Luật Trẻ em ngày 05 tháng 4 năm 2016", valid_from=date(2017, 6, 1))


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def facts():
    return AgencyFacts(name="Sở Y tế", level=make_level("province"))


def counterparts(agency):
    return [link.lower.name for link in agency.lower_links.order_by("position", "id")]


def test_code_of_a_name_has_no_marks():
    assert [code_of("Công an {loại}"), code_of("Đài Phát thanh - Truyền hình"), code_of("Ủ" * 80)] == [
        "cong-an-loai",
        "dai-phat-thanh-truyen-hinh",
        "u" * 60,
    ]


def test_save_agency_makes_its_code_from_its_name(operator, facts):
    agency = save_agency(None, actor=operator, facts=facts)

    assert (agency.code, agency.owner, AuditEntry.objects.get().after["code"]) == ("so-y-te", None, "so-y-te")


def test_save_agency_keeps_its_code_when_the_name_changes(operator, facts):
    agency = save_agency(None, actor=operator, facts=facts)

    save_agency(agency, actor=operator, facts=replace(facts, name="Sở Y tế và Trẻ em"))

    assert Agency.objects.get().code == "so-y-te"


def test_save_agency_refuses_a_general_code_twice(operator, facts):
    save_agency(None, actor=operator, facts=facts)

    with pytest.raises(Invalid) as refusal:
        save_agency(None, actor=operator, facts=facts)

    assert refusal.value.fields == {"code": "Danh mục chung đã có cơ quan mang mã này; ghi mã khác."}


def test_save_agency_of_a_units_own_may_repeat_a_general_code(operator, facts):
    unit = make_unit()
    save_agency(None, actor=operator, facts=facts)

    own = save_agency(None, actor=make_actor(unit, "administrator"), facts=facts, owner=unit)

    assert (own.owner, Agency.objects.filter(code="so-y-te").count()) == (unit, 2)


def test_save_agency_refuses_days_that_are_swapped(operator, facts):
    swapped = replace(facts, valid_from=date(2025, 7, 1), valid_until=date(2025, 6, 30))

    with pytest.raises(Invalid) as refusal:
        save_agency(None, actor=operator, facts=swapped)

    assert refusal.value.fields == {"valid_until": "Ngày kết thúc phải từ ngày bắt đầu trở đi."}


def test_save_agency_refuses_to_replace_itself(operator, facts):
    agency = save_agency(None, actor=operator, facts=facts)

    with pytest.raises(Invalid, match="không thay chính mình"):
        save_agency(agency, actor=operator, facts=replace(facts, replaced_by=agency))


def test_counterparts_keep_their_order_once_each(operator, facts):
    office = make_agency("Phòng Văn hóa - Xã hội")
    station = make_agency("Trạm Y tế")

    agency = save_agency(None, actor=operator, facts=facts, counterparts=[station, office, station])

    assert counterparts(agency) == ["Trạm Y tế", "Phòng Văn hóa - Xã hội"]
    assert AuditEntry.objects.first().after == {"counterparts": ["Trạm Y tế", "Phòng Văn hóa - Xã hội"]}


def test_counterparts_stay_when_none_are_given(operator, facts):
    agency = save_agency(None, actor=operator, facts=facts, counterparts=[make_agency("Trạm Y tế")])

    save_agency(agency, actor=operator, facts=replace(facts, name="Sở Y tế tỉnh"))

    assert counterparts(agency) == ["Trạm Y tế"]


def test_counterparts_of_the_same_level_are_refused_and_nothing_is_kept(operator, facts):
    beside = make_agency("Sở Nội vụ", level="province")

    with pytest.raises(Invalid, match="Sở Nội vụ không ở cấp dưới Sở Y tế"):
        save_agency(None, actor=operator, facts=facts, counterparts=[beside])

    assert list(Agency.objects.all()) == [beside]


def test_agencies_are_kept_by_their_keepers(facts):
    unit, elsewhere = make_unit("phường Đức Xuân"), make_unit("phường Bắc Kạn")
    people = {
        "operator": make_operator(),
        "administrator": make_actor(unit, "administrator"),
        "drafter": make_actor(unit, "drafter"),
    }

    allowed = {
        where: {who for who, actor in people.items() if may_keep_agencies(actor, owner)}
        for where, owner in {"general": None, "own": unit, "elsewhere": elsewhere}.items()
    }

    assert allowed == {"general": {"operator"}, "own": {"operator", "administrator"}, "elsewhere": {"operator"}}


def test_save_agency_for_everybody_by_a_units_administrator_is_refused(facts):
    with pytest.raises(NotAllowed, match="Danh mục chung do quản trị hệ thống giữ"):
        save_agency(None, actor=make_actor(make_unit(), "administrator"), facts=facts)

    assert Agency.objects.count() == 0


# --- legal documents


def test_save_legal_document_keeps_one_line_without_a_break(operator):
    document = save_legal_document(None, actor=operator, facts=replace(LAW, citation="Luật Trẻ em\n ngày 05/4/2016"))

    assert (document.citation, AuditEntry.objects.get().subject) == (
        "Luật Trẻ em ngày 05/4/2016",
        "Luật Trẻ em ngày 05/4/2016",
    )


def test_save_legal_document_refuses_the_same_citation_twice(operator):
    make_legal_document(LAW.citation)

    with pytest.raises(Invalid) as refusal:
        save_legal_document(None, actor=operator, facts=LAW)

    assert refusal.value.fields == {"citation": "Danh mục đã có văn bản với đúng lời dẫn này."}


def test_save_legal_document_ends_it_with_its_successor(operator):
    old = save_legal_document(None, actor=operator, facts=LAW)
    new = make_legal_document("Luật Trẻ em mới")

    save_legal_document(old, actor=operator, facts=replace(LAW, valid_until=date(2026, 12, 31), replaced_by=new))

    assert AuditEntry.objects.first().after == {"valid_until": "31/12/2026", "replaced_by": "Luật Trẻ em mới"}


def test_save_legal_document_refuses_days_that_are_swapped(operator):
    with pytest.raises(Invalid) as refusal:
        save_legal_document(None, actor=operator, facts=replace(LAW, valid_until=date(2016, 1, 1)))

    assert refusal.value.fields == {"valid_until": "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."}


def test_save_legal_document_by_a_units_administrator_is_refused():
    with pytest.raises(NotAllowed):
        save_legal_document(None, actor=make_actor(make_unit(), "administrator"), facts=LAW)

    assert LegalDocument.objects.count() == 0
