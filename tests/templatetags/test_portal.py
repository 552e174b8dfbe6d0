"""What templates say about days, moments and numbers, and which drawings they may name."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError

from plans.templatetags import portal

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
SERVED = [path for path in TEMPLATES if "documents" not in path.parts]  # the others are printed
WEDNESDAY = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _on_wednesday(settings):
    settings.DEMO, settings.DEMO_TODAY = True, WEDNESDAY


def rendered(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 5, 22), "22/5/2026"),
        (date(2026, 6, 5), "05/6/2026"),
        (date(2026, 2, 15), "15/02/2026"),
        (datetime(2026, 5, 21, 17, 30, tzinfo=UTC), "22/5/2026"),
        (None, ""),
    ],
)
def test_vn_date_pads_the_day_and_only_the_first_two_months(value, text):
    assert portal.vn_date(value) == text


def test_vn_day_names_the_year_only_when_it_is_another():
    assert [portal.vn_day(date(2026, 6, 5)), portal.vn_day(date(2027, 1, 31)), portal.vn_day(None)] == [
        "05/6",
        "31/01/2027",
        "",
    ]


def test_weekdays_are_words_and_short_in_narrow_lists():
    thursday, sunday = date(2026, 5, 21), date(2026, 5, 31)
    assert [portal.vn_weekday(thursday), portal.vn_weekday(sunday), portal.vn_weekday(None)] == [
        "thứ Năm",
        "Chủ nhật",
        "",
    ]
    assert [portal.vn_short_weekday(thursday), portal.vn_short_weekday(sunday), portal.vn_short_weekday(None)] == [
        "T5",
        "CN",
        "",
    ]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 5, 13, 3, 32, tzinfo=UTC), "10:32"),
        (datetime(2026, 5, 12, 17, 5, tzinfo=UTC), "00:05"),  # already the 13th in Vietnam
        (datetime(2026, 5, 12, 9, 12, tzinfo=UTC), "16:12 hôm qua"),
        (datetime(2026, 5, 11, 3, 32, tzinfo=UTC), "10:32 ngày 11/5/2026"),
        (datetime(2026, 5, 13, 8, 0), "08:00"),
        (None, ""),
    ],
)
def test_vn_moment_names_today_and_yesterday_on_vietnams_clock(moment, text):
    assert portal.vn_moment(moment) == text


@pytest.mark.parametrize(
    ("last_day", "text", "tone"),
    [
        (date(2026, 5, 21), "còn 8 ngày", ""),
        (date(2026, 5, 20), "còn 7 ngày", "soon"),
        (WEDNESDAY, "hôm nay là ngày cuối", "soon"),
        (date(2026, 5, 11), "quá hạn 2 ngày", "late"),
        (None, "", ""),
    ],
)
def test_deadline_counts_days_and_warms_in_its_last_week(last_day, text, tone):
    assert (portal.days_left(last_day), portal.due_tone(last_day)) == (text, tone)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1234.5, "1.234,5"),
        (3321, "3.321"),
        (Decimal("1250000.50"), "1.250.000,5"),
        (Decimal("12.00"), "12"),
        (-1200, "-1.200"),
        (0, "0"),
        (None, ""),
    ],
)
def test_vn_number_groups_by_points_and_has_a_decimal_comma(number, text):
    assert portal.vn_number(number) == text


def test_icon_draws_from_the_sprite_and_is_silent_to_screen_readers():
    assert rendered('{% icon "bell" "warm" %}') == (
        '<svg class="icon warm" aria-hidden="true"><use href="/static/icons/sprite.svg#i-bell"/></svg>'
    )


def test_icon_refuses_a_name_the_sprite_does_not_have():
    with pytest.raises(TemplateSyntaxError, match="no drawing 'belll'"):
        rendered('{% icon "belll" %}')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_drawing_named_in_a_template_exists(path):
    named = set(re.findall(r'{%\s*icon\s+"([^"]+)"', path.read_text(encoding="utf-8")))
    assert named - portal.icon_names() == set()


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_no_template_has_anything_inline(path):
    """The Content-Security-Policy would silently drop it."""
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>", source) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_short_comment_over_two_lines(path):
    """Django would print it: {# … #} ends with its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "{#" in line and "#}" not in line] == []


class _Form(forms.Form):
    name = forms.CharField(widget=forms.TextInput(attrs={"class": "short"}))
    level = forms.ChoiceField(choices=[("1", "Xã")])
    active = forms.BooleanField(required=False)


def test_control_dresses_each_kind_of_field():
    form = _Form()
    classes = [re.search(r'class="([^"]*)"', portal.control(form[name]))[1] for name in form.fields]
    assert classes == ["form-control short", "form-select", "form-check-input"]


def test_control_marks_a_field_that_came_back_with_an_error():
    control = portal.control(_Form({"name": ""})["name"])
    assert 'class="form-control short is-invalid"' in control
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_name_error"' in control


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        (date(2026, 5, 21), ["còn", "8", "ngày", "ngày cuối:", "thứ Năm 21/5"]),
        (WEDNESDAY, ["hôm nay là ngày cuối", "thứ Tư 13/5"]),
        (date(2026, 5, 11), ["quá hạn", "2", "ngày", "ngày cuối:", "thứ Hai 11/5"]),
        (None, ["chưa có hạn"]),
    ],
)
def test_countdown_says_the_days_then_the_last_day(last_day, words):
    html = rendered('{% include "components/_countdown.html" %}', last_day=last_day)
    assert [text.strip() for text in re.split(r"<[^>]+>", html) if text.strip()] == words


def test_task_leaves_out_what_it_was_not_given():
    html = rendered('{% include "components/_task.html" with title="Kế hoạch hè" last_day=None %}')
    assert [text.strip() for text in re.split(r"<[^>]+>", html) if text.strip()] == ["chưa đặt hạn", "Kế hoạch hè"]
