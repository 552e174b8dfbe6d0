"""An identity provider (OpenID Connect): off unless set; lets in only who has an account with the verified address."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model

from tests.views.forms import words_of
from thangtreem.entrance.allauth_settings import openid_connect

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/ngoai/cong-vu/"


class Provider(ThreadingHTTPServer):
    """A provider on this machine: whoever comes is `person`."""

    def __init__(self):
        self.person, self.asked = {}, []
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        here = self.server.address
        self.server.asked.append(self.path)
        self.answer(
            {
                "/.well-known/openid-configuration": {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                },
                "/userinfo": self.server.person,
            }[self.path]
        )

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append((self.path, sorted(sent)))
        self.answer({"access_token": "a-token", "token_type": "Bearer", "expires_in": 60})

    def answer(self, said):
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = Provider()
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(server.address, "thangtreem", "a-secret")
    settings.OIDC_NAME = "tài khoản công vụ tỉnh"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def person():
    return get_user_model().objects.create_user("thu.ha", email="thu.ha@example.vn", full_name="Thu Hà")


def come_in(client, provider, **told):
    """Log in through the provider as whoever it says this is."""
    provider.person = {"sub": "248289761001", "email": "thu.ha@example.vn", "email_verified": True} | told
    leave = client.post(LOGIN)
    state = parse_qs(urlsplit(leave.url).query)["state"][0]
    return client.get(f"{LOGIN}ve/", {"code": "a-code", "state": state}, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_without_settings_there_is_no_button_and_no_address(client, settings):
    assert settings.SOCIALACCOUNT_PROVIDERS == {}
    assert LOGIN not in client.get("/dang-nhap/").content.decode()
    assert [client.post(address).status_code for address in (LOGIN, f"{LOGIN}ve/")] == [404, 404]


def test_the_log_in_page_offers_it_by_its_name(client, provider):
    page = client.get("/dang-nhap/")

    assert "Đăng nhập bằng tài khoản công vụ tỉnh" in words_of(page)
    assert f'action="{LOGIN}"' in page.content.decode()


def test_leaving_for_the_provider_needs_a_press_and_carries_proof_keys(client, provider):
    assert "Sang trang đăng nhập" in words_of(client.get(LOGIN))
    asked = parse_qs(urlsplit(client.post(LOGIN).url).query)

    assert (asked["client_id"], set(asked["scope"][0].split()), asked["code_challenge_method"]) == (
        ["thangtreem"],
        {"openid", "profile", "email"},
        ["S256"],
    )
    assert asked["redirect_uri"] == [f"http://testserver{LOGIN}ve/"]


def test_a_verified_address_opens_the_account_that_has_it_and_ties_the_identity(client, provider, person):
    page = come_in(client, provider, email="Thu.Ha@example.vn")

    assert client.session["_auth_user_id"] == str(person.pk)
    assert page.redirect_chain[-1][0] == "/viec-cua-toi/"
    assert list(SocialAccount.objects.values_list("user", "provider", "uid")) == [
        (person.pk, "cong-vu", "248289761001")
    ]


def test_from_then_on_the_identity_counts_and_not_the_address(client, provider, person):
    come_in(client, provider)
    client.post("/dang-xuat/")

    come_in(client, provider, email="moi@example.vn", email_verified=False)

    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email_verified": False}, "Nơi cấp tài khoản chưa xác nhận địa chỉ thư điện tử"),
        ({"email": ""}, "Nơi cấp tài khoản chưa xác nhận địa chỉ thư điện tử"),
        ({"email": "khac@example.vn"}, "Chưa có tài khoản nào trong cổng dùng địa chỉ thư điện tử này."),
    ],
)
def test_nobody_else_comes_in_and_nobody_signs_up(client, provider, person, told, sentence):
    page = come_in(client, provider, **told)

    assert page.redirect_chain[-1][0] == "/dang-nhap/"
    assert said(page)[0].startswith(sentence)
    assert "_auth_user_id" not in client.session
    assert (get_user_model().objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_an_address_of_two_accounts_opens_neither_and_one_that_left_none(client, provider, person):
    other = get_user_model().objects.create_user("thu.ha2", email="THU.HA@example.vn")
    assert said(come_in(client, provider))[0].startswith("Có hơn một tài khoản")
    get_user_model().objects.filter(pk__in=[person.pk, other.pk]).update(is_active=False)

    assert said(come_in(client, provider))[0].startswith("Chưa có tài khoản nào")
    assert "_auth_user_id" not in client.session


def test_a_second_factor_is_asked_for_all_the_same(client, provider, person):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    page = come_in(client, provider)

    assert page.redirect_chain[-1][0] == "/dang-nhap/buoc-hai/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("answer", [{"error": "server_error"}, {"state": "wrong", "code": "x"}])
def test_a_provider_that_fails_is_a_sentence(client, provider, person, answer):
    client.post(LOGIN)

    page = client.get(f"{LOGIN}ve/", answer, follow=True)

    assert said(page) == ["Chưa đăng nhập được bằng cách này. Thử lại, hoặc dùng tên đăng nhập và mật khẩu."]
