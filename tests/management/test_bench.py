"""What `manage.py bench` measures on; `make lint` sees that it runs, and how fast anything is, is nobody's test."""

import pytest

from plans.content.plan import PlanContent
from plans.management.bench_data import grown
from tests.deriving.papers import WARD
from tests.factories import item


@pytest.mark.parametrize("count", [2, 5, 40])
def test_a_plan_grows_to_the_number_of_items_asked_for(count):
    content = PlanContent(issuer=WARD, year=2026, abstract="", items=(item("a", "Một", item("b", "Hai")),))

    assert sum(1 for _ in grown(content, count).walk()) == count
    assert len({one.key for one in grown(content, count).walk()}) == count
