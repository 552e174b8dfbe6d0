"""The facts of a document as a person writes them."""

from dataclasses import replace
from datetime import date

import pytest

from plans.exceptions import Invalid
from plans.importing.reviewing import review_from_json, review_to_json
from plans.importing.reviewing.stating import state, stated
from tests.imported import read_text


@pytest.fixture
def review():
    return read_text()


def test_what_is_not_changed_stays_as_it_was_read(review):
    assert state(review, stated(review)) is review


def test_facts_are_written(review):
    said = replace(
        stated(review),
        number="43/KH-UBND",
        issued_on=date(2025, 5, 2),
        title="Tháng hành động vì trẻ em",
        year=2025,
        theme="Chủ đề khác",
        slogans=("Vì trẻ em", "Vì trẻ em", "Trẻ em là tương lai"),
        recipients=("UBND tỉnh",),
    )
    after = state(review, said)

    content = after.content
    assert (content.number, content.symbol, content.issued_on) == (43, "KH-UBND", date(2025, 5, 2))
    assert (content.abstract, content.theme, content.recipients) == (said.title, "Chủ đề khác", ("UBND tỉnh",))
    assert [one.text for one in content.slogans] == ["Vì trẻ em", "Trẻ em là tương lai"]
    assert {"number", "issued_on", "title", "theme", "slogans", "recipients"} <= set(after.edited)
    assert "legal_bases" not in after.edited


@pytest.mark.parametrize(
    ("written", "number", "symbol"),
    [("", None, "KH-UBND"), ("/KH-SYT", None, "KH-SYT"), ("7", 7, "KH-UBND"), ("2022 / KH-UBND", 2022, "KH-UBND")],
)
def test_numbers(review, written, number, symbol):
    content = state(review, replace(stated(review), number=written)).content

    assert (content.number, content.symbol) == (number, symbol)


def test_a_deadline_is_read_from_its_words(review):
    after = state(review, replace(stated(review), deadlines=("trước ngày 15/7/2025", "chậm nhất ngày 20/12/2025")))

    assert [one.words() for one in after.content.report_deadlines()] == [
        "trước ngày 15/7/2025",
        "chậm nhất ngày 20/12/2025",
    ]
    assert after.content.report_deadlines()[0] == review.content.report_deadlines()[0]


def test_a_parent_is_read_from_its_citation(review):
    line = "Kế hoạch số 90/KH-UBND ngày 08 tháng 4 năm 2025 của UBND thành phố Mẫu"
    after = state(review, replace(stated(review), parents=(line,)))
    (parent,) = after.content.parents

    assert (parent.kind, parent.document_number, parent.issued_on, parent.issuer) == (
        "Kế hoạch", "90/KH-UBND", date(2025, 4, 8), "UBND thành phố Mẫu",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("number", "bốn mốt", "Ghi số, ký hiệu như trên văn bản"),
        ("deadlines", ("cuối tháng",), "Chưa hiểu “cuối tháng”"),
        ("deadlines", ("trước ngày 31/6/2025",), "Không có ngày 31/6/2025"),
        ("parents", ("theo chỉ đạo",), "Chưa hiểu “theo chỉ đạo”"),
        ("ends_on", date(2025, 5, 1), "trước ngày bắt đầu"),
    ],
)
def test_what_makes_no_sense_is_named_at_its_field(review, field, value, said):
    with pytest.raises(Invalid, match=said) as refused:
        state(review, replace(stated(review), **{field: value}))

    assert list(refused.value.fields) == [field]


def test_a_review_survives_being_stored(review):
    edited = state(review, replace(stated(review), theme="Khác", year=None))

    assert review_from_json(review_to_json(edited)) == edited
