"""What came back from elsewhere: the same document with a good signature more, or not, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import NoOpStampStyle

from plans.documents.pdf import render_pdf
from plans.exceptions import Unreadable
from plans.services.signing.filling import fill_number
from plans.services.signing.preparing import signing_pdf
from plans.signing.accepting import Difference, same_document
from plans.signing.fields import LEADER_FIELD, ORGAN_FIELD
from plans.signing.trust import TrustRoots
from tests.signing.papers import LATER, NUMBERED, SHORT, UNTIL, office, papers, seal_as_organ, sign_as_leader


def judged(pdf, earlier, field=LEADER_FIELD, roots=None):
    return same_document(pdf, earlier, field=field, roots=roots or office().roots, moment=LATER)


def signed_elsewhere(pdf, key, *, field, change=None, **spec):
    """Signed by software that knows nothing of the portal: in this field, made where there is none."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if change is not None:
        change(writer)
    meta = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    new = SigFieldSpec(field, on_page=0, box=(100, 100, 200, 150)) if spec.get("is_new") else None
    signer = PdfSigner(meta, key.signer, stamp_style=NoOpStampStyle(), new_field_spec=new)
    return signer.sign_pdf(writer).getvalue()


def other_words(writer):
    stream = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 100 500 Td (12.000.000) Tj ET"))
    writer.add_stream_to_page(0, stream)


def test_signature_made_in_its_own_field_is_accepted():
    made = papers()

    assert [judged(made.signed, made.blank).difference, judged(made.sealed, made.numbered, ORGAN_FIELD).difference] == [
        None,
        None,
    ]
    assert judged(made.sealed, made.numbered, ORGAN_FIELD).sentence.startswith("Ủy ban nhân dân phường Đức Xuân đã ký")
    assert judged(made.signed, made.blank).is_same


def test_leaders_software_may_make_a_field_of_its_own():
    answer = judged(
        signed_elsewhere(papers().blank, office().leader_key, field="Signature1", is_new=True), papers().blank
    )

    assert (answer.difference, [one.is_good for one in answer.signatures]) == (None, [True])


@pytest.mark.parametrize(
    ("make", "earlier", "field", "difference"),
    [
        (lambda made: made.blank, "blank", LEADER_FIELD, Difference.UNSIGNED),
        (lambda made: made.numbered, "numbered", ORGAN_FIELD, Difference.UNSIGNED),
        (lambda made: fill_number(made.blank, NUMBERED), "blank", LEADER_FIELD, Difference.UNSIGNED),
        (lambda made: made.signed[:-400], "signed", ORGAN_FIELD, Difference.SHORTENED),
        (lambda made: made.sealed, "blank", LEADER_FIELD, Difference.WRONG_ORDER),
        (
            lambda made: signed_elsewhere(made.blank, office().organ_key, field=ORGAN_FIELD),
            "blank",
            LEADER_FIELD,
            Difference.WRONG_ORDER,
        ),
        (
            lambda made: signed_elsewhere(made.blank, office().organ_key, field=ORGAN_FIELD),
            "blank",
            ORGAN_FIELD,
            Difference.WRONG_ORDER,
        ),
        (
            lambda made: signed_elsewhere(made.blank, office().leader_key, field=LEADER_FIELD, change=other_words),
            "blank",
            LEADER_FIELD,
            Difference.CHANGED,
        ),
        (
            lambda made: sign_as_leader(fill_number(made.blank, NUMBERED), office().leader_key),
            "blank",
            LEADER_FIELD,
            Difference.CHANGED,
        ),
        (
            lambda made: seal_as_organ(fill_number(made.numbered, replace(NUMBERED, number=6)), office().organ_key),
            "numbered",
            ORGAN_FIELD,
            Difference.CHANGED,
        ),
        (lambda made: render_pdf(NUMBERED), "blank", LEADER_FIELD, Difference.FOREIGN),
        (
            lambda made: sign_as_leader(signing_pdf(replace(SHORT, abstract="Việc khác")), office().leader_key),
            "blank",
            LEADER_FIELD,
            Difference.RERENDERED,
        ),
    ],
    ids=[
        *("nothing added", "nothing added to the numbered", "filled but not signed", "shortened", "both at once"),
        *("organ instead of leader", "organ before leader", "words added while signing", "number added while signing"),
        *("other number while sealing", "another file", "our file made anew"),
    ],
)
def test_other_files_are_refused_with_the_reason(make, earlier, field, difference):
    made = papers()

    answer = judged(make(made), getattr(made, earlier), field)

    assert (answer.difference, answer.is_same) == (difference, False)
    assert answer.sentence[-1] == "."


@pytest.mark.parametrize(
    "lock",
    [{"certify": True, "docmdp_permissions": MDPPerm.NO_CHANGES}, {"lock": FieldMDPSpec(FieldMDPAction.ALL)}],
    ids=["certified against changes", "fields locked"],
)
def test_signature_that_locks_the_file_against_number_and_seal_is_refused(lock):
    blank = papers().blank
    meta = PdfSignatureMetadata(
        field_name="Signature1" if "lock" in lock else LEADER_FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        **{name: value for name, value in lock.items() if name != "lock"},
    )
    locks = lock.get("lock")
    new = SigFieldSpec("Signature1", on_page=0, box=(1, 1, 9, 9), field_mdp_spec=locks) if locks else None
    signer = PdfSigner(meta, office().leader_key.signer, stamp_style=NoOpStampStyle(), new_field_spec=new)

    answer = judged(signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(blank))).getvalue(), blank)

    assert (answer.difference, answer.signatures[0].is_good) == (Difference.LOCKED, True)
    assert answer.sentence.startswith("Phần mềm ký đã khóa tệp sau khi ký")


def test_file_saved_anew_by_another_program_is_refused():
    writer = copy_into_new_writer(PdfFileReader(BytesIO(papers().blank)))
    saved = BytesIO()
    writer.write(saved)

    answer = judged(saved.getvalue(), papers().blank)

    assert answer.difference is Difference.RERENDERED
    assert answer.sentence.startswith("Tệp tải lên đã bị một phần mềm lưu lại thành tệp mới")


def test_byte_changed_in_the_approved_part_is_tampering():
    made = papers()
    at = made.blank.index(b"/MediaBox") + len(b"/MediaBox") + 2

    answer = judged(made.signed[:at] + b"1" + made.signed[at + 1 :], made.blank)

    assert answer.difference is Difference.TAMPERED
    assert answer.sentence.startswith("Nội dung tệp tải lên đã bị sửa")


def test_signature_that_is_not_good_is_said_in_its_own_sentence():
    answer = judged(papers().signed, papers().blank, roots=TrustRoots())

    assert answer.difference is Difference.BAD_SIGNATURE
    assert "chứng thư số không rõ nguồn gốc" in answer.sentence
    assert timedelta(days=1) < UNTIL - LATER


def test_what_is_no_file_is_unreadable():
    with pytest.raises(Unreadable):
        judged(b"hello", papers().blank)
