"""The door before every view: who is not logged in goes to log in, and what was typed waits for them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

from ..queries.people import Desk
from ..rules.actor import Actor
from .errors import SECRETS, wants_json

#: Where text typed into a form of a session that has ended is kept until its author is back.
KEPT = "kept_text"
_MOST = 50_000
_NEVER = ("csrfmiddlewaretoken", "revision")


class PortalRequest(HttpRequest):
    """A request behind the door: somebody is at work."""

    actor: Actor
    desks: list[Desk]


P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[PortalRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only people with an account through; the editor's script gets a sentence instead of a log-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(cast(PortalRequest, request), *args, **kwargs)
        if wants_json(request):
            message = "Phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi quay về đây; chữ đang gõ vẫn còn trên máy."
            return JsonResponse({"ok": False, "code": "login", "message": message}, status=401)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        _keep_typed(request)
        return redirect_to_login(_page_of(request))

    return guarded


def _keep_typed(request: HttpRequest) -> None:
    """Keep what was typed into a form whose session has ended; logging in carries the anonymous session over."""
    sent = ((name, str(value)) for name, value in request.POST.items() if name not in SECRETS.union(_NEVER))
    typed = {name: value for name, value in sent if value.strip()}
    if sum(map(len, typed.values())) <= _MOST and typed:
        request.session[KEPT] = {"path": request.path, "page": urlsplit(_page_of(request)).path, "typed": typed}


def _page_of(request: HttpRequest) -> str:
    """The page the form stood on, when the browser tells and it is ours; else the first page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def take_kept(request: HttpRequest, path: str) -> dict[str, str]:
    """What was typed into the form at `path` when its session ended, once; empty when nothing was."""
    return _take(request, lambda kept: kept["path"] == path)


def take_kept_on_page(request: HttpRequest) -> list[str]:
    """What was typed on this page when its session ended, once, for a page that cannot put it back into its form."""
    return list(_take(request, lambda kept: kept["page"] == request.path).values())


def _take(request: HttpRequest, is_wanted: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    kept = request.session.get(KEPT) if hasattr(request, "session") else None
    if not kept or not is_wanted(kept):
        return {}
    del request.session[KEPT]
    typed: dict[str, str] = kept["typed"]
    return typed
