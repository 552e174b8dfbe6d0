"""The review over HTTP: every correction is a plain form that comes back to the page."""

import pytest

from plans.importing.reviewing import review_from_json
from plans.models import ImportedDocument, Plan
from tests.factories import make_copy, make_issued
from tests.imported import PLAN, make_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(ward):
    return make_read(ward)


def review():
    return review_from_json(ImportedDocument.objects.get().review)


def correct(client, document, act, revision=1, **sent):
    return client.post(f"/nhap-van-ban/{document.pk}/sua/{act}/", {"revision": revision, **sent})


def test_lines_and_items_are_corrected(hoa, document):
    key = review().content.items[0].key

    assert correct(hoa, document, "dong", line=34, what="noise").url == f"/nhap-van-ban/{document.pk}/#chua-hieu"
    assert correct(hoa, document, "chu", 2, key=key, text="MỤC ĐÍCH").url == f"/nhap-van-ban/{document.pk}/#m-{key}"
    assert (review().unread, review().content.items[0].text) == ((), "MỤC ĐÍCH")
    stays = correct(hoa, document, "vao", 3, key=review().content.items[1].key, stay=1)
    assert "?muc=" in stays.url


def test_an_item_open_for_correction_shows_its_forms(hoa, document):
    key = review().content.items[0].key
    page = hoa.get(f"/nhap-van-ban/{document.pk}/?muc={key}").text

    assert all(said in page for said in ("Lời của đoạn I.", "Lên một cấp", "Nối vào đoạn trên", "Tách làm hai đoạn"))


def test_a_refusal_comes_back_with_what_was_typed(hoa, document):
    key = review().content.items[0].key
    response = correct(hoa, document, "tach", key=key, before="MỤC ĐÍCH riêng của mình", after="")

    assert response.status_code == 422
    assert "một ô đang trống" in response.text
    assert "MỤC ĐÍCH riêng của mình" in response.text


def test_a_page_that_is_old_shows_what_there_is_now(hoa, document):
    correct(hoa, document, "dong", line=34, what="noise")
    response = correct(hoa, document, "moi-dong", 1, what="paragraph")

    assert (response.status_code, "vừa được sửa ở chỗ khác" in response.text) == (409, True)
    assert 'name="revision" value="2"' in response.text


def test_facts_are_written(hoa, document):
    page = hoa.get(f"/nhap-van-ban/{document.pk}/?sua=thong-tin").text
    assert 'value="41/KH-UBND"' in page

    sent = {"revision": 1, "title": "Tên khác", "number": "bốn"}
    refused = hoa.post(f"/nhap-van-ban/{document.pk}/thong-tin/", sent)
    assert (refused.status_code, "Ghi số, ký hiệu như trên văn bản" in refused.text) == (422, True)
    kept = hoa.post(f"/nhap-van-ban/{document.pk}/thong-tin/", sent | {"number": "43/KH-UBND"})
    assert kept.url == f"/nhap-van-ban/{document.pk}/#thong-tin"
    assert (review().title, review().number) == ("Tên khác", "43/KH-UBND")


def test_somebody_who_may_not_correct_sees_why_and_no_forms(binh, document):
    page = binh.get(f"/nhap-van-ban/{document.pk}/").text

    assert "Chỉ người soạn thảo của đơn vị mới sửa được" in page
    assert "/sua/" not in page
    assert correct(binh, document, "dong", line=34, what="noise").status_code == 403


@pytest.mark.parametrize("sent", [{"line": "x"}, {"line": "²"}, {"line": "99999"}, {}])
def test_nonsense_is_a_sentence(hoa, document, sent):
    assert correct(hoa, document, "dong", what="noise", **sent).status_code in (409, 422)
    assert correct(hoa, document, "gi-do").status_code == 404


@pytest.mark.parametrize("repeat", [1, 40])
def test_the_page_asks_as_often_for_a_long_document(hoa, ward, repeat, django_assert_num_queries):
    document = make_read(ward, PLAN + "\n- Việc nữa" * repeat)

    with django_assert_num_queries(7):
        hoa.get(f"/nhap-van-ban/{document.pk}/")


# --- keeping ---------------------------------------------------------------------------------------------------------


def test_a_copy_is_kept_and_every_page_says_whose_it_is(hoa, document, province):
    page = hoa.get(f"/nhap-van-ban/{document.pk}/giu/?lam=anothers").text
    assert f'name="unit" value="{province.pk}">' in page

    sent = {"revision": 1, "keep_as": "anothers", "unit": province.pk}
    response = hoa.post(f"/nhap-van-ban/{document.pk}/giu/", sent)
    plan = Plan.objects.get()
    assert response.url == f"/ke-hoach/{plan.pk}/"
    said = "bản do UBND phường Đức Xuân nhập từ tệp"
    for address in (response.url, "/ke-hoach/", "/ke-hoach/soan-moi/", f"/ke-hoach/{plan.pk}/ban-in/"):
        assert said in hoa.get(address).text, address
    assert hoa.get(f"/nhap-van-ban/{document.pk}/").url == response.url


def test_no_unit_is_chosen_for_anybody(hoa, document):
    response = hoa.post(f"/nhap-van-ban/{document.pk}/giu/", {"revision": 1, "keep_as": "anothers"})

    assert (response.status_code, "Chọn cơ quan đã ban hành văn bản này." in response.text) == (409, True)
    assert hoa.post(f"/nhap-van-ban/{document.pk}/giu/", {"revision": 1}).status_code == 422
    assert Plan.objects.count() == 0


def test_a_draft_opens_in_the_editor(hoa, document):
    response = hoa.post(f"/nhap-van-ban/{document.pk}/giu/", {"revision": 1, "keep_as": "draft"})

    assert response.url == f"/ke-hoach/{Plan.objects.get().pk}/soan/"


def test_a_copy_is_taken_back(hoa, khach, ward, province):
    copy = make_copy(province, by=ward)

    assert "Bỏ bản nhập từ tệp?" in hoa.get(f"/ke-hoach/{copy.pk}/bo-ban-nhap/").text
    assert khach.post(f"/ke-hoach/{copy.pk}/bo-ban-nhap/").status_code == 404
    assert hoa.post(f"/ke-hoach/{copy.pk}/bo-ban-nhap/").status_code == 302
    assert hoa.get(f"/ke-hoach/{copy.pk}/").status_code == 404
    assert hoa.post(f"/ke-hoach/{make_issued(province).pk}/bo-ban-nhap/").status_code == 409


# --- originals -------------------------------------------------------------------------------------------------------


def test_the_original_comes_as_an_attachment_no_browser_runs(hoa, ward):
    document = make_read(ward, "<script>alert(1)</script>\n" + PLAN, file_name='kế "hoạch".html')
    response = hoa.get(f"/nhap-van-ban/{document.pk}/tep-goc/")

    assert response.content == bytes(document.original)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert '"hoạch"' not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_whoever_reads_the_plan_may_have_its_original(hoa, khach, document, ward):
    hoa.post(f"/nhap-van-ban/{document.pk}/giu/", {"revision": 1, "keep_as": "draft"})
    plan = Plan.objects.get()

    assert hoa.get(f"/ke-hoach/{plan.pk}/tep-goc/").content == bytes(document.original)
    assert khach.get(f"/ke-hoach/{plan.pk}/tep-goc/").status_code == 404
    assert hoa.get(f"/ke-hoach/{make_issued(ward).pk}/tep-goc/").status_code == 404


@pytest.fixture(scope="module")
def two_pages():
    """A real PDF of two pages, the second one absurdly long."""
    from io import BytesIO

    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    made.new_page(595, 842)
    made.new_page(10, 5000)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def test_pages_of_a_pdf_are_pictures_and_other_kinds_have_none(hoa, ward, document, two_pages):
    pdf = make_read(ward, kind="pdf", original=two_pages, sha256="a" * 64)
    picture = hoa.get(f"/nhap-van-ban/{pdf.pk}/trang/1.png")

    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert [hoa.get(f"/nhap-van-ban/{pdf.pk}/trang/{page}.png").status_code for page in (2, 3)] == [404, 404]
    assert hoa.get(f"/nhap-van-ban/{document.pk}/trang/1.png").status_code == 404


def test_a_pdf_is_shown_as_its_pages_or_as_text(hoa, ward, two_pages):
    pdf = make_read(ward, kind="pdf", original=two_pages, sha256="b" * 64)

    assert f"/nhap-van-ban/{pdf.pk}/trang/2.png" in hoa.get(f"/nhap-van-ban/{pdf.pk}/").text
    assert 'class="source"' in hoa.get(f"/nhap-van-ban/{pdf.pk}/?xem=chu").text
