"""Turns a folder of PEM roots and CRLs into what a signature's certificate is checked against."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRoots:
    """Certificates of the authorities that are trusted, what they issued in between, and their lists of revocations."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()


def load_roots(folder: Path | str) -> TrustRoots:
    """Every certificate (*.pem, *.crt, *.cer) and CRL (*.crl, or PEM) of a folder; read again when it changes."""
    raise NotImplementedError
