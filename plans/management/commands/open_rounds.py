"""`manage.py open_rounds`: reporting rounds for plans that were issued before the portal collected reports."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ... import clock
from ...content.vietnamese import short_date
from ...enums import PlanStatus
from ...models import Plan
from ...rules.actor import SYSTEM
from ...services.reporting.rounds import open_rounds


class Command(BaseCommand):
    """Opens what is missing and changes nothing; may be run again."""

    help = "Mở kỳ báo cáo theo hạn báo cáo của các kế hoạch đã ban hành; kỳ đã mở được giữ nguyên."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which plans."""
        parser.add_argument("--unit", help="mã đơn vị; không ghi thì mọi đơn vị")
        parser.add_argument("--year", type=int, help="năm; không ghi thì năm nay")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each round that was opened."""
        year = options["year"] or clock.today().year
        plans = Plan.objects.filter(year=year, status=PlanStatus.ISSUED).select_related("issuing_unit").order_by("pk")
        if options["unit"]:
            plans = plans.filter(issuing_unit__code=options["unit"])
        count = 0
        for plan in plans:
            for one in open_rounds(plan, actor=SYSTEM, even_past=True):
                count += 1
                due = f"{one.get_kind_display()} {short_date(one.due_on)}" if one.due_on else one.get_kind_display()
                self.stdout.write(f"{plan.issuing_unit.short_name}, {plan.document_number}: {due}")
        self.stdout.write(f"Năm {year}: mở {count} kỳ báo cáo.")
