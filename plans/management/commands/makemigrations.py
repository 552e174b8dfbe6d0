"""Django's makemigrations without what never touches the database: Vietnamese labels are reworded often."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations.operations import AlterModelOptions
from django.db.models import Field

_LABELS = ("verbose_name", "help_text", "choices", "error_messages")
_OPTIONS = ("verbose_name", "verbose_name_plural")


class Command(makemigrations.Command):
    """As Django's, for changes of tables only; a name is asked for, because migrations are read."""

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Leave labels out of the comparison, then go on as usual."""
        original = Field.deconstruct

        def without_labels(field: Field[Any, Any]) -> Any:
            name, path, arguments, keywords = original(field)
            return name, path, arguments, {key: value for key, value in keywords.items() if key not in _LABELS}

        kept = AlterModelOptions.ALTER_OPTION_KEYS
        Field.deconstruct = without_labels  # type: ignore[method-assign,assignment]
        AlterModelOptions.ALTER_OPTION_KEYS = [key for key in kept if key not in _OPTIONS]
        try:
            super().handle(*app_labels, **options)
        finally:
            Field.deconstruct = original  # type: ignore[method-assign]
            AlterModelOptions.ALTER_OPTION_KEYS = kept
