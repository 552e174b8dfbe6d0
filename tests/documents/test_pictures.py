"""Pages of a PDF as pictures."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from plans.documents import pictures
from plans.exceptions import Invalid, RenderFailed


def test_page_count_includes_appendices(printed_samples):
    assert pictures.page_count(printed_samples["commune"]) == 2
    assert pictures.page_count(printed_samples["long"]) >= 10


def test_page_is_a_picture_of_the_width_asked_for(printed_samples):
    picture = Image.open(BytesIO(pictures.page_png(printed_samples["commune"], 2, 500)))

    assert (picture.format, picture.width) == ("PNG", 500)
    assert abs(picture.height / picture.width - 297 / 210) < 0.01


def test_pages_differ_and_are_mostly_white(printed_samples):
    first, second = (pictures.page_png(printed_samples["commune"], page, 300) for page in (1, 2))
    picture = Image.open(BytesIO(first)).convert("L")

    assert first != second
    assert 0.02 < sum(picture.histogram()[:128]) / (picture.width * picture.height) < 0.3


def test_colour_of_a_signature_is_kept():
    page = Image.new("RGB", (210, 297), "white")
    ImageDraw.Draw(page).rectangle((50, 50, 100, 100), fill="blue")
    pdf = BytesIO()
    page.save(pdf, format="PDF")

    picture = Image.open(BytesIO(pictures.page_png(pdf.getvalue(), 1, 210)))

    assert picture.convert("RGB").getpixel((75, 75))[2] > 200
    assert picture.convert("RGB").getpixel((75, 75))[0] < 60


@pytest.mark.parametrize(("page", "width"), [(0, 300), (3, 300), (-1, 300), (1, 0), (1, 100_000)])
def test_page_or_width_that_cannot_be_shown(printed_samples, page, width):
    with pytest.raises(Invalid):
        pictures.page_png(printed_samples["commune"], page, width)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 nothing more", b"<html>"])
def test_damaged_file_is_refused_with_a_sentence(pdf):
    with pytest.raises(RenderFailed, match="bị hỏng"):
        pictures.page_count(pdf)
    with pytest.raises(RenderFailed, match="bị hỏng"):
        pictures.page_png(pdf, 1, 300)
