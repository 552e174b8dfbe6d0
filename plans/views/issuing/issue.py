"""Issuing over HTTP: the page on which the clerk sees that nothing is missing and who will receive the plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ...exceptions import Invalid, NotNow
from ...forms.issuing import IssueForm
from ...queries.issuing.issue import IssuePage, issue_page
from ...queries.plans import plans_visible_to
from ...services.issuing.issuing import issue_plan
from ..access import PortalRequest, signed_in

ISSUED = "Đã ban hành {} số {}. Dưới đây là nơi đã nhận, nơi đang gửi và nơi chưa đến."


@signed_in
@require_http_methods(["GET", "POST"])
def plan_issue(request: PortalRequest, pk: int) -> HttpResponse:
    """Look through what will be frozen and sent, then issue it; somebody who comes late is led to where it went."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        if plan.is_issued:
            return redirect("plan-deliveries", pk=pk)
        return _page(request, plan)
    page = issue_page(request.actor, plan)
    form = _form(page, request.POST)
    if not form.is_valid():
        return _page(request, plan, form=form, status=422)
    try:
        issue_plan(plan, actor=request.actor, is_public=form.cleaned_data["is_public"], emails=form.emails())
    except NotNow as error:
        return _too_late(request, pk, form, error)
    except Invalid as error:
        for name, sentence in error.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, plan, form=form, status=error.status, error=error)
    plan.refresh_from_db()
    messages.success(request, ISSUED.format(plan.kind_name.lower(), plan.document_number))
    return redirect("plan-deliveries", pk=pk)


def _too_late(request: PortalRequest, pk: int, form: IssueForm, error: NotNow) -> HttpResponse:
    """It was issued a moment ago, perhaps by a second press of the same button; or something is missing."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if plan.is_issued:
        messages.info(request, error.message)
        return redirect("plan-deliveries", pk=pk)
    return _page(request, plan, form=form, status=error.status, error=error)


def _page(request: PortalRequest, plan, *, form: IssueForm | None = None, status: int = 200, error=None):
    page = issue_page(request.actor, plan)
    form = form or _form(page, None)
    rows = [(one, form[f"email-{one.recipient.pk}"] if one.takes_address else None) for one in page.addressees]
    context = {"plan": plan, "page": page, "form": form, "rows": rows, "error": error}
    return render(request, "plans/issuing/plan_issue.html", context, status=status)


def _form(page: IssuePage, data) -> IssueForm:
    lines = [(one.recipient.pk, one.text, ", ".join(one.emails)) for one in page.addressees if one.takes_address]
    return IssueForm(data, lines=lines, initial={"is_public": page.is_public})
