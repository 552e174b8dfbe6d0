"""Screens of a unit's posts, their holders, and the roles of people."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ... import clock
from ...forms.catalogue.people import EndMembershipForm, HoldingForm, MembershipForm, PostForm
from ...queries import catalogues
from ...rules.catalogue import may_edit_unit
from ...services.administering import people as service
from ..access import PortalRequest, signed_in
from .answers import Done, Page, change
from .units import trail


@signed_in
def post_create(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Add a post that signs."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = _page(actor, unit, "Thêm chức vụ", act="Thêm chức vụ")

    def act(form: PostForm) -> Done:
        post = service.add_post(unit, actor=actor, **form.cleaned_data)
        said = f"Đã thêm chức vụ {post.title}. Bước sau: ghi người giữ chức vụ này."
        return Done(to=reverse("holding-create", args=[post.pk]), said=said)

    return change(request, page, PostForm, act)


@signed_in
def post_edit(request: PortalRequest, post_id: int) -> HttpResponse:
    """Change a post."""
    actor = request.actor
    post = get_object_or_404(catalogues.posts(actor), pk=post_id)
    page = _page(
        actor,
        post.unit,
        "Sửa chức vụ",
        act="Lưu chức vụ",
        lead="Dự thảo do người giữ chức vụ này ký sẽ in theo tên mới; văn bản đã ban hành giữ nguyên.",
    )
    initial = {name: getattr(post, name) for name in PostForm.base_fields}

    def act(form: PostForm) -> Done:
        saved = service.change_post(post, actor=actor, **form.cleaned_data)
        return Done(to=page.back, said=f"Đã lưu chức vụ {saved.title}.")

    return change(request, page, lambda sent: PostForm(sent, initial=initial), act)


@signed_in
def holding_create(request: PortalRequest, post_id: int) -> HttpResponse:
    """Say who holds a post."""
    actor = request.actor
    post = get_object_or_404(catalogues.posts(actor), pk=post_id)
    page = _page(actor, post.unit, f"Thêm người giữ chức vụ {post.title}", act="Thêm người giữ chức vụ")

    def act(form: HoldingForm) -> Done:
        holding = service.add_holding(post, actor=actor, **form.values())
        return Done(to=page.back, said=f"Đã ghi {holding.person_name} giữ chức vụ {post.title}.")

    return change(request, page, lambda sent: HoldingForm(sent, actor=actor), act)


@signed_in
def holding_edit(request: PortalRequest, holding_id: int) -> HttpResponse:
    """Change who holds a post, or until when."""
    actor = request.actor
    holding = get_object_or_404(catalogues.holdings(actor), pk=holding_id)
    page = _page(actor, holding.post.unit, f"Sửa người giữ chức vụ {holding.post.title}", act="Lưu người giữ chức vụ")
    initial = {name: getattr(holding, name) for name in ("person_name", "valid_from", "valid_until")}
    initial["username"] = holding.user.username if holding.user else ""

    def act(form: HoldingForm) -> Done:
        saved = service.change_holding(holding, actor=actor, **form.values())
        return Done(to=page.back, said=f"Đã lưu: {saved.person_name}, {holding.post.title}.")

    return change(request, page, lambda sent: HoldingForm(sent, initial=initial, actor=actor), act)


@signed_in
def membership_create(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Give an existing account a role."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = _page(
        actor,
        unit,
        "Giao vai trò",
        act="Giao vai trò",
        lead="Người được giao làm việc được ngay từ ngày bắt đầu. Tài khoản mới do quản trị hệ thống lập.",
    )

    def act(form: MembershipForm) -> Done:
        row = service.add_membership(unit, actor=actor, **form.values())
        return Done(to=page.back, said=f"Đã giao vai trò {row.get_role_display()} cho {row.user}.")

    initial = {"valid_from": clock.today()}
    return change(request, page, lambda sent: MembershipForm(sent, initial=initial, actor=actor), act)


@signed_in
def membership_end(request: PortalRequest, membership_id: int) -> HttpResponse:
    """End a role on a day."""
    actor = request.actor
    row = catalogues.membership(actor, membership_id)
    if row is None:
        raise Http404
    page = Page(
        title=f"Kết thúc vai trò {row.get_role_display()} của {row.user}",
        lead="Sau ngày này người đó không còn làm được việc của vai trò này; những gì đã làm được giữ nguyên.",
        act="Kết thúc vai trò",
        back=reverse("unit-detail", args=[row.unit_id]),
        decision=service.may_end_membership(actor, row),
        trail=trail(row.unit),
    )

    def act(form: EndMembershipForm) -> Done:
        service.end_membership(row, actor=actor, last_day=form.cleaned_data["last_day"])
        day = catalogues.in_words(row.valid_until)
        return Done(to=page.back, said=f"{row.user} giữ vai trò {row.get_role_display()} đến hết ngày {day}.")

    initial = {"last_day": row.valid_until or clock.today()}
    return change(request, page, lambda sent: EndMembershipForm(sent, initial=initial), act)


def _page(actor: Any, unit: Any, title: str, *, act: str, lead: str = "") -> Page:
    return Page(
        title=title if unit.short_name in title else f"{title}: {unit.short_name}",
        lead=lead,
        act=act,
        back=reverse("unit-detail", args=[unit.pk]),
        decision=may_edit_unit(actor, unit),
        trail=trail(unit),
    )
