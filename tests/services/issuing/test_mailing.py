"""Letters: a mail server that is down delays them, nothing sends one twice, and no address reaches the log."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks_db.models import DBTaskResult

from plans import clock
from plans.models import Delivery
from plans.services.issuing import mailing
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.mailing import PAUSES, UNSET, opens_file, send_delivery
from tests.factories import make_actor
from tests.issued import SEALED, make_portal_issued, make_ready

pytestmark = pytest.mark.usefixtures("day_of_the_story")
ADDRESS = "tramyte@ducxuan.gov.vn"


class DownBackend(BaseEmailBackend):
    """A mail server that is not there, and whose error names the address."""

    error: Exception = ConnectionRefusedError(f"could not reach anybody for {ADDRESS}")

    def send_messages(self, email_messages):
        raise self.error


class RefusingBackend(DownBackend):
    """A mail server that does not take the address."""

    error = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})


DOWN, REFUSING = (f"{__name__}.{one.__name__}" for one in (DownBackend, RefusingBackend))


@pytest.fixture
def letter(ward, mai):
    """A delivery whose letter waits."""
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    issue_plan(plan, actor=mai, emails={plan.recipients.get().pk: ADDRESS})
    DBTaskResult.objects.all().delete()
    return Delivery.objects.get(plan=plan)


def state(row):
    row.refresh_from_db()
    return row.state, row.error


def test_the_letter_carries_the_file_and_how_to_check_it(letter, settings):
    settings.BASE_URL = "https://kehoach.example.vn"

    send_delivery(letter.pk)

    sent = mail.outbox[0]
    code = letter.plan.issuance.code
    assert (len(mail.outbox), sent.to, sent.cc, sent.bcc) == (1, [ADDRESS], [], [])
    assert sent.subject == "Kế hoạch số 47/KH-UBND ngày 13/5/2026 của UBND phường Đức Xuân"
    assert sent.attachments == [("Kế hoạch 47-KH-UBND.pdf", SEALED, "application/pdf")]
    assert f"https://kehoach.example.vn/xac-minh/?ma={code}" in sent.body
    assert f"{code[:4]} {code[4:8]} {code[8:]}".upper() in sent.body
    assert state(letter) == ("sent", "")


def test_a_large_file_goes_as_a_link_that_opens_it(letter, monkeypatch, client):
    monkeypatch.setattr(mailing, "MOST_ATTACHED", 10)

    send_delivery(letter.pk)

    sent = mail.outbox[0]
    link = next(line.split("tại: ")[1] for line in sent.body.splitlines() if line.startswith("Tải văn bản"))
    path = "/" + link.split("/", 3)[3]
    answer = client.get(path)
    assert (sent.attachments, answer.content) == ([], SEALED)
    assert client.get(path.split("?")[0]).status_code == 404


def test_a_links_key_opens_one_plan_only(letter, ward):
    other = make_portal_issued(ward, number=48, approved=b"%PDF-1.7 other\n%%EOF\n").issuance
    key = mailing.file_link(letter.plan.issuance, letter).split("khoa=")[1]

    assert (opens_file(letter.plan.issuance, key), opens_file(other, key), opens_file(other, "x")) == (
        True,
        False,
        False,
    )


def test_sent_once_however_often_it_is_asked_for(letter):
    for _ in range(3):
        send_delivery(letter.pk)

    assert len(mail.outbox) == 1


def test_a_server_that_is_down_delays_the_letter_and_nothing_else(ward, mai, settings):
    settings.EMAIL_BACKEND = DOWN
    plan = make_ready(ward, recipients=("Trạm Y tế",))

    issue_plan(plan, actor=mai, emails={plan.recipients.get().pk: ADDRESS})

    row = Delivery.objects.get(plan=plan)
    send_delivery(row.pk)
    assert state(row) == ("waiting", "Máy chủ thư điện tử không trả lời.")
    plan.refresh_from_db()
    assert plan.status == "issued"


def test_it_is_tried_again_later_and_later(letter, settings):
    settings.EMAIL_BACKEND = DOWN

    for seconds in PAUSES:
        DBTaskResult.objects.all().delete()
        before = clock.real_now()
        send_delivery(letter.pk)
        task = DBTaskResult.objects.get()
        wait = task.run_after - before
        assert timedelta(seconds=seconds) <= wait <= timedelta(seconds=seconds + 60)
        assert task.args_kwargs["args"] == [letter.pk]

    DBTaskResult.objects.all().delete()
    send_delivery(letter.pk)
    assert (state(letter)[0], DBTaskResult.objects.count()) == ("failed", 0)


def test_once_the_server_is_back_the_letter_goes_out_once(letter, settings):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = DOWN
    send_delivery(letter.pk)
    settings.EMAIL_BACKEND = works

    send_delivery(letter.pk)
    send_delivery(letter.pk)

    assert (len(mail.outbox), state(letter)) == (1, ("sent", ""))


def test_a_refused_address_is_not_tried_again(letter, settings):
    settings.EMAIL_BACKEND = REFUSING

    send_delivery(letter.pk)

    assert state(letter) == ("failed", "Máy chủ thư điện tử từ chối địa chỉ này.")
    assert DBTaskResult.objects.count() == 0


def test_a_worker_killed_while_sending_leaves_a_letter_that_nobody_doubles(letter, settings):
    class Killed(BaseException):
        pass

    class KilledBackend(BaseEmailBackend):
        def send_messages(self, email_messages):
            raise Killed

    works = settings.EMAIL_BACKEND
    monkey = pytest.MonkeyPatch()
    monkey.setattr(f"{__name__}.DownBackend.send_messages", KilledBackend.send_messages)
    settings.EMAIL_BACKEND = DOWN
    with pytest.raises(Killed):
        send_delivery(letter.pk)
    monkey.undo()
    settings.EMAIL_BACKEND = works

    send_delivery(letter.pk)

    assert (mail.outbox, state(letter)) == ([], ("sending", ""))


def test_no_address_reaches_the_log(letter, settings, caplog):
    for backend in (DOWN, REFUSING):
        settings.EMAIL_BACKEND = backend
        Delivery.objects.update(state="waiting")
        send_delivery(letter.pk)

    assert "did not go out: ConnectionRefusedError" in caplog.text
    assert (ADDRESS in caplog.text, caplog.text.count("SMTPRecipientsRefused")) == (False, 1)


def test_a_portal_without_a_mail_server_says_so(letter, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    send_delivery(letter.pk)

    assert state(letter) == ("failed", UNSET)


def test_the_letter_of_a_paper_says_where_the_original_is(ward, mai):
    stages = (("signed", b"%PDF p"), ("numbered", b"%PDF p47"), ("scan", b"\xff"), ("sealed", b"%PDF p47"))
    plan = make_ready(ward, approved=b"%PDF p", stages=stages, means="paper", recipients=("Trạm Y tế",))
    issue_plan(plan, actor=mai, emails={plan.recipients.get().pk: ADDRESS})

    send_delivery(Delivery.objects.get().pk)

    assert "Bản chính ký, đóng dấu trên giấy" in mail.outbox[0].body


def test_a_unit_that_opened_it_meanwhile_stays_so(ward, province, mai):
    row = Delivery.objects.create(
        plan=make_portal_issued(ward), name="xã", unit=province, email=ADDRESS, created_at=clock.now()
    )
    make_actor(province, "clerk")
    Delivery.objects.filter(pk=row.pk).update(state="opened")

    send_delivery(row.pk)

    assert (mail.outbox, state(row)[0]) == ([], "opened")
