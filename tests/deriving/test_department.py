"""A department plans inward: its own staff, its own duties, no territory, money only where the parent speaks of it."""

from dataclasses import replace

from plans.content.plan import Marker, Part
from plans.deriving.adapting import derive
from plans.deriving.terms import NoteKind
from tests.deriving.papers import DEPARTMENT_UNIT, TODAY, does, heading, keys, line, province_plan


def department(*sections):
    return derive(province_plan(*sections), DEPARTMENT_UNIT, new_key=keys(), today=TODAY)


def outline(item):
    return {item.text: [outline(one) for one in item.children]} if item.children else item.text


def test_the_plan_has_the_departments_layout():
    assert [one.text for one in department().content.items] == [
        "Mục đích, yêu cầu", "Chủ đề, thời gian, phạm vi", "Nội dung hoạt động", "Tổ chức thực hiện",
    ]  # fmt: skip


def test_its_own_tasks_and_those_of_every_department_are_its_activities():
    activities = department().content.items[2]

    assert [(one.text, one.origin.key) for one in activities.children] == [
        ("Rà soát an toàn các công trình đang thi công có trẻ em qua lại.", "p56a"),
        ("Thăm hỏi, tặng quà con công chức, người lao động có hoàn cảnh khó khăn.", "p57a"),
    ]


def test_its_extent_is_its_own_offices():
    assert "Phạm vi: các phòng, đơn vị thuộc và trực thuộc Sở." in [one.text for one in department().content.walk()]


def test_its_offices_report_inside_and_its_own_office_reports_up():
    assert outline(department().content.items[3]) == {
        "Tổ chức thực hiện": [
            {
                "Các phòng, đơn vị thuộc và trực thuộc Sở": [
                    "Phổ biến Kế hoạch đến toàn thể công chức, viên chức, người lao động; tổ chức các hoạt động"
                    " hưởng ứng phù hợp với nhiệm vụ của đơn vị.",
                    "Gửi kết quả thực hiện về Văn phòng Sở ⟦hạn báo cáo⟧ để tổng hợp.",
                ]
            },
            {
                "Văn phòng Sở": [
                    "Theo dõi, hướng dẫn, đôn đốc việc thực hiện Kế hoạch.",
                    "Tổng hợp kết quả, trình lãnh đạo Sở báo cáo Ủy ban nhân dân tỉnh (qua Sở Y tế) trước ngày"
                    " 15/7/2026.",
                ]
            },
        ]
    }


def test_the_department_the_reports_go_through_reports_straight_to_the_superior():
    health = replace(DEPARTMENT_UNIT, issuer=replace(DEPARTMENT_UNIT.issuer, name="Sở Y tế tỉnh Thái Nguyên"))

    texts = [one.text for one in derive(province_plan(), health, new_key=keys(), today=TODAY).content.walk()]

    assert "Tổng hợp kết quả, trình lãnh đạo Sở báo cáo Ủy ban nhân dân tỉnh trước ngày 15/7/2026." in texts


def test_what_others_do_is_left_out_with_one_note():
    (note,) = [one for one in department().notes if one.kind == NoteKind.LEFT_OUT]

    assert note.message == "Không đưa vào 18 mục là việc của cơ quan khác hoặc của địa phương."


def test_money_is_spoken_of_where_the_parent_gives_the_departments_a_duty_about_it():
    funding = heading(
        "k", "Kinh phí",
        line("k1", "Ngân sách tỉnh chi cho Lễ phát động.", does("so-tai-chinh")),
        line("k2", "Các sở, ban, ngành dùng kinh phí được giao.", does("cac-so")),
        marker=Marker.ROMAN, part=Part.FUNDING,
    )  # fmt: skip

    assert outline(department(funding).content.items[0]) == {
        "Kinh phí": ["Các sở, ban, ngành dùng kinh phí được giao."]
    }


def test_its_words_about_the_province_stay():
    open_part = heading("m", "Mục đích", line("m1", "Giữ an toàn cho trẻ em trên địa bàn tỉnh."), part=Part.PURPOSE)

    assert department(open_part).content.items[0].children[0].text == "Giữ an toàn cho trẻ em trên địa bàn tỉnh."
