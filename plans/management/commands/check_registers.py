"""`manage.py check_registers`: does every register agree with the plans? Says what does not, and ends with 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...queries.issuing.agreement import disagreements, register_years


class Command(BaseCommand):
    """Looks only; to be run after a database was restored, and now and then."""

    help = (
        "Đối chiếu sổ văn bản đi với các kế hoạch: thiếu số, trùng số, bỏ số không có lý do, sổ và kế hoạch khác nhau."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Narrow what is looked at."""
        parser.add_argument("--unit", help="mã đơn vị; không ghi thì mọi đơn vị")
        parser.add_argument("--year", type=int, help="năm; không ghi thì mọi năm")

    def handle(self, *args: Any, **options: Any) -> None:
        """A sentence for each disagreement."""
        wanted = [
            (unit, year)
            for unit, year in register_years()
            if options["unit"] in (None, unit.code) and options["year"] in (None, year)
        ]
        count = 0
        for unit, year in wanted:
            for sentence in disagreements(unit, year):
                count += 1
                self.stdout.write(f"{unit.short_name} ({unit.code}): {sentence}")
        if count:
            raise CommandError(f"{count} chỗ sổ văn bản đi và kế hoạch không khớp.", returncode=1)
        self.stdout.write(f"{len(wanted)} sổ khớp với các kế hoạch.")
