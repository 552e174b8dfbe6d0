"""Reads a plan as a careful official would and says what is wrong with it: content in, findings out."""

from . import agencies, deadlines, form, language, parentage, references, spelling, years  # noqa: F401  (they register)
from .catalogue import (
    Check,
    CheckContext,
    ExpiredDocument,
    Finding,
    Fix,
    ObsoleteTerm,
    Severity,
    all_checks,
    run_checks,
)
from .fixing import apply_fix

__all__ = [
    "Check",
    "CheckContext",
    "ExpiredDocument",
    "Finding",
    "Fix",
    "ObsoleteTerm",
    "Severity",
    "all_checks",
    "apply_fix",
    "run_checks",
]
