"""The screen Việc của tôi: what is needed of the person at work, by when, and what happens next."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from .. import clock
from ..queries.dashboard import dashboard_of
from .access import PortalRequest, signed_in


@signed_in
def home(request: PortalRequest) -> HttpResponse:
    """The portal's root leads to the person's work."""
    return redirect("my-work")


@signed_in
def my_work(request: PortalRequest) -> HttpResponse:
    """The page people begin with."""
    return render(request, "plans/work/my_work.html", {"board": dashboard_of(request.actor, clock.today())})
