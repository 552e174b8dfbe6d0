"""TCVN3 and VNI become Unicode; Unicode stays as it is."""

import pytest

from plans.content.vietnamese import nfc, upper
from plans.importing.letters.encodings import (
    Encoding,
    Restorer,
    decoded,
    detected,
    font_encoding,
    shows_capitals,
)

TITLE = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
IN_TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
IN_VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"
LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"


def stored_as(encoding: Encoding) -> dict[str, str]:
    """Each Vietnamese letter by what the table of the encoding stores for it, found by decoding every code."""
    singles = [chr(code) for code in range(0xA0, 0x100)]
    pairs = [base + mark for base in "aeouyôöAEOUYÔÖ" for mark in singles]
    found = {}
    for stored in [*pairs, *singles]:
        found[decoded(stored, encoding)] = stored
    return found


def test_known_lines_are_read():
    assert decoded(IN_TCVN3, Encoding.TCVN3) == TITLE
    assert decoded(IN_VNI, Encoding.VNI) == TITLE


@pytest.mark.parametrize("encoding", Encoding)
def test_every_letter_has_a_place_in_the_table(encoding):
    places = stored_as(encoding)

    assert [letter for letter in LETTERS if letter not in places] == []
    assert len({places[letter] for letter in LETTERS}) == len(LETTERS)


def test_vni_has_every_capital_and_takes_a_capital_with_a_small_mark():
    places = stored_as(Encoding.VNI)

    assert [letter for letter in upper(LETTERS) if letter not in places] == []
    assert decoded("UÛY BAN, Uûy ban, ÑAÛNG", Encoding.VNI) == "ỦY BAN, Ủy ban, ĐẢNG"


def test_tcvn3_has_the_seven_capitals_without_a_tone():
    assert decoded("\xa1\xa2\xa3\xa4\xa5\xa6\xa7", Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"


def test_the_horned_u_is_found_where_a_program_wrote_a_hyphen():
    stored = "Ch-a ®-îc nh-ng KH-UBND, TT-BYT - ngµy 12-5, -u tiªn -"

    assert decoded(stored, Encoding.TCVN3) == "Chưa được nhưng KH-UBND, TT-BYT - ngày 12-5, ưu tiên -"


def test_ascii_is_the_same_in_both():
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))

    assert {decoded(ascii_letters, encoding) for encoding in Encoding} == {ascii_letters}


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".VnArial NarrowH", Encoding.TCVN3),
        ("ABCDEF+.VnTime-Bold", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("VNI-Helve-Condense,Bold", Encoding.VNI),
        ("Times New Roman", None),
        ("VnTeX", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_tells_its_encoding(font, encoding):
    assert font_encoding(font) is encoding


def test_fonts_ending_in_h_show_capitals():
    assert [shows_capitals(font) for font in (".VnTimeH", "ABCDEF+.VnArialH,Bold", ".VnTime", "VNI-TimesH")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_what_the_letters_make_tells_the_encoding():
    assert detected(IN_TCVN3) is Encoding.TCVN3
    assert detected(IN_VNI) is Encoding.VNI
    assert detected(TITLE) is None
    assert detected("Ngày hội của bé: là, và, cả, gì, ghé, quà") is None
    assert detected("Plan for children, 12 pages") is None


def test_too_few_words_tell_nothing():
    assert detected("héi chñ") is None


def test_a_document_is_restored_by_its_fonts():
    restorer = Restorer([(".VnTime", IN_TCVN3), ("Times New Roman", TITLE), (".VnTimeH", "kÕ ho¹ch")])

    assert restorer.restored(".VnTime", "trÎ em") == "trẻ em"
    assert restorer.restored(".VnTimeH", "kÕ ho¹ch") == "KẾ HOẠCH"
    assert restorer.restored("Times New Roman", TITLE) == TITLE
    assert restorer.remarks == ("Đã chuyển từ bảng mã TCVN3 (ABC) sang Unicode.",)


def test_unicode_typed_under_an_old_fonts_name_stays():
    restorer = Restorer([(".VnTime", TITLE), (".VnTime", "là và cả quà gì")])

    assert restorer.restored(".VnTime", TITLE) == TITLE
    assert restorer.restored(".VnTime", "là và cả") == "là và cả"
    assert restorer.remarks == ()


def test_text_without_a_font_is_judged_as_a_whole():
    restorer = Restorer([("", IN_VNI), ("Arial", "naêm hoïc")])

    assert restorer.restored("Arial", "naêm hoïc") == "năm học"
    assert nfc(restorer.restored("", IN_VNI)) == TITLE
