"""A look is found in the run, its style, the paragraph's style, what these are based on, and the defaults, in turn."""

from docx.oxml import parse_xml

from plans.importing.lines import Align
from plans.importing.word.styles import Styles
from tests.importing.files import W

STYLES = f"""<w:styles {W}>
  <w:docDefaults><w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Normal"/>
    <w:pPr><w:jc w:val="center"/><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Subtitle"><w:basedOn w:val="Title"/>
    <w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>
  <w:style w:type="paragraph" w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def styles():
    return Styles(parse_xml(STYLES))


def properties(kind, xml):
    return parse_xml(f"<w:{kind} {W}>{xml}</w:{kind}>")


def test_a_paragraph_without_a_style_has_the_default_one():
    assert styles().paragraph(None).align is Align.JUSTIFIED


def test_a_paragraphs_own_word_goes_before_its_style():
    look = styles().paragraph(properties("pPr", '<w:pStyle w:val="Title"/><w:jc w:val="right"/>'))

    assert (look.align, look.left, look.first_line, look.indent) == (Align.RIGHT, 36.0, -18.0, 18.0)


def test_a_style_inherits_and_overrides():
    look = styles().run(None, "Subtitle")

    assert (look.is_bold, look.is_italic, look.shows_capitals, look.size, look.font) == (
        False,
        True,
        True,
        13.0,
        "Arial",
    )


def test_a_character_style_goes_before_the_paragraphs():
    assert styles().run(properties("rPr", '<w:rStyle w:val="Strong"/>'), "Subtitle").is_bold


def test_a_switch_may_be_off():
    assert not styles().run(properties("rPr", '<w:b w:val="false"/>'), "Title").is_bold


def test_a_style_based_on_itself_ends():
    assert styles().run(None, "Circle").size == 13.0


def test_a_style_may_carry_a_list_and_a_paragraph_may_leave_it():
    assert styles().lists_of_styles() == {"Numbered": 4}
    assert styles().paragraph(properties("pPr", '<w:pStyle w:val="Numbered"/>')).list_id == 4
    off = properties("pPr", '<w:pStyle w:val="Numbered"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert styles().paragraph(off).list_id == 0


def test_a_document_without_styles_is_set_left():
    look = Styles().paragraph(None)

    assert (look.align, look.list_id, look.indent) == (Align.LEFT, 0, 0.0)
