"""Many rows written as fast as the database takes them: COPY on PostgreSQL, one prepared statement elsewhere.

For data that measures the portal; whoever writes gives the ids, because a COPY answers with none.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

#: Rows sent at once.
BATCH = 5_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Ids:
    """The next free ids of a model's rows, taken in order."""

    def __init__(self, model: type[Model]) -> None:
        self._last = int(model._default_manager.aggregate(most=Max("pk"))["most"] or 0)

    def take(self) -> int:
        """The next one."""
        self._last += 1
        return self._last


def write_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows of the named columns (attribute names, `id` among them); the others get their defaults. Returns how
    many."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = {name: field.get_default() for name, field in fields.items() if name not in names}
    columns = [str(fields[name].column) for name in (*names, *rest)]
    written, waiting, same = 0, iter(rows), tuple(rest.values())
    while batch := [(*row, *same) for row in islice(waiting, BATCH)]:
        if connection.vendor == "postgresql":
            _copy(model._meta.db_table, columns, batch)
        else:
            _insert(model._meta.db_table, columns, batch)
        written += len(batch)
    return written


def go_on_after(models: Sequence[type[Model]]) -> None:
    """Have the database give ids after those that were written here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _copy(table: str, columns: Sequence[str], batch: Iterable[Sequence[Any]]) -> None:
    text = StringIO("".join("\t".join(map(_copied, row)) + "\n" for row in batch))
    quoted = ", ".join(connection.ops.quote_name(one) for one in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} ({quoted}) FROM STDIN", text)


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def _insert(table: str, columns: Sequence[str], batch: Iterable[Sequence[Any]]) -> None:
    quoted = ", ".join(connection.ops.quote_name(one) for one in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({quoted}) VALUES ({marks})",
            [tuple(map(_inserted, row)) for row in batch],
        )


def _inserted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, Decimal) else value
