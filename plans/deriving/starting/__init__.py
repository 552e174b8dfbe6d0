"""A unit and the year's facts in, a first draft without a structured parent out: cited, blank or last year's own."""

from .rolling import start_from_last_year
from .skeleton import start_blank, start_from_citation

__all__ = ["start_blank", "start_from_citation", "start_from_last_year"]
