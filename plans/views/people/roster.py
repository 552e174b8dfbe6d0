"""Screens of a unit's people: who does what from when to when, the days of a role, handing over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ... import clock
from ...forms.people import HandoverForm, RoleForm
from ...queries import catalogues
from ...queries.persons import handover as found
from ...queries.persons.invitations import invitation_rows
from ...queries.persons.roster import colleague, colleagues, roster
from ...rules.catalogue import may_edit_unit, may_keep_unit
from ...rules.people import OPEN
from ...services.administering.people import may_end_membership
from ...services.people.handing_over import hand_over
from ...services.people.inviting import link_of
from ...services.people.roles import change_role
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, Trail, change
from ..catalogue.units import trail


@signed_in
def unit_people(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Người của đơn vị: roles and posts with their days, and the invitations for who keeps the unit."""
    actor, unit = request.actor, _unit(request, unit_id)
    keeps = may_keep_unit(actor, unit)
    if actor.unit_id != unit.pk:
        keeps.require()
    people = roster(actor, unit, clock.today())
    context = {
        "unit": unit,
        "people": [(one, [(row, _changeable(actor, unit, row)) for row in one.roles]) for one in people],
        "invitations": [
            (row, _whole(request, link_of(row.invitation)) if row.state == OPEN else "")
            for row in invitation_rows(actor, unit, clock.now())
        ],
        "may_edit": may_edit_unit(actor, unit),
        "may_keep": keeps,
        "trail": trail(unit),
        "today": clock.today(),
    }
    return render(request, "plans/people/unit_people.html", context)


@signed_in
def role_edit(request: PortalRequest, membership_id: int) -> HttpResponse:
    """Change the days of a role."""
    row = catalogues.membership(request.actor, membership_id)
    if row is None:
        raise Http404
    page = Page(
        title=f"Sửa vai trò {row.get_role_display()} của {row.user}",
        lead="Trong thời gian này người đó làm được việc của vai trò; những gì đã làm được giữ nguyên.",
        act="Lưu thời gian của vai trò",
        back=reverse("unit-people", args=[row.unit_id]),
        decision=may_end_membership(request.actor, row),
        trail=people_trail(row.unit),
    )
    initial = {name: getattr(row, name) for name in ("post_name", "valid_from", "valid_until")}

    def act(form: RoleForm) -> Done:
        saved = change_role(row, actor=request.actor, **form.cleaned_data)
        return Done(to=page.back, said=f"Đã lưu vai trò {saved.get_role_display()} của {saved.user}.")

    return change(request, page, lambda sent: RoleForm(sent, initial=initial), act)


@signed_in
def person_hand_over(request: PortalRequest, unit_id: int, user_id: int) -> HttpResponse:
    """Bàn giao công việc: what will move, then one act."""
    actor, unit, today = request.actor, _unit(request, unit_id), clock.today()
    leaver = colleague(actor, unit, user_id)
    if leaver is None:
        raise Http404
    page = Page(
        title=f"Bàn giao công việc của {leaver}",
        act="Bàn giao công việc",
        back=reverse("unit-people", args=[unit.pk]),
        decision=may_edit_unit(actor, unit),
        trail=people_trail(unit),
        more={
            "work": found.open_work(actor, unit, leaver, today),
            "left_empty": found.roles_left_empty(unit, leaver, today),
            "leaver": leaver,
            "unit": unit,
        },
        template="plans/people/hand_over.html",
    )

    def act(form: HandoverForm) -> Done:
        moved = hand_over(unit, actor=actor, leaver=leaver, **form.cleaned_data)
        day = catalogues.in_words(form.cleaned_data["last_day"])
        said = (
            f"Đã bàn giao {moved.work} việc và {moved.notices} thông báo cho {form.cleaned_data['successor']}; "
            f"{leaver} làm ở {unit.short_name} đến hết ngày {day}."
        )
        return Done(to=page.back, said=said)

    successors = colleagues(unit, today, but=leaver)
    initial = {"last_day": today, "gives_roles": True}
    return change(request, page, lambda sent: HandoverForm(sent, initial=initial, successors=successors), act)


def _changeable(actor: Any, unit: Any, row: Any) -> Any:
    row.unit = unit  # one unit for all rows: nothing to fetch
    return may_end_membership(actor, row)


def people_trail(unit: Any) -> Trail:
    """The way to a page below the unit's people."""
    return (*trail(unit), ("Người của đơn vị", reverse("unit-people", args=[unit.pk])))


def _unit(request: PortalRequest, unit_id: int) -> Any:
    return get_object_or_404(catalogues.units(request.actor), pk=unit_id)


def _whole(request: HttpRequest, path: str | None) -> str:
    return request.build_absolute_uri(path) if path else ""
