"""Files that people bring, kept in the database: a backup of it is everything, and several servers see the same."""

from .files import StoredFile

__all__ = ["StoredFile"]
