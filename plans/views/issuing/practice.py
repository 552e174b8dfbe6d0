"""Nề nếp văn thư over HTTP: how a unit numbers, signs and publishes."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ...exceptions import StaleEdit
from ...forms.numbering import PracticeForm
from ...queries import catalogues
from ...queries.issuing.numbers import practice_of
from ...rules.registers import may_keep_practice
from ...services.issuing.practice import SETTINGS, save_practice
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, change
from ..catalogue.units import trail


@signed_in
def unit_practice(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Show and change it; when somebody else was faster, both values stand side by side."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = Page(
        title=f"Nề nếp văn thư: {unit.short_name}",
        lead="Người đứng đầu đơn vị quyết định; ghi ở đây để cổng đánh số, xếp bước và nhắc cho đúng.",
        act="Lưu nề nếp văn thư",
        back=reverse("unit-detail", args=[unit.pk]),
        decision=may_keep_practice(actor, unit),
        trail=trail(unit),
    )
    practice = practice_of(unit)
    initial = {name: getattr(practice, name) for name in (*SETTINGS, "revision")}

    def make(sent: QueryDict | None) -> PracticeForm:
        return PracticeForm(sent, initial=initial)

    def act(form: PracticeForm) -> Done:
        told = dict(form.cleaned_data)
        save_practice(unit, actor=actor, revision=told.pop("revision"), settings=told)
        return Done(to=page.back, said="Đã lưu nề nếp văn thư.")

    try:
        return change(request, page, make, act)
    except StaleEdit as error:
        sent = request.POST.copy()
        sent["revision"] = str(error.revision)
        form = make(sent)
        form.is_valid()
        differing = [
            (form[name].label, catalogues.in_words(getattr(practice, name)), catalogues.in_words(value))
            for name, value in form.cleaned_data.items()
            if name != "revision" and value != getattr(practice, name)
        ]
        context = {"page": page, "form": form, "stale": error, "differing": differing}
        return render(request, page.template, context, status=error.status)
