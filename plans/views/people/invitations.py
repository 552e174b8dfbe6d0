"""Screens of invitations: inviting, taking back, and the page a link leads to."""

from datetime import date

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ... import clock
from ...exceptions import Invalid, PortalError
from ...forms.people import InvitationForm, JoinForm
from ...queries import catalogues
from ...queries.persons import invitations as found
from ...rules.catalogue import may_edit_unit
from ...rules.people import may_accept, may_withdraw
from ...services.people import inviting as service
from ...services.people.joining import join_as, join_with_new_account
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, change, confirm
from ..middleware import SESSION_KEY
from .roster import people_trail

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@signed_in
def invitation_create(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Mời người vào đơn vị."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = Page(
        title=f"Mời người vào {unit.short_name}",
        lead=f"Người được mời nhận thư có đường dẫn, dùng được một lần trong {service.DAYS_OPEN} ngày; ai chưa có "
        "tài khoản thì tự đặt tên đăng nhập và mật khẩu.",
        act="Gửi lời mời",
        back=reverse("unit-people", args=[unit.pk]),
        decision=may_edit_unit(actor, unit),
        trail=people_trail(unit),
    )

    def act(form: InvitationForm) -> Done:
        names = ("full_name", "email", "post_name", "post", "valid_from", "valid_until")
        facts = {name: form.cleaned_data[name] for name in names}
        made = service.invite(unit, actor=actor, facts=service.InvitationFacts(roles=form.roles(), **facts))
        said = f"Đã mời {made.full_name}; thư đang được gửi tới {made.email}. Đường dẫn cũng có ở danh sách lời mời."
        return Done(to=page.back, said=said)

    posts = unit.posts.all()
    return change(request, page, lambda sent: InvitationForm(sent, posts=posts), act)


@signed_in
def invitation_withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = found.invitation(request.actor, pk)
    if invitation is None:
        raise Http404
    page = Page(
        title=f"Rút lời mời gửi {invitation.full_name}",
        lead=f"Đường dẫn đã gửi tới {invitation.email} sẽ không dùng được nữa.",
        act="Rút lời mời",
        back=reverse("unit-people", args=[invitation.unit_id]),
        decision=may_withdraw(request.actor, invitation, clock.now()),
        trail=people_trail(invitation.unit),
    )

    def act() -> Done:
        service.withdraw_invitation(invitation, actor=request.actor)
        return Done(to=page.back, said=f"Đã rút lời mời gửi {invitation.full_name}.")

    return confirm(request, page, act)


@never_cache
def invitation_accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The page a link leads to: who invites to what, then a new account or the one that is logged in.

    Whoever has the link may open it, so every visit counts against the limit; a secret nobody was given answers like
    one that has expired would, with a sentence.
    """
    refused = consume_or_429(request, action="invitation", key=secret[:100], limit_get=True)
    if refused is not None:
        return _unlogged(refused)
    invitation = found.invitation_by(secret)
    if invitation is None:
        return _show(request, {"refusal": "Không có lời mời nào ở đường dẫn này; kiểm tra lại thư mời."}, status=404)
    decision = may_accept(invitation, clock.now())
    if not decision:
        return _show(request, {"refusal": decision.reason}, status=409)
    user = request.user if request.user.is_authenticated else None
    form = None
    if user is None:
        names = {"full_name": invitation.full_name, "email": invitation.email}
        form = JoinForm(request.POST if request.method == "POST" else None, **names)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if form is None:
                person, membership = join_as(invitation, user=user)  # type: ignore[arg-type]
            else:
                sent = form.cleaned_data
                person, membership = join_with_new_account(
                    invitation, username=sent["username"], password=sent["password"]
                )
        except Invalid as error:
            if form is None:
                return _show(request, {"refusal": error.message}, status=409)
            form.refuse(error)
        except PortalError as error:  # somebody else, or a second press, was faster
            return _show(request, {"refusal": error.message}, status=error.status)
        else:
            if form is not None:
                login(request, person, backend=_BACKEND)
            request.session[SESSION_KEY] = membership.pk
            messages.success(request, _welcome(invitation.unit.short_name, membership.valid_from))
            return redirect("my-work")
    status = 422 if form is not None and form.errors else 200
    return _show(request, {"invitation": invitation, "form": form, "person": user}, status=status)


def _welcome(unit_name: str, begins: date | None) -> str:
    """Where the person is now, or from when on."""
    if begins is not None and begins > clock.today():
        return f"Đã nhận lời mời. Vai trò ở {unit_name} bắt đầu từ ngày {catalogues.in_words(begins)}."
    return f"Đã vào {unit_name}. Việc đang chờ hiện ở trang này."


def _show(request: HttpRequest, more: dict[str, object], *, status: int) -> HttpResponse:
    context = {"refusal": "", "invitation": None, "form": None, "person": None} | more
    return _unlogged(render(request, "plans/people/invitation.html", context, status=status))


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Django writes the address of every refused request into the log, and this one is a secret."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
