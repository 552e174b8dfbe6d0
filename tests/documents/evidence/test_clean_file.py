"""Evidence made harmless: pictures upright, small and without metadata; PDFs without scripts, files and authors."""

import zlib
from contextlib import suppress
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plans.documents.evidence import clean_file, kinds, pdfs, pictures, thumbnail
from plans.exceptions import Unreadable
from tests.documents.evidence.brought import jpeg, pdf, picture, stream
from tests.signing.papers import papers


def opened(data):
    return Image.open(BytesIO(data))


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        clean_file(data)
    return refused.value.message


# --- pictures --------------------------------------------------------------------------------------------------------


def test_a_picture_keeps_nothing_but_what_is_seen():
    given_, kept = jpeg(), clean_file(jpeg())

    assert b"secret-telephone" in given_
    assert b"secret-xmp" in given_
    assert b"secret" not in kept.data
    assert (kept.media_type, kept.ending, kept.as_given) == ("image/jpeg", "jpg", False)
    assert (dict(opened(kept.data).getexif()), opened(kept.data).size) == ({}, (60, 40))


def test_a_picture_is_turned_as_the_camera_held_it():
    """Orientation 6: the camera stood on its right side, so the left half is now the upper one."""
    kept = opened(clean_file(jpeg(orientation=6)).data)

    assert kept.size == (40, 60)
    assert kept.getpixel((20, 10))[1] > 200
    assert kept.getpixel((20, 50))[1] < 60


def test_a_large_picture_becomes_2000_pixels_long():
    assert opened(clean_file(jpeg(4000, 1000)).data).size == (2000, 500)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg_on_white(kind):
    kept = opened(clean_file(picture(kind, "RGBA")).data)

    assert (kept.format, kept.mode) == ("JPEG", "RGB")
    assert min(kept.getpixel((5, 5))) > 250


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "P"), ("PNG", "L"), ("PNG", "I;16"), ("JPEG", "CMYK")])
def test_every_mode_of_colours_is_taken(kind, mode):
    assert opened(clean_file(picture(kind, mode)).data).mode == "RGB"


def test_a_thumbnail_is_320_pixels_long():
    assert opened(thumbnail(jpeg(1000, 500))).size == (320, 160)


@pytest.mark.parametrize(
    ("width", "height", "kind"), [(9_000, 8_000, "JPEG"), (6_000, 6_000, "PNG"), (20_000, 10_000, "PNG")]
)
def test_a_picture_that_unpacks_to_very_much_is_not_unpacked(width, height, kind):
    assert refusal(picture(kind, "1" if kind == "PNG" else "L", width, height)) == pictures.TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp trống, không có nội dung nào; kiểm tra lại rồi chọn lại."),
        (b"\0\0\0\x18ftypheic" + bytes(20), kinds.HEIC),
        (b"\0\0\0\x18ftypavif" + bytes(20), kinds.OTHER_PICTURE),
        (b"\0\0\0\x18ftypisom" + bytes(20), kinds.FILM),
        (picture("GIF", "P"), kinds.OTHER_PICTURE),
        (picture("BMP"), kinds.OTHER_PICTURE),
        (picture("TIFF"), kinds.OTHER_PICTURE),
        (b"PK\x03\x04" + bytes(30), kinds.OFFICE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", kinds.UNKNOWN),
        (b"<!doctype html><script>1</script>", kinds.UNKNOWN),
        (b"MZ" + bytes(60), kinds.UNKNOWN),
        (jpeg()[:300], pictures.DAMAGED),
        (b"\xff\xd8\xff" + bytes(100), pictures.DAMAGED),
        (bytes(10 * 1024 * 1024 + 1), "Tệp lớn hơn 10 MB; giảm dung lượng rồi chọn lại."),
    ],
)
def test_what_is_not_taken_is_refused_with_what_to_do(data, sentence):
    assert refusal(data) == sentence


# --- PDFs ------------------------------------------------------------------------------------------------------------


def test_a_pdf_keeps_its_pages_and_loses_author_description_and_what_its_pictures_tell():
    given_ = pdf(pages=3)
    kept = clean_file(given_)

    assert (given_.count(b"secret-author"), b"secret-telephone" in given_) == (1, True)
    assert b"secret" not in kept.data
    assert (kept.media_type, kept.ending, kept.as_given) == ("application/pdf", "pdf", False)
    with pypdfium2.PdfDocument(kept.data) as document:
        assert len(document) == 3
        shown = document[0].render().to_pil().convert("RGB")
    assert shown.getpixel((10, 20))[1] > 200
    assert shown.getpixel((50, 20))[1] < 60


def test_links_of_a_pdf_lead_nowhere_any_more():
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.vn/theo-doi)>>>>]"

    assert b"example.vn" in pdf(page=link)
    assert b"example.vn" not in clean_file(pdf(page=link)).data


@pytest.mark.parametrize(
    "inside",
    [
        {"catalog": b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"},
        {"catalog": b"/Names<</JavaScript<</Names[]>>>>"},
        {"catalog": b"/Names<</EmbeddedFiles<</Names[]>>>>"},
        {"catalog": b"/AcroForm<</XFA 7 0 R>>"},
        {"page": b"/AA<</O<</S/Launch/F(cmd.exe)>>>>"},
        {"page": b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://x)>>>>]"},
        {"page": b"/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>]"},
        {"page": b"/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]"},
    ],
)
def test_a_pdf_that_would_do_something_is_refused(inside):
    assert refusal(pdf(**inside)) == pdfs.ACTIVE


def test_a_pdf_that_unpacks_to_very_much_is_not_unpacked():
    bomb = stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zlib.compress(bytes(pdfs._MAX_STREAM + 1), 9))

    with pytest.raises(Unreadable, match="nén quá mức"):
        clean_file(pdf(more=(bomb,)))


def test_many_streams_together_are_no_way_round(monkeypatch):
    monkeypatch.setattr(pdfs, "_MAX_STREAMS", 100_000)
    half = stream(b"/Filter/FlateDecode", zlib.compress(bytes(60_000)))

    assert clean_file(pdf(more=(half,))).media_type == "application/pdf"
    with pytest.raises(Unreadable, match="nén quá mức"):
        clean_file(pdf(more=(half, half)))


def test_a_pdf_has_at_most_50_pages():
    with pypdfium2.PdfDocument(clean_file(pdf(pages=50)).data) as document:
        assert len(document) == 50
    assert refusal(pdf(pages=51)) == pdfs.TOO_MANY_PAGES


def test_a_signed_pdf_is_kept_byte_for_byte():
    signed = papers().sealed
    kept = clean_file(signed)

    assert (kept.data == signed, kept.as_given) == (True, True)


def test_a_locked_pdf_is_refused():
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf())))
    writer.encrypt(owner_pass="chu", user_pass="mat-khau")
    locked = BytesIO()
    writer.write(locked)

    assert refusal(locked.getvalue()) == pdfs.LOCKED


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([pdf(), jpeg(), picture("PNG"), picture("WEBP")]), st.data())
def test_a_mutilated_file_is_taken_or_refused_with_a_sentence(whole, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole[: data.draw(st.integers(at, len(whole)))])
    broken[at : at + 8] = data.draw(st.binary(max_size=16))
    with suppress(Unreadable):
        clean_file(bytes(broken))
