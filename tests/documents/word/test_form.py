"""The form of the Word file: Nghị định 30/2020/NĐ-CP, Phụ lục I, in styles, tables, fields and sections."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from plans.content.layout import DECREE_30_2020
from plans.content.plan import Marker
from plans.documents.balancing import text_width
from plans.documents.word.plan import ISSUED, render_docx
from plans.documents.word.styles import document_styles
from tests.documents.samples import ALL, COMMUNE_DRAFT, DEPARTMENT, LONG, YEARLY, item, section
from tests.documents.word import reading
from tests.documents.word.reading import Shown

COLUMNS = (66, 99)


@pytest.fixture
def commune(written_samples):
    return reading.opened(written_samples["commune"])


@pytest.fixture
def long(written_samples):
    return reading.opened(written_samples["long"])


def styles_of(data, *starts):
    """The styles of the paragraphs that begin with these words."""
    found = reading.shown(data)
    return [next(one.style for one in found if one.lines and one.lines[0].startswith(start)) for start in starts]


def xml_of(data, part):
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(part).decode()


# --- Styles ----------------------------------------------------------------------------------------------------------


def test_every_paragraph_has_a_style_with_a_vietnamese_name(written_samples):
    used = {one.style for data in written_samples.values() for one in reading.shown(data)}

    assert used == {
        "Cơ quan chủ quản", "Cơ quan ban hành", "Quốc hiệu", "Tiêu ngữ", "Số và ký hiệu", "Địa danh và thời gian",
        "Đường kẻ", "Tên loại văn bản", "Trích yếu", "Chú thích trích yếu", "Đường kẻ dưới trích yếu", "Căn cứ",
        "Đoạn văn", "Mục cấp 1", "Mục cấp 2", "Nơi nhận", "Dòng nơi nhận", "Quyền hạn và chức vụ", "Họ tên người ký",
        "Phụ lục", "Tên phụ lục", "Kèm theo văn bản",
    }  # fmt: skip


def test_style_names_have_no_comma():
    """Word takes what follows a comma for a second name of the style."""
    assert [one.name for one in document_styles(DECREE_30_2020) if "," in one.name] == []


def test_styles_are_based_on_styles_there_are():
    styles = document_styles(DECREE_30_2020)

    assert {one.based_on for one in styles} <= {"Normal", *(one.key for one in styles)}
    assert len({one.key for one in styles}) == len(styles)


def test_words_stand_in_times_new_roman_in_every_script(written_samples):
    styles = xml_of(written_samples["commune"], "word/styles.xml")

    assert styles.count("<w:rFonts") == 1
    assert (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
        'w:cs="Times New Roman"/>'
    ) in styles


@pytest.mark.parametrize(
    ("name", "size", "bold", "italic"),
    [
        ("Cơ quan chủ quản", 13, None, None),
        ("Cơ quan ban hành", 13, True, None),
        ("Quốc hiệu", 13, True, None),
        ("Tiêu ngữ", 14, True, None),
        ("Số và ký hiệu", 13, None, None),
        ("Địa danh và thời gian", 14, None, True),
        ("Tên loại văn bản", 14, True, None),
        ("Trích yếu", 14, True, None),
        ("Đoạn văn", 14, None, None),
        ("Nơi nhận", 12, True, True),
        ("Dòng nơi nhận", 11, None, None),
        ("Quyền hạn và chức vụ", 14, True, None),
        ("Số trang", 13, None, None),
    ],
)
def test_component_has_its_size_and_style(commune, name, size, bold, italic):
    font = commune.styles[name].font

    assert (font.size, font.bold, font.italic) == (Pt(size), bold, italic)


def test_running_text_has_the_measures_of_the_decree(commune):
    shape = commune.styles["Đoạn văn"].paragraph_format

    assert (round(shape.first_line_indent.mm, 1), shape.space_after) == (12.7, Pt(6))
    # 1.2 times the size, as a share of the line Times New Roman has set single.
    assert shape.line_spacing == pytest.approx(1.2 / 1.149, abs=0.003)
    assert shape.alignment.name == "JUSTIFY"


def test_legal_bases_are_italic(commune, written_samples):
    assert styles_of(written_samples["commune"], "Căn cứ Luật", "Thực hiện Kế hoạch") == ["Căn cứ", "Căn cứ"]
    assert commune.styles["Căn cứ"].font.italic


def test_navigation_shows_title_headings_and_appendices(written_samples):
    assert reading.outline(written_samples["long"])[:4] == [
        (0, "KẾ HOẠCH"),
        (1, "I. CHỦ ĐỀ VÀ THỜI GIAN"),
        (1, "II. NỘI DUNG HOẠT ĐỘNG"),
        (2, "1. Bảo vệ trẻ em trên môi trường mạng"),
    ]
    assert [one for one in reading.outline(written_samples["long"]) if one[0] == 0] == [
        (0, "KẾ HOẠCH"),
        (0, "Phụ lục I"),
        (0, "Phụ lục II"),
    ]


def test_heading_under_a_letter_keeps_its_level_in_plain_letters():
    deep = section(
        "Một", item("Hai", item("Ba", marker=Marker.DASH, is_heading=True), marker=Marker.LETTER, is_heading=True)
    )
    data = render_docx(replace(DEPARTMENT, items=(deep,)))

    assert styles_of(data, "a) Hai", "- Ba") == ["Mục cấp 2 chữ thường", "Mục cấp 3 chữ thường"]
    assert reading.outline(data)[1:] == [(1, "I. MỘT"), (2, "a) Hai"), (3, "- Ba./.")]
    assert not reading.opened(data).styles["Mục cấp 2 chữ thường"].font.bold


def test_numerals_are_text_and_nothing_renumbers_them(written_samples):
    with ZipFile(BytesIO(written_samples["yearly"])) as archive:
        names = archive.namelist()

    assert "w:numPr" not in xml_of(written_samples["yearly"], "word/document.xml")
    assert "word/numbering.xml" not in names
    assert styles_of(written_samples["yearly"], "đ) 85% trẻ em", "+ Lớp 3") == ["Đoạn văn", "Đoạn văn"]


def test_nothing_is_underlined(written_samples):
    for name, data in written_samples.items():
        assert "<w:u " not in xml_of(data, "word/document.xml") + xml_of(data, "word/styles.xml"), name


def test_other_layout_parameters_are_followed():
    layout = replace(
        DECREE_30_2020, margin_left=35, margin_right=20, margin_top=25, body_size=13, line_spacing=1.5, title_size=13,
        first_line_indent=10, paragraph_gap=8,
    )  # fmt: skip
    document = reading.opened(render_docx(LONG, layout))
    first, body = document.sections[0], document.styles["Đoạn văn"]

    assert [round(one.mm) for one in (first.left_margin, first.right_margin, first.top_margin)] == [35, 20, 25]
    assert (body.font.size, round(body.paragraph_format.first_line_indent.mm), body.paragraph_format.space_after) == (
        Pt(13), 10, Pt(8),
    )  # fmt: skip
    assert body.paragraph_format.line_spacing == pytest.approx(1.5 / 1.149, abs=0.003)
    assert document.styles["Tên loại văn bản"].font.size == Pt(13)


# --- Letterhead and title --------------------------------------------------------------------------------------------


def test_letterhead_is_a_table_of_two_columns_without_borders(commune):
    table = commune.tables[0]

    assert [round(column.width.mm) for column in table.columns] == list(COLUMNS)
    assert [[cell.text.split("\n") for cell in row.cells] for row in table.rows] == [
        [
            ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN", ""],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""],
        ],
        [["Số:      /KH-UBND"], ["Đức Xuân, ngày      tháng      năm 2026"]],
    ]
    assert table.style.name == "Bảng không viền"
    assert table._tbl.findall(f".//{qn('w:tblBorders')}") == []


def test_issuers_column_gives_way_to_a_long_place():
    issuer = replace(COMMUNE_DRAFT.issuer, place="Thành phố Hồ Chí Minh", header_lines=("UBND",))
    left, right = reading.opened(render_docx(replace(COMMUNE_DRAFT, issuer=issuer))).tables[0].columns

    assert left.width + right.width == pytest.approx(Mm(sum(COLUMNS)), abs=Mm(0.1))
    assert left.width < Mm(COLUMNS[0])


@pytest.mark.parametrize(
    ("cell", "room", "line", "share"),
    [(0, COLUMNS[0], ("PHƯỜNG ĐỨC XUÂN", 13), 0.4), (1, COLUMNS[1], ("Độc lập - Tự do - Hạnh phúc", 14), 1)],
)
def test_rule_in_the_letterhead_is_drawn_in_its_length(commune, cell, room, line, share):
    rule = commune.tables[0].rows[0].cells[cell].paragraphs[-1]
    shape = rule.paragraph_format

    assert rule.style.name == "Đường kẻ"
    assert shape.left_indent == shape.right_indent
    assert room - 2 * shape.left_indent.mm == pytest.approx(text_width(*line) * share, abs=0.2)


def test_rule_under_the_abstract_is_a_third_to_a_half(commune):
    (rule,) = [one for one in commune.paragraphs if one.style.name == "Đường kẻ dưới trích yếu"]
    length = 165 - 2 * rule.paragraph_format.left_indent.mm

    assert 1 / 3 < length / text_width("trên địa bàn phường Đức Xuân", 14) < 1 / 2


def test_abstract_is_one_paragraph_broken_as_the_pdf_breaks_it(written_samples):
    title = [one for one in reading.shown(written_samples["yearly"]) if "trích yếu" in one.style.lower()]

    assert title == [
        Shown(style="Trích yếu", lines=("Công tác trẻ em năm 2024",), keeps_next=True, has_rule=False),
        Shown(
            style="Chú thích trích yếu", lines=("(Thực hiện Chương trình hành động quốc gia vì trẻ em)",),
            keeps_next=True, has_rule=False,
        ),
        Shown(style="Đường kẻ dưới trích yếu", lines=(), keeps_next=True, has_rule=True),
    ]  # fmt: skip


def test_letter_has_its_subject_under_the_number_and_its_addressees():
    letter = replace(
        DEPARTMENT, document_type="", abstract="V/v đính chính Kế hoạch", addressees=("Phòng A", "Phòng B")
    )
    data = render_docx(letter)

    assert styles_of(data, "V/v đính chính", "Kính gửi:") == ["Trích yếu công văn", "Kính gửi nhiều nơi"]
    assert len(reading.opened(data).tables[0].rows) == 3
    assert "Tên loại văn bản" not in {one.style for one in reading.shown(data)}


# --- Signature and recipients ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_recipients_and_signature_stand_side_by_side(written_samples, name):
    row = reading.opened(written_samples[name]).tables[-1].rows[0]
    recipients, signature = row.cells

    assert recipients.text.startswith("Nơi nhận:\n- ")
    assert signature.text == "\n".join((*ALL[name].signature.lines, ALL[name].signature.name))
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_end_of_the_text_stays_with_the_signature(commune):
    before = commune.tables[-1]._tbl.getprevious()
    last = next(one for one in commune.paragraphs if one._p is before)

    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next


def test_signature_has_room_over_the_name(commune):
    assert round(commune.styles["Họ tên người ký"].paragraph_format.space_before.mm) == 28


@pytest.mark.parametrize(
    "content", [replace(DEPARTMENT, document_type="", items=(), parents=(), opening="", abstract="")]
)
def test_two_tables_never_touch(content):
    """Word would make one table of them."""
    tables = reading.opened(render_docx(content)).tables

    assert len(tables) == 2
    assert tables[0]._tbl.getnext() is not tables[1]._tbl


# --- Paper, page numbers, appendices ---------------------------------------------------------------------------------


def test_paper_is_a4_with_the_margins_of_the_decree(long):
    assert {
        tuple(
            round(one.mm)
            for one in (
                part.page_width, part.page_height, part.top_margin, part.bottom_margin, part.left_margin,
                part.right_margin,
            )
        )
        for part in long.sections
    } == {(210, 297, 20, 20, 30, 15)}  # fmt: skip


def test_every_appendix_counts_its_own_pages_and_hides_the_first_number(long):
    counts = [part._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for part in long.sections]

    assert counts == ["1", "1", "1"]
    assert [part.different_first_page_header_footer for part in long.sections] == [True] * 3
    assert [part.first_page_header.paragraphs[0].text for part in long.sections] == [""] * 3


def test_page_number_is_a_field_centred_in_the_top_margin(long):
    (number,) = long.sections[0].header.paragraphs
    field = number._p.find(qn("w:fldSimple"))

    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert (number.style.name, number.style.paragraph_format.alignment.name) == ("Số trang", "CENTER")
    assert 10 < long.sections[0].header_distance.mm < 15
    assert [part.header.is_linked_to_previous for part in long.sections] == [False, True, True]


def test_appendix_begins_a_section_with_three_centred_paragraphs(written_samples):
    found = reading.shown(written_samples["long"])
    start = next(at for at, one in enumerate(found) if one.lines == ("Phụ lục I",))

    assert [(one.style, one.lines) for one in found[start : start + 4]] == [
        ("Phụ lục", ("Phụ lục I",)),
        ("Tên phụ lục", ("KHẨU HIỆU TUYÊN TRUYỀN", "THÁNG HÀNH ĐỘNG VÌ TRẺ EM NĂM 2026")),
        (
            "Kèm theo văn bản",
            (
                "(Kèm theo Kế hoạch số 1115/KH-UBND ngày 20 tháng 4 năm 2026",
                "của Ủy ban nhân dân Thành phố Hồ Chí Minh)",
            ),
        ),
        ("Đoạn văn", ("1. Hành động thiết thực, ưu tiên nguồn lực cho trẻ em.",)),
    ]


def test_document_without_appendix_is_one_section_and_does_not_end_with_a_table(written_samples):
    document = reading.opened(written_samples["department"])

    assert len(document.sections) == 1
    assert [block.tag for block in document.element.body[-2:]] == [qn("w:p"), qn("w:sectPr")]


# --- The file --------------------------------------------------------------------------------------------------------


def test_properties_say_what_the_document_is():
    data = render_docx(DEPARTMENT, status=ISSUED, remark="Bản Word của văn bản đã ban hành.")
    core = reading.opened(data).core_properties

    assert (core.title, core.author, core.content_status, core.language) == (
        "Kế hoạch số 07/KH-SXD: Thực hiện Tháng hành động vì trẻ em năm 2026 của Sở Xây dựng",
        "Sở Xây dựng tỉnh Sơn La",
        "Đã ban hành",
        "vi-VN",
    )
    assert (core.comments, core.created.date()) == ("Bản Word của văn bản đã ban hành.", date(2026, 5, 6))


def test_draft_says_that_it_is_one_and_carries_no_date(commune):
    core = commune.core_properties

    assert (core.content_status, core.created, core.modified, core.last_modified_by) == ("Dự thảo", None, None, "")


def test_title_longer_than_word_keeps_is_cut():
    data = render_docx(replace(DEPARTMENT, abstract="Triển khai Tháng hành động " * 20))

    assert len(reading.opened(data).core_properties.title) == 255


def test_language_of_document_and_settings_is_vietnamese(written_samples):
    data = written_samples["commune"]

    assert '<w:lang w:val="vi-VN"' in xml_of(data, "word/styles.xml")
    assert '<w:themeFontLang w:val="vi-VN"/>' in xml_of(data, "word/settings.xml")


def test_word_opens_it_without_the_mode_for_old_files(written_samples):
    assert 'w:name="compatibilityMode"' in xml_of(written_samples["commune"], "word/settings.xml")
    assert 'w:val="15"' in xml_of(written_samples["commune"], "word/settings.xml")


def test_file_holds_nothing_of_a_template(written_samples):
    with ZipFile(BytesIO(written_samples["commune"])) as archive:
        names = sorted(archive.namelist())

    assert names == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
        "word/fontTable.xml", "word/header1.xml", "word/header2.xml", "word/settings.xml", "word/styles.xml",
        "word/theme/theme1.xml",
    ]  # fmt: skip


def test_same_content_gives_same_bytes(written_samples):
    assert render_docx(YEARLY) == written_samples["yearly"]


def test_markup_in_a_text_is_text():
    attack = '<w:br/> & <a href="http://vidu.vn">đây</a>'

    assert attack in " ".join(reading.words(render_docx(replace(COMMUNE_DRAFT, items=(item(attack),)))))
