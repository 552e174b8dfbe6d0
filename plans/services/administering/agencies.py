"""Keeping agencies with their counterparts below, and the legal documents plans rest on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from ...content.vietnamese import clean_line
from ...enums import Event, Wording
from ...exceptions import Invalid
from ...models import Agency, AgencyCounterpart, IssuingUnit, LegalDocument, UnitLevel
from ...queries.catalogues import unmarked
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit, may_keep_national
from ...rules.decision import Decision
from .. import audit
from . import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFacts:
    """A body as plans name and address it."""

    name: str
    level: UnitLevel
    code: str = ""
    aliases: str = ""
    wording: str = Wording.ORDER
    is_collective: bool = False
    covers_level: UnitLevel | None = None
    position: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: Agency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFacts:
    """A law, decree or circular with its words and its days in force."""

    kind: str
    citation: str
    document_number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: LegalDocument | None = None
    is_usual: bool = False
    position: int = 0


def may_keep_agencies(actor: Actor, owner: IssuingUnit | None) -> Decision:
    """Whether the actor may keep a unit's own agencies, or the general ones (no owner)."""
    return may_keep_national(actor) if owner is None else may_edit_unit(actor, owner)


def code_of(name: str) -> str:
    """A code made from a name: "Công an {loại}" becomes "cong-an-loai"."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(clean_line(name))).strip("-")[:60].strip("-")


@transaction.atomic
def save_agency(
    agency: Agency | None,
    *,
    actor: Actor,
    facts: AgencyFacts,
    owner: IssuingUnit | None = None,
    counterparts: Sequence[Agency] | None = None,
) -> Agency:
    """Keep an agency, new when `agency` is None; `counterparts` below it in their order, untouched when None."""
    row = agency or Agency(owner=owner)
    may_keep_agencies(actor, row.owner).require()
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    values["code"] = facts.code or row.code or code_of(facts.name)
    if agency is not None and facts.replaced_by == agency:
        raise Invalid("Cơ quan không thay chính mình.", {"replaced_by": "Chọn cơ quan khác."})
    rows.write(row, values, event=Event.CATALOGUE_SAVED, actor=actor, unit_id=row.owner_id)
    if counterparts is not None:
        _set_counterparts(row, list(dict.fromkeys(counterparts)), actor)
    return row


def _set_counterparts(upper: Agency, wanted: list[Agency], actor: Actor) -> None:
    for lower in wanted:
        if lower.level.rank <= upper.level.rank:
            sentence = f"{lower.name} không ở cấp dưới {upper.name}; chọn cơ quan của cấp dưới."
            raise Invalid(sentence, {"counterparts": sentence})
    before = [link.lower for link in upper.lower_links.select_related("lower").order_by("position", "id")]
    if before == wanted:
        return
    upper.lower_links.all().delete()
    AgencyCounterpart.objects.bulk_create(
        AgencyCounterpart(upper=upper, lower=lower, position=at) for at, lower in enumerate(wanted)
    )
    audit.record(
        Event.CATALOGUE_SAVED,
        actor=actor,
        unit_id=upper.owner_id,
        subject=f"{upper}: cơ quan tương ứng",
        before={"counterparts": [one.name for one in before]},
        after={"counterparts": [one.name for one in wanted]},
    )


@transaction.atomic
def save_legal_document(document: LegalDocument | None, *, actor: Actor, facts: LegalFacts) -> LegalDocument:
    """Keep a legal document, new when `document` is None; plans that print it keep their words."""
    may_keep_national(actor).require()
    row = document or LegalDocument()
    if facts.valid_from and facts.valid_until and facts.valid_until < facts.valid_from:
        sentence = "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."
        raise Invalid(sentence, {"valid_until": sentence})
    if document is not None and facts.replaced_by == document:
        raise Invalid("Văn bản không thay chính mình.", {"replaced_by": "Chọn văn bản khác."})
    values: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(facts)}
    rows.write(row, values, event=Event.CATALOGUE_SAVED, actor=actor)
    return row
