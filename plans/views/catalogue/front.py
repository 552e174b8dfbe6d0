"""The first page of the catalogues: what there is, how much of it, and who keeps it."""

from django.http import HttpResponse
from django.shortcuts import render

from ... import clock
from ...queries import catalogues
from ...rules.catalogue import may_keep_national
from ..access import PortalRequest, signed_in


@signed_in
def catalogue(request: PortalRequest) -> HttpResponse:
    """Danh mục."""
    year = clock.today().year
    return render(
        request,
        "plans/catalogue/front.html",
        {
            "national": may_keep_national(request.actor),
            "counts": catalogues.counts(request.actor, clock.today()),
            "year": year,
            "campaign": catalogues.campaigns(request.actor).filter(year=year).first(),
        },
    )
