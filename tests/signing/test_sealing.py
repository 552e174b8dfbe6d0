"""Signing: into its own field, in its turn, with the portal's time, and nothing at all when something is missing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator import ValidationContext

from plans.exceptions import NotNow
from plans.services.signing.filling import fill_number
from plans.signing.fields import LEADER_FIELD, ORGAN_FIELD
from plans.signing.sealing import sign
from plans.signing.verifying import read_signatures
from tests.signing.clockwork import stamping
from tests.signing.papers import LATER, NOW, NUMBERED, SHORT, SINCE, UNTIL, seal_as_organ, sign_as_leader


def judged_by_pyhanko(pdf, office):
    """What pyHanko alone says of each signature: its name, its bottom line, and pyHanko's word for the coverage."""
    root = Certificate.load(office.authority.holder.certificate.public_bytes(Encoding.DER))

    async def judge(one):
        context = ValidationContext(trust_roots=[root], moment=LATER, allow_fetching=False)
        return await async_validate_pdf_signature(
            one, context, key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"})
        )

    reader = PdfFileReader(BytesIO(pdf))
    return {
        one.field_name: (status.bottom_line, status.modification_level.name)
        for one in reader.embedded_signatures
        for status in [asyncio.run(judge(one))]
    }


def certified_with(pdf, office, level):
    """A leader's certification of another level than the portal's."""
    meta = PdfSignatureMetadata(
        field_name=LEADER_FIELD,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=level,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = PdfSigner(meta, office.leader_key.signer, stamp_style=NoOpStampStyle())
    session = signer.init_signing_session(IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=True)
    session.system_time = NOW

    async def finish():
        room = await session.estimate_signature_container_size(None)
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
        digest, output = document.digest_tbs_document()
        done = await document.perform_signature(digest.document_digest, pdf_cms_signed_attrs=signed_attributes())
        await done.post_signature_processing(output)
        return output.getvalue()

    return asyncio.run(finish())


def signed_attributes():
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    return PdfCMSSignedAttributes(signing_time=NOW)


def test_leader_number_organ_and_both_signatures_hold(office, papers):
    facts = read_signatures(papers.sealed, roots=office.roots, moment=LATER)

    assert [(one.field, one.is_good) for one in facts] == [(LEADER_FIELD, True), (ORGAN_FIELD, True)]
    assert judged_by_pyhanko(papers.sealed, office) == {
        LEADER_FIELD: (True, "FORM_FILLING"),
        ORGAN_FIELD: (True, "NONE"),
    }


def test_leader_certifies_and_allows_filling(papers):
    (leader, organ) = PdfFileReader(BytesIO(papers.sealed)).embedded_signatures

    assert leader.docmdp_level is MDPPerm.FILL_FORMS
    assert organ.docmdp_level is None


def test_stricter_certification_would_not_survive_the_number(office, papers):
    """Why P=2: with P=1 the number, filled the same way, breaks the leader's signature."""
    strict = fill_number(certified_with(papers.blank, office, MDPPerm.NO_CHANGES), NUMBERED)
    usual = fill_number(certified_with(papers.blank, office, MDPPerm.FILL_FORMS), NUMBERED)

    assert judged_by_pyhanko(strict, office) == {LEADER_FIELD: (False, "FORM_FILLING")}
    assert judged_by_pyhanko(usual, office) == {LEADER_FIELD: (True, "FORM_FILLING")}
    assert [one.is_good for one in read_signatures(strict, roots=office.roots, moment=LATER)] == [False]


def test_signature_is_what_the_standards_call_pades(papers):
    (leader, _) = PdfFileReader(BytesIO(papers.sealed)).embedded_signatures

    assert str(leader.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert leader.sig_object["/Reason"] == "Ký ban hành"
    assert leader.self_reported_timestamp == NOW


def test_organ_does_not_sign_before_the_leader(office, papers):
    with pytest.raises(NotNow) as refused:
        seal_as_organ(papers.blank, office.organ_key)

    assert refused.value.message.startswith("Lãnh đạo chưa ký tệp này; cơ quan chỉ ký số, đóng dấu sau khi")


@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_nobody_signs_twice(office, papers, state):
    with pytest.raises(NotNow) as refused:
        sign_as_leader(getattr(papers, state), office.leader_key)

    assert refused.value.message.startswith("Tệp đã có chữ ký này rồi")


def test_certification_comes_first(office, papers):
    """A file that somebody signed in another field before."""
    meta = PdfSignatureMetadata(field_name=ORGAN_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    signer = PdfSigner(meta, office.organ_key.signer, stamp_style=NoOpStampStyle())
    before = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(papers.blank)), existing_fields_only=True).getvalue()

    with pytest.raises(NotNow) as refused:
        sign_as_leader(before, office.leader_key)

    assert refused.value.message.startswith("Tệp đã có chữ ký khác trước")


def test_file_without_a_place_for_the_signature_is_refused(office):
    from plans.documents.pdf import render_pdf

    with pytest.raises(NotNow) as refused:
        sign_as_leader(render_pdf(SHORT), office.leader_key)

    assert refused.value.message.startswith("Tệp không có chỗ dành cho chữ ký này")


def test_signature_without_a_picture_is_a_signature(office, papers):
    signed = sign(papers.blank, office.leader_key, field=LEADER_FIELD, certify=True, appearance=None, reason="", at=NOW)

    assert [one.is_good for one in read_signatures(signed, roots=office.roots, moment=LATER)] == [True]


# --- time stamps ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stamper(office):
    return office.authority.certify("Dấu thời gian thử", since=SINCE, until=UNTIL, stamps_time=True)


def test_time_stamp_proves_the_time(office, papers, stamper):
    with stamping(stamper, NOW + timedelta(seconds=20)) as address:
        signed = sign_as_leader(papers.blank, office.leader_key, tsa_url=address)

    (facts,) = read_signatures(signed, roots=office.roots, moment=LATER)
    assert (facts.is_good, facts.is_timestamped) == (True, True)
    assert facts.signed_at == NOW + timedelta(seconds=20)
    assert "(theo dấu thời gian)" in facts.sentence


def test_time_stamp_of_an_unknown_authority_is_not_good(office, papers):
    from plans.management.authority import Authority

    stranger = Authority.founded("Gốc lạ", since=SINCE, until=UNTIL)
    with stamping(stranger.certify("Giờ lạ", since=SINCE, until=UNTIL, stamps_time=True), NOW) as address:
        signed = sign_as_leader(papers.blank, office.leader_key, tsa_url=address)

    (facts,) = read_signatures(signed, roots=office.roots, moment=LATER)
    assert (facts.is_good, facts.is_timestamped, facts.is_intact) == (False, False, True)
    assert facts.sentence.endswith("dấu thời gian kèm theo không rõ nguồn gốc.")


def test_time_stamping_authority_that_is_down_signs_nothing(office, papers, stamper):
    with stamping(stamper, NOW) as address:
        pass  # it answered once, and is gone

    with pytest.raises(NotNow) as refused:
        sign_as_leader(papers.blank, office.leader_key, tsa_url=address)

    assert refused.value.message == (
        "Máy chủ cấp dấu thời gian không trả lời nên chưa ký; thử lại sau ít phút, hoặc báo quản trị."
    )
