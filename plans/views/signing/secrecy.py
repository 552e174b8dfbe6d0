"""Keeps what is typed on a signing screen out of error pages and reports, in developer's mode too."""

from collections.abc import Callable, ItemsView
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

P = ParamSpec("P")


class SilentReport(SafeExceptionReporterFilter):
    """A report without what was sent and without any variable: a key or a password could be in one of them."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always, while Django's own filter shows everything in developer's mode."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """The names of what was sent, without the values."""
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        """None of them."""
        return dict[str, Any]().items()


def never_told(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Mark a view that takes secrets: nothing of its request is reported or kept by browsers."""
    silent = never_cache(sensitive_post_parameters()(view))

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        vars(request)["exception_reporter_filter"] = SilentReport()
        return silent(request, *args, **kwargs)

    return guarded
