"""Coming in and changing a password: limited, in Vietnamese, and never by signing up."""

import re

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.django_db

PASSWORD = "mot-mat-khau-du-dai"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("thu.ha", email="thu.ha@example.vn", password=PASSWORD)


def log_in(client, password=PASSWORD, **extra):
    return client.post("/dang-nhap/", {"login": "thu.ha", "password": password}, **extra)


def test_the_right_password_opens_the_portal(client, person):
    response = log_in(client)

    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_logging_in_leads_back_to_the_page_that_was_asked_for(client, person):
    response = client.post("/dang-nhap/?next=/ke-hoach/", {"login": "thu.ha", "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/ke-hoach/")


def test_logging_in_never_leads_to_another_site(client, person):
    response = client.post("/dang-nhap/?next=https://example.com/", {"login": "thu.ha", "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/")


def test_a_wrong_password_is_a_vietnamese_sentence(client, person):
    response = log_in(client, "sai")

    assert response.context["form"].non_field_errors()[0].startswith("Tên đăng nhập hoặc mật khẩu không đúng.")


def test_the_sixth_wrong_password_must_wait_even_when_it_is_right(client, person):
    for _ in range(5):
        log_in(client, "sai")

    response = log_in(client)

    assert "_auth_user_id" not in client.session
    assert response.context["form"].non_field_errors() == [
        "Đăng nhập sai quá nhiều lần. Đề nghị chờ năm phút rồi thử lại."
    ]


def test_logging_out_needs_a_post(client, person):
    client.force_login(person)

    client.get("/dang-xuat/")
    assert "_auth_user_id" in client.session
    response = client.post("/dang-xuat/")

    assert (response.status_code, response.url) == (302, "/dang-nhap/")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(rf):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_the_admin_has_no_log_in_form_of_its_own(client):
    response = client.get("/quan-tri-he-thong/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/dang-nhap/?next=%2Fquan-tri-he-thong%2F")


def test_changing_the_password_says_what_is_wrong_in_vietnamese(client, person):
    client.force_login(person)

    response = client.post("/mat-khau/doi/", {"oldpassword": "sai", "password1": "abc", "password2": "khac"})

    assert response.context["form"].errors["oldpassword"] == ["Mật khẩu hiện tại không đúng."]
    assert "Mật khẩu quá ngắn: cần ít nhất 10 ký tự." in response.context["form"].errors["password1"]


def test_two_different_new_passwords_are_refused(client, person):
    client.force_login(person)

    response = client.post(
        "/mat-khau/doi/", {"oldpassword": PASSWORD, "password1": "quyet-tam-2026", "password2": "quyet-tam-2027"}
    )

    assert response.context["form"].errors == {"password2": ["Hai lần nhập mật khẩu mới chưa giống nhau."]}


def test_a_forgotten_password_is_replaced_by_a_letter(client, person):
    response = client.post("/mat-khau/quen/", {"email": "thu.ha@example.vn"}, follow=True)
    assert response.redirect_chain[-1][0] == "/mat-khau/quen/da-gui/"
    (letter,) = mail.outbox
    address = re.search(r"http://testserver(/mat-khau/quen/\S+/)", letter.body)[1]

    page = client.get(address, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quyet-tam-2026", "password2": "quyet-tam-2026"})

    person.refresh_from_db()
    assert person.check_password("quyet-tam-2026")


def test_letters_for_a_forgotten_password_are_limited(client, person):
    answers = [client.post("/mat-khau/quen/", {"email": "thu.ha@example.vn"}).status_code for _ in range(6)]

    assert (answers, len(mail.outbox)) == ([302] * 5 + [429], 5)


def test_a_mail_server_that_is_down_is_no_error_page(client, person, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post("/mat-khau/quen/", {"email": "thu.ha@example.vn"})

    assert response.url == "/mat-khau/quen/da-gui/"
    assert "was not sent: ConnectionRefusedError" in caplog.text
    assert "thu.ha@" not in caplog.text


def test_an_unknown_address_gets_no_letter_and_learns_nothing(client):
    response = client.post("/mat-khau/quen/", {"email": "ai-do@example.vn"})

    assert (response.status_code, response.url) == (302, "/mat-khau/quen/da-gui/")
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngan", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ("1234567890", "Mật khẩu không được chỉ gồm chữ số."),
        ("1234567890", "Mật khẩu này quá phổ biến, dễ bị đoán ra."),
        ("thu.ha@example", "Mật khẩu quá giống họ tên, tên đăng nhập hoặc thư điện tử của đồng chí."),
    ],
)
def test_password_rules_speak_vietnamese(person, password, sentence):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, person)
    assert sentence in refusal.value.messages


@pytest.mark.parametrize("address", ["/dang-nhap/", "/mat-khau/quen/"])
def test_pages_for_strangers_carry_the_security_headers(client, address):
    response = client.get(address)

    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"], response["Referrer-Policy"]) == (
        "DENY",
        "nosniff",
        "same-origin",
    )
