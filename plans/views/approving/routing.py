"""The screen where a unit's administrator sets up the way of its plans."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ... import clock
from ...exceptions import Invalid
from ...forms.approving import RouteForm
from ...queries import catalogues
from ...queries.approving.routes import able_people, route_of, way_in_words
from ...rules.catalogue import may_edit_unit
from ...services.approving.routing import save_route
from ..access import PortalRequest, signed_in
from ..catalogue.units import trail


@signed_in
def unit_route(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Tick the steps, name who does them; the page says in words what the way will be."""
    unit = get_object_or_404(catalogues.units(request.actor), pk=unit_id)
    decision = may_edit_unit(request.actor, unit)
    route = route_of(unit)
    if request.method == "POST":
        decision.require()
    form = RouteForm(request.POST or None, able=able_people(unit, clock.today()), route=route)
    if request.method == "POST" and form.is_valid():
        try:
            save_route(unit, form.choices(), actor=request.actor)
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã lưu đường đi; kế hoạch trình từ nay đi theo các bước này.")
            return redirect("unit-route", unit_id=unit.pk)
    context = {
        "unit": unit,
        "form": form,
        "decision": decision,
        "way": way_in_words(route),
        "trail": trail(unit),
    }
    return render(request, "plans/approving/unit_route.html", context, status=422 if form.errors else 200)
