"""A ward adds up what its hamlets filed and issues the BÁO CÁO: drafted, submitted, signed, numbered, sealed."""

import re

import pytest
from playwright.sync_api import expect

from plans.models import IssuingUnit, Plan, ReportingRound, RouteStep
from plans.services.reporting.reviewing import accept_reports
from tests.factories import TODAY
from tests.journeys.editing import WARD, person, unit
from tests.journeys.issuing.walking import LEADER_KEY, ORGAN_KEY, Desk
from tests.journeys.reporting.conftest import NINTH_OF_JULY
from tests.journeys.reporting.reports import filed


@pytest.fixture
def round_(brought, settings):
    """The ward's own round, opened when its plan was issued in May; two hamlets have filed and been accepted."""
    settings.DEMO_TODAY = TODAY
    brought("issued")
    settings.DEMO_TODAY = NINTH_OF_JULY
    RouteStep.objects.filter(unit=unit(WARD)).delete()  # a small ward: nobody checks before the leader signs
    round_ = ReportingRound.objects.get(receiver__code=WARD, year=2026)
    hamlets = IssuingUnit.objects.filter(path__startswith=unit(WARD).path, level__code="hamlet").order_by("path")[:2]
    reports = [filed(one.code, round_=round_) for one in hamlets]
    accept_reports(reports, actor=person("hanh"))
    return round_


def test_the_ward_adds_up_and_issues_its_report(office, round_, key_files):
    hanh = office("hanh").open("/viec-cua-toi/").follow("Tổng hợp")
    hanh.shows("có số liệu 2")
    hoa = office("hoa", expects=(422,)).open("/bao-cao/").follow("Tổng hợp báo cáo gửi về")
    hoa.shows("420")
    hoa.go(hoa.link("Soạn dự thảo báo cáo")).press("Soạn báo cáo từ 2 đơn vị").shows("Kính gửi", "420")
    report = Plan.objects.latest("pk")
    hoa.go(hoa.link("Trình duyệt")).press("Trình duyệt")
    hoa.shows("Hoàng Văn Bình")

    binh, mai = (Desk(office(name).page, report) for name in ("binh", "mai"))
    binh.take_up().give_key(key_files / LEADER_KEY).press("Ký văn bản").shows("Đã ký. Văn bản chuyển cho")
    mai.take_up().go(mai.page.get_by_role("button", name=re.compile("^Cấp số"))).shows("Đã cấp số")
    mai.take_up().follow("Ký số của cơ quan, đóng dấu…").give_key(key_files / ORGAN_KEY).press("Ký số của cơ quan")
    mai.shows("Đã ký số của cơ quan, đóng dấu")
    mai.follow("Ban hành").press("Ban hành văn bản").shows("Đã ban hành báo cáo số")

    report = Plan.objects.get(pk=report.pk)
    assert (report.status, report.document_type, report.symbol) == ("issued", "BÁO CÁO", "BC-UBND")
    hoa.open(f"/tong-hop/{round_.pk}/du-thao/").shows(f"Báo cáo số {report.document_number}", "đã ban hành")
    expect(hoa.page.get_by_role("button", name="Soạn báo cáo bổ sung")).to_have_count(0)
