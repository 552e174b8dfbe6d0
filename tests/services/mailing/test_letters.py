"""What letters say, word by word."""

import pytest

from plans.models import Notice
from plans.services.mailing.letters import notices_letter
from plans.services.notifying import notify
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings, day_of_the_story):
    settings.BASE_URL = "https://kehoach.example.vn"


def test_a_letter_says_what_where_and_how_to_open_it(ward):
    hoa = make_user("Nguyễn Thị Hoa", email="hoa@example.vn")
    notify([hoa], text="Trả lại: Kế hoạch “A & B” <gấp>", path="/ke-hoach/", unit_id=ward.pk)
    notice = Notice.objects.select_related("unit").get()
    Notice.objects.update(created_at="2026-05-13T01:05:00Z")
    notice.refresh_from_db()

    letter = notices_letter(hoa, [notice], unread=3)

    assert letter.subject == "Cổng kế hoạch: Trả lại: Kế hoạch “A & B” <gấp>"
    assert letter.to == ["hoa@example.vn"]
    assert letter.body.splitlines() == [
        "Kính gửi đồng chí Nguyễn Thị Hoa,",
        "",
        "Cổng kế hoạch Tháng hành động vì trẻ em thông báo:",
        "",
        "- Trả lại: Kế hoạch “A & B” <gấp>",
        "  UBND phường Đức Xuân, 08:05 ngày 13/5/2026",
        f"  Mở xem: https://kehoach.example.vn/thong-bao/{notice.pk}/",
        "",
        "Còn 3 thông báo khác chưa xem: https://kehoach.example.vn/thong-bao/",
        "",
        "Thư này do cổng tự gửi, không cần trả lời. Muốn thôi nhận thư, mở trang “Tài khoản của mình”: "
        "https://kehoach.example.vn/tai-khoan/",
        "",
    ]


def test_a_subject_is_one_line_of_a_length_that_mail_programs_show():
    hoa = make_user(email="hoa@example.vn")
    notify([hoa], text="Ký:\n" + "Kế hoạch " * 30)

    subject = notices_letter(hoa, [Notice.objects.get()], unread=0).subject

    assert len(subject) <= 150
    assert (subject[:25], subject[-1]) == ("Cổng kế hoạch: Ký: Kế hoạ", "…")
