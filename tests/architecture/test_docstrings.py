"""Every module begins by saying in one sentence what it is for."""

import ast

from tests.architecture.source import modules, name


def has_sentence(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = docstring.split("\n\n")[0]
    return bool(sentence[:1].strip()) and sentence.rstrip().endswith((".", "…", ";"))


def test_every_module_begins_with_a_sentence():
    assert [name(path) for path in modules("plans", "thangtreem") if not has_sentence(path)] == []
