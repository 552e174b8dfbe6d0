"""Funding and reporting are said in the ward's own words; every other part follows the province's."""

from plans.content.facts import REPORT_DEADLINE, token
from plans.content.plan import Marker, Part
from plans.deriving.adapting import derive
from plans.deriving.sections import funding_words, part_of
from tests.deriving.papers import COMMUNES, TODAY, WARD_UNIT, heading, keys, line, province_plan


def ward(*sections):
    return derive(province_plan(*sections), WARD_UNIT, new_key=keys(), today=TODAY).content


def texts(content, part):
    return [one.text for one in next(one for one in content.items if one.part == part).children]


def test_the_parts_follow_the_parents_order():
    assert [one.text for one in ward().items] == [
        "Mục đích, yêu cầu", "Chủ đề, thời gian, phạm vi", "Nội dung hoạt động", "Kinh phí", "Tổ chức thực hiện",
        "Chế độ báo cáo",
    ]  # fmt: skip


def test_the_ward_pays_from_its_own_budget():
    assert texts(ward(), Part.FUNDING)[1] == (
        "Kinh phí thực hiện Kế hoạch được bố trí trong dự toán ngân sách phường năm ⟦năm⟧ theo phân cấp hiện hành,"
        " lồng ghép với kinh phí của các chương trình, đề án có liên quan và nguồn huy động hợp pháp khác."
    )


def test_a_unit_without_a_budget_of_its_own_names_the_states():
    assert "ngân sách nhà nước" in funding_words("")


def test_reports_come_to_the_ward_first_and_go_up_by_the_parents_deadline():
    assert texts(ward(), Part.REPORTING) == [
        "Các cơ quan, đơn vị, các trường học, các tổ dân phố báo cáo kết quả thực hiện về Ủy ban nhân dân phường"
        " (qua Phòng Văn hóa - Xã hội) ⟦hạn báo cáo⟧ để tổng hợp.",
        "Phòng Văn hóa - Xã hội tổng hợp, tham mưu Ủy ban nhân dân phường báo cáo Ủy ban nhân dân tỉnh (qua Sở Y tế)"
        " trước ngày 15/7/2026.",
    ]


def test_the_wards_sentence_stands_for_the_duty_to_report():
    sentence = next(one for one in ward().walk() if token(REPORT_DEADLINE) in one.text)

    assert sentence.origin.key == "p6a"


def test_reporting_inside_the_activities_is_rewritten_where_it_stands():
    content = ward(
        heading(
            "s", "Nội dung hoạt động",
            heading("r", "Chế độ báo cáo", line("a", "Ủy ban nhân dân các xã báo cáo ⟦hạn báo cáo⟧.", COMMUNES)),
            marker=Marker.ROMAN, part=Part.ACTIVITIES,
        )
    )  # fmt: skip
    (inner,) = content.items[0].children

    assert [one.origin.key if one.origin else None for one in inner.children] == ["a", None]
    assert token(REPORT_DEADLINE) in inner.children[0].text
    assert [one.text for one in content.items] == ["Nội dung hoạt động", "Tổ chức thực hiện"]


def test_the_superiors_deadline_is_said_in_words_elsewhere():
    content = ward(heading("s", "Nội dung", line("a", "Gửi số liệu ⟦hạn báo cáo⟧.", COMMUNES), marker=Marker.ROMAN))

    assert next(one.text for one in content.walk() if one.origin and one.origin.key == "a") == (
        "Gửi số liệu trước ngày 15/7/2026."
    )


def test_a_part_is_told_by_its_kind_or_else_by_its_title():
    assert part_of(heading("a", "Những việc cần làm", part=Part.ACTIVITIES)) == Part.ACTIVITIES
    assert part_of(heading("a", "TỔ CHỨC THỰC HIỆN")) == Part.IMPLEMENTATION
    assert part_of(heading("a", "Kinh phí thực hiện")) == Part.FUNDING
    assert part_of(heading("a", "Chế độ thông tin, báo cáo")) == Part.REPORTING
    assert part_of(line("a", "Kinh phí do ngân sách bảo đảm.")) == Part.OTHER
