"""The unit's written mandates."""

import pytest
from django.urls import reverse

from plans.models import Mandate
from tests.factories import make_holding, make_post
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(ward):
    holding = make_holding(make_post(ward, "Chánh Văn phòng"), "Nông Văn Tú")
    return {
        "document_number": "12/UBND-UQ",
        "issued_on": "04/5/2026",
        "subject": "Ký các kế hoạch về công tác trẻ em",
        "holding": str(holding.pk),
        "valid_from": "05/5/2026",
        "valid_until": "30/6/2026",
    }


def test_a_mandate_is_added_listed_and_changed(tu, ward, sent):
    page = tu.post(reverse("mandate-create", args=[ward.pk]), sent, follow=True)
    assert "12/UBND-UQ ngày 04/5/2026 Nông Văn Tú Chánh Văn phòng" in words_of(page)
    assert "đang có hiệu lực" in words_of(page)

    address = reverse("mandate-edit", args=[Mandate.objects.get().pk])
    assert fields_of(tu.get(address)) == sent
    page = tu.post(address, sent | {"valid_until": "12/5/2026"}, follow=True)

    assert "đã hết hạn" in words_of(page)


def test_a_mandate_without_end_or_before_its_paper_is_refused(tu, ward, sent):
    address = reverse("mandate-create", args=[ward.pk])

    page = tu.post(address, sent | {"valid_until": ""})
    assert list(page.context["form"].errors) == ["valid_until"]
    page = tu.post(address, sent | {"valid_from": "03/5/2026"})
    assert page.context["form"].errors == {"valid_from": ["Ủy quyền không bắt đầu trước ngày của văn bản ủy quyền."]}
    assert Mandate.objects.count() == 0


def test_the_unit_reads_and_who_keeps_it_writes(browser, khach, ward, sent):
    assert "Chưa ghi văn bản ủy quyền nào." in words_of(browser.get(reverse("mandates", args=[ward.pk])))
    assert browser.post(reverse("mandate-create", args=[ward.pk]), sent).status_code == 403
    assert khach.get(reverse("mandates", args=[ward.pk])).status_code == 403
