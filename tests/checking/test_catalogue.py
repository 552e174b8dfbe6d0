"""The registry: identity, order, determinism, and what holds for every finding of every plan."""

import re
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.checking import ObsoleteTerm, Severity, all_checks, apply_fix, run_checks
from plans.checking.catalogue import check
from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    DeadlineContent,
    DeadlineKind,
    ItemContent,
    LegalBasisContent,
    Marker,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
)
from tests.checking import BARE, GOOD, PARENT_PLAN, WARD, context, dash, good, saying
from tests.looking import examples

TERMS = (ObsoleteTerm(old="Phòng Lao động", now="", since=date(2025, 7, 1)),)


def test_good_plan_has_no_findings():
    assert run_checks(GOOD, context()) == ()


def test_codes_are_those_of_the_handbook():
    assert [one.code for one in all_checks()] == [
        *(f"T{number}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16)),
        *(f"C{number}" for number in range(1, 9)),
        *(f"H{number}" for number in range(1, 9)),
        *(f"A{number}" for number in range(1, 8)),
        *(f"P{number}" for number in range(1, 8)),
        *(f"V{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ]


def test_code_belongs_to_one_check_only():
    with pytest.raises(ValueError, match="V1"):
        check("V1", severity=Severity.HINT, title="", basis="")(lambda reading, context: iter(()))


def test_every_check_says_what_it_holds_and_by_which_rule():
    assert [one.code for one in all_checks() if not one.title.strip() or not one.basis.strip()] == []


def test_severities_have_the_words_of_the_screen():
    assert [one.label for one in Severity] == ["Lỗi, phải sửa trước khi trình", "Cảnh báo", "Gợi ý"]


def test_report_is_not_asked_for_what_only_a_plan_owes():
    asked = {one.code for one in all_checks() if one.concerns(good(document_type="Báo cáo"))}
    only_plans = {one.code for one in all_checks()} - asked
    of_plans = ("H3", "H4", "H5", "H6", "H7", "H8", "A1", "A2", "A3", "A4", "A7", *(f"P{n}" for n in range(1, 8)))

    assert {one for one in asked if one[0] in "HAP"} == {"H1", "H2", "A5", "A6"}
    assert only_plans == set(of_plans)
    assert all(one.concerns(GOOD) for one in all_checks())


def test_plan_without_deadlines_is_an_error_and_a_report_is_not():
    bare = good(deadlines=(), theme="")

    assert {one.code for one in run_checks(bare, context())} >= {"H4"}
    report = replace(bare, document_type="BÁO CÁO", symbol="BC-UBND", addressees=("Sở Y tế",))
    assert {one.code for one in run_checks(report, context())} & {"H4", "P1"} == set()


def test_findings_come_gravest_first_then_from_top_to_bottom():
    content = saying("Gọi cháu Lê Thị Mận", kind=Part.REPORTING)
    content = replace(content, abstract="", recipients=(), opening="Các ngày 31/6 của của phường:")

    placed = [(one.severity.value, one.code, one.place) for one in run_checks(content, context())]

    assert placed == [
        ("error", "T4", "trích yếu"),
        ("error", "H2", "phần mở đầu"),
        ("error", "V10", "mục VI"),
        ("warning", "V5", "phần mở đầu"),
        ("warning", "V9", "mục VI"),
        ("warning", "T10", "Nơi nhận"),
    ]


def test_same_plan_gives_the_same_findings():
    content = saying("Các nghành cùng cùng lo cho cho các em")

    assert run_checks(content, context()) == run_checks(content, context())


def test_identity_outlives_edits_elsewhere():
    before = run_checks(saying("Phòng chống đuối nuớc."), context())
    after = run_checks(replace(saying("Phòng chống đuối nuớc."), theme="", recipients=()), context())

    assert {one.identity for one in before} <= {one.identity for one in after}
    assert [one.identity for one in before] == ["V4|x|nuớc"]


PIECES = """
⟦chủ đề⟧|⟦lạ⟧|⟦|các|các|của|của|31/6|ngày 31/6/2025|năm 2023|Thông tư số 1/2020/TT-BYT ngày 31/9/2020|“abc|”|Uỷ ban|
Ủy ban|hoà|hòa|Công đoàn|Yêu cầu Hội Nông dân:|0912345678|cháu Lê Thị Mận|1.|a)|-|./.|phụ lục|  |,;|Phòng Lao động|
trước ngày 40/13/2026|Chủ nhật, ngày 01/6/2026|từ ngày 30/6 đến ngày 01/6/2026|\u0301|Tổng đài|qui định|phòng chống|
phòng, chống|tai nạn thương tích|xxx|.....|các sở, ngành|Kính gửi|đuối nuớc
"""
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.one_of(st.lists(WORDS, max_size=7).map(" ".join), st.text(max_size=20))
DAYS = st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))
RESPONSIBILITIES = st.builds(ResponsibilityContent, role=st.sampled_from(Role), agency=TEXTS)
ACTIVITIES = st.builds(ActivityContent, starts_on=DAYS, ends_on=DAYS, venue=TEXTS, budget=st.none() | st.integers(0, 9))
ITEMS = st.recursive(
    st.builds(
        ItemContent,
        key=st.uuids().map(str),
        text=TEXTS,
        marker=st.sampled_from(Marker),
        is_heading=st.booleans(),
        part=st.none() | st.sampled_from(Part),
        activity=st.none() | ACTIVITIES,
        dropped_reason=st.sampled_from(["", "thôi"]),
        responsibilities=st.lists(RESPONSIBILITIES, max_size=2).map(tuple),
    ),
    lambda inner: st.builds(
        ItemContent, key=st.uuids().map(str), text=TEXTS, children=st.lists(inner, max_size=2).map(tuple)
    ),
    max_leaves=3,
)
LISTS = st.lists(TEXTS, max_size=2)
DEADLINES = st.builds(DeadlineContent, kind=st.sampled_from(DeadlineKind), due_on=DAYS, receiver=TEXTS, owed_by=TEXTS)
PARENTS = st.builds(ParentContent, kind=TEXTS, document_number=TEXTS, issued_on=DAYS, issuer=TEXTS, abstract=TEXTS)
PLANS = st.builds(
    PlanContent,
    issuer=st.just(WARD),
    year=st.integers(2020, 2030),
    abstract=TEXTS,
    symbol=TEXTS,
    issued_on=DAYS,
    document_type=TEXTS,
    legal_bases=LISTS.map(lambda texts: tuple(LegalBasisContent(text=one) for one in texts)),
    parents=st.lists(PARENTS, max_size=2).map(tuple),
    opening=TEXTS,
    theme=TEXTS,
    starts_on=DAYS,
    ends_on=DAYS,
    launch_from=DAYS,
    launch_until=DAYS,
    slogans=LISTS.map(lambda texts: tuple(SloganContent(text=one) for one in texts)),
    deadlines=st.lists(DEADLINES, max_size=2).map(tuple),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    closing=TEXTS,
    signature=st.builds(SignatureContent, lines=LISTS.map(tuple), name=TEXTS),
    recipients=LISTS.map(tuple),
    archive_note=TEXTS,
    appendices=st.lists(st.builds(AppendixContent, title=TEXTS), max_size=1).map(tuple),
)
CONTEXT = context(
    obsolete_terms=TERMS, parents=(PARENT_PLAN,), outdated_parents=("77/KH-UBND",), unit_agencies=("Trạm Y tế",)
)


def is_one_sentence(message):
    bare = re.sub(r"“[^”]*”|\([^()]*\)", "", message)
    return message.endswith(".") and "\n" not in message and not re.search(r"[.!?]\s+[A-ZĐ]", bare.replace("TM. ", ""))


@examples(40)
@given(PLANS)
def test_no_plan_makes_it_raise_and_every_finding_is_a_sentence_with_a_place(content):
    for finding in run_checks(content, CONTEXT):
        assert finding.place.strip()
        assert finding.message.endswith(".")
        assert "\n" not in finding.message
        if finding.fix is not None:
            assert finding.fix.label.strip()
            apply_fix(content, finding.fix)


@pytest.mark.parametrize("content", [BARE, PARENT_PLAN, saying("Các nghành cho cho trẻ em , ngày 31/6 ./. …")])
def test_messages_are_one_sentence(content):
    findings = run_checks(content, CONTEXT)

    assert findings
    assert [one.message for one in findings if not is_one_sentence(one.message)] == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Tổ chức hội trại.", "Thăm các em ./. Tặng quà.", "Thời gian: từ ngày 01/6/2025 đến ngày 30/6/2026.",
        "Chủ nhật, ngày 01/6/2026 khai mạc.", "Yêu cầu Công đoàn phường trao quà.", "Lo cho cho các em.",
        "Các nghành cùng lo.", "Tổ chức Tết trung thu.", "Sân chơi an toàn , sạch .", "Tổ chức hội trại",
        "Giữ nội qui.", "Tổng đài điện thoại quốc gia bảo vệ trẻ em số 112.", "Chủ đề: “Góc nhỏ bình yên cho mọi trẻ”.",
    ],
)  # fmt: skip
def test_accepting_a_fix_ends_its_finding(text):
    content = saying(text, kind=Part.SCOPE)
    mendable = [one for one in run_checks(content, context()) if one.fix and one.key == "x"]
    assert mendable

    mended = apply_fix(content, mendable[0].fix)

    assert mendable[0].identity not in {one.identity for one in run_checks(mended, context())}


def test_three_hundred_items_are_read_quickly():
    text = "Vận động gia đình trông giữ trẻ em ở ao, hồ; phát tờ rơi cho từng hộ từ ngày 02/6/2026 đến ngày 20/6/2026."
    many = tuple(dash(f"k{number}", f"{number} lần: {text}") for number in range(300))
    content = good(items=(*GOOD.items, *many))
    run_checks(content, context())

    begun = time.perf_counter()
    run_checks(content, context())

    # About 30 ms on a quiet machine; the bound only catches a check that has become quadratic.
    assert time.perf_counter() - begun < 0.5
