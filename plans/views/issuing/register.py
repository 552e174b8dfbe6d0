"""Sổ văn bản đi over HTTP: the register on the screen, printed, as a spreadsheet, and its lines."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from ... import clock
from ...content.vietnamese import short_date
from ...documents.register import register_pdf, register_xlsx
from ...exceptions import NotNow, StaleEdit
from ...forms.numbering import EntryForm, OpenSeriesForm, OtherDocumentForm, RegisterFilterForm, VoidForm, entry_values
from ...queries import catalogues
from ...queries.issuing.numbers import practice_of, series_name, year_is_per_type
from ...queries.issuing.register import (
    RegisterPage,
    Wanted,
    entries_visible_to,
    entry_rows,
    own_unit,
    register_book,
    register_page,
)
from ...rules.registers import may_open_series, may_write_register
from ...services.issuing.numbering import take_other_number
from ...services.issuing.registering import columns_by_hand, open_series, save_entry, stamp_of, void_number
from ..access import PortalRequest, signed_in
from ..catalogue.answers import Done, Page, Trail, change
from ..documents import disposition

_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def register(request: PortalRequest) -> HttpResponse:
    """The unit's register of a year and series, newest number first."""
    unit = _unit(request)
    form = RegisterFilterForm(request.GET)
    wanted = form.wanted(clock.today().year)
    shown = register_page(request.actor, unit, wanted)
    page = Paginator(shown.ids, _A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "wanted": wanted,
        "shown": shown,
        "page_obj": page,
        "rows": entry_rows(request.actor, page.object_list),
        "book": _book_query(wanted.year, shown.shown.code),
        "this_year": clock.today().year,
    }
    return render(request, "plans/numbering/register.html", context)


@signed_in
def register_as_pdf(request: PortalRequest) -> HttpResponse:
    """The whole series in the statutory form, to print and bind."""
    unit, shown = _book(request)
    pdf = register_pdf(register_book(request.actor, unit, shown.shown))
    return _file(pdf, "application/pdf", f"{_file_name(shown)}.pdf", manner="inline")


@signed_in
def register_as_xlsx(request: PortalRequest) -> HttpResponse:
    """The whole series as a spreadsheet."""
    unit, shown = _book(request)
    return _file(register_xlsx(register_book(request.actor, unit, shown.shown)), _XLSX, f"{_file_name(shown)}.xlsx")


@signed_in
def register_other(request: PortalRequest) -> HttpResponse:
    """Take a number for a document that was written outside the portal."""
    unit = _unit(request)
    page = Page(
        title="Cấp số cho văn bản khác",
        lead="Cho văn bản soạn ngoài cổng: cổng lấy số tiếp theo và ghi vào sổ. Số đã cấp không sửa, không dùng lại.",
        act="Cấp số và ghi sổ",
        back=reverse("register"),
        decision=may_write_register(request.actor, unit),
        trail=_trail(),
    )
    initial = {"on": clock.today(), "archive_holder": unit.archive_note}

    def act(form: OtherDocumentForm) -> Done:
        entry = take_other_number(unit, actor=request.actor, **form.cleaned_data)
        to = f"{_address(entry)}#so-{entry.pk}"
        return Done(to=to, said=f"Đã cấp số {entry}, ngày {short_date(entry.issued_on)}.")

    def make(sent: QueryDict | None) -> OtherDocumentForm:
        return OtherDocumentForm(sent, initial=initial)

    try:
        return change(request, page, make, act)
    except NotNow as error:
        return _refused(request, page, make(request.POST), error)


@signed_in
def register_open(request: PortalRequest) -> HttpResponse:
    """Go on from a register on paper."""
    unit, this_year = _unit(request), clock.today().year
    page = Page(
        title="Mở sổ từ sổ giấy",
        lead="Ghi số cuối của sổ giấy; số tiếp theo trên cổng nối theo số đó. Làm một lần, trước khi cấp số đầu tiên.",
        act="Mở sổ",
        back=reverse("register"),
        decision=may_open_series(request.actor, unit),
        trail=_trail(),
    )
    is_per_type = year_is_per_type(practice_of(unit), this_year)

    def make(sent: QueryDict | None) -> OpenSeriesForm:
        return OpenSeriesForm(sent, initial={"year": this_year}, is_per_type=is_per_type)

    def act(form: OpenSeriesForm) -> Done:
        series = open_series(unit, actor=request.actor, **form.cleaned_data)
        to = f"{reverse('register')}?{_book_query(series.year, series.code)}"
        return Done(to=to, said=f"Đã mở {series_name(series.code)} năm {series.year} từ số {series.first_number:02d}.")

    try:
        return change(request, page, make, act)
    except NotNow as error:
        return _refused(request, page, make(request.POST), error)


@signed_in
def register_entry(request: PortalRequest, pk: int) -> HttpResponse:
    """Fill in the columns of a line; when somebody else was faster, both values stand side by side."""
    entry = get_object_or_404(entries_visible_to(request.actor), pk=pk)
    page = Page(
        title=f"Ghi sổ: số {entry}",
        lead=f"{entry.document_type}: {entry.abstract}. Ngày {short_date(entry.issued_on)}.",
        act="Lưu dòng sổ",
        back=f"{_address(entry)}#so-{entry.pk}",
        decision=may_write_register(request.actor, entry.series.unit),
        trail=_trail(),
        more={"remove_url": _void_url(entry), "remove_label": "Bỏ số…"},
    )
    initial = entry_values(entry, stamp_of(entry))

    def make(sent: QueryDict | None) -> EntryForm:
        return EntryForm(sent, initial=initial, columns=columns_by_hand(entry))

    def act(form: EntryForm) -> Done:
        save_entry(entry, actor=request.actor, stamp=form.cleaned_data["stamp"], values=form.columns())
        return Done(to=page.back, said=f"Đã ghi dòng số {entry}.")

    try:
        return change(request, page, make, act)
    except StaleEdit as error:
        return _stale(request, page, make, initial, error)
    except NotNow as error:
        return _refused(request, page, make(request.POST), error)


@signed_in
def register_void(request: PortalRequest, pk: int) -> HttpResponse:
    """Give up the number of a document from outside, with the reason."""
    entry = get_object_or_404(entries_visible_to(request.actor), pk=pk)
    page = Page(
        title=f"Bỏ số {entry}",
        lead="Số ở lại trong sổ, gạch ngang, kèm lý do; không bao giờ cấp lại cho văn bản khác.",
        act=f"Bỏ số {entry}",
        back=f"{_address(entry)}#so-{entry.pk}",
        decision=may_write_register(request.actor, entry.series.unit),
        trail=_trail(),
    )

    def act(form: VoidForm) -> Done:
        void_number(entry, actor=request.actor, reason=form.cleaned_data["reason"])
        return Done(to=page.back, said=f"Đã bỏ số {entry}.")

    try:
        return change(request, page, VoidForm, act)
    except NotNow as error:
        return _refused(request, page, VoidForm(request.POST), error)


def _unit(request: PortalRequest) -> Any:
    unit = own_unit(request.actor)
    if unit is None:
        raise Http404
    return unit


def _book(request: PortalRequest) -> tuple[Any, RegisterPage]:
    """The unit and the whole series that was asked for, without what narrows the screen."""
    unit = _unit(request)
    wanted = RegisterFilterForm(request.GET).wanted(clock.today().year)
    return unit, register_page(request.actor, unit, Wanted(year=wanted.year, code=wanted.code))


def _file(content: bytes, media_type: str, name: str, manner: str = "attachment") -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = disposition(manner, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _file_name(shown: RegisterPage) -> str:
    series = f", {shown.name}" if shown.shown.code else ""
    return f"Sổ văn bản đi {shown.shown.year}{series}, {shown.unit.short_name}"


def _address(entry: Any) -> str:
    """The register with this line's series."""
    return f"{reverse('register')}?{_book_query(entry.series.year, entry.series.code)}"


def _book_query(year: int, code: str) -> str:
    return urlencode({"nam": str(year), "day": code})


def _void_url(entry: Any) -> str:
    return "" if entry.plan_id is not None or entry.is_void else reverse("register-void", args=[entry.pk])


def _trail() -> Trail:
    return (("Sổ văn bản đi", reverse("register")),)


def _refused(request: PortalRequest, page: Page, form: Any, error: NotNow) -> HttpResponse:
    """The form again, with the sentence over it and everything that was typed."""
    form.is_valid()
    form.add_error(None, error.message)
    return render(request, page.template, {"page": page, "form": form} | page.more, status=error.status)


def _stale(request: PortalRequest, page: Page, make: Any, stored: dict[str, Any], error: StaleEdit) -> HttpResponse:
    sent = request.POST.copy()
    sent["stamp"] = stored["stamp"]
    form = make(sent)
    form.is_valid()
    differing = [
        (form[name].label, catalogues.in_words(stored[name]), catalogues.in_words(value))
        for name, value in form.cleaned_data.items()
        if name != "stamp" and value != stored[name]
    ]
    context = {"page": page, "form": form, "stale": error, "differing": differing} | page.more
    return render(request, page.template, context, status=error.status)
