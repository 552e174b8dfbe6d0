"""The leader's signing screen: read the very pages, choose a way, sign."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ...exceptions import Invalid, PortalError
from ...forms.signing import MOST_KEY_BYTES, SigningForm
from ...queries.issuing.signing import SigningState
from ...services.signing import leader
from ..access import PortalRequest, signed_in
from .secrecy import never_told
from .showing import PAPER, Act, digital_ways, own_plan, show, state_of

if TYPE_CHECKING:
    from ...models import Plan

NO_PLUGIN = "Cách này cần tiện ích ký VGCA chạy trong trình duyệt; cài tiện ích, hoặc tải tệp về ký rồi tải lên lại."


@never_told
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan_sign(request: PortalRequest, pk: int) -> HttpResponse:
    """The page; after signing it shows the signed file."""
    plan = own_plan(request, pk)
    if request.method != "POST":
        state = state_of(plan)
        return show(request, plan, _act(request, plan), state)
    try:
        _sign(request, plan)
    except PortalError as error:
        plan = own_plan(request, pk)
        return show(request, plan, _act(request, plan), state_of(plan), error=error)
    messages.success(request, _said(state_of(own_plan(request, pk))))
    return redirect("plan-sign", pk=pk)


def _act(request: PortalRequest, plan: "Plan") -> Act:
    return Act(
        name="Ký văn bản",
        route="plan-sign",
        label="Ký văn bản",
        symbol="pen",
        decision=leader.may_sign_today(plan, actor=request.actor),
        ways=(*digital_ways(), PAPER),
    )


def _sign(request: PortalRequest, plan: "Plan") -> None:
    form = SigningForm(request.POST, request.FILES)
    asked = form.required_values()
    actor, version, agreed = request.actor, asked["version"], asked["agreed"]
    match asked["way"]:
        case "upload":
            pdf = form.bytes_of("signed_file", "Chọn tệp PDF đã ký để tải lên.")
            leader.accept_signed(plan, actor=actor, version_id=version, pdf=pdf, is_confirmed=agreed)
        case "key_file":
            leader.sign_with_key_file(
                plan,
                actor=actor,
                version_id=version,
                key_file=form.bytes_of("key_file", "Chọn tệp chứng thư số của mình.", most=MOST_KEY_BYTES),
                password=form.secret("password", "Nhập mật khẩu của tệp chứng thư số."),
                is_confirmed=agreed,
            )
        case "token":
            pin = form.secret("pin", "Nhập mã PIN của thiết bị.")
            leader.sign_with_token(
                plan, actor=actor, version_id=version, pin=pin, label=asked.get("label", ""), is_confirmed=agreed
            )
        case "paper":
            leader.sign_on_paper(plan, actor=actor, version_id=version)
        case "plugin":
            raise Invalid(NO_PLUGIN)
        case _:
            raise Invalid("Chưa chọn cách ký; chọn một cách rồi bấm lại.")


def _said(state: SigningState) -> str:
    if state.is_paper:
        return f"Đã ghi nhận ký trên giấy. Văn bản chuyển cho {state.now_at}." if state.now_at else "Đã ghi nhận."
    return f"Đã ký. Văn bản chuyển cho {state.now_at}." if state.now_at else "Đã ký."
