"""How people come in and are told: invitations, written mandates, notices."""

from django.db import models
from django.db.models import F, Q

from ..enums import MailState, MemberRole
from .person import Post, PostHolding, User, Validity
from .plan import Plan
from .unit import IssuingUnit


class Invitation(models.Model):
    """Lời mời vào đơn vị: a link that works once until it expires; only the hash of its secret is kept."""

    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="invitations")
    email = models.EmailField("thư điện tử công vụ")
    full_name = models.CharField("họ và tên", max_length=100)
    post_name = models.CharField("chức danh", max_length=120, blank=True)
    roles = models.JSONField("vai trò", default=list)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="chức vụ ký")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = "lời mời"

    def __str__(self) -> str:
        return f"{self.full_name}, {self.unit}"

    @property
    def role_labels(self) -> str:
        """The roles in words."""
        return ", ".join(MemberRole(role).label for role in self.roles)


class Mandate(Validity):
    """Văn bản ủy quyền: the head's written mandate by which somebody signs TUQ., within its days and its subject
    (Nghị định 30/2020/NĐ-CP, Điều 13)."""

    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="mandates")
    holding = models.ForeignKey(
        PostHolding, models.CASCADE, related_name="mandates", verbose_name="người được ủy quyền"
    )
    document_number = models.CharField("số, ký hiệu văn bản ủy quyền", max_length=60)
    issued_on = models.DateField("ngày văn bản ủy quyền")
    subject = models.CharField("nội dung được ủy quyền", max_length=300)

    class Meta:
        ordering = ("-issued_on", "-id")
        verbose_name = "văn bản ủy quyền"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False, valid_until__isnull=False) & Q(valid_until__gte=F("valid_from")),
                name="mandate_has_its_days",
            ),
            models.CheckConstraint(condition=~Q(document_number="") & ~Q(subject=""), name="mandate_is_written"),
        )

    def __str__(self) -> str:
        return f"{self.document_number}: {self.holding}"


class Notice(models.Model):
    """Thông báo: one sentence for one person, with the page it is about; sent by e-mail as well, when there is one."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    unit = models.ForeignKey(IssuingUnit, models.CASCADE, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="notices")
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=MailState.choices, default=MailState.NONE)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = "thông báo"
        indexes = (models.Index(fields=("user", "read_at")), models.Index(fields=("mail", "created_at")))

    def __str__(self) -> str:
        return self.text
