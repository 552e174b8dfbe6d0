"""Theo dõi over HTTP: the rounds one follows, the grid of a round, its chart and tables, and urging."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from .... import clock
from ....charts.days import filed_by_day as chart
from ....charts.days import filed_by_day_sentence
from ....content.vietnamese import short_date
from ....forms.reporting.rounds import FollowFilterForm
from ....queries import catalogues
from ....queries.reporting.follow.below import Below, followed_above, followed_units, rounds_below
from ....queries.reporting.follow.grid import (
    Grid,
    ReportStanding,
    Tab,
    UnitRow,
    filed_by_day,
    grid,
    rounds_followed_by,
)
from ....queries.reporting.follow.plans import PlanBelow, PlanStanding
from ....queries.reporting.follow.urging import to_urge
from ....queries.reporting.owed import counts, due_of
from ....rules.plans import may_start
from ....rules.reports import RoundVerb, collects, may_round
from ....services.reporting.urging import Reminded, draft_urging, remind
from ....spreadsheets import CSV, XLSX, Table, write_csv, xlsx_bytes
from ...access import PortalRequest, signed_in
from ...documents import disposition

if TYPE_CHECKING:
    from ....models import IssuingUnit, ReportingRound

_A_PAGE = 30
_TABS = {
    Tab.ALL: "Tất cả",
    Tab.MISSING: "Chưa nộp",
    Tab.WAITING: "Chờ xem xét",
    Tab.RETURNED: "Cần bổ sung",
    Tab.DONE: "Xong",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A state as the grid shows it: a word, a drawing, one of five tints."""

    label: str
    tone: str
    symbol: str


_PLAN_CELLS = {
    PlanStanding.NOT_ASKED: Cell("Không yêu cầu", "none", "minus"),
    PlanStanding.NONE: Cell("Chưa soạn", "warn", "empty"),
    PlanStanding.DRAFTING: Cell("Đang soạn", "none", "pencil"),
    PlanStanding.ON_ITS_WAY: Cell("Đang trình", "wait", "send"),
    PlanStanding.ISSUED: Cell("Đã ban hành", "ok", "seal"),
}
_REPORT_CELLS = {
    ReportStanding.EMPTY: Cell("Chưa làm", "warn", "empty"),
    ReportStanding.BEGUN: Cell("Đang làm", "none", "pencil"),
    ReportStanding.WAITING: Cell("Chờ xem xét", "wait", "send"),
    ReportStanding.RETURNED: Cell("Cần bổ sung", "warn", "return"),
    ReportStanding.ACCEPTED: Cell("Đã tiếp nhận", "ok", "check-circle"),
    ReportStanding.NOTHING: Cell("Không phát sinh", "ok", "nil"),
}
_OVERDUE = Cell("Quá hạn", "bad", "warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit of the grid as it is drawn; `act` is the next thing to do with it."""

    row: UnitRow
    plan: Cell
    plan_url: str
    report: Cell
    note: str
    act: str
    act_url: str


# --- which rounds ----------------------------------------------------------------------------------------------------


@signed_in
@require_GET
def follow_up(request: PortalRequest) -> HttpResponse:
    """The rounds one follows, by year; where one collects exactly one this year, that round itself."""
    actor, this_year = request.actor, clock.today().year
    rounds = rounds_followed_by(actor)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    of_year = rounds.filter(year=year)
    own = [one for one in of_year.order_by("due_on", "pk") if collects(actor, one.receiver)]
    if not asked and len(own) == 1:
        return redirect("round-detail", own[0].pk)
    below = of_year.exclude(pk__in=[one.pk for one in own]).order_by("receiver__path", "due_on", "pk")
    page = Paginator(below, _A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "year": year,
        "years": sorted({this_year, year, *rounds.order_by().values_list("year", flat=True).distinct()}, reverse=True),
        "own": [(one, counts(one), due_of(one)) for one in own],
        "page_obj": page,
        "below": [(one, due_of(one)) for one in page.object_list],
        "scope": followed_units(actor).filter(path=actor.scope_path).first(),
    }
    return render(request, "plans/reporting/follow/rounds.html", context)


@signed_in
@require_GET
def follow_level(request: PortalRequest, unit_id: int, year: int) -> HttpResponse:
    """A country or a province by the units directly below: how the round of each stands."""
    below = _below(request, unit_id, year)
    words = request.GET.get("tim", "").strip()[:100]
    shown = [one for one in below.children if _is_called(one.unit, words)]
    context = {"below": below, "shown": shown, "words": words, "above": followed_above(request.actor, below.scope)}
    return render(request, "plans/reporting/follow/level.html", context)


@signed_in
@require_GET
def follow_level_table(request: PortalRequest, unit_id: int, year: int) -> HttpResponse:
    """The same as a spreadsheet."""
    below = _below(request, unit_id, year)
    table = Table(
        title=f"Theo dõi báo cáo năm {year}, {below.scope.short_name}",
        note=f"Đến {short_date(clock.today())}",
        heads=(
            "Đơn vị", "Phải báo cáo", "Đã nộp số liệu", "Không phát sinh", "Chưa nộp",
            "Quá hạn", "Nộp muộn", "Đã tiếp nhận", "Đã ban hành kế hoạch",
        ),
        rows=[_numbers(one.unit.short_name, one) for one in below.children],
        total=_numbers("Cộng", below.total),
    )  # fmt: skip
    return _file(xlsx_bytes([table]), XLSX, f"Theo dõi năm {year}, {below.scope.short_name}.xlsx")


# --- one round -------------------------------------------------------------------------------------------------------


@signed_in
@require_GET
def round_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """The grid: every unit that owes, its plan, its report, and what to do next."""
    round_ = _round(request, pk)
    form = FollowFilterForm(request.GET)
    wanted = form.wanted()
    shown = grid(round_, wanted)
    urge = may_round(request.actor, RoundVerb.REMIND, round_)
    today = clock.today()
    context = {
        "round": round_,
        "grid": shown,
        "lines": _lines(shown, round_, may_urge=urge.allowed, may_review=collects(request.actor, round_.receiver)),
        "form": form,
        "wanted": wanted,
        "tabs": [(tab.value, _TABS[tab], count, tab == wanted.tab) for tab, count in shown.tabs],
        "urge": urge,
        "save": may_round(request.actor, RoundVerb.SAVE, round_),
        "segments": list(_segments(shown)),
        "chart_words": filed_by_day_sentence(shown.days, shown.counts.expected, shown.due.last_day, today),
        "days": [(day, count, day in shown.reminded_on) for day, count in shown.days],
        "sums_url": reverse("round-sums", args=[round_.pk]),
        "review_url": reverse("round-review", args=[round_.pk]),
    }
    return render(request, "plans/reporting/follow/round.html", context)


@signed_in
@require_GET
def round_chart(request: PortalRequest, pk: int) -> HttpResponse:
    """The picture of what was filed by each day."""
    round_ = _round(request, pk)
    points = filed_by_day(round_)
    picture = chart(points, counts(round_).expected, due_of(round_).last_day, clock.today())
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_GET
def round_table(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    """The whole grid, or what it is narrowed to, as a spreadsheet or as CSV."""
    round_ = _round(request, pk)
    if kind not in ("xlsx", "csv"):
        raise Http404
    shown = grid(round_, FollowFilterForm(request.GET).wanted())
    name = f"Theo dõi báo cáo năm {round_.year}, {round_.receiver.short_name}"
    table = Table(
        title=name,
        note=f"Đến {short_date(clock.today())}; báo cáo gửi {shown.due.words()}; đã nộp "
        f"{shown.counts.answered} trong {shown.counts.expected} đơn vị",
        heads=("Đơn vị", "Mã", "Cấp", "Kế hoạch", "Báo cáo", "Ngày nộp lần đầu", "Đúng hạn", "Hạn cuối", "Ghi chú"),
        rows=[_told(one) for one in shown.rows],
    )
    if kind == "csv":
        return _file(write_csv(table), CSV, f"{name}.csv")
    return _file(xlsx_bytes([table]), XLSX, f"{name}.xlsx")


@signed_in
def round_remind(request: PortalRequest, pk: int) -> HttpResponse:
    """Who will be urged, and the two ways: a công văn drafted to them, or a reminder through the portal now."""
    actor, round_ = request.actor, _round(request, pk)
    may_round(actor, RoundVerb.REMIND, round_).require()
    told = request.POST if request.method == "POST" else request.GET
    chosen = {int(one) for one in told.getlist("don-vi") if one.isascii() and one.isdigit() and len(one) < 10}
    is_chosen = bool(chosen) or "chon" in told
    act = request.POST.get("viec", "")
    if act == "cong-van":
        plan = draft_urging(round_, chosen, actor=actor)
        messages.success(request, "Đã soạn công văn đôn đốc; sửa câu chữ, ngày gửi rồi trình như mọi văn bản.")
        return redirect("plan-edit", plan.pk)
    if act == "nhac":
        _say(request, remind(round_, chosen, actor=actor))
        return redirect("round-detail", round_.pk)
    found = to_urge(round_, chosen if is_chosen else None)
    own = get_object_or_404(catalogues.units(actor), pk=actor.unit_id)
    context = {
        "round": round_,
        "due": due_of(round_),
        "found": found,
        "told": [one for one in found.every if one.drafters and not one.rests],
        "resting": [one for one in found.every if one.drafters and one.rests],
        "to_telephone": [one for one in found.every if not one.drafters],
        "issuer": own,
        "helps": own.pk != round_.receiver_id,
        "write": may_start(actor, own),
    }
    return render(request, "plans/reporting/follow/remind.html", context)


# --- parts -----------------------------------------------------------------------------------------------------------


def _round(request: PortalRequest, pk: int) -> "ReportingRound":
    return get_object_or_404(rounds_followed_by(request.actor), pk=pk)


def _below(request: PortalRequest, unit_id: int, year: int) -> Below:
    if not 2000 <= year <= 2100:
        raise Http404
    return rounds_below(get_object_or_404(followed_units(request.actor), pk=unit_id), year)


def _is_called(unit: "IssuingUnit", words: str) -> bool:
    return not words or words.casefold() in unit.short_name.casefold()


def _lines(shown: Grid, round_: "ReportingRound", *, may_urge: bool, may_review: bool) -> list[Line]:
    remind_url = reverse("round-remind", args=[round_.pk])
    return [_line(row, remind_url, may_urge=may_urge, may_review=may_review) for row in shown.rows]


def _line(row: UnitRow, remind_url: str, *, may_urge: bool, may_review: bool) -> Line:
    report = row.owed.report
    act, url = "", ""
    if row.is_missing and may_urge:
        act, url = "Đôn đốc", f"{remind_url}?don-vi={row.owed.unit.pk}"
    elif report is not None and not row.is_missing:
        act = "Xem xét" if row.report == ReportStanding.WAITING and may_review else "Mở"
        url = reverse("report-detail", args=[report.pk])
    return Line(
        row=row,
        plan=plan_cell(row.plan),
        plan_url=reverse("plan-detail", args=[row.plan.plan_id]) if row.plan.plan_id else "",
        report=report_cell(row),
        note=", ".join(row.notes),
        act=act,
        act_url=url,
    )


def plan_cell(plan: PlanBelow) -> Cell:
    """A plan's state as the grid shows it."""
    return _OVERDUE if plan.is_overdue else _PLAN_CELLS[plan.standing]


def report_cell(row: UnitRow) -> Cell:
    """A report's state as the grid shows it; what is late says so under the unit's name."""
    return _OVERDUE if row.is_overdue else _REPORT_CELLS[row.report]


def _segments(shown: Grid) -> Iterator[tuple[str, int, int]]:
    """The bar of reports: tint, where it begins, how long it is; in units of one unit, so that it is full at all."""
    of, counts_ = shown.by_standing, shown.counts
    lengths = (
        ("ok", of[ReportStanding.ACCEPTED] + of[ReportStanding.NOTHING]),
        ("wait", of[ReportStanding.WAITING]),
        ("warn", of[ReportStanding.RETURNED]),
        ("bad", counts_.overdue),
    )
    at = 0
    for tone, length in lengths:
        if length:
            yield tone, at, length
            at += length


def _told(row: UnitRow) -> tuple[str | date | None, ...]:
    owed = row.owed
    at = owed.report.first_filed_at if owed.report is not None and owed.is_filed else None
    filed_on = at.astimezone(clock.now().tzinfo).date() if at else None
    report = _REPORT_CELLS[row.report].label
    plan = _PLAN_CELLS[row.plan.standing].label
    return (
        owed.unit.short_name,
        owed.unit.code,
        owed.unit.level.name,
        f"{plan}, quá hạn" if row.plan.is_overdue else plan,
        f"{report}, quá hạn" if row.is_overdue else report,
        filed_on,
        "" if filed_on is None or owed.due.last_day is None else "muộn" if row.is_late else "đúng hạn",
        owed.due.last_day,
        ", ".join(row.notes),
    )


def _numbers(name: str, one: Any) -> tuple[str | int, ...]:
    return (name, one.expected, one.filed, one.nothing, one.missing, one.overdue, one.late, one.accepted, one.plans)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = disposition("attachment", name)
    response["Cache-Control"] = "private, no-store"
    return response


def _say(request: HttpRequest, done: Reminded) -> None:
    if done.told:
        messages.success(request, f"Đã nhắc {len(done.told)} đơn vị qua cổng.")
    if done.resting:
        names = ", ".join(one.short_name for one in done.resting)
        messages.info(request, f"Đã nhắc trong 24 giờ qua nên không nhắc lại: {names}.")
    if done.to_telephone:
        names = ", ".join(one.short_name for one in done.to_telephone)
        messages.warning(request, f"Chưa có người soạn thảo dùng cổng, cần gọi điện: {names}.")
