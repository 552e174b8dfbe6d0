"""The plan against its parents and the campaign."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import apply_fix
from plans.content.plan import OriginContent, Part, SloganContent
from tests.checking import GOOD, PARENT_PLAN, SLOGAN, THEME, dash, found, good, messages, part, saying

BRIDGE = dash("cầu", "Vận động để có 01 công trình cho trẻ em.", origin=OriginContent(version=1, key="một-công-trình"))
SWIM = dash("bơi", "Mở lớp dạy bơi cho trẻ em.", origin=OriginContent(version=1, key="dạy-bơi"))


def carrying(*items):
    return good(items=(*GOOD.items, part("x", "Việc tỉnh giao", Part.OTHER, *items)))


def test_plan_without_a_theme_is_an_error():
    (finding,) = found(good(theme=""), "P1")

    assert finding.message == f"Kế hoạch chưa có chủ đề năm 2026; chọn chủ đề “{THEME}”."
    assert apply_fix(good(theme=""), finding.fix) == GOOD
    unknown = messages(good(theme=""), "P1", campaign_theme="")
    assert unknown == [
        ("error", "Chủ đề", "Kế hoạch chưa có chủ đề năm 2026; đợi hướng dẫn của năm rồi ghi đúng nguyên văn.")
    ]


def test_theme_is_the_years_word_for_word():
    content = good(theme="Góc nhỏ bình yên cho trẻ em")

    assert [one[0] for one in messages(content, "P1")] == ["error"]
    assert [one[0] for one in messages(content, "P1", campaign_theme="", parents=(PARENT_PLAN,))] == ["error"]
    assert messages(content, "P1", campaign_theme="") == []
    assert messages(good(theme=f"“{THEME}”."), "P1") == []


def test_theme_typed_into_the_text_is_the_plans():
    content = saying("Chủ đề năm 2026: “Góc nhỏ bình yên cho trẻ”.", kind=Part.SCOPE)
    (finding,) = found(content, "P1")

    assert finding.severity == "error"
    assert apply_fix(content, finding.fix) == saying("Chủ đề năm 2026: “⟦chủ đề⟧”.", kind=Part.SCOPE)
    assert messages(saying(f"Hưởng ứng chủ đề “{THEME}”."), "P1") == []


def test_theme_is_said_somewhere():
    silent = good(items=tuple(one for one in GOOD.items if one.key != "ii"))

    assert [one[0] for one in messages(silent, "P1")] == ["warning"]


def test_plan_of_the_whole_year_needs_no_theme():
    content = good(theme="", abstract="Công tác trẻ em năm 2026", items=GOOD.items[:1])

    assert messages(content, "P1") == []


def slogans(*texts, is_own=False):
    return good(slogans=tuple(SloganContent(text=one, is_own=is_own) for one in texts))


def test_slogan_is_the_years_or_marked_as_own():
    content = slogans("Hè về trên quê em")
    (finding,) = found(content, "P2")

    assert finding.message == (
        "Khẩu hiệu “Hè về trên quê em” không có trong danh mục của năm; bỏ đi, hoặc đánh dấu là của đơn vị."
    )
    assert apply_fix(content, finding.fix) == slogans("Hè về trên quê em", is_own=True)
    assert messages(slogans("Hè về trên quê em", is_own=True), "P2") == []
    assert messages(content, "P2", official_slogans=()) == []


def test_slogan_that_is_nearly_the_years_is_mended():
    content = slogans("Mỗi em nhỏ một chỗ chơi thật an toàn")
    (finding,) = found(content, "P2")

    assert apply_fix(content, finding.fix) == slogans(SLOGAN)


@pytest.mark.parametrize("texts", [(SLOGAN, f"{SLOGAN}."), ("",)])
def test_slogan_twice_or_empty_is_warned_of(texts):
    assert len(found(slogans(*texts), "P2")) == 1


def test_every_duty_is_carried_or_declined():
    parents = (PARENT_PLAN,)

    assert messages(carrying(BRIDGE, SWIM), "P3", parents=parents) == []
    declined = replace(SWIM, dropped_reason="phường không có bể bơi")
    assert messages(carrying(BRIDGE, declined), "P3", parents=parents) == []
    assert messages(carrying(BRIDGE), "P3", parents=parents) == [
        (
            "warning", "nội dung",
            "Chưa có việc cấp trên giao “Mở lớp dạy bơi cho trẻ em” "
            "(mục I.1, Kế hoạch số 77/KH-UBND của UBND tỉnh Thái Nguyên); thêm vào hoặc ghi lý do không áp dụng.",
        )
    ]  # fmt: skip


def test_plan_that_was_not_derived_is_told_once():
    assert [one[2] for one in messages(GOOD, "P3", parents=(PARENT_PLAN,))] == [
        "Kế hoạch chưa gắn với việc nào trong 2 việc Kế hoạch số 77/KH-UBND của UBND tỉnh Thái Nguyên giao; "
        "đối chiếu từng việc."
    ]
    assert messages(GOOD, "P3", parents=(PARENT_PLAN,), level="school") == []


def test_target_is_not_lowered():
    parent = replace(PARENT_PLAN, items=(part("p", "Việc", Part.ACTIVITIES, dash("k", "Trao 30 suất quà.")),))

    def own(number):
        return carrying(dash("y", f"Trao {number} suất quà.", origin=OriginContent(version=1, key="k")))

    assert messages(own(30), "P3", parents=(parent,)) == []
    assert messages(own(45), "P3", parents=(parent,)) == []
    # The duty has no level of its own here, so only the number is looked at.
    duty = replace(PARENT_PLAN, items=(*PARENT_PLAN.items, *parent.items))
    lowered = carrying(BRIDGE, SWIM, dash("y", "Trao 20 suất quà.", origin=OriginContent(version=1, key="k")))
    assert [one[2] for one in messages(lowered, "P3", parents=(duty,))] == [
        "Chỉ tiêu 20 suất quà thấp hơn cấp trên giao (30 suất quà); giữ số của cấp trên."
    ]


def test_dates_stay_within_the_parents():
    parents = (PARENT_PLAN,)

    assert messages(GOOD, "P4", parents=parents) == []
    assert [one[1] for one in messages(good(ends_on=date(2026, 7, 5)), "P4", parents=parents)] == ["Thời gian"]
    assert [one[1] for one in messages(good(launch_from=date(2026, 5, 20)), "P4", parents=parents)] == ["Lễ phát động"]
    assert messages(good(ends_on=date(2026, 7, 5)), "P4", parents=(replace(PARENT_PLAN, year=2025),)) == []


def test_parent_that_no_longer_stands_is_warned_of():
    assert messages(GOOD, "P5", outdated_parents=("78/KH-UBND",)) == []
    assert [one[1] for one in messages(GOOD, "P5", outdated_parents=("77/KH-UBND",))] == ["Văn bản cấp trên"]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện trên địa bàn toàn tỉnh.", "Tổ chức Diễn đàn trẻ em các cấp.", "Mỗi xã, phường có một sân chơi.",
        "Các sở, ban, ngành phối hợp.", "Thăm trẻ em vùng sâu, vùng xa.",
    ],
)  # fmt: skip
def test_phrase_for_the_superior_only_is_warned_of(text):
    assert [one[0] for one in messages(saying(text), "P6")] == ["warning"]
    assert messages(saying(text), "P6", level="province") == []


@pytest.mark.parametrize("text", ["Làm theo hướng dẫn của các sở, ngành.", "Học bài “Mỗi xã, phường một sân chơi”."])
def test_phrase_about_the_superior_passes(text):
    assert messages(saying(text), "P6") == []


def test_phrase_is_fitted_to_the_unit():
    content = saying("Thực hiện trên địa bàn toàn tỉnh.")

    assert apply_fix(content, found(content, "P6")[0].fix) == saying("Thực hiện trên địa bàn toàn phường.")


def test_plan_that_is_mostly_copied_is_hinted_at():
    above = tuple(dash(f"k{number}", f"Việc thứ {number}.") for number in range(20))
    parent = replace(PARENT_PLAN, items=above)
    own = tuple(replace(one, key=f"x{one.key}", origin=OriginContent(version=1, key=one.key)) for one in above)

    assert [one[0] for one in messages(carrying(*own), "P6", parents=(parent,))] == ["hint"]
    changed = tuple(replace(one, text=f"{one.text} Ở tổ 4.") for one in own[:2])
    assert messages(carrying(*changed, *own[2:]), "P6", parents=(parent,)) == []


def test_parents_that_disagree_are_named():
    other = replace(PARENT_PLAN, theme="Khác", starts_on=date(2026, 5, 25))

    assert [one[2] for one in messages(GOOD, "P7", parents=(PARENT_PLAN, other))] == [
        "Các văn bản cấp trên nói khác nhau về chủ đề, thời gian; hỏi lại cấp trên rồi ghi một lời."
    ]
    assert messages(GOOD, "P7", parents=(PARENT_PLAN, PARENT_PLAN)) == []
