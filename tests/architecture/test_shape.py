"""Modules, functions and folders stay small enough to read in one go, and are named after what they do."""

import ast
from collections import Counter

import pytest

from tests.architecture.source import modules, name

PRODUCTION = modules("plans", "thangtreem")
TESTS = modules("tests")
JUNK_DRAWERS = {"common", "data", "helper", "helpers", "info", "manager", "misc", "util", "utils"}


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_production_modules_have_at_most_400_lines():
    assert {name(path): length(path) for path in PRODUCTION if length(path) > 400} == {}


def test_settings_have_at_most_250_lines():
    assert [name(path) for path in PRODUCTION if path.name == "settings.py" and length(path) > 250] == []


def test_test_modules_have_at_most_600_lines():
    assert {name(path): length(path) for path in TESTS if length(path) > 600} == {}


def test_functions_have_at_most_50_lines():
    long = {
        f"{name(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in PRODUCTION
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 50
    }

    assert long == {}


def test_folders_have_at_most_12_modules():
    # Django finds commands in one folder only, a module each.
    counted = [one for one in PRODUCTION + TESTS if one.name != "__init__.py" and one.parent.name != "commands"]
    per_folder = Counter(path.parent for path in counted)

    assert {name(folder): count for folder, count in per_folder.items() if count > 12} == {}


@pytest.mark.parametrize("path", PRODUCTION + TESTS, ids=name)
def test_no_module_is_a_junk_drawer(path):
    assert not JUNK_DRAWERS & {path.stem, path.parent.name}
