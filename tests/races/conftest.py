"""A database of its own and a workshop (`workshop.py`) that works on it: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).parents[2]


class Workshop:
    """Orders to the process that races and kills."""

    def __init__(self, url: str) -> None:
        environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "thangtreem.settings_test"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.workshop"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment, text=True,
        )  # fmt: skip

    def __call__(self, order: str, **words: Any) -> Any:
        """Do it, and say what came of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([order, words]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the workshop died over {order}"
        said = json.loads(answer)
        assert "Traceback" not in str(said), said
        return said

    def close(self) -> None:
        """No more orders."""
        self.process.communicate()


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A new, empty database of the kind the tests run on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{tmp_path_factory.mktemp('races') / 'races.sqlite3'}"
        return
    parts, name = urlsplit(url), f"races_{os.getpid()}"
    _administer(url, f"CREATE DATABASE {name}")
    yield urlunsplit(parts._replace(path=f"/{name}"))
    _administer(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def workshop(database_url: str) -> Iterator[Workshop]:
    """The process, with every table made."""
    workshop = Workshop(database_url)
    assert workshop("create") == "done"
    yield workshop
    workshop.close()


def _administer(url: str, sql: str) -> None:
    import psycopg2  # type: ignore[import-untyped]

    connection = psycopg2.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()
