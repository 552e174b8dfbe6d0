"""An imported document becomes a plan in one of three ways, whole or not at all."""

from datetime import date

import pytest

from plans.enums import KeepAs
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, ImportedDocument, Plan, PlanVersion
from plans.queries.contents import content_of, frozen_content, issued_version
from plans.queries.dashboard import dashboard_of
from plans.queries.plans import plans_visible_to
from plans.services.importing.keeping import keep, remove_copy
from plans.services.starting import derive_plan
from tests.factories import TODAY, make_actor, make_agency, make_draft, make_issued
from tests.imported import PLAN, make_read

pytestmark = pytest.mark.django_db


def kept(document, actor, how=KeepAs.ANOTHERS, unit=None, render=None, revision=1):
    return keep(document, keep_as=how, actor=actor, revision=revision, unit=unit, render=render)


def test_the_parents_plan_is_kept_as_a_copy_with_number_day_and_words(hoa, ward, province, render):
    document = make_read(ward)
    plan = kept(document, hoa, unit=province, render=render)

    assert (plan.issuing_unit, plan.recorded_by, plan.status) == (province, ward, "issued")
    assert (plan.document_number, plan.issued_on, plan.is_archive_copy) == ("41/KH-UBND", date(2025, 4, 28), False)
    content = frozen_content(issued_version(plan))
    assert content.issuer.code == province.code
    assert [one.text for one in content.items] == ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "TỔ CHỨC THỰC HIỆN"]
    document.refresh_from_db()
    assert (document.status, document.kept_as, document.plan) == ("kept", "anothers", plan)


def test_pages_are_made_of_what_was_read_and_a_pdf_is_served_as_it_came(hoa, ward, province, render):
    text = kept(make_read(ward), hoa, unit=province, render=render)
    pdf = kept(
        make_read(ward, PLAN.replace("41/KH", "42/KH"), kind="pdf", original=b"%PDF-1.7 signed", sha256="f" * 64),
        hoa,
        unit=province,
        render=render,
    )

    assert bytes(issued_version(text).pdf).startswith(b"%PDF of ")
    assert bytes(issued_version(pdf).pdf) == b"%PDF-1.7 signed"


def test_one_audit_row_says_who_recorded_what_from_which_bytes(hoa, ward, province, render):
    document = make_read(ward)
    plan = kept(document, hoa, unit=province, render=render)

    (row,) = AuditEntry.objects.all()
    assert (row.event, row.actor_name, row.unit, row.plan) == ("import.kept", "Nguyễn Thị Hoa", ward, plan)
    assert row.after == {
        "import": document.pk, "as": "anothers", "recorded_by": ward.code, "number": 41, "sha256": document.sha256,
    }  # fmt: skip


def test_the_ward_drafts_from_it_as_from_any_parent(hoa, ward, province, render):
    make_agency("Ủy ban nhân dân các xã, phường", level="province", is_collective=True, covers_level=ward.level)
    copy = kept(make_read(ward, PLAN.replace("2025", "2026")), hoa, unit=province, render=render)
    (waiting,) = dashboard_of(hoa, TODAY).waiting

    assert (waiting.plan, waiting.duties) == (copy, 2)
    draft = derive_plan(plans_visible_to(hoa).get(pk=copy.pk), actor=hoa)
    assert content_of(draft).parents[0].document_number == "41/KH-UBND"
    assert content_of(draft).parents[0].plan == copy.pk


def test_the_copy_of_an_older_plan_asks_nothing_of_anybody(hoa, ward, province, render):
    make_agency("Ủy ban nhân dân các xã, phường", level="province", is_collective=True, covers_level=ward.level)
    kept(make_read(ward), hoa, unit=province, render=render)

    assert dashboard_of(hoa, TODAY).waiting == ()


def test_nobody_but_the_keeper_and_those_below_ever_sees_it(hoa, khach, lan, province, ward, render):
    copy = kept(make_read(ward), hoa, unit=province, render=render)
    seen_by = {
        name
        for name, actor in {
            "hoa": hoa, "khach": khach, "lan": lan, "province": make_actor(province, "drafter"),
        }.items()
        if plans_visible_to(actor).filter(pk=copy.pk).exists()
    }  # fmt: skip

    assert seen_by == {"hoa"}


def test_two_wards_may_each_keep_a_copy_and_the_province_its_own(hoa, khach, ward, other_commune, province, render):
    kept(make_read(ward), hoa, unit=province, render=render)
    kept(make_read(other_commune), khach, unit=province, render=render)
    make_issued(province, number=41, year=2025, issued_on=date(2025, 4, 28))

    assert Plan.objects.filter(issuing_unit=province, number=41).count() == 3


def test_what_the_province_issued_here_is_not_kept_again(hoa, ward, province, render):
    make_issued(province, number=41, year=2025)

    with pytest.raises(NotNow, match=r"số 41/KH-UBND của UBND tỉnh Thái Nguyên đã có trên cổng"):
        kept(make_read(ward), hoa, unit=province, render=render)
    assert (Plan.objects.count(), ImportedDocument.objects.get().status) == (1, "needs_look")


def test_the_same_file_is_kept_once(hoa, ward, province, render):
    kept(make_read(ward), hoa, unit=province, render=render)

    with pytest.raises(NotNow, match="Tệp này đã được giữ làm"):
        kept(make_read(ward), hoa, KeepAs.DRAFT, render=render)


def test_a_copy_without_number_and_day_is_an_archive_copy(hoa, ward, province, render):
    text = PLAN.replace("Số: 41/KH-UBND", "Số:     /KH-UBND").replace("ngày 28 tháng 4", "ngày     tháng   ")
    plan = kept(make_read(ward, text), hoa, unit=province, render=render)

    assert (plan.number, plan.issued_on, plan.is_archive_copy) == (None, None, True)


def test_the_own_plan_of_last_year(hoa, ward, render):
    text = PLAN.replace("TỈNH THÁI NGUYÊN", "PHƯỜNG ĐỨC XUÂN")
    plan = kept(make_read(ward, text), hoa, KeepAs.OWN_PAST, render=render)

    assert (plan.issuing_unit, plan.recorded_by, plan.status, plan.number) == (ward, None, "issued", 41)
    assert frozen_content(issued_version(plan)).signature.name == "Nguyễn Văn Mẫu"


def test_a_plan_of_before_a_merger_keeps_the_name_it_was_issued_under(hoa, ward, render):
    text = PLAN.replace("TỈNH THÁI NGUYÊN", "PHƯỜNG HUYỀN TỤNG")
    plan = kept(make_read(ward, text), hoa, KeepAs.OWN_PAST, render=render)

    issuer = frozen_content(issued_version(plan)).issuer
    assert (issuer.code, "HUYỀN TỤNG" in " ".join(issuer.header_lines)) == (ward.code, True)


def test_a_draft_has_no_number_and_goes_on_as_any_draft(hoa, ward, render):
    plan = kept(make_read(ward), hoa, KeepAs.DRAFT, render=render)

    assert (plan.status, plan.number, plan.issued_on, plan.recorded_by) == ("draft", None, None, None)
    assert content_of(plan).issuer.name == ward.name
    assert PlanVersion.objects.count() == 0


def test_a_draft_is_tied_to_the_parent_that_is_kept_here(hoa, ward, province, render):
    parent = make_issued(province, number=115, year=2026, issued_on=date(2026, 4, 28))
    cited = "Thực hiện Kế hoạch số 115/KH-UBND ngày 28/4/2026 của UBND tỉnh Thái Nguyên;\nỦy ban nhân dân tỉnh"
    plan = kept(make_read(ward, PLAN.replace("Ủy ban nhân dân tỉnh", cited, 1)), hoa, KeepAs.DRAFT, render=render)

    assert [row.parent_plan for row in plan.parent_documents.all()] == [parent]


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        (("năm 2025\nCăn cứ", "\nCăn cứ"), "", ""),
        (("KẾ HOẠCH\nTriển khai Tháng hành động vì trẻ em năm 2025\n", ""), "chưa có trích yếu", "title"),
    ],
)
def test_what_is_missing_is_named(hoa, ward, province, render, change, said, field):
    document = make_read(ward, PLAN.replace(*change))
    if not said:
        assert kept(document, hoa, unit=province, render=render).year == 2025
        return
    with pytest.raises(Invalid, match=said) as refused:
        kept(document, hoa, unit=province, render=render)
    assert list(refused.value.fields) == [field]
    assert Plan.objects.count() == 0


def test_a_correction_meanwhile_stops_it(hoa, ward, province, render):
    document = make_read(ward)
    ImportedDocument.objects.update(revision=2)

    with pytest.raises(StaleEdit, match="vừa được sửa ở chỗ khác"):
        kept(document, hoa, unit=province, render=render)
    assert Plan.objects.count() == 0


def test_only_the_units_drafter_keeps_it(mai, khach, ward, province, render):
    document = make_read(ward)

    for actor in (mai, khach):
        with pytest.raises(NotAllowed):
            kept(document, actor, unit=province, render=render)


def test_pages_that_cannot_be_made_leave_nothing(hoa, ward, province):
    def fails(content):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept(make_read(ward), hoa, unit=province, render=fails)
    assert (Plan.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_copy_is_taken_back_and_its_document_waits_again(hoa, ward, province, render):
    copy = kept(make_read(ward), hoa, unit=province, render=render)
    document = remove_copy(copy, actor=hoa)

    assert not plans_visible_to(hoa).filter(pk=copy.pk).exists()
    assert (document.status, document.plan, document.kept_as) == ("needs_look", None, "")
    again = kept(document, hoa, unit=province, render=render)
    assert again.pk != copy.pk
    assert AuditEntry.objects.filter(event="copy.removed").count() == 1


def test_a_copy_something_was_drafted_from_stays(hoa, ward, province, render):
    copy = kept(make_read(ward), hoa, unit=province, render=render)
    make_draft(ward, parent=copy)

    with pytest.raises(NotNow, match="Đã có kế hoạch soạn từ bản này"):
        remove_copy(copy, actor=hoa)
