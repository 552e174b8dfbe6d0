"""The printed form of a plan: frozen bytes once issued, else rendered from what it says now; its pages as pictures."""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from ..content import codec
from ..content.layout import LAYOUTS
from ..content.plan import PlanContent
from ..documents.fonts import find_document_font
from ..documents.pages import STYLE_SHEET
from ..documents.pdf import render_pdf
from ..documents.pictures import page_count, page_holding, page_png
from ..documents.word import plan as word
from ..enums import StepState
from ..models import Plan, PlanVersion, SigningFile
from ..queries.contents import content_of, frozen_content
from .approving.versions import check_code
from .signing.files import current_file

RECIPIENTS_TITLE = "Nơi nhận:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What would be printed now, before anything is rendered. `key` changes whenever the pages would.

    For an issued plan, and for one on its way, it is the frozen bytes' own sha256; `content` is there for a draft only.
    `file` is the latest state of the file that is being signed, once something was added to what was frozen.
    """

    key: str
    version: int | None = None
    content: PlanContent | None = None
    file: int | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether these are the very bytes that were issued, or that are being checked and signed."""
        return self.version is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """How many pages a printed form has, and on which the signature stands."""

    count: int
    signed: int


def edition_of(plan: Plan) -> Edition:
    """Which printed form the plan has now, without rendering it."""
    if plan.is_issued:
        row = plan.versions.filter(is_issued=True).values_list("pk", "sha256").first()
        if row is not None:
            return Edition(version=row[0], key=row[1])
    if plan.is_on_its_way and not plan.is_editable_state:
        signing = _edition_on_its_way(plan)
        if signing is not None:
            return signing
    content = content_of(plan)
    said = json.dumps(codec.to_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Edition(key=hashlib.sha256(f"{_form_version()}\n{said}".encode()).hexdigest(), content=content)


def _edition_on_its_way(plan: Plan) -> Edition | None:
    """The very file that is checked and signed; None where the text was frozen without one."""
    rows = PlanVersion.objects.filter(steps__plan=plan, steps__state=StepState.CURRENT, pdf__isnull=False)
    version = rows.only("pk", "sha256").first()
    if version is None:
        return None
    latest = current_file(version)
    if latest is None:
        return Edition(version=version.pk, key=version.sha256)
    return Edition(version=version.pk, key=latest.sha256, file=latest.pk)


def pdf_of(plan: Plan, edition: Edition | None = None) -> bytes:
    """The plan's PDF: the frozen bytes, or a draft's pages from the cache that is keyed by what the draft says.

    Raises RenderFailed with a sentence for the reader.
    """
    edition = edition or edition_of(plan)
    if edition.file is not None:
        return bytes(SigningFile.objects.values_list("content", flat=True).get(pk=edition.file))
    if edition.content is None:
        frozen = PlanVersion.objects.filter(pk=edition.version or 0).values_list("pdf", flat=True).get()
        return bytes(frozen or b"")
    renders = caches["renders"]
    kept: bytes | None = renders.get(f"pdf-{edition.key}")
    if kept is None:
        kept = render_pdf(edition.content)
        renders.set(f"pdf-{edition.key}", kept)
    return kept


def docx_of(plan: Plan, edition: Edition | None = None) -> bytes:
    """The plan as a Word file, in the words of its PDF: what was issued, or the draft as it stands.

    Its properties say which of the two it is. It is an office's working copy: the PDF alone is the document.
    """
    edition = edition or edition_of(plan)
    if edition.content is not None:
        return word.render_docx(edition.content)
    issued = frozen_content(PlanVersion.objects.defer("pdf").get(pk=edition.version or 0))
    if issued.number is None:  # the approved text was frozen before the clerk gave number and day
        issued = replace(issued, number=plan.number, issued_on=issued.issued_on or plan.issued_on)
    remark = f"Bản Word của văn bản đã ban hành; văn bản là tệp PDF có mã đối chiếu {check_code(edition.key)}."
    return word.render_docx(issued, status=word.ISSUED, remark=remark)


def pages_of(plan: Plan, edition: Edition | None = None) -> Pages:
    """The number of pages and the page of the signature. Raises RenderFailed."""
    edition = edition or edition_of(plan)
    renders = caches["renders"]
    kept: tuple[int, int] | None = renders.get(f"pages-{edition.key}")
    if kept is None:
        pdf = pdf_of(plan, edition)
        kept = (page_count(pdf), page_holding(pdf, RECIPIENTS_TITLE) or 1)
        renders.set(f"pages-{edition.key}", kept)
    return Pages(count=kept[0], signed=kept[1])


def page_picture(plan: Plan, page: int, width: int, edition: Edition | None = None) -> bytes:
    """One page (from 1) as a PNG of `width` pixels. Raises RenderFailed, Invalid for a page there is not."""
    edition = edition or edition_of(plan)
    renders = caches["renders"]
    name = f"png-{edition.key}-{page}-{width}"
    kept: bytes | None = renders.get(name)
    if kept is None:
        kept = page_png(pdf_of(plan, edition), page, width)
        renders.set(name, kept)
    return kept


def document_font() -> str:
    """The font family documents are set in on this server. Raises RenderFailed when there is none."""
    return find_document_font().family


@cache
def _form_version() -> str:
    """What the pages depend on beside the content: our release, the layout, the templates, the style sheet."""
    told = hashlib.sha256(f"{settings.VERSION} {LAYOUTS!r}".encode())
    folders = [Path(folder) / "documents" for engine in settings.TEMPLATES for folder in engine["DIRS"]]
    for file in sorted(one for folder in folders for one in folder.glob("*.html")):
        told.update(file.read_bytes())
    told.update(STYLE_SHEET.read_bytes())
    return told.hexdigest()
