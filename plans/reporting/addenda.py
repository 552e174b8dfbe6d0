"""What changed since a sent report was added up, and the BÁO CÁO (bổ sung) that says it with before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.content.document_types import REPORT
from plans.content.plan import (
    AppendixContent,
    ItemContent,
    Marker,
    ParentContent,
    Part,
    PlanContent,
    SlogansPlace,
    TableContent,
)
from plans.content.report import AddingUp

from .drafting_report import Author, Carried, Drafted, NewKey, Note
from .figures import figure_words
from .summary import SumLine, Summary, UnitLine, UnitState

_IN = (UnitState.COUNTED, UnitState.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """A unit whose report is another than the one that was added up: `is_new` it had none then."""

    name: str
    is_new: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalChange:
    """A total before and after."""

    line: SumLine
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed. `summary` is the new state; `pending` are units whose new figures wait to be accepted: what they
    reported before stays in the sums until then."""

    summary: Summary
    units: tuple[UnitChange, ...]
    totals: tuple[TotalChange, ...]
    pending: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units)


def changes_between(old: Summary, new: Summary) -> Changes:
    """Which units' reports differ, and which totals move because of them."""
    was = {one.unit: one for one in old.units if one.state in _IN}
    pending = {one.unit: was[one.unit] for one in new.units if one.state not in _IN and one.unit in was}
    units = tuple(
        UnitChange(name=one.name, is_new=one.unit not in was, is_late=one.is_late)
        for one in new.units
        if one.state in _IN and (one.unit not in was or was[one.unit].version != one.version)
    )
    summary = replace(
        new,
        sums=tuple(_merged(old.sum(one.key), one, pending) for one in new.sums),
        units=tuple(pending.get(one.unit, one) for one in new.units),
    )
    totals = []
    for line in summary.sums:
        known = old.sum(line.key)
        before = known.value if known else None
        if before != line.value:
            totals.append(TotalChange(line=line, before=before, after=line.value))
    return Changes(
        summary=summary, units=units, totals=tuple(totals), pending=tuple(one.name for one in pending.values())
    )


def _merged(old: SumLine | None, new: SumLine, pending: Mapping[int, UnitLine]) -> SumLine:
    """The new total with what the pending units reported before."""
    kept = {unit: value for unit, value in old.parts.items() if unit in pending} if old else {}
    if not kept or new.rule not in (AddingUp.SUM, AddingUp.DISTINCT):
        return new
    parts = {**new.parts, **kept}
    values = [one for one in parts.values() if one is not None]
    return replace(new, parts=parts, value=sum(values, Decimal(0)))


def addendum_content(
    changes: Changes, author: Author, carried: Carried, *, sent: ParentContent, new_key: NewKey
) -> Drafted:
    """The document that adds to the report that was sent, on the same plans; the sent one stays as it is."""
    what = f"{carried.subject} năm {changes.summary.year}"
    number = sent.short_citation()
    because = ItemContent(
        key=new_key(),
        text="Lý do bổ sung",
        marker=Marker.ROMAN,
        is_heading=True,
        part=Part.OTHER,
        children=tuple(ItemContent(key=new_key(), text=text, marker=Marker.DASH) for text in _reasons(changes, number)),
    )
    figures = ItemContent(
        key=new_key(),
        text="Số liệu bổ sung",
        marker=Marker.ROMAN,
        is_heading=True,
        part=Part.OTHER,
        children=tuple(ItemContent(key=new_key(), text=text, marker=Marker.DASH) for text in _figures(changes, number)),
    )
    content = PlanContent(
        issuer=author.issuer,
        year=changes.summary.year,
        document_type=REPORT,
        abstract=f"Bổ sung kết quả triển khai {what}",
        symbol=author.symbol,
        addressees=author.addressees,
        parents=carried.parents,
        opening=f"Sau khi gửi {number}, {author.issuer.name} nhận thêm báo cáo, số liệu của các đơn vị; "
        f"{author.issuer.name} báo cáo bổ sung kết quả triển khai {what} như sau:",
        slogans_place=SlogansPlace.NOWHERE,
        items=(because, figures),
        closing=f"Trên đây là Báo cáo bổ sung {number} của {author.issuer.name}, kính gửi {author.superior} tổng hợp.",
        signature=author.signature,
        recipients=author.recipients,
        archive_note=author.archive_note,
        appendices=(
            AppendixContent(
                title=f"Số liệu trước và sau khi bổ sung năm {changes.summary.year}", table=changes_table(changes)
            ),
        ),
    )
    return Drafted(content=content, notes=(Note(item_key=because.key, message="Xem lại lý do của từng đơn vị."),))


def changes_table(changes: Changes) -> TableContent:
    """Every total that moved: what was reported, what it is now, the difference."""
    rows = tuple(
        (
            str(at),
            one.line.name + (f" ({one.line.part})" if one.line.part else ""),
            one.line.measure,
            figure_words(one.before) or "chưa có",
            figure_words(one.after) or "chưa có",
            difference_words(one.before, one.after),
        )
        for at, one in enumerate(changes.totals, 1)
    )
    heads = ("TT", "Số liệu", "Đơn vị tính", "Đã báo cáo", "Sau bổ sung", "Chênh lệch")
    return TableContent(heads=heads, rows=rows, figures=(3, 4, 5))


def difference_words(before: Decimal | None, after: Decimal | None) -> str:
    """ "+356", "−2", "0"; empty when one of them is not known."""
    if before is None or after is None:
        return ""
    difference = after - before
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{figure_words(abs(difference))}"


def _reasons(changes: Changes, number: str) -> list[str]:
    new = [one.name for one in changes.units if one.is_new]
    mended = [one.name for one in changes.units if not one.is_new]
    found = []
    if new:
        found.append(f"{len(new):02d} đơn vị báo cáo sau khi gửi {number}: {', '.join(new)}.")
    if mended:
        found.append(f"{len(mended):02d} đơn vị bổ sung số liệu đã báo cáo: {', '.join(mended)}.")
    return found


def _figures(changes: Changes, number: str) -> list[str]:
    whole = [one for one in changes.totals if not one.line.part]
    if not whole:
        return [f"Các số liệu tổng hợp tại {number} không thay đổi."]
    lines = [
        f"{one.line.name}: {figure_words(one.after) or 'chưa có'} {one.line.measure} "
        f"(đã báo cáo: {figure_words(one.before) or 'chưa có'})."
        for one in whole
    ]
    return [*lines, f"Chi tiết tại Phụ lục kèm theo; các nội dung khác của {number} không thay đổi."]
