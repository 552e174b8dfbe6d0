"""What `check --deploy` tells the operator."""

import pytest

from plans.documents import fonts
from plans.exceptions import RenderFailed
from thangtreem import checks


@pytest.mark.parametrize(
    ("check", "name", "value", "expected"),
    [
        (checks.check_demonstration, "DEMO", True, ["thangtreem.W001"]),
        (checks.check_demonstration, "DEMO", False, []),
        (checks.check_hosts, "ALLOWED_HOSTS", ["kehoach.example.vn", "*"], ["thangtreem.E001"]),
        (checks.check_hosts, "ALLOWED_HOSTS", ["kehoach.example.vn"], []),
        (checks.check_https, "HTTPS", False, ["thangtreem.W002"]),
        (checks.check_https, "HTTPS", True, []),
        (checks.check_letters, "EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", ["thangtreem.W003"]),
        (checks.check_letters, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend", []),
    ],
)
def test_deploy_check_speaks_up_only_when_something_is_wrong(settings, check, name, value, expected):
    setattr(settings, name, value)

    messages = check(None)

    assert [message.id for message in messages] == expected
    assert all(message.hint for message in messages)


def test_a_missing_font_is_a_warning_that_names_the_package(monkeypatch):
    def nothing_found():
        raise RenderFailed("không tìm thấy phông chữ")

    monkeypatch.setattr(fonts, "find_document_font", nothing_found)

    (warning,) = checks.check_document_font(None)

    assert warning.id == "thangtreem.W004"
    assert "không tìm thấy phông chữ" in warning.msg
    assert "fonts-croscore" in warning.hint


def test_a_machine_with_a_font_has_nothing_to_say():
    assert checks.check_document_font(None) == []
