"""A unit's own plan of last year in, this year's first draft out, with every leftover noted (domain.md §8, H1, A5)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ...content import facts
from ...content.plan import (
    ActivityContent,
    AppendixContent,
    DeadlineContent,
    ItemContent,
    LegalBasisContent,
    PlanContent,
    SloganContent,
)
from ...content.vietnamese import day_range, fold, nfc, short_date, weekday_name
from ..framing import inherited_bases
from ..phrases.searching import Sentence, aligned_key
from ..terms import CampaignFacts, ChildUnit, Derivation, NoteKind, ObsoleteTerm
from .draft import Draft

_SPAN = re.compile(r"(?<!\d)\d{4} ?- ?\d{4}(?!\d)")
_FULL_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_LONG_DATE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?!\d)")
# After these words a year is the plan's own year.
_YEARLY = "(?:Tháng hành động vì trẻ em|dự toán|hoạt động hè|dịp hè|kỳ nghỉ hè)"
_DOCUMENT = re.compile(r"(?<!\w)\d+/[\w/-]+")


def start_from_last_year(
    previous: PlanContent, child: ChildUnit, campaign: CampaignFacts, *, new_key: Callable[[], str], today: date,
    obsolete: tuple[ObsoleteTerm, ...] = (), holidays: frozenset[date] = frozenset(),
) -> Derivation:  # fmt: skip
    """This year's draft from last year's plan: year, period, theme, slogans and form are new, the text is kept.

    What the text said of the old theme, period and year becomes a fact; every other old year, date or body that no
    longer exists is noted, never changed silently. Items get new keys and no origin; last year's parent is not cited.
    """
    draft = Draft(child, campaign, new_key)
    roll = _Roll(draft, previous, obsolete, today)
    items = roll.items(previous.items)
    appendices = tuple(
        AppendixContent(title=roll.year_in(one.title), items=roll.items(one.items)) for one in previous.appendices
    )
    proposal = draft.deadlines(today=today, holidays=holidays) if campaign.superior_deadline else None
    deadlines = proposal.own if proposal else tuple(map(roll.deadline, previous.deadlines))
    for cited in previous.parents:
        draft.note(NoteKind.CITATION_DROPPED, f"Không viện dẫn văn bản của năm trước: {cited.short_citation()}.")
    if fold(previous.theme) == fold(campaign.theme) and campaign.theme.strip():
        draft.note(NoteKind.LEFTOVER, "Chủ đề giống hệt năm trước; kiểm tra lại chủ đề của năm nay.")
    content = replace(
        previous, issuer=child.issuer, year=campaign.year, number=None, issued_on=None, symbol=child.symbol,
        abstract=roll.framed(previous.abstract, "Trích yếu"), abstract_note=roll.abstract_note(previous.abstract_note),
        legal_bases=roll.bases(), parents=(), opening=roll.framed(previous.opening, "Câu mở đầu"),
        theme=nfc(campaign.theme), starts_on=campaign.starts_on, ends_on=campaign.ends_on,
        launch_from=campaign.launch_from, launch_until=campaign.launch_until,
        slogans=tuple(SloganContent(text=nfc(one)) for one in campaign.slogans),
        deadlines=deadlines, items=items, closing=roll.framed(previous.closing, "Câu kết"),
        signature=child.signature, recipients=tuple(nfc(one) for one in child.recipients),
        archive_note=child.archive_note, appendices=appendices,
    )  # fmt: skip
    draft.tell_missing()
    return Derivation(content=content, notes=tuple(dict.fromkeys(draft.notes)))


class _Roll:
    """Takes texts, dates and citations of one year into another and notes what is left over."""

    def __init__(self, draft: Draft, previous: PlanContent, obsolete: tuple[ObsoleteTerm, ...], today: date) -> None:
        self._draft = draft
        self._previous = previous
        self._old = str(previous.year)
        self._new = str(draft.campaign.year)
        self._obsolete = tuple(
            (aligned_key(nfc(one.old)), one)
            for one in obsolete
            if one.old.strip() and (one.since is None or one.since <= today)
        )
        said = (
            (previous.theme, facts.THEME),
            (day_range(previous.starts_on, previous.ends_on), facts.PERIOD),
            (day_range(previous.launch_from, previous.launch_until), facts.LAUNCH),
        )
        self._said = tuple((nfc(words), facts.token(name)) for words, name in said if words.strip())

    def items(self, items: tuple[ItemContent, ...]) -> tuple[ItemContent, ...]:
        """Last year's printed items with new keys."""
        return tuple(self._item(one) for one in items if not one.is_dropped)

    def framed(self, text: str, where: str) -> str:
        """A sentence around the items, with the new year in it."""
        rolled = self.year_in(text)
        for message in self._leftovers(rolled):
            self._draft.note(NoteKind.LEFTOVER, f"{where}: {message}")
        return rolled

    def year_in(self, text: str) -> str:
        """The text with "năm <last year>" as this year; dates and citations are not touched."""
        text = nfc(text)

        def year(found: re.Match[str]) -> str:
            is_date = re.search(r"tháng \d{1,2} $", text[: found.start()]) is not None
            return found[0] if is_date or _is_cited(text, found.start()) else f"{found[1]}{self._new}"

        return re.sub(rf"(?<!\w)(năm ){self._old}(?!\d)", year, text)

    def abstract_note(self, text: str) -> str:
        """The line under the title: the new period, where it gave the old one."""
        campaign = self._draft.campaign
        return f"({day_range(campaign.starts_on, campaign.ends_on)})" if text.strip() and campaign.starts_on else ""

    def bases(self) -> tuple[LegalBasisContent, ...]:
        """The year's usual căn cứ, then last year's own that are not among them; letters of last year are dropped."""
        usual = [nfc(one) for one in self._draft.campaign.legal_bases]
        kept, dropped = inherited_bases(self._previous.legal_bases)
        for text in dropped:
            self._draft.note(NoteKind.CITATION_DROPPED, f"Không lấy căn cứ của năm trước: “{text}”.")
        known = {fold(one) for one in usual} | {number for one in usual for number in _DOCUMENT.findall(fold(one))}
        own = [one.text for one in kept if not ({fold(one.text), *_DOCUMENT.findall(fold(one.text))} & known)]
        return tuple(LegalBasisContent(text=one) for one in (*usual, *own))

    def deadline(self, one: DeadlineContent) -> DeadlineContent:
        """The deadline on the same day of this year, its weekday noted."""
        if one.due_on is None:
            return one
        moved = replace(one, due_on=_in_year(one.due_on, self._draft.campaign.year))
        last = moved.last_day
        if last is not None:
            words = f"{moved.words()}, ngày cuối là {weekday_name(last)} {short_date(last)}"
            message = f"Hạn của năm trước ({one.words()}) đã chuyển thành {words}; kiểm tra lại với hạn cấp trên."
            self._draft.note(NoteKind.DEADLINE_CHECK, message)
        return moved

    def _item(self, item: ItemContent) -> ItemContent:
        key = self._draft.new_key()
        text = self._text(item.text)
        for message in self._leftovers(text):
            self._draft.note(NoteKind.LEFTOVER, message, key)
        names = [nfc(one.agency) for one in item.responsibilities]
        for message in self._obsolete_in(text, *names):
            self._draft.note(NoteKind.OBSOLETE, message, key)
        return replace(
            item, key=key, text=text, origin=None, activity=self._activity(item, key),
            children=self.items(item.children),
        )  # fmt: skip

    def _text(self, text: str) -> str:
        text = nfc(text)
        for words, token in self._said:
            text = text.replace(words, token)
        phrase = rf"({_YEARLY}[^.;,\d]{{0,40}}năm ){self._old}(?!\d)"
        return re.sub(phrase, rf"\g<1>{facts.token(facts.YEAR)}", text)

    def _activity(self, item: ItemContent, key: str) -> ActivityContent | None:
        old = item.activity
        if old is None:
            return None
        year = self._draft.campaign.year
        moved = replace(
            old,
            starts_on=_in_year(old.starts_on, year) if old.starts_on else None,
            ends_on=_in_year(old.ends_on, year) if old.ends_on else None,
        )
        for before, after in ((old.starts_on, moved.starts_on), (old.ends_on, moved.ends_on)):
            if before and after and before != after:
                words = f"{weekday_name(before)} {short_date(before)} thành {weekday_name(after)} {short_date(after)}"
                self._draft.note(NoteKind.DATE_SHIFTED, f"Đã chuyển {words}; chọn lại ngày nếu cần.", key)
        return moved

    def _leftovers(self, text: str) -> Iterator[str]:
        covered: list[tuple[int, int]] = []
        key = aligned_key(nfc(text))
        for pattern in (_FULL_DATE, _LONG_DATE):
            for found in pattern.finditer(key):
                covered.append(found.span())
                if found[3] == self._old and not _is_cited(text, found.start()):
                    yield self._old_date(found)
        covered += [found.span() for pattern in (_SPAN, _DOCUMENT) for found in pattern.finditer(key)]
        for found in re.finditer(rf"(?<!\d){self._old}(?!\d)", key):
            if not any(start <= found.start() < end for start, end in covered) and not _is_cited(text, found.start()):
                yield f"Còn năm {self._old}; sửa thành năm {self._new} hoặc giữ nguyên nếu nói việc đã qua."

    def _old_date(self, found: re.Match[str]) -> str:
        words = found[0]
        try:
            day = _in_year(date(int(found[3]), int(found[2]), int(found[1])), self._draft.campaign.year)
        except ValueError:
            return f"Còn ngày của năm trước: {words}; ghi lại ngày."
        return f"Còn ngày của năm trước: {words}; ngày đó năm nay là {weekday_name(day)} {short_date(day)}."

    def _obsolete_in(self, *texts: str) -> Iterator[str]:
        sentences = [Sentence(text) for text in texts]
        for key, term in self._obsolete:
            if any(next(one.find(key), None) for one in sentences):
                since = f" từ ngày {short_date(term.since)}" if term.since else ""
                now = f"; nay là “{nfc(term.now)}”" if term.now else ""
                yield f"“{nfc(term.old)}” không còn{since}{now}."


def _is_cited(text: str, place: int) -> bool:
    return not Sentence(text).is_free(place, place + 1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
