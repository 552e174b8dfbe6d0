"""Who may do what to a copy: a plan of another unit that some unit kept from a file."""

from itertools import product

import pytest

from plans.enums import MemberRole
from plans.models import Plan
from plans.queries.plans import plans_visible_to
from plans.rules.actor import SYSTEM
from plans.rules.plans import PlanVerb, Relation, may, stands
from tests.factories import make_actor, make_copy, make_draft, make_unit

#: Who keeps the copy or stands around it → the verbs a drafter may do; the other roles may only view, and the clerk
#: make a certified copy.
DRAFTER_MAY = {
    "keeper": {"view", "derive"},
    "below the keeper": {"view", "derive"},
    "issuer": set(),
    "helper of the issuer": set(),
    "neighbour of the keeper": set(),
    "above the issuer": set(),
    "nobody": set(),
}


@pytest.fixture
def places(db):
    central = make_unit("Việt Nam", level="central")
    province = make_unit("tỉnh Thái Nguyên", level="province", under=central)
    ward = make_unit("phường Đức Xuân", under=province)
    return {
        "above the issuer": central,
        "issuer": province,
        "helper of the issuer": make_unit("Sở Y tế", level="department", under=province, helps_superior=True),
        "keeper": ward,
        "below the keeper": make_unit("trường Tiểu học", level="school", under=ward),
        "neighbour of the keeper": make_unit("xã Chợ Mới", under=province),
        "nobody": None,
    }


@pytest.fixture
def copy(places):
    return make_copy(places["issuer"], by=places["keeper"])


def actor_at(place, role, places):
    return make_actor(places[place], role) if places[place] else make_actor()


@pytest.mark.parametrize("place", DRAFTER_MAY)
def test_only_the_keeper_and_those_below_read_it_and_draft_from_it(place, places, copy):
    allowed = {
        (role, verb.value)
        for role, verb in product(MemberRole.values, PlanVerb)
        if may(actor_at(place, role, places), verb, copy)
    }

    everyone = {(role, "view") for role in MemberRole.values} if "view" in DRAFTER_MAY[place] else set()
    clerk = {("clerk", "copy")} if "view" in DRAFTER_MAY[place] else set()
    assert allowed == everyone | clerk | {("drafter", verb) for verb in DRAFTER_MAY[place]}


@pytest.mark.parametrize("place", DRAFTER_MAY)
def test_the_one_door_agrees(place, places, copy):
    make_copy(places["issuer"], by=places["neighbour of the keeper"])
    make_draft(places["issuer"])
    actor = actor_at(place, "drafter", places)

    seen = set(plans_visible_to(actor).values_list("pk", flat=True))
    assert seen == {plan.pk for plan in Plan.objects.select_related("recorded_by") if may(actor, PlanVerb.VIEW, plan)}
    assert (copy.pk in seen) == ("view" in DRAFTER_MAY[place])


def test_it_is_never_the_issuers_own(places, copy):
    assert stands(make_actor(places["issuer"], "drafter"), copy) == Relation.STRANGER


def test_the_portal_itself_may_derive_from_it(copy):
    assert may(SYSTEM, PlanVerb.DERIVE, copy)
