"""Taking numbers: one series per unit and year, one number after the other, never twice, never silently skipped.

Whoever takes a number holds, in this order: the plan, the unit's practice (so that the kind of its series cannot change
meanwhile), the series. The number, the register's line, the file and the step are one transaction.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ... import clock
from ...content import facts
from ...content.document_types import symbol_of, type_name
from ...content.plan import PlanContent
from ...content.vietnamese import clean_line, clean_paragraphs, short_date
from ...enums import Event, FileStage, PlanStatus
from ...exceptions import Invalid, NotNow
from ...models import IssuingPractice, IssuingUnit, NumberSeries, Plan, PlanVersion, RegisterEntry
from ...queries.contents import content_of, frozen_content
from ...queries.issuing.addressing import is_as_above
from ...queries.issuing.numbers import last_dated, live_entry, recorded_before, series_code, series_name, signed_on
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from ...rules.registers import may_write_register
from .. import audit
from ..approving.steps import MOVED, current_step, finish_step, locked
from ..people.second_factor import ensure_for

#: Writes the number and the date of the content into the file.
Fill = Callable[[bytes, PlanContent], bytes]
ReadFile = Callable[[PlanVersion], bytes]

MAX_REASON = 300
#: The same thing asked for again within this time is the second press of one button.
SECOND_PRESS = timedelta(minutes=1)
_WHY_BACK = "Ghi lý do lùi ngày về {}; lý do được giữ trong sổ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the register says of a document (Nghị định 30/2020/NĐ-CP, Phụ lục IV), without its number and date."""

    document_type: str
    symbol: str
    abstract: str
    signer_name: str = ""
    recipients: str = ""
    archive_holder: str = ""
    copies: int | None = None
    note: str = ""
    plan: Plan | None = None


@transaction.atomic
def take_number(
    plan: Plan,
    *,
    actor: Actor,
    on: date | None = None,
    backdated_reason: str = "",
    before_signature: bool = False,
    fill: Fill | None = None,
    read_file: ReadFile | None = None,
    keep: Callable[..., Any] | None = None,
) -> RegisterEntry:
    """Give the plan its number and date, enter both in the register and in the file, and pass the plan on.

    `on` is the document's date, today unless it is dated back, for which `backdated_reason` says why; a date before the
    leader's signature must be meant (`before_signature`). Raises NotAllowed, NotNow (a second press too), Invalid.
    """
    plan = locked(plan)
    may(actor, PlanVerb.TAKE_NUMBER, plan).require()
    ensure_for(actor, plan.issuing_unit_id)
    version = current_step(plan).version
    if version is None:
        raise NotNow(MOVED)
    content = frozen_content(version)
    day = _plan_day(plan, on, backdated_reason, is_meant=before_signature)
    entry = enter_next(
        plan.issuing_unit, actor=actor, line=line_of(content, plan=plan), on=day, backdated_reason=backdated_reason
    )
    plan.number, plan.issued_on = entry.number, day
    plan.save(update_fields=["number", "issued_on"])
    fill, read_file, keep = _file_functions(fill, read_file, keep)
    kept = keep(
        version,
        stage=FileStage.NUMBERED if plan.status == PlanStatus.APPROVED else FileStage.RESERVED,
        means="",
        content=fill(read_file(version), replace(content, number=entry.number, issued_on=day)),
        actor=actor,
    )
    said = f"Lùi ngày về {short_date(day)}: {entry.backdated_reason}" if entry.backdated_reason else ""
    finish_step(plan, actor=actor, said=said)
    audit.record(
        Event.PLAN_NUMBERED,
        actor=actor,
        plan=plan,
        subject=entry.document_number,
        after=_said(entry) | {"sha256": getattr(kept, "sha256", "")},
    )
    return entry


def release_number(plan: Plan, *, actor: Actor, reason: str) -> RegisterEntry | None:
    """Make the plan's number void because the plan goes back after numbering; the caller holds the plan's lock, its
    transaction and writes the audit row.

    The number stays in the register with its reason and is never given again. Returns None where there is no number.
    """
    entry = live_entry(plan)
    if entry is None:
        return None
    if plan.is_issued:
        raise NotNow("Văn bản đã ban hành thì số không bỏ được; thu hồi hoặc thay thế văn bản.")
    make_void(entry, actor=actor, reason=reason)
    plan.number, plan.issued_on = None, None
    plan.save(update_fields=["number", "issued_on"])
    return entry


@transaction.atomic
def take_other_number(
    unit: IssuingUnit,
    *,
    actor: Actor,
    document_type: str,
    abstract: str,
    symbol: str = "",
    on: date | None = None,
    signer_name: str = "",
    recipients: str = "",
    archive_holder: str = "",
    copies: int | None = None,
    note: str = "",
    backdated_reason: str = "",
) -> RegisterEntry:
    """Give a number to a document that was written outside the portal. `symbol`: as the type and the unit make it.

    Raises NotAllowed, Invalid, NotNow for a second press of the same button.
    """
    may_write_register(actor, unit).require()
    ensure_for(actor, unit.pk)
    name = type_name(document_type)
    line = Line(
        document_type=name,
        symbol=clean_line(symbol) or symbol_of(name, unit.symbol),
        abstract=clean_line(abstract),
        signer_name=clean_line(signer_name),
        recipients=joined(recipients),
        archive_holder=clean_line(archive_holder),
        copies=copies,
        note=clean_line(note),
    )
    _require_said(line)
    day = on or clock.today()
    if day.year < clock.today().year and not NumberSeries.objects.filter(unit=unit, year=day.year).exists():
        raise _wrong_date(f"Cổng không có sổ năm {day.year}; số của năm đó lấy từ sổ giấy.")
    _refuse_twice(unit, line, day, actor)
    entry = enter_next(unit, actor=actor, line=line, on=day, backdated_reason=backdated_reason)
    audit.record(Event.NUMBER_TAKEN, actor=actor, unit_id=unit.pk, subject=entry.document_number, after=_said(entry))
    return entry


def _refuse_twice(unit: IssuingUnit, line: Line, day: date, actor: Actor) -> None:
    """A document from outside has no state that a second press could find changed; the same line of the same person a
    moment ago is one. The practice is held, so that the second of two at once sees the first."""
    if actor.user_id is None:
        return
    held_practice(unit)
    same = RegisterEntry.objects.filter(
        series__unit=unit, plan=None, document_type=line.document_type, symbol=line.symbol, abstract=line.abstract,
        issued_on=day, taken_by_id=actor.user_id, voided_at=None, taken_at__gt=clock.now() - SECOND_PRESS,
    ).order_by("id").last()  # fmt: skip
    if same is not None:
        raise NotNow(
            f"Văn bản này vừa được cấp số {same} rồi, không cấp thêm. Nếu là một văn bản khác cùng trích yếu, đợi một "
            "phút rồi cấp số."
        )


def enter_next(
    unit: IssuingUnit, *, actor: Actor, line: Line, on: date, backdated_reason: str = "", code: str | None = None
) -> RegisterEntry:
    """Take the next number of the series and enter the line under it; the caller's transaction, the caller's audit row.

    `code` names a series of its own (`content.document_types.COPIES`); without it the unit's practice decides. Plans
    that were recorded with the very next numbers are entered first. Raises Invalid.
    """
    reason = _checked_date(unit, on, backdated_reason)
    practice = held_practice(unit)
    if code is None:
        code = series_code(practice, on.year, line.document_type, line.symbol)
    series = held_series(unit, on.year, code)
    for plan in recorded_before(series):
        _enter(series, line_of(content_of(plan), plan=plan), plan.issued_on or on, actor)
    _require_order(series, on)
    return _enter(series, line, on, actor, reason)


def held_practice(unit: IssuingUnit) -> IssuingPractice:
    """The unit's practice, held until the transaction ends: the one door to its numbers."""
    IssuingPractice.objects.get_or_create(unit=unit)
    return IssuingPractice.objects.select_for_update().get(unit=unit)


def held_series(unit: IssuingUnit, year: int, code: str) -> NumberSeries:
    """The series, begun at 01 where there is none yet, held until the transaction ends."""
    NumberSeries.objects.get_or_create(unit=unit, year=year, code=code)
    return NumberSeries.objects.select_for_update().get(unit=unit, year=year, code=code)


def make_void(entry: RegisterEntry, *, actor: Actor, reason: str) -> None:
    """Strike a number out of use; its line stays, with who did it and why. Raises Invalid without a reason."""
    entry.void_reason = checked_reason(reason, "Ghi lý do bỏ số; lý do được giữ trong sổ.", field="reason")
    entry.voided_at, entry.voided_by_name = clock.now(), actor.full_name[:120]
    entry.save(update_fields=["void_reason", "voided_at", "voided_by_name"])


def checked_reason(reason: str, sentence: str, *, field: str) -> str:
    """The reason as it is kept. Raises Invalid at `field` where it is missing or too long."""
    cleaned = clean_line(reason)
    if not cleaned:
        raise Invalid(sentence, {field: sentence})
    if len(cleaned) > MAX_REASON:
        message = f"Lý do dài {len(cleaned)} chữ cái; ghi gọn lại, nhiều nhất {MAX_REASON} chữ cái."
        raise Invalid(message, {field: message})
    return cleaned


def joined(recipients: str) -> str:
    """Nơi nhận typed one a line, as the register's one column holds them."""
    lines = (line.strip(" -;") for line in clean_paragraphs(recipients).split("\n"))
    return "; ".join(line for line in lines if line)


def line_of(content: PlanContent, *, plan: Plan) -> Line:
    """What the register says of a plan, from its text as it was signed."""
    return Line(
        document_type=type_name(content.document_type),
        symbol=clean_line(content.symbol),
        abstract=clean_line(facts.fill(content.abstract, facts.fact_words(content)))[:500],
        signer_name=clean_line(content.signature.name)[:120],
        recipients="; ".join(_places(content)),
        archive_holder=clean_line(content.archive_note)[:120],
        plan=plan,
    )


def _places(content: PlanContent) -> Iterator[str]:
    """Who receives it, in the register's words: a công văn's "Như trên" written out."""
    for line in content.recipients:
        yield from map(clean_line, content.addressees if is_as_above(line) else (line,))


# --- dates ------------------------------------------------------------------------------------------------------------


def _plan_day(plan: Plan, on: date | None, reason: str, *, is_meant: bool) -> date:
    """The date a plan may carry: not before its signature unless that is meant, and of a year it was signed in."""
    today, signed = clock.today(), signed_on(plan)
    day = on or today
    if day.year < today.year and (signed is None or signed.year > day.year):
        raise _wrong_date(
            f"Văn bản không có trong năm {day.year}: đưa vào sổ năm {today.year}, ngày từ 01/01/{today.year}."
        )
    if signed is not None and day < signed and not is_meant:
        message = (
            f"Lãnh đạo ký ngày {short_date(signed)}; ngày văn bản {short_date(day)} sớm hơn ngày ký. "
            "Đánh dấu ô “Vẫn ghi ngày trước ngày ký” nếu đúng là như vậy."
        )
        missing = {} if clean_line(reason) else {"backdated_reason": _WHY_BACK.format(short_date(day))}
        raise Invalid(message, {"before_signature": message} | missing)
    return day


def _checked_date(unit: IssuingUnit, on: date, reason: str) -> str:
    """The reason for dating back ("" for today's date). Raises Invalid for a date no document may carry."""
    today = clock.today()
    if on > today:
        raise _wrong_date(f"Ngày văn bản không được sau hôm nay ({short_date(today)}).")
    if not unit.is_open_on(on):
        raise _wrong_date(f"{unit.short_name} không hoạt động vào ngày {short_date(on)}.")
    if on == today:
        return ""
    return checked_reason(reason, _WHY_BACK.format(short_date(on)), field="backdated_reason")


def _require_order(series: NumberSeries, on: date) -> None:
    before = last_dated(series)
    if before is not None and on < before.issued_on:
        raise _wrong_date(
            f"Số {before.document_number} của {series_name(series.code)} mang ngày {short_date(before.issued_on)}; "
            f"số sau không được mang ngày trước ngày đó."
        )


def _wrong_date(sentence: str) -> Invalid:
    return Invalid(sentence, {"on": sentence})


# --- the register -----------------------------------------------------------------------------------------------------


def _enter(series: NumberSeries, line: Line, on: date, actor: Actor, backdated_reason: str = "") -> RegisterEntry:
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return RegisterEntry.objects.create(
        series=series,
        number=series.last_number,
        symbol=line.symbol,
        issued_on=on,
        document_type=line.document_type,
        abstract=line.abstract,
        signer_name=line.signer_name,
        recipients=line.recipients,
        archive_holder=line.archive_holder,
        copies=line.copies,
        note=line.note,
        plan=line.plan,
        backdated_reason=backdated_reason,
        taken_at=clock.now(),
        taken_by_id=actor.user_id,
        taken_by_name=actor.full_name[:120],
    )


def _require_said(line: Line) -> None:
    missing = {
        name: sentence
        for name, said, sentence in (
            ("abstract", line.abstract, "Ghi trích yếu của văn bản."),
            ("symbol", line.symbol, "Ghi ký hiệu của văn bản, ví dụ TB-UBND."),
        )
        if not said
    }
    if missing:
        raise Invalid(next(iter(missing.values())), missing)


def _said(entry: RegisterEntry) -> dict[str, Any]:
    """The line as the audit trail keeps it."""
    said = {"number": entry.number, "symbol": entry.symbol, "issued_on": short_date(entry.issued_on)}
    said |= {"year": entry.series.year, "series": entry.series.code, "abstract": entry.abstract}
    return said | ({"backdated_reason": entry.backdated_reason} if entry.backdated_reason else {})


def _file_functions(fill: Fill | None, read_file: ReadFile | None, keep: Any) -> tuple[Fill, ReadFile, Any]:
    """The functions of the signed file; those of `services.signing` unless a test brings its own."""
    from ..signing import files, filling

    return fill or filling.fill_number, read_file or files.current_pdf, keep or files.keep_file
