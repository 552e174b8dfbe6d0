"""The parent's parts in, the child's parts out: funding and reporting in the child's words, the rest adapted."""

import re
from collections.abc import Callable

from ..content import facts
from ..content.plan import ItemContent, Marker, Part, walk
from ..content.vietnamese import capitalised, lowered, nfc
from .deadlines import ProposedDeadlines, superior_words
from .implementation import own_implementation
from .inheriting import Inheritance
from .phrases.naming import committee_name, joined
from .phrases.searching import aligned_key
from .terms import NoteKind

# A part is told by its kind; where the parent's was read from paper without one, by its title.
_TITLES = (
    ("mục đích", Part.PURPOSE),
    ("tổ chức thực hiện", Part.IMPLEMENTATION),
    ("báo cáo", Part.REPORTING),
    ("kinh phí", Part.FUNDING),
    ("chủ đề", Part.SCOPE),
    ("phạm vi", Part.SCOPE),
    ("nội dung", Part.ACTIVITIES),
    ("nhiệm vụ", Part.ACTIVITIES),
    ("hoạt động", Part.ACTIVITIES),
)
_REPORTING_TITLE = re.compile(r"^chế độ (?:thông tin,? ?(?:và )?)?báo cáo")


def part_of(section: ItemContent) -> Part:
    """What a top-level item is for."""
    if section.part is not None:
        return section.part
    key = aligned_key(nfc(section.text))
    if not section.is_heading:
        return Part.OTHER
    return next((part for title, part in _TITLES if title in key), Part.OTHER)


def committee_items(work: Inheritance, proposal: ProposedDeadlines) -> tuple[ItemContent, ...]:
    """The items of a committee's plan (UBND): the parent's parts in their order; what is missing is added."""
    sections = [one for one in work.parent.content.items if not one.is_dropped]
    own_reporting(work, _reporting_node(sections), proposal)
    items: list[ItemContent] = []
    has_implementation = False
    for section in sections:
        part = part_of(section)
        if part is Part.IMPLEMENTATION and section.is_heading and not has_implementation:
            has_implementation = True
            items.append(own_implementation(work, section))
            continue
        if part is Part.FUNDING:
            _own_funding(work, section)
        items.append(work.item(section))
    if not has_implementation:
        place = next((n for n, one in enumerate(items) if one.part is Part.REPORTING), len(items))
        items.insert(place, own_implementation(work, None))
    if not any(facts.token(facts.REPORT_DEADLINE) in one.text for one in walk(tuple(items))):
        children = tuple(work.own_item(text, marker=Marker.DASH) for text in report_sentences(work, proposal))
        items.append(
            work.own_item(
                "Chế độ báo cáo", marker=Marker.ROMAN, is_heading=True, part=Part.REPORTING, children=children
            )
        )
    return tuple(items)


def own_reporting(work: Inheritance, node: ItemContent | None, proposal: ProposedDeadlines) -> None:
    """Have the parent's sentence about reports replaced by the child's when its place is reached."""
    if node is None:
        return
    collecting = collecting_item(work, node)
    first, *others = report_sentences(work, proposal)

    def sentence(source: ItemContent, assigned: bool) -> ItemContent:
        key = work.new_key()
        message = "Câu này viết lại theo đơn vị mình: ai nộp, nộp về đâu, hạn nào."
        work.note(key, NoteKind.REWRITTEN, message)
        below = assigned or work.covers_child(source)
        text = first if source is not node else " ".join((first, *others))
        return work.own_item(
            text, key=key, marker=source.marker, origin=source, source=source,
            children=work.items(source.children, assigned=below),
        )  # fmt: skip

    def section(source: ItemContent, assigned: bool) -> ItemContent:
        missing = (first,) if collecting is None else ()
        marker = collecting.marker if collecting else Marker.DASH
        below = assigned or work.covers_child(source)
        inherited = work.items(source.children, assigned=below)
        added = tuple(work.own_item(text, marker=marker) for text in (*missing, *others))
        return work.item(source, assigned=assigned, children=(*inherited, *added))

    if collecting is not None:
        work.overrides[collecting.key] = sentence
    if collecting is not node:
        work.overrides[node.key] = section


def report_sentences(work: Inheritance, proposal: ProposedDeadlines) -> tuple[str, ...]:
    """Who reports to the child by when, and what the child owes its superior by when."""
    own, office = work.adapter.own_name, nfc(work.child.drafting_office).strip()
    who = capitalised(joined(work.child.subordinates)) or "Các cơ quan, đơn vị liên quan"
    via = f" (qua {office})" if office else ""
    superior = committee_name(work.parent.content.issuer)
    channel = next((one.via for one in proposal.superior if one.via), "")
    channel = f" (qua {nfc(channel)})" if channel else ""
    when = superior_words(proposal.superior)
    deadline = f" {lowered(when)}" if when else " theo quy định"
    who_sums = f"{office} tổng hợp, tham mưu {own}" if office else f"{own} tổng hợp,"
    return (
        f"{who} báo cáo kết quả thực hiện về {own}{via} {facts.token(facts.REPORT_DEADLINE)} để tổng hợp.",
        f"{who_sums} báo cáo {superior}{channel}{deadline}.",
    )


def _reporting_node(sections: list[ItemContent]) -> ItemContent | None:
    top = next((one for one in sections if part_of(one) is Part.REPORTING), None)
    return top or next((one for one in _printed(tuple(sections)) if _is_reporting_heading(one)), None)


def _is_reporting_heading(item: ItemContent) -> bool:
    return item.is_heading and bool(_REPORTING_TITLE.match(aligned_key(nfc(item.text))))


def collecting_item(work: Inheritance, node: ItemContent) -> ItemContent | None:
    """The parent's sentence that asks for reports: the one with the deadline, else one for the child's level."""
    under = [one for one in _printed(node.children) if not one.is_heading]
    if not under:
        return None if node.is_heading else node
    tests: tuple[Callable[[ItemContent], bool], ...] = (
        lambda one: facts.token(facts.REPORT_DEADLINE) in one.text,
        lambda one: work.covers_child(one) and "báo cáo" in aligned_key(nfc(one.text)),
        lambda one: bool(re.search(r"báo cáo.*(?:trước|chậm nhất)", aligned_key(nfc(one.text)))),
        lambda one: "báo cáo" in aligned_key(nfc(one.text)),
    )
    return next((one for test in tests for one in under if test(one)), None)


def _own_funding(work: Inheritance, section: ItemContent) -> None:
    leaves = [one for one in _printed((section,)) if not one.is_heading]
    base = next((one for one in leaves if work.covers_child(one)), leaves[0] if leaves else None)
    if base is None:
        work.overrides[section.key] = lambda source, assigned: work.item(
            source, assigned=assigned, children=(work.own_item(funding_sentence(work)),)
        )
        return

    def sentence(source: ItemContent, assigned: bool) -> ItemContent:
        key = work.new_key()
        work.note(key, NoteKind.REWRITTEN, "Câu về kinh phí viết lại theo ngân sách của đơn vị mình.")
        children = work.items(source.children, assigned=assigned or work.covers_child(source))
        return work.own_item(
            funding_sentence(work), key=key, marker=source.marker, origin=source, source=source, children=children,
        )  # fmt: skip

    def other(source: ItemContent, assigned: bool) -> ItemContent:
        own = work.item(source, assigned=assigned)
        if not assigned and not work.covers_child(source):
            work.note(own.key, NoteKind.SUPERIOR_ONLY, "Câu về kinh phí của cấp trên; xem có bỏ không.")
        return own

    for one in leaves:
        work.overrides[one.key] = sentence if one is base else other


def funding_sentence(work: Inheritance) -> str:
    """Where the money comes from, in the child's words."""
    return funding_words(work.adapter.words.child_noun)


def funding_words(noun: str) -> str:
    """The standard sentence about money for a unit with a budget of its own (ngân sách phường)."""
    budget = f"ngân sách {noun}" if noun else "ngân sách nhà nước"
    return nfc(
        f"Kinh phí thực hiện Kế hoạch được bố trí trong dự toán {budget} năm {facts.token(facts.YEAR)} theo phân cấp"
        " hiện hành, lồng ghép với kinh phí của các chương trình, đề án có liên quan và nguồn huy động hợp pháp"
        " khác."
    )


def _printed(items: tuple[ItemContent, ...]) -> list[ItemContent]:
    found: list[ItemContent] = []
    for one in items:
        if not one.is_dropped:
            found += [one, *_printed(one.children)]
    return found
