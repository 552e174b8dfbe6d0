"""Lịch hạn over HTTP: one's calendar made, given another address, stopped; and the calendar itself, by its secret."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ....queries.reporting.addresses.calendars import feed_by, feed_of
from ....services.reporting.addresses import calendars as service
from ...access import PortalRequest, signed_in
from ...issuing.limiting import is_too_often
from .secrecy import sealed

#: Requests of one address a minute: calendar programs ask a few times a day, services for many people from one address.
A_MINUTE = 120
_SHOWN = "calendar_shown"


@signed_in
def calendar_subscribe(request: PortalRequest) -> HttpResponse:
    """One's calendar; a POST makes it, renews its address (shown once), or stops it."""
    if request.method == "POST":
        if request.POST.get("viec") == "ngung":
            service.stop_feed(actor=request.actor)
            messages.success(request, "Đã ngừng lịch; địa chỉ cũ không mở được nữa.")
        else:
            request.session[_SHOWN] = service.open_feed(actor=request.actor).pk
        return redirect("calendar-subscribe")
    feed = feed_of(request.actor.user_id)
    is_new = feed is not None and request.session.pop(_SHOWN, 0) == feed.pk
    address = service.address_of_feed(feed) if feed is not None and is_new else None
    webcal = f"webcal://{address.partition('://')[2]}" if address else ""
    context = {"feed": feed, "address": address or "", "webcal": webcal}
    return sealed(render(request, "plans/reporting/calendar.html", context), has_form=True)


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar for programs, without a log-in: the same bytes, and so the same tag, until something changes."""
    if is_too_often(request, "calendar", a_minute=A_MINUTE):
        return sealed(HttpResponse("Mở lịch quá nhiều lần; chờ một phút.\n", "text/plain; charset=utf-8", status=429))
    feed = feed_by(secret)
    content = service.calendar_of(feed) if feed is not None else None
    if content is None:
        return sealed(_nothing(request))
    tag = quote_etag(hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="han-thang-hanh-dong.ics"'
    # Only the tag decides: a report that was filed leaves the calendar without any of its days getting newer.
    answer = get_conditional_response(request, etag=tag, response=response)
    answer = sealed(answer if answer is not None else response)
    answer["Cache-Control"] = ""
    patch_cache_control(answer, private=True, no_cache=True)
    answer["ETag"] = tag
    return answer


def _nothing(request: HttpRequest) -> HttpResponse:
    """The same answer for an address nobody was given and for one whose owner has left."""
    return HttpResponse("Không có lịch ở địa chỉ này.\n", "text/plain; charset=utf-8", status=404)
