"""Tables written and read as spreadsheets: every cell is text or a number, no formula is ever written or evaluated."""

from .csv_file import write_csv
from .form import WORDS_SHEET, FormLine, FormSheet, FormWords, form_xlsx
from .reading import ReadCell, ReadFigure, ReadForm, ReadWords, read_form
from .table import CSV, XLSX, Cell, Table
from .workbook import write_xlsx, xlsx_bytes

__all__ = [
    "CSV",
    "WORDS_SHEET",
    "XLSX",
    "Cell",
    "FormLine",
    "FormSheet",
    "FormWords",
    "ReadCell",
    "ReadFigure",
    "ReadForm",
    "ReadWords",
    "Table",
    "form_xlsx",
    "read_form",
    "write_csv",
    "write_xlsx",
    "xlsx_bytes",
]
