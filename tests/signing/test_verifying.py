"""What a signed file says: who, when, whether it holds; a file that was touched is never good."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_crl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from plans.exceptions import PortalError, Unreadable
from plans.management.authority import Authority
from plans.services.signing.filling import fill_number
from plans.signing.fields import LEADER_FIELD, ORGAN_FIELD
from plans.signing.keys import open_key_file
from plans.signing.trust import TrustRoots
from plans.signing.verifying import LARGEST_FILE, CertificateState, continues, read_signatures
from tests.signing.papers import (
    LATER,
    LEADER,
    NOW,
    NUMBERED,
    ORGAN,
    PASSWORD,
    SINCE,
    UNTIL,
    WARD,
    office,
    papers,
    sign_as_leader,
)

GOOD_LEADER = (
    f"{LEADER} ({WARD}) đã ký lúc 09:30 ngày 13/5/2026 (theo giờ máy của người ký); chữ ký hợp lệ, văn bản không bị "
    "sửa sau khi ký."
)


def read(pdf, *, roots=None, moment=LATER):
    return read_signatures(pdf, roots=roots or office().roots, moment=moment)


def appended(pdf, change):
    """The file with an incremental update in which `change(writer)` did something."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def words_on_the_page(writer):
    """Something written over the first page."""
    stream = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 100 500 Td (12.000.000) Tj ET"))
    writer.add_stream_to_page(0, stream)


def another_title(writer):
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


def test_every_fact_of_a_good_signature():
    leader, organ = read(papers().sealed)

    assert (leader.field, leader.who, leader.organisation, leader.issuer) == (
        LEADER_FIELD,
        LEADER,
        WARD,
        "Gốc chứng thư thử",
    )
    assert (leader.signed_at, leader.is_timestamped, leader.is_certifying) == (NOW, False, True)
    assert (leader.is_intact, leader.is_valid, leader.is_trusted, leader.covers_document) == (True, True, True, True)
    assert (leader.certificate, leader.is_good, leader.sentence) == (CertificateState.GOOD, True, GOOD_LEADER)
    assert (organ.field, organ.who, organ.signed_at, organ.is_certifying) == (ORGAN_FIELD, ORGAN, LATER, False)
    assert organ.sentence.startswith(f"{ORGAN} đã ký lúc 10:30 ngày 13/5/2026")


@pytest.mark.parametrize(("state", "count"), [("blank", 0), ("signed", 1), ("numbered", 1), ("sealed", 2)])
def test_every_state_is_good(state, count):
    facts = read(getattr(papers(), state))

    assert [one.is_good for one in facts] == [True] * count


# --- a file that was touched ------------------------------------------------------------------------------------------


def is_good(pdf):
    """Whether anybody could take the file for signed."""
    try:
        facts = read(pdf)
    except PortalError:
        return False
    return bool(facts) and all(one.is_good for one in facts)


def test_one_changed_byte_is_never_good():
    """Places all over the file and, densely, inside the signature itself, which no signature covers."""
    signed = papers().signed
    own = re.search(rb"/Contents\s*<([0-9a-fA-F]+?)0*>", signed)
    assert own is not None
    chance = Random(20260513)
    places = [chance.randrange(len(signed)) for _ in range(30)] + [chance.randrange(*own.span(1)) for _ in range(30)]

    places.append(own.start(1) + 6)  # the length of the whole: sixteen of the zeros behind would count as signed
    kept = [at for at in places if is_good(signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])]

    assert kept == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_one_changed_byte_of_the_finished_file_is_never_good(data):
    sealed = papers().sealed
    at = data.draw(st.integers(0, len(sealed) - 1))
    bit = data.draw(st.integers(0, 7))
    inside = [one.span(1) for one in re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", sealed)]
    # Turning a letter of a hexadecimal number from small to capital changes nothing that is written.
    is_same_number = bit == 5 and any(start <= at < end for start, end in inside) and sealed[at : at + 1].isalpha()

    changed = sealed[:at] + bytes([sealed[at] ^ (1 << bit)]) + sealed[at + 1 :]

    assert not is_good(changed) or is_same_number


def test_words_under_a_signature_are_not_intact():
    """The certificate's key did sign (valid), but not what the file says now (not intact)."""
    signed = papers().signed
    at = signed.index(b"/MediaBox") + len(b"/MediaBox") + 2

    (facts,) = read(signed[:at] + b"1" + signed[at + 1 :])

    assert (facts.is_valid, facts.is_intact, facts.is_trusted, facts.is_good) == (True, False, False, False)
    assert facts.sentence == f"Chữ ký mang tên {LEADER} ({WARD}) không còn đúng: tệp đã bị sửa sau khi ký."


@pytest.mark.parametrize("change", [words_on_the_page, another_title])
@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_page_changed_by_an_update_is_not_covered(change, state):
    facts = read(appended(getattr(papers(), state), change))

    assert {(one.is_intact, one.covers_document, one.is_good) for one in facts} == {(True, False, False)}
    assert facts[0].sentence.startswith(f"Chữ ký của {LEADER} ({WARD}) lúc 09:30 ngày 13/5/2026 không bao trùm văn bản")


def test_number_changed_after_the_seal_is_not_good():
    """The organ's signature closes number and date, which the leader's had left open."""
    other = fill_number(papers().sealed, replace(NUMBERED, number=6))

    assert [(one.field, one.is_good) for one in read(other)] == [(LEADER_FIELD, True), (ORGAN_FIELD, False)]


def test_file_cut_behind_the_leaders_signature_shows_only_that():
    cut = papers().sealed[: len(papers().signed)]

    assert [one.field for one in read(cut)] == [LEADER_FIELD]
    assert cut == papers().signed


# --- certificates -----------------------------------------------------------------------------------------------------


def signed_by(holder, *, at=NOW):
    return sign_as_leader(papers().blank, open_key_file(holder.key_file(PASSWORD), PASSWORD), at=at)


def with_list(*revoked):
    """The roots with a list that names these certificates."""
    authority = Authority(office().authority.holder)
    for holder, day in revoked:
        authority.revoke(holder, day)
    listed = load_pem_x509_crl(authority.revocations_pem(at=LATER)).public_bytes(Encoding.DER)
    return replace(office().roots, revocations=(listed,))


@pytest.fixture(scope="module")
def other_holder():
    return office().authority.certify(LEADER, WARD, since=SINCE, until=UNTIL)


def test_certificate_of_an_unknown_authority():
    (facts,) = read(papers().signed, roots=TrustRoots())

    assert (facts.certificate, facts.is_good, facts.is_intact) == (CertificateState.UNKNOWN, False, True)
    assert facts.sentence == (
        f"Chữ ký của {LEADER} ({WARD}) lúc 09:30 ngày 13/5/2026 chưa dùng được: chứng thư số không rõ nguồn gốc, do "
        "“Gốc chứng thư thử” cấp mà cổng không tin cậy."
    )


def test_authority_of_the_same_name_is_another():
    same_name = Authority.founded("Gốc chứng thư thử", since=SINCE, until=UNTIL)
    roots = TrustRoots(roots=(same_name.holder.certificate.public_bytes(Encoding.DER),))

    (facts,) = read(papers().signed, roots=roots)

    assert (facts.certificate, facts.is_good) == (CertificateState.UNKNOWN, False)


@pytest.mark.parametrize(
    ("since", "until", "state", "why"),
    [
        (-20, -10, CertificateState.EXPIRED, "chứng thư số hết hạn ngày 03/5/2026, trước khi ký."),
        (10, 20, CertificateState.NOT_YET, "chứng thư số chưa có hiệu lực, chỉ từ ngày 23/5/2026."),
    ],
)
def test_certificate_out_of_its_time(since, until, state, why):
    """Other software signs with it all the same; here its key is used before and after its time by hand."""
    days = [NOW + timedelta(days=since), NOW + timedelta(days=until)]
    key = open_key_file(office().authority.certify(LEADER, since=days[0], until=days[1]).key_file(PASSWORD), PASSWORD)
    always = replace(key, facts=replace(key.facts, valid_from=SINCE, valid_until=UNTIL))

    (facts,) = read(sign_as_leader(papers().blank, always))

    assert (facts.certificate, facts.is_good, facts.is_trusted) == (state, False, False)
    assert facts.sentence.endswith(why)


def test_certificate_that_ran_out_later_was_good_when_it_signed():
    (facts,) = read(papers().signed, moment=UNTIL + timedelta(days=30))

    assert (facts.certificate, facts.is_good) == (CertificateState.GOOD, True)
    assert facts.sentence.endswith("; chứng thư đến nay đã hết hạn nhưng còn hiệu lực lúc ký.")


@pytest.mark.parametrize("days", [-1, 1], ids=["before signing", "after signing"])
def test_revoked_certificate_is_not_good(other_holder, days):
    """Without a time stamp nobody knows that the signature is older than the revocation."""
    (facts,) = read(signed_by(other_holder), roots=with_list((other_holder, NOW + timedelta(days=days))))

    assert (facts.certificate, facts.is_good, facts.is_trusted) == (CertificateState.REVOKED, False, False)
    assert facts.sentence.endswith("chưa dùng được: chứng thư số đã bị nơi cấp thu hồi.")


def test_list_that_names_others_revokes_nobody_else(other_holder):
    (facts,) = read(papers().signed, roots=with_list((other_holder, NOW)))

    assert facts.is_good


def test_list_of_a_stranger_revokes_nobody(other_holder):
    stranger = Authority.founded("Gốc chứng thư thử", since=SINCE, until=UNTIL)
    stranger.revoke(office().leader, SINCE)
    listed = load_pem_x509_crl(stranger.revocations_pem(at=LATER)).public_bytes(Encoding.DER)

    (facts,) = read(papers().signed, roots=replace(office().roots, revocations=(listed,)))

    assert facts.is_good


# --- files that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp không phải là PDF; chọn tệp PDF đã ký."),
        (b"PK\x03\x04", "Tệp không phải là PDF; chọn tệp PDF đã ký."),
        (b"%PDF-1.7\nhello", "Tệp PDF bị hỏng nên không kiểm tra được chữ ký; lấy lại tệp từ nơi gửi rồi thử lần nữa."),
        (
            b"%PDF-1.7" + bytes(LARGEST_FILE),
            "Tệp lớn hơn 50 MB nên cổng không đọc; văn bản đã ký chỉ vài MB, kiểm tra lại tệp.",
        ),
    ],
    ids=["nothing", "a Word file", "half a PDF", "too large"],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(content, said):
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.message == said


def test_locked_file_is_refused():
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(BytesIO(papers().blank)))
    writer.encrypt("chủ", "khách")
    written = BytesIO()
    writer.write(written)

    with pytest.raises(Unreadable) as refused:
        read(written.getvalue())

    assert refused.value.message.startswith("Tệp PDF bị khóa bằng mật khẩu")


def test_mutilated_files_end_in_a_sentence_or_are_not_good():
    chance = Random(7)
    for _ in range(10):
        content = bytearray(papers().sealed)
        for _ in range(chance.randrange(1, 200)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert not is_good(bytes(content[: chance.randrange(len(content) // 2, len(content))]))


def test_continuing_means_beginning_with_the_same_bytes():
    made = papers()

    assert continues(made.sealed, made.numbered)
    assert continues(made.sealed, made.sealed)
    assert not continues(made.numbered, made.sealed)
