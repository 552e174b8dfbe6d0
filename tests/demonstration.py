"""The demonstration written once for all tests of a module, in a transaction that is taken back after the last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from plans.content.plan import PlanContent
from plans.services.loading.catalogues import load_catalogues
from plans.services.loading.demo import DemoSummary, seed_demo
from plans.services.loading.units import load_units

#: Sơn La, Thái Nguyên, Hải Phòng, Quảng Ngãi: the provinces the demonstration plays in.
PROVINCES = ("14", "19", "31", "51")


def words_instead_of_pages(content: PlanContent) -> bytes:
    """A render that costs nothing."""
    return b"%PDF of " + content.abstract.encode()


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoSummary]:
    """Four provinces, the catalogues and the demonstration; what a test changes is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units(PROVINCES)
        load_catalogues()
        yield seed_demo(render=words_instead_of_pages)
        transaction.set_rollback(True)
