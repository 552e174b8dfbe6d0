"""Numbers turned into pictures (SVG, drawn with matplotlib); a sentence and a table stand beside each."""

from .bars import bars, bars_sentence
from .days import filed_by_day, filed_by_day_sentence
from .lines import lines_over_years, lines_sentence

__all__ = [
    "bars",
    "bars_sentence",
    "filed_by_day",
    "filed_by_day_sentence",
    "lines_over_years",
    "lines_sentence",
]
