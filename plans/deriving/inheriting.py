"""One item of the parent in, the child's item with its origin, its own key and notes out."""

from collections.abc import Callable, Iterable

from ..content import facts
from ..content.plan import (
    ActivityContent,
    ItemContent,
    Marker,
    OriginContent,
    Part,
    ResponsibilityContent,
    Role,
)
from ..content.vietnamese import fold, nfc
from .phrases.adapter import Adapted, Adapter
from .terms import DEPARTMENT, AgencyTerm, ChildUnit, DerivationNote, NoteKind, ParentPlan

_ROLE_ORDER = {Role.LEAD: 0, Role.SUPPORT: 1, Role.IMPLEMENT: 2}
_NO_ACTIVITY = ActivityContent()


class Inheritance:
    """The work of one derivation: adapts items in reading order and collects the notes."""

    def __init__(self, parent: ParentPlan, child: ChildUnit, new_key: Callable[[], str]) -> None:
        self.parent = parent
        self.child = child
        self.new_key = new_key
        self.adapter = Adapter(parent, child)
        #: By the key of a parent's item: what is made of it instead; each is used once, where the item stands.
        self.overrides: dict[str, Callable[[ItemContent, bool], ItemContent]] = {}
        self._notes: dict[DerivationNote, None] = {}
        self._child_levels = {one.covers_level for one in child.agencies if one.covers_level}
        words = facts.fact_words(parent.content)
        self._superior_facts = {
            facts.token(name): nfc(words[name]) for name in (facts.REPORT_DEADLINE, facts.CHILD_PLAN_DEADLINE)
        }

    @property
    def notes(self) -> tuple[DerivationNote, ...]:
        """The notes so far, each once."""
        return tuple(self._notes)

    def note(self, item_key: str, kind: NoteKind, message: str) -> None:
        """Tell the drafter something about an item, or with no key about the plan."""
        self._notes[DerivationNote(item_key=item_key, kind=kind, message=nfc(message))] = None

    def covers_child(self, item: ItemContent) -> bool:
        """Whether the item gives work to every unit of the child's level."""
        return any(one.covers_level == self.child.level for one in item.responsibilities)

    def own_item(
        self, text: str, *, marker: Marker = Marker.NONE, is_heading: bool = False, origin: ItemContent | None = None,
        children: tuple[ItemContent, ...] = (), responsibilities: tuple[ResponsibilityContent, ...] = (),
        source: ItemContent | None = None, part: Part | None = None, key: str = "",
    ) -> ItemContent:  # fmt: skip
        """An item in the child's own words; with `origin` it stands for that item of the parent."""
        return ItemContent(
            key=key or self.new_key(), text=nfc(text), marker=marker, is_heading=is_heading,
            part=source.part if source else part, block=source.block if source else None,
            origin=self._origin(origin) if origin else None,
            responsibilities=responsibilities, children=children,
        )  # fmt: skip

    def items(self, sources: Iterable[ItemContent], *, assigned: bool = False) -> tuple[ItemContent, ...]:
        """The child's items for the parent's printed ones, in their order."""
        return tuple(self.item(one, assigned=assigned) for one in sources if not one.is_dropped)

    def item(
        self, source: ItemContent, *, assigned: bool = False, used: frozenset[str] = frozenset(),
        text: str | None = None, marker: Marker | None = None, children: tuple[ItemContent, ...] | None = None,
        default: AgencyTerm | None = None,
    ) -> ItemContent:  # fmt: skip
        """The child's item for one of the parent's, with everything under it.

        `assigned` says that it stands under a heading of the child's level; `text` is the parent's wording when a
        part of it was cut; `default` is the body that carries it out when it names none.
        """
        override = self.overrides.pop(source.key, None)
        if override:
            return override(source, assigned)
        key = self.new_key()
        own_words = assigned or self._speaks_to_level(source)
        adapted = self.text(source.text if text is None else text, used=used, keeps_agencies=own_words)
        self._tell(key, adapted)
        self._tell_if_superiors_alone(key, source, assigned=assigned)
        below = assigned or self.covers_child(source)
        if children is None:
            children = tuple(self.item(one, assigned=below, used=used) for one in source.children if not one.is_dropped)
        return ItemContent(
            key=key,
            text=adapted.text,
            marker=source.marker if marker is None else marker,
            is_heading=source.is_heading,
            part=source.part,
            block=source.block,
            activity=self._activity(key, source, used=used, keeps_agencies=own_words),
            responsibilities=self.responsibilities(source, default=default),
            origin=self._origin(source),
            children=children,
        )

    def text(self, text: str, *, used: frozenset[str] = frozenset(), keeps_agencies: bool = False) -> Adapted:
        """A text of the parent as the child writes it; the superior's deadlines are said in words, not as facts."""
        for token, words in self._superior_facts.items():
            text = text.replace(token, words)
        return self.adapter.adapt(text, used=used, keeps_agencies=keeps_agencies)

    def responsibilities(
        self, source: ItemContent, *, default: AgencyTerm | None = None
    ) -> tuple[ResponsibilityContent, ...]:
        """Who does the item in the child's plan: every body mapped to its counterpart, none twice."""
        mapped: dict[str, ResponsibilityContent] = {}
        for one in source.responsibilities:
            own = self._responsibility(one)
            same = mapped.get(fold(own.agency))
            if same is None or _ROLE_ORDER[own.role] < _ROLE_ORDER[same.role]:
                mapped[fold(own.agency)] = own
        if not mapped and default is not None and not source.is_heading:
            return (responsibility(default),)
        return tuple(mapped.values())

    def _responsibility(self, one: ResponsibilityContent) -> ResponsibilityContent:
        if one.covers_level and one.covers_level == self.child.level:
            return ResponsibilityContent(role=one.role, agency=self.adapter.own_name)
        term = self.term_of(one)
        options = self.adapter.counterparts.of(term) if term else ()
        if self.child.level == DEPARTMENT and fold(one.agency) != fold(self.adapter.own_name):
            options = ()
        if options:
            return responsibility(options[0], one.role)
        kept = one.covers_level if one.covers_level in self._child_levels else ""
        return ResponsibilityContent(
            role=one.role, agency=self.adapter.adapt(one.agency).text,
            agency_code=one.agency_code, covers_level=kept,
        )  # fmt: skip

    def term_of(self, one: ResponsibilityContent) -> AgencyTerm | None:
        """The parent's body a responsibility names, by code or else by name."""
        return self.adapter.lexicon.by_code(one.agency_code) or self.adapter.lexicon.by_name(one.agency)

    def _speaks_to_level(self, source: ItemContent) -> bool:
        return bool(source.responsibilities) and all(
            one.covers_level == self.child.level for one in source.responsibilities
        )

    def _tell(self, key: str, adapted: Adapted) -> None:
        for finding in adapted.findings:
            self.note(key, finding.kind, finding.message)

    def _tell_if_superiors_alone(self, key: str, source: ItemContent, *, assigned: bool) -> None:
        if assigned or not source.responsibilities or self.covers_child(source) or self.child.level == DEPARTMENT:
            return
        terms = [self.term_of(one) for one in source.responsibilities]
        if all(term and not term.is_collective and not self.adapter.counterparts.of(term) for term in terms):
            self.note(key, NoteKind.SUPERIOR_ONLY, "Việc này chỉ cơ quan cấp trên làm; xem có bỏ không.")

    def _activity(
        self, key: str, source: ItemContent, *, used: frozenset[str], keeps_agencies: bool
    ) -> ActivityContent | None:
        old = source.activity
        if old is None or old == _NO_ACTIVITY:
            return None
        left_out = [
            word for word, value in (("địa điểm", old.venue), ("kinh phí", old.budget or old.funding_source)) if value
        ]
        if left_out:
            message = f"Không lấy {' và '.join(left_out)} của cấp trên; ghi {' và '.join(left_out)} của đơn vị mình."
            self.note(key, NoteKind.FACTS_LEFT_OUT, message)
        target = self.text(old.target, used=used, keeps_agencies=keeps_agencies).text
        return ActivityContent(starts_on=old.starts_on, ends_on=old.ends_on, target=target)

    def _origin(self, source: ItemContent) -> OriginContent:
        return OriginContent(version=self.parent.version, key=source.key)


def responsibility(agency: AgencyTerm, role: Role = Role.IMPLEMENT) -> ResponsibilityContent:
    """An agency of the child with its role."""
    return ResponsibilityContent(
        role=role, agency=nfc(agency.name), agency_code=agency.code,
        covers_level=agency.covers_level if agency.is_collective else "",
    )  # fmt: skip
