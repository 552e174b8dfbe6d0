"""What the engine is told (agencies, the unit, the parent, the campaign) and what it answers: frozen dataclasses."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from ..content.plan import DeadlineContent, IssuerContent, ParentContent, PlanContent, SignatureContent

#: The level whose plans look inward: a department (sở, ban, ngành) plans for its own staff, without a territory.
DEPARTMENT = "department"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTerm:
    """A body (cơ quan) as one unit's documents name it, already resolved: "Công an phường".

    `aliases` are other spellings of the same body. `wording` says whether the unit may give it work or has to ask
    ("Đề nghị …", domain.md A2). A collective line ("Ủy ban nhân dân các xã, phường") is `is_collective` and names the
    level of units it stands for in `covers_level`. `counterparts` are codes of bodies at the child's level, best first.
    """

    code: str
    name: str
    level: str
    aliases: tuple[str, ...] = ()
    wording: Literal["order", "request"] = "order"
    is_collective: bool = False
    covers_level: str = ""
    counterparts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildUnit:
    """The unit that drafts, with what its documents always carry.

    `subordinates` are the printed collective names of who reports to it, the first with its capital
    ("Các cơ quan, đơn vị", "các trường học"); `agencies` the bodies it gives work to, in printing order.
    """

    issuer: IssuerContent
    level: str
    symbol: str = "KH-UBND"
    signature: SignatureContent = field(default_factory=SignatureContent)
    recipients: tuple[str, ...] = ()
    archive_note: str = "VT"
    drafting_office: str = ""
    subordinates: tuple[str, ...] = ()
    agencies: tuple[AgencyTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentPlan:
    """The parent's issued plan: its frozen content and version, how it is cited, and the bodies of its level."""

    content: PlanContent
    version: int
    level: str
    reference: ParentContent
    agencies: tuple[AgencyTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """The facts of one year's campaign (Tháng hành động vì trẻ em) as an administrator keeps them.

    `legal_bases` are whole căn cứ without their closing mark ("Căn cứ Luật Trẻ em"). `superior_deadline` is the
    deadline the unit itself has to keep toward its superior, where it is known.
    """

    year: int
    theme: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    launch_from: date | None = None
    launch_until: date | None = None
    slogans: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    superior_deadline: DeadlineContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObsoleteTerm:
    """A name that no longer exists, what stands for it now (may be empty), and since when (domain.md §4.3)."""

    old: str
    now: str = ""
    since: date | None = None


class NoteKind(StrEnum):
    """What a note is about; the interface groups and filters by it."""

    AGENCY_REPLACED = "agency_replaced"
    AGENCY_CHOICE = "agency_choice"
    AGENCY_UNKNOWN = "agency_unknown"
    AGENCY_REPEATED = "agency_repeated"
    AGENCY_WITHOUT_TASK = "agency_without_task"
    SUPERIOR_BODY = "superior_body"
    SUPERIOR_PHRASE = "superior_phrase"
    SUPERIOR_ONLY = "superior_only"
    DUTY_PLACED = "duty_placed"
    DONE_BY_ISSUING = "done_by_issuing"
    DEADLINE_PROPOSED = "deadline_proposed"
    DEADLINE_CHECK = "deadline_check"
    REWRITTEN = "rewritten"
    FACTS_LEFT_OUT = "facts_left_out"
    LEFT_OUT = "left_out"
    CITATION_DROPPED = "citation_dropped"
    FACT_MISSING = "fact_missing"
    DATE_SHIFTED = "date_shifted"
    LEFTOVER = "leftover"
    OBSOLETE = "obsolete"


_INFORMING = frozenset({
    NoteKind.AGENCY_REPLACED, NoteKind.REWRITTEN, NoteKind.DUTY_PLACED, NoteKind.DEADLINE_PROPOSED,
    NoteKind.CITATION_DROPPED, NoteKind.FACTS_LEFT_OUT,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationNote:
    """One Vietnamese sentence for the drafter about what was done or needs a look.

    `item_key` is the key of the new item; empty for the plan as a whole.
    """

    item_key: str
    kind: NoteKind
    message: str

    @property
    def needs_look(self) -> bool:
        """Whether the drafter has to decide something; the other notes only say what was done."""
        return self.kind not in _INFORMING


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A first draft and the notes about it."""

    content: PlanContent
    notes: tuple[DerivationNote, ...] = ()
