"""Fixes: they reach the place they name, leave quotations alone, and do nothing where the words are gone."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import Fix, apply_fix
from plans.checking.catalogue import EVERYWHERE
from tests.checking import ACTIVITY, GOOD, good, saying


def fix(find, replacement, **fields):
    return Fix(label="Sửa", find=find, replace=replacement, **fields)


def test_item_is_mended_by_its_key():
    assert apply_fix(saying("Cả nghành lo."), fix("nghành", "ngành", key="x")) == saying("Cả ngành lo.")


def test_words_are_mended_as_whole_words():
    mended = apply_fix(saying("Hoàn thành nhà văn hoà."), fix("hoà", "hòa", key="x"))

    assert mended == saying("Hoàn thành nhà văn hòa.")


@pytest.mark.parametrize(
    ("fact", "find", "replacement", "expected"),
    [
        ("theme", "", "Khác", {"theme": "Khác"}),
        ("starts_on", "2026-06-01", "2026-06-02", {"starts_on": date(2026, 6, 2)}),
        ("deadlines.0.due_on", "", "2026-07-03", {"deadlines": (replace(GOOD.deadlines[0], due_on=date(2026, 7, 3)),)}),
        ("slogans.0.is_own", "false", "true", {"slogans": (replace(GOOD.slogans[0], is_own=True),)}),
        ("slogans.0", "chỗ", "nơi", {"slogans": (replace(GOOD.slogans[0], text="Mỗi em nhỏ một nơi chơi an toàn"),)}),
        ("recipients.0", "", "Bộ Y tế", {"recipients": ("Bộ Y tế", *GOOD.recipients)}),
        ("recipients.3", "", "Công an phường", {"recipients": (*GOOD.recipients, "Công an phường")}),
        (
            "recipients.1",
            "phòng",
            "sở",
            {"recipients": (GOOD.recipients[0], "Các sở, đoàn thể phường", GOOD.recipients[2])},
        ),
        ("signature.name", "Tám", "Chín", {"signature": replace(GOOD.signature, name="Lê Văn Chín")}),
    ],
)
def test_field_is_mended_by_its_path(fact, find, replacement, expected):
    assert apply_fix(GOOD, fix(find, replacement, fact=fact)) == good(**expected)


def test_fact_of_an_activity_is_mended():
    mended = apply_fix(GOOD, fix("2026-06-02", "2026-06-03", key="sân-chơi", fact="activity.starts_on"))

    expected = replace(ACTIVITY.activity, starts_on=date(2026, 6, 3))
    assert [one.activity for one in mended.walk() if one.activity] == [expected]


def test_whole_document_is_mended_outside_quotations():
    content = replace(saying("Uỷ ban in “Uỷ ban” lên áo."), opening="Uỷ ban phường:")

    mended = apply_fix(content, fix("Uỷ ban", "Ủy ban", fact=EVERYWHERE))

    assert mended == replace(saying("Ủy ban in “Uỷ ban” lên áo."), opening="Ủy ban phường:")


@pytest.mark.parametrize(
    "fact", ["", "nothing", "recipients.99", "recipients.first", "deadlines.7.due_on", "theme.0.x"]
)
def test_path_that_leads_nowhere_changes_nothing(fact):
    assert apply_fix(GOOD, fix("a", "b", fact=fact)) == GOOD


def test_item_that_is_gone_changes_nothing():
    assert apply_fix(GOOD, fix("a", "b", key="đã xóa")) == GOOD
