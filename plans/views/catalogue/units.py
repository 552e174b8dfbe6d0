"""Screens of units: the list, a unit's page, its form, its closing, its usual recipients."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ... import clock
from ...exceptions import StaleEdit
from ...forms.catalogue.units import CloseUnitForm, RecipientsForm, UnitFilterForm, UnitForm, unit_values
from ...queries import catalogues
from ...rules.catalogue import may_add_unit, may_edit_unit, may_keep_unit, may_place_unit
from ...rules.decision import Decision
from ...services.administering import units as service
from ..access import PortalRequest, signed_in
from .answers import Done, Page, Trail, change, confirm

_A_PAGE = 50


@signed_in
def unit_list(request: PortalRequest) -> HttpResponse:
    """Đơn vị: searched, narrowed by level, province and state, fifty a page."""
    actor, today = request.actor, clock.today()
    form = UnitFilterForm(
        request.GET,
        levels=[(level.code, level.name) for level in catalogues.levels(actor)],
        provinces=[(unit.pk, unit.short_name.removeprefix("UBND ")) for unit in catalogues.provinces(actor)],
    )
    form.is_valid()
    asked = form.cleaned_data
    ids = catalogues.find_units(
        actor,
        today=today,
        words=asked.get("tim") or "",
        level=asked.get("cap") or "",
        province=asked.get("tinh"),
        state=asked.get("tinh_trang") or "open",
    )
    page = Paginator(ids, _A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": catalogues.unit_rows(actor, list(page.object_list)),
        "may_add": may_add_unit(actor, None),
        "own_unit": actor.unit_id,
    }
    return render(request, "plans/catalogue/unit_list.html", context)


@signed_in
def unit_detail(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Everything kept about a unit, and what may be done to it."""
    actor, today = request.actor, clock.today()
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    may_see_people = actor.unit_id == unit.pk or may_keep_unit(actor, unit).allowed
    context = {
        "shown": catalogues.unit_page(actor, unit, today),
        "unit": unit,
        "may_edit": may_edit_unit(actor, unit),
        "may_place": may_place_unit(actor, unit),
        "may_see_people": may_see_people,
        "roles": list(catalogues.memberships(actor, unit)),
        "create_url": f"{reverse('unit-create')}?cap-tren={unit.pk}",
        "agency_url": f"{reverse('agency-create')}?don-vi={unit.pk}",
        "trail": trail(),
        "today": today,
    }
    return render(request, "plans/catalogue/unit_detail.html", context)


@signed_in
def unit_create(request: PortalRequest) -> HttpResponse:
    """Add a unit, under the one whose page one comes from."""
    actor = request.actor
    asked = request.GET.get("cap-tren", "")
    under = get_object_or_404(catalogues.units(actor), pk=asked) if asked.isascii() and asked.isdigit() else None
    page = Page(
        title=f"Thêm đơn vị trực thuộc {under.short_name}" if under else "Thêm đơn vị không có cấp trên",
        lead="Đơn vị cấp trên quyết định đơn vị này thấy kế hoạch nào; chọn nhầm thì đóng đơn vị và thêm lại.",
        act="Thêm đơn vị",
        back=reverse("unit-detail", args=[under.pk]) if under else reverse("unit-list"),
        decision=may_add_unit(actor, under),
        trail=trail(under) if under else trail(),
    )

    def act(form: UnitForm) -> Done:
        standing = form.standing()
        assert standing is not None  # the form of a new unit has every field
        unit = service.create_unit(actor=actor, under=under, facts=form.facts(), standing=standing)
        return Done(to=_to(unit), said=f"Đã thêm {unit.short_name}.")

    initial = {"archive_note": "VT", "regime": "collective"}
    return change(request, page, lambda sent: UnitForm(sent, initial=initial, actor=actor, may_place=True), act)


@signed_in
def unit_edit(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Change a unit's facts; when somebody else was faster, both values stand side by side."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    may_place = may_place_unit(actor, unit).allowed
    page = _page(unit, "Sửa đơn vị", act="Lưu thông tin đơn vị", decision=may_edit_unit(actor, unit))

    def make(sent: QueryDict | None) -> UnitForm:
        return UnitForm(sent, initial=unit_values(unit), actor=actor, may_place=may_place)

    def act(form: UnitForm) -> Done:
        revision, standing = form.cleaned_data["revision"], form.standing()
        saved = service.save_unit(unit, actor=actor, revision=revision, facts=form.facts(), standing=standing)
        return Done(to=_to(saved), said=f"Đã lưu thông tin {saved.short_name}.")

    try:
        return change(request, page, make, act)
    except StaleEdit as error:
        return _stale(request, page, make, error)


def _stale(request: HttpRequest, page: Page, make: Any, error: StaleEdit) -> HttpResponse:
    """The form with everything that was typed, ready to be sent again, under a list of what differs from the stored."""
    sent = request.POST.copy()
    sent["revision"] = str(error.revision)
    form = make(sent)
    form.is_valid()
    differing = [
        (form[name].label, catalogues.in_words(form.initial[name]), catalogues.in_words(value))
        for name, value in form.cleaned_data.items()
        if name != "revision" and form.fields[name].has_changed(form.initial[name], form[name].value())
    ]
    context = {"page": page, "form": form, "stale": error, "differing": differing}
    return render(request, page.template, context, status=error.status)


@signed_in
def unit_close(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Say until when a unit works and who takes over, or correct that."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    shown = catalogues.unit_page(actor, unit, clock.today())
    page = _page(
        unit,
        "Sửa việc ngừng hoạt động" if unit.is_closed else "Đóng đơn vị",
        act="Lưu ngày và đơn vị kế thừa" if unit.is_closed else "Đóng đơn vị",
        decision=may_place_unit(actor, unit),
        lead="Sau ngày này đơn vị không soạn kế hoạch mới; kế hoạch đã ban hành được giữ nguyên như khi ban hành.",
        more={"open_below": 0 if unit.is_closed else shown.open_below, "reopen_of": unit if unit.is_closed else None},
    )
    initial = {
        "closed_on": unit.closed_on,
        "basis": unit.closing_basis,
        "successors": [f"{link.successor.code} {link.successor.short_name}" for link in shown.successions],
        "revision": unit.revision,
    }

    def act(form: CloseUnitForm) -> Done:
        closed = service.close_unit(unit, actor=actor, **form.cleaned_data)
        said = f"Đã ghi: {closed.short_name} hoạt động đến hết ngày {catalogues.in_words(closed.closed_on)}."
        return Done(to=_to(closed), said=said)

    def make(sent: QueryDict | None) -> CloseUnitForm:
        return CloseUnitForm(sent, initial=initial, actor=actor)

    try:
        return change(request, page, make, act)
    except StaleEdit as error:
        return _stale(request, page, make, error)


@signed_in
def unit_reopen(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Take back a closing that was entered by mistake."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = _page(
        unit,
        "Mở lại đơn vị",
        act="Mở lại đơn vị",
        decision=may_place_unit(actor, unit),
        lead=f"Ngày ngừng hoạt động, văn bản sắp xếp và đơn vị kế thừa của {unit.short_name} sẽ bị bỏ; "
        "đơn vị lại soạn được kế hoạch.",
    )

    def act() -> Done:
        service.reopen_unit(unit, actor=actor, revision=unit.revision)
        return Done(to=_to(unit), said=f"Đã mở lại {unit.short_name}.")

    return confirm(request, page, act)


@signed_in
def unit_recipients(request: PortalRequest, unit_id: int) -> HttpResponse:
    """The lines of Nơi nhận a unit usually prints."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = _page(
        unit,
        "Sửa nơi nhận mẫu",
        act="Lưu nơi nhận mẫu",
        decision=may_edit_unit(actor, unit),
        lead="Kế hoạch mới của đơn vị bắt đầu với các dòng này; kế hoạch đang soạn không đổi.",
    )
    initial = {"lines": list(unit.recipient_presets.values_list("text", flat=True))}

    def act(form: RecipientsForm) -> Done:
        kept = service.set_recipients(unit, actor=actor, lines=form.cleaned_data["lines"])
        dropped = len(form.cleaned_data["lines"]) - len(kept)
        said = f"Đã lưu {len(kept)} dòng nơi nhận." + (f" Bỏ {dropped} dòng trùng." if dropped else "")
        return Done(to=_to(unit), said=said)

    return change(request, page, lambda sent: RecipientsForm(sent, initial=initial), act)


def trail(unit: Any = None) -> Trail:
    """The way to a page of a unit."""
    start: Trail = (("Danh mục", reverse("catalogue")), ("Đơn vị", reverse("unit-list")))
    return (*start, (unit.short_name, _to(unit))) if unit else start


def _to(unit: Any) -> str:
    return reverse("unit-detail", args=[unit.pk])


def _page(unit: Any, title: str, *, act: str, decision: Decision, lead: str = "", more: Any = None) -> Page:
    return Page(
        title=f"{title}: {unit.short_name}",
        act=act,
        back=_to(unit),
        decision=decision,
        lead=lead,
        trail=trail(unit),
        more=more or {},
    )
