"""What is said twice is said once: facts inside texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.facts import NAMES, THEME, YEAR, fact_words, fill, split, token
from plans.content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose, IssuerContent, PlanContent

ISSUER = IssuerContent(code="1", name="UBND", short_name="UBND", territory="", noun="xã", header_lines=("UBND",))
BARE = PlanContent(issuer=ISSUER, year=2026)
FULL = PlanContent(
    issuer=ISSUER,
    year=2026,
    theme="Hành động vì trẻ em",
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 30),
    launch_from=date(2026, 5, 31),
    launch_until=date(2026, 5, 31),
    deadlines=(
        DeadlineContent(due_on=date(2026, 6, 15), label="6 tháng"),
        DeadlineContent(kind=DeadlineKind.BY, due_on=date(2026, 7, 15), label="cả năm"),
        DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 20)),
    ),
)


def test_every_fact_has_its_words():
    assert fact_words(FULL) == {
        "chủ đề": "Hành động vì trẻ em",
        "thời gian": "từ ngày 01/6/2026 đến ngày 30/6/2026",
        "lễ phát động": "ngày 31/5/2026",
        "năm": "2026",
        "hạn báo cáo": "6 tháng trước ngày 15/6/2026, cả năm chậm nhất ngày 15/7/2026",
        "hạn kế hoạch": "trước ngày 20/5/2026",
    }


def test_what_is_not_known_is_not_invented():
    assert fact_words(BARE) == {
        "chủ đề": "…", "thời gian": "…", "lễ phát động": "…", "năm": "2026", "hạn báo cáo": "theo quy định",
        "hạn kế hoạch": "…",
    }  # fmt: skip


def test_every_name_has_words():
    assert tuple(fact_words(FULL)) == NAMES


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("không có gì", [("không có gì", False)]),
        ("⟦năm⟧", [("năm", True)]),
        ("Chủ đề ⟦chủ đề⟧, năm ⟦năm⟧.",
         [("Chủ đề ", False), ("chủ đề", True), (", năm ", False), ("năm", True), (".", False)]),
        ("⟦năm⟧⟦năm⟧", [("năm", True), ("năm", True)]),
        ("⟦không biết⟧ ⟦", [("⟦không biết⟧ ⟦", False)]),
        ("⟦⟦năm⟧⟧", [("⟦", False), ("năm", True), ("⟧", False)]),
    ],
)  # fmt: skip
def test_split(text, pieces):
    assert split(text) == pieces


@given(st.lists(st.one_of(st.sampled_from([token(name) for name in NAMES]), st.text(), st.just("⟦"))).map("".join))
def test_splitting_loses_no_letter(text):
    assert "".join(token(piece) if is_fact else piece for piece, is_fact in split(text)) == text


def test_fill_prints_the_words_and_leaves_the_unknown():
    words = fact_words(FULL)

    assert fill(f"{token(THEME)} năm {token(YEAR)} ⟦gì đó⟧", words) == "Hành động vì trẻ em năm 2026 ⟦gì đó⟧"


def test_words_of_a_fact_are_not_read_as_facts_again():
    assert fill("⟦chủ đề⟧", fact_words(BARE) | {THEME: "⟦năm⟧"}) == "⟦năm⟧"
