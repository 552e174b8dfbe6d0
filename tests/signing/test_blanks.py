"""The page that is signed: number and date kept free and filled as if printed in one go; where signatures stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw

from plans.content.plan import SignatureContent
from plans.documents.blanks import (
    LEADER_SIZE,
    SEAL_SIZE,
    blank_document,
    corner_pdf,
    filled_lines,
    seal_pdf,
    signature_pdf,
)
from plans.documents.pages import document_html
from plans.documents.pdf import render_pdf
from plans.documents.pictures import page_png, page_sizes, page_texts
from plans.exceptions import Invalid
from plans.services.signing.filling import fill_number
from plans.services.signing.preparing import signing_pdf
from tests.documents.samples import COMMUNE_DRAFT, DEPARTMENT, DUC_XUAN, item, section

POINT = 72 / 25.4
NOW = datetime(2026, 5, 13, 9, 30, 15, tzinfo=timezone(timedelta(hours=7)))

SHORT = replace(COMMUNE_DRAFT, items=(section("Nội dung", item("Phát tin, bài mỗi tuần hai buổi.")),))
LONG_PLACE = replace(
    SHORT, issuer=replace(DUC_XUAN, place="Phường Nguyễn Thị Minh Khai và Hoàng Văn Thụ"), symbol="KH-UBND"
)
DEPARTMENT_DRAFT = replace(DEPARTMENT, number=None, issued_on=None)
NOT_YET_KNOWN = replace(SHORT, signature=SignatureContent())

PLANS = {"ward": SHORT, "long place": LONG_PLACE, "department": DEPARTMENT_DRAFT, "nobody signs yet": NOT_YET_KNOWN}


def millimetres(place):
    return [round(side / POINT, 1) for side in (place.width, place.height)]


def pixels(pdf, page=1):
    return Image.open(BytesIO(page_png(pdf, page, 1240))).convert("L")


def largest_difference(one, other):
    return ImageChops.difference(one, other).getextrema()[1]


@pytest.mark.usefixtures("renders_clean")
@pytest.mark.parametrize("name", PLANS)
def test_filled_page_looks_as_if_printed_in_one_go(name):
    """The same pixels but for the smoothing of a few letters' edges, which stand a hair beside their place."""
    numbered = replace(PLANS[name], number=12, issued_on=date(2026, 12, 13))

    filled = fill_number(signing_pdf(PLANS[name]), numbered)

    assert largest_difference(pixels(filled), pixels(render_pdf(numbered))) < 60
    assert sorted(page_texts(filled)[0].split()) == sorted(page_texts(render_pdf(numbered))[0].split())


@pytest.mark.usefixtures("renders_clean")
@pytest.mark.parametrize("name", PLANS)
def test_file_to_sign_shows_the_drafts_own_pages(name):
    made, draft = signing_pdf(PLANS[name]), render_pdf(PLANS[name])

    assert page_sizes(made) == page_sizes(draft)
    assert [largest_difference(pixels(made, at), pixels(draft, at)) < 60 for at in range(1, len(page_sizes(made)) + 1)]


def test_number_and_date_are_not_in_the_page_itself():
    (first, *_) = page_texts(blank_document(SHORT).pdf)

    assert "Số:" not in first
    assert "Đức Xuân, ngày" not in first
    assert "PHƯỜNG ĐỨC XUÂN" in first


def test_number_that_is_known_already_is_kept_out_of_the_page_too():
    numbered = replace(SHORT, number=5, issued_on=date(2026, 5, 13))

    assert blank_document(numbered).places == blank_document(SHORT).places
    assert "05/KH-UBND" in page_texts(signing_pdf(numbered))[0]


def test_ordinary_print_knows_nothing_of_this():
    assert "visibility" not in document_html(SHORT)
    assert "Số:      /KH-UBND" in document_html(SHORT)


def test_lines_share_a_baseline_with_room_for_marks():
    places = blank_document(SHORT).places

    assert (places.number.page, places.date.page) == (0, 0)
    assert places.number.right <= places.date.left + 0.01
    assert 5 < millimetres(places.number)[1] < 9


def test_filled_lines_tell_their_words():
    numbered = replace(SHORT, number=5, issued_on=date(2026, 5, 3))

    lines = filled_lines(numbered, number=(187.0, 21.0), date=(280.0, 22.0))

    assert (lines.number[0], lines.date[0]) == ("Số: 05/KH-UBND", "Đức Xuân, ngày 03 tháng 5 năm 2026")
    assert (page_sizes(lines.number[1]), page_sizes(lines.date[1])) == (((187.0, 21.0),), ((280.0, 22.0),))


# --- where the signatures stand ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLANS)
def test_signature_fills_its_room_and_the_seal_is_of_real_size(name):
    places = blank_document(PLANS[name]).places

    assert millimetres(places.leader) == list(LEADER_SIZE)
    assert millimetres(places.organ) == list(SEAL_SIZE)
    assert places.leader.page == places.organ.page == len(page_sizes(render_pdf(PLANS[name]))) - 1


@pytest.mark.parametrize("person", ["Ma Thị Na", "Hoàng Văn Bình", "Nguyễn Thị Phương Thảo"])
def test_seal_covers_the_left_of_the_signature_and_no_word(person):
    content = replace(SHORT, signature=replace(SHORT.signature, name=person))
    blank = blank_document(content)
    leader, organ = blank.places.leader, blank.places.organ

    covered = (organ.right - leader.left) / leader.width

    assert 0.15 < covered <= 0.34
    assert abs((organ.top + organ.bottom) - (leader.top + leader.bottom)) / 2 < 4 * POINT + 0.01
    # Paint the seal as a full disc: whatever was black under it would have been a word.
    page = pixels(blank.pdf, leader.page + 1)
    scale, height = page.width / 595.28, page.height
    disc = Image.new("L", page.size, 0)
    box = (
        organ.left * scale + 2,
        height - organ.top * scale + 2,
        organ.right * scale - 2,
        height - organ.bottom * scale,
    )
    ImageDraw.Draw(disc).ellipse(box, fill=255)
    assert Image.composite(page, Image.new("L", page.size, 255), disc).getextrema()[0] > 128


# --- what is shown there ----------------------------------------------------------------------------------------------


def drawn(colour, size=(600, 300), box=(100, 50, 500, 250)):
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle(box, fill=colour)
    written = BytesIO()
    image.save(written, format="PNG")
    return written.getvalue()


def ink(pdf):
    """Which part of a small page is inked, as shares of its width and height, and the colour in its middle."""
    picture = Image.open(BytesIO(page_png(pdf, 1, 600))).convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    shares = [round(side / whole, 1) for side, whole in zip(box, picture.size * 2, strict=True)]
    return shares, picture.getpixel((picture.width // 2, picture.height // 2))


@pytest.mark.usefixtures("renders_clean")
def test_signature_image_is_centred_without_its_empty_edges():
    made = signature_pdf(png=drawn((20, 50, 160, 255)), signer="Hoàng Văn Bình", at=NOW)

    assert page_sizes(made) == (tuple(round(side * POINT, 1) for side in LEADER_SIZE),)
    assert ink(made) == ([0.0, 0.0, 1.0, 1.0], (20, 50, 160))


def test_seal_image_has_the_real_size():
    made = seal_pdf(png=drawn((200, 16, 46, 255), size=(300, 300), box=(0, 0, 300, 300)), organ="UBND", at=NOW)

    assert page_sizes(made) == (tuple(round(side * POINT, 1) for side in SEAL_SIZE),)
    assert ink(made) == ([0.0, 0.0, 1.0, 1.0], (200, 16, 46))


@pytest.mark.usefixtures("renders_clean")
def test_without_images_words_say_who_and_when():
    signature = signature_pdf(png=None, signer="Hoàng Văn Bình", at=NOW)
    seal = seal_pdf(png=None, organ="Ủy ban nhân dân phường Đức Xuân", at=NOW)

    assert " ".join(page_texts(signature)[0].split()) == ("Ký bởi: Hoàng Văn Bình Thời gian: 13/5/2026 09:30:15 +07:00")
    assert " ".join(page_texts(seal)[0].split()) == (
        "Cơ quan: Ủy ban nhân dân phường Đức Xuân Thời gian: 13/5/2026 09:30:15 +07:00"
    )


LONG_ORGAN = "Ủy ban nhân dân phường Nguyễn Thị Minh Khai, thành phố Hồ Chí Minh"


@pytest.mark.usefixtures("renders_clean")
@pytest.mark.parametrize("person", ["Ma Thị Na", "Nguyễn Thị Phương Thảo Nguyên"])
@pytest.mark.parametrize("organ", ["Sở Y tế", "Ủy ban nhân dân phường Đức Xuân", LONG_ORGAN])
def test_words_of_leader_and_organ_stand_beside_each_other_and_keep_to_their_room(person, organ):
    blank = blank_document(replace(SHORT, signature=replace(SHORT.signature, name=person)))
    room, seal = blank.places.leader, blank.places.organ
    by, of = (signature_pdf(png=None, signer=person, at=NOW), seal_pdf(png=None, organ=organ, at=NOW))

    leader, words = inked(by, room), inked(of, seal)

    assert words.right < leader.left
    for box in (leader, words):
        assert room.bottom < box.bottom < box.top < room.top
    # Inside the circle of a seal, which was placed free of every other word.
    x, y, radius = (seal.left + seal.right) / 2, (seal.top + seal.bottom) / 2, SEAL_SIZE[0] / 2 * POINT
    corners = [(side - x, edge - y) for side in (words.left, words.right) for edge in (words.top, words.bottom)]
    assert max(across**2 + along**2 for across, along in corners) < (radius + POINT) ** 2


def inked(pdf, place):
    """What a mark inks of the page, when it is drawn into a place."""
    picture = Image.open(BytesIO(page_png(pdf, 1, 600))).convert("RGB")
    left, top, right, bottom = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    scale = place.width / picture.width
    return replace(
        place,
        left=place.left + left * scale,
        right=place.left + right * scale,
        top=place.top - top * scale,
        bottom=place.top - bottom * scale,
    )


@pytest.mark.parametrize("content", [b"", b"hello", drawn((0, 0, 0, 0))], ids=["nothing", "words", "empty picture"])
def test_image_that_shows_nothing_is_refused(content):
    with pytest.raises(Invalid) as refused:
        signature_pdf(png=content, signer="Hoàng Văn Bình", at=NOW)

    assert refused.value.message.startswith("Tệp không phải là ảnh PNG dùng được")


@pytest.mark.usefixtures("renders_clean")
@pytest.mark.parametrize("count", [1, 3])
def test_corner_is_as_high_as_its_lines(count):
    made = corner_pdf(["Số: 02/KH-UBND; ngày 02/9/2026; 08:30:15"] * count)

    ((width, height),) = page_sizes(made)
    assert (round(width / POINT), round(height / 11.5)) == (90, count)
    assert page_texts(made)[0].count("Số: 02/KH-UBND; ngày 02/9/2026; 08:30:15") == count
