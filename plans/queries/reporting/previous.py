"""Last year's report beside this year's: of the unit itself and of those it took over from, added up where that is
right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ...content.report import FigureContent, FormContent, NarrativeContent, ReportContent
from ...content.report_codec import report_from_json
from ...enums import ReportStatus
from ...models import IssuingUnit, Report, UnitSuccession
from ...reporting.consolidating import Total, UnitReport, consolidate
from .forms import form_content
from .owed import due_of

#: How far back a unit's forerunners are looked for: three rearrangements, more than any year has seen.
STEPS = ("", "successions__successor__", "successions__successor__" * 2)


@dataclass(frozen=True, slots=True)
class Forerunner:
    """The unit itself, or one it took over from; `heirs` is how many units took over from it."""

    pk: int
    short_name: str
    noun: str
    heirs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """What was reported last year: `units` are those it came from, `reports` their reports, `words` how the screen
    names them ("cộng từ 3 phường cũ"), empty for the unit's own report.

    `is_divided`: a unit it took over from was divided among several, so its figures are not this unit's and are left
    out; what was written then is not.
    """

    year: int
    content: ReportContent
    units: tuple[str, ...]
    reports: tuple[int, ...]
    words: str = ""
    is_divided: bool = False


def previous_report(report: Report, form: FormContent | None = None) -> Previous | None:
    """What the unit, or those it took over from, filed the year before, whoever received it: two queries.

    Of several reports of one unit the one counts whose round closed last, of those the accepted one. Several units'
    figures are added up as `consolidate` does. None when nobody filed anything.
    """
    round_, unit = report.round, report.unit
    if form is None:
        form = form_content(round_.form) if round_.form else FormContent(name="")
    units = {one.pk: one for one in forerunners(unit)}
    return previous_of(unit, form, round_.year - 1, units=units, last=last_filed(units, round_.year - 1))


def previous_of(
    unit: IssuingUnit, form: FormContent, year: int, *, units: Mapping[int, Forerunner], last: Sequence[Report]
) -> Previous | None:
    """What these last reports of a unit and its forerunners (`units`, with their `heirs`) say together."""
    if not last:
        return None
    came_from = [units[one.unit_id] for one in last]
    is_divided = any(one.heirs > 1 for one in came_from)
    content = _together(form, last)
    return Previous(
        year=year,
        content=ReportContent(narratives=content.narratives) if is_divided else content,
        units=tuple(one.short_name for one in came_from),
        reports=tuple(one.pk for one in last),
        words=_words(unit, came_from, is_divided=is_divided),
        is_divided=is_divided,
    )


def forerunners(unit: IssuingUnit) -> tuple[Forerunner, ...]:
    """The unit, under every entry of its code, and the units it took over from, directly or through others, in the
    order of the tree: one query."""
    own = IssuingUnit.objects.filter(code=unit.code).order_by().values("pk")
    closed = (
        UnitSuccession.objects.filter(**{f"successor__{step}code": unit.code}).order_by().values("closed_unit_id")
        for step in STEPS
    )
    # A union of ids and no OR: the database then looks at these units alone, not at every unit of the country.
    units = IssuingUnit.objects.filter(pk__in=own.union(*closed, all=True)).order_by("path")
    found = units.annotate(heirs=Count("successions")).values_list("pk", "short_name", "noun", "heirs")
    return tuple(Forerunner(*one) for one in found)


def last_filed(units: Iterable[int], year: int) -> list[Report]:
    """The report of each unit that counts for the year, in the order of the units."""
    reports = Report.objects.filter(unit__in=list(units), round__year=year, version__isnull=False)
    best: dict[int, Report] = {}
    for one in reports.select_related("round", "version", "unit").defer("draft").order_by("pk"):
        if one.unit_id not in best or _weight(one) > _weight(best[one.unit_id]):
            best[one.unit_id] = one
    return [best[pk] for pk in units if pk in best]


def _weight(report: Report) -> tuple[date, bool]:
    return due_of(report.round).last_day or date.min, report.status == ReportStatus.ACCEPTED


def _together(form: FormContent, reports: Sequence[Report]) -> ReportContent:
    contents = [report_from_json(one.version.content) for one in reports if one.version]
    given = [
        UnitReport(unit=one.unit_id, name=one.unit.short_name, content=content)
        for one, content in zip(reports, contents, strict=True)
    ]
    return ReportContent(
        figures=tuple(_figures(consolidate(form, given).totals, alone=contents[0] if len(contents) == 1 else None)),
        narratives=tuple(
            NarrativeContent(section=section.key, text=text)
            for section in form.sections
            if (text := _text(section.key, given))
        ),
        is_nothing=all(one.is_nothing for one in contents),
    )


def _figures(totals: Sequence[Total], alone: ReportContent | None) -> Iterator[FigureContent]:
    for one in totals:
        code, split = one.indicator.code, one.split.code if one.split else ""
        value = one.value
        if alone is not None and not alone.is_nothing and (own := alone.figure(code, split)) is not None:
            value = own.value  # also of what is never added up
        said = bool(one.contributions) and all(each.is_nothing for each in one.contributions)
        if said:
            yield FigureContent(indicator=code, split=split, is_nothing=True)
        elif value is not None:
            yield FigureContent(indicator=code, split=split, value=value)


def _text(section: str, given: Sequence[UnitReport]) -> str:
    texts = [(one.name, text) for one in given if (text := one.content.text(section))]
    if len(given) == 1:
        return texts[0][1] if texts else ""
    return "\n\n".join(f"{name}: {text}" for name, text in texts)


def _words(unit: IssuingUnit, came_from: Sequence[Forerunner], *, is_divided: bool) -> str:
    if is_divided:
        return "đơn vị cũ đã chia cho nhiều nơi nên không so số liệu"
    if len(came_from) == 1:
        only = came_from[0]
        return "" if only.short_name == unit.short_name else f"của {only.short_name} cũ"
    nouns = {one.noun or "đơn vị" for one in came_from}
    return f"cộng từ {len(came_from)} {nouns.pop() if len(nouns) == 1 else 'đơn vị'} cũ"
