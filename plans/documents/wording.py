"""Turns the facts of a plan into the sentences and lines a document prints, the same for every file format."""

from plans.content.numbering import document_number, roman
from plans.content.plan import ActivityContent, ItemContent, PlanContent, Role
from plans.content.vietnamese import capitalised, clean_line, day_range, inside_sentence, long_date, upper

#: What stands for a day, month or number nobody has given yet: room to write, never an invented value.
BLANK = " " * 6

_CLOSING_MARKS = ".;,:"
_FINAL_MARKS = ("!", "?", "…")


def number_line(content: PlanContent) -> str:
    """ "Số: 05/KH-UBND"; without a number "Số:      /KH-UBND" (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 3)."""
    number = document_number(content.number, clean_line(content.symbol))
    return f"Số: {number}" if content.number is not None else f"Số:{number}"


def date_words(content: PlanContent) -> str:
    """ "ngày 05 tháng 5 năm 2026", with blanks for day and month until the document is issued."""
    if content.issued_on:
        return long_date(content.issued_on)
    return f"ngày{BLANK}tháng{BLANK}năm {content.year}"


def place_and_date_line(content: PlanContent) -> str:
    """ "An Biên, ngày 05 tháng 5 năm 2026" (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 4)."""
    return f"{clean_line(content.issuer.place) or BLANK * 2}, {date_words(content)}"


def type_name(content: PlanContent) -> str:
    """The type of the document as running text writes it: "Kế hoạch"; a document without one is a "Công văn"."""
    if content.is_letter:
        return "Công văn"
    return capitalised(clean_line(content.document_type).lower())


def attached_to_line(content: PlanContent) -> str:
    """The line under an appendix's title: "(Kèm theo Kế hoạch số 05/KH-UBND ngày … của …)"."""
    number = document_number(content.number, clean_line(content.symbol))
    gap = " " if content.number is not None else ""
    issuer = clean_line(content.issuer.name)
    return f"(Kèm theo {type_name(content)} số{gap}{number} {date_words(content)} của {issuer})"


def addressee_lines(content: PlanContent) -> tuple[str, ...]:
    """ "Kính gửi: …" in one line, or "Kính gửi:" and a list closed by "." (Phụ lục I, ô số 9a). Empty without any."""
    lines = listed([clean_line(one).removeprefix("-").strip() for one in content.addressees])
    if len(lines) < 2:
        return tuple(f"Kính gửi: {line.rstrip('.')}" for line in lines)
    return ("Kính gửi:", *(f"- {line}" for line in lines))


def subject_line(content: PlanContent) -> str:
    """A công văn's subject under its number: "V/v đính chính Kế hoạch số 47/KH-UBND" (ô số 5b); else empty."""
    words = clean_line(content.abstract).removeprefix("V/v ")
    return f"V/v {words[:1].lower()}{words[1:]}" if content.is_letter and words else ""


def document_title(content: PlanContent) -> str:
    """How a reader's window and an archive name the file: "Kế hoạch số 115/KH-UBND: Triển khai …"."""
    number = f" số {document_number(content.number, clean_line(content.symbol))}" if content.number is not None else ""
    abstract = clean_line(content.abstract)
    return f"{type_name(content)}{number}: {abstract}" if abstract else f"{type_name(content)}{number}"


def basis_lines(content: PlanContent) -> tuple[str, ...]:
    """The căn cứ one per line, legal bases before the parents; each ends ";", the last "." (Phụ lục I, ô số 6)."""
    lines = [clean_line(one.text) for one in content.legal_bases]
    lines += [f"Thực hiện {clean_line(one.citation())}" for one in content.parents]
    return listed(lines)


def listed(lines: list[str]) -> tuple[str, ...]:
    """Lines of one list, each closed by ";" and the last by "."; "!", "?" and "…" stay as they are."""
    bare = [line.rstrip(f"{_CLOSING_MARKS} ") for line in lines]
    kept = [line for line in bare if line]
    return tuple(_closed(line, "." if line_number == len(kept) else ";") for line_number, line in enumerate(kept, 1))


def sentence(text: str) -> str:
    """The text closed by one full stop; "!", "?" and "…" stay as they are."""
    return _closed(text.rstrip(f"{_CLOSING_MARKS} "), ".")


def recipient_lines(content: PlanContent) -> tuple[str, ...]:
    """The lines under "Nơi nhận:": "- …;" and at last "- Lưu: VT, VHXH." (Phụ lục I, ô số 9b)."""
    bare = [clean_line(one).removeprefix("-").strip().rstrip(f"{_CLOSING_MARKS} ") for one in content.recipients]
    archive = (
        clean_line(content.archive_note).removeprefix("-").strip().removeprefix("Lưu:").strip(f"{_CLOSING_MARKS} ")
    )
    lines = [f"- {one};" for one in bare if one]
    return (*lines, f"- Lưu: {archive or 'VT'}.")


def ended(text: str, ending: str) -> str:
    """The last paragraph with the mark that ends the document ("./."), in place of its own closing mark, once."""
    text, ending = text.rstrip(), ending.strip()
    if not ending:
        return text
    while text.endswith(ending):
        text = text.removesuffix(ending).rstrip()
    if text.endswith(tuple(_CLOSING_MARKS)):
        text = text[:-1]
    return f"{text}{ending}"


def activity_facts(item: ItemContent) -> tuple[str, ...]:
    """What is known of an activity, each fact in words: who leads and supports, when, where, target, money.

    An agency that merely carries the item out is not named again: the heading or the text says it.
    """
    leads = _agencies(item, Role.LEAD)
    supports = _agencies(item, Role.SUPPORT)
    activity = item.activity or ActivityContent()
    facts = [
        f"chủ trì: {leads}" if leads else "",
        f"phối hợp: {supports}" if supports else "",
        # A start without an end is an event of one day, not the open beginning of a period.
        _named("thời gian", day_range(activity.starts_on, activity.ends_on or activity.starts_on)),
        _named("địa điểm", clean_line(activity.venue)),
        _named("chỉ tiêu", clean_line(activity.target)),
        _named("kinh phí", _money(activity)),
    ]
    return tuple(one for one in facts if one)


def activity_sentence(item: ItemContent) -> str:
    """The facts as one sentence: "Chủ trì: …; phối hợp: …; thời gian: …; kinh phí: ….". Empty when none is known."""
    facts = activity_facts(item)
    return _closed(capitalised("; ".join(facts)), ".") if facts else ""


def with_facts(text: str, item: ItemContent) -> str:
    """An item's text with its facts behind it in the same paragraph.

    A text that leads over to a list (it ends ":") takes them in brackets before the colon.
    """
    facts = activity_facts(item)
    if not facts:
        return text
    if text.endswith(":"):
        return f"{text[:-1].rstrip()} ({'; '.join(facts)}):"
    return f"{sentence(text)} {activity_sentence(item)}".strip()


def appendix_label(position: int | None) -> str:
    """ "Phụ lục" for a single appendix (None), else "Phụ lục I", "Phụ lục II" (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return "Phụ lục" if position is None else f"Phụ lục {roman(position)}"


def slogans_title(content: PlanContent) -> str:
    """The title of the appendix with the year's slogans."""
    return upper(f"Khẩu hiệu tuyên truyền Tháng hành động vì trẻ em năm {content.year}")


def money_words(amount: int) -> str:
    """An amount in đồng as Vietnamese write it: "5.000.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


def _money(activity: ActivityContent) -> str:
    source = clean_line(activity.funding_source)
    if activity.budget is None:
        return source
    return f"{money_words(activity.budget)} ({source})" if source else money_words(activity.budget)


def _agencies(item: ItemContent, role: Role) -> str:
    named = [clean_line(one.agency) for one in item.responsibilities if one.role == role]
    return ", ".join(inside_sentence(name) for name in named if name)


def _named(name: str, words: str) -> str:
    words = words.rstrip(f"{_CLOSING_MARKS} ")
    return f"{name}: {words}" if words else ""


def _closed(text: str, mark: str) -> str:
    return text if not text or text.endswith(_FINAL_MARKS) else f"{text}{mark}"
