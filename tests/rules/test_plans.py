"""Who may do what to a plan, when: the whole table, written out."""

from itertools import product

import pytest
from django.utils import timezone

from plans.enums import MemberRole, PlanStatus
from plans.exceptions import NotAllowed, NotNow
from plans.models import Plan
from plans.queries.plans import plans_visible_to
from plans.rules.actor import SYSTEM
from plans.rules.plans import PlanVerb, Relation, may, may_start, relation
from tests.factories import make_actor, make_draft, make_operator, make_unit, make_user

STATUSES = ("draft", "submitted", "sent_back", "approved", "issued", "withdrawn", "superseded")
NOBODY = "......."
ALWAYS = "yyyyyyy"
DRAFT = "y.y...."  # a draft, or one sent back
ISSUED = "....y.."
LEFT = "....yyy"  # issued, and perhaps withdrawn or replaced since

#: Where the person stands → verb → role → in which of STATUSES, in their order. Roles that are not named: "other".
EXPECTED = {
    "own": {
        "view": {"drafter": ALWAYS, "clerk": ALWAYS, "other": ALWAYS},
        "edit": {"drafter": DRAFT, "clerk": NOBODY, "other": NOBODY},
        "remove": {"drafter": DRAFT, "clerk": NOBODY, "other": NOBODY},
        "derive": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "roll_forward": {"drafter": LEFT, "clerk": NOBODY, "other": NOBODY},
        "record": {"drafter": NOBODY, "clerk": DRAFT, "other": NOBODY},
    },
    "below": {
        "view": {"drafter": LEFT, "clerk": LEFT, "other": LEFT},
        "edit": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "remove": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "derive": {"drafter": ISSUED, "clerk": NOBODY, "other": NOBODY},
        "roll_forward": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "record": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
    },
    "above": {
        "view": {"drafter": LEFT, "clerk": LEFT, "other": LEFT},
        "edit": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "remove": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "derive": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "roll_forward": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
        "record": {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY},
    },
    "stranger": {
        verb: {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY}
        for verb in ("view", "edit", "remove", "derive", "roll_forward", "record")
    },
    "operator": {
        verb: {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY}
        for verb in ("view", "edit", "remove", "derive", "roll_forward", "record")
    },
    "no unit": {
        verb: {"drafter": NOBODY, "clerk": NOBODY, "other": NOBODY}
        for verb in ("view", "edit", "remove", "derive", "roll_forward", "record")
    },
    "system": {
        "view": {"drafter": ALWAYS, "clerk": ALWAYS, "other": ALWAYS},
        "edit": {"drafter": DRAFT, "clerk": DRAFT, "other": DRAFT},
        "remove": {"drafter": DRAFT, "clerk": DRAFT, "other": DRAFT},
        "derive": {"drafter": ISSUED, "clerk": ISSUED, "other": ISSUED},
        "roll_forward": {"drafter": LEFT, "clerk": LEFT, "other": LEFT},
        "record": {"drafter": DRAFT, "clerk": DRAFT, "other": DRAFT},
    },
}
#: Which columns are about the same plan seen from: its own unit, a unit below, a unit above, a neighbour …
PLACES = ("own", "below", "helper", "above", "grandparent", "stranger", "operator", "no unit", "system")
ROLES = (*MemberRole.values, "")
SAME_AS = {"helper": "above", "grandparent": "above"}


@pytest.fixture
def places(db):
    """The units: a commune whose plan is looked at, and those around it."""
    central = make_unit("Việt Nam", level="central")
    province = make_unit("tỉnh Thái Nguyên", level="province", under=central)
    commune = make_unit("phường Đức Xuân", under=province)
    return {
        "grandparent": central,
        "above": province,
        "own": commune,
        "below": make_unit("tổ 1", level="hamlet", under=commune),
        "helper": make_unit("Sở Y tế", level="department", under=province, helps_superior=True),
        "stranger": make_unit("xã Chợ Mới", under=province),
    }


def actor_at(place, role, places):
    if place == "system":
        return SYSTEM
    if place == "operator":
        return make_operator()
    if place == "no unit":
        return make_actor(user=make_user())
    return make_actor(places[place], *([role] if role else []))


def set_status(plan, status):
    """Whatever the state needs to satisfy the database."""
    number, day = (plan.pk, "2026-04-28") if status in ("issued", "withdrawn", "superseded") else (None, None)
    Plan.objects.filter(pk=plan.pk).update(status=status, number=number, issued_on=day)
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)


def expected(place, verb, role, status):
    by_role = EXPECTED[SAME_AS.get(place, place)][verb]
    return by_role.get(role, by_role["other"])[STATUSES.index(status)] == "y"


def test_the_table_above_names_every_state_verb_and_relation():
    assert set(STATUSES) == set(PlanStatus.values)
    assert {frozenset(verbs) for verbs in EXPECTED.values()} == {frozenset(PlanVerb)}
    assert {one.value for one in Relation} <= set(EXPECTED)


@pytest.mark.parametrize("place", PLACES)
def test_every_verb_in_every_state_and_every_refusal_is_a_sentence(place, places):
    plan = make_draft(places["own"])
    actors = {role: actor_at(place, role, places) for role in ROLES}
    wrong, unsaid = [], []
    for status, verb, role in product(STATUSES, PlanVerb, ROLES):
        if plan.status != status:
            plan = set_status(plan, status)
        decision = may(actors[role], verb, plan)
        if bool(decision) != expected(place, verb.value, role, status):
            wrong.append((role, verb.value, status, decision))
        sentence = decision.reason
        if bool(sentence) == bool(decision) or (sentence and not (sentence[0].isupper() and sentence[-1] == ".")):
            unsaid.append((role, verb.value, status, decision))

    assert (wrong, unsaid) == ([], [])


@pytest.mark.parametrize("place", PLACES)
def test_the_one_door_shows_exactly_what_may_be_viewed(place, places):
    every = [set_status(make_draft(unit), status) for unit in places.values() for status in STATUSES]
    gone = make_draft(places["own"])
    Plan.objects.filter(pk=gone.pk).update(removed_at=timezone.localtime())

    every.append(Plan.objects.get(pk=gone.pk))

    for actor in [actor_at(place, role, places) for role in ROLES]:
        may_view = {plan.pk for plan in every if may(actor, PlanVerb.VIEW, plan)}
        assert set(plans_visible_to(actor).values_list("pk", flat=True)) == may_view
        assert gone.pk not in may_view


def test_a_helper_reads_what_its_superior_issued_and_derives_from_it(places):
    plan = set_status(make_draft(places["above"]), "issued")
    helper = actor_at("helper", "drafter", places)

    assert relation(helper, places["above"]) == Relation.BELOW
    assert may(helper, PlanVerb.DERIVE, plan)


def test_a_neighbour_that_helps_nobody_stays_a_stranger(places):
    department = make_unit("Sở Nội vụ", level="department", under=places["above"])

    assert relation(make_actor(department, "drafter"), places["own"]) == Relation.STRANGER


@pytest.mark.parametrize("verb", PlanVerb)
@pytest.mark.parametrize("who", ["drafter", "clerk", "system"])
def test_a_removed_draft_is_closed_to_everybody(verb, who, places):
    plan = make_draft(places["own"])
    plan.removed_at = timezone.localtime()
    actor = SYSTEM if who == "system" else make_actor(places["own"], who)

    with pytest.raises(NotNow, match=r"^Dự thảo này đã xóa\.$"):
        may(actor, verb, plan).require()


def test_refusals_tell_not_you_from_not_now(hoa, mai, khach, ward):
    plan = make_draft(ward)

    with pytest.raises(NotAllowed, match="Chỉ văn thư của đơn vị"):
        may(hoa, PlanVerb.RECORD, plan).require()
    with pytest.raises(NotAllowed, match="không thuộc phạm vi của đơn vị"):
        may(khach, PlanVerb.VIEW, plan).require()
    plan = set_status(plan, "approved")
    with pytest.raises(NotNow, match="không còn là dự thảo"):
        may(hoa, PlanVerb.EDIT, plan).require()
    with pytest.raises(NotNow, match="đang trình, đã duyệt hoặc đã ban hành"):
        may(mai, PlanVerb.RECORD, plan).require()


@pytest.mark.parametrize(
    ("who", "allowed"), [("hoa", True), ("binh", False), ("khach", False), ("lan", False), ("system", True)]
)
def test_a_units_drafter_may_start(who, allowed, ward, request):
    actor = SYSTEM if who == "system" else request.getfixturevalue(who)
    decision = may_start(actor, ward)

    assert decision.allowed == allowed
    assert (decision.reason == "") == allowed


@pytest.mark.parametrize("who", ["hoa", "system"])
def test_nobody_starts_for_a_closed_unit(who, ward, request):
    actor = SYSTEM if who == "system" else request.getfixturevalue(who)
    ward.closed_on = "2025-06-30"

    with pytest.raises(NotNow, match=r"^UBND phường Đức Xuân đã ngừng hoạt động; chọn đơn vị kế thừa để soạn\.$"):
        may_start(actor, ward).require()
