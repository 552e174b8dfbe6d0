"""One-time links over HTTP: they open their own report and nothing else; and a report typed on behalf."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from plans.models import Evidence, Figure, Report, ReportLink, ReportVersion
from plans.queries.reporting.addresses.links import link_by
from plans.rules.actor import SYSTEM
from plans.services.reporting.addresses.links import give_link, revoke_link
from plans.views.reporting.addresses import links as views
from tests.factories import make_unit
from tests.report_rows import make_form, make_indicator, make_report, make_round
from tests.views.forms import fields_of, forms_of, words_of

pytestmark = pytest.mark.django_db
SUBPAGES = ("", "lam/", "phan/chi-dao/", "gui/", "khong-phat-sinh/")


@pytest.fixture(autouse=True)
def _ninth_of_july(settings, _day_of_the_story):
    settings.DEMO_TODAY = date(2026, 7, 9)


@pytest.fixture
def round_(province, ward):
    return make_round(province, form=make_form(None, make_indicator("D1")))


@pytest.fixture
def report(round_, ward):
    return make_report(round_, ward)


@pytest.fixture
def other(round_, other_commune):
    """Another unit's report, with words that could leak."""
    return make_report(round_, other_commune, draft={"narratives": [["chi-dao", "Lời của xã Chợ Mới"]]})


@pytest.fixture
def secret(report):
    return give_link(report, actor=SYSTEM, given_to="Nông Thị Lan")[1]


@pytest.fixture
def holder():
    """A browser in which nobody has logged in, and that is asked for its tokens."""
    return Client(enforce_csrf_checks=True)


def at(secret, rest=""):
    return f"/bao-cao/lien-ket/{secret}/{rest}"


def post(browser, page, told=None, **more):
    """What a browser sends when the form of a page is pressed."""
    return browser.post(page, form_of(browser, page) | (told or {}), **more)


def form_of(browser, page):
    """The page's own form, with its token."""
    forms = [one["fields"] for one in forms_of(browser.get(page)) if one["action"] in (page, "")]
    return next(one for one in forms if "csrfmiddlewaretoken" in one)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_a_holder_reads_what_the_link_is_for(holder, secret, report):
    response = holder.get(at(secret))

    words = words_of(response)
    assert "Ủy ban nhân dân phường Đức Xuân gửi UBND tỉnh Thái Nguyên" in words
    assert "trước ngày 15/7/2026 · ngày cuối: thứ Ba 14/7 · còn 5 ngày" in words
    assert "Liên kết giao cho Nông Thị Lan" in words
    assert link_by(secret).opened_at is not None


@pytest.mark.parametrize("rest", SUBPAGES)
def test_no_page_of_a_link_is_kept_found_or_told_on(holder, secret, rest):
    response = holder.get(at(secret, rest))

    assert response.status_code in (200, 302)
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    # "no-referrer" would make browsers send "Origin: null" with a form; this one sends the portal's name alone.
    assert response["Referrer-Policy"] == "strict-origin"


def test_a_part_is_saved_by_the_script_and_by_a_plain_form(holder, secret, report):
    page = at(secret, "phan/chi-dao/")
    sent = form_of(holder, page) | {"loi": "Đã ban hành kế hoạch."}
    answer = holder.post(page, sent, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["ok"]) == (200, True)

    response = post(holder, page, {"loi": "Đã ban hành kế hoạch số 5."})

    report.refresh_from_db()
    assert (response.status_code, response.url) == (302, page)
    assert "Đã ban hành kế hoạch số 5." in json.dumps(report.draft, ensure_ascii=False)


def test_without_its_token_a_form_is_refused(holder, secret, report, caplog):
    response = holder.post(at(secret, "khong-phat-sinh/"), {"revision": report.revision})

    assert (response.status_code, ReportVersion.objects.count()) == (403, 0)


def test_filing_closes_the_link_and_says_so_and_whom_to_call(holder, secret, report):
    response = post(holder, at(secret, "khong-phat-sinh/"))

    assert (response.status_code, response.url) == (302, at(secret))
    version = ReportVersion.objects.get()
    assert (version.report, version.filed_by_name, version.filed_by, version.is_nothing) == (
        report, "Nông Thị Lan", None, True,
    )  # fmt: skip
    assert ReportLink.objects.get().used_at is not None
    page = holder.get(at(secret))
    assert page.status_code == 410
    assert "UBND phường Đức Xuân đã gửi báo cáo không phát sinh về UBND tỉnh Thái Nguyên" in words_of(page)


def test_a_report_with_figures_is_filed_from_its_preview(holder, secret, report):
    post(holder, at(secret, "phan/so-lieu-rieng/"), {"so-D1": "1.234"})

    response = post(holder, at(secret, "gui/"))

    assert (response.status_code, response.url) == (302, at(secret))
    assert list(Figure.objects.values_list("report", "value")) == [(report.pk, 1234)]


# --- nothing but its own report ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["report-edit", "report-file", "report-nothing", "report-supplement", "report-link", "report-type-in"]
)
def test_a_holder_has_no_door_to_reports_by_number(holder, secret, report, other, name):
    holder.get(at(secret))

    for one in (report, other):
        response = holder.get(reverse(name, args=[one.pk]))
        assert (response.status_code, response.url.startswith("/dang-nhap/")) == (302, True)


@pytest.mark.parametrize("rest", SUBPAGES)
def test_no_page_of_a_link_shows_another_unit_or_a_way_to_it(holder, secret, other, rest):
    response = holder.get(at(secret, rest), follow=True)

    text = response.content.decode()
    assert response.status_code == 200
    assert [word for word in ("Chợ Mới", f"/bao-cao/{other.pk}/", "/theo-doi/", "/bao-cao/ky/") if word in text] == []


def test_numbers_typed_into_a_links_forms_change_nothing_elsewhere(holder, secret, report, other):
    page = at(secret, "phan/chi-dao/")
    before = Report.objects.values("draft", "revision").get(pk=other.pk)

    post(holder, page, {"loi": "Của phường", "report": other.pk, "pk": other.pk, "unit": other.unit_id})

    assert Report.objects.values("draft", "revision").get(pk=other.pk) == before
    report.refresh_from_db()
    assert "Của phường" in json.dumps(report.draft, ensure_ascii=False)


def refused(browser, secret, status, sentence):
    """Every page of the link answers with that sentence, to a person and to the script."""
    told = {"revision": 1, "loi": "Chen vào"}
    for rest in SUBPAGES:
        page = browser.get(at(secret, rest))
        assert (page.status_code, sentence in words_of(page)) == (status, True), rest
        assert page["Referrer-Policy"] == "no-referrer"
        said = browser.post(at(secret, rest), told, headers={"accept": "application/json"})
        assert (said.status_code, sentence in said.json()["message"]) == (status, True), rest


def test_after_its_day_it_opens_nothing(client, secret, report, settings):
    settings.DEMO_TODAY = date(2026, 7, 17)
    refused(client, secret, 410, "Liên kết này đã hết hạn. Gọi Hệ thống, UBND tỉnh Thái Nguyên")
    assert Report.objects.get(pk=report.pk).draft == {}


def test_after_it_was_taken_back_it_opens_nothing(client, secret, report):
    revoke_link(link_by(secret), actor=SYSTEM)
    refused(client, secret, 410, "Nơi nhận đã thu hồi liên kết này.")


def test_after_filing_it_opens_nothing_even_when_the_report_comes_back(client, holder, secret, report):
    post(holder, at(secret, "khong-phat-sinh/"))
    refused(client, secret, 410, "Báo cáo đã gửi nên liên kết này không còn dùng được.")

    Report.objects.update(status="returned")
    refused(client, secret, 410, "Báo cáo đã gửi nên liên kết này không còn dùng được.")


@pytest.mark.parametrize("how", [str.swapcase, lambda secret: secret[:-1], lambda secret: f"{secret}A", lambda _: "x"])
def test_a_tampered_link_opens_nothing(client, secret, how, caplog):
    refused(client, how(secret), 404, "Không có báo cáo nào ở liên kết này")
    assert how(secret) not in caplog.text or how(secret) == "x"


def test_asking_too_often_is_refused_until_the_next_minute(client, secret, report, monkeypatch):
    monkeypatch.setattr(views, "A_MINUTE", 3)
    monkeypatch.setattr("plans.clock.real_now", lambda: datetime(2026, 7, 9, 1, minute[0], tzinfo=UTC))

    minute = [0]
    answers = [client.get(at(secret)).status_code for _ in range(3)] + [client.get(at("x")).status_code]
    page = client.get(at(secret, "gui/"))

    assert (answers, page.status_code) == ([200, 200, 200, 429], 429)
    assert "Mở liên kết quá nhiều lần" in words_of(page)
    minute[0] = 1
    assert client.get(at(secret)).status_code == 200


# --- giving and taking back -------------------------------------------------------------------------------------------


def test_the_address_of_a_new_link_is_shown_once_and_kept_nowhere(lan, report):
    response = post(lan, f"/bao-cao/{report.pk}/lien-ket/", {"given_to": "Nông Thị Lan", "days": "7"})
    assert (response.status_code, response.url) == (302, f"/bao-cao/{report.pk}/lien-ket/")

    page = lan.get(response.url)
    address = page.context["address"]
    assert address in page.content.decode()
    secret = address.rstrip("/").rpartition("/")[2]
    assert (link_by(secret).report, page["Cache-Control"].count("no-store")) == (report, 1)
    assert secret not in "".join(str(one.get_decoded()) for one in Session.objects.all())
    again = lan.get(response.url)
    assert (secret in again.content.decode(), "Nông Thị Lan" in words_of(again)) == (False, True)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_given(lan, report):
    response = post(lan, f"/bao-cao/{report.pk}/lien-ket/", {"given_to": " ", "days": "7"})

    assert (response.status_code, "Ô này chưa ghi gì." in words_of(response)) == (422, True)
    assert ReportLink.objects.count() == 0


def test_a_link_is_taken_back_from_the_list(lan, report, secret):
    link = ReportLink.objects.get()

    lan.post(f"/bao-cao/{report.pk}/lien-ket/{link.pk}/thu-hoi/")

    page = lan.get(f"/bao-cao/{report.pk}/lien-ket/")
    assert "Đã thu hồi liên kết giao cho Nông Thị Lan." in words_of(page)
    assert ReportLink.objects.get().revoked_at is not None


def test_a_link_of_another_report_is_not_taken_back_through_this_one(lan, report, other):
    give_link(other, actor=SYSTEM, given_to="Lường Văn Khách")

    lan.post(f"/bao-cao/{report.pk}/lien-ket/{ReportLink.objects.get().pk}/thu-hoi/")

    assert ReportLink.objects.get().revoked_at is None


def test_the_unit_itself_and_strangers_give_no_links(hoa, khach, report):
    for browser, status in ((hoa, 403), (khach, 404)):
        for way in ("lien-ket", "nhap-thay"):
            assert browser.get(f"/bao-cao/{report.pk}/{way}/").status_code == status


def test_a_unit_that_has_not_begun_is_helped_from_its_page_in_the_round(lan, round_, other_commune):
    page = f"/theo-doi/{round_.pk}/don-vi/{other_commune.pk}/"
    begin = f"/bao-cao/ky/{round_.pk}/don-vi/{other_commune.pk}/"
    fields = fields_of(lan.get(page), begin)

    for den, leads_to in (("lien-ket", "lien-ket"), ("nhap-thay", "nhap-thay")):
        response = lan.post(begin, fields | {"den": den})
        assert response.url == f"/bao-cao/{Report.objects.get().pk}/{leads_to}/"


# --- typed on behalf --------------------------------------------------------------------------------------------------


def scan():
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    return SimpleUploadedFile("bao-cao.png", picture.getvalue(), "image/png")


def test_from_what_a_report_is_typed_is_said_first_and_its_scan_kept(lan, report):
    page = f"/bao-cao/{report.pk}/nhap-thay/"
    told = {"way": "giay", "given_by": "bà Nông Thị Lan", "on": "08/7/2026", "files": scan()}

    response = post(lan, page, told)

    report.refresh_from_db()
    assert (response.status_code, response.url) == (302, f"/bao-cao/{report.pk}/")
    assert report.source == "bản giấy, bà Nông Thị Lan, ngày 08/7/2026"
    assert list(Evidence.objects.values_list("report", "is_scan", "caption")) == [
        (report.pk, True, "Bản quét báo cáo giấy")
    ]
    assert report.source in words_of(lan.get(page))


def test_what_was_said_is_filed_with_the_report(lan, report):
    told = {"way": "dien-thoai", "given_by": "bà Nông Thị Lan", "on": "09/7/2026", "den": "khong-phat-sinh"}
    response = post(lan, f"/bao-cao/{report.pk}/nhap-thay/", told)

    post(lan, response.url)

    version = ReportVersion.objects.get()
    assert (version.source, version.filed_by_name) == ("điện thoại, bà Nông Thị Lan, ngày 09/7/2026", "Trần Thị Lan")


def test_a_scan_that_is_no_picture_is_named_and_the_source_is_kept(lan, report):
    told = {"way": "giay", "given_by": "bà Lan", "on": "08/7/2026", "files": SimpleUploadedFile("a.png", b"MZ")}

    response = post(lan, f"/bao-cao/{report.pk}/nhap-thay/", told)

    assert "a.png: " in lan.get(response.url, follow=True).content.decode()
    assert (Evidence.objects.count(), Report.objects.get(pk=report.pk).source != "") == (0, True)


def test_a_unit_outside_the_province_is_nobodys_to_help(lan, province):
    stranger = make_report(make_round(make_unit("tỉnh Khác", level="province")))

    for way in ("lien-ket", "nhap-thay"):
        assert lan.get(f"/bao-cao/{stranger.pk}/{way}/").status_code == 404
