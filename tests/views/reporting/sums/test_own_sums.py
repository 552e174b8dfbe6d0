"""The screen that offers the sums of the units below to the own report."""

import pytest
from django.urls import reverse

from plans.rules.actor import SYSTEM
from plans.services.reporting.filing import begin
from tests.filed import full_form, full_round
from tests.report_rows import make_round
from tests.services.reporting.own.test_summing import file_below
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db


def test_home_leads_to_the_sums_the_page_offers_them_and_a_press_takes_them(province, ward, hoa):
    form = full_form()
    file_below(make_round(ward, form=form, levels=["hamlet"]))
    report = begin(full_round(province, form=form), ward, actor=SYSTEM)
    address = reverse("report-own-sums", args=[report.pk])

    assert address in hoa.get(reverse("report-home")).content.decode()
    page = words_of(hoa.get(address))
    assert "cộng từ 1 trong 1 đơn vị" in page
    assert "Đưa 2 số vào báo cáo" in page
    assert hoa.post(address).url == reverse("report-edit", args=[report.pk])
    assert "Mọi chỉ tiêu này đã có số trong báo cáo" in words_of(hoa.get(address))


def test_a_report_is_begun_on_the_way_to_the_sums(province, ward, hoa):
    form = full_form()
    file_below(make_round(ward, form=form, levels=["hamlet"]))
    round_ = full_round(province, form=form)

    assert "Lấy số các đơn vị gửi lên" in words_of(hoa.get(reverse("report-home")))
    answer = hoa.post(reverse("report-begin", args=[round_.pk, ward.pk]), {"den": "lay-so-cong"})
    assert "Đưa 2 số vào báo cáo" in words_of(hoa.get(answer.url))


def test_without_anything_from_below_the_page_says_so(province, ward, hoa):
    report = begin(full_round(province), ward, actor=SYSTEM)

    assert "Chưa có đơn vị nào gửi báo cáo lên." in words_of(hoa.get(reverse("report-own-sums", args=[report.pk])))
    assert "Lấy số các đơn vị" not in words_of(hoa.get(reverse("report-home")))
