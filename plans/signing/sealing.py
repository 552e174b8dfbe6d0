"""Turns a file with an empty signature field, a key and a picture into the signed file."""

from datetime import datetime

from .keys import SigningKey


def sign(
    pdf: bytes,
    key: SigningKey,
    *,
    field: str,
    certify: bool,
    appearance: bytes | None,
    reason: str,
    at: datetime,
    tsa_url: str = "",
) -> bytes:
    """The file signed into an existing field (PAdES B-B; B-T with a time-stamping authority), added at its end.

    `appearance` is a one-page PDF (documents.blanks.signature_pdf, seal_pdf). The leader certifies (filling of fields
    stays allowed); the organ signs only what the leader signed. Raises Invalid, NotNow; nothing is signed then.
    """
    raise NotImplementedError
