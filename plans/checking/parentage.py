"""The plan against its parents and the year's campaign: theme, slogans, duties, dates, phrases fit for above only."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from ..content.facts import THEME, token
from ..content.numbering import document_number, number_items
from ..content.plan import ItemContent, Part, PlanContent, Standing, duties_of_level, standing
from ..content.vietnamese import clean_line, day_range, fold
from .catalogue import CheckContext, Fix, Issue, Severity, at, check, mend
from .reading import Kind, Passage, Place, Reading, quoted

_QUOTED_THEME = re.compile(
    r"chủ đề(?:\s+(?:của\s+)?(?:Tháng hành động vì trẻ em\s*)?(?:năm\s+\d{4})?)?\s*(?:là)?\s*:?\s*(?:là\s*)?"
    r"[“\"]([^”\"]{8,300})[”\"]",
    re.IGNORECASE,
)
_TARGET = re.compile(r"(?<!\d)(\d+)\s+(công trình|hoạt động|suất quà|suất học bổng|lớp|buổi)\b|(\d+)\s?%")

#: What fits a superior only, what a commune may write instead, and whether it misfits in a ward alone.
_SUPERIOR = tuple(
    (re.compile(words, re.IGNORECASE), replacement, is_for_ward)
    for words, replacement, is_for_ward in (
        ("trên địa bàn toàn tỉnh|trên toàn tỉnh|trong toàn tỉnh", "trên địa bàn toàn {noun}", False),
        ("diễn đàn trẻ em các cấp", "", False),
        ("(?:mỗi|từng|các) xã, phường(?:, (?:đặc khu|thị trấn))?", "", False),
        ("các sở, (?:ban, )?ngành(?:, đoàn thể)?(?: của)?(?: tỉnh| thành phố)?", "", False),
        ("vùng sâu, vùng xa|biên giới, hải đảo", "", True),
    )
)

#: Share and number of unchanged items from which a plan looks copied.
COPIED_SHARE = 0.9
COPIED_LEAST = 20


@check(
    "P1",
    severity=Severity.ERROR,
    title="Chủ đề của năm, đúng từng chữ",
    basis="Hướng dẫn Tháng hành động vì trẻ em của năm",
)
def theme_is_the_years(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    theme = clean_line(content.theme)
    is_wanted = reading.is_of_the_month or f"{token(THEME)}" in "".join(one.text for one in reading.running)
    official, source = _official_theme(context)
    if not theme:
        if is_wanted:
            what = f"chọn chủ đề “{official}”" if official else "đợi hướng dẫn của năm rồi ghi đúng nguyên văn"
            fix = Fix(label="Dùng chủ đề của năm", fact="theme", find="", replace=official) if official else None
            message = f"Kế hoạch chưa có chủ đề năm {content.year}; {what}."
            yield Issue(message=message, place=Place.THEME, fact="theme", fix=fix)
    elif official and _bare(theme) != _bare(official):
        message = f"Chủ đề khác {source} ({quoted(official, 160)}); ghi đúng từng chữ."
        fix = Fix(label=f"Dùng chủ đề {source}", fact="theme", find="", replace=official)
        yield Issue(message=message, place=Place.THEME, fact="theme", subject=theme, fix=fix)
    if theme:
        yield from _theme_in_text(reading, theme)


def _theme_in_text(reading: Reading, theme: str) -> Iterator[Issue]:
    said = False
    for one in reading.running:
        said = said or token(THEME) in one.text or fold(_bare(theme)) in fold(one.text)
        for found in _QUOTED_THEME.finditer(one.text):
            if _bare(found[1]) == _bare(theme) or "⟦" in found[1]:
                continue
            is_certain = one.part == Part.SCOPE or SequenceMatcher(None, fold(found[1]), fold(theme)).ratio() > 0.8
            message = f"Đoạn này ghi chủ đề {quoted(found[1], 100)}, khác chủ đề ở mục Thông tin; sửa cho thống nhất."
            fix = mend(one, "Chèn chủ đề của kế hoạch", found[1], token(THEME))
            yield at(one, message, subject=found[1], fix=fix, severity=None if is_certain else Severity.WARNING)
            said = True
    if not said and reading.is_of_the_month and reading.items:
        message = "Chủ đề chưa được nhắc trong nội dung kế hoạch; thêm vào phần chủ đề, thời gian."
        yield Issue(message=message, place=Place.THEME, fact="theme", subject="printed", severity=Severity.WARNING)


def _official_theme(context: CheckContext) -> tuple[str, str]:
    if context.campaign_theme.strip():
        return clean_line(context.campaign_theme), "chính thức của năm"
    themes = [clean_line(one.theme) for one in context.parents if one.theme.strip()]
    return (themes[0], "của kế hoạch cấp trên") if themes else ("", "")


def _bare(text: str) -> str:
    return clean_line(text).strip(" “”\"'.;")


@check("P2", severity=Severity.WARNING, title="Khẩu hiệu theo danh mục của năm", basis="Danh mục khẩu hiệu của năm")
def slogans_are_the_years(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    official = {fold(_bare(one)): _bare(one) for one in context.official_slogans}
    seen: set[str] = set()
    for position, slogan in enumerate(reading.content.slogans):
        bare = _bare(slogan.text)
        folded = fold(bare)
        fact = f"slogans.{position}"
        if not bare:
            message = f"Khẩu hiệu thứ {position + 1} chưa có lời; viết khẩu hiệu hoặc xóa dòng."
            yield Issue(message=message, place=Place.SLOGANS, fact=fact)
        elif folded in seen:
            message = f"Khẩu hiệu {quoted(bare)} ghi hai lần; bỏ một dòng."
            yield Issue(message=message, place=Place.SLOGANS, fact=fact, subject=bare)
        elif official and folded not in official and not slogan.is_own:
            yield _strange_slogan(position, bare, official)
        seen.add(folded)


def _strange_slogan(position: int, bare: str, official: dict[str, str]) -> Issue:
    fact = f"slogans.{position}"
    near = max(official, key=lambda one: (SequenceMatcher(None, one, fold(bare)).ratio(), one))
    if SequenceMatcher(None, near, fold(bare)).ratio() > 0.85:
        message = f"Khẩu hiệu {quoted(bare)} khác nguyên văn trong danh mục của năm; ghi đúng nguyên văn."
        fix = Fix(label="Dùng lời trong danh mục", fact=f"{fact}.text", find="", replace=official[near])
    else:
        message = f"Khẩu hiệu {quoted(bare)} không có trong danh mục của năm; bỏ đi, hoặc đánh dấu là của đơn vị."
        fix = Fix(label="Đánh dấu khẩu hiệu của đơn vị", fact=f"{fact}.is_own", find="false", replace="true")
    return Issue(message=message, place=Place.SLOGANS, fact=fact, subject=bare, fix=fix)


@check(
    "P3", severity=Severity.WARNING, title="Việc cấp trên giao đều có, chỉ tiêu giữ nguyên", basis="Kế hoạch cấp trên"
)
def duties_are_carried(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    taken = {one.origin.key for one in content.walk() if one.origin}
    for parent in context.parents:
        duties = duties_of_level(parent, context.level) if context.level else ()
        if not duties:
            continue
        where = {one.item.key: one.path for one in number_items(parent.items)}
        name = _parent_name(parent)
        if not taken & {one.key for one in parent.walk()}:
            message = f"Kế hoạch chưa gắn với việc nào trong {len(duties)} việc {name} giao; đối chiếu từng việc."
            yield Issue(message=message, place=Place.BODY, fact="items", subject=name)
            continue
        for duty in duties:
            if duty.key not in taken:
                section = f"mục {where[duty.key]}, {name}" if where.get(duty.key) else name
                what = f"{quoted(duty.text, 90)} ({section})"
                message = f"Chưa có việc cấp trên giao {what}; thêm vào hoặc ghi lý do không áp dụng."
                yield Issue(message=message, place=Place.BODY, fact="items", subject=duty.key)
        yield from _changed_targets(reading, parent)


def _parent_name(parent: PlanContent) -> str:
    number = f" số {document_number(parent.number, parent.symbol)}" if parent.number is not None else ""
    return f"Kế hoạch{number} của {parent.issuer.short_name or parent.issuer.name}"


def _changed_targets(reading: Reading, parent: PlanContent) -> Iterator[Issue]:
    above = {one.key: one for one in parent.walk()}
    for one in reading.items:
        origin = one.item.origin if one.item else None
        wanted = _targets(above[origin.key]) if origin and origin.key in above else {}
        if not wanted or one.item is None:
            continue
        own = _targets(one.item)
        for what, number in wanted.items():
            if own.get(what, number) < number:
                message = f"Chỉ tiêu {own[what]} {what} thấp hơn cấp trên giao ({number} {what}); giữ số của cấp trên."
                yield at(one, message, subject=what)


def _targets(item: ItemContent) -> dict[str, int]:
    """What is promised in numbers, where each kind is promised once: {"công trình": 1}."""
    found: dict[str, list[int]] = {}
    for number, what, percent in _TARGET.findall(f"{item.text} {item.activity.target if item.activity else ''}"):
        found.setdefault(what or "%", []).append(int(number or percent))
    return {what: numbers[0] for what, numbers in found.items() if len(numbers) == 1}


@check("P4", severity=Severity.WARNING, title="Thời gian không trái kế hoạch cấp trên", basis="Kế hoạch cấp trên")
def dates_follow_the_parents(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    for parent in context.parents:
        if parent.year != content.year:
            continue
        name = _parent_name(parent)
        if _is_outside(content.starts_on, content.ends_on, parent.starts_on, parent.ends_on):
            words = day_range(parent.starts_on, parent.ends_on)
            message = f"Thời gian thực hiện nằm ngoài thời gian của {name} ({words}); xem lại ngày."
            yield Issue(message=message, place=Place.PERIOD, fact="starts_on", subject=name)
        if _is_outside(content.launch_from, content.launch_until, parent.launch_from, parent.launch_until):
            words = day_range(parent.launch_from, parent.launch_until)
            message = f"Lễ phát động nằm ngoài thời gian {name} định ({words}); xem lại ngày."
            yield Issue(message=message, place=Place.LAUNCH, fact="launch_from", subject=name)


def _is_outside(first: date | None, last: date | None, from_day: date | None, until: date | None) -> bool:
    is_early = first is not None and from_day is not None and first < from_day
    return is_early or (last is not None and until is not None and last > until)


@check(
    "P5",
    severity=Severity.WARNING,
    title="Kế hoạch cấp trên còn nguyên",
    basis="Văn bản cấp trên đã sửa đổi, thay thế hoặc thu hồi",
)
def parents_still_stand(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    outdated = {re.sub(r"\s", "", one) for one in context.outdated_parents}
    for position, parent in enumerate(reading.content.parents):
        if re.sub(r"\s", "", parent.document_number) in outdated:
            message = f"{parent.short_citation()} đã được sửa đổi, thay thế hoặc thu hồi; đối chiếu với văn bản mới."
            yield Issue(
                message=message, place=Place.PARENTS, fact=f"parents.{position}", subject=parent.document_number
            )


@check("P6", severity=Severity.WARNING, title="Lời lẽ hợp với cấp mình", basis="Chép nguyên kế hoạch cấp trên")
def phrases_fit_the_level(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    issuer = reading.content.issuer
    if context.level == "commune":
        noun = issuer.noun.strip() or "xã"
        for one in reading.running:
            if one.kind != Kind.APPENDIX:
                yield from _superiors_phrases(one, noun)
    yield from _copied(reading, context)


def _superiors_phrases(one: Passage, noun: str) -> Iterator[Issue]:
    for pattern, replacement, is_for_ward in _SUPERIOR:
        if is_for_ward and noun != "phường":
            continue
        found = pattern.search(one.plain)
        if not found or _is_about_the_superior(one.plain, found.start()):
            continue
        own = replacement.format(noun=noun)
        advice = f"viết “{own}”" if own else "viết lại cho hợp với địa bàn"
        message = f"“{found[0]}” là lời của kế hoạch cấp trên; {advice}."
        fix = mend(one, f"Đổi thành “{own}”", found[0], own) if own else None
        yield at(one, message, subject=found[0].casefold(), fix=fix)


def _is_about_the_superior(text: str, position: int) -> bool:
    """Whether the phrase stands where the superior itself is spoken of: "theo hướng dẫn của các sở, ngành"."""
    return bool(re.search(r"(?:của|theo|với|cùng|về|báo cáo|gửi|từ)\s+$", text[:position], re.IGNORECASE))


def _copied(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    above = {one.key: one for parent in context.parents for one in parent.walk()}
    derived = [one.item for one in reading.items if one.item and one.item.origin and not one.is_heading]
    kept = [one for one in derived if one.origin and standing(one, above.get(one.origin.key)) == Standing.KEPT]
    if len(derived) >= COPIED_LEAST and len(kept) > COPIED_SHARE * len(derived):
        message = (
            f"{len(kept)} trong {len(derived)} đoạn giữ nguyên lời cấp trên; viết rõ việc, ngày, người làm của đơn vị."
        )
        yield Issue(message=message, place=Place.BODY, fact="items", subject="copied", severity=Severity.HINT)


@check(
    "P7",
    severity=Severity.WARNING,
    title="Hai văn bản cấp trên không trái nhau",
    basis="Kế hoạch của địa bàn và của ngành",
)
def parents_agree(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    parents = [one for one in context.parents if one.year == reading.content.year]
    if len(parents) < 2:
        return
    checks = (
        ("chủ đề", {fold(_bare(one.theme)) for one in parents if one.theme}),
        ("thời gian", {day_range(one.starts_on, one.ends_on) for one in parents if one.starts_on}),
        ("hạn báo cáo", {one.report_deadlines()[0].due_on for one in parents if one.report_deadlines()}),
    )
    different = [name for name, values in checks if len(values) > 1]
    if different:
        message = f"Các văn bản cấp trên nói khác nhau về {', '.join(different)}; hỏi lại cấp trên rồi ghi một lời."
        yield Issue(message=message, place=Place.PARENTS, fact="parents", subject="/".join(different))
