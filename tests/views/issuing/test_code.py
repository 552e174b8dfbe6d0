"""Mã đối chiếu is one: at approval, on the signing screen, on the plan's page, beside the print, and on /xac-minh/."""

import pytest

from plans.services.approving.versions import check_code
from tests.issued import make_portal_issued


@pytest.fixture
def issued(ward):
    return make_portal_issued(ward)


@pytest.mark.parametrize("address", ["/ke-hoach/{pk}/", "/ke-hoach/{pk}/noi-nhan/"])
def test_the_page_shows_the_code_of_the_approved_file(address, issued, hoa):
    text = hoa.get(address.format(pk=issued.pk)).content.decode()

    assert check_code(issued.issuance.approved_sha256) in text
    assert check_code(issued.versions.get(is_issued=True).sha256) not in text


def test_anybody_finds_the_plan_by_it(issued, client):
    text = client.get("/xac-minh/", {"ma": issued.issuance.code}).content.decode()

    assert issued.document_number in text
