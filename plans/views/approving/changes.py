"""The page of a review: what changed since this person last saw the plan, remarks beside it, the whole on demand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from ...forms.remarks import RemarkForm
from ...queries.approving.changes import review_page
from ...queries.approving.versions import sees_inside
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...services.approving.reading import mark_seen
from ..access import PortalRequest, signed_in
from .rights import remark_rights


@signed_in
@require_GET
def plan_changes(request: PortalRequest, pk: int) -> HttpResponse:
    """Show the changes, then write down that they were seen; outside the unit one reads the plan itself."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if not sees_inside(request.actor, plan):
        return redirect("plan-detail", pk=pk)
    told = request.GET.get("tu", "")
    since = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else None
    page = review_page(request.actor, plan, since=since, is_whole=request.GET.get("xem") == "ca")
    mark_seen(plan, actor=request.actor)
    number = page.seen.version.number if page.seen.version else None
    wanted = request.GET.get("doan")
    context: dict[str, Any] = {
        "plan": plan,
        "title": plan_title(plan),
        "page": page,
        "changes": page.changes,
        "since": number,
        "here": query(number, is_whole=page.changes.is_whole and number is not None),
        "whole": query(number, is_whole=True),
        "narrow": query(number),
        "remarking": wanted,
        "form": _form(page, wanted),
        **remark_rights(request, plan),
    }
    return render(request, "plans/review/changes.html", context)


def query(since: int | None, *, is_whole: bool = False) -> str:
    """The part of the address that keeps what is compared, so that a remark comes back to the same page."""
    values = {"tu": since, "xem": "ca" if is_whole else None}
    return urlencode({name: value for name, value in values.items() if value})


def changes_url(pk: int, *, since: str = "", whole: str = "", anchor: str = "") -> str:
    """The page again as it was, at a passage."""
    kept = urlencode({name: value for name, value in (("tu", since), ("xem", whole)) if value})
    return reverse("plan-changes", args=[pk]) + (f"?{kept}" if kept else "") + (f"#p-{anchor}" if anchor else "")


def _form(page: Any, key: str | None) -> RemarkForm | None:
    """The form of the passage one wants to remark on, with its words to be changed into a suggestion."""
    if key is None:
        return None
    item = page.text_of(key)
    form = RemarkForm(initial={"suggestion": item or ""}, auto_id="gop_y_%s")
    if item is None:
        del form.fields["suggestion"]
    return form
