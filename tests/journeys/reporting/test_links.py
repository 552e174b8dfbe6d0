"""A unit without an account files by a one-time link: its own report, nothing else, and once."""

import re

from tests.journeys.conftest import PHONE
from tests.journeys.editing import unit
from tests.journeys.reporting.reports import WORDS, communes, figure_of, ready, report_of
from tests.journeys.watching import check_axe, widest


def test_a_one_time_link_opens_one_report_without_an_account_and_closes_when_it_is_filed(office, round_):
    code, other = communes(2)
    ready(code)
    lan = office("lan", expects=(409,)).open(f"/theo-doi/{round_.pk}/don-vi/{unit(code).pk}/")
    lan.press("Giao liên kết một lần…")
    lan.page.get_by_label("Giao cho ai của đơn vị").fill("Ma Thị Na, Phó Chủ tịch")
    lan.press("Tạo liên kết").shows("Địa chỉ chỉ hiện một lần này")
    check_axe(lan.page)
    message = lan.page.get_by_label("Lời nhắn").input_value()
    path = re.search(r"/bao-cao/lien-ket/[^\s/]+/", message)[0]

    na = office(expects=(403, 404, 410), viewport=PHONE, has_touch=True, is_mobile=True).open(path)
    na.shows("Ma Thị Na, Phó Chủ tịch", "trước ngày 15/7/2026")
    assert widest(na.page) == 0
    na.open(f"{path}phan/chi-dao/")
    na.write(WORDS["chi-dao"] + " Có phân công.")
    assert widest(na.page) == 0
    secret = path.split("/")[3]
    for nothing in (f"/bao-cao/{secret}/", f"/theo-doi/{secret}/", f"{path}phan/khong-co/", f"{path}../{other}/"):
        assert na.page.context.request.get(nothing).status in (403, 404)
    assert "dang-nhap" in na.page.context.request.get(f"/bao-cao/{report_of(code).pk}/doc/").url

    na.go(na.link("Nộp báo cáo")).press("Nộp báo cáo").shows("Báo cáo đã gửi", "đúng hạn", "không còn dùng được")
    report = report_of(code)
    assert (report.status, report.version.filed_by_name) == ("filed", "Ma Thị Na, Phó Chủ tịch")
    assert figure_of(code, "K2") == "nothing"

    na.open(path).shows("đã gửi báo cáo")
    assert na.page.context.request.get(f"{path}phan/chi-dao/").status == 410
    na.open(path[:-4] + "zzz/").shows("Không có báo cáo nào ở liên kết này")
    lan.open(f"/bao-cao/{report.pk}/lien-ket/").shows("Báo cáo đã gửi nên không cần liên kết nữa.")
    lan.open(f"/bao-cao/{report.pk}/doc/").shows("Ma Thị Na, Phó Chủ tịch gửi", "đúng hạn")
