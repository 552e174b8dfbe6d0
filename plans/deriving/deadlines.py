"""The parent's deadlines in, the child's own earlier ones out (domain.md §7: own due day less 5 working days)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..content.plan import DeadlineContent, DeadlineKind, PlanContent
from ..content.vietnamese import lowered, nfc, short_date, weekday_name, working_day_before
from .phrases.naming import committee_name, department_name, joined
from .terms import DEPARTMENT, ChildUnit, NoteKind

#: Working days a unit keeps between what it collects and what it owes: 2 to collect, 2 to draft and check, 1 to sign.
COLLECTING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedDeadlines:
    """The child's deadlines, the superior's they came from, and what to tell the drafter."""

    own: tuple[DeadlineContent, ...]
    superior: tuple[DeadlineContent, ...]
    messages: tuple[tuple[NoteKind, str], ...]


def propose_deadlines(
    superior: tuple[DeadlineContent, ...], child: ChildUnit, *, ends_on: date | None, today: date,
    holidays: frozenset[date] = frozenset(),
) -> ProposedDeadlines:  # fmt: skip
    """A deadline of the child's own for every report it owes; one without a date when nothing is known.

    The kind ("trước ngày", "chậm nhất ngày") is kept, so that the last day lies COLLECTING_DAYS working days before
    the superior's last day.
    """
    own: list[DeadlineContent] = []
    messages: list[tuple[NoteKind, str]] = []
    for one in superior or (DeadlineContent(kind=DeadlineKind.UNDATED),):
        mine = _for_parties(_earlier(one, holidays), child)
        own.append(mine)
        messages += _messages(one, mine, ends_on=ends_on, today=today)
    return ProposedDeadlines(own=tuple(own), superior=superior, messages=tuple(messages))


def child_plan_message(parent: PlanContent) -> str:
    """By when this plan itself has to be issued, in a sentence; empty when the parent does not say."""
    due = parent.child_plan_deadline()
    return f"Kế hoạch cấp trên yêu cầu ban hành kế hoạch này {due.words()}." if due and due.due_on else ""


def superior_words(deadlines: tuple[DeadlineContent, ...]) -> str:
    """The superior's deadlines as a sentence names them: "6 tháng trước ngày …, cả năm trước ngày …"; may be empty."""
    dated = [one for one in deadlines if one.due_on]
    return nfc(", ".join(f"{one.label} {one.words()}".strip() for one in dated))


def _earlier(deadline: DeadlineContent, holidays: frozenset[date]) -> DeadlineContent:
    last = deadline.last_day
    if last is None or deadline.kind == DeadlineKind.UNDATED:
        return DeadlineContent(kind=DeadlineKind.UNDATED, label=nfc(deadline.label))
    try:
        mine = working_day_before(last, COLLECTING_DAYS, holidays)
        due = mine + timedelta(days=1) if deadline.kind == DeadlineKind.BEFORE else mine
    except OverflowError:
        return DeadlineContent(kind=DeadlineKind.UNDATED, label=nfc(deadline.label))
    return DeadlineContent(kind=deadline.kind, due_on=due, label=nfc(deadline.label))


def _for_parties(deadline: DeadlineContent, child: ChildUnit) -> DeadlineContent:
    name = department_name(child.issuer) if child.level == DEPARTMENT else committee_name(child.issuer)
    return replace(deadline, owed_by=joined(child.subordinates), receiver=name, via=nfc(child.drafting_office))


def _messages(
    superior: DeadlineContent, mine: DeadlineContent, *, ends_on: date | None, today: date
) -> Iterator[tuple[NoteKind, str]]:
    if mine.last_day is None:
        yield NoteKind.DEADLINE_CHECK, "Chưa biết hạn nộp báo cáo lên cấp trên; ghi hạn nhận báo cáo của đơn vị mình."
        return
    label = f" ({mine.label})" if mine.label else ""
    yield (
        NoteKind.DEADLINE_PROPOSED,
        f"Đề xuất hạn nhận báo cáo{label} {mine.words()}, {COLLECTING_DAYS} ngày làm việc trước hạn nộp lên cấp trên"
        f" ({lowered(superior.words())}); ngày cuối là {weekday_name(mine.last_day)} {short_date(mine.last_day)}.",
    )
    if mine.last_day < today:
        yield NoteKind.DEADLINE_CHECK, f"Hạn đề xuất {mine.words()} đã qua; chọn ngày khác."
    elif ends_on and not mine.label and mine.last_day < ends_on:
        yield (
            NoteKind.DEADLINE_CHECK,
            f"Hạn đề xuất {mine.words()} rơi trước ngày kết thúc ({short_date(ends_on)}); xem lại để kịp lấy số liệu.",
        )
