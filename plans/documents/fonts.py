"""Finds the Times-compatible font a document is set in and makes sure it has every Vietnamese letter.

A missing family is silent everywhere: fontconfig answers with another font and the renderer prints boxes. So the four
files are found by name, opened and counted here, and the renderer is given exactly these files.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plans.content.vietnamese import nfc
from plans.exceptions import RenderFailed

#: Nghị định 30/2020/NĐ-CP, Phụ lục I asks for Times New Roman; the others have its widths, letter by letter.
CANDIDATES = ("Times New Roman", "Tinos", "Liberation Serif")

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SIGNS = "“”‘’–—…°%/\\()[]{}<>+=*&@#§•×"
_SMALL = "đ" + "".join(nfc(vowel + tone) for vowel in _VOWELS for tone in _TONES)

#: Every character an official document can be expected to hold (TCVN 6909:2001 and its punctuation).
LETTERS = frozenset(_SMALL + _SMALL.upper() + "".join(map(chr, range(0x20, 0x7F))) + _SIGNS)

_MISSING = (
    "Máy chủ chưa có phông chữ kiểu Times New Roman đủ chữ tiếng Việt nên chưa in được văn bản; quản trị cài gói "
    "fonts-croscore (phông Tinos) hoặc fonts-liberation2 rồi khởi động lại cổng."
)
_NO_FONTCONFIG = (
    "Máy chủ chưa có chương trình fc-list nên không tìm được phông chữ; quản trị cài gói fontconfig và fonts-croscore "
    "rồi khởi động lại cổng."
)

# fontconfig's own numbers: weight 80 regular and 200 bold, slant 0 upright and 100 italic.
_FACES = {(80, 0): "regular", (200, 0): "bold", (80, 100): "italic", (200, 100): "bold_italic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFont:
    """The family a document is set in and the files of its four faces."""

    family: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    @property
    def files(self) -> tuple[Path, Path, Path, Path]:
        """The four files: regular, bold, italic, bold italic."""
        return (self.regular, self.bold, self.italic, self.bold_italic)


@cache
def find_document_font() -> DocumentFont:
    """The first candidate whose four faces have every Vietnamese letter; asked once per process.

    Raises RenderFailed with the package to install when there is none.
    """
    for family in CANDIDATES:
        for font in _installed(family):
            if not any(missing_letters(file) for file in font.files):
                return font
    raise RenderFailed(_MISSING)


def missing_letters(file: Path, wanted: frozenset[str] = LETTERS) -> str:
    """The wanted characters a font file has no glyph for, in Unicode order; all of them when it is no font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            glyphs = font.getBestCmap() or {}
    except (TTLibError, OSError):
        glyphs = {}
    return "".join(sorted(letter for letter in wanted if ord(letter) not in glyphs))


def unprintable(text: str) -> str:
    """The characters of a text the document font has no glyph for (pictures, other scripts); each once, in order."""
    known = _characters(find_document_font().regular)
    return "".join(dict.fromkeys(letter for letter in nfc(text) if ord(letter) not in known and not letter.isspace()))


@cache
def _characters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _installed(family: str) -> Iterator[DocumentFont]:
    """The folders in which a family lies with all four faces; two copies of a family are never mixed."""
    folders: dict[Path, dict[str, Path]] = {}
    for line in _listed(family):
        file, weight, slant = line.split("\t")
        face = _FACES.get((int(weight), int(slant))) if weight.isdigit() and slant.isdigit() else None
        if face:
            folders.setdefault(Path(file).parent, {}).setdefault(face, Path(file))
    for folder in sorted(folders):
        if len(folders[folder]) == len(_FACES):
            yield DocumentFont(family=family, **folders[folder])


def _listed(family: str) -> list[str]:
    """fontconfig's list of exactly this family (it does not substitute here), sorted: its own order is by chance."""
    program = shutil.which("fc-list")
    if program is None:
        raise RenderFailed(_NO_FONTCONFIG)
    try:
        answer = subprocess.run(
            [program, "--format=%{file}\t%{weight}\t%{slant}\n", f"{family}:variable=false"],
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise RenderFailed(_NO_FONTCONFIG) from error
    return sorted(line for line in answer.stdout.splitlines() if line.count("\t") == 2)
