"""What an amendment, a correction and a replacement say of an issued plan."""

from dataclasses import replace
from itertools import count

import pytest

from plans.content import facts
from plans.content.plan import (
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    PlanContent,
    SignatureContent,
)
from plans.deriving.amending import (
    Author,
    Change,
    amendment,
    changed_texts,
    correction,
    old_items,
    replacement,
)
from plans.documents.printed import document_text, printed_plan

CITED = "Kế hoạch số 47/KH-UBND ngày 20 tháng 5 năm 2026 của Ủy ban nhân dân phường Đức Xuân"
WARD = IssuerContent(
    code="01840",
    name="Ủy ban nhân dân phường Đức Xuân",
    short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân",
    noun="phường",
    header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"),
    place="Đức Xuân",
)
AUTHOR = Author(
    issuer=WARD, signature=SignatureContent(lines=("KT. CHỦ TỊCH",), name="Hoàng Văn Bình"), letter_symbol="UBND-VHXH"
)


def item(key, text, *children, marker=Marker.DASH, **more):
    return ItemContent(key=key, text=text, marker=marker, children=children, **more)


OLD = PlanContent(
    issuer=WARD,
    year=2026,
    abstract="Triển khai Tháng hành động vì trẻ em năm 2026",
    theme="Chung tay bảo vệ trẻ em",
    number=47,
    legal_bases=(LegalBasisContent(text="Căn cứ Luật Trẻ em"),),
    items=(
        item(
            "s1", "Mục đích", item("a", "Nâng cao nhận thức."), item("b", "Huy động nguồn lực."),
            marker=Marker.ROMAN, is_heading=True,
        ),
        item(
            "s2", "Nội dung",
            item(
                "h1", "Truyền thông", item("c", f"Chủ đề “{facts.token(facts.THEME)}”."),
                item("gone", "Không làm.", dropped_reason="không phù hợp"), item("d", "Treo băng rôn."),
                marker=Marker.ARABIC, is_heading=True,
            ),
            item("p", "Một đoạn.", marker=Marker.NONE),
            marker=Marker.ROMAN, is_heading=True,
        ),
    ),
    closing="Trên đây là Kế hoạch.",
    signature=SignatureContent(lines=("CHỦ TỊCH",), name="Ma Thị Na"),
    recipients=("UBND tỉnh", "Các trường học"),
)  # fmt: skip


def drawn(draw, *changes):
    keys = count(1)
    return draw(OLD, changes, CITED, AUTHOR, version=9, new_key=lambda: f"n{next(keys)}")


def lines(content):
    return [one.text for one in content.walk() if one.origin is not None]


def test_every_printed_item_has_a_place_a_document_can_refer_to():
    assert [(one.item.key, one.place) for one in old_items(OLD)] == [
        ("s1", "mục I"),
        ("a", "gạch đầu dòng thứ 1, mục I"),
        ("b", "gạch đầu dòng thứ 2, mục I"),
        ("s2", "mục II"),
        ("h1", "mục II.1"),
        ("c", "gạch đầu dòng thứ 1, mục II.1"),
        ("d", "gạch đầu dòng thứ 2, mục II.1"),
        ("p", "đoạn thứ 1, mục II"),
    ]


def test_old_items_say_their_facts_in_words():
    assert {one.item.key: one.text for one in old_items(OLD)}["c"] == "Chủ đề “Chung tay bảo vệ trẻ em”."


def test_an_amendment_says_what_is_changed_added_and_repealed():
    content = drawn(
        amendment,
        Change(key="b", text="Huy động mọi nguồn lực", after="Phát huy vai trò của gia đình."),
        Change(key="d", is_dropped=True),
    )

    assert lines(content) == [
        "Sửa đổi gạch đầu dòng thứ 2, mục I như sau: “Huy động mọi nguồn lực.”",
        "Bổ sung vào sau gạch đầu dòng thứ 2, mục I nội dung sau: “Phát huy vai trò của gia đình.”",
        "Bãi bỏ gạch đầu dòng thứ 2, mục II.1.",
    ]
    assert content.abstract == f"Sửa đổi, bổ sung {CITED}"
    own = "Kế hoạch số 47/KH-UBND ngày 20 tháng 5 năm 2026"
    assert f"Các nội dung khác tiếp tục thực hiện theo {own}." in document_text(content)
    assert (content.document_type, content.number, content.recipients) == ("KẾ HOẠCH", None, OLD.recipients)


@pytest.mark.parametrize("draw", [amendment, correction])
@pytest.mark.parametrize(
    "change",
    [
        Change(key="a", text="Nâng cao nhận thức."),
        Change(key="a", text="  "),
        Change(key="gone", text="Làm."),
        Change(key="nothing", text="Làm."),
    ],
    ids=["same words", "no words", "a dropped item", "an unknown item"],
)
def test_what_changes_nothing_is_not_said(draw, change):
    assert lines(drawn(draw, change)) == []


def test_a_correction_is_a_letter_to_those_who_received_the_plan():
    content = drawn(correction, Change(key="a", text="Nâng cao nhận thức của Nhân dân."), Change(key="d", after="x"))
    printed = printed_plan(content)

    assert lines(content) == [
        "Tại gạch đầu dòng thứ 1, mục I: văn bản đã ghi “Nâng cao nhận thức”, nay đính chính thành "
        "“Nâng cao nhận thức của Nhân dân”."
    ]
    assert (printed.type_line, printed.abstract) == ("", "")
    assert printed.subject == f"V/v đính chính {CITED}"
    assert printed.number_line == "Số:      /UBND-VHXH"
    assert printed.addressees == ("Kính gửi:", "- UBND tỉnh;", "- Các trường học.")
    assert printed.recipients == ("- Như trên;", "- Lưu: VT.")
    assert printed.bases == ()


def test_a_replacement_is_the_whole_plan_with_its_keys_and_says_what_it_replaces():
    content = replacement(OLD, CITED, AUTHOR)

    assert [one.key for one in content.walk()] == [one.key for one in OLD.walk()]
    assert content.closing == f"Kế hoạch này thay thế {CITED}. Trên đây là Kế hoạch."
    assert (content.number, content.signature) == (None, AUTHOR.signature)


def test_both_texts_of_a_change_can_be_shown_beside_each_other():
    content = drawn(
        amendment,
        Change(key="b", text="Huy động mọi nguồn lực", after="Thêm một câu."),
        Change(key="d", is_dropped=True),
    )

    assert changed_texts(OLD, content, version=9) == (
        ("gạch đầu dòng thứ 2, mục I", "Huy động nguồn lực.", "Huy động mọi nguồn lực."),
        ("gạch đầu dòng thứ 2, mục I", "", "Thêm một câu."),
        ("gạch đầu dòng thứ 2, mục II.1", "Treo băng rôn.", ""),
    )
    assert changed_texts(OLD, content, version=8) == ()


def test_a_correction_shows_both_texts_too():
    content = drawn(correction, Change(key="a", text="Nâng cao hiểu biết."))

    assert changed_texts(OLD, content, version=9) == (
        ("gạch đầu dòng thứ 1, mục I", "Nâng cao nhận thức.", "Nâng cao hiểu biết"),
    )


def test_one_addressee_stands_in_one_line():
    assert printed_plan(replace(OLD, addressees=("Ủy ban nhân dân tỉnh Thái Nguyên (qua Sở Y tế)",))).addressees == (
        "Kính gửi: Ủy ban nhân dân tỉnh Thái Nguyên (qua Sở Y tế)",
    )
