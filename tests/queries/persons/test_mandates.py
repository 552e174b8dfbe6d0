"""The mandate that covers a holder on a day."""

from datetime import date

import pytest

from plans.models import Mandate
from plans.queries.persons.mandates import mandate, mandate_for, mandates
from tests.factories import make_actor, make_holding, make_post

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 30)


@pytest.fixture
def holding(ward):
    return make_holding(make_post(ward, "Chánh Văn phòng"), "Nông Văn Tú", valid_until=date(2026, 6, 15))


def made(holding, number="12/UBND-UQ", *, issued_on=MAY, valid_from=MAY, valid_until=JUNE):
    return Mandate.objects.create(
        unit=holding.post.unit,
        holding=holding,
        document_number=number,
        issued_on=issued_on,
        subject="Ký kế hoạch",
        valid_from=valid_from,
        valid_until=valid_until,
    )


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2026, 4, 30), False),
        (MAY, True),
        (date(2026, 6, 15), True),
        (date(2026, 6, 16), False),
    ],
    ids=["before", "first day", "last day of the post", "after the post"],
)
def test_it_covers_its_days_while_the_post_is_held(holding, day, covered):
    one = made(holding)

    assert mandate_for(holding, day) == (one if covered else None)


def test_it_ends_on_its_last_day(holding):
    holding.valid_until = None
    holding.save()
    one = made(holding)

    assert [mandate_for(holding, day) for day in (JUNE, date(2026, 7, 1))] == [one, None]


def test_the_newest_of_several_counts_and_anothers_never(holding, ward):
    made(holding)
    newer = made(holding, "15/UBND-UQ", issued_on=date(2026, 5, 10), valid_from=date(2026, 5, 11))
    other = make_holding(make_post(ward, "Phó Chánh Văn phòng"), "Lý Thị Mai")

    assert [one and one.document_number for one in (mandate_for(holding, day) for day in (MAY, JUNE))] == [
        "12/UBND-UQ",
        None,
    ]
    assert mandate_for(holding, date(2026, 5, 13)) == newer
    assert mandate_for(other, date(2026, 5, 13)) is None


def test_the_unit_and_who_keeps_it_see_them(holding, hoa, khach, ward, province):
    one = made(holding)
    above, beside = make_actor(province, "administrator"), make_actor(province, "drafter")

    assert [list(mandates(actor, ward)) for actor in (hoa, above, khach, beside)] == [[one], [one], [], []]
    assert [mandate(actor, one.pk) for actor in (hoa, above, khach)] == [one, one, None]
    assert mandate(hoa, 0) is None
