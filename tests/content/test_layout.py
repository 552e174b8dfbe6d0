"""The layout is a dated set of parameters, inside the decree's bounds."""

from dataclasses import replace
from datetime import date

import pytest

from plans.content import layout
from plans.content.layout import DECREE_30_2020, LAYOUTS, layout_on


@pytest.mark.parametrize("day", [date(2014, 6, 1), date(2020, 3, 5), date(2026, 5, 13)])
def test_the_decree_is_in_force(day):
    assert layout_on(day) == DECREE_30_2020


def test_an_amended_decree_is_data(monkeypatch):
    amended = replace(DECREE_30_2020, name="sửa đổi", valid_from=date(2027, 1, 1), body_size=13)
    monkeypatch.setattr(layout, "LAYOUTS", (*LAYOUTS, amended))

    assert layout_on(date(2026, 12, 31)) == DECREE_30_2020
    assert layout_on(date(2027, 1, 1)) == amended


@pytest.mark.parametrize("one", LAYOUTS, ids=lambda one: one.name)
def test_parameters_keep_to_the_bounds_of_phu_luc_i(one):
    assert 20 <= one.margin_top <= 25
    assert 20 <= one.margin_bottom <= 25
    assert 30 <= one.margin_left <= 35
    assert 15 <= one.margin_right <= 20
    assert 13 <= one.body_size <= 14
    assert 1 <= one.line_spacing <= 1.5
    assert one.first_line_indent in (10, 12.7)
    assert one.paragraph_gap >= 6
    assert (one.national_title_size, one.motto_size, one.place_size) in {(13, 14, 14), (12, 13, 13)}
    assert (one.recipients_title_size, one.recipients_size) == (12, 11)
