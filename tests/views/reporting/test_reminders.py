"""Nhắc báo cáo of a receiving unit over HTTP."""

import pytest

from plans.models import ReminderPractice
from plans.queries.reporting.reminders import practice_of
from tests.views.conftest import browser_of
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(province):
    return f"/danh-muc/don-vi/{province.pk}/nhac-bao-cao/"


def test_what_is_usual_is_ticked(lan, page):
    ticked = {name for name, value in fields_of(lan.get(page)).items() if value == "on"}

    assert ticked == {"truoc_10", "truoc_5", "truoc_2", "ngay_cuoi", "sau_1", "sau_7"}


def test_other_days_are_chosen_and_said(lan, page, province):
    response = lan.post(page, {"revision": "1", "truoc_7": "on", "ngay_cuoi": "on", "sau_3": "on"}, follow=True)

    assert "Từ nay nhắc báo cáo: trước 7 ngày, ngay ngày cuối, sau 3 ngày." in words_of(response)
    assert practice_of(province).offsets == [-7, 0, 3]


def test_none_is_a_choice_too(lan, page, province):
    assert "Từ nay không nhắc báo cáo nữa." in words_of(lan.post(page, {"revision": "1"}, follow=True))
    assert practice_of(province).offsets == []


def test_a_day_that_is_not_offered_but_was_chosen_can_be_kept(lan, page, province):
    ReminderPractice.objects.create(unit=province, offsets=[-21], revision=4)

    fields = fields_of(lan.get(page))
    lan.post(page, fields)

    assert (fields["truoc_21"], practice_of(province).offsets) == ("on", [-21])


def test_when_somebody_was_faster_both_choices_stand_there(lan, page, province):
    lan.post(page, {"revision": "1", "truoc_7": "on"})

    response = lan.post(page, {"revision": "1", "truoc_3": "on"})

    words = words_of(response)
    assert (response.status_code, "Trần Thị Lan vừa sửa ngày nhắc, nên bản của mình chưa lưu." in words) == (409, True)
    assert fields_of(response)["truoc_3"] == "on"
    assert practice_of(province).offsets == [-7]
    lan.post(page, fields_of(response))
    assert practice_of(province).offsets == [-3]


def test_only_who_follows_or_administers_changes_it(page, province, hoa):
    tu = browser_of(province, "administrator", full_name="Nông Văn Tú")
    drafter = browser_of(province, "drafter", full_name="Hà Thị Mơ")

    assert [one.get(page).status_code for one in (tu, drafter, hoa)] == [200, 403, 403]


def test_a_units_page_leads_to_it(lan, page, province):
    assert f'href="{page}"' in lan.get(f"/danh-muc/don-vi/{province.pk}/").content.decode()
