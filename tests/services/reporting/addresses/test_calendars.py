"""The calendar of a person: what stands in it, what leaves it, and that calendar programs can read it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from icalendar import Calendar

from plans.content.plan import DeadlineContent, DeadlinePurpose
from plans.exceptions import NotAllowed
from plans.models import CalendarFeed, Membership, RoundUnit, User
from plans.queries.reporting.addresses.calendars import CalendarDay, calendar_days, feed_by, feed_of
from plans.queries.reporting.addresses.links import hash_of
from plans.rules.actor import SYSTEM
from plans.services.reporting.addresses.calendars import address_of_feed, as_calendar, calendar_of, open_feed, stop_feed
from tests.factories import make_actor, make_campaign, make_issued, make_unit, make_user
from tests.report_rows import make_report, make_round

pytestmark = pytest.mark.django_db

OPENED = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ninth_of_july(settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)
    settings.BASE_URL = "https://kehoach.example.vn"


@pytest.fixture
def round_(province, ward):
    return make_round(province, opened_at=OPENED)


def events(actor):
    content = calendar_of(open_feed(actor=actor))
    assert content is not None
    return list(Calendar.from_ical(content).walk("VEVENT"))


def titles(actor):
    return [(str(one["summary"]), one.decoded("dtstart")) for one in events(actor)]


OWED = "Ngày cuối gửi báo cáo Tháng hành động về UBND tỉnh Thái Nguyên"
COLLECTED = "Ngày cuối các đơn vị gửi báo cáo Tháng hành động về UBND tỉnh Thái Nguyên"


# --- what stands in it ------------------------------------------------------------------------------------------------


def test_what_the_unit_owes_stands_on_its_last_day(round_, ward, hoa):
    (event,) = events(hoa)

    assert (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")) == (
        OWED, date(2026, 7, 14), date(2026, 7, 15),
    )  # fmt: skip
    assert str(event["uid"]) == f"ky-{round_.pk}-don-vi-{ward.pk}@kehoach.example.vn"
    assert (event.decoded("dtstamp"), event.decoded("last-modified"), event["sequence"]) == (OPENED, OPENED, 0)
    assert str(event["description"]) == "UBND phường Đức Xuân gửi báo cáo kết quả năm 2026 trước ngày 15/7/2026."
    assert str(event["url"]) == "https://kehoach.example.vn/bao-cao/"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-40)


def test_a_begun_report_is_where_the_event_leads(round_, ward, hoa):
    report = make_report(round_, ward)

    assert [str(one["url"]) for one in events(hoa)] == [f"https://kehoach.example.vn/bao-cao/{report.pk}/"]


def test_an_extension_moves_the_event_and_keeps_its_name(round_, ward, hoa):
    (before,) = events(hoa)
    decided = OPENED + timedelta(days=70)
    RoundUnit.objects.create(
        round=round_, unit=ward, extended_to=date(2026, 7, 24), reason="Mưa lũ", decided_at=decided
    )

    (after,) = events(hoa)

    assert after["uid"] == before["uid"]
    assert (after.decoded("dtstart"), after.decoded("last-modified")) == (date(2026, 7, 24), decided)
    assert after["sequence"] == 70 * 24 * 3600 > before["sequence"]
    assert "(đã gia hạn)" in after["description"]


def test_what_has_been_filed_leaves_and_what_came_back_returns(round_, ward, hoa):
    report = make_report(round_, ward, status="filed")
    assert titles(hoa) == []

    type(report).objects.update(status="returned")
    assert titles(hoa) == [(OWED, date(2026, 7, 14))]


def test_a_plan_to_be_issued_stands_there_until_it_is(province, ward, hoa):
    deadline = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 7, 22))
    plan = make_issued(province, campaign=make_campaign(2026), deadlines=(deadline,))
    assert titles(hoa) == [(f"Ngày cuối ban hành kế hoạch theo Kế hoạch số {plan.document_number}", date(2026, 7, 21))]

    from plans.models import ParentDocument

    own = make_issued(ward, campaign=plan.campaign)
    ParentDocument.objects.create(plan=own, parent_plan=plan, parent_version=plan.versions.get(is_issued=True))
    assert titles(hoa) == []


def test_who_follows_reports_sees_the_rounds_that_are_collected(round_, lan, province, department):
    assert titles(lan) == [(COLLECTED, date(2026, 7, 14))]
    assert titles(make_actor(department, "drafter", user=make_user())) == []

    unit = make_unit(under=province)
    RoundUnit.objects.create(round=round_, unit=unit, extended_to=date(2026, 8, 1), reason="Mưa lũ", decided_at=OPENED)
    (event,) = events(lan)
    assert event["description"].endswith("Đơn vị được gia hạn lâu nhất: đến hết ngày 01/8/2026.")


def test_undated_rounds_withdrawn_plans_and_old_days_are_not_there(province, ward, hoa, lan):
    make_round(province, kind="undated", due_on=None)
    gone = make_round(province)
    type(gone.plan).objects.filter(pk=gone.plan_id).update(status="withdrawn")
    make_round(province, due_on=date(2026, 5, 9))

    assert (titles(hoa), titles(lan)) == ([], [])


def test_a_person_of_two_units_has_both_in_one_calendar(round_, ward, hoa, other_commune):
    Membership.objects.create(user_id=hoa.user_id, unit=other_commune, role="drafter")

    assert [str(one["description"])[:20] for one in events(hoa)] == ["UBND phường Đức Xuân", "UBND xã Chợ Mới gửi "]


def test_nobodys_name_stands_in_a_calendar(round_, ward, hoa, lan):
    make_report(round_, ward, updated_by_id=hoa.user_id)

    for actor in (hoa, lan):
        content = calendar_of(open_feed(actor=actor)).decode()
        assert [name for name in User.objects.values_list("full_name", flat=True) if name in content] == []


def test_the_same_bytes_until_something_changes(round_, ward, hoa, settings):
    feed = open_feed(actor=hoa)
    first = calendar_of(feed)
    settings.DEMO_TODAY = date(2026, 7, 11)

    assert calendar_of(feed) == first
    make_report(round_, ward, status="filed")
    assert calendar_of(feed) != first


WORDS = strategies.text(strategies.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=90)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    strategies.lists(
        strategies.builds(
            CalendarDay,
            key=strategies.from_regex(r"ky-[0-9]{1,6}-don-vi-[0-9]{1,6}", fullmatch=True),
            day=strategies.dates(date(2000, 1, 1), date(2100, 1, 1)),
            title=WORDS,
            words=WORDS,
            path=strategies.just("/bao-cao/1/"),
            since=strategies.just(OPENED),
            changed_at=strategies.datetimes(datetime(2026, 5, 1), datetime(2030, 1, 1), timezones=strategies.just(UTC)),
        ),
        max_size=3,
        unique_by=lambda one: one.key,
    )
)
def test_whatever_it_says_a_calendar_program_reads_the_same(days):
    found = list(Calendar.from_ical(as_calendar(days)).walk("VEVENT"))

    assert [str(one["uid"]).partition("@")[0] for one in found] == [one.key for one in days]
    for event, one in zip(found, days, strict=True):
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (one.day, one.day + timedelta(days=1))
        assert event.decoded("dtstamp") == one.changed_at.replace(microsecond=0)
        assert (str(event["summary"]), str(event["description"])) == (one.title, one.words)
        assert event["sequence"] == int((one.changed_at - OPENED).total_seconds())


# --- its address ------------------------------------------------------------------------------------------------------


def test_only_the_hash_of_the_address_is_kept(hoa):
    feed = open_feed(actor=hoa)
    address = address_of_feed(feed)
    secret = address.removeprefix("https://kehoach.example.vn/lich/").removesuffix(".ics")

    row = CalendarFeed.objects.get()
    assert (row.secret_hash, feed_by(secret), feed_of(hoa.user_id)) == (hash_of(secret), row, row)
    assert [feed_by(one) for one in ("", "x", secret[:-1], secret + "x", "x" * 101)] == [None] * 5


def test_another_address_closes_the_one_before_and_stopping_closes_it_all(hoa):
    secrets = [address_of_feed(open_feed(actor=hoa))[32:-4] for _ in range(3)]
    assert (len(set(secrets)), [feed_by(one) is not None for one in secrets]) == (3, [False, False, True])

    stop_feed(actor=hoa)

    assert (feed_by(secrets[2]), feed_of(hoa.user_id)) == (None, None)


def test_who_left_or_was_shut_out_has_no_calendar(hoa, round_):
    feed = open_feed(actor=hoa)
    secret = address_of_feed(feed)[32:-4]
    Membership.objects.update(valid_until=date(2026, 7, 8))
    assert (calendar_of(feed_by(secret)), calendar_days(feed.user, date(2026, 7, 9))) == (None, None)

    User.objects.update(is_active=False)
    assert feed_by(secret) is None


def test_the_portal_itself_has_no_calendar():
    with pytest.raises(NotAllowed):
        open_feed(actor=SYSTEM)


def test_the_number_of_queries_does_not_grow_with_the_units_below(round_, lan, province, django_assert_num_queries):
    feed = open_feed(actor=lan)
    calendar_of(feed)  # reads whose it is
    with django_assert_num_queries(10) as few:
        calendar_of(feed)
    for _ in range(5):
        make_report(round_, make_unit(under=province))
    with django_assert_num_queries(len(few)):
        calendar_of(feed)
