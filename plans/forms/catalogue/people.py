"""Forms of posts, their holders, and the roles of people in a unit."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ...enums import MemberRole
from ...models import User
from ...queries.catalogues import account_called
from ...rules.actor import Actor
from ..fields import CleanCharField, CountField, VietnameseDateField
from .base import CatalogueForm


class PostForm(CatalogueForm):
    """A post that signs."""

    groups = (("Chức vụ", ("title", "is_head", "position")),)

    title = CleanCharField(label="Tên chức vụ", max_length=100, help_text="ví dụ: Chủ tịch, Phó Chủ tịch, Giám đốc")
    is_head = forms.BooleanField(
        label="Chức vụ đứng đầu đơn vị", required=False, help_text="cấp phó ký thay (KT.) chức vụ này"
    )
    position = CountField(label="Thứ tự trong danh sách", required=False)

    def clean_position(self) -> int:
        """Nothing counts as first."""
        return int(self.cleaned_data["position"] or 0)


class _WithAccount(CatalogueForm):
    """A form that names an account by its log-in name."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_username(self) -> User | None:
        """The account, if there is one of that name."""
        username: str = self.cleaned_data["username"]
        if not username:
            return None
        user = account_called(self.actor, username)
        if user is None:
            raise ValidationError(f"Không có tài khoản “{username[:60]}” đang dùng; kiểm tra lại tên đăng nhập.")
        return user


class HoldingForm(_WithAccount):
    """Who holds a post from when to when."""

    groups = (("Người giữ chức vụ", ("person_name", ("valid_from", "valid_until"), "username")),)

    person_name = CleanCharField(label="Họ và tên", max_length=100, help_text="không ghi học hàm, học vị, quân hàm")
    valid_from = VietnameseDateField(label="Từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False)
    username = CleanCharField(
        label="Tên đăng nhập", max_length=150, required=False, help_text="nếu người này có tài khoản trong cổng"
    )

    def values(self) -> dict[str, Any]:
        """The arguments of the service."""
        values = {name: self.cleaned_data[name] for name in ("person_name", "valid_from", "valid_until")}
        return values | {"user": self.cleaned_data["username"]}


class MembershipForm(_WithAccount):
    """A role given to an existing account."""

    groups = (("Vai trò", ("username", ("role", "post_name"), ("valid_from", "valid_until"))),)

    username = CleanCharField(
        label="Tên đăng nhập", max_length=150, help_text="của tài khoản đã có; hỏi người đó nếu chưa biết"
    )
    role = forms.ChoiceField(label="Vai trò", choices=MemberRole.choices)
    post_name = CleanCharField(
        label="Chức danh", max_length=120, required=False, help_text="ví dụ: Chuyên viên Phòng Văn hóa - Xã hội"
    )
    valid_from = VietnameseDateField(label="Từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False)

    def values(self) -> dict[str, Any]:
        """The arguments of the service."""
        names = ("role", "post_name", "valid_from", "valid_until")
        return {name: self.cleaned_data[name] for name in names} | {"user": self.cleaned_data["username"]}


class EndMembershipForm(CatalogueForm):
    """The last day of a role."""

    groups = (("Kết thúc vai trò", ("last_day",)),)

    last_day = VietnameseDateField(label="Làm đến hết ngày")
