"""`manage.py export_plan PLAN --format pdf|html|json --out FILE`: a plan, or every plan, as files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...content import codec
from ...documents.pages import document_html
from ...exceptions import PortalError
from ...models import Plan
from ...queries.contents import content_of, frozen_content, issued_version
from ...services.rendering import pdf_of
from ..naming import plan_named

FORMATS = ("pdf", "html", "json")


class Command(BaseCommand):
    """Writes an issued plan as it was frozen, a draft as it reads now."""

    help = (
        "Xuất một kế hoạch ra tệp PDF, HTML hoặc JSON. Kế hoạch đã ban hành được xuất đúng bản đã lưu khi ban hành, "
        "dự thảo được xuất theo nội dung hiện thời."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", nargs="?", metavar="PLAN", help="số thứ tự hoặc tên gọi của kế hoạch")
        parser.add_argument("--all", action="store_true", help="xuất mọi kế hoạch, mỗi kế hoạch một tệp")
        parser.add_argument("--format", choices=FORMATS, default="pdf", help="dạng tệp (mặc định: pdf)")
        parser.add_argument("--out", required=True, type=Path, help="tệp, hoặc với --all là thư mục, để ghi vào")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, out = options["format"], options["out"]
        if bool(options["plan"]) == options["all"]:
            raise CommandError("Ghi tên một kế hoạch, hoặc --all để xuất mọi kế hoạch; không ghi cả hai.")
        if options["all"]:
            self._export_every(kind, out)
        else:
            self._export(plan_named(options["plan"]), kind, out)

    def _export_every(self, kind: str, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"Không tạo được thư mục {folder}: ở đó đã có tệp, hoặc không có quyền ghi.") from error
        plans = Plan.objects.filter(removed_at=None).select_related("issuing_unit__level").order_by("pk")
        for plan in plans:
            self._export(plan, kind, folder / f"{plan.short_name or plan.pk}.{kind}")
        self.stdout.write(f"Đã xuất {len(plans)} kế hoạch vào {folder}.")

    def _export(self, plan: Plan, kind: str, file: Path) -> None:
        try:
            exported = _bytes_of(plan, kind)
        except PortalError as error:
            raise CommandError(f"{plan}: {error.message}") from error
        try:
            file.write_bytes(exported)
        except OSError as error:
            raise CommandError(
                f"Không ghi được tệp {file}: kiểm tra thư mục đã có chưa, có quyền ghi và còn chỗ trống không."
            ) from error
        self.stdout.write(f"{file} ({len(exported)} byte)")


def _bytes_of(plan: Plan, kind: str) -> bytes:
    if kind == "pdf":
        return pdf_of(plan)
    version = issued_version(plan)
    content = frozen_content(version) if version else content_of(plan)
    if kind == "html":
        return document_html(content).encode()
    return f"{json.dumps(codec.to_json(content), ensure_ascii=False, indent=2)}\n".encode()
