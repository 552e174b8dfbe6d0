"""Files for tests, made as the programs of offices make them: Word, PDF by hand, a scan of printed pages, traps."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pypdfium2
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")


def saved(document: WordDocument) -> bytes:
    """The bytes of a .docx file."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def word_with(*paragraphs: str) -> bytes:
    """A .docx file with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def add_xml(document: WordDocument, xml: str) -> None:
    """Add body elements written as XML, for what python-docx has no words for; w: is declared."""
    wrapper = parse_xml(f"<w:body {W} {nsdecls('wp', 'a')} {_MORE_NAMES}>{xml}</w:body>")
    end = document.element.body.sectPr
    for element in list(wrapper):
        end.addprevious(element)


_MORE_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def set_lists(document: WordDocument, xml: str) -> None:
    """Replace the numbering part by these w:abstractNum and w:num elements."""
    root = document.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    for element in list(parse_xml(f"<w:numbering {W}>{xml}</w:numbering>")):
        root.append(element)


def level(place: int, style: str, text: str, more: str = "") -> str:
    """A w:lvl element."""
    printed = f'<w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/>{printed}</w:lvl>'


def item(text: str, place: int = 0, list_id: int = 1) -> str:
    """A numbered paragraph."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def repacked(
    data: bytes, *, added: dict[str, bytes] | None = None, changed: dict[str, tuple[bytes, bytes]] | None = None
) -> bytes:
    """The ZIP again, with parts added and words in parts replaced."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            before, after = (changed or {}).get(name, (b"", b""))
            content = old.read(name)
            assert not before or before in content
            new.writestr(name, content.replace(before, after) if before else content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return target.getvalue()


#: A piece of a page: from the left, from the bottom, size, font (a name of _FONTS), stored bytes.
Piece = tuple[float, float, float, str, bytes]


def pdf_with(
    *pages: list[Piece], fonts: dict[str, str] | None = None, trailer: str = "", rotate: int = 0, picture: str = ""
) -> bytes:
    """A PDF by hand: text in one-byte Western letters, on A4; `fonts` maps names used in pieces to base fonts."""
    fonts = fonts or {"F": "Helvetica"}
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    entries = []
    for name, base in fonts.items():
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode("ascii")
        )
        entries.append(f"/{name} {len(objects)} 0 R")
    kids = []
    for pieces in pages:
        drawn = b"".join(
            b"BT /%s %g Tf %g %g Td <%s> Tj ET\n" % (font.encode(), size, left, up, text.hex().encode())
            for left, up, size, font, text in pieces
        )
        drawn += picture.encode("ascii")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {' '.join(entries)} >> >> >>".encode("ascii")
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode("ascii"),
        start,
    )


def locked_pdf() -> bytes:
    """A PDF whose password nobody here knows."""
    lock = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}>"
    trailer = f"/Encrypt << {lock} >> /ID [<{'01' * 16}> <{'01' * 16}>]"
    return pdf_with([(72, 700, 12, "F", b"bi mat")], trailer=trailer)


def locked_word() -> bytes:
    """What Word writes for a document with a password: an OLE file around the encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


def old_word() -> bytes:
    """The beginning of a document of Word 97."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(480)


def scanned(pdf: bytes, dots_per_inch: int = 200) -> bytes:
    """The pages of a PDF as a scanner gives them: one grey picture each."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=dots_per_inch / 72).to_pil().convert("L") for page in document]
    target = BytesIO()
    pictures[0].save(target, "PDF", resolution=dots_per_inch, save_all=True, append_images=pictures[1:])
    return target.getvalue()
