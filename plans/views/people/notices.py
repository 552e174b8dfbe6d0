"""Screens of one's notices: the list, opening one, marking all as seen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from ...queries.persons.notices import notices_of
from ...services import notifying as service
from ..access import PortalRequest, signed_in
from ..middleware import SESSION_KEY

_A_PAGE = 30


@signed_in
def notice_list(request: PortalRequest) -> HttpResponse:
    """Thông báo: everything one was told, newest first; POST marks all of it as seen."""
    if request.method == "POST":
        seen = service.mark_all_read(actor=request.actor)
        messages.success(request, f"Đã đánh dấu {seen} thông báo là đã xem." if seen else "Không có thông báo nào mới.")
        return redirect("notices")
    page = Paginator(notices_of(request.actor), _A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "plans/people/notices.html", {"page_obj": page, "rows": list(page.object_list)})


@signed_in
def notice_open(request: PortalRequest, pk: int) -> HttpResponse:
    """Go to the page a notice is about, in the unit it was meant for, and remember that it was seen."""
    notice = get_object_or_404(notices_of(request.actor), pk=pk)
    service.mark_read(notice, actor=request.actor)
    desk = next((one for one in request.desks if one.unit_id == notice.unit_id), None)
    if desk is not None and not desk.is_current:
        request.session[SESSION_KEY] = desk.membership_id
        messages.info(request, f"Đã chuyển sang làm việc ở {desk.unit_name}.")
    is_ours = url_has_allowed_host_and_scheme(notice.path, {request.get_host()}, require_https=request.is_secure())
    return redirect(notice.path if notice.path and is_ours else "notices")
