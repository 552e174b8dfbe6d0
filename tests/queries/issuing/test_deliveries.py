"""Where an issued plan went: what the page says while a letter waits, is being sent, and when nobody knows."""

from datetime import timedelta

import pytest

from plans import clock
from plans.models import Delivery
from plans.queries.issuing.deliveries import SENDING_PATIENCE, UNSURE, deliveries_page
from plans.services.issuing.mailing import send_delivery
from tests.issued import make_portal_issued

pytestmark = pytest.mark.usefixtures("day_of_the_story")
MOMENT = timedelta(seconds=1)


@pytest.fixture
def letter(ward):
    plan = make_portal_issued(ward)
    return Delivery.objects.create(plan=plan, name="Trạm Y tế", email="a@x.vn", created_at=clock.now())


def shown(actor, letter, **values):
    Delivery.objects.filter(pk=letter.pk).update(**values)
    page = deliveries_page(actor, letter.plan)
    (row,) = page.rows
    return row, page.counts


def looks(row):
    return row.tone, row.label, row.said, row.can_send_again


def test_a_letter_that_waits(mai, letter):
    row, counts = shown(mai, letter)

    assert (looks(row), counts) == (("wait", "chờ gửi", "", False), (("chờ gửi", 1),))


def test_a_letter_in_the_workers_hands_is_being_sent_not_failed(mai, letter):
    row, counts = shown(mai, letter, state="sending", sent_at=clock.now() - SENDING_PATIENCE + 60 * MOMENT)

    assert (looks(row), counts) == (("wait", "đang gửi", "", False), (("đang gửi", 1),))


def test_after_some_minutes_nobody_knows_and_the_clerk_judges(mai, letter):
    row, counts = shown(mai, letter, state="sending", sent_at=clock.now() - SENDING_PATIENCE)

    assert looks(row) == ("warn", "chưa rõ đã đi hay chưa", UNSURE, True)
    assert counts == (("chưa rõ đã đi hay chưa", 1),)


def test_a_letter_that_went_out_or_failed(mai, letter):
    send_delivery(letter.pk)
    assert looks(shown(mai, letter)[0]) == ("ok", "đã gửi thư", "", False)

    row, _ = shown(mai, letter, state="failed", error="Máy chủ từ chối.", sent_at=None)
    assert looks(row) == ("bad", "gửi không được", "Máy chủ từ chối.", True)


def test_a_unit_that_nothing_reaches_gets_it_on_paper_which_is_no_failure(mai, letter, other_commune):
    row, _ = shown(mai, letter, state="failed", email="", unit=other_commune, error="Đơn vị chưa có ai dùng cổng.")

    assert looks(row) == ("warn", "gửi bản giấy", "Đơn vị chưa có ai dùng cổng.", True)
