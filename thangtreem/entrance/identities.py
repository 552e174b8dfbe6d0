"""Turns a log-in at the identity provider into a log-in here: only for accounts that exist, by verified e-mail."""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import redirect

logger = logging.getLogger(__name__)

_NOBODY = (
    "Chưa có tài khoản nào trong cổng dùng địa chỉ thư điện tử này. Nhờ người quản trị của đơn vị gửi lời mời trước."
)
_UNVERIFIED = "Nơi cấp tài khoản chưa xác nhận địa chỉ thư điện tử nên không vào được bằng cách này."
_SEVERAL = "Có hơn một tài khoản dùng địa chỉ thư điện tử này; đăng nhập bằng mật khẩu và báo quản trị hệ thống."
_FAILED = "Chưa đăng nhập được bằng cách này. Thử lại, hoặc dùng tên đăng nhập và mật khẩu."


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth's hooks: nobody signs up through the provider; the first log-in ties its identity to the account.

    The address must be one that the provider says it has verified, and exactly one active account must have it:
    whoever could choose an address freely could otherwise come in as somebody else.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        if not verified:
            self._refuse(request, _UNVERIFIED)
        people = get_user_model().objects.filter(email__iexact=verified[0], is_active=True)[:2]
        if len(people) != 1:
            self._refuse(request, _SEVERAL if people else _NOBODY)
        sociallogin.connect(request, people[0])

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        logger.warning("the identity provider refused or failed: %s", type(exception).__name__ if exception else error)
        self._refuse(request, _FAILED)

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Only what the settings name: a provider is not something to add in the operator's admin."""
        from allauth.socialaccount.adapter import _build_apps_from_settings

        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def _refuse(self, request: HttpRequest, sentence: str) -> None:
        messages.error(request, sentence)
        raise ImmediateHttpResponse(redirect("account_login"))
