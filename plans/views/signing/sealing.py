"""The clerk's sealing screen: the organ's signature onto the signed file, or the scan of the sealed paper."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ...exceptions import Invalid, PortalError
from ...forms.signing import MOST_KEY_BYTES, SigningForm
from ...queries.issuing.signing import SigningState
from ...services.signing import organ
from ..access import PortalRequest, signed_in
from .leading import NO_PLUGIN
from .secrecy import never_told
from .showing import SCAN, Act, digital_ways, own_plan, show, state_of

if TYPE_CHECKING:
    from ...models import Plan


@never_told
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan_seal(request: PortalRequest, pk: int) -> HttpResponse:
    """The page; after sealing it shows the sealed file."""
    plan = own_plan(request, pk)
    if request.method != "POST":
        state = state_of(plan)
        return show(request, plan, _act(request, plan, state), state)
    try:
        _seal(request, plan)
    except PortalError as error:
        plan = own_plan(request, pk)
        state = state_of(plan)
        return show(request, plan, _act(request, plan, state), state, error=error)
    messages.success(request, "Đã ký số của cơ quan, đóng dấu. Việc tiếp theo: ban hành.")
    return redirect("plan-seal", pk=pk)


def _act(request: PortalRequest, plan: "Plan", state: SigningState) -> Act:
    return Act(
        name="Ký số của cơ quan, đóng dấu",
        route="plan-seal",
        label="Lưu bản quét" if state.is_paper else "Ký số của cơ quan",
        symbol="seal",
        decision=organ.may_seal_today(plan, actor=request.actor, state=state),
        ways=(SCAN,) if state.is_paper else digital_ways(),
    )


def _seal(request: PortalRequest, plan: "Plan") -> None:
    form = SigningForm(request.POST, request.FILES)
    asked = form.required_values()
    actor, version, agreed = request.actor, asked["version"], asked["agreed"]
    match asked["way"]:
        case "upload":
            pdf = form.bytes_of("signed_file", "Chọn tệp PDF đã ký để tải lên.")
            organ.accept_sealed(plan, actor=actor, version_id=version, pdf=pdf, is_confirmed=agreed)
        case "key_file":
            organ.seal_with_key_file(
                plan,
                actor=actor,
                version_id=version,
                key_file=form.bytes_of("key_file", "Chọn tệp chứng thư số của cơ quan.", most=MOST_KEY_BYTES),
                password=form.secret("password", "Nhập mật khẩu của tệp chứng thư số."),
                is_confirmed=agreed,
            )
        case "token":
            pin = form.secret("pin", "Nhập mã PIN của thiết bị.")
            organ.seal_with_token(
                plan, actor=actor, version_id=version, pin=pin, label=asked.get("label", ""), is_confirmed=agreed
            )
        case "scan":
            scan = form.bytes_of("scan", "Chọn bản quét của văn bản đã ký, đã đóng dấu.")
            organ.keep_scan(plan, actor=actor, version_id=version, scan=scan, name=form.name_of("scan"))
        case "plugin":
            raise Invalid(NO_PLUGIN)
        case _:
            raise Invalid("Chưa chọn cách ký; chọn một cách rồi bấm lại.")
