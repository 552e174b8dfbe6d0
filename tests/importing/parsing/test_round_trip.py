"""A plan the portal prints (text, PDF, paragraphs of Word) and reads again is the same: words, items and facts."""

import json
from itertools import count
from pathlib import Path

import pytest

from plans.content import codec, facts
from plans.documents import wording
from plans.documents.pdf import render_pdf
from plans.documents.printed import document_text
from plans.importing.lines import SourceDocument, SourceLine
from plans.importing.parsing import parse
from plans.importing.parsing.body.numerals import split_numeral
from plans.importing.reading import read_bytes
from tests.importing.parsing.reading import lost, read

PLANS = sorted((Path(__file__).parents[3] / "fixtures/demo/plans").glob("*.json"))
FRAME = (
    "year", "document_type", "abstract", "abstract_note", "number", "symbol", "issued_on", "legal_bases", "parents",
    "opening", "theme", "starts_on", "ends_on", "launch_from", "launch_until", "slogans", "slogans_place",
    "ending", "signature",
    "recipients", "archive_note",
)  # fmt: skip


@pytest.fixture(params=PLANS, ids=lambda path: path.stem)
def plan(request):
    return codec.from_json(json.loads(request.param.read_text(encoding="utf-8"))["content"])


def printed(items, words, depth=0):
    """What of a tree is seen on paper; a Roman title is printed in capitals."""
    for item in items:
        text = facts.fill(item.text, words)
        text = text.upper() if item.is_heading and item.marker == "roman" else text
        text = text if item.is_heading else wording.with_facts(text, item)
        yield depth, item.marker, item.is_heading, item.part, item.block, text
        yield from printed(item.children, words, depth + 1)


def test_it_is_printed_again_word_for_word(plan):
    text = document_text(plan)

    assert document_text(read(text).content) == text


def test_items_markers_and_nesting_are_the_same(plan):
    again = read(document_text(plan)).content

    words = facts.fact_words(plan)
    assert list(printed(again.items, words)) == list(printed(plan.items, words))


@pytest.mark.parametrize("field", FRAME)
def test_frame_and_facts_are_the_same(plan, field):
    again = read(document_text(plan)).content

    assert getattr(again, field) == getattr(plan, field)


def test_deadlines_are_the_same(plan):
    again = read(document_text(plan)).content

    def told(content):
        return [(one.purpose, one.kind, one.due_on, one.label) for one in content.deadlines]

    assert told(again) == told(plan)


def test_the_issuer_is_named_as_the_document_prints_it(plan):
    again = read(document_text(plan)).content.issuer

    assert (again.header_lines, again.superior_lines) == (plan.issuer.header_lines, plan.issuer.superior_lines)
    assert (again.place, again.territory, again.code) == (plan.issuer.place, plan.issuer.territory, "")


def test_nothing_is_left_unread_and_nothing_lost(plan):
    text = document_text(plan)
    recognised = read(text)

    assert recognised.unread == ()
    assert lost(text, recognised) == {}


def test_the_pdf_is_read_again_word_for_word(plan):
    document = read_bytes(render_pdf(plan), file_name="ke-hoach.pdf")

    assert document_text(outcome(document).content) == document_text(plan)


def test_paragraphs_of_word_are_read_again_word_for_word(plan):
    """Word computes numerals and keeps every paragraph whole."""
    lines = []
    for number, text in enumerate(document_text(plan).split("\n"), 1):
        numeral, words = split_numeral(text)
        shown = numeral.printed if numeral else ""
        lines.append(SourceLine(number=number, text=words, numeral=shown, is_paragraph=True))

    again = outcome(SourceDocument(kind="docx", lines=tuple(lines)))

    assert document_text(again.content) == document_text(plan)


def outcome(document):
    keys = count(1)
    return parse(document, new_key=lambda: f"n{next(keys)}")
