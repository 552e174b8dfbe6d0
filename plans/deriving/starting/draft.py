"""A first draft under way: the unit, the year's facts, new keys, and the bodies that do things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ...content import facts
from ...content.plan import (
    ActivityContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SloganContent,
)
from ...content.vietnamese import fold, nfc
from ..deadlines import ProposedDeadlines, propose_deadlines
from ..framing import closing_sentence, opening_sentence, standard_abstract
from ..inheriting import responsibility
from ..phrases.functions import Function, function_of
from ..phrases.naming import committee_name, department_name
from ..terms import DEPARTMENT, AgencyTerm, CampaignFacts, ChildUnit, Derivation, DerivationNote, NoteKind


@dataclass(slots=True)
class Draft:
    """What every part of a new draft is written with."""

    child: ChildUnit
    campaign: CampaignFacts
    new_key: Callable[[], str]
    notes: list[DerivationNote] = field(default_factory=list)

    @property
    def organ(self) -> str:
        """The unit in running text: "Ủy ban nhân dân phường", "Sở Xây dựng"."""
        issuer = self.child.issuer
        return department_name(issuer) if self.child.level == DEPARTMENT else committee_name(issuer)

    @property
    def office(self) -> AgencyTerm | None:
        """The drafting office; one of the unit's agencies where it is among them."""
        name = nfc(self.child.drafting_office).strip()
        known = next((one for one in self.child.agencies if name and fold(one.name) == fold(name)), None)
        return known or (AgencyTerm(code="", name=name, level=self.child.level) if name else None)

    def agency(self, function: Function) -> AgencyTerm | None:
        """The first of the unit's bodies in a field."""
        return next((one for one in self.child.agencies if function_of(one.name) == function), None)

    def by(self, lead: Function | None = None, *support: Function) -> tuple[ResponsibilityContent, ...]:
        """Who leads (the drafting office unless the field has a body) and who supports."""
        body = (self.agency(lead) if lead else None) or self.office
        found = [(body, Role.LEAD), *((self.agency(one), Role.SUPPORT) for one in support)]
        named = {one.name: responsibility(one, role) for one, role in reversed(found) if one}
        return tuple(reversed(named.values()))

    def note(self, kind: NoteKind, message: str, item_key: str = "") -> None:
        """Tell the drafter something."""
        self.notes.append(DerivationNote(item_key=item_key, kind=kind, message=nfc(message)))

    def section(self, part: Part, title: str, *children: ItemContent) -> ItemContent:
        """A part of the plan (I., II., …)."""
        return ItemContent(
            key=self.new_key(), text=title, marker=Marker.ROMAN, is_heading=True, part=part, children=children
        )

    def heading(self, title: str, texts: Iterable[str], by: tuple[ResponsibilityContent, ...] = ()) -> ItemContent:
        """A numbered heading with dashed lines under it, done by the bodies it names."""
        lines = tuple(self.line(text, by=by) for text in texts)
        return ItemContent(
            key=self.new_key(), text=nfc(title), marker=Marker.ARABIC, is_heading=True, responsibilities=by,
            children=lines,
        )  # fmt: skip

    def group(self, title: str, *children: ItemContent) -> ItemContent:
        """A numbered heading over lines that each name their own bodies."""
        return ItemContent(key=self.new_key(), text=title, marker=Marker.ARABIC, is_heading=True, children=children)

    def line(
        self, text: str, *, by: tuple[ResponsibilityContent, ...] = (), marker: Marker = Marker.DASH,
        activity: ActivityContent | None = None,
    ) -> ItemContent:  # fmt: skip
        """One paragraph."""
        return ItemContent(key=self.new_key(), text=nfc(text), marker=marker, responsibilities=by, activity=activity)

    def deadlines(self, *, today: date, holidays: frozenset[date]) -> ProposedDeadlines:
        """The unit's own deadlines, earlier than what it owes its superior where that is known."""
        known = (self.campaign.superior_deadline,) if self.campaign.superior_deadline else ()
        proposal = propose_deadlines(known, self.child, ends_on=self.campaign.ends_on, today=today, holidays=holidays)
        for kind, message in proposal.messages:
            self.note(kind, message)
        return proposal

    def finished(
        self, items: tuple[ItemContent, ...], proposal: ProposedDeadlines, *,
        parents: tuple[ParentContent, ...] = (), abstract: str = "",
    ) -> Derivation:  # fmt: skip
        """The draft as content, with what is still missing noted."""
        title = nfc(abstract).strip() or standard_abstract(self.campaign.year, self.child)
        self.tell_missing()
        campaign, child = self.campaign, self.child
        content = PlanContent(
            issuer=child.issuer, year=campaign.year, abstract=title, symbol=child.symbol,
            legal_bases=tuple(LegalBasisContent(text=nfc(one)) for one in campaign.legal_bases), parents=parents,
            opening=opening_sentence(title, child), theme=nfc(campaign.theme),
            starts_on=campaign.starts_on, ends_on=campaign.ends_on,
            launch_from=campaign.launch_from, launch_until=campaign.launch_until,
            slogans=tuple(SloganContent(text=nfc(one)) for one in campaign.slogans),
            deadlines=proposal.own, items=items, closing=closing_sentence(title, child),
            signature=child.signature, recipients=tuple(nfc(one) for one in child.recipients),
            archive_note=child.archive_note,
        )  # fmt: skip
        return Derivation(content=content, notes=tuple(dict.fromkeys(self.notes)))

    def tell_missing(self) -> None:
        """Note every fact of the year that the catalogue does not have yet."""
        campaign = self.campaign
        missing = (
            (campaign.theme.strip(), f"Năm {campaign.year} chưa có chủ đề trong danh mục; ghi chủ đề trước khi trình."),
            (campaign.starts_on and campaign.ends_on, "Chưa có thời gian của Tháng hành động; ghi ngày bắt đầu và"
                                                      " kết thúc."),
            (campaign.launch_from, "Chưa có thời gian phát động; ghi ngày tổ chức Lễ phát động."),
            (campaign.slogans, "Chưa có khẩu hiệu của năm trong danh mục."),
            (campaign.legal_bases, "Chưa có căn cứ nào; thêm căn cứ pháp lý."),
        )  # fmt: skip
        for value, message in missing:
            if not value:
                self.note(NoteKind.FACT_MISSING, message)


def scope_lines(draft: Draft, where: str) -> tuple[ItemContent, ...]:
    """Theme, period, extent and slogans, said by facts so that they cannot disagree."""
    texts = [
        f"Chủ đề: “{facts.token(facts.THEME)}”.",
        f"Thời gian: {facts.token(facts.PERIOD)}.",
        f"Phạm vi: {where}.",
    ]
    if draft.campaign.slogans:
        texts.append("Khẩu hiệu tuyên truyền: theo Phụ lục kèm theo Kế hoạch này.")
    return tuple(draft.line(text, marker=Marker.ARABIC) for text in texts)
