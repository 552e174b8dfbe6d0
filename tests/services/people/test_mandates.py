"""Written mandates: kept by who keeps the unit, limited in time, for a holder of the unit's posts."""

from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed
from plans.models import AuditEntry, Mandate
from plans.services.people.mandates import MandateFacts, save_mandate
from tests.factories import make_holding, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate_facts(ward):
    """What a mandate says; a test changes what it is about."""
    holding = make_holding(make_post(ward, "Chánh Văn phòng"), "Nông Văn Tú")

    def of(**more):
        values = {
            "holding": holding,
            "document_number": "12/UBND-UQ",
            "issued_on": date(2026, 5, 4),
            "subject": "Ký các kế hoạch về công tác trẻ em",
            "valid_from": date(2026, 5, 5),
            "valid_until": date(2026, 6, 30),
        } | more
        return MandateFacts(**values)

    return of


def test_a_mandate_is_kept_and_changed_with_one_row_of_the_trail_each(ward, tu, mandate_facts):
    made = save_mandate(ward, None, actor=tu, facts=mandate_facts(document_number=" 12/UBND-UQ "))
    save_mandate(ward, made, actor=tu, facts=mandate_facts(valid_until=date(2026, 7, 31)))

    assert Mandate.objects.values_list("unit", "document_number", "valid_until").get() == (
        ward.pk,
        "12/UBND-UQ",
        date(2026, 7, 31),
    )
    assert [(one.event, one.after) for one in AuditEntry.objects.order_by("pk")][1] == (
        "mandate.saved",
        {"valid_until": "31/7/2026"},
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"document_number": " "}, "document_number"),
        ({"subject": ""}, "subject"),
        ({"valid_until": date(2026, 5, 4)}, "valid_until"),
        ({"issued_on": date(2026, 5, 6)}, "valid_from"),
    ],
)
def test_what_a_mandate_lacks_is_said_at_its_field(ward, tu, mandate_facts, wrong, field):
    with pytest.raises(Invalid) as refusal:
        save_mandate(ward, None, actor=tu, facts=mandate_facts(**wrong))
    assert (list(refusal.value.fields), Mandate.objects.count()) == ([field], 0)


def test_it_is_for_a_holder_of_the_units_own_posts(ward, other_commune, tu, mandate_facts):
    with pytest.raises(Invalid, match="không giữ chức vụ của đơn vị"):
        save_mandate(ward, None, actor=tu, facts=mandate_facts(holding=make_holding(make_post(other_commune))))


def test_only_who_keeps_the_unit_writes_it(ward, hoa, khach, mandate_facts):
    for actor in (hoa, khach):
        with pytest.raises(NotAllowed):
            save_mandate(ward, None, actor=actor, facts=mandate_facts())
