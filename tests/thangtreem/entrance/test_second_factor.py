"""The second factor: switched on with a code, asked at every log-in, limited, in Vietnamese, unreadable in a copy."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model

from tests.views.forms import words_of

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-du-dai"
ENGLISH = ("Authenticator", "Recovery", "password", "Sign In", "Incorrect", "code", "Confirm", "Two-Factor")


@pytest.fixture
def person():
    return get_user_model().objects.create_user(
        "thu.ha", email="thu.ha@example.vn", password=PASSWORD, full_name="Thu Hà"
    )


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def log_in(client):
    return client.post("/dang-nhap/", {"login": "thu.ha", "password": PASSWORD})


def confirm(client):
    """Give the password once more, as is asked before the ways into an account change."""
    return client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})


def switch_on(client):
    """Activate it as a person does; returns the secret."""
    confirm(client)
    page = client.get("/tai-khoan/hai-buoc/bat/")
    secret = page.context["form"].secret
    client.post("/tai-khoan/hai-buoc/bat/", {"code": code_of(secret)})
    return secret


@pytest.fixture
def guarded(client, person):
    """Thu Hà's secret, after she switched it on and logged out."""
    log_in(client)
    secret = switch_on(client)
    client.post("/dang-xuat/")
    return secret


@pytest.mark.django_db(transaction=True)
def test_switching_it_on_shows_a_picture_to_scan_and_then_codes_to_keep(client, person):
    log_in(client)
    confirm(client)
    page = client.get("/tai-khoan/hai-buoc/bat/")
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    page = client.post("/tai-khoan/hai-buoc/bat/", {"code": code_of(page.context["form"].secret)}, follow=True)

    assert page.redirect_chain[-1][0] == "/tai-khoan/hai-buoc/ma-du-phong/"
    assert "Đã bật xác thực hai bước." in words_of(page)
    assert len(page.context["unused_codes"]) == 10
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_a_wrong_code_switches_nothing_on(client, person):
    log_in(client)
    confirm(client)
    client.get("/tai-khoan/hai-buoc/bat/")

    page = client.post("/tai-khoan/hai-buoc/bat/", {"code": "000000"})

    assert page.context["form"].errors["code"] == [
        "Mã không đúng hoặc đã hết hạn. Xem lại mã trên điện thoại; mã đổi mỗi 30 giây."
    ]
    assert not Authenticator.objects.exists()


def test_the_database_alone_makes_no_codes(guarded):
    assert guarded not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_former_secret_key_still_opens_it(client, guarded, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-seriously-too"

    log_in(client)
    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(guarded)}).url == "/"


def test_the_password_alone_lets_nobody_in(client, guarded):
    answer = log_in(client)

    assert answer.url == "/dang-nhap/buoc-hai/"
    assert "_auth_user_id" not in client.session
    assert client.get("/tai-khoan/").status_code == 302


def test_password_and_code_let_one_in_with_the_spaces_people_copy(client, guarded, person):
    log_in(client)
    code = code_of(guarded)

    answer = client.post("/dang-nhap/buoc-hai/", {"code": f" {code[:3]} {code[3:]} "})

    assert (answer.url, client.session["_auth_user_id"]) == ("/", str(person.pk))


def test_a_recovery_code_works_once(client, guarded, person):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    log_in(client)
    assert client.post("/dang-nhap/buoc-hai/", {"code": code}).url == "/"
    client.post("/dang-xuat/")
    log_in(client)

    assert client.post("/dang-nhap/buoc-hai/", {"code": code}).context["form"].errors


def test_guessing_codes_is_stopped_even_before_the_right_one(client, guarded):
    log_in(client)
    for _ in range(5):
        client.post("/dang-nhap/buoc-hai/", {"code": "000000"})

    page = client.post("/dang-nhap/buoc-hai/", {"code": code_of(guarded)})

    assert page.context["form"].errors["code"] == ["Đăng nhập sai quá nhiều lần. Đề nghị chờ năm phút rồi thử lại."]
    assert "_auth_user_id" not in client.session


def test_switching_it_off_asks_first_who_one_is(client, guarded):
    log_in(client)
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(guarded)})

    answer = client.get("/tai-khoan/hai-buoc/tat/")
    assert answer.url.startswith("/tai-khoan/xac-nhan/?next=")
    page = client.get(answer.url)
    assert "Dùng mã trên điện thoại" in words_of(page)
    client.post(answer.url, {"password": PASSWORD})
    page = client.post("/tai-khoan/hai-buoc/tat/", follow=True)

    assert "Đã tắt xác thực hai bước." in words_of(page)
    assert not Authenticator.objects.exists()


def test_asking_again_and_again_is_limited(client, person):
    log_in(client)

    answers = [client.post("/tai-khoan/xac-nhan/", {"password": "sai"}).status_code for _ in range(11)]

    assert (answers[0], answers[-1]) == (200, 429)


@pytest.mark.parametrize(
    "address",
    [
        "/tai-khoan/hai-buoc/",
        "/tai-khoan/hai-buoc/tat/",
        "/tai-khoan/hai-buoc/ma-du-phong/",
        "/tai-khoan/hai-buoc/ma-du-phong/tao/",
        "/tai-khoan/xac-nhan/",
        "/tai-khoan/xac-nhan/ma/",
        "/tai-khoan/hai-buoc/bat/",
    ],
)
def test_every_page_speaks_vietnamese_in_our_frame(client, person, address):
    log_in(client)
    confirm(client)
    if not address.endswith("/bat/"):
        switch_on(client)

    page = client.get(address)

    assert page.status_code == 200
    assert 'class="topbar"' in page.content.decode()
    assert [word for word in ENGLISH if word in words_of(page).replace(page.context.get("secret", ""), "")] == []


def test_the_file_of_recovery_codes_is_vietnamese(client, person):
    log_in(client)
    switch_on(client)

    text = client.get("/tai-khoan/hai-buoc/ma-du-phong/tai-ve/").content.decode()

    assert text.splitlines()[0] == "Mã dự phòng của Thangtreem. Mỗi mã dùng một lần thay cho mã trên điện thoại."
    assert len(text.split("\n")) >= 11


def test_every_message_of_allauth_that_can_be_met_has_our_words():
    """The templates of allauth's own messages for what this portal offers, against the table of ours."""
    import allauth

    from thangtreem.accounts import _MESSAGES

    folder = Path(allauth.__file__).parent / "templates"
    offered = {
        "account/messages/logged_in.txt",
        "account/messages/logged_out.txt",
        "account/messages/password_changed.txt",
        "account/messages/password_set.txt",
        "mfa/messages/totp_activated.txt",
        "mfa/messages/totp_deactivated.txt",
        "mfa/messages/recovery_codes_generated.txt",
        "socialaccount/messages/account_connected.txt",
    }
    assert {name for name in offered if not (folder / name).exists()} == set()
    assert offered <= set(_MESSAGES)


def test_an_operator_lets_somebody_in_who_lost_the_telephone_and_sees_no_secret(client, guarded, person):
    operator = get_user_model().objects.create_superuser("quantri", password=PASSWORD)
    client.force_login(operator)
    row = Authenticator.objects.get(type="totp")

    page = client.get(f"/quan-tri-he-thong/mfa/authenticator/{row.pk}/change/").content.decode()
    assert (row.data["secret"] in page, "thu.ha" in page or "Thu Hà" in page) == (False, True)
    client.post(f"/quan-tri-he-thong/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
    client.logout()

    assert log_in(client).url == "/"


def test_the_operators_pages_name_no_provider_and_no_address(client):
    client.force_login(get_user_model().objects.create_superuser("quantri", password=PASSWORD))

    for table in ("account/emailaddress", "socialaccount/socialapp", "socialaccount/socialtoken"):
        assert client.get(f"/quan-tri-he-thong/{table}/").status_code == 404


def test_the_demonstration_switches_it_on_without_a_password_to_repeat(client, person, settings):
    settings.DEMO = True
    client.force_login(person)

    assert client.get("/tai-khoan/hai-buoc/bat/").status_code == 200
