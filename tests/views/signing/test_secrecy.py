"""Keys, passwords and PINs: not in the database, not in the log, not on any page, whatever goes wrong."""

import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.services.signing import leader
from tests.services.signing.papers import PASSWORD, key_file, plan_at, real_pdf, version_of

PIN = "73194682"


def sent(plan, way="key_file"):
    file = SimpleUploadedFile("toi.p12", key_file())
    return {"way": way, "version": version_of(plan).pk, "key_file": file, "password": PASSWORD, "pin": PIN}


def is_told(words):
    """Whether the words hold a secret: the password, the PIN, or the key file's bytes in any usual writing."""
    key = key_file()
    pieces = (PASSWORD, PIN, key[40:60].hex(), str(key[40:60])[2:-1])
    return [one for one in pieces if one in words]


def whole_database():
    rows = (row for model in apps.get_models() for row in model._default_manager.values())
    sessions = " ".join(str(one.get_decoded()) for one in Session.objects.all())
    return " ".join(str(row) for row in rows) + sessions


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def all_of(log):
    return " ".join(f"{one.getMessage()} {one.exc_text or ''} {vars(one)}" for one in log.records)


def test_after_signing_nothing_of_it_is_stored_logged_or_shown(binh, ward, log):
    plan = plan_at(ward, pdf=real_pdf())

    binh.post(reverse("plan-sign", args=[plan.pk]), sent(plan))
    page = binh.get(reverse("plan-sign", args=[plan.pk]))

    assert "đã ký số" in page.content.decode()
    assert is_told(whole_database()) == []
    assert is_told(all_of(log) + log.text) == []
    assert is_told(page.content.decode()) == []


@pytest.mark.parametrize("way", ["key_file", "token", "upload", "paper", "nothing"])
def test_a_refusal_echoes_no_secret(binh, ward, log, way):
    plan = plan_at(ward, pdf=real_pdf())
    more = sent(plan, way) | {"password": PASSWORD + "x"}

    answer = binh.post(reverse("plan-sign", args=[plan.pk]), more)

    assert is_told(answer.content.decode()) == []
    assert is_told(all_of(log)) == []


@pytest.mark.parametrize("debug", [False, True])
def test_an_error_page_and_the_log_tell_no_secret_in_developers_mode_either(
    binh, ward, log, settings, monkeypatch, debug
):
    plan = plan_at(ward, pdf=real_pdf())
    settings.DEBUG = debug

    def broken(key_file, password):
        inner = {"key": key_file, "word": password}
        raise RuntimeError(f"out of order, {len(inner)}")

    monkeypatch.setattr(leader, "open_key_file", broken)
    binh.raise_request_exception = False
    answer = binh.post(reverse("plan-sign", args=[plan.pk]), sent(plan))

    assert answer.status_code == 500
    assert ("out of order" in answer.content.decode()) is debug
    assert is_told(answer.content.decode()) == []
    assert is_told(all_of(log) + log.text) == []


def test_a_session_that_ended_keeps_no_secret_for_later(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    Client().post(reverse("plan-sign", args=[plan.pk]), sent(plan))

    assert Session.objects.count() == 2
    assert is_told(whole_database()) == []


def test_a_page_that_was_open_too_long_shows_no_secret(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = binh.cookies

    answer = strict.post(reverse("plan-sign", args=[plan.pk]), sent(plan))

    assert answer.status_code == 403
    assert is_told(answer.content.decode()) == []


def test_page_tells_browsers_to_keep_nothing(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    answer = binh.get(reverse("plan-sign", args=[plan.pk]))

    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert 'type="password" name="password" autocomplete="off"' in page.replace(' maxlength="200"', "")
