"""The catalogue of checks as the command prints it."""

from io import StringIO

from django.core.management import call_command

from plans.checking import all_checks


def test_list_checks_prints_every_check_once_with_its_code():
    out = StringIO()
    call_command("list_checks", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [check.code for check in all_checks()]
