"""Evidence (minh chứng) of a report as screens show it, and which files may still be opened."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ....documents.evidence import PDF
from ....models import Evidence, Report, ReportVersion
from ....reporting.personal import Suspicion, suspicions, suspicious_name

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


def readable_evidence(report: Report) -> QuerySet[Evidence]:
    """The files of the report that may be opened: those it has, and those removed later that a filed version had. What
    was removed before anybody received it is gone."""
    filed_with = ReportVersion.objects.filter(
        report_id=OuterRef("report_id"), filed_at__gte=OuterRef("added_at"), filed_at__lt=OuterRef("removed_at")
    )
    return Evidence.objects.filter(Q(removed_at=None) | Exists(filed_with), report=report)


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
