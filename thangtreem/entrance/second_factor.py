"""Turns allauth's pages of the second factor into this portal's: a code from a telephone, in Vietnamese."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's hooks: the words of what is wrong, and the name under which a telephone keeps the account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Không thêm được địa chỉ thư điện tử khi đang bật xác thực hai bước.",
        "cannot_delete_authenticator": "Không tắt được xác thực hai bước.",
        "cannot_generate_recovery_codes": "Bật xác thực hai bước trước, rồi mới tạo được mã dự phòng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn. Xem lại mã trên điện thoại; mã đổi mỗi 30 giây.",
        "unverified_email": "Chưa bật được xác thực hai bước vì địa chỉ thư điện tử chưa được xác nhận.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """A copy of the database alone must not be enough to make codes."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Locked with the secret key; former keys still open it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(sha256(f"second factor {key}".encode()).digest())) for key in keys]
    )


class _WithCode:
    """Says what the code is, asks for digits, and takes them with the spaces people copy along."""

    label = "Mã 6 chữ số trên điện thoại"
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.label
        field.error_messages["required"] = "Ghi mã trên điện thoại."
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
        field.clean = _without_spaces(field.clean)


def _without_spaces(clean: Any) -> Any:
    return lambda value: clean("".join(value.split()) if isinstance(value, str) else value)


class AuthenticateForm(_WithCode, base_forms.AuthenticateForm):  # type: ignore[misc]
    label = "Mã 6 chữ số trên điện thoại, hoặc một mã dự phòng"


class ReauthenticateForm(_WithCode, base_forms.ReauthenticateForm):  # type: ignore[misc]
    label = "Mã 6 chữ số trên điện thoại, hoặc một mã dự phòng"


class ActivateForm(_WithCode, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    pass
