"""Arbitrary content for property tests: any plan that could be stored, trees of any shape."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import strategies as st

from plans.content.numbering import MAX_DEPTH
from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    Block,
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    OriginContent,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
    SlogansPlace,
)

WORDS = ("trẻ em", "Ủy ban nhân dân", "⟦chủ đề⟧", "<b>", "đường", "Kế hoạch số 5", "“", ";", "1.", "- ", "ẩ", "\u0300")

texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), st.text(max_size=20))
numbers = st.one_of(st.none(), st.integers(1, 10**6))
days = st.one_of(st.none(), st.dates(date(1994, 1, 1), date(2100, 12, 31)))
lines = st.lists(texts, max_size=3).map(tuple)


def many(strategy, most=2):
    return st.lists(strategy, max_size=most).map(tuple)


issuers = st.builds(
    IssuerContent, code=texts, name=texts, short_name=texts, territory=texts, noun=texts, header_lines=lines,
    superior_lines=lines, place=texts,
)  # fmt: skip
responsibilities = st.builds(
    ResponsibilityContent, role=st.sampled_from(Role), agency=texts, agency_code=texts, covers_level=texts
)
activities = st.builds(
    ActivityContent, starts_on=days, ends_on=days, venue=texts, budget=numbers, funding_source=texts, target=texts
)
origins = st.builds(OriginContent, version=st.integers(1, 99), key=texts)
parents = st.builds(
    ParentContent, kind=texts, document_number=texts, issued_on=days, issuer=texts, abstract=texts, plan=numbers,
    version=numbers,
)  # fmt: skip
deadlines = st.builds(
    DeadlineContent, purpose=st.sampled_from(DeadlinePurpose), kind=st.sampled_from(DeadlineKind), due_on=days,
    label=texts, owed_by=texts, receiver=texts, via=texts,
)  # fmt: skip


@st.composite
def items(draw, depth=MAX_DEPTH - 1):
    children = draw(st.lists(items(depth=depth - 1), max_size=2)) if depth else []
    return ItemContent(
        key="?", text=draw(texts), marker=draw(st.sampled_from(Marker)), is_heading=draw(st.booleans()),
        part=draw(st.one_of(st.none(), st.sampled_from(Part))),
        block=draw(st.one_of(st.none(), st.sampled_from(Block))),
        activity=draw(st.one_of(st.none(), activities)), responsibilities=draw(many(responsibilities, 1)),
        origin=draw(st.one_of(st.none(), origins)), dropped_reason=draw(st.sampled_from(("", "", "", "đã làm rồi"))),
        children=tuple(children),
    )  # fmt: skip


def keyed(trees):
    """The trees with a key of its own for every item, in reading order."""
    numbers = count(1)

    def named(item):
        key = f"k{next(numbers)}"
        return replace(item, key=key, children=tuple(named(child) for child in item.children))

    return tuple(named(item) for item in trees)


trees = many(items(), 3).map(keyed)


@st.composite
def _shapes(draw, depth=MAX_DEPTH - 1):
    children = draw(st.lists(_shapes(depth=depth - 1), max_size=3)) if depth else []
    marker, reason = draw(st.sampled_from(Marker)), draw(st.sampled_from(("", "", "", "đã làm rồi")))
    return ItemContent(key="?", text="Đoạn", marker=marker, dropped_reason=reason, children=tuple(children))


#: Trees of which only the markers, the nesting and what is dropped matter.
shapes = many(_shapes(), 3).map(keyed)


@st.composite
def plans(draw):
    return PlanContent(
        issuer=draw(issuers), year=draw(st.integers(1994, 2100)), document_type=draw(texts), abstract=draw(texts),
        abstract_note=draw(texts), number=draw(numbers), symbol=draw(texts), issued_on=draw(days),
        legal_bases=draw(many(st.builds(LegalBasisContent, text=texts))), parents=draw(many(parents)),
        opening=draw(texts), theme=draw(texts), starts_on=draw(days), ends_on=draw(days), launch_from=draw(days),
        launch_until=draw(days), slogans=draw(many(st.builds(SloganContent, text=texts, is_own=st.booleans()))),
        slogans_place=draw(st.sampled_from(SlogansPlace)), deadlines=draw(many(deadlines)), items=draw(trees),
        closing=draw(texts), ending=draw(texts), recipients=draw(lines), archive_note=draw(texts),
        signature=draw(st.builds(SignatureContent, lines=lines, name=texts)),
        appendices=draw(many(st.builds(AppendixContent, title=texts, items=trees), 1)),
    )  # fmt: skip
