"""The printed form: frozen bytes as they are, drafts as they now read, pages as pictures."""

import pytest
from django.core.cache import caches

from plans.content.plan import SloganContent
from plans.enums import StepKind
from plans.exceptions import Invalid
from plans.models import Item, Plan, SigningFile
from plans.services.rendering import edition_of, page_picture, pages_of, pdf_of
from tests.factories import item, make_draft, make_issued, make_unit
from tests.services.signing.papers import NOT_REAL, WAY, plan_at, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft(make_unit("phường Đức Xuân"), items=(item("k1", "Tổ chức Lễ phát động"),))


def test_pdf_of_an_issued_plan_is_the_frozen_bytes():
    plan = make_issued(make_unit(), pdf=b"%PDF the very bytes")
    Item.objects.filter(plan=plan).update(text="Lời bị sửa lén")

    assert pdf_of(plan) == b"%PDF the very bytes"


def test_edition_of_an_issued_plan_is_told_without_reading_its_bytes(django_assert_num_queries):
    plan = make_issued(make_unit())

    with django_assert_num_queries(1) as asked:
        edition = edition_of(plan)

    assert edition.is_frozen
    assert edition.key == plan.versions.get().sha256
    assert '"pdf"' not in asked.captured_queries[0]["sql"]


def test_edition_of_a_draft_changes_with_every_word(draft):
    before = edition_of(draft).key
    Item.objects.filter(plan=draft).update(text="Tổ chức Lễ phát động sáng Chủ nhật")

    assert edition_of(draft).key != before


def test_edition_of_a_draft_stays_while_its_content_does(draft):
    before = edition_of(draft).key
    Plan.objects.filter(pk=draft.pk).update(revision=7)

    assert edition_of(Plan.objects.get(pk=draft.pk)).key == before


def test_pdf_of_a_draft_is_kept_under_what_the_draft_says(draft):
    edition = edition_of(draft)
    pdf = pdf_of(draft, edition)

    assert pdf.startswith(b"%PDF-1.7")
    assert caches["renders"].get(f"pdf-{edition.key}") == pdf


def test_pdf_of_a_changed_draft_is_not_the_kept_one(draft):
    before = pdf_of(draft)
    Item.objects.filter(plan=draft).update(text="Một lời khác hẳn")

    assert pdf_of(draft) != before


def test_pages_tell_on_which_the_signature_stands():
    many = tuple(item(f"k{at}", "Tổ chức hoạt động vì trẻ em trên địa bàn phường " * 6) for at in range(14))
    plan = make_draft(make_unit(), items=many, slogans=(SloganContent(text="Lắng nghe trẻ em"),))

    pages = pages_of(plan)

    assert pages.count == pages.signed + 1
    assert pages.signed > 1


def test_page_picture_is_a_png_of_the_width_asked_for(draft):
    picture = page_picture(draft, 1, 200)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 200


def test_page_picture_of_a_page_there_is_not_is_refused(draft):
    with pytest.raises(Invalid, match="không có trang 9"):
        page_picture(draft, 9, 200)


def test_plan_on_its_way_is_shown_from_the_file_that_is_signed_and_not_rendered_again():
    plan = plan_at(make_unit("phường Đức Xuân"), StepKind.SIGN)
    Item.objects.filter(plan=plan).update(text="Lời bị sửa lén")

    edition = edition_of(plan)

    assert (edition.is_frozen, edition.key, pdf_of(plan, edition)) == (True, version_of(plan).sha256, NOT_REAL)


def test_what_was_added_to_the_file_is_shown_too():
    plan = plan_at(make_unit("phường Đức Xuân"), StepKind.SEAL)

    edition = edition_of(plan)

    assert (edition.version, edition.file) == (version_of(plan).pk, SigningFile.objects.latest("id").pk)
    assert pdf_of(plan, edition) == NOT_REAL + b" signed numbered"


def test_while_opinions_are_taken_in_the_draft_is_shown():
    plan = plan_at(make_unit(), StepKind.CONSULT, way=(StepKind.CONSULT, *WAY), stages=())

    assert edition_of(plan).content is not None
