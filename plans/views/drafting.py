"""The editor: a draft in three panes, and the forms of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from .. import clock
from ..checking.catalogue import Fix
from ..exceptions import Invalid, NotNow, PortalError, RenderFailed
from ..forms.drafting import ActivityForm
from ..forms.remarks import RemarkForm
from ..queries.approving.remarks import Remarks, gathered, open_counts, remarks_of
from ..queries.drafting import Draft, DraftItem, activity_of, beside, draft_of, responsibilities_of
from ..queries.drafting import agency_names as names_of_agencies
from ..queries.paper import paper
from ..queries.plans import plans_visible_to
from ..queries.reading import child_plan_deadline
from ..queries.reviewing import review
from ..rules.plans import PlanVerb, may
from ..services import noting, starting
from ..services.facts import fact_warnings
from ..services.rendering import edition_of, pages_of
from .access import PortalRequest, signed_in, take_kept
from .approving.rights import remark_rights

if TYPE_CHECKING:
    from ..models import Plan

#: The side panel's tabs, in order.
TABS = ("thong-tin", "ra-soat", "cap-tren", "phan-cong", "gop-y", "ban-in")


def editor_url(plan: Plan, key: str = "", tab: str = "") -> str:
    """The editor at an item being edited and a tab; both empty: the editor as it opens."""
    query = urlencode({name: value for name, value in (("sua", key), ("muc", tab)) if value})
    return reverse("plan-edit", args=[plan.pk]) + (f"?{query}" if query else "") + (f"#i-{key}" if key else "")


@signed_in
@require_GET
def plan_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """The three panes; who may not edit reads the plan instead."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if not may(request.actor, PlanVerb.EDIT, plan):
        return redirect("plan-detail", pk=pk)
    return render_editor(request, plan, editing=request.GET.get("sua", ""), tab=request.GET.get("muc", ""))


def render_editor(
    request: PortalRequest,
    plan: Plan,
    *,
    editing: str = "",
    tab: str = "",
    error: PortalError | None = None,
    activity_form: ActivityForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The editor's page, with one item open as a plain form and what was typed into it still there."""
    may(request.actor, PlanVerb.EDIT, plan).require()
    draft = draft_of(plan)
    item = draft.item(editing) if editing else None
    kept = take_kept(request, reverse("item-save", args=[plan.pk, editing])) if item else {}
    found, remarks = review(draft, clock.today()), remarks_of(plan, draft.content)
    context = {
        "plan": plan,
        "draft": draft,
        # The items stand in the editor itself; the last part tells the page whether it ends in it.
        "paper": paper(replace(draft.content, items=draft.content.items[-1:])),
        "may_edit": True,
        "editing": item,
        "typed": (request.POST.get("text") if error else None) or kept.get("text"),
        "was_kept": bool(kept),
        "homeless": _homeless(request, item) if error else [],
        "error": error,
        "tab": tab if tab in TABS else _first_tab(draft, item),
        "removed": request.GET.get("xoa", ""),
        "warnings": fact_warnings(plan),
        "review": found,
        "deadline": _own_deadline(draft),
        **outline_context(draft, remarks),
        **side_context(draft, item, activity_form, found.agencies),
        "remarks": remarks,
        **remark_context(request, draft, item),
    }
    return render(request, "plans/drafting/editor.html", context, status=status)


def _homeless(request: PortalRequest, item: DraftItem | None) -> list[str]:
    """Words sent with a refused act that no form on the page shows: of an item that is gone, a reason, new ones."""
    names = ("reason",) if item else ("text", "mine", "reason")
    return [request.POST[name] for name in names if request.POST.get(name)]


def _first_tab(draft: Draft, item: DraftItem | None) -> str:
    if item is not None and item.parent is not None:
        return "cap-tren"
    return "ra-soat" if draft.notes else "thong-tin"


def _own_deadline(draft: Draft) -> Any:
    """By when the parent wants this plan issued, where its words reach this unit."""
    deadlines = (child_plan_deadline(content, draft.plan.issuing_unit) for content in draft.parents.values())
    return next((one for one in deadlines if one), None)


def outline_context(draft: Draft, remarks: Remarks | None = None) -> dict[str, Any]:
    """What the left pane shows."""
    outline = draft.outline
    keys = [item.key for item in draft.items]
    return {
        "outline": outline,
        "counts": draft.counts(),
        "draft": draft,
        "plan": draft.plan,
        "remark_counts": gathered(
            remarks.open_counts if remarks else open_counts(draft.plan), keys, [item.key for item in outline]
        ),
    }


def remark_context(request: PortalRequest, draft: Draft, item: DraftItem | None) -> dict[str, Any]:
    """What the panel shows of remarks: what the person may do with them, and a form for the item being edited."""
    form = RemarkForm(initial={"suggestion": item.text if item else ""}, auto_id="gop_y_%s")
    if item is None:
        del form.fields["suggestion"]
    return {
        **remark_rights(request, draft.plan),
        "remark_form": form,
        "remark_key": item.key if item else "",
        "since": "",
        "is_whole": False,
    }


def side_context(
    draft: Draft,
    item: DraftItem | None,
    activity_form: ActivityForm | None = None,
    agencies: Sequence[str] | None = None,
) -> dict[str, Any]:
    """What the side panel shows of one item: the parent's words beside ours, who does it and when."""
    if item is None:
        return {"item": None, "difference": None, "activity_form": None, "coverage": draft.coverage(), "agencies": []}
    lead, supporting = responsibilities_of(draft, item.key)
    content = activity_of(draft, item.key)
    activity = content.activity if content else None
    initial: dict[str, Any] = {"lead": lead, "supporting": list(supporting)}
    if activity:
        names = ("starts_on", "ends_on", "venue", "budget", "funding_source", "target")
        initial |= {name: getattr(activity, name) for name in names}
    return {
        "item": item,
        "difference": beside(draft, item),
        "activity_form": activity_form or ActivityForm(initial=initial),
        "coverage": draft.coverage(),
        "agencies": names_of_agencies(draft.plan, clock.today()) if agencies is None else agencies,
    }


@signed_in
@require_GET
def item_side(request: PortalRequest, pk: int, key: str) -> HttpResponse:
    """The side panel's parts about one item, for the editor's script."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.EDIT, plan).require()
    draft = draft_of(plan)
    item = draft.item(key)
    context = {"plan": plan, "draft": draft, **side_context(draft, item), **remark_context(request, draft, item)}
    return render(request, "plans/drafting/_side_item.html", context)


@signed_in
@require_GET
def plan_review(request: PortalRequest, pk: int) -> HttpResponse:
    """The findings as they are now, for the editor's script."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.EDIT, plan).require()
    draft = draft_of(plan)
    context = {"plan": plan, "draft": draft, "review": review(draft, clock.today()), "warnings": fact_warnings(plan)}
    return render(request, "plans/drafting/_review.html", context)


@signed_in
@require_GET
def plan_pages(request: PortalRequest, pk: int) -> HttpResponse:
    """The printed pages as small pictures beside the text."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    try:
        edition = edition_of(plan)
        numbers = range(1, pages_of(plan, edition).count + 1)
        context: dict[str, Any] = {"plan": plan, "pages": numbers, "count": len(numbers), "edition": edition.key[:12]}
    except RenderFailed as error:
        context = {"plan": plan, "error": error}
    return render(request, "plans/drafting/_pages.html", context)


@signed_in
@require_POST
def note_done(request: PortalRequest, pk: int, note: int) -> HttpResponse:
    """Mark a note of the draft as looked at."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    noting.finish_note(plan, note, actor=request.actor)
    return redirect(editor_url(plan, tab="ra-soat"))


@signed_in
@require_POST
def plan_remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Remove a draft; it is kept out of sight, not destroyed."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    starting.remove_draft(plan, actor=request.actor)
    messages.success(request, "Đã xóa dự thảo.")
    return redirect("my-work")


@signed_in
@require_GET
def plan_remove_ask(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask before a draft is removed."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.REMOVE, plan).require()
    return render(request, "plans/drafting/remove.html", {"plan": plan})


@signed_in
@require_POST
def finding_mend(request: PortalRequest, pk: int) -> HttpResponse:
    """Apply the repair a finding proposes, if the words are still there."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    fix = Fix(
        label="",
        find=request.POST.get("find", ""),
        replace=request.POST.get("replace", ""),
        key=request.POST.get("key") or None,
        fact=request.POST.get("fact", ""),
    )
    try:
        noting.mend(plan, fix, actor=request.actor)
    except (NotNow, Invalid) as error:
        messages.warning(request, error.message)
    return redirect(editor_url(plan, tab="ra-soat"))
