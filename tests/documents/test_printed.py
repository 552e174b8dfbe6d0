"""The printed paragraphs in reading order."""

from dataclasses import replace

from plans.content.plan import (
    AppendixContent,
    Block,
    LegalBasisContent,
    Marker,
    PlanContent,
    SloganContent,
    SlogansPlace,
)
from plans.documents.printed import document_text, printed_plan
from tests.documents.samples import (
    COMMUNE_DRAFT,
    DUC_XUAN,
    LONG,
    SLOGANS,
    YEARLY,
    heading,
    item,
    led_by,
    lettered,
    numbered,
    section,
)

EMPTY = PlanContent(issuer=DUC_XUAN, year=2026)


def texts(content):
    return [one.text for one in printed_plan(content).paragraphs]


def test_numerals_stand_before_the_text_with_one_space():
    content = replace(
        EMPTY,
        items=(
            section(
                "Nhiệm vụ", heading("Truyền thông", lettered("Một;"), lettered("Hai:", item("Ba."))), numbered("Bốn.")
            ),
        ),
    )

    assert texts(content) == ["I. NHIỆM VỤ", "1. Truyền thông", "a) Một;", "b) Hai:", "- Ba.", "2. Bốn./."]


def test_headings_are_bold_down_to_arabic_numerals():
    content = replace(
        EMPTY,
        items=(
            section("Một", heading("Hai", item("Ba", marker=Marker.LETTER, is_heading=True)), numbered("Bốn")),
            item("Không đánh số", marker=Marker.NONE, is_heading=True),
        ),
    )

    assert [(one.text, one.level, one.is_bold) for one in printed_plan(content).paragraphs] == [
        ("I. MỘT", 1, True),
        ("1. Hai", 2, True),
        ("a) Ba", 3, False),
        ("2. Bốn", 0, False),
        ("Không đánh số./.", 1, True),
    ]


def test_facts_are_filled_everywhere():
    content = replace(
        COMMUNE_DRAFT,
        abstract="Triển khai năm ⟦năm⟧",
        opening="Chủ đề ⟦chủ đề⟧:",
        items=(section("Tháng hành động năm ⟦năm⟧", item("Báo cáo ⟦hạn báo cáo⟧.")),),
        closing="Kế hoạch năm ⟦năm⟧.",
        appendices=(AppendixContent(title="Việc năm ⟦năm⟧", items=(item("Từ ⟦thời gian⟧."),)),),
    )
    plan = printed_plan(content)

    assert (plan.abstract, plan.title) == ("Triển khai năm 2026", "Kế hoạch: Triển khai năm 2026")
    assert texts(content) == [
        "Chủ đề Hành động thiết thực, ưu tiên nguồn lực cho trẻ em:",
        "I. THÁNG HÀNH ĐỘNG NĂM 2026",
        "- Báo cáo trước ngày 01/7/2026.",
        "Kế hoạch năm 2026./.",
    ]
    assert [(one.title, one.paragraphs[0].text) for one in plan.appendices] == [
        ("VIỆC NĂM 2026", "- Từ từ ngày 01/6/2026 đến ngày 30/6/2026.")
    ]


def test_dropped_items_are_not_printed_with_anything_under_them():
    content = replace(
        EMPTY,
        items=(
            section(
                "Một",
                numbered("Bỏ", item("Con của việc bỏ", item("Cháu")), dropped_reason="Không áp dụng"),
                numbered("Giữ"),
            ),
        ),
    )

    assert texts(content) == ["I. MỘT", "1. Giữ./."]


def test_facts_of_a_heading_follow_as_a_paragraph_of_their_own():
    content = replace(
        EMPTY, items=(heading("Lễ phát động", responsibilities=(led_by("Đoàn phường"),)), numbered("Hai"))
    )

    assert texts(content) == ["1. Lễ phát động", "Chủ trì: Đoàn phường.", "2. Hai./."]


def test_slogans_in_the_body_stand_after_everything_under_their_item():
    content = replace(
        EMPTY,
        slogans=SLOGANS[:3],
        slogans_place=SlogansPlace.BODY,
        items=(numbered("Khẩu hiệu:", item("Treo tại trụ sở."), block=Block.SLOGANS), numbered("Hai.")),
    )

    assert texts(content) == [
        "1. Khẩu hiệu:",
        "- Treo tại trụ sở.",
        "- Hành động thiết thực, ưu tiên nguồn lực cho trẻ em;",
        "- Lắng nghe trẻ em bằng cả trái tim;",
        "- Mỗi mùa hè là một mùa an toàn!",
        "2. Hai./.",
    ]
    assert printed_plan(content).appendices == ()


def test_slogans_at_the_end_of_the_body_carry_the_ending():
    content = replace(
        EMPTY,
        slogans=(SloganContent(text="Một"), SloganContent(text="Hai")),
        slogans_place=SlogansPlace.BODY,
        items=(numbered("Khẩu hiệu:", block=Block.SLOGANS),),
    )

    assert texts(content)[-1] == "- Hai./."


def test_slogans_of_an_appendix_or_nowhere_leave_the_body_alone():
    items = (numbered("Khẩu hiệu theo Phụ lục", block=Block.SLOGANS),)
    appendix = printed_plan(replace(EMPTY, slogans=SLOGANS, items=items)).appendices
    nowhere = printed_plan(replace(EMPTY, slogans=SLOGANS, items=items, slogans_place=SlogansPlace.NOWHERE))

    assert [(one.label, one.title) for one in appendix] == [
        ("Phụ lục", "KHẨU HIỆU TUYÊN TRUYỀN THÁNG HÀNH ĐỘNG VÌ TRẺ EM NĂM 2026")
    ]
    assert [one.text for one in appendix[0].paragraphs][1:3] == [
        "2. Lắng nghe trẻ em bằng cả trái tim.",
        "3. Mỗi mùa hè là một mùa an toàn!",
    ]
    assert nowhere.appendices == ()
    assert [one.text for one in nowhere.paragraphs] == ["1. Khẩu hiệu theo Phụ lục./."]


def test_several_appendices_are_numbered():
    assert [(one.label, one.title) for one in printed_plan(LONG).appendices] == [
        ("Phụ lục I", "KHẨU HIỆU TUYÊN TRUYỀN THÁNG HÀNH ĐỘNG VÌ TRẺ EM NĂM 2026"),
        ("Phụ lục II", "PHÂN CÔNG THỰC HIỆN"),
    ]


def test_ending_replaces_one_that_was_typed():
    assert texts(LONG)[-1].endswith("đề nghị các cơ quan phối hợp thực hiện./.")
    assert texts(YEARLY)[-1].endswith("cả năm trước ngày 17/11/2024./.")
    assert [sum(text.count("./.") for text in texts(one)) for one in (COMMUNE_DRAFT, LONG, YEARLY)] == [1, 1, 1]


def test_an_empty_draft_has_no_paragraphs():
    assert printed_plan(EMPTY).paragraphs == ()
    assert printed_plan(replace(EMPTY, items=(item("", marker=Marker.NONE),))).paragraphs == ()


def test_decomposed_and_invisible_letters_are_composed_and_dropped():
    content = replace(EMPTY, legal_bases=(LegalBasisContent(text="Căn cứ Luật Tre\u0309\u200b em\u00a0"),))

    assert printed_plan(content).bases == ("Căn cứ Luật Trẻ em.",)


def test_document_text_holds_every_box_in_order():
    lines = document_text(COMMUNE_DRAFT).split("\n")

    assert lines[:7] == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG ĐỨC XUÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:      /KH-UBND",
        "Đức Xuân, ngày      tháng      năm 2026",
        "KẾ HOẠCH",
    ]
    assert lines[-5:] == [
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Hoàng Văn Bình",
    ]


def test_what_no_file_can_hold_is_left_out_of_the_closing_mark():
    assert texts(replace(EMPTY, opening="Một.", ending="./\x00.")) == ["Một./."]
