"""Tổ chức thực hiện is rebuilt: one heading per body of the ward, the province's tasks and the ward's duties"
" under it."""

from plans.content.plan import Marker, Part
from plans.deriving.adapting import derive
from plans.deriving.implementation import heading_text
from plans.deriving.terms import AgencyTerm, NoteKind
from tests.deriving.papers import COMMUNES, TODAY, WARD_UNIT, heading, keys, line, province_plan


def ward(*groups):
    section = heading("s", "Tổ chức thực hiện", *groups, marker=Marker.ROMAN, part=Part.IMPLEMENTATION)
    return derive(province_plan(*([section] if groups else [])), WARD_UNIT, new_key=keys(), today=TODAY)


def section(derivation):
    return next(one for one in derivation.content.items if one.part == Part.IMPLEMENTATION)


def outline(derivation):
    return {one.text: [below.text for below in one.children] for one in section(derivation).children}


def messages(derivation, kind):
    return [one.message for one in derivation.notes if one.kind == kind]


def test_the_headings_are_the_wards_bodies_in_their_order_the_office_first():
    assert list(outline(ward())) == [
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Công an phường",
        "Trạm Y tế phường",
        "Các trường học trên địa bàn phường",
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường",
        "Báo và Phát thanh, Truyền hình Thái Nguyên",
        "Sở Xây dựng",
        "Các phòng, ban, ngành, đoàn thể phường",
        "Quá trình thực hiện có vướng mắc, các cơ quan, đơn vị báo về Phòng Văn hóa - Xã hội để tháo gỡ.",
    ]


def test_the_drafting_office_leads_follows_up_and_sums_up():
    first, *_ = section(ward()).children[0].children

    assert first.origin is None
    assert first.text == (
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan triển khai thực hiện Kế hoạch; theo dõi, hướng dẫn, đôn"
        " đốc việc thực hiện; tổng hợp kết quả, trình Ủy ban nhân dân phường báo cáo Ủy ban nhân dân tỉnh."
    )


def test_a_task_goes_to_the_counterpart_its_words_fit():
    derivation = ward(heading("g", "Sở Y tế", line("a", "Theo dõi chung."), line("b", "Khám sàng lọc cho trẻ em.")))

    assert outline(derivation)["Trạm Y tế phường"] == ["Khám sàng lọc cho trẻ em."]
    assert outline(derivation)["Phòng Văn hóa - Xã hội"][1:] == ["Theo dõi chung."]


def test_duties_of_the_level_are_placed_and_speak_of_the_superiors_bodies_as_they_are():
    found = outline(ward())

    assert found["Phòng Văn hóa - Xã hội"][-2:] == [
        "Ban hành kế hoạch và tổ chức thực hiện; gửi Sở Y tế trước ngày 22/5/2026.",
        "Phối hợp với Sở Y tế tập huấn cộng tác viên trên địa bàn.",
    ]
    assert found["Phòng Kinh tế, Hạ tầng và Đô thị"] == ["Bố trí kinh phí cho điểm vui chơi của trẻ em."]


def test_a_duty_done_by_issuing_this_plan_is_noted():
    assert messages(ward(), NoteKind.DONE_BY_ISSUING) == ["Việc này xong khi ban hành Kế hoạch này; xem có bỏ không."]


def test_a_task_in_one_line_with_its_body_goes_under_the_bodys_heading():
    assert outline(ward())["Công an phường"] == ["Chủ trì phòng ngừa, xử lý hành vi xâm hại trẻ em."]


def test_an_office_is_not_asked_to_work_with_itself():
    assert outline(ward())["Phòng Văn hóa - Xã hội"][1] == (
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan truyền thông trên địa bàn phường."
    )


def test_bodies_without_a_counterpart_are_kept_and_flagged():
    derivation = ward()

    assert outline(derivation)["Sở Xây dựng"] == ["Rà soát an toàn các công trình đang thi công có trẻ em qua lại."]
    assert (
        messages(derivation, NoteKind.SUPERIOR_ONLY)[-2:] == ["Việc này chỉ cơ quan cấp trên làm; xem có bỏ không."] * 2
    )
    assert "Chưa có cơ quan tương ứng với “Sở Xây dựng” ở cấp này; tên được giữ nguyên, cần xem lại." in messages(
        derivation, NoteKind.AGENCY_UNKNOWN
    )


def test_nothing_is_invented_for_bodies_without_a_task_but_they_are_named():
    assert messages(ward(), NoteKind.AGENCY_WITHOUT_TASK) == [
        "Chưa có việc cho: Đoàn Thanh niên Cộng sản Hồ Chí Minh phường, Các tổ dân phố. Thêm việc ở phần Tổ chức"
        " thực hiện nếu cần."
    ]


def test_tasks_of_several_bodies_stay_together():
    group = heading(
        "g", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh đoàn", line("a", "Vận động đoàn viên, hội viên.")
    )

    assert outline(ward(group))[
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường, Đoàn Thanh niên Cộng sản Hồ Chí Minh phường"
    ] == ["Vận động đoàn viên, hội viên."]


def test_bodies_that_are_ordered_and_asked_in_one_heading_are_worded_apart():
    police = AgencyTerm(code="a", name="Công an phường", level="commune")
    front = AgencyTerm(code="b", name="Mặt trận", level="commune", wording="request")

    assert heading_text((front, police)) == "Công an phường; đề nghị Mặt trận"


def test_groups_under_a_heading_without_a_body_are_found():
    groups = heading("cap", "Cấp tỉnh", heading("g", "Công an tỉnh", line("a", "Tuần tra.")), marker=Marker.ARABIC)

    assert outline(ward(groups))["Công an phường"] == ["Tuần tra."]


def test_a_plan_without_the_section_gets_one_before_the_reports():
    derivation = derive(
        province_plan(heading("s", "Nội dung", line("a", "Làm việc tốt.", COMMUNES), marker=Marker.ROMAN)),
        WARD_UNIT, new_key=keys(), today=TODAY,
    )  # fmt: skip

    assert [one.text for one in derivation.content.items] == ["Nội dung", "Tổ chức thực hiện", "Chế độ báo cáo"]
