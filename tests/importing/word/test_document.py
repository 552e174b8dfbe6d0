"""A Word file comes back as the lines a reader of its printed page sees."""

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt

from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.lines import Align, Column
from plans.importing.word.document import read_word
from tests.importing.files import add_xml, item, level, repacked, saved, set_lists, word_with
from tests.importing.letters.test_encodings import IN_TCVN3, IN_VNI, TITLE


def lines(document):
    return read_word(saved(document)).lines


def texts(document):
    return [line.text for line in lines(document)]


def with_xml(xml):
    document = Document()
    add_xml(document, xml)
    return document


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def header_table(document, left=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"), date="Đức Xuân, ngày 05 tháng 5 năm 2026"):
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "\n".join(left)
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table.cell(0, 1).add_paragraph("Độc lập - Tự do - Hạnh phúc")
    table.cell(1, 0).text = "Số: 05/KH-UBND"
    table.cell(1, 1).text = date


def test_the_two_columns_of_the_header_are_told_apart_in_cell_order():
    document = Document()
    header_table(document)

    assert [(line.column, line.text) for line in lines(document)] == [
        (Column.LEFT, "ỦY BAN NHÂN DÂN"),
        (Column.LEFT, "PHƯỜNG ĐỨC XUÂN"),
        (Column.RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Column.RIGHT, "Độc lập - Tự do - Hạnh phúc"),
        (Column.LEFT, "Số: 05/KH-UBND"),
        (Column.RIGHT, "Đức Xuân, ngày 05 tháng 5 năm 2026"),
    ]


def test_lists_carry_the_numerals_word_prints():
    document = Document()
    plan = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    lists = f'<w:abstractNum w:abstractNumId="0">{plan}{level(3, "bullet", "-")}</w:abstractNum>'
    set_lists(document, lists + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    add_xml(document, item("MỤC ĐÍCH") + item("Mục đích", 1) + item("Một", 2) + item("gạch", 3) + item("Yêu cầu", 1))

    assert [(line.numeral, line.text) for line in lines(document)] == [
        ("I.", "MỤC ĐÍCH"), ("1.", "Mục đích"), ("a)", "Một"), ("-", "gạch"), ("2.", "Yêu cầu"),
    ]  # fmt: skip


def test_how_a_paragraph_looks_is_kept():
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Pt(36)
    letters = paragraph.add_run("KẾ HOẠCH")
    letters.bold, letters.italic, letters.font.size = True, True, Pt(14)

    (line,) = lines(document)
    assert (line.align, line.is_bold, line.is_italic, line.size, line.indent) == (Align.CENTRE, True, True, 14.0, 36.0)
    assert line.is_paragraph


def test_a_line_is_bold_when_nearly_all_its_letters_are():
    document = Document()
    mostly, hardly = document.add_paragraph("1. "), document.add_paragraph("Thời gian: ")
    mostly.add_run("Mục đích và yêu cầu").bold = True
    hardly.add_run("tháng 6").bold = True

    assert [line.is_bold for line in lines(document)] == [True, False]


def test_a_soft_break_makes_two_lines_of_which_the_last_ends_the_paragraph():
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("KẾ HOẠCH").add_break(WD_BREAK.LINE)
    paragraph.add_run("Triển khai Tháng hành động")

    assert [(line.text, line.is_paragraph) for line in lines(document)] == [
        ("KẾ HOẠCH", False), ("Triển khai Tháng hành động", True),
    ]  # fmt: skip


def test_page_headers_and_footers_are_left_out():
    document = Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "2"
    document.sections[0].footer.paragraphs[0].text = "Trang 2"

    assert texts(document) == ["Nội dung"]


def test_a_letterhead_kept_in_the_page_header_is_read_first():
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    document.sections[0].header.paragraphs[0].text = "UBND PHƯỜNG\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"

    assert [(line.column, line.text) for line in lines(document)] == [
        (Column.LEFT, "UBND PHƯỜNG"),
        (Column.RIGHT, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Column.WHOLE, "KẾ HOẠCH"),
    ]


def test_tracked_changes_keep_what_was_inserted_and_drop_what_was_deleted():
    by = 'w:id="1" w:author="Lan" w:date="2026-05-01T00:00:00Z"'
    document = with_xml(
        f"<w:p>{run('Trước ngày ')}<w:del {by}><w:r><w:delText>01</w:delText></w:r></w:del>"
        f"<w:ins {by}>{run('15')}</w:ins>{run('/7/2026')}<w:moveFrom {by}>{run('bỏ')}</w:moveFrom></w:p>"
    )

    read = read_word(saved(document))
    assert [line.text for line in read.lines] == ["Trước ngày 15/7/2026"]
    assert read.remarks == ("Tệp có sửa đổi được theo dõi: phần thêm được giữ, phần xóa được bỏ.",)


def test_a_deleted_paragraph_end_joins_the_next_paragraph():
    by = 'w:id="1" w:author="Lan" w:date="2026-05-01T00:00:00Z"'
    document = with_xml(
        f"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{run('Báo cáo ')}</w:p><w:p>{run('kết quả')}</w:p>"
    )

    assert texts(document) == ["Báo cáo kết quả"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent><w:p>{run('Trong khung')}</w:p></w:txbxContent>"
    document = with_xml(
        f"<w:p>{run('Ngoài khung')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert texts(document) == ["Ngoài khung", "Trong khung"]


def test_links_fields_and_content_controls_show_their_result():
    document = with_xml(
        f"<w:p><w:hyperlink>{run('Cổng 111')}</w:hyperlink><w:r><w:instrText> PAGE </w:instrText></w:r>"
        f"<w:sdt><w:sdtContent>{run(' và ')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple w:instr='DATE'>{run('2026')}</w:fldSimple></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('Cả đoạn')}</w:p></w:sdtContent></w:sdt>"
    )

    assert texts(document) == ["Cổng 111 và 2026", "Cả đoạn"]


def test_hidden_text_and_notes_are_left_out_and_told():
    document = with_xml(
        f"<w:p>{run('Thấy')}{run(' không thấy', '<w:vanish/>')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )

    read = read_word(saved(document))
    assert [line.text for line in read.lines] == ["Thấy"]
    assert read.remarks == (
        "Có 1 chú thích cuối trang hoặc cuối văn bản không được đưa vào nội dung.",
        "Có chữ bị ẩn trong tệp, không được đưa vào nội dung.",
    )


def test_letters_shown_as_capitals_are_capitals():
    assert texts(with_xml(f"<w:p>{run('Kế hoạch', '<w:caps/>')}</w:p>")) == ["KẾ HOẠCH"]


def test_unbreakable_and_symbol_signs_are_read_as_they_look():
    document = with_xml(
        "<w:p><w:r><w:t>TT</w:t><w:noBreakHyphen/><w:t>BLĐTBXH</w:t><w:softHyphen/>"
        "<w:sym w:font='Wingdings' w:char='F0D8'/></w:r></w:p>"
    )

    assert texts(document) == ["TT-BLĐTBXH➢"]


def test_a_table_of_facts_is_read_cell_by_cell():
    document = Document()
    table = document.add_table(2, 3)
    for place, text in enumerate(("STT", "Nội dung", "Thời gian", "1", "Lễ phát động", "31/5")):
        table.cell(place // 3, place % 3).text = text

    assert [(line.column, line.text) for line in lines(document)] == [
        (Column.WHOLE, text) for text in ("STT", "Nội dung", "Thời gian", "1", "Lễ phát động", "31/5")
    ]


def test_a_table_inside_a_signature_table_stays_in_its_column():
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Nơi nhận:"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "- Lưu: VT."
    table.cell(0, 1).text = "CHỦ TỊCH"

    assert [(line.column, line.text) for line in lines(document)] == [
        (Column.LEFT, "Nơi nhận:"), (Column.LEFT, "- Lưu: VT."), (Column.RIGHT, "CHỦ TỊCH"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("font", "stored", "name"),
    [(".VnTime", IN_TCVN3, "TCVN3 (ABC)"), ("VNI-Times", IN_VNI, "VNI"), ("Arial", IN_TCVN3, "TCVN3 (ABC)")],
)
def test_text_in_an_old_encoding_becomes_unicode_and_says_so(font, stored, name):
    document = Document()
    document.add_paragraph().add_run(stored).font.name = font

    read = read_word(saved(document))
    assert [line.text for line in read.lines] == [TITLE]
    assert read.remarks == (f"Đã chuyển từ bảng mã {name} sang Unicode.",)


def test_a_header_in_an_old_encoding_has_columns_too():
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).paragraphs[0].add_run("ñy ban nh©n d©n").font.name = ".VnTimeH"
    table.cell(0, 1).paragraphs[0].add_run("céng hßa x· héi chñ nghÜa viÖt nam").font.name = ".VnTimeH"

    assert [(line.column, line.text) for line in lines(document)] == [
        (Column.LEFT, "ỦY BAN NHÂN DÂN"), (Column.RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ]  # fmt: skip


def test_the_soft_hyphen_of_an_old_font_is_a_letter():
    document = with_xml(
        "<w:p><w:r><w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr>"
        "<w:t>Th</w:t><w:softHyphen/><w:t>ëng cho häc sinh</w:t></w:r></w:p>"
    )

    assert texts(document) == ["Thưởng cho học sinh"]


def test_decomposed_letters_come_back_composed():
    assert read_word(word_with("tre\u0309 em")).lines[0].text == "trẻ em"


def test_strict_open_xml_says_how_to_save_it():
    strict = repacked(
        word_with("Kế hoạch"),
        changed={
            "_rels/.rels": (
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            )
        },
    )

    with pytest.raises(Unreadable) as refused:
        read_word(strict)
    assert refused.value.message == refusals.STRICT_WORD


def test_a_cut_off_part_is_damage():
    data = word_with("Kế hoạch")
    cut = repacked(data, changed={"word/document.xml": (b"</w:body>", b"")})

    with pytest.raises(Unreadable) as refused:
        read_word(cut)
    assert refused.value.message == refusals.DAMAGED_WORD


def test_a_tower_of_tables_ends():
    xml = f"<w:p>{run('đáy')}</w:p>"
    for _ in range(60):
        xml = f"<w:tbl><w:tr><w:tc>{xml}<w:p/></w:tc></w:tr></w:tbl>"

    with pytest.raises(Unreadable) as refused:
        read_word(saved(with_xml(xml)))
    assert refused.value.message == refusals.DAMAGED_WORD
