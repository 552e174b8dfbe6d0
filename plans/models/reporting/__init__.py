"""What is owed, filed, reviewed and added up: forms, rounds, reports, consolidations."""

from .consolidation import Consolidation, ConsolidationPart
from .following import CalendarFeed, Reminder, ReminderPractice
from .forms import FormField, FormSection, Indicator, IndicatorSplit, ReportForm
from .reports import Evidence, Figure, Report, ReportLink, ReportReturn, ReportVersion
from .rounds import ReportingRound, RoundUnit

__all__ = [
    "CalendarFeed",
    "Consolidation",
    "ConsolidationPart",
    "Evidence",
    "Figure",
    "FormField",
    "FormSection",
    "Indicator",
    "IndicatorSplit",
    "Reminder",
    "ReminderPractice",
    "Report",
    "ReportForm",
    "ReportLink",
    "ReportReturn",
    "ReportVersion",
    "ReportingRound",
    "RoundUnit",
]
