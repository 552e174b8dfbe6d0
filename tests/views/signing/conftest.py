"""Browsers of the people who sign, on a server that trusts no authority."""

import pytest

from tests.factories import make_holding, make_post
from tests.views.conftest import browser_of


@pytest.fixture(autouse=True)
def trust(settings, tmp_path):
    settings.TRUST_ROOTS = tmp_path / "trusted"
    settings.TRUST_ROOTS.mkdir()
    settings.PKCS11_MODULE = settings.TSA_URL = ""
    settings.VGCA = False
    return settings.TRUST_ROOTS


@pytest.fixture
def binh(ward):
    from plans.models import User

    browser = browser_of(ward, "approver", full_name="Hoàng Văn Bình")
    make_holding(make_post(ward, "Phó Chủ tịch"), "Hoàng Văn Bình", user=User.objects.get(full_name="Hoàng Văn Bình"))
    return browser


@pytest.fixture
def mai(ward):
    return browser_of(ward, "clerk", full_name="Lý Thị Mai")
