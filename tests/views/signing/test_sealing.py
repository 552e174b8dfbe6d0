"""The clerk's screen: the organ's signature where the leader signed the file, a scan where it was paper."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.enums import FileStage, SigningMeans, StepKind
from plans.models import Plan, SigningFile
from plans.signing.fields import ORGAN_FIELD
from tests.services.signing.papers import (
    PASSWORD,
    key_file,
    numbered_pdf,
    plan_at,
    real_pdf,
    signed_elsewhere,
    version_of,
)
from tests.services.signing.test_organ import UNIT, ready

JPG = b"\xff\xd8\xff\xe0 a scan"


def address(plan):
    return reverse("plan-seal", args=[plan.pk])


def send(browser, plan, way, **more):
    return browser.post(address(plan), {"way": way, "version": version_of(plan).pk} | more)


def text(response):
    return " ".join(response.content.decode().split())


def on_paper(ward):
    return plan_at(ward, StepKind.SEAL, pdf=real_pdf(), means=SigningMeans.PAPER)


def test_page_offers_to_sign_what_the_leader_signed(mai, ward):
    page = text(mai.get(address(ready(ward))))

    assert re.findall(r'name="way" value="(\w+)"', page) == ["upload", "key_file"]
    assert "số 45/KH-UBND, ngày 13/5/2026" in page
    assert "<b>Chữ ký số của cơ quan:</b> chờ văn thư Lý Thị Mai" in page


def test_page_asks_for_the_scan_where_the_leader_signed_on_paper(mai, ward):
    page = text(mai.get(address(on_paper(ward))))

    assert re.findall(r'name="way" value="(\w+)"', page) == ["scan"]
    assert "Lưu bản quét" in page


def test_leader_sees_the_page_with_the_act_greyed(binh, ward):
    assert "Chỉ văn thư của đơn vị mới ký số của cơ quan, đóng dấu được." in text(binh.get(address(ready(ward))))


def test_key_file_seals(mai, ward):
    plan = ready(ward)

    send(mai, plan, "key_file", key_file=SimpleUploadedFile("cq.p12", key_file(UNIT)), password=PASSWORD)

    assert SigningFile.objects.filter(version__plan=plan, stage=FileStage.SEALED).count() == 1
    assert Plan.objects.get(pk=plan.pk).step_kind == StepKind.ISSUE
    assert "Đã ký số của cơ quan, đóng dấu. Việc tiếp theo: ban hành." in text(mai.get(address(plan)))


def test_file_sealed_elsewhere_is_taken_after_a_look(mai, ward):
    plan, sealed = ready(ward), signed_elsewhere(numbered_pdf(), key_file(UNIT), field=ORGAN_FIELD)

    asked = send(mai, plan, "upload", signed_file=SimpleUploadedFile("ky.pdf", sealed))
    send(mai, plan, "upload", signed_file=SimpleUploadedFile("ky.pdf", sealed), agreed="1")

    assert asked.status_code == 422
    assert SigningFile.objects.get(stage=FileStage.SEALED).means == SigningMeans.UPLOAD


def test_scan_is_kept(mai, ward):
    plan = on_paper(ward)

    send(mai, plan, "scan", scan=SimpleUploadedFile("ban ky.jpg", JPG))

    assert SigningFile.objects.get(stage=FileStage.SCAN).file_name == "ban ky.jpg"
    assert "đã đóng dấu trên giấy, có bản quét: Lý Thị Mai" in text(mai.get(address(plan)))


@pytest.mark.parametrize(
    ("way", "more", "said"),
    [
        ("scan", {}, "Chọn bản quét của văn bản đã ký"),
        ("scan", {"scan": b"<html>"}, "Bản quét phải là tệp PDF, JPG hoặc PNG"),
        ("upload", {}, "Chọn tệp PDF đã ký"),
        ("key_file", {}, "Chọn tệp chứng thư số của cơ quan."),
        ("token", {}, "Nhập mã PIN"),
        ("plugin", {}, "tiện ích ký VGCA"),
        ("paper", {}, "Chưa chọn cách ký"),
    ],
)
def test_a_refusal_is_a_sentence_on_the_page(mai, ward, way, more, said):
    plan = on_paper(ward)
    files = {name: SimpleUploadedFile("x.jpg", sent) for name, sent in more.items()}

    answer = send(mai, plan, way, **files)

    assert (answer.status_code, said in text(answer)) == (422, True)
    assert SigningFile.objects.filter(version__plan=plan, stage=FileStage.SEALED).count() == 0


def test_a_second_press_says_that_it_is_done(mai, ward):
    plan = on_paper(ward)
    send(mai, plan, "scan", scan=SimpleUploadedFile("a.jpg", JPG))

    again = send(mai, plan, "scan", scan=SimpleUploadedFile("a.jpg", JPG))

    assert again.status_code == 409
    assert "đã có chữ ký số hoặc dấu của cơ quan rồi" in text(again)
    assert SigningFile.objects.filter(stage=FileStage.SCAN).count() == 1
