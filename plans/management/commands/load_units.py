"""`manage.py load_units`: the national units and the shared catalogues, as often as one likes."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...exceptions import PortalError
from ...services.loading.catalogues import load_catalogues
from ...services.loading.units import load_units


class Command(BaseCommand):
    """Loads units and catalogues and says in one line each what changed."""

    help = (
        "Nạp 34 tỉnh, thành phố, 3.321 xã, phường, đặc khu, các đơn vị cũ và danh mục chung. "
        "Chạy lại được: chỉ thêm cái còn thiếu và cập nhật tên; đơn vị đã sửa trong cổng được giữ nguyên."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--province", action="append", metavar="MÃ", help="chỉ nạp tỉnh có mã này (ví dụ 19); ghi nhiều lần được"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        try:
            units = load_units(options["province"])
            catalogues = load_catalogues()
        except PortalError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"{units.provinces} tỉnh, thành phố và {units.communes} xã, phường, đặc khu: thêm {units.added} đơn vị, "
            f"đổi tên {units.renamed}, giữ nguyên {units.left_alone} đơn vị đã sửa trong cổng."
        )
        if units.unknown:
            self.stdout.write(f"{units.unknown} đơn vị đang hoạt động trong cổng không có trong danh mục quốc gia.")
        self.stdout.write(
            f"Danh mục: thêm {catalogues.agencies} cơ quan, {catalogues.legal_documents} căn cứ pháp lý, "
            f"{catalogues.campaigns} năm. Xong sau {time.perf_counter() - started:.1f} giây."
        )
