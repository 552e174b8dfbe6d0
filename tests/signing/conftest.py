"""A file on its way through signing, made once for all tests of a process."""

from __future__ import annotations

import pytest

from tests.documents.conftest import renders_clean
from tests.signing import papers as made

__all__ = ("office", "papers", "renders_clean")


@pytest.fixture(scope="session")
def office() -> made.Office:
    return made.office()


@pytest.fixture(scope="session")
def papers() -> made.Papers:
    return made.papers()
