"""What is stored is read back the same; anything else is refused."""

import json

import pytest
from hypothesis import given

from plans.content.codec import (
    FORMAT,
    UnreadableContent,
    from_json,
    table_from_json,
    table_to_json,
    to_json,
)
from plans.content.plan import IssuerContent, PlanContent, TableContent
from tests.content.strategies import plans
from tests.looking import examples

ISSUER = IssuerContent(
    code="01840", name="UBND", short_name="UBND", territory="", noun="phường", header_lines=("UBND", "PHƯỜNG")
)
PLAN = PlanContent(issuer=ISSUER, year=2026, abstract="Triển khai", recipients=("Như trên",))


@examples(40)
@given(content=plans())
def test_any_plan_comes_back_the_same_through_text(content):
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


def test_fields_at_their_default_are_left_out():
    issuer = {
        "code": "01840", "name": "UBND", "short_name": "UBND", "territory": "", "noun": "phường",
        "header_lines": ["UBND", "PHƯỜNG"],
    }  # fmt: skip
    assert to_json(PLAN) == {
        "format": FORMAT,
        "plan": {
            "issuer": issuer, "year": 2026, "abstract": "Triển khai", "signature": {}, "recipients": ["Như trên"]
        },
    }  # fmt: skip


def test_a_stored_plan_without_newer_fields_is_still_read():
    stored = to_json(PLAN)
    del stored["plan"]["signature"]

    assert from_json(stored) == PLAN


def broken(**values):
    stored = to_json(PLAN)
    stored["plan"] |= values
    return stored


@pytest.mark.parametrize(
    "stored",
    [
        None, "", [], {}, {"format": FORMAT}, {"format": FORMAT, "plan": None}, {"format": FORMAT, "plan": []},
        {"format": FORMAT, "plan": {}}, {**to_json(PLAN), "format": FORMAT + 1}, {**to_json(PLAN), "format": None},
        broken(year="2026"), broken(year=None), broken(year=True), broken(issuer=None), broken(issued_on="31/6/2026"),
        broken(issued_on=20260601), broken(recipients="Như trên"), broken(recipients=[1]), broken(items=[{}]),
        broken(items=[{"key": "a", "text": "b", "marker": "star"}]), broken(slogans_place="trần nhà"),
        broken(something_newer="?"), broken(signature=None),
    ],
    ids=str,
)  # fmt: skip
def test_anything_else_is_unreadable(stored):
    with pytest.raises(UnreadableContent) as refused:
        from_json(stored)

    assert str(refused.value).startswith("Nội dung lưu ")


def test_a_table_alone_is_read_back():
    table = TableContent(heads=("TT", "Đơn vị", "Số suất"), rows=(("1", "xã A", "1.234"),), figures=(2,))

    assert table_from_json(table_to_json(table)) == table
    assert table_from_json(table_to_json(None)) is None
    with pytest.raises(UnreadableContent):
        table_from_json({"heads": 5})
