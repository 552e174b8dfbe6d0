"""Django's password rules with Vietnamese sentences, which its own catalogue lacks."""

from __future__ import annotations

from django.contrib.auth import password_validation as django_rules


class NotLikeTheUser(django_rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu quá giống họ tên, tên đăng nhập hoặc thư điện tử của đồng chí."

    def get_help_text(self) -> str:
        return "Không giống họ tên, tên đăng nhập hay thư điện tử."


class LongEnough(django_rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự."

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự."


class NotCommon(django_rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu này quá phổ biến, dễ bị đoán ra."

    def get_help_text(self) -> str:
        return "Không phải mật khẩu phổ biến."


class NotOnlyDigits(django_rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu không được chỉ gồm chữ số."

    def get_help_text(self) -> str:
        return "Không chỉ gồm chữ số."
