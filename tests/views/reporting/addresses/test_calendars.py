"""The calendar's address over HTTP: shown once, opened by whoever has it, closed when its owner goes."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from icalendar import Calendar

from plans.models import CalendarFeed, Membership, User
from plans.views.reporting.addresses import calendars as views
from tests.report_rows import make_report, make_round
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ninth_of_july(settings, _day_of_the_story):
    settings.DEMO_TODAY = date(2026, 7, 9)
    settings.BASE_URL = "https://kehoach.example.vn"


@pytest.fixture
def round_(province, ward):
    return make_round(province)


@pytest.fixture
def address(hoa, round_):
    """The path of Hoa's calendar."""
    hoa.post("/tai-khoan/lich/")
    shown = hoa.get("/tai-khoan/lich/").context["address"]
    return shown.removeprefix("https://kehoach.example.vn")


def test_the_address_is_shown_once_and_kept_nowhere(hoa, address):
    page = hoa.get("/tai-khoan/lich/")

    secret = address.removeprefix("/lich/").removesuffix(".ics")
    assert (len(secret), secret in page.content.decode()) == (43, False)
    assert "Đang mở" in words_of(page)
    assert secret not in str(list(CalendarFeed.objects.values())) + "".join(
        str(one.get_decoded()) for one in Session.objects.all()
    )


def test_a_program_reads_it_without_a_log_in(client, address, hoa):
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 7, 14)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert (response["Cache-Control"], response.cookies) == ("private, no-cache", {})


def test_what_has_not_changed_is_not_sent_again(client, address, round_, ward):
    tag = client.get(address)["ETag"]

    same = client.get(address, headers={"if-none-match": tag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
    make_report(round_, ward, status="filed")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_who_only_knows_a_day_gets_everything(client, address):
    answer = client.get(address, headers={"if-modified-since": "Thu, 09 Jul 2099 00:00:00 GMT"})
    assert (answer.status_code, b"VEVENT" in answer.content) == (200, True)


@pytest.mark.parametrize("gone", ["inactive", "left", "stopped", "renewed", "tampered"])
def test_it_closes_with_the_same_answer_for_every_reason(client, hoa, address, gone, caplog):
    if gone == "inactive":
        User.objects.update(is_active=False)
    elif gone == "left":
        Membership.objects.update(valid_until=date(2026, 7, 8))
    elif gone == "stopped":
        hoa.post("/tai-khoan/lich/", {"viec": "ngung"})
    elif gone == "renewed":
        hoa.post("/tai-khoan/lich/")
    else:
        address = address.swapcase().replace("/LICH/", "/lich/").replace(".ICS", ".ics")

    answer = client.get(address)

    assert (answer.status_code, answer.content.decode()) == (404, "Không có lịch ở địa chỉ này.\n")
    assert address not in caplog.text


def test_asking_too_often_is_refused(client, address, monkeypatch):
    monkeypatch.setattr(views, "A_MINUTE", 2)
    monkeypatch.setattr("plans.clock.real_now", lambda: datetime(2026, 7, 9, 1, 0, tzinfo=UTC))

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_a_calendar_takes_no_posts(client, address):
    assert client.post(address).status_code == 405


def test_my_work_leads_to_it(hoa, round_):
    assert 'href="/tai-khoan/lich/"' in hoa.get("/viec-cua-toi/").content.decode()
