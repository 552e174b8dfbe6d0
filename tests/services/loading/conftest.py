"""Units and the demonstration for tests: a few provinces, and pages that cost nothing to render."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plans.models import IssuingUnit
from tests.demonstration import demonstration  # noqa: F401  (a fixture of this folder)


@pytest.fixture
def unit(db: None) -> Callable[[str], IssuingUnit]:
    return lambda code: IssuingUnit.objects.get(code=code)
