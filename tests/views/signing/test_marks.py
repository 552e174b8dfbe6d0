"""The pages of one's signature and of the unit's seal."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.models import VisibleMark
from tests.services.signing.test_marks import RED, picture


def text(response):
    return " ".join(response.content.decode().split())


def sent(colour=(20, 40, 200, 255)):
    return {"picture": SimpleUploadedFile("ky.png", picture(colour))}


def test_own_signature_is_shown_after_it_was_kept_and_gone_after_it_was_removed(binh):
    assert "Chưa có hình." in text(binh.get(reverse("my-marks")))

    binh.post(reverse("my-marks"), sent())
    page = binh.get(reverse("my-marks"))
    assert 'src="data:image/png;base64,' in text(page)
    assert "no-store" in page["Cache-Control"]

    binh.post(reverse("my-marks"), {"remove": "1"})
    assert VisibleMark.objects.count() == 0


def test_refusal_is_a_sentence_on_the_page(binh):
    nothing, red = binh.post(reverse("my-marks")), binh.post(reverse("my-marks"), sent(RED))

    assert "Chưa chọn tệp hình" in text(nothing)
    assert "Hình chữ ký phải màu xanh mực" in text(red)
    assert (nothing.status_code, red.status_code, VisibleMark.objects.count()) == (422, 422, 0)


def test_signature_is_seen_by_its_owner_alone(binh, hoa):
    binh.post(reverse("my-marks"), sent())

    assert "Chưa có hình." in text(hoa.get(reverse("my-marks")))


def test_clerk_keeps_the_seal_of_the_unit(mai, ward):
    address = reverse("unit-seal", args=[ward.pk])

    mai.post(address, sent(RED))

    assert VisibleMark.objects.get().unit == ward
    assert "Hình dấu của UBND phường Đức Xuân" in text(mai.get(address))
    mai.post(address, {"remove": "1"})
    assert VisibleMark.objects.count() == 0


def test_nobody_else_sees_the_seal_or_changes_it(hoa, khach, mai, ward):
    address = reverse("unit-seal", args=[ward.pk])
    mai.post(address, sent(RED))

    for browser in (hoa, khach):
        answers = browser.get(address), browser.post(address, sent(RED)), browser.post(address, {"remove": "1"})
        assert [one.status_code for one in answers] == [403, 403, 403]
        assert "base64" not in text(answers[0])

    assert VisibleMark.objects.count() == 1
