"""The printed form, measured on paper: Nghị định 30/2020/NĐ-CP, Phụ lục I–III, boxes 1 to 9."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from plans.content.layout import DECREE_30_2020
from plans.content.plan import AppendixContent, Marker
from plans.documents.balancing import text_width
from plans.documents.fonts import find_document_font
from plans.documents.pdf import render_pdf
from tests.documents import reading
from tests.documents.samples import ALL, COMMUNE_DRAFT, DEPARTMENT, LONG, SLOGANS, heading, item, section

FAMILY = f"Thangtreem-{find_document_font().family}".replace(" ", "-")
UPRIGHT, BOLD, ITALIC, BOLD_ITALIC = FAMILY, f"{FAMILY}-Bold", f"{FAMILY}-Italic", f"{FAMILY}-Bold-Italic"

LEFT, RIGHT = 30, 210 - 15
#: A line and its rule may be off by the rounding of widths in a PDF, in millimetres.
NEAR = 0.2


@pytest.mark.parametrize("name", ALL)
def test_paper_is_a4_portrait(sample_sheets, name):
    assert {(round(sheet.width), round(sheet.height)) for sheet in sample_sheets[name]} == {(210, 297)}


@pytest.mark.parametrize("name", ALL)
def test_text_stays_between_the_margins(sample_sheets, name):
    lines = [line for sheet in sample_sheets[name] for line in sheet.body]

    assert [line.text for line in lines if line.left < LEFT - NEAR or line.right > RIGHT + NEAR] == []
    # The top of a letter is about two thirds of its size over the baseline.
    assert [line.text for line in lines if line.baseline - line.size * 0.25 < 20] == []
    assert [line.text for line in lines if line.baseline > 297 - 20] == []


def test_running_text_fills_the_width(sample_sheets):
    second_page = sample_sheets["long"][1]

    assert min(line.left for line in second_page.body) == pytest.approx(LEFT, abs=NEAR)
    assert max(line.right for line in second_page.body) == pytest.approx(RIGHT, abs=NEAR)


def test_paragraphs_start_one_centimetre_twenty_seven_in(sample_sheets):
    first = sample_sheets["commune"][0]

    assert first.find("Căn cứ Luật Trẻ em;").left == pytest.approx(LEFT + 12.7, abs=NEAR)
    assert first.find("I. MỤC ĐÍCH").left == pytest.approx(LEFT + 12.7, abs=NEAR)
    assert first.find("hành động vì trẻ em năm 2026 trên địa bàn phường, cụ thể").left == pytest.approx(LEFT, abs=NEAR)


def test_lines_and_paragraphs_have_their_distance(sample_sheets):
    lines = sample_sheets["long"][1].body
    points = {round((lower.baseline - upper.baseline) * 72 / 25.4, 1) for upper, lower in pairwise(lines)}

    # 14 points × 1.2, and 6 points more between paragraphs.
    assert points == {16.8, 22.8}


@pytest.mark.parametrize(
    ("name", "start", "size", "font"),
    [
        ("department", "ỦY BAN NHÂN DÂN", 13, UPRIGHT),
        ("department", "SỞ XÂY DỰNG", 13, BOLD),
        ("department", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, BOLD),
        ("department", "Độc lập - Tự do - Hạnh phúc", 14, BOLD),
        ("department", "Số: 07/KH-SXD", 13, UPRIGHT),
        ("department", "Sơn La, ngày 06 tháng 5 năm 2026", 14, ITALIC),
        ("department", "KẾ HOẠCH", 14, BOLD),
        ("department", "Thực hiện Tháng hành động", 14, BOLD),
        ("yearly", "(Thực hiện Chương trình", 14, ITALIC),
        ("department", "Thực hiện Kế hoạch số 88/KH-UBND", 14, ITALIC),
        ("department", "II. NỘI DUNG", 14, BOLD),
        ("commune", "1. Mục đích", 14, BOLD),
        ("department", "1. Rà soát rào chắn", 14, UPRIGHT),
        ("yearly", "đ) 85% trẻ em", 14, UPRIGHT),
        ("department", "KT. GIÁM ĐỐC", 14, BOLD),
        ("department", "Lò Thị Mai", 14, BOLD),
        ("department", "Nơi nhận:", 12, BOLD_ITALIC),
        ("department", "- Lưu: VT, VP (08b).", 11, UPRIGHT),
    ],
)
def test_component_has_its_size_and_style(sample_sheets, name, start, size, font):
    line = sample_sheets[name][0].find(start)

    assert (line.size, line.fonts) == (size, {font})


@pytest.mark.parametrize("name", ALL)
def test_motto_is_underlined_by_a_rule_of_its_own_length(sample_sheets, name):
    first = sample_sheets[name][0]
    motto = first.find("Độc lập")
    rule = min(first.rules, key=lambda one: abs(one.middle - motto.middle) + abs(one.top - motto.baseline))

    assert (rule.left, rule.right) == (pytest.approx(motto.left, abs=0.5), pytest.approx(motto.right, abs=0.5))
    assert 1 < rule.top - motto.baseline < 3


@pytest.mark.parametrize(
    ("name", "last_issuer_line", "last_title_line"),
    [
        ("commune", "PHƯỜNG ĐỨC XUÂN", "trên địa bàn phường Đức Xuân"),
        ("department", "SỞ XÂY DỰNG", "Thực hiện Tháng hành động vì trẻ em năm 2026 của Sở Xây dựng"),
        ("yearly", "PHƯỜNG NGUYỄN DU", "(Thực hiện Chương trình"),
        ("long", "THÀNH PHỐ HỒ CHÍ MINH", "hướng tới xây dựng thành phố an toàn"),
    ],
)
def test_rules_under_issuer_and_title_are_a_third_to_a_half(sample_sheets, name, last_issuer_line, last_title_line):
    first = sample_sheets[name][0]
    issuer_rule, _, title_rule = sorted(first.rules, key=lambda rule: (round(rule.top / 20), rule.left))

    for start, rule in ((last_issuer_line, issuer_rule), (last_title_line, title_rule)):
        line = first.find(start)
        assert 1 / 3 <= rule.width / line.width <= 1 / 2
        assert rule.middle == pytest.approx(line.middle, abs=0.5)
        assert 1 < rule.top - line.baseline < 4


@pytest.mark.parametrize("name", ALL)
def test_letterhead_stands_in_two_columns(sample_sheets, name):
    first = sample_sheets[name][0]
    title, motto = first.find("CỘNG HÒA"), first.find("Độc lập")
    place = next(line for line in first.lines if ", ngày" in line.text)
    number = first.find("Số:")
    issuer = first.find(ALL[name].issuer.header_lines[-1])

    assert title.middle == pytest.approx(motto.middle, abs=0.5)
    assert place.middle == pytest.approx(motto.middle, abs=0.5)
    assert number.middle == pytest.approx(issuer.middle, abs=0.5)
    assert number.baseline == pytest.approx(place.baseline, abs=0.05)
    assert issuer.right < title.left
    assert 25 < issuer.middle - LEFT < 40


def test_number_and_day_stay_blank_until_given(sample_sheets):
    first = sample_sheets["commune"][0]
    six_blanks = text_width(" " * 6, 13)

    assert first.find("Số:").text == "Số:      /KH-UBND"
    assert first.find("Đức Xuân, ngày").text == "Đức Xuân, ngày      tháng      năm 2026"
    assert first.find("Số:").width > text_width("Số:/KH-UBND", 13) * 0.9 + six_blanks


@pytest.mark.parametrize("day", [None, date(2026, 4, 20)])
def test_longest_place_stays_on_one_line(sheets_of, day):
    first = sheets_of(replace(LONG, issued_on=day, items=(), appendices=(), slogans=()))[0]
    place = first.find("Thành phố Hồ Chí Minh, ngày")

    assert place.text.endswith("năm 2026")
    assert place.baseline == first.find("Số:").baseline
    assert place.right <= RIGHT + NEAR


def test_place_too_long_for_fourteen_points_takes_thirteen(sheets_of):
    issuer = replace(COMMUNE_DRAFT.issuer, place="Phường Nguyễn Thị Minh Khai")
    place = sheets_of(replace(COMMUNE_DRAFT, issuer=issuer, items=()))[0].find("Phường Nguyễn Thị Minh Khai, ngày")

    assert (place.size, place.text[-8:]) == (13, "năm 2026")
    assert place.right <= RIGHT + NEAR


def test_pages_are_numbered_from_the_second_of_each_part(sample_sheets):
    numbers = [sheet.number for sheet in sample_sheets["long"]]
    main = numbers.index("", 1)

    assert numbers[:main] == ["", *(str(number) for number in range(2, main + 1))]
    assert numbers[main:] == ["", "", "2"]
    assert [sheet.number for sheet in sample_sheets["commune"]] == ["", "2"]


def test_page_number_is_centred_in_the_top_margin(sample_sheets):
    number = sample_sheets["long"][1].lines[0]

    assert (number.text, number.size, number.fonts) == ("2", 13, {UPRIGHT})
    assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    assert 10 < number.baseline < 19


def test_signature_and_recipients_begin_level(sample_sheets):
    for name, capacity in (("commune", "TM. ỦY BAN"), ("department", "KT. GIÁM ĐỐC"), ("yearly", "CHỦ TỊCH")):
        last = sample_sheets[name][-1]

        assert last.find(capacity).baseline == pytest.approx(last.find("Nơi nhận:").baseline, abs=0.05)
        assert last.find("Nơi nhận:").left == pytest.approx(LEFT, abs=NEAR)
        assert last.find(capacity).middle > 105


def test_signature_has_room_over_the_name(sample_sheets):
    last = sample_sheets["commune"][-1]
    position, name = last.find("PHÓ CHỦ TỊCH"), last.find("Hoàng Văn Bình")

    assert 28 <= name.baseline - position.baseline <= 40
    assert name.middle == pytest.approx(position.middle, abs=NEAR)


@pytest.mark.parametrize("shift", range(12))
def test_signature_and_headings_never_stand_alone(sheets_of, shift):
    """A growing number of lines pushes every break over every place of the last page."""
    content = replace(
        COMMUNE_DRAFT,
        opening="",
        items=(
            section("Việc chung", *(item(f"Việc thứ {number}.") for number in range(4 + shift))),
            *(
                section(f"Phần {part}", heading(f"Mục {part}", item("Việc dài hơn một dòng " * 6), item("Việc ngắn.")))
                for part in range(5)
            ),
        ),
        closing="Trên đây là Kế hoạch của phường, " + "yêu cầu các cơ quan, đơn vị thực hiện, " * 3,
    )

    sheets = sheets_of(content)

    headings = ("I. ", "II. ", "III. ", "IV. ", "V. ", "VI. ", "1. Mục")
    assert [sheet.body[-1].text for sheet in sheets if sheet.body[-1].text.startswith(headings)] == []
    last = sheets[-1]
    before_signature = [line for line in last.body if line.baseline < last.find("Nơi nhận:").baseline - 1]
    assert len(before_signature) >= 2
    assert before_signature[-1].text.endswith("./.")
    assert last.find("Hoàng Văn Bình").baseline > last.find("TM. ỦY BAN").baseline


def test_paragraphs_are_not_torn_to_single_lines(sample_sheets):
    for upper, lower in pairwise(sample_sheets["long"]):
        if not lower.number:
            continue
        assert upper.body[-1].text.endswith((".", ";")) or upper.body[-2].left < upper.body[-1].left + 13
        assert lower.body[0].left > LEFT + 1 or lower.body[1].left < LEFT + 1


def test_appendix_begins_a_page_with_three_centred_lines(sample_sheets):
    pages = sample_sheets["long"]
    slogans = next(sheet for sheet in pages if sheet.body[0].text == "Phụ lục I")
    label, first, second, attached, attached_rest = slogans.body[:5]

    assert [line.text for line in (label, first, second)] == [
        "Phụ lục I",
        "KHẨU HIỆU TUYÊN TRUYỀN",
        "THÁNG HÀNH ĐỘNG VÌ TRẺ EM NĂM 2026",
    ]
    assert [(line.size, line.fonts) for line in (label, first, attached)] == [
        (14, {BOLD}),
        (14, {BOLD}),
        (14, {ITALIC}),
    ]
    assert f"{attached.text} {attached_rest.text}" == (
        "(Kèm theo Kế hoạch số 1115/KH-UBND ngày 20 tháng 4 năm 2026 của Ủy ban nhân dân Thành phố Hồ Chí Minh)"
    )
    assert {round(line.middle) for line in slogans.body[:5]} <= {112, 113}
    assert slogans.rules == ()
    assert slogans.find("1. Hành động").text == "1. Hành động thiết thực, ưu tiên nguồn lực cho trẻ em."


def test_single_appendix_has_no_numeral(sheets_of):
    sheets = sheets_of(replace(DEPARTMENT, appendices=(AppendixContent(title="Danh sách", items=(item("Một"),)),)))

    assert [line.text for line in sheets[-1].body][:2] == ["Phụ lục", "DANH SÁCH"]
    assert len(sheets) == 2


@pytest.mark.parametrize("name", ALL)
def test_document_ends_with_its_mark_once(printed_samples, name):
    assert reading.words(printed_samples[name]).count("./.") == 1


def test_slogans_in_the_body_are_a_list(sample_sheets):
    lines = [line.text for sheet in sample_sheets["commune"] for line in sheet.body]
    start = lines.index("4. Khẩu hiệu tuyên truyền:")

    assert [line[:12] for line in lines[start + 1 : start + 6]] == [f"- {one.text}"[:12] for one in SLOGANS]


def test_other_layout_parameters_are_followed(renders_clean):
    layout = replace(
        DECREE_30_2020, margin_left=35, margin_right=20, margin_top=25, body_size=13, page_number_size=14, title_size=13
    )
    first, second, *_ = reading.sheets(render_pdf(LONG, layout))

    assert min(line.left for line in second.body) == pytest.approx(35, abs=NEAR)
    assert max(line.right for line in second.body) == pytest.approx(190, abs=NEAR)
    assert [first.find("KẾ HOẠCH").size, second.lines[0].size, second.lines[1].size] == [13, 14, 13]
    assert first.find("CỘNG HÒA").baseline > 25


def test_item_without_numeral_runs_like_a_paragraph(sheets_of):
    first = sheets_of(replace(DEPARTMENT, items=(item("Đoạn văn không đánh số.", marker=Marker.NONE),)))[0]

    assert first.find("Đoạn văn").left == pytest.approx(LEFT + 12.7, abs=NEAR)
