"""Keeping the catalogue of figures and the forms made from it: the country's by operators, a unit's own by its
administrator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Model

from ...content.vietnamese import clean_line
from ...enums import AddingUp, Event
from ...exceptions import Invalid, NotNow, StaleEdit
from ...models import (
    Campaign,
    Figure,
    FormField,
    FormSection,
    Indicator,
    IndicatorSplit,
    IssuingUnit,
    Report,
    ReportForm,
)
from ...queries.catalogues import unmarked
from ...queries.reporting.forms import indicators_for
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit, may_keep_national
from ...rules.decision import Decision
from .. import audit
from ..administering import rows

_STALE = "Có người vừa lưu trước; mở lại để xem bản đang dùng rồi sửa tiếp."


_SECTION_LENGTHS = (
    ("title", 200, "Tên phần"),
    ("hint", 300, "Gợi ý"),
    ("group", 100, "Tên phần lớn"),
    ("words", 300, "Từ của mục kế hoạch"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """A figure of the catalogue."""

    code: str
    name: str
    unit_of_measure: str
    adding_up: str = AddingUp.SUM
    decimals: int = 0
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    unusual: Decimal = Decimal(3)
    numerator: str = ""
    denominator: str = ""
    is_sensitive: bool = False
    explanation: str = ""
    adds_from: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFacts:
    """A part of a figure; `code` empty: a new one, its code is made from its place."""

    name: str
    adds_up: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFacts:
    """A figure in a form; `section` is the key of the section it is asked for in."""

    indicator: Indicator
    is_required: bool = False
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFacts:
    """A narrative section of a form; `key` empty: a new one, its key is made from its title."""

    title: str
    part: str = ""
    is_required: bool = False
    hint: str = ""
    key: str = ""
    group: str = ""
    words: str = ""


def may_keep_forms(actor: Actor, owner: IssuingUnit | None) -> Decision:
    """Whether the actor may keep a unit's own figures and forms, or the country's (no owner)."""
    return may_keep_national(actor) if owner is None else may_edit_unit(actor, owner)


@transaction.atomic
def save_indicator(
    indicator: Indicator | None,
    *,
    actor: Actor,
    facts: IndicatorFacts,
    splits: Sequence[SplitFacts] = (),
    owner: IssuingUnit | None = None,
    revision: int = 1,
) -> Indicator:
    """Keep a figure with its parts, new when `indicator` is None.

    Once figures have been filed for it, its unit of measure and the way it adds up stay, and no part goes: other
    figures would be added to those that are there. Raises NotAllowed, StaleEdit, NotNow, Invalid.
    """
    row = indicator or Indicator(owner=owner)
    if indicator is not None:
        row = Indicator.objects.select_for_update(of=("self",)).select_related("owner").get(pk=indicator.pk)
    may_keep_forms(actor, row.owner).require()
    if row.pk and row.revision != revision:
        raise StaleEdit(_STALE, revision=row.revision)
    _refuse_ratio(facts)
    is_used = bool(row.pk) and Figure.objects.filter(indicator=row).exists()
    if is_used and (facts.unit_of_measure, facts.adding_up) != (row.unit_of_measure, row.adding_up):
        raise NotNow(
            "Đã có báo cáo gửi số liệu này; đơn vị tính và cách cộng giữ nguyên; cần khác thì thêm chỉ tiêu mới."
        )
    is_new = row.pk is None
    values = {field.name: getattr(facts, field.name) for field in fields_of(facts)}
    changed = rows.write(row, values, event=Event.CATALOGUE_SAVED, actor=actor, unit_id=row.owner_id)
    changed = _set_splits(row, [one for one in splits if clean_line(one.name)], actor, is_used=is_used) or changed
    if changed and not is_new:
        _turn(row)
        for form in ReportForm.objects.filter(fields__indicator=row):
            _turn(form)
    return row


@transaction.atomic
def start_form(
    *, actor: Actor, campaign: Campaign, name: str, owner: IssuingUnit | None = None, like: ReportForm | None = None
) -> ReportForm:
    """Begin a form of a year, with the sections and figures of another one."""
    may_keep_forms(actor, owner).require()
    form = ReportForm(owner=owner)
    values = {"campaign": campaign, "name": name, "is_in_use": True}
    rows.write(form, values, event=Event.FORM_SAVED, actor=actor, unit_id=form.owner_id)
    if like is not None:
        for section in like.sections.all():
            section.pk, section.form = None, form
            section.save(force_insert=True)
        usable = {one.pk for one in offered(form)}
        for asked in like.fields.all():
            if asked.indicator_id in usable:
                asked.pk, asked.form = None, form
                asked.save(force_insert=True)
    return form


@transaction.atomic
def save_form(
    form: ReportForm,
    *,
    actor: Actor,
    revision: int,
    name: str,
    is_in_use: bool,
    fields: Sequence[FieldFacts],
    sections: Sequence[SectionFacts],
) -> ReportForm:
    """Keep what a form asks for, in this order.

    Once reports have been filed on it, nothing they answered goes: it may be renamed, moved and added to. Raises
    NotAllowed, StaleEdit, NotNow, Invalid.
    """
    form = ReportForm.objects.select_for_update(of=("self",)).select_related("owner", "campaign").get(pk=form.pk)
    may_keep_forms(actor, form.owner).require()
    if form.revision != revision:
        raise StaleEdit(_STALE, revision=form.revision)
    _refuse_fields(form, fields)
    wanted = _keyed(sections)
    _refuse_losses(form, {one.indicator.pk for one in fields}, {one.key for one in wanted})
    before, head = _said(form), {"name": name, "is_in_use": is_in_use}
    head_changed = rows.write(form, head, event=Event.FORM_SAVED, actor=actor, unit_id=form.owner_id)
    form.fields.all().delete()
    form.sections.all().delete()
    known = {one.key for one in wanted}
    FormField.objects.bulk_create(
        FormField(
            form=form,
            indicator=one.indicator,
            is_required=one.is_required,
            section=one.section if one.section in known else "",
            position=at,
        )
        for at, one in enumerate(fields)
    )
    for at, one in enumerate(wanted):
        section = FormSection(form=form, position=at, **_plain(one))
        _check(section)
        section.save()
    after = _said(form)
    if before != after:
        audit.record(
            Event.FORM_SAVED, actor=actor, unit_id=form.owner_id, subject=str(form), before=before, after=after
        )
    if head_changed or before != after:
        _turn(form)
    return form


def offered(form: ReportForm) -> list[Indicator]:
    """The figures a form may ask for: the country's, and those of its owner and the units above it."""
    return list(indicators_for(form.owner))


def _refuse_ratio(facts: IndicatorFacts) -> None:
    is_ratio = facts.adding_up == AddingUp.RATIO
    if is_ratio and not (clean_line(facts.numerator) and clean_line(facts.denominator)):
        sentence = "Tỷ lệ cần mã của tử số và mẫu số."
        raise Invalid(sentence, {"numerator": sentence})
    if not is_ratio and (facts.numerator or facts.denominator):
        sentence = "Chỉ tỷ lệ mới có tử số và mẫu số; bỏ trống hai ô này hoặc chọn “R tính lại tỷ lệ”."
        raise Invalid(sentence, {"numerator": sentence})


def _set_splits(row: Indicator, wanted: list[SplitFacts], actor: Actor, *, is_used: bool) -> bool:
    before = list(row.splits.all())
    taken = {one.code: one for one in before}
    if is_used and set(taken) - {one.code for one in wanted}:
        raise NotNow("Đã có báo cáo gửi số liệu này nên không bỏ phần tách nào được.")
    kept, number = [], 1
    for at, one in enumerate(wanted):
        split = taken.get(one.code)
        if split is None:
            while f"p{number}" in taken:
                number += 1
            split = IndicatorSplit(indicator=row, code=f"p{number}")
            taken[split.code] = split
        split.name, split.adds_up, split.position = clean_line(one.name)[:100], one.adds_up, at
        kept.append(split)
    said = [(one.code, one.name, one.adds_up) for one in row.splits.all()]
    now = [(one.code, one.name, one.adds_up) for one in kept]
    if said == now:
        return False
    row.splits.exclude(pk__in=[one.pk for one in kept if one.pk]).delete()
    for split in kept:
        split.save()
    audit.record(
        Event.CATALOGUE_SAVED,
        actor=actor,
        unit_id=row.owner_id,
        subject=f"{row}: phần tách",
        before={"splits": [name for _, name, _ in said]},
        after={"splits": [name for _, name, _ in now]},
    )
    return True


def _refuse_fields(form: ReportForm, chosen: Sequence[FieldFacts]) -> None:
    codes = [one.indicator.code for one in chosen]
    usable = {one.pk for one in offered(form)} | set(form.fields.values_list("indicator_id", flat=True))
    if any(one.indicator.pk not in usable for one in chosen):
        raise Invalid("Có chỉ tiêu của đơn vị khác; chọn trong danh sách.")
    twice = sorted({one for one in codes if codes.count(one) > 1})
    if twice:
        raise Invalid(f"Mã {', '.join(twice)} có hai lần trong biểu mẫu; mỗi mã chọn một chỉ tiêu.")
    for one in (each.indicator for each in chosen):
        missing = [code for code in (one.numerator, one.denominator) if code and code not in codes]
        if missing:
            raise Invalid(f"“{one.name}” tính từ {', '.join(missing)}; chọn cả chỉ tiêu đó vào biểu mẫu.")


def _refuse_losses(form: ReportForm, indicators: set[int], sections: set[str]) -> None:
    if not Report.objects.filter(round__form=form, version__isnull=False).exists():
        return
    answered = set(Figure.objects.filter(report__round__form=form).values_list("indicator_id", flat=True))
    if answered - indicators or set(form.sections.values_list("key", flat=True)) - sections:
        raise NotNow(
            "Đã có báo cáo gửi theo biểu mẫu này nên không bỏ chỉ tiêu, phần lời nào được; chỉ thêm và xếp lại."
        )


def _keyed(sections: Sequence[SectionFacts]) -> list[SectionFacts]:
    found: list[SectionFacts] = []
    taken = {one.key for one in sections if one.key}
    for one in sections:
        title, key = clean_line(one.title), one.key
        if not title:
            continue
        if not key:
            stem = "-".join("".join(c if c.isalnum() else " " for c in unmarked(title)).split())[:24].strip("-")
            key = next(name for name in _names(stem or "phan") if name not in taken)
            taken.add(key)
        found.append(
            SectionFacts(
                title=title,
                part=one.part,
                is_required=one.is_required,
                hint=clean_line(one.hint),
                key=key,
                group=clean_line(one.group),
                words=clean_line(one.words),
            )
        )
    return found


def _names(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _check(section: FormSection) -> None:
    for name, most, label in _SECTION_LENGTHS:
        if len(getattr(section, name)) > most:
            raise Invalid(f"{label} ghi tối đa {most} ký tự: “{getattr(section, name)[:40]}…”.")


def _plain(facts: SectionFacts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields_of(facts)}


def _said(form: ReportForm) -> dict[str, Any]:
    return {
        "fields": [
            f"{one.indicator.code} {one.section}{' bắt buộc' if one.is_required else ''}"
            for one in form.fields.select_related("indicator").order_by("position", "id")
        ],
        "sections": [
            [one.title, one.part, one.is_required, one.hint, one.group, one.words]
            for one in form.sections.order_by("position", "id")
        ],
    }


def _turn(row: Model) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(revision=F("revision") + 1)
    row.refresh_from_db(fields=["revision"])
