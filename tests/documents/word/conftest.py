"""Word files for tests: the four sample plans, written once."""

import pytest

from plans.documents.word.plan import render_docx
from tests.documents.samples import ALL


@pytest.fixture(scope="session")
def written_samples() -> dict[str, bytes]:
    """The four sample plans as Word files."""
    return {name: render_docx(content) for name, content in ALL.items()}
