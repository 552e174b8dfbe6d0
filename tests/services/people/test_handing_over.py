"""Handing over: exactly the leaver's open work in this unit moves, in one action; roles and posts end on the day."""

from datetime import date

import pytest

from plans import clock
from plans.exceptions import Invalid, NotAllowed
from plans.models import (
    AuditEntry,
    Membership,
    Notice,
    Opinion,
    Plan,
    PlanStep,
    RouteStep,
    User,
)
from plans.queries.persons.handover import open_work
from plans.services.notifying import notify
from plans.services.people.handing_over import Moved, hand_over
from tests.factories import (
    TODAY,
    make_draft,
    make_holding,
    make_issued,
    make_membership,
    make_post,
    make_user,
)

pytestmark = pytest.mark.django_db
LAST = date(2026, 5, 31)
REASON = "chuyển công tác"


@pytest.fixture
def leaver(ward):
    return make_membership(make_user("Nguyễn Thị Hoa"), ward, "drafter").user


@pytest.fixture
def successor(ward):
    return make_membership(make_user("Lý Thị Mai", email="mai@example.vn"), ward, "clerk").user


@pytest.fixture
def over(ward, tu, leaver, successor):
    """Hand over from Hoa to Mai; a test changes what it is about."""

    def act(**more):
        values = {"actor": tu, "leaver": leaver, "successor": successor, "last_day": LAST, "reason": REASON} | more
        return hand_over(ward, **values)

    return act


def plan_at(unit, status, *, step="", holder=None, person=None, **more):
    """A plan in that state, whose one step names `person`."""
    plan = make_draft(unit)
    values = {"status": status, "step_kind": step, "holder": holder, "updated_by": None, "created_by": None} | more
    Plan.objects.filter(pk=plan.pk).update(**values)
    if step:
        row = PlanStep(plan=plan, position=1, kind=step, state="current", person=person, started_at=clock.now())
        row.save()
    return Plan.objects.get(pk=plan.pk)


def drafts(leaver, other, ward, elsewhere):
    """What a plan is: how it is made, and whether it moves."""
    removed = {"removed_at": clock.now(), "updated_by": leaver}
    return {
        "draft last edited": (plan_at(ward, "draft", updated_by=leaver), True),
        "draft begun, never edited": (plan_at(ward, "draft", created_by=leaver), True),
        "draft begun, edited by another": (plan_at(ward, "draft", created_by=leaver, updated_by=other), False),
        "sent back": (plan_at(ward, "sent_back", updated_by=leaver), True),
        "submitted": (plan_at(ward, "submitted", step="sign", updated_by=leaver), True),
        "approved": (plan_at(ward, "approved", step="number", updated_by=leaver), True),
        "another's": (plan_at(ward, "draft", updated_by=other), False),
        "removed": (plan_at(ward, "draft", **removed), False),
        "in another unit": (plan_at(elsewhere, "draft", updated_by=leaver), False),
    }


def test_exactly_the_open_plans_of_this_unit_move(ward, other_commune, leaver, successor, over):
    made = drafts(leaver, make_user("Người khác"), ward, other_commune)
    issued = make_issued(ward)
    Plan.objects.filter(pk=issued.pk).update(updated_by=leaver)
    before = dict(Plan.objects.values_list("pk", "updated_by"))

    moved = over()

    after = dict(Plan.objects.values_list("pk", "updated_by"))
    assert {name: after[plan.pk] == successor.pk for name, (plan, _) in made.items()} == {
        name: moves for name, (_, moves) in made.items()
    }
    assert (after[issued.pk], moved.plans) == (before[issued.pk], 5)
    assert Plan.objects.get(pk=made["draft begun, never edited"][0].pk).created_by == leaver


def test_open_steps_that_name_the_leaver_move_and_the_past_stays(ward, other_commune, leaver, successor, over):
    mine = plan_at(ward, "submitted", step="content_check", holder=leaver, person=leaver)
    PlanStep.objects.create(plan=mine, position=2, kind="form_check", state="waiting", person=leaver)
    PlanStep.objects.create(
        plan=mine, position=3, kind="consult", state="done", person=leaver, done_at=clock.now(), done_by=leaver
    )
    nobodys = plan_at(ward, "submitted", step="sign")
    elsewhere = plan_at(other_commune, "submitted", step="sign", holder=leaver, person=leaver)
    RouteStep.objects.create(unit=ward, kind="content_check", person=leaver)
    RouteStep.objects.create(unit=other_commune, kind="content_check", person=leaver)

    moved = over()

    assert (moved.steps, moved.routes) == (2, 1)
    assert list(mine.steps.values_list("kind", "person")) == [
        ("content_check", successor.pk),
        ("form_check", successor.pk),
        ("consult", leaver.pk),
    ]
    assert [Plan.objects.get(pk=one.pk).holder for one in (mine, nobodys, elsewhere)] == [successor, None, leaver]
    assert list(RouteStep.objects.order_by("unit").values_list("person", flat=True)) == [successor.pk, leaver.pk]


def asked(plan, person, name, **more):
    """An opinion asked of a person at the plan's current step."""
    return Opinion.objects.create(step=plan.steps.get(state="current"), person=person, name=name, **more)


def test_opinions_not_given_yet_move_once(ward, other_commune, leaver, successor, over):
    here, there = (plan_at(unit, "submitted", step="consult") for unit in (ward, other_commune))
    pending = asked(here, leaver, "Nguyễn Thị Hoa")
    for_unit = asked(there, leaver, "Nguyễn Thị Hoa", unit=ward)
    both = plan_at(ward, "submitted", step="consult")
    twice = asked(both, leaver, "Nguyễn Thị Hoa")
    asked(both, successor, "Lý Thị Mai")
    given = asked(
        plan_at(ward, "submitted", step="consult"), leaver, "Nguyễn Thị Hoa", stance="agrees", given_at=clock.now()
    )
    foreign = asked(plan_at(other_commune, "submitted", step="consult"), leaver, "Nguyễn Thị Hoa")

    assert over().opinions == 2
    now = {one.pk: (one.person_id, one.name) for one in Opinion.objects.all()}
    assert [now[one.pk] for one in (pending, for_unit)] == [(successor.pk, "Lý Thị Mai")] * 2
    assert [now[one.pk] for one in (twice, given, foreign)] == [(leaver.pk, "Nguyễn Thị Hoa")] * 3


def test_unseen_notices_of_this_unit_move_and_their_letters_with_them(ward, other_commune, leaver, successor, over):
    User.objects.filter(pk=leaver.pk).update(email="hoa@example.vn")
    leaver.refresh_from_db()
    for unit, text in ((ward, "ở đây"), (other_commune, "ở xã khác"), (ward, "đã xem")):
        notify([leaver], text=text, unit_id=unit.pk)
    Notice.objects.filter(text="đã xem").update(read_at=clock.now())

    assert over().notices == 1
    assert set(Notice.objects.values_list("text", "user", "mail")) == {
        ("ở đây", successor.pk, "waiting"),
        ("ở xã khác", leaver.pk, "waiting"),
        ("đã xem", leaver.pk, "waiting"),
        ("Nhận bàn giao từ Nguyễn Thị Hoa ở UBND phường Đức Xuân: 0 việc (chuyển công tác)", successor.pk, "waiting"),
    }


def test_a_successor_without_mail_gets_no_letters(ward, leaver, successor, over):
    User.objects.update(email="a@example.vn")
    leaver.refresh_from_db()
    notify([leaver], text="ở đây", unit_id=ward.pk)
    User.objects.filter(pk=successor.pk).update(wants_mail=False)
    successor.refresh_from_db()

    over(successor=successor)

    assert Notice.objects.get(text="ở đây").mail == "none"


def test_roles_and_posts_end_on_the_day_and_only_here(ward, other_commune, leaver, successor, over):
    make_membership(leaver, ward, "checker", valid_until=date(2026, 1, 31))
    make_membership(leaver, ward, "supervisor", valid_from=date(2026, 9, 1))
    elsewhere = make_membership(leaver, other_commune, "drafter")
    post = make_holding(make_post(ward), "Nguyễn Thị Hoa", user=leaver)
    kept = make_holding(make_post(other_commune), "Nguyễn Thị Hoa", user=leaver)

    moved = over(gives_roles=False)

    assert set(leaver.memberships.values_list("unit", "role", "valid_until")) == {
        (ward.pk, "drafter", LAST),
        (ward.pk, "checker", date(2026, 1, 31)),
        (other_commune.pk, "drafter", elsewhere.valid_until),
    }
    for row in (post, kept):
        row.refresh_from_db()
    assert (post.valid_until, kept.valid_until) == (LAST, None)
    assert (moved.roles, moved.posts) == (2, 1)
    assert list(successor.memberships.values_list("role", flat=True)) == ["clerk"]


def test_the_successor_gets_the_missing_roles_from_today(ward, leaver, successor, over):
    make_membership(leaver, ward, "clerk")

    over()

    assert sorted(successor.memberships.values_list("role", "valid_from")) == [("clerk", None), ("drafter", TODAY)]


def test_one_row_of_the_trail_says_everything(ward, tu, leaver, successor, over):
    plan_at(ward, "draft", updated_by=leaver)

    assert over() == Moved(plans=1, steps=0, routes=0, opinions=0, notices=0, roles=1, posts=0)
    entry = AuditEntry.objects.get(event="person.handed_over")
    assert (entry.actor_id, entry.unit, entry.subject) == (tu.user_id, ward, "Nguyễn Thị Hoa → Lý Thị Mai")
    assert entry.after == {
        "plans": 1,
        "steps": 0,
        "routes": 0,
        "opinions": 0,
        "notices": 0,
        "last_day": "31/5/2026",
        "reason": REASON,
        "given": ["drafter"],
    }


def test_the_page_shows_beforehand_what_the_act_moves(ward, tu, leaver, other_commune, over):
    drafts(leaver, make_user(), ward, other_commune)
    asked(plan_at(ward, "submitted", step="consult", holder=leaver, person=leaver), leaver, "Nguyễn Thị Hoa")
    RouteStep.objects.create(unit=ward, kind="content_check", person=leaver)
    notify([leaver], text="ở đây", unit_id=ward.pk)

    shown = open_work(tu, ward, leaver, TODAY)
    moved = over()

    assert moved == Moved(
        plans=len(shown.drafts) + len(shown.under_way),
        steps=len(shown.steps),
        routes=len(shown.routes),
        opinions=len(shown.opinions),
        notices=shown.notices,
        roles=len(shown.roles),
        posts=len(shown.holdings),
    )
    later = open_work(tu, ward, leaver, date(2026, 6, 1))
    assert (later.is_nothing, later.roles) == (True, ())


def test_a_unit_keeps_an_administrator(ward, province, tu, successor, over):
    administrator = User.objects.get(pk=tu.user_id)

    with pytest.raises(NotAllowed, match="không còn ai quản trị"):
        over(leaver=administrator, gives_roles=False)
    assert administrator.memberships.get().valid_until is None
    over(leaver=administrator, gives_roles=True)

    assert sorted(successor.memberships.values_list("role", flat=True)) == ["administrator", "clerk"]


def test_an_administrator_who_leaves_first_is_none_unless_made_to_stay(ward, tu, successor, over):
    make_membership(successor, ward, "administrator", valid_until=date(2026, 5, 20))
    administrator = User.objects.get(pk=tu.user_id)

    with pytest.raises(NotAllowed, match="không còn ai quản trị"):
        over(leaver=administrator, gives_roles=False)
    over(leaver=administrator)

    assert successor.memberships.get(role="administrator").valid_until is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"last_day": date(2026, 3, 31)}, "last_day"),
    ],
)
def test_day_and_reason_are_needed(ward, leaver, over, wrong, field):
    Membership.objects.filter(user=leaver).update(valid_from=date(2026, 4, 1))

    with pytest.raises(Invalid) as refusal:
        over(**wrong)
    assert list(refusal.value.fields) == [field]


def test_the_successor_is_another_active_person_of_the_unit(ward, other_commune, leaver, over):
    stranger = make_membership(make_user(), other_commune, "drafter").user
    gone = make_membership(make_user(), ward, "drafter", valid_until=date(2026, 5, 1)).user
    inactive = make_membership(make_user(is_active=False), ward, "drafter").user

    for one in (leaver, stranger, gone, inactive):
        with pytest.raises(Invalid, match="Chọn một người khác đang làm việc ở đơn vị"):
            over(successor=one)


def test_only_who_keeps_the_unit_hands_over_and_once(ward, hoa, successor, over):
    with pytest.raises(NotAllowed, match="Chỉ người quản trị"):
        over(actor=hoa)
    over(last_day=date(2026, 5, 12))
    with pytest.raises(Invalid, match="có thể đã bàn giao rồi"):
        over()


@pytest.mark.parametrize("write", range(1, 9))
def test_a_failure_anywhere_moves_nothing(ward, leaver, successor, over, failing_write, write):
    plan = plan_at(ward, "submitted", step="sign", holder=leaver, person=leaver, updated_by=leaver)
    RouteStep.objects.create(unit=ward, kind="content_check", person=leaver)

    with pytest.raises(Exception, match="disk is full"), failing_write(write):
        over()

    plan.refresh_from_db()
    assert (plan.holder, plan.updated_by, plan.steps.get().person) == (leaver, leaver, leaver)
    assert (RouteStep.objects.get().person, leaver.memberships.get().valid_until) == (leaver, None)
    assert (Notice.objects.count(), successor.memberships.count()) == (0, 1)
