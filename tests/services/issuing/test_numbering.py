"""Taking a number: what it gives, what it writes down, which dates it refuses, and that nothing is ever half done."""

from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from plans.content.document_types import COPIES
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import IssuingPractice, NumberSeries, Plan, RegisterEntry, SigningFile
from plans.queries.issuing.agreement import disagreements
from plans.rules.actor import SYSTEM
from plans.services.approving.steps import locked, return_to_drafter
from plans.services.issuing.numbering import (
    SECOND_PRESS,
    Line,
    enter_next,
    release_number,
    take_number,
    take_other_number,
)
from plans.services.issuing.registering import open_series, void_number
from tests import numbered
from tests.factories import TODAY, make_actor, make_issued, make_user
from tests.numbered import NUMBER_FIRST, signed_plan, submitted_plan


@pytest.fixture(autouse=True)
def _day(day_of_the_story):
    """13 May 2026."""


@pytest.fixture
def day_is(settings):
    """Lets the demonstration's day pass."""

    def day_is(*day):
        settings.DEMO_TODAY = date(*day)

    return day_is


@pytest.fixture
def moment_is(settings, monkeypatch):
    """A server that counts in UTC, at that moment."""

    def moment_is(text):
        settings.DEMO = False
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(text).replace(tzinfo=UTC))

    return moment_is


@pytest.fixture
def plan(ward):
    return signed_plan(ward, recipients=("Ủy ban nhân dân tỉnh", "Các trường học"), archive_note="VT, VHXH")


def take(plan, actor=SYSTEM, **more):
    return take_number(plan, actor=actor, fill=numbered.fill, **more)


def other(unit, actor=SYSTEM, **more):
    return take_other_number(unit, actor=actor, **({"document_type": "Thông báo", "abstract": "Về họp"} | more))


def stored(plan):
    """Where the plan is, with what number, and how much hangs on it."""
    fresh = Plan.objects.get(pk=plan.pk)
    return (fresh.step_kind, fresh.number, fresh.issued_on, RegisterEntry.objects.filter(plan=plan).count(),
            SigningFile.objects.filter(version__plan=plan).count(), NumberSeries.objects.count(),
            fresh.audit_entries.count())  # fmt: skip


def numbers(unit):
    return [
        (entry.number, "bỏ" if entry.is_void else "")
        for entry in RegisterEntry.objects.filter(series__unit=unit).order_by("number")
    ]


# --- what it gives ---------------------------------------------------------------------------------------------------


def test_the_plan_gets_number_and_date_its_file_both_and_the_register_a_line(plan, mai, ward):
    entry = take(plan, mai)

    fresh = Plan.objects.get(pk=plan.pk)
    assert (fresh.number, fresh.issued_on, fresh.step_kind, fresh.status) == (1, TODAY, "issue", "approved")
    assert (str(entry), entry.issued_on, entry.document_type, entry.abstract) == (
        "01/KH-UBND", TODAY, "Kế hoạch", "Triển khai Tháng hành động vì trẻ em",
    )  # fmt: skip
    assert (entry.recipients, entry.archive_holder) == ("Ủy ban nhân dân tỉnh; Các trường học", "VT, VHXH")
    assert (entry.plan_id, entry.taken_by_id, entry.taken_by_name, entry.backdated_reason) == (
        plan.pk, mai.user_id, "Lý Thị Mai", "",
    )  # fmt: skip
    series = entry.series
    assert (series.unit, series.year, series.code, series.last_number, series.first_number) == (ward, 2026, "", 1, 1)
    file = SigningFile.objects.get(version__plan=plan, stage="numbered")
    assert (bytes(file.content), file.means) == (numbered.pdf_of(plan) + b" signed\n1/KH-UBND 2026-05-13", "")
    assert disagreements(ward, 2026) == []


def test_the_register_writes_out_whom_a_letter_is_addressed_to(ward, mai):
    letter = numbered.signed_plan(
        ward, document_type="", addressees=("UBND tỉnh", "Các trường học"), recipients=("Như trên",)
    )

    entry = take(letter, mai)

    assert (entry.document_type, entry.recipients) == ("Công văn", "UBND tỉnh; Các trường học")


def test_it_leaves_one_audit_row_and_a_step_that_is_done(plan, mai):
    take(plan, mai)

    row = plan.audit_entries.get(event="plan.numbered")
    assert plan.audit_entries.count() == 1
    assert (row.actor_name, row.subject, row.after["number"], row.after["issued_on"], row.after["year"]) == (
        "Lý Thị Mai", "01/KH-UBND", 1, "13/5/2026", 2026,
    )  # fmt: skip
    assert len(row.after["sha256"]) == 64
    step = plan.steps.get(kind="number")
    assert (step.state, step.said, step.done_by_name) == ("done", "", "Lý Thị Mai")


def test_numbers_follow_each_other_whatever_the_document(plan, ward):
    other(ward)
    take(plan)
    other(ward, document_type="Công văn", abstract="Về việc mời họp", symbol="UBND-VHXH")

    assert [str(entry) for entry in RegisterEntry.objects.order_by("number")] == [
        "01/TB-UBND", "02/KH-UBND", "03/UBND-VHXH",
    ]  # fmt: skip


def test_units_have_registers_of_their_own(plan, ward, other_commune):
    other(ward)
    other(other_commune)

    assert (numbers(ward), numbers(other_commune)) == ([(1, "")], [(1, "")])


def test_before_the_signature_the_number_goes_into_the_file_that_will_be_signed(ward, mai):
    plan = submitted_plan(ward, way=NUMBER_FIRST)

    take(plan, mai)

    assert Plan.objects.get(pk=plan.pk).step_kind == "sign"
    file = SigningFile.objects.get(version__plan=plan)
    assert (file.stage, bytes(file.content)) == ("reserved", numbered.pdf_of(plan) + b"\n1/KH-UBND 2026-05-13")


def test_a_unit_may_number_each_type_by_itself_and_copies_always_are(plan, ward):
    IssuingPractice.objects.create(unit=ward, one_series_per_type=True)
    other(ward)
    take(plan)
    line = Line(document_type="Sao y", symbol="SY-UBND", abstract="Bản sao")
    enter_next(ward, actor=SYSTEM, line=line, on=TODAY, code=COPIES)

    rows = RegisterEntry.objects.order_by("series__code")
    assert [(row.series.code, str(row)) for row in rows] == [
        ("KH", "01/KH-UBND"), ("SAO", "01/SY-UBND"), ("TB", "01/TB-UBND"),
    ]  # fmt: skip
    assert disagreements(ward, 2026) == []


def test_a_year_keeps_the_kind_of_series_it_began_with(ward, day_is):
    other(ward)
    IssuingPractice.objects.update(one_series_per_type=True)
    other(ward)
    day_is(2027, 1, 4)
    other(ward)

    assert [(row.series.year, row.series.code, row.number) for row in RegisterEntry.objects.order_by("id")] == [
        (2026, "", 1), (2026, "", 2), (2027, "TB", 1),
    ]  # fmt: skip


# --- the turn of the year --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "day", "number"),
    [
        ("2026-12-31T16:59:59", date(2026, 12, 31), 4),
        ("2026-12-31T17:00:00", date(2027, 1, 1), 1),
        ("2026-12-31T23:59:59", date(2027, 1, 1), 1),
        ("2027-01-01T00:00:00", date(2027, 1, 1), 1),
    ],
)
def test_the_year_of_the_number_turns_at_midnight_in_vietnam(ward, day_is, moment_is, moment, day, number):
    day_is(2026, 12, 30)
    for _ in range(3):
        other(ward)
    plan = signed_plan(ward, year=2027)
    moment_is(moment)

    entry = take(plan)

    assert (entry.issued_on, entry.series.year, entry.number) == (day, day.year, number)


def test_a_plan_signed_in_the_old_year_may_still_be_dated_in_it_with_a_reason(ward, moment_is, day_is):
    plan = signed_plan(ward, at=datetime(2026, 12, 31, 9, tzinfo=UTC))
    moment_is("2027-01-04T02:00:00")

    entry = take(plan, on=date(2026, 12, 31), backdated_reason="Ký cuối ngày 31/12, văn thư nghỉ lễ")

    assert (str(entry), entry.series.year, entry.backdated_reason) == (
        "01/KH-UBND", 2026, "Ký cuối ngày 31/12, văn thư nghỉ lễ",
    )  # fmt: skip


def test_a_plan_signed_this_year_is_not_dated_in_the_last(ward, moment_is):
    plan = signed_plan(ward, at=datetime(2026, 12, 31, 17, tzinfo=UTC))
    moment_is("2027-01-04T02:00:00")

    with pytest.raises(Invalid, match=r"^Văn bản không có trong năm 2026: đưa vào sổ năm 2027, ngày từ 01/01/2027\.$"):
        take(plan, on=date(2026, 12, 31), backdated_reason="Cho kịp", before_signature=True)


def test_a_year_that_has_no_register_here_is_not_begun_by_a_slip_of_the_pen(ward, mai):
    with pytest.raises(Invalid, match=r"^Cổng không có sổ năm 2025; số của năm đó lấy từ sổ giấy\.$"):
        other(ward, mai, on=date(2025, 5, 13), backdated_reason="Gõ nhầm năm")
    assert NumberSeries.objects.count() == 0


def test_a_plan_for_next_year_that_is_issued_in_december_leaves_its_number_free_then(ward, day_is):
    day_is(2026, 12, 28)
    december = take(signed_plan(ward, year=2027))
    day_is(2027, 3, 1)

    assert [str(december), str(take(signed_plan(ward, year=2027)))] == ["01/KH-UBND"] * 2
    assert disagreements(ward, 2026) + disagreements(ward, 2027) == []


# --- dates -----------------------------------------------------------------------------------------------------------


def test_dating_back_needs_a_reason_which_the_register_keeps(ward, mai):
    plan = signed_plan(ward, at=datetime(2026, 5, 11, 2, tzinfo=UTC))

    with pytest.raises(Invalid) as refused:
        take(plan, mai, on=date(2026, 5, 12), backdated_reason=" \u200b")
    assert refused.value.fields == {"backdated_reason": "Ghi lý do lùi ngày về 12/5/2026; lý do được giữ trong sổ."}
    entry = take(plan, mai, on=date(2026, 5, 12), backdated_reason="  Ký  hôm qua ")
    assert (entry.issued_on, entry.backdated_reason) == (date(2026, 5, 12), "Ký hôm qua")
    assert plan.audit_entries.get().after["backdated_reason"] == "Ký hôm qua"
    assert plan.steps.get(kind="number").said == "Lùi ngày về 12/5/2026: Ký hôm qua"


def test_a_reason_given_with_todays_date_is_no_back_dating(plan):
    assert take(plan, on=TODAY, backdated_reason="Thừa").backdated_reason == ""


@pytest.mark.parametrize(
    ("on", "field", "sentence"),
    [
        (date(2026, 5, 14), "on", "Ngày văn bản không được sau hôm nay (13/5/2026)."),
        (date(2026, 5, 8), "on", "Số 01/TB-UBND của dãy chung mang ngày 09/5/2026; số sau không được mang ngày "
         "trước ngày đó."),
        (date(2026, 5, 10), "before_signature", "Lãnh đạo ký ngày 11/5/2026; ngày văn bản 10/5/2026 sớm hơn ngày ký. "
         "Đánh dấu ô “Vẫn ghi ngày trước ngày ký” nếu đúng là như vậy."),
        (date(1940, 5, 13), "on", "Văn bản không có trong năm 1940: đưa vào sổ năm 2026, ngày từ 01/01/2026."),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_at_its_field_and_nothing_is_taken(ward, on, field, sentence):
    other(ward, on=date(2026, 5, 9), backdated_reason="Văn bản tuần trước")
    plan = signed_plan(ward, at=datetime(2026, 5, 11, 2, tzinfo=UTC))
    before = stored(plan)

    with pytest.raises(Invalid) as refused:
        take(plan, on=on, backdated_reason="Lý do", before_signature=on.day == 8)

    assert (refused.value.fields, stored(plan)) == ({field: sentence}, before)


def test_a_date_before_the_signature_stands_when_it_is_meant(ward):
    plan = signed_plan(ward, at=datetime(2026, 5, 12, 2, tzinfo=UTC))

    entry = take(plan, on=date(2026, 5, 11), backdated_reason="Ký trên giấy ngày 11/5", before_signature=True)

    assert entry.issued_on == date(2026, 5, 11)


def test_what_a_date_before_the_signature_lacks_is_said_all_at_once(ward):
    plan = signed_plan(ward, at=datetime(2026, 5, 12, 2, tzinfo=UTC))

    with pytest.raises(Invalid) as refused:
        take(plan, on=date(2026, 5, 11))
    assert list(refused.value.fields) == ["before_signature", "backdated_reason"]


def test_the_signature_counts_on_vietnams_calendar(ward):
    plan = signed_plan(ward, at=datetime(2026, 5, 12, 17, 30, tzinfo=UTC))  # 0:30 of the 13th in Vietnam

    with pytest.raises(Invalid, match=r"^Lãnh đạo ký ngày 13/5/2026; "):
        take(plan, on=date(2026, 5, 12), backdated_reason="Lý do")


def test_a_void_number_does_not_hold_up_dates(ward, mai):
    void_number(other(ward), actor=mai, reason="Nhầm")
    plan = signed_plan(ward, at=datetime(2026, 5, 12, 2, tzinfo=UTC))

    assert take(plan, mai, on=date(2026, 5, 12), backdated_reason="Ký hôm qua").number == 2


def test_a_closed_unit_gives_no_number_after_its_last_day(ward):
    ward.closed_on = date(2026, 5, 12)
    ward.save()

    with pytest.raises(Invalid, match=r"^UBND phường Đức Xuân không hoạt động vào ngày 13/5/2026\.$"):
        other(ward)


# --- who and when ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["hoa", "binh", "khach", "lan"])
def test_the_units_clerk_alone_takes_numbers(who, plan, ward, request):
    actor, before = request.getfixturevalue(who), stored(plan)

    with pytest.raises(NotAllowed):
        take(plan, actor)
    with pytest.raises(NotAllowed):
        other(ward, actor)
    assert (stored(plan), numbers(ward)) == (before, [])


def test_the_clerk_of_another_unit_does_not(plan, ward, other_commune):
    with pytest.raises(NotAllowed):
        take(plan, make_actor(other_commune, "clerk", user=make_user("Ai")))


def test_a_second_press_changes_nothing(plan, mai):
    take(plan, mai)
    before = stored(plan)

    with pytest.raises(NotNow, match=r"^Kế hoạch chưa tới hoặc đã qua bước cấp số\.$"):
        take(plan, mai)
    assert stored(plan) == before


def test_a_plan_that_is_not_signed_yet_has_no_number(ward, mai):
    with pytest.raises(NotNow, match=r"^Kế hoạch chưa tới hoặc đã qua bước cấp số\.$"):
        take(submitted_plan(ward), mai)


@pytest.mark.parametrize("write", range(1, 12))
def test_nothing_is_taken_when_the_database_fails(write, plan, mai, failing_write):
    before = stored(plan)

    with pytest.raises(OperationalError), failing_write(write):
        take(plan, mai)
    assert stored(plan) == before


def test_nothing_is_taken_when_the_file_cannot_be_filled(plan, mai):
    before = stored(plan)

    def broken(pdf, content):
        raise NotNow("Tệp này không có ô số.")

    with pytest.raises(NotNow, match="không có ô số"):
        take_number(plan, actor=mai, fill=broken)
    assert stored(plan) == before


# --- other documents -------------------------------------------------------------------------------------------------


def test_a_document_from_outside_is_entered_with_what_is_said_of_it(ward, mai):
    entry = other(
        ward, mai, document_type="báo cáo", abstract=" Kết quả  quý I ", signer_name="Ma Thị Na",
        recipients="- Sở Y tế;\n- Lưu: VT", archive_holder="Văn phòng", copies=3, note="khẩn",
    )  # fmt: skip

    assert (str(entry), entry.document_type, entry.abstract, entry.signer_name, entry.recipients, entry.copies) == (
        "01/BC-UBND", "Báo cáo", "Kết quả quý I", "Ma Thị Na", "Sở Y tế; Lưu: VT", 3,
    )  # fmt: skip
    assert (entry.archive_holder, entry.note, entry.plan_id) == ("Văn phòng", "khẩn", None)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"abstract": " "}, {"abstract": "Ghi trích yếu của văn bản."}),
        ({"on": date(2026, 5, 12)}, {"backdated_reason": "Ghi lý do lùi ngày về 12/5/2026; lý do được giữ trong sổ."}),
    ],
)
def test_what_is_missing_is_said_at_its_field(ward, mai, more, fields):
    with pytest.raises(Invalid) as refused:
        other(ward, mai, **more)
    assert (refused.value.fields, numbers(ward)) == (fields, [])


# --- plans issued before the portal ----------------------------------------------------------------------------------


def test_a_second_press_takes_no_second_number_for_a_document_from_outside(ward, mai):
    first = other(ward, mai)

    with pytest.raises(NotNow, match="vừa được cấp số 01/TB-UBND rồi"):
        other(ward, mai)

    assert other(ward, mai, abstract="Về họp khác").number == 2
    RegisterEntry.objects.filter(pk=first.pk).update(taken_at=first.taken_at - SECOND_PRESS)
    assert other(ward, mai).number == 3


def test_a_plan_recorded_with_the_next_number_is_entered_first_and_keeps_it(ward, plan):
    recorded = make_issued(ward, "Phòng, chống đuối nước", number=2, issued_on=date(2026, 4, 1))
    other(ward)

    entry = take(plan)

    assert [(row.number, row.plan_id) for row in RegisterEntry.objects.order_by("number")] == [
        (1, None), (2, recorded.pk), (3, plan.pk),
    ]  # fmt: skip
    assert (entry.number, disagreements(ward, 2026)) == (3, [])


def test_a_register_on_paper_is_gone_on_with(ward, plan, mai):
    make_issued(ward, number=12, issued_on=date(2026, 3, 2))
    open_series(ward, actor=mai, year=2026, last_number=46)

    assert (take(plan, mai).number, disagreements(ward, 2026)) == (47, [])


# --- going back ------------------------------------------------------------------------------------------------------


def test_a_plan_that_goes_back_loses_its_number_which_stays_with_its_reason(ward, mai):
    plan = signed_plan(ward)
    take(plan, mai)
    held = locked(plan)
    entry = release_number(held, actor=mai, reason="Sai tên trường")
    return_to_drafter(held, actor=mai, reason="Sai tên trường")

    fresh = Plan.objects.get(pk=plan.pk)
    assert (fresh.status, fresh.number, fresh.issued_on) == ("sent_back", None, None)
    assert (entry.void_reason, entry.voided_by_name, entry.is_void) == ("Sai tên trường", "Lý Thị Mai", True)
    assert take(signed_plan(ward), mai).number == 2
    assert (numbers(ward), disagreements(ward, 2026)) == ([(1, "bỏ"), (2, "")], [])


def test_there_may_be_nothing_to_release(plan, mai):
    assert release_number(plan, actor=mai, reason="Trả lại") is None


def test_a_number_is_not_released_without_a_reason(plan, mai):
    take(plan, mai)

    with pytest.raises(Invalid):
        release_number(locked(plan), actor=mai, reason=" ")
    assert Plan.objects.get(pk=plan.pk).number == 1


def test_an_issued_plan_keeps_its_number(plan, mai):
    take(plan, mai)
    Plan.objects.filter(pk=plan.pk).update(status="issued", step_kind="")

    with pytest.raises(NotNow, match="đã ban hành thì số không bỏ được"):
        release_number(Plan.objects.get(pk=plan.pk), actor=mai, reason="Nhầm")
