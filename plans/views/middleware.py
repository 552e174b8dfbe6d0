"""What every request gets: the actor at work, and errors turned into sentences."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .. import clock
from ..exceptions import PortalError
from ..queries.people import desks_of
from .errors import portal_error_response

SESSION_KEY = "membership"


class ActorMiddleware:
    """Puts `request.actor` (None when nobody is logged in) and `request.desks` on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor, desks = None, []
        if request.user.is_authenticated:
            actor, desks = desks_of(request.user, clock.today(), request.session.get(SESSION_KEY))
        vars(request).update(actor=actor, desks=desks)
        return self.get_response(request)


class PortalErrorMiddleware:
    """Answers a PortalError with its sentence and status: a page, or JSON where the editor asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this when a view raised; anything but a PortalError goes on its way."""
        return portal_error_response(request, exception) if isinstance(exception, PortalError) else None
