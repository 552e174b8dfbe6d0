"""Starting a plan: every way leads to one draft, a second press to the same one, a refusal to its reason."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import GuidingDocument, Plan
from tests.factories import make_campaign, make_draft, make_issued


@pytest.fixture
def campaign(db):
    return make_campaign()


def drafts():
    return list(Plan.objects.filter(status="draft").order_by("id"))


def test_deriving_makes_one_draft_and_opens_it_however_often_one_presses(hoa, ward, province, campaign):
    parent = make_issued(province, campaign=campaign)
    address = reverse("plan-derive", args=[parent.pk])

    first, second = hoa.post(address), hoa.post(address)

    (draft,) = drafts()
    assert (first.url, second.url) == (reverse("plan-edit", args=[draft.pk]),) * 2
    assert draft.issuing_unit == ward


def test_deriving_is_refused_to_a_leader_with_the_reason(binh, province):
    answer = binh.post(reverse("plan-derive", args=[make_issued(province).pk]))

    assert answer.status_code == 403
    assert "Chỉ người soạn thảo của đơn vị cấp dưới" in answer.content.decode()
    assert drafts() == []


def test_deriving_from_what_one_may_not_see_does_not_exist(hoa, province, other_commune):
    unissued = make_draft(province)

    assert hoa.post(reverse("plan-derive", args=[unissued.pk])).status_code == 404
    assert hoa.post(reverse("plan-derive", args=[make_issued(other_commune).pk])).status_code == 404
    assert drafts() == [unissued]


@pytest.mark.parametrize("name", ["plan-derive", "plan-roll-forward"])
def test_an_address_opened_by_hand_makes_nothing(hoa, province, name):
    plan = make_issued(province)

    assert hoa.get(reverse(name, args=[plan.pk])).url == reverse("plan-detail", args=[plan.pk])
    assert drafts() == []


def test_rolling_forward_makes_one_draft_of_this_year(hoa, ward, campaign):
    old = make_issued(ward, year=2025, issued_on=date(2025, 5, 5))
    address = reverse("plan-roll-forward", args=[old.pk])

    first, second = hoa.post(address), hoa.post(address)

    (draft,) = drafts()
    assert (draft.year, draft.previous_plan) == (2026, old)
    assert first.url == second.url == reverse("plan-edit", args=[draft.pk])


def test_rolling_forward_without_this_years_campaign_says_so(hoa, ward):
    answer = hoa.post(reverse("plan-roll-forward", args=[make_issued(ward, year=2025).pk]))

    assert answer.status_code == 409
    assert "Danh mục chưa có Tháng hành động vì trẻ em năm 2026" in answer.content.decode()


def test_starting_from_a_guiding_document_cites_it(hoa, campaign):
    document = GuidingDocument.objects.create(
        campaign=campaign, kind="letter", document_number="1520/BYT-BMTE", issuer="Bộ Y tế"
    )

    answer = hoa.post(reverse("plan-start-from-document", args=[document.pk]))
    hoa.post(reverse("plan-start-from-document", args=[document.pk]))

    (draft,) = drafts()
    assert answer.url == reverse("plan-edit", args=[draft.pk])
    assert [row.document_number for row in draft.parent_documents.all()] == ["1520/BYT-BMTE"]


def test_starting_from_a_document_there_is_not_does_not_exist(hoa):
    assert hoa.post(reverse("plan-start-from-document", args=[404])).status_code == 404


def test_starting_without_a_parent_takes_the_title_given(hoa, campaign):
    for _ in range(2):
        hoa.post(reverse("plan-start-blank"), {"abstract": "  Kế hoạch tổ chức Diễn đàn\u200b trẻ em "})

    assert [plan.abstract for plan in drafts()] == ["Tổ chức Diễn đàn trẻ em"]


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Ghi trích yếu"), ("\u200b", "Ghi trích yếu"), ("a" * 501, "quá 500")]
)
def test_a_title_that_will_not_do_comes_back_with_its_sentence(hoa, campaign, typed, said):
    answer = hoa.post(reverse("plan-start-blank"), {"abstract": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed in page
    assert drafts() == []


def test_choices_offer_what_there_is_and_what_was_begun(hoa, ward, province, other_commune, campaign):
    begun, waiting = make_issued(province, "Đã có dự thảo"), make_issued(province, "Chưa có dự thảo")
    draft = make_draft(ward, parent=begun)
    make_issued(ward, "Năm ngoái của phường", year=2025)
    make_issued(other_commune, "Năm ngoái của Chợ Mới", year=2025)

    page = hoa.get(reverse("plan-start")).content.decode()

    assert reverse("plan-derive", args=[waiting.pk]) in page
    assert reverse("plan-derive", args=[begun.pk]) not in page
    assert reverse("plan-edit", args=[draft.pk]) in page
    assert "năm ngoái của phường" in page
    assert "Chợ Mới" not in page


def test_choices_are_greyed_for_a_leader(binh, province, campaign):
    make_issued(province)

    page = binh.get(reverse("plan-start")).content.decode()

    assert "Chỉ người soạn thảo của đơn vị mới soạn được văn bản mới." in page
    assert "/soan-tu-day/" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_choices_ask_as_often_for_three_as_for_one(hoa, ward, province, campaign, count, django_assert_num_queries):
    for _ in range(count):
        make_draft(ward, parent=make_issued(province))
        make_issued(ward, year=2025)
    hoa.get(reverse("plan-start"))

    with django_assert_num_queries(10):
        page = hoa.get(reverse("plan-start"))

    assert len(page.context["sources"].parents) == count
