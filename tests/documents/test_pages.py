"""The printable HTML: whole, escaped, following the layout parameters."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from plans.content.layout import DECREE_30_2020
from plans.content.plan import AppendixContent, LegalBasisContent, PlanContent, SignatureContent, SloganContent
from plans.content.vietnamese import clean_line
from plans.documents.pages import document_html, layout_css
from plans.documents.printed import document_text
from tests.documents.reading import squeezed
from tests.documents.samples import ALL, COMMUNE_DRAFT, DEPARTMENT, DUC_XUAN, LONG, item
from tests.looking import examples


def visible_text(html: str) -> str:
    body = html[html.index("<body>") :]
    return unescape(re.sub("<[^>]*>", " ", body))


@pytest.mark.parametrize("name", ALL)
def test_page_holds_every_word_of_the_document(name):
    shown = squeezed(visible_text(document_html(ALL[name])))

    missing = [line for line in document_text(ALL[name]).split("\n") if squeezed(line) not in shown]

    assert missing == []


def test_page_stands_alone():
    html = document_html(LONG)

    assert html.startswith('<!doctype html>\n<html lang="vi">')
    assert re.findall(r"\b(?:src|href)=", html) == []
    assert "url(" not in html
    assert html.count("<style>") == 1


def test_head_names_title_author_and_day():
    html = document_html(DEPARTMENT)

    assert "<title>Kế hoạch số 07/KH-SXD: Thực hiện Tháng hành động vì trẻ em năm 2026 của Sở Xây dựng</title>" in html
    assert '<meta name="author" content="Sở Xây dựng tỉnh Sơn La">' in html
    assert '<meta name="dcterms.created" content="2026-05-06">' in html


def test_draft_has_no_day():
    assert "dcterms.created" not in document_html(COMMUNE_DRAFT)


def test_headings_are_headings():
    html = document_html(COMMUNE_DRAFT)

    assert "<h1>KẾ HOẠCH</h1>" in html
    assert '<h2 class="bold">I. MỤC ĐÍCH, YÊU CẦU</h2>' in html
    assert '<h3 class="bold">1. Mục đích</h3>' in html


def test_layout_parameters_become_variables():
    css = layout_css(replace(DECREE_30_2020, margin_left=35, body_size=13.5, line_spacing=1.5))

    assert "--margin-left: 35mm;" in css
    assert "--body-size: 13.5pt;" in css
    assert "--line-spacing: 1.5;" in css
    assert "name" not in css
    assert "2020" not in css


def test_style_sheet_uses_every_layout_parameter_and_no_other():
    html = document_html(COMMUNE_DRAFT)

    assert set(re.findall(r"var\((--[a-z-]+)\)", html)) == set(re.findall(r"^ +(--[a-z-]+):", html, re.MULTILINE))


def test_layout_of_the_day_of_issue_is_the_default():
    old = replace(DEPARTMENT, issued_on=date(2019, 1, 1))

    assert document_html(old) == document_html(old, DECREE_30_2020)


def test_empty_draft_is_a_page_too():
    shown = visible_text(document_html(PlanContent(issuer=DUC_XUAN, year=2026)))

    assert " ".join(shown.split()) == (
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: /KH-UBND Đức Xuân, ngày tháng năm 2026 KẾ HOẠCH Nơi nhận: - Lưu: VT."
    )


@examples(60)
@given(st.text(max_size=120).filter(lambda text: clean_line(text).strip(" .;,:/")))
def test_any_text_is_escaped_and_present(text):
    content = replace(COMMUNE_DRAFT, items=(item(text),), opening=text)

    html = document_html(content)

    assert html.count(escape(clean_line(text))) >= 2
    assert len(re.findall("<", html)) == len(re.findall("<", document_html(replace(content, items=(item("a"),)))))


@pytest.mark.parametrize(
    "attack", ['<img src="file:///etc/passwd">', "</style><script>alert(1)</script>", "{{ plan }}"]
)
def test_no_field_reaches_the_page_as_markup(attack):
    content = replace(
        LONG,
        issuer=replace(
            DUC_XUAN, name=attack, header_lines=(attack,), superior_lines=(attack,), place=attack, territory=attack
        ),
        document_type=attack,
        abstract=attack,
        abstract_note=attack,
        symbol=attack,
        legal_bases=(LegalBasisContent(text=attack),),
        opening=attack,
        theme=attack,
        slogans=(SloganContent(text=attack),),
        items=(item(attack), item("⟦chủ đề⟧")),
        closing=attack,
        ending=attack,
        signature=SignatureContent(lines=(attack,), name=attack),
        recipients=(attack,),
        archive_note=attack,
        appendices=(AppendixContent(title=attack, items=(item(attack),)),),
    )

    html = document_html(content)

    assert re.findall("<(?:img|script)", html, re.IGNORECASE) == []
    assert html.count("</style>") == 1
    assert squeezed(html).count(squeezed(escape(attack))) >= 15
