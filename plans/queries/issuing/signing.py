"""How far the signing of a plan is: the leader's signature, number and date, the organ's seal; what each waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ... import clock
from ...content.vietnamese import short_date
from ...enums import FileStage, MemberRole, SigningMeans, StepKind, StepState
from ...models import Issuance, IssuingPractice, Membership, Plan, PlanStep, PlanVersion, SigningFile, VisibleMark
from ...rules.actor import Actor
from ...rules.decision import YES, Decision, not_now
from ...rules.plans import may
from ...rules.transitions import CHECKS, ROLE_OF_STEP, PlanVerb

_WITH_NUMBER = (FileStage.NUMBERED, FileStage.RESERVED)


class Progress(StrEnum):
    """How far one of the three is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One of the three that an issued plan must have: its name, how far it is, and that in words."""

    name: str
    progress: Progress
    words: str
    file: SigningFile | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether the signature was kept though its certificate's authority is not known here."""
        return self.file is not None and any(not one.get("is_good", True) for one in self.file.signers[-1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningState:
    """The file that is being signed. `version` is without its PDF; `files` without their bytes, first to last.

    `same_as` tells in words at which check the very same bytes were seen before; empty when they were not. `now_at` is
    who has the plan, `then` who gets it next, in words; empty when nobody does.
    """

    version: PlanVersion | None
    files: tuple[SigningFile, ...]
    steps: tuple[PlanStep, ...]
    marks: tuple[Mark, ...]
    same_as: str
    now_at: str
    then: str

    def file(self, *stages: FileStage) -> SigningFile | None:
        """The kept file of the first of these stages there is."""
        kept = {row.stage: row for row in self.files}
        return next((kept[stage] for stage in stages if stage in kept), None)

    @property
    def checked_by(self) -> tuple[str, ...]:
        """Who checked what in this round, each once: "Triệu Thị Hạnh kiểm tra nội dung"."""
        done = [one for one in self.steps if one.kind in CHECKS and one.state == StepState.DONE]
        return tuple(dict.fromkeys(f"{one.done_by_name} {one.get_kind_display().lower()}" for one in done))

    @property
    def is_paper(self) -> bool:
        """Whether the leader signed on paper."""
        signed = self.file(FileStage.SIGNED)
        return signed is not None and signed.means == SigningMeans.PAPER

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has been added to the file that was approved."""
        return not self.files


def signing_state(plan: Plan) -> SigningState:
    """What is signed, numbered and sealed of the plan's latest frozen text. A fixed number of queries."""
    steps = _steps_of_round(plan)
    version = _version(plan, steps)
    files = tuple(version.signing_files.defer("content").order_by("id")) if version is not None else ()
    kept = {row.stage: row for row in files}
    before = IssuingPractice.objects.filter(unit=plan.issuing_unit_id, number_before_signature=True).exists()
    now_at = _who(plan, next((one for one in steps if one.state == StepState.CURRENT), None))
    waiting = f"chờ {now_at}"
    return SigningState(
        version=version,
        files=files,
        steps=steps,
        marks=(
            _leader(plan, kept.get(FileStage.SIGNED), waiting),
            _number(plan, next((kept[one] for one in _WITH_NUMBER if one in kept), None), waiting, is_before=before),
            _organ(plan, kept.get(FileStage.SIGNED), kept.get(FileStage.SEALED), waiting),
        ),
        same_as=_same_as(steps, version),
        now_at=now_at,
        then=_who(plan, next((one for one in steps if one.state == StepState.WAITING), None)),
    )


def is_ready_to_issue(plan: Plan) -> Decision:
    """Whether the file has all that an issued plan must have (domain.md §2.2), or the sentence that says what is
    missing. It asks nothing about who may issue."""
    return ready_to_issue(plan, signing_state(plan))


def ready_to_issue(plan: Plan, state: SigningState) -> Decision:
    """As `is_ready_to_issue`, of a state that is at hand."""
    missing = [
        words
        for is_there, words in (
            (state.file(FileStage.SIGNED) is not None, "chữ ký của lãnh đạo"),
            (plan.number is not None and state.file(*_WITH_NUMBER) is not None, "số văn bản"),
            (plan.issued_on is not None, "ngày ban hành"),
            (state.file(FileStage.SEALED) is not None, "dấu của cơ quan"),
        )
        if not is_there
    ]
    return not_now(f"Chưa ban hành được: còn thiếu {', '.join(missing)}.") if missing else YES


def may_seal(actor: Actor, plan: Plan, state: SigningState) -> Decision:
    """Whether the actor may put the organ's seal on the file now: the rules, then what must be in the file first."""
    decision = may(actor, PlanVerb.SEAL, plan)
    return decision and seal_order(plan, state)


def seal_order(plan: Plan, state: SigningState) -> Decision:
    """The organ signs last, onto a file that the leader has signed and that has its number and date (Nghị định
    30/2020/NĐ-CP, Điều 17, 32)."""
    if state.file(FileStage.SEALED) is not None:
        return not_now("Văn bản đã có chữ ký số hoặc dấu của cơ quan rồi.")
    if state.file(FileStage.SIGNED) is None:
        return not_now("Lãnh đạo chưa ký văn bản này; cơ quan ký số, đóng dấu sau cùng.")
    if plan.number is None or plan.issued_on is None or state.file(*_WITH_NUMBER) is None:
        return not_now("Văn bản chưa có số và ngày; cấp số xong mới ký số của cơ quan, đóng dấu.")
    return YES


def recipients_here(plan: Plan) -> int:
    """How many of the lines of Nơi nhận are units that use the portal."""
    return plan.recipients.filter(unit__isnull=False).count()


def mark_of(*, user_id: int | None = None, unit_id: int | None = None) -> VisibleMark | None:
    """The picture of the person's signature, or of the unit's seal."""
    rows = VisibleMark.objects.filter(user__isnull=False) if unit_id is None else VisibleMark.objects.all()
    return (rows.filter(user=user_id) if unit_id is None else rows.filter(unit=unit_id)).first()


def signing_file(plan: Plan, stage: str, version_id: int | None) -> SigningFile | None:
    """A kept state of the file with its bytes: of that version, else of the latest that has it."""
    rows = SigningFile.objects.filter(version__plan=plan, stage=stage)
    return (rows.filter(version=version_id) if version_id else rows).order_by("-id").first()


def version_in(plan: Plan, version_id: int | None) -> PlanVersion | None:
    """That version of the plan, with its content and without its PDF."""
    return plan.versions.filter(pk=version_id or 0).defer("pdf").first()


def approved_sha256(version_id: int | None) -> str:
    """The print of the file that was approved, from which the check code is made: of an issued version that of the
    text its signing began with. Empty for a version there is not."""
    issued = Issuance.objects.filter(version=version_id).values_list("approved_sha256", flat=True).first()
    return issued or PlanVersion.objects.filter(pk=version_id or 0).values_list("sha256", flat=True).first() or ""


# --- the steps --------------------------------------------------------------------------------------------------------


def _steps_of_round(plan: Plan) -> tuple[PlanStep, ...]:
    """The steps of the latest round, in order. One query."""
    rows = list(plan.steps.select_related("person", "version__created_by").defer("version__pdf", "version__content"))
    last = max((row.round for row in rows), default=0)
    return tuple(row for row in rows if row.round == last)


def _version(plan: Plan, steps: Sequence[PlanStep]) -> PlanVersion | None:
    """The text of the current step; when there is none, of the step that signed last."""
    current = next((one for one in steps if one.state == StepState.CURRENT), None)
    if current is not None and current.version is not None:
        return current.version
    done = [one.version for one in steps if one.kind == StepKind.SIGN and one.state == StepState.DONE]
    return done[-1] if done else None


def _names_at(plan: Plan, step: PlanStep) -> str:
    """Who has the step: the person it names, else everybody with its role in the unit today."""
    if step.person is not None:
        return step.person.full_name
    role, today = ROLE_OF_STEP[StepKind(step.kind)], clock.today()
    rows = Membership.objects.filter(unit=plan.issuing_unit_id, role=role, user__is_active=True).select_related("user")
    names = dict.fromkeys(row.user.full_name for row in rows if row.is_valid_on(today))
    return ", ".join(list(names)[:3])


def _who(plan: Plan, step: PlanStep | None) -> str:
    """ "Hoàng Văn Bình"; "văn thư Lý Thị Mai" for clerks; the role alone when nobody has it."""
    if step is None:
        return ""
    role = ROLE_OF_STEP[StepKind(step.kind)]
    names = _names_at(plan, step)
    if not names:
        return role.label.lower()
    return f"văn thư {names}" if role == MemberRole.CLERK else names


def _same_as(steps: Sequence[PlanStep], version: PlanVersion | None) -> str:
    """The last check of this round that was done on the very same bytes."""
    seen = [one for one in steps if one.kind in CHECKS and one.state == StepState.DONE]
    if not seen or version is None or seen[-1].version_id != version.pk:
        return ""
    return StepKind(seen[-1].kind).label.lower()


# --- the three marks --------------------------------------------------------------------------------------------------


def _leader(plan: Plan, signed: SigningFile | None, waiting: str) -> Mark:
    name = "Chữ ký của lãnh đạo"
    if signed is not None:
        how = "đã ký trên giấy" if signed.means == SigningMeans.PAPER else "đã ký số"
        return Mark(name=name, progress=Progress.DONE, words=f"{how}: {signed.made_by_name}", file=signed)
    if plan.step_kind == StepKind.SIGN:
        return Mark(name=name, progress=Progress.NOW, words=waiting)
    return Mark(name=name, progress=Progress.LATER, words="khi tới bước ký")


def _number(plan: Plan, numbered: SigningFile | None, waiting: str, *, is_before: bool) -> Mark:
    name = "Số và ngày"
    if numbered is not None and plan.number is not None and plan.issued_on is not None:
        words = f"số {plan.document_number}, ngày {short_date(plan.issued_on)}"
        return Mark(name=name, progress=Progress.DONE, words=words, file=numbered)
    if plan.step_kind == StepKind.NUMBER:
        return Mark(name=name, progress=Progress.NOW, words=waiting)
    when = "trước khi ký" if is_before else "sau khi ký"
    return Mark(name=name, progress=Progress.LATER, words=f"để trống, văn thư cấp {when}")


def _organ(plan: Plan, signed: SigningFile | None, sealed: SigningFile | None, waiting: str) -> Mark:
    is_paper = signed is not None and signed.means == SigningMeans.PAPER
    name = "Dấu của cơ quan" if is_paper else "Chữ ký số của cơ quan"
    if sealed is not None and sealed.means == SigningMeans.PAPER:
        words = f"đã đóng dấu trên giấy, có bản quét: {sealed.made_by_name}"
        return Mark(name=name, progress=Progress.DONE, words=words, file=sealed)
    if sealed is not None:
        words = f"đã ký số: {plan.issuing_unit.short_name}, {sealed.made_by_name} thực hiện"
        return Mark(name=name, progress=Progress.DONE, words=words, file=sealed)
    if plan.step_kind in (StepKind.SEAL, StepKind.ISSUE):
        return Mark(name=name, progress=Progress.NOW, words=waiting)
    return Mark(name=name, progress=Progress.LATER, words="sau khi có số")
