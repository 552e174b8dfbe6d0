"""How people come in, as settings: a provider whole or not at all, and where links in letters lead."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from thangtreem.entrance.allauth_settings import base_url, openid_connect, origin_of


def test_a_provider_is_described_whole_or_not_at_all():
    app = openid_connect("https://sso.example.vn/realms/tinh", "thangtreem", "s")["openid_connect"]["APPS"][0]

    assert (app["client_id"], app["settings"]["server_url"]) == ("thangtreem", "https://sso.example.vn/realms/tinh")
    assert openid_connect("", "", "") == {}
    for half in (("https://sso.example.vn", "", ""), ("", "thangtreem", "s"), ("https://sso.example.vn", "x", "")):
        with pytest.raises(ImproperlyConfigured, match="needs THANGTREEM_OIDC_URL") as refusal:
            openid_connect(*half)
        assert "'s'" not in str(refusal.value)


def test_a_provider_without_encryption_is_refused_but_on_this_machine():
    with pytest.raises(ImproperlyConfigured, match="must begin with https"):
        openid_connect("http://sso.example.vn", "thangtreem", "s")
    assert openid_connect("http://127.0.0.1:9000", "thangtreem", "s")


@pytest.mark.parametrize(
    ("url", "origin"), [("https://sso.example.vn:8443/realms/tinh", ["https://sso.example.vn:8443"]), ("", [])]
)
def test_the_log_in_form_may_lead_to_the_provider_alone(url, origin):
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("given", "hosts", "https", "address"),
    [
        ("https://kehoach.example.vn/", ["x"], False, "https://kehoach.example.vn"),
        ("", ["kehoach.example.vn", "khac.example.vn"], True, "https://kehoach.example.vn"),
        ("", [".example.vn"], True, "https://example.vn"),
        ("", [], False, "http://127.0.0.1:8000"),
        ("", ["*"], False, "http://127.0.0.1:8000"),
    ],
)
def test_links_in_letters_lead_to_what_is_given_else_the_first_name(given, hosts, https, address):
    assert base_url(given, hosts, https=https) == address


def test_an_address_without_a_scheme_is_refused():
    with pytest.raises(ImproperlyConfigured, match="THANGTREEM_BASE_URL must be like https://"):
        base_url("kehoach.example.vn", [], https=True)
