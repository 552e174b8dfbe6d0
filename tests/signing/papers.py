"""A plan on its way through signing, for tests: who signs with what, and every state of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

from cryptography.hazmat.primitives.serialization import Encoding

from plans.content.plan import PlanContent
from plans.documents.blanks import seal_pdf, signature_pdf
from plans.management.authority import Authority, Holder
from plans.services.signing.filling import fill_number
from plans.services.signing.preparing import signing_pdf
from plans.signing.fields import LEADER_FIELD, ORGAN_FIELD
from plans.signing.keys import SigningKey, open_key_file
from plans.signing.sealing import sign
from plans.signing.trust import TrustRoots
from tests.documents.samples import COMMUNE_DRAFT, item, section

VIETNAM = timezone(timedelta(hours=7))
#: The morning of the story, when the leader signs, and a little later, when the clerk seals.
NOW = datetime(2026, 5, 13, 9, 30, tzinfo=VIETNAM)
LATER = NOW + timedelta(hours=1)
SINCE, UNTIL = NOW - timedelta(days=400), NOW + timedelta(days=400)
PASSWORD = "mật khẩu 123"

LEADER, ORGAN, WARD = "Hoàng Văn Bình", "Ủy ban nhân dân phường Đức Xuân", "UBND phường Đức Xuân"

#: Two short pages: fast to print, sign and read.
SHORT: PlanContent = replace(COMMUNE_DRAFT, items=(section("Nội dung", item("Phát tin, bài mỗi tuần hai buổi.")),))
NUMBERED: PlanContent = replace(SHORT, number=5, issued_on=date(2026, 5, 13))


@dataclass(frozen=True)
class Office:
    """An authority, what the leader and the organ got from it, and the trust in it."""

    authority: Authority
    leader: Holder
    organ: Holder

    @property
    def roots(self) -> TrustRoots:
        return TrustRoots(roots=(self.authority.holder.certificate.public_bytes(Encoding.DER),))

    @property
    def leader_key(self) -> SigningKey:
        return open_key_file(self.leader.key_file(PASSWORD), PASSWORD)

    @property
    def organ_key(self) -> SigningKey:
        return open_key_file(self.organ.key_file(PASSWORD), PASSWORD)


@dataclass(frozen=True)
class Papers:
    """The states of one file, each the one before with something added at its end."""

    blank: bytes
    signed: bytes
    numbered: bytes
    sealed: bytes


@cache
def office() -> Office:
    authority = Authority.founded("Gốc chứng thư thử", since=SINCE - timedelta(days=400), until=UNTIL)
    return Office(
        authority=authority,
        leader=authority.certify(LEADER, WARD, since=SINCE, until=UNTIL),
        organ=authority.certify(ORGAN, since=SINCE, until=UNTIL),
    )


@cache
def papers() -> Papers:
    blank = signing_pdf(SHORT)
    signed = sign_as_leader(blank, office().leader_key)
    numbered = fill_number(signed, NUMBERED)
    return Papers(blank=blank, signed=signed, numbered=numbered, sealed=seal_as_organ(numbered, office().organ_key))


def sign_as_leader(
    pdf: bytes, key: SigningKey, *, at: datetime = NOW, certify: bool = True, tsa_url: str = ""
) -> bytes:
    return sign(
        pdf,
        key,
        field=LEADER_FIELD,
        certify=certify,
        appearance=signature_pdf(png=None, signer=LEADER, at=at),
        reason="Ký ban hành",
        at=at,
        tsa_url=tsa_url,
    )


def seal_as_organ(pdf: bytes, key: SigningKey, *, at: datetime = LATER) -> bytes:
    return sign(
        pdf,
        key,
        field=ORGAN_FIELD,
        certify=False,
        appearance=seal_pdf(png=None, organ=ORGAN, at=at),
        reason="",
        at=at,
    )
