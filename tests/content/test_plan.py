"""What a plan's content can say about itself."""

from datetime import date

import pytest

from plans.content.plan import (
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
    IssuerContent,
    ItemContent,
    OriginContent,
    ParentContent,
    PlanContent,
    ResponsibilityContent,
    Role,
    Standing,
    duties_of_level,
    standing,
    walk,
)

ISSUER = IssuerContent(code="1", name="UBND", short_name="UBND", territory="", noun="xã", header_lines=("UBND",))
DUE = date(2026, 7, 15)


def item(key, *children, text="", **more):
    return ItemContent(key=key, text=text or key, children=children, **more)


@pytest.mark.parametrize(
    ("kind", "due_on", "last_day", "words"),
    [
        (DeadlineKind.BEFORE, DUE, date(2026, 7, 14), "trước ngày 15/7/2026"),
        (DeadlineKind.BEFORE, date(2026, 3, 1), date(2026, 2, 28), "trước ngày 01/3/2026"),
        (DeadlineKind.BY, DUE, DUE, "chậm nhất ngày 15/7/2026"),
        (DeadlineKind.UNDATED, None, None, "theo quy định"),
        (DeadlineKind.BEFORE, None, None, "theo quy định"),
    ],
)
def test_before_excludes_its_day_and_by_includes_it(kind, due_on, last_day, words):
    deadline = DeadlineContent(kind=kind, due_on=due_on)

    assert (deadline.last_day, deadline.words()) == (last_day, words)


def test_deadlines_are_told_apart_by_their_purpose():
    report, plan = DeadlineContent(due_on=DUE), DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=DUE)
    content = PlanContent(issuer=ISSUER, year=2026, deadlines=(plan, report))

    assert (content.report_deadlines(), content.child_plan_deadline()) == ((report,), plan)
    assert PlanContent(issuer=ISSUER, year=2026, deadlines=(report,)).child_plan_deadline() is None


ORIGIN = OriginContent(version=1, key="p")
SAID = item("p", text="Tặng quà")


@pytest.mark.parametrize(
    ("own", "parent", "expected"),
    [
        (item("a", text="Tặng quà", origin=ORIGIN), SAID, Standing.KEPT),
        (item("a", text="Tặng quà trẻ em", origin=ORIGIN), SAID, Standing.CHANGED),
        (item("a", text="Tặng quà", is_heading=True, origin=ORIGIN), SAID, Standing.CHANGED),
        (item("a", text="Tặng quà"), None, Standing.NEW),
        (item("a", text="Tặng quà"), SAID, Standing.NEW),
        (item("a", text="Tặng quà", origin=ORIGIN), None, Standing.NEW),
        (item("a", text="Tặng quà", origin=ORIGIN, dropped_reason="đã làm"), SAID, Standing.DROPPED),
        (item("a", dropped_reason="đã làm"), None, Standing.DROPPED),
    ],
)
def test_standing(own, parent, expected):
    assert standing(own, parent) == expected


def line(level):
    return (ResponsibilityContent(role=Role.IMPLEMENT, agency="các xã", covers_level=level),)


def test_duties_are_the_paragraphs_given_to_every_unit_of_a_level():
    items = (
        item("heading", item("under", item("deep")), is_heading=True, responsibilities=line("commune")),
        item("own", responsibilities=line("commune")),
        item("school", responsibilities=line("school")),
        item("dropped", item("under dropped"), responsibilities=line("commune"), dropped_reason="thôi"),
        item("nobody", item("inner", responsibilities=line("commune"))),
    )
    content = PlanContent(issuer=ISSUER, year=2026, items=items)

    assert [one.key for one in duties_of_level(content, "commune")] == ["under", "deep", "own", "inner"]
    assert [one.key for one in duties_of_level(content, "school")] == ["school"]
    assert duties_of_level(content, "province") == ()


def test_walk_is_reading_order():
    tree = (item("a", item("b", item("c")), item("d")), item("e"))

    assert [one.key for one in walk(tree)] == ["a", "b", "c", "d", "e"]
    assert list(PlanContent(issuer=ISSUER, year=2026, items=tree).walk()) == list(walk(tree))


@pytest.mark.parametrize(
    ("parent", "full", "short"),
    [
        (ParentContent(kind="Kế hoạch", document_number="115/KH-UBND", issued_on=date(2026, 4, 28),
                       issuer="Ủy ban nhân dân tỉnh", abstract="triển khai Tháng hành động"),
         "Kế hoạch số 115/KH-UBND ngày 28 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh triển khai Tháng hành động",
         "Kế hoạch số 115/KH-UBND ngày 28/4/2026"),
        (ParentContent(kind="Công văn", document_number="", issued_on=None, issuer=""), "Công văn", "Công văn"),
    ],
)  # fmt: skip
def test_a_parent_is_cited_in_full_and_in_short(parent, full, short):
    assert (parent.citation(), parent.short_citation()) == (full, short)
