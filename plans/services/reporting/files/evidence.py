"""Bringing evidence (minh chứng) to a report and taking it out.

A file is kept under a name of the portal's own, never the one it came with. What is taken out before the report was
ever filed is deleted; what a filed version had stays with that version, because its receiver has read it.
"""

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from .... import clock
from ....content.vietnamese import clean_line
from ....documents.evidence import CleanFile, clean_file, thumbnail
from ....enums import Event
from ....exceptions import Invalid, NotNow, PortalError
from ....models import Evidence, Report
from ....queries.reporting.files.evidence import MOST, was_filed
from ....queries.reporting.forms import form_content
from ....queries.reporting.reports import may_write
from ....reporting.filling import sections_of
from ....rules.actor import Actor
from ....rules.reports import Side, side_of
from ... import audit

LONGEST_CAPTION = 200
FULL = f"Báo cáo đã có {MOST} tệp minh chứng, nhiều nhất có thể; bỏ bớt tệp rồi thêm."
GONE = "Tệp này đã bỏ rồi."
NONE = "Chọn ít nhất một ảnh hoặc tệp PDF."
TWICE = "Tệp này đã có trong báo cáo."
_PATH = re.compile(r"^.*[/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of several files: those kept, and those refused with their sentence, by name."""

    kept: tuple[Evidence, ...]
    as_given: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def add_evidence(
    report: Report,
    *,
    actor: Actor,
    files: Sequence[tuple[str, bytes]],
    section: str = "",
    caption: str = "",
    is_scan: bool = False,
) -> Added:
    """Keep pictures and PDFs with a report, made harmless; one bad file does not keep the others out.

    `is_scan`: the scan of a report on paper, which only the receiver's people bring. Raises NotAllowed, NotNow (filed,
    or full), Invalid (no file, the caption is too long, no such section).
    """
    may_write(actor, report).require()
    said = _caption(caption)
    if not files:
        raise Invalid(NONE, {"files": NONE})
    # Pictures take a while, so they are done before the report's row is held.
    cleaned, refused = _clean(files)
    stored: list[Evidence] = []
    with transaction.atomic():
        report = _locked(report)
        may_write(actor, report).require()
        _check_section(report, section)
        scan = is_scan and side_of(actor, report) == Side.RECEIVER
        for name, file in cleaned:
            one = Evidence(report=report, section=section, caption=said, is_scan=scan)
            sentence = _keep(one, name, file, actor)
            if sentence:
                refused.append((name, sentence))
            else:
                stored.append(one)
    given = tuple(name for name, file in cleaned if file.as_given)
    return Added(kept=tuple(stored), as_given=given, refused=tuple(refused))


@transaction.atomic
def describe_evidence(evidence: Evidence, *, actor: Actor, caption: str) -> Evidence:
    """Change what is written under a file. Raises NotAllowed, NotNow, Invalid."""
    evidence = _open(evidence, actor)
    before, evidence.caption = evidence.caption, _caption(caption)
    if evidence.caption != before:
        evidence.save(update_fields=["caption"])
        _record(Event.EVIDENCE_ADDED, evidence, actor, before={"caption": before}, caption=evidence.caption)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, actor: Actor) -> None:
    """Take a file out of the report. Its bytes are deleted unless a filed version had it; its row stays, so that the
    audit trail can be read. Raises NotAllowed, NotNow, Invalid."""
    evidence = _open(evidence, actor)
    stays = was_filed(evidence)
    evidence.removed_at = clock.now()
    evidence.save(update_fields=["removed_at"])
    _record(Event.EVIDENCE_REMOVED, evidence, actor, kept=stays)
    if not stays:
        evidence.file.storage.delete(str(evidence.file.name))


def bytes_of(evidence: Evidence) -> bytes:
    """The file. Raises NotNow when the storage has lost it."""
    try:
        with evidence.file.open("rb") as opened:
            return bytes(opened.read())
    except OSError as error:
        raise NotNow("Không tìm thấy tệp này trong kho; báo quản trị cổng.") from error


def thumbnail_of(evidence: Evidence) -> bytes:
    """A small picture of a picture. Raises Unreadable, NotNow."""
    return thumbnail(bytes_of(evidence))


# --- pieces


def _clean(files: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, CleanFile]], list[tuple[str, str]]]:
    kept: list[tuple[str, CleanFile]] = []
    refused: list[tuple[str, str]] = []
    for name, data in files:
        shown = _shown_name(name)
        try:
            file = clean_file(data)
        except PortalError as error:
            refused.append((shown, error.message))
        else:
            kept.append((f"{shown.rpartition('.')[0] or shown}.{file.ending}"[-200:], file))
    return kept, refused


def _keep(evidence: Evidence, name: str, file: CleanFile, actor: Actor) -> str:
    """Store a file; the sentence why not, "" when it is kept."""
    now = Evidence.objects.filter(report=evidence.report, removed_at=None)
    digest = hashlib.sha256(file.data).hexdigest()
    if now.filter(sha256=digest).exists():
        return TWICE
    if now.count() >= MOST:
        return FULL
    evidence.name, evidence.media_type, evidence.size, evidence.sha256 = name, file.media_type, len(file.data), digest
    evidence.added_at, evidence.added_by_name = clock.now(), actor.full_name[:120]
    evidence.file.save(f"{uuid.uuid4().hex}.{file.ending}", ContentFile(file.data), save=False)
    evidence.save()
    _record(Event.EVIDENCE_ADDED, evidence, actor, size=evidence.size)
    return ""


def _shown_name(file_name: str) -> str:
    """The name without folders, as it is shown."""
    return clean_line(_PATH.sub("", file_name))[:190] or "Không tên"


def _caption(caption: str) -> str:
    said = clean_line(caption)
    if len(said) > LONGEST_CAPTION:
        sentence = f"Ghi chú thích tối đa {LONGEST_CAPTION} ký tự."
        raise Invalid(sentence, {"caption": sentence})
    return said


def _check_section(report: Report, section: str) -> None:
    form = report.round.form
    known = {one.key for one in sections_of(form_content(form))} if form and section else {""}
    if section not in known | {""}:
        raise Invalid("Biểu mẫu vừa được nơi nhận sửa; tải lại trang rồi thêm tệp.")


def _locked(report: Report) -> Report:
    rows = Report.objects.select_related("unit__level", "round__receiver", "round__plan", "round__form")
    return rows.select_for_update(of=("self",)).get(pk=report.pk)


def _open(evidence: Evidence, actor: Actor) -> Evidence:
    """The file as it is stored now, its report held. Raises NotAllowed, NotNow, Invalid when it was taken out."""
    report = _locked(evidence.report)
    may_write(actor, report).require()
    found = Evidence.objects.filter(pk=evidence.pk, report=report, removed_at=None).first()
    if found is None:
        raise Invalid(GONE)
    found.report = report
    return found


def _record(event: Event, evidence: Evidence, actor: Actor, before: object = None, **after: object) -> None:
    report = evidence.report
    audit.record(
        event,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.unit_id,
        subject=evidence.name,
        before=before,
        after={"report": report.pk, "evidence": evidence.pk, "sha256": evidence.sha256} | after,
    )
