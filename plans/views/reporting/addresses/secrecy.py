"""Answers at addresses that hold a secret: kept by nobody, logged nowhere, never sent on as a Referer."""

from typing import TypeVar

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

Answer = TypeVar("Answer", bound=HttpResponse)


def sealed(response: Answer, *, has_form: bool = False) -> Answer:
    """The answer with everything that keeps its address a secret.

    A page with a form sends only the portal's own name as a Referer: with "no-referrer" browsers say `Origin: null`,
    which the protection against forged requests must refuse. Django writes the address of every refused request into
    the log; this one is a secret.
    """
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin" if has_form else "no-referrer"
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
