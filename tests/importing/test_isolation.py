"""What a file does to the process that reads it, the portal hears as one sentence and keeps nothing of."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from plans.documents.pdf import render_pdf
from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.isolation import read_in_child, work_in_child
from plans.importing.reading import read_file
from tests.documents import samples
from tests.importing.files import pdf_with, word_with

MEGABYTE = 1024 * 1024


@pytest.fixture
def stored(tmp_path):
    """A function that keeps bytes in a file."""

    def keep(data):
        path = tmp_path / "uploaded"
        path.write_bytes(data)
        return path

    return keep


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path, monkeypatch):
    """No file, no process and no zombie of a child outlives its reading."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.glob("thangtreem-*")) == []
    assert _children() == []


def _children():
    """The processes whose parent is this one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == os.getpid():
            found.append(status.parent.name)
    return found


def refusal_of(path, work="", **limits):
    with pytest.raises(Unreadable) as refused:
        work_in_child(path, "a", work, **limits)
    return refused.value.message


@pytest.mark.parametrize(
    "data",
    ["Kế hoạch\nMục đích".encode(), word_with("Kế hoạch"), pdf_with([(72, 700, 12, "F", b"Ke hoach trien khai")])],
)
def test_the_child_reads_what_would_be_read_here(stored, data):
    path = stored(data)

    assert read_in_child(path, "a") == read_file(path, file_name="a")


def test_a_refusal_comes_through_with_its_sentence(stored):
    assert refusal_of(stored(b"")) == refusals.EMPTY


def test_names_with_odd_letters_are_only_names(stored):
    assert read_in_child(stored(b"Noi dung"), "--help; rm -rf ~ 'ế\n\".txt").lines[0].text == "Noi dung"


def test_work_is_done_in_the_child_and_its_answer_comes_back(stored):
    answer = work_in_child(stored("Kế hoạch".encode()), "a.txt", "plans.importing.codec:to_json")

    assert answer.result["lines"][0]["text"] == "Kế hoạch"
    assert answer.result["kind"] == answer.document.kind == "text"


def test_only_the_portals_own_functions_are_work(stored):
    assert refusal_of(stored(b"Noi dung"), "os:system") == refusals.CRASHED


def test_a_file_that_takes_too_long_is_stopped_in_time(stored):
    begun = time.monotonic()

    assert refusal_of(stored(b"Noi dung"), seconds=0.01) == refusals.TOO_SLOW.format(seconds="0.01")
    assert time.monotonic() - begun < 20


def test_a_child_without_enough_memory_is_refused(stored):
    text = ("Kế hoạch triển khai Tháng hành động vì trẻ em\n" * 20_000).encode()

    assert refusal_of(stored(text), memory=40 * MEGABYTE) in {refusals.TOO_MUCH_MEMORY, refusals.CRASHED}


def test_a_child_that_dies_is_refused(stored):
    assert refusal_of(stored(b"Noi dung"), "plans.importing.codec:no_such_function") == refusals.CRASHED


def test_reading_a_long_pdf_takes_little_memory(stored):
    answer = work_in_child(stored(render_pdf(samples.ALL["long"])), "a.pdf", "")

    assert answer.document.pages == 10
    assert answer.peak_bytes < 250 * MEGABYTE
