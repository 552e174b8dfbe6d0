"""What is written on the command line turned into the plan or unit it names, or a sentence saying what to write."""

import re

from django.core.management.base import CommandError

from ..content.vietnamese import short_date
from ..models import IssuingUnit, Plan, UnitSuccession
from ..queries.catalogues import unmarked


def plan_named(text: str) -> Plan:
    """The plan with this id or short name. Raises CommandError."""
    known = Plan.objects.filter(removed_at=None).select_related("issuing_unit__level")
    found = known.filter(pk=int(text)) if re.fullmatch(r"[0-9]{1,18}", text) else known.filter(short_name=text)
    plan = found.first()
    if plan is None:
        raise CommandError(
            f"Không có kế hoạch nào mang số thứ tự hoặc tên gọi “{text}”. "
            f"{_short_names() or 'Cổng này chưa có kế hoạch nào có tên gọi.'}"
        )
    return plan


def open_unit(code: str) -> IssuingUnit:
    """The open unit with this code. Raises CommandError; for a closed unit the sentence names its successors."""
    rows = list(IssuingUnit.objects.filter(code=code).select_related("level").order_by("opened_on"))
    if not rows:
        raise CommandError(
            f"Không có đơn vị nào mang mã “{code}”. Mã xã, phường gồm năm chữ số, ví dụ 01840 (phường Đức Xuân); "
            "mã tỉnh gồm hai chữ số."
        )
    unit = next((row for row in rows if row.closed_on is None), rows[-1])
    if unit.closed_on is not None:
        raise CommandError(
            f"{unit.short_name} ({code}) chỉ hoạt động đến hết ngày {short_date(unit.closed_on)}. {_successors(unit)}"
        )
    return unit


def free_short_name(unit: IssuingUnit, year: int) -> str:
    """A short name no plan has yet, from the unit's place and the year: "duc-xuan-2026", then "duc-xuan-2026-2"."""
    name = re.sub(r"[^a-z0-9]+", "-", unmarked(unit.place or unit.short_name)).strip("-")[:50]
    base = f"{name}-{year}"
    taken = set(Plan.objects.filter(short_name__startswith=base).values_list("short_name", flat=True))
    wanted, count = base, 1
    while wanted in taken:
        count += 1
        wanted = f"{base}-{count}"
    return wanted


def _successors(unit: IssuingUnit) -> str:
    rows = UnitSuccession.objects.filter(closed_unit=unit).select_related("successor").order_by("id")
    names = ", ".join(f"{row.successor.short_name} ({row.successor.code})" for row in rows)
    return f"Đơn vị kế thừa: {names}." if names else "Chưa ghi đơn vị kế thừa."


def _short_names() -> str:
    rows = Plan.objects.filter(removed_at=None).exclude(short_name=None).order_by("short_name")
    listed = ", ".join(name for name in rows.values_list("short_name", flat=True)[:12] if name)
    return f"Tên gọi đang có: {listed}." if listed else ""
