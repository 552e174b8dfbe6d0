"""Xác minh: the issued file, an earlier or altered one, a copy made anew, a foreign one; real signatures throughout."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import pytest

from plans.enums import FileStage
from plans.management.authority import Authority
from plans.models import Issuance, Plan, SigningFile
from plans.queries.issuing.verdict import Finding, verdict_of_code, verdict_of_file
from plans.services.issuing.issuing import issue_plan
from plans.services.signing.filling import fill_number
from plans.services.signing.judging import told
from plans.services.signing.preparing import signing_pdf
from plans.signing.keys import open_key_file
from plans.signing.trust import TrustRoots, load_roots
from plans.signing.verifying import read_signatures
from tests.documents.samples import item, section
from tests.factories import make_issued
from tests.issued import make_ready
from tests.people import day_of_the_story, mai, province, ward  # noqa: F401
from tests.signing.papers import (
    LATER,
    NOW,
    NUMBERED,
    SHORT,
    SINCE,
    UNTIL,
    office,
    papers,
    seal_as_organ,
    sign_as_leader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

MENDED = "Phát tin, bài mỗi tuần ba buổi."


@cache
def remade(text: str = "") -> bytes:
    """The document printed anew, with other words where they are given; nobody signed it."""
    content = replace(NUMBERED, items=(section("Nội dung", item(text)),)) if text else NUMBERED
    return fill_number(signing_pdf(replace(content, number=None, issued_on=None)), content)


@cache
def signers_of(pdf: bytes) -> list:
    """What is kept beside a state of the file."""
    return told(read_signatures(pdf, roots=office().roots, moment=LATER))


def saved_again(pdf: bytes) -> bytes:
    """The file as a program that knows nothing of signatures saves it: other bytes, the same pages."""
    import pypdfium2

    document, written = pypdfium2.PdfDocument(pdf), BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


@pytest.fixture
def ready(ward):  # noqa: F811
    """The plan whose file the papers are, one press before it is issued."""
    made = papers()
    stages = ((FileStage.SIGNED, made.signed), (FileStage.NUMBERED, made.numbered), (FileStage.SEALED, made.sealed))
    plan = make_ready(ward, number=5, approved=made.blank, stages=stages, abstract=SHORT.abstract)
    for stage, content in stages:
        SigningFile.objects.filter(stage=stage).update(signers=signers_of(content))
    return plan


@pytest.fixture
def plan(ready, mai):  # noqa: F811
    issue_plan(ready, actor=mai)
    return Plan.objects.get(pk=ready.pk)


def verdict(pdf, name="ke-hoach-5.pdf", roots=None):
    return verdict_of_file(pdf, name, roots=roots or office().roots)


# --- the document itself ---------------------------------------------------------------------------------------------


def test_the_issued_file_is_genuine_and_both_signatures_are_good(plan):
    found = verdict(papers().sealed)

    assert (found.finding, found.tone, found.title) == (Finding.GENUINE, "good", "Đúng là văn bản đã ban hành")
    assert found.said.startswith("Tệp “ke-hoach-5.pdf” giống hệt bản đã ban hành. Kiểm tra lúc ")
    assert [line.is_good for line in found.signatures] == [True, True]
    assert found.document is not None
    assert (found.document.plan.pk, found.changes, found.is_doubtful) == (plan.pk, (), False)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("withdrawn", "Đúng là văn bản đã ban hành, nay đã thu hồi"),
        ("superseded", "Đúng là văn bản đã ban hành, nay đã được thay thế"),
    ],
)
def test_a_genuine_file_that_does_not_hold_any_more_is_not_green(plan, status, words):
    Plan.objects.filter(pk=plan.pk).update(status=status)

    found = verdict(papers().sealed)

    assert (found.finding, found.tone, found.title) == (Finding.GENUINE, "look", words)


def test_the_code_tells_the_same(plan):
    code = plan.issuance.code

    found = verdict_of_code(f"{code[:4]} {code[4:8]} {code[8:]}".upper(), roots=office().roots)

    assert (found.finding, found.tone) == (Finding.ISSUED, "good")
    assert [line.is_good for line in found.signatures] == [True, True]


def test_a_code_of_nothing_is_no_document(plan):
    found = verdict_of_code("0000 0000 0000", roots=office().roots)

    assert (found.finding, found.tone, found.document) == (Finding.NO_SUCH_CODE, "wrong", None)
    assert "Mã “0000 0000 0000” không phải mã" in found.said


def test_a_code_of_what_is_not_issued_yet_tells_nothing(ready):
    code = ready.versions.get().sha256[:12]

    assert verdict_of_code(code, roots=office().roots).finding == Finding.NO_SUCH_CODE


def test_a_signature_of_an_unknown_authority_is_never_shown_as_good(plan):
    found = verdict(papers().sealed, roots=TrustRoots())

    assert [line.is_good for line in found.signatures] == [False, False]
    assert "không rõ nguồn gốc" in found.signatures[0].words


def test_a_revoked_certificate_says_so(plan, tmp_path):
    authority = Authority(office().authority.holder)
    authority.revoke(office().leader, NOW - timedelta(days=1))
    (tmp_path / "goc.pem").write_bytes(authority.root_pem())
    (tmp_path / "thu-hoi.crl").write_bytes(authority.revocations_pem(at=NOW))

    found = verdict(papers().sealed, roots=load_roots(tmp_path))

    assert [line.is_good for line in found.signatures] == [False, True]
    assert "thu hồi" in found.signatures[0].words


def test_a_paper_says_where_its_original_is(plan):
    Issuance.objects.update(is_paper=True)

    assert verdict(papers().sealed).notes == (
        "Bản gốc của văn bản này là bản giấy, ký và đóng dấu tay; tệp điện tử có cùng nội dung.",
    )


# --- before it was issued --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("blank", "mới trình duyệt, chưa ký"),
        ("signed", "lãnh đạo đã ký"),
        ("numbered", "đã ghi số và ngày"),
    ],
)
def test_an_earlier_state_is_told_as_one(plan, state, words):
    found = verdict(getattr(papers(), state))

    assert (found.finding, found.tone) == (Finding.EARLIER, "look")
    assert f"({words})" in found.said
    assert found.document is not None
    assert found.document.plan.pk == plan.pk


def test_a_file_that_is_signed_and_not_issued_is_no_document_yet(ready):
    found = verdict(papers().sealed)

    assert (found.finding, found.tone, found.document) == (Finding.NOT_ISSUED, "wrong", None)
    assert "chưa ban hành" in found.said


# --- changed ---------------------------------------------------------------------------------------------------------


def test_one_byte_changed_is_told_and_its_original_found(plan):
    sealed = bytearray(papers().sealed)
    at = len(papers().blank) // 2
    sealed[at] ^= 1

    found = verdict(bytes(sealed))

    assert (found.finding, found.tone, found.title) == (Finding.CHANGED, "wrong", "Không phải văn bản đã ban hành")
    assert found.said == "Tệp “ke-hoach-5.pdf” đã bị sửa sau khi ký."
    assert found.advice == "Không dùng tệp này."
    assert [line.is_good for line in found.signatures] == [False, False]
    assert found.document is not None
    assert found.document.plan.pk == plan.pk


@pytest.mark.parametrize("at", [400, -3000, -40])
def test_no_changed_byte_anywhere_is_ever_genuine(plan, at):
    sealed = bytearray(papers().sealed)
    sealed[at] ^= 0x55

    assert not verdict(bytes(sealed)).is_issued_file


def test_another_number_written_after_the_seal_is_told_with_the_words(plan):
    forged = fill_number(papers().sealed, replace(NUMBERED, number=6, issued_on=date(2026, 5, 13)))

    found = verdict(forged)

    assert (found.finding, found.tone) == (Finding.CHANGED, "wrong")
    assert [(one.page, "05/KH-UBND" in one.before, "06/KH-UBND" in one.after) for one in found.changes] == [
        (1, True, True)
    ]


def test_bytes_added_that_show_nothing_are_not_called_genuine(plan):
    found = verdict(papers().sealed + b"\n% a note\n")

    assert (found.is_issued_file, found.changes) == (False, ())
    assert found.finding in (Finding.EXTENDED, Finding.CHANGED)


def test_a_copy_with_other_words_tells_which(plan):
    found = verdict(remade(MENDED))

    assert (found.finding, found.tone) == (Finding.CHANGED, "wrong")
    assert ("hai", "ba") in {(one.before, one.after) for one in found.changes}
    assert found.document is not None
    assert found.document.plan.pk == plan.pk


def test_a_copy_printed_anew_is_not_the_issued_file(plan):
    found = verdict(remade())

    assert (found.is_issued_file, found.tone in ("look", "wrong")) == (False, True)
    assert found.document is not None
    assert found.document.plan.pk == plan.pk


def test_a_file_saved_by_another_program_is_not_the_issued_file(plan):
    found = verdict(saved_again(papers().sealed))

    assert not found.is_issued_file
    assert found.document is not None
    assert found.document.plan.pk == plan.pk


def test_the_same_words_signed_by_somebody_else_are_not_the_issued_file(plan):
    stranger = office().authority.certify("Kẻ Mạo Danh", since=SINCE, until=UNTIL)
    forged = sign_as_leader(remade(), open_key_file(stranger.key_file("x"), "x"))

    found = verdict(forged)

    assert (found.finding, found.tone) == (Finding.CHANGED, "wrong")
    assert found.document is not None


# --- not ours --------------------------------------------------------------------------------------------------------


def test_a_signed_file_that_is_not_here_tells_its_signatures_only(ward):  # noqa: F811
    found = verdict(seal_as_organ(papers().numbered, office().organ_key))

    assert (found.finding, found.tone, found.title) == (Finding.UNKNOWN, "look", "Không có trong cổng này")
    assert (found.document, [line.is_good for line in found.signatures]) == (None, [True, True])


def test_a_file_without_signatures_that_is_not_here(ward):  # noqa: F811
    found = verdict(remade())

    assert (found.finding, found.signatures, found.said) == (
        Finding.UNKNOWN,
        (),
        "Tệp “ke-hoach-5.pdf” không có trong cổng này và không có chữ ký số nào.",
    )


@pytest.mark.parametrize("pdf", [b"%PDF-1.7\n", b"%PDF-1.7\nrubbish\n%%EOF", b"%PDF-1.7" + bytes(3000)])
def test_a_broken_file_is_told_as_one(ward, pdf):  # noqa: F811
    found = verdict(pdf)

    assert (found.finding, found.tone, found.title) == (Finding.BROKEN, "wrong", "Không đọc được tệp")


@pytest.mark.parametrize("given", [b"PK\x03\x04", b"xin ch\xc3\xa0o", b"\x00" * 5000])
def test_what_is_no_pdf_is_told_as_such(ward, given):  # noqa: F811
    assert verdict(given, name="a.docx").said == "Tệp “a.docx” không phải tệp PDF nên không so được."


def test_a_unit_of_another_name_is_not_taken_for_ours(plan, ward):  # noqa: F811
    ward.name = "Ủy ban nhân dân xã Khác"
    ward.save(update_fields=["name"])

    assert verdict(remade(MENDED)).finding == Finding.UNKNOWN


def test_the_file_of_a_plan_that_was_only_recorded_is_not_called_unissued(ward):  # noqa: F811
    pdf = remade()
    make_issued(ward, pdf=pdf)
    verdict = verdict_of_file(pdf, "a.pdf", roots=TrustRoots())

    assert (verdict.finding, verdict.title) == (Finding.EARLIER, "Là bản ghi nhận của văn bản đã ban hành")
