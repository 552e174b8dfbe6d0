"""Screens of a unit's written mandates (văn bản ủy quyền)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ... import clock
from ...forms.people import MandateForm
from ...queries import catalogues
from ...queries.persons import mandates as found
from ...rules.catalogue import may_edit_unit, may_keep_unit
from ...services.people.mandates import MandateFacts, save_mandate
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, change
from ..catalogue.units import trail

_LEAD = (
    "Ủy quyền ký (TUQ.) phải bằng văn bản, có thời hạn và nội dung; người được ủy quyền không ủy quyền lại "
    "(Nghị định 30/2020/NĐ-CP, Điều 13)."
)


@signed_in
def mandate_list(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Văn bản ủy quyền của đơn vị."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    if actor.unit_id != unit.pk:
        may_keep_unit(actor, unit).require()
    context = {
        "unit": unit,
        "rows": list(found.mandates(actor, unit)),
        "may_edit": may_edit_unit(actor, unit),
        "trail": trail(unit),
        "lead": _LEAD,
        "today": clock.today(),
    }
    return render(request, "plans/people/mandates.html", context)


@signed_in
def mandate_create(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Add a mandate."""
    unit = get_object_or_404(catalogues.units(request.actor), pk=unit_id)
    return _form(request, unit, None, "Thêm văn bản ủy quyền", {})


@signed_in
def mandate_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change a mandate."""
    mandate = found.mandate(request.actor, pk)
    if mandate is None:
        raise Http404
    initial = {name: getattr(mandate, name) for name in MandateForm.base_fields}
    return _form(request, mandate.unit, mandate, "Sửa văn bản ủy quyền", initial)


def _form(request: PortalRequest, unit: Any, mandate: Any, title: str, initial: dict[str, Any]) -> HttpResponse:
    actor, back = request.actor, reverse("mandates", args=[unit.pk])
    page = Page(
        title=f"{title}: {unit.short_name}",
        lead=_LEAD,
        act="Lưu văn bản ủy quyền",
        back=back,
        decision=may_edit_unit(actor, unit),
        trail=(*trail(unit), ("Văn bản ủy quyền", back)),
    )
    holdings = catalogues.holdings(actor).filter(post__unit=unit)

    def act(form: MandateForm) -> Done:
        saved = save_mandate(unit, mandate, actor=actor, facts=MandateFacts(**form.cleaned_data))
        return Done(to=back, said=f"Đã lưu văn bản ủy quyền {saved.document_number}.")

    return change(request, page, lambda sent: MandateForm(sent, initial=initial, holdings=holdings), act)
