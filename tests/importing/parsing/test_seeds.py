"""The four seed plans and the samples, where they lie beside the checkout: every fact a careful reader writes down."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.importing.parsing.reading import lost, read, told

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
FACTS = json.loads((Path(__file__).parents[1] / "seed_facts.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed plans do not lie beside this checkout")


def seed(name):
    return (SEEDS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, facts in FACTS.items() for field in facts])
def test_fact_of_a_seed_is_read(name, field):
    assert told(read(seed(name)), field) == FACTS[name][field]


@pytest.mark.parametrize("name", FACTS)
def test_no_letter_of_a_seed_is_lost(name):
    assert lost(seed(name), read(seed(name))) == {}


def test_longest_seed_is_read_in_time():
    longest = max((seed(name) for name in FACTS), key=len)
    started = time.process_time()
    read(longest)

    assert time.process_time() - started < 0.15


def test_samples_are_read_and_nothing_is_invented():
    command = f"{sys.executable} {ROOT / 'manage.py'} import_plan {{file}} --json"
    score = SHARED / "tools/score_import.py"
    done = subprocess.run(
        [sys.executable, score, "--cases", SHARED / "samples", "--command", command, "--min", "0.97"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
