"""Inviting, taking back, and the page a link leads to."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from plans.models import Invitation, User
from plans.services.people.inviting import link_of
from tests.factories import make_user
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db
SENT = {"full_name": "Bế Văn Sơn", "email": "son@example.vn", "drafter": "on", "valid_from": "", "valid_until": ""}
ACCOUNT = {"username": "be.son", "password": "quyet-tam-2026", "again": "quyet-tam-2026"}


@pytest.fixture
def invited(tu, ward):
    """Bế Văn Sơn is invited; the path of the link."""
    tu.post(reverse("invitation-create", args=[ward.pk]), SENT)
    return link_of(Invitation.objects.get())


def test_an_administrator_invites_and_finds_the_link_in_the_list(tu, ward):
    page = tu.post(reverse("invitation-create", args=[ward.pk]), SENT, follow=True)

    made = Invitation.objects.get()
    assert (made.full_name, made.roles) == ("Bế Văn Sơn", ["drafter"])
    assert "Đã mời Bế Văn Sơn; thư đang được gửi tới son@example.vn." in words_of(page)
    assert f'value="http://testserver{link_of(made)}"' in page.content.decode()


def test_what_is_wrong_comes_back_with_what_was_typed(tu, ward):
    page = tu.post(reverse("invitation-create", args=[ward.pk]), SENT | {"email": "son", "valid_from": "31/2/2026"})

    assert (page.status_code, fields_of(page)["full_name"]) == (422, "Bế Văn Sơn")
    assert sorted(page.context["form"].errors) == ["email", "valid_from"]
    without_role = {name: value for name, value in SENT.items() if name != "drafter"}
    page = tu.post(reverse("invitation-create", args=[ward.pk]), without_role)
    assert page.context["form"].non_field_errors() == ["Chọn ít nhất một vai trò cho người được mời."]


def test_only_who_keeps_the_unit_invites_or_takes_back(hoa, khach, invited, ward):
    for browser in (hoa, khach):
        assert browser.get(reverse("invitation-create", args=[ward.pk])).status_code == 403
        assert browser.post(reverse("invitation-create", args=[ward.pk]), SENT).status_code == 403
        withdraw = reverse("invitation-withdraw", args=[Invitation.objects.get().pk])
        assert browser.post(withdraw).status_code == 404
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_taking_back_asks_first_and_closes_the_link(tu, client, invited):
    address = reverse("invitation-withdraw", args=[Invitation.objects.get().pk])

    assert "sẽ không dùng được nữa" in words_of(tu.get(address))
    assert "Đã rút lời mời gửi Bế Văn Sơn." in words_of(tu.post(address, follow=True))
    assert tu.post(address).status_code == 409
    answer = client.get(invited)
    assert (answer.status_code, "đã được rút lại" in words_of(answer)) == (409, True)


def test_a_stranger_makes_an_account_and_is_in(client, invited, ward):
    assert "Nông Văn Tú mời Bế Văn Sơn làm việc cho Ủy ban nhân dân phường Đức Xuân" in words_of(client.get(invited))

    page = client.post(invited, ACCOUNT, follow=True)

    assert (page.redirect_chain[-1][0], page.context["actor"].unit_id) == ("/viec-cua-toi/", ward.pk)
    assert client.post("/dang-nhap/", {"login": "be.son", "password": "quyet-tam-2026"}).status_code == 302


def test_a_role_that_begins_later_is_said_so(tu, client, ward):
    tu.post(reverse("invitation-create", args=[ward.pk]), SENT | {"valid_from": "01/6/2026"})

    page = client.post(link_of(Invitation.objects.get()), ACCOUNT, follow=True)

    said = "Đã nhận lời mời. Vai trò ở UBND phường Đức Xuân bắt đầu từ ngày 01/6/2026."
    assert (said in words_of(page), page.context["actor"].unit_id) == (True, None)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"username": "Sơn"}, "username", "Tên đăng nhập chỉ gồm chữ không dấu, chữ số"),
        ({"username": "tu"}, "username", "Tên đăng nhập này đã có người dùng; chọn tên khác."),
        ({"password": "ngan", "again": "ngan"}, "password", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ({"password": "son@example.vn", "again": "son@example.vn"}, "password", "Mật khẩu quá giống họ tên"),
        ({"again": "khac"}, "again", "Hai lần nhập mật khẩu chưa giống nhau."),
        ({"username": "", "password": "", "again": ""}, "password", "Ghi mật khẩu."),
    ],
)
def test_what_an_account_lacks_is_said_in_vietnamese_at_its_field(client, invited, sent, field, sentence):
    page = client.post(invited, ACCOUNT | sent)

    assert page.status_code == 422
    assert page.context["form"].errors[field][0].startswith(sentence)
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_who_is_logged_in_just_joins_and_works_there_at_once(khach, invited, ward, other_commune):
    page = words_of(khach.get(invited))
    assert "Đang đăng nhập là Lường Văn Khách" in page
    assert "Tên trong lời mời khác tên tài khoản" in page

    page = khach.post(invited, follow=True)

    assert page.context["actor"].unit_id == ward.pk
    assert [name for _, name, *_ in page.context["memberships"]] == ["UBND xã Chợ Mới", "UBND phường Đức Xuân"]


def test_a_second_press_says_kindly_that_it_is_done(client, khach, invited):
    khach.post(invited)

    for answer in (khach.post(invited), khach.get(invited), client.post(invited, ACCOUNT)):
        assert answer.status_code == 409
        assert "Lời mời này đã được nhận rồi" in words_of(answer)
    assert not User.objects.filter(username="be.son").exists()


def test_a_secret_that_was_never_given_is_a_sentence(client, db):
    answer = client.get("/loi-moi/abc/")

    assert (answer.status_code, "Không có lời mời nào ở đường dẫn này" in words_of(answer)) == (404, True)


def test_guessing_is_slowed_down(client, db):
    cache.clear()
    answers = [client.get(f"/loi-moi/{at}/").status_code for at in range(31)]

    assert (answers[:30], answers[30]) == ([404] * 30, 429)


def test_the_page_of_people_costs_the_same_for_one_and_three(tu, ward, django_assert_num_queries):
    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            tu.get(reverse("unit-people", args=[ward.pk]))
        return len(asked)

    tu.post(reverse("invitation-create", args=[ward.pk]), SENT)
    tu.get(reverse("unit-people", args=[ward.pk]))
    first = cost()
    for at in range(2):
        tu.post(reverse("invitation-create", args=[ward.pk]), SENT | {"email": f"n{at}@example.vn"})
    tu.get(reverse("unit-people", args=[ward.pk]))

    assert cost() == first <= 8


def test_no_secret_and_no_password_comes_into_the_log(client, invited, caplog):
    caplog.set_level("DEBUG")
    secret = invited.split("/")[2]

    answers = [client.post(invited, ACCOUNT | {"again": "khac"}), client.post(invited, ACCOUNT), client.get(invited)]

    assert [one.status_code for one in answers] == [422, 302, 409]
    assert client.get("/loi-moi/la-lung/").status_code == 404
    for told in (secret, "quyet-tam", "la-lung", "son@example.vn"):
        assert told not in caplog.text


def test_an_account_that_has_the_address_is_asked_to_log_in(client, invited):
    make_user(email="son@example.vn")

    page = client.post(invited, ACCOUNT)

    assert page.context["form"].non_field_errors()[0].startswith("Thư điện tử này đã có tài khoản trong cổng")
