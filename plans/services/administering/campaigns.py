"""Keeping the years: the period of the Action Month, its theme, slogans and guiding documents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from ...content.vietnamese import clean_line, fold, short_date
from ...enums import Event
from ...exceptions import Invalid
from ...models import Campaign, GuidingDocument, Slogan, Theme
from ...rules.actor import Actor
from ...rules.catalogue import may_keep_national
from .. import audit
from . import rows

_SLOGAN_LENGTH = 300
#: What stands before and after a slogan in the list of a dispatch: its number or dash, quotation marks, a closing mark.
_LIST_MARK = re.compile(r"^(?:\d{1,2}[.)](?!\d)|[a-zđ]\)|[-–+*•])\s*")
_OPENING_QUOTES = ("“", '"', "«")
_QUOTES = '“”"«» '
_CLOSING = ";,. "


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """The days of a year's Action Month; what is not known yet stays empty."""

    starts_on: date | None = None
    ends_on: date | None = None
    launch_from: date | None = None
    launch_until: date | None = None
    commune_report_due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidingFacts:
    """A guiding document as it is cited."""

    kind: str
    issuer: str
    document_number: str = ""
    issued_on: date | None = None
    abstract: str = ""
    note: str = ""


def create_campaign(year: int, *, actor: Actor, facts: CampaignFacts) -> Campaign:
    """Open a year."""
    may_keep_national(actor).require()
    if Campaign.objects.filter(year=year).exists():
        sentence = f"Năm {year} đã có trong danh mục; mở năm đó để sửa."
        raise Invalid(sentence, {"year": sentence})
    campaign = Campaign(year=year)
    _refuse_other_years(year, facts)
    rows.write(campaign, {"year": year} | _values(facts), event=Event.CATALOGUE_SAVED, actor=actor)
    return campaign


def save_campaign(campaign: Campaign, *, actor: Actor, facts: CampaignFacts) -> Campaign:
    """Change the days of a year."""
    may_keep_national(actor).require()
    _refuse_other_years(campaign.year, facts)
    rows.write(campaign, _values(facts), event=Event.CATALOGUE_SAVED, actor=actor)
    return campaign


def unusual_days(year: int, facts: CampaignFacts) -> list[str]:
    """Sentences about days that are allowed but rare: the month is June, the launch the last week of May or 01/6.

    Luật Trẻ em 2016, Điều 11; Thông tư 28/2019/TT-BLĐTBXH, Điều 2. Some provinces go on until December.
    """
    said = []
    if (facts.starts_on and facts.starts_on != date(year, 6, 1)) or (
        facts.ends_on and facts.ends_on != date(year, 6, 30)
    ):
        said.append(f"Tháng hành động vì trẻ em thường từ ngày 01/6 đến ngày 30/6/{year}; xem lại nếu không cố ý.")
    launch = [day for day in (facts.launch_from, facts.launch_until) if day]
    if any(not date(year, 5, 25) <= day <= date(year, 6, 1) for day in launch):
        said.append(f"Lễ phát động thường từ ngày 25/5 đến ngày 01/6/{year}; xem lại nếu không cố ý.")
    return said


@transaction.atomic
def save_theme(campaign: Campaign, *, actor: Actor, text: str, source: str = "") -> Theme:
    """Keep the year's official theme, in the place of the one there was."""
    may_keep_national(actor).require()
    theme = campaign.themes.filter(is_official=True).first() or Theme(campaign=campaign)
    values = {"text": text, "source": source, "is_official": True}
    rows.write(theme, values, event=Event.CATALOGUE_SAVED, actor=actor)
    return theme


def remove_theme(theme: Theme, *, actor: Actor) -> None:
    """Take a theme away; plans keep the words they have."""
    may_keep_national(actor).require()
    rows.remove(theme, event=Event.CATALOGUE_REMOVED, actor=actor, kept=("campaign", "text", "source"))


def slogan_text(line: str) -> str:
    """A slogan as it is kept, from a line of a dispatch: without its number or dash, quotation marks and final ";"."""
    text = _LIST_MARK.sub("", clean_line(line)).rstrip(_CLOSING)
    if text[:1] in _OPENING_QUOTES:
        text = text.strip(_QUOTES)
    return text.strip().rstrip(_CLOSING)


@transaction.atomic
def add_slogans(
    campaign: Campaign, *, actor: Actor, lines: Iterable[str], source: str = ""
) -> tuple[list[Slogan], list[str]]:
    """Add the lines at the end of the year's list, in their order; returns what was added and what was known."""
    may_keep_national(actor).require()
    held = list(campaign.slogans.all())
    known = {fold(one.text) for one in held}
    wanted: list[str] = []
    repeated: list[str] = []
    for text in filter(None, map(slogan_text, lines)):
        (repeated if fold(text) in known else wanted).append(text)
        known.add(fold(text))
    for text in wanted:
        if len(text) > _SLOGAN_LENGTH:
            sentence = f"“{text[:40]}…” dài {len(text)} ký tự; mỗi khẩu hiệu ghi tối đa {_SLOGAN_LENGTH} ký tự."
            raise Invalid(sentence, {"lines": sentence})
    if not wanted:
        return [], repeated
    start = max((one.position for one in held), default=-1) + 1
    added = Slogan.objects.bulk_create(
        Slogan(campaign=campaign, text=text, source=clean_line(source), position=start + at)
        for at, text in enumerate(wanted)
    )
    _record_slogans(campaign, actor, before=[one.text for one in held])
    return added, repeated


def save_slogan(slogan: Slogan, *, actor: Actor, text: str, source: str = "") -> Slogan:
    """Change the words of a slogan."""
    may_keep_national(actor).require()
    values = {"text": slogan_text(text), "source": source}
    rows.write(slogan, values, event=Event.CATALOGUE_SAVED, actor=actor)
    return slogan


@transaction.atomic
def move_slogan(slogan: Slogan, *, actor: Actor, by: int) -> None:
    """Move a slogan up (by=-1) or down (by=1) in its year's list; at an end it stays."""
    may_keep_national(actor).require()
    held = list(Slogan.objects.select_for_update().filter(campaign=slogan.campaign_id).order_by("position", "id"))
    before = [one.text for one in held]
    at = next(place for place, one in enumerate(held) if one.pk == slogan.pk)
    to = min(max(at + by, 0), len(held) - 1)
    if to == at:
        return
    held.insert(to, held.pop(at))
    for place, one in enumerate(held):
        one.position = place
    Slogan.objects.bulk_update(held, ["position"])
    _record_slogans(slogan.campaign, actor, before=before)


@transaction.atomic
def remove_slogan(slogan: Slogan, *, actor: Actor) -> None:
    """Take a slogan from the year's list; plans keep the ones they print."""
    may_keep_national(actor).require()
    rows.remove(slogan, event=Event.CATALOGUE_REMOVED, actor=actor, kept=("campaign", "text", "source", "position"))


def add_guiding_document(campaign: Campaign, *, actor: Actor, facts: GuidingFacts) -> GuidingDocument:
    """Add a document that guides the year, usually a ministry's công văn."""
    return save_guiding_document(GuidingDocument(campaign=campaign), actor=actor, facts=facts)


def save_guiding_document(document: GuidingDocument, *, actor: Actor, facts: GuidingFacts) -> GuidingDocument:
    """Change a guiding document."""
    may_keep_national(actor).require()
    rows.write(document, _values(facts), event=Event.CATALOGUE_SAVED, actor=actor)
    return document


def remove_guiding_document(document: GuidingDocument, *, actor: Actor) -> None:
    """Take a guiding document from its year; plans that cite it keep their words."""
    may_keep_national(actor).require()
    kept = ("campaign", *(field.name for field in fields(GuidingFacts)))
    rows.remove(document, event=Event.CATALOGUE_REMOVED, actor=actor, kept=kept)


def _refuse_other_years(year: int, facts: CampaignFacts) -> None:
    wrong = {
        name: f"Ngày {short_date(day)} không thuộc năm {year}; ghi ngày trong năm {year}."
        for name, day in _values(facts).items()
        if isinstance(day, date) and day.year != year
    }
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)


def _record_slogans(campaign: Campaign, actor: Actor, *, before: list[str]) -> None:
    audit.record(
        Event.CATALOGUE_SAVED,
        actor=actor,
        subject=f"Khẩu hiệu năm {campaign.year}",
        before={"slogans": before},
        after={"slogans": list(campaign.slogans.order_by("position", "id").values_list("text", flat=True))},
    )


def _values(facts: CampaignFacts | GuidingFacts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}
