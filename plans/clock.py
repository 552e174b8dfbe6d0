"""What time it is for the portal: Vietnam's clock, or the demonstration's fixed day."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment; in a demonstration with a fixed day, that day at the present time of day."""
    moment = timezone.localtime()
    fixed: date | None = settings.DEMO_TODAY if settings.DEMO else None
    return moment.replace(year=fixed.year, month=fixed.month, day=fixed.day) if fixed else moment


def real_now() -> datetime:
    """This moment for the background worker, which keeps real time while a demonstration plays on its fixed day."""
    return timezone.localtime()


def today() -> date:
    """This day in Asia/Ho_Chi_Minh, on whatever clock the server runs."""
    return now().date()
