"""Forms as content: the narrative sections and figures that are asked for, and which form reports are made on."""

from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, QuerySet

from ...content.plan import ItemContent, PlanContent
from ...content.report import AddingUp, FormContent, IndicatorContent, SectionContent, SplitContent
from ...content.vietnamese import fold
from ...models import Campaign, FormField, FormSection, Indicator, IssuingUnit, ReportForm
from ...rules.actor import Actor
from ..plans import ancestor_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """A form with its rows in order; each field's indicator has its `splits` read."""

    revision: int
    sections: tuple[FormSection, ...]
    fields: tuple[FormField, ...]


def form_rows(form: ReportForm) -> FormRows:
    """Sections and fields of a form: three queries, remembered on the row for as long as its revision stays.

    The rows are kept with the instance and not in the process: a form changes while other servers run.
    """
    known: FormRows | None = form.__dict__.get("_rows")
    if known is None or known.revision != form.revision:
        known = FormRows(
            revision=form.revision,
            sections=tuple(form.sections.all()),
            fields=tuple(form.fields.select_related("indicator").prefetch_related("indicator__splits")),
        )
        form.__dict__["_rows"] = known
    return known


def form_content(form: ReportForm) -> FormContent:
    """The form as engines and screens read it; what it asks of a plan's items is filled in by `answering`."""
    rows = form_rows(form)
    return FormContent(
        name=form.name,
        sections=tuple(
            SectionContent(key=one.key, title=one.title, group=one.group, is_required=one.is_required, hint=one.hint)
            for one in rows.sections
        ),
        indicators=tuple(
            indicator_content(one.indicator, is_required=one.is_required, section=one.section) for one in rows.fields
        ),
    )


def indicator_rows(form: ReportForm) -> tuple[Indicator, ...]:
    """The form's indicators in order, with their `splits` read: what `Figure` rows point to."""
    return tuple(one.indicator for one in form_rows(form).fields)


def indicator_content(row: Indicator, *, is_required: bool = False, section: str = "") -> IndicatorContent:
    """One figure of the catalogue."""
    return IndicatorContent(
        code=row.code,
        name=row.name,
        unit_of_measure=row.unit_of_measure,
        adding_up=AddingUp(row.adding_up),
        splits=tuple(SplitContent(code=one.code, name=one.name, adds_up=one.adds_up) for one in row.splits.all()),
        decimals=row.decimals,
        is_required=is_required,
        least=row.least,
        most=row.most,
        unusual=row.unusual,
        numerator=row.numerator,
        denominator=row.denominator,
        is_sensitive=row.is_sensitive,
        explanation=row.explanation,
        section=section,
        adds_from=tuple(row.adds_from),
    )


def answering(form: ReportForm, plan: PlanContent) -> FormContent:
    """The form with the plan's items each section answers to: what stands directly under the plan's part, one key for
    each ("1. Lễ phát động", "2. Truyền thông"), without what the plan dropped; where the section names words, only the
    items in whose text one of them stands."""
    content, rows = form_content(form), {one.key: one for one in form_rows(form).sections}
    return replace(
        content,
        sections=tuple(replace(one, item_keys=_keys(plan, rows[one.key])) for one in content.sections),
    )


def forms_for(campaign: Campaign | int, receiver: IssuingUnit) -> list[ReportForm]:
    """The forms in use that reports to this unit may be made on, best first: its own, those of the units above it from
    the nearest up, the country's; of several the newest."""
    forms = ReportForm.objects.filter(_of(receiver.path), campaign=campaign, is_in_use=True).select_related(
        "owner", "campaign"
    )
    return sorted(forms, key=lambda one: (len(one.owner.path) if one.owner else 0, one.pk), reverse=True)


def form_for(campaign: Campaign | int, receiver: IssuingUnit) -> ReportForm | None:
    """The form that reports of this year to this unit are made on, None while there is none."""
    return next(iter(forms_for(campaign, receiver)), None)


# --- the catalogue's screens


def indicators_for(owner: IssuingUnit | None) -> QuerySet[Indicator]:
    """The figures that forms of a unit may ask for: the country's, its own, those of the units above it."""
    return Indicator.objects.filter(_of(owner.path if owner else "")).select_related("owner")


def shown_indicators(actor: Actor) -> QuerySet[Indicator]:
    """The figures the actor may read, with parts and owners: the country's and those of the own unit and above it; an
    operator reads all."""
    found = Indicator.objects.select_related("owner").prefetch_related("splits")
    return found if actor.is_operator else found.filter(_of(actor.unit_path))


def shown_forms(actor: Actor) -> QuerySet[ReportForm]:
    """The forms the actor may read, the newest year first, the country's before others; with how much they ask."""
    found = (
        ReportForm.objects.select_related("owner", "campaign")
        .annotate(
            field_count=Count("fields", distinct=True),
            section_count=Count("sections", distinct=True),
            round_count=Count("rounds", distinct=True),
        )
        .order_by("-campaign__year", F("owner").asc(nulls_first=True), "id")
    )
    return found if actor.is_operator else found.filter(_of(actor.unit_path))


def years_of_forms() -> QuerySet[Campaign]:
    """The years a form can be made for, the newest first."""
    return Campaign.objects.order_by("-year")


def _of(path: str) -> Q:
    return Q(owner=None) | Q(owner__path__in=[*ancestor_paths(path), path])


def _keys(plan: PlanContent, section: FormSection) -> tuple[str, ...]:
    if not section.part:
        return ()
    found: list[ItemContent] = []
    for item in plan.items:
        if item.part == section.part and not item.is_dropped:
            found += item.children or (item,)
    words = [fold(one) for one in section.words.split(";") if one.strip()]
    return tuple(one.key for one in found if not one.is_dropped and _speaks_of(one, words))


def _speaks_of(item: ItemContent, words: list[str]) -> bool:
    """Whether a word stands in the heading, or in the text of an item without one."""
    text = fold(item.text)
    return not words or any(one in text for one in words)
