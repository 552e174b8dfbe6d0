"""What the screen Đường đi is told: a step, an opinion, an earlier round, whose the plan is now."""

from dataclasses import dataclass
from datetime import datetime

from ...enums import OpinionStance, StepState
from ...models import Opinion, PlanStep
from ...rules.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Once sent back: when, by whom, why, and what came after."""

    at: datetime | None
    by: str
    said: str
    again_at: datetime | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """What somebody who was asked said, and what was done about it."""

    opinion: Opinion
    is_silent: bool
    is_mine: bool = False

    @property
    def look(self) -> tuple[str, str]:
        """The drawing and its tone."""
        if self.opinion.stance == OpinionStance.AGREES:
            return "check", "ok"
        if self.opinion.stance == OpinionStance.COMMENTS:
            return "chat", "wait-ink"
        return "clock", "warn-ink"

    @property
    def source(self) -> str:
        """Where an opinion that was written down for somebody came from, as it reads within a sentence: "Điện thoại
        của bà Hà" begins small; a name or an abbreviation that somebody typed first keeps its capital."""
        words = self.opinion.source
        first, _, rest = words.partition(" ")
        is_name = rest[:1].isupper() or first[1:].lower() != first[1:]
        return words if is_name else words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLine:
    """A step as the screen tells it: done, now or next. `at` is when it was done, or since when somebody has it."""

    number: int
    label: str
    state: str
    symbol: str = ""
    who: str = ""
    at: datetime | None = None
    said: str = ""
    agreed: bool = False
    due_at: datetime | None = None
    version: int | None = None
    note: str = ""
    after: str = ""
    seen_at: datetime | None = None
    returns: tuple[Returned, ...] = ()
    opinions: tuple[OpinionLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """An earlier round (lần trình): how it went and how it ended."""

    number: int
    steps: tuple[PlanStep, ...]

    @property
    def began_at(self) -> datetime | None:
        """When it was submitted."""
        return self.steps[0].started_at if self.steps else None

    @property
    def end(self) -> PlanStep | None:
        """The step at which it was returned or taken back."""
        return next((one for one in self.steps if one.state in (StepState.RETURNED, StepState.LEFT)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Văn bản đang ở: whose it is now, what must be done, what follows, and what of it is the reader's."""

    name: str
    post: str
    since: datetime | None
    todo: str
    following: str
    mine: str
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What the step asks for as a button: greyed with its reason for everybody else."""

    decision: Decision
    label: str
    route: str
    symbol: str
