"""Who does what."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import ObsoleteTerm, apply_fix
from plans.content.plan import ActivityContent, Part, ResponsibilityContent, Role
from tests.checking import DEADLINE, GOOD, dash, found, good, heading, messages, part, saying

LEAD = ResponsibilityContent(role=Role.LEAD, agency="Phòng Văn hóa - Xã hội")
OFFICE = ObsoleteTerm(
    old="Phòng Lao động - Thương binh và Xã hội", now="Phòng Văn hóa - Xã hội", since=date(2025, 7, 1)
)
DISTRICT = ObsoleteTerm(old="cấp huyện", now="", since=date(2025, 7, 1))


def organised(*children):
    """The good plan with these duties."""
    return good(items=(*GOOD.items, part("x", "Phân công thêm", Part.IMPLEMENTATION, *children)))


def test_activity_has_one_lead():
    assert [
        one[2] for one in messages(saying("Hội trại ngày 05/6 tại sân phường.", activity=ActivityContent()), "A1")
    ] == ["Hoạt động này chưa có cơ quan chủ trì; chọn một cơ quan."]
    two = (LEAD, replace(LEAD, agency="Trạm Y tế phường"))
    assert [one[2] for one in messages(saying("Hội trại.", responsibilities=two), "A1")] == [
        "Hoạt động này có 2 cơ quan cùng chủ trì (Phòng Văn hóa - Xã hội, Trạm Y tế phường); "
        "chọn một, còn lại phối hợp."
    ]
    said = saying("Trạm Y tế phường chủ trì khám cho 50 em tại trường.", activity=ActivityContent())
    assert messages(said, "A1") == []


def test_activity_without_time_and_place_is_hinted_at():
    vague = saying("Thăm trẻ em.", activity=ActivityContent(), responsibilities=(LEAD,))

    assert messages(vague, "A1") == [
        ("hint", "mục III", "Hoạt động này chưa ghi thời gian, địa điểm, chỉ tiêu; bổ sung để theo dõi được.")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Hội Liên hiệp Phụ nữ phường",
        "Ủy ban MTTQ Việt Nam phường",
        "Đoàn Thanh niên phường",
        "Công đoàn",
        "Tòa án nhân dân",
    ],
)
def test_outsider_under_its_own_name_is_asked(name):
    content = organised(heading("y", name, dash("z", "Vận động hội viên.")))
    (finding,) = found(content, "A2")

    assert (finding.severity, finding.place) == ("error", "mục VII.1")
    assert apply_fix(content, finding.fix) == organised(
        heading("y", f"Đề nghị {name}", dash("z", "Vận động hội viên."))
    )


def test_outsider_that_is_ordered_is_asked():
    content = saying("Yêu cầu Hội Nông dân phường vận động hội viên.")
    (finding,) = found(content, "A2")

    assert finding.message == "Ủy ban nhân dân không giao việc cho Hội Nông dân; viết “Đề nghị Hội Nông dân …”."
    assert apply_fix(content, finding.fix) == saying("Đề nghị Hội Nông dân phường vận động hội viên.")


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Văn hóa - Xã hội phối hợp Hội Nông dân phường.", "Đoàn Thanh niên phường cùng tham gia.",
        "Mời Hội Khuyến học trao học bổng.", "Công an phường tuần tra.", "Hội trường phường: dọn trước buổi lễ.",
    ],
)  # fmt: skip
def test_sentences_that_order_nobody_outside_pass(text):
    assert messages(saying(text), "A2") == []


def test_what_stands_under_a_request_passes():
    assert messages(organised(heading("y", "Đề nghị các đoàn thể", dash("z", "Công đoàn: tặng quà."))), "A2") == []


def assigned(agency, *recipients):
    content = saying("Hội trại.", responsibilities=(ResponsibilityContent(role=Role.IMPLEMENT, agency=agency),))
    return replace(content, recipients=recipients)


@pytest.mark.parametrize(
    ("agency", "recipients"),
    [
        ("Trạm Y tế phường", ("Các phòng, đơn vị thuộc phường",)), ("Trạm Y tế phường", ("Công an, Trạm Y tế phường",)),
        ("Trường Tiểu học Hoa Sen", ("Các trường học",)), ("Hội Nông dân phường", ("Các đoàn thể phường",)),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam phường", ("UBMTTQ Việt Nam phường",)), ("Tổ dân phố 4", ("Các TDP",)),
        ("Sở Giáo dục và Đào tạo", ("Sở GD&ĐT",)), ("Ủy ban nhân dân các xã", ("UBND các xã, phường",)),
        ("Phòng Văn hóa - Xã hội", ("Như mục V",)), ("Các doanh nghiệp", ("UBND tỉnh",)), ("Trạm Y tế phường", ()),
    ],
)  # fmt: skip
def test_assigned_body_receives_the_plan_alone_or_in_a_collective_line(agency, recipients):
    assert [one for one in found(assigned(agency, *recipients), "A3") if one.subject == agency] == []


@pytest.mark.parametrize(
    "agency", ["Trạm Y tế phường", "Trường Tiểu học Hoa Sen", "Hội Nông dân phường", "Tổ dân phố 4"]
)
def test_assigned_body_that_is_no_recipient_is_added(agency):
    content = assigned(agency, "UBND tỉnh Thái Nguyên", "Phòng Văn hóa - Xã hội")
    (finding,) = found(content, "A3")

    assert finding.message == f"{agency} được giao việc mà chưa có trong nơi nhận; thêm vào nơi nhận."
    assert apply_fix(content, finding.fix).recipients[-1] == agency


@pytest.mark.parametrize(
    "line", ["UBND tỉnh Thái Nguyên", "UBND tỉnh (để b/c)", "- Ủy ban nhân dân tỉnh;", "UBND tỉnh, Sở Y tế"]
)
def test_superior_is_recognised_among_recipients(line):
    assert messages(good(recipients=(line, "Các phòng, đoàn thể phường")), "A4") == []


def test_superior_that_is_no_recipient_is_put_first():
    content = good(recipients=("Các phòng, đoàn thể phường",))
    (finding,) = found(content, "A4")

    assert apply_fix(content, finding.fix).recipients[0] == "Ủy ban nhân dân tỉnh Thái Nguyên"


@pytest.mark.parametrize(
    "words",
    [
        "Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động – Thương binh & Xã hội",
        "phòng Lao động  - Thương binh và Xã hội", "Phòng Lao động - Thương binh  Xã hội",
    ],
)  # fmt: skip
def test_body_that_is_gone_is_replaced(words):
    content = saying(f"Gửi danh sách về {words} để tổng hợp.")
    (finding,) = found(content, "A5", obsolete_terms=(OFFICE, DISTRICT))

    assert (finding.severity, finding.place) == ("warning", "mục III")
    assert finding.message == f"“{words}” không còn từ ngày 01/7/2025 nên thay bằng Phòng Văn hóa - Xã hội.".replace(
        "  ", " "
    )
    assert apply_fix(content, finding.fix) == saying("Gửi danh sách về Phòng Văn hóa - Xã hội để tổng hợp.")


def test_body_that_was_alive_then_stays():
    content = replace(saying("Gửi về Phòng Lao động - Thương binh và Xã hội."), year=2024)

    assert messages(content, "A5", obsolete_terms=(OFFICE,)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Theo Công văn số 9/CV-PLĐ ngày 04/3/2024 của Phòng Lao động - Thương binh và Xã hội về hè.",
        "Biển cũ ghi “Phòng Lao động - Thương binh và Xã hội”.", "Phòng Lao động tiền lương.",
    ],
)  # fmt: skip
def test_citations_and_quotations_keep_old_names(text):
    assert messages(saying(text), "A5", obsolete_terms=(OFFICE,)) == []


def test_work_given_to_a_dead_body_is_an_error():
    content = saying("Hội trại.", responsibilities=(replace(LEAD, agency=OFFICE.old),))
    assert [one[0] for one in messages(content, "A5", obsolete_terms=(OFFICE,))] == ["error"]

    owed = good(deadlines=(replace(DEADLINE, via=OFFICE.old),))
    (finding,) = found(owed, "A5", obsolete_terms=(OFFICE,))
    assert apply_fix(owed, finding.fix) == GOOD


def test_term_without_successor_has_no_fix():
    (finding,) = found(saying("Hoạt động cấp huyện."), "A5", obsolete_terms=(DISTRICT,))

    assert finding.fix is None
    assert finding.message == "“cấp huyện” không còn từ ngày 01/7/2025 nên phải bỏ hoặc ghi cơ quan hiện nay."


def test_name_is_spelt_one_way():
    content = saying("Các Thôn báo tin cho Công An phường; các thôn và Công an phường cùng trực.")

    assert [one[2] for one in messages(content, "A6")] == [
        "Viết “Công An phường” 1 chỗ, “Công an phường” 1 chỗ; viết thống nhất “Công an phường”.",
        "Viết “các Thôn” 1 chỗ, “các thôn” 1 chỗ; viết thống nhất “các thôn”.",
    ]


def test_name_of_the_unit_goes_before_the_commoner_spelling():
    content = saying("Đài Truyền Thanh đưa tin, Đài Truyền Thanh đọc; Đài Truyền thanh nghe.")

    assert [one.fix.replace for one in found(content, "A6", unit_agencies=("Đài Truyền thanh",))] == [
        "Đài Truyền thanh"
    ]


def test_common_nouns_and_capitals_are_no_other_spelling():
    content = saying("Các cơ sở y tế do Sở Y tế quản lý; SỞ Y TẾ.")

    assert messages(content, "A6", unit_agencies=("Sở Y tế",)) == []


def test_money_has_a_source():
    spent = saying("Hội trại.", activity=ActivityContent(budget=5), responsibilities=(LEAD,))
    assert [one[2] for one in messages(spent, "A7")] == [
        "Hoạt động này có kinh phí mà chưa ghi nguồn; ghi nguồn kinh phí."
    ]

    silent = good(items=tuple(one for one in GOOD.items if one.key != "iv"))
    assert [one[2] for one in messages(silent, "A7")] == ["Kế hoạch chưa nói kinh phí lấy từ đâu; thêm phần Kinh phí."]


def test_reports_have_one_receiver():
    other = replace(DEADLINE, label="cả năm", receiver="Trạm Y tế phường")

    assert [one[2] for one in messages(good(deadlines=(DEADLINE, other)), "A7")] == [
        "Báo cáo gửi về 2 nơi (Ủy ban nhân dân phường và Trạm Y tế phường); chọn một nơi nhận."
    ]
    assert messages(good(deadlines=(DEADLINE, replace(other, receiver="UBND phường"))), "A7") == []
