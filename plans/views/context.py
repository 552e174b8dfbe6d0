"""What every page's frame shows: the person, the units to switch to, the section, the day."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .. import clock
from .access import take_kept_on_page

_SECTIONS = (
    ("/viec-cua-toi/", "work"),
    ("/ke-hoach/", "plans"),
    ("/bao-cao/", "reports"),
    ("/theo-doi/", "follow"),
    ("/tong-hop/", "sums"),
    ("/danh-muc/", "catalogue"),
    ("/nhap-van-ban/", "plans"),
    ("/so-van-ban-di/", "register"),
)
#: Pages of a report that only its receiver's people see.
_OF_RECEIVERS = {"report-return", "report-type-in", "report-link"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; cheap, because error pages need it too."""
    context: dict[str, Any] = {
        "actor": getattr(request, "actor", None),
        "memberships": [
            (desk.membership_id, desk.unit_name, desk.role_label, desk.is_current)
            for desk in getattr(request, "desks", [])
        ],
        "unread_notices": max((desk.unread for desk in getattr(request, "desks", [])), default=0),
        "oidc_name": settings.OIDC_NAME,
        "section": _section(request),
        "demo": settings.DEMO,
        "today": clock.today(),
        # Called by the template, so after the page itself had the chance to put the words back where they belong.
        "kept_typed": lambda: take_kept_on_page(request) if getattr(request, "actor", None) else [],
    }
    if settings.DEMO and context["actor"] is None:
        from .accounts import demo_people

        context |= demo_people()
    return context


def _section(request: HttpRequest) -> str | None:
    if request.resolver_match and request.resolver_match.url_name in _OF_RECEIVERS:
        return "follow"
    return next((name for path, name in _SECTIONS if request.path.startswith(path)), None)
