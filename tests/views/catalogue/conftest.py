"""People at the catalogue screens: an operator, a ward's administrator, a drafter."""

import pytest

from tests.factories import make_membership, make_unit, make_user


@pytest.fixture
def province():
    return make_unit("tỉnh Thái Nguyên", level="province", code="19")


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province, code="01840", archive_note="VT, VHXH")


@pytest.fixture
def as_operator(client):
    client.force_login(make_user("Vũ Quốc Trị", is_superuser=True))
    return client


@pytest.fixture
def as_administrator(client, ward):
    client.force_login(make_membership(make_user("Nông Văn Tú"), ward, "administrator").user)
    return client


@pytest.fixture
def as_drafter(client, ward):
    client.force_login(make_membership(make_user("Nguyễn Thị Hoa", username="hoa"), ward, "drafter").user)
    return client
