"""Turns a certificate file or a signing device, with its secret, into a key for one act; nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a certificate says of its owner."""

    subject: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SigningKey:
    """A key ready to sign, and whose it is. Never stored, never printed."""

    facts: CertificateFacts
    signer: Any

    def __repr__(self) -> str:
        return f"SigningKey({self.facts.subject})"


def open_key_file(data: bytes, password: str) -> SigningKey:
    """The key of a PKCS#12 file (.p12, .pfx). Raises Invalid: wrong password, no key inside, no such file."""
    raise NotImplementedError


@contextmanager
def open_token(module: str, *, pin: str, label: str = "", slot: int | None = None) -> Iterator[SigningKey]:
    """The key of a PKCS#11 device for the time of the block. Raises Invalid: no device, wrong PIN, locked."""
    raise NotImplementedError
    yield
