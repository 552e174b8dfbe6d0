"""The measures of signing: a plan of ten pages with a software key, its number, and reading both signatures."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial

from cryptography.hazmat.primitives.serialization import Encoding

from ..content.plan import PlanContent
from ..documents.blanks import seal_pdf, signature_pdf
from ..documents.pictures import page_count
from ..services.signing.filling import fill_number
from ..services.signing.preparing import signing_pdf
from ..signing.fields import LEADER_FIELD, ORGAN_FIELD
from ..signing.keys import open_key_file
from ..signing.sealing import sign
from ..signing.trust import TrustRoots
from ..signing.verifying import read_signatures
from .authority import Authority
from .bench_data import grown
from .drawn_marks import seal_png, signature_png
from .measuring import Measure, timed

_AT = datetime(2026, 5, 13, 9, 30, tzinfo=timezone(timedelta(hours=7)))
_PASSWORD = "only-for-measuring"
_PAGES = 10


def signing(content: PlanContent, times: int) -> list[Measure]:
    """How long one act takes: the pictures of signature and seal, opening the key file and signing; nothing is sent."""
    authority = Authority.founded("Đo", since=_AT - timedelta(days=1), until=_AT + timedelta(days=365))
    leader, organ = (
        authority.certify(name, since=_AT, until=_AT + timedelta(days=30)).key_file(_PASSWORD)
        for name in ("Người ký", "Cơ quan")
    )
    roots = TrustRoots(roots=(authority.holder.certificate.public_bytes(Encoding.DER),))
    content = replace(_of_pages(content, _PAGES), number=None, issued_on=None)
    numbered = replace(content, number=5, issued_on=date(2026, 5, 13))
    blank, pen, stamp = signing_pdf(content), signature_png(), seal_png("UBND", ("ĐO",))

    def as_leader() -> bytes:
        shown = signature_pdf(png=pen, signer="Người ký", at=_AT)
        key = open_key_file(leader, _PASSWORD)
        return sign(blank, key, field=LEADER_FIELD, certify=True, appearance=shown, reason="", at=_AT)

    filled = fill_number(as_leader(), numbered)

    def as_organ() -> bytes:
        shown = seal_pdf(png=stamp, organ="Cơ quan", at=_AT)
        key = open_key_file(organ, _PASSWORD)
        return sign(filled, key, field=ORGAN_FIELD, certify=False, appearance=shown, reason="", at=_AT)

    sealed = as_organ()
    good = sum(one.is_good for one in read_signatures(sealed, roots=roots, moment=_AT))
    size = f"{page_count(sealed)} pages, {len(sealed) // 1024} KB"
    return [
        Measure("File to sign", f"{timed(partial(signing_pdf, content), times):.0f} ms", "", size),
        Measure("Leader signs", f"{timed(as_leader, times):.0f} ms", "≤ 500 ms", "software key, image drawn"),
        Measure("Number filled", f"{timed(partial(fill_number, as_leader(), numbered), times):.0f} ms"),
        Measure("Organ signs", f"{timed(as_organ, times):.0f} ms", "≤ 500 ms"),
        Measure(
            "Both signatures read",
            f"{timed(partial(read_signatures, sealed, roots=roots, moment=_AT), times):.0f} ms",
            "≤ 300 ms",
            f"{good} of 2 good",
        ),
    ]


def _of_pages(content: PlanContent, pages: int) -> PlanContent:
    """The plan grown item by item until it prints on so many pages."""
    count = sum(1 for _ in content.walk())
    while True:
        longer = grown(content, count)
        if page_count(signing_pdf(longer)) >= pages:
            return longer
        count += max(5, count // 8)
