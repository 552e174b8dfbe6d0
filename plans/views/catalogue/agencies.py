"""Screens of agencies with their counterparts, and of legal documents."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ... import clock
from ...forms.catalogue.agencies import AgencyForm, LegalDocumentForm, agency_values, legal_values
from ...queries import catalogues
from ...rules.catalogue import may_edit_unit, may_keep_national
from ...services.administering import agencies as service
from ..access import PortalRequest, signed_in
from .answers import Done, Page, Trail, change


@signed_in
def agency_list(request: PortalRequest) -> HttpResponse:
    """Cơ quan, tổ chức: general ones and those of one's own unit, by level."""
    actor = request.actor
    own = catalogues.units(actor).filter(pk=actor.unit_id).first()
    level = request.GET.get("cap", "")
    context = {
        "groups": catalogues.agencies_by_level(actor, level),
        "levels": catalogues.agency_levels(actor),
        "level": level,
        "national": may_keep_national(actor),
        "own_unit": own,
        "own_url": f"{reverse('agency-create')}?don-vi={actor.unit_id}",
        "may_own": may_edit_unit(actor, own) if own else None,
        "today": clock.today(),
    }
    return render(request, "plans/catalogue/agency_list.html", context)


@signed_in
def agency_create(request: PortalRequest) -> HttpResponse:
    """Add a general agency, or one of a unit's own."""
    actor = request.actor
    asked = request.GET.get("don-vi", "")
    owner = get_object_or_404(catalogues.units(actor), pk=asked) if asked.isascii() and asked.isdigit() else None
    page = Page(
        title=f"Thêm cơ quan riêng của {owner.short_name}" if owner else "Thêm cơ quan vào danh mục chung",
        lead=_OWN if owner else "",
        act="Thêm cơ quan",
        back=reverse("agency-list"),
        decision=service.may_keep_agencies(actor, owner),
        trail=_trail(),
    )

    def act(form: AgencyForm) -> Done:
        made = service.save_agency(None, actor=actor, facts=form.facts(), owner=owner, counterparts=form.counterparts())
        return Done(to=page.back, said=f"Đã thêm {made.name}.")

    initial = {"level": owner.level_id if owner else None}
    return change(request, page, lambda sent: AgencyForm(sent, initial=initial, actor=actor), act)


_OWN = "Dòng riêng của đơn vị được dùng trước dòng chung mang cùng mã."


@signed_in
def agency_edit(request: PortalRequest, agency_id: int) -> HttpResponse:
    """Change an agency and who answers to it below."""
    actor = request.actor
    agency = get_object_or_404(catalogues.agencies(actor), pk=agency_id)
    page = Page(
        title=f"Sửa cơ quan: {agency.name}",
        lead=_OWN if agency.owner else "Đổi tên ở đây không đổi chữ trong kế hoạch đã soạn.",
        act="Lưu cơ quan",
        back=reverse("agency-list"),
        decision=service.may_keep_agencies(actor, agency.owner),
        trail=_trail(),
    )

    def act(form: AgencyForm) -> Done:
        saved = service.save_agency(agency, actor=actor, facts=form.facts(), counterparts=form.counterparts())
        return Done(to=page.back, said=f"Đã lưu {saved.name}.")

    def make(sent: Any) -> AgencyForm:
        return AgencyForm(sent, initial=agency_values(agency), actor=actor, agency=agency)

    return change(request, page, make, act)


@signed_in
def legal_document_list(request: PortalRequest) -> HttpResponse:
    """Căn cứ pháp lý: in force first, with what replaced the others."""
    context = {
        "documents": catalogues.legal_documents(request.actor),
        "national": may_keep_national(request.actor),
        "today": clock.today(),
    }
    return render(request, "plans/catalogue/legal_document_list.html", context)


@signed_in
def legal_document_create(request: PortalRequest) -> HttpResponse:
    """Add a legal document."""
    actor = request.actor
    page = _legal_page(actor, "Thêm căn cứ pháp lý", "Thêm căn cứ")

    def act(form: LegalDocumentForm) -> Done:
        service.save_legal_document(None, actor=actor, facts=form.facts())
        return Done(to=page.back, said="Đã thêm căn cứ pháp lý.")

    return change(request, page, lambda sent: LegalDocumentForm(sent, actor=actor), act)


@signed_in
def legal_document_edit(request: PortalRequest, document_id: int) -> HttpResponse:
    """Change a legal document, or say until when it is in force."""
    actor = request.actor
    document = get_object_or_404(catalogues.legal_documents(actor), pk=document_id)
    page = _legal_page(actor, "Sửa căn cứ pháp lý", "Lưu căn cứ")

    def act(form: LegalDocumentForm) -> Done:
        service.save_legal_document(document, actor=actor, facts=form.facts())
        return Done(to=page.back, said="Đã lưu căn cứ pháp lý.")

    def make(sent: Any) -> LegalDocumentForm:
        return LegalDocumentForm(sent, initial=legal_values(document), actor=actor, document=document)

    return change(request, page, make, act)


def _legal_page(actor: Any, title: str, act: str) -> Page:
    return Page(
        title=title,
        lead="Lời dẫn được in trong kế hoạch mới; kế hoạch đã soạn giữ lời dẫn của mình.",
        act=act,
        back=reverse("legal-document-list"),
        decision=may_keep_national(actor),
        trail=(("Danh mục", reverse("catalogue")), ("Căn cứ pháp lý", reverse("legal-document-list"))),
    )


def _trail() -> Trail:
    return (("Danh mục", reverse("catalogue")), ("Cơ quan, tổ chức", reverse("agency-list")))
