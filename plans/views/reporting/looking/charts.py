"""Charts as pictures of their own: the page signs what is to be drawn, the picture is drawn from that alone.

So a chart and the table beside it never differ, a picture asks the database nothing, and nobody can have anything drawn
that the portal has not shown to this very person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from .... import charts
from ....rules.actor import Actor
from ...access import PortalRequest, signed_in

_SALT = "chart"
#: How long a page that stays open may ask for its pictures.
_LASTS = 24 * 3600
_BARS, _LINES = "c", "d"
#: Pictures hold their own styles and nothing else, also when somebody opens one on its own.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart on a page: its pictures for a telephone and for wider screens, and what it shows in words."""

    narrow: str
    wide: str
    words: str


def bars_chart(
    actor: Actor,
    name: str,
    labels: Sequence[str],
    values: Sequence[Decimal | None],
    *,
    unit: str,
    highlight: str | None = None,
    adds_up: bool = True,
) -> Chart:
    """A figure by unit."""
    chosen = charts.chosen_bars(labels, values, highlight=highlight, adds_up=adds_up)
    rest = list(chosen.rest) if chosen.rest else None
    spec = [_BARS, unit, highlight, list(chosen.names), [_said(one) for one in chosen.values], rest]
    return _chart(actor, spec, charts.bars_sentence(name, labels, values, unit=unit))


def lines_chart(
    actor: Actor, years: Sequence[int], series: Mapping[str, Sequence[Decimal | None]], *, unit: str
) -> Chart:
    """Figures over the years."""
    told = {name: [_said(one) for one in values] for name, values in series.items()}
    words = charts.lines_sentence(years, series, unit=unit)
    return _chart(actor, [_LINES, unit, list(years), told], words)


@signed_in
@require_GET
def chart(request: PortalRequest, token: str) -> HttpResponse:
    """The picture that a page of this person has signed."""
    try:
        spec = signing.loads(token, salt=_salt(request.actor), max_age=_LASTS)
    except signing.BadSignature as error:
        raise Http404 from error
    width = charts.WIDE if request.GET.get("rong") else charts.NARROW
    response = picture(_drawn(spec, width))
    patch_cache_control(response, max_age=_LASTS)
    return response


def picture(drawn: bytes) -> HttpResponse:
    """An SVG as an answer that runs nothing and fetches nothing, kept by its reader alone."""
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = _POLICY
    patch_cache_control(response, private=True)
    return response


def _drawn(spec: list[Any], width: int) -> bytes:
    if spec[0] == _LINES:
        _, unit, years, told = spec
        series = {name: [_read(one) for one in values] for name, values in told.items()}
        return charts.lines_over_years(years, series, unit=unit, width=width)
    _, unit, highlight, names, values, rest = spec
    chosen = charts.Bars(
        names=tuple(names), values=tuple(map(_read, values)), rest=(rest[0], rest[1]) if rest else None
    )
    return charts.draw_bars(chosen, unit=unit, highlight=highlight, width=width)


def _chart(actor: Actor, spec: list[Any], words: str) -> Chart:
    address = reverse("chart", args=[signing.dumps(spec, salt=_salt(actor), compress=True)])
    return Chart(narrow=address, wide=f"{address}?rong=1", words=words)


def _salt(actor: Actor) -> str:
    return f"{_SALT}:{actor.user_id}"


def _said(value: int | float | Decimal | None) -> str | None:
    return None if value is None else format(Decimal(value).normalize(), "f")


def _read(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
