"""Figures as Vietnamese write them ("1.234,5") turned into numbers and back, each judged against its indicator."""

import re
from decimal import Decimal, InvalidOperation

from plans.content.report import IndicatorContent
from plans.content.vietnamese import clean_line
from plans.exceptions import Invalid

#: More than any figure of a country; the column holds as many.
MOST = Decimal("999999999999")
#: What people write in a field, or a cell, instead of "không phát sinh".
_NOTHING = {"không phát sinh", "kps", "không", "-", "–"}

_PLAIN = re.compile(r"[+-]?\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+")
_WHOLE = (_PLAIN, _GROUPED, _SPACED)


def says_nothing(text: str) -> bool:
    """Whether what was typed means không phát sinh."""
    return clean_line(text).lower().rstrip(".") in _NOTHING


def parse_figure(text: str, indicator: IndicatorContent | None = None) -> Decimal | None:
    """ "1.234,5" → 1234.5; "" → None. A full stop groups thousands, a comma begins the decimals; "1.5" is refused
    rather than guessed, because it may be meant either way. Raises Invalid with a sentence that says what to write."""
    cleaned = clean_line(text)
    if not cleaned:
        return None
    whole, comma, decimals = cleaned.partition(",")
    if not any(one.fullmatch(whole) for one in _WHOLE) or (comma and not re.fullmatch(r"\d+", decimals)):
        raise Invalid(_unreadable(cleaned))
    try:
        value = Decimal(re.sub(r"[. ]", "", whole) + (f".{decimals}" if comma else ""))
    except InvalidOperation as error:
        raise Invalid(_unreadable(cleaned)) from error
    if indicator is not None:
        check_possible(value, indicator)
    return value


def check_possible(value: Decimal, indicator: IndicatorContent) -> None:
    """Raise Invalid for a figure that cannot be: below `least`, above `most`, more decimals than the indicator has."""
    measure = indicator.unit_of_measure
    if value < indicator.least:
        raise Invalid(f"“{indicator.name}” không thể dưới {figure_words(indicator.least)} {measure}; kiểm tra lại.")
    most = indicator.most if indicator.most is not None else MOST
    if value > most:
        raise Invalid(f"“{indicator.name}” không thể quá {figure_words(most)} {measure}; kiểm tra lại.")
    places = -int(value.normalize().as_tuple().exponent)
    if places > indicator.decimals:
        kind = "số nguyên" if not indicator.decimals else f"số có nhiều nhất {indicator.decimals} chữ số sau dấu phẩy"
        raise Invalid(f"“{indicator.name}” tính bằng {measure}, ghi {kind}.")


def figure_words(value: Decimal | None) -> str:
    """1234.5 → "1.234,5"; None → "": the way the portal shows and prints a figure."""
    if value is None:
        return ""
    plain = format(value.normalize(), "f")
    whole, _, decimals = plain.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def _unreadable(text: str) -> str:
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    if re.fullmatch(r"\d+\.\d+", text):
        return f"Không rõ “{shown}”: phần lẻ ghi sau dấu phẩy ({text.replace('.', ',')}), dấu chấm để tách hàng nghìn."
    return f"“{shown}” không phải là số; ghi như 1.234 hoặc 1.234,5."
