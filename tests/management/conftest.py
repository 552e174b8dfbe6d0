"""Commands run as an operator would, with what they printed."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from tests.demonstration import demonstration  # noqa: F401  (a fixture of this folder)


@pytest.fixture
def run(db: None) -> Callable[..., str]:
    """Runs a command and answers with its output."""

    def run(*words: str) -> str:
        out = StringIO()
        call_command(*words, stdout=out)
        return out.getvalue()

    return run
