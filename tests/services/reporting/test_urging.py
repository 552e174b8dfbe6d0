"""Đôn đốc: the letter to exactly those that owe, and the reminder that nobody gets twice a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plans import clock
from plans.content.plan import DeadlineContent
from plans.documents.wording import addressee_lines, number_line, recipient_lines, subject_line
from plans.exceptions import NotAllowed, NotNow
from plans.models import AuditEntry, Notice, Plan, Reminder, RoundUnit
from plans.queries.contents import content_of
from plans.queries.issuing.addressing import addressees_of
from plans.services.drafting import save_item
from plans.services.reporting.urging import draft_urging, remind
from tests.factories import make_actor, make_holding, make_issued, make_membership, make_post, make_unit, make_user
from tests.report_rows import make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_deadline")]


@pytest.fixture
def before_the_deadline(settings):
    """Friday 10 July 2026; the round closes with Tuesday the 14th."""
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 10)


@pytest.fixture
def later(settings):
    """Goes to another day."""

    def go(day):
        settings.DEMO_TODAY = day

    return go


@pytest.fixture
def plan(province):
    deadline = DeadlineContent(due_on=date(2026, 7, 15))
    return make_issued(province, "Triển khai Tháng hành động vì trẻ em năm 2026", number=115, deadlines=(deadline,))


@pytest.fixture
def round_(province, department, ward, other_commune, plan):
    department.archive_note = "VT, BTXH"
    department.save()
    make_holding(make_post(department, "Giám đốc", is_head=True), "Mai Thị Hương")
    return make_round(province, plan=plan)


def urged(round_, actor, *units):
    return draft_urging(round_, [one.pk for one in units], actor=actor)


def body(plan):
    content = content_of(plan)
    return [content.opening, *(item.text for item in content.walk()), content.closing]


# --- the letter -------------------------------------------------------------------------------------------------------


def test_the_letter_goes_to_exactly_the_chosen_by_full_name_in_the_helpers_own(round_, lan, department, ward, province):
    third = make_unit("xã Ba Bể", under=province)
    plan = urged(round_, lan, ward, third)
    content = content_of(plan)

    assert plan.issuing_unit == department
    assert (plan.document_type, plan.status, plan.year, plan.campaign) == ("", "draft", 2026, round_.plan.campaign)
    assert subject_line(content) == "V/v đôn đốc báo cáo kết quả Tháng hành động vì trẻ em năm 2026"
    assert number_line(content).endswith("/SYT-BTXH")
    assert addressee_lines(content) == (
        "Kính gửi:",
        "- Ủy ban nhân dân phường Đức Xuân;",
        "- Ủy ban nhân dân xã Ba Bể.",
    )
    assert recipient_lines(content) == ("- Như trên;", "- Lưu: VT, BTXH.")
    assert content.signature.name == "Mai Thị Hương"


def test_the_letter_says_on_what_ground_by_when_and_how_it_stands(round_, lan, ward, other_commune):
    assert body(urged(round_, lan, ward, other_commune)) == [
        "Căn cứ Kế hoạch số 115/KH-UBND ngày 28 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh Thái Nguyên triển khai Tháng "
        "hành động vì trẻ em năm 2026, các đơn vị gửi báo cáo kết quả Tháng hành động vì trẻ em năm 2026 về Ủy ban "
        "nhân dân tỉnh Thái Nguyên (qua Sở Y tế tỉnh Thái Nguyên) trước ngày 15/7/2026 (ngày cuối: thứ Ba, ngày 14 "
        "tháng 7 năm 2026).",
        "Đến ngày 10 tháng 7 năm 2026, Sở Y tế tỉnh Thái Nguyên chưa nhận được báo cáo của 02 đơn vị nêu trên; các đơn "
        "vị này còn 04 ngày đến hạn.",
        "Để kịp tổng hợp, đề nghị các đơn vị khẩn trương hoàn thành và gửi báo cáo chậm nhất ngày 14 tháng 7 năm 2026. "
        "Đơn vị đã gửi báo cáo khi nhận được văn bản này thì không phải gửi lại.",
    ]


def test_who_is_late_who_has_longer_and_who_must_mend_are_told_apart(round_, lan, province, ward, other_commune, later):
    third = make_unit("xã Ba Bể", under=province)
    RoundUnit.objects.create(
        round=round_,
        unit=other_commune,
        extended_to=date(2026, 7, 20),
        reason="lũ",
        decided_at=datetime(2026, 7, 10, tzinfo=UTC),
        decided_by_name="Lan",
    )
    make_report(round_, third, status="returned")
    later(date(2026, 7, 16))

    _, *told, asked = body(urged(round_, lan, ward, other_commune, third))

    assert told == [
        "Đến ngày 16 tháng 7 năm 2026, Sở Y tế tỉnh Thái Nguyên chưa nhận được báo cáo đầy đủ của 03 đơn vị nêu trên, "
        "trong đó:",
        "01 đơn vị đã quá thời hạn 02 ngày: Ủy ban nhân dân phường Đức Xuân;",
        "01 đơn vị được gia hạn đến hết ngày 20/7/2026, còn 04 ngày đến hạn: Ủy ban nhân dân xã Chợ Mới;",
        "01 đơn vị đã được yêu cầu bổ sung nhưng chưa gửi lại: Ủy ban nhân dân xã Ba Bể.",
    ]
    # Three working days after a Thursday: Friday, Monday, Tuesday.
    assert asked.startswith(
        "Để kịp tổng hợp, đề nghị các đơn vị quá thời hạn, cần bổ sung khẩn trương gửi báo cáo chậm nhất ngày 21 tháng "
        "7 năm 2026; các đơn vị còn lại gửi đúng thời hạn của mình."
    )


def test_on_the_last_day_it_says_so(round_, lan, ward, later):
    later(date(2026, 7, 14))

    assert "các đơn vị này đến hạn trong ngày." in body(urged(round_, lan, ward))[1]


def test_a_round_without_a_date_is_asked_for_in_three_working_days(province, department, ward, lan, plan):
    round_ = make_round(province, plan=plan, kind="undated", due_on=None, position=7)

    first, second, last = body(urged(round_, lan, ward))

    assert first.endswith("theo quy định.")
    assert second.endswith("các đơn vị này chưa gửi báo cáo.")
    assert "chậm nhất ngày 15 tháng 7 năm 2026." in last


def test_who_has_filed_gets_no_letter_whatever_was_ticked(round_, lan, ward, other_commune):
    make_report(round_, ward, status="filed")

    assert urged(round_, lan, ward, other_commune).addressees == "Ủy ban nhân dân xã Chợ Mới"
    with pytest.raises(NotNow, match="không còn đơn vị nào phải đôn đốc"):
        urged(round_, lan, ward)
    assert Plan.objects.filter(document_type="").count() == 1


def test_once_issued_it_reaches_exactly_those_it_is_addressed_to(round_, lan, ward, other_commune, province):
    third = make_unit("xã Ba Bể", under=province)
    lines = addressees_of(urged(round_, lan, ward, third))

    assert [(line.text, set(line.units)) for line in lines] == [("Như trên", {ward, third})]


def test_a_second_press_opens_the_draft_of_the_first(round_, lan, ward, other_commune, later):
    first = urged(round_, lan, ward)

    assert urged(round_, lan, ward) == first
    assert urged(round_, lan, ward, other_commune) != first
    later(date(2026, 7, 16))
    assert urged(round_, lan, ward) != first


def test_the_drafter_edits_the_letter_like_any_draft(round_, lan, ward):
    plan = urged(round_, lan, ward)
    item = plan.items.first()

    save_item(plan, item.key, actor=lan, revision=item.revision, text="Đến nay chưa có báo cáo.")

    assert body(plan)[1] == "Đến nay chưa có báo cáo."


def test_the_letter_leaves_a_trace(round_, lan, ward):
    plan = urged(round_, lan, ward)

    row = AuditEntry.objects.get(event="reports.reminded")
    assert (row.plan, row.actor_name, row.after) == (
        plan,
        "Trần Thị Lan",
        {"round": round_.pk, "by": "letter", "units": [ward.pk]},
    )


@pytest.mark.parametrize("roles", [("drafter",), ("approver", "clerk", "administrator"), ("supervisor",)])
def test_a_letter_needs_somebody_who_follows_and_drafts(round_, department, ward, roles):
    department.refresh_from_db()
    with pytest.raises(NotAllowed):
        urged(round_, make_actor(department, *roles, user=make_user("Ai")), ward)

    assert not Plan.objects.filter(document_type="").exists()


def test_nobody_urges_in_anothers_round(round_, ward, other_commune):
    for act in (draft_urging, remind):
        with pytest.raises(NotAllowed):
            act(round_, [ward.pk], actor=make_actor(other_commune, "supervisor", "drafter", user=make_user("Ai")))

    assert not AuditEntry.objects.filter(event="reports.reminded").exists()


# --- the reminder -----------------------------------------------------------------------------------------------------


@pytest.fixture
def drafters(ward, other_commune):
    found = {unit: make_user(f"Soạn {unit.territory}") for unit in (ward, other_commune)}
    for unit, user in found.items():
        make_membership(user, unit)
    return found


def reminded(round_, actor, *units):
    done = remind(round_, [one.pk for one in units], actor=actor)
    return done.told, done.resting, done.to_telephone


def test_drafters_are_told_and_who_has_none_is_named(round_, lan, province, ward, other_commune, drafters):
    silent = make_unit("xã Ba Bể", under=province)
    make_report(round_, other_commune, status="returned")

    assert reminded(round_, lan, ward, other_commune, silent) == ((ward, other_commune), (), (silent,))
    name = "Sở Y tế nhắc: báo cáo năm 2026 gửi UBND tỉnh Thái Nguyên"
    assert {(one.user, one.text, one.unit_id, one.path) for one in Notice.objects.all()} == {
        (drafters[ward], f"{name} trước ngày 15/7/2026, còn 4 ngày.", ward.pk, "/bao-cao/"),
        (drafters[other_commune], f"{name} cần bổ sung rồi gửi lại.", other_commune.pk, "/bao-cao/"),
    }
    assert set(Reminder.objects.values_list("unit_id", "offset", "sent_by_name")) == {
        (ward.pk, None, "Trần Thị Lan"),
        (other_commune.pk, None, "Trần Thị Lan"),
    }
    assert AuditEntry.objects.get(event="reports.reminded").after == {
        "round": round_.pk,
        "by": "portal",
        "units": [ward.pk, other_commune.pk],
    }


@pytest.mark.parametrize(
    ("day", "words"),
    [(14, "trước ngày 15/7/2026, hôm nay là ngày cuối."), (16, "trước ngày 15/7/2026, quá hạn 2 ngày.")],
)
def test_the_notice_counts_the_days(round_, lan, ward, drafters, later, day, words):
    later(date(2026, 7, day))
    reminded(round_, lan, ward)

    assert Notice.objects.get().text.endswith(words)


def test_nobody_is_reminded_twice_within_a_day(round_, lan, ward, other_commune, drafters):
    reminded(round_, lan, ward)

    assert reminded(round_, lan, ward, other_commune) == ((other_commune,), (ward,), ())
    assert reminded(round_, lan, ward, other_commune) == ((), (ward, other_commune), ())
    assert (Notice.objects.count(), Reminder.objects.count()) == (2, 2)
    assert AuditEntry.objects.filter(event="reports.reminded").count() == 2


def test_what_the_portal_itself_sent_counts_too_and_a_day_later_one_may_again(round_, lan, ward, drafters, later):
    Reminder.objects.create(round=round_, unit=ward, offset=-5, sent_at=clock.now() - timedelta(hours=3))
    assert reminded(round_, lan, ward) == ((), (ward,), ())

    later(date(2026, 7, 12))
    assert reminded(round_, lan, ward) == ((ward,), (), ())


def test_a_supervisor_who_does_not_draft_reminds(round_, department, ward, drafters):
    department.refresh_from_db()
    actor = make_actor(department, "supervisor", user=make_user("Ai"))

    assert reminded(round_, actor, ward) == ((ward,), (), ())


def test_a_failing_write_reminds_nobody(round_, lan, ward, drafters, failing_write):
    with pytest.raises(Exception, match="disk is full"), failing_write(2):
        reminded(round_, lan, ward)

    assert (Notice.objects.count(), Reminder.objects.count()) == (0, 0)
