"""Prints the catalogue of checks a draft goes through: code, severity, what is checked and on which basis."""

from typing import Any

from django.core.management.base import BaseCommand

from plans.checking import all_checks


class Command(BaseCommand):
    """`manage.py list_checks`."""

    help = "In danh mục các điều cổng rà soát trên dự thảo."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a check."""
        for check in all_checks():
            self.stdout.write(f"{check.code:4} {check.severity.label:32} {check.title} ({check.basis})")
