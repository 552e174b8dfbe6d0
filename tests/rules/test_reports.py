"""Who may do what to a report and to a round: role × status × verb × side, and the one door that agrees with it."""

from itertools import product

import pytest

from plans.enums import MemberRole, ReportStatus
from plans.models import Report
from plans.queries.reporting.reports import reports_visible_to, rounds_visible_to
from plans.rules.actor import SYSTEM, Actor
from plans.rules.reports import TABLE, ReportVerb, RoundVerb, Side, collects, may_report, may_round, side_of
from tests.factories import make_actor, make_operator, make_unit, make_user
from tests.report_rows import make_form, make_report, make_round

pytestmark = pytest.mark.django_db

OPEN, CLOSED = {"drafting", "returned"}, {"filed", "accepted"}
ALL = OPEN | CLOSED
DRAFTER, FOLLOWER = {"drafter"}, {"supervisor"}

#: Verb: side that may, its roles (empty: any), and the states. Everything else is refused.
ALLOWED = {
    ("view", "own"): (set(), ALL),
    ("view", "receiver"): (set(), ALL),
    ("view", "above"): (set(), ALL),
    ("edit", "own"): (DRAFTER, OPEN),
    ("file", "own"): (DRAFTER, OPEN),
    ("supplement", "own"): (DRAFTER, CLOSED),
    ("type_in", "receiver"): (DRAFTER | FOLLOWER, OPEN),
    ("link", "receiver"): (DRAFTER | FOLLOWER, OPEN),
    ("accept", "receiver"): (FOLLOWER, {"filed"}),
    ("return", "receiver"): (FOLLOWER, CLOSED),
}
ROUND_ALLOWED = {
    "view": set(MemberRole.values),
    "save": {"supervisor", "administrator"},
    "review": FOLLOWER,
    "except": FOLLOWER,
    "remind": FOLLOWER,
    "consolidate": DRAFTER | FOLLOWER,
}


@pytest.fixture
def ministry(db):
    return make_unit("trung ương", level="central")


@pytest.fixture
def tree(ministry):
    """The ward owes to its province, whose health department helps it; a ministry above, a school below, a neighbour
    and another province beside."""
    province = make_unit("tỉnh Thái Nguyên", level="province", under=ministry)
    ward = make_unit("phường Đức Xuân", under=province)
    return {
        "ministry": ministry,
        "province": province,
        "department": make_unit("Sở Y tế", level="department", under=province, helps_superior=True),
        "finance": make_unit("Sở Tài chính", level="department", under=province),
        "ward": ward,
        "school": make_unit("trường Tiểu học", level="school", under=ward),
        "neighbour": make_unit("xã Chợ Mới", under=province),
        "elsewhere": make_unit("tỉnh Khác", level="province", under=ministry),
    }


@pytest.fixture
def report(tree):
    return make_report(make_round(tree["province"]), tree["ward"], status="filed")


SIDES = {
    "ward": Side.OWN,
    "province": Side.RECEIVER,
    "department": Side.RECEIVER,
    "ministry": Side.ABOVE,
    "finance": Side.STRANGER,
    "school": Side.STRANGER,
    "neighbour": Side.STRANGER,
    "elsewhere": Side.STRANGER,
}


def person(unit, *roles):
    """Somebody with these roles there, without a row for the account."""
    scope = unit.path[:-4] if unit.helps_superior else unit.path
    return Actor(
        user_id=1, full_name="Ai", unit_id=unit.pk, unit_path=unit.path, scope_path=scope, roles=frozenset(roles)
    )


# --- the table --------------------------------------------------------------------------------------------------------


def test_where_everybody_stands(tree, report):
    for unit in tree.values():
        unit.refresh_from_db()

    assert {name: side_of(person(unit), report) for name, unit in tree.items()} == SIDES


def test_every_role_status_verb_and_side(tree, report):
    wrong = []
    for name, role, status, verb in product(tree, (None, *MemberRole.values), ReportStatus.values, ReportVerb):
        report.status = status
        actor = person(tree[name], *([role] if role else []))
        roles, states = ALLOWED.get((verb.value, SIDES[name].value), (set(), set()))
        expected = status in states and (not roles or role in roles)
        if may_report(actor, verb, report).allowed != expected:
            wrong.append((name, role, status, verb.value, expected))

    assert wrong == []


def test_every_refusal_says_why_in_one_sentence(tree, report):
    said = set()
    for name, status, verb in product(tree, ReportStatus.values, ReportVerb):
        report.status = status
        decision = may_report(person(tree[name]), verb, report)
        said.add(decision.reason if not decision else "-")

    assert {one.count(".") for one in said - {"-"}} == {1}
    assert all(one.endswith(".") for one in said - {"-"})


def test_the_right_person_at_the_wrong_time_hears_when_the_wrong_person_why(tree, report):
    hoa, lan = person(tree["ward"], "drafter"), person(tree["department"], "supervisor")

    now = [may_report(*one) for one in ((hoa, ReportVerb.EDIT, report), (lan, ReportVerb.TYPE_IN, report))]
    you = [may_report(*one) for one in ((lan, ReportVerb.EDIT, report), (hoa, ReportVerb.ACCEPT, report))]

    assert [one.is_timing for one in (*now, *you)] == [True, True, False, False]
    assert [one.reason for one in you] == [
        "Chỉ người soạn thảo của đơn vị mới lập và gửi được báo cáo này.",
        "Chỉ người theo dõi của nơi nhận báo cáo mới làm được việc này.",
    ]


def test_the_table_has_every_verb_and_the_portal_itself_is_held_by_the_states_alone(report):
    assert set(TABLE) == set(ReportVerb)
    allowed = {}
    for status in ReportStatus.values:
        report.status = status
        allowed[status] = {verb.value for verb in ReportVerb if may_report(SYSTEM, verb, report)}

    assert allowed == {
        "drafting": {"view", "edit", "file", "type_in", "link"},
        "returned": {"view", "edit", "file", "type_in", "link"},
        "filed": {"view", "supplement", "accept", "return"},
        "accepted": {"view", "supplement", "return"},
    }


def test_an_operator_without_a_unit_sees_no_report(report):
    operator = make_operator()

    assert side_of(operator, report) == Side.STRANGER
    assert [may_report(operator, verb, report).allowed for verb in ReportVerb] == [False] * len(ReportVerb)
    assert (reports_visible_to(operator).count(), rounds_visible_to(operator).count()) == (0, 0)


# --- rounds -----------------------------------------------------------------------------------------------------------


def test_every_role_and_verb_of_a_round(tree, report):
    round_, wrong = report.round, []
    sees = {"province", "department", "ministry", "ward", "school", "neighbour", "finance"}
    for name, role, verb in product(tree, MemberRole.values, RoundVerb):
        expected = role in ROUND_ALLOWED[verb.value] and (
            name in sees if verb == RoundVerb.VIEW else name in ("province", "department")
        )
        if may_round(person(tree[name], role), verb, round_).allowed != expected:
            wrong.append((name, role, verb.value, expected))

    assert wrong == []
    assert all(may_round(SYSTEM, verb, round_) for verb in RoundVerb)


def test_who_helps_one_province_collects_nothing_for_another(tree):
    lan = person(tree["department"], "supervisor")

    assert [collects(lan, tree[name]) for name in ("province", "department", "elsewhere", "ward")] == [
        True, True, False, False,
    ]  # fmt: skip


# --- the one door -----------------------------------------------------------------------------------------------------


def test_the_door_to_reports_agrees_with_the_table(tree):
    form = make_form()
    for receiver, units in (("province", ("ward", "neighbour", "department")), ("ward", ("school",))):
        round_ = make_round(tree[receiver], form=form)
        for name, status in zip(units, ("filed", "drafting", "accepted"), strict=False):
            make_report(round_, tree[name], status=status)
    make_report(make_round(tree["elsewhere"], form=form), make_unit("xã Xa", under=tree["elsewhere"]))
    every = list(Report.objects.select_related("unit", "round__receiver"))

    for unit in tree.values():
        unit.refresh_from_db()
        actor = make_actor(unit, "drafter", user=make_user("Ai"))
        allowed = {one for one in every if may_report(actor, ReportVerb.VIEW, one)}
        assert set(reports_visible_to(actor)) == allowed, unit
    assert set(reports_visible_to(SYSTEM)) == set(every)


def test_the_door_to_rounds_agrees_with_the_rule(tree):
    form = make_form()
    rounds = [make_round(tree[name], form=form) for name in ("ministry", "province", "ward", "elsewhere")]

    for unit in tree.values():
        unit.refresh_from_db()
        actor = make_actor(unit, "drafter", user=make_user("Ai"))
        allowed = {one for one in rounds if may_round(actor, RoundVerb.VIEW, one)}
        # A unit owes nothing to one that is not above it, and sees its own rounds and those below.
        assert set(rounds_visible_to(actor)) == allowed, unit
