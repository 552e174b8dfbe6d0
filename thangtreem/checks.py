"""Turns what an operator may have forgotten into system check messages, each with an id and a hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

Apps = Sequence[AppConfig] | None


@register(Tags.security, deploy=True)
def check_demonstration(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """A demonstration publishes four passwords, so it must not be what the public reaches."""
    if not settings.DEMO:
        return []
    return [
        Warning(
            "The demonstration is on: the log-in page shows four accounts with their passwords.",
            hint="Unset THANGTREEM_DEMO on a server that holds real plans.",
            id="thangtreem.W001",
        )
    ]


@register(Tags.security, deploy=True)
def check_hosts(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "The server answers to any host name, so links in letters can be forged.",
            hint="List the portal's names in THANGTREEM_ALLOWED_HOSTS, for example kehoach.tinh.gov.vn.",
            id="thangtreem.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_https(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if settings.HTTPS:
        return []
    return [
        Warning(
            "Passwords and drafts travel without encryption.",
            hint="Remove THANGTREEM_HTTPS=False; behind a proxy that ends TLS, set THANGTREEM_TLS_PROXY=True.",
            id="thangtreem.W002",
        )
    ]


@register(deploy=True)
def check_letters(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return []
    return [
        Warning(
            "No mail server is set, so nobody can reset a forgotten password alone.",
            hint="Set THANGTREEM_EMAIL_HOST, and THANGTREEM_EMAIL_USER and _PASSWORD where the server asks for them.",
            id="thangtreem.W003",
        )
    ]


@register(Tags.files)
def check_document_font(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """A document without a proper font would be printed in whatever fontconfig picks, with holes for some letters."""
    from plans.documents.fonts import find_document_font
    from plans.exceptions import RenderFailed

    try:
        find_document_font()
    except RenderFailed as error:
        return [
            Warning(
                f"No font on this machine can print an official document: {error}",
                hint=(
                    "Install Tinos (Debian and Ubuntu: fonts-croscore) or Liberation Serif 2 (fonts-liberation2), "
                    "or Times New Roman with its Vietnamese letters."
                ),
                id="thangtreem.W004",
            )
        ]
    return []
