"""Keeping the units: their facts, their place among the others, their closing, and the lines they usually send to."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ...content.vietnamese import clean_line, fold, short_date
from ...enums import Event, SigningRegime
from ...exceptions import Invalid, StaleEdit
from ...models import AuditEntry, IssuingUnit, RecipientPreset, UnitLevel, UnitSuccession
from ...rules.actor import Actor
from ...rules.catalogue import may_add_unit, may_edit_unit, may_place_unit
from .. import audit
from . import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What a unit's administrator keeps: how the unit is named and how its documents look."""

    name: str
    short_name: str
    territory: str = ""
    noun: str = ""
    place: str = ""
    place_keeps_noun: bool = False
    header_break: str = ""
    shows_superior: bool = False
    symbol: str = ""
    regime: str = SigningRegime.COLLECTIVE
    regime_since: date | None = None
    drafting_office: str = ""
    archive_note: str = "VT"
    email: str = ""
    collects_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """What those above a unit keep, because it decides who sees what: its code, level and opening day."""

    code: str
    level: UnitLevel
    opened_on: date
    helps_superior: bool = False


@transaction.atomic
def create_unit(*, actor: Actor, under: IssuingUnit | None, facts: UnitFacts, standing: UnitStanding) -> IssuingUnit:
    """Add a unit under another, or as a root of the tree."""
    may_add_unit(actor, under).require()
    unit = IssuingUnit()
    place = IssuingUnit.objects.get(pk=under.pk) if under else None

    def insert() -> None:
        if place is None:
            IssuingUnit.objects.add_root(instance=unit)
        else:
            IssuingUnit.objects.add_child(place, instance=unit)

    rows.write(unit, _values(facts) | _values(standing), event=Event.UNIT_SAVED, actor=actor, insert=insert)
    return unit


@transaction.atomic
def save_unit(
    unit: IssuingUnit, *, actor: Actor, revision: int, facts: UnitFacts, standing: UnitStanding | None = None
) -> IssuingUnit:
    """Change a unit's facts, and its standing when given. Raises StaleEdit when `revision` is not the stored one."""
    may_edit_unit(actor, unit).require()
    held = _held(unit, revision)
    values = _values(facts)
    if standing is not None:
        may_place_unit(actor, unit).require()
        values |= _values(standing)
    _write_unit(held, values, actor)
    return held


@transaction.atomic
def close_unit(
    unit: IssuingUnit,
    *,
    actor: Actor,
    revision: int,
    closed_on: date,
    basis: str = "",
    successors: Iterable[IssuingUnit] = (),
) -> IssuingUnit:
    """Say that the unit works until the end of a day, by which document, and who takes over; also corrects it later."""
    may_place_unit(actor, unit).require()
    held = _held(unit, revision)
    wanted = list(dict.fromkeys(successors))
    _refuse_successors(held, wanted, closed_on)
    before = [link.successor.short_name for link in held.successions.select_related("successor").order_by("id")]
    _write_unit(held, {"closed_on": closed_on, "closing_basis": basis}, actor)
    held.successions.all().delete()
    UnitSuccession.objects.bulk_create(
        UnitSuccession(
            closed_unit=held, successor=one, effective_on=closed_on + timedelta(days=1), basis=held.closing_basis
        )
        for one in wanted
    )
    after = [one.short_name for one in wanted]
    if before != after:
        audit.record(
            Event.UNIT_SAVED,
            actor=actor,
            unit_id=held.pk,
            subject=f"{held}: đơn vị kế thừa"[:120],
            before={"successors": before},
            after={"successors": after},
        )
    return held


@transaction.atomic
def reopen_unit(unit: IssuingUnit, *, actor: Actor, revision: int) -> IssuingUnit:
    """Take back a closing that was entered by mistake, with its successors."""
    may_place_unit(actor, unit).require()
    held = _held(unit, revision)
    _write_unit(held, {"closed_on": None, "closing_basis": ""}, actor)
    held.successions.all().delete()
    return held


@transaction.atomic
def set_recipients(unit: IssuingUnit, *, actor: Actor, lines: Iterable[str]) -> list[str]:
    """Keep these lines as the unit's usual Nơi nhận, in this order, each once; returns what is kept."""
    may_edit_unit(actor, unit).require()
    firsts: dict[str, str] = {}
    for line in filter(None, map(clean_line, lines)):
        firsts.setdefault(fold(line), line)
    wanted = list(firsts.values())
    before = list(unit.recipient_presets.values_list("text", flat=True))
    if wanted == before:
        return wanted
    if any(len(line) > 200 for line in wanted):
        raise Invalid("Mỗi dòng nơi nhận ghi tối đa 200 ký tự.", {"lines": "Mỗi dòng ghi tối đa 200 ký tự."})
    unit.recipient_presets.all().delete()
    RecipientPreset.objects.bulk_create(
        RecipientPreset(unit=unit, position=at, text=line) for at, line in enumerate(wanted)
    )
    audit.record(
        Event.UNIT_SAVED,
        actor=actor,
        unit_id=unit.pk,
        subject=f"{unit}: nơi nhận mẫu",
        before={"recipients": before},
        after={"recipients": wanted},
    )
    return wanted


def _held(unit: IssuingUnit, revision: int) -> IssuingUnit:
    """The stored unit, locked, if it is still the one that was shown."""
    held: IssuingUnit = IssuingUnit.objects.select_for_update().get(pk=unit.pk)
    if held.revision != revision:
        last = AuditEntry.objects.filter(event=Event.UNIT_SAVED, unit_id=unit.pk).first()
        editor = last.actor_name if last else ""
        raise StaleEdit(
            f"{editor or 'Người khác'} vừa sửa đơn vị này, nên bản của mình chưa lưu.",
            revision=held.revision,
            editor=editor,
        )
    return held


def _write_unit(held: IssuingUnit, values: dict[str, Any], actor: Actor) -> None:
    """Write what differs; the revision moves only with a change."""
    if rows.write(held, values, event=Event.UNIT_SAVED, actor=actor, unit_id=held.pk):
        held.revision += 1
        held.save(update_fields=["revision"])


def _refuse_successors(unit: IssuingUnit, successors: list[IssuingUnit], closed_on: date) -> None:
    for one in successors:
        sentence = ""
        if one.pk == unit.pk:
            sentence = "Đơn vị không kế thừa chính mình; ghi đơn vị khác."
        elif one.closed_on is not None and one.closed_on <= closed_on:
            sentence = (
                f"{one.short_name} đã ngừng hoạt động trước đó; ghi đơn vị còn hoạt động sau {short_date(closed_on)}."
            )
        if sentence:
            raise Invalid(sentence, {"successors": sentence})


def _values(facts: UnitFacts | UnitStanding) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}
