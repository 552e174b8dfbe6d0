"""Issuing: all four are there, what was signed is frozen for good, everybody who must know is told, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError

from plans.content.plan import PlanContent
from plans.enums import DeliveryState, FileStage, LinkKind, SigningMeans
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import (
    AuditEntry,
    Delivery,
    Issuance,
    IssuingPractice,
    Item,
    Notice,
    Plan,
    PlanLink,
    PlanVersion,
    RegisterEntry,
    SigningFile,
)
from plans.queries.contents import frozen_content
from plans.services.issuing.issuing import issue_plan
from tests.factories import TODAY, duty, make_actor, make_unit
from tests.issued import APPROVED, SEALED, make_portal_issued, make_ready, stages_of

pytestmark = pytest.mark.usefixtures("day_of_the_story")
NOW = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)


def fresh(plan):
    return Plan.objects.get(pk=plan.pk)


def nothing_happened(plan):
    now = fresh(plan)
    return (
        (now.status, now.step_kind) == ("approved", "issue")
        and not Issuance.objects.exists()
        and not Delivery.objects.exists()
        and not PlanVersion.objects.filter(is_issued=True).exists()
        and not AuditEntry.objects.filter(event="plan.issued").exists()
        and RegisterEntry.objects.get(plan=plan).dispatched_on is None
    )


def test_what_was_signed_is_frozen_with_its_code(ward, mai):
    plan = make_ready(ward, number=47)

    issuance = issue_plan(plan, actor=mai)

    version = issuance.version
    now = fresh(plan)
    assert (now.status, now.step_kind, now.holder, now.number, now.issued_on) == ("issued", "", None, 47, TODAY)
    assert (bytes(version.pdf), version.is_issued) == (SEALED, True)
    approved = PlanVersion.objects.get(plan=plan, pdf=APPROVED)
    assert (issuance.code, issuance.approved_sha256) == (approved.sha256[:12], approved.sha256)
    assert (issuance.issued_by_name, issuance.is_public, issuance.is_paper) == (mai.full_name, False, False)


def test_the_content_is_the_approved_one_with_number_and_date(ward, mai):
    plan = make_ready(ward, number=47)
    approved = frozen_content(PlanVersion.objects.get(plan=plan))

    issued = frozen_content(issue_plan(plan, actor=mai).version)

    assert isinstance(issued, PlanContent)
    assert (issued.number, issued.issued_on) == (47, TODAY)
    assert issued.items == approved.items


def test_one_audit_row_tells_what_was_issued(ward, mai):
    plan = make_ready(ward)
    before = AuditEntry.objects.count()

    issuance = issue_plan(plan, actor=mai)

    rows = AuditEntry.objects.filter(plan=plan, event="plan.issued")
    assert AuditEntry.objects.count() == before + 1
    assert [(row.actor_name, row.after["code"], row.after["number"]) for row in rows] == [
        (mai.full_name, issuance.code, "47/KH-UBND")
    ]


def test_the_register_tells_the_day_it_went_out(ward, mai):
    plan = make_ready(ward, on=TODAY - timedelta(days=1))

    issue_plan(plan, actor=mai)

    assert RegisterEntry.objects.get(plan=plan).dispatched_on == TODAY


@pytest.mark.parametrize("is_public", [True, False])
def test_the_units_practice_decides_on_the_public_page(ward, mai, is_public):
    IssuingPractice.objects.create(unit=ward, is_public=is_public)

    assert issue_plan(make_ready(ward), actor=mai).is_public == is_public


def test_the_clerk_decides_otherwise(ward, mai):
    IssuingPractice.objects.create(unit=ward, is_public=True)

    assert issue_plan(make_ready(ward), actor=mai, is_public=False).is_public is False


@pytest.mark.parametrize("person", ["hoa", "binh", "lan", "khach"])
def test_only_the_units_clerk_issues(ward, person, request):
    plan = make_ready(ward)

    with pytest.raises(NotAllowed):
        issue_plan(plan, actor=request.getfixturevalue(person))

    assert nothing_happened(plan)


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        (FileStage.SIGNED, "Chưa ban hành được, còn thiếu: chữ ký của lãnh đạo."),
        (FileStage.NUMBERED, "Chưa ban hành được, còn thiếu: số, ngày."),
        (FileStage.SEALED, "Chưa ban hành được, còn thiếu: dấu."),
    ],
)
def test_without_one_of_the_four_nothing_is_issued(ward, mai, stage, missing):
    plan = make_ready(ward, stages=tuple(one for one in stages_of(APPROVED) if one[0] != stage))

    with pytest.raises(NotNow, match=missing):
        issue_plan(plan, actor=mai)

    assert nothing_happened(plan)


def test_a_number_written_before_the_signature_counts(ward, mai):
    _, (_, signed), (_, sealed) = stages_of(APPROVED)
    plan = make_ready(ward, stages=(("reserved", APPROVED + b"47"), ("signed", signed), ("sealed", sealed)))

    assert bytes(issue_plan(plan, actor=mai).version.pdf) == sealed


def test_a_paper_is_issued_with_its_scan_kept_beside(ward, mai):
    stages = (
        ("signed", APPROVED),
        ("numbered", APPROVED + b"47"),
        ("scan", b"\xff\xd8\xff"),
        ("sealed", APPROVED + b"47"),
    )
    plan = make_ready(ward, stages=stages, means=SigningMeans.PAPER)

    issuance = issue_plan(plan, actor=mai)

    assert (issuance.is_paper, bytes(issuance.version.pdf)) == (True, APPROVED + b"47")


def test_a_text_changed_since_it_was_signed_is_refused(ward, mai):
    plan = make_ready(ward)
    Item.objects.filter(plan=plan).update(text="Không tổ chức Lễ phát động")

    with pytest.raises(NotNow, match="Nội dung đã khác bản được ký"):
        issue_plan(plan, actor=mai)

    assert nothing_happened(plan)


def test_a_file_that_does_not_continue_the_approved_one_is_refused(ward, mai):
    plan = make_ready(ward)
    SigningFile.objects.filter(stage=FileStage.SEALED).update(content=b"%PDF-1.7 another")

    with pytest.raises(NotNow, match="không nối tiếp bản được duyệt"):
        issue_plan(plan, actor=mai)

    assert nothing_happened(plan)


@pytest.mark.parametrize("change", [{"number": 48}, {"issued_on": date(2026, 5, 12)}])
def test_a_register_that_says_otherwise_is_refused(ward, mai, change):
    plan = make_ready(ward)
    RegisterEntry.objects.filter(plan=plan).update(**change)

    with pytest.raises(NotNow, match="không khớp sổ đăng ký văn bản đi"):
        issue_plan(plan, actor=mai)


def test_a_number_of_another_years_register_is_refused(ward, mai):
    plan = make_ready(ward)
    series = RegisterEntry.objects.get(plan=plan).series
    series.year = 2025
    series.save()

    with pytest.raises(NotNow, match="sổ năm 2025 nhưng ngày ban hành thuộc năm 2026"):
        issue_plan(plan, actor=mai)


def test_a_day_to_come_is_refused(ward, mai):
    plan = make_ready(ward, on=TODAY + timedelta(days=1))

    with pytest.raises(NotNow, match="chưa tới ngày đó"):
        issue_plan(plan, actor=mai)


def test_numbered_in_the_last_minute_of_a_year_and_issued_in_the_next(ward, mai, settings):
    plan = make_ready(ward, number=214, on=date(2026, 12, 31))
    settings.DEMO_TODAY = date(2027, 1, 1)

    issue_plan(plan, actor=mai)

    entry = RegisterEntry.objects.get(plan=plan)
    assert (fresh(plan).issued_on, entry.series.year, entry.dispatched_on) == (
        date(2026, 12, 31),
        2026,
        date(2027, 1, 1),
    )


def test_a_second_press_says_that_it_is_done_and_changes_nothing(ward, mai):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    issue_plan(plan, actor=mai)
    before = (AuditEntry.objects.count(), PlanVersion.objects.count(), Notice.objects.count())

    with pytest.raises(NotNow, match=f"đã ban hành rồi: {mai.full_name}, lúc"):
        issue_plan(plan, actor=mai)

    assert (AuditEntry.objects.count(), PlanVersion.objects.count(), Notice.objects.count()) == before


def test_the_same_file_is_never_issued_twice(ward, other_commune, mai):
    make_portal_issued(other_commune)
    plan = make_ready(ward)

    with pytest.raises(Invalid, match="Mã đối chiếu trùng"):
        issue_plan(plan, actor=mai)

    assert fresh(plan).status == "approved"


@pytest.mark.parametrize("write", range(1, 10))
def test_a_write_that_fails_leaves_nothing_behind(ward, mai, failing_write, write):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    line = plan.recipients.get()

    with failing_write(write), pytest.raises(OperationalError):
        issue_plan(plan, actor=mai, emails={line.pk: "tramyte@ducxuan.gov.vn"})

    assert nothing_happened(plan)


def test_an_address_that_is_none_issues_nothing(ward, mai):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    line = plan.recipients.get()

    with pytest.raises(Invalid) as refused:
        issue_plan(plan, actor=mai, emails={line.pk: "trạm y tế"})

    assert list(refused.value.fields) == [f"email-{line.pk}"]
    assert nothing_happened(plan)


# --- who is told -----------------------------------------------------------------------------------------------------


def test_the_drafter_hears_that_it_is_out(ward, hoa, mai):
    plan = make_ready(ward, actor=hoa)
    Notice.objects.all().delete()

    issue_plan(plan, actor=mai)

    assert [(one.user_id, one.text) for one in Notice.objects.filter(user=hoa.user_id)] == [
        (hoa.user_id, "Kế hoạch số 47/KH-UBND ngày 13/5/2026 của UBND phường Đức Xuân đã ban hành.")
    ]


def test_units_below_hear_what_is_asked_of_them(province, ward, other_commune, hoa, khach, binh):
    clerk = make_actor(province, "clerk")
    plan = make_ready(province, items=(duty("k1", "Ban hành kế hoạch"),))

    issue_plan(plan, actor=clerk)

    told = Notice.objects.filter(text__endswith="vừa ban hành, giao việc cho đơn vị mình.")
    assert {(one.user_id, one.unit_id, one.path) for one in told} == {
        (hoa.user_id, ward.pk, f"/ke-hoach/{plan.pk}/"),
        (khach.user_id, other_commune.pk, f"/ke-hoach/{plan.pk}/"),
    }


def test_units_below_without_a_task_are_left_alone(province, hoa):
    plan = make_ready(province)

    issue_plan(plan, actor=make_actor(province, "clerk"))

    assert not Notice.objects.filter(user=hoa.user_id).exists()


def test_a_receiving_unit_hears_of_it(ward, other_commune, khach, mai):
    plan = make_ready(ward, recipients=("UBND xã Chợ Mới",))

    issue_plan(plan, actor=mai)

    assert Delivery.objects.get(plan=plan).state == DeliveryState.SENT
    assert [one.text for one in Notice.objects.filter(user=khach.user_id)] == [
        "Kế hoạch số 47/KH-UBND ngày 13/5/2026 của UBND phường Đức Xuân vừa ban hành, gửi đến đơn vị mình."
    ]


def test_what_it_replaces_is_superseded_in_the_same_act(ward, mai):
    older, newer = make_portal_issued(ward, number=46), make_ready(ward, number=47, approved=b"%PDF-1.7 newer\n%%EOF\n")
    PlanLink.objects.create(newer=newer, older=older, kind=LinkKind.REPLACES, created_at=NOW)

    issue_plan(newer, actor=mai)

    assert (fresh(older).status, fresh(newer).status) == ("superseded", "issued")
    assert [row.event for row in AuditEntry.objects.filter(plan=older).order_by("id")][-1] == "plan.superseded"


def test_a_replacement_that_is_not_issued_leaves_the_older_plan_in_force(ward, mai):
    older, newer = make_portal_issued(ward, number=46), make_ready(ward, number=47, approved=b"%PDF-1.7 newer\n%%EOF\n")
    PlanLink.objects.create(newer=newer, older=older, kind=LinkKind.REPLACES, created_at=NOW)
    SigningFile.objects.filter(version__plan=newer, stage=FileStage.SEALED).delete()

    with pytest.raises(NotNow):
        issue_plan(newer, actor=mai)

    assert fresh(older).status == "issued"


def test_queries_do_not_grow_with_who_receives(province, django_assert_max_num_queries):
    for number in range(12):
        unit = make_unit(f"xã Số {number}", under=province)
        make_actor(unit, "drafter")
    plan = make_ready(province, recipients=("UBND các xã, phường, đặc khu",))
    clerk = make_actor(province, "clerk")

    with django_assert_max_num_queries(60):
        issue_plan(plan, actor=clerk)

    assert Delivery.objects.filter(plan=plan).count() == 12
