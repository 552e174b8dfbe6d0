"""One's own account with every unit one works in."""

import pytest
from allauth.mfa.models import Authenticator

from plans.queries.persons.account import has_second_factor, own_account
from tests.factories import make_holding, make_membership, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 3])
def test_it_holds_roles_and_posts_of_all_units_in_four_queries(hoa, province, many, django_assert_num_queries):
    user = own_account(hoa).user
    for at in range(many):
        make_holding(make_post(province, f"Chức vụ {at}"), user=user)
    make_membership(user, province, "supervisor")
    make_membership(make_user(), province, "clerk")

    with django_assert_num_queries(4):
        account = own_account(hoa)

    assert [row.role for row in account.roles] == ["supervisor", "drafter"]
    assert (len(account.holdings), account.has_second_factor) == (many, False)


def test_a_second_factor_is_a_telephone_not_codes_on_paper(hoa):
    Authenticator.objects.create(user_id=hoa.user_id, type="recovery_codes", data={})
    assert not has_second_factor(hoa.user_id)
    Authenticator.objects.create(user_id=hoa.user_id, type="totp", data={"secret": "x"})

    assert has_second_factor(hoa.user_id)
