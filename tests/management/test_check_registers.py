"""`manage.py check_registers`: quiet agreement, or sentences and exit code 1."""

import pytest
from django.core.management import CommandError

from plans.models import RegisterEntry
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_other_number
from tests.factories import TODAY, make_unit


@pytest.fixture
def units(settings, db):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY
    units = [make_unit("phường Đức Xuân", code="01840"), make_unit("xã Chợ Mới", code="02038")]
    for unit in units:
        take_other_number(unit, actor=SYSTEM, document_type="Thông báo", abstract="Về họp")
    return units


def test_it_says_how_many_registers_agree(run, units):
    assert run("check_registers") == "2 sổ khớp với các kế hoạch.\n"
    assert run("check_registers", "--unit=01840", "--year=2026") == "1 sổ khớp với các kế hoạch.\n"


def test_it_ends_with_1_and_a_sentence_for_each_disagreement(run, units, capsys):
    RegisterEntry.objects.filter(series__unit=units[1]).delete()

    with pytest.raises(CommandError, match=r"^1 chỗ sổ văn bản đi và kế hoạch không khớp\.$") as ended:
        run("check_registers")
    assert ended.value.returncode == 1
    with pytest.raises(CommandError):
        run("check_registers", "--unit=02038")
    assert run("check_registers", "--unit=01840") == "1 sổ khớp với các kế hoạch.\n"
