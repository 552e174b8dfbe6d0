"""Who is at work: the demonstration's log-in by one press, and the choice of the unit one works in."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..queries.people import active_account
from .access import PortalRequest, signed_in
from .middleware import SESSION_KEY

PEOPLE = Path("demo", "people.json")


@lru_cache(maxsize=1)
def demo_people() -> dict[str, list[dict[str, str]]]:
    """The people of the demonstration as the log-in page shows them: the main ones, and the other roles."""
    main, other = [], []
    for row in _people():
        person = {
            "username": row["username"],
            "full_name": row["full_name"],
            "initial": row["full_name"].split()[-1][0],
            "post": row.get("post", ""),
            "does": row.get("does", ""),
        }
        (main if row.get("group", "main") == "main" else other).append(person)
    return {"demo_people": main, "demo_other_people": other}


def _people() -> list[dict[str, Any]]:
    for folder in settings.FIXTURE_DIRS:
        file = Path(folder) / PEOPLE
        if file.exists():
            read: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
            return read
    return []


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log one of the demonstration's people in without a password; the address does not exist outside of it."""
    username = request.POST.get("nguoi", "")
    listed = {one["username"] for group in demo_people().values() for one in group}
    if not settings.DEMO or username not in listed:
        raise Http404
    user = active_account(username)
    if user is None:
        messages.error(request, "Dữ liệu trình diễn chưa được nạp: chạy manage.py seed_demo rồi chọn lại.")
        return redirect("account_login")
    login(request, user)
    return redirect(_safe_next(request))


@signed_in
def unit_switch(request: PortalRequest) -> HttpResponse:
    """Work in another of one's units from now on."""
    if request.method == "POST":
        chosen = next((one for one in request.desks if str(one.membership_id) == request.POST.get("membership")), None)
        if chosen is None:
            messages.error(request, "Mình không còn vai trò ở đơn vị đó; vẫn làm việc ở đơn vị đang mở.")
        else:
            request.session[SESSION_KEY] = chosen.membership_id
    return redirect(_safe_next(request))


def _safe_next(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is in this portal; else the person's own work."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "my-work"
