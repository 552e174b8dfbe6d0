"""Whole documents in every layout we know of: each fact is read as it stands there, and no letter gets lost."""

import unicodedata

import pytest

from tests.importing.parsing.reading import layouts, lost, read, told

LAYOUTS = layouts()
FACTS = [(layout, name) for layout in LAYOUTS for name in layout.facts]


@pytest.mark.parametrize(("layout", "name"), FACTS, ids=[f"{layout.name}-{name}" for layout, name in FACTS])
def test_fact_is_read_as_it_stands_there(layout, name):
    assert told(read(layout.text), name) == layout.facts[name]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_letter_is_lost(layout):
    assert lost(layout.text, read(layout.text)) == {}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_decomposed_letters_and_odd_spaces_change_nothing(layout):
    odd = unicodedata.normalize("NFD", layout.text.replace("-", "\u2011").replace(" năm ", "\u00a0năm\u00a0")).replace(
        "trẻ", "tr\u00adẻ"
    )

    assert read(odd) == read(layout.text.replace("\u2011", "-"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_reading_twice_gives_the_same(layout):
    assert read(layout.text) == read(layout.text)
