"""The way of a plan from draft to issued: a unit's steps, a plan's steps, opinions, remarks, and who has read what."""

from django.db import models
from django.db.models import F, Q

from ..enums import OpinionStance, RemarkState, StepKind, StepState
from .person import User
from .plan import Plan
from .unit import IssuingUnit
from .version import PlanVersion


class RouteStep(models.Model):
    """Bước trong đường đi của đơn vị: which steps the unit's plans take. Their order is that of `StepKind`, not data.

    `person` usually does the step; empty: whoever has the role. `days` is the time limit of an opinion, `asked` who is
    usually asked for one, a name a line.
    """

    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="route_steps", verbose_name="đơn vị")
    kind = models.CharField("bước", max_length=16, choices=StepKind.choices)
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người làm")
    days = models.PositiveSmallIntegerField("thời hạn (ngày)", null=True, blank=True)
    asked = models.TextField("thường hỏi ý kiến", blank=True)

    class Meta:
        verbose_name = "bước trong đường đi"
        constraints = (models.UniqueConstraint(fields=("unit", "kind"), name="route_step_once_per_unit"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.unit}"


class PlanStep(models.Model):
    """Bước của một kế hoạch: one row for each step of each round (lần trình); kept for good, returned ones too.

    `version` is the text the step was done on. `person` names who must do it; empty: whoever has the step's role.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("lần trình", default=1)
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("bước", max_length=16, choices=StepKind.choices)
    state = models.CharField("tình trạng", max_length=8, choices=StepState.choices, default=StepState.WAITING)
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="steps")
    started_at = models.DateTimeField("từ lúc", null=True, blank=True)
    due_at = models.DateTimeField("hạn", null=True, blank=True)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    done_by_name = models.CharField("người làm", max_length=120, blank=True)
    done_by_post = models.CharField("chức danh", max_length=160, blank=True)
    said = models.TextField("ý kiến, lý do", blank=True)

    class Meta:
        ordering = ("round", "position", "id")
        verbose_name = "bước"
        constraints = (
            models.UniqueConstraint(fields=("plan", "round", "position"), name="plan_step_place_once"),
            models.UniqueConstraint(fields=("plan",), condition=Q(state="current"), name="plan_step_one_current"),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "returned")) | Q(done_at__isnull=False),
                name="plan_step_done_has_moment",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(said=""), name="plan_step_returned_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, lần {self.round}"


class Opinion(models.Model):
    """Ý kiến of a unit or a person who was asked in the step xin ý kiến, with what was done about it.

    Whoever has no account answers by paper or telephone: then `given_by` typed it for them and `source` says from what.
    """

    step = models.ForeignKey(PlanStep, models.CASCADE, related_name="opinions")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="opinions")
    name = models.CharField("đơn vị, người được hỏi", max_length=200)
    stance = models.CharField("ý kiến", max_length=8, choices=OpinionStance.choices, default=OpinionStance.PENDING)
    text = models.TextField("nội dung", blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    given_by_name = models.CharField(max_length=120, blank=True)
    answer = models.TextField("tiếp thu, giải trình", blank=True)
    is_adopted = models.BooleanField("đã tiếp thu", null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("step", "id")
        verbose_name = "ý kiến"
        constraints = (
            models.UniqueConstraint(fields=("step", "name"), name="opinion_once_per_step"),
            models.CheckConstraint(
                condition=Q(stance="pending") | Q(given_at__isnull=False), name="opinion_given_has_moment"
            ),
            models.CheckConstraint(condition=~Q(stance="comments") | ~Q(text=""), name="opinion_comments_has_text"),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.get_stance_display()}"


class Remark(models.Model):
    """Góp ý beside a passage, or on the whole (`item_key` empty); with a wording to take over, if one is proposed.

    `suggestion` would replace the whole text of the item, which was `base_text` when it was proposed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks")
    item_key = models.CharField(max_length=24, blank=True)
    version = models.ForeignKey(PlanVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    quote = models.CharField("chỗ được góp ý", max_length=300, blank=True)
    text = models.TextField("góp ý", blank=True)
    suggestion = models.TextField("câu đề nghị", blank=True)
    base_text = models.TextField(blank=True)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    author_post = models.CharField(max_length=160, blank=True)
    unit = models.ForeignKey(IssuingUnit, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RemarkState.choices, default=RemarkState.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    closing_note = models.CharField("trả lời", max_length=500, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        verbose_name = "góp ý"
        constraints = (
            models.CheckConstraint(condition=~Q(text="") | ~Q(suggestion=""), name="remark_says_something"),
            models.CheckConstraint(condition=Q(reply_to=None) | ~Q(reply_to=F("id")), name="remark_not_to_itself"),
            models.CheckConstraint(condition=Q(state="open") | Q(closed_at__isnull=False), name="remark_closed_when"),
        )
        indexes = (models.Index(fields=("plan", "state")),)

    def __str__(self) -> str:
        return self.text[:60] or self.suggestion[:60]


class PlanReading(models.Model):
    """Đã xem: which version of a plan a person saw last, so that a review can show only what changed since."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    version = models.ForeignKey(PlanVersion, models.SET_NULL, null=True, related_name="+")
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "lần xem"
        constraints = (models.UniqueConstraint(fields=("plan", "user"), name="plan_reading_once"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.plan_id}"
