"""A report's form as a spreadsheet: given to fill in, read when it comes back, and brought into the draft when somebody
has looked at what would change.

Between looking and pressing, what was read travels with the page, signed: nothing is stored, two servers need not know
each other, and a file cannot be exchanged in between.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import transaction

from ....content.vietnamese import clean_line, clean_paragraphs, fold
from ....enums import Event
from ....exceptions import Invalid, NotNow
from ....models import Report
from ....queries.reporting.files.sheets import Change, changes, differs, form_sheet, is_ratio, mark_of, words_of
from ....queries.reporting.reading import FieldLine, ReportPage, report_page
from ....queries.reporting.reports import may_write
from ....reporting.figures import check_possible, figure_words, parse_figure, says_nothing
from ....reporting.filling import LONGEST_NOTE, LONGEST_TEXT, TypedFigure
from ....rules.actor import Actor
from ....spreadsheets import WORDS_SHEET, ReadCell, ReadFigure, ReadForm, form_xlsx, read_form
from ... import audit
from ..filing import save_section

#: Seconds between reading a file and pressing the button.
WAITS = 60 * 60
_SALT = "plans.report-sheet"
_TICKS = {"x", "có", "co", "kps", "1", "✓", "✔", "không phát sinh"}

NO_FORM = "Kỳ báo cáo này chưa có biểu mẫu; chờ nơi nhận chọn biểu mẫu."
NO_MARK = "Không thấy dòng “Mã biểu” ở đầu bảng nên không rõ biểu của đơn vị nào; tải lại biểu từ cổng rồi chép số vào."
OLD_PAGE = "Trang xem trước đã để quá 1 giờ hoặc không còn nguyên; tải tệp lên lại."
MEANWHILE = "Trong lúc mình xem, có người vừa ghi thêm vào báo cáo; xem lại những chỗ sẽ đổi rồi bấm lần nữa."
NOTHING_NEW = "Tệp không có số liệu nào khác báo cáo trên cổng."


@dataclass(frozen=True, slots=True, kw_only=True)
class CellError:
    """A cell that is left out: where, of what, what stands there, and what to do."""

    place: str
    name: str
    shown: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a file says that the draft does not, already understood: figures by key, texts by section; `revisions` are
    those of the parts it was compared with."""

    report: int
    file: str
    sha256: str
    figures: dict[str, TypedFigure] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What bringing it in would do. `same` counts what says what stands there already, `empty` the cells left empty."""

    sent: Sent
    changes: tuple[Change, ...]
    errors: tuple[CellError, ...] = ()
    same: int = 0
    empty: int = 0
    is_older_form: bool = False

    @property
    def figure_count(self) -> int:
        """How many figures would change."""
        return sum(not one.is_text for one in self.changes)

    @property
    def text_count(self) -> int:
        """How many texts would change."""
        return sum(one.is_text for one in self.changes)

    @property
    def act(self) -> str:
        """What the button says: "Đưa 12 số liệu, 2 nội dung vào báo cáo"."""
        parts = [f"{self.figure_count} số liệu"] if self.figure_count else []
        parts += [f"{self.text_count} nội dung"] if self.text_count else []
        return f"Đưa {', '.join(parts)} vào báo cáo"


def sheet_for(report: Report, *, actor: Actor) -> bytes:
    """The form to fill in, with what the draft says already. Raises NotAllowed, NotNow (filed; no form yet)."""
    may_write(actor, report).require()
    return form_xlsx(form_sheet(report, _page(report)))


def read_sheet(report: Report, data: bytes, *, file_name: str, actor: Actor) -> Preview:
    """What stands in a file somebody filled in, beside what the draft says; nothing is written.

    Raises NotAllowed, NotNow, Unreadable (a bad file), Invalid (the form of another report).
    """
    may_write(actor, report).require()
    page, read = _page(report), read_form(data, file_name)
    _check_whose(report, read)
    reader = _Reader(page)
    figures, texts = reader.figures(read), reader.texts(read)
    sent = Sent(
        report=report.pk,
        file=clean_line(file_name)[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        # Only what is another: the sheet was given with everything in it, and what somebody writes on the portal while
        # this one looks is not to be undone by what was merely left as it was.
        figures={key: one for key, one in figures.items() if differs(reader.lines[key], one)},
        texts={key: one for key, one in texts.items() if one != reader.sections[key].text},
        revisions={one.section.key: one.revision for one in page.sections},
    )
    return Preview(
        sent=sent,
        changes=tuple(changes(page, sent.figures, sent.texts)),
        errors=tuple(reader.errors),
        same=len(figures) + len(texts) - len(sent.figures) - len(sent.texts),
        empty=reader.empty,
        is_older_form=read.mark != mark_of(report),
    )


@transaction.atomic
def bring_in(report: Report, sent: Sent, *, actor: Actor) -> int:
    """Write what a file says into the draft, in one transaction with one row in the audit trail; how many places
    changed. Raises NotAllowed, NotNow, StaleEdit (a part was written meanwhile), Invalid; then nothing has changed."""
    may_write(actor, report).require()
    page = _page(report)
    found = tuple(changes(page, sent.figures, sent.texts))
    if not found:
        raise Invalid(NOTHING_NEW)
    told = {"report": report.pk, "file": sent.file, "sha256": sent.sha256, "places": len(found)}
    audit.record(
        Event.REPORT_SAVED,
        actor=actor,
        plan=report.round.plan,
        unit_id=report.unit_id,
        subject=report.unit.short_name,
        after=told,
    )
    for section in page.sections:
        key = section.section.key
        typed = {
            one.key: sent.figures[one.key]
            for one in section.lines
            if one.key in sent.figures and differs(one, sent.figures[one.key])
        }
        text = sent.texts.get(key) if key else None
        if typed or (text and text != section.text):
            revision = sent.revisions.get(key, 0)
            save_section(report, actor=actor, revision=revision, section=key, typed=typed, text=text)
    return len(found)


def preview_again(report: Report, sent: Sent) -> Preview:
    """The same file beside the draft as it is now, after somebody else wrote in it."""
    page = _page(report)
    found = tuple(changes(page, sent.figures, sent.texts))
    revisions = {one.section.key: one.revision for one in page.sections}
    return Preview(
        sent=replace(sent, revisions=revisions), changes=found, same=len(sent.figures) + len(sent.texts) - len(found)
    )


# --- between looking and pressing


def sealed(sent: Sent, actor: Actor) -> str:
    """What was read, signed for this person, to travel with the page."""
    told: dict[str, Any] = {
        "who": actor.user_id,
        "report": sent.report,
        "file": sent.file,
        "sha256": sent.sha256,
        "figures": {
            key: [one.text, int(one.is_nothing), int(one.without_doubles), one.note]
            for key, one in sent.figures.items()
        },
        "texts": sent.texts,
        "revisions": sent.revisions,
    }
    return signing.dumps(told, salt=_SALT, compress=True)


def unsealed(text: str, report: Report, actor: Actor) -> Sent:
    """What was read, back. Raises Invalid when it is too old, was changed, or is of another person or report."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=WAITS)
    except signing.BadSignature:
        raise Invalid(OLD_PAGE) from None
    if (told["who"], told["report"]) != (actor.user_id, report.pk):
        raise Invalid(OLD_PAGE)
    return Sent(
        report=report.pk,
        file=told["file"],
        sha256=told["sha256"],
        figures={
            key: TypedFigure(text=text, is_nothing=bool(nothing), without_doubles=bool(doubles), note=note)
            for key, (text, nothing, doubles, note) in told["figures"].items()
        },
        texts=told["texts"],
        revisions=told["revisions"],
    )


# --- understanding cells


def _page(report: Report) -> ReportPage:
    if report.round.form is None:
        raise NotNow(NO_FORM)
    return report_page(report)


def _check_whose(report: Report, read: ReadForm) -> None:
    """Refuse the form of another unit, round or year; a newer revision of the same form only makes some rows wrong."""
    if not read.mark:
        raise Invalid(NO_MARK)
    if read.mark.rpartition("-")[0] != mark_of(report).rpartition("-")[0]:
        whose = f" (“{read.lead}”)" if read.lead else ""
        raise Invalid(
            f"Tệp này là biểu của báo cáo khác{whose}; đây là báo cáo năm {report.round.year} của "
            f"{report.unit.short_name}. Chọn đúng tệp rồi tải lên lại."
        )


class _Reader:
    """Goes through the cells once and gathers what cannot be taken."""

    def __init__(self, page: ReportPage) -> None:
        self.lines = {line.key: line for section in page.sections for line in section.lines}
        self.sections = {one.section.key: one for one in page.sections if one.section.key}
        self._seen: dict[str, str] = {}
        self.errors: list[CellError] = []
        self.empty = 0

    def figures(self, read: ReadForm) -> dict[str, TypedFigure]:
        """The figures that could be understood, by key."""
        found = {}
        for row in read.figures:
            line = self.lines.get(row.key)
            if line is None:
                self._unknown(row)
            elif self._is_first(row) and not is_ratio(line) and not line.is_computed:
                typed = self._typed(row, line)
                if typed is not None:
                    found[row.key] = typed
        return found

    def texts(self, read: ReadForm) -> dict[str, str]:
        """The texts, by section."""
        found = {}
        for row in read.words:
            section, cell = self.sections.get(row.key), row.words
            if cell.is_empty:
                continue
            cell = replace(cell, place=f"{cell.place}, trang {WORDS_SHEET}")
            name = section.section.title if section else row.key
            if section is None:
                self._refuse(cell, name, "Biểu mẫu trên cổng không có phần này; chép nội dung vào phần khác.")
            elif cell.problem:
                self._refuse(cell, name, "Ô là công thức; sao chép ô rồi dán giá trị, hoặc gõ nội dung.")
            elif len(text := clean_paragraphs(cell.text)) > LONGEST_TEXT:
                over = figure_words(Decimal(len(text) - LONGEST_TEXT))
                self._refuse(cell, name, f"Mỗi phần ghi tối đa 20.000 ký tự; bớt {over} ký tự.")
            else:
                found[row.key] = text
        return found

    def _unknown(self, row: ReadFigure) -> None:
        cell = next((one for one in (row.now, row.nothing) if not one.is_empty), None)
        if cell is not None:
            self._refuse(cell, row.name or row.key, f"Biểu mẫu trên cổng không có chỉ tiêu mã {row.key[:20]}.")

    def _is_first(self, row: ReadFigure) -> bool:
        if row.key in self._seen:
            cell = next((one for one in (row.now, row.nothing) if not one.is_empty), None)
            if cell is not None:
                self._refuse(cell, row.name, f"Mã {row.key} đã có ở ô {self._seen[row.key]}; xóa một trong hai dòng.")
            return False
        self._seen[row.key] = row.now.place
        return True

    def _typed(self, row: ReadFigure, line: FieldLine) -> TypedFigure | None:
        """What the row says, over what the draft says; None when it says nothing or cannot be taken."""
        note = clean_line(row.note.text) if not row.note.problem else ""
        if row.now.is_empty and row.nothing.is_empty and not note:
            self.empty += 1
            return None
        refusal = next(self._refusals(row, note), None)
        if refusal is not None:
            self._refuse(refusal[0], line.label, refusal[1])
            return None
        figure = line.figure
        before = TypedFigure(
            text=line.words,
            is_nothing=bool(figure and figure.is_nothing),
            without_doubles=bool(figure and figure.without_doubles),
            note=note or (figure.note if figure else ""),
        )
        if not row.nothing.is_empty or says_nothing(row.now.text):
            return TypedFigure(is_nothing=True, note=before.note)
        if row.now.is_empty:
            return before
        try:
            text = _figure_text(row.now, line)
        except Invalid as error:
            self._refuse(row.now, line.label, error.message)
            return None
        return TypedFigure(text=text, without_doubles=before.without_doubles, note=before.note)

    def _refusals(self, row: ReadFigure, note: str) -> Iterator[tuple[ReadCell, str]]:
        for cell in (row.now, row.nothing, row.note):
            if cell.problem:
                yield cell, cell.problem
        if not row.nothing.is_empty and fold(clean_line(row.nothing.text)).rstrip(".") not in _TICKS:
            yield row.nothing, "Cột “Không phát sinh” chỉ ghi x, hoặc để trống."
        if not row.nothing.is_empty and not row.now.is_empty and not says_nothing(row.now.text):
            yield row.now, "Vừa có số, vừa đánh dấu không phát sinh; xóa một trong hai."
        if len(note) > LONGEST_NOTE:
            yield row.note, f"Ghi chú tối đa {LONGEST_NOTE} ký tự."

    def _refuse(self, cell: ReadCell, name: str, sentence: str) -> None:
        shown = cell.text if len(cell.text) <= 60 else f"{cell.text[:60]}…"
        self.errors.append(CellError(place=cell.place, name=name[:200], shown=shown, sentence=sentence))


def _figure_text(cell: ReadCell, line: FieldLine) -> str:
    """The cell as the form's field would hold it. Raises Invalid with what to write instead."""
    indicator = line.indicator
    if cell.number is None:
        return figure_words(parse_figure(cell.text, indicator))
    text = words_of(cell.number, indicator.decimals)
    value = parse_figure(text)
    if value is not None:
        check_possible(value, indicator)
    return text
