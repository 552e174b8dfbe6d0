"""Turns a certificate file or a signing device, with its secret, into a key for one act; nothing of it is kept."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.views.decorators.debug import sensitive_variables

from plans.content.vietnamese import short_date
from plans.exceptions import Invalid

#: A key file is a few thousand bytes; a larger one is something else.
LARGEST_KEY_FILE = 1024 * 1024

_NO_KEY_FILE = "Tệp không phải là tệp chứng thư số (.p12 hoặc .pfx); chọn đúng tệp do nhà cung cấp chứng thư giao."
_WRONG_PASSWORD = "Mật khẩu của tệp chứng thư không đúng; nhập lại mật khẩu đi kèm tệp."
_NO_KEY = "Tệp chứng thư không có khóa bí mật nên không ký được; dùng tệp .p12 hoặc .pfx xuất kèm khóa."
_NO_CERTIFICATE = "Tệp không có chứng thư số của người ký; xuất lại tệp .p12 hoặc .pfx kèm cả chứng thư."
_OTHER_KEY = "Khóa bí mật trong tệp không phải của chứng thư trong tệp; xuất lại tệp .p12 hoặc .pfx."
_OLD_CIPHER = "Tệp chứng thư được khóa bằng cách mã hóa quá cũ; xuất lại tệp .p12 bằng phần mềm mới hơn."
_NO_MODULE = "Máy chủ chưa cài phần mềm điều khiển thiết bị ký; báo quản trị kiểm tra THANGTREEM_PKCS11_MODULE."
_NO_TOKEN = "Chưa thấy thiết bị ký; cắm thiết bị vào máy chủ rồi thử lại."
_WRONG_PIN = "Mã PIN không đúng; nhập lại. Nhập sai nhiều lần liên tiếp thì thiết bị tự khóa."
_LOCKED = "Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần; liên hệ nơi cấp thiết bị để mở khóa."
_EMPTY_TOKEN = "Thiết bị ký không có chứng thư số kèm khóa để ký; kiểm tra lại thiết bị."
_TOKEN_FAILED = "Thiết bị ký không trả lời được; rút ra cắm lại rồi thử lần nữa, chưa có gì được ký."

# One device answers one person at a time.
_one_at_a_time = threading.Lock()


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

    def require_valid(self, at: datetime) -> None:
        """Raise Invalid when the certificate is not valid at this moment."""
        if at > self.facts.valid_until:
            day = short_date(self.facts.valid_until.astimezone(at.tzinfo).date())
            raise Invalid(f"Chứng thư số của {self.facts.subject} đã hết hạn ngày {day}; dùng chứng thư còn hiệu lực.")
        if at < self.facts.valid_from:
            day = short_date(self.facts.valid_from.astimezone(at.tzinfo).date())
            raise Invalid(f"Chứng thư số của {self.facts.subject} chưa có hiệu lực, phải từ ngày {day} mới ký được.")


def certificate_facts(certificate: Any) -> CertificateFacts:
    """The facts of a certificate (asn1crypto.x509.Certificate)."""
    validity = certificate["tbs_certificate"]["validity"]
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return CertificateFacts(
        subject=_said(subject, "common_name") or _said(subject, "organization_name"),
        organisation=_said(subject, "organization_name"),
        issuer=_said(issuer, "common_name") or _said(issuer, "organization_name"),
        serial=f"{certificate.serial_number:X}",
        valid_from=validity["not_before"].native,
        valid_until=validity["not_after"].native,
    )


@sensitive_variables()
def open_key_file(data: bytes, password: str) -> SigningKey:
    """The key of a PKCS#12 file (.p12, .pfx), for one act.

    Raises Invalid: wrong password, no key inside, no such file. The sentence never repeats what was typed.
    """
    from asn1crypto.pkcs12 import Pfx
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        if len(data) > LARGEST_KEY_FILE or Pfx.load(data, strict=True)["auth_safe"]["content"].native is None:
            raise Invalid(_NO_KEY_FILE)
    except (ValueError, TypeError, KeyError):
        raise Invalid(_NO_KEY_FILE) from None
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, password.encode())
    except UnsupportedAlgorithm:
        raise Invalid(_OLD_CIPHER) from None
    except (ValueError, TypeError):
        raise Invalid(_WRONG_PASSWORD) from None
    finally:
        del password, data
    if private is None:
        raise Invalid(_NO_KEY)
    if certificate is None:
        # A key whose certificate does not name it: the one that fits is taken.
        certificate = next((one for one in others if one.public_key() == private.public_key()), None)
    if certificate is None:
        raise Invalid(_NO_CERTIFICATE)
    if certificate.public_key() != private.public_key():
        raise Invalid(_OTHER_KEY)
    return _software_key(private, certificate, others)


@contextmanager
def open_token(module: str, *, pin: str, label: str = "", slot: int | None = None) -> Iterator[SigningKey]:
    """The key of a PKCS#11 device for the time of the block.

    Without `label` or `slot` the only device that is plugged in. Raises Invalid: no device, wrong PIN, locked.
    """
    import pkcs11

    with _one_at_a_time:
        session = _open_session(module, pin, label, slot)
        del pin
        try:
            yield _token_key(session)
        except pkcs11.PKCS11Error:
            raise Invalid(_TOKEN_FAILED) from None
        finally:
            session.close()


@sensitive_variables()
def _open_session(module: str, pin: str, label: str, slot: int | None) -> Any:
    import pkcs11

    try:
        library = pkcs11.lib(module)
    except (RuntimeError, OSError, pkcs11.PKCS11Error):
        raise Invalid(_NO_MODULE) from None
    try:
        tokens = [one.get_token() for one in library.get_slots(token_present=True) if slot in (None, one.slot_id)]
        known = [one for one in tokens if one.label and label in ("", one.label)]
        if len(known) != 1:
            raise Invalid(_NO_TOKEN)
        return known[0].open(user_pin=pin)
    except pkcs11.PinLocked:
        raise Invalid(_LOCKED) from None
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.ArgumentsBad):
        raise Invalid(_WRONG_PIN) from None
    except (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved):
        raise Invalid(_NO_TOKEN) from None
    except pkcs11.PKCS11Error:
        raise Invalid(_TOKEN_FAILED) from None


def _token_key(session: Any) -> SigningKey:
    """The key whose certificate is valid longest: devices keep renewed certificates beside old ones."""
    import pkcs11
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.pkcs11 import PKCS11Signer

    held = pkcs11.Attribute.CLASS
    keys = {bytes(one.id) for one in session.get_objects({held: pkcs11.ObjectClass.PRIVATE_KEY})}
    found = [
        (bytes(one[pkcs11.Attribute.ID]), Certificate.load(one[pkcs11.Attribute.VALUE]))
        for one in session.get_objects({held: pkcs11.ObjectClass.CERTIFICATE})
    ]
    own = [(certificate_facts(certificate), key, certificate) for key, certificate in found if key in keys]
    if not own:
        raise Invalid(_EMPTY_TOKEN)
    facts, key, certificate = max(own, key=lambda one: one[0].valid_until)
    others = [one for _, one in found if one is not certificate]
    signer = PKCS11Signer(
        session,
        signing_cert=certificate,
        ca_chain=others,
        key_id=key,
        # Few devices hash for elliptic keys themselves.
        use_raw_mechanism=certificate.public_key.algorithm == "ec",
    )
    return SigningKey(facts=facts, signer=signer)


@sensitive_variables()
def _software_key(private: Any, certificate: Any, others: list[Any]) -> SigningKey:
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    plain = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    der = serialization.Encoding.DER
    own = Certificate.load(certificate.public_bytes(der))
    registry = SimpleCertificateStore()
    registry.register_multiple([Certificate.load(one.public_bytes(der)) for one in others])
    signer = SimpleSigner(signing_cert=own, signing_key=PrivateKeyInfo.load(plain), cert_registry=registry)
    return SigningKey(facts=certificate_facts(own), signer=signer)


def _said(name: dict[str, Any], part: str) -> str:
    """A part of a certificate's name; the last one where it is given several times."""
    value = name.get(part, "")
    return str(value[-1] if isinstance(value, list) else value)
