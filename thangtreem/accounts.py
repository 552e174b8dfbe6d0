"""Turns allauth's log-in and password pages into this portal's: nobody signs up, and every sentence is Vietnamese.

allauth ships no Vietnamese catalogue, so the labels and messages that a person can meet are written here.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import resolve_url

logger = logging.getLogger(__name__)

# What allauth says after something worked, by the template it would have taken; None says nothing.
_MESSAGES = {
    "account/messages/logged_in.txt": None,
    "account/messages/logged_out.txt": "Đồng chí đã đăng xuất.",
    "account/messages/password_changed.txt": "Đã đổi mật khẩu.",
    "account/messages/password_set.txt": "Đã đặt mật khẩu.",
    "mfa/messages/totp_activated.txt": "Đã bật xác thực hai bước.",
    "mfa/messages/totp_deactivated.txt": "Đã tắt xác thực hai bước.",
    "mfa/messages/recovery_codes_generated.txt": "Đã tạo mã dự phòng; từ nay chỉ các mã này dùng được.",
    "socialaccount/messages/account_connected.txt": "Đã nối tài khoản công vụ với tài khoản trong cổng.",
}
_METHODS = {"reauthenticate": "Dùng mật khẩu", "mfa_reauthenticate": "Dùng mã trên điện thoại"}
_WRONG_LOGIN = "Tên đăng nhập hoặc mật khẩu không đúng. Đề nghị kiểm tra lại, chú ý phím Caps Lock và bộ gõ tiếng Việt."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's hooks: accounts are made by an administrator, messages are ours."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã ngừng sử dụng. Đề nghị liên hệ quản trị hệ thống của đơn vị.",
        "email_password_mismatch": _WRONG_LOGIN,
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_login": _WRONG_LOGIN,
        "invalid_password_reset": "Liên kết đặt lại mật khẩu không đúng hoặc đã hết hạn. Đề nghị yêu cầu liên kết mới.",
        "rate_limited": "Thao tác quá nhanh. Đề nghị chờ một phút rồi thử lại.",
        "too_many_login_attempts": "Đăng nhập sai quá nhiều lần. Đề nghị chờ năm phút rồi thử lại.",
        "unknown_email": "Không có tài khoản nào dùng địa chỉ thư điện tử này.",
        "username_password_mismatch": _WRONG_LOGIN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("/")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The people of the demonstration have no password they could be asked for again."""
        return not settings.DEMO and bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": _METHODS[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down is no error of the person's: the page says what to do when no letter comes."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.warning("a letter of %s was not sent: %s", template_prefix, type(error).__name__)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message_template is not None:
            message = _MESSAGES.get(message_template)
        super().add_message(request, level, extra_tags=extra_tags, message=message)


class _Worded:
    """Puts our labels on an allauth form, drops its placeholders and says in Vietnamese that two passwords differ."""

    labels: dict[str, str] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second is None and "password2" in self.errors:  # type: ignore[attr-defined]
            self.errors["password2"] = self.error_class(  # type: ignore[attr-defined]
                ["Hai lần nhập mật khẩu mới chưa giống nhau."]
                if self.data.get(self.add_prefix("password2"))  # type: ignore[attr-defined]
                else ["Đề nghị nhập lại mật khẩu mới."]
            )
        return cleaned


class LoginForm(_Worded, allauth_forms.LoginForm):  # type: ignore[misc]
    labels = {"login": "Tên đăng nhập", "password": "Mật khẩu", "remember": "Duy trì đăng nhập trên máy này"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page has its own link to a forgotten password


class ChangePasswordForm(_Worded, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": "Mật khẩu hiện tại",
        "password1": "Mật khẩu mới",
        "password2": "Nhập lại mật khẩu mới",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(_Worded, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": "Mật khẩu mới", "password2": "Nhập lại mật khẩu mới"}


class ResetPasswordForm(_Worded, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": "Thư điện tử công vụ"}


class ResetPasswordKeyForm(_Worded, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": "Mật khẩu mới", "password2": "Nhập lại mật khẩu mới"}


class ReauthenticateForm(_Worded, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": "Mật khẩu"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
