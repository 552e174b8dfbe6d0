"""Who does the steps of a plan, by name and post: the person a step names, else whoever has its role today."""

from datetime import datetime, timedelta
from functools import cached_property

from ... import clock
from ...enums import MemberRole, SigningCapacity, StepKind
from ...models import Membership, Plan, Post, PostHolding
from ...rules.transitions import ROLE_OF_STEP
from .routes import members_of, role_words


class People:
    """The people of a plan's unit, read once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.unit = plan.issuing_unit
        self.members = members_of(self.unit, clock.today())

    @cached_property
    def signatory(self) -> PostHolding | None:
        """Whoever the plan is to be signed by."""
        return PostHolding.objects.filter(pk=self.plan.signatory_id or 0).select_related("post", "user").first()

    def with_role(self, kind: StepKind) -> list[Membership]:
        """The memberships that give the step's role."""
        return [row for row in self.members if row.role == ROLE_OF_STEP[kind]]

    def post(self, user_id: int) -> str:
        """What the person is in the unit: the post, else the role."""
        rows = [row for row in self.members if row.user_id == user_id]
        named = next((row.post_name for row in rows if row.post_name), "")
        return named or (rows[0].get_role_display() if rows else "")

    def names(self, kind: StepKind, name: str, user_id: int | None) -> tuple[str, str]:
        """Who does the step, and as what."""
        if kind == StepKind.SIGN and self.signatory is not None:
            holding = self.signatory
            return holding.person_name, f"{holding.post.title} {self.unit.short_name}{self._by_what_right()}"
        if name:
            return name, self.post(user_id) if user_id else ""
        able = {row.user_id: row for row in self.with_role(kind)}
        if kind == StepKind.CONSULT and self.plan.updated_by_id in able:
            able = {self.plan.updated_by_id: able[self.plan.updated_by_id]}
        if not able:
            return f"chưa ai có vai trò {MemberRole(ROLE_OF_STEP[kind]).label.lower()}", ""
        people = [row.user.full_name for row in able.values()]
        if len(people) == 1:
            return people[0], self.post(next(iter(able)))
        return " hoặc ".join(people[:3]), role_words(kind)

    def _by_what_right(self) -> str:
        capacity = SigningCapacity(self.plan.capacity)
        if capacity == SigningCapacity.FOR_SUPERIOR:
            head = Post.objects.filter(unit=self.unit, is_head=True).values_list("title", flat=True).first()
            return f" (ký thay {head or 'cấp trưởng'})"
        words = {
            SigningCapacity.BY_ORDER: " (ký thừa lệnh)",
            SigningCapacity.BY_MANDATE: " (ký thừa ủy quyền)",
            SigningCapacity.ACTING: " (quyền)",
        }
        return words.get(capacity, "")

    def who(self, kind: StepKind, name: str, user_id: int | None) -> str:
        """Who does the step, with the post, as one line."""
        who, post = self.names(kind, name, user_id)
        return f"{who}, {post}" if post else who[:1].upper() + who[1:]


def held_for(since: datetime | None) -> str:
    """How long somebody has had it: "25 phút", "2 giờ", "3 ngày"."""
    if since is None:
        return ""
    passed = max(clock.now() - since, timedelta())
    if passed >= timedelta(days=1):
        return f"{passed.days} ngày"
    minutes = int(passed.total_seconds() // 60)
    return f"{minutes // 60} giờ" if minutes >= 60 else f"{max(minutes, 1)} phút"
