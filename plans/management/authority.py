"""A certificate authority for the demonstration and the tests: makes people's key files; nobody else may trust it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


@dataclass(frozen=True, slots=True)
class Holder:
    """A key with its certificate."""

    key: Any
    certificate: x509.Certificate

    def key_file(self, password: str, *, name: str = "chu ky so", others: tuple[x509.Certificate, ...] = ()) -> bytes:
        """A PKCS#12 file."""
        return pkcs12.serialize_key_and_certificates(
            name.encode(), self.key, self.certificate, list(others), BestAvailableEncryption(password.encode())
        )


@dataclass(slots=True)
class Authority:
    """A root, and what it certifies. Elliptic keys: made in a moment."""

    holder: Holder
    revoked: list[tuple[int, datetime]] = field(default_factory=list)

    @classmethod
    def founded(cls, name: str, *, since: datetime, until: datetime) -> "Authority":
        """A new root."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name, "")
        builder = _builder(subject, subject, key, since, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
        return cls(Holder(key, builder.sign(key, hashes.SHA256())))

    def certify(
        self, name: str, organisation: str = "", *, since: datetime, until: datetime, stamps_time: bool = False
    ) -> Holder:
        """A key and its certificate for a person or an organ, or (RSA, as they use) a time-stamping authority."""
        key: Any = rsa.generate_private_key(65537, 2048) if stamps_time else ec.generate_private_key(ec.SECP256R1())
        issuer = self.holder.certificate.subject
        builder = _builder(_name(name, organisation), issuer, key, since, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
        if stamps_time:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return Holder(key, builder.sign(self.holder.key, hashes.SHA256()))

    def revoke(self, holder: Holder, at: datetime) -> None:
        """Put a certificate on the next list."""
        self.revoked.append((holder.certificate.serial_number, at))

    def root_pem(self) -> bytes:
        """The root as trusted folders keep it."""
        return self.holder.certificate.public_bytes(Encoding.PEM)

    def revocations_pem(self, *, at: datetime) -> bytes:
        """The list of revoked certificates."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.holder.certificate.subject)
        builder = builder.last_update(at).next_update(at + timedelta(days=3650))
        for serial, day in self.revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.holder.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Any, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _name(name: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
