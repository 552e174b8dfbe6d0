"""The parent's Tổ chức thực hiện in, the child's out: one heading per body of the child, duties of its level placed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.plan import ItemContent, Marker, Part
from ..content.vietnamese import capitalised, fold, inside_sentence, nfc
from .inheriting import Inheritance, responsibility
from .phrases.functions import function_of, topic_of
from .phrases.naming import committee_name
from .phrases.searching import Sentence, aligned_key
from .terms import AgencyTerm, NoteKind

_JOINT = re.compile(r" *(?:, và|,|;|&| và) *")
_REQUEST = "đề nghị "
_HAS_TO = re.compile(r"^(?:có trách nhiệm |chịu trách nhiệm )")
_ISSUES_PLAN = re.compile(r"(?:ban hành|xây dựng)(?: và)?(?: ban hành)? kế hoạch")
_HEADING_MARKERS = (Marker.ARABIC, Marker.DECIMAL, Marker.LETTER)


@dataclass(frozen=True, slots=True)
class _Owners:
    """Who an item of the section is for: units of the child's level, or bodies of the parent; `tail` is the text
    after their names, None when the item does not begin with them."""

    is_level: bool
    terms: tuple[AgencyTerm, ...]
    tail: str | None


@dataclass(frozen=True, slots=True)
class _Task:
    source: ItemContent
    text: str | None
    bodies: tuple[AgencyTerm, ...]
    is_duty: bool
    heading: ItemContent | None


def own_implementation(
    work: Inheritance, section: ItemContent | None, *, title: str = "Tổ chức thực hiện"
) -> ItemContent:
    """The child's section for the parent's (None: the parent has none).

    Every printed item under the parent's section is carried with its origin; headings are made anew from the child's
    bodies in their order, the drafting office first.
    """
    tasks, rest = _gather(work, section) if section else ([], [])
    office = drafting_office(work)
    first = (office.code,) if office else ()
    groups: dict[tuple[str, ...], list[_Task]] = {first: []} if office else {}
    for task in tasks:
        groups.setdefault(tuple(one.code for one in task.bodies), []).append(task)
    order = {one.code: place for place, one in enumerate(work.child.agencies)}
    claimed: set[str] = set()
    codes = sorted(groups, key=lambda one: (one != first, _place(one, order)))
    marker = _heading_marker(section)
    children = [_group(work, groups[one], office, one, marker, claimed) for one in codes]
    children += [work.item(source, assigned=assigned) for source, assigned in rest]
    _tell_without_task(work, {code for group in groups for code in group})
    if section is None:
        return work.own_item(
            title, marker=Marker.ROMAN, is_heading=True, part=Part.IMPLEMENTATION, children=tuple(children)
        )
    return work.item(section, children=tuple(children))


def drafting_office(work: Inheritance) -> AgencyTerm | None:
    """The body that drafts and follows the plan up; one of the child's agencies where it is among them."""
    name = nfc(work.child.drafting_office).strip()
    if not name:
        return None
    known = [one for one in work.child.agencies if fold(one.name) == fold(name) or name in map(nfc, one.aliases)]
    return known[0] if known else AgencyTerm(code="", name=name, level=work.child.level)


def _gather(
    work: Inheritance, section: ItemContent, *, assigned: bool = False
) -> tuple[list[_Task], list[tuple[ItemContent, bool]]]:
    tasks: list[_Task] = []
    rest: list[tuple[ItemContent, bool]] = []
    below = assigned or work.covers_child(section)
    for item in section.children:
        if item.is_dropped:
            continue
        owners = _owners(work, item)
        bodies = _bodies(work, owners)
        if below or owners.is_level:
            tasks += _duties(work, item, owners)
        elif bodies:
            tasks += _tasks(work, item, owners)
        elif item.is_heading and not owners.terms and any(_is_group(work, one) for one in item.children):
            inner, left = _gather(work, item)
            tasks += inner
            rest += left
        else:
            rest.append((item, below))
    return tasks, rest


def _owners(work: Inheritance, item: ItemContent) -> _Owners:
    named, end = _leading(work, item.text)
    told = tuple(term for one in item.responsibilities if (term := work.term_of(one)) is not None)
    terms = tuple({one.code: one for one in (*named, *(told if item.is_heading or not named else ()))}.values())
    level = work.child.level
    is_level = work.covers_child(item) or any(one.covers_level == level for one in terms)
    return _Owners(is_level, tuple(one for one in terms if one.covers_level != level), _tail(item.text, end))


def _leading(work: Inheritance, text: str) -> tuple[tuple[AgencyTerm, ...], int]:
    """The bodies a text begins with ("Đề nghị A, B: …") and where their list ends; 0 when it begins with none."""
    sentence = Sentence(text)
    place = len(_REQUEST) if sentence.key.startswith(_REQUEST) else 0
    terms: list[AgencyTerm] = []
    end = 0
    while found := work.adapter.lexicon.at(sentence, place):
        terms.append(found.term)
        end = found.end
        joint = _JOINT.match(sentence.key, end)
        if not joint:
            break
        place = joint.end()
    return tuple(terms), end


def _tail(text: str, end: int) -> str | None:
    text = nfc(text)
    rest = text[end:].strip()
    if not end or (rest and not (rest.startswith(":") or (text[end : end + 1] == " " and rest[:1].islower()))):
        return None
    return capitalised(_HAS_TO.sub("", rest.lstrip(": ")))


def _bodies(work: Inheritance, owners: _Owners) -> tuple[AgencyTerm, ...]:
    found = [options[0] for term in owners.terms if (options := work.adapter.counterparts.of(term))]
    return tuple({one.code: one for one in found}.values())


def _is_group(work: Inheritance, item: ItemContent) -> bool:
    owners = _owners(work, item)
    return not item.is_dropped and (owners.is_level or bool(owners.terms))


def _pieces(item: ItemContent, owners: _Owners) -> Iterator[tuple[ItemContent, str | None]]:
    """The tasks an item holds: its children under a heading, with words that follow the heading's names first."""
    is_heading = item.is_heading or (owners.tail == "" and bool(item.children) and not owners.is_level)
    if not is_heading:
        yield item, owners.tail or None
        return
    if owners.tail:
        yield _without_children(item), owners.tail
    for child in item.children:
        if not child.is_dropped:
            yield child, None


def _tasks(work: Inheritance, item: ItemContent, owners: _Owners) -> Iterator[_Task]:
    heading = item if item.is_heading else None
    for source, text in _pieces(item, owners):
        bodies = _bodies(work, owners)
        if len(owners.terms) == 1:
            bodies = (_best_fit(work, source, work.adapter.counterparts.of(owners.terms[0])),)
        yield _Task(source, text, bodies, work.covers_child(source), heading)


def _duties(work: Inheritance, item: ItemContent, owners: _Owners) -> Iterator[_Task]:
    office = drafting_office(work)
    for source, text in _pieces(item, owners):
        fitting = tuple(one for one in work.child.agencies if one.wording == "order")
        own = _fitting(source, fitting)
        body = own or office or AgencyTerm(code="", name=work.adapter.own_name, level=work.child.level)
        yield _Task(source, text, (body,), True, None)


def _best_fit(work: Inheritance, source: ItemContent, options: tuple[AgencyTerm, ...]) -> AgencyTerm:
    return _fitting(source, options) or options[0]


def _fitting(source: ItemContent, options: Iterable[AgencyTerm]) -> AgencyTerm | None:
    topic = topic_of(source.text)
    return next((one for one in options if topic and function_of(one.name) == topic), None)


def _group(
    work: Inheritance, tasks: list[_Task], office: AgencyTerm | None, codes: tuple[str, ...], marker: Marker,
    claimed: set[str],
) -> ItemContent:  # fmt: skip
    is_office = office is not None and codes == (office.code,)
    bodies = tasks[0].bodies if tasks else (office,) if office else ()
    key = work.new_key()
    task_marker = _task_marker(tasks, has_more=is_office)
    children = [_office_item(work, office, task_marker)] if is_office and office else []
    children += [_carried(work, task, task_marker, frozenset(codes), bodies) for task in tasks]
    origin = next((one.heading for one in tasks if one.heading and one.heading.key not in claimed), None)
    claimed |= {origin.key} if origin else set()
    return work.own_item(
        heading_text(bodies), key=key, marker=marker, is_heading=True, origin=origin,
        responsibilities=tuple(responsibility(one) for one in bodies), children=tuple(children),
    )  # fmt: skip


def heading_text(bodies: tuple[AgencyTerm, ...]) -> str:
    """The heading over the tasks of some bodies; those a committee cannot order are asked (domain.md §8, A2)."""
    ordered = ", ".join(inside_sentence(one.name) for one in bodies if one.wording != "request")
    asked = ", ".join(inside_sentence(one.name) for one in bodies if one.wording == "request")
    if asked:
        asked = f"đề nghị {asked}"
    return capitalised(nfc("; ".join(one for one in (ordered, asked) if one)))


def office_duty(own: str, superior: str) -> str:
    """What the drafting office always does: lead, follow up, sum up."""
    report = f"trình {own} báo cáo {superior}" if superior and superior != own else f"báo cáo {own}"
    return (
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan triển khai thực hiện Kế hoạch; theo dõi, hướng dẫn, đôn"
        f" đốc việc thực hiện; tổng hợp kết quả, {report}."
    )


def _office_item(work: Inheritance, office: AgencyTerm, marker: Marker) -> ItemContent:
    text = office_duty(work.adapter.own_name, committee_name(work.parent.content.issuer))
    return work.own_item(text, marker=marker, responsibilities=(responsibility(office),))


def _carried(
    work: Inheritance, task: _Task, marker: Marker, codes: frozenset[str], bodies: tuple[AgencyTerm, ...]
) -> ItemContent:
    own = work.item(
        task.source, assigned=task.is_duty, used=codes, text=task.text, marker=marker, default=bodies[0],
        children=() if task.heading is not None and task.source.key == task.heading.key else None,
    )  # fmt: skip
    if task.is_duty:
        message = f"Việc cấp trên giao cho cấp mình; đang để ở “{heading_text(bodies)}”."
        work.note(own.key, NoteKind.DUTY_PLACED, message)
        if _ISSUES_PLAN.search(aligned_key(own.text)):
            message = "Việc này xong khi ban hành Kế hoạch này; xem có bỏ không."
            work.note(own.key, NoteKind.DONE_BY_ISSUING, message)
    return own


def _task_marker(tasks: list[_Task], *, has_more: bool) -> Marker:
    found = next((one.source.marker for one in tasks if one.source.marker not in (Marker.NONE, Marker.ROMAN)), None)
    inline = any(not task.heading and not task.source.is_heading for task in tasks)
    if found and not (inline and found in _HEADING_MARKERS):
        return found
    return Marker.DASH if len(tasks) + has_more > 1 or inline else Marker.NONE


def _heading_marker(section: ItemContent | None) -> Marker:
    markers = [one.marker for one in section.children if not one.is_dropped] if section else []
    return next((one for one in markers if one in _HEADING_MARKERS), Marker.ARABIC)


def _place(codes: tuple[str, ...], order: dict[str, int]) -> int:
    return min((order.get(code, len(order)) for code in codes), default=len(order))


def _tell_without_task(work: Inheritance, served: set[str]) -> None:
    idle = [one.name for one in work.child.agencies if one.code not in served]
    if idle:
        message = f"Chưa có việc cho: {', '.join(idle)}. Thêm việc ở phần Tổ chức thực hiện nếu cần."
        work.note("", NoteKind.AGENCY_WITHOUT_TASK, message)


def _without_children(item: ItemContent) -> ItemContent:
    return ItemContent(
        key=item.key, text=item.text, marker=Marker.NONE, responsibilities=item.responsibilities,
        activity=item.activity, children=(),
    )  # fmt: skip
