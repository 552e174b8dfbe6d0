"""Danh mục: the figures that reports give, and the forms made from them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ...exceptions import Invalid, NotNow, StaleEdit
from ...forms.catalogue.reporting import IndicatorForm, ReportFormForm, StartFormForm
from ...queries import catalogues
from ...queries.reporting import forms as queries
from ...services.reporting import forms as service
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, Trail, change

_HOME = "report-catalogue"


@signed_in
def report_catalogue(request: PortalRequest) -> HttpResponse:
    """Biểu mẫu báo cáo: the forms by year, and every figure they may ask for."""
    actor = request.actor
    own = catalogues.units(actor).filter(pk=actor.unit_id).first()
    context = {
        "forms": queries.shown_forms(actor),
        "indicators": queries.shown_indicators(actor),
        "national": service.may_keep_forms(actor, None),
        "own_unit": own,
        "may_own": service.may_keep_forms(actor, own) if own else None,
        "trail": (("Danh mục", reverse("catalogue")),),
    }
    return render(request, "plans/reporting/catalogue/list.html", context)


@signed_in
def indicator_create(request: PortalRequest) -> HttpResponse:
    """Add a figure to the country's catalogue, or one of a unit's own."""
    actor = request.actor
    owner = _owner(request)
    page = Page(
        title=f"Thêm chỉ tiêu riêng của {owner.short_name}" if owner else "Thêm chỉ tiêu vào danh mục chung",
        act="Thêm chỉ tiêu",
        back=reverse(_HOME),
        decision=service.may_keep_forms(actor, owner),
        trail=_trail(),
    )

    def act(form: IndicatorForm) -> Done:
        made = service.save_indicator(None, actor=actor, facts=form.facts(), splits=form.splits(), owner=owner)
        return Done(to=page.back, said=f"Đã thêm chỉ tiêu {made}.")

    return change(request, page, lambda sent: IndicatorForm(sent), act)


@signed_in
def indicator_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change a figure and its parts."""
    actor = request.actor
    indicator = get_object_or_404(queries.shown_indicators(actor), pk=pk)
    page = Page(
        title=f"Sửa chỉ tiêu {indicator}",
        lead="Báo cáo đã gửi giữ số liệu của mình; biểu mẫu có chỉ tiêu này đổi theo.",
        act="Lưu chỉ tiêu",
        back=reverse(_HOME),
        decision=service.may_keep_forms(actor, indicator.owner),
        trail=_trail(),
    )

    def act(form: IndicatorForm) -> Done:
        try:
            saved = service.save_indicator(
                indicator,
                actor=actor,
                facts=form.facts(),
                splits=form.splits(),
                revision=form.cleaned_data["revision"],
            )
        except (StaleEdit, NotNow) as error:
            raise Invalid(error.message) from error
        return Done(to=page.back, said=f"Đã lưu chỉ tiêu {saved}.")

    return change(request, page, lambda sent: IndicatorForm(sent, indicator=indicator), act)


@signed_in
def form_create(request: PortalRequest) -> HttpResponse:
    """Begin a form for a year, like another one."""
    actor = request.actor
    owner = _owner(request)
    shown = queries.shown_forms(actor)
    newest = shown.first()
    page = Page(
        title=f"Thêm biểu mẫu riêng của {owner.short_name}" if owner else "Thêm biểu mẫu chung cả nước",
        lead="Biểu mẫu riêng được dùng trước biểu mẫu chung, cho kỳ báo cáo mở từ nay." if owner else "",
        act="Thêm biểu mẫu",
        back=reverse(_HOME),
        decision=service.may_keep_forms(actor, owner),
        trail=_trail(),
    )

    def make(sent: Any) -> StartFormForm:
        initial = {"like": newest.pk, "name": newest.name} if newest else {}
        return StartFormForm(sent, initial=initial, campaigns=queries.years_of_forms(), like=shown)

    def act(form: StartFormForm) -> Done:
        made = service.start_form(actor=actor, owner=owner, **form.cleaned_data)
        return Done(to=reverse("report-form-edit", args=[made.pk]), said=f"Đã thêm “{made.name}”.")

    return change(request, page, make, act)


@signed_in
def form_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Which figures and sections a form has, in which order; who may not keep it reads it."""
    actor = request.actor
    row = get_object_or_404(queries.shown_forms(actor), pk=pk)
    rows = queries.form_rows(row)
    decision = service.may_keep_forms(actor, row.owner)
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        decision.require()
    form = ReportFormForm(
        sent, form=row, chosen=rows.fields, sections=rows.sections, offered=list(queries.indicators_for(row.owner))
    )
    if sent is not None and form.is_valid():
        try:
            saved = service.save_form(
                row,
                actor=actor,
                revision=form.cleaned_data["revision"],
                name=form.cleaned_data["name"],
                is_in_use=form.cleaned_data["is_in_use"],
                fields=form.chosen(),
                sections=form.sections(),
            )
        except (Invalid, StaleEdit, NotNow) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Đã lưu “{saved.name}”.")
            return redirect("report-form-edit", pk=saved.pk)
    context = {"form": form, "row": row, "rows": rows, "decision": decision, "trail": _trail()}
    return render(request, "plans/reporting/catalogue/form.html", context, status=422 if form.errors else 200)


def _owner(request: PortalRequest) -> Any:
    asked = request.GET.get("don-vi", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return get_object_or_404(catalogues.units(request.actor), pk=asked)


def _trail() -> Trail:
    return (("Danh mục", reverse("catalogue")), ("Biểu mẫu báo cáo", reverse(_HOME)))
