"""Every picture: small, safe, the same every time, in the page's letters and Vietnam's numbers."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from plans.charts import bars, filed_by_day, lines_over_years
from plans.charts.drawing import number, shortened, steps
from tests.charts.seeing import SVG, texts

NAMES = [f"Xã Số {at}" for at in range(1, 121)]
PICTURES = {
    "bars": lambda: bars(NAMES, list(range(120)), unit="lượt trẻ"),
    "lines": lambda: lines_over_years(list(range(2015, 2027)), {"a": range(12), "b": range(12), "c": range(12)}),
    "days": lambda: filed_by_day(
        [(date(2026, 6, day), day * 100) for day in range(1, 31)], 3321, date(2026, 7, 14), date(2026, 7, 9)
    ),
}


@pytest.fixture(params=PICTURES)
def draw(request):
    return PICTURES[request.param]


def test_is_small_however_many_units_there_are(draw):
    assert 1_000 < len(draw()) < 30_000


def test_the_same_numbers_give_the_same_bytes(draw):
    assert draw() == draw()


def test_the_same_numbers_give_the_same_bytes_in_another_process():
    code = "from plans.charts import bars; import sys; sys.stdout.buffer.write(bars(['a', 'b'], [1, 2], unit='trẻ'))"
    drawn = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout

    assert drawn == bars(["a", "b"], [1, 2], unit="trẻ")


def test_holds_nothing_but_shapes_and_letters(draw):
    drawn = draw()
    tags = {one.tag.removeprefix(SVG) for one in ElementTree.fromstring(drawn).iter()}

    assert tags <= {"svg", "defs", "style", "g", "path", "use", "text", "clipPath", "rect", "tspan"}
    assert not any(word in drawn for word in (b"script", b'href="http', b"DOCTYPE", b"metadata", b"matplotlib.org"))


def test_letters_are_letters_in_the_fonts_of_the_page(draw):
    assert b"font-family: 'Segoe UI', Roboto, 'Noto Sans', system-ui, sans-serif" in draw()
    assert b"DejaVu" not in draw()


def test_names_cannot_bring_markup_or_formulas_in():
    drawn = bars(['<script>alert("x")</script>', "$\\frac{1}{2}$", "a\x00b\tc"], [3, 2, 1], unit="<b>&")

    assert texts(drawn)[1].startswith("<script>")
    assert "$\\frac{1}{2}$" in texts(drawn)
    assert b"<script" not in drawn


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("945.6000"), "945,6"),
        (-2, "−2"),
        (Decimal("0.001"), "0"),
        (-0.001, "0"),
        (None, "chưa có"),
    ],
)
def test_numbers_are_written_as_vietnamese_write_them(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("most", "ruled"),
    [
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 5, 10]),
        (24, [0, 10, 20, 30]),
        (9_000, [0, 5_000, 10_000]),
        (0.4, [0, 1]),
    ],
)
def test_lines_are_ruled_at_round_numbers_up_to_the_most(most, ruled):
    assert steps(most) == ruled


@pytest.mark.parametrize("most", [1, 2, 9, 10, 99, 101, 12_345, 999_999])
def test_the_highest_ruling_is_never_below_the_most(most):
    assert most <= steps(most)[-1] <= most * 3
    assert len(steps(most)) <= 5


def test_long_names_are_cut_and_short_ones_left():
    assert shortened("Xã Chợ Mới", 120) == "Xã Chợ Mới"
    assert shortened("Trường Trung học cơ sở Nguyễn Văn Linh", 120) == "Trường Trung họ…"


def test_drawing_is_not_loaded_until_something_is_drawn():
    code = "import sys, plans.charts; print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout

    assert told.strip() == "False"
