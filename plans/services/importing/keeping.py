"""Keeping an imported document as a plan: another unit's, the own unit's of a past year, or a draft of the own unit."""

from dataclasses import replace

from django.db import IntegrityError, transaction

from ... import clock
from ...content.plan import PlanContent
from ...documents.pdf import render_pdf
from ...enums import Event, ImportKind, ImportStatus, KeepAs
from ...exceptions import Invalid, NotNow, StaleEdit
from ...importing.reviewing import Review, review_from_json
from ...models import Campaign, ImportedDocument, IssuingUnit, ParentDocument, Plan
from ...queries.contents import issuer_of
from ...queries.importing.documents import original_of
from ...queries.plans import plans_visible_to
from ...rules.actor import Actor
from ...rules.imports import ImportVerb, may, may_keep_as, may_remove_copy
from .. import audit
from ..keeping import keep_content
from ..recording import Renderer, freeze
from .bringing import locked
from .fitting import day_of, fitted, without_number
from .naming import issuer_as_printed, with_known_agencies, with_parents_kept_here


def keep(
    document: ImportedDocument,
    *,
    keep_as: KeepAs,
    actor: Actor,
    revision: int,
    unit: IssuingUnit | None = None,
    render: Renderer = render_pdf,
) -> Plan:
    """Make a plan of the document as it was corrected; its original stays with it, byte for byte.

    `unit` is who issued it, for the plan of another unit. An issued plan serves the original where that is a PDF,
    else pages made from what was read. Raises NotAllowed, NotNow, Invalid (a fact is missing, a number is taken),
    StaleEdit (somebody corrected it meanwhile), RenderFailed; on any of them nothing has changed.
    """
    may(actor, ImportVerb.KEEP, document).require()
    review = review_from_json(document.review)
    content = fitted(review)
    this_year = clock.today().year
    may_keep_as(document, keep_as, unit=unit, year=content.year, this_year=this_year).require()
    issuer = unit if unit is not None and keep_as == KeepAs.ANOTHERS else document.unit
    content = _as_wanted(content, review, issuer, keep_as, actor)
    pdf = b"" if keep_as == KeepAs.DRAFT else _pages(document, content, render)
    try:
        with transaction.atomic():
            fresh = locked(document)
            may(actor, ImportVerb.KEEP, fresh).require()
            if fresh.revision != revision or fresh.revision != document.revision:
                raise StaleEdit(
                    "Văn bản này vừa được sửa ở chỗ khác; xem lại rồi giữ lại lần nữa.", revision=fresh.revision
                )
            _refuse_second(fresh, content, issuer, keep_as, actor)
            return _keep(fresh, content, pdf, issuer, keep_as, actor)
    except IntegrityError as error:
        said = f"Số {content.number}/{content.symbol} năm {content.year} của {issuer.short_name} đã có trên cổng."
        raise Invalid(f"{said} Kiểm tra lại số văn bản.", {"number": said}) from error


def _as_wanted(content: PlanContent, review: Review, issuer: IssuingUnit, keep_as: KeepAs, actor: Actor) -> PlanContent:
    content = with_known_agencies(content, issuer, day_of(content))
    if keep_as == KeepAs.DRAFT:
        content = without_number(replace(content, issuer=issuer_of(issuer)))
    else:
        content = replace(content, issuer=issuer_as_printed(review, issuer))
    return content if keep_as == KeepAs.ANOTHERS else with_parents_kept_here(content, actor)


def _pages(document: ImportedDocument, content: PlanContent, render: Renderer) -> bytes:
    return original_of(document) if document.kind == ImportKind.PDF else render(content)


def _refuse_second(
    document: ImportedDocument, content: PlanContent, issuer: IssuingUnit, keep_as: KeepAs, actor: Actor
) -> None:
    """A plan that is here already is not kept a second time, from this file or from another."""
    twin = (
        ImportedDocument.objects.filter(
            unit=document.unit, sha256=document.sha256, status=ImportStatus.KEPT, plan__removed_at=None
        )
        .select_related("plan")
        .defer("original", "source", "review")
        .first()
    )
    if twin is not None:
        raise NotNow(f"Tệp này đã được giữ làm “{twin.plan}”; mở kế hoạch đó thay vì giữ thêm lần nữa.")
    if keep_as == KeepAs.DRAFT or content.number is None:
        return
    known = plans_visible_to(actor).filter(
        issuing_unit=issuer, year=content.year, symbol=content.symbol, number=content.number
    )
    if known.exists():
        raise NotNow(
            f"Kế hoạch số {content.number}/{content.symbol} của {issuer.short_name} đã có trên cổng; mở kế hoạch đó "
            "để soạn theo, không cần nhập thêm."
        )


def _keep(
    document: ImportedDocument, content: PlanContent, pdf: bytes, issuer: IssuingUnit, keep_as: KeepAs, actor: Actor
) -> Plan:
    is_issued = keep_as != KeepAs.DRAFT
    plan = keep_content(
        content,
        unit=issuer,
        actor=actor,
        campaign=Campaign.objects.filter(year=content.year).first(),
        is_archive_copy=is_issued and (content.number is None or content.issued_on is None),
    )
    if is_issued:
        plan.recorded_by = document.unit if keep_as == KeepAs.ANOTHERS else None
        freeze(plan, content, pdf, actor=actor, reason=f"nhập từ tệp {document.file_name}"[:200])
    document.status, document.kept_as, document.plan = ImportStatus.KEPT, keep_as, plan
    document.updated_at = clock.now()
    document.save(update_fields=["status", "kept_as", "plan", "updated_at"])
    audit.record(
        Event.IMPORT_KEPT,
        actor=actor,
        plan=plan,
        unit_id=document.unit_id,
        subject=document.file_name,
        after={
            "import": document.pk,
            "as": keep_as.value,
            "recorded_by": document.unit.code,
            "number": content.number if is_issued else None,
            "sha256": document.sha256,
        },
    )
    return plan


@transaction.atomic
def remove_copy(plan: Plan, *, actor: Actor) -> ImportedDocument | None:
    """Take back a copy that was kept by mistake; the document it came from may be corrected and kept again.

    Raises NotAllowed, NotNow when a plan was made from it.
    """
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit", "recorded_by").get(pk=plan.pk)
    may_remove_copy(actor, fresh).require()
    if ParentDocument.objects.filter(parent_plan=fresh, plan__removed_at=None).exists():
        raise NotNow("Đã có kế hoạch soạn từ bản này nên không bỏ được; xóa dự thảo đó trước.")
    fresh.removed_at = clock.now()
    fresh.save(update_fields=["removed_at"])
    document = ImportedDocument.objects.filter(plan=fresh).defer("original").first()
    if document is not None:
        document.status = ImportStatus.NEEDS_LOOK
        document.kept_as, document.plan, document.updated_at = "", None, clock.now()
        document.save(update_fields=["status", "kept_as", "plan", "updated_at"])
    audit.record(
        Event.COPY_REMOVED, actor=actor, plan=fresh, unit_id=fresh.recorded_by_id, before={"abstract": fresh.abstract}
    )
    return document
