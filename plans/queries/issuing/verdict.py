"""Whether a code or a file is a document that was issued here, and if a file is not, what was changed in it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ... import clock
from ...content.vietnamese import fold
from ...documents.differing import TextChange, text_changes
from ...documents.pictures import page_texts
from ...enums import FileStage, PlanStatus
from ...exceptions import PortalError, Unreadable
from ...models import Issuance, PlanVersion, SigningFile
from ...signing.trust import TrustRoots
from ...signing.verifying import SignatureFacts, read_signatures
from .public import IssuedDocument, frozen_pdf, in_words, issuance_by_code, issuances, issued_document

#: More states than a file ever gets; a file with more ends of its own is looked at by its last ones.
_MOST_ENDS = 60
_END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
_NUMBER = re.compile(r"số\s*:?\s*(\d{1,5})\s*/\s*([a-zđ][a-zđ0-9-]{1,30})")
_MOST_CHANGES = 40

#: Number, organ and title stand on the first page.
_PAGES_THAT_NAME = 2


class Finding(StrEnum):
    """What a code or a file turned out to be."""

    ISSUED = "issued"
    GENUINE = "genuine"
    EXTENDED = "extended"
    EARLIER = "earlier"
    NOT_ISSUED = "not_issued"
    REMADE = "remade"
    CHANGED = "changed"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    NO_SUCH_CODE = "no_such_code"
    NO_PDF = "no_pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """A signature of the uploaded file in words; only `is_good` shows it as one."""

    is_good: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer: `tone` good, wrong or look; a title and a sentence; the document it was compared with, and how."""

    finding: Finding
    tone: str
    title: str
    said: str
    advice: str = ""
    document: IssuedDocument | None = None
    signatures: tuple[SignatureLine, ...] = ()
    changes: tuple[TextChange, ...] = ()
    more_changes: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def is_doubtful(self) -> bool:
        """Whether a signature is there that does not count."""
        return any(not line.is_good for line in self.signatures)

    @property
    def is_issued_file(self) -> bool:
        """Whether what was given is the issued document itself."""
        return self.finding in (Finding.ISSUED, Finding.GENUINE)


# --- by its code -----------------------------------------------------------------------------------------------------


def verdict_of_code(typed: str, *, roots: TrustRoots) -> Verdict:
    """What the code somebody typed belongs to, and whether the signatures of the issued file hold today."""
    issuance = issuance_by_code(typed)
    if issuance is None:
        return Verdict(
            finding=Finding.NO_SUCH_CODE,
            tone="wrong",
            title="Không có văn bản nào mang mã này",
            said=f"Mã “{' '.join(typed.split())[:40]}” không phải mã của văn bản nào đã ban hành trên cổng.",
            advice="Kiểm tra lại từng ký tự: mã gồm 12 chữ số và chữ cái từ A đến F. Nếu mã ghi đúng như trên văn "
            "bản nhận được thì không dùng văn bản đó; hỏi lại cơ quan ban hành.",
        )
    document = issued_document(issuance)
    return Verdict(
        finding=Finding.ISSUED,
        tone=_tone(document),
        title=f"Có văn bản đã ban hành mang mã này{_no_more(document)}",
        said=f"Tra mã {in_words(clock.now())}. So số, ngày và nội dung văn bản đang cầm với các dòng dưới đây.",
        document=document,
        signatures=_lines(_signatures(frozen_pdf(issuance), roots)),
    )


def _tone(document: IssuedDocument) -> str:
    return "good" if document.plan.status == PlanStatus.ISSUED else "look"


def _no_more(document: IssuedDocument) -> str:
    """What is added to a title when the document is genuine but does not hold any more."""
    return "" if document.plan.status == PlanStatus.ISSUED else f", nay {document.plan.get_status_display().lower()}"


# --- by its file -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file somebody gave, its hash at each of its ends, and what it is called."""

    name: str
    pdf: bytes
    ends: tuple[str, ...]

    @property
    def whole(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def called(self) -> str:
        return f"Tệp “{self.name}”" if self.name else "Tệp này"


def verdict_of_file(pdf: bytes, name: str, *, roots: TrustRoots) -> Verdict:
    """What a file is, as against everything issued here. The file is not kept.

    Nothing is raised: a file that cannot be read is told as such.
    """
    if b"%PDF-" not in pdf[:1024]:
        return _no_pdf(name)
    upload = _Upload(name[:80], pdf, _ends(pdf))
    signatures = _signatures(upload.pdf, roots)
    issued = issuances().filter(version__sha256__in={upload.whole, *upload.ends})
    found: Issuance | None = issued.first()
    if found is not None and found.version.sha256 == upload.whole:
        return _genuine(upload, found, signatures)
    if found is not None:
        return _extended(upload, found, signatures)
    earlier = _earlier(upload, signatures)
    if earlier is not None:
        return earlier
    original = _original_of(upload, signatures)
    if original is not None:
        return _compared(upload, original, signatures)
    return _unknown(upload, signatures)


def _ends(pdf: bytes) -> tuple[str, ...]:
    """The sha256 of the file up to each of its ends, with and without the end's own line break: the states of a
    signed file are each the one before with something added."""
    digest, at, found = hashlib.sha256(), 0, []
    for mark in list(_END.finditer(pdf))[-_MOST_ENDS:]:
        for end in dict.fromkeys((mark.start() + 5, mark.end())):
            digest.update(pdf[at:end])
            at = end
            found.append(digest.hexdigest())
    return tuple(found)


def _genuine(upload: _Upload, issuance: Issuance, signatures: tuple[SignatureFacts, ...] | None) -> Verdict:
    document = issued_document(issuance)
    notes = []
    if issuance.is_paper:
        notes.append("Bản gốc của văn bản này là bản giấy, ký và đóng dấu tay; tệp điện tử có cùng nội dung.")
    return Verdict(
        finding=Finding.GENUINE,
        tone=_tone(document),
        title=f"Đúng là văn bản đã ban hành{_no_more(document)}",
        said=f"{upload.called} giống hệt bản đã ban hành. Kiểm tra {in_words(clock.now())}.",
        document=document,
        signatures=_lines(signatures),
        notes=tuple(notes),
    )


def _extended(upload: _Upload, issuance: Issuance, signatures: tuple[SignatureFacts, ...] | None) -> Verdict:
    """The issued file with bytes added at its end: a note or another signature at best, other words at worst."""
    changes, is_readable = _changes(issuance, upload.pdf)
    if changes or not is_readable or signatures is None or not all(one.is_good for one in signatures):
        return _changed(upload, issuance, signatures, changes, is_readable=is_readable)
    return Verdict(
        finding=Finding.EXTENDED,
        tone="look",
        title="Có thêm dữ liệu so với bản đã ban hành",
        said=f"{upload.called} là bản đã ban hành, có thêm dữ liệu ở cuối; chữ trên các trang không đổi.",
        advice="Chữ ký trong tệp vẫn đúng. Khi lưu hồ sơ, dùng bản chính tải về ở đây.",
        document=issued_document(issuance),
        signatures=_lines(signatures),
    )


def _earlier(upload: _Upload, signatures: tuple[SignatureFacts, ...] | None) -> Verdict | None:
    """The file as it was before it was issued: approved, signed or numbered only."""
    stage = SigningFile.objects.filter(sha256=upload.whole).defer("content").select_related("version").first()
    version = stage.version if stage else PlanVersion.objects.filter(sha256=upload.whole).defer("pdf").first()
    if version is None:
        return None
    issuance: Issuance | None = issuances().filter(plan=version.plan_id).first()
    how_far = FileStage(stage.stage).label if stage else "mới trình duyệt, chưa ký"
    if issuance is None and version.is_issued:
        return _recorded(upload)
    if issuance is None:
        return Verdict(
            finding=Finding.NOT_ISSUED,
            tone="wrong",
            title="Văn bản chưa ban hành",
            said=f"{upload.called} có trong cổng nhưng chưa ban hành ({how_far}).",
            advice="Chưa dùng được như văn bản chính thức.",
            signatures=_lines(signatures),
        )
    return Verdict(
        finding=Finding.EARLIER,
        tone="look",
        title="Là bản trước khi ban hành",
        said=f"{upload.called} là một bước trước của văn bản ({how_far}), chưa phải bản đã ban hành.",
        advice="Dùng bản chính tải về ở đây.",
        document=issued_document(issuance),
        signatures=_lines(signatures),
    )


def _recorded(upload: _Upload) -> Verdict:
    """The file the portal made of a plan that was issued elsewhere and only recorded here."""
    return Verdict(
        finding=Finding.EARLIER,
        tone="look",
        title="Là bản ghi nhận của văn bản đã ban hành",
        said=f"{upload.called} giống bản cổng này ghi nhận; văn bản được ký, ban hành ngoài cổng.",
        advice="Bản chính do cơ quan ban hành giữ; cần chữ ký thì đề nghị cơ quan đó gửi bản chính.",
    )


def _original_of(upload: _Upload, signatures: tuple[SignatureFacts, ...] | None) -> Issuance | None:
    """The issued document that an altered or remade file was made from, by what is left of it: its beginning, its
    signatures, else its number and organ, or its organ and title."""
    found: Issuance | None = issuances().filter(approved_sha256__in=upload.ends).first()
    if found is None:
        states = SigningFile.objects.filter(sha256__in=upload.ends).values("version__plan")
        found = issuances().filter(plan__in=states).first()
    return found or _by_signatures(signatures) or _by_words(upload.pdf)


def _by_signatures(signatures: tuple[SignatureFacts, ...] | None) -> Issuance | None:
    """A signature is of one file only: the same certificate at the same second."""
    for one in signatures or ():
        if one.signed_at is None or not one.serial:
            continue
        rows = SigningFile.objects.filter(version__plan__issuance__isnull=False).exclude(signers=[])
        for row in rows.filter(made_at__date=one.signed_at.date()).values_list("version__plan", "signers"):
            if (one.serial, one.signed_at.isoformat()) in {(s.get("serial"), s.get("signed_at")) for s in row[1]}:
                return issuances().filter(plan=row[0]).first()
    return None


def _by_words(pdf: bytes) -> Issuance | None:
    try:
        told = _squeezed(" ".join(page_texts(pdf)[:_PAGES_THAT_NAME]))
    except PortalError:
        return None
    if not told:
        return None
    rows = issuances()
    for number, symbol in _NUMBER.findall(told):
        near = rows.filter(plan__number=int(number), plan__symbol__iexact=symbol.rstrip("-"))
        for one in near.order_by("-issued_at")[:50]:
            if _names_unit(told, one):
                return one
    for one in rows.order_by("-issued_at")[:3000]:
        if _names_unit(told, one) and _squeezed(one.plan.abstract) in told and str(one.plan.year) in told:
            return one
    return None


def _names_unit(told: str, issuance: Issuance) -> bool:
    unit = issuance.plan.issuing_unit
    return _squeezed(unit.name) in told


def _squeezed(text: str) -> str:
    return " ".join(fold(text).replace("\u00ad", "").split())


def _compared(upload: _Upload, issuance: Issuance, signatures: tuple[SignatureFacts, ...] | None) -> Verdict:
    """A file made from an issued one: the words that differ, or that only the file is another."""
    changes, is_readable = _changes(issuance, upload.pdf)
    if changes or not is_readable or signatures is None or signatures:
        return _changed(upload, issuance, signatures, changes, is_readable=is_readable)
    return Verdict(
        finding=Finding.REMADE,
        tone="look",
        title="Không phải tệp đã ban hành",
        said=f"Chữ trong {upload.called.lower()} giống văn bản đã ban hành, nhưng tệp đã được tạo lại: không còn chữ "
        "ký số nào.",
        advice="Chỉ dùng để đọc. Khi cần giá trị pháp lý, dùng bản chính tải về ở đây.",
        document=issued_document(issuance),
        signatures=_lines(signatures),
    )


def _changed(
    upload: _Upload,
    issuance: Issuance,
    signatures: tuple[SignatureFacts, ...] | None,
    changes: tuple[TextChange, ...],
    *,
    is_readable: bool,
) -> Verdict:
    notes = []
    if not is_readable:
        notes.append("Tệp hỏng nên không đọc được chữ để so với bản đã ban hành.")
    elif not changes:
        notes.append("Chữ trên các trang không đổi; phần bị sửa nằm ở dữ liệu không hiện thành chữ.")
    return Verdict(
        finding=Finding.CHANGED,
        tone="wrong",
        title="Không phải văn bản đã ban hành",
        said=f"{upload.called} đã bị sửa sau khi ký." if signatures or signatures is None else
        f"{upload.called} khác văn bản đã ban hành và không có chữ ký số.",
        advice="Không dùng tệp này.",
        document=issued_document(issuance),
        signatures=_lines_of_changed(signatures),
        changes=changes[:_MOST_CHANGES],
        more_changes=max(0, len(changes) - _MOST_CHANGES),
        notes=tuple(notes),
    )  # fmt: skip


def _unknown(upload: _Upload, signatures: tuple[SignatureFacts, ...] | None) -> Verdict:
    if signatures is None:
        said = f"{upload.called} hỏng hoặc có khóa nên không đọc được."
    elif signatures:
        said = f"{upload.called} không có trong cổng này; dưới đây chỉ là những gì chữ ký trong tệp tự nói."
    else:
        said = f"{upload.called} không có trong cổng này và không có chữ ký số nào."
    return Verdict(
        finding=Finding.BROKEN if signatures is None else Finding.UNKNOWN,
        tone="wrong" if signatures is None else "look",
        title="Không đọc được tệp" if signatures is None else "Không có trong cổng này",
        said=said,
        advice="Hỏi lại cơ quan ghi trên văn bản, hoặc tra bằng mã đối chiếu.",
        signatures=_lines(signatures),
    )


def _no_pdf(name: str) -> Verdict:
    called = f"Tệp “{name[:80]}”" if name else "Tệp này"
    return Verdict(
        finding=Finding.NO_PDF,
        tone="wrong",
        title="Không phải tệp PDF",
        said=f"{called} không phải tệp PDF nên không so được.",
        advice="Chọn đúng tệp PDF đã nhận; ảnh chụp, tệp Word thì tra bằng mã đối chiếu.",
    )


# --- what the engines tell -------------------------------------------------------------------------------------------


def _signatures(pdf: bytes, roots: TrustRoots) -> tuple[SignatureFacts, ...] | None:
    """The file's signatures; None when it cannot be read."""
    try:
        return read_signatures(pdf, roots=roots, moment=clock.now())
    except Unreadable:
        return None


def _changes(issuance: Issuance, pdf: bytes) -> tuple[tuple[TextChange, ...], bool]:
    """The words that differ from the issued file, and whether the file could be read at all."""
    try:
        return text_changes(frozen_pdf(issuance), pdf), True
    except PortalError:
        return (), False


def _lines(signatures: Iterable[SignatureFacts] | None) -> tuple[SignatureLine, ...]:
    return tuple(SignatureLine(is_good=one.is_good, words=one.sentence) for one in signatures or ())


def _lines_of_changed(signatures: Iterable[SignatureFacts] | None) -> tuple[SignatureLine, ...]:
    """The signatures of an altered file: one that still holds for what its signer saw is not shown as good either."""
    return tuple(
        SignatureLine(is_good=False, words=one.sentence if not one.is_good else _held_once(one))
        for one in signatures or ()
    )


def _held_once(one: SignatureFacts) -> str:
    when = f" {in_words(one.signed_at)}" if one.signed_at else ""
    return f"Chữ ký của {one.who}{when} chỉ đúng với văn bản như lúc ký, không đúng với tệp này."
