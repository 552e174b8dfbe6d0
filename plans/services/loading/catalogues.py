"""The shared catalogues (agencies, legal documents, campaigns) filled from the data files, repeatably.

Only what is missing is added: what has once been loaded belongs to the administrators, who may have changed or
removed parts of it. A year's theme, slogans and guiding documents are filled while the year has none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ...models import (
    Agency,
    AgencyCounterpart,
    Campaign,
    GuidingDocument,
    IssuingUnit,
    LegalDocument,
    Slogan,
    Theme,
    UnitLevel,
)
from .files import as_date, read_fixture
from .levels import load_levels
from .reporting import load_report_catalogue

_DAYS = (
    "issued_on", "valid_from", "valid_until", "starts_on", "ends_on", "launch_from", "launch_until",
    "commune_report_due_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSummary:
    """How many rows a run of `load_catalogues` added."""

    agencies: int
    legal_documents: int
    campaigns: int


@transaction.atomic
def load_catalogues() -> CatalogueSummary:
    """Load agencies with their counterparts, legal documents, campaigns, figures and forms; all or nothing."""
    levels = load_levels()
    summary = CatalogueSummary(
        agencies=_load_agencies(levels), legal_documents=_load_legal_documents(), campaigns=_load_campaigns()
    )
    load_report_catalogue()
    return summary


def give_wards_their_names(wards: Iterable[IssuingUnit], levels: dict[str, UnitLevel]) -> None:
    """A phường has other bodies than a xã (domain.md §4.1): its own rows go before the general ones of that code."""
    catalogue = read_fixture("agencies.json")
    place_of = {entry["code"]: at for at, entry in enumerate(catalogue["agencies"])}
    own = catalogue["of_wards"]
    Agency.objects.bulk_create(
        _agency(entry, levels, place_of[entry["code"]], owner=ward) for ward in wards for entry in own
    )


def _load_agencies(levels: dict[str, UnitLevel]) -> int:
    entries = read_fixture("agencies.json")["agencies"]
    known = {agency.code: agency for agency in Agency.objects.filter(owner=None)}
    new = {entry["code"]: _agency(entry, levels, at) for at, entry in enumerate(entries) if entry["code"] not in known}
    Agency.objects.bulk_create(new.values())
    known |= new
    replaced = [entry for entry in entries if entry["code"] in new and "replaced_by" in entry]
    for entry in replaced:
        known[entry["code"]].replaced_by = known[entry["replaced_by"]]
    Agency.objects.bulk_update([known[entry["code"]] for entry in replaced], ["replaced_by"])
    # A link between two known agencies may have been taken away on purpose; only new agencies bring links.
    AgencyCounterpart.objects.bulk_create(
        AgencyCounterpart(upper=known[entry["code"]], lower=known[lower], position=at)
        for entry in entries
        for at, lower in enumerate(entry.get("counterparts", ()))
        if entry["code"] in new or lower in new
    )
    return len(new)


def _agency(
    entry: dict[str, Any], levels: dict[str, UnitLevel], position: int, owner: IssuingUnit | None = None
) -> Agency:
    plain = ("code", "name", "wording", "is_collective", "valid_from", "valid_until")
    return Agency(
        owner=owner,
        level=levels[entry.get("level", "commune")],
        covers_level=levels[entry["covers_level"]] if "covers_level" in entry else None,
        aliases="\n".join(entry.get("aliases", ())),
        position=position,
        **_values(entry, plain),
    )


def _load_legal_documents() -> int:
    entries = read_fixture("legal_documents.json")
    known = {document.citation: document for document in LegalDocument.objects.all()}
    plain = (
        "kind", "document_number", "issued_on", "issuer", "citation", "valid_from", "valid_until", "is_usual",
    )  # fmt: skip
    new = {
        entry["citation"]: LegalDocument(position=at, **_values(entry, plain))
        for at, entry in enumerate(entries)
        if entry["citation"] not in known
    }
    LegalDocument.objects.bulk_create(new.values())
    known |= new
    replaced = [entry for entry in entries if entry["citation"] in new and "replaced_by" in entry]
    for entry in replaced:
        known[entry["citation"]].replaced_by = known[entry["replaced_by"]]
    LegalDocument.objects.bulk_update([known[entry["citation"]] for entry in replaced], ["replaced_by"])
    return len(new)


def _load_campaigns() -> int:
    entries = read_fixture("campaigns.json")
    known = {campaign.year: campaign for campaign in Campaign.objects.all()}
    plain = (
        "year", "starts_on", "ends_on", "launch_from", "launch_until", "commune_report_due_on", "note",
    )  # fmt: skip
    new = {entry["year"]: Campaign(**_values(entry, plain)) for entry in entries if entry["year"] not in known}
    Campaign.objects.bulk_create(new.values())
    known |= new
    _fill_years(entries, known)
    return len(new)


def _fill_years(entries: list[dict[str, Any]], campaigns: dict[int, Campaign]) -> None:
    with_theme = set(Theme.objects.values_list("campaign__year", flat=True))
    with_slogans = set(Slogan.objects.values_list("campaign__year", flat=True))
    with_guidance = set(GuidingDocument.objects.values_list("campaign__year", flat=True))
    Theme.objects.bulk_create(
        Theme(campaign=campaigns[entry["year"]], text=entry["theme"])
        for entry in entries
        if "theme" in entry and entry["year"] not in with_theme
    )
    Slogan.objects.bulk_create(
        Slogan(campaign=campaigns[entry["year"]], position=at, text=text)
        for entry in entries
        if entry["year"] not in with_slogans
        for at, text in enumerate(entry.get("slogans", ()))
    )
    plain = ("kind", "document_number", "issued_on", "issuer", "abstract", "note")
    GuidingDocument.objects.bulk_create(
        GuidingDocument(campaign=campaigns[entry["year"]], **_values(document, plain))
        for entry in entries
        if entry["year"] not in with_guidance
        for document in entry.get("guiding_documents", ())
    )


def _values(entry: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: as_date(entry[name]) if name in _DAYS else entry[name] for name in names if name in entry}
