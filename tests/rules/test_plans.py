"""Who may do what to a plan, when: the whole table, written out."""

from itertools import product

import pytest
from django.utils import timezone

from plans.enums import MemberRole, PlanStatus, StepKind
from plans.exceptions import NotAllowed, NotNow
from plans.models import Delivery, Opinion, Plan, PlanStep
from plans.queries.plans import plans_visible_to
from plans.rules.actor import SYSTEM
from plans.rules.plans import PlanVerb, Relation, may, may_start, relation
from plans.rules.transitions import ROLE_OF_STEP, TABLE
from tests.factories import make_actor, make_draft, make_operator, make_unit, make_user, set_status

#: A letter for every state and step a plan can be in.
STATES = {
    "d": ("draft", ""),
    "b": ("sent_back", ""),
    "c": ("submitted", "content_check"),
    "f": ("submitted", "form_check"),
    "a": ("submitted", "consult"),
    "s": ("submitted", "sign"),
    "m": ("submitted", "number"),  # a unit that numbers before its leader signs
    "n": ("approved", "number"),
    "e": ("approved", "seal"),
    "g": ("approved", "issue"),
    "i": ("issued", ""),
    "w": ("withdrawn", ""),
    "r": ("superseded", ""),
}
ALL = "".join(STATES)
WAY = "cfasmneg"  # on its way: submitted or approved
LEFT = "iwr"  # issued, and perhaps withdrawn or replaced since
NOW = timezone.localtime()
ROLES = (*MemberRole.values, "")
VERBS = {verb.value for verb in PlanVerb}

#: Where the person stands → verb → role → in which states. What is not written may not be done; "all" is every role.
EXPECTED = {
    "own": {
        "view": {"all": ALL},
        "edit": {"drafter": "dba"},
        "remove": {"drafter": "db"},
        "roll_forward": {"drafter": LEFT},
        "record": {"clerk": "db"},
        "submit": {"drafter": "db"},
        "pull_back": {"drafter": "cfasm"},
        "pass": {"checker": "cf"},
        "send_back": {"checker": "cf", "approver": "s", "clerk": "mneg"},
        "ask": {"drafter": "a"},
        "consulted": {"drafter": "a"},
        "remind": {"drafter": WAY},
        "remark": {"all": "db" + WAY},
        "close_remark": {"drafter": "db" + WAY},
        "sign": {"approver": "s"},
        "take_number": {"clerk": "mn"},
        "seal": {"clerk": "eg"},
        "issue": {"clerk": "g"},
        "deliver": {"clerk": "i"},
        "publish": {"clerk": "i"},
        "withdraw": {"clerk": "i", "approver": "i"},
        "amend": {"drafter": "i"},
        "copy": {"clerk": "i"},
    },
    "below": {"view": {"all": LEFT}, "derive": {"drafter": "i"}, "copy": {"clerk": "i"}},
    "above": {"view": {"all": LEFT}, "copy": {"clerk": "i"}},
    "recipient": {"view": {"all": LEFT}, "copy": {"clerk": "i"}},
    "asked": {"view": {"all": ALL}, "opine": {"all": "a"}, "remark": {"all": "a"}},
    "stranger": {},
    "operator": {},
    "no unit": {},
    "system": {
        verb: {"all": states}
        for verb, states in {
            "view": ALL, "edit": "dba", "remove": "db", "derive": "i", "roll_forward": LEFT, "record": "db",
            "submit": "db", "pull_back": "cfasm", "pass": "cf", "send_back": "cfsmneg", "ask": "a", "opine": "a",
            "consulted": "a", "remind": WAY, "remark": "db" + WAY, "close_remark": "db" + WAY, "sign": "s",
            "take_number": "mn", "seal": "eg", "issue": "g", "deliver": "i", "publish": "i",
            "withdraw": "i", "amend": "i", "copy": "i",
        }.items()
    },
}  # fmt: skip
#: From where a plan is looked at, and which column of the table says what is seen from there.
SAME_AS = {"helper": "above", "grandparent": "above", "asked person": "asked", "asked without unit": "asked"}
PLACES = (*EXPECTED, *SAME_AS)


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
        "asked": make_unit("xã Phủ Thông", under=province),
        "asked person": make_unit("xã Bạch Thông", under=province),
        "recipient": make_unit("xã Yên Bình", under=province),
    }


def actor_at(place, role, places):
    if place == "system":
        return SYSTEM
    if place == "operator":
        return make_operator()
    if place in ("no unit", "asked without unit"):
        return make_actor(user=make_user())
    return make_actor(places[place], *([role] if role else []))


def know(plan, places, actors, place):
    """Ask the unit, or each of these persons, for an opinion; send the plan to its recipient."""
    if place == "recipient":
        Delivery.objects.create(plan=plan, name="xã", unit=places[place], created_at=NOW)
    if place.startswith("asked"):
        step = PlanStep.objects.create(plan=plan, position=9, kind="consult")
        units = [{"unit": places["asked"]}] if place == "asked" else []
        people = [{"person_id": one.user_id} for one in actors] if place != "asked" else []
        for at, asked in enumerate([*units, *people]):
            Opinion.objects.create(step=step, name=f"người thứ {at}", **asked)


def expected(place, verb, role, letter):
    by_role = EXPECTED[SAME_AS.get(place, place)].get(verb, {})
    return letter in by_role.get(role, by_role.get("all", ""))


def test_the_table_above_names_every_state_step_verb_and_relation():
    assert {status for status, _ in STATES.values()} == set(PlanStatus.values)
    assert {step for _, step in STATES.values() if step} == set(StepKind.values)
    assert set(EXPECTED["system"]) == VERBS == {verb for column in EXPECTED.values() for verb in column}
    assert {one.value for one in Relation} <= set(EXPECTED)
    assert set(TABLE) == set(PlanVerb)
    assert set(ROLE_OF_STEP) == set(StepKind)


@pytest.mark.parametrize("place", PLACES)
def test_every_verb_in_every_state_and_every_refusal_is_a_sentence(place, places):
    plan = make_draft(places["own"])
    actors = {role: actor_at(place, role, places) for role in ROLES}
    know(plan, places, actors.values(), place)
    wrong, unsaid = [], []
    for letter, (status, step) in STATES.items():
        plan = set_status(plan, status, step=step)
        for verb, role in product(PlanVerb, ROLES):
            decision = may(actors[role], verb, plan)
            if bool(decision) != expected(place, verb.value, role, letter):
                wrong.append((role, verb.value, status, step, decision))
            sentence = decision.reason
            if bool(sentence) == bool(decision) or (sentence and not (sentence[0].isupper() and sentence[-1] == ".")):
                unsaid.append((role, verb.value, status, step, decision))

    assert (wrong, unsaid) == ([], [])


@pytest.mark.parametrize("place", PLACES)
def test_the_one_door_shows_exactly_what_may_be_viewed(place, places):
    actors = [actor_at(place, role, places) for role in ROLES]
    every = [bare_plan(unit, *state, number=at) for unit in places.values() for at, state in enumerate(STATES.values())]
    gone = bare_plan(places["own"], "draft", removed_at=NOW)
    for plan in [*every, gone]:
        know(plan, places, actors, place)

    for actor in actors:
        may_view = {plan.pk for plan in every if may(actor, PlanVerb.VIEW, plan)}
        assert set(plans_visible_to(actor).values_list("pk", flat=True)) == may_view
        assert not may(actor, PlanVerb.VIEW, gone)


def bare_plan(unit, status, step="", *, number=0, **more):
    """A plan without a text, in that state."""
    has_left = status in ("issued", "withdrawn", "superseded")
    facts = {"number": number + 1, "issued_on": NOW.date()} if has_left else {}
    return Plan.objects.create(
        issuing_unit=unit, year=2026, abstract="Triển khai", status=status, step_kind=step, created_at=NOW,
        updated_at=NOW, **facts, **more,
    )  # fmt: skip


#: Verbs that belong to whoever holds the step, with the step they are about.
HOLDERS_VERBS = [
    ("pass", "submitted", "content_check"), ("pass", "submitted", "form_check"), ("send_back", "submitted", "sign"),
    ("sign", "submitted", "sign"), ("take_number", "approved", "number"), ("seal", "approved", "seal"),
    ("seal", "approved", "issue"), ("issue", "approved", "issue"), ("send_back", "approved", "issue"),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "status", "step"), HOLDERS_VERBS)
def test_a_step_that_names_a_person_is_that_persons_whatever_the_role(verb, status, step, places):
    named, others = make_actor(places["own"], "supervisor"), make_actor(places["own"], *MemberRole.values)
    elsewhere = make_actor(places["stranger"], *MemberRole.values)
    plan = set_status(make_draft(places["own"]), status, step=step)
    assert not may(named, PlanVerb(verb), plan)
    assert may(others, PlanVerb(verb), plan)

    plan.holder_id = named.user_id
    assert may(named, PlanVerb(verb), plan)
    with pytest.raises(NotAllowed):
        may(others, PlanVerb(verb), plan).require()

    plan.holder_id = elsewhere.user_id
    with pytest.raises(NotAllowed):
        may(elsewhere, PlanVerb(verb), plan).require()


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


@pytest.mark.parametrize("verb", [PlanVerb.DERIVE, PlanVerb.ROLL_FORWARD, PlanVerb.AMEND])
def test_nothing_is_made_from_an_issued_report_as_from_a_plan(db, verb):
    province = make_unit("tỉnh Thái Nguyên", level="province")
    ward = make_unit("phường Đức Xuân", under=province)
    of_whom = province if verb == PlanVerb.DERIVE else ward
    hoa = make_actor(ward, "drafter")
    plan, report = set_status(make_draft(of_whom), "issued"), make_draft(of_whom, document_type="BÁO CÁO")
    set_status(report, "issued")

    assert may(hoa, verb, plan)
    decision = may(hoa, verb, report)
    assert (decision.allowed, "báo cáo" in decision.reason.lower()) == (False, True)
