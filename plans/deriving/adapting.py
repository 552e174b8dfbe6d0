"""A parent's issued plan and a unit in, the unit's first draft out: what it inherits, whose names and dates change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ..content.numbering import MAX_DEPTH
from ..content.plan import AppendixContent, ItemContent, PlanContent, SloganContent
from ..content.vietnamese import nfc
from .deadlines import ProposedDeadlines, child_plan_message, propose_deadlines
from .department import department_items
from .framing import child_abstract, closing_sentence, inherited_bases, opening_sentence
from .inheriting import Inheritance
from .sections import committee_items
from .terms import DEPARTMENT, ChildUnit, Derivation, NoteKind, ParentPlan


def derive(
    parent: ParentPlan, child: ChildUnit, *, new_key: Callable[[], str], today: date,
    holidays: frozenset[date] = frozenset(),
) -> Derivation:  # fmt: skip
    """The child's first draft from its parent's plan, with notes on what was adapted or needs a look.

    Theme, period, launch window and slogans are taken word for word (domain.md §8, P1, P2, P4); every inherited item
    names the parent's version and key; every duty of the child's level is carried (P3); the report deadline lies
    before the parent's (§7). Same input, same draft; any tree is taken, none raises.
    """
    work = Inheritance(parent, child, new_key)
    source = parent.content
    proposal = propose_deadlines(
        source.report_deadlines(), child, ends_on=source.ends_on, today=today, holidays=holidays
    )  # fmt: skip
    _tell_about_plan(work, proposal)
    is_department = child.level == DEPARTMENT
    items = department_items(work, proposal) if is_department else committee_items(work, proposal)
    content = replace(
        _framed(work),
        deadlines=proposal.own,
        items=within_depth(items),
        appendices=_appendices(work),
    )
    return Derivation(content=content, notes=work.notes)


def within_depth(items: tuple[ItemContent, ...], depth: int = 1) -> tuple[ItemContent, ...]:
    """The tree with nothing nested below the last level a plan may have; what is deeper stands beside its parent."""
    kept: list[ItemContent] = []
    for item in items:
        children = within_depth(item.children, depth + 1)
        if depth >= MAX_DEPTH and children:
            kept += [replace(item, children=()), *children]
        else:
            kept.append(item if children == item.children else replace(item, children=children))
    return tuple(kept)


def _framed(work: Inheritance) -> PlanContent:
    """The draft without its items: facts of the parent, form of the child."""
    source, child = work.parent.content, work.child
    abstract = child_abstract(source.abstract, source.year, source.issuer, child)
    bases, dropped = inherited_bases(source.legal_bases)
    for text in dropped:
        work.note("", NoteKind.CITATION_DROPPED, f"Không lấy căn cứ gửi riêng cấp trên: “{text}”.")
    return PlanContent(
        issuer=child.issuer,
        year=source.year,
        abstract=abstract,
        abstract_note=nfc(source.abstract_note),
        symbol=child.symbol,
        legal_bases=bases,
        parents=(work.parent.reference,),
        opening=opening_sentence(abstract, child),
        theme=nfc(source.theme),
        starts_on=source.starts_on,
        ends_on=source.ends_on,
        launch_from=source.launch_from,
        launch_until=source.launch_until,
        slogans=tuple(SloganContent(text=nfc(one.text), is_own=one.is_own) for one in source.slogans),
        slogans_place=source.slogans_place,
        closing=closing_sentence(abstract, child),
        signature=child.signature,
        recipients=tuple(nfc(one) for one in child.recipients),
        archive_note=child.archive_note,
    )


def _appendices(work: Inheritance) -> tuple[AppendixContent, ...]:
    return tuple(
        AppendixContent(title=work.text(one.title).text, items=within_depth(work.items(one.items)))
        for one in work.parent.content.appendices
    )


def _tell_about_plan(work: Inheritance, proposal: ProposedDeadlines) -> None:
    for kind, message in proposal.messages:
        work.note("", kind, message)
    due = child_plan_message(work.parent.content)
    if due:
        work.note("", NoteKind.DEADLINE_CHECK, due)
    if not work.parent.content.theme.strip():
        work.note("", NoteKind.FACT_MISSING, "Kế hoạch cấp trên không ghi chủ đề; ghi chủ đề của năm trước khi trình.")
