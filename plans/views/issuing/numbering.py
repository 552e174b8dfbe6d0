"""Cấp số over HTTP: the next number, the two lines as they will be printed, and taking the number."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ... import clock
from ...content.vietnamese import short_date
from ...exceptions import Invalid, NotAllowed, NotNow, PortalError
from ...forms.numbering import NumberForm
from ...queries.issuing.numbers import number_page
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...rules.decision import no
from ...services.issuing.numbering import take_number
from ...services.people.second_factor import ensure_for
from ..access import PortalRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def plan_number(request: PortalRequest, pk: int) -> HttpResponse:
    """See what will be printed, today or (`xem`) on another date, then take the number; who comes late is told so."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        return _page(request, plan)
    form = _form(request.POST)
    if "xem" in request.POST:
        return _page(request, plan, form=form)
    if not form.is_valid():
        return _page(request, plan, form=form, status=422)
    told = form.cleaned_data
    try:
        entry = take_number(
            plan,
            actor=request.actor,
            on=told["on"],
            backdated_reason=told["backdated_reason"],
            before_signature=told["before_signature"],
        )
    except NotNow as error:
        fresh = get_object_or_404(plans_visible_to(request.actor), pk=pk)
        return _page(request, fresh, form=form, status=error.status, error=error)
    except Invalid as error:
        for name, sentence in error.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, plan, form=form, status=error.status, error=None if error.fields else error)
    messages.success(request, f"Đã cấp số {entry}, ngày {short_date(entry.issued_on)}; số và ngày đã ghi vào văn bản.")
    return redirect("plan-way", pk=pk)


def _form(data: QueryDict) -> NumberForm:
    return NumberForm(data, label_suffix="")


def _page(
    request: PortalRequest, plan, *, form: NumberForm | None = None, status: int = 200, error: PortalError | None = None
) -> HttpResponse:
    page = number_page(request.actor, plan, _day(form))
    try:
        ensure_for(request.actor, plan.issuing_unit_id)
    except NotAllowed as refusal:
        page = replace(page, decision=page.decision and no(refusal.message))
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "page": page,
        "form": form or NumberForm(label_suffix="", initial={"on": page.on}),
        "is_back": form is not None and (page.on != page.today or bool(form.errors)),
        "error": error,
    }
    return render(request, "plans/numbering/plan_number.html", context, status=status)


def _day(form: NumberForm | None) -> date | None:
    """The day that was typed, if it is one a number can be looked up for."""
    if form is None:
        return None
    form.is_valid()
    day: date | None = form.cleaned_data.get("on")
    return day if day is not None and 1945 <= day.year <= clock.today().year else None
