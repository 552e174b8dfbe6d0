"""Presentation: each check with nothing to say, with a right plan and with a wrong one."""

from dataclasses import replace

import pytest

from plans.checking import apply_fix
from plans.content.plan import AppendixContent, ItemContent, Marker, SignatureContent, SlogansPlace, TableContent
from tests.checking import GOOD, WARD, dash, found, good, messages, saying


@pytest.mark.parametrize("lines", [(), ("",)])
def test_issuer_without_printed_name_is_an_error(lines):
    message = "Chưa có tên cơ quan ban hành để in ở đầu văn bản; bổ sung ở mục Đơn vị."

    assert messages(good(issuer=replace(WARD, header_lines=lines)), "T1") == [("error", "Cơ quan ban hành", message)]


def test_symbol_of_another_type_is_mended():
    content = good(symbol="BC-UBND")
    (finding,) = found(content, "T2")

    assert finding.message == "Ký hiệu “BC-UBND” không khớp với tên loại KẾ HOẠCH; ký hiệu phải bắt đầu bằng KH."
    assert apply_fix(content, finding.fix) == GOOD


@pytest.mark.parametrize("symbol", ["KH", "KH - UBND", "kh-ubnd", ""])
def test_symbol_of_the_wrong_shape_is_an_error(symbol):
    assert [one[0] for one in messages(good(symbol=symbol), "T2")] == ["error"]


@pytest.mark.parametrize("symbol", ["KH-UBND", "KH-SYT", "KH-BCĐ", "KH-UBND-VX"])
def test_symbols_of_plans_pass(symbol):
    assert messages(good(symbol=symbol), "T2") == []


def test_date_without_number_is_warned_of():
    assert [one[0] for one in messages(good(issued_on=GOOD.launch_from), "T2")] == ["warning"]


def test_missing_locality_is_an_error():
    message = "Chưa có địa danh trước ngày tháng; bổ sung ở mục Đơn vị."

    assert messages(good(issuer=replace(WARD, place=" ")), "T3") == [("error", "địa danh", message)]


@pytest.mark.parametrize(
    ("abstract", "severities"),
    [
        ("Triển khai Tháng hành động vì trẻ em năm ⟦năm⟧", []),
        ("", ["error"]),
        ("Triển khai Tháng hành động vì trẻ em", ["warning"]),
        ("Triển khai Tháng hành động vì trẻ em năm 2026.", ["warning"]),
    ],
)
def test_abstract_is_whole_and_names_the_year(abstract, severities):
    assert [one[0] for one in messages(good(abstract=abstract), "T4")] == severities


def test_year_is_added_to_the_abstract():
    (finding,) = found(good(abstract="Triển khai Tháng hành động vì trẻ em"), "T4")

    assert apply_fix(GOOD, finding.fix).abstract == "Triển khai Tháng hành động vì trẻ em năm 2026"


@pytest.mark.parametrize("typed", ["1. ", "2.1. ", "IV. ", "a) ", "- ", "+ ", "• "])
def test_numeral_typed_by_hand_is_taken_off(typed):
    content = saying(f"{typed}Tổ chức hội trại.")
    (finding,) = found(content, "T5")

    assert finding.message == (
        f"Đoạn này có “{typed.strip()}” gõ tay ở đầu nên số thứ tự sẽ in hai lần; bỏ phần gõ tay."
    )
    assert apply_fix(content, finding.fix) == saying("Tổ chức hội trại.")


@pytest.mark.parametrize("text", ["01 công trình cho trẻ em.", "100% trẻ em được đến trường.", "111 là số tổng đài."])
def test_numbers_that_are_words_stay(text):
    assert messages(saying(text), "T5") == []


def test_heading_with_a_closing_mark_is_hinted_at():
    (finding,) = found(saying("Lễ phát động:", is_heading=True), "T7")

    assert finding.message == "Tiêu đề “Lễ phát động” có dấu “:” ở cuối; tiêu đề không cần dấu."
    assert finding.fix.replace == "Lễ phát động"


def test_part_that_is_no_heading_among_headings_is_hinted_at():
    extra = ItemContent(key="x", text="Khen thưởng", marker=Marker.ROMAN)

    assert messages(good(items=(*GOOD.items, extra)), "T7") == [
        ("hint", "mục VII", "Phần “Khen thưởng” chưa là tiêu đề như các phần khác; chuyển thành tiêu đề.")
    ]


def test_end_mark_within_the_text_is_warned_of():
    assert [one[1] for one in messages(saying("Tổ chức hội trại./."), "T8")] == ["mục III"]
    assert messages(good(closing="Trên đây là Kế hoạch của phường./."), "T8") == []


@pytest.mark.parametrize(
    ("lines", "name", "severities"),
    [
        ((), "", ["warning"]),
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Văn Tám", []),
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "", ["hint"]),
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "ThS. Lê Văn Tám", ["warning"]),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Văn Tám", ["warning"]),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "Lê Văn Tám", ["warning"]),
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Lê Văn Tám", []),
    ],
)
def test_signature_block_fits_a_committee(lines, name, severities):
    assert [one[0] for one in messages(good(signature=SignatureContent(lines=lines, name=name)), "T9")] == severities


def test_department_does_not_sign_for_a_committee():
    assert [one[2] for one in messages(GOOD, "T9", is_collective=False)] == [
        "Cơ quan làm việc theo chế độ thủ trưởng không ký TM.; bỏ dòng này."
    ]
    assert messages(GOOD, "T9", is_collective=None) == []


def test_degree_is_taken_off_the_name():
    (finding,) = found(good(signature=replace(GOOD.signature, name="TS. Lê Văn Tám")), "T9")

    assert apply_fix(GOOD, finding.fix) == GOOD


def test_recipients_are_there_once_with_the_archive():
    twice = good(recipients=(*GOOD.recipients, "- Các tổ dân phố;", "Lưu: VT"), archive_note="VHXH")

    assert [one[2] for one in messages(twice, "T10")] == [
        "Dòng Lưu chưa có văn thư (VT); ghi “VT” rồi đến đơn vị soạn thảo.",
        "Nơi nhận “- Các tổ dân phố” ghi hai lần; bỏ một dòng.",
        "Dòng Lưu được cổng tự in ở cuối; bỏ dòng này khỏi nơi nhận.",
    ]


def test_plan_addressed_to_somebody_is_warned_of():
    assert [one[1] for one in messages(good(opening="Kính gửi: Các trường học"), "T11")] == ["phần mở đầu"]


def test_appendix_nobody_mentions_is_warned_of():
    silent = good(items=tuple(one for one in GOOD.items if one.key != "ii"))

    assert [one[1] for one in messages(silent, "T12")] == ["Phụ lục"]
    assert messages(replace(silent, slogans_place=SlogansPlace.NOWHERE), "T12") == []


def test_reference_to_no_appendix_is_warned_of():
    assert [one[1] for one in messages(good(slogans_place=SlogansPlace.NOWHERE), "T12")] == ["mục II"]


def test_appendix_has_a_title_and_words():
    empty = good(
        appendices=(AppendixContent(title="Phân công"), AppendixContent(title="", items=(dash("y", "Xong."),)))
    )

    assert [one[2] for one in messages(empty, "T12")] == [
        "Có phụ lục chưa có tên; ghi tên phụ lục.",
        "Phụ lục “Phân công” chưa có nội dung; bổ sung hoặc bỏ phụ lục.",
    ]


@pytest.mark.parametrize("text", ["", "  ", ";"])
def test_empty_item_is_an_error(text):
    assert messages(saying(text), "T14") == [("error", "mục III", "Đoạn này chưa có lời; viết nội dung hoặc xóa đoạn.")]


def test_dropped_item_may_be_empty():
    assert messages(saying("", dropped_reason="không áp dụng"), "T14") == []


def test_unknown_fact_is_an_error():
    assert [one[2] for one in messages(saying("Thực hiện ⟦mùa hè⟧."), "T15")] == [
        "Không có thông tin tên “mùa hè” để chèn; chọn lại từ danh sách."
    ]
    assert [one[0] for one in messages(saying("Thực hiện ⟦chủ đề."), "T15")] == ["error"]


def test_fact_without_a_value_is_an_error():
    content = replace(saying("Phát động ⟦lễ phát động⟧."), launch_from=None, launch_until=None)

    assert [one[2] for one in messages(content, "T15")] == [
        "Chưa có thời gian lễ phát động mà đoạn này cần in; bổ sung ở mục Thông tin."
    ]


@pytest.mark.parametrize("text", ["Tặng .......... suất quà.", "Tặng xxx suất quà.", "Tặng ____ suất quà."])
def test_blank_left_to_fill_is_warned_of(text):
    assert [one[0] for one in messages(saying(text), "T16")] == ["warning"]


def test_trailing_dots_are_no_blank():
    assert messages(saying("Tặng sách, vở, cặp..."), "T16") == []


REPORT = {"document_type": "BÁO CÁO", "symbol": "BC-UBND", "addressees": ("Ủy ban nhân dân tỉnh Thái Nguyên",)}


def test_report_names_whom_it_is_for():
    message = "Báo cáo gửi cấp trên chưa có “Kính gửi”; ghi cơ quan nhận báo cáo."

    assert messages(good(**REPORT), "T11") == []
    assert messages(good(**REPORT | {"addressees": ()}), "T11") == [("warning", "Nơi nhận", message)]


def test_appendix_that_is_a_table_has_content():
    table = TableContent(heads=("Số liệu",), rows=(("21",),))

    assert messages(good(appendices=(AppendixContent(title="Biểu số liệu", table=table),)), "T12")[1:] == []
    (fault,) = messages(good(appendices=(AppendixContent(title="Biểu", table=replace(table, rows=())),)), "T12")[-1:]
    assert fault[2] == "Phụ lục “Biểu” chưa có nội dung; bổ sung hoặc bỏ phụ lục."
