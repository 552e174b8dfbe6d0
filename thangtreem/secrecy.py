"""Keeps the secrets that stand in addresses out of the log, whoever writes the address into it."""

import logging
import re

#: A one-time link, an invitation, a calendar: what follows is a secret.
_SECRET = re.compile(r"(/bao-cao/lien-ket/|/loi-moi/|/lich/)[^/\s?\"']+")


def hidden(text: str) -> str:
    """The text with "…" for every secret in an address."""
    return _SECRET.sub(r"\1…", text)


class HideSecrets(logging.Filter):
    """Changes what is logged, and lets all of it through: refused requests (Django names their address), errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide secrets in the message and in what is put into it."""
        if isinstance(record.msg, str):
            record.msg = hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(one) if isinstance(one, str) else one for one in record.args)
        return True
