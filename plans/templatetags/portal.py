"""Turns dates, numbers, icon names and form fields into what a Vietnamese screen shows; asks and decides nothing."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.forms import BoundField, CheckboxInput, Select
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import clock
from ..content import vietnamese

register = template.Library()

# From this many days before the last one a deadline is shown in the warm colour.
SOON_DAYS = 7


# --- icons -----------------------------------------------------------------------------------------------------------


_SPRITE = "icons/sprite.svg"


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """The names of the drawings in static/icons/sprite.svg."""
    sprite = finders.find(_SPRITE)
    return frozenset(re.findall(r'<symbol id="i-([a-z-]+)"', Path(str(sprite)).read_text(encoding="utf-8")))


@register.simple_tag(takes_context=True)
def icon(context: template.Context, name: str, classes: str = "") -> SafeString:
    """One drawing of the sprite; the word beside it says the same, so screen readers skip it.

    A name the sprite does not have is an error where templates are strict (tests) and in DEBUG, and nothing in service.
    """
    engine = context.template.engine if context.template else None
    if (settings.DEBUG or (engine and engine.string_if_invalid)) and name not in icon_names():
        raise template.TemplateSyntaxError(f"static/icons/sprite.svg has no drawing {name!r}.")
    return _drawing(static(_SPRITE) if settings.DEBUG else _sprite(), name, classes)


@lru_cache(maxsize=1)
def _sprite() -> str:
    # A page shows hundreds of drawings, and in service their address does not change.
    return static(_SPRITE)


@lru_cache(maxsize=256)
def _drawing(sprite: str, name: str, classes: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {classes}" if classes else "",
        sprite,
        name,
    )


# --- dates -----------------------------------------------------------------------------------------------------------


def _as_date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def vn_date(value: date | None) -> str:
    """The date with its year: 22/5/2026, 05/6/2026."""
    return vietnamese.short_date(_as_date(value)) if value else ""


@register.filter
def vn_day(value: date | None) -> str:
    """Day and month, with the year only when it is not this one: 05/6, 05/6/2027."""
    if not value:
        return ""
    day = _as_date(value)
    return vietnamese.short_day(day) if day.year == clock.today().year else vietnamese.short_date(day)


@register.filter
def vn_weekday(value: date | None) -> str:
    """The weekday in words: thứ Năm, Chủ nhật."""
    return vietnamese.weekday_name(_as_date(value)) if value else ""


@register.filter
def vn_short_weekday(value: date | None) -> str:
    """The weekday for narrow lists: T2 … T7, CN."""
    return vietnamese.short_weekday(_as_date(value)) if value else ""


@register.filter
def vn_moment(value: datetime | None) -> str:
    """When something happened: "10:32" today, "16:12 hôm qua", else "10:32 ngày 11/5/2026"."""
    if not value:
        return ""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    day, today, hour = moment.date(), clock.today(), f"{moment:%H:%M}"
    if day == today:
        return hour
    if day == today - timedelta(days=1):
        return f"{hour} hôm qua"
    return f"{hour} ngày {vietnamese.short_date(day)}"


@register.filter
def days_until(value: date) -> int:
    """How many days from today to a last valid day; negative when it is over."""
    return (_as_date(value) - clock.today()).days


@register.filter
def days_past(value: date) -> int:
    """How many days a last valid day is over."""
    return -days_until(value)


@register.filter
def days_left(value: date | None) -> str:
    """What is left until a last valid day: "còn 8 ngày", "hôm nay là ngày cuối", "quá hạn 2 ngày"."""
    if not value:
        return ""
    left = days_until(value)
    if left > 0:
        return f"còn {left} ngày"
    return f"quá hạn {-left} ngày" if left else "hôm nay là ngày cuối"


@register.filter
def due_tone(value: date | None) -> str:
    """The class of a deadline: late, soon or nothing."""
    if not value:
        return ""
    left = days_until(value)
    return "late" if left < 0 else "soon" if left <= SOON_DAYS else ""


# --- numbers and fields ----------------------------------------------------------------------------------------------


@register.filter
def vn_number(value: int | float | Decimal | None) -> str:
    """A number as Vietnamese writes it: 1.234,5 (no zeros after the last digit that says something)."""
    if value is None or value == "":
        return ""
    whole, _, part = f"{Decimal(str(value)):,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


@register.filter
def control(field: BoundField) -> SafeString:
    """A form field's control with the classes our style sheets dress, red-edged when it came back with an error."""
    if isinstance(field.field.widget, CheckboxInput):
        kind = "form-check-input"
    elif isinstance(field.field.widget, Select):
        kind = "form-select"
    else:
        kind = "form-control"
    classes = [kind, field.field.widget.attrs.get("class", ""), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})
