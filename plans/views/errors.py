"""Errors as answers: one sentence on a page, or in JSON for the editor."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ..exceptions import PortalError, StaleEdit

#: Fields whose words somebody wrote; they are shown again when the page they came from cannot be.
_TYPED = ("text", "mine", "reason", "abstract", "opening", "closing", "theme_text", "lines", "signature_lines")
#: How the fields of a report's words begin: "loi", "loi-danh-gia".
_WORDS = "loi"

#: Fields whose words are secrets: never kept when a session has ended, never shown again.
SECRETS = frozenset({"password", "pin", "old_password", "password1", "password2", "oldpassword"})


def wants_json(request: HttpRequest) -> bool:
    """Whether the editor's script asked, rather than a person's browser."""
    return "application/json" in request.headers.get("Accept", "")


def portal_error_response(request: HttpRequest, error: PortalError) -> HttpResponse:
    """The sentence with its status; for a stale edit both texts, so that neither is lost."""
    if wants_json(request):
        answer: dict[str, object] = {"ok": False, "code": error.code, "message": error.message}
        if isinstance(error, StaleEdit):
            answer |= {
                "theirs": error.theirs,
                "mine": error.mine,
                "revision": error.revision,
                "editor": error.editor,
            }
        return JsonResponse(answer, status=error.status)
    typed = [request.POST[name] for name in _TYPED if request.POST.get(name)]
    typed += [str(words) for name, words in request.POST.items() if name.partition("-")[0] == _WORDS and words]
    return render(request, "portal_error.html", {"error": error, "typed": typed}, status=error.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere: say how to go on without losing what was typed."""
    message = "Trang này mở đã lâu nên chưa ghi được. Tải lại trang rồi thử lại; chữ đang soạn vẫn còn trên máy."
    if wants_json(request):
        return JsonResponse({"ok": False, "code": "csrf", "message": message}, status=403)
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and name not in SECRETS and value
    ]
    return render(request, "403_csrf.html", {"message": message, "typed": typed}, status=403)
