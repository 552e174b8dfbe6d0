"""Xác minh văn bản: a code or a file in, a verdict in plain words out; for anybody, nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ...forms.issuing import CodeForm
from ...queries.issuing.verdict import Verdict, verdict_of_code, verdict_of_file
from ...services.signing.judging import trusted_roots
from .limiting import is_too_often

MOST_BYTES = 30 * 1024 * 1024
#: What a browser sends around the file.
_AROUND = 64 * 1024
_FILES_A_MINUTE, _CODES_A_MINUTE = 20, 60

_TOO_LARGE = "Tệp lớn quá 30 MB; văn bản do cổng này ban hành không tệp nào lớn như vậy. Tra bằng mã đối chiếu."
_TOO_OFTEN = "Máy này vừa kiểm tra nhiều lần liền nhau. Chờ một phút rồi thử lại."
_NOTHING = "Gõ mã đối chiếu hoặc chọn một tệp PDF rồi bấm kiểm tra."


@csrf_exempt  # nothing is changed and nobody is asked who they are; so the page needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and below it the verdict on what was given."""
    if request.method == "POST":
        return _answer(request, *_of_file(request))
    form = CodeForm(request.GET)
    typed = form.cleaned_data["ma"] if form.is_valid() else ""
    if not typed:
        return _answer(request, None)
    if is_too_often(request, "code", a_minute=_CODES_A_MINUTE):
        return _answer(request, None, _TOO_OFTEN, 429, typed=typed)
    return _answer(request, verdict_of_code(typed, roots=trusted_roots()), typed=typed)


def _of_file(request: HttpRequest) -> tuple[Verdict | None, str, int]:
    """The verdict on an uploaded file, or a sentence and a status. Too large a request is not even read."""
    told = str(request.META.get("CONTENT_LENGTH", ""))
    if told.isdigit() and int(told) > MOST_BYTES + _AROUND:
        return None, _TOO_LARGE, 413
    if is_too_often(request, "file", a_minute=_FILES_A_MINUTE):
        return None, _TOO_OFTEN, 429
    given = request.FILES.get("tep")
    if given is None or not given.size:
        return None, _NOTHING, 422
    if given.size > MOST_BYTES:
        return None, _TOO_LARGE, 413
    return verdict_of_file(given.read(), given.name or "", roots=trusted_roots()), "", 200


def _answer(
    request: HttpRequest, verdict: Verdict | None, sentence: str = "", status: int = 200, *, typed: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "verdict": verdict,
        "sentence": sentence,
        "typed": typed,
        "scan": _scan(request, verdict),
    }
    response = render(request, "public/verify.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _scan(request: HttpRequest, verdict: Verdict | None) -> Any:
    """The plan whose scan of the signed paper is shown: to the people of its own unit only."""
    document = verdict.document if verdict else None
    actor = getattr(request, "actor", None)
    if document is None or actor is None or not document.issuance.is_paper:
        return None
    return document.plan if actor.unit_id == document.plan.issuing_unit_id else None
