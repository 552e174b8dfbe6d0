"""The text layer of a PDF becomes words with place, size and face."""

import pytest

from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.pdf.glyphs import has_picture_of_page, is_picture, letters_of, opened, read_page
from tests.importing.files import locked_pdf, pdf_with, scanned

FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "I": "ABCDEF+Times-BoldItalic"}


def page_of(data, number=1):
    with opened(data) as document:
        return read_page(document, number)


def test_a_word_knows_its_place_from_the_top_left():
    (word,) = page_of(pdf_with([(72, 700, 12, "F", b"Ke")])).words

    assert (word.text, round(word.left), round(word.baseline), word.size) == ("Ke", 72, 142, 12.0)
    assert word.left < word.right < 100
    assert word.top < word.baseline < word.bottom


def test_the_name_of_the_font_tells_the_face():
    words = page_of(
        pdf_with([(72, 700 - 20 * place, 12, font, b"a") for place, font in enumerate(FONTS)], fonts=FONTS)
    ).words

    assert {(word.font, word.is_bold, word.is_italic) for word in words} == {
        ("Helvetica", False, False), ("Helvetica-Bold", True, False), ("ABCDEF+Times-BoldItalic", True, True),
    }  # fmt: skip


def test_spaces_gaps_and_strokes_make_words():
    page = page_of(
        pdf_with(
            [(72, 700, 12, "F", b"a b"), (72, 650, 12, "F", b"c"), (90, 650, 12, "F", b"d"), (96.7, 650, 12, "F", b"e")]
        )
    )

    assert [word.text for word in page.words] == ["a", "b", "c", "de"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_turned_on_its_side_has_no_upright_words_here(rotate):
    assert page_of(pdf_with([(72, 700, 12, "F", b"Ke hoach")], rotate=rotate)).words == ()


def test_a_hyphen_at_the_end_of_a_line_stays():
    page = page_of(pdf_with([(72, 700, 12, "F", b"28/2019/TT-"), (72, 684, 12, "F", b"BLDTBXH")]))

    assert [word.text for word in page.words] == ["28/2019/TT-", "BLDTBXH"]


def test_words_beyond_the_paper_are_not_printed():
    assert page_of(pdf_with([(700, 700, 12, "F", b"ngoai"), (72, 900, 12, "F", b"tren")])).words == ()


def test_a_password_and_damage_are_told_apart():
    for data, sentence in ((locked_pdf(), refusals.ENCRYPTED_PDF), (b"%PDF-1.4\nkhong co gi", refusals.DAMAGED_PDF)):
        with pytest.raises(Unreadable) as refused, opened(data):
            pass
        assert refused.value.message == sentence


def test_a_scan_is_a_picture_without_letters():
    with opened(scanned(pdf_with([(72, 700, 12, "F", b"Ke hoach")]), 72)) as document:
        assert letters_of(read_page(document, 1)) == (0, 0)
        assert is_picture(document, 1)
        assert has_picture_of_page(document, 1)


def test_a_page_of_text_is_no_picture():
    with opened(pdf_with([(72, 700, 12, "F", b"Ke hoach")])) as document:
        assert letters_of(read_page(document, 1)) == (7, 0)
        assert not is_picture(document, 1)
        assert not has_picture_of_page(document, 1)


def test_a_page_drawn_in_outlines_is_a_picture():
    with opened(pdf_with([], picture="0 0 m 9 9 l S\n" * 60)) as document:
        assert is_picture(document, 1)
