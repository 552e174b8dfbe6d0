"""Giữ văn bản: what an imported document becomes, who issued it, and taking a copy back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ... import clock
from ...enums import KeepAs
from ...exceptions import NotAllowed, PortalError
from ...forms.importing import KeepForm
from ...importing.reviewing import review_from_json
from ...queries.importing.issuers import candidates, unit_chosen
from ...queries.importing.screen import review_screen
from ...queries.plans import plans_visible_to
from ...rules.imports import may_remove_copy
from ...services.importing import keeping
from ..access import PortalRequest, signed_in
from .fetching import read_document_or_404

if TYPE_CHECKING:
    from ...models import ImportedDocument

_DONE = {
    KeepAs.ANOTHERS: "Đã giữ làm kế hoạch của {unit}, kèm tệp gốc. Từ đây soạn được kế hoạch của đơn vị mình.",
    KeepAs.OWN_PAST: "Đã giữ làm kế hoạch đã ban hành năm {year}, kèm tệp gốc.",
    KeepAs.DRAFT: "Đã giữ làm dự thảo, kèm tệp gốc. Mọi chỗ sửa được lưu ngay.",
}


@signed_in
@require_http_methods(["GET", "POST"])
def import_keep(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose what it becomes, then keep it."""
    document = read_document_or_404(request, pk)
    if document.plan_id:
        return redirect("plan-detail", document.plan_id)
    if request.method != "POST":
        initial = {"revision": document.revision, "keep_as": request.GET.get("lam", ""), "unit": ""}
        return _page(request, document, KeepForm(initial=initial))
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    wanted = form.wanted()
    try:
        plan = keeping.keep(
            document,
            keep_as=wanted,
            actor=request.actor,
            revision=form.cleaned_data["revision"],
            unit=unit_chosen(request.actor, form.cleaned_data["unit"]) if wanted == KeepAs.ANOTHERS else None,
        )
    except NotAllowed:
        raise
    except PortalError as error:
        return _page(request, document, form, error=error, status=error.status)
    messages.success(request, _DONE[wanted].format(unit=plan.issuing_unit.short_name, year=plan.year))
    return redirect("plan-edit" if wanted == KeepAs.DRAFT else "plan-detail", plan.pk)


def _page(
    request: PortalRequest,
    document: ImportedDocument,
    form: KeepForm,
    *,
    error: PortalError | None = None,
    status: int = 200,
) -> HttpResponse:
    words = request.GET.get("tim", "")[:200]
    review = review_from_json(document.review)
    context = {
        "document": document,
        "screen": review_screen(request.actor, document),
        "form": form,
        "chosen": form["keep_as"].value(),
        "chosen_unit": form["unit"].value(),
        "ways": KeepAs.choices,
        "words": words,
        "candidates": candidates(request.actor, document, review, words=words, today=clock.today()),
        "error": error,
    }
    return render(request, "plans/importing/import_keep.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def copy_remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Take back a copy that was kept by mistake, after asking."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may_remove_copy(request.actor, plan).require()
    if request.method != "POST":
        return render(request, "plans/importing/copy_remove.html", {"plan": plan})
    document = keeping.remove_copy(plan, actor=request.actor)
    messages.success(request, "Đã bỏ bản nhập từ tệp. Văn bản trở lại danh sách nhập, sửa rồi giữ lại được.")
    return redirect("import-review", document.pk) if document else redirect("import-start")
