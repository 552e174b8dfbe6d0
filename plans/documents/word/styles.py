"""The named styles of a Word document, made from the layout parameters; every size, indent and gap lives here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from plans.content.layout import LayoutParameters

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
#: The key of the table style without borders and padding.
BORDERLESS_TABLE = "BangKhongVien"

#: The height of a line of Times New Roman set single, and of its letters over the baseline, as shares of its size.
SINGLE_LINE, ASCENT = 1.149, 0.891
POINTS_PER_MILLIMETRE = 72 / 25.4
#: The levels a heading can have: five below the document's own title.
HEADING_LEVELS = (1, 2, 3, 4, 5)
#: Room for the leader's signature and, over its left third, the organ's seal; millimetres.
_SIGNATURE_ROOM = 28
_OVER_NUMBER, _OVER_HEADING, _UNDER_HEADING, _OVER_SIGNING = 4, 6, 4, 4
_ADDRESSEES_INDENT = 27
_UNDER_RULED_LINE = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Lengths in points; `line` is a share of the size; `outline` is Word's heading level from 0.

    What is None or empty is as in the style it is based on. A ruled one has a drawn line over it, as wide as its
    paragraph: nothing is ever underlined.
    """

    key: str
    name: str
    based_on: str = "Normal"
    size: float | None = None
    is_bold: bool | None = None
    is_italic: bool | None = None
    align: str = ""
    first_line: float | None = None
    left: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact_line: float | None = None
    keeps_next: bool = False
    is_ruled: bool = False
    outline: int | None = None


def write_styles(document: "Document", layout: LayoutParameters) -> None:
    """Put our styles in place of the ones an empty Word document brings along."""
    from docx.oxml import parse_xml

    root = document.styles.element
    for child in list(root):
        if not child.tag.endswith("}latentStyles"):
            root.remove(child)
    root.insert(0, parse_xml(_defaults(layout)))
    root.append(parse_xml(_normal()))
    for style in document_styles(layout):
        root.append(parse_xml(_style_xml(style)))
    root.append(parse_xml(_tables()))
    root.append(parse_xml(_borderless_table()))


def heading_key(level: int, *, is_bold: bool) -> str:
    """The style of a heading: its level decides what Word's navigation shows, its numeral whether it is bold."""
    level = min(level, HEADING_LEVELS[-1])
    return f"Muc{level}" if is_bold else f"Muc{level}Thuong"


def document_styles(layout: LayoutParameters) -> tuple[Style, ...]:
    """Every style of an official document, box by box of Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    return (*_letterhead(layout), *_title(layout), *_running_text(layout), *_signing(layout), *_appendix(layout))


def _letterhead(layout: LayoutParameters) -> Iterator[Style]:
    issuer, number = layout.issuer_size, layout.number_size
    yield Style(key="SoTrang", name="Số trang", size=layout.page_number_size, align="center")
    yield Style(key="CoQuanChuQuan", name="Cơ quan chủ quản", size=issuer, align="center")
    yield Style(key="CoQuanBanHanh", name="Cơ quan ban hành", size=issuer, is_bold=True, align="center")
    yield Style(key="QuocHieu", name="Quốc hiệu", size=layout.national_title_size, is_bold=True, align="center")
    yield Style(key="TieuNgu", name="Tiêu ngữ", size=layout.motto_size, is_bold=True, align="center")
    yield Style(key="SoKyHieu", name="Số và ký hiệu", size=number, align="center", before=over_number())
    yield Style(
        key="DiaDanh", name="Địa danh và thời gian", size=layout.place_size, is_italic=True, align="center",
        before=_mm(_OVER_NUMBER),
    )  # fmt: skip
    yield Style(key="TrichYeuCongVan", name="Trích yếu công văn", size=issuer, align="center")
    yield Style(key="DuongKe", name="Đường kẻ", align="center", before=_UNDER_RULED_LINE, exact_line=1, is_ruled=True)


def _title(layout: LayoutParameters) -> Iterator[Style]:
    size, line = layout.title_size, layout.line_spacing
    yield Style(
        key="TenLoai", name="Tên loại văn bản", size=size, is_bold=True, align="center", before=_mm(_OVER_HEADING),
        line=line, keeps_next=True, outline=0,
    )  # fmt: skip
    yield Style(key="TrichYeu", name="Trích yếu", size=size, is_bold=True, align="center", line=line, keeps_next=True)
    yield Style(key="ChuThichTrichYeu", name="Chú thích trích yếu", based_on="TrichYeu", is_bold=False, is_italic=True)
    yield Style(
        key="DuongKeTrichYeu",
        name="Đường kẻ dưới trích yếu",
        based_on="DuongKe",
        after=_mm(_UNDER_HEADING),
        keeps_next=True,
    )
    yield Style(
        key="KinhGui", name="Kính gửi", align="center", before=_mm(_OVER_HEADING), after=_mm(_UNDER_HEADING), line=line
    )
    yield Style(
        key="KinhGuiNhieuNoi", name="Kính gửi nhiều nơi", based_on="KinhGui", align="left",
        left=_mm(_ADDRESSEES_INDENT),
    )  # fmt: skip


def _running_text(layout: LayoutParameters) -> Iterator[Style]:
    yield Style(
        key="DoanVan", name="Đoạn văn", size=layout.body_size, align="both", line=layout.line_spacing,
        first_line=_mm(layout.first_line_indent), after=layout.paragraph_gap,
    )  # fmt: skip
    yield Style(key="CanCu", name="Căn cứ", based_on="DoanVan", is_italic=True)
    for level in HEADING_LEVELS:
        yield Style(
            key=heading_key(level, is_bold=True), name=f"Mục cấp {level}", based_on="DoanVan", is_bold=True,
            keeps_next=True, outline=level,
        )  # fmt: skip
        yield Style(
            key=heading_key(level, is_bold=False), name=f"Mục cấp {level} chữ thường",
            based_on=heading_key(level, is_bold=True), is_bold=False,
        )  # fmt: skip


def _signing(layout: LayoutParameters) -> Iterator[Style]:
    # The recipients' word is smaller than the leader's capacity; both stand on one line.
    lower = max(0.0, (layout.signature_size - layout.recipients_title_size) * ASCENT)
    yield Style(
        key="NoiNhan", name="Nơi nhận", size=layout.recipients_title_size, is_bold=True, is_italic=True, before=lower
    )
    yield Style(key="DongNoiNhan", name="Dòng nơi nhận", size=layout.recipients_size)
    yield Style(
        key="ChucVu", name="Quyền hạn và chức vụ", size=layout.signature_size, is_bold=True, align="center",
        keeps_next=True,
    )  # fmt: skip
    yield Style(key="NguoiKy", name="Họ tên người ký", based_on="ChucVu", before=_mm(_SIGNATURE_ROOM))
    yield Style(key="HetPhan", name="Hết phần", size=1, exact_line=1)


def _appendix(layout: LayoutParameters) -> Iterator[Style]:
    yield Style(key="PhuLuc", name="Phụ lục", based_on="TrichYeu", outline=0)
    yield Style(key="TenPhuLuc", name="Tên phụ lục", based_on="TrichYeu")
    yield Style(key="KemTheo", name="Kèm theo văn bản", based_on="ChuThichTrichYeu", after=_mm(_UNDER_HEADING))


def over_number(lower: float = 0) -> float:
    """The gap over number and place in points; `lower` is what makes two sizes stand on one line."""
    return _mm(_OVER_NUMBER) + max(0.0, lower)


def over_signing() -> float:
    """The gap over the recipients and the signature, in points."""
    return _mm(_OVER_SIGNING)


def _mm(millimetres: float) -> float:
    return millimetres * POINTS_PER_MILLIMETRE


def twentieths(points: float) -> int:
    """Points as Word counts lengths."""
    return round(points * 20)


# --- As WordprocessingML ---------------------------------------------------------------------------------------------

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _defaults(layout: LayoutParameters) -> str:
    """Times New Roman for every script: with one left out, Word takes another font for "Đ" or for quotation marks."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults {_NAMESPACE}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'{_sizes(layout.body_size)}<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal() -> str:
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    )


def _style_xml(style: Style) -> str:
    based_on = f'<w:basedOn w:val="{style.based_on}"/>'
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph" w:customStyle="1" w:styleId="{style.key}">'
        f"<w:name w:val={quoteattr(style.name)}/>{based_on}<w:qFormat/>"
        f"<w:pPr>{''.join(_paragraph_marks(style))}</w:pPr><w:rPr>{''.join(_letter_marks(style))}</w:rPr></w:style>"
    )


def _paragraph_marks(style: Style) -> Iterable[str]:
    """In the order the schema asks for: Word refuses a file whose marks stand otherwise."""
    if style.keeps_next:
        yield "<w:keepNext/>"
    if style.is_ruled:
        yield '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
    spacing = {"before": style.before, "after": style.after}
    told = [f'w:{name}="{twentieths(value)}"' for name, value in spacing.items() if value is not None]
    if style.line is not None:
        told.append(f'w:line="{round(240 * style.line / SINGLE_LINE)}" w:lineRule="auto"')
    if style.exact_line is not None:
        told.append(f'w:line="{twentieths(style.exact_line)}" w:lineRule="exact"')
    if told:
        yield f"<w:spacing {' '.join(told)}/>"
    indents = {"left": style.left, "firstLine": style.first_line}
    told = [f'w:{name}="{twentieths(value)}"' for name, value in indents.items() if value is not None]
    if told:
        yield f"<w:ind {' '.join(told)}/>"
    if style.align:
        yield f'<w:jc w:val="{style.align}"/>'
    if style.outline is not None:
        yield f'<w:outlineLvl w:val="{style.outline}"/>'


def _letter_marks(style: Style) -> Iterable[str]:
    for mark, is_on in (("b", style.is_bold), ("i", style.is_italic)):
        if is_on is not None:
            yield f'<w:{mark} w:val="{int(is_on)}"/><w:{mark}Cs w:val="{int(is_on)}"/>'
    if style.size is not None:
        yield _sizes(style.size)


def _sizes(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _tables() -> str:
    """What a table looks like that somebody adds in Word."""
    return _table_style("TableNormal", "Normal Table", side=5.4, marks='w:default="1"')


def _borderless_table() -> str:
    return _table_style(BORDERLESS_TABLE, "Bảng không viền", side=0, marks='w:customStyle="1"')


def _table_style(key: str, name: str, *, side: float, marks: str) -> str:
    padding = {"top": 0.0, "left": side, "bottom": 0.0, "right": side}
    sides = "".join(f'<w:{one} w:w="{twentieths(value)}" w:type="dxa"/>' for one, value in padding.items())
    return (
        f'<w:style {_NAMESPACE} w:type="table" {marks} w:styleId="{key}"><w:name w:val={quoteattr(name)}/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>'
    )
