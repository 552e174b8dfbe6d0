"""Keeping written mandates (văn bản ủy quyền): whose, by which document, for what, from when to when."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from ...enums import Event
from ...exceptions import Invalid
from ...models import IssuingUnit, Mandate, PostHolding
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit
from ..administering import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateFacts:
    """A mandate as it is cited: the document and its day, the holder, the subject and the days it covers."""

    holding: PostHolding
    document_number: str
    issued_on: date
    subject: str
    valid_from: date
    valid_until: date


@transaction.atomic
def save_mandate(unit: IssuingUnit, mandate: Mandate | None, *, actor: Actor, facts: MandateFacts) -> Mandate:
    """Keep a mandate, new when `mandate` is None. What was signed by it keeps its words.

    Nghị định 30/2020/NĐ-CP, Điều 13: in writing, limited in time and content; the holder belongs to the unit and
    does not pass the mandate on.
    """
    may_edit_unit(actor, unit).require()
    wrong: dict[str, str] = {}
    if not facts.document_number.strip():
        wrong["document_number"] = "Ghi số, ký hiệu của văn bản ủy quyền."
    if not facts.subject.strip():
        wrong["subject"] = "Ghi nội dung được ủy quyền."
    if facts.valid_until < facts.valid_from:
        wrong["valid_until"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
    if facts.valid_from < facts.issued_on:
        wrong["valid_from"] = "Ủy quyền không bắt đầu trước ngày của văn bản ủy quyền."
    if facts.holding.post.unit_id != unit.pk:
        wrong["holding"] = "Người này không giữ chức vụ của đơn vị."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    row = mandate or Mandate(unit=unit)
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    rows.write(row, values, event=Event.MANDATE_SAVED, actor=actor, unit_id=unit.pk)
    return row
