"""Spelling: one way of placing tones, i and y, capitals and set phrases; syllables that are none, known slips."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ..content.vietnamese import capitalised
from .catalogue import EVERYWHERE, CheckContext, Fix, Issue, Severity, at, check, mend
from .reading import CAPITALS, Passage, Reading

_TONE_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TO_OLD = {new: old for old, new in _TONE_PAIRS.items()}
# Only an open syllable may carry the mark on either vowel, and never after q ("quý" has one spelling).
_TONED_PAIR = re.compile(
    "(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[òóỏõọÒÓỎÕỌ][aeAE]|(?<![qQ])(?:[uU][ỳýỷỹỵỲÝỶỸỴ]|[ùúủũụÙÚỦŨỤ][yY]))(?!\\w)"
)
_CAPITAL_BEFORE = re.compile(rf"[{CAPITALS}][^\W\d_]*\s+$")
_CAPITAL_AFTER = re.compile(rf"\s+[{CAPITALS}]")

_I_Y_PAIRS = (
    ("kỹ năng", "kĩ năng"), ("kỹ thuật", "kĩ thuật"), ("tỷ lệ", "tỉ lệ"), ("lý do", "lí do"), ("quản lý", "quản lí"),
    ("xử lý", "xử lí"), ("tâm lý", "tâm lí"), ("hợp lý", "hợp lí"), ("pháp lý", "pháp lí"), ("chiến sĩ", "chiến sỹ"),
    ("bác sĩ", "bác sỹ"), ("kỷ niệm", "kỉ niệm"), ("kỳ nghỉ", "kì nghỉ"), ("định kỳ", "định kì"),
    ("hy vọng", "hi vọng"),
)  # fmt: skip
_QUI = re.compile(
    r"(?<!\w)qui(?=\s+(?:định|chế|mô|trình|hoạch|tắc|chuẩn|ước|cách|tụ)(?!\w))|(?<=nội )qui(?!\w)", re.IGNORECASE
)

#: Known slips and what was meant; each is wrong wherever it stands.
_SLIPS = {
    "nghành": "ngành", "bổ xung": "bổ sung", "xắp xếp": "sắp xếp", "sử lý": "xử lý", "kỷ năng": "kỹ năng",
    "chuẩn đoán": "chẩn đoán", "thăm quan": "tham quan", "ủng hỗ": "ủng hộ", "công tác viên": "cộng tác viên",
    "chia sẽ": "chia sẻ", "xuất quà": "suất quà", "xuất học bổng": "suất học bổng", "trãi nghiệm": "trải nghiệm",
    "lành mạng": "lành mạnh", "hổ trợ": "hỗ trợ", "đuối nứơc": "đuối nước", "triễn khai": "triển khai",
    "quốc thiếu nhi": "quốc tế thiếu nhi", "thiêu nhi": "thiếu nhi", "tuyên tryền": "tuyên truyền",
    "sẳn sàng": "sẵn sàng", "thông kê": "thống kê", "vươn lên học khó": "vươn lên học khá",
}  # fmt: skip
#: Capitals by Nghị định 30/2020/NĐ-CP, Phụ lục II: exactly these letters are wrong.
_CAPITALS = {
    "Ủy Ban": "Ủy ban", "Uỷ Ban": "Uỷ ban", "Luật trẻ em": "Luật Trẻ em",
    "tháng Hành động vì trẻ em": "Tháng hành động vì trẻ em",
    "tháng hành động vì trẻ em": "Tháng hành động vì trẻ em", "Tháng Hành động vì trẻ em": "Tháng hành động vì trẻ em",
    "Tháng Hành động Vì trẻ em": "Tháng hành động vì trẻ em", "Tháng hành động Vì trẻ em": "Tháng hành động vì trẻ em",
    "Tháng hành động vì Trẻ em": "Tháng hành động vì trẻ em", "Mặt trận tổ quốc": "Mặt trận Tổ quốc",
    "Mặt trận Tổ Quốc": "Mặt trận Tổ quốc", "Thanh niên cộng sản Hồ Chí Minh": "Thanh niên Cộng sản Hồ Chí Minh",
    "Thương binh và xã hội": "Thương binh và Xã hội", "Thương binh & Xã hội": "Thương binh và Xã hội",
    "Giáo dục & Đào tạo": "Giáo dục và Đào tạo", "Giáo dục và đào tạo": "Giáo dục và Đào tạo",
    "Quỹ bảo trợ trẻ em": "Quỹ Bảo trợ trẻ em", "Tết trung thu": "Tết Trung thu", "tết trung thu": "tết Trung thu",
    "Hội liên hiệp phụ nữ": "Hội Liên hiệp Phụ nữ", "Hội chữ thập đỏ": "Hội Chữ thập đỏ",
    "Hội cựu chiến binh": "Hội Cựu chiến binh", "Hội nông dân": "Hội Nông dân",
    "Trạm y tế": "Trạm Y tế", "Sở y tế": "Sở Y tế", "Bộ y tế": "Bộ Y tế",
}  # fmt: skip
_SET_PHRASES = (("phòng, chống", "phòng chống"), ("tai nạn, thương tích", "tai nạn thương tích"))

_WORD = re.compile(r"[^\W\d_]+")
_TONES = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_ONSETS = re.compile("(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(.*)")
_RIME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê
    êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang
    oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp
    ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uên uênh uêt uơ uc ui um un ung up ut uôc uôi uôm uôn uông uôt
    uy uya uych uynh uyn uyt uyp uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yê yêm
    yên yêng yêt yêu ynh yt ych
    """
_RIMES = frozenset(_RIME_LIST.split())
_FRONT = ("e", "ê", "i", "y")
_LOANS = frozenset(
    {"axít", "ôxy", "ôxi", "vắcxin", "vácxin", "căngtin", "vắc", "xét", "pích", "líp", "điôxin", "áptômát"}
)


def _open_syllables(text: str) -> Iterator[tuple[str, int, int]]:
    """The words that end in a vowel pair which may carry its tone on either letter, with where they begin and end."""
    for found in _TONED_PAIR.finditer(text):
        start = found.start()
        while start and text[start - 1].isalpha():
            start -= 1
        yield text[start : found.end()], start, found.end()


def _capital_names_around(text: str, start: int, end: int) -> bool:
    return bool(_CAPITAL_BEFORE.search(text[:start]) or _CAPITAL_AFTER.match(text, end))


@check(
    "V2", severity=Severity.HINT, title="Dấu thanh đặt một kiểu", basis="Hai kiểu đều đúng, một văn bản dùng một kiểu"
)
def tones_are_placed_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    spelt: Counter[str] = Counter()
    first: dict[str, Passage] = {}
    for one in reading.running:
        for word, start, end in _open_syllables(one.plain):
            is_name = word[:1].isupper() and _capital_names_around(one.plain, start, end)
            if (is_name and word.casefold() not in ("uỷ", "ủy")) or (word.isupper() and len(word) > 1):
                continue
            spelt[word.casefold()] += 1
            first.setdefault(word.casefold(), one)
    old = {word: count for word, count in spelt.items() if _TONE_PAIRS.get(_rime(word))}
    new = {word: count for word, count in spelt.items() if word not in old}
    if not old or not new:
        return
    fewer, pairs = (old, _TONE_PAIRS) if sum(old.values()) <= sum(new.values()) else (new, _TO_OLD)
    for word, count in fewer.items():
        right = word.removesuffix(_rime(word)) + pairs[_rime(word)]
        shown, wanted = _as_written(first[word].plain, word, right)
        others = f", “{wanted}” {spelt[right]} chỗ" if spelt[right] else " khác kiểu với cả văn bản"
        message = f"Viết “{shown}” {count} chỗ{others}; nên viết thống nhất “{wanted}”."
        fix = Fix(label=f"Viết thống nhất “{wanted}”", fact=EVERYWHERE, find=shown, replace=wanted)
        yield at(first[word], message, subject=shown, fix=fix)


def _rime(word: str) -> str:
    return word[-2:]


def _as_written(text: str, word: str, right: str) -> tuple[str, str]:
    """The word with its capital where the text has one, followed by "ban" where it means a committee."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)(\s+ban(?!\w))?", text, re.IGNORECASE)
    if found is None:
        return word, right
    tail = found[1] or ""
    head = found[0].removesuffix(tail) if tail else found[0]
    return head + tail, (capitalised(right) if head[:1].isupper() else right) + tail


@check("V3", severity=Severity.HINT, title="i và y viết một kiểu", basis="Một văn bản dùng một kiểu")
def i_and_y_are_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    whole = reading.whole.casefold()
    if "qui" in whole:
        for one in reading.running:
            found = _QUI.search(one.plain)
            if found:
                right = "Quy" if found[0][0].isupper() else "quy"
                fix = mend(one, f"Đổi thành “{right}”", found[0], right)
                yield at(one, f"Viết “{found[0]}” ở đây; chữ đúng là “{right}”.", subject="qui", fix=fix)
    for pair in _I_Y_PAIRS:
        yield from _mixed(reading, whole, pair, wanted=None)


@check("V4", severity=Severity.WARNING, title="Không có chữ gõ sai", basis="Chính tả tiếng Việt")
def words_are_spelt(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    slips = _alternatives(tuple(_SLIPS))
    strange = {word for word in set(_WORD.findall(reading.whole)) if not is_syllable(word)}
    for one in reading.running if strange or slips.search(reading.whole.casefold()) else ():
        said: set[str] = set()
        for found in slips.finditer(one.plain.casefold()):
            slip = one.plain[found.start() : found.end()]
            right = _SLIPS[found[0]]
            right = capitalised(right) if slip[:1].isupper() else right
            said |= set(slip.split())
            fix = mend(one, f"Đổi thành “{right}”", slip, right)
            yield at(one, f"Chữ “{slip}” có lẽ gõ sai; viết “{right}”.", subject=slip, fix=fix)
        for word in dict.fromkeys(_WORD.findall(one.plain)):
            if word in strange and word not in said:
                yield at(one, f"Chữ “{word}” không có trong tiếng Việt; kiểm tra lỗi gõ.", subject=word)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word written in small letters with Vietnamese marks can be a syllable; all other words pass."""
    word = unicodedata.normalize("NFC", word)
    if len(word) == 1 or not word.islower() or word.isascii() or word in _LOANS:
        return True
    decomposed = unicodedata.normalize("NFD", word)
    tones = [_TONES[mark] for mark in decomposed if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if len(tones) > 1:
        return False
    return _is_built(bare, tones[0] if tones else 0)


def _is_built(bare: str, tone: int) -> bool:
    """Whether onset, rime and tone go together."""
    found = _ONSETS.fullmatch(bare)
    if found is None:
        return False
    onset, rime = found[1] or "", found[2]
    if onset == "gi" and rime in ("", "m", "n", "ng", "p", "t", "êng", "êt", "êc", "êm", "ên"):
        rime = f"i{rime}"
    if rime not in _RIMES:
        return False
    is_front = rime.startswith(_FRONT)
    if onset in ("k", "gh", "ngh") and not is_front:
        return False
    if onset in ("c", "g", "ng") and is_front and not (onset == "g" and rime.startswith("i")):
        return False
    is_stopped = rime.endswith(("c", "ch", "p", "t"))
    return not is_stopped or tone in (2, 5)


@check("V7", severity=Severity.WARNING, title="Viết hoa đúng", basis="Nghị định 30/2020/NĐ-CP, Phụ lục II")
def capitals_are_right(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    capitals = _alternatives(tuple(_CAPITALS))
    for one in reading.running if capitals.search(reading.whole) else ():
        for words in dict.fromkeys(capitals.findall(one.plain)):
            right = _CAPITALS[words]
            fix = mend(one, f"Đổi thành “{right}”", words, right)
            yield at(one, f"Viết “{words}” chưa đúng quy định viết hoa; viết “{right}”.", subject=words, fix=fix)


def has_wrong_capitals(words: str) -> bool:
    """Whether V7 complains of these words already."""
    return _alternatives(tuple(_CAPITALS)).search(words) is not None


@check("V8", severity=Severity.HINT, title="Cụm từ pháp lý viết giống nhau", basis="Luật Trẻ em")
def set_phrases_are_alike(reading: Reading, context: CheckContext) -> Iterator[Issue]:
    whole = reading.whole.casefold()
    for pair in _SET_PHRASES:
        yield from _mixed(reading, whole, pair, wanted=pair[0])
    yield from _mixed(reading, whole, ("bảo đảm", "đảm bảo"), wanted=None)


def _mixed(reading: Reading, whole: str, pair: tuple[str, str], *, wanted: str | None) -> Iterator[Issue]:
    """One hint where both spellings of a pair stand in the document; without `wanted` the commoner one is right."""
    counts = [whole.count(words) for words in pair]
    if not all(counts):
        return
    right = wanted or pair[counts[1] > counts[0]]
    wrong = pair[1] if right == pair[0] else pair[0]
    one = next(
        (one for one in reading.running if wrong in one.plain),
        next(one for one in reading.running if wrong in one.plain.casefold()),
    )
    count = dict(zip(pair, counts, strict=True))
    message = f"Viết “{wrong}” {count[wrong]} chỗ, “{right}” {count[right]} chỗ; nên viết thống nhất “{right}”."
    fix = Fix(label=f"Viết thống nhất “{right}”", fact=EVERYWHERE, find=wrong, replace=right)
    yield at(one, message, subject=wrong, fix=fix if wrong in one.plain else None)


@lru_cache(maxsize=8)
def _alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
