"""Turns a folder of PEM roots and CRLs into what a signature's certificate is checked against."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".crl"})
_LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRoots:
    """Authorities that are trusted, what they certified in between, and their lists of revocations, each as DER."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()


def load_roots(folder: Path | str) -> TrustRoots:
    """Every certificate (*.pem, *.crt, *.cer) and CRL (*.crl, *.pem) of a folder, PEM or DER; read again on a change.

    A certificate that signed itself is a root, another one an intermediate. Files that hold neither are passed over,
    and a folder that is not there trusts nobody.
    """
    files = sorted(one for one in Path(folder).glob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
    return _loaded(tuple((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files))


@lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[str, int, int], ...]) -> TrustRoots:
    certificates: list[Any] = []
    revocations: list[bytes] = []
    for name, _, size in files:
        if size > _LARGEST:
            continue
        for kind, der in _pieces(Path(name).read_bytes()):
            if kind == "X509 CRL":
                revocations += _revocation_list(der)
            else:
                certificates += _certificate(der)
    return TrustRoots(
        roots=tuple(one.dump() for one in certificates if one.self_signed != "no"),
        intermediates=tuple(one.dump() for one in certificates if one.self_signed == "no"),
        revocations=tuple(revocations),
    )


def _pieces(content: bytes) -> list[tuple[str, bytes]]:
    """The PEM parts of a file with their kind; a DER file once as each of the two it may be."""
    from asn1crypto import pem

    if not pem.detect(content):
        return [("CERTIFICATE", content), ("X509 CRL", content)]
    try:
        return [(kind, der) for kind, _, der in pem.unarmor(content, multiple=True)]
    except ValueError:
        return []


def _certificate(der: bytes) -> list[Any]:
    from asn1crypto.x509 import Certificate

    try:
        certificate = Certificate.load(der, strict=True)
        certificate.native  # noqa: B018  # asn1crypto reads when it is asked
    except (ValueError, TypeError, KeyError):
        return []
    return [certificate]


def _revocation_list(der: bytes) -> list[bytes]:
    from cryptography.x509 import load_der_x509_crl

    try:
        load_der_x509_crl(der)
    except (ValueError, TypeError):
        return []
    return [der]
