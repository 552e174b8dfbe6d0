"""The parent's plan in, a department's inward-looking plan out: its own duties, its own offices (domain.md §4.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..content import facts
from ..content.plan import ItemContent, Marker, Part
from ..content.vietnamese import capitalised, fold, nfc
from .deadlines import ProposedDeadlines, superior_words
from .implementation import drafting_office
from .inheriting import Inheritance, responsibility
from .phrases.naming import committee_name, department_name, joined, own_word
from .phrases.searching import Sentence, aligned_key
from .sections import collecting_item, part_of
from .terms import AgencyTerm, NoteKind

_OPEN_PARTS = (Part.PURPOSE, Part.SCOPE, Part.ACTIVITIES)


def department_items(work: Inheritance, proposal: ProposedDeadlines) -> tuple[ItemContent, ...]:
    """Purpose, theme and activities that concern the department; its tasks; who inside does what.

    Work of other bodies is left out with one note; every duty of the department's level is carried with its origin.
    Money is spoken of only where the parent gives the department a duty about it.
    """
    reader = _Reader(work)
    items: list[ItemContent] = []
    tasks: list[ItemContent] = []
    reports: list[ItemContent] = []
    for section in work.parent.content.items:
        if section.is_dropped:
            continue
        part = part_of(section)
        if part is Part.IMPLEMENTATION and section.is_heading:
            tasks += reader.duties(section.children, assigned=reader.is_ours(section))
        elif part is Part.REPORTING and section.is_heading:
            _report_in_own_words(work, section, proposal)
            reports += reader.duties(section.children, assigned=reader.is_ours(section))
        else:
            items += reader.kept((section,), is_open=part in _OPEN_PARTS)
    _add_tasks(work, items, tasks)
    items.append(_implementation(work, reports, proposal))
    if reader.left_out:
        message = f"Không đưa vào {reader.left_out} mục là việc của cơ quan khác hoặc của địa phương."
        work.note("", NoteKind.LEFT_OUT, message)
    return tuple(items)


class _Reader:
    """Tells what concerns the department and makes the child's items of it; counts what it leaves out."""

    def __init__(self, work: Inheritance) -> None:
        self.left_out = 0
        self._work = work
        issuer = work.child.issuer
        self._names = {fold(one) for one in (issuer.name, issuer.short_name, department_name(issuer)) if one}

    def is_ours(self, item: ItemContent) -> bool:
        """Whether the item gives work to the department, alone or with its level."""
        if self._work.covers_child(item):
            return True
        if any(fold(one.agency) in self._names for one in item.responsibilities):
            return True
        return any(self._is_own(term) for term in self._terms(item))

    def duties(self, items: Iterable[ItemContent], *, assigned: bool) -> Iterator[ItemContent]:
        """The department's items under a part that is rebuilt: without the headings that named it."""
        for item in items:
            if item.is_dropped:
                continue
            ours = assigned or self.is_ours(item)
            if item.is_heading:
                yield from self.duties(item.children, assigned=ours)
            elif ours:
                yield self._work.item(item, assigned=assigned, marker=Marker.DASH)
            else:
                self.left_out += 1
                yield from self.duties(item.children, assigned=False)

    def kept(self, items: Iterable[ItemContent], *, is_open: bool, assigned: bool = False) -> Iterator[ItemContent]:
        """The items that concern the department; in an open part also those that name nobody."""
        for item in items:
            if item.is_dropped:
                continue
            if assigned or self.is_ours(item):
                yield self._work.item(item, assigned=assigned)
                continue
            below = tuple(self.kept(item.children, is_open=is_open))
            if item.is_heading:
                if below or (is_open and not item.children and not self._names_others(item)):
                    yield self._work.item(item, children=below)
            elif is_open and not self._names_others(item):
                yield self._scope(item, below) if _is_scope(item) else self._work.item(item, children=below)
            else:
                self.left_out += 1
                yield from below

    def _scope(self, item: ItemContent, below: tuple[ItemContent, ...]) -> ItemContent:
        where = own_word(self._work.child.issuer)
        key = self._work.new_key()
        self._work.note(key, NoteKind.REWRITTEN, "Phạm vi viết lại theo cơ quan mình.")
        return self._work.own_item(
            f"Phạm vi: các phòng, đơn vị thuộc và trực thuộc {where}.", key=key, marker=item.marker, origin=item,
            source=item, children=below,
        )  # fmt: skip

    def _names_others(self, item: ItemContent) -> bool:
        return bool(item.responsibilities) or bool(self._terms(item))

    def _is_own(self, term: AgencyTerm) -> bool:
        if term.covers_level and term.covers_level == self._work.child.level:
            return True
        return term.code == self._work.child.issuer.code or any(
            fold(nfc(one)) in self._names for one in (term.name, *term.aliases)
        )

    def _terms(self, item: ItemContent) -> list[AgencyTerm]:
        told = [term for one in item.responsibilities if (term := self._work.term_of(one)) is not None]
        sentence = Sentence(item.text)
        lead = self._work.adapter.lexicon.at(sentence, 0)
        return [*told, lead.term] if lead else told


def _is_scope(item: ItemContent) -> bool:
    return aligned_key(nfc(item.text)).startswith("phạm vi")


def _add_tasks(work: Inheritance, items: list[ItemContent], tasks: list[ItemContent]) -> None:
    if not tasks:
        return
    heading = work.own_item("Nhiệm vụ được giao", marker=Marker.ARABIC, is_heading=True, children=tuple(tasks))
    for place, one in enumerate(items):
        if part_of(one) is Part.ACTIVITIES and one.is_heading:
            items[place] = replace(one, children=(*one.children, heading))
            return
    items.append(
        work.own_item(
            "Nội dung hoạt động", marker=Marker.ROMAN, is_heading=True, part=Part.ACTIVITIES, children=tuple(tasks)
        )
    )


def _implementation(work: Inheritance, reports: list[ItemContent], proposal: ProposedDeadlines) -> ItemContent:
    who = capitalised(joined(work.child.subordinates))
    who = who or f"Các phòng, đơn vị thuộc và trực thuộc {own_word(work.child.issuer)}"
    to = nfc(work.child.drafting_office).strip() or work.adapter.own_name
    spread = (
        "Phổ biến Kế hoạch đến toàn thể công chức, viên chức, người lao động; tổ chức các hoạt động hưởng ứng phù"
        " hợp với nhiệm vụ của đơn vị."
    )
    send = f"Gửi kết quả thực hiện về {to} {facts.token(facts.REPORT_DEADLINE)} để tổng hợp."
    tasks = (work.own_item(spread, marker=Marker.DASH), work.own_item(send, marker=Marker.DASH))
    office = drafting_office(work)
    by = (responsibility(office),) if office else ()
    followed = work.own_item(
        "Theo dõi, hướng dẫn, đôn đốc việc thực hiện Kế hoạch.", marker=Marker.DASH, responsibilities=by
    )
    if not any(one.text == report_to_superior(work, proposal) for one in reports):
        reports = [
            work.own_item(report_to_superior(work, proposal), marker=Marker.DASH, responsibilities=by), *reports,
        ]  # fmt: skip
    groups = (
        work.own_item(who, marker=Marker.ARABIC, is_heading=True, children=tasks),
        work.own_item(to, marker=Marker.ARABIC, is_heading=True, responsibilities=by, children=(followed, *reports)),
    )
    return work.own_item(
        "Tổ chức thực hiện", marker=Marker.ROMAN, is_heading=True, part=Part.IMPLEMENTATION, children=groups
    )


def report_to_superior(work: Inheritance, proposal: ProposedDeadlines) -> str:
    """What the department owes its superior, and by when."""
    own = fold(department_name(work.child.issuer))
    # Where the superior collects through this very department, it reports straight.
    through = next((nfc(one.via) for one in proposal.superior if one.via), "")
    channel = f" (qua {through})" if through and not own.startswith(fold(through)) else ""
    superior = f"{committee_name(work.parent.content.issuer)}{channel}"
    when = superior_words(proposal.superior) or "theo quy định"
    return nfc(f"Tổng hợp kết quả, trình lãnh đạo {own_word(work.child.issuer)} báo cáo {superior} {when}.")


def _report_in_own_words(work: Inheritance, section: ItemContent, proposal: ProposedDeadlines) -> None:
    """Have the parent's sentence about reports replaced by what the department itself owes."""
    asked = collecting_item(work, section)
    if asked is None:
        return

    def sentence(source: ItemContent, assigned: bool) -> ItemContent:
        key = work.new_key()
        work.note(key, NoteKind.REWRITTEN, "Câu này viết lại theo cơ quan mình: ai tổng hợp, báo cáo ai, hạn nào.")
        return work.own_item(
            report_to_superior(work, proposal), key=key, marker=Marker.DASH, origin=source,
            children=work.items(source.children, assigned=assigned or work.covers_child(source)),
        )  # fmt: skip

    work.overrides[asked.key] = sentence
