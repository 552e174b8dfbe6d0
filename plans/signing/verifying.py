"""Turns a signed file into who signed it, when, and whether each signature holds, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from django.utils import timezone

from plans.content.vietnamese import short_date
from plans.exceptions import Unreadable

from .fields import PARSING_ERRORS
from .keys import CertificateFacts, certificate_facts
from .trust import TrustRoots

#: An upload larger than this is refused unread, and one with more signatures or revisions read no further.
LARGEST_FILE = 50 * 1024 * 1024
MOST_SIGNATURES = 20
MOST_REVISIONS = 60

_NO_PDF = "Tệp không phải là PDF; chọn tệp PDF đã ký."
_TOO_LARGE = "Tệp lớn hơn 50 MB nên cổng không đọc; văn bản đã ký chỉ vài MB, kiểm tra lại tệp."
_LOCKED = "Tệp PDF bị khóa bằng mật khẩu nên không kiểm tra được; tải lên bản không khóa."
_BROKEN = "Tệp PDF bị hỏng nên không kiểm tra được chữ ký; lấy lại tệp từ nơi gửi rồi thử lần nữa."
_TOO_MANY = "Tệp có quá nhiều chữ ký hoặc quá nhiều lần lưu nên cổng không kiểm tra."


class CertificateState(StrEnum):
    """What a certificate was worth when it signed."""

    GOOD = "hợp lệ"
    EXPIRED = "hết hạn"
    NOT_YET = "chưa có hiệu lực"
    REVOKED = "bị thu hồi"
    UNKNOWN = "không rõ nguồn gốc"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """One signature of a file. Only `is_good` counts; the others tell why it is not.

    A signature can be valid and not intact (the certificate's key did sign, but something else than what the file
    says now); `covers_document` means that it covers the whole file, or that what came after was allowed by it.
    """

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


def read_signatures(pdf: bytes, *, roots: TrustRoots, moment: datetime) -> tuple[SignatureFacts, ...]:
    """Every signature of the file in the order of signing; none for a file without. Raises Unreadable.

    A certificate is judged at the time of signing (the time stamp's, else what the signer's machine said, else
    `moment`), so that a document stays good when the certificate runs out later. A revocation counts in any case but
    one: a trusted time stamp proves that the signature is older.
    """
    with opened(pdf) as reader:
        return tuple(_facts(one, roots, moment) for one in signatures_of(reader))


def continues(pdf: bytes, earlier: bytes) -> bool:
    """Whether the file begins with the bytes of the earlier one (the same file counts)."""
    return pdf.startswith(earlier)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """A reader of the file. Raises Unreadable with a sentence: no PDF, too large, locked, broken."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError, UnacceptableSignerError
    from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    refused = (SigningError, UnacceptableSignerError, SignatureValidationError, ValidationInfoReadingError)
    if len(pdf) > LARGEST_FILE:
        raise Unreadable(_TOO_LARGE)
    if b"%PDF-" not in pdf[:1024]:
        raise Unreadable(_NO_PDF)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise Unreadable(_LOCKED)
        if reader.xrefs.total_revisions > MOST_REVISIONS:
            raise Unreadable(_TOO_MANY)
        yield reader
    except (PdfError, PathError, ValidationError, *refused, *PARSING_ERRORS) as error:
        raise Unreadable(_BROKEN) from error


def signatures_of(reader: Any) -> list[Any]:
    """The file's signatures, time stamps of the whole document not among them, in the order of signing."""
    found = list(reader.embedded_regular_signatures)
    if len(found) > MOST_SIGNATURES:
        raise Unreadable(_TOO_MANY)
    return sorted(found, key=lambda one: (one.signed_revision, one.field_name))


def _facts(embedded: Any, roots: TrustRoots, moment: datetime) -> SignatureFacts:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.fields import MDPPerm

    certificate = certificate_facts(embedded.signer_cert)
    stamped_at = _time_stamp(embedded)
    signed_at = stamped_at or embedded.self_reported_timestamp
    if signed_at is not None and signed_at.tzinfo is None:
        signed_at = timezone.make_aware(signed_at)
    status = _status(embedded, roots, signed_at or moment)
    is_timestamped = status.timestamp_validity is not None and _is_sound(status.timestamp_validity)
    state = _state(embedded, certificate, status, roots, signed_at or moment, is_proven=is_timestamped)
    level = status.modification_level
    covers = bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING
    is_intact, is_valid = bool(status.intact) and _is_untouched(embedded), bool(status.valid)
    is_good = bool(status.bottom_line) and is_intact and is_valid and covers and state is CertificateState.GOOD
    return SignatureFacts(
        field=embedded.field_name,
        who=certificate.subject,
        organisation=certificate.organisation,
        issuer=certificate.issuer,
        serial=certificate.serial,
        signed_at=signed_at,
        is_timestamped=is_timestamped,
        is_certifying=embedded.docmdp_level is not None and embedded.docmdp_level != MDPPerm.ANNOTATE,
        is_intact=is_intact,
        is_valid=is_valid,
        is_trusted=bool(status.trusted) and state is CertificateState.GOOD,
        covers_document=covers,
        certificate=state,
        is_good=is_good,
        sentence=_sentence(
            certificate,
            state,
            signed_at,
            moment,
            is_good=is_good,
            is_intact=is_intact and is_valid,
            covers=covers,
            is_timestamped=is_timestamped,
        ),
    )


def _status(embedded: Any, roots: TrustRoots, at: datetime) -> Any:
    """pyHanko's judgment; without the network, revocations being looked up in our own lists."""
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    def context() -> Any:
        return ValidationContext(
            trust_roots=[Certificate.load(one) for one in roots.roots],
            other_certs=[Certificate.load(one) for one in roots.intermediates],
            moment=at,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )

    # Any key usage: certificates of Vietnamese providers name digitalSignature, nonRepudiation or both.
    usage = KeyUsageConstraints(key_usage=set())
    return validate_pdf_signature(embedded, context(), ts_validation_context=context(), key_usage_settings=usage)


def _is_untouched(embedded: Any) -> bool:
    """Whether the signature itself is written as signing software writes it.

    No signature covers its own bytes: what stands around the signed part, and the zeros behind it, could be altered
    without being noticed.
    """
    from asn1crypto.cms import ContentInfo

    written = bytes(embedded.pkcs7_content)
    info = ContentInfo.load(written)
    length = len(info.dump())
    signed, signer = info["content"], embedded.signer_info
    algorithms = [one.native for one in signed["digest_algorithms"]]
    named = signer["sid"].chosen
    issuer = named["issuer"].dump() if signer["sid"].name == "issuer_and_serial_number" else None
    return (
        _is_exact(written[:length])
        and not written[length:].strip(b"\0")
        and algorithms == [signer["digest_algorithm"].native]
        and signed["version"].native in ("v1", "v3", "v4", "v5")
        and signer["version"].native in ("v1", "v3")
        and issuer in (None, embedded.signer_cert.issuer.dump())
    )


def _is_exact(der: bytes) -> bool:
    """Whether every length in a DER structure is that of what it holds, to the byte."""
    from asn1crypto.parser import parse

    at = 0
    while at < len(der):
        kind, constructed, tag, header, content, _ = parse(der[at:])
        if (kind, tag) == (0, 0) or (constructed and not _is_exact(content)):
            return False
        at += len(header) + len(content)
    return at == len(der)


def _is_sound(stamp: Any) -> bool:
    return bool(stamp.valid and stamp.intact and stamp.trusted)


def _time_stamp(embedded: Any) -> datetime | None:
    """What the time-stamping authority's token says, whoever that is."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    token = next(iter(extract_tst_data_iter(embedded.signer_info, signed=False)), None)
    if token is None:
        return None
    said: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return said


def _state(
    embedded: Any,
    facts: CertificateFacts,
    status: Any,
    roots: TrustRoots,
    at: datetime,
    *,
    is_proven: bool,
) -> CertificateState:
    if at > facts.valid_until:
        return CertificateState.EXPIRED
    if at < facts.valid_from:
        return CertificateState.NOT_YET
    path = [embedded.signer_cert, *embedded.other_embedded_certs]
    if _is_revoked(path, roots, at if is_proven else None):
        return CertificateState.REVOKED
    has_origin = status.validation_path is not None and status.trust_problem_indic is None
    return CertificateState.GOOD if has_origin else CertificateState.UNKNOWN


def _is_revoked(path: list[Any], roots: TrustRoots, proven_at: datetime | None) -> bool:
    """Whether a list signed by the certificate's own issuer names it (before the proven time, if there is one)."""
    from cryptography import x509

    known = [x509.load_der_x509_certificate(one) for one in (*roots.roots, *roots.intermediates)]
    lists = [x509.load_der_x509_crl(one) for one in roots.revocations]
    if not lists:
        return False
    certificates = [x509.load_der_x509_certificate(one.dump()) for one in path]
    issuers = [*known, *certificates[1:]]
    for certificate in certificates:
        for revocations in lists:
            if revocations.issuer != certificate.issuer:
                continue
            entry = revocations.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is None or not _is_signed_by_one_of(revocations, issuers):
                continue
            if proven_at is None or entry.revocation_date_utc <= proven_at:
                return True
    return False


def _is_signed_by_one_of(revocations: Any, issuers: list[Any]) -> bool:
    for issuer in issuers:
        if issuer.subject != revocations.issuer:
            continue
        try:
            if revocations.is_signature_valid(issuer.public_key()):
                return True
        except (TypeError, ValueError):
            continue
    return False


def _sentence(
    facts: CertificateFacts,
    state: CertificateState,
    signed_at: datetime | None,
    moment: datetime,
    *,
    is_good: bool,
    is_intact: bool,
    covers: bool,
    is_timestamped: bool,
) -> str:
    who = facts.subject if facts.organisation in ("", facts.subject) else f"{facts.subject} ({facts.organisation})"
    when = f" lúc {_moment(signed_at)}" if signed_at is not None else ""
    if not is_intact:
        return f"Chữ ký mang tên {who} không còn đúng: tệp đã bị sửa sau khi ký."
    if not covers:
        return f"Chữ ký của {who}{when} không bao trùm văn bản: tệp đã bị thêm, sửa nội dung sau khi ký."
    if state is not CertificateState.GOOD:
        return f"Chữ ký của {who}{when} chưa dùng được: {_why(facts, state)}."
    if not is_good:
        return f"Chữ ký của {who}{when} chưa dùng được: dấu thời gian kèm theo không rõ nguồn gốc."
    by = "theo dấu thời gian" if is_timestamped else "theo giờ máy của người ký"
    later = "; chứng thư đến nay đã hết hạn nhưng còn hiệu lực lúc ký" if moment > facts.valid_until else ""
    return f"{who} đã ký{when} ({by}); chữ ký hợp lệ, văn bản không bị sửa sau khi ký{later}."


def _why(facts: CertificateFacts, state: CertificateState) -> str:
    if state is CertificateState.EXPIRED:
        return f"chứng thư số hết hạn ngày {_day(facts.valid_until)}, trước khi ký"
    if state is CertificateState.NOT_YET:
        return f"chứng thư số chưa có hiệu lực, chỉ từ ngày {_day(facts.valid_from)}"
    if state is CertificateState.REVOKED:
        return "chứng thư số đã bị nơi cấp thu hồi"
    return f"chứng thư số không rõ nguồn gốc, do “{facts.issuer}” cấp mà cổng không tin cậy"


def _day(at: datetime) -> str:
    return short_date(timezone.localtime(at).date())


def _moment(at: datetime) -> str:
    """ "09:30 ngày 13/5/2026", in Vietnam's time."""
    return f"{timezone.localtime(at):%H:%M} ngày {_day(at)}"
