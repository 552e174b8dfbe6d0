"""One-time links over HTTP: given and taken back by the receiver's people, opened by whoever holds one.

What a holder opens is found by the secret alone and is always the link's own report: no address below a link has a
report's number in it. The screens are those of `edit` and `filing`, with addresses of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from .... import clock
from ....content.vietnamese import lowered
from ....exceptions import PortalError
from ....forms.reporting.links import GiveLinkForm
from ....queries.reporting.addresses.links import LinkState, link_by, link_of, link_rows, state_of
from ....queries.reporting.reports import may_stand_in, reports_visible_to
from ....queries.reporting.tasks import head_of
from ....rules.reports import ReportVerb
from ....services.mailing.letters import absolute
from ....services.reporting.addresses import links as service
from ...access import PortalRequest, signed_in
from ...catalogue.answers import Done, Page, change
from ...errors import portal_error_response, wants_json
from ...issuing.limiting import is_too_often
from ..edit import lead_on, render_section
from ..filing import render_file, render_nothing
from ..routes import ALONE, ReportRoutes, address_of, section_key
from .secrecy import sealed

if TYPE_CHECKING:
    from ....models import ReportLink

#: Requests of one address a minute: an office shares one, and the editor saves every few seconds.
A_MINUTE = 120
_SHOWN = "report_link"
_NEVER_GIVEN = "Không có báo cáo nào ở liên kết này; kiểm tra lại liên kết được gửi, hoặc gọi nơi nhận báo cáo."
_TOO_OFTEN = "Mở liên kết quá nhiều lần từ một địa chỉ mạng. Chờ một phút rồi thử lại; những gì đã lưu vẫn còn."

# --- giving and taking back


@signed_in
def report_link(request: PortalRequest, pk: int) -> HttpResponse:
    """The report's links; a POST gives a new one, whose address is shown once."""
    actor = request.actor
    report = get_object_or_404(reports_visible_to(actor), pk=pk)
    just_given = link_of(report, request.session.pop(_SHOWN, 0)) if request.method == "GET" else None
    path = service.address_of_link(just_given) if just_given else None
    decision, head = may_stand_in(actor, ReportVerb.LINK, report), head_of(report)
    page = Page(
        title=f"Liên kết làm báo cáo cho {report.unit.short_name}",
        act="Tạo liên kết",
        back=address_of("round-detail", report.round_id) or reverse("my-work"),
        decision=decision,
        template="plans/reporting/link_give.html",
        more={
            "report": report,
            "head": head,
            "title_inside": lowered(head.title),
            "links": link_rows(report, clock.now()),
            "given": just_given,
            "address": absolute(path) if path else "",
            "type_in_url": address_of("report-type-in", report.pk),
        },
    )

    def make(sent: QueryDict | None) -> GiveLinkForm:
        return GiveLinkForm(sent, address=report.unit.email)

    def act(form: GiveLinkForm) -> Done:
        link, _ = service.give_link(report, actor=actor, **form.cleaned_data)
        request.session[_SHOWN] = link.pk
        by_mail = f" và gửi tới {report.unit.email}" if form.cleaned_data.get("by_mail") else ""
        return Done(to=request.path, said=f"Đã tạo liên kết cho {link.given_to}{by_mail}. Địa chỉ chỉ hiện một lần.")

    return sealed(change(request, page, make, act), has_form=True)


@signed_in
@require_POST
def report_link_revoke(request: PortalRequest, pk: int, link_id: int) -> HttpResponse:
    """Take a link back."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    link = link_of(report, link_id)
    if link is None:
        return redirect("report-link", pk=pk)
    service.revoke_link(link, actor=request.actor)
    messages.success(request, f"Đã thu hồi liên kết giao cho {link.given_to}.")
    return redirect("report-link", pk=pk)


# --- opening


class LinkRoutes(ReportRoutes):
    """Where the screens of a report lead for who holds a link: nowhere but to this report."""

    has_account = False
    supplement = home = detail = sheet = sheet_upload = ""

    def __init__(self, pk: int, secret: str) -> None:
        super().__init__(pk)
        self.secret = secret

    def section(self, key: str) -> str:
        """The editor of a section."""
        return reverse("report-by-link-section", args=[self.secret, key or ALONE])

    @property
    def start(self) -> str:
        """The first unfinished section."""
        return reverse("report-by-link-start", args=[self.secret])

    @property
    def file(self) -> str:
        """The preview, from which the report is filed."""
        return reverse("report-by-link-file", args=[self.secret])

    @property
    def nothing(self) -> str:
        """Không phát sinh for the whole report."""
        return reverse("report-by-link-nothing", args=[self.secret])

    @property
    def done(self) -> str:
        """The link's own page, which says that the report has been filed."""
        return reverse("report-by-link", args=[self.secret])


P = ParamSpec("P")
Opened = Callable[Concatenate[HttpRequest, "ReportLink", LinkRoutes, P], HttpResponse]


def _by_link(view: Opened[P]) -> Callable[..., HttpResponse]:
    """Let only an open link through, a limited number of times a minute; every answer keeps the secret."""

    @wraps(view)
    def guarded(request: HttpRequest, /, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_too_often(request, "report-link", a_minute=A_MINUTE):
            return _refused(request, _TOO_OFTEN, status=429)
        link = link_by(secret)
        if link is None:
            return _refused(request, _NEVER_GIVEN, status=404)
        ended = service.ended_words(link)
        if ended:
            return _refused(request, ended, status=410, link=link)
        service.open_link(link)
        try:
            answer = view(request, link, LinkRoutes(link.report_id, secret), *args, **kwargs)
        except PortalError as error:  # answered here, so that its address is not logged either
            answer = portal_error_response(request, error)
        return sealed(answer, has_form=True)

    return guarded


@_by_link
def report_by_link(request: HttpRequest, link: ReportLink, routes: LinkRoutes) -> HttpResponse:
    """What the link is for, and how to begin."""
    report = link.report
    context = {"link": link, "report": report, "head": head_of(report), "routes": routes}
    return render(request, "plans/reporting/link_open.html", context)


@_by_link
def report_by_link_start(request: HttpRequest, link: ReportLink, routes: LinkRoutes) -> HttpResponse:
    """The first unfinished section."""
    return lead_on(request, link.report, service.actor_of(link), routes=routes)


@_by_link
def report_by_link_section(request: HttpRequest, link: ReportLink, routes: LinkRoutes, key: str) -> HttpResponse:
    """A section: its page, and where it is saved."""
    return render_section(request, link.report, service.actor_of(link), section_key(key), routes=routes)


@_by_link
def report_by_link_file(request: HttpRequest, link: ReportLink, routes: LinkRoutes) -> HttpResponse:
    """The preview; a POST files the report and closes the link."""
    return _closing(link, render_file(request, link.report, service.actor_of(link), routes=routes))


@_by_link
def report_by_link_nothing(request: HttpRequest, link: ReportLink, routes: LinkRoutes) -> HttpResponse:
    """Không phát sinh; a POST files it and closes the link."""
    return _closing(link, render_nothing(request, link.report, service.actor_of(link), routes=routes))


def _closing(link: ReportLink, answer: HttpResponse) -> HttpResponse:
    link.report.refresh_from_db()
    if state_of(link, clock.now()) == LinkState.USED:
        service.close_link(link)
    return answer


def _refused(request: HttpRequest, sentence: str, *, status: int, link: ReportLink | None = None) -> HttpResponse:
    """One sentence and whom to call; after filing, that it was filed."""
    if wants_json(request):
        code = "too-often" if status == 429 else "link-ended"
        return sealed(JsonResponse({"ok": False, "code": code, "message": sentence}, status=status))
    filed = link.report if link is not None and state_of(link, clock.now()) == LinkState.USED else None
    context = {"sentence": sentence, "filed": filed, "status": status}
    return sealed(render(request, "plans/reporting/link_refused.html", context, status=status))
