"""People: accounts, what they do in which unit, and the posts whose holders sign."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from ..enums import MemberRole
from .unit import IssuingUnit


class User(AbstractUser):
    """A person with an account. Vietnamese names are one field: họ, tên đệm, tên."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=100)
    wants_mail = models.BooleanField("nhận thông báo qua thư điện tử", default=True)

    class Meta:
        verbose_name = "người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name in Vietnamese order."""
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, which is the last word."""
        return self.full_name.split(" ")[-1]


class Validity(models.Model):
    """From which day to which a thing holds; both ends count."""

    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Membership(Validity):
    """What a person does in a unit (vai trò); one row a role."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=16, choices=MemberRole.choices)
    post_name = models.CharField(
        "chức danh", max_length=120, blank=True, help_text="Chuyên viên Phòng Văn hóa - Xã hội"
    )

    class Meta:
        verbose_name = "vai trò trong đơn vị"
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "role"), name="membership_role_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.unit}"


class Post(models.Model):
    """Chức vụ of a unit that signs: CHỦ TỊCH, PHÓ CHỦ TỊCH, GIÁM ĐỐC …"""

    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="posts", verbose_name="đơn vị")
    title = models.CharField("chức vụ", max_length=100, help_text="Phó Chủ tịch")
    is_head = models.BooleanField("người đứng đầu", default=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        ordering = ("unit", "-is_head", "position", "id")
        verbose_name = "chức vụ"
        constraints = (
            models.UniqueConstraint(fields=("unit",), condition=Q(is_head=True), name="post_one_head_per_unit"),
            models.CheckConstraint(condition=~Q(title=""), name="post_has_title"),
        )

    def __str__(self) -> str:
        return self.title


class PostHolding(Validity):
    """Who holds a post from when to when; the signature block is made from it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings", verbose_name="chức vụ")
    person_name = models.CharField("họ và tên", max_length=100, help_text="không ghi học hàm, học vị")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="holdings")

    class Meta:
        ordering = ("post", "-valid_from", "id")
        verbose_name = "người giữ chức vụ"
        constraints = (
            models.CheckConstraint(condition=~Q(person_name=""), name="holding_has_name"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="holding_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_name}, {self.post}"
