"""Reads the picture of a page with Tesseract, where Debian's tesseract-ocr and tesseract-ocr-vie are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from statistics import median
from typing import Any

from plans.exceptions import Unreadable
from plans.importing import refusals

from .words import Page, Word

HOW_TO_INSTALL = "quản trị cần cài gói tesseract-ocr và tesseract-ocr-vie"

_LANGUAGE = "vie"
_DPI = 250
_POINTS = 72 / _DPI
_SECONDS_A_PAGE = 120
# Tesseract's confidence, 0 to 100: below the first a "word" is dirt or the seal, below the second it is told.
_DIRT, _DOUBTFUL = 15, 60
_WORD_LEVEL = "5"
# What Tesseract makes of a drawn rule or a frame; dashes may be bullets.
_RULE = re.compile(r"[_|~=\\]*")


@cache
def is_available() -> bool:
    """Whether Tesseract is here and knows Vietnamese."""
    program = shutil.which("tesseract")
    if not program:
        return False
    try:
        asked = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return _LANGUAGE in asked.stdout.split()


def read_pictures(document: Any, numbers: list[int]) -> tuple[dict[int, Page], int]:
    """The given pages of a PDF read from their pictures, and how many of their words are doubtful."""
    pages: dict[int, Page] = {}
    doubtful = 0
    workers = min(4, os.cpu_count() or 1, len(numbers))
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, len(numbers), workers):
            batch = numbers[start : start + workers]  # PDFium draws one page after the other, Tesseract reads at once
            drawn = [_drawn(document, number) for number in batch]
            for number, (width, height, _), table in zip(
                batch, drawn, pool.map(_recognised, (picture for _, _, picture in drawn)), strict=True
            ):
                words, unsure = _words(table)
                pages[number] = Page(number, width, height, tuple(words), is_scanned=True)
                doubtful += unsure
    return pages, doubtful


def _drawn(document: Any, number: int) -> tuple[float, float, bytes]:
    """The size of a page in points, and its picture in shades of grey (PGM)."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, 10_000 / max(width, height, 1))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            rows = bytes(bitmap.buffer)
            stride, across, down = bitmap.stride, bitmap.width, bitmap.height
        finally:
            bitmap.close()
    finally:
        page.close()
    pixels = b"".join(rows[row * stride : row * stride + across] for row in range(down))
    return width, height, b"P5 %d %d 255\n" % (across, down) + pixels


def _recognised(picture: bytes) -> str:
    """Tesseract's table of words: one line each with its box and confidence."""
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(_DPI), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        raise Unreadable(refusals.OCR_FAILED) from None
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> tuple[list[Word], int]:
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = {}
    doubtful = 0
    for level, _, block, paragraph, line, _, left, top, width, height, confidence, text in _rows(table):
        if level != _WORD_LEVEL or float(confidence) < _DIRT or _RULE.fullmatch(text.strip()):
            continue
        doubtful += float(confidence) < _DOUBTFUL
        box = (float(left) * _POINTS, float(top) * _POINTS, float(width) * _POINTS, float(height) * _POINTS)
        lines.setdefault((block, paragraph, line), []).append((*box, text.strip()))
    return [word for line in lines.values() for word in _on_one_baseline(line)], doubtful


def _rows(table: str) -> Iterator[list[str]]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12:
            yield cells


def _on_one_baseline(line: list[tuple[float, float, float, float, str]]) -> Iterator[Word]:
    """The words of a line of Tesseract's with a common baseline: their own feet differ by the tails of g and p."""
    baseline = median(top + height for _, top, _, height, _ in line)
    size = max(median(height for *_, height, _ in line) * 1.2, 6.0)
    for left, top, width, height, text in line:
        yield Word(text, left, left + width, top, top + height, baseline, size)
