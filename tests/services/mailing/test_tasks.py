"""The background's tasks: planned in the caller's transaction, tried again with longer pauses, without secrets."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from plans import clock
from plans.models import Invitation, Notice
from plans.services.mailing.tasks import BATCH, pause_after, send_invitation_later, send_waiting_later
from plans.services.notifying import notify
from plans.services.people.inviting import InvitationFacts, invite, link_of
from tests.factories import make_actor, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tu(ward):
    return make_actor(ward, "administrator", user=make_user("Nông Văn Tú"))


def planned():
    return [
        (one.task_path.rsplit(".", 1)[-1], one.args_kwargs["args"], one.run_after - clock.real_now())
        for one in DBTaskResult.objects.filter(status="READY").order_by("enqueued_at")
    ]


def test_notices_with_mail_plan_one_round_a_little_later():
    notify([make_user(email="a@example.vn"), make_user(email="b@example.vn")], text="Ký")

    ((name, args, pause),) = planned()
    assert (name, args) == ("send_waiting_later", [])
    assert BATCH - timedelta(seconds=30) < pause <= BATCH


def test_notices_without_mail_plan_nothing():
    notify([make_user()], text="Ký")

    assert (planned(), Notice.objects.get().mail) == ([], "none")


def test_what_is_rolled_back_plans_nothing():
    with transaction.atomic():
        notify([make_user(email="a@example.vn")], text="Ký")
        transaction.set_rollback(True)

    assert (planned(), Notice.objects.count()) == ([], 0)


def test_the_round_that_fails_is_tried_again_once_and_then_sends(server, letters):
    notify([make_user(email="a@example.vn")], text="Ký")
    DBTaskResult.objects.all().delete()
    server("down")

    send_waiting_later.func(3)
    send_waiting_later.func(3)

    ((name, args, pause),) = planned()
    assert (name, args) == ("send_waiting_later", [4])
    assert timedelta(minutes=7) < pause <= timedelta(minutes=8)
    server()
    send_waiting_later.func(4)
    assert len(letters()) == 1


def test_pauses_grow_to_an_hour():
    assert [pause_after(failures).seconds // 60 for failures in (0, 1, 2, 5, 6, 60)] == [1, 2, 4, 32, 60, 60]


def test_at_last_it_waits_for_the_next_act(server):
    notify([make_user(email="a@example.vn")], text="Ký")
    DBTaskResult.objects.all().delete()
    server("down")

    send_waiting_later.func(75)

    assert (planned(), Notice.objects.get().mail) == ([], "waiting")


def test_an_invitation_is_sent_with_its_link_and_its_task_knows_no_secret(ward, tu, letters, settings):
    settings.BASE_URL = "https://kehoach.example.vn"
    invitation = invite(
        ward, actor=tu, facts=InvitationFacts(full_name="Bế Văn Sơn", email="son@example.vn", roles=("drafter",))
    )
    assert [(name, args) for name, args, _ in planned()] == [("send_invitation_later", [invitation.pk])]

    send_invitation_later.func(invitation.pk)

    ((to, subject, body),) = letters()
    assert (to, subject) == ("son@example.vn", f"Cổng kế hoạch: Mời vào {ward.short_name} trên cổng kế hoạch")
    assert f"https://kehoach.example.vn{link_of(invitation)}" in body


@pytest.mark.parametrize("change", [{"withdrawn_at": "2026-05-13T00:00:00Z"}, {"expires_at": "2026-05-01T00:00:00Z"}])
def test_an_invitation_that_is_over_is_not_sent(ward, tu, letters, change):
    facts = InvitationFacts(full_name="Bế Văn Sơn", email="son@example.vn", roles=("drafter",))
    invitation = invite(ward, actor=tu, facts=facts)
    Invitation.objects.update(**change)

    send_invitation_later.func(invitation.pk)

    assert letters() == []


def test_an_invitation_waits_for_a_server_that_breaks_off(ward, tu, server, letters):
    facts = InvitationFacts(full_name="Bế Văn Sơn", email="son@example.vn", roles=("drafter",))
    invitation = invite(ward, actor=tu, facts=facts)
    DBTaskResult.objects.all().delete()
    server("breaks off")

    send_invitation_later.func(invitation.pk)

    assert [(name, args) for name, args, _ in planned()] == [("send_invitation_later", [invitation.pk, 1])]
    send_invitation_later.func(invitation.pk, 1)
    assert len(letters()) == 1


def test_an_invitation_made_with_another_key_is_not_sent(ward, tu, letters, settings, caplog):
    facts = InvitationFacts(full_name="Bế Văn Sơn", email="son@example.vn", roles=("drafter",))
    invitation = invite(ward, actor=tu, facts=facts)
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-seriously-too"

    send_invitation_later.func(invitation.pk)

    assert letters() == []
    assert "son@example.vn" not in caplog.text


def test_the_command_sends_what_waits_and_says_how_much(letters, capsys):
    notify([make_user(email="a@example.vn")], text="Ký")

    call_command("send_waiting_mail")
    call_command("send_waiting_mail")

    assert capsys.readouterr().out.splitlines() == ["1 letters sent, 0 refused.", "0 letters sent, 0 refused."]
    assert len(letters()) == 1


def test_the_command_fails_where_the_server_is_down(server):
    notify([make_user(email="a@example.vn")], text="Ký")
    server("down")

    with pytest.raises(CommandError, match="cannot be reached; 0 letters went out, the others wait"):
        call_command("send_waiting_mail")
    assert Notice.objects.get().mail == "waiting"


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_service_sends_it(letters):
    notify([make_user(email="a@example.vn")], text="Ký")
    DBTaskResult.objects.update(run_after=clock.real_now())

    call_command("db_worker", batch=True, reload=False, startup_delay=False, interval=0, verbosity=0)

    assert len(letters()) == 1
