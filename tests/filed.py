"""A small report form with everything in it, and reports filed on it by the verbs, for tests of reporting."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plans.content.report_codec import report_from_json
from plans.models import FormField, FormSection, IssuingUnit, Report, ReportForm, ReportingRound
from plans.rules.actor import SYSTEM, Actor
from plans.services.reporting.filing import TypedFigure, begin, file_report, save_section
from tests.report_rows import make_form, make_indicator, make_round, make_split


def full_form(owner: IssuingUnit | None = None) -> ReportForm:
    """I. Công tác chỉ đạo (words and A1 required), II.1 Tặng quà (D1 required; D3 with parts), III. Đánh giá (words),
    and one figure, H1, on its own."""
    children = make_indicator("A1", owner=owner, unusual=Decimal("1.5"))
    given = make_indicator("D1", "Trẻ em được tặng quà", owner=owner, adding_up="distinct")
    worth = make_indicator("D3", "Trị giá quà", owner=owner, unit_of_measure="triệu đồng", decimals=1)
    make_split(worth, "ns", "ngân sách", position=0)
    make_split(worth, "xh", "xã hội hóa", position=1)
    forums = make_indicator("H1", "Diễn đàn", owner=owner, unit_of_measure="cuộc")
    form = make_form(None, children, given, worth, forums, owner=owner)
    FormSection.objects.filter(form=form).update(is_required=True)
    FormSection.objects.create(
        form=form, key="tang-qua", title="Tặng quà", group="Kết quả", part="activities", words="tặng quà", position=1
    )
    FormSection.objects.create(form=form, key="danh-gia", title="Đánh giá", position=2)
    FormField.objects.filter(form=form, indicator=children).update(section="chi-dao", is_required=True)
    FormField.objects.filter(form=form, indicator=given).update(section="tang-qua", is_required=True)
    FormField.objects.filter(form=form, indicator=worth).update(section="tang-qua")
    return form


def full_round(receiver: IssuingUnit, **more: Any) -> ReportingRound:
    """A round of the receiver on `full_form`."""
    return make_round(receiver, form=more.pop("form", None) or full_form(), **more)


def type_in(report: Report, section: str, actor: Actor = SYSTEM, text: str | None = None, **figures: Any) -> Report:
    """Save a section as its screen does, at the revision it has: type_in(report, "tang-qua", D3_ns="18")."""
    report.refresh_from_db()
    revision = report.draft.get("sections", {}).get(section, 0)
    typed = {
        key.replace("_", ":"): one if isinstance(one, TypedFigure) else TypedFigure(text=one)
        for key, one in figures.items()
    }
    return save_section(report, actor=actor, revision=revision, section=section, typed=typed, text=text)


def ready_report(round_: ReportingRound, unit: IssuingUnit, actor: Actor = SYSTEM) -> Report:
    """A report with all that must be there, not filed yet."""
    report = begin(round_, unit, actor=actor)
    report = type_in(report, "chi-dao", actor, text="Đã ban hành kế hoạch.", A1="1.164")
    return type_in(report, "tang-qua", actor, D1="312", D3_ns="18", D3_xh="44,4")


def file_it(report: Report, actor: Actor = SYSTEM, **more: Any) -> Report:
    """File the report as it is now, and read it again."""
    report.refresh_from_db()
    file_report(report, actor=actor, revision=report.revision, **more)
    return Report.objects.get(pk=report.pk)


def figures_of(report: Report) -> dict[str, Any]:
    """The report's rows of figures by key; "nothing" for không phát sinh."""
    rows = report.figures.select_related("indicator", "split").order_by("indicator__code", "split__code")
    return {
        f"{one.indicator.code}:{one.split.code}" if one.split else one.indicator.code: "nothing"
        if one.is_nothing
        else one.value
        for one in rows
    }


def stored(report: Report, key: str) -> Any:
    """What the draft says of a figure: its value, "nothing", the words that are no figure, None."""
    code, _, split = key.partition(":")
    report.refresh_from_db()
    one = report_from_json(report.draft).figure(code, split)
    if one is None:
        return None
    return "nothing" if one.is_nothing else one.typed or one.value
