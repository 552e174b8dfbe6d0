"""Inviting: by who keeps the unit, once an address, with a secret that nobody keeps."""

from datetime import date, timedelta

import pytest

from plans import clock
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Invitation
from plans.queries.persons.invitations import hash_of
from plans.services.people.inviting import DAYS_OPEN, invite, link_of, withdraw_invitation
from plans.services.people.joining import join_as
from tests.factories import make_holding, make_post, make_user

pytestmark = pytest.mark.django_db


def test_an_invitation_keeps_who_what_and_until_when(ward, tu, facts):
    post = make_post(ward, "Phó Chủ tịch")
    made = invite(
        ward,
        actor=tu,
        facts=facts(full_name=" Bế  Văn Sơn ", roles=("clerk", "drafter"), post=post, valid_from=date(2026, 6, 1)),
    )

    made.refresh_from_db()
    assert (made.full_name, made.email, made.roles, made.post) == (
        "Bế Văn Sơn",
        "son@example.vn",
        ["drafter", "clerk"],
        post,
    )
    assert (made.invited_by_id, made.invited_by_name) == (tu.user_id, "Nông Văn Tú")
    assert made.expires_at - made.created_at == timedelta(days=DAYS_OPEN)


def test_only_the_hash_of_the_secret_is_kept_and_the_address_stays_out_of_the_trail(ward, tu, invitation):
    secret = link_of(invitation).split("/")[2]

    assert (len(secret), hash_of(secret)) == (43, invitation.secret_hash)
    assert secret not in str(Invitation.objects.values())
    entry = AuditEntry.objects.get(event="person.invited")
    assert (entry.unit, entry.subject, entry.after["roles"]) == (ward, "Bế Văn Sơn", ["drafter", "clerk"])
    assert "example" not in str(entry.after)


def test_two_invitations_have_two_secrets(ward, tu, facts):
    links = {link_of(invite(ward, actor=tu, facts=facts(email=f"n{at}@example.vn"))) for at in range(3)}

    assert len(links) == 3


def test_another_secret_key_makes_the_link_unknown_rather_than_wrong(invitation, settings):
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-seriously-too"

    assert link_of(invitation) is None


def test_only_who_keeps_the_unit_invites(ward, hoa, khach, facts):
    for stranger in (hoa, khach):
        with pytest.raises(NotAllowed, match="Chỉ người quản trị"):
            invite(ward, actor=stranger, facts=facts())
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"full_name": " "}, "full_name", "Ghi họ và tên người được mời."),
        ({"email": "son"}, "email", "Ghi đúng dạng địa chỉ thư điện tử, ví dụ hoa.nt@example.vn."),
        ({"roles": ()}, "roles", "Chọn ít nhất một vai trò cho người được mời."),
        ({"roles": ("king",)}, "roles", "Chọn ít nhất một vai trò cho người được mời."),
        (
            {"valid_from": date(2026, 6, 2), "valid_until": date(2026, 6, 1)},
            "valid_until",
            "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
        ),
        (
            {"valid_until": date(2026, 5, 12)},
            "valid_until",
            "Ngày kết thúc đã qua; lời mời này không còn việc gì để nhận.",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(ward, tu, facts, wrong, field, sentence):
    with pytest.raises(Invalid) as refusal:
        invite(ward, actor=tu, facts=facts(**wrong))
    assert (refusal.value.fields, Invitation.objects.count()) == ({field: sentence}, 0)


def test_a_post_of_another_unit_is_refused(ward, other_commune, tu, facts):
    with pytest.raises(Invalid, match="không thuộc đơn vị"):
        invite(ward, actor=tu, facts=facts(post=make_post(other_commune)))


def test_a_second_head_is_refused_until_the_first_ends(ward, tu, facts):
    post = make_post(ward, "Chủ tịch", is_head=True)
    holding = make_holding(post, "Ma Thị Na")

    with pytest.raises(Invalid, match="Ma Thị Na đang giữ chức vụ Chủ tịch; ghi ngày kết thúc trước"):
        invite(ward, actor=tu, facts=facts(post=post))
    holding.valid_until = date(2026, 5, 31)
    holding.save()
    with pytest.raises(Invalid, match=r"đến hết 31/5/2026"):
        invite(ward, actor=tu, facts=facts(post=post))
    assert invite(ward, actor=tu, facts=facts(post=post, valid_from=date(2026, 6, 1))).post == post


def test_one_open_invitation_an_address(ward, tu, facts, invitation):
    with pytest.raises(Invalid, match="đang có một lời mời chưa nhận"):
        invite(ward, actor=tu, facts=facts())
    withdraw_invitation(invitation, actor=tu)
    invite(ward, actor=tu, facts=facts())
    Invitation.objects.update(expires_at=clock.now())

    assert invite(ward, actor=tu, facts=facts()).pk is not None


def test_an_invitation_is_withdrawn_once_and_not_after_it_was_accepted(ward, tu, hoa, facts, invitation):
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation, actor=hoa)
    withdraw_invitation(invitation, actor=tu)
    with pytest.raises(NotNow, match="được rút lại rồi"):
        withdraw_invitation(invitation, actor=tu)

    other = invite(ward, actor=tu, facts=facts(email="b@example.vn"))
    join_as(other, user=make_user())
    with pytest.raises(NotNow, match="Lời mời đã được nhận"):
        withdraw_invitation(other, actor=tu)
