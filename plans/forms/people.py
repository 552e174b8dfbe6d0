"""Forms about people: the wish for mail, invitations, coming in, roles, handing over, mandates."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ..enums import MemberRole
from ..models import Post, PostHolding, User
from .catalogue.base import CatalogueForm
from .fields import CleanCharField, CleanTextField, VietnameseDateField

#: What each role does, for who gives it.
DOES = {
    MemberRole.DRAFTER: "soạn, trình kế hoạch; làm báo cáo",
    MemberRole.CHECKER: "kiểm tra nội dung hoặc thể thức",
    MemberRole.APPROVER: "đọc, ký hoặc trả lại",
    MemberRole.CLERK: "cấp số, đóng dấu, ban hành",
    MemberRole.SUPERVISOR: "theo dõi các đơn vị cấp dưới",
    MemberRole.ADMINISTRATOR: "mời người, giao vai trò, sửa thông tin đơn vị",
}
_EMAIL = {
    "required": "Ghi thư điện tử công vụ.",
    "invalid": "Ghi đúng dạng địa chỉ thư điện tử, ví dụ hoa.nt@example.vn.",
}
_CHOOSE = {"required": "Chọn một người.", "invalid_choice": "Người này không còn trong danh sách; chọn lại."}


class MailWishForm(forms.Form):
    """Whether notices come by e-mail as well."""

    wants_mail = forms.BooleanField(label="Gửi thông báo cả qua thư điện tử", required=False)


class InvitationForm(CatalogueForm):
    """Whom a unit invites, to do what, from when to when."""

    groups = (
        ("Người được mời", ("full_name", "email", "post_name")),
        ("Vai trò trong đơn vị", tuple(role.value for role in MemberRole)),
        ("Chức vụ ký và thời gian", ("post", ("valid_from", "valid_until"))),
    )

    full_name = CleanCharField(label="Họ và tên", max_length=100, help_text="không ghi học hàm, học vị")
    email = forms.EmailField(label="Thư điện tử công vụ", max_length=254, error_messages=_EMAIL)
    post_name = CleanCharField(
        label="Chức danh", max_length=120, required=False, help_text="ví dụ: Chuyên viên Phòng Văn hóa - Xã hội"
    )
    post = forms.ModelChoiceField(
        label="Giữ chức vụ ký văn bản",
        queryset=Post.objects.none(),
        required=False,
        empty_label="không giữ chức vụ ký",
        help_text="chữ ký của kế hoạch được dựng từ chức vụ này",
    )
    valid_from = VietnameseDateField(label="Từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("post").queryset = posts
        for role in MemberRole:
            self.fields[role.value] = forms.BooleanField(label=role.label, required=False, help_text=DOES[role])

    def roles(self) -> tuple[str, ...]:
        """The roles that were ticked, in their order."""
        return tuple(role.value for role in MemberRole if self.cleaned_data[role.value])


class JoinForm(CatalogueForm):
    """The account of somebody who was invited and has none."""

    groups = (("Tài khoản mới", ("username", "password", "again")),)

    username = CleanCharField(
        label="Tên đăng nhập", max_length=60, help_text="chữ không dấu, chữ số, dấu chấm; ví dụ hoa.nt"
    )
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="ít nhất 10 ký tự",
        error_messages={"required": "Ghi mật khẩu."},
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Nhập lại mật khẩu."},
    )

    def __init__(self, *args: Any, full_name: str, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = User(full_name=full_name, email=email)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}

    def clean_username(self) -> str:
        """Only letters that can be typed on any machine."""
        username: str = self.cleaned_data["username"].lower()
        if not (username.isascii() and username.replace(".", "").replace("-", "").replace("_", "").isalnum()):
            raise ValidationError("Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.")
        return username

    def clean(self) -> dict[str, Any]:
        """The password keeps the portal's rules and was typed twice alike."""
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("again") and password != cleaned["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu chưa giống nhau.")
        if password:
            self.person.username = cleaned.get("username", "")
            try:
                validate_password(password, self.person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class RoleForm(CatalogueForm):
    """The days of a role and the name under which its holder works."""

    groups = (("Vai trò", ("post_name", ("valid_from", "valid_until"))),)

    post_name = CleanCharField(label="Chức danh", max_length=120, required=False)
    valid_from = VietnameseDateField(label="Từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False, help_text="để trống nếu chưa biết")


class HandoverForm(CatalogueForm):
    """To whom the open work of somebody who leaves goes, when and why."""

    groups = (("Bàn giao", ("successor", "last_day", "reason", "gives_roles")),)

    successor = forms.ModelChoiceField(
        label="Người nhận bàn giao",
        queryset=User.objects.none(),
        empty_label="chọn một người của đơn vị",
        error_messages=_CHOOSE,
    )
    last_day = VietnameseDateField(label="Người bàn giao làm đến hết ngày")
    reason = CleanCharField(
        label="Lý do", max_length=300, help_text="ví dụ: chuyển công tác theo Quyết định số 45/QĐ-UBND ngày 10/5/2026"
    )
    gives_roles = forms.BooleanField(
        label="Giao thêm cho người nhận các vai trò còn thiếu",
        required=False,
        initial=True,
        help_text="chức vụ ký không chuyển theo; người giữ chức vụ mới được ghi riêng",
    )

    def __init__(self, *args: Any, successors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("successor").queryset = successors


class MandateForm(CatalogueForm):
    """A written mandate as it is cited."""

    groups = (
        ("Văn bản ủy quyền", (("document_number", "issued_on"), "subject")),
        ("Người được ủy quyền", ("holding", ("valid_from", "valid_until"))),
    )

    document_number = CleanCharField(label="Số, ký hiệu", max_length=60, help_text="ví dụ: 12/UBND-UQ")
    issued_on = VietnameseDateField(label="Ngày văn bản")
    subject = CleanTextField(
        label="Nội dung được ủy quyền", max_length=300, rows=2, help_text="ví dụ: ký các kế hoạch về công tác trẻ em"
    )
    holding = forms.ModelChoiceField(
        label="Người được ủy quyền",
        queryset=PostHolding.objects.none(),
        empty_label="chọn một người giữ chức vụ",
        error_messages=_CHOOSE,
    )
    valid_from = VietnameseDateField(label="Từ ngày")
    valid_until = VietnameseDateField(label="Đến hết ngày", help_text="ủy quyền luôn có thời hạn")

    def __init__(self, *args: Any, holdings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("holding").queryset = holdings

    def values(self) -> dict[str, date | str | PostHolding]:
        """The arguments of the service."""
        return dict(self.cleaned_data)
