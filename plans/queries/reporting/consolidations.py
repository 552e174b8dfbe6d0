"""What was added up and kept: the summary of a round, who reports it to whom, and what has changed since."""

from django.db.models import Prefetch, QuerySet

from ...content.document_types import REPORT, symbol_of
from ...content.plan import ItemContent, ParentContent, PlanContent, SignatureContent, SlogansPlace, walk
from ...content.report import AddingUp, FormContent
from ...content.signature import Capacity
from ...models import Consolidation, ConsolidationPart, IssuingUnit, Plan, PostHolding, ReportingRound
from ...reporting.addenda import Changes, changes_between
from ...reporting.deadlines import Standing
from ...reporting.drafting_report import Author, Carried, annexes
from ...reporting.summary import SumLine, Summary, UnitLine, UnitState, summary_from_json
from ...rules.actor import Actor
from ...rules.decision import Decision, no
from ...rules.plans import may_start
from ...rules.reports import RoundVerb, may_round
from ..contents import content_of, frozen_content, issued_version, issuer_of, parent_content, stack_of
from .adding import AddedUp, FigureSum, added_up, shown_name
from .forms import answering, form_content
from .owed import Owed, due_of
from .reports import rounds_visible_to

#: The provinces report to the ministry, which is no unit of the portal.
MINISTRY = "Bộ Y tế"
_LEADERS = ("thường trực", "lãnh đạo", "chủ tịch", "ban giám đốc", "ban giám hiệu")


def summary_of(added: AddedUp) -> Summary:
    """The added up round as values that can be kept."""
    return Summary(
        year=added.round.year,
        previous_year=added.previous_round.year if added.previous_round else None,
        at=added.at,
        deadline=due_of(added.round).words(),
        sums=tuple(_line(one) for one in added.sums),
        units=(
            *(_unit(one, _answered(one)) for one in added.included),
            *(_unit(one, UnitState.LEFT_OUT) for one in added.left_out),
            *(_unit(one.owed, UnitState.MISSING) for one in added.missing),
        ),
    )


def kept_summary(consolidation: Consolidation) -> Summary:
    """What was kept."""
    return summary_from_json(consolidation.result)


def changed_since(consolidation: Consolidation) -> Changes:
    """What has been filed, mended or accepted since the round was added up: the units whose versions differ, and the
    totals before and after. The kept one never changes. As many queries as `added_up`."""
    added = added_up(consolidation.round, accepted_only=consolidation.accepted_only)
    return changes_between(kept_summary(consolidation), summary_of(added))


def consolidations_of(round_: ReportingRound, actor: Actor) -> QuerySet[Consolidation]:
    """What the actor may read of the round's consolidations: those of a round that the own unit collects, helps to
    collect or stands above; newest first, with their documents."""
    parts = ConsolidationPart.objects.select_related("version")
    visible = rounds_visible_to(actor).filter(pk=round_.pk, receiver__path__startswith=actor.scope_path)
    return (
        Consolidation.objects.filter(round__in=visible.values("pk"))
        .select_related("unit__level", "document__issuing_unit", "round__receiver", "round__form", "round__plan")
        .prefetch_related(Prefetch("parts", queryset=parts.defer("version__content")))
    )


def may_consolidate(actor: Actor, round_: ReportingRound) -> Decision:
    """Whether the actor may keep what was added up and draft the report from it: the rule of the round, and of whoever
    drafts for the own unit."""
    decision = may_round(actor, RoundVerb.CONSOLIDATE, round_)
    unit = IssuingUnit.objects.filter(pk=actor.unit_id).first()
    if not decision or unit is None or may_start(actor, unit):
        return decision
    return no("Chỉ người soạn thảo của đơn vị mới soạn được báo cáo từ số liệu này.")


# --- who reports to whom


def author_of(unit: IssuingUnit, signatory: PostHolding | None, capacity: str) -> Author:
    """The unit as the author of a report to its superior: "Ủy ban nhân dân tỉnh … (qua Sở Y tế)" (domain.md §6), the
    ministry above a province; the drafter may change the lines."""
    superior, helper = _superiors(unit)
    lines: tuple[str, ...]
    if superior is None or unit.level.code == "province" or superior.level.code == "central":
        asked, lines = MINISTRY, (MINISTRY,)
    else:
        asked = superior.name
        lines = (f"{asked} (qua {_bare(helper)})" if helper else asked,)
        if unit.helps_superior and superior.level.code == "province":
            lines = (MINISTRY, *lines)
    leaders = [
        one.text
        for one in unit.recipient_presets.all()
        if any(word in one.text.casefold() for word in _LEADERS) and "mttq" not in one.text.casefold()
    ]
    signature = (
        SignatureContent(lines=stack_of(unit, signatory, Capacity(capacity)), name=signatory.person_name)
        if signatory
        else SignatureContent()
    )
    return Author(
        issuer=issuer_of(unit),
        symbol=symbol_of(REPORT, unit.symbol),
        addressees=lines,
        superior=asked,
        signature=signature,
        recipients=("Như trên", *([helper.short_name] if helper else []), *leaders),
        archive_note=unit.archive_note,
    )


def carried_of(round_: ReportingRound, form: FormContent, author_unit: IssuingUnit) -> Carried:
    """What the round's plan carried out: its parents and itself as citations without links (a report carries out no
    plan, and must never be taken for the plan that does), and its targets section by section."""
    plan = round_.plan
    version = issued_version(plan)
    content = frozen_content(version) if version else content_of(plan)
    cited = [_unlinked(parent_content(row)) for row in plan.parent_documents.all()]
    is_month = "tháng hành động" in plan.abstract.casefold()
    return Carried(
        subject="Tháng hành động vì trẻ em" if is_month else "công tác trẻ em",
        parents=(*cited, citation_of(plan)),
        targets=_targets(form, content),
    )


def answering_form(round_: ReportingRound) -> FormContent:
    """The round's form with the items of its plan that each section answers to."""
    if round_.form is None:
        return FormContent(name="")
    version = issued_version(round_.plan)
    return answering(round_.form, frozen_content(version)) if version else form_content(round_.form)


def citation_of(plan: Plan) -> ParentContent:
    """A document of the portal as it is cited, without a link."""
    return ParentContent(
        kind=plan.kind_name,
        document_number=plan.document_number if plan.number is not None else "",
        issued_on=plan.issued_on,
        issuer=plan.issuing_unit.name,
        abstract=f"{plan.abstract[:1].lower()}{plan.abstract[1:]}",
    )


def annex_content(round_: ReportingRound, summary: Summary, form: FormContent) -> PlanContent:
    """The annexes of the report that is still to be drafted, with blanks for its number and day."""
    unit = round_.receiver
    return PlanContent(
        issuer=issuer_of(unit),
        year=round_.year,
        document_type=REPORT,
        abstract=f"Số liệu năm {round_.year}",
        symbol=symbol_of(REPORT, unit.symbol),
        slogans_place=SlogansPlace.NOWHERE,
        appendices=annexes(summary, form),
    )


def _unlinked(parent: ParentContent) -> ParentContent:
    return ParentContent(
        kind=parent.kind,
        document_number=parent.document_number,
        issued_on=parent.issued_on,
        issuer=parent.issuer,
        abstract=parent.abstract,
    )


def _superiors(unit: IssuingUnit) -> tuple[IssuingUnit | None, IssuingUnit | None]:
    """The unit above, and the one that collects for it."""
    superior = IssuingUnit.objects.filter(path=unit.path[: -unit.steplen]).select_related("level").first()
    if superior is None or unit.helps_superior:
        return superior, None
    helper = IssuingUnit.objects.filter(
        path__startswith=superior.path, depth=superior.depth + 1, helps_superior=True, closed_on=None
    ).first()
    return superior, helper


def _bare(unit: IssuingUnit) -> str:
    """ "Sở Y tế tỉnh Thái Nguyên" within the name of the province: "Sở Y tế"."""
    return unit.name.removesuffix(unit.territory).strip() or unit.name


def _targets(form: FormContent, content: PlanContent) -> dict[str, tuple[str, ...]]:
    items = {one.key: one for one in content.walk()}
    return {
        section.key: tuple(target for key in section.item_keys if key in items for target in _targets_under(items[key]))
        for section in form.sections
    }


def _targets_under(item: ItemContent) -> list[str]:
    found = [
        one.activity.target for one in walk((item,)) if one.activity and one.activity.target and not one.is_dropped
    ]
    return list(dict.fromkeys(found))


# --- rows as values


def _answered(owed: Owed) -> UnitState:
    version = owed.report.version if owed.report else None
    return UnitState.NOTHING if version is not None and version.is_nothing else UnitState.COUNTED


def _unit(owed: Owed, state: UnitState) -> UnitLine:
    report = owed.report
    return UnitLine(
        unit=owed.unit.pk,
        name=shown_name(owed.unit),
        state=state,
        is_late=owed.standing in (Standing.LATE, Standing.MISSING),
        report=report.pk if report else None,
        version=report.version_id if report else None,
    )


def _line(one: FigureSum) -> SumLine:
    indicator, split = one.indicator, one.split
    return SumLine(
        key=one.key,
        name=indicator.name,
        measure=indicator.unit_of_measure,
        rule=AddingUp(indicator.adding_up),
        part=split.name if split else "",
        is_sensitive=indicator.is_sensitive,
        value=one.value,
        previous=one.previous,
        of=one.of,
        parts={each.unit: each.value for each in one.contributions},
        silent=one.silent,
        may_repeat=one.may_repeat,
    )
