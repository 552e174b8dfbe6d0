"""Hình chữ ký của mình, hình dấu của đơn vị: the pictures shown over signatures."""

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ...exceptions import Invalid
from ...forms.signing import MarkForm
from ...queries import catalogues
from ...queries.issuing.signing import mark_of
from ...rules.decision import YES
from ...services.signing import marks
from ..access import PortalRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_marks(request: PortalRequest) -> HttpResponse:
    """The person's own signature: shown, replaced, removed."""
    context = {
        "title": "Hình chữ ký của mình",
        "lead": "Hình chữ ký tay màu xanh, nền trong suốt; hiện trên văn bản khi mình ký số. Chưa có hình thì chỗ ký "
        "ghi tên và giờ ký.",
        "what": "chữ ký",
        "decision": YES,
        "back": reverse("my-work"),
        "back_label": "Về Việc của tôi",
        "action": reverse("my-marks"),
        "is_seal": False,
    }
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                marks.remove_own_signature(actor=request.actor)
                messages.success(request, "Đã xóa hình chữ ký.")
            else:
                marks.keep_own_signature(actor=request.actor, picture=_picture(request))
                messages.success(request, "Đã lưu hình chữ ký.")
            return redirect("my-marks")
        except Invalid as error:
            return _page(request, context, error)
    return _page(request, context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def unit_seal(request: PortalRequest, unit_id: int) -> HttpResponse:
    """The unit's seal: its clerk or administrator keeps it; nobody else may take the picture away."""
    unit = get_object_or_404(catalogues.units(request.actor), pk=unit_id)
    decision = marks.may_keep_seal(request.actor, unit)
    context = {
        "title": f"Hình dấu của {unit.short_name}",
        "lead": "Hình dấu màu đỏ đúng cỡ thật, nền trong suốt; hiện trùm một phần ba chữ ký của lãnh đạo khi "
        "cơ quan ký số.",
        "what": "dấu",
        "decision": decision,
        "back": reverse("unit-detail", args=[unit.pk]),
        "back_label": f"Về {unit.short_name}",
        "action": reverse("unit-seal", args=[unit.pk]),
        "is_seal": True,
        "unit": unit,
    }
    decision.require()
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                marks.remove_seal(unit, actor=request.actor)
                messages.success(request, "Đã xóa hình dấu.")
            else:
                marks.keep_seal(unit, actor=request.actor, picture=_picture(request))
                messages.success(request, "Đã lưu hình dấu.")
            return redirect("unit-seal", unit_id=unit.pk)
        except Invalid as error:
            return _page(request, context, error)
    return _page(request, context)


def _picture(request: PortalRequest) -> bytes:
    chosen = request.FILES.get("picture")
    if chosen is None:
        raise Invalid("Chưa chọn tệp hình; chọn một tệp PNG.")
    if (chosen.size or 0) > marks.MOST_BYTES:
        raise Invalid("Tệp hình lớn quá 2 MB; lưu lại nhỏ hơn rồi chọn lại.")
    return chosen.read()


def _page(request: PortalRequest, context: dict, error: Invalid | None = None) -> HttpResponse:
    """The picture travels inside the page, which the browser does not keep: it has no address of its own."""
    unit = context.get("unit")
    mark = mark_of(unit_id=unit.pk) if unit is not None else mark_of(user_id=request.actor.user_id)
    picture = base64.b64encode(bytes(mark.png)).decode() if mark is not None else ""
    context |= {"mark": mark, "picture": picture, "form": MarkForm(), "error": error}
    response = render(request, "plans/signing/mark.html", context, status=error.status if error else 200)
    response["Cache-Control"] = "private, no-store"
    return response
