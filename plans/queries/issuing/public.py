"""What anybody may know of an issued plan by its code: the document, who signed it, whether it still holds."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from django.db.models import QuerySet

from ... import clock
from ...content.vietnamese import lowered, short_date
from ...enums import FileStage, LinkKind, PlanStatus, SigningCapacity
from ...models import Issuance, IssuingUnit, Plan, PlanLink, PlanVersion, Post, SigningFile, Withdrawal
from ..contents import frozen_content
from ..paper import Paper, paper
from ..reading import plan_title

CODE_LENGTH = 12
_MOST_READINGS = 64
_STROKE, _CIRCUMFLEX = "\u0335", "\u0302"

#: What a Vietnamese keyboard makes of hexadecimal digits, and which keys had been pressed (Telex, VNI).
_KEYS = {
    _CIRCUMFLEX: ("{letter}", "6"), "\u0306": ("8",), "\u0300": ("f", "2"), "\u0301": ("1",), "\u0309": ("3",),
    "\u0303": ("4",), "\u0323": ("5",), _STROKE: ("d", "9"),
}  # fmt: skip
_LOOK_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another document that changes this one; `code` where it has a public page of its own."""

    words: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Whether the document still holds: a badge's tone, symbol and label, a sentence, the documents that changed it."""

    tone: str
    symbol: str
    label: str
    said: str = ""
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signature in words: whose, in which capacity, when; `label` says whether a person or the organ signed."""

    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """An issued plan as strangers may know it: nothing that the document does not say, and when it was signed."""

    plan: Plan
    issuance: Issuance
    title: str
    organ: str
    signers: tuple[Signer, ...]
    validity: Validity

    @property
    def code(self) -> str:
        """Mã đối chiếu."""
        return self.issuance.code


def issuances() -> QuerySet[Issuance]:
    """Every issuance with its plan and unit, without the bytes."""
    rows = Issuance.objects.select_related("plan__issuing_unit__level", "plan__signatory__post", "version")
    return rows.defer("version__pdf", "version__content")


def issuance_by_code(typed: str) -> Issuance | None:
    """The issuance whose code somebody typed, however a Vietnamese keyboard mangled it; one query, none if no code."""
    readings = code_readings(typed)
    return issuances().filter(code__in=readings).first() if readings else None


def code_readings(typed: str) -> tuple[str, ...]:
    """The codes that a text may mean: small letters without spaces, and every way the keyboard may have changed them.

    "7F3A 19C2 B60E" is itself; "Đ" was DD in Telex and D9 in VNI. Empty when no twelve digits come out.
    """
    pieces = [_readings_of(letter) for letter in unicodedata.normalize("NFC", typed)[:80]]
    ways = 1
    for piece in pieces:
        ways *= max(1, len(piece))
    if ways > _MOST_READINGS:
        return ()
    found = {"".join(parts) for parts in product(*(piece for piece in pieces if piece))}
    return tuple(sorted(one for one in found if re.fullmatch(rf"[0-9a-f]{{{CODE_LENGTH}}}", one)))


def _readings_of(letter: str) -> tuple[str, ...]:
    if letter.isspace() or letter in "-–—.:,_/\u200b\ufeff":
        return ()
    plain = letter.lower()
    parts = unicodedata.normalize("NFD", plain.replace("đ", "d" + _STROKE))
    base, marks = parts[:1], parts[1:]
    ways: list[tuple[str, ...]] = [(base.translate(_LOOK_ALIKE),)]
    ways += [tuple(key.format(letter=base) for key in _KEYS.get(mark, ("?",))) for mark in marks]
    return tuple("".join(way) for way in product(*ways))


def issued_document(issuance: Issuance) -> IssuedDocument:
    """What may be told of an issuance that `issuances` found; four queries at most."""
    plan = issuance.plan
    return IssuedDocument(
        plan=plan,
        issuance=issuance,
        title=plan_title(plan),
        organ=_organ(plan),
        signers=_signers(issuance),
        validity=validity_of(plan),
    )


def paper_of(issuance: Issuance) -> Paper:
    """The text as it was issued."""
    return paper(frozen_content(issuance.version))


def _organ(plan: Plan) -> str:
    unit = plan.issuing_unit
    parent = IssuingUnit.objects.get_parent(unit) if unit.level.code == "commune" else None
    return f"{unit.name}, {parent.territory}" if parent is not None and parent.territory else unit.name


# --- who signed ------------------------------------------------------------------------------------------------------


def _signers(issuance: Issuance) -> tuple[Signer, ...]:
    """Leader and organ, as the files that were kept while signing tell."""
    plan = issuance.plan
    rows = SigningFile.objects.filter(version__plan=plan).defer("content").order_by("id")
    files = {FileStage(row.stage): row for row in rows}  # the last round's, where a plan was signed twice
    signed, sealed = files.get(FileStage.SIGNED), files.get(FileStage.SEALED)
    how = "ký tay trên giấy, " if issuance.is_paper else ""
    leader = Signer(label="Người ký", words=f"{leader_words(plan)}, {how}{_moment(signed)}".rstrip(", "))
    seal = "đóng dấu trên giấy, bản quét lưu " if issuance.is_paper else ""
    organ = Signer(label="Cơ quan ký", words=f"{plan.issuing_unit.short_name}, {seal}{_moment(sealed)}".rstrip(", "))
    return (leader, organ)


def leader_words(plan: Plan) -> str:
    """ "Hoàng Văn Bình, Phó Chủ tịch, ký thay Chủ tịch"."""
    holding = plan.signatory
    name = plan.signature_name or (holding.person_name if holding else "")
    if holding is None:
        return name or "Người ký ghi trên văn bản"
    title = holding.post.title
    head = Post.objects.filter(unit=plan.issuing_unit_id, is_head=True).values_list("title", flat=True).first()
    capacity = {
        SigningCapacity.FOR_SUPERIOR: f"ký thay {head or 'người đứng đầu'}",
        SigningCapacity.BY_ORDER: f"thừa lệnh {head or 'người đứng đầu'}",
        SigningCapacity.BY_MANDATE: f"thừa ủy quyền {head or 'người đứng đầu'}",
        SigningCapacity.ACTING: f"quyền {title}",
    }.get(SigningCapacity(plan.capacity), "")
    return ", ".join(part for part in (name, title, capacity) if part)


def _moment(row: SigningFile | None) -> str:
    """When the file was signed: as its last signature says, else when the state was kept."""
    if row is None:
        return ""
    told = row.signers[-1].get("signed_at") if row.signers and isinstance(row.signers[-1], dict) else None
    moment = datetime.fromisoformat(told) if told else row.made_at
    return in_words(moment)


def in_words(moment: datetime) -> str:
    """ "lúc 16:02 ngày 19/5/2026", on Vietnam's clock."""
    local = moment.astimezone(clock.now().tzinfo)
    return f"lúc {local:%H:%M} ngày {short_date(local.date())}"


# --- whether it still holds ------------------------------------------------------------------------------------------

_LINKED = {
    LinkKind.REPLACES: "được thay thế bằng",
    LinkKind.AMENDS: "được sửa đổi, bổ sung bằng",
    LinkKind.CORRECTS: "được đính chính bằng",
}
_LEFT = (PlanStatus.ISSUED, PlanStatus.SUPERSEDED, PlanStatus.WITHDRAWN)


def validity_of(plan: Plan) -> Validity:
    """Whether the plan is in force, withdrawn or replaced, and by what. Two queries."""
    related = tuple(_related(plan))
    if plan.status == PlanStatus.WITHDRAWN:
        row = Withdrawal.objects.filter(plan=plan).first()
        said = f"ngày {short_date(row.withdrawn_on)}: {lowered(row.reason)}" if row else ""
        return Validity(tone="bad", symbol="x-circle", label="Đã thu hồi", said=said, related=related)
    if plan.status == PlanStatus.SUPERSEDED:
        return Validity(tone="warn", symbol="history", label="Đã được thay thế", related=related)
    said = "" if related else "chưa bị thay thế, sửa đổi hay thu hồi"
    return Validity(tone="ok", symbol="check", label="Đang có hiệu lực", said=said, related=related)


def _related(plan: Plan) -> list[Related]:
    rows = PlanLink.objects.filter(older=plan, newer__status__in=_LEFT).select_related("newer__issuance")
    found = []
    for row in rows.order_by("id"):
        newer = row.newer
        day = f" ngày {short_date(newer.issued_on)}" if newer.issued_on else ""
        issuance = getattr(newer, "issuance", None)
        found.append(
            Related(
                words=f"{_LINKED[LinkKind(row.kind)]} {newer.kind_name} số {newer.document_number}{day}",
                code=issuance.code if issuance is not None and issuance.is_public else "",
            )
        )
    return found


def frozen_pdf(issuance: Issuance) -> bytes:
    """The bytes that were issued."""
    return bytes(PlanVersion.objects.values_list("pdf", flat=True).get(pk=issuance.version_id) or b"")
