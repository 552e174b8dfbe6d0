"""What the clerk sees before issuing: whether all four are there, what will be frozen, and who will receive it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ... import clock
from ...content.plan import PlanContent
from ...content.vietnamese import short_date
from ...enums import FileStage, SigningMeans, StepState
from ...models import Issuance, IssuingPractice, Plan, PlanVersion, RegisterEntry, SigningFile
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, may
from ..contents import content_of, frozen_content
from ..reading import plan_title
from .addressing import Addressee, addressees_of

_IN_FILE = {FileStage.NUMBERED, FileStage.RESERVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the four that issuing needs (chữ ký, số, ngày, dấu), and what is known of it, in words."""

    name: str
    is_there: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether the plan can be issued now; `missing` is one sentence for the clerk, empty when nothing is."""

    parts: tuple[Part, ...]
    missing: str = ""
    is_paper: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """The page "Ban hành" of a plan; `late` says that the day for sending is over, empty when it is not."""

    plan: Plan
    title: str
    code: str
    readiness: Readiness
    addressees: tuple[Addressee, ...]
    is_public: bool
    issue: Decision
    seal: Decision
    late: str

    @property
    def needs_seal(self) -> bool:
        """Whether only the seal is missing, which the clerk can put on now."""
        return [part.name for part in self.readiness.parts if not part.is_there] == ["dấu"]


def issue_page(actor: Actor, plan: Plan) -> IssuePage:
    """Everything the clerk checks before issuing; `plan` came through `plans_visible_to`."""
    version = approved_version(plan)
    practice = IssuingPractice.objects.filter(unit=plan.issuing_unit_id).first()
    return IssuePage(
        plan=plan,
        title=plan_title(plan),
        code=version.sha256[:12] if version else "",
        readiness=readiness_of(plan, version),
        addressees=addressees_of(plan),
        is_public=practice is not None and practice.is_public,
        issue=may(actor, PlanVerb.ISSUE, plan),
        seal=may(actor, PlanVerb.SEAL, plan),
        late=lateness(plan.issued_on, clock.today()),
    )


def approved_version(plan: Plan) -> PlanVersion | None:
    """The text that the plan's current step is about, without its bytes; None when it is at no step."""
    rows = PlanVersion.objects.filter(steps__plan=plan, steps__state=StepState.CURRENT)
    return rows.defer("pdf").first()


def readiness_of(plan: Plan, version: PlanVersion | None) -> Readiness:
    """Which of the four are there, as the files and the register say. Two queries."""
    rows = SigningFile.objects.filter(version=version).defer("content") if version else []
    files = {FileStage(row.stage): row for row in rows}
    entry = RegisterEntry.objects.filter(plan=plan, voided_at=None).select_related("series").first()
    signed = files.get(FileStage.SIGNED)
    is_paper = signed is not None and signed.means == SigningMeans.PAPER
    parts = (
        _signature(signed, is_paper=is_paper),
        _number(plan, entry, files),
        _date(plan, entry, files),
        _seal(files, is_paper=is_paper),
    )
    lacking = [part.name for part in parts if not part.is_there]
    missing = f"Chưa ban hành được, còn thiếu: {', '.join(lacking)}." if lacking else ""
    return Readiness(parts=parts, missing=missing or _disagreement(plan, entry), is_paper=is_paper)


def _signature(signed: SigningFile | None, *, is_paper: bool) -> Part:
    name = "chữ ký của lãnh đạo"
    if signed is None:
        return Part(name=name, is_there=False, said="chưa ký")
    how = "ký tay trên giấy" if is_paper else "ký số"
    return Part(name=name, is_there=True, said=f"{signed.made_by_name} {how} {_when(signed)}")


def _number(plan: Plan, entry: RegisterEntry | None, files: dict[FileStage, SigningFile]) -> Part:
    is_there = plan.number is not None and entry is not None and bool(_IN_FILE & files.keys())
    return Part(name="số", is_there=is_there, said=plan.document_number if is_there else "chưa cấp số")


def _date(plan: Plan, entry: RegisterEntry | None, files: dict[FileStage, SigningFile]) -> Part:
    is_there = plan.issued_on is not None and entry is not None and bool(_IN_FILE & files.keys())
    said = short_date(plan.issued_on) if is_there and plan.issued_on else "chưa có ngày"
    return Part(name="ngày", is_there=is_there, said=said)


def _seal(files: dict[FileStage, SigningFile], *, is_paper: bool) -> Part:
    sealed = files.get(FileStage.SEALED)
    if sealed is None:
        said = "chưa có bản quét của bản giấy đã đóng dấu" if is_paper else "cơ quan chưa ký số"
        return Part(name="dấu", is_there=False, said=said)
    how = "đóng dấu trên giấy, lưu bản quét" if is_paper else "ký số của cơ quan"
    return Part(name="dấu", is_there=True, said=f"{sealed.made_by_name} {how} {_when(sealed)}")


def _when(row: SigningFile) -> str:
    moment = row.made_at.astimezone(clock.now().tzinfo)
    return f"lúc {moment:%H:%M} ngày {short_date(moment.date())}"


def _disagreement(plan: Plan, entry: RegisterEntry | None) -> str:
    """Why number and date cannot stand as they are, "" when they can."""
    if entry is None or plan.issued_on is None:
        return ""
    if (entry.number, entry.symbol, entry.issued_on) != (plan.number, plan.symbol, plan.issued_on):
        return "Số, ngày trên văn bản không khớp sổ đăng ký văn bản đi; trả lại bước cấp số để cấp lại."
    if entry.series.year != plan.issued_on.year:
        return f"Số thuộc sổ năm {entry.series.year} nhưng ngày ban hành thuộc năm {plan.issued_on.year}; cấp số lại."
    if plan.issued_on > clock.today():
        return f"Văn bản ghi ngày {short_date(plan.issued_on)}, chưa tới ngày đó nên chưa ban hành được."
    return ""


def change_since_approval(plan: Plan, version: PlanVersion) -> str:
    """Why what the plan says now is not what was approved, "" when only number and date were added."""
    now, approved = content_of(plan), frozen_content(version)
    if _without_number(now) == _without_number(approved):
        return ""
    return "Nội dung đã khác bản được ký, nên không ban hành được; trả lại để trình và ký lại."


def final_content(plan: Plan, version: PlanVersion) -> PlanContent:
    """What is issued: the approved text with number and date, nothing else."""
    return replace(frozen_content(version), number=plan.number, issued_on=plan.issued_on)


def _without_number(content: PlanContent) -> PlanContent:
    return replace(content, number=None, issued_on=None)


def lateness(dated: date | None, today: date) -> str:
    """That the document goes out later than the law has it: the day it was registered, the next working day at the
    latest (Nghị định 30/2020/NĐ-CP, Điều 18); public holidays are not counted. Empty when it is in time."""
    if dated is None or today <= next_working_day(dated):
        return ""
    return (
        f"Văn bản ghi ngày {short_date(dated)}; theo Nghị định 30/2020/NĐ-CP, Điều 18 phải phát hành chậm nhất ngày "
        f"{short_date(next_working_day(dated))}. Vẫn ban hành được, sổ văn bản đi ghi đúng ngày chuyển."
    )


def next_working_day(day: date) -> date:
    """The first day after `day` that is neither Saturday nor Sunday."""
    following = day + timedelta(days=1)
    while following.weekday() >= 5:
        following += timedelta(days=1)
    return following


def issuance_of(plan: Plan) -> Issuance | None:
    """How the plan was issued through the portal; None for a draft, and for one that was only recorded."""
    return Issuance.objects.filter(plan=plan).select_related("version").defer("version__pdf").first()
