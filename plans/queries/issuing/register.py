"""The register of outgoing documents as a screen, a printed book and a spreadsheet show it; always one's own unit's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ... import clock
from ...content.document_types import COPIES
from ...content.vietnamese import capitalised, clean_line, fold
from ...documents.register import RegisterBook, RegisterRow
from ...models import IssuingUnit, NumberSeries, RegisterEntry
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.registers import may_open_series, may_write_register
from ..contents import issuer_of
from .numbers import practice_of, series_name, year_is_per_type

#: What a register can be narrowed to.
STATES = (("", "Mọi dòng"), ("chua-chuyen", "Chưa chuyển"), ("da-bo", "Số đã bỏ"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines: a year, a series ("" is the common one; None: the first there is), words, a state."""

    year: int
    code: str | None = None
    words: str = ""
    state: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether lines of the book are left out."""
        return bool(self.words or self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A register's frame: which there are, which one is shown, what may be done. `ids` are its lines, newest first."""

    unit: IssuingUnit
    years: tuple[int, ...]
    series: tuple[tuple[str, str], ...]
    shown: NumberSeries
    name: str
    ids: tuple[int, ...]
    next_number: int
    total: int
    write: Decision
    open: Decision
    may_begin: bool

    @property
    def is_begun(self) -> bool:
        """Whether the series has its first number here, or a place to go on from."""
        return self.shown.pk is not None


def own_unit(actor: Actor) -> IssuingUnit | None:
    """The unit whose register the actor sees: the one they are at work in. None where they work in none."""
    if actor.unit_id is None:
        return None
    unit: IssuingUnit | None = IssuingUnit.objects.select_related("level").filter(pk=actor.unit_id).first()
    return unit


def entries_visible_to(actor: Actor) -> QuerySet[RegisterEntry]:
    """Every line of the registers the actor may read: their own unit's."""
    return RegisterEntry.objects.filter(series__unit=actor.unit_id or 0).select_related("series__unit__level", "plan")


def register_page(actor: Actor, unit: IssuingUnit, wanted: Wanted) -> RegisterPage:
    """The lines that are wanted, and what stands around them."""
    begun = list(NumberSeries.objects.filter(unit=unit).order_by("-year", "code"))
    today = clock.today()
    own = sorted((one for one in begun if one.year == wanted.year), key=lambda one: (one.code == COPIES, one.code))
    shown = next((one for one in own if one.code == wanted.code), None) or (
        own[0] if own and wanted.code is None else NumberSeries(unit=unit, year=wanted.year, code=wanted.code or "")
    )
    entries = list(_matching(shown, wanted)) if shown.pk else []
    return RegisterPage(
        unit=unit,
        years=tuple(dict.fromkeys([today.year, *(one.year for one in begun)])),
        series=tuple((one.code, capitalised(series_name(one.code))) for one in own),
        shown=shown,
        name=series_name(shown.code),
        ids=tuple(entries),
        next_number=shown.last_number + 1,
        total=shown.entries.count() if shown.pk else 0,
        write=may_write_register(actor, unit),
        open=may_open_series(actor, unit),
        may_begin=wanted.year == today.year and (not own or year_is_per_type(practice_of(unit), wanted.year)),
    )


def entry_rows(actor: Actor, ids: Iterable[int]) -> list[RegisterEntry]:
    """These lines, newest first. One query."""
    return list(entries_visible_to(actor).filter(pk__in=list(ids)).order_by("-number"))


def register_book(actor: Actor, unit: IssuingUnit, shown: NumberSeries) -> RegisterBook:
    """The whole series, first number first, as it is printed."""
    issuer = issuer_of(unit)
    entries = entries_visible_to(actor).filter(series=shown.pk or 0).order_by("number")
    return RegisterBook(
        superior_lines=issuer.superior_lines,
        unit_lines=issuer.header_lines,
        year=shown.year,
        series=capitalised(series_name(shown.code)) if shown.code else "",
        rows=tuple(map(_row, entries)),
        printed_on=clock.today(),
    )


def _row(entry: RegisterEntry) -> RegisterRow:
    return RegisterRow(
        number=str(entry),
        issued_on=entry.issued_on,
        what=f"{entry.document_type}: {entry.abstract}",
        signer=entry.signer_name,
        recipients=entry.recipients,
        archive_holder=entry.archive_holder,
        copies=entry.copies,
        dispatched_on=entry.dispatched_on,
        receipt=entry.receipt,
        note=entry.note,
        void_reason=entry.void_reason,
    )


def _matching(series: NumberSeries, wanted: Wanted) -> Iterable[int]:
    """The ids of the lines, newest first. A year has a few thousand at most, so words are compared here, folded."""
    lines = series.entries.order_by("-number")
    if wanted.state == "da-bo":
        lines = lines.filter(voided_at__isnull=False)
    elif wanted.state == "chua-chuyen":
        lines = lines.filter(voided_at=None, dispatched_on=None)
    words = fold(clean_line(wanted.words)).split()
    if not words:
        return lines.values_list("pk", flat=True)
    names = ("symbol", "document_type", "abstract", "signer_name", "recipients", "note")
    found = lines.values_list("pk", "number", *names)
    return [
        row[0] for row in found if all(word in fold(" ".join((f"{row[1]:02d}/{row[2]}", *row[3:]))) for word in words)
    ]
