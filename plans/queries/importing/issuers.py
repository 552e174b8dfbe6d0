"""Which unit issued an imported document: those that bear the name it prints, and those a person looks for."""

from dataclasses import dataclass
from datetime import date, timedelta

from ...content.vietnamese import clean_line, short_date
from ...enums import KeepAs
from ...importing.reviewing import Review
from ...models import ImportedDocument, IssuingUnit
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.imports import may_keep_as
from ..catalogues import find_units, unit_rows, units, units_called

_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may have issued the document; `is_named` when the document prints just this name."""

    unit: IssuingUnit
    superior: IssuingUnit | None
    is_named: bool
    decision: Decision


def candidates(
    actor: Actor, document: ImportedDocument, review: Review, *, words: str, today: date
) -> tuple[Candidate, ...]:
    """The units that fit the words looked for, else the name printed; nothing is chosen for the person."""
    wanted = clean_line(words)
    named = {unit.pk for unit in units_called(actor, review.issuing_unit)} if review.issuing_unit else set()
    sought = wanted or review.issuing_unit
    ids = [*sorted(named)] if not wanted else []
    if sought:
        ids += [pk for pk in find_units(actor, today=today, words=sought, state="all") if pk not in ids]
    year = review.year or today.year
    return tuple(
        Candidate(
            unit=row.unit,
            superior=row.superior,
            is_named=row.unit.pk in named,
            decision=may_keep_as(document, KeepAs.ANOTHERS, unit=row.unit, year=year, this_year=today.year),
        )
        for row in unit_rows(actor, ids[:_MOST])
    )


def issuer_note(actor: Actor, review: Review) -> str:
    """What became of the unit the document names, where it no longer exists: the old name stays in the document."""
    named = units_called(actor, review.issuing_unit) if review.issuing_unit else []
    closed = [unit for unit in named if unit.closed_on is not None]
    if not closed or len(closed) < len(named):
        return ""
    row = unit_rows(actor, [closed[0].pk])[0]
    heirs = ", ".join(one.short_name for one in row.successors)
    since = short_date(closed[0].closed_on + timedelta(days=1)) if closed[0].closed_on else ""
    into = f" thuộc {heirs}" if heirs else " không còn"
    return f"Từ ngày {since}{into}. Tên cũ được giữ nguyên trong văn bản này."


def unit_chosen(actor: Actor, pk: str) -> IssuingUnit | None:
    """The unit a person chose from the list."""
    return units(actor).filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
