"""Begins a Word document with our settings and none of a template's, and turns a finished one into bytes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plans.content.layout import LayoutParameters

from .styles import LANGUAGE, write_styles

if TYPE_CHECKING:
    from docx.document import Document

#: What an empty document of python-docx brings along and ours does not want.
_LEFT_OUT = ("thumbnail", "customXml", "stylesWithEffects", "numbering", "webSettings", "extended-properties")
#: Word keeps no more of a property.
_LONGEST_PROPERTY = 255
#: Every part of the file carries this moment: the same content gives the same bytes.
_MOMENT = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What Word's "Properties" shows. `status` is "Dự thảo" or "Đã ban hành"; a draft has no day."""

    title: str
    author: str
    status: str
    remark: str = ""
    day: date | None = None


def new_document(layout: LayoutParameters) -> "Document":
    """An empty document in our styles, for the Word of today: without the mode for old files."""
    import docx

    document = docx.Document()
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _LEFT_OUT:
                del part.rels[key]
    write_styles(document, layout)
    _write_settings(document)
    return document


def to_bytes(document: "Document", properties: Properties) -> bytes:
    """The file; the same document gives the same bytes."""
    _write_properties(document, properties)
    written, kept = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _MOMENT), source.read(name), ZIP_DEFLATED)
    return kept.getvalue()


def _write_settings(document: "Document") -> None:
    from docx.oxml import parse_xml

    office = "http://schemas.microsoft.com/office/word"
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    wanted = parse_xml(
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{office}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
    for child in list(wanted):
        settings.append(child)


def _write_properties(document: "Document", properties: Properties) -> None:
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title = properties.title[:_LONGEST_PROPERTY]
    core.author = properties.author[:_LONGEST_PROPERTY]
    core.content_status = properties.status
    core.comments = properties.remark[:_LONGEST_PROPERTY]
    core.language = LANGUAGE
    if properties.day:
        core.created = core.modified = datetime.combine(properties.day, time())
