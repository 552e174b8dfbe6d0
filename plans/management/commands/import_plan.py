"""`manage.py import_plan FILE [--json] [--save --unit CODE]`: a document from outside, read and told apart."""

import json
from argparse import ArgumentParser
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...exceptions import PortalError
from ...importing.parsing import parse
from ...importing.reading import read_file
from ...importing.recognised import Recognised, as_json


class Command(BaseCommand):
    """Reads a Word file, a PDF or a text and prints what it says."""

    help = "Đọc một văn bản (.docx, .pdf, .txt), in những gì nhận ra; --json: in một đối tượng JSON. Không lưu gì."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp .docx, .pdf hoặc .txt")
        parser.add_argument("--json", action="store_true", help="in kết quả dưới dạng một đối tượng JSON")
        parser.add_argument("--save", action="store_true", help="đưa vào danh sách nhập của một đơn vị, chờ xem lại")
        parser.add_argument("--unit", metavar="CODE", help="mã đơn vị nhập, cùng với --save, ví dụ 01840")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if options["save"] or options["unit"]:
            self._save(file, options)
            return
        keys = count(1)
        try:
            document = read_file(file, file_name=file.name)
        except PortalError as error:
            raise CommandError(f"{file}: {error.message}") from error
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: kiểm tra đường dẫn và quyền đọc.") from error
        recognised = parse(document, new_key=lambda: f"n{next(keys)}")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(recognised), ensure_ascii=False, indent=1))
        else:
            self._tell(recognised)

    def _save(self, file: Path, options: dict[str, Any]) -> None:
        """Bring the file in as a person would; somebody of the unit looks it through and keeps it."""
        from ...rules.actor import SYSTEM
        from ...services.importing.bringing import upload
        from ..naming import open_unit

        if options["json"] or not (options["save"] and options["unit"]):
            raise CommandError("Ghi cả --save và --unit CODE; --json dùng riêng, khi không lưu gì.")
        unit = open_unit(options["unit"])
        try:
            document = upload(file.read_bytes(), file_name=file.name, actor=SYSTEM, unit=unit)
        except PortalError as error:
            raise CommandError(f"{file}: {error.message}") from error
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: kiểm tra đường dẫn và quyền đọc.") from error
        self.stdout.write(
            f"Đã đưa {document.file_name} vào danh sách nhập của {unit.short_name}, số thứ tự {document.pk}: "
            f"{document.title or 'không đọc được trích yếu'}; còn {document.unread} dòng chưa hiểu."
        )

    def _tell(self, recognised: Recognised) -> None:
        for fact in recognised.facts:
            rows = ", ".join(map(str, fact.lines))
            self.stdout.write(f"{fact.name}: {fact.value} (dòng {rows})")
        for line in recognised.unread:
            self.stdout.write(f"chưa hiểu, dòng {line.line}: {line.text} ({line.reason})")
        for remark in recognised.remarks:
            self.stdout.write(remark)
