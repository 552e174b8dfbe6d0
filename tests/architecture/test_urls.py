"""Nothing of the portal answers a stranger, except what is listed here."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver

# Route names that anyone may open; each with the reason.
PUBLIC: dict[str, str] = {
    "invitation-accept": "whoever was invited may have no account yet; the secret in the address is what lets them in",
    "public-plan": "the public page of a plan whose unit has chosen so; anything else answers 404",
    "public-plan-pdf": "the file of such a plan, or of one asked for with the key of a letter; else 404",
    "verify": "anybody may check a document against what was issued; nothing is kept",
    "demo-login": "one press logs a person of the demonstration in; outside of it the address answers 404",
    "calendar-feed": "calendar programs cannot log in: the secret in the address is what lets them in; else 404",
    "report-by-link": "a unit without an account: a secret in the address opens its one report, until it is filed",
    "report-by-link-start": "as report-by-link",
    "report-by-link-section": "as report-by-link",
    "report-by-link-file": "as report-by-link",
    "report-by-link-nothing": "as report-by-link",
    "vgca-file": "the VGCA plug-in has no cookie: a secret that works once stands in the address; 404 where it is off",
    "vgca-upload": "as vgca-file; what it hands in is checked like any uploaded file",
}

SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def portal_routes() -> Iterator[tuple[str, str]]:
    """Name and a sample address of every route of plans.urls."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and getattr(entry.urlconf_name, "__name__", "") == "plans.urls":
            yield from _below(entry, "/")


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        address = prefix + _sample(entry)
        if isinstance(entry, URLPattern):
            yield entry.name or "", address
        else:
            yield from _below(entry, address)


def _sample(entry: URLPattern | URLResolver) -> str:
    """The address of a route with a plausible value for every parameter."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "1"), str(entry.pattern))


ROUTES = sorted(portal_routes())


def test_every_route_has_a_name():
    assert [address for name, address in ROUTES if not name] == []


def test_public_routes_exist():
    assert sorted(PUBLIC) == sorted(name for name, _ in ROUTES if name in PUBLIC)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), [route for route in ROUTES if route[0] not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_route_sends_a_stranger_to_the_log_in_page(client, method, name, address):
    response = getattr(client, method)(address)

    assert response.status_code in (302, 405), f"{name} answers a stranger with {response.status_code}"
    if response.status_code == 302:
        assert response.url.startswith(resolve_url(settings.LOGIN_URL))


@pytest.mark.django_db
def test_a_route_is_not_closed_to_both_methods(client):
    closed = [
        name
        for name, address in ROUTES
        if name not in PUBLIC and {client.get(address).status_code, client.post(address).status_code} == {405}
    ]

    assert closed == []
