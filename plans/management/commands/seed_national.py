"""`manage.py seed_national`: a made-up country of 36,000 units that have reported for three years, to measure on."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...exceptions import PortalError
from ...services.loading.national import Seeding, seed_national
from ...services.loading.national.seeding import has_work


class Command(BaseCommand):
    """Writes units, plans, rounds and reports, only where no work would be mixed with them."""

    help = (
        "Tạo số liệu mẫu của cả nước để đo cổng: 34 tỉnh, 3.321 xã, khoảng 33.000 trường, thôn, ba năm báo cáo. "
        "Không chạy trên cổng đã có kế hoạch, báo cáo."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="tạo cả khi cổng đã có kế hoạch, báo cáo")
        parser.add_argument("--province", action="append", metavar="MÃ", help="chỉ tỉnh có mã này; ghi nhiều lần được")
        parser.add_argument("--communes-only", action="store_true", help="không có trường, thôn")
        parser.add_argument("--share", type=float, default=1, metavar="0…1", help="phần các xã có trường, thôn")
        parser.add_argument("--year", action="append", type=int, metavar="NĂM", help="chỉ năm này; mặc định 2024-2026")
        parser.add_argument("--seed", type=int, default=2026, metavar="SỐ", help="số khác cho số liệu khác")

    def handle(self, *args: Any, **options: Any) -> None:
        if has_work() and not options["yes"]:
            raise CommandError(
                "Cổng này đã có kế hoạch hoặc báo cáo nên không trộn số liệu mẫu vào; "
                "dùng cơ sở dữ liệu khác, hoặc thêm --yes nếu đây là cổng thử."
            )
        started = time.perf_counter()
        wanted = Seeding(
            years=tuple(sorted(options["year"] or (2024, 2025, 2026))),
            provinces=tuple(options["province"] or ()),
            offices_of=() if options["communes_only"] else None,
            share=options["share"],
            seed=options["seed"],
        )
        try:
            done = seed_national(wanted, tell=lambda line: self.stdout.write(f"… {line}"))
        except PortalError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"Cả nước mẫu: thêm {done.units} trường, thôn, {done.people} người, {done.rounds} kỳ báo cáo, "
            f"{done.reports} báo cáo, {done.figures} số liệu. Xong sau {time.perf_counter() - started:.0f} giây."
        )
        if done.people:
            self.stdout.write("Vào xem: manage.py changepassword tinh-19 (hoặc trung-uong-tw, xa-…), rồi đăng nhập.")
