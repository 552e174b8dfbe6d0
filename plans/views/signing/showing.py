"""The page on which a plan is signed or sealed: its pages, how far it is, and in which ways it can be done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ... import clock
from ...content.layout import layout_on
from ...exceptions import PortalError, RenderFailed
from ...forms.signing import SigningForm
from ...queries.contents import frozen_content
from ...queries.drafting import draft_of
from ...queries.issuing.signing import SigningState, recipients_here, signing_state
from ...queries.plans import plans_visible_to
from ...queries.reading import child_plan_deadline, plan_title
from ...queries.reviewing import review
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, Relation, may, stands
from ...services.approving.versions import check_code
from ...services.people import second_factor
from ...services.rendering import edition_of
from ...services.signing.doubts import Doubtful
from ...services.signing.plugin import is_on
from ..access import PortalRequest
from ..documents import shown_pages

if TYPE_CHECKING:
    from ...models import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to sign: its key in the form, and what it says."""

    key: str
    title: str
    lead: str


UPLOAD = Way(
    key="upload",
    title="Tải về, ký bằng thiết bị USB",
    lead="VGCA, vSign, Viettel-CA…; ký xong tải lên lại",
)
KEY_FILE = Way(
    key="key_file",
    title="Tệp chứng thư số (.p12, .pfx)",
    lead="Dùng cho riêng lần ký này, không giữ lại",
)
TOKEN = Way(key="token", title="Thiết bị ký gắn ở máy chủ", lead="Nhập mã PIN của thiết bị")
PLUGIN = Way(key="plugin", title="Tiện ích ký VGCA", lead="Cắm thiết bị USB, nhập mã PIN khi được hỏi")
PAPER = Way(key="paper", title="Ký tay trên giấy", lead="In ra, ký; văn thư đóng dấu, tải bản quét lên")
SCAN = Way(key="scan", title="Đóng dấu lên bản giấy", lead="Quét bản giấy đã ký, đã đóng dấu rồi tải lên")


def own_plan(request: PortalRequest, pk: int) -> "Plan":
    """A plan of the person's own unit; 404 for any other, whose signing is not theirs to see."""
    plan = get_object_or_404(plans_visible_to(request.actor).select_related("signatory__post"), pk=pk)
    if stands(request.actor, plan) != Relation.OWN:
        raise Http404
    return plan


def digital_ways() -> tuple[Way, ...]:
    """The ways to sign the file itself that this server has."""
    has_token = bool(settings.PKCS11_MODULE)
    return (*((PLUGIN,) if is_on() else ()), UPLOAD, KEY_FILE, *((TOKEN,) if has_token else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What the page is for: the act, whether it may be done, and in which ways."""

    name: str
    route: str
    label: str
    symbol: str
    decision: Decision
    ways: tuple[Way, ...]


def show(
    request: PortalRequest,
    plan: "Plan",
    act: Act,
    state: SigningState,
    *,
    error: PortalError | None = None,
) -> HttpResponse:
    """The page, after a refusal with its sentence and the way that was chosen; never with a secret."""
    if state.version is None:
        return redirect("plan-detail", pk=plan.pk)
    context = _facts(request, plan, state) | {
        "plan": plan,
        "act": act,
        "lacks_second_factor": act.decision.reason == second_factor.MISSING,
        "state": state,
        "form": SigningForm(),
        "chosen": _chosen(request, act),
        "error": error,
        "doubts": error.doubts if isinstance(error, Doubtful) else (),
        "send_back": may(request.actor, PlanVerb.SEND_BACK, plan),
    }
    try:
        context |= shown_pages(plan, edition_of(plan), request.GET.get("xem", ""))
    except RenderFailed as failed:
        return render(request, "plans/documents/plan_print_failed.html", context | {"error": failed}, status=503)
    return render(request, "plans/signing/sign.html", context, status=error.status if error else 200)


def _chosen(request: PortalRequest, act: Act) -> str:
    asked = request.POST.get("way", "")
    keys = [one.key for one in act.ways]
    return asked if asked in keys else next(iter(keys), "")


def _facts(request: PortalRequest, plan: "Plan", state: SigningState) -> dict[str, Any]:
    """What the panel says beside the pages: recipients, findings, form, check code, the deadline of issuing."""
    assert state.version is not None
    content = frozen_content(state.version)
    draft = draft_of(plan)
    dues = (child_plan_deadline(one, plan.issuing_unit) for one in draft.parents.values())
    return {
        "title": plan_title(plan),
        "content": content,
        "layout": layout_on(content.issued_on or clock.today()),
        "review": review(draft, clock.today()),
        "recipients": recipients_here(plan),
        "approved_code": check_code(state.version.sha256),
        "due": next((one for one in dues if one), None),
    }


def state_of(plan: "Plan") -> SigningState:
    """How far the plan's signing is."""
    return signing_state(plan)
