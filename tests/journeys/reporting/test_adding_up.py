"""What was filed is added up, drafted as the BÁO CÁO of the department, and added to when figures come later."""

from decimal import Decimal

from openpyxl import load_workbook
from playwright.sync_api import expect

from plans.enums import FileStage, SigningMeans
from plans.models import Plan
from plans.rules.actor import SYSTEM
from plans.services.approving.steps import Stop, open_way
from plans.services.approving.versions import keep_version
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number
from plans.services.reporting.reviewing import accept_reports
from plans.services.signing.files import keep_file
from tests.journeys.editing import WARD, person
from tests.journeys.reporting.reports import communes, elsewhere, figure_of, filed, report_of
from tests.journeys.watching import check_axe
from tests.numbered import WAY, fill, pdf_of, sign

GIFTS = "Trẻ em được thăm, tặng quà"


def issue(plan):
    """Sign the document on paper, number, seal and issue it."""
    version = keep_version(plan, actor=SYSTEM, reason="trình duyệt", pdf=pdf_of(plan))
    open_way(plan, [Stop(kind=kind) for kind in WAY], version=version)
    sign(plan)
    take_number(Plan.objects.get(pk=plan.pk), actor=SYSTEM, fill=fill)
    sealed = bytes(version.signing_files.latest("pk").content) + b" sealed"
    keep_file(version, stage=FileStage.SEALED, means=SigningMeans.KEY_FILE, content=sealed, actor=SYSTEM)
    issue_plan(Plan.objects.select_related("issuing_unit").get(pk=plan.pk), actor=SYSTEM)
    return Plan.objects.get(pk=plan.pk)


def in_words(value):
    """A whole number as the pages write it."""
    return f"{int(value):,}".replace(",", ".")


def row(page, name):
    """A figure's line in the table of sums."""
    return page.locator(".sums-table > tbody > tr", has=page.get_by_role("link", name=name, exact=True))


def test_lan_adds_up_drafts_the_report_and_a_supplement_asks_for_an_addition(office, round_, tmp_path):
    codes = [*communes(2), WARD]
    for code in codes:
        filed(code)
    accept_reports([report_of(code) for code in codes], actor=person("lan"))
    total = in_words(sum(Decimal(str(figure_of(code, "D1"))) for code in codes))

    lan = office("lan").open("/tong-hop/")
    lan.shows("93 đơn vị báo cáo", "có số liệu 3", "không phát sinh 0", "chưa nộp 90")
    expect(row(lan.page, GIFTS).locator("[data-label='Năm 2026']")).to_have_text(total)
    lan.go(lan.page.get_by_label(f"Xem từng đơn vị: {GIFTS}")).shows("Cộng 3 đơn vị có số", total)
    lan.go(lan.page.get_by_role("link", name="Phường Đức Xuân")).shows("Đã tiếp nhận", "312")
    lan.open(f"/tong-hop/{round_.pk}/")
    with lan.page.expect_download() as coming:
        lan.page.locator("summary", has_text="Tải về").click()
        lan.link("Bảng tính (XLSX)").click()
    coming.value.save_as(tmp_path / "tong-hop.xlsx")
    told = {value for sheet in load_workbook(tmp_path / "tong-hop.xlsx") for one in sheet.values for value in one}
    assert int(total.replace(".", "")) in told

    lan.go(lan.link("Soạn dự thảo báo cáo")).shows("3 trong 93 đơn vị", "90 đơn vị chưa có báo cáo")
    lan.press("Soạn báo cáo từ 3 đơn vị").shows("Đã soạn dự thảo báo cáo", "Kính gửi", "BÁO CÁO", total)
    plan = Plan.objects.latest("pk")
    assert (plan.issuing_unit.code, plan.document_type, plan.symbol) == ("19-SYT", "BÁO CÁO", "BC-SYT")
    lan.go(lan.link("Xem bản in").last)
    expect(lan.page.locator("main img").first).to_be_visible()
    assert lan.page.locator("main img").first.evaluate("one => one.decode().then(() => one.naturalWidth)") > 300

    sent = elsewhere(lambda: issue(plan)).document_number
    hoa = office("hoa", expects=(422,)).open(f"/bao-cao/{report_of(WARD).pk}/bo-sung/")
    hoa.figure("D1").fill("350")
    hoa.page.get_by_label("Vì sao số liệu đã gửi phải thay đổi").fill("Cộng thêm đợt thăm của Hội Phụ nữ")
    hoa.press("Xem trước thay đổi").shows("Sẽ thay đổi", "312", "350")
    check_axe(hoa.page)
    hoa.press("Gửi số liệu bổ sung").shows("Đã gửi số liệu bổ sung lúc", "Cộng thêm đợt thăm của Hội Phụ nữ")

    lan.open(f"/bao-cao/{report_of(WARD).pk}/doc/").shows("Thay đổi so với bản trước")
    lan.press("Tiếp nhận báo cáo")
    lan.open(f"/tong-hop/{round_.pk}/du-thao/")
    lan.shows(f"Báo cáo số {sent}", "có báo cáo hoặc số liệu mới", "Phường Đức Xuân")
    later = in_words(int(total.replace(".", "")) + 38)
    line = lan.page.locator(".notice tr", has_text=GIFTS)
    expect(line).to_contain_text(total)
    expect(line).to_contain_text(later)
    lan.press("Soạn báo cáo bổ sung").shows("Đã soạn dự thảo báo cáo bổ sung", total, later, sent)
    assert report_of(WARD).version.number == 2
