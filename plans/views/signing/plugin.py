"""What the VGCA browser plug-in calls: begin a session, fetch the file, hand the signed file in (domain.md §2.3).

The plug-in has no cookie of ours. The address it is given holds a secret that works once within fifteen minutes; only
these two addresses take no CSRF token, and they answer 404 where THANGTREEM_VGCA is off.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ...content.vietnamese import short_date
from ...exceptions import NotNow
from ...forms.signing import MOST_BYTES
from ...services.signing import plugin
from ..access import PortalRequest, signed_in
from .secrecy import never_told
from .showing import own_plan

P = ParamSpec("P")

#: Calls a minute from one address: a person signs a few documents, a guesser tries thousands.
MOST_CALLS = 60
#: What the callback answers: 0 is taken, anything else is not.
TAKEN, NOT_TAKEN = 0, 1


def _for_plugin(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only where the plug-in is turned on, and not too often from one address."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not plugin.is_on():
            raise Http404
        if not _is_calm(request):
            return _answer(NOT_TAKEN, "Gọi quá nhiều lần trong một phút; đợi một phút rồi ký lại.", status=429)
        return view(request, *args, **kwargs)

    return guarded


def _is_calm(request: HttpRequest) -> bool:
    name = f"vgca-calls-{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(name, 1, timeout=60):
        return True
    try:
        return cache.incr(name) <= MOST_CALLS
    except ValueError:  # it ran out between the two
        return True


@never_told
@signed_in
@require_POST
def vgca_session(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin a session: which function of the plug-in to call, and with what."""
    if not plugin.is_on():
        raise Http404
    plan = own_plan(request, pk)
    asked = request.POST.get("version", "")
    version_id = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    started = plugin.start_session(plan, actor=request.actor, version_id=version_id)
    call = {
        "FileUploadHandler": request.build_absolute_uri(reverse("vgca-upload", args=[started.token])),
        "FileName": request.build_absolute_uri(reverse("vgca-file", args=[started.token])),
        "SessionId": str(started.session_id),
        "JWTToken": started.token,
        "DocNumber": started.document_number,
        "IssuedDate": short_date(started.issued_on) if started.issued_on is not None else "",
    }
    return JsonResponse({"function": started.function, "call": call})


@never_told
@_for_plugin
@require_safe
def vgca_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file to sign, for a session that is alive."""
    try:
        pdf = plugin.file_of(token)
    except NotNow as error:
        return _answer(NOT_TAKEN, error.message, status=409)
    return HttpResponse(pdf, content_type="application/pdf")


@csrf_exempt
@never_told
@_for_plugin
@require_POST
def vgca_upload(request: HttpRequest, token: str) -> HttpResponse:
    """FileUploadHandler: take the signed file in and say whether it was taken, in the plug-in's own words."""
    sent = next(iter(request.FILES.values()), None)
    if sent is None or isinstance(sent, list):
        return _answer(NOT_TAKEN, "Không nhận được tệp nào từ tiện ích ký.", status=422)
    if (sent.size or 0) > MOST_BYTES:
        return _answer(NOT_TAKEN, "Tệp lớn quá 30 MB.", status=413)
    try:
        received = plugin.receive(token, pdf=sent.read())
    except NotNow as error:
        return _answer(NOT_TAKEN, error.message, status=409)
    page = request.build_absolute_uri(reverse("plan-print", args=[received.plan_id]))
    return _answer(
        TAKEN if received.is_taken else NOT_TAKEN,
        received.message,
        FileName=sent.name or "",
        FileServer=page,
        DocumentNumber=received.document_number,
        DocumentDate=short_date(received.issued_on) if received.issued_on is not None else "",
    )


def _answer(outcome: int, message: str, *, status: int = 200, **more: Any) -> JsonResponse:
    empty = {"FileName": "", "FileServer": "", "DocumentNumber": "", "DocumentDate": ""}
    return JsonResponse({"Status": outcome, "Message": message} | empty | more, status=status)
