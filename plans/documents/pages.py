"""Turns the content of a plan into one self-contained HTML page: the printed form, readable in any browser."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from plans.content.layout import LayoutParameters, layout_on
from plans.content.plan import PlanContent, TableContent

from .centring import ISSUER_SHARE, appendix_lines, centred_lines
from .printed import (
    NATIONAL_MOTTO,
    NATIONAL_TITLE,
    RECIPIENTS_TITLE,
    PrintedAppendix,
    PrintedParagraph,
    PrintedPlan,
    printed_plan,
)

STYLE_SHEET = Path(__file__).resolve().parents[2] / "static" / "documents" / "plan.css"

_MILLIMETRES = {"margin_top", "margin_bottom", "margin_left", "margin_right", "first_line_indent"}
_FACTORS = {"line_spacing"}
_WORDS = {"name", "valid_from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as the template writes it: which element, whether bold, which text."""

    element: str
    css_class: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table as the template writes it: each cell with whether it holds a figure."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixPage:
    """An appendix as the template writes it."""

    label: str
    title_lines: tuple[str, ...]
    outline: str
    attached_to_lines: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    table: PrintedTable | None = None


def document_html(content: PlanContent, layout: LayoutParameters | None = None) -> str:
    """The whole printable document, main part and appendices, with its style sheet inside.

    Without `layout` the parameters in force on the day of issue hold, for a draft those of 1 June of its year.
    Every text is escaped. The same content gives the same characters.
    """
    layout = layout or layout_on(content.issued_on or date(content.year, 6, 1))
    plan = printed_plan(content)
    return render_to_string("documents/plan.html", _context(plan, layout))


def annexes_html(content: PlanContent, layout: LayoutParameters | None = None) -> str:
    """The appendices alone, each as it would follow the document: figures to look at before there is a document."""
    layout = layout or layout_on(content.issued_on or date(content.year, 6, 1))
    return render_to_string("documents/plan.html", {**_context(printed_plan(content), layout), "is_annexes": True})


def line_pages(content: PlanContent, layout: LayoutParameters | None = None) -> tuple[str, str]:
    """The number's line and the line with place and date, each alone on a page, set as `document_html` sets them.

    Their size is that of the page that keeps the lines free: what is filled in later stands on its baseline.
    """
    layout = layout or layout_on(date(content.year, 6, 1))
    kept_free = centred_lines(printed_plan(replace(content, number=None, issued_on=None)), layout)
    plan = printed_plan(content)
    is_long_place = kept_free.place_size < layout.place_size
    shown = {"style_sheet": f"{layout_css(layout)}\n{_style_sheet()}", "is_long_place": is_long_place}
    number, place = (plan.number_line,), centred_lines(plan, layout).place
    return (
        render_to_string("documents/stamps/line.html", {**shown, "name": "number", "lines": number}),
        render_to_string("documents/stamps/line.html", {**shown, "name": "place", "lines": place}),
    )


def _context(plan: PrintedPlan, layout: LayoutParameters) -> dict[str, object]:
    lines = centred_lines(plan, layout)
    return {
        "plan": plan,
        "is_annexes": False,
        "national_title": NATIONAL_TITLE,
        "national_motto": NATIONAL_MOTTO,
        "recipients_title": RECIPIENTS_TITLE,
        "superior_lines": lines.superior,
        "issuer_lines": lines.issuer,
        "is_long_place": lines.place_size < layout.place_size,
        "place_lines": lines.place,
        "subject_lines": lines.subject,
        "abstract_lines": lines.abstract,
        "note_lines": lines.note,
        "paragraphs": tuple(map(_paragraph, plan.paragraphs)),
        "appendices": [_appendix(one, layout) for one in plan.appendices],
        "style_sheet": f"{layout_css(layout)}\n{_style_sheet()}",
    }


def _appendix(appendix: PrintedAppendix, layout: LayoutParameters) -> AppendixPage:
    lines = appendix_lines(appendix, layout)
    return AppendixPage(
        label=appendix.label,
        title_lines=lines.title,
        outline=f"{appendix.label}: {appendix.title}" if appendix.title else appendix.label,
        attached_to_lines=lines.attached_to,
        paragraphs=tuple(map(_paragraph, appendix.paragraphs)),
        table=_table(appendix.table),
    )


def _table(table: TableContent | None) -> PrintedTable | None:
    if table is None:
        return None
    rows = (tuple((cell, at in table.figures) for at, cell in enumerate(row)) for row in table.rows)
    return PrintedTable(heads=table.heads, rows=tuple(rows))


def _paragraph(printed: PrintedParagraph) -> Paragraph:
    # h1 is the document's title; six is the last heading HTML has.
    element = f"h{min(printed.level + 1, 6)}" if printed.level else "p"
    return Paragraph(element=element, css_class="bold" if printed.is_bold else "plain", text=printed.text)


@cache
def layout_css(layout: LayoutParameters) -> str:
    """The layout parameters as CSS variables: --margin-top: 20mm; --body-size: 14pt; --line-spacing: 1.2."""
    lines = [f"  --{name.replace('_', '-')}: {value}{unit};" for name, value, unit in _measures(layout)]
    return "\n".join([":root {", *lines, f"  --issuer-share: {ISSUER_SHARE:.0%};", "}"])


def _measures(layout: LayoutParameters) -> Iterable[tuple[str, str, str]]:
    for one in fields(layout):
        if one.name not in _WORDS:
            unit = "mm" if one.name in _MILLIMETRES else "" if one.name in _FACTORS else "pt"
            yield one.name, f"{getattr(layout, one.name):g}", unit


@cache
def _style_sheet() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")
