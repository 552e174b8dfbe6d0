"""Numbers turned into pictures (SVG, drawn with matplotlib); a sentence and a table stand beside each."""

from .bars import Bars, bars, bars_sentence, chosen_bars, draw_bars
from .days import filed_by_day, filed_by_day_sentence
from .drawing import NARROW, WIDE
from .lines import lines_over_years, lines_sentence

__all__ = [
    "NARROW",
    "WIDE",
    "Bars",
    "bars",
    "bars_sentence",
    "chosen_bars",
    "draw_bars",
    "filed_by_day",
    "filed_by_day_sentence",
    "lines_over_years",
    "lines_sentence",
]
