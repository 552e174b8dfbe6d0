"""The document font: found by name, believed only when every Vietnamese letter is there."""

import shutil

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from plans.documents import fonts
from plans.exceptions import RenderFailed


@pytest.fixture
def only_fonts_in(tmp_path, monkeypatch):
    """fontconfig sees nothing but the folders named."""
    (tmp_path / "cache").mkdir()

    def restrict(*folders):
        listed = "".join(f"<dir>{folder}</dir>" for folder in folders)
        (tmp_path / "fonts.conf").write_text(
            f"<fontconfig>{listed}<cachedir>{tmp_path}/cache</cachedir></fontconfig>", encoding="utf-8"
        )
        monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
        fonts.find_document_font.cache_clear()

    yield restrict
    fonts.find_document_font.cache_clear()


@pytest.fixture
def font_without_vietnamese(tmp_path):
    """A "Times New Roman" with the letters of English only, as Debian's fonts-liberation 1.07 answers for it."""
    folder = tmp_path / "english"
    folder.mkdir()
    for number, file in enumerate(fonts.find_document_font().files):
        with TTFont(file) as font:
            subsetter = subset.Subsetter(subset.Options(name_IDs=["*"], notdef_outline=True))
            subsetter.populate(unicodes=range(0x20, 0x7F))
            subsetter.subset(font)
            for name in font["name"].names:
                if name.nameID in (1, 16):
                    name.string = "Times New Roman"
            font.save(folder / f"times{number}.ttf")
    return folder


def test_letters_are_every_vietnamese_letter():
    assert {"ạ", "Ậ", "ẵ", "Ỡ", "ự", "Ỷ", "đ", "Đ", "“", "–", "…", "%"} <= fonts.LETTERS
    assert len([letter for letter in fonts.LETTERS if letter.isalpha() and ord(letter) > 127]) == 134


def test_found_font_has_every_letter_in_four_faces():
    font = fonts.find_document_font()

    assert font.family in fonts.CANDIDATES
    assert len(set(font.files)) == 4
    assert [fonts.missing_letters(file) for file in font.files] == ["", "", "", ""]


def test_faces_are_not_mixed_up():
    styles = []
    for file in fonts.find_document_font().files:
        with TTFont(file) as font:
            styles.append((font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)))

    assert styles == [(400, False), (700, False), (400, True), (700, True)]


def test_font_without_vietnamese_letters_is_passed_over(only_fonts_in, font_without_vietnamese):
    good = fonts.find_document_font()
    only_fonts_in(font_without_vietnamese, good.regular.parent)

    assert len(fonts.missing_letters(font_without_vietnamese / "times0.ttf")) > 134
    assert fonts.find_document_font() == good


def test_no_font_says_which_package_to_install(only_fonts_in, font_without_vietnamese):
    only_fonts_in(font_without_vietnamese)

    with pytest.raises(RenderFailed, match="cài gói fonts-croscore") as failure:
        fonts.find_document_font()

    assert failure.value.status == 503


def test_family_with_a_face_missing_is_passed_over(only_fonts_in, tmp_path):
    folder = tmp_path / "three"
    folder.mkdir()
    for file in fonts.find_document_font().files[:3]:
        shutil.copy(file, folder)
    only_fonts_in(folder)

    with pytest.raises(RenderFailed):
        fonts.find_document_font()


def test_without_fontconfig_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    fonts.find_document_font.cache_clear()

    with pytest.raises(RenderFailed, match="fc-list"):
        fonts.find_document_font()

    fonts.find_document_font.cache_clear()


def test_file_that_is_no_font_misses_everything(tmp_path):
    (tmp_path / "x.ttf").write_bytes(b"no font")

    assert fonts.missing_letters(tmp_path / "x.ttf", frozenset("ab")) == "ab"
    assert fonts.missing_letters(tmp_path / "absent.ttf", frozenset("ab")) == "ab"


def test_unprintable_names_each_odd_character_once():
    assert fonts.unprintable("Trẻ em 漢😀漢 vui\nchơi") == "漢😀"
    assert fonts.unprintable("Hành động vì tre\u0309 em – “đủ chữ”…") == ""
