"""`manage.py seed_demo`: the demonstration with its people, units and issued plans."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...exceptions import PortalError
from ...services.loading.demo import seed_demo


class Command(BaseCommand):
    """Writes the demonstration, only where the portal runs as one."""

    help = (
        "Nạp dữ liệu trình diễn: kế hoạch của tỉnh Thái Nguyên năm 2026, phường Đức Xuân, những người dùng thử, "
        "và các kế hoạch cũ năm 2023 - 2024. Chạy lại được: cái đã có được giữ nguyên."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Cổng này không chạy ở chế độ trình diễn nên không nạp dữ liệu mẫu; "
                "đặt THANGTREEM_DEMO=True rồi chạy lại."
            )
        started = time.perf_counter()
        try:
            added = seed_demo()
        except PortalError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"Bản trình diễn: thêm {added.units} đơn vị, {added.people} người, {added.plans} kế hoạch. "
            f"Xong sau {time.perf_counter() - started:.1f} giây."
        )
