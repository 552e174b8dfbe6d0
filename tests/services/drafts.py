"""A draft that tests of its verbs change, and how it is read back."""

from plans.content.numbering import number_items
from plans.content.plan import AppendixContent, ItemContent, Marker, OriginContent
from plans.queries.contents import content_of
from tests.factories import item, make_draft, make_issued


def part(key, text, *children):
    return ItemContent(key=key, text=text, marker=Marker.ROMAN, is_heading=True, children=children)


def section(key, text, *children, **more):
    return ItemContent(key=key, text=text, marker=Marker.ARABIC, is_heading=True, children=children, **more)


def outline_draft(unit, **more):
    """I. a (1. a1 (- a11, - a12), 2. a2), II. b (1. b1)."""
    items = (
        part("a", "Nội dung", section("a1", "Tuyên truyền", item("a11", "Treo băng rôn"), item("a12", "Phát thanh")),
             section("a2", "Tặng quà")),
        part("b", "Kinh phí", section("b1", "Nguồn")),
    )  # fmt: skip
    return make_draft(unit, items=items, **more)


def inherited_draft(unit, superior):
    """One item that comes from the superior's plan (with an own one under it), and one of our own."""
    parent = make_issued(superior)
    origin = OriginContent(version=parent.versions.get().pk, key="k1")
    theirs = item("i1", "Tổ chức Lễ phát động", item("i2", "Chuẩn bị quà"), origin=origin)
    return make_draft(unit, parent=parent, items=(theirs, item("own", "Làm thêm")))


def appendix_draft(unit):
    """One item in the body and two in an appendix."""
    appendix = AppendixContent(title="Danh sách", items=(item("p1", "Thứ nhất", item("p11", "Nhỏ")), item("p2", "Hai")))
    return make_draft(unit, items=(item("k1", "Thân bài", item("k11", "Dưới")),), appendices=(appendix,))


def shown(plan):
    """[(depth, numeral, text)] of the body as it would be printed, dropped ones without a numeral."""
    return [(one.depth, one.label, one.item.text) for one in number_items(content_of(plan).items)]


def keys(plan):
    """[(depth, key)] of the body in reading order."""
    return [(one.depth, one.item.key) for one in number_items(content_of(plan).items)]


def appendix_keys(plan):
    return [(one.depth, one.item.key) for one in number_items(content_of(plan).appendices[0].items)]


def trail(plan):
    """The audit rows of the plan, newest first: what, by whom, to which item."""
    return [(row.event, row.actor_name, row.subject) for row in plan.audit_entries.all()]
