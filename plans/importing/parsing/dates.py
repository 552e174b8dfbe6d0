"""Dates as documents write them: whole, without their year, or with blanks for day and month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_BLANK = r"[\s.…_·]*"
_LONG = (
    rf"ngày{_BLANK}(?P<day>\d{{0,2}}){_BLANK}tháng{_BLANK}(?P<month>\d{{0,2}})"
    rf"(?:{_BLANK},?\s*năm\s*(?P<year>\d{{4}}|\d{{0,3}}[.…_]*)(?!\d))?"
)
_SHORT = (
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?:\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})|/(?P<m2>\d{1,2}))"
    r"(?![\d%])(?![/-]\w)"
)
_WRITTEN = re.compile(rf"{_LONG}|(?:ngày\s*)?{_SHORT}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date with what is written of it; a part that is not written is None."""

    day: int | None
    month: int | None
    year: int | None
    start: int
    end: int

    @property
    def value(self) -> date | None:
        """The day of the calendar, where all of it is written and exists."""
        return self.in_year(self.year)

    def in_year(self, year: int | None) -> date | None:
        """The day of the calendar in this year."""
        if not (self.day and self.month and year):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def written_dates(text: str, start: int = 0) -> Iterator[WrittenDate]:
    """Every date in a text, in order: "ngày 05 tháng 6 năm 2024", "05/6/2024", "05/6"."""
    for found in _WRITTEN.finditer(text, start):
        day, month = found["day"] or found["d"], found["month"] or found["m"] or found["m2"]
        one = WrittenDate(_number(day), _number(month), _year(found["year"] or found["y"]), found.start(), found.end())
        if one.month is not None and one.month > 12:
            continue
        yield one


def first_date(text: str, start: int = 0) -> WrittenDate | None:
    """The first date of a text that has a day and a month."""
    return next((one for one in written_dates(text, start) if one.day and one.month), None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and int(text) > 0 else None


def _year(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"(?:19|20)\d\d", text) else None
