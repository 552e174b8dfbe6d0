"""Nhập thay over HTTP: from what a report is typed for a unit, the scan of it, then the report's own screens."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ... import clock
from ...forms.reporting.evidence import FILE_KINDS
from ...forms.reporting.links import SourceForm
from ...queries.reporting.reports import may_stand_in, reports_visible_to
from ...queries.reporting.tasks import head_of
from ...rules.reports import ReportVerb
from ...services.reporting.behalf import say_source
from ...services.reporting.files.evidence import add_evidence
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, change
from .files.evidence import given_files
from .routes import address_of

_CAPTION = "Bản quét báo cáo giấy"


@signed_in
def report_type_in(request: PortalRequest, pk: int) -> HttpResponse:
    """Say how the report came, from whom and when; then it is typed like any other."""
    actor = request.actor
    report = get_object_or_404(reports_visible_to(actor), pk=pk)
    page = Page(
        title=f"Nhập thay báo cáo của {report.unit.short_name}",
        act="Nhập số liệu",
        back=address_of("round-detail", report.round_id) or reverse("my-work"),
        decision=may_stand_in(actor, ReportVerb.TYPE_IN, report),
        template="plans/reporting/behalf.html",
        more={
            "report": report,
            "head": head_of(report),
            "link_url": reverse("report-link", args=[pk]),
            "kinds": FILE_KINDS,
        },
    )

    def make(sent: QueryDict | None) -> SourceForm:
        return SourceForm(sent, initial={"on": clock.today()})

    def act(form: SourceForm) -> Done:
        scans = given_files(request)
        say_source(report, actor=actor, **form.cleaned_data)
        doubts: tuple[str, ...] = ()
        if scans:
            added = add_evidence(report, actor=actor, files=scans, caption=_CAPTION, is_scan=True)
            doubts = tuple(f"{name}: {sentence}" for name, sentence in added.refused)
        nothing = request.POST.get("den") == "khong-phat-sinh"
        to = reverse("report-nothing" if nothing else "report-edit", args=[pk])
        said = "Đã ghi báo cáo này được nhập thay theo gì; cấp trên và đơn vị đều đọc được."
        return Done(to=to, said=said, doubts=doubts)

    return change(request, page, make, act)
