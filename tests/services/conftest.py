"""The people of the story, and a database that fails in the middle of a verb."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from tests.people import (  # noqa: F401
    binh,
    day_of_the_story,
    department,
    hoa,
    khach,
    lan,
    mai,
    other_commune,
    province,
    ward,
)


@pytest.fixture
def failing_write():
    """`with failing_write(3):` the third write to the database inside fails, as a full disk would."""

    @contextmanager
    def failing(number):
        writes = 0

        def execute(run, sql, params, many, context):
            nonlocal writes
            if sql.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE"):
                writes += 1
                if writes == number:
                    raise OperationalError("disk is full")
            return run(sql, params, many, context)

        with connection.execute_wrapper(execute):
            yield

    return failing
