"""Sends the letters that wait, for cron where no worker runs: a night that is missed loses and doubles nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.services.mailing.sending import send_waiting


class Command(BaseCommand):
    """`manage.py send_waiting_mail`; fails, so that cron says so, where the mail server cannot be reached."""

    help = "Sends the notices that wait to be sent by e-mail."

    def handle(self, *args: Any, **options: Any) -> None:
        """One round."""
        outcome = send_waiting()
        if outcome.is_down:
            raise CommandError(f"The mail server cannot be reached; {outcome.sent} letters went out, the others wait.")
        self.stdout.write(f"{outcome.sent} letters sent, {outcome.refused} refused.")
