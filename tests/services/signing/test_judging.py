"""What an uploaded file must be, and whose certificate may stand for whom."""

import pytest

from plans.exceptions import Invalid, PortalError
from plans.services.signing import judging
from plans.services.signing.preparing import signing_pdf
from plans.signing.fields import LEADER_FIELD, ORGAN_FIELD
from tests.factories import make_unit
from tests.services.signing.papers import (
    authority_pem,
    content,
    key_file,
    numbered_pdf,
    real_pdf,
    signed_elsewhere,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


def flipped(pdf, at):
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def foreign():
    from io import BytesIO

    import pypdfium2

    document, written = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(written)
    return written.getvalue()


def drawn_over(pdf):
    """The file with a line added to its first page at its end, as an editor does before it signs."""
    from io import BytesIO

    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"q 100 400 300 2 re f Q")))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def refusal(pdf, earlier, field=LEADER_FIELD):
    with pytest.raises(PortalError) as error:
        judging.accept(pdf, earlier, field=field)
    return error.value.message


def test_the_same_file_with_a_trusted_signature_is_taken_without_a_doubt(trust):
    (trust / "root.pem").write_bytes(authority_pem())
    signed = signed_elsewhere(real_pdf(), key_file(is_issued=True))

    signatures, doubt = judging.accept(signed, real_pdf(), field=LEADER_FIELD)

    assert ([(one.who, one.is_good) for one in signatures], doubt) == ([("Hoàng Văn Bình", True)], "")


def test_where_no_authority_is_known_an_unknown_one_is_a_doubt():
    signatures, doubt = judging.accept(signed_elsewhere(real_pdf()), real_pdf(), field=LEADER_FIELD)

    assert [one.who for one in signatures] == ["Hoàng Văn Bình"]
    assert "chưa có danh sách nhà cấp chứng thư" in doubt
    assert "Hoàng Văn Bình" in doubt


def test_where_authorities_are_known_an_unknown_one_is_refused(trust):
    (trust / "root.pem").write_bytes(authority_pem())

    assert "không rõ nguồn gốc" in refusal(signed_elsewhere(real_pdf()), real_pdf())


def test_expired_certificate_is_told_even_where_no_authority_is_known(monkeypatch):
    from datetime import date

    from plans.signing.keys import SigningKey

    monkeypatch.setattr(SigningKey, "require_valid", lambda key, at: None)  # other software asks nothing
    key = key_file(valid=(date(2020, 1, 1), date(2026, 5, 12)))

    assert "hết hạn ngày 12/5/2026" in refusal(signed_elsewhere(real_pdf(), key), real_pdf())


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"PK\x03\x04 a Word file", "không phải tệp PDF"),
        (lambda: real_pdf(), "chưa có thêm chữ ký số nào"),
        (lambda: real_pdf()[:-400], "thiếu phần cuối"),
        (lambda: flipped(signed_elsewhere(real_pdf()), 3000), "đã bị sửa so với tệp tải về"),
        (lambda: signed_elsewhere(signing_pdf(content(abstract="Triển khai việc khác"))), "lưu lại thành tệp mới"),
        (foreign, "không phải tệp tải về từ cổng"),
        (lambda: signed_elsewhere(drawn_over(real_pdf())), "sửa nội dung hoặc ghi thêm lên trang"),
        (lambda: drawn_over(signed_elsewhere(real_pdf())), "bị thêm, sửa nội dung sau khi ký"),
    ],
    ids=["no pdf", "unsigned", "shortened", "tampered", "rendered anew", "foreign", "drawn, signed", "signed, drawn"],
)
def test_any_other_file_is_refused_with_the_reason(made, said):
    assert said in refusal(made(), real_pdf())


def test_a_signature_that_is_valid_but_not_intact_is_refused():
    signed = signed_elsewhere(real_pdf())
    inside = signed.index(b"/ByteRange") - 40

    assert refusal(flipped(signed, inside), real_pdf()) != ""


def test_organ_before_leader_is_refused():
    from plans.signing import sealing

    key = key_file("Ủy ban nhân dân phường Đức Xuân")
    turn = sealing._require_turn
    try:
        sealing._require_turn = lambda *told, **more: None  # other software knows no order
        signed = signed_elsewhere(real_pdf(), key, field=ORGAN_FIELD)
    finally:
        sealing._require_turn = turn

    assert "lãnh đạo ký trước" in refusal(signed, real_pdf())


def test_second_signature_is_taken_onto_the_numbered_file_only(trust):
    organ = key_file("Ủy ban nhân dân phường Đức Xuân")
    sealed = signed_elsewhere(numbered_pdf(), organ, field=ORGAN_FIELD)

    signatures, doubt = judging.accept(sealed, numbered_pdf(), field=ORGAN_FIELD)

    assert [one.field for one in signatures] == [LEADER_FIELD, ORGAN_FIELD]
    assert doubt != ""
    assert refusal(sealed, real_pdf(), field=LEADER_FIELD) != ""


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(Invalid, match="quá 30 MB"):
        judging.accept(b"%PDF" + b" " * judging.MOST_BYTES, real_pdf(), field=LEADER_FIELD)


@pytest.mark.parametrize(
    ("names", "is_doubted"),
    [
        (("Ủy ban nhân dân phường Đức Xuân",), False),
        (("ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN", ""), False),
        (("UBND PHUONG DUC XUAN",), False),
        (("", "Uỷ ban nhân dân phường Đức Xuân"), False),
        (("Lý Thị Mai", "Uỷ ban nhân dân phường Đức Xuân"), True),
        (("Ủy ban nhân dân phường Sông Cầu",), True),
        (("", ""), True),
    ],
)
def test_organs_certificate_names_the_unit_in_one_way_or_another(names, is_doubted):
    unit = make_unit("phường Đức Xuân")

    assert (judging.organ_doubt(names, unit) != "") is is_doubted


def test_the_leaders_own_certificate_is_no_seal_of_the_unit_where_the_leader_works():
    doubt = judging.organ_doubt(("Hoàng Văn Bình", "UBND phường Đức Xuân"), make_unit("phường Đức Xuân"))

    assert doubt.startswith("Đây là chứng thư số cá nhân của “Hoàng Văn Bình” thuộc “Ủy ban nhân dân phường Đức Xuân”")
