"""After a plan was issued: replacing, amending, correcting and withdrawing it, and what became of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ... import clock
from ...content.signature import Capacity
from ...enums import CopyKind, LinkKind
from ...exceptions import Invalid, NotNow, PortalError
from ...forms.afterwards import CopyForm, WithdrawForm, changes_from
from ...queries.issuing.afterwards import (
    afterwards_of,
    changeable_items,
    changed_places,
    copies_visible_to,
    copy_signers,
)
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...rules.plans import PlanVerb, may
from ...services.issuing.copying import make_copy
from ...services.issuing.succeeding import start_successor
from ...services.issuing.withdrawing import withdraw_plan
from ..access import PortalRequest, signed_in
from ..documents import disposition

KINDS = {
    "thay-the": LinkKind.REPLACES,
    "sua-doi-bo-sung": LinkKind.AMENDS,
    "dinh-chinh": LinkKind.CORRECTS,
}


@signed_in
@require_GET
def plan_after(request: PortalRequest, pk: int) -> HttpResponse:
    """What followed, and what may be done with an issued plan."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    context = {"plan": plan, "title": plan_title(plan), "after": afterwards_of(request.actor, plan)}
    return render(request, "plans/afterwards/plan_after.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_amend(request: PortalRequest, pk: int, how: str) -> HttpResponse:
    """Say what shall change, and get the draft of the document that changes it."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    kind = KINDS.get(how)
    if kind is None:
        raise Http404
    may(request.actor, PlanVerb.AMEND, plan).require()
    items = () if kind == LinkKind.REPLACES else changeable_items(plan)
    error: PortalError | None = None
    if request.method == "POST":
        try:
            newer = start_successor(plan, actor=request.actor, kind=kind, changes=changes_from(request.POST, items))
        except Invalid as refused:
            error = refused
        else:
            messages.success(request, "Đã có dự thảo; sửa lại lời văn nếu cần rồi trình duyệt như mọi văn bản.")
            return redirect("plan-edit", pk=newer.pk)
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "kind": kind,
        "how": how,
        "rows": _rows(items, request),
        "error": error,
    }
    return render(request, "plans/afterwards/plan_amend.html", context, status=error.status if error else 200)


def _rows(items, request: PortalRequest) -> list[dict[str, object]]:
    """Each item with what was typed beside it, so that a refusal loses nothing."""
    typed = request.POST
    return [
        {
            "item": one,
            "text": typed.get(f"loi-{one.item.key}", one.text),
            "after": typed.get(f"them-{one.item.key}", ""),
            "is_dropped": bool(typed.get(f"bo-{one.item.key}")),
            "is_touched": any(typed.get(name) for name in (f"bo-{one.item.key}", f"them-{one.item.key}"))
            or typed.get(f"loi-{one.item.key}", one.text) != one.text,
        }
        for one in items
    ]


@signed_in
@require_GET
def plan_differences(request: PortalRequest, pk: int) -> HttpResponse:
    """What a replacing, amending or correcting document changes in the older one, place by place."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    older, places = changed_places(request.actor, plan)
    if older is None:
        raise Http404
    context = {"plan": plan, "title": plan_title(plan), "older": older, "places": places}
    return render(request, "plans/afterwards/plan_differences.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """Withdraw an issued plan, with the reason."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.WITHDRAW, plan).require()
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_plan(
                plan,
                actor=request.actor,
                reason=form.cleaned_data["reason"],
                basis=form.cleaned_data["basis"],
                on=form.cleaned_data["on"],
            )
        except Invalid as refused:
            for name, sentence in refused.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Đã thu hồi kế hoạch; các đơn vị đã nhận được báo.")
            return redirect("plan-after", pk=pk)
    status = 422 if form.errors else 200
    context = {"plan": plan, "title": plan_title(plan), "form": form}
    return render(request, "plans/afterwards/plan_withdraw.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_copy(request: PortalRequest, pk: int) -> HttpResponse:
    """Make a certified copy or an extract."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.COPY, plan).require()
    signers = {row.pk: row for row in copy_signers(request.actor, clock.today())}
    items = changeable_items(plan)
    form = CopyForm(
        request.POST or None,
        holders=[(row.pk, f"{row.person_name}, {row.post.title}") for row in signers.values()],
        is_own=plan.issuing_unit_id == request.actor.unit_id,
        initial={"kind": CopyKind.FULL, "capacity": "for_superior"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            copy = make_copy(
                plan,
                actor=request.actor,
                kind=CopyKind(form.cleaned_data["kind"]),
                signatory=signers[int(form.cleaned_data["signatory"])],
                capacity=Capacity(form.cleaned_data["capacity"]),
                item_keys=request.POST.getlist("muc"),
                recipients=form.cleaned_data["recipients"],
            )
        except NotNow as refused:
            messages.info(request, refused.message)
            return redirect("plan-after", pk=pk)
        except Invalid as refused:
            for name, sentence in (refused.fields or {"": refused.message}).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, f"Đã sao văn bản: {copy.get_kind_display().capitalize()} số {copy.entry}.")
            return redirect("plan-after", pk=pk)
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "form": form,
        "items": items,
        "chosen": set(request.POST.getlist("muc")),
        "has_signers": bool(signers),
    }
    return render(request, "plans/afterwards/plan_copy.html", context, status=422 if form.errors else 200)


@signed_in
@require_GET
def copy_pdf(request: PortalRequest, copy_id: int) -> HttpResponse:
    """The file of a copy, to be printed or sent."""
    copy = get_object_or_404(copies_visible_to(request.actor), pk=copy_id)
    response = HttpResponse(bytes(copy.pdf), content_type="application/pdf")
    name = f"{copy.get_kind_display().capitalize()} số {str(copy.entry).replace('/', '-')}, {copy.unit.short_name}.pdf"
    response["Content-Disposition"] = disposition("attachment", name)
    return response
