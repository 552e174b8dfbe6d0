"""Evidence (minh chứng) of a report as screens show it, and which files may still be opened."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ....documents.evidence import PDF
from ....models import Evidence, Report, ReportVersion
from ....reporting.personal import Suspicion, suspicions, suspicious_name
from ....rules.actor import Actor
from ....rules.reports import Side, side_of
from ..reports import may_write

#: Files of one report.
MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvidence:
    """A file as it stands in the list. `doubts` are what its name and caption seem to tell about a child."""

    row: Evidence
    title: str
    kind: str
    size: str
    is_picture: bool
    doubts: tuple[Suspicion, ...]


def shown_evidence(report: Report, section: str | None = None) -> list[ShownEvidence]:
    """The files the report has now, in the order they came; those of one section, or all. One query."""
    rows = Evidence.objects.filter(report=report, removed_at=None)
    return [shown(one) for one in (rows if section is None else rows.filter(section=section))]


def evidence_of_version(version: ReportVersion) -> list[ShownEvidence]:
    """The files that belonged to the report when this version was filed, whatever became of them afterwards."""
    rows = Evidence.objects.filter(report_id=version.report_id, added_at__lte=version.filed_at)
    return [shown(one) for one in rows.filter(Q(removed_at=None) | Q(removed_at__gt=version.filed_at))]


def evidence_count(report: Report) -> int:
    """How many files the report has now."""
    return Evidence.objects.filter(report=report, removed_at=None).count()


def readable_evidence(actor: Actor, report: Report) -> QuerySet[Evidence]:
    """The files of the report that the actor, who may see the report, may open: those a filed version had, though they
    were removed later. What has not been filed yet is open to its own unit, to who stands in for it, and, where it is
    the scan of a report on paper, to the receiver who brought it. What was removed before it was filed is gone."""
    versions = ReportVersion.objects.filter(report_id=OuterRef("report_id"), filed_at__gte=OuterRef("added_at"))
    filed = (Q(removed_at=None) & Exists(versions)) | Exists(versions.filter(filed_at__lt=OuterRef("removed_at")))
    return Evidence.objects.filter(filed | _unfiled(actor, report), report=report)


def _unfiled(actor: Actor, report: Report) -> Q:
    """Of the files that are there and were not filed yet, those the actor may open."""
    side = side_of(actor, report)
    if actor.is_system or side == Side.OWN or (side == Side.RECEIVER and may_write(actor, report)):
        return Q(removed_at=None)
    return Q(removed_at=None, is_scan=True) if side == Side.RECEIVER else Q(pk=None)


def was_filed(evidence: Evidence) -> bool:
    """Whether a version was filed while the report had the file."""
    return ReportVersion.objects.filter(report_id=evidence.report_id, filed_at__gte=evidence.added_at).exists()


def shown(row: Evidence) -> ShownEvidence:
    """A file as it stands in the list."""
    name = suspicious_name(row.name)
    return ShownEvidence(
        row=row,
        title=row.caption or row.name,
        kind="PDF" if row.media_type == PDF else "ảnh",
        size=size_words(row.size),
        is_picture=row.media_type != PDF,
        doubts=(*((name,) if name else ()), *suspicions(row.caption)),
    )


def size_words(size: int) -> str:
    """ "410 KB", "2,3 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
