"""The settings as they come out for a developer, a demonstration and a server."""

import os
import runpy
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.utils import formats

from thangtreem.serving import refuse_without_secret

ROOT = Path(__file__).resolve().parents[2]
KEY = "k3y-of-a-server-that-exists-only-in-this-test-0123456789"
PRODUCTION = {
    "THANGTREEM_SECRET_KEY": KEY,
    "THANGTREEM_ALLOWED_HOSTS": "kehoach.example.vn",
    "THANGTREEM_EMAIL_HOST": "mail.example.vn",
    "THANGTREEM_TLS_PROXY": "True",
}


@pytest.fixture
def settings_with(monkeypatch, tmp_path):
    """What settings.py says with exactly these variables."""

    def read(**variables):
        for name in [name for name in os.environ if name.startswith("THANGTREEM_")] + ["DATABASE_URL"]:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"THANGTREEM_VAR_DIR": str(tmp_path)} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "thangtreem" / "settings.py"))

    return read


def test_without_variables_nothing_is_loose(settings_with):
    settings = settings_with()

    assert (settings["DEBUG"], settings["DEMO"], settings["SECRET_KEY"], settings["ALLOWED_HOSTS"]) == (
        False,
        False,
        "",
        [],
    )
    assert settings["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("key", ["ngắn", "x" * 49, "insecure-key-for-development-only-never-serve-with-it"])
def test_a_weak_key_is_refused_without_debug(settings_with, key):
    with pytest.raises(ImproperlyConfigured, match="is the development key or shorter") as refusal:
        settings_with(THANGTREEM_SECRET_KEY=key)
    assert key not in str(refusal.value)


def test_debug_brings_its_own_key_and_no_https(settings_with):
    settings = settings_with(THANGTREEM_DEBUG="True")

    assert "insecure" in settings["SECRET_KEY"]
    assert (settings["SECURE_SSL_REDIRECT"], settings["SECURE_HSTS_SECONDS"]) == (False, 0)


def test_a_server_without_a_key_does_not_start(settings):
    settings.SECRET_KEY = ""

    with pytest.raises(ImproperlyConfigured, match="THANGTREEM_SECRET_KEY is not set, so this server does not start"):
        refuse_without_secret()


def test_the_day_is_only_set_in_a_demonstration(settings_with):
    assert settings_with(THANGTREEM_TODAY="2026-05-13")["DEMO_TODAY"] is None
    assert settings_with(THANGTREEM_TODAY="2026-05-13", THANGTREEM_DEMO="True")["DEMO_TODAY"] == date(2026, 5, 13)


@pytest.mark.parametrize("debug", ["True", ""])
def test_the_security_policy_is_strict_everywhere(settings_with, debug):
    directives = settings_with(**PRODUCTION, THANGTREEM_DEBUG=debug)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert {source for sources in directives.values() for source in sources} == {"'self'", "'none'", "data:", "blob:"}
    assert directives["script-src"] == directives["style-src"] == ["'self'"]


def test_the_version_is_the_changelogs_and_the_packages(settings_with):
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert settings_with()["VERSION"] == package["project"]["version"]


def test_check_deploy_is_clean_with_production_settings(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("THANGTREEM_", "DJANGO_"))}
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment | PRODUCTION | {"THANGTREEM_VAR_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (check.returncode, check.stdout) == (0, "System check identified no issues (0 silenced).\n"), check.stderr


@pytest.mark.parametrize("written", ["05/06/2026", "5/6/2026", "2026-06-05", "05-06-2026", "05.06.2026"])
def test_a_typed_date_has_its_day_first(written):
    assert forms.DateField(localize=True).clean(written) == date(2026, 6, 5)


def test_a_decimal_comma_is_a_comma_and_years_have_no_separator():
    assert formats.number_format(1234567.5, use_l10n=True) == "1234567,5"


def test_a_template_of_ours_must_be_given_every_variable(tmp_path):
    template = engines["django"].from_string("{{ ten }}")
    template.template.origin.name = str(ROOT / "templates" / "page.html")

    with pytest.raises(AssertionError, match="uses ten, which it was not given"):
        template.render({})


def test_other_peoples_templates_may_leave_variables_out():
    assert engines["django"].from_string("[{{ ten }}]").render({}) == "[]"
