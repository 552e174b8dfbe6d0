"""The data files of `fixtures/` read: JSON in, plain values and dates out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings


def fixtures_folder() -> Path:
    """Where the data files stand."""
    return Path(settings.BASE_DIR) / "fixtures"


def read_fixture(name: str) -> Any:
    """The values of one file, named by its path inside `fixtures/`."""
    return json.loads((fixtures_folder() / name).read_text(encoding="utf-8"))


def as_date(text: str | None) -> date | None:
    """ "2025-07-01" as a day; nothing for nothing."""
    return date.fromisoformat(text) if text else None
