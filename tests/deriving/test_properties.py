"""What holds for every derivation, whatever the parent looks like."""

import unicodedata

import pytest
from hypothesis import given

from plans.content.codec import to_json
from plans.content.numbering import MAX_DEPTH, number_items
from plans.content.plan import duties_of_level, walk
from plans.deriving.adapting import derive
from plans.deriving.coverage import coverage
from tests.deriving.papers import DEPARTMENT_UNIT, TODAY, WARD_UNIT, keys
from tests.deriving.trees import parents
from tests.looking import examples

anything = examples(40)
units = pytest.mark.parametrize("unit", [WARD_UNIT, DEPARTMENT_UNIT], ids=["ward", "department"])


def derived(parent, unit):
    return derive(parent, unit, new_key=keys(), today=TODAY)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@units
@anything
@given(parent=parents())
def test_every_duty_of_the_level_is_carried_with_its_origin(unit, parent):
    own = derived(parent, unit).content

    carried = [one.origin.key for one in own.walk() if one.origin]
    assert {one.key for one in duties_of_level(parent.content, unit.level)} <= set(carried)
    assert coverage(parent.content, own, unit.level).forgotten == ()


@anything
@given(parent=parents())
def test_a_ward_carries_every_printed_paragraph_of_its_parent(parent):
    own = derived(parent, WARD_UNIT).content
    printed = {one.item.key for one in number_items(parent.content.items) if not one.item.is_heading}
    hidden = {below.key for one in parent.content.walk() if one.is_dropped for below in walk((one,))}
    with_words = {one.key for one in parent.content.walk() if not one.is_heading}

    carried = {one.origin.key for one in own.walk() if one.origin}
    assert (printed & with_words) - hidden - carried <= names_only(parent)


def names_only(parent):
    """Paragraphs that only name bodies above their tasks: the child has its own headings instead."""
    return {one.key for one in parent.content.walk() if not one.is_heading and one.children}


@units
@anything
@given(parent=parents())
def test_keys_are_new_and_unique_and_origins_name_the_version(unit, parent):
    own = derived(parent, unit).content
    found = [one.key for one in own.walk()]

    assert len(found) == len(set(found))
    assert not set(found) & {one.key for one in parent.content.walk()}
    assert {one.origin.version for one in own.walk() if one.origin} <= {parent.version}


@units
@anything
@given(parent=parents())
def test_theme_period_and_slogans_are_taken_word_for_word(unit, parent):
    own, source = derived(parent, unit).content, parent.content

    assert (own.theme, own.starts_on, own.ends_on) == (source.theme, source.starts_on, source.ends_on)
    assert own.slogans == source.slogans


@units
@anything
@given(parent=parents())
def test_everything_is_nfc_and_storable(unit, parent):
    derivation = derived(parent, unit)

    kept = [*strings(to_json(derivation.content)), *(one.message for one in derivation.notes)]
    assert [one for one in kept if not unicodedata.is_normalized("NFC", one)] == []


@units
@anything
@given(parent=parents())
def test_same_input_same_draft_and_nothing_too_deep(unit, parent):
    first, second = derived(parent, unit), derived(parent, unit)

    assert first == second
    assert all(one.depth < MAX_DEPTH for one in number_items(first.content.items))
