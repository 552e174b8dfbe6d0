"""Sao y, trích sao: a number of their own, a file of their own, made by whoever has the plan."""

from datetime import date

import pytest

from plans.content.signature import Capacity
from plans.documents.pdf import render_pdf
from plans.enums import CopyKind
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, CertifiedCopy, Delivery, IssuingPractice, Plan, RegisterEntry
from plans.queries.contents import content_of
from plans.queries.issuing.afterwards import copies_visible_to
from plans.services.issuing.copying import make_copy
from plans.services.issuing.numbering import SECOND_PRESS
from tests.factories import item, make_actor, make_draft, make_holding, make_issued, make_post

pytestmark = pytest.mark.usefixtures("day_of_the_story")


@pytest.fixture(scope="module")
def pdf():
    from plans.content.plan import IssuerContent, PlanContent

    issuer = IssuerContent(
        code="x", name="Ủy ban nhân dân", short_name="UBND", territory="", noun="", header_lines=("ỦY BAN",)
    )
    return render_pdf(PlanContent(issuer=issuer, year=2026, abstract="Kế hoạch thử"))


@pytest.fixture
def plan(ward, pdf):
    items = (item("a", "Tổ chức Lễ phát động"), item("b", "Treo băng rôn"))
    return make_issued(ward, number=47, issued_on=date(2026, 5, 10), pdf=pdf, items=items)


@pytest.fixture
def office(ward):
    """Who signs copies for the ward."""
    return make_holding(make_post(ward, "Chánh Văn phòng"), "Nông Văn Tú")


def copied(plan, actor, signatory, **more):
    values = {"kind": CopyKind.FULL, "signatory": signatory, "capacity": Capacity.BY_ORDER} | more
    return make_copy(plan, actor=actor, **values)


def test_copies_of_every_kind_are_numbered_in_one_series_beside_the_plans(plan, mai, office):
    copied(plan, mai, office)
    copied(plan, mai, office, kind=CopyKind.EXTRACT, item_keys=["b"])

    rows = RegisterEntry.objects.order_by("number")
    assert [row.document_number for row in rows] == ["01/SY-UBND", "02/TrS-UBND"]
    assert {row.series.code for row in rows} == {"SAO"}
    assert rows[0].abstract.startswith("Sao y Kế hoạch số 47/")
    assert rows[0].signer_name == "Nông Văn Tú"


def test_a_unit_that_asks_for_a_second_factor_is_not_copied_for_without_one(plan, mai, office, ward):
    IssuingPractice.objects.create(unit=ward, needs_second_factor=True)

    with pytest.raises(NotAllowed, match="xác thực hai bước"):
        copied(plan, mai, office)

    assert not RegisterEntry.objects.exists()


def test_a_second_press_makes_no_second_copy(plan, mai, office):
    first = copied(plan, mai, office)

    with pytest.raises(NotNow, match="vừa được cấp số 01/SY-UBND rồi"):
        copied(plan, mai, office)

    assert RegisterEntry.objects.count() == 1
    CertifiedCopy.objects.filter(pk=first.pk).update(made_at=first.made_at - SECOND_PRESS)
    assert copied(plan, mai, office).entry.number == 2


def test_the_copy_is_a_new_file_and_the_original_stays(plan, mai, office):
    before = plan.versions.get(is_issued=True).sha256
    copy = copied(plan, mai, office, recipients=[" Các trường học ", ""])

    assert bytes(copy.pdf).startswith(b"%PDF")
    assert copy.recipients == "Các trường học"
    assert plan.versions.get(is_issued=True).sha256 == before
    assert AuditEntry.objects.filter(plan=plan, event="plan.copied").count() == 1


def test_a_unit_that_received_the_plan_copies_it_under_its_own_number(plan, other_commune):
    Delivery.objects.create(plan=plan, name="UBND xã Chợ Mới", unit=other_commune, created_at="2026-05-10T02:00Z")
    clerk = make_actor(other_commune, "clerk")
    signer = make_holding(make_post(other_commune, "Chủ tịch", is_head=True), "Người Ký")
    copy = copied(plan, clerk, signer, kind=CopyKind.RELAYED, capacity=Capacity.HEAD)

    assert copy.entry.series.unit == other_commune
    assert copy.entry.document_number == "01/SL-UBND"


def test_copies_are_seen_by_who_made_them_and_by_the_units_own_people(plan, mai, hoa, office, khach):
    copy = copied(plan, mai, office)

    assert list(copies_visible_to(hoa)) == [copy]
    assert list(copies_visible_to(khach)) == []


@pytest.mark.parametrize("who", ["hoa", "khach"])
def test_nobody_but_a_clerk_copies(who, plan, office, request):
    with pytest.raises(NotAllowed):
        copied(plan, request.getfixturevalue(who), office)


def test_drafts_and_withdrawn_plans_are_not_copied(plan, ward, mai, office):
    with pytest.raises(NotNow):
        copied(make_draft(ward), mai, office)
    Plan.objects.filter(pk=plan.pk).update(status="withdrawn")
    with pytest.raises(NotNow):
        copied(plan, mai, office)


def test_a_refused_copy_takes_no_number(plan, mai, other_commune, office):
    stranger = make_holding(make_post(other_commune, "Chủ tịch"), "Người Khác")
    with pytest.raises(Invalid, match="đang giữ chức vụ"):
        copied(plan, mai, stranger)
    with pytest.raises(Invalid, match="ít nhất một mục"):
        copied(plan, mai, office, kind=CopyKind.EXTRACT, item_keys=["không có"])

    assert not RegisterEntry.objects.exists()
    assert not CertifiedCopy.objects.exists()


def test_the_extract_says_only_what_was_chosen(plan, mai, office):
    copy = copied(plan, mai, office, kind=CopyKind.EXTRACT, item_keys=["b"])

    assert copy.item_keys == ["b"]
    assert [one.key for one in content_of(plan).walk()] == ["a", "b"]
