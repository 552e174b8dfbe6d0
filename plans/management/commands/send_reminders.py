"""`manage.py send_reminders`: reminds units of reports, for cron or at once; twice a day, or after a missed night."""

from typing import Any

from django.core.management.base import BaseCommand

from ...services.reporting.reminding import remind_due
from ...services.reporting.tasks import keep_reminding


class Command(BaseCommand):
    """Reminds whoever is to be reminded today and was not yet, and has the worker do it every morning from now on."""

    help = "Nhắc các đơn vị chưa gửi báo cáo theo ngày nhắc của nơi nhận; chạy lại không nhắc hai lần."

    def handle(self, *args: Any, **options: Any) -> None:
        """One run, one line."""
        keep_reminding()
        sent = remind_due()
        said = f"Đến lượt nhắc {sent.units} đơn vị: {sent.notices} thông báo cho người soạn thảo"
        said += f", {sent.letters} thư tới đơn vị chưa có người soạn thảo"
        self.stdout.write(f"{said}, {sent.silent} đơn vị chưa có cách nào nhắc.")
