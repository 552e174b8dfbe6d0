"""Nề nếp nhắc báo cáo over HTTP: on which days a receiving unit reminds those who owe it a report."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ...exceptions import StaleEdit
from ...forms.reporting.reminders import ReminderForm, words_of_day
from ...queries import catalogues
from ...queries.reporting.reminders import practice_of
from ...rules.reports import may_keep_reminders
from ...services.reporting.reminding import save_practice
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, change
from ..catalogue.units import trail

_LEAD = (
    "Đơn vị chưa gửi báo cáo, hoặc được yêu cầu bổ sung mà chưa gửi lại, nhận thông báo trong cổng và thư điện tử lúc "
    "7 giờ 30 những ngày chọn ở đây, tính theo ngày cuối của từng đơn vị (kể cả gia hạn). Bỏ hết thì không nhắc."
)


@signed_in
def reminder_practice(request: PortalRequest, unit_id: int) -> HttpResponse:
    """Show and change it; when somebody else was faster, both choices stand side by side."""
    actor = request.actor
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    page = Page(
        title=f"Nhắc báo cáo: {unit.short_name}",
        lead=_LEAD,
        act="Lưu ngày nhắc",
        back=reverse("unit-detail", args=[unit.pk]),
        decision=may_keep_reminders(actor, unit),
        trail=trail(unit),
    )
    practice = practice_of(unit)

    def make(sent: QueryDict | None) -> ReminderForm:
        return ReminderForm(sent, offsets=practice.offsets, revision=practice.revision)

    def act(form: ReminderForm) -> Done:
        saved = save_practice(unit, actor=actor, revision=form.cleaned_data["revision"], offsets=form.offsets())
        days = ", ".join(words_of_day(one) for one in saved.offsets)
        return Done(to=page.back, said=f"Từ nay nhắc báo cáo: {days}." if days else "Từ nay không nhắc báo cáo nữa.")

    try:
        return change(request, page, make, act)
    except StaleEdit as error:
        sent = request.POST.copy()
        sent["revision"] = str(error.revision)
        form = make(sent)
        form.is_valid()
        differing = [
            (form[name].label, catalogues.in_words(form.initial[name]), catalogues.in_words(value))
            for name, value in form.cleaned_data.items()
            if name != "revision" and value != form.initial[name]
        ]
        context = {"page": page, "form": form, "stale": error, "differing": differing}
        return render(request, page.template, context, status=error.status)
