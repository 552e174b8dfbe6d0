"""`manage.py seed_demo`."""

import pytest
from django.core.management.base import CommandError

from plans.models import Plan, User
from plans.services.loading.catalogues import load_catalogues
from plans.services.loading.units import load_units


def test_writes_the_demonstration_with_real_pages_and_then_finds_it_there(run, settings):
    settings.DEMO = True
    load_units(["14", "19", "31", "51"])
    load_catalogues()

    assert run("seed_demo").startswith("Bản trình diễn: thêm 12 đơn vị, 9 người, 6 kế hoạch.")
    assert bytes(Plan.objects.get(short_name="thai-nguyen-2026").versions.get().pdf).startswith(b"%PDF")
    assert run("seed_demo").startswith("Bản trình diễn: thêm 0 đơn vị, 0 người, 0 kế hoạch.")


def test_a_portal_that_is_no_demonstration_refuses(run, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="đặt THANGTREEM_DEMO=True"):
        run("seed_demo")

    assert not User.objects.exists()
