"""Every kept state of the file that is signed, to download: each is the proof of its step."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ...enums import FileStage
from ...queries.issuing.signing import signing_file
from ...queries.reading import plan_title
from ..access import PortalRequest, signed_in
from ..documents import disposition
from .showing import own_plan

if TYPE_CHECKING:
    from ...models import Plan, SigningFile

_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@signed_in
@require_safe
def signing_file_download(request: PortalRequest, pk: int, stage: str) -> HttpResponse:
    """The bytes of one state, as an attachment; `?ban=` names the version, else the latest."""
    plan = own_plan(request, pk)
    asked = request.GET.get("ban", "")
    kept = signing_file(plan, stage, int(asked) if asked.isdecimal() and len(asked) < 12 else None)
    if kept is None or kept.media_type not in _ENDINGS:
        raise Http404
    response = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    response["Content-Disposition"] = disposition("attachment", _name(plan, kept))
    response["Cache-Control"] = "private, no-cache"
    return response


def _name(plan: "Plan", kept: "SigningFile") -> str:
    """ "Kế hoạch …, lãnh đạo đã ký.pdf"; a scan keeps the name it came with."""
    if kept.stage == FileStage.SCAN and kept.file_name:
        return kept.file_name
    return f"{plan_title(plan)[:80]}, {kept.get_stage_display()}{_ENDINGS[kept.media_type]}"
