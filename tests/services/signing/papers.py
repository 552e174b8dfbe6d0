"""Plans at a step of their way, files to sign, and certificates that last a day of the story, for tests of signing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from plans import clock
from plans.content.plan import IssuerContent, PlanContent, SignatureContent
from plans.enums import FileStage, PlanStatus, SigningMeans, StepKind
from plans.models import IssuingUnit, Plan, PlanVersion, PostHolding, User
from plans.rules.actor import SYSTEM
from plans.services.approving.steps import Stop, open_way
from plans.services.approving.versions import keep_version
from plans.services.signing.files import current_pdf, keep_file
from plans.services.signing.filling import fill_number
from plans.signing.fields import LEADER_FIELD
from plans.signing.keys import open_key_file
from plans.signing.sealing import sign
from tests.factories import item, make_draft

PASSWORD = "mat-khau-rieng-9417"
NOT_REAL = b"%PDF-1.7 frozen"
WAY = (StepKind.SIGN, StepKind.NUMBER, StepKind.SEAL, StepKind.ISSUE)


def plan_at(
    unit: IssuingUnit,
    kind: StepKind = StepKind.SIGN,
    *,
    pdf: bytes = NOT_REAL,
    person: User | None = None,
    way: tuple[StepKind, ...] = WAY,
    means: SigningMeans | None = SigningMeans.KEY_FILE,
    stages: tuple[FileStage, ...] | None = None,
    kept: dict[FileStage, bytes] | None = None,
    **facts: object,
) -> Plan:
    """A plan of the unit at that step, with the states of its file that lead there; `means` is how it was signed.

    The states are not real unless they are `kept`; `stages` tells which there are, else those the step needs;
    `facts` are those of the draft.
    """
    plan = make_draft(unit, **facts)  # type: ignore[arg-type]
    plan.signatory = PostHolding.objects.filter(post__unit=unit, user__isnull=False).first()
    plan.signature_name = "" if plan.signatory else "Hoàng Văn Bình"
    plan.save(update_fields=["signatory", "signature_name"])
    version = keep_version(plan, actor=SYSTEM, reason="trình duyệt", pdf=pdf)
    at = way.index(kind)
    open_way(plan, [Stop(kind=one, person=person if one == kind else None) for one in way[at:]], version=version)
    if at > way.index(StepKind.SIGN):
        plan.status = PlanStatus.APPROVED
    if stages is None:
        stages = (FileStage.SIGNED, FileStage.NUMBERED)[: max(0, at)]
    if FileStage.NUMBERED in stages:
        plan.number, plan.issued_on = 45, date(2026, 5, 13)
    plan.save()
    for stage in stages if kept is None else ():
        more = b"" if means == SigningMeans.PAPER else f" {stage}".encode()
        keep_file(version, stage=stage, means=means or "", content=current_pdf(version) + more, actor=SYSTEM)
    for stage, state in (kept or {}).items():
        keep_file(version, stage=stage, means=means or "", content=state, actor=SYSTEM)
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)


def version_of(plan: Plan) -> PlanVersion:
    """The version its steps are about."""
    return plan.versions.latest("number")


@lru_cache(maxsize=1)
def real_pdf() -> bytes:
    """A real file to sign, made once: rendering takes a second."""
    from plans.services.signing.preparing import signing_pdf

    return signing_pdf(content())


def content(**more: object) -> PlanContent:
    """A short plan of the ward."""
    issuer = IssuerContent(
        code="01840",
        name="Ủy ban nhân dân phường Đức Xuân",
        short_name="UBND phường Đức Xuân",
        territory="phường Đức Xuân",
        noun="phường",
        header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"),
        place="Đức Xuân",
    )
    lines = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    values: dict[str, object] = {
        "abstract": "Triển khai Tháng hành động vì trẻ em",
        "items": (item("k1", "Tổ chức Lễ phát động"),),
        "recipients": ("Sở Y tế",),
        "signature": SignatureContent(lines=lines, name="Hoàng Văn Bình"),
    }
    return PlanContent(issuer=issuer, year=2026, **(values | more))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nhà cấp chứng thư thử")])
    basic = x509.BasicConstraints(ca=True, path_length=0)
    made = _builder(name, name, key, (date(2020, 1, 1), date(2040, 1, 1))).add_extension(basic, critical=True)
    return key, made.sign(key, hashes.SHA256())


def authority_pem() -> bytes:
    """The certificate of the authority of `key_file(is_issued=True)`, for a folder of trusted ones."""
    return _authority()[1].public_bytes(Encoding.PEM)


@lru_cache(maxsize=16)
def key_file(
    name: str = "Hoàng Văn Bình",
    *,
    organisation: str = "",
    valid: tuple[date, date] = (date(2026, 1, 1), date(2030, 1, 1)),
    is_issued: bool = False,
) -> bytes:
    """A PKCS#12 file that opens with PASSWORD; its certificate signed itself, or comes from the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    subject = x509.Name(parts)
    by, issuer = (_authority()[0], _authority()[1].subject) if is_issued else (key, subject)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = _builder(subject, issuer, key, valid).add_extension(usage, critical=True).sign(by, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, valid: tuple[date, date]
) -> x509.CertificateBuilder:
    begins, ends = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in valid)
    named = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    return named.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)


def signed_elsewhere(pdf: bytes, key: bytes | None = None, *, field: str = LEADER_FIELD) -> bytes:
    """The file as software on the signer's own machine hands it back."""
    opened = open_key_file(key or key_file(), PASSWORD)
    is_leader = field == LEADER_FIELD
    return sign(pdf, opened, field=field, certify=is_leader, appearance=None, reason="", at=clock.now())


@lru_cache(maxsize=1)
def numbered_pdf() -> bytes:
    """A real file that the leader signed and that has its number and date. Made once."""
    return fill_number(signed_elsewhere(real_pdf()), content(number=45, issued_on=date(2026, 5, 13)))
