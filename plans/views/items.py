"""The items of a draft over HTTP: every verb as a plain form, and as JSON for the editor's script."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from .. import clock
from ..exceptions import Invalid, PortalError, StaleEdit
from ..forms.drafting import ActivityForm
from ..queries.drafting import Draft, DraftItem, draft_of
from ..queries.plans import plans_visible_to
from ..services import activities, drafting
from .access import PortalRequest, signed_in
from .drafting import editor_url, outline_context, render_editor
from .errors import wants_json

if TYPE_CHECKING:
    from ..models import Plan

P = ParamSpec("P")


def _verb(
    view: Callable[Concatenate[PortalRequest, Plan, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A POST on a plan the person may see; in a plain form a refusal comes back on the editor's page, with the text."""

    @signed_in
    @require_POST
    @wraps(view)
    def fetched(request: PortalRequest, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
        try:
            return view(request, plan, *args, **kwargs)
        except PortalError as error:
            if wants_json(request):
                raise
            if isinstance(error, StaleEdit) and error.mine:
                return _conflict(request, plan, str(kwargs.get("key", "")), error)
            return render_editor(request, plan, editing=str(kwargs.get("key", "")), error=error, status=error.status)

    return fetched


def _conflict(request: PortalRequest, plan: Plan, key: str, error: StaleEdit) -> HttpResponse:
    draft = draft_of(plan)
    item = draft.item(key)
    context = {
        "plan": plan,
        "place": f"mục {item.path}" if item and item.path else "",
        "error": error,
        "action": reverse("item-save", args=[plan.pk, key]),
        "back": editor_url(plan, key),
    }
    return render(request, "plans/drafting/conflict.html", context, status=error.status)


def _revision(request: HttpRequest, name: str = "revision") -> int:
    value = request.POST.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid("Trang này đã cũ; tải lại trang rồi làm lại, chữ vừa gõ còn trên máy.")
    return int(value)


def _save_typed(request: PortalRequest, plan: Plan, key: str) -> None:
    """A plain form's toolbar sends the text along with the move: keep it first, so that nothing typed is lost."""
    if "text" in request.POST and "revision" in request.POST:
        drafting.save_item(plan, key, actor=request.actor, revision=_revision(request), text=request.POST["text"])


def _answer(request: PortalRequest, plan: Plan, key: str, new: list[str] | None = None) -> HttpResponse:
    """Back to the editor at the item; for the script, where every item stands now and the markup of new ones."""
    if not wants_json(request):
        return redirect(editor_url(plan, key))
    return JsonResponse(layout(request, draft_of(plan), key, new or []))


def layout(request: HttpRequest, draft: Draft, key: str, new: list[str]) -> dict[str, Any]:
    """The places of all items in reading order: [key, label, depth, kind, standing, left out, revision, marker]."""
    wanted = set(new)
    return {
        "ok": True,
        "saved_at": f"{clock.now():%H:%M}",
        "key": key,
        "layout": [_place(item) for item in draft.all_items],
        "items": {
            item.key: render_to_string(
                "plans/drafting/_item.html", {"item": item, "plan": draft.plan, "may_edit": True}, request
            )
            for item in draft.all_items
            if item.key in wanted
        },
        "outline": render_to_string("plans/drafting/_outline.html", outline_context(draft), request),
    }


def _place(item: DraftItem) -> tuple[object, ...]:
    standing = item.standing.value
    return item.key, item.label, item.depth, item.kind, standing, item.is_left_out, item.revision, item.marker


@_verb
def item_save(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Keep an item's words; after a conflict, the words chosen."""
    choice = request.POST.get("choice", "")
    if choice == "theirs":
        return redirect(editor_url(plan, key))
    text = request.POST.get("mine", "") if choice == "mine" else request.POST.get("text", "")
    heading = {"1": True, "0": False}.get(request.POST.get("is_heading", ""))
    item = drafting.save_item(
        plan, key, actor=request.actor, revision=_revision(request), text=text, is_heading=heading
    )
    if not wants_json(request):
        return redirect(editor_url(plan, key))
    return JsonResponse(
        {"ok": True, "key": key, "revision": item.revision, "text": item.text, "saved_at": f"{clock.now():%H:%M}"}
    )


@_verb
def item_add(request: PortalRequest, plan: Plan) -> HttpResponse:
    """Add one or many paragraphs after an item, or first under it."""
    rows = drafting.add_items(
        plan,
        actor=request.actor,
        text=request.POST.get("text", ""),
        after=request.POST.get("after", ""),
        into=request.POST.get("into", ""),
        appendix=int(appendix) if (appendix := request.POST.get("appendix", "")).isdecimal() else None,
    )
    return _answer(request, plan, rows[0].key, [row.key for row in rows])


@_verb
def item_join(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Put a paragraph's words behind the one before it."""
    joined = drafting.join_item(
        plan,
        key,
        actor=request.actor,
        revision=_revision(request),
        into=request.POST.get("into", ""),
        into_revision=_revision(request, "into_revision"),
    )
    return _answer(request, plan, joined.key, [joined.key])


_HOW = {"len": "up", "xuong": "down", "vao": "indent", "ra": "outdent"}


@_verb
def item_move(request: PortalRequest, plan: Plan, *, key: str, how: str) -> HttpResponse:
    """Move an item up, down, a level in or out."""
    _save_typed(request, plan, key)
    drafting.move_item(plan, key, actor=request.actor, how=_HOW.get(how, how))
    return _answer(request, plan, key)


@_verb
def item_place(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Put a dragged item after another, or first under another."""
    drafting.place_item(
        plan, key, actor=request.actor, after=request.POST.get("after", ""), into=request.POST.get("into", "")
    )
    return _answer(request, plan, key)


@_verb
def item_restyle(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Number an item in another way."""
    _save_typed(request, plan, key)
    marker, _, heading = request.POST.get("style", "").partition(":")
    drafting.restyle_item(plan, key, actor=request.actor, marker=marker, is_heading=heading == "1")
    return _answer(request, plan, key)


@_verb
def item_drop(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Leave an item out of print, with the reason."""
    drafting.drop_item(plan, key, actor=request.actor, reason=request.POST.get("reason", ""))
    return _answer(request, plan, key, [key])


@_verb
def item_reuse(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Take up a dropped item again."""
    drafting.reuse_item(plan, key, actor=request.actor)
    return _answer(request, plan, key, [key])


@_verb
def item_remove(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Take an own item out of the draft."""
    drafting.remove_item(plan, key, actor=request.actor)
    if not wants_json(request):
        return redirect(f"{editor_url(plan)}?xoa={key}")
    return _answer(request, plan, key)


@_verb
def item_restore(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Bring a removed item back."""
    item = drafting.restore_item(plan, key, actor=request.actor)
    draft = draft_of(plan)
    if not wants_json(request):
        return redirect(editor_url(plan, item.key))
    # What was removed together comes back together; the script asks for the markup it no longer has.
    return JsonResponse(layout(request, draft, key, request.POST.getlist("missing") or [key]))


@_verb
def item_activity(request: PortalRequest, plan: Plan, *, key: str) -> HttpResponse:
    """Keep who leads and supports an item, when, where, with what money."""
    form = ActivityForm(request.POST)
    if not form.is_valid():
        if wants_json(request):
            raise Invalid(form.first_error(), {name: str(errors[0]) for name, errors in form.errors.items()})
        return render_editor(request, plan, editing=key, activity_form=form, tab="phan-cong", status=422)
    try:
        activities.save_activity(
            plan,
            key,
            actor=request.actor,
            revision=_revision(request),
            activity=form.activity(),
            lead=form.cleaned_data["lead"],
            supporting=form.cleaned_data["supporting"],
        )
    except PortalError as error:
        if wants_json(request):
            raise
        return render_editor(
            request, plan, editing=key, activity_form=form, tab="phan-cong", error=error, status=error.status
        )
    if not wants_json(request):
        return redirect(editor_url(plan, key, tab="phan-cong"))
    return _answer(request, plan, key, [key])
