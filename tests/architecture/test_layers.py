"""Imports point inwards only."""

from importlinter.cli import lint_imports


def test_imports_keep_every_contract(capsys):
    status = lint_imports(no_cache=True)

    assert status == 0, capsys.readouterr().out
