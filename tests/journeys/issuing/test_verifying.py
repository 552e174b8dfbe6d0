"""Anybody checks a document on /xac-minh/ by its code or its file, without a log-in, with script and without."""

import pytest
from playwright.sync_api import expect
from weasyprint import HTML

from plans.models import Issuance
from tests.journeys.conftest import PHONE
from tests.journeys.watching import check_axe, visit, widest

VERIFY = "/xac-minh/"


@pytest.fixture
def issued(brought):
    """The ward's plan, issued, with its file and a public page."""
    return Issuance.objects.select_related("version", "plan").get(plan=brought("issued"))


@pytest.fixture
def file(tmp_path):
    """Puts bytes into a file to be chosen."""

    def write(content: bytes) -> str:
        path = tmp_path / "van-ban.pdf"
        path.write_bytes(content)
        return str(path)

    return write


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def verify(request, enter):
    """Answers with the verdict on a file: with script the form sends itself, without it the button does."""
    page = enter(java_script_enabled=request.param)

    def of(path: str):
        visit(page, VERIFY)
        choose = page.get_by_label("Tệp PDF nhận được")
        with page.expect_navigation(wait_until="domcontentloaded"):
            choose.set_input_files(path)
            if not request.param:
                page.get_by_role("button", name="Kiểm tra tệp").click()
        verdict = page.locator("#ket-qua")
        expect(verdict).to_be_visible()
        check_axe(page)
        return verdict

    return of


def test_the_issued_file_is_known_and_who_signed_it(issued, file, verify):
    verdict = verify(file(bytes(issued.version.pdf)))

    expect(verdict.get_by_role("heading", level=2)).to_have_text("Đúng là văn bản đã ban hành")
    expect(verdict).to_contain_text("Kế hoạch số 47/KH-UBND ngày 13/5/2026")
    expect(verdict).to_contain_text("Hoàng Văn Bình, Phó Chủ tịch, ký thay Chủ tịch, lúc")
    expect(verdict).to_contain_text("Đang có hiệu lực")


def test_a_copy_with_one_byte_changed_is_not_the_issued_document(issued, file, verify):
    pdf = bytearray(issued.version.pdf)
    pdf[len(pdf) // 3] ^= 1

    verdict = verify(file(bytes(pdf)))

    expect(verdict.get_by_role("heading", level=2)).to_have_text("Không phải văn bản đã ban hành")
    expect(verdict).to_contain_text("đã bị sửa sau khi ký")
    expect(verdict.get_by_role("link", name="Tải bản chính")).to_be_visible()


def test_a_file_from_elsewhere_is_not_known(issued, file, verify):
    verdict = verify(file(HTML(string="<h1>Giấy mời</h1><p>Ủy ban nhân dân xã Yên Bình kính mời.</p>").write_pdf()))

    expect(verdict.get_by_role("heading", level=2)).to_have_text("Không có trong cổng này")


def test_a_code_that_belongs_to_nothing_says_what_to_do(issued, enter):
    page = enter(viewport=PHONE)
    visit(page, VERIFY)
    page.get_by_label("Mã đối chiếu").fill("0000 0000 0000")
    page.get_by_role("button", name="Tra mã").click()

    expect(page.locator("#ket-qua")).to_contain_text("Không có văn bản nào mang mã này")
    check_axe(page)
    assert widest(page) == 0
