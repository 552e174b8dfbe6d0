"""Files that people bring as evidence: pictures with metadata, small PDFs written by hand."""

from io import BytesIO

from PIL import Image

XMP = (
    b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
    b"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:source>secret-xmp</dc:source></rdf:Description></rdf:RDF>"
    b"</x:xmpmeta><?xpacket end='w'?>"
)


def exif(orientation=1):
    """Where and with what a picture was taken."""
    told = Image.Exif()
    told[0x010F], told[0x0112] = "secret-telephone", orientation
    place = told.get_ifd(0x8825)
    place[1], place[2] = "N", (22.0, 8.0, 49.0)
    return told


def jpeg(width=60, height=40, *, orientation=1, colour="red"):
    """A JPEG as a telephone makes it, the left half white."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("white", (0, 0, width // 2, height))
    written = BytesIO()
    image.save(written, "JPEG", exif=exif(orientation), xmp=XMP, comment=b"secret-comment", quality=95)
    return written.getvalue()


def picture(kind, mode="RGB", width=60, height=40, **more):
    """A picture of another kind."""
    written = BytesIO()
    Image.new(mode, (width, height)).save(written, kind, **more)
    return written.getvalue()


def pdf(*, catalog=b"", page=b"", pages=1, picture=b"", more=()):
    """A PDF of equal pages with a picture on each, its author and description in it; object 6 is the author, 7 XMP."""
    shown = picture or jpeg()
    kids = b" ".join(b"%d 0 R" % (8 + len(more) + at) for at in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"null",
        stream(b"", b"60 0 0 40 0 0 cm /I Do"),
        stream(
            b"/Type/XObject/Subtype/Image/Width 60/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            shown,
        ),
        b"<</Author(secret-author)>>",
        stream(b"/Type/Metadata/Subtype/XML", XMP),
        *more,
        *[
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 40]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
            + page
            + b">>"
        ]
        * pages,
    ]
    return _numbered(objects)


def stream(entries, data):
    """A stream object."""
    return b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def _numbered(objects):
    written, places = BytesIO(), []
    written.write(b"%PDF-1.7\n")
    for number, one in enumerate(objects, start=1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n" % number + one + b"\nendobj\n")
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        written.write(b"%010d 00000 n \n" % place)
    written.write(b"trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return written.getvalue()
