"""Nhập văn bản: a file dropped or a text pasted leads to its review; several files or a ZIP, to their progress."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ...exceptions import Invalid, NotAllowed, PortalError
from ...forms.importing import FILE_KINDS, PasteForm
from ...queries.importing.documents import batch_page, batch_rows, single_imports
from ...rules.imports import may_import
from ...services.importing import bringing, many
from ...services.importing.unpacking import MAX_ARCHIVE
from ..access import PortalRequest, signed_in, take_kept
from .fetching import batch_or_404, document_or_404

_TOO_MUCH = "Các tệp cộng lại lớn hơn 100 MB; chia thành nhiều lần nhập."


@signed_in
@require_http_methods(["GET", "POST"])
def import_start(request: PortalRequest) -> HttpResponse:
    """Choose files or paste a text; below it, what waits to be looked through."""
    if request.method != "POST":
        kept = take_kept(request, request.path)
        return _page(request, PasteForm(initial={"text": kept.get("text", "")}))
    form = PasteForm(request.POST)
    try:
        may_import(request.actor).require()
        return _brought(request, form)
    except NotAllowed:
        raise
    except PortalError as error:
        return _page(request, form, error=error, status=error.status)


def _brought(request: PortalRequest, form: PasteForm) -> HttpResponse:
    files = request.FILES.getlist("files")
    if not files:
        text = form.cleaned_data["text"] if form.is_valid() else ""
        return redirect("import-review", bringing.paste(text, actor=request.actor).pk)
    if sum(one.size or 0 for one in files) > MAX_ARCHIVE:
        raise Invalid(_TOO_MUCH)
    given = [(one.name or "", one.read()) for one in files]
    if len(given) == 1 and not given[0][0].lower().endswith(".zip"):
        name, data = given[0]
        return redirect("import-review", bringing.upload(data, file_name=name, actor=request.actor).pk)
    return redirect("import-batch", many.start_batch(given, actor=request.actor).pk)


def _page(
    request: PortalRequest, form: PasteForm, *, error: PortalError | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "error": error,
        "may_import": may_import(request.actor),
        "documents": single_imports(request.actor),
        "batches": batch_rows(request.actor),
        "file_kinds": FILE_KINDS,
    }
    return render(request, "plans/importing/import_start.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def import_remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Take a document out, after asking."""
    document = document_or_404(request, pk)
    if request.method != "POST":
        return render(request, "plans/importing/import_remove.html", {"document": document})
    batch = document.batch_id
    bringing.remove(document, actor=request.actor)
    messages.success(request, f"Đã bỏ {document.file_name} khỏi danh sách nhập, cả tệp gốc.")
    return redirect("import-batch", batch) if batch else redirect("import-start")


@signed_in
def import_batch(request: PortalRequest, pk: int) -> HttpResponse:
    """How far the reading of many has come, and what became of each file."""
    batch = batch_or_404(request, pk)
    context = {"page": batch_page(batch), "may_import": may_import(request.actor)}
    return render(request, "plans/importing/import_batch.html", context)


@signed_in
def import_batch_progress(request: PortalRequest, pk: int) -> HttpResponse:
    """The part of that page that changes while files are read."""
    batch = batch_or_404(request, pk)
    context = {"page": batch_page(batch), "may_import": may_import(request.actor)}
    return render(request, "plans/importing/_batch.html", context)


@signed_in
@require_POST
def import_batch_resume(request: PortalRequest, pk: int) -> HttpResponse:
    """Have the rest read, where the reading stopped half-way."""
    many.resume_batch(batch_or_404(request, pk), actor=request.actor)
    return redirect("import-batch", pk)
