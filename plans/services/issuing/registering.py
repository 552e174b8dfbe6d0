"""Keeping the register of outgoing documents: columns filled by hand, void numbers, where a series begins."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ... import clock
from ...content.document_types import COPIES, TYPE_ABBREVIATIONS
from ...content.vietnamese import capitalised, clean_line, short_date
from ...enums import Event
from ...exceptions import Invalid, NotNow, StaleEdit
from ...models import AuditEntry, CertifiedCopy, IssuingUnit, NumberSeries, RegisterEntry
from ...queries.issuing.numbers import series_name, year_is_per_type
from ...rules.actor import Actor
from ...rules.registers import may_open_series, may_write_register
from .. import audit
from ..recording import MAX_NUMBER
from .numbering import held_practice, joined, make_void

#: The columns the statutory form leaves to the clerk's hand.
BY_HAND = ("archive_holder", "copies", "dispatched_on", "receipt", "note")
#: Besides them, of a document that was written outside the portal, what may have been mistyped.
OF_OTHERS = ("abstract", "signer_name", "recipients")


def columns_by_hand(entry: RegisterEntry) -> tuple[str, ...]:
    """The columns of this line a clerk may fill or correct; number, symbol and date never are among them."""
    return BY_HAND if entry.plan_id is not None or _is_copy(entry) else (*OF_OTHERS, *BY_HAND)


def stamp_of(entry: RegisterEntry) -> str:
    """A mark of what the line says now, which a form carries along to notice that somebody was faster."""
    said = json.dumps([_plain(getattr(entry, name)) for name in (*OF_OTHERS, *BY_HAND)], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def save_entry(entry: RegisterEntry, *, actor: Actor, stamp: str, values: Mapping[str, Any]) -> RegisterEntry:
    """Fill in columns of a line.

    Raises NotAllowed, NotNow for a void number, Invalid, and StaleEdit when the form was made from an older line.
    """
    held = _held(entry)
    may_write_register(actor, held.series.unit).require()
    if held.is_void:
        raise NotNow("Số này đã bỏ nên dòng của nó không sửa nữa.")
    allowed = columns_by_hand(held)
    cleaned = {name: _cleaned(name, value) for name, value in values.items() if name in allowed}
    changed = {name: value for name, value in cleaned.items() if value != getattr(held, name)}
    if not changed:
        return held
    if stamp != stamp_of(held):
        editor = _last_editor(held)
        raise StaleEdit(f"{editor or 'Người khác'} vừa ghi dòng này, nên bản của mình chưa lưu.", editor=editor)
    _require_sense(held, changed)
    before = {name: _plain(getattr(held, name)) for name in changed}
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(update_fields=list(changed))
    audit.record(
        Event.REGISTER_SAVED,
        actor=actor,
        plan=held.plan,
        unit_id=held.series.unit_id,
        subject=_subject(held),
        before=before,
        after={name: _plain(value) for name, value in changed.items()},
    )
    return held


@transaction.atomic
def void_number(entry: RegisterEntry, *, actor: Actor, reason: str) -> RegisterEntry:
    """Give up the number of a document that was written outside the portal; it stays in the register with its reason
    and is never given again. Raises NotAllowed, NotNow, Invalid."""
    held = _held(entry)
    may_write_register(actor, held.series.unit).require()
    if held.is_void:
        raise NotNow(f"Số {held} đã bỏ rồi: {held.void_reason}")
    if held.plan_id is not None:
        raise NotNow("Số này của một kế hoạch trên cổng: trả lại kế hoạch thì số được bỏ kèm lý do trả lại.")
    if _is_copy(held):
        raise NotNow("Số này của một bản sao đã cấp nên không bỏ được.")
    make_void(held, actor=actor, reason=reason)
    audit.record(
        Event.NUMBER_VOIDED,
        actor=actor,
        unit_id=held.series.unit_id,
        subject=_subject(held),
        after={"reason": held.void_reason},
    )
    return held


@transaction.atomic
def open_series(
    unit: IssuingUnit, *, actor: Actor, year: int, last_number: int, document_type: str = "", code: str = ""
) -> NumberSeries:
    """Go on from a register on paper: the series' next number follows `last_number`. Once, before its first number.

    `document_type` names the series where each type has its own; `code` is for copies. Raises NotAllowed, NotNow,
    Invalid.
    """
    may_open_series(actor, unit).require()
    _require_opening(year, last_number)
    practice = held_practice(unit)
    code = code if code == COPIES else _code_to_open(document_type, is_per_type=year_is_per_type(practice, year))
    series, is_new = NumberSeries.objects.get_or_create(
        unit=unit, year=year, code=code, defaults={"last_number": last_number, "first_number": last_number + 1}
    )
    if not is_new:
        raise NotNow(
            f"{capitalised(series_name(code))} năm {year} đã mở trên cổng từ số {series.first_number:02d}; "
            "số đã cấp không đổi được."
        )
    audit.record(
        Event.REGISTER_SAVED,
        actor=actor,
        unit_id=unit.pk,
        subject=f"Mở sổ năm {year}, {series_name(code)}",
        after={"first_number": series.first_number},
    )
    return series


def _code_to_open(document_type: str, *, is_per_type: bool) -> str:
    if not is_per_type:
        return ""
    if document_type not in TYPE_ABBREVIATIONS:
        message = "Đơn vị đánh số riêng theo từng loại; chọn loại văn bản của dãy số."
        raise Invalid(message, {"document_type": message})
    return TYPE_ABBREVIATIONS[document_type]


def _require_opening(year: int, last_number: int) -> None:
    this_year = clock.today().year
    if year not in (this_year - 1, this_year):
        message = f"Mở sổ được cho năm {this_year} hoặc {this_year - 1}."
        raise Invalid(message, {"year": message})
    if not 1 <= last_number <= MAX_NUMBER:
        message = f"Ghi số cuối của sổ giấy, từ 1 đến {MAX_NUMBER}; sổ bắt đầu từ 01 thì không cần mở trước."
        raise Invalid(message, {"last_number": message})


def _held(entry: RegisterEntry) -> RegisterEntry:
    rows = RegisterEntry.objects.select_for_update(of=("self",)).select_related("series__unit__level")
    return rows.get(pk=entry.pk)


def _is_copy(entry: RegisterEntry) -> bool:
    return CertifiedCopy.objects.filter(entry=entry.pk).exists()


def _require_sense(entry: RegisterEntry, changed: Mapping[str, Any]) -> None:
    sentences = {}
    day = changed.get("dispatched_on")
    if day is not None and day < entry.issued_on:
        sentences["dispatched_on"] = f"Ngày chuyển phải từ ngày văn bản ({short_date(entry.issued_on)}) trở đi."
    elif day is not None and day > clock.today():
        sentences["dispatched_on"] = f"Ngày chuyển không được sau hôm nay ({short_date(clock.today())})."
    if changed.get("abstract") == "":
        sentences["abstract"] = "Ghi trích yếu của văn bản."
    if sentences:
        raise Invalid(next(iter(sentences.values())), sentences)


def _cleaned(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return joined(value) if name == "recipients" else clean_line(value)


def _plain(value: Any) -> Any:
    return short_date(value) if isinstance(value, date) else value


def _subject(entry: RegisterEntry) -> str:
    return f"{entry} ({entry.series.year})"


def _last_editor(entry: RegisterEntry) -> str:
    rows = AuditEntry.objects.filter(
        event=Event.REGISTER_SAVED, unit_id=entry.series.unit_id, subject=_subject(entry)[:120]
    )
    last = rows.order_by("-id").first()
    return last.actor_name if last else ""
