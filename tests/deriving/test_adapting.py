"""A ward drafts from its province's plan: what it inherits, what changes, what it is told."""

from datetime import date

from plans.content.plan import AppendixContent, ItemContent, Marker, OriginContent, Standing, standing
from plans.deriving.adapting import derive, within_depth
from plans.deriving.terms import NoteKind
from tests.deriving.papers import (
    CAMPAIGN,
    COMMUNES,
    REFERENCE,
    TODAY,
    WARD,
    WARD_UNIT,
    heading,
    keys,
    line,
    province_plan,
)


def ward(*sections, **facts):
    return derive(province_plan(*sections, **facts), WARD_UNIT, new_key=keys(), today=TODAY)


def own(derivation, parent_key):
    return next(one for one in derivation.content.walk() if one.origin and one.origin.key == parent_key)


def messages(derivation, kind):
    return [one.message for one in derivation.notes if one.kind == kind]


def test_the_frame_is_the_wards_and_the_facts_are_the_provinces():
    content = ward().content

    assert content.issuer == WARD
    assert (content.year, content.number, content.issued_on) == (2026, None, None)
    assert content.theme == CAMPAIGN.theme
    assert (content.starts_on, content.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert (content.launch_from, content.launch_until) == (date(2026, 5, 25), date(2026, 6, 1))
    assert content.slogans == province_plan().content.slogans
    assert content.signature == WARD_UNIT.signature
    assert content.recipients == WARD_UNIT.recipients
    assert (content.symbol, content.archive_note, content.ending) == ("KH-UBND", "VT, VHXH", "./.")


def test_the_parent_is_cited_and_the_parents_own_parent_is_not():
    assert ward().content.parents == (REFERENCE,)


def test_every_inherited_item_names_the_parents_version_and_has_a_key_of_its_own():
    derivation = ward()

    assert own(derivation, "p2c").origin == OriginContent(version=7, key="p2c")
    assert own(derivation, "p2c").key.startswith("w")


def test_a_paragraph_that_fits_the_ward_is_kept_and_one_about_the_province_is_changed():
    derivation, parent = ward(), province_plan().content
    sources = {one.key: one for one in parent.walk()}

    assert standing(own(derivation, "p1b"), sources["p1b"]) == Standing.KEPT
    assert standing(own(derivation, "p2c"), sources["p2c"]) == Standing.CHANGED
    assert own(derivation, "p2c").text == "Phạm vi: trên địa bàn toàn phường."


def test_a_duty_of_the_communes_becomes_the_wards_own_work():
    duty = own(ward(), "p32a")

    assert duty.text == (
        "Phường làm mới hoặc sửa chữa ít nhất 01 điểm vui chơi; mỗi tổ dân phố tổ chức 01 ngày hội cho trẻ em."
    )
    assert [(one.agency, one.covers_level) for one in duty.responsibilities] == [("Ủy ban nhân dân phường", "")]


def test_roles_go_to_the_counterparts():
    assert [(one.role.value, one.agency, one.agency_code) for one in own(ward(), "p31a").responsibilities] == [
        ("lead", "Phòng Văn hóa - Xã hội", "phong-vhxh"),
        ("support", "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường", "doan-phuong"),
    ]


def test_the_superiors_hall_and_money_are_not_the_wards():
    derivation = ward()
    launch = own(derivation, "p31a")

    assert launch.activity.starts_on == date(2026, 5, 31)
    assert (launch.activity.venue, launch.activity.budget) == ("", None)
    assert messages(derivation, NoteKind.FACTS_LEFT_OUT) == [
        "Không lấy địa điểm và kinh phí của cấp trên; ghi địa điểm và kinh phí của đơn vị mình."
    ]


def test_phrases_that_fit_a_province_only_are_kept_and_noted():
    derivation = ward()
    noted = {one.item_key for one in derivation.notes if one.kind == NoteKind.SUPERIOR_PHRASE and one.needs_look}

    assert "vùng sâu, vùng xa" in own(derivation, "p1a").text
    assert own(derivation, "p1a").key in noted
    assert own(derivation, "p33a").key in noted


def test_a_block_of_slogans_stays_one():
    assert own(ward(), "p2d").block == "slogans"


def test_what_the_parent_dropped_is_not_inherited():
    dropped = ItemContent(key="old", text="Việc đã bỏ.", dropped_reason="trùng")
    derivation = ward(heading("s", "Nội dung", dropped, line("new", "Việc còn làm."), marker=Marker.ROMAN))

    assert [one.origin.key for one in derivation.content.walk() if one.origin] == ["s", "new"]


def test_an_appendix_is_adapted_like_the_body():
    appendix = AppendixContent(title="Biểu số liệu cấp tỉnh", items=(line("a1", "Số trẻ em toàn tỉnh.", COMMUNES),))
    (found,) = ward(appendices=(appendix,)).content.appendices

    assert found.title == "Biểu số liệu cấp phường"
    assert [(one.text, one.origin.key) for one in found.items] == [("Số trẻ em toàn phường.", "a1")]


def test_a_plan_with_no_theme_is_said_to_have_none():
    assert messages(ward(theme=""), NoteKind.FACT_MISSING) == [
        "Kế hoạch cấp trên không ghi chủ đề; ghi chủ đề của năm trước khi trình."
    ]


def test_the_superiors_deadline_for_this_plan_is_told_and_not_passed_on():
    derivation = ward()

    assert derivation.content.child_plan_deadline() is None
    assert "Kế hoạch cấp trên yêu cầu ban hành kế hoạch này trước ngày 22/5/2026." in messages(
        derivation, NoteKind.DEADLINE_CHECK
    )


def test_what_is_nested_too_deep_stands_beside_its_parent():
    deep = line("6", "sáu")
    for key in "54321":
        deep = line(key, key, children=(deep,))

    (top,) = within_depth((deep,))
    level = top
    while level.children and len(level.children) == 1:
        level = level.children[0]
    assert [one.key for one in level.children] == ["5", "6"]
