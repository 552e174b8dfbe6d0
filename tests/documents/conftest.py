"""Printed documents for tests: rendered once, and any warning of the renderer is a failure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from plans.content.plan import PlanContent
from plans.documents.pdf import render_pdf
from tests.documents import reading, samples

_WATCHED = ("weasyprint", "fontTools", "plans.documents")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def no_warnings() -> Iterator[None]:
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in _WATCHED]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
    assert collector.messages == []


@pytest.fixture
def renders_clean() -> Iterator[None]:
    """A render that warns has failed: a property nobody knows, a font that does not load, a glyph that is missing."""
    with no_warnings():
        yield


@pytest.fixture(scope="session")
def printed_samples() -> dict[str, bytes]:
    """The four sample plans as PDF, rendered without a warning."""
    with no_warnings():
        return {name: render_pdf(content) for name, content in samples.ALL.items()}


@pytest.fixture(scope="session")
def sample_sheets(printed_samples: dict[str, bytes]) -> dict[str, list[reading.Sheet]]:
    """The pages of the four samples, measured."""
    return {name: reading.sheets(pdf) for name, pdf in printed_samples.items()}


@pytest.fixture
def sheets_of(renders_clean: None) -> Callable[[PlanContent], list[reading.Sheet]]:
    """Print a plan without a warning and measure its pages."""
    return lambda content: reading.sheets(render_pdf(content))
