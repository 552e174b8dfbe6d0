"""The review of an imported document: the original beside what was recognised, and every correction a plain form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ...enums import ImportKind, KeepAs
from ...exceptions import Invalid, PortalError, RenderFailed
from ...forms.importing import StatedForm
from ...importing.reviewing import review_from_json
from ...importing.reviewing.correcting import As
from ...importing.reviewing.stating import stated
from ...queries.importing.issuers import issuer_note
from ...queries.importing.screen import review_screen
from ...services.importing import bringing, correcting
from ...services.importing.picturing import sizes_of
from ..access import PortalRequest, signed_in
from .fetching import document_or_404, read_document_or_404, revision

if TYPE_CHECKING:
    from ...models import ImportedDocument

Correct = Callable[["PortalRequest", Any, int], Any]

_ITEM_IS = (
    (As.PART.value, "Đề mục lớn (I.)"),
    (As.HEADING.value, "Đề mục"),
    (As.PARAGRAPH.value, "Nội dung"),
    (As.AGENCY.value, "Cơ quan và việc của cơ quan"),
    (As.SLOGAN.value, "Khẩu hiệu"),
    (As.NOISE.value, "Bỏ ra, không thuộc kế hoạch"),
)


@signed_in
@require_safe
def import_review(request: PortalRequest, pk: int) -> HttpResponse:
    """The document beside what was recognised; one that waits or was refused says so, one that was kept leads on."""
    document = document_or_404(request, pk)
    if document.plan_id:
        return redirect("plan-detail", document.plan_id)
    if document.review is None:
        return render(request, "plans/importing/import_waiting.html", {"document": document})
    return _page(request, document)


def _page(
    request: PortalRequest,
    document: ImportedDocument,
    *,
    form: StatedForm | None = None,
    error: PortalError | None = None,
    editing: str = "",
) -> HttpResponse:
    screen = review_screen(request.actor, document)
    editing = editing or request.GET.get("muc", "")
    if form is None and request.GET.get("sua") == "thong-tin":
        form = StatedForm(initial=_initial(document))
    context = {
        "screen": screen,
        "document": document,
        "review": screen.review,
        "form": form if screen.correct else None,
        "editing": editing if screen.correct else "",
        "item_is": _ITEM_IS,
        "issuer_note": issuer_note(request.actor, screen.review),
        "ways": KeepAs.choices,
        "error": error,
        "sheets": _sheets(request, document, screen),
        "as_text": request.GET.get("xem") == "chu",
        "typed": request.POST if error else {},
    }
    return render(request, "plans/importing/import_review.html", context, status=error.status if error else 200)


def _sheets(request: PortalRequest, document: ImportedDocument, screen: Any) -> list[dict[str, Any]]:
    """The pages of a PDF with the places of their lines; none for other kinds, or where only the text is wanted."""
    if document.kind != ImportKind.PDF or request.GET.get("xem") == "chu":
        return []
    try:
        sizes = sizes_of(document)
    except RenderFailed:
        return []
    return [
        {"number": at, "width": width, "height": height, "rows": screen.by_page.get(at, [])}
        for at, (width, height) in enumerate(sizes, start=1)
    ]


def _initial(document: ImportedDocument) -> dict[str, Any]:
    said = asdict(stated(review_from_json(document.review)))
    return said | {"revision": document.revision}


def review_url(pk: int, anchor: str = "", **asked: str) -> str:
    """The review, at a place of it."""
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return reverse("import-review", args=[pk]) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


# --- corrections -----------------------------------------------------------------------------------------------------


def _place(request: PortalRequest, document: Any, at: int) -> Any:
    line = request.POST.get("line", "")
    if not line.isascii() or not line.isdigit() or len(line) > 9:
        raise Invalid("Chọn một dòng.")
    what = request.POST.get("what", "")
    return correcting.place_line(document, int(line), what=what, actor=request.actor, revision=at)


def _place_all(request: PortalRequest, document: Any, at: int) -> Any:
    return correcting.place_every_line(document, what=request.POST.get("what", ""), actor=request.actor, revision=at)


def _restyle(request: PortalRequest, document: Any, at: int) -> Any:
    key, what = request.POST.get("key", ""), request.POST.get("what", "")
    return correcting.restyle_item(document, key, what=what, actor=request.actor, revision=at)


def _move(by: int) -> Correct:
    def act(request: PortalRequest, document: Any, at: int) -> Any:
        return correcting.move_item(document, request.POST.get("key", ""), by=by, actor=request.actor, revision=at)

    return act


def _join(request: PortalRequest, document: Any, at: int) -> Any:
    return correcting.join_item(document, request.POST.get("key", ""), actor=request.actor, revision=at)


def _split(request: PortalRequest, document: Any, at: int) -> Any:
    before, after = request.POST.get("before", ""), request.POST.get("after", "")
    key = request.POST.get("key", "")
    return correcting.split_item(document, key, before=before, after=after, actor=request.actor, revision=at)


def _write(request: PortalRequest, document: Any, at: int) -> Any:
    key, text = request.POST.get("key", ""), request.POST.get("text", "")
    return correcting.write_item(document, key, text=text, actor=request.actor, revision=at)


def _take_back(request: PortalRequest, document: Any, at: int) -> Any:
    place = request.POST.get("place", "")
    index = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else -1
    return correcting.take_back(document, index, actor=request.actor, revision=at)


ACTS: dict[str, Correct] = {
    "dong": _place,
    "moi-dong": _place_all,
    "la": _restyle,
    "vao": _move(1),
    "ra": _move(-1),
    "noi": _join,
    "tach": _split,
    "chu": _write,
    "lay-lai": _take_back,
}
#: After these the item is still there and still open for more.
_STAYS = ("vao", "ra", "chu")


@signed_in
@require_POST
def import_correct(request: PortalRequest, pk: int, act: str) -> HttpResponse:
    """One correction; a refusal comes back on the page, with what was typed."""
    document = read_document_or_404(request, pk)
    if act not in ACTS:
        raise Http404
    key = request.POST.get("key", "")
    try:
        ACTS[act](request, document, revision(request))
    except PortalError as error:
        document.refresh_from_db(fields=["review", "source", "revision", "status"])
        return _page(request, document, error=error, editing=key)
    kept_open = key if act in _STAYS and request.POST.get("stay") else ""
    anchor = f"m-{key}" if key.isalnum() and act != "noi" else "da-doc" if key else "chua-hieu"
    return redirect(review_url(pk, anchor, muc=kept_open if kept_open.isalnum() else ""))


@signed_in
@require_POST
def import_facts(request: PortalRequest, pk: int) -> HttpResponse:
    """Keep the facts a person wrote."""
    document = read_document_or_404(request, pk)
    form = StatedForm(request.POST)
    if not form.is_valid():
        error = Invalid("Có ô chưa ghi đúng; sửa rồi ghi lại.")
        return _page(request, document, form=form, error=error)
    try:
        correcting.state_facts(document, form.stated(), actor=request.actor, revision=form.cleaned_data["revision"])
    except PortalError as error:
        for name, sentence in getattr(error, "fields", {}).items():
            if name in form.fields:
                form.add_error(name, sentence)
        document.refresh_from_db(fields=["review", "source", "revision", "status"])
        return _page(request, document, form=form, error=error)
    return redirect(review_url(pk, "thong-tin"))


@signed_in
@require_POST
def import_reread(request: PortalRequest, pk: int) -> HttpResponse:
    """Begin again from the original."""
    bringing.reread(read_document_or_404(request, pk), actor=request.actor)
    return redirect(review_url(pk))
