"""The editor of a report, a section at a time: saved as it is typed, or by a plain form; two browsers lose nothing.

The screens are functions of (report, actor, key, routes), so that whoever holds a one-time link gets the same pages:
`render_section(request, report, actor, key, routes=…)` answers both methods; give it your own `ReportRoutes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from ... import clock
from ...content.report import IndicatorContent
from ...exceptions import Invalid, PortalError, StaleEdit
from ...forms.reporting import sections as form
from ...queries.reporting.forms import form_content
from ...queries.reporting.reading import ReportPage, SectionPage, report_page
from ...queries.reporting.reports import may_write, reports_visible_to
from ...queries.reporting.returns import open_return, parts_of
from ...queries.reporting.tasks import head_of
from ...reporting.filling import TypedFigure, key_of, sections_of
from ...rules.actor import Actor
from ...rules.reports import Side, side_of
from ...services.reporting import filing
from ..access import PortalRequest, signed_in, take_kept
from ..errors import wants_json
from .files.evidence import evidence_block
from .routes import ReportRoutes, address_of, section_key
from .sections.meeting import Conflict, clashes
from .sections.showing import ShownLine, heading, neighbours, section_links, shown_lines, targets_of

if TYPE_CHECKING:
    from ...models import Report


_HAS_FIGURES = "Phần này đang có số liệu nên chưa đánh dấu không phát sinh; xóa các số đó trước, hoặc bỏ dấu."


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What could not be stored and is shown again."""

    figures: Mapping[str, TypedFigure]
    text: str | None = None


@signed_in
@require_GET
def report_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """The first unfinished section of a report; a filed one is read instead."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return lead_on(request, report, request.actor, routes=ReportRoutes(pk))


@signed_in
@require_http_methods(["GET", "POST"])
def report_section(request: PortalRequest, pk: int, key: str) -> HttpResponse:
    """A section: its page, and where it is saved."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return render_section(request, report, request.actor, section_key(key), routes=ReportRoutes(pk))


def lead_on(request: HttpRequest, report: Report, actor: Actor, *, routes: ReportRoutes) -> HttpResponse:
    """Lead to the first unfinished section, to the preview when all are done, to reading when it may not be written."""
    decision = may_write(actor, report)
    if not decision:
        messages.info(request, decision.reason)
        return redirect(routes.done)
    page = report_page(report)
    if not page.sections:
        messages.warning(request, "Nơi nhận chưa chọn biểu mẫu cho kỳ này; có biểu mẫu là làm được ngay.")
        return redirect(routes.home or routes.nothing)
    back = open_return(report)
    asked = [one.section for one in parts_of(back, page.form)] if back else []
    unfinished = [one.section.key for one in page.sections if not one.is_done]
    first = next(iter([*asked, *unfinished]), None)
    return redirect(routes.file if first is None else routes.section(first))


def render_section(
    request: HttpRequest, report: Report, actor: Actor, key: str, *, routes: ReportRoutes
) -> HttpResponse:
    """The page of a section, or the answer to a save of it: JSON for the script, else a redirect."""
    decision = may_write(actor, report)
    if request.method == "POST":
        return _save(request, report, actor, key, routes)
    if not decision:
        messages.info(request, decision.reason)
        return redirect(routes.done)
    page = report_page(report)
    section = _section(page, key)
    kept = take_kept(request, routes.section(key))
    typed = _kept(kept, section) if kept else None
    return _page(request, report, actor, page, section, routes, typed=typed, more={"kept": bool(kept)})


def frame(report: Report, actor: Actor, routes: ReportRoutes) -> dict[str, Any]:
    """What every screen of a report shows around its own: two queries."""
    return {
        "report": report,
        "head": head_of(report),
        "routes": routes,
        "year": report.round.year,
        "previous_year": report.round.year - 1,
        "evidence_template": "",
        "on_behalf": side_of(actor, report) == Side.RECEIVER and actor.unit_id != report.unit_id,
    }


# --- saving


def _save(request: HttpRequest, report: Report, actor: Actor, key: str, routes: ReportRoutes) -> HttpResponse:
    keys, typed = keys_of(report, key), Typed(figures={})
    try:
        sent = form.read_section(request.POST, keys)
        typed = Typed(figures=sent.figures, text=sent.text)
        if sent.is_nothing and any(one.text.strip() and not one.is_nothing for one in sent.figures.values()):
            raise Invalid(_HAS_FIGURES)
        report = _store(report, actor, key, sent)
    except StaleEdit as error:
        return _conflict(request, report, actor, key, routes, error)
    except PortalError as error:
        if wants_json(request) or not may_write(actor, report):
            raise
        page = report_page(report)
        section = _section(page, key)
        return _page(
            request, report, actor, page, section, routes, typed=typed, more={"error": error}, status=error.status
        )
    return _saved(request, report, key, routes)


def _saved(request: HttpRequest, report: Report, key: str, routes: ReportRoutes) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(_answer(request, report, key, routes))
    return redirect(_onward(request, routes.section(key)))


def _store(report: Report, actor: Actor, key: str, sent: form.SentSection) -> Report:
    return filing.save_section(
        report,
        actor=actor,
        revision=sent.revision,
        section=key,
        typed=sent.figures,
        text=sent.text if key else None,
        is_nothing=sent.is_nothing,
    )


def _onward(request: HttpRequest, here: str) -> str:
    """Where the pressed button leads; only within the portal."""
    onward = request.POST.get("den", "")
    return onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else here


def _answer(request: HttpRequest, report: Report, key: str, routes: ReportRoutes) -> dict[str, Any]:
    """What the script puts into the page after a save: every line as it stands now, and what depends on all of them."""
    page = report_page(report)
    section = _section(page, key)
    context = _parts(report, page, section, routes)
    return {
        "ok": True,
        "saved_at": f"{clock.now():%H:%M}",
        "revision": section.revision,
        "text": section.text,
        "is_nothing": section.state == "nothing",
        "lines": [_line_answer(request, one) for one in context["lines"]],
        "words": render_to_string("plans/reporting/_words_notes.html", context, request),
        "outline": render_to_string("plans/reporting/_outline.html", context, request),
        "foot": render_to_string("plans/reporting/_foot.html", context, request),
    }


def _line_answer(request: HttpRequest, line: ShownLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "text": "" if line.is_nothing else line.text,
        "is_nothing": line.is_nothing,
        "is_computed": line.is_computed,
        "below": line.below,
        "change": line.change,
        "tone": line.tone,
        "note": line.note,
        "notes": render_to_string("plans/reporting/_figure_notes.html", {"line": line}, request).strip(),
    }


# --- two browsers


def _conflict(
    request: HttpRequest, report: Report, actor: Actor, key: str, routes: ReportRoutes, error: StaleEdit
) -> HttpResponse:
    """Somebody else saved the section first: what they did not touch is saved, the rest is chosen from."""
    report.refresh_from_db()
    page = report_page(report)
    section = _section(page, key)
    sent = form.read_section(request.POST, keys_of(report, key))
    places = tuple(clashes(section, sent))
    met = {one.key for one in places}
    calm = replace(
        sent,
        revision=error.revision,
        figures={key: one for key, one in sent.figures.items() if key not in met},
        text=None if form.TEXT in met or not sent.before else sent.text,
    )
    if sent.before or not places:
        report = _store(report, actor, key, calm)
        page = report_page(report)
        section = _section(page, key)
    if not places:
        return _saved(request, report, key, routes)
    conflict = Conflict(
        message=f"{error.editor} đã lưu phần này trong khi bản của mình chưa lưu."
        if error.editor not in ("", actor.full_name)
        else "Phần này đã được lưu ở một trình duyệt khác trong khi bản ở đây chưa lưu.",
        revision=section.revision,
        action=routes.section(key),
        places=places,
    )
    if wants_json(request):
        html = render_to_string("plans/reporting/_conflict.html", {"conflict": conflict}, request)
        answer = {"ok": False, "code": error.code, "message": error.message, "conflict": html}
        return JsonResponse(answer, status=error.status)
    return _page(request, report, actor, page, section, routes, more={"conflict": conflict}, status=error.status)


# --- the page


def _page(
    request: HttpRequest,
    report: Report,
    actor: Actor,
    page: ReportPage,
    section: SectionPage,
    routes: ReportRoutes,
    *,
    typed: Typed | None = None,
    more: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    place, before, after = neighbours(page, section.section.key)
    context = frame(report, actor, routes) | _parts(report, page, section, routes, typed)
    if routes.has_account:
        context |= evidence_block(report, actor, section.section.key)
    context |= {
        "place": place,
        "before": before,
        "after": after,
        "before_url": routes.section(before.section.key) if before else "",
        "after_url": routes.section(after.section.key) if after else "",
        "here": routes.section(section.section.key),
        "error": None,
        "kept": False,
        "conflict": None,
    }
    return render(request, "plans/reporting/edit.html", context | more, status=status)


def _parts(
    report: Report, page: ReportPage, section: SectionPage, routes: ReportRoutes, typed: Typed | None = None
) -> dict[str, Any]:
    """What the page and the script's answer have in common."""
    back = open_return(report)
    asked = parts_of(back, page.form) if back else ()
    key = section.section.key
    return {
        "page": page,
        "section": section,
        "heading": heading(section),
        "lines": shown_lines(section, typed.figures if typed else None),
        "words": section.text if typed is None or typed.text is None else typed.text,
        "words_doubts": section.text_doubts,
        "links": section_links(page, routes, key, asked),
        "targets": targets_of(section),
        "last_year_url": _last_year(page, routes),
        "routes": routes,
        "returned_by": back.returned_by_name if back else "",
        "returned_reason": back.reason if back else "",
        "returned_parts": [one for one in asked if one.section == key],
    }


def _last_year(page: ReportPage, routes: ReportRoutes) -> str:
    """Last year's report, when there is one of one unit and the reader has an account."""
    if not routes.has_account or page.previous is None or len(page.previous.reports) != 1:
        return ""
    return address_of("report-detail", page.previous.reports[0])


def keys_of(report: Report, section: str) -> list[str]:
    """The figures that are typed in a section: its own alone, so that saving it reads no more than it must."""
    asked = form_content(report.round.form) if report.round.form else None
    if asked is None or section not in {one.key for one in sections_of(asked)}:
        raise Http404("no such section")
    return [key_of(one.code, split) for one in asked.indicators_of(section) for split in ("", *codes_of(one))]


def codes_of(indicator: IndicatorContent) -> list[str]:
    """The parts of a figure."""
    return [one.code for one in indicator.splits]


def _section(page: ReportPage, key: str) -> SectionPage:
    found = page.section(key)
    if found is None:
        raise Http404("no such section")
    return found


def _kept(kept: dict[str, str], section: SectionPage) -> Typed:
    """What was typed when the session ended, back in its fields."""
    sent = QueryDict(mutable=True)
    sent.update(kept)
    # Empty fields were not kept: what was taken away is shown as it is stored.
    return Typed(figures=form.read_figures(sent, [one.key for one in section.lines]), text=kept.get(form.TEXT))
