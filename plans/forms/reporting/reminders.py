"""Which days a receiving unit reminds on: a tick for each day that is usual, and for each it has chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ..catalogue.base import CatalogueForm, Line
from ..fields import RevisionField

#: Days that are offered, before (negative), on and after the last day.
OFFERED = (-15, -10, -7, -5, -3, -2, -1, 0, 1, 3, 7, 14)
_BEFORE, _ON, _AFTER = "Trước ngày cuối", "Ngày cuối", "Sau ngày cuối, đơn vị vẫn chưa gửi"


class ReminderForm(CatalogueForm):
    """A tick a day; `offsets` are what is kept now."""

    revision = RevisionField()

    def __init__(self, *args: Any, offsets: Iterable[int] = (), revision: int = 1, **kwargs: Any) -> None:
        chosen = set(offsets)
        self.days = tuple(sorted({*OFFERED, *chosen}))
        kwargs["initial"] = {name_of(one): one in chosen for one in self.days} | {"revision": revision}
        super().__init__(*args, **kwargs)
        for one in self.days:
            self.fields[name_of(one)] = forms.BooleanField(label=words_of_day(one), required=False)

    def all_groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Before, on, after; three in a row."""
        parts = ((_BEFORE, [d for d in self.days if d < 0]), (_ON, [0]), (_AFTER, [d for d in self.days if d > 0]))
        return tuple((legend, tuple(_rows([name_of(one) for one in days]))) for legend, days in parts)

    def offsets(self) -> list[int]:
        """The days that were ticked."""
        return [one for one in self.days if self.cleaned_data[name_of(one)]]


def name_of(day: int) -> str:
    """The field of a day: truoc_5, ngay_cuoi, sau_1."""
    if day == 0:
        return "ngay_cuoi"
    return f"{'truoc' if day < 0 else 'sau'}_{abs(day)}"


def words_of_day(day: int) -> str:
    """A day in words: "trước 5 ngày", "ngay ngày cuối", "sau 1 ngày"."""
    if day == 0:
        return "ngay ngày cuối"
    return f"{'trước' if day < 0 else 'sau'} {abs(day)} ngày"


def _rows(names: list[str]) -> list[Line]:
    return [tuple(names[at : at + 3]) if len(names) > 1 else names[at] for at in range(0, len(names), 3)]
