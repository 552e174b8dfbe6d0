"""Who does what: one lead per activity, bodies that are asked and not ordered, and everybody named among recipients."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ..content.plan import ItemContent, Part, Role
from ..content.vietnamese import fold, short_date
from .catalogue import EVERYWHERE, CheckContext, Fix, Issue, ObsoleteTerm, Severity, at, check, mend
from .reading import Kind, Passage, Place, Reading
from .spelling import has_wrong_capitals

_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc",
    "ubmttq": "ủy ban mặt trận tổ quốc", "mttqvn": "mặt trận tổ quốc việt nam", "ubmt": "ủy ban mặt trận",
    "tncs": "thanh niên cộng sản", "lđtbxh": "lao động thương binh xã hội", "vhttdl": "văn hóa thể thao du lịch",
    "vhxh": "văn hóa xã hội", "vh": "văn hóa", "xh": "xã hội", "gdđt": "giáo dục đào tạo", "gd": "giáo dục",
    "đt": "đào tạo", "lhpn": "liên hiệp phụ nữ", "hlhpn": "hội liên hiệp phụ nữ", "hnd": "hội nông dân",
    "ccb": "cựu chiến binh", "hccb": "hội cựu chiến binh", "bvqte": "bảo vệ quyền trẻ em", "tp": "thành phố",
    "ca": "công an", "vp": "văn phòng",
}  # fmt: skip
#: Words that say where a body sits or how it is addressed, and not which body it is.
_LOCAL = frozenset(
    ("tỉnh", "thành", "phố", "xã", "phường", "đặc", "khu", "việt", "nam", "hồ", "chí", "minh", "trên", "địa", "bàn",
     "của", "và", "các", "đề", "nghị", "thuộc", "cấp", "trực", "tiếp")
)  # fmt: skip
#: What a collective line of Nơi nhận covers: words that name the kind of body, words that stand for all of that kind.
_COLLECTIVES = (
    (re.compile(r"\btrường\b|mầm non|tiểu học|cơ sở giáo dục"), re.compile(r"\btrường\b|cơ sở giáo dục|nhà trường")),
    (
        re.compile(r"\b(?:thôn|tổ dân phố|khu phố|ấp|khóm|bản|buôn|làng)\b"),
        re.compile(r"\b(?:thôn|tổ dân phố|khu phố|ấp|khóm|bản|buôn|làng|tdp)\b"),
    ),
    (
        re.compile(r"mặt trận|\bđoàn\b|\bhội\b|công đoàn|liên đoàn|đoàn thể|tổ chức chính trị"),
        re.compile(r"đoàn thể|tổ chức chính trị|các hội\b|các tổ chức|tổ chức thành viên|\bhội, đoàn\b"),
    ),
    (re.compile(r"ủy ban nhân dân"), re.compile(r"ủy ban nhân dân (?:các|cấp)\b")),
    (
        re.compile(
            r"\b(?:sở|phòng|ban|ngành|văn phòng|trung tâm|đài|công an|trạm|chi cục|quân sự|báo|cơ quan|đơn vị)\b"
        ),
        re.compile(r"\bngành\b|các (?:sở|phòng|ban|cơ quan|đơn vị)\b|cơ quan, đơn vị|phòng, ban|\bđơn vị\b.*\bthuộc\b"),
    ),
)
_COVERS_ALL = re.compile(r"^như (?:mục|phần|trên|điểm)|(?:nêu|nói) tại (?:mục|phần)|như thành phần")
_ORDERS = re.compile(r"(?:giao|yêu cầu|phân công|chỉ đạo)\s+(?:cho\s+)?", re.IGNORECASE)
_ASKS = re.compile(r"đề nghị|kính mời|\bmời\b|trân trọng", re.IGNORECASE)
_WHEN = re.compile(r"⟦|ngày|tháng|tuần|quý|dịp|hằng|thường xuyên|suốt|\d/\d", re.IGNORECASE)
_WHERE = re.compile(r"\btại\b|địa bàn|địa điểm|\bở\b|trực tuyến|trên (?:trang|cổng|hệ thống|mạng)", re.IGNORECASE)
_TARGET = re.compile(r"\d|ít nhất|mỗi|toàn bộ|tất cả|mọi", re.IGNORECASE)
#: Names that stand in every plan; a capital at their beginning is no other spelling, for a sentence may begin there.
_USUAL_NAMES = (
    "các sở, ban, ngành", "các ban, ngành", "các sở", "các phòng", "các trường học", "các thôn", "các tổ dân phố",
    "các xã, phường", "các đoàn thể", "Ủy ban nhân dân", "Hội đồng nhân dân", "Công an xã", "Công an phường",
)  # fmt: skip


@check(
    "A1",
    severity=Severity.WARNING,
    title="Hoạt động có một cơ quan chủ trì, thời gian, địa điểm, chỉ tiêu",
    basis="Việc của mọi người là việc của không ai",
)
def activities_are_assigned(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.items:
        item = one.item
        if item is None or (item.activity is None and not item.responsibilities):
            continue
        leads = [each.agency for each in item.responsibilities if each.role == Role.LEAD and each.agency.strip()]
        if len(leads) > 1:
            message = (
                f"Hoạt động này có {len(leads)} cơ quan cùng chủ trì ({', '.join(leads)}); chọn một, còn lại phối hợp."
            )
            yield at(one, message, subject="leads")
        if item.activity is None:
            continue
        said = f"{one.text} {' '.join(child.text for child in item.children)}"
        does = (
            bool(leads or item.responsibilities)
            or "chủ trì" in said.casefold()
            or any("chủ trì" in u.casefold() for u in one.under)
        )
        if not does:
            yield at(one, "Hoạt động này chưa có cơ quan chủ trì; chọn một cơ quan.", subject="lead")
        missing = _missing_facts(item, said)
        if missing:
            message = f"Hoạt động này chưa ghi {', '.join(missing)}; bổ sung để theo dõi được."
            yield at(one, message, subject="facts", severity=Severity.HINT)


def _missing_facts(item: ItemContent, said: str) -> list[str]:
    activity = item.activity
    if activity is None:
        return []
    # One of the three may well be left to those who carry it out.
    known = (
        ("thời gian", activity.starts_on or activity.ends_on or _WHEN.search(said)),
        ("địa điểm", activity.venue or _WHERE.search(said)),
        ("chỉ tiêu", activity.target or _TARGET.search(said)),
    )
    missing = [name for name, is_known in known if not is_known]
    return missing if len(missing) > 1 else []


@check(
    "A2",
    severity=Severity.ERROR,
    title="Mặt trận, đoàn thể, tòa án, cơ quan Đảng được “đề nghị”",
    basis="Ủy ban nhân dân không giao việc cho các cơ quan này",
)
def outsiders_are_asked(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    beginnings = _beginnings(context.request_agencies)
    if beginnings is None:
        return
    for one in reading.items:
        if any(_ASKS.search(text) for text in one.under):
            continue
        order = _ORDERS.match(one.text)
        name = beginnings.match(one.text, order.end() if order else 0)
        if name is None or _ASKS.search(one.text):
            continue
        if order:
            fix = mend(one, "Đổi thành “Đề nghị”", order[0] + name[0], f"Đề nghị {name[0]}")
        elif _gives_work(one, name.end()):
            fix = mend(one, "Thêm “Đề nghị”", one.text, f"Đề nghị {one.text}")
        else:
            continue
        message = f"Ủy ban nhân dân không giao việc cho {name[0]}; viết “Đề nghị {name[0]} …”."
        yield at(one, message, subject=name[0], fix=fix)


def _gives_work(one: Passage, end: int) -> bool:
    """Whether an item that begins with a body's name is the head of its duties."""
    if one.part != Part.IMPLEMENTATION:
        return False
    return one.is_heading or bool(one.item and one.item.children) or ":" in one.text[end : end + 80]


@lru_cache(maxsize=64)
def _beginnings(names: tuple[str, ...]) -> re.Pattern[str] | None:
    spellings = {one for name in names if name.strip() for one in (name.strip(), _short(name.strip()))}
    if not spellings:
        return None
    ordered = sorted(spellings, key=lambda name: (-len(name), name))
    return re.compile(
        rf"(?:(?:các|Ban Chấp hành|Ban Thường vụ)\s+)?(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE
    )


def _short(name: str) -> str:
    return name.replace("Mặt trận Tổ quốc", "MTTQ").replace("Hội đồng nhân dân", "HĐND")


@check(
    "A3", severity=Severity.WARNING, title="Cơ quan được giao việc có trong nơi nhận", basis="Giao việc thì phải gửi"
)
def assigned_agencies_receive_it(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    recipients = [_expanded(line) for line in content.recipients if line.strip()]
    if not recipients or any(_COVERS_ALL.search(line) for line in recipients):
        return
    own = {_expanded(content.issuer.name), _expanded(content.issuer.short_name)}
    seen: set[str] = set()
    for one, agency in _assigned(reading):
        name = _expanded(agency)
        if not name or name in seen or name in own:
            continue
        seen.add(name)
        if not _is_covered(name, recipients):
            message = f"{agency} được giao việc mà chưa có trong nơi nhận; thêm vào nơi nhận."
            fix = Fix(label="Thêm vào nơi nhận", fact=f"recipients.{len(content.recipients)}", find="", replace=agency)
            yield at(one, message, subject=agency, fix=fix)


def _assigned(reading: Reading) -> Iterator[tuple[Passage, str]]:
    for one in reading.items:
        for each in one.item.responsibilities if one.item else ():
            if each.agency.strip():
                yield one, each.agency.strip()


def _is_covered(name: str, recipients: list[str]) -> bool:
    core = set(re.findall(r"\w+", name)) - _LOCAL
    if not core or any(core <= set(re.findall(r"\w+", line)) for line in recipients):
        return True
    for member, whole in _COLLECTIVES:
        if member.search(name):
            return any(whole.search(line) for line in recipients)
    return True


@lru_cache(maxsize=2048)
def _expanded(name: str) -> str:
    """The name as it is compared: small letters, abbreviations written out, no dashes."""
    words = re.sub(r"[-–—&/]", " ", fold(name).replace("gd&đt", "gdđt")).replace("đề nghị ", "").strip(" ;.:")
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words.split() if word != "và")


@check(
    "A4",
    severity=Severity.WARNING,
    title="Cơ quan cấp trên có trong nơi nhận",
    basis="Kế hoạch gửi cấp trên để báo cáo",
)
def superiors_receive_it(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    content = reading.content
    recipients = [_expanded(line) for line in content.recipients if line.strip()]
    if not recipients:
        return
    for issuer in dict.fromkeys(one.issuer.strip() for one in content.parents if one.issuer.strip()):
        name = _expanded(issuer)
        if not any(_is_same_body(name, line) for line in recipients):
            message = f"{issuer} là cơ quan cấp trên mà chưa có trong nơi nhận; thêm vào dòng đầu."
            fix = Fix(label="Thêm vào nơi nhận", fact="recipients.0", find="", replace=issuer)
            yield Issue(message=message, place=Place.RECIPIENTS, fact="recipients", subject=issuer, fix=fix)


def _is_same_body(name: str, line: str) -> bool:
    """ "ủy ban nhân dân tỉnh thái nguyên" is meant by "ủy ban nhân dân tỉnh" and by "bộ y tế (để báo cáo)"."""
    line = re.sub(r"\(.*?\)", "", line).strip(" ;.")
    if any(name == part.strip() or part.strip().startswith(name) for part in re.split("[,;]", line)) or name in line:
        return True
    words = line.split(",")[0].split()
    return (
        len(words) >= 2
        and name.split()[: len(words)] == words
        and words[-1] in {"tỉnh", "xã", "phường", "phố", "bộ", "sở"}
    )


@check(
    "A5",
    severity=Severity.ERROR,
    title="Cơ quan, cấp còn tồn tại vào ngày ban hành",
    basis="Sắp xếp bộ máy, chính quyền hai cấp từ năm 2025",
)
def agencies_exist(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    day = context.document_day(reading.content)
    terms = tuple(one for one in context.obsolete_terms if one.since <= day and one.old.strip())
    if not terms:
        return
    pattern, by_name = _obsolete_pattern(terms)
    for one in reading.passages:
        if one.kind == Kind.BASIS:
            continue
        for found in pattern.finditer(one.plain):
            yield _obsolete(one, found[0], by_name[_folded_term(found[0])], severity=Severity.WARNING)
        for each in one.item.responsibilities if one.item else ():
            whole = pattern.search(each.agency)
            if whole and whole[0] not in one.plain:
                term = by_name[_folded_term(whole[0])]
                message = f"Giao việc cho “{each.agency}” mà từ ngày {short_date(term.since)} không còn {_now(term)}."
                yield at(one, message, subject=each.agency)
    for position, deadline in enumerate(reading.content.deadlines):
        for name in ("owed_by", "receiver", "via"):
            whole = pattern.search(getattr(deadline, name))
            if whole:
                term = by_name[_folded_term(whole[0])]
                message = f"Hạn báo cáo nêu “{whole[0]}” mà từ ngày {short_date(term.since)} không còn {_now(term)}."
                fact = f"deadlines.{position}.{name}"
                fix = (
                    Fix(label=f"Thay bằng {term.now}", fact=fact, find=whole[0], replace=term.now) if term.now else None
                )
                yield Issue(message=message, place=Place.REPORT_DEADLINE, fact=fact, subject=whole[0], fix=fix)


def _obsolete(one: Passage, words: str, term: ObsoleteTerm, *, severity: Severity | None) -> Issue:
    message = f"“{words}” không còn từ ngày {short_date(term.since)} {_now(term)}."
    fix = mend(one, f"Thay bằng {term.now}", words, term.now) if term.now else None
    return at(one, message, subject=words, fix=fix, severity=severity)


def _now(term: ObsoleteTerm) -> str:
    return f"nên thay bằng {term.now}" if term.now else "nên phải bỏ hoặc ghi cơ quan hiện nay"


@lru_cache(maxsize=32)
def _obsolete_pattern(terms: tuple[ObsoleteTerm, ...]) -> tuple[re.Pattern[str], dict[str, ObsoleteTerm]]:
    """One pattern for every term, the longest first, whatever dash or "và" people put between the words."""
    by_name = {_folded_term(one.old): one for one in terms}
    ordered = sorted({one.old.strip() for one in terms}, key=lambda old: (-len(old), old))
    spelt = [r"\s*(?:[-–—&]|và)?\s*".join(re.escape(word) for word in _term_words(old)) for old in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE), by_name


def _term_words(words: str) -> list[str]:
    return [word for word in re.split(r"[\s–—&-]+", words) if word and word.casefold() != "và"]


def _folded_term(words: str) -> str:
    return " ".join(_term_words(words)).casefold()


@check("A6", severity=Severity.WARNING, title="Mỗi cơ quan một cách viết", basis="Để tìm, đếm được")
def agencies_are_spelt_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    names = dict.fromkeys((*context.unit_agencies, *(name for _, name in _assigned(reading)), *_USUAL_NAMES))
    pattern = _spellings(tuple(one for one in names if " " in one))
    written = {name.casefold(): name for name in names}
    spelt: dict[str, Counter[str]] = {}
    first: dict[str, Passage] = {}
    for one in reading.running:
        if one.text.isupper():
            continue
        for found in pattern.finditer(one.plain):
            form = " ".join(found[0].split())
            name = written[form.casefold()]
            # "cơ sở y tế" is no Sở Y tế, and a capital at the beginning of a sentence is no other spelling.
            is_common_noun = name[:1].isupper() and not form[:1].isupper()
            if form.isupper() or is_common_noun or has_wrong_capitals(form):
                continue
            form = name[:1] + form[1:]
            spelt.setdefault(name, Counter())[form] += 1
            first.setdefault(form, one)
    official = frozenset((*context.unit_agencies, *_USUAL_NAMES))
    for forms in spelt.values():
        (best, most), *others = sorted(forms.items(), key=lambda form: (form[0] not in official, -form[1], form[0]))
        for form, count in others:
            message = f"Viết “{form}” {count} chỗ, “{best}” {most} chỗ; viết thống nhất “{best}”."
            fix = Fix(label=f"Viết thống nhất “{best}”", fact=EVERYWHERE, find=form, replace=best)
            yield at(first[form], message, subject=form, fix=fix)


@lru_cache(maxsize=32)
def _spellings(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)


@check(
    "A7",
    severity=Severity.WARNING,
    title="Một nơi nhận báo cáo, kinh phí có nguồn",
    basis="Tránh nộp hai nơi; có tiền mới làm được",
)
def money_and_reports_have_one_door(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    for one in reading.items:
        activity = one.item.activity if one.item else None
        if activity and activity.budget and not activity.funding_source.strip():
            yield at(one, "Hoạt động này có kinh phí mà chưa ghi nguồn; ghi nguồn kinh phí.", subject="funding")
    parts = {one.part for one in reading.items}
    if Part.ACTIVITIES in parts and Part.FUNDING not in parts and not reading.says("kinh phí"):
        yield Issue(
            message="Kế hoạch chưa nói kinh phí lấy từ đâu; thêm phần Kinh phí.", place=Place.BODY, fact="items"
        )
    receivers = {
        _expanded(one.receiver): one.receiver for one in reading.content.report_deadlines() if one.receiver.strip()
    }
    if len(receivers) > 1:
        names = " và ".join(receivers.values())
        message = f"Báo cáo gửi về {len(receivers)} nơi ({names}); chọn một nơi nhận."
        yield Issue(message=message, place=Place.REPORT_DEADLINE, fact="deadlines", subject="receivers")
