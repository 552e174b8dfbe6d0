"""The versions of a plan: the list, one as paper, two compared, one taken back into the draft."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods

from ...exceptions import PortalError
from ...queries.approving.changes import shown
from ...queries.approving.versions import (
    NOW,
    compare_sides,
    readable_version,
    restoring,
    sees_inside,
    side,
    version_numbers,
    version_pdf,
    version_rows,
)
from ...queries.contents import frozen_content
from ...queries.paper import paper
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...services.approving.restoring import restore_version
from ..access import PortalRequest, signed_in
from ..documents import disposition

PAGE_SIZE = 20


@signed_in
@require_GET
def version_list(request: PortalRequest, pk: int) -> HttpResponse:
    """Every version one may read, newest first, with what changed from the one before."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    page = Paginator(version_numbers(request.actor, plan), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "page_obj": page,
        "rows": version_rows(request.actor, plan, list(page.object_list)),
        "numbers": page.paginator.object_list,
        "is_inside": sees_inside(request.actor, plan),
        "now": NOW,
    }
    return render(request, "plans/review/version_list.html", context)


@signed_in
@require_GET
def version_detail(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """One version as paper."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    version = readable_version(request.actor, plan, number)
    if version is None:
        raise Http404
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "version": version,
        "paper": paper(frozen_content(version)),
        "restore": restoring(request.actor, plan),
        "now": NOW,
        "is_inside": sees_inside(request.actor, plan),
    }
    return render(request, "plans/review/version_detail.html", context)


@signed_in
@require_GET
def version_file(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """The very bytes of the PDF a version was kept with."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    pdf = version_pdf(request.actor, plan, number)
    if pdf is None:
        raise Http404
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = disposition("inline", f"{plan_title(plan)}, bản {number}.pdf")
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_GET
def version_compare(request: PortalRequest, pk: int) -> HttpResponse:
    """Any two beside each other: `tu` and `den` name versions, or the draft as it is now."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    numbers = version_numbers(request.actor, plan)
    names = [str(number) for number in numbers]
    # Of an issued plan the last two versions are compared: there is no draft any more.
    latest, before = (names[0], names[min(1, len(names) - 1)]) if names else ("", "")
    old = side(request.actor, plan, request.GET.get("tu") or (before if plan.is_issued else latest))
    new = side(request.actor, plan, request.GET.get("den") or (latest if plan.is_issued else NOW))
    if old is None or new is None:
        raise Http404
    is_whole = request.GET.get("xem") == "ca"
    pair = {"tu": old.name, "den": new.name}
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "old": old,
        "new": new,
        "names": names,
        "now": NOW,
        "is_inside": sees_inside(request.actor, plan),
        "changes": shown(compare_sides(old, new), old.content, new.content, is_whole=is_whole),
        "whole": urlencode(pair | {"xem": "ca"}),
        "narrow": urlencode(pair),
        "swapped": urlencode({"tu": new.name, "den": old.name}),
    }
    return render(request, "plans/review/version_compare.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def version_restore(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """Ask first, showing what would change in the draft; then take the version back."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    old = side(request.actor, plan, str(number))
    now = side(request.actor, plan, NOW)
    if old is None or now is None:
        raise Http404
    error: PortalError | None = None
    if request.method == "POST":
        try:
            kept = restore_version(plan, number, actor=request.actor, seen_at=_moment(request))
            messages.success(request, f"Dự thảo nay như bản {number}. Lời trước đó được giữ thành bản {kept.number}.")
            return redirect("plan-edit", pk=pk)
        except PortalError as refused:
            error = refused
            plan.refresh_from_db()
            now = side(request.actor, plan, NOW) or now
    context: dict[str, Any] = {
        "plan": plan,
        "title": plan_title(plan),
        "old": old,
        "changes": shown(compare_sides(now, old), now.content, old.content),
        "decision": restoring(request.actor, plan),
        "seen_at": plan.updated_at.isoformat(),
        "error": error,
        "back": reverse("version-list", args=[pk]),
    }
    return render(request, "plans/review/version_restore.html", context, status=error.status if error else 200)


def _moment(request: PortalRequest) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("seen_at", ""))
    except ValueError:
        return None
