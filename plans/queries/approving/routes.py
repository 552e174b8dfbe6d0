"""The way a unit's plans go: its chosen steps with the obligatory ones, in the order all units keep."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ... import clock
from ...enums import StepKind
from ...models import IssuingPractice, IssuingUnit, Membership, Plan, RouteStep, User
from ...rules.transitions import ROLE_OF_STEP

#: Steps no plan goes without; a unit chooses the others.
OBLIGATORY = frozenset({StepKind.SIGN, StepKind.NUMBER, StepKind.ISSUE})
USUAL_DAYS = 3
_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

#: What a step is called in a sentence about somebody.
ACT_WORDS = {
    StepKind.CONTENT_CHECK: "kiểm tra nội dung",
    StepKind.FORM_CHECK: "kiểm tra thể thức",
    StepKind.CONSULT: "xin ý kiến",
    StepKind.SIGN: "ký",
    StepKind.NUMBER: "cấp số và ngày",
    StepKind.SEAL: "ký số của cơ quan, đóng dấu",
    StepKind.ISSUE: "ban hành",
}
#: Who does it, while nobody is named.
_ROLE_WORDS = {
    StepKind.CONTENT_CHECK: "người kiểm tra",
    StepKind.FORM_CHECK: "người kiểm tra",
    StepKind.CONSULT: "người soạn thảo",
    StepKind.SIGN: "lãnh đạo",
    StepKind.NUMBER: "văn thư",
    StepKind.SEAL: "văn thư",
    StepKind.ISSUE: "văn thư",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStop:
    """A step every plan of the unit takes: who usually does it, and, for opinions, within how many days from whom."""

    kind: StepKind
    person: User | None = None
    days: int | None = None
    asked: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The step's own words."""
        return self.kind.label


def route_of(unit: IssuingUnit) -> tuple[RouteStop, ...]:
    """The steps a plan of the unit takes after its drafting. Two queries.

    What the unit chose, with ký, cấp số, ban hành, in the order of `StepKind`; where the unit's practice says so,
    the number comes before the signature.
    """
    rows = {row.kind: row for row in RouteStep.objects.filter(unit=unit).select_related("person")}
    practice = IssuingPractice.objects.filter(unit=unit).first()
    kinds = [kind for kind in StepKind if kind in rows or kind in OBLIGATORY]
    if practice is not None and practice.number_before_signature:
        kinds.remove(StepKind.NUMBER)
        kinds.insert(kinds.index(StepKind.SIGN), StepKind.NUMBER)
    return tuple(_stop(kind, rows.get(kind)) for kind in kinds)


def _stop(kind: StepKind, row: RouteStep | None) -> RouteStop:
    if row is None:
        return RouteStop(kind=kind)
    person = row.person if row.person is not None and row.person.is_active else None
    asked = tuple(line for line in (row.asked or "").splitlines() if line.strip())
    return RouteStop(kind=kind, person=person, days=row.days, asked=asked)


def signer_of(plan: Plan) -> User | None:
    """The account of the person the plan is to be signed by, if there is one that is used."""
    holding = plan.signatory
    user = holding.user if holding is not None else None
    return user if user is not None and user.is_active else None


def route_of_plan(plan: Plan) -> tuple[RouteStop, ...]:
    """The unit's route as this plan takes it: whoever signs it, signs."""
    signer = signer_of(plan)
    return tuple(
        RouteStop(kind=one.kind, person=signer or one.person) if one.kind == StepKind.SIGN else one
        for one in route_of(plan.issuing_unit)
    )


def way_in_words(route: tuple[RouteStop, ...], *, first: str = "Người soạn thảo") -> str:
    """ "Người soạn thảo soạn → Triệu Thị Hạnh kiểm tra nội dung → lãnh đạo ký → …"."""
    said = [f"{first} soạn"]
    for one in route:
        who = one.person.full_name if one.person else _ROLE_WORDS[one.kind]
        said.append(f"{who} {ACT_WORDS[one.kind]}{f' trong {one.days} ngày' if one.days else ''}")
    return " → ".join(said)


def role_words(kind: StepKind) -> str:
    """Who does a step that names nobody: "văn thư"."""
    return _ROLE_WORDS[kind]


def limit_after(days: int, start: date | None = None) -> datetime:
    """The usual limit of an opinion: that many days on, 17:00 in Vietnam."""
    return limit_on((start or clock.today()) + timedelta(days=days))


def limit_on(day: date) -> datetime:
    """17:00 of that day in Vietnam, when offices close."""
    return datetime.combine(day, time(17), tzinfo=_VIETNAM)


def members_of(unit: IssuingUnit, day: date) -> list[Membership]:
    """Everybody who works in the unit on that day, with their roles. One query."""
    rows = Membership.objects.filter(unit=unit, user__is_active=True).select_related("user").order_by("user_id", "id")
    return [row for row in rows if row.is_valid_on(day)]


def able_people(unit: IssuingUnit, day: date) -> dict[StepKind, list[User]]:
    """For every step the people who have its role, by name. One query."""
    members = members_of(unit, day)
    return {
        kind: sorted({row.user for row in members if row.role == ROLE_OF_STEP[kind]}, key=lambda one: one.full_name)
        for kind in StepKind
    }
