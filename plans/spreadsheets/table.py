"""A table as it is taken away: a title, heads, rows of texts, figures and days, and what may stand in a cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: What a cell holds; None is an empty one. Text stays text whatever it begins with.
Cell = str | Decimal | int | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

#: Texts beginning so are read as formulas by spreadsheet programs (OWASP, CSV injection), the full-width ones by some.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Letters a cell of a spreadsheet holds at most.
MAX_LETTERS = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table to take away.

    `note` stands under the title ("Đến 16/7/2026; số liệu của 22 trong 24 đơn vị"); `total` is a last row in bold;
    `fixed` columns stay in sight while one scrolls to the right. `widths` are in letters; without them the widest of
    the first rows decides. `name` is the sheet's, where it is not the title. Rows are read once, one after the other.
    """

    title: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    note: str = ""
    widths: tuple[float, ...] = ()
    total: tuple[Cell, ...] = ()
    fixed: int = 1
    name: str = ""


def plain(text: str) -> str:
    """The text without what no spreadsheet file can hold; longer than a cell, it ends with "…"."""
    kept = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept if len(kept) <= MAX_LETTERS else f"{kept[: MAX_LETTERS - 1]}…"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would take the text for something to compute."""
    return text.startswith(FORMULA_STARTS)


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """A name a sheet may have: at most 31 letters, none of []:*?/\\', and another than those `taken`."""
    base = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", plain(wanted)).split())[:31].strip() or "Bảng"
    used, found, number = {one.casefold() for one in taken}, base, 1
    while found.casefold() in used:
        number += 1
        ending = f" ({number})"
        found = f"{base[: 31 - len(ending)].strip()}{ending}"
    return found
