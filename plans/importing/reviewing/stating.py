"""The facts of a review as a person reads and writes them, and what was written turned back into content."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from ...content.plan import (
    DeadlineContent,
    DeadlineKind,
    LegalBasisContent,
    ParentContent,
    PlanContent,
    SignatureContent,
    SloganContent,
)
from ...content.vietnamese import clean_line, fold, read_date, upper
from ...exceptions import Invalid
from .review import Review

_NUMBER = re.compile(r"(?P<number>[0-9]{1,5})?\s*/\s*(?P<symbol>\S.*)")
_DATE = re.compile(
    r"ngày\s+(?P<day>[0-9]{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>[0-9]{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>[0-9]{4})"
)
_KINDS = "Kế hoạch|Công văn|Quyết định|Chỉ thị|Luật|Nghị định|Thông tư|Nghị quyết|Chương trình"
_CITATION = re.compile(rf"(?P<kind>{_KINDS})\s*(?:số\s+(?P<number>\S+))?", re.IGNORECASE)
_ISSUER = re.compile(r"\bcủa\s+(?P<issuer>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The facts, one field each; a list has one line for each of its members. What is not known stays empty."""

    number: str = ""
    issued_on: date | None = None
    place: str = ""
    issuing_unit: str = ""
    superior_unit: str = ""
    title: str = ""
    year: int | None = None
    parents: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    theme: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    deadlines: tuple[str, ...] = ()
    slogans: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()


#: Which recognised facts a field was read from.
READ_AS = {
    "starts_on": ("period",),
    "ends_on": ("period",),
    "deadlines": ("report_deadlines",),
    "signature": ("signatory",),
    "signer": ("signatory",),
}


def stated(review: Review) -> Stated:
    """What the review says now."""
    content = review.content
    return Stated(
        number=review.number,
        issued_on=content.issued_on,
        place=content.issuer.place,
        issuing_unit=review.issuing_unit,
        superior_unit=review.superior_unit,
        title=review.title,
        year=review.year,
        parents=tuple(one.citation() for one in content.parents),
        legal_bases=tuple(one.text for one in content.legal_bases),
        theme=content.theme,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        deadlines=tuple(one.words() for one in content.report_deadlines()),
        slogans=tuple(one.text for one in content.slogans),
        signature=content.signature.lines,
        signer=content.signature.name,
        recipients=content.recipients,
    )


def state(review: Review, said: Stated) -> Review:
    """The review after a person wrote its facts; a field left as it was keeps where it was read."""
    if said.starts_on and said.ends_on and said.ends_on < said.starts_on:
        raise Invalid("Ngày kết thúc trước ngày bắt đầu.", {"ends_on": "Ngày này trước ngày bắt đầu."})
    before = stated(review)
    changed = {one.name for one in fields(said) if getattr(said, one.name) != getattr(before, one.name)}
    if not changed:
        return review
    number, symbol = _number_of(said.number, review.content.symbol)
    names = {name for field in changed for name in READ_AS.get(field, (field,))}
    return replace(
        review,
        number=said.number,
        title=said.title,
        year=said.year,
        issuing_unit=said.issuing_unit,
        superior_unit=said.superior_unit,
        content=_content(review.content, said, changed, number, symbol),
        edited=tuple(sorted({*review.edited, *names})),
    )


def _content(content: PlanContent, said: Stated, changed: set[str], number: int | None, symbol: str) -> PlanContent:
    issuer = replace(content.issuer, place=said.place)
    if "issuing_unit" in changed:
        issuer = replace(
            issuer, name=said.issuing_unit, short_name=said.issuing_unit, header_lines=_lines(said.issuing_unit)
        )
    if "superior_unit" in changed:
        issuer = replace(issuer, superior_lines=_lines(said.superior_unit))
    return replace(
        content,
        issuer=issuer,
        number=number,
        symbol=symbol,
        issued_on=said.issued_on,
        abstract=said.title if "title" in changed else content.abstract,
        year=said.year if said.year is not None else content.year,
        parents=_parents(content, said.parents) if "parents" in changed else content.parents,
        legal_bases=tuple(LegalBasisContent(text=text) for text in said.legal_bases),
        theme=said.theme,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        deadlines=_deadlines(content, said.deadlines) if "deadlines" in changed else content.deadlines,
        slogans=_slogans(content, said.slogans),
        signature=SignatureContent(lines=said.signature, name=said.signer),
        recipients=said.recipients,
    )


def _lines(name: str) -> tuple[str, ...]:
    return (upper(name),) if name else ()


def _number_of(text: str, symbol: str) -> tuple[int | None, str]:
    """ "41/KH-UBND" as number and symbol; a number alone keeps the symbol."""
    said = clean_line(text)
    if not said:
        return None, symbol
    if said.isascii() and said.isdigit() and len(said) <= 5:
        return int(said), symbol
    found = _NUMBER.fullmatch(said)
    if found is None:
        message = "Ghi số, ký hiệu như trên văn bản, ví dụ 41/KH-UBND; chưa có số thì ghi /KH-UBND."
        raise Invalid(message, {"number": message})
    return (int(found["number"]) if found["number"] else None), found["symbol"]


def _slogans(content: PlanContent, lines: tuple[str, ...]) -> tuple[SloganContent, ...]:
    known = {one.text: one for one in content.slogans}
    once = dict.fromkeys(lines)
    return tuple(known.get(text, SloganContent(text=text)) for text in once)


def _deadlines(content: PlanContent, lines: tuple[str, ...]) -> tuple[DeadlineContent, ...]:
    known = {fold(one.words()): one for one in content.report_deadlines()}
    others = tuple(one for one in content.deadlines if one not in content.report_deadlines())
    return (*others, *(known.get(fold(line)) or _deadline(line) for line in lines))


def _deadline(line: str) -> DeadlineContent:
    said = fold(line)
    kind = DeadlineKind.BEFORE if said.startswith("trước") else DeadlineKind.BY
    day = re.search(r"[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{4}", said)
    if day is None or not said.startswith(("trước ngày", "chậm nhất")):
        raise _unclear(
            "deadlines", f"Chưa hiểu “{line}”. Ghi như “trước ngày 15/7/2026” hoặc “chậm nhất ngày 15/7/2026”."
        )
    return DeadlineContent(kind=kind, due_on=_day(day[0], "deadlines"))


def _parents(content: PlanContent, lines: tuple[str, ...]) -> tuple[ParentContent, ...]:
    known = {fold(one.citation()): one for one in content.parents}
    return tuple(known.get(fold(line)) or _parent(line) for line in lines)


def _parent(line: str) -> ParentContent:
    found = _CITATION.match(line)
    if found is None:
        raise _unclear(
            "parents", f"Chưa hiểu “{line}”. Ghi như “Kế hoạch số 115/KH-UBND ngày 28/4/2026 của UBND tỉnh”."
        )
    day = _DATE.search(line)
    issuer = _ISSUER.search(line[found.end() :])
    kind = found["kind"]
    return ParentContent(
        kind=kind[:1].upper() + kind[1:].lower(),
        document_number=found["number"] or "",
        issued_on=_day(f"{day['day']}/{day['month']}/{day['year']}", "parents") if day else None,
        issuer=issuer["issuer"].strip(" .;") if issuer else "",
    )


def _day(text: str, field: str) -> date:
    try:
        return read_date(re.sub(r"\s", "", text))
    except ValueError as error:
        raise _unclear(field, str(error)) from None


def _unclear(field: str, message: str) -> Invalid:
    return Invalid(message, {field: message})
