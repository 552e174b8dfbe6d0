"""Reminders: on which day who is told what, once, whatever happens to the task that tells them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from plans import clock
from plans.exceptions import Invalid, NotAllowed, StaleEdit
from plans.models import AuditEntry, IssuingUnit, Notice, Reminder, ReminderPractice, RoundUnit
from plans.queries.reporting.reminders import latest_offset, practice_of, rounds_to_remind
from plans.services.reporting import reminding
from plans.services.reporting.reminding import Sent, remind_due, save_practice
from plans.services.reporting.tasks import next_morning, send_reminder_letters_later
from tests.factories import make_actor, make_membership, make_unit, make_user
from tests.report_rows import make_report, make_round

pytestmark = pytest.mark.django_db

#: Before 15 July: the last day is the 14th.
LAST = date(2026, 7, 14)
OPENED = datetime(2026, 5, 1, tzinfo=UTC)


def at(day: int, month: int = 7):
    """Half past seven in Vietnam."""
    return datetime(2026, month, day, 0, 30, tzinfo=UTC)


@pytest.fixture
def round_(province, ward):
    return make_round(province, opened_at=OPENED)


@pytest.fixture
def hoa(ward):
    return make_user("Nguyễn Thị Hoa", email="hoa@example.vn")


@pytest.fixture(autouse=True)
def _roles(hoa, ward, binh):
    """Hoa drafts; Bình leads and is not told."""
    make_membership(hoa, ward, "drafter")


def told():
    return list(Notice.objects.order_by("id").values_list("user__full_name", "text", "path", "unit__short_name"))


def kept():
    return list(Reminder.objects.order_by("id").values_list("unit__short_name", "offset"))


# --- what is said, and when -------------------------------------------------------------------------------------------

NAME = "Báo cáo kết quả Tháng hành động vì trẻ em năm 2026 gửi UBND tỉnh Thái Nguyên"
WARD = "UBND phường Đức Xuân"


def test_drafters_are_told_the_official_words_the_last_day_and_what_is_left(round_):
    assert remind_due(at(9)) == Sent(units=1, notices=1)

    assert told() == [
        (
            "Nguyễn Thị Hoa",
            f"{NAME}: trước ngày 15/7/2026 · ngày cuối: thứ Ba 14/7 · còn 5 ngày; đơn vị chưa gửi.",
            "/bao-cao/",
            WARD,
        )
    ]
    assert (Notice.objects.get().mail, Notice.objects.get().plan) == ("waiting", round_.plan)
    assert AuditEntry.objects.values_list("event", "actor_name", "unit", "after").first() == (
        "reports.reminded", "Hệ thống", round_.receiver_id, {"units": 1, "days": [-5]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "offset", "left"),
    [(4, -10, "còn 10 ngày"), (8, -10, "còn 6 ngày"), (14, 0, "hôm nay là ngày cuối"), (15, 1, "quá hạn 1 ngày"),
     (21, 7, "quá hạn 7 ngày")],
)  # fmt: skip
def test_the_days_are_counted_from_the_last_day(round_, day, offset, left):
    remind_due(at(day))

    assert kept() == [(WARD, offset)]
    assert f"· {left}; đơn vị chưa gửi." in told()[0][1]


def test_before_the_first_day_nobody_is_told(round_):
    assert (remind_due(at(3)), kept()) == (Sent(), [])


def test_through_the_whole_time_there_are_six_reminders(round_):
    for day in range(1, 31):
        remind_due(at(day))
        remind_due(at(day) + timedelta(hours=9))

    assert [offset for _, offset in kept()] == [-10, -5, -2, 0, 1, 7]
    assert Notice.objects.count() == 6


def test_midnight_is_vietnams(round_):
    remind_due(datetime(2026, 7, 3, 16, 59, tzinfo=UTC))
    assert kept() == []

    remind_due(datetime(2026, 7, 3, 17, 0, tzinfo=UTC))
    assert kept() == [(WARD, -10)]


def test_a_report_that_is_begun_is_where_the_notice_leads(round_, ward):
    report = make_report(round_, ward)

    remind_due(at(9))

    assert told()[0][2] == f"/bao-cao/{report.pk}/"


def test_who_has_filed_is_left_alone_and_who_must_mend_is_told_without_being_called_late(round_, ward, khach):
    make_report(round_, ward, status="returned")
    make_report(round_, IssuingUnit.objects.get(short_name="UBND xã Chợ Mới"), status="filed")

    assert remind_due(at(15)) == Sent(units=1, notices=1)

    assert told()[0][1] == (
        f"{NAME}: trước ngày 15/7/2026 · ngày cuối: thứ Ba 14/7 · nơi nhận yêu cầu bổ sung, đơn vị chưa gửi lại."
    )


def test_what_was_missed_goes_out_as_one_letter(round_):
    remind_due(at(4))
    remind_due(at(13))  # the worker stood still since

    assert kept() == [(WARD, -10), (WARD, -2)]
    assert remind_due(at(13)) == Sent()


def test_after_a_month_nobody_is_told_any_more(round_):
    assert (remind_due(at(20, 8)), remind_due(at(21, 8))) == (Sent(units=1, notices=1), Sent())
    Reminder.objects.all().delete()

    assert remind_due(at(21, 8)) == Sent()


def test_no_day_before_the_round_was_opened_counts(round_):
    type(round_).objects.update(opened_at=at(10))

    assert remind_due(at(10)) == Sent()
    assert remind_due(at(12)) == Sent(units=1, notices=1)


@pytest.mark.parametrize("change", [{"plan__status": "withdrawn"}, {"kind": "undated", "due_on": None}])
def test_rounds_that_do_not_hold_or_have_no_date_are_not_chased(round_, change):
    assert list(rounds_to_remind(LAST)) == [round_]
    if "plan__status" in change:
        type(round_.plan).objects.update(status=change["plan__status"])
    else:
        type(round_).objects.update(**change)

    assert (list(rounds_to_remind(LAST)), remind_due(at(14))) == ([], Sent())


def test_whoever_has_longer_is_reminded_of_the_own_last_day(round_, ward):
    remind_due(at(12))
    RoundUnit.objects.create(
        round=round_,
        unit=ward,
        extended_to=date(2026, 7, 24),
        reason="Mưa lũ",
        decided_at=at(12),
        decided_by_name="Lan",
    )

    assert remind_due(at(13)) == Sent()  # ten days before the new last day is the 14th
    assert remind_due(at(14)) == Sent(units=1, notices=1)
    assert remind_due(at(22)) == Sent(units=1, notices=1)  # two days before: told once for the old last day already

    assert told()[-1][1].startswith(
        f"{NAME}: chậm nhất ngày 24/7/2026 (đã gia hạn) · ngày cuối: thứ Sáu 24/7 · còn 2 ngày"
    )
    assert kept() == [(WARD, -2), (WARD, -10)]
    assert remind_due(at(22)) == Sent()


def test_a_round_whose_only_hope_is_an_extension_is_still_found(round_, ward):
    RoundUnit.objects.create(
        round=round_,
        unit=ward,
        extended_to=date(2026, 12, 1),
        reason="Mưa lũ",
        decided_at=at(12),
        decided_by_name="Lan",
    )

    assert remind_due(at(1, 12)) == Sent(units=1, notices=1)


def test_only_people_who_draft_there_now_are_told(round_, ward):
    make_membership(make_user("Đã nghỉ"), ward, "drafter", valid_until=date(2026, 6, 30))
    make_membership(make_user("Chưa tới"), ward, "drafter", valid_from=date(2026, 8, 1))
    make_membership(make_user("Đã khóa", is_active=False), ward, "drafter")

    remind_due(at(9))

    assert [one[0] for one in told()] == ["Nguyễn Thị Hoa"]


@pytest.mark.parametrize(
    ("opened", "today", "offset"),
    [(date(2026, 7, 5), date(2026, 7, 8), None), (date(2026, 7, 4), date(2026, 7, 8), -10), (LAST, LAST, 0),
     (date(2026, 5, 1), date(2026, 8, 20), 7), (date(2026, 5, 1), date(2026, 8, 21), None)],
)  # fmt: skip
def test_latest_offset(opened, today, offset):
    assert latest_offset((7, -10, 0), LAST, opened_on=opened, today=today) == offset


# --- units without an account -----------------------------------------------------------------------------------------


@pytest.fixture
def school(province):
    """A unit nobody writes for in the portal, with an address."""
    return make_unit("xã Nà Phặc", under=province, email="ubnd.naphac@example.vn")


def letter_tasks():
    rows = DBTaskResult.objects.filter(task_path=send_reminder_letters_later.module_path, status="READY")
    return [one.args_kwargs["args"] for one in rows.order_by("enqueued_at")]


def test_a_unit_nobody_writes_for_gets_a_letter_at_its_address(round_, school, mailoutbox, settings):
    settings.BASE_URL = "https://kehoach.example.vn"
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    make_unit("xã Không Thư", under=round_.receiver)

    assert remind_due(at(9)) == Sent(units=3, notices=1, letters=1, silent=1)
    row = Reminder.objects.get(unit=school)
    assert letter_tasks() == [[[row.pk]]]
    send_reminder_letters_later.func([row.pk])

    (letter,) = mailoutbox
    assert letter.to == ["ubnd.naphac@example.vn"]
    assert letter.subject == "Cổng kế hoạch: Nhắc báo cáo năm 2026 gửi UBND tỉnh Thái Nguyên, trước ngày 15/7/2026"
    assert f"{NAME}: trước ngày 15/7/2026 · ngày cuối: thứ Ba 14/7 · còn 5 ngày; đơn vị chưa gửi." in letter.body
    assert "Kính gửi Ủy ban nhân dân xã Nà Phặc," in letter.body
    assert "https://kehoach.example.vn/" in letter.body


def test_a_unit_that_filed_before_the_letter_left_gets_none(round_, school, mailoutbox, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    remind_due(at(9))
    make_report(round_, school, status="filed")

    send_reminder_letters_later.func([Reminder.objects.get(unit=school).pk])

    assert mailoutbox == []


def test_a_mail_server_that_is_down_is_tried_again(round_, school, monkeypatch, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    remind_due(at(9))
    DBTaskResult.objects.all().delete()
    row = Reminder.objects.get(unit=school)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(ConnectionError))

    send_reminder_letters_later.func([row.pk])
    assert letter_tasks() == [[[row.pk], 1]]
    DBTaskResult.objects.all().delete()
    send_reminder_letters_later.func([row.pk], 28)
    assert letter_tasks() == []


def test_the_others_are_planned_before_the_first_letter_leaves(round_, school, province, settings, monkeypatch):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    make_unit("xã Bằng Vân", under=province, email="ubnd.bangvan@example.vn")
    remind_due(at(9))
    ((ids,),) = letter_tasks()
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))

    with pytest.raises(KeyboardInterrupt):
        send_reminder_letters_later.func(ids)

    assert (len(ids), letter_tasks()) == (2, [[ids[1:]]])


# --- the task ---------------------------------------------------------------------------------------------------------


def morning_tasks():
    rows = DBTaskResult.objects.filter(task_path="plans.services.reporting.tasks.remind_every_morning", status="READY")
    return [one.run_after for one in rows]


def test_the_command_reminds_and_plans_one_next_morning_however_often_it_runs(round_, capsys, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)

    call_command("send_reminders")
    call_command("send_reminders")

    assert capsys.readouterr().out.splitlines() == [
        "Đến lượt nhắc 1 đơn vị: 1 thông báo cho người soạn thảo, 0 thư tới đơn vị chưa có người soạn thảo, "
        "0 đơn vị chưa có cách nào nhắc.",
        "Đến lượt nhắc 0 đơn vị: 0 thông báo cho người soạn thảo, 0 thư tới đơn vị chưa có người soạn thảo, "
        "0 đơn vị chưa có cách nào nhắc.",
    ]
    assert [one == next_morning(clock.real_now()) for one in morning_tasks()] == [True]


@pytest.mark.parametrize(
    ("now", "then"),
    [(datetime(2026, 7, 9, 0, 29, tzinfo=UTC), datetime(2026, 7, 9, 0, 30, tzinfo=UTC)),
     (datetime(2026, 7, 9, 0, 30, tzinfo=UTC), datetime(2026, 7, 10, 0, 30, tzinfo=UTC)),
     (datetime(2026, 7, 9, 23, 0, tzinfo=UTC), datetime(2026, 7, 10, 0, 30, tzinfo=UTC))],
)  # fmt: skip
def test_the_next_morning_is_half_past_seven_in_vietnam(now, then):
    assert next_morning(now) == then


def test_two_planned_at_the_same_moment_become_one(round_):
    from plans.services.reporting.tasks import keep_reminding, remind_every_morning

    for hours in (1, 2):
        remind_every_morning.using(run_after=clock.real_now() + timedelta(hours=hours)).enqueue()

    keep_reminding()

    (left,) = morning_tasks()
    assert left < clock.real_now() + timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_reminds_and_comes_back_tomorrow(round_, settings):
    from plans.services.reporting.tasks import remind_every_morning

    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    remind_every_morning.using(run_after=clock.real_now()).enqueue()

    call_command("db_worker", batch=True, reload=False, startup_delay=False, interval=0, verbosity=0)

    assert kept() == [(WARD, -5)]
    assert morning_tasks() == [next_morning(clock.real_now())]


def test_opening_a_round_and_sending_letters_keep_the_chain(province, ward, settings):
    from plans.content.plan import DeadlineContent
    from plans.services.mailing.tasks import send_waiting_later
    from tests.factories import make_campaign, make_issued

    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    send_waiting_later.func()
    assert morning_tasks() == []

    make_issued(province, campaign=make_campaign(2026), deadlines=(DeadlineContent(due_on=date(2026, 7, 15)),))
    assert len(morning_tasks()) == 1
    DBTaskResult.objects.all().delete()  # a worker was killed between two links
    send_waiting_later.func()
    assert len(morning_tasks()) == 1


# --- many, killed, at once --------------------------------------------------------------------------------------------


@pytest.fixture
def many(round_, province):
    """Twelve units with a drafter each, and the ward."""
    for number in range(12):
        make_membership(make_user(f"Người {number:02}"), make_unit(f"xã Số {number:02}", under=province), "drafter")


def test_a_run_that_breaks_off_is_resumed_by_the_next_without_a_double(round_, many, monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 5)
    tell, calls = reminding.notify_each, []

    def second_time_never(*told, **more):
        calls.append(1)
        if len(calls) == 2:
            raise DatabaseError("the server went away")
        tell(*told, **more)

    monkeypatch.setattr(reminding, "notify_each", second_time_never)
    with pytest.raises(DatabaseError):
        remind_due(at(9))
    assert (Reminder.objects.count(), Notice.objects.count()) == (5, 5)

    assert remind_due(at(9)) == Sent(units=8, notices=8)
    assert Reminder.objects.values("unit", "offset").distinct().count() == Notice.objects.count() == 13


def test_the_number_of_queries_does_not_grow_with_the_units(round_, many, province):
    def asked() -> int:
        Reminder.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            remind_due(at(9))
        return len(seen)

    few = asked()
    for number in range(20, 60):
        make_membership(make_user(f"Người {number:02}"), make_unit(f"xã Số {number:02}", under=province), "drafter")

    assert asked() == few


# --- the receiver's choice --------------------------------------------------------------------------------------------


def test_a_receiver_chooses_its_days_and_may_choose_none(round_, province, lan):
    save_practice(province, actor=lan, revision=1, offsets=[3, -1, 3])

    assert practice_of(province).offsets == [-1, 3]
    assert [remind_due(at(day)) for day in (9, 13, 14, 17)] == [
        Sent(), Sent(units=1, notices=1), Sent(), Sent(units=1, notices=1),
    ]  # fmt: skip
    save_practice(province, actor=lan, revision=2, offsets=[])
    Reminder.objects.all().delete()
    assert remind_due(at(13)) == Sent()


def test_without_a_choice_it_is_what_is_usual(province):
    assert practice_of(province).offsets == [-10, -5, -2, 0, 1, 7]


def test_of_two_who_choose_the_second_looks_again(province, lan):
    save_practice(province, actor=lan, revision=1, offsets=[-3])

    with pytest.raises(StaleEdit, match=r"^Trần Thị Lan vừa sửa ngày nhắc, nên bản của mình chưa lưu\.$") as refused:
        save_practice(province, actor=lan, revision=1, offsets=[-4])
    assert (refused.value.revision, practice_of(province).offsets) == (2, [-3])


def test_the_same_choice_changes_nothing(province, lan):
    save_practice(province, actor=lan, revision=1, offsets=[7, 1, 0, -2, -5, -10])

    assert (ReminderPractice.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_day_too_far_away_is_refused(province, lan):
    with pytest.raises(Invalid, match="trong vòng 60 ngày"):
        save_practice(province, actor=lan, revision=1, offsets=[-61])


def test_who_may_choose(province, ward, lan, khach):
    tu = make_actor(ward, "administrator", user=make_user("Nông Văn Tú"))
    hanh = make_actor(ward, "supervisor", user=make_user("Hà Thị Hạnh"))
    for actor in (tu, hanh):
        save_practice(ward, actor=actor, revision=practice_of(ward).revision, offsets=[-len(actor.full_name)])

    for actor, unit in ((khach, ward), (tu, province), (make_actor(ward, "drafter", user=make_user()), ward)):
        with pytest.raises(NotAllowed):
            save_practice(unit, actor=actor, revision=practice_of(unit).revision, offsets=[-9])
    trail = AuditEntry.objects.order_by("id").values_list("event", "subject", "before", "after")
    assert trail[0] == (
        "practice.saved", "nề nếp nhắc báo cáo", {"offsets": [-10, -5, -2, 0, 1, 7]}, {"offsets": [-11]},
    )  # fmt: skip
