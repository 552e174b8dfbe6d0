"""The facts of a draft (Thông tin): changed once here, they change wherever the document says them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from .. import clock
from ..content.vietnamese import clean_line, clean_paragraphs, short_date
from ..enums import DeadlineKind, Event
from ..exceptions import Invalid, StaleEdit
from ..models import (
    Appendix,
    LegalBasis,
    ParentDocument,
    Plan,
    PlanSlogan,
    PostHolding,
    Recipient,
    ReportDeadline,
    Slogan,
    Theme,
)
from ..queries.issuing.addressing import addresses_in
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may
from . import audit
from .approving.versions import keep_earlier_state
from .issuing.delivering import check_addresses
from .keeping import documents_behind

TEXT_FACTS = ("abstract", "abstract_note", "theme_text", "archive_note", "ending")
LONG_FACTS = ("addressees", "opening", "closing")
DATE_FACTS = ("starts_on", "ends_on", "launch_from", "launch_until")
_OPTION_FACTS = ("slogans_place", "signatory_id", "capacity", "signature_lines", "signature_name")
MAX_LINES = 100
#: A line of Nơi nhận with the address it is sent to.
_ADDRESS = re.compile(r"(.+?)\s*<([^<>]+)>[ ;.]*")
#: Letters in the sentences before and after the body.
MAX_LONG = 5_000


def _locked(plan: Plan, actor: Actor, revision: int | None) -> Plan:
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit").get(pk=plan.pk)
    may(actor, PlanVerb.EDIT, fresh).require()
    if revision is not None and fresh.revision != revision:
        raise StaleEdit(
            "Người khác vừa sửa thông tin chung của dự thảo. Xem lại lời mới nhất bên dưới rồi ghi lại lời của mình.",
            revision=fresh.revision,
        )
    keep_earlier_state(fresh, actor=actor)
    return fresh


def _keep(plan: Plan, actor: Actor, fields: Sequence[str], *, before: Any, after: Any) -> Plan:
    plan.revision += 1
    plan.updated_at, plan.updated_by_id = clock.now(), actor.user_id
    plan.save(update_fields=[*fields, "revision", "updated_at", "updated_by"])
    audit.record(Event.PLAN_FACTS_CHANGED, actor=actor, plan=plan, before=before, after=after)
    return plan


@transaction.atomic
def save_facts(plan: Plan, *, actor: Actor, revision: int, values: Mapping[str, Any]) -> Plan:
    """Keep some of the plan's facts, unless somebody changed them since `revision`.

    `values` may hold any of TEXT_FACTS, LONG_FACTS, DATE_FACTS, "slogans_place", "signatory_id", "capacity",
    "signature_lines", "signature_name". Raises Invalid with a sentence per field, StaleEdit.
    """
    known = {*TEXT_FACTS, *LONG_FACTS, *DATE_FACTS, *_OPTION_FACTS}
    cleaned = {name: _cleaned(name, value) for name, value in values.items() if name in known}
    plan = _locked(plan, actor, revision)
    before = {name: _json(getattr(plan, name)) for name in cleaned}
    for name, value in cleaned.items():
        setattr(plan, name, value)
    _check_facts(plan)
    if "theme_text" in cleaned:
        plan.theme = Theme.objects.filter(campaign=plan.campaign, text=plan.theme_text).first()
    after = {name: _json(value) for name, value in cleaned.items()}
    if after == before:
        return plan
    return _keep(plan, actor, [*cleaned, "theme"], before=before, after=after)


def _cleaned(name: str, value: Any) -> Any:
    if name in TEXT_FACTS or name == "signature_name":
        return clean_line(value or "")
    if name in LONG_FACTS or name == "signature_lines":
        return clean_paragraphs(value or "")
    return value


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check_facts(plan: Plan) -> None:
    wrong: dict[str, str] = {}
    if not plan.abstract:
        wrong["abstract"] = "Trích yếu không để trống; ghi kế hoạch về việc gì, năm nào, ở đâu."
    for name in (*TEXT_FACTS, "signature_name"):
        limit = getattr(Plan._meta.get_field(name), "max_length", None)
        if limit and len(getattr(plan, name)) > limit:
            wrong[name] = f"Ghi gọn lại, nhiều nhất {limit} chữ cái."
    for name in (*LONG_FACTS, "signature_lines"):
        if len(getattr(plan, name)) > MAX_LONG:
            wrong[name] = f"Ghi gọn lại, nhiều nhất {MAX_LONG} chữ cái."
    if plan.starts_on and plan.ends_on and plan.ends_on < plan.starts_on:
        wrong["ends_on"] = "Ngày kết thúc trước ngày bắt đầu; đổi lại cho đúng thứ tự."
    if plan.launch_from and plan.launch_until and plan.launch_until < plan.launch_from:
        wrong["launch_until"] = "Ngày cuối của lễ phát động trước ngày đầu; đổi lại cho đúng thứ tự."
    if (
        plan.signatory_id
        and not PostHolding.objects.filter(pk=plan.signatory_id, post__unit_id=plan.issuing_unit_id).exists()
    ):
        wrong["signatory_id"] = "Người ký phải giữ chức vụ của đơn vị ban hành."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)


def fact_warnings(plan: Plan) -> list[str]:
    """What looks odd in the facts, but may be meant: each a sentence, none an obstacle."""
    names = {
        "starts_on": "Thời gian",
        "ends_on": "Thời gian",
        "launch_from": "Lễ phát động",
        "launch_until": "Lễ phát động",
    }
    found = []
    for name, label in names.items():
        day = getattr(plan, name)
        if day and day.year != plan.year:
            found.append(f"{label}: ngày {short_date(day)} không thuộc năm {plan.year} của kế hoạch; xem lại.")
    return found


@transaction.atomic
def save_legal_bases(plan: Plan, *, actor: Actor, revision: int, lines: Sequence[str]) -> Plan:
    """Keep the căn cứ in their order, one a line, without their closing marks."""
    cleaned = _lines(lines, 600, end=" ;.,")
    plan = _locked(plan, actor, revision)
    documents = documents_behind(cleaned)
    return _replace(
        plan,
        actor,
        "legal_bases",
        [
            LegalBasis(plan=plan, position=at, text=text, document=documents.get(text))
            for at, text in enumerate(cleaned)
        ],
    )


@transaction.atomic
def save_slogans(plan: Plan, *, actor: Actor, revision: int, lines: Sequence[str], place: str = "") -> Plan:
    """Keep the slogans in their order, and where they are printed; those not on the year's list are the unit's own."""
    cleaned = list(dict.fromkeys(_lines(lines, 300, end=" ;.")))
    plan = _locked(plan, actor, revision)
    plan.slogans_place = place or plan.slogans_place
    official = set(Slogan.objects.filter(campaign=plan.campaign).values_list("text", flat=True))
    inherited = {row.text for row in plan.slogans.all() if not row.is_own}
    rows = [
        PlanSlogan(plan=plan, position=at, text=text, is_own=text not in official | inherited)
        for at, text in enumerate(cleaned)
    ]
    return _replace(plan, actor, "slogans", rows, ["slogans_place"])


@transaction.atomic
def save_recipients(
    plan: Plan,
    *,
    actor: Actor,
    revision: int,
    lines: Sequence[str],
    archive_note: str,
    keeps_addresses: bool = False,
) -> Plan:
    """Keep the lines of Nơi nhận without dashes and marks; the last one, "Lưu: …", is made from `archive_note`.

    A line may end with an e-mail address in <…>, which is not printed; `keeps_addresses` leaves the known ones where
    the lines come from the printed text.
    """
    pairs = [_address_of(line) for line in lines]
    cleaned = _lines([text for text, _ in pairs], 200, start=" -–", end=" ;.")
    note = clean_line(archive_note).removeprefix("Lưu").lstrip(" :").rstrip(" .;")
    if not note:
        message = "Dòng Lưu không để trống; ít nhất ghi VT (văn thư)."
        raise Invalid(message, {"archive_note": message})
    plan = _locked(plan, actor, revision)
    plan.archive_note = note[:60]
    known = {row.text: row for row in plan.recipients.all()}
    typed = {clean_line(text).lstrip(" -–").rstrip(" ;."): email for text, email in pairs if email}
    rows = [
        Recipient(
            plan=plan,
            position=at,
            text=text,
            unit_id=known[text].unit_id if text in known else None,
            email=known[text].email if keeps_addresses and text in known else typed.get(text, ""),
        )
        for at, text in enumerate(cleaned)
    ]
    return _replace(plan, actor, "recipients", rows, ["archive_note"])


@transaction.atomic
def save_deadlines(plan: Plan, *, actor: Actor, revision: int, rows: Sequence[Mapping[str, Any]]) -> Plan:
    """Keep the deadlines in their order: purpose, kind, due_on, label, owed_by, receiver, via each.

    Raises Invalid where a dated kind has no date.
    """
    for row in rows:
        if (row["kind"] == DeadlineKind.UNDATED) != (row.get("due_on") is None):
            message = "Ghi ngày của hạn, hoặc chọn “theo quy định” khi chưa có ngày."
            raise Invalid(message, {"due_on": message})
    plan = _locked(plan, actor, revision)
    texts = ("label", "owed_by", "receiver", "via")
    for row in rows:
        _check_lengths(ReportDeadline, row, texts)
    made = [
        ReportDeadline(
            plan=plan,
            position=at,
            purpose=row["purpose"],
            kind=row["kind"],
            due_on=row.get("due_on"),
            **{name: clean_line(row.get(name, "")) for name in texts},
        )
        for at, row in enumerate(rows)
    ]
    return _replace(plan, actor, "deadlines", made)


@transaction.atomic
def save_parents(plan: Plan, *, actor: Actor, revision: int, cited: Sequence[Mapping[str, Any]]) -> Plan:
    """Keep the documents that are only cited ("Thực hiện Công văn số …"); parents kept in the portal stay as linked.

    Each has kind, document_number, issued_on, issuer, abstract.
    """
    for row in cited:
        _check_lengths(ParentDocument, row, ("document_number", "issuer", "abstract"))
    plan = _locked(plan, actor, revision)
    before = [str(row) for row in plan.parent_documents.filter(parent_plan=None)]
    linked = plan.parent_documents.exclude(parent_plan=None).count()
    plan.parent_documents.filter(parent_plan=None).delete()
    rows = ParentDocument.objects.bulk_create(
        ParentDocument(
            plan=plan,
            position=linked + at,
            kind=row["kind"],
            document_number=clean_line(row.get("document_number", "")),
            issued_on=row.get("issued_on"),
            issuer=clean_line(row["issuer"]),
            abstract=clean_line(row.get("abstract", "")),
        )
        for at, row in enumerate(cited)
    )
    after = [str(row) for row in rows]
    return _keep(plan, actor, [], before={"parent_documents": before}, after={"parent_documents": after})


def _check_lengths(model: type[models.Model], row: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in names:
        limit = getattr(model._meta.get_field(name), "max_length", None)
        if limit and len(clean_line(row.get(name, ""))) > limit:
            message = f"Ghi gọn lại, nhiều nhất {limit} chữ cái."
            raise Invalid(message, {name: message})


@transaction.atomic
def save_appendices(plan: Plan, *, actor: Actor, revision: int, titles: Mapping[int, str], new_title: str = "") -> Plan:
    """Rename appendices (an empty title removes one that holds nothing) and add one at the end."""
    plan = _locked(plan, actor, revision)
    before = list(plan.appendices.values_list("title", flat=True))
    for row in plan.appendices.all():
        title = clean_line(titles.get(row.pk, row.title))[:300]
        if title:
            Appendix.objects.filter(pk=row.pk).update(title=title)
        elif row.items.filter(removed_at=None).exists():
            raise Invalid(f"Phụ lục “{row.title}” còn nội dung; bỏ hết các đoạn trong đó rồi mới xóa được.")
        else:
            row.delete()
    if clean_line(new_title):
        last = plan.appendices.aggregate(last=models.Max("position"))["last"]
        Appendix.objects.create(plan=plan, position=(last or 0) + 1, title=clean_line(new_title)[:300])
    after = list(plan.appendices.values_list("title", flat=True))
    return _keep(plan, actor, [], before={"appendices": before}, after={"appendices": after})


def _address_of(line: str) -> tuple[str, str]:
    """A line of Nơi nhận without the address in <…> at its end, and that address. Raises Invalid when it is none."""
    found = _ADDRESS.fullmatch(clean_line(line))
    if found is None:
        return line, ""
    addresses = addresses_in(found[2])
    check_addresses(addresses, field="lines")
    return found[1], ", ".join(addresses)


def _lines(lines: Sequence[str], limit: int, *, start: str = "", end: str) -> list[str]:
    """The lines cleaned, without the marks that the printed form adds itself; empty ones left out."""
    cleaned = [line for line in (clean_line(line).lstrip(start).rstrip(end) for line in lines) if line]
    if len(cleaned) > MAX_LINES:
        raise Invalid(f"Danh sách dài quá {MAX_LINES} dòng; bớt lại.")
    for line in cleaned:
        if len(line) > limit:
            raise Invalid(f"Dòng “{line[:40]}…” dài quá {limit} chữ cái; ghi gọn lại.", {"lines": "Có dòng quá dài."})
    return cleaned


def _replace(plan: Plan, actor: Actor, name: str, rows: list[Any], fields: Sequence[str] = ()) -> Plan:
    """Put new rows in place of the old ones; the audit row keeps both lists."""
    manager = getattr(plan, name)
    before = [str(row) for row in manager.all()]
    after = [str(row) for row in rows]
    manager.all().delete()
    manager.model.objects.bulk_create(rows)
    return _keep(plan, actor, fields, before={name: before}, after={name: after})
