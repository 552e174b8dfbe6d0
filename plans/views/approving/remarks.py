"""Remarks over HTTP: plain forms on the page of changes and in the editor's panel; a refusal keeps what was typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ...exceptions import Invalid, PortalError, StaleEdit
from ...queries.plans import plans_visible_to
from ...services.approving import remarks
from ..access import PortalRequest, signed_in
from ..drafting import editor_url
from .changes import changes_url


@signed_in
@require_POST
def remark_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Make a remark on a passage or the whole, or answer one (`tra_loi`)."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    try:
        if request.POST.get("tra_loi"):
            first = remarks.remark_of(plan, _number(request, "tra_loi"))
            remarks.reply_to_remark(first, actor=request.actor, text=request.POST.get("said", ""))
        else:
            remarks.make_remark(
                plan,
                actor=request.actor,
                item_key=request.POST.get("doan", ""),
                text=request.POST.get("said", ""),
                suggestion=request.POST.get("suggestion", ""),
                quote=request.POST.get("quote", ""),
            )
    except PortalError as error:
        return _refused(request, plan, error)
    return redirect(_back(request, plan))


@signed_in
@require_POST
def remark_close(request: PortalRequest, pk: int, remark: int) -> HttpResponse:
    """Close a remark as done, or decline it with the reason."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    try:
        row = remarks.remark_of(plan, remark)
        remarks.close_remark(
            row, actor=request.actor, state=request.POST.get("state", ""), note=request.POST.get("note", "")
        )
    except PortalError as error:
        return _refused(request, plan, error)
    return redirect(_back(request, plan))


@signed_in
@require_POST
def remark_accept(request: PortalRequest, pk: int, remark: int) -> HttpResponse:
    """Take the suggested wording over; where the passage changed meanwhile, both texts are shown to choose from."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    choice = request.POST.get("choice", "")
    if choice == "theirs":
        return redirect(_back(request, plan))
    chosen = {"mine": request.POST.get("mine"), "merged": request.POST.get("text")}.get(choice)
    try:
        row = remarks.remark_of(plan, remark)
        revision = _number(request, "revision") if choice else None
        item = remarks.accept_remark(row, actor=request.actor, revision=revision, text=chosen)
    except StaleEdit as error:
        context = {"plan": plan, "error": error, "remark": remark, "back": _back(request, plan), "sent": _sent(request)}
        return render(request, "plans/review/remark_conflict.html", context, status=error.status)
    except PortalError as error:
        return _refused(request, plan, error)
    messages.success(request, "Đã dùng lời đề nghị.")
    return redirect(_back(request, plan, item.key))


def _refused(request: PortalRequest, plan: Any, error: PortalError) -> HttpResponse:
    """The sentence, what was typed to be sent again, and the way back."""
    typed = [(name, request.POST[name]) for name in ("said", "suggestion", "note") if request.POST.get(name)]
    context = {
        "plan": plan,
        "error": error,
        "typed": typed,
        "action": request.path,
        "sent": _sent(request),
        "labels": {"said": "Lời đã ghi", "suggestion": "Câu đề nghị", "note": "Trả lời"},
        "may_send_again": isinstance(error, Invalid),
        "back": _back(request, plan),
    }
    return render(request, "plans/review/remark_refused.html", context, status=error.status)


def _sent(request: PortalRequest) -> list[tuple[str, str]]:
    """What a form carries besides the words: where it belongs and where it leads back to."""
    names = ("doan", "tra_loi", "state", "ve", "tu", "xem", "quote")
    return [(name, request.POST[name]) for name in names if request.POST.get(name)]


def _back(request: PortalRequest, plan: Any, key: str = "") -> str:
    """Where the form stood: the editor's panel, or the page of changes as it was."""
    key = key or request.POST.get("doan", "")
    if request.POST.get("ve") == "soan":
        return editor_url(plan, key, tab="gop-y")
    return changes_url(
        plan.pk, since=request.POST.get("tu", ""), whole=request.POST.get("xem", ""), anchor=key or "toan-van"
    )


def _number(request: PortalRequest, name: str) -> int:
    value = request.POST.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid("Trang này đã cũ; tải lại trang rồi làm lại.")
    return int(value)
