"""Numbers turned into pictures (SVG, drawn with matplotlib); a sentence and a table stand beside each."""

from .days import filed_by_day, filed_by_day_sentence

__all__ = ["filed_by_day", "filed_by_day_sentence"]
