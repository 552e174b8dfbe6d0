"""Two pages that catalogue changes go through: a form that keeps what was typed, a question before a removal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from ...exceptions import Invalid
from ...forms.catalogue.base import CatalogueForm
from ...rules.decision import Decision

#: Name and address of the pages above one.
Trail = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands around a form: the heading, what the act does, its button and the way back."""

    title: str
    act: str
    back: str
    decision: Decision
    lead: str = ""
    trail: Trail = ()
    more: dict[str, Any] = field(default_factory=dict)
    template: str = "plans/catalogue/form.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Where to go after the act, what to say, and what to look at again."""

    to: str
    said: str
    doubts: tuple[str, ...] = ()


F = TypeVar("F", bound=CatalogueForm)


def change(
    request: HttpRequest, page: Page, make: Callable[[QueryDict | None], F], act: Callable[[F], Done]
) -> HttpResponse:
    """Show the form, or do what it says; a refusal comes back in the form with everything that was typed."""
    page.decision.require()
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return finish(request, act(form))
        except Invalid as error:
            form.refuse(error)
    return render(request, page.template, {"page": page, "form": form} | page.more, status=422 if form.errors else 200)


def confirm(request: HttpRequest, page: Page, act: Callable[[], Done]) -> HttpResponse:
    """Ask first, then do what cannot be undone."""
    page.decision.require()
    if request.method == "POST":
        return finish(request, act())
    return render(request, "plans/catalogue/confirm.html", {"page": page} | page.more)


def finish(request: HttpRequest, done: Done) -> HttpResponse:
    """Say what was done and go on."""
    messages.success(request, done.said)
    for doubt in done.doubts:
        messages.warning(request, doubt)
    return redirect(done.to)
