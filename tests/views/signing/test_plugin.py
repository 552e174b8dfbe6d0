"""The exchange with the VGCA plug-in, as recorded in `recorded_exchange.json`, and what it is refused."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.enums import PlanStatus, SigningMeans, StepKind
from plans.models import Plan, PluginSession, SigningFile
from tests.services.signing.papers import authority_pem, key_file, plan_at, real_pdf, signed_elsewhere, version_of

RECORDED = json.loads((Path(__file__).parent / "recorded_exchange.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _is_on(settings, trust):
    settings.VGCA = True
    (trust / "root.pem").write_bytes(authority_pem())


def begin(browser, plan, **more):
    return browser.post(reverse("vgca-session", args=[plan.pk]), {"version": version_of(plan).pk} | more)


def path(address):
    return address.removeprefix("http://testserver")


def hand_in(call, content, client=None):
    """As the plug-in does: from its own program, without a cookie or a CSRF token."""
    told = RECORDED["upload"]
    file = SimpleUploadedFile(told["file_name"], content, content_type=told["content_type"])
    client = client or Client(enforce_csrf_checks=True)
    return client.post(path(call["FileUploadHandler"]), {told["field"]: file}, headers=told["headers"])


def test_whole_exchange_signs_the_plan(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())

    told = begin(binh, plan).json()
    call = told["call"]
    fetched = Client().get(path(call["FileName"]), headers=RECORDED["fetch"]["headers"])
    signed = signed_elsewhere(fetched.content, key_file(is_issued=True))
    answer = hand_in(call, signed)

    assert (told["function"], sorted(call)) == (RECORDED["leader"]["function"], sorted(RECORDED["leader"]["call"]))
    assert fetched.content == real_pdf()
    assert sorted(answer.json()) == sorted(RECORDED["upload"]["answer"])
    assert (answer.json()["Status"], answer.json()["Message"]) == (0, "")
    assert SigningFile.objects.get().means == SigningMeans.PLUGIN
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.APPROVED


def test_clerks_call_carries_number_and_date(mai, ward):
    plan = plan_at(ward, StepKind.SEAL, pdf=real_pdf())

    told = begin(mai, plan).json()

    assert told["function"] == RECORDED["clerk"]["function"]
    wanted = RECORDED["clerk"]["call"]
    assert (told["call"]["DocNumber"], told["call"]["IssuedDate"]) == (wanted["DocNumber"], wanted["IssuedDate"])


def test_refused_file_is_answered_with_the_reason_and_used_up_the_session(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())
    call = begin(binh, plan).json()["call"]

    refused, again = hand_in(call, real_pdf()), hand_in(call, real_pdf())

    assert (refused.status_code, refused.json()["Status"]) == (200, 1)
    assert "chưa có thêm chữ ký số nào" in refused.json()["Message"]
    assert (again.status_code, "đã dùng" in again.json()["Message"]) == (409, True)
    assert SigningFile.objects.count() == 0


def test_addresses_without_the_secret_answer_nothing(ward):
    for response in (
        Client().get("/ky-so/vgca/doan-mo/van-ban.pdf"),
        hand_in({"FileUploadHandler": "/ky-so/vgca/doan-mo/nhan/"}, b"%PDF"),
    ):
        assert (response.status_code, response.json()["Status"]) == (409, 1)


def test_hand_in_without_a_file_leaves_the_session(binh, ward):
    call = begin(binh, plan_at(ward, pdf=real_pdf())).json()["call"]

    answer = Client().post(path(call["FileUploadHandler"]))

    assert (answer.status_code, PluginSession.objects.get().used_at) == (422, None)


def test_guessing_is_slowed_down(ward):
    answers = [Client().get("/ky-so/vgca/doan-mo/van-ban.pdf").status_code for _ in range(62)]

    assert (answers[0], answers[59], answers[61]) == (409, 409, 429)


def test_session_begins_with_a_csrf_token_only(binh, ward):
    plan = plan_at(ward, pdf=real_pdf())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = binh.cookies

    assert begin(strict, plan).status_code == 403
    assert PluginSession.objects.count() == 0


def test_turned_off_nothing_of_it_exists(binh, ward, settings):
    plan = plan_at(ward, pdf=real_pdf())
    call = begin(binh, plan).json()["call"]
    settings.VGCA = False

    answers = begin(binh, plan), Client().get(path(call["FileName"])), hand_in(call, real_pdf())

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert "Tiện ích ký VGCA" not in binh.get(reverse("plan-sign", args=[plan.pk])).content.decode()


def test_turned_on_the_screen_offers_it_first(binh, ward):
    page = binh.get(reverse("plan-sign", args=[plan_at(ward, pdf=real_pdf()).pk])).content.decode()

    assert page.index('value="plugin" checked') < page.index('value="upload"')
    assert "data-vgca=" in page
