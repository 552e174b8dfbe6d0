"""The data files of the demonstration's plans: readable, tidy, and naming only bodies the catalogue knows."""

import unicodedata

import pytest

from plans.content import codec
from plans.content.facts import split
from plans.content.plan import Role
from plans.documents.pdf import render_pdf
from plans.documents.pictures import page_count
from plans.services.loading.demo_plans import plan_files
from plans.services.loading.files import fixtures_folder, read_fixture

PLANS = pytest.mark.parametrize("entry", plan_files(), ids=lambda entry: entry["short_name"])


def content_of(entry):
    return codec.from_json(entry["content"])


@PLANS
def test_a_file_is_content_in_the_codecs_own_form(entry):
    assert codec.from_json(codec.to_json(content_of(entry))) == content_of(entry)


@PLANS
def test_items_have_lasting_keys_and_at_most_one_lead(entry):
    items = list(content_of(entry).walk())

    assert len({item.key for item in items}) == len(items)
    assert [item.key for item in items if len(item.key) > 24] == []
    leads = {item.key: sum(one.role == Role.LEAD for one in item.responsibilities) for item in items}
    assert {key: count for key, count in leads.items() if count > 1} == {}


@PLANS
def test_responsible_bodies_are_in_the_catalogue(entry):
    known = {agency["code"] for agency in read_fixture("agencies.json")["agencies"]}

    named = {one.agency_code for item in content_of(entry).walk() for one in item.responsibilities}
    assert named - known == set()


@PLANS
def test_facts_in_texts_are_facts_the_portal_knows(entry):
    content = content_of(entry)

    texts = [item.text for item in content.walk()] + [content.opening, content.closing, content.abstract]
    assert [piece for text in texts for piece, is_fact in split(text) if not is_fact and "⟦" in piece] == []


@pytest.mark.parametrize("file", sorted(fixtures_folder().rglob("*.json")), ids=lambda file: file.stem)
def test_files_are_composed_and_hold_no_odd_spaces(file):
    text = file.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert {"\u00a0", "\u200b", "\u2011", "\ufeff", "\t"} & set(text) == set()


def test_the_longest_plan_is_long_enough_to_measure():
    longest = next(entry for entry in plan_files() if entry["short_name"] == "hai-phong-2024")

    assert page_count(render_pdf(content_of(longest))) >= 8
