"""Mail servers that misbehave, and people who get letters."""

from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend


class Moody(EmailBackend):
    """A mail server in memory whose moods a test sets: each letter takes the next one."""

    moods: list[str] = []

    def open(self):
        if self.moods[:1] == ["down"]:
            raise ConnectionRefusedError("nobody listens")
        return True

    def send_messages(self, messages):
        mood = type(self).moods.pop(0) if self.moods else "well"
        if mood == "breaks off":
            raise SMTPServerDisconnected("gone")
        if mood == "refuses":
            raise SMTPDataError(554, b"no")
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    """`server("refuses", "well")`: what the mail server does with the next letters; afterwards it is well."""
    settings.EMAIL_BACKEND = "tests.services.mailing.conftest.Moody"
    Moody.moods = []

    def set_moods(*moods):
        Moody.moods = list(moods)

    yield set_moods
    Moody.moods = []


@pytest.fixture
def letters():
    """Who got a letter, with its subject and text."""
    return lambda: [(one.to[0], one.subject, one.body) for one in mail.outbox]
