"""Turns a signed file into who signed it, when, and whether each signature holds, in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .trust import TrustRoots


class CertificateState(StrEnum):
    """What a certificate was worth when it signed."""

    GOOD = "hợp lệ"
    EXPIRED = "hết hạn"
    NOT_YET = "chưa có hiệu lực"
    REVOKED = "bị thu hồi"
    UNKNOWN = "không rõ nguồn gốc"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """One signature of a file. Only `is_good` counts; the others tell why it is not."""

    field: str
    who: str
    organisation: str
    issuer: str
    serial: str
    signed_at: datetime | None
    is_timestamped: bool
    is_certifying: bool
    is_intact: bool
    is_valid: bool
    is_trusted: bool
    covers_document: bool
    certificate: CertificateState
    is_good: bool
    sentence: str


class Difference(StrEnum):
    """How an uploaded file differs from the one that was to be signed."""

    FOREIGN = "foreign"
    SHORTENED = "shortened"
    TAMPERED = "tampered"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    WRONG_ORDER = "wrong_order"
    BAD_SIGNATURE = "bad_signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """Whether an upload is the earlier file with signatures added: `difference` is None when it is."""

    signatures: tuple[SignatureFacts, ...]
    difference: Difference | None
    sentence: str

    @property
    def is_same(self) -> bool:
        """Whether the upload may take the earlier file's place."""
        return self.difference is None


def read_signatures(pdf: bytes, *, roots: TrustRoots, moment: datetime) -> tuple[SignatureFacts, ...]:
    """Every signature of the file in the order of signing; none for a file without. Raises Unreadable."""
    raise NotImplementedError


def continues(pdf: bytes, earlier: bytes) -> bool:
    """Whether the file begins with the bytes of the earlier one (the same file counts)."""
    return pdf.startswith(earlier)


def same_document(pdf: bytes, earlier: bytes, *, field: str, roots: TrustRoots, moment: datetime) -> Sameness:
    """Whether an upload is the earlier file plus a good signature in `field`, and if not, why. Raises Unreadable."""
    raise NotImplementedError
