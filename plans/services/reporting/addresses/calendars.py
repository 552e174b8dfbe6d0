"""Lịch hạn: an address only its owner knows, from which calendar programs read that person's last days (RFC 5545)."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from .... import clock
from ....exceptions import NotAllowed
from ....models import CalendarFeed, User
from ....queries.reporting.addresses.calendars import CalendarDay, calendar_days
from ....queries.reporting.addresses.links import hash_of
from ....rules.actor import Actor
from ...mailing.letters import absolute
from .keys import is_ours, secret_of

_NAME = "Hạn Tháng hành động vì trẻ em"

# Subscribing is one's own way of reading, like the wish for mail: it changes nothing worth a row of the audit trail.


@transaction.atomic
def open_feed(*, actor: Actor) -> CalendarFeed:
    """Make the person's calendar, or give it another address; the address before opens nothing any more."""
    if actor.user_id is None:
        raise NotAllowed("Chỉ người có tài khoản mới có lịch hạn của mình.")
    User.objects.select_for_update().get(pk=actor.user_id)  # two presses at once make one calendar
    CalendarFeed.objects.filter(user_id=actor.user_id).delete()
    feed = CalendarFeed.objects.create(user_id=actor.user_id, secret_hash=f"-{actor.user_id}", created_at=clock.now())
    feed.refresh_from_db()  # the secret is made from what the database keeps
    feed.secret_hash = hash_of(_secret_of(feed))
    feed.save(update_fields=["secret_hash"])
    return feed


@transaction.atomic
def stop_feed(*, actor: Actor) -> None:
    """Stop the person's calendar; its address opens nothing any more."""
    CalendarFeed.objects.filter(user_id=actor.user_id or 0).delete()


def address_of_feed(feed: CalendarFeed) -> str | None:
    """The calendar's address, for its owner; None where it was made with another secret key."""
    secret = _secret_of(feed)
    return absolute(reverse("calendar-feed", args=[secret])) if is_ours(secret, feed.secret_hash) else None


def calendar_of(feed: CalendarFeed) -> bytes | None:
    """The calendar as its programs read it; None for an owner who works in no unit any more. The same bytes as long as
    nothing changes."""
    days = calendar_days(feed.user, clock.today())
    return None if days is None else as_calendar(days)


def as_calendar(days: list[CalendarDay]) -> bytes:
    """These last days as all-day events, each with an alarm at eight in the morning two days before."""
    from icalendar import Alarm, Calendar, Event

    host = urlsplit(settings.BASE_URL).hostname or "thangtreem"
    calendar = Calendar()
    calendar.add("prodid", "-//Thangtreem//Lich han//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _NAME)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for one in days:
        event = Event()
        event.add("uid", f"{one.key}@{host}")
        event.add("dtstamp", one.changed_at.astimezone(UTC))
        event.add("last-modified", one.changed_at.astimezone(UTC))
        event.add("sequence", one.version)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.words)
        event.add("url", absolute(one.path))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", timedelta(hours=-40))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _secret_of(feed: CalendarFeed) -> str:
    return secret_of("plans.calendar", feed.pk, feed.user_id, f"{feed.created_at.timestamp():.6f}")
