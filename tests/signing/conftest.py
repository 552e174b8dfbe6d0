"""A file on its way through signing, made once for all tests of a process."""

from __future__ import annotations

import pytest

from tests.signing import papers as made


@pytest.fixture(scope="session")
def office() -> made.Office:
    return made.office()


@pytest.fixture(scope="session")
def papers() -> made.Papers:
    return made.papers()
