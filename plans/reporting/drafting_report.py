"""A summary turned into the official BÁO CÁO of the unit that collected: its words, its figures, its two annexes.

Nothing in it is invented: a sentence says a total, who is in it and who is not. What only people can say (what went
well, what is hard, what is asked for) is left to the drafter, who is told so in notes beside the draft and never in its
text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plans.content.document_types import REPORT
from plans.content.plan import (
    AppendixContent,
    IssuerContent,
    ItemContent,
    Marker,
    ParentContent,
    Part,
    PlanContent,
    SignatureContent,
    SlogansPlace,
    TableContent,
)
from plans.content.report import AddingUp, FormContent, SectionContent
from plans.content.vietnamese import capitalised, long_date, lowered

from .deadlines import VIETNAM
from .figures import figure_words
from .summary import SumLine, Summary, UnitState

NewKey = Callable[[], str]

#: How many figures stand beside each other in the annex of units on an upright page.
_COLUMNS = 5
_UNITS_ANNEX = "Số liệu theo đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The unit that reports, and to whom: `addressees` are the lines of Kính gửi, the first the one that is asked."""

    issuer: IssuerContent
    symbol: str
    addressees: tuple[str, ...]
    superior: str
    signature: SignatureContent = field(default_factory=SignatureContent)
    recipients: tuple[str, ...] = ("Như trên",)
    archive_note: str = "VT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What was carried out: "Tháng hành động vì trẻ em", the documents that ordered it, and what the plan aimed at in a
    section (by its key)."""

    subject: str
    parents: tuple[ParentContent, ...] = ()
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the drafter is told about an item of the draft."""

    item_key: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The document and what is left to its drafter."""

    content: PlanContent
    notes: tuple[Note, ...]


def draft_report_content(
    summary: Summary, form: FormContent, author: Author, carried: Carried, *, new_key: NewKey
) -> Drafted:
    """The BÁO CÁO of a summary: opening, results section by section, assessment, proposals, annexes."""
    draft = _Draft(summary, form, author, carried, new_key)
    items = tuple(draft.items())
    what = f"{carried.subject} năm {summary.year}"
    content = PlanContent(
        issuer=author.issuer,
        year=summary.year,
        document_type=REPORT,
        abstract=f"Kết quả triển khai {what}",
        symbol=author.symbol,
        addressees=author.addressees,
        parents=carried.parents,
        opening=f"{author.issuer.name} báo cáo kết quả triển khai {what} như sau:",
        slogans_place=SlogansPlace.NOWHERE,
        items=items,
        closing=f"Trên đây là Báo cáo kết quả triển khai {what} của {author.issuer.name}, kính gửi {author.superior} "
        "tổng hợp.",
        signature=author.signature,
        recipients=author.recipients,
        archive_note=author.archive_note,
        appendices=annexes(summary, form),
    )
    return Drafted(content=content, notes=tuple(draft.notes))


class _Draft:
    """The body of the report under way, with the notes for its drafter."""

    def __init__(self, summary: Summary, form: FormContent, author: Author, carried: Carried, new_key: NewKey) -> None:
        self.summary, self.form, self.author, self.carried, self.new_key = summary, form, author, carried, new_key
        self.notes: list[Note] = []

    def items(self) -> Iterator[ItemContent]:
        """The sections of the form, those of a group under one heading; then assessment and proposals."""
        group: list[SectionContent] = []
        said = False
        for one in (*self.form.sections, None):
            if group and (one is None or one.group != group[0].group):
                under = tuple(found for found in (self._section(each, Marker.ARABIC) for each in group) if found)
                if under:
                    results = self._heading(group[0].group, Marker.ROMAN, under)
                    self._ask_for_more(results)
                    yield results
                group = []
            if one is None:
                break
            if one.group:
                group.append(one)
            elif _is_about(one, "đánh giá", "khó khăn", "hạn chế"):
                yield self._assessment(one.title)
                said = True
            elif _is_about(one, "kiến nghị", "đề xuất"):
                yield self._proposals(one.title)
            else:
                found = self._section(one, Marker.ROMAN, first=self._who() if not said else ())
                said = said or bool(found)
                if found:
                    yield found

    def _who(self) -> tuple[str, ...]:
        return who_reported(self.summary)

    def _section(self, section: SectionContent, marker: Marker, first: Sequence[str] = ()) -> ItemContent | None:
        codes = [one.code for one in self.form.indicators_of(section.key)]
        targets = [f"Kế hoạch đề ra: {lowered(one).rstrip('.')}." for one in self.carried.targets.get(section.key, ())]
        words = [*first, *targets, *(one for code in codes if (one := figure_sentence(self.summary, code)))]
        if len(words) == len(targets):
            return None
        heading = self._heading(section.title, marker, tuple(self._line(one) for one in words))
        if marker == Marker.ROMAN:
            self._ask_for_more(heading)
        return heading

    def _ask_for_more(self, heading: ItemContent) -> None:
        message = f"Viết thêm việc làm nổi bật, cách làm hay ở phần “{heading.text}”; cổng chỉ ghi số liệu."
        self.notes.append(Note(item_key=heading.key, message=message))

    def _assessment(self, title: str) -> ItemContent:
        good, lacking = tuple(compared(self.summary)), tuple(lacking_sentences(self.summary))
        children = [
            self._heading(name, Marker.ARABIC, tuple(self._line(one) for one in lines))
            for name, lines in (("Kết quả so với năm trước", good), ("Hạn chế về số liệu", lacking))
            if lines
        ]
        if not children:
            children = [self._line("Các đơn vị phải báo cáo đều đã báo cáo đúng hạn, đủ số liệu.")]
        heading = self._heading(title, Marker.ROMAN, tuple(children))
        message = "Viết ưu điểm, khó khăn, nguyên nhân; lời của từng đơn vị đọc trong báo cáo của họ."
        self.notes.append(Note(item_key=heading.key, message=message))
        return heading

    def _proposals(self, title: str) -> ItemContent:
        text = f"Đề nghị {self.author.superior} tiếp tục quan tâm, chỉ đạo, hỗ trợ công tác trẻ em trên địa bàn."
        heading = self._heading(title, Marker.ROMAN, (self._line(text),))
        self.notes.append(Note(item_key=heading.key, message="Ghi kiến nghị, đề xuất cụ thể; câu có sẵn là câu chung."))
        return heading

    def _heading(self, text: str, marker: Marker, children: tuple[ItemContent, ...]) -> ItemContent:
        part = Part.OTHER if marker == Marker.ROMAN else None
        return ItemContent(key=self.new_key(), text=text, marker=marker, is_heading=True, part=part, children=children)

    def _line(self, text: str) -> ItemContent:
        return ItemContent(key=self.new_key(), text=text, marker=Marker.DASH)


# --- sentences


def who_reported(summary: Summary) -> tuple[str, ...]:
    """Who is in the figures, and who is not, by name (domain.md §6)."""
    counted, nothing = summary.named(UnitState.COUNTED), summary.named(UnitState.NOTHING)
    day = summary.at.astimezone(VIETNAM).date()
    words = (
        f"Số liệu tổng hợp đến {long_date(day)} từ báo cáo của {len(counted) + len(nothing)} trong "
        f"{len(summary.units)} đơn vị phải báo cáo {summary.deadline} (chi tiết tại Phụ lục I, Phụ lục II)."
    )
    found = [words]
    for units, said in (
        (nothing, "báo cáo không phát sinh"),
        (summary.named(UnitState.LEFT_OUT), "đã gửi báo cáo đang chờ tiếp nhận hoặc bổ sung nên chưa tính vào số liệu"),
        (summary.named(UnitState.MISSING), "chưa có báo cáo"),
    ):
        if units:
            found.append(f"{_count(len(units))} {said}: {_listed(one.name for one in units)}.")
    return tuple(found)


def figure_sentence(summary: Summary, code: str) -> str:
    """What a figure says in one sentence; empty where there is nothing to say."""
    line = summary.sum(code)
    if line is None or line.value is None or line.rule == AddingUp.NONE:
        return ""
    if not line.is_known and line.rule != AddingUp.RATIO:
        return ""
    if line.rule == AddingUp.RATIO:
        base = f", tính từ {figure_words(line.of[0])} trên {figure_words(line.of[1])}" if line.of else ""
        return f"{line.name}: {figure_words(line.value)}%{_last_year(summary, line, '%')}{base}."
    if line.is_nothing:
        return f"{line.name}: không phát sinh{_last_year(summary, line, '')}."
    parts = [
        f"{one.part} {figure_words(one.value)}" for one in summary.sums if one.key.startswith(f"{code}:") and one.value
    ]
    detail = f"; gồm: {', '.join(one.removeprefix('trong đó: ') for one in parts)}" if parts else ""
    if parts and all(one.startswith("trong đó: ") for one in parts):
        detail = f"; trong đó {', '.join(one.removeprefix('trong đó: ') for one in parts)}"
    with_figure, answered = len(line.parts), len(summary.named(UnitState.COUNTED, UnitState.NOTHING))
    who = f"; {with_figure} trong {len(summary.units)} đơn vị có số liệu" if with_figure < answered else ""
    return f"{line.name}: {figure_words(line.value)} {line.measure}{_last_year(summary, line, '')}{detail}{who}."


def compared(summary: Summary) -> Iterator[str]:
    """How many figures are more, and fewer, than last year's, with those that differ most."""
    if summary.previous_year is None:
        return
    pairs = [(one, one.value, one.previous) for one in summary.sums if _is_main(one)]
    known = [(one, now, before) for one, now, before in pairs if now is not None and before]
    for word, towards, found in (
        ("tăng", "lên", [each for each in known if each[1] > each[2]]),
        ("giảm", "xuống", [each for each in known if each[1] < each[2]]),
    ):
        if found:
            found.sort(key=lambda each: abs(each[1] - each[2]) / each[2], reverse=True)
            named = "; ".join(
                f"{lowered(one.name)} ({figure_words(before)} {towards} {figure_words(now)} {one.measure})"
                for one, now, before in found[:3]
            )
            year = summary.previous_year
            yield f"{len(found)} trong {len(known)} số liệu {word} so với năm {year}, nhiều nhất là: {named}."


def lacking_sentences(summary: Summary) -> Iterator[str]:
    """What keeps the figures from being complete: who is late, who is silent on what, what may be counted twice."""
    late = [one for one in summary.units if one.is_late and one.state != UnitState.MISSING]
    if late:
        yield f"{_count(len(late))} báo cáo sau hạn: {_listed(one.name for one in late)}."
    silent = [one for one in summary.sums if one.silent and not one.part]
    if silent:
        named = "; ".join(f"{lowered(one.name)} ({_count(len(one.silent))})" for one in silent[:5])
        yield f"Có đơn vị báo cáo nhưng để trống số liệu, chưa rõ có hay không: {named}."
    twice = [one for one in summary.sums if one.may_repeat and not one.part]
    if twice:
        yield f"Số liệu có thể còn trùng giữa các đơn vị: {'; '.join(lowered(one.name) for one in twice)}."


# --- annexes


def annexes(summary: Summary, form: FormContent) -> tuple[AppendixContent, ...]:
    """Phụ lục I: every figure; Phụ lục II: the main figures of every unit, and who reported late, nothing or not."""
    first = AppendixContent(title=f"Biểu số liệu tổng hợp năm {summary.year}", table=sums_table(summary))
    return (first, AppendixContent(title=f"{_UNITS_ANNEX} năm {summary.year}", table=units_table(summary, form)))


def sums_table(summary: Summary) -> TableContent:
    """Every total beside last year's, parts under their whole."""
    has_previous = summary.previous_year is not None
    heads = ["TT", "Số liệu", "Đơn vị tính", *([f"Năm {summary.previous_year}"] if has_previous else [])]
    heads += [f"Năm {summary.year}", "Số đơn vị có số liệu"]
    rows, at = [], 0
    for one in summary.sums:
        at += not one.part
        row = ["" if one.part else str(at), f"- {one.part}" if one.part else one.name, one.measure]
        row += [figure_words(one.previous)] if has_previous else []
        row += [value_words(one), "" if one.rule == AddingUp.RATIO else f"{len(one.parts)}/{len(summary.units)}"]
        rows.append(tuple(row))
    return TableContent(heads=tuple(heads), rows=tuple(rows), figures=tuple(range(3, len(heads))))


def units_table(summary: Summary, form: FormContent) -> TableContent:
    """The main figures unit by unit, their sum in the last row."""
    columns = main_lines(summary, form)
    heads = ("TT", "Đơn vị", *(f"{one.name} ({one.measure})" for one in columns), "Ghi chú")
    rows = [
        (str(at), one.name, *(_cell(line, one.unit) for line in columns), _remark(one.state, is_late=one.is_late))
        for at, one in enumerate(summary.units, 1)
    ]
    rows.append(("", "Tổng số", *(value_words(one) for one in columns), ""))
    return TableContent(heads=heads, rows=tuple(rows), figures=tuple(range(2, 2 + len(columns))))


def main_lines(summary: Summary, form: FormContent) -> tuple[SumLine, ...]:
    """One figure of each section that asks for any, as many as fit on an upright page; nothing sensitive."""
    found = []
    for section in form.sections:
        lines = (summary.sum(one.code) for one in form.indicators_of(section.key))
        main = next((one for one in lines if one is not None and _is_main(one) and one.value), None)
        if main is not None and section.group:
            found.append(main)
    return tuple(found[:_COLUMNS])


def value_words(line: SumLine) -> str:
    """A total as a table prints it."""
    if line.rule == AddingUp.NONE:
        return "không cộng"
    if line.value is None or (line.rule != AddingUp.RATIO and not line.is_known):
        return "chưa có"
    return "không phát sinh" if line.is_nothing else figure_words(line.value)


def _cell(line: SumLine, unit: int) -> str:
    if unit not in line.parts:
        return ""
    value = line.parts[unit]
    return "-" if value is None else figure_words(value)


def _remark(state: UnitState, *, is_late: bool) -> str:
    words = {
        UnitState.NOTHING: "không phát sinh",
        UnitState.LEFT_OUT: "chờ tiếp nhận hoặc bổ sung",
        UnitState.MISSING: "chưa có báo cáo",
    }.get(state, "")
    late = "báo cáo sau hạn" if is_late and state != UnitState.MISSING else ""
    return capitalised(", ".join(one for one in (words, late) if one))


def _is_main(line: SumLine) -> bool:
    return not line.part and not line.is_sensitive and line.rule in (AddingUp.SUM, AddingUp.DISTINCT)


def _is_about(section: SectionContent, *words: str) -> bool:
    return any(one in section.title.casefold() for one in words)


def _last_year(summary: Summary, line: SumLine, mark: str) -> str:
    if line.previous is None or summary.previous_year is None:
        return ""
    return f" (năm {summary.previous_year}: {figure_words(line.previous)}{mark})"


def _count(number: int) -> str:
    return f"{number:02d} đơn vị"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
