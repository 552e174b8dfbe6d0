"""`manage.py derive_plan PARENT --unit CODE`: a unit's draft from its superior's issued plan."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...exceptions import PortalError
from ...models import IssuingUnit, Plan
from ...rules.actor import SYSTEM
from ...services.starting import derive_plan
from ..naming import free_short_name, open_unit, plan_named


class Command(BaseCommand):
    """Drafts the plan and says which one it is; a second run names the draft that is already there."""

    help = "Soạn dự thảo kế hoạch của một đơn vị từ kế hoạch đã ban hành của cấp trên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parent", metavar="PARENT", help="số thứ tự hoặc tên gọi của kế hoạch cấp trên")
        parser.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị soạn, ví dụ 01840")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = plan_named(options["parent"])
        unit = open_unit(options["unit"])
        _require_below(unit, parent)
        wanted = free_short_name(unit, parent.year)
        try:
            plan = derive_plan(parent, actor=SYSTEM, unit=unit, short_name=wanted)
        except PortalError as error:
            raise CommandError(error.message) from error
        done = "Đã soạn" if plan.short_name == wanted else "Đã có sẵn"
        self.stdout.write(
            f"{done} dự thảo số thứ tự {plan.pk}, tên gọi {plan.short_name or 'chưa đặt'}: "
            f"{plan} của {unit.short_name}."
        )


def _require_below(unit: IssuingUnit, parent: Plan) -> None:
    issuer = parent.issuing_unit
    if unit.pk == issuer.pk or not unit.path.startswith(issuer.path):
        raise CommandError(f"{unit.short_name} không phải cấp dưới của {issuer.short_name}, nơi ban hành kế hoạch này.")
