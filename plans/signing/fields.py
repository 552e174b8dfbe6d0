"""Turns a page with blank places into a form that can be filled and signed without a new rendering."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from plans.content.places import Rectangle, SigningPlaces
from plans.exceptions import NotNow, Unreadable

#: The names of the four fields, inside the file: whoever signs elsewhere signs into the last two.
NUMBER_FIELD = "SoKyHieu"
DATE_FIELD = "DiaDanhNgayThang"
LEADER_FIELD = "ChuKyLanhDao"
ORGAN_FIELD = "ChuKyCoQuan"

#: What a reader's window and a screen reader call them.
READABLE = {
    NUMBER_FIELD: "Số, ký hiệu",
    DATE_FIELD: "Địa danh, ngày tháng năm",
    LEADER_FIELD: "Chữ ký số của người có thẩm quyền",
    ORGAN_FIELD: "Chữ ký số của cơ quan",
}

_NOT_OURS = "Tệp không có chỗ ghi số và ngày: không phải bản do cổng tạo để ký, hoặc đã bị phần mềm khác lưu lại."
_BROKEN = "Tệp PDF bị hỏng hoặc bị khóa nên không đọc được; xuất lại từ phần mềm ký rồi tải lên lần nữa."

#: What reading a mutilated file ends in, beside pyHanko's own errors.
PARSING_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip

# Form field flags (ISO 32000-1, 12.7.3): a text nobody edits in a reader, of several lines. Annotation flags: printed.
_READ_ONLY, _MULTILINE, _PRINTED = 1, 1 << 12, 4
_CENTRED = 1


def with_fields(pdf: bytes, places: SigningPlaces, *, number: tuple[str, bytes], date: tuple[str, bytes]) -> bytes:
    """The same pages with two text fields (each its text and its picture, a one-page PDF) and two empty signatures."""
    from pyhanko.pdf_utils import generic
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

    # After the organ has signed, number and date are closed too.
    closed = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=[NUMBER_FIELD, DATE_FIELD])
    with opened_for_update(pdf) as writer:
        name = generic.pdf_name
        shown = {NUMBER_FIELD: _imported(writer, number[1]), DATE_FIELD: _imported(writer, date[1])}
        fonts = shown[NUMBER_FIELD].get_object()["/Resources"]["/Font"]
        usual = generic.TextStringObject(f"{next(iter(fonts))} 13 Tf 0 g")
        fields = generic.ArrayObject()
        form = generic.DictionaryObject(
            {
                name("/Fields"): fields,
                name("/DR"): generic.DictionaryObject({name("/Font"): fonts}),
                name("/DA"): usual,
            }
        )
        writer.root["/AcroForm"] = writer.add_object(form)
        writer.update_root()
        for field, place, text in ((NUMBER_FIELD, places.number, number[0]), (DATE_FIELD, places.date, date[0])):
            widget = _widget(writer, field, place)
            widget[name("/DA")], widget[name("/Q")] = usual, generic.NumberObject(_CENTRED)
            widget[name("/V")] = generic.TextStringObject(text)
            widget[name("/AP")] = generic.DictionaryObject({name("/N"): shown[field]})
            reference = writer.add_object(widget)
            fields.append(reference)
            writer.register_annotation(_page(writer, place.page), reference)
        for field, place in ((LEADER_FIELD, places.leader), (ORGAN_FIELD, places.organ)):
            sides = (place.left, place.bottom, place.right, place.top)
            box: Any = tuple(round(one, 2) for one in sides)  # pyHanko takes parts of points, its types do not say so
            append_signature_field(
                writer,
                SigFieldSpec(
                    sig_field_name=field,
                    on_page=place.page,
                    box=box,
                    empty_field_appearance=False,
                    field_mdp_spec=closed if field == ORGAN_FIELD else None,
                    readable_field_name=READABLE[field],
                ),
            )
        return written(writer)


def fill(pdf: bytes, *, number: tuple[str, bytes], date: tuple[str, bytes]) -> bytes:
    """The file with other words in its two text fields, added at its end: signatures before stay valid.

    Raises NotNow when the file is none of ours, Unreadable when it is none at all.
    """
    from pyhanko.pdf_utils import generic

    with opened_for_update(pdf) as writer:
        fields = dict(_fields(writer))
        if not {NUMBER_FIELD, DATE_FIELD} <= set(fields):
            raise NotNow(_NOT_OURS)
        for field, (text, shown) in ((NUMBER_FIELD, number), (DATE_FIELD, date)):
            widget = fields[field]
            widget["/V"] = generic.TextStringObject(text)
            widget["/AP"] = generic.DictionaryObject({generic.pdf_name("/N"): _imported(writer, shown)})
            writer.update_container(widget)
        return written(writer)


def field_places(pdf: bytes) -> dict[str, Rectangle]:
    """Where the fields of a file stand, by name. Raises Unreadable."""
    with opened_for_update(pdf) as writer:
        pages = {writer.prev.find_page_for_modification(at)[0].idnum: at for at in range(_page_total(writer))}
        found = {}
        for field, widget in _fields(writer):
            left, bottom, right, top = (float(side) for side in widget["/Rect"])
            page = pages.get(widget.raw_get("/P").idnum, 0)
            found[field] = Rectangle(page=page, left=left, bottom=bottom, right=right, top=top)
        return found


def with_corner(pdf: bytes, stamp: bytes, *, margin: float = 10.0) -> bytes:
    """A file nobody signed yet with a small page (documents.blanks.corner_pdf) in the upper right of its first page.

    `margin` is the distance to both edges, in millimetres.
    """
    from pyhanko.pdf_utils import generic

    with opened_for_update(pdf) as writer:
        shown = _imported(writer, stamp)
        _, _, width, height = (float(side) for side in shown.get_object()["/BBox"])
        sheet = writer.prev.find_page_for_modification(0)[0].get_object()
        box = sheet["/MediaBox"] if "/MediaBox" in sheet else writer.prev.root["/Pages"]["/MediaBox"]
        away = margin / 25.4 * 72
        left, bottom = float(box[2]) - away - width, float(box[3]) - away - height
        command = f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm /ThangtreemCorner Do Q".encode("ascii")
        name = generic.pdf_name
        resources = generic.DictionaryObject(
            {name("/XObject"): generic.DictionaryObject({name("/ThangtreemCorner"): shown})}
        )
        stream = writer.add_object(generic.StreamObject(stream_data=command))
        writer.add_stream_to_page(0, stream, resources=resources)
        return written(writer)


@contextmanager
def opened_for_update(pdf: bytes) -> Iterator[Any]:
    """A writer that adds to the end of the file. Raises Unreadable when the bytes are no PDF that can be read."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        if writer.prev.encrypted:
            raise Unreadable(_BROKEN)
        yield writer
    except (PdfError, *PARSING_ERRORS) as error:
        raise Unreadable(_BROKEN) from error


def written(writer: Any) -> bytes:
    """The bytes of the file with what was added."""
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _widget(writer: Any, field: str, place: Rectangle) -> Any:
    from pyhanko.pdf_utils import generic

    name = generic.pdf_name
    flags = _READ_ONLY | (_MULTILINE if field == DATE_FIELD else 0)
    return generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/Widget"),
            name("/FT"): name("/Tx"),
            name("/T"): generic.TextStringObject(field),
            name("/TU"): generic.TextStringObject(READABLE[field]),
            name("/Ff"): generic.NumberObject(flags),
            name("/F"): generic.NumberObject(_PRINTED),
            name("/P"): _page(writer, place.page),
            name("/Rect"): generic.ArrayObject(
                generic.FloatObject(f"{side:.3f}") for side in (place.left, place.bottom, place.right, place.top)
            ),
        }
    )


def _page(writer: Any, number: int) -> Any:
    return writer.find_page_for_modification(number)[0]


def _page_total(writer: Any) -> int:
    return int(writer.prev.root["/Pages"]["/Count"])


def _imported(writer: Any, page: bytes) -> Any:
    """The only page of a small PDF as something that can be shown on a page of this file."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    return writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))


def _fields(writer: Any) -> Iterator[tuple[str, Any]]:
    """The fields of the form as they are in the file now, by name."""
    if "/AcroForm" not in writer.root:
        return
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        yield str(field["/T"]) if "/T" in field else "", field
