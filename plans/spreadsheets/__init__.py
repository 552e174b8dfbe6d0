"""Tables written and read as spreadsheets: every cell is text or a number, no formula is ever written or evaluated."""

from .csv_file import write_csv
from .table import CSV, XLSX, Cell, Table
from .workbook import write_xlsx, xlsx_bytes

__all__ = ["CSV", "XLSX", "Cell", "Table", "write_csv", "write_xlsx", "xlsx_bytes"]
