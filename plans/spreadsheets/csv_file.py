"""A table turned into CSV as Vietnamese spreadsheet programs and statistics programs read it.

The parts stand apart by ";" and decimals begin with a comma. A Vietnamese Excel opens that with a double click; one
set to another country shows whole lines in one column, which is seen at once. With "," and "1.5" it would be the other
way round and worse: a Vietnamese Excel takes 1.5 for a day in May, silently. Programs know this form as well (R's
`read.csv2`, pandas' `sep=";", decimal=","`). Whoever wants it without thinking takes the XLSX.
"""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from plans.content.vietnamese import short_date

from .table import Cell, Table, looks_like_formula, plain

#: Tells Excel that the letters are UTF-8.
_BOM = "\ufeff"


def write_csv(table: Table) -> bytes:
    """Heads, rows and total without title and note, so that a program reads it as it is. A text that looks like a
    formula begins with an apostrophe."""
    kept = StringIO(newline="")
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(one) for one in table.heads])
    for row in table.rows:
        writer.writerow([_cell(one) for one in row])
    if table.total:
        writer.writerow([_cell(one) for one in table.total])
    return (_BOM + kept.getvalue()).encode("utf-8")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace(".", ",")
    return str(value)


def _text(text: str) -> str:
    kept = plain(text)
    return f"'{kept}" if looks_like_formula(kept) else kept
