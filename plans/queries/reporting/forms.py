"""Forms as content: the narrative sections and figures that are asked for, and which form reports are made on."""

from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, QuerySet

from ...content.plan import ItemContent, PlanContent
from ...content.report import AddingUp, FormContent, IndicatorContent, SectionContent, SplitContent
from ...content.vietnamese import fold
from ...models import Campaign, FormField, FormSection, Indicator, IssuingUnit, ReportForm
from ...rules.actor import Actor
from ..plans import ancestor_paths
from .remembering.memo import Memo


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """A form with its rows in order; each field's indicator has its `splits` read."""

    revision: int
    sections: tuple[FormSection, ...]
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What a form asks for, as content: `parts` are each section's part of the plan and the words its items speak of,
    `rows` the ids of each figure and part of a figure ("D1", "ns") as the rows of filed figures need them."""

    content: FormContent
    parts: dict[str, tuple[str, tuple[str, ...]]]
    rows: dict[tuple[str, str], tuple[int, int | None]]


#: Forms by id and revision. Every service that changes a form, or a figure in it, raises the revision.
_FORMS: Memo[FormWords] = Memo(64)


def form_key(form: ReportForm) -> tuple[int, int, str]:
    """What names a form as it is now, for remembering what it says."""
    return form.pk, form.revision, form.name


def form_rows(form: ReportForm) -> FormRows:
    """Sections and fields of a form: three queries, remembered on the row for as long as its revision stays."""
    known: FormRows | None = form.__dict__.get("_rows")
    if known is None or known.revision != form.revision:
        known = FormRows(
            revision=form.revision,
            sections=tuple(form.sections.all()),
            fields=tuple(form.fields.select_related("indicator").prefetch_related("indicator__splits")),
        )
        form.__dict__["_rows"] = known
    return known


def form_words(form: ReportForm) -> FormWords:
    """What the form asks for: `form_rows` once in a process for each revision, else no query."""
    return _FORMS.get(form_key(form), lambda: _words(form))


def form_content(form: ReportForm) -> FormContent:
    """The form as engines and screens read it; what it asks of a plan's items is filled in by `answering`."""
    return form_words(form).content


def _words(form: ReportForm) -> FormWords:
    rows = form_rows(form)
    ids: dict[tuple[str, str], tuple[int, int | None]] = {}
    for one in rows.fields:
        ids[one.indicator.code, ""] = (one.indicator.pk, None)
        ids |= {(one.indicator.code, each.code): (one.indicator.pk, each.pk) for each in one.indicator.splits.all()}
    return FormWords(
        content=_content(form, rows),
        parts={
            one.key: (one.part, tuple(fold(word) for word in one.words.split(";") if word.strip()))
            for one in rows.sections
        },
        rows=ids,
    )


def _content(form: ReportForm, rows: FormRows) -> FormContent:
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
    words = form_words(form)
    told = _told(plan)
    return replace(
        words.content,
        sections=tuple(replace(one, item_keys=_keys(told, *words.parts[one.key])) for one in words.content.sections),
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


def _told(plan: PlanContent) -> list[tuple[str, str, str]]:
    """Part, key and folded words of everything that stands directly under a part of the plan and is not dropped."""
    found = []
    for item in plan.items:
        if item.part and not item.is_dropped:
            children: tuple[ItemContent, ...] = item.children or (item,)
            found += [(str(item.part), one.key, fold(one.text)) for one in children if not one.is_dropped]
    return found


def _keys(told: list[tuple[str, str, str]], part: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """What a section answers to: the items of its part in whose heading, or text without one, a word stands."""
    if not part:
        return ()
    return tuple(key for at, key, text in told if at == part and (not words or any(one in text for one in words)))
