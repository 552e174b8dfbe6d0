"""Vietnamese text and dates: one Unicode form in, the words and paddings the decree asks for out."""

import re
import unicodedata
from datetime import date, timedelta

# Characters that look like nothing and break searching, comparing and printing (domain.md §8, V6): zero-width
# spaces and joiners, the byte-order mark, soft hyphens, bidirectional controls.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Every way a line can end; Word's own break inside a paragraph (Shift+Enter) comes as \v.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_HYPHENS = re.compile("[\u2010\u2011]")
_SPACES = re.compile(" {2,}")
_BREAKS = re.compile("\\s*[\r\n\u2028\u2029]+\\s*")

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def nfc(text: str) -> str:
    """Compose letters and marks: the one Unicode form that is stored, compared and printed (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """One paragraph as it is kept: NFC, no control or invisible characters, single spaces, no line breaks."""
    return _BREAKS.sub(" ", clean_paragraphs(text)).strip()


def clean_paragraphs(text: str) -> str:
    """Text of several paragraphs as it is kept: as `clean_line`, but line breaks stay (as ``\\n``)."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    text = _HYPHENS.sub("-", _ODD_SPACES.sub(" ", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in nfc(text).split("\n")).strip("\n")


def upper(text: str) -> str:
    """The text in capitals, composed: "phường Đức Xuân" becomes "PHƯỜNG ĐỨC XUÂN"."""
    return nfc(nfc(text).upper())


def capitalised(text: str) -> str:
    """The text with its first letter in capitals and the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with its first letter small and the rest as it is."""
    return text[:1].lower() + text[1:]


def inside_sentence(name: str) -> str:
    """A name as it stands after other words: a collective one is small there ("các trường học"), a proper one not."""
    return lowered(name) if name.casefold().startswith(("các ", "mỗi ", "mọi ", "những ")) else name


def fold(text: str) -> str:
    """A key for comparing and searching: NFC, case folded, "uỷ/ủy" and "hoà/hòa" alike (both legal, domain.md V2)."""
    return _old_tones_to_new(nfc(text).casefold())


_TONE_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Only an open syllable may carry the mark on either vowel, and never after q ("quý" has one spelling).
_TONE_PATTERN = re.compile(f"(?<!q)({'|'.join(_TONE_PAIRS)})(?!\\w)")


def _old_tones_to_new(text: str) -> str:
    return _TONE_PATTERN.sub(lambda found: _TONE_PAIRS[found[0]], text)


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_MARKS = "\u0306\u0302\u031b"  # breve, circumflex, horn: ă, â, ê, ô, ơ, ư are letters of their own


def index_key(text: str) -> tuple[list[int], str]:
    """A key that sorts as a Vietnamese index does: by letters (ă after a, đ after d), and only then by tones."""
    letters: list[str] = []
    for part in unicodedata.normalize("NFD", fold(text)):
        if part in _LETTER_MARKS and letters:
            letters[-1] = nfc(letters[-1] + part)
        elif not unicodedata.combining(part):
            letters.append(part)
    places = [_ALPHABET.index(one) + 1_000 if one in _ALPHABET else min(ord(one[0]), 999) for one in letters]
    return places, fold(text)


def day_number(value: date) -> str:
    """The day with a zero before 1 to 9 (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{value.day:02d}"


def month_number(value: date) -> str:
    """The month with a zero before 1 and 2 only (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{value.month:02d}" if value.month <= 2 else str(value.month)


def short_date(value: date) -> str:
    """The date as running text writes it: 05/6/2026, 15/02/2026, 28/4/2026."""
    return f"{day_number(value)}/{month_number(value)}/{value.year}"


def short_day(value: date) -> str:
    """Day and month: 05/6."""
    return f"{day_number(value)}/{month_number(value)}"


def long_date(value: date) -> str:
    """The date as citations and the date line write it: "ngày 05 tháng 6 năm 2026"."""
    return f"ngày {day_number(value)} tháng {month_number(value)} năm {value.year}"


def weekday_name(value: date) -> str:
    """The weekday in words: "thứ Năm", "Chủ nhật"."""
    return _WEEKDAYS[value.weekday()]


def short_weekday(value: date) -> str:
    """The weekday for narrow lists: T2 … T7, CN."""
    return _SHORT_WEEKDAYS[value.weekday()]


def day_range(start: date | None, end: date | None) -> str:
    """A period in words: "từ ngày 01/6/2026 đến ngày 30/6/2026", "ngày 01/6/2026"; empty when neither is known."""
    if start and end:
        return (
            f"ngày {short_date(start)}" if start == end else f"từ ngày {short_date(start)} đến ngày {short_date(end)}"
        )
    if start:
        return f"từ ngày {short_date(start)}"
    return f"đến ngày {short_date(end)}" if end else ""


def working_day_before(value: date, days: int, holidays: frozenset[date] = frozenset()) -> date:
    """The working day lying `days` working days before `value`; Saturdays, Sundays and `holidays` do not count."""
    current = value
    while days > 0:
        current -= timedelta(days=1)
        if current.weekday() < 5 and current not in holidays:
            days -= 1
    return current


def read_date(text: str) -> date:
    """Read 5/6/2026, 05-06-2026, "ngày 5 tháng 6 năm 2026" or 2026-06-05.

    Raises ValueError with a Vietnamese sentence when the text is no date of the calendar (31/6).
    """
    text = clean_line(text).lower()
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    local = re.fullmatch(
        r"(?:ngày\s+)?(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})", text
    )
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif local:
        day, month, year = (int(part) for part in local.groups())
    else:
        raise ValueError("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {day}/{month}/{year} trên lịch; kiểm tra lại ngày và tháng.") from None
