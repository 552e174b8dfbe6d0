"""Pictures of signatures and seals: only transparent ones of the right colour, written anew without what came along."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from plans.enums import Event
from plans.exceptions import Invalid, NotAllowed
from plans.models import AuditEntry, VisibleMark
from plans.services.signing.marks import (
    keep_own_signature,
    keep_seal,
    may_keep_seal,
    remove_own_signature,
    remove_seal,
)
from tests.factories import make_actor, make_user

pytestmark = pytest.mark.django_db

BLUE, RED, BLACK = (20, 40, 200, 255), (210, 20, 30, 255), (0, 0, 0, 255)


def picture(colour=BLUE, *, size=(300, 120), ground=(0, 0, 0, 0), kind="PNG", words=""):
    image = Image.new("RGBA", size, ground)
    ImageDraw.Draw(image).line((40, 60, min(200, size[0]), 40), fill=colour, width=6)
    more = PngImagePlugin.PngInfo()
    more.add_text("Comment", words)
    written = BytesIO()
    (image if kind == "PNG" else image.convert("RGB")).save(
        written, format=kind, **({"pnginfo": more} if words else {})
    )
    return written.getvalue()


def test_signature_is_cut_to_its_strokes_and_loses_what_came_along(binh):
    mark = keep_own_signature(actor=binh, picture=picture(words="chụp ở nhà riêng"))

    kept = Image.open(BytesIO(bytes(mark.png)))
    assert (kept.mode, kept.size, "chụp" in str(kept.info)) == ("RGBA", (mark.width, mark.height), False)
    assert mark.width < 300
    assert mark.height < 120


def test_a_second_picture_takes_the_place_of_the_first(binh):
    keep_own_signature(actor=binh, picture=picture())
    keep_own_signature(actor=binh, picture=picture(size=(400, 200)))

    assert VisibleMark.objects.filter(user_id=binh.user_id).count() == 1
    assert AuditEntry.objects.filter(event=Event.MARK_SAVED).count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "Chỉ nhận tệp PNG"),
        (picture(kind="JPEG"), "Chỉ nhận tệp PNG"),
        (b"<svg onload=alert(1)>", "Chỉ nhận tệp PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "bị hỏng"),
        (picture(ground=(255, 255, 255, 255)), "có nền"),
        (Image.new("RGBA", (100, 100)), "không có nét nào"),
        (picture(size=(59, 300)), "từ 60 đến 3000 điểm ảnh"),
        (picture(size=(3001, 100)), "từ 60 đến 3000 điểm ảnh"),
        (picture(BLACK), "màu xanh mực"),
        (picture(RED), "màu xanh mực"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 2 * 1024 * 1024, "quá 2 MB"),
    ],
    ids=["nothing", "jpg", "svg", "broken", "ground", "empty", "narrow", "wide", "black", "red", "large"],
)
def test_a_picture_that_cannot_stand_over_words_is_refused_with_the_reason(binh, sent, said):
    if isinstance(sent, Image.Image):
        written = BytesIO()
        sent.save(written, format="PNG")
        sent = written.getvalue()

    with pytest.raises(Invalid, match=said):
        keep_own_signature(actor=binh, picture=sent)

    assert VisibleMark.objects.count() == 0


def test_large_picture_is_kept_no_larger_than_a_printer_shows(binh):
    image = Image.new("RGBA", (2800, 2800), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 2790, 2790), outline=BLUE, width=40)
    written = BytesIO()
    image.save(written, format="PNG")

    mark = keep_own_signature(actor=binh, picture=written.getvalue())

    assert max(mark.width, mark.height) == 1200


def test_seal_is_red_and_kept_by_the_clerk(mai, ward):
    with pytest.raises(Invalid, match="Hình dấu phải màu đỏ"):
        keep_seal(ward, actor=mai, picture=picture(BLUE))

    mark = keep_seal(ward, actor=mai, picture=picture(RED))

    assert (mark.unit, mark.user) == (ward, None)


@pytest.mark.parametrize("who", ["hoa", "binh", "khach"])
def test_nobody_else_keeps_or_removes_the_seal(request, who, ward, mai):
    keep_seal(ward, actor=mai, picture=picture(RED))
    actor = request.getfixturevalue(who)

    with pytest.raises(NotAllowed, match="Chỉ văn thư hoặc quản trị"):
        keep_seal(ward, actor=actor, picture=picture(RED))
    with pytest.raises(NotAllowed):
        remove_seal(ward, actor=actor)

    assert VisibleMark.objects.count() == 1


def test_administrator_of_the_unit_keeps_its_seal_too(ward, other_commune):
    tu = make_actor(ward, "administrator", user=make_user("Nông Văn Tú"))

    assert may_keep_seal(tu, ward).allowed
    assert not may_keep_seal(tu, other_commune).allowed


def test_removing_takes_only_ones_own(binh, mai, ward):
    keep_own_signature(actor=binh, picture=picture())
    keep_own_signature(actor=mai, picture=picture())
    keep_seal(ward, actor=mai, picture=picture(RED))

    remove_own_signature(actor=mai)
    remove_own_signature(actor=mai)
    remove_seal(ward, actor=mai)

    assert [one.user_id for one in VisibleMark.objects.all()] == [binh.user_id]
