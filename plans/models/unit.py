"""Issuing units (cơ quan ban hành): a tree with levels as data, opening and closing dates and successors."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node

from ..content.vietnamese import capitalised, upper
from ..enums import SigningRegime


class UnitLevel(models.Model):
    """Cấp: trung ương, tỉnh, sở, xã, phòng, trường, đoàn thể, thôn … kept as data, because the law changes them."""

    code = models.SlugField("mã", unique=True, max_length=30)
    name = models.CharField("tên cấp", max_length=100)
    rank = models.PositiveSmallIntegerField("thứ tự", help_text="0 là trung ương, số lớn hơn là cấp dưới")
    is_territory = models.BooleanField("có địa bàn", default=False)
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        ordering = ("rank", "code")
        verbose_name = "cấp"

    def __str__(self) -> str:
        return self.name


class IssuingUnit(MP_Node):
    """Đơn vị, cơ quan ban hành. Known by its administrative code and validity dates, never by its name alone."""

    steplen = 4
    node_order_by = ()

    level = models.ForeignKey(UnitLevel, models.PROTECT, related_name="units", verbose_name="cấp")
    code = models.CharField("mã đơn vị", max_length=40, help_text="mã hành chính, hoặc mã cấp trên và tên viết tắt")
    name = models.CharField("tên đầy đủ", max_length=200, help_text="Ủy ban nhân dân phường Đức Xuân")
    short_name = models.CharField("tên ngắn", max_length=120, help_text="UBND phường Đức Xuân")
    territory = models.CharField("địa bàn", max_length=120, blank=True, help_text="phường Đức Xuân")
    noun = models.CharField("loại", max_length=30, blank=True, help_text="tỉnh, thành phố, xã, phường, đặc khu, sở")
    place = models.CharField(
        "địa danh", max_length=80, blank=True, help_text="in trước ngày tháng; để trống thì theo cấp trên"
    )
    place_keeps_noun = models.BooleanField(
        "địa danh giữ cả loại", default=False, help_text="tên người, số, sự kiện: “Phường Nguyễn Nghiêm”"
    )
    header_break = models.CharField(
        "ngắt dòng tên khi in", max_length=200, blank=True, help_text="chỗ xuống dòng ghi bằng dấu |"
    )
    shows_superior = models.BooleanField("in tên cơ quan cấp trên", default=False)
    symbol = models.CharField("chữ viết tắt", max_length=20, blank=True, help_text="UBND, SYT")
    regime = models.CharField(
        "chế độ ký", max_length=12, choices=SigningRegime.choices, default=SigningRegime.COLLECTIVE
    )
    regime_since = models.DateField("chế độ ký từ ngày", null=True, blank=True)
    drafting_office = models.CharField(
        "đơn vị soạn thảo", max_length=120, blank=True, help_text="Phòng Văn hóa - Xã hội"
    )
    archive_note = models.CharField("lưu", max_length=60, default="VT", help_text="VT, VHXH")
    collects_from = models.TextField(
        "nơi gửi báo cáo về", blank=True, help_text="mỗi dòng một loại: Các trường học trên địa bàn phường"
    )
    helps_superior = models.BooleanField(
        "giúp cấp trên theo dõi",
        default=False,
        help_text="Sở Y tế giúp UBND tỉnh: thấy kế hoạch đã ban hành của các xã",
    )
    email = models.EmailField("thư điện tử nhận văn bản", blank=True)
    opened_on = models.DateField("thành lập ngày", default=date(1945, 9, 2))
    closed_on = models.DateField("hoạt động đến hết ngày", null=True, blank=True)
    closing_basis = models.CharField("văn bản sắp xếp", max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "đơn vị"
        constraints = (
            models.UniqueConstraint(fields=("code", "opened_on"), name="unit_code_once_a_day"),
            models.UniqueConstraint(fields=("code",), condition=Q(closed_on=None), name="unit_one_open_per_code"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="unit_closes_after_opening"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="unit_has_name_and_code"),
        )
        indexes = (models.Index(fields=("level", "closed_on")),)

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_closed(self) -> bool:
        """Whether the unit has been dissolved or merged; "today or later" closings are for the caller's clock."""
        return self.closed_on is not None

    def is_open_on(self, day: date) -> bool:
        """Whether the unit existed on that day."""
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)

    @property
    def printed_place(self) -> str:
        """Địa danh as printed: with the noun in capitals where the unit is named after a person, number or event."""
        return f"{capitalised(self.noun)} {self.place}" if self.place_keeps_noun and self.noun else self.place

    @property
    def header_lines(self) -> tuple[str, ...]:
        """The unit's own lines in the document's header, in capitals."""
        return tuple(upper(line.strip()) for line in (self.header_break or self.name).split("|") if line.strip())

    @property
    def collectors(self) -> tuple[str, ...]:
        """The printed names of those who report to the unit."""
        return tuple(line.strip() for line in self.collects_from.splitlines() if line.strip())


class UnitSuccession(models.Model):
    """Đơn vị kế thừa: which unit took over from a closed one; many to many, because units are merged and divided."""

    closed_unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="predecessions")
    effective_on = models.DateField("từ ngày", null=True, blank=True)
    basis = models.CharField("theo văn bản", max_length=200, blank=True)

    class Meta:
        verbose_name = "đơn vị kế thừa"
        constraints = (
            models.UniqueConstraint(fields=("closed_unit", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(closed_unit=F("successor")), name="succession_not_itself"),
        )

    def __str__(self) -> str:
        return f"{self.closed_unit} → {self.successor}"


class RecipientPreset(models.Model):
    """Nơi nhận mẫu: a line the unit usually prints, in its order."""

    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="recipient_presets")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField("nơi nhận", max_length=200)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "nơi nhận mẫu"

    def __str__(self) -> str:
        return self.text
