"""Letters: one a person, each notice in one letter, whatever the server and other workers do."""

import logging
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from plans.models import Notice
from plans.services.mailing.sending import MOST_ATTEMPTS, Outcome, send_waiting
from plans.services.notifying import notify
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh():
    return make_user("Hoàng Văn Bình", email="binh@example.vn")


@pytest.fixture
def lan():
    return make_user("Trần Thị Lan", email="lan@example.vn")


def mails():
    return list(Notice.objects.order_by("pk").values_list("text", "mail"))


def test_several_notices_make_one_letter_a_person(binh, lan, letters):
    notify([binh, lan], text="Ký: Kế hoạch một")
    notify([binh], text="Ký: Kế hoạch hai")

    assert send_waiting() == Outcome(sent=2)
    assert [(to, subject) for to, subject, _ in letters()] == [
        ("binh@example.vn", "Cổng kế hoạch: 2 thông báo mới, Ký: Kế hoạch một"),
        ("lan@example.vn", "Cổng kế hoạch: Ký: Kế hoạch một"),
    ]
    assert mails() == [("Ký: Kế hoạch một", "sent")] * 2 + [("Ký: Kế hoạch hai", "sent")]


def test_a_second_round_sends_nothing_again(binh, letters):
    notify([binh], text="Ký: Kế hoạch một")

    assert [send_waiting(), send_waiting()] == [Outcome(sent=1), Outcome()]
    assert len(letters()) == 1


@pytest.mark.parametrize(
    "why_not", [{"email": ""}, {"wants_mail": False}, {"is_active": False}], ids=["no address", "no wish", "left"]
)
def test_who_cannot_or_will_not_have_mail_gets_none(binh, letters, why_not):
    notify([binh], text="Ký: Kế hoạch một")
    type(binh).objects.filter(pk=binh.pk).update(**why_not)

    send_waiting()

    assert (letters(), mails()) == ([], [("Ký: Kế hoạch một", "none")])


def test_what_was_seen_in_the_portal_meanwhile_is_not_sent(binh, letters):
    notify([binh], text="Đã xem")
    Notice.objects.update(read_at="2026-05-13T02:00:00Z")
    notify([binh], text="Chưa xem")

    send_waiting()

    assert mails() == [("Đã xem", "none"), ("Chưa xem", "sent")]
    assert "Đã xem" not in letters()[0][2]


def test_a_server_that_is_down_loses_nothing(binh, server, letters):
    notify([binh], text="Ký: Kế hoạch một")
    server("down")

    assert send_waiting() == Outcome(is_down=True)
    assert mails() == [("Ký: Kế hoạch một", "waiting")]
    server()
    assert (send_waiting(), len(letters())) == (Outcome(sent=1), 1)


def test_a_server_that_breaks_off_ends_the_round_and_the_rest_waits(binh, lan, server):
    notify([binh, lan], text="Ký: Kế hoạch một")
    server("breaks off")

    assert send_waiting() == Outcome(is_down=True)
    assert list(Notice.objects.values_list("mail", "mail_attempts")) == [("waiting", 0)] * 2


def test_a_letter_that_is_refused_does_not_hold_up_the_others_and_is_given_up_at_last(binh, lan, server, letters):
    notify([binh, lan], text="Ký: Kế hoạch một")
    server("refuses")

    assert send_waiting() == Outcome(sent=1, refused=1)
    for _ in range(MOST_ATTEMPTS - 1):
        server("refuses")
        send_waiting()

    assert [to for to, *_ in letters()] == ["lan@example.vn"]
    assert list(Notice.objects.order_by("user").values_list("mail", "mail_attempts")) == [
        ("failed", MOST_ATTEMPTS),
        ("sent", 1),
    ]


def test_neither_address_nor_text_is_logged(binh, server, caplog):
    notify([binh], text="Nội dung riêng")
    caplog.set_level(logging.DEBUG)
    for mood in ("down", "breaks off", "refuses"):
        server(mood)
        send_waiting()

    assert len(caplog.records) == 3
    assert "binh@example.vn" not in caplog.text
    assert "riêng" not in caplog.text


def test_a_worker_that_is_killed_after_taking_a_letter_never_doubles_it(binh, monkeypatch, letters):
    class Killed(BaseException):
        """What SIGKILL looks like from inside: nothing after it runs, not even clearing up."""

    notify([binh], text="Ký: Kế hoạch một")
    from plans.services.mailing import sending

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_hand_over", lambda *args: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            send_waiting()

    assert (send_waiting(), letters()) == (Outcome(), [])
    notify([binh], text="Ký: Kế hoạch hai")
    send_waiting()
    assert "Còn 1 thông báo khác chưa xem" in letters()[0][2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time: two workers cannot overlap in memory")
def test_two_workers_at_once_send_each_letter_once():
    people = [make_user(f"Người {at}", email=f"n{at}@example.vn") for at in range(12)]
    notify(people, text="Ký: Kế hoạch một")
    ready, outcomes = Barrier(2), []

    def work():
        try:
            ready.wait()
            outcomes.append(send_waiting())
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sum(one.sent for one in outcomes) == 12
    assert sorted(one.to[0] for one in mail.outbox) == sorted(one.email for one in people)


def test_a_worker_that_comes_between_finds_nothing_left(binh, monkeypatch, letters):
    """The same overlap one after the other, so that SQLite has it too: the second works while the first still sends."""
    notify([binh], text="Ký: Kế hoạch một")
    from plans.services.mailing import sending

    second = []
    hand_over = sending._hand_over

    def interrupted(*args):
        if not second:
            second.append(send_waiting())
        hand_over(*args)

    monkeypatch.setattr(sending, "_hand_over", interrupted)

    assert (send_waiting(), second, len(letters())) == (Outcome(sent=1), [Outcome()], 1)
