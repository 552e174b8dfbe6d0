"""Typed readers that turn environment variables into settings and refuse nonsense with a sentence."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    # Seconds a writer waits for another one; IMMEDIATE takes the lock at BEGIN, so nobody fails half-way through.
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
}


def env_str(name: str, default: str = "") -> str:
    """The text of a variable without outer blanks; unset and empty both mean the default."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool = False) -> bool:
    value = env_str(name)
    if value == "":
        return default
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} must be True, False or empty, not {value!r}.")
    return value == "True"


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_str(name)
    if value == "":
        return default
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def env_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated variable; an empty part is refused, because it is nearly always a typing mistake."""
    value = env_str(name)
    if value == "":
        return list(default)
    parts = [part.strip() for part in value.split(",")]
    if "" in parts:
        raise ImproperlyConfigured(f"{name} must be names separated by single commas, not {value!r}.")
    return parts


def env_date(name: str) -> date | None:
    value = env_str(name)
    if value == "":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a date written like 2026-05-13, not {value!r}.") from None


def env_secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE points to; its value never appears in a message."""
    path = env_str(f"{name}_FILE")
    if not path:
        return env_str(name)
    if env_str(name):
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.__class__.__name__}.") from None
    if not secret:
        raise ImproperlyConfigured(f"{name}_FILE points to an empty file.")
    return secret


def env_database(name: str, *, sqlite: Path) -> dict[str, Any]:
    """Django's database settings from a URL; without one, the SQLite file given."""
    url = env_secret(name)
    if not url:
        sqlite.parent.mkdir(parents=True, exist_ok=True)
        database: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sqlite)}
    else:
        try:
            database = dict(dj_database_url.parse(url))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} is not a database address; write sqlite:////folder/file.sqlite3 "
                "or postgresql://user:password@host:5432/name, with special characters percent-encoded."
            ) from None
    if database["ENGINE"].endswith(".sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS | database.get("OPTIONS", {})
    elif database["ENGINE"].endswith(".postgresql"):
        database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    else:
        raise ImproperlyConfigured(f"{name} must name an SQLite or a PostgreSQL database.")
    return database
