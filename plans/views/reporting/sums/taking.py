"""What is taken away of sums: a spreadsheet, CSV, the official annex as PDF."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from ....content.report import AddingUp
from ....content.vietnamese import short_date
from ....documents.pages import annexes_html
from ....documents.pdf import html_to_pdf
from ....queries.reporting.adding import AddedUp, added_up, roll_up
from ....queries.reporting.consolidations import annex_content, summary_of
from ....queries.reporting.drilling import figure_by_unit, summed_unit
from ....queries.reporting.forms import form_content
from ....spreadsheets import CSV, XLSX, Cell, Table, write_csv, xlsx_bytes
from ...access import PortalRequest, signed_in
from ...documents import disposition
from .screens import accepted_only, asked_round
from .showing import state_words

_KINDS = {"xlsx": XLSX, "csv": CSV}


@signed_in
@require_GET
def round_sums_table(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    """The round's sums, and in a spreadsheet a second sheet with every unit's figures."""
    round_ = asked_round(request, pk)
    added = added_up(round_, accepted_only=accepted_only(request))
    sums = _sums(added)
    name = f"Tổng hợp {round_.year}, {round_.receiver.short_name}"
    if kind == "csv":
        return _file(write_csv(sums), CSV, f"{name}.csv")
    return _file(xlsx_bytes([sums, _units(added)]), XLSX, f"{name}.xlsx")


@signed_in
@require_GET
def round_indicator_table(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """One figure unit by unit as a spreadsheet."""
    round_ = asked_round(request, pk)
    found = figure_by_unit(request.actor, round_, code, accepted_only=accepted_only(request))
    if found is None:
        raise Http404
    title = f"{found.sum.indicator.name} ({found.sum.indicator.unit_of_measure})"
    table = Table(
        title=title,
        name=found.sum.key.replace(":", " "),
        note=_note(found.added),
        heads=("Đơn vị", f"Năm {round_.year - 1}", f"Năm {round_.year}", "Tình trạng", "Đã loại trùng", "Ghi chú"),
        rows=[
            (
                one.name,
                one.previous,
                one.value,
                state_words(one),
                "có" if one.without_doubles else "",
                one.note,
            )
            for one in found.units
        ],
        total=("Cộng", found.sum.previous, found.sum.value),
    )
    return _file(xlsx_bytes([table]), XLSX, f"{found.sum.key.replace(':', '-')} {round_.year}.xlsx")


@signed_in
@require_GET
def round_annex(request: PortalRequest, pk: int) -> HttpResponse:
    """The annex as the report would print it, before there is one."""
    round_ = asked_round(request, pk)
    added = added_up(round_, accepted_only=accepted_only(request))
    form = form_content(round_.form) if round_.form else added.form
    pdf = html_to_pdf(annexes_html(annex_content(round_, summary_of(added), form)))
    return _file(pdf, "application/pdf", f"Phụ lục số liệu {round_.year}.pdf", manner="inline")


@signed_in
@require_GET
def rolled_up_table(request: PortalRequest, unit_id: int, year: int, kind: str) -> HttpResponse:
    """A year below a unit, child by child, every figure a column."""
    scope = get_object_or_404(summed_unit(request.actor), pk=unit_id)
    rolled = roll_up(scope, year, accepted_only=accepted_only(request))
    keys = [key for one in rolled.indicators for key in (one.code, *(f"{one.code}:{part.code}" for part in one.splits))]
    keys = [key for key in keys if key in rolled.totals]
    names = {one.code: one for one in rolled.indicators}

    def head(key: str) -> str:
        code, _, part = key.partition(":")
        words = f"{names[code].name} ({names[code].unit_of_measure})"
        return f"{words}: {next(one.name for one in names[code].splits if one.code == part)}" if part else words

    table = Table(
        title=f"Tổng hợp năm {year}, {scope.short_name}",
        heads=("Đơn vị", "Phải báo cáo", "Có số liệu", "Không phát sinh", "Chưa nộp", *map(head, keys)),
        rows=[
            (
                one.unit.short_name, one.expected, one.filed, one.nothing, one.missing,
                *(one.values.get(key) for key in keys),
            )
            for one in rolled.children
        ],
        total=(
            "Cộng", rolled.expected, rolled.filed, rolled.nothing, rolled.missing,
            *(rolled.totals.get(key) for key in keys),
        ),
    )  # fmt: skip
    name = f"Tổng hợp {year}, {scope.short_name}.{kind}"
    return _file(write_csv(table) if kind == "csv" else xlsx_bytes([table]), _KINDS.get(kind, XLSX), name)


def _sums(added: AddedUp) -> Table:
    year = added.round.year
    return Table(
        title=f"Tổng hợp số liệu năm {year}, {added.round.receiver.short_name}",
        name="Tổng hợp",
        note=_note(added),
        heads=(
            "Mã",
            "Số liệu",
            "Đơn vị tính",
            f"Năm {year - 1}",
            f"Năm {year}",
            "Chênh lệch",
            "Đơn vị có số",
            "Phải có",
        ),
        rows=list(_sum_rows(added)),
        fixed=2,
    )


def _sum_rows(added: AddedUp) -> Iterator[tuple[Cell, ...]]:
    for one in added.sums:
        name = f"  {one.split.name}" if one.split else one.indicator.name
        is_ratio = one.indicator.adding_up == AddingUp.RATIO
        count = None if is_ratio else one.reporting
        measure = one.indicator.unit_of_measure
        yield one.key, name, measure, one.previous, one.value, one.change, count, added.counts.expected


def _units(added: AddedUp) -> Table:
    """Every unit a row, every figure a column; không phát sinh as words, an empty cell where nothing was said."""
    columns = [one for one in added.sums if one.indicator.adding_up != AddingUp.RATIO]
    given = [{each.unit: each for each in one.contributions} for one in columns]

    def cell(at: int, unit: int) -> Cell:
        own = given[at].get(unit)
        return None if own is None else "không phát sinh" if own.is_nothing else own.value

    heads = (f"{one.indicator.name}{f': {one.split.name}' if one.split else ''}" for one in columns)
    everybody = [(one, "") for one in added.included]
    everybody += [(one, "chưa tính") for one in added.left_out]
    everybody += [(one.owed, "chưa nộp") for one in added.missing]
    everybody.sort(key=lambda each: each[0].unit.path)
    return Table(
        title=f"Số liệu từng đơn vị năm {added.round.year}",
        name="Từng đơn vị",
        note=_note(added),
        heads=("Đơn vị", "Tình trạng", *heads),
        rows=[
            (one.unit.short_name, state, *(cell(at, one.unit.pk) for at in range(len(columns))))
            for one, state in everybody
        ],
        total=("Cộng", "", *(one.value for one in columns)),
    )


def _note(added: AddedUp) -> str:
    what = "báo cáo đã tiếp nhận" if added.accepted_only else "cả báo cáo chờ xem xét"
    return (
        f"Đến {short_date(added.at.date())}; {len(added.included)} trong {added.counts.expected} đơn vị; cộng {what}."
    )


def _file(content: bytes, kind: str, name: str, *, manner: str = "attachment") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition(manner, name)
    response["Cache-Control"] = "private, no-store"
    return response
