"""Numbers, signed files, delivery and what happens to a plan after it was issued."""

from django.db import models
from django.db.models import F, Q

from ..content.numbering import document_number
from ..enums import CopyKind, DeliveryState, FileStage, LinkKind, SigningMeans
from .person import PostHolding, User
from .plan import Plan
from .unit import IssuingUnit
from .version import PlanVersion


class IssuingPractice(models.Model):
    """Nề nếp văn thư of a unit: what its head decides about numbers, signatures and publication."""

    unit = models.OneToOneField(IssuingUnit, models.CASCADE, related_name="practice", verbose_name="đơn vị")
    one_series_per_type = models.BooleanField("đánh số riêng theo từng loại văn bản", default=False)
    number_before_signature = models.BooleanField("cấp số trước khi lãnh đạo ký", default=False)
    needs_second_factor = models.BooleanField("người ký và văn thư phải xác thực hai bước", default=False)
    is_public = models.BooleanField("đăng kế hoạch đã ban hành thành trang công khai", default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "nề nếp văn thư"

    def __str__(self) -> str:
        return f"{self.unit}"


class NumberSeries(models.Model):
    """Dãy số of a unit and a year: locked while a number is taken. `code` is "" for the common series, else the type's
    abbreviation (KH, CV …) or SY, SL, TrS for copies. `last_number` may start above 0 when a register on paper exists.
    """

    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("dãy", max_length=10, blank=True)
    last_number = models.PositiveIntegerField("số cuối", default=0)
    first_number = models.PositiveIntegerField("số đầu trên cổng", default=1)

    class Meta:
        verbose_name = "dãy số"
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "code"), name="number_series_once"),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="number_series_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}, {self.code or 'chung'}"


class RegisterEntry(models.Model):
    """Dòng của sổ đăng ký văn bản đi (Nghị định 30/2020/NĐ-CP, Phụ lục IV). Never deleted: a void number keeps its
    reason. `plan` is empty for a document that was written outside the portal and only numbered here."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=40)
    issued_on = models.DateField("ngày tháng")
    document_type = models.CharField("tên loại", max_length=40)
    abstract = models.CharField("trích yếu", max_length=500)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    archive_holder = models.CharField("đơn vị, người nhận bản lưu", max_length=120, blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True, blank=True)
    dispatched_on = models.DateField("ngày chuyển", null=True, blank=True)
    receipt = models.CharField("ký nhận", max_length=120, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="register_entries")
    backdated_reason = models.CharField("lý do lùi ngày", max_length=300, blank=True)
    taken_at = models.DateTimeField("cấp lúc")
    taken_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    taken_by_name = models.CharField(max_length=120)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by_name = models.CharField(max_length=120, blank=True)
    void_reason = models.CharField("lý do bỏ số", max_length=300, blank=True)

    class Meta:
        ordering = ("series", "number")
        verbose_name = "dòng sổ văn bản đi"
        constraints = (
            models.UniqueConstraint(fields=("series", "number"), name="register_number_once"),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(plan__isnull=False, voided_at=None), name="register_one_number_per_plan"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_number_from_one"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="register_void_has_reason"),
        )

    def __str__(self) -> str:
        return self.document_number

    @property
    def document_number(self) -> str:
        """Số, ký hiệu as it is printed: "05/KH-UBND"."""
        return document_number(self.number, self.symbol)

    @property
    def is_void(self) -> bool:
        """Whether the number was given up; its line stays."""
        return self.voided_at is not None


class SigningFile(models.Model):
    """A state of the very file that is being signed, each made from the one before by adding to its end.

    The first is the version's own PDF (`PlanVersion.pdf`), which is not repeated here. `signers` tells who signed, as
    `signing.verifying` read it. A scan of the signed paper is kept beside (stage SCAN), in whatever type it came.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="signing_files")
    stage = models.CharField("bước", max_length=8, choices=FileStage.choices)
    means = models.CharField("cách ký", max_length=8, choices=SigningMeans.choices, blank=True)
    content = models.BinaryField("tệp")
    media_type = models.CharField(max_length=60, default="application/pdf")
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    signers = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("version", "id")
        verbose_name = "tệp ký"
        constraints = (
            models.UniqueConstraint(fields=("version", "stage"), name="signing_file_stage_once"),
            models.CheckConstraint(condition=~Q(sha256=""), name="signing_file_has_sha256"),
        )

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.version}"


class VisibleMark(models.Model):
    """Hình chữ ký of a person (blue) or hình dấu of a unit (red): a transparent PNG that is shown over a signature."""

    user = models.OneToOneField(User, models.CASCADE, null=True, blank=True, related_name="signature_image")
    unit = models.OneToOneField(IssuingUnit, models.CASCADE, null=True, blank=True, related_name="seal_image")
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "hình chữ ký, hình dấu"
        constraints = (
            models.CheckConstraint(
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None), name="mark_of_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user or self.unit}"


class PluginSession(models.Model):
    """A signing session of the VGCA plug-in (domain.md §2.3): what its callback may hand in, once, until it expires."""

    token_hash = models.CharField(max_length=64, unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=8, choices=FileStage.choices)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "phiên ký bằng tiện ích VGCA"

    def __str__(self) -> str:
        return f"{self.plan_id}, {self.stage}"


class Issuance(models.Model):
    """Lần ban hành: the code by which anybody finds the plan, and whether it has a public page.

    `code` is the first 12 hexadecimal digits of the sha256 of the PDF that was approved (mã đối chiếu), the same that
    stood beside it at approval and on the signing screen.
    """

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="issuance")
    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="issuance")
    code = models.CharField("mã đối chiếu", max_length=12, unique=True)
    approved_sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField("có trang công khai", default=False)
    is_paper = models.BooleanField("ký trên giấy", default=False)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    issued_by_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = "lần ban hành"

    def __str__(self) -> str:
        return self.code


class Delivery(models.Model):
    """Gửi đến một nơi nhận: a unit of the portal, whose opening is recorded, or an e-mail address.

    `sent_at` is when it arrived in the portal or was handed to the mail server, which has not answered yet while the
    state is SENDING.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="deliveries")
    name = models.CharField("nơi nhận", max_length=200)
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, null=True, blank=True, related_name="deliveries")
    email = models.EmailField("thư điện tử", blank=True)
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by_name = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("plan", "id")
        verbose_name = "lần gửi"
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "unit"), condition=Q(unit__isnull=False), name="delivery_unit_once"
            ),
            models.UniqueConstraint(fields=("plan", "email"), condition=~Q(email=""), name="delivery_email_once"),
        )
        indexes = (models.Index(fields=("unit", "state")),)

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"


class PlanLink(models.Model):
    """Quan hệ văn bản: the newer document replaces, amends or corrects the older one; neither text changes."""

    newer = models.ForeignKey(Plan, models.CASCADE, related_name="links_back")
    older = models.ForeignKey(Plan, models.PROTECT, related_name="links_forward")
    kind = models.CharField("quan hệ", max_length=10, choices=LinkKind.choices)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "quan hệ văn bản"
        constraints = (
            models.UniqueConstraint(fields=("newer", "older"), name="plan_link_once"),
            models.CheckConstraint(condition=~Q(newer=F("older")), name="plan_link_not_itself"),
        )

    def __str__(self) -> str:
        return f"{self.newer_id} {self.kind} {self.older_id}"


class Withdrawal(models.Model):
    """Thu hồi: by whom, why and by which document; the plan itself stays as it was issued."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="withdrawal")
    reason = models.CharField("lý do", max_length=500)
    basis = models.CharField("văn bản thu hồi", max_length=300, blank=True)
    withdrawn_on = models.DateField("thu hồi ngày")
    withdrawn_at = models.DateTimeField()
    withdrawn_by_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = "thu hồi"
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),)

    def __str__(self) -> str:
        return self.reason[:60]


class CertifiedCopy(models.Model):
    """Sao y, sao lục, trích sao of an issued plan by a unit that has it: with its own number, day and signer."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="certified_copies")
    entry = models.OneToOneField(RegisterEntry, models.PROTECT, related_name="certified_copy")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="+")
    kind = models.CharField("hình thức sao", max_length=4, choices=CopyKind.choices)
    item_keys = models.JSONField(default=list)
    signatory = models.ForeignKey(PostHolding, models.SET_NULL, null=True, related_name="+")
    recipients = models.TextField("nơi nhận", blank=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    is_signed = models.BooleanField("đã ký số của cơ quan", default=False)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = "bản sao"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.entry}"
