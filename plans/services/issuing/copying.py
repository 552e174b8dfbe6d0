"""Certified copies (sao y, sao lục, trích sao): made from the issued file, with their own number, day and signer."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ... import clock
from ...content.document_types import COPIES
from ...content.plan import SignatureContent
from ...content.signature import Capacity
from ...content.vietnamese import clean_line, short_date
from ...documents.copies import CopyNote, certified_copy, extract_pdf
from ...enums import CopyKind, Event
from ...exceptions import Invalid, NotNow
from ...models import CertifiedCopy, IssuingUnit, Plan, PlanVersion, PostHolding
from ...queries.contents import frozen_content, issuer_of, stack_of
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import locked
from ..people.second_factor import ensure_for
from .numbering import SECOND_PRESS, Line, enter_next
from .succeeding import citation_of

_NO_FILE = "Kế hoạch này không có bản ban hành lưu tại cổng nên không sao được."


@transaction.atomic
def make_copy(
    plan: Plan,
    *,
    actor: Actor,
    kind: CopyKind,
    signatory: PostHolding,
    capacity: Capacity,
    item_keys: Sequence[str] = (),
    recipients: Sequence[str] = (),
) -> CertifiedCopy:
    """Make a copy of an issued plan for the actor's unit: the next number of the unit's series of copies, today's date.

    An extract (trích sao) holds the items of `item_keys` with the numerals they have in the original. Number, register
    line and file are one transaction. Raises NotAllowed, NotNow, Invalid, RenderFailed.
    """
    plan = locked(plan)
    may(actor, PlanVerb.COPY, plan).require()
    unit = IssuingUnit.objects.select_related("level").get(pk=actor.unit_id)
    ensure_for(actor, unit.pk)
    version = plan.versions.filter(is_issued=True).first()
    if version is None or version.pdf is None:
        raise NotNow(_NO_FILE)
    _check_signatory(signatory, unit)
    keys = _known_keys(version, item_keys) if kind == CopyKind.EXTRACT else []
    places = tuple(filter(None, map(clean_line, recipients)))
    _refuse_twice(plan, unit, kind=kind, item_keys=keys, signatory=signatory, recipients="\n".join(places))
    line = _line(plan, unit, kind, signatory, places)
    entry = enter_next(unit, actor=actor, line=line, on=clock.today(), code=COPIES)
    note = _note(unit, kind, entry.document_number, signatory, capacity, places)
    pdf = certified_copy(_original(version, keys), note)
    copy = CertifiedCopy.objects.create(
        plan=plan,
        entry=entry,
        unit=unit,
        kind=kind,
        item_keys=keys,
        signatory=signatory,
        recipients="\n".join(places),
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        made_at=clock.now(),
        made_by_name=actor.full_name,
    )
    after = {"kind": kind, "sha256": copy.sha256, "items": len(keys)}
    audit.record(Event.PLAN_COPIED, actor=actor, plan=plan, unit_id=unit.pk, subject=entry.document_number, after=after)
    return copy


def _refuse_twice(plan: Plan, unit: IssuingUnit, **what: Any) -> None:
    """The very same copy a moment ago was the first press of the same button. The plan is held."""
    recent = CertifiedCopy.objects.filter(plan=plan, unit=unit, made_at__gt=clock.now() - SECOND_PRESS, **what)
    done = recent.select_related("entry").first()
    if done is not None:
        raise NotNow(f"Bản sao này vừa được cấp số {done.entry} rồi, không sao thêm; cần bản nữa thì đợi một phút.")


def _check_signatory(signatory: PostHolding, unit: IssuingUnit) -> None:
    if signatory.post.unit_id != unit.pk or not signatory.is_valid_on(clock.today()):
        raise Invalid("Chọn người đang giữ chức vụ của đơn vị để ký bản sao.", {"signatory": "Chọn người ký."})


def _known_keys(version: PlanVersion, keys: Sequence[str]) -> list[str]:
    """The chosen items that the issued text has. Raises Invalid when there is none."""
    known = {one.key for one in frozen_content(version).walk()}
    chosen = [key for key in keys if key in known]
    if not chosen:
        raise Invalid("Chọn ít nhất một mục để trích sao.", {"items": "Chọn ít nhất một mục để trích sao."})
    return chosen


def _line(plan: Plan, unit: IssuingUnit, kind: CopyKind, signatory: PostHolding, places: tuple[str, ...]) -> Line:
    name = kind.label.capitalize()
    return Line(
        document_type=name,
        symbol=f"{kind.value}-{unit.symbol}" if unit.symbol else kind.value,
        abstract=f"{name} {citation_of(plan)}"[:500],
        signer_name=signatory.person_name,
        recipients="; ".join(places),
        archive_holder="VT",
    )


def _original(version: PlanVersion, keys: Sequence[str]) -> bytes:
    return extract_pdf(frozen_content(version), keys) if keys else bytes(version.pdf or b"")


def _note(
    unit: IssuingUnit,
    kind: CopyKind,
    document_number: str,
    signatory: PostHolding,
    capacity: Capacity,
    recipients: tuple[str, ...],
) -> CopyNote:
    now = timezone.localtime(clock.now())
    return CopyNote(
        kind=kind.label,
        issuer=issuer_of(unit),
        document_number=document_number,
        copied_on=clock.today(),
        moment=f"{short_date(clock.today())} {now:%H:%M:%S}",
        signature=SignatureContent(lines=stack_of(unit, signatory, capacity), name=signatory.person_name),
        recipients=recipients,
    )
