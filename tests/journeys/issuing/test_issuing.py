"""From draft to issued, as the people of the ward do it: each at their own desk, one step after the other."""

import pytest
from playwright.sync_api import expect

from plans.models import Issuance, Plan, RegisterEntry
from tests.journeys.conftest import PHONE
from tests.journeys.editing import Editor, brothers, text_of
from tests.journeys.issuing.walking import KHACH, LEADER_KEY, ORGAN_KEY, Desk, the_plan
from tests.journeys.watching import visit, widest

BETTER = "Gia đình, nhà trường và tổ dân phố dành nguồn lực trước hết cho trẻ em có hoàn cảnh đặc biệt."
#: Who looks at which pages when the plan is there.
NARROW = {
    "draft": ("hoa", "trinh-duyet/"),
    "submitted": ("hanh", "duong-di/", "thay-doi/", "tra-lai/"),
    "consulting": ("hoa", "xin-y-kien/", "duong-di/"),
    "asked": ("hoa", "duong-di/", "xin-y-kien/xong/"),
    "to_sign": ("binh", "duong-di/", "ky/", "cac-ban/", "nhat-ky/"),
    "signed": ("mai", "cap-so/"),
    "numbered": ("mai", "dong-dau/"),
    "sealed": ("mai", "ban-hanh/"),
    "issued": ("mai", "noi-nhan/", "duong-di/", "sau-ban-hanh/", "thu-hoi/"),
}
WHY = "Mục I.1 nói chung chung; ghi rõ ai làm."


@pytest.fixture
def desk(enter):
    """Opens somebody's window on the ward's plan: `desk("hoa", plan)`."""

    def open_window(username: str, plan: Plan, **options: object) -> Desk:
        return Desk(enter(username, **options), plan)

    return open_window


def place_now():
    """Where the ward's plan is."""
    plan = the_plan()
    return (plan.status, plan.step_kind)


def test_a_draft_goes_up_comes_back_with_a_better_wording_and_goes_up_again(brought, desk):
    plan = brought("draft")
    row, untouched, *_ = brothers(plan)
    hoa, hanh, tu = (desk(name, plan, expects=(422,)) for name in ("hoa", "hanh", "tu"))

    hoa.open("soan/").follow("Trình duyệt…")
    hoa.shows("Triệu Thị Hạnh", "Hoàng Văn Bình")
    hoa.press("Trình duyệt")
    expect(hoa.holder).to_contain_text("Triệu Thị Hạnh")
    first = hoa.code()

    hanh.take_up().follow("Xem thay đổi, góp ý")
    passage = hanh.page.locator(f"#p-{row.key}")
    hanh.go(passage.locator("a.say")).fill("Góp ý", "Ghi rõ ai làm.").fill("Câu đề nghị", BETTER).press("Gửi góp ý")
    expect(passage.locator("article")).to_contain_text("Ghi rõ ai làm.")
    hanh.follow("Đường đi").follow("Trả lại…").press("Trả lại")
    hanh.shows("Ghi lý do trả lại")
    hanh.fill("Lý do trả lại", WHY).press("Trả lại")
    expect(hanh.holder).to_contain_text("Nguyễn Thị Hoa")

    visit(hoa.page, "/viec-cua-toi/")
    hoa.shows(WHY)
    hoa.open("soan/?muc=gop-y").press("Dùng lời đề nghị")
    assert text_of(row) == BETTER
    hoa.follow("Trình lại…").press("Trình lại")
    assert hoa.code() != first

    hanh.take_up().follow("Xem thay đổi, góp ý")
    hanh.shows("1 chỗ thay đổi")
    expect(passage.locator("ins").first).to_be_visible()
    expect(hanh.page.locator("main")).not_to_contain_text(untouched.text)
    hanh.follow("Đường đi").press("Đồng ý")
    expect(hanh.holder).to_contain_text("Nông Văn Tú")
    tu.take_up().press("Đồng ý")
    expect(tu.holder).to_contain_text("Nguyễn Thị Hoa")
    assert place_now() == ("submitted", "consult")


def test_an_opinion_is_asked_given_and_taken_over_and_the_checks_come_again(brought, desk):
    plan = brought("consulting")
    row = brothers(plan)[0]
    hoa, khach, hanh = (desk(name, plan, expects=(422,)) for name in ("hoa", "khach", "hanh"))

    hoa.take_up()
    for usual in hoa.page.locator("input[name=chosen]").all():
        usual.uncheck()
    hoa.fill("Tìm đơn vị, người trên cổng (không bắt buộc)", KHACH).press("Tìm")
    hoa.page.get_by_label(KHACH).check()
    hoa.press("Gửi xin ý kiến")
    hoa.shows(f"{KHACH} chưa trả lời")

    khach.take_up().press("Gửi ý kiến")
    khach.shows("Chọn đồng ý hoặc có ý kiến.")
    khach.page.get_by_label("Có ý kiến").check()
    khach.fill("Nội dung ý kiến", "Bổ sung việc trực sơ cứu.").press("Gửi ý kiến")

    hoa.open("duong-di/").follow("Sửa dự thảo")
    editor = Editor(hoa.page, plan)
    editor.at_end(row)
    editor.type(" Bố trí trực sơ cứu.")
    hoa.follow("Về xin ý kiến").follow("Kết thúc xin ý kiến…")
    hoa.shows(f"Chưa ghi tiếp thu, giải trình ý kiến của {KHACH}")
    hoa.follow(KHACH)
    hoa.page.get_by_label("Tiếp thu", exact=True).check()
    hoa.fill("Đã sửa ở đâu, hoặc vì sao không", "Đã ghi ở mục I.1").press("Ghi cách xử lý")
    hoa.shows("Đã tiếp thu: Đã ghi ở mục I.1")
    hoa.follow("Kết thúc xin ý kiến…").press("Kết thúc xin ý kiến")

    expect(hoa.holder).to_contain_text("Triệu Thị Hạnh")
    hanh.take_up().follow("Xem thay đổi, góp ý")
    hanh.shows("1 chỗ thay đổi")
    expect(hanh.page.locator(f"#p-{row.key} ins")).to_contain_text("Bố trí trực sơ cứu.")
    hanh.follow("Đường đi").press("Đồng ý")
    assert place_now() == ("submitted", "form_check")


def test_leader_signs_clerk_numbers_seals_and_issues_and_anybody_reads_who_signed(brought, desk, key_files, enter):
    plan = brought("to_sign")
    binh, mai = desk("binh", plan, expects=(422,)), desk("mai", plan)

    binh.take_up().give_key(key_files / LEADER_KEY, "sai").press("Ký văn bản")
    binh.shows("Chưa ký.", "mật khẩu")
    code = binh.code()
    binh.give_key(key_files / LEADER_KEY).press("Ký văn bản")
    binh.shows("Đã ký. Văn bản chuyển cho")
    assert place_now() == ("approved", "number")

    mai.take_up().press("Cấp số 47, ngày 13/5/2026")
    mai.shows("Đã cấp số 47/KH-UBND, ngày 13/5/2026")
    mai.take_up().give_key(key_files / ORGAN_KEY).press("Ký số của cơ quan")
    mai.shows("Đã ký số của cơ quan, đóng dấu. Việc tiếp theo: ban hành.")
    mai.take_up()
    mai.page.get_by_label("Đăng thành trang công khai").check()
    mai.press("Ban hành văn bản")
    mai.shows("Đã ban hành kế hoạch số 47/KH-UBND")
    assert RegisterEntry.objects.get(plan=plan).number == 47

    mai.follow("đọc trang công khai")
    mai.shows("Kế hoạch số 47/KH-UBND", "Hoàng Văn Bình, Phó Chủ tịch, ký thay Chủ tịch, lúc")
    assert mai.code() == code
    stranger = Desk(enter(), plan)
    visit(stranger.page, "/xac-minh/")
    stranger.fill("Mã đối chiếu", code.lower()).press("Tra mã")
    stranger.shows("Có văn bản đã ban hành mang mã này", "Hoàng Văn Bình, Phó Chủ tịch", "UBND phường Đức Xuân, lúc")
    assert code.replace(" ", "").lower() == Issuance.objects.get(plan=plan).code


def test_a_small_ward_signs_on_paper_and_keeps_the_scan(brought, desk, tmp_path):
    plan = brought("short")
    binh, mai = desk("binh", plan), desk("mai", plan, expects=(422,))
    scan = tmp_path / "ke-hoach-da-ky.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

    binh.take_up().page.get_by_label("Ký tay trên giấy").check()
    binh.press("Ký văn bản")
    binh.shows("Đã ghi nhận ký trên giấy.")
    mai.take_up().press("Cấp số 47, ngày 13/5/2026")
    mai.take_up().follow("Ký số của cơ quan, đóng dấu…").press("Lưu bản quét")
    expect(mai.page.get_by_role("alert")).to_contain_text("Chưa ký.")
    mai.page.get_by_label("Bản quét (PDF, JPG, PNG, nhiều nhất 30 MB)").set_input_files(scan)
    mai.press("Lưu bản quét")
    mai.shows("Dấu của cơ quan: đã đóng dấu trên giấy, có bản quét: Lý Thị Mai")
    mai.follow("Ban hành").press("Ban hành văn bản")

    mai.shows("Đã ban hành kế hoạch số 47/KH-UBND", "bản giấy, bản quét lưu tại cổng", "Chưa đăng.")
    issuance = Issuance.objects.get(plan=plan)
    assert (issuance.is_paper, issuance.is_public, place_now()) == (True, False, ("issued", ""))


@pytest.mark.parametrize("place", NARROW)
def test_nothing_reaches_beyond_a_telephone(brought, enter, place):
    username, *addresses = NARROW[place]
    plan = brought(place)
    window = Desk(enter(username, viewport=PHONE), plan)

    for address in addresses:
        window.open(address)
        assert (address, widest(window.page)) == (address, 0)


def test_the_leader_signs_on_a_telephone(brought, enter, key_files):
    plan = brought("to_sign")
    binh = Desk(enter("binh", viewport=PHONE, has_touch=True, is_mobile=True), plan).take_up()

    binh.page.locator(".paneswitch a", has_text="Ký").tap()
    expect(binh.page.locator("#ben-canh")).to_be_visible()
    assert widest(binh.page) == 0
    binh.give_key(key_files / LEADER_KEY).press("Ký văn bản")

    binh.shows("Đã ký. Văn bản chuyển cho")
    assert widest(binh.page) == 0
    assert place_now() == ("approved", "number")


def test_without_script_a_draft_goes_up_is_remarked_on_and_sent_back(brought, desk):
    plan = brought("draft")
    row = brothers(plan)[0]
    hoa, hanh = (desk(name, plan, java_script_enabled=False) for name in ("hoa", "hanh"))

    hoa.open("trinh-duyet/").press("Trình duyệt")
    hanh.take_up().follow("Xem thay đổi, góp ý")
    passage = hanh.page.locator(f"#p-{row.key}")
    hanh.go(passage.locator("a.say")).fill("Góp ý", "Ghi rõ ai làm.").fill("Câu đề nghị", BETTER).press("Gửi góp ý")
    expect(passage.locator("article")).to_contain_text("Ghi rõ ai làm.")
    hanh.follow("Đường đi").follow("Trả lại…").fill("Lý do trả lại", WHY).press("Trả lại")
    assert place_now() == ("sent_back", "")
    hoa.open("duong-di/").shows(WHY)
