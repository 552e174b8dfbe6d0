"""Arbitrary plans for property tests: any tree, any assignment, words of real plans mixed with anything."""

from itertools import count

from hypothesis import strategies as st

from plans.content.plan import ItemContent, Marker, Part, PlanContent, ResponsibilityContent, Role, SloganContent
from plans.content.vietnamese import nfc
from plans.deriving.terms import ParentPlan
from tests.deriving.papers import PROVINCE, PROVINCE_AGENCIES, REFERENCE

WORDS = (
    "Sở Y tế", "Sở Giáo dục và Đào tạo", "Tỉnh đoàn", "Công an tỉnh", "chủ trì, phối hợp với", "báo cáo",
    "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân các xã, phường", "trên địa bàn toàn tỉnh", "tỉnh Thái Nguyên", "cấp tỉnh",
    "“cấp tỉnh”", "Quỹ Bảo trợ trẻ em tỉnh", "⟦hạn báo cáo⟧", "⟦chủ đề⟧", "mỗi xã, phường", "thôn, tổ dân phố", ":",
    "Kế hoạch số 5/KH-UBND của", "Đề nghị", "Chế độ báo cáo", "kinh phí", "(qua Sở Y tế)", "các cấp", "“", ";",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), st.text(max_size=40), st.just("")
)
themes = st.text(max_size=30).map(nfc)


@st.composite
def responsibilities(draw):
    term = draw(st.sampled_from(PROVINCE_AGENCIES))
    return ResponsibilityContent(
        role=draw(st.sampled_from(Role)), agency=term.name, agency_code=draw(st.sampled_from((term.code, ""))),
        covers_level=term.covers_level,
    )  # fmt: skip


@st.composite
def items(draw, depth=3):
    children = draw(st.lists(items(depth=depth - 1), max_size=2)) if depth else []
    return ItemContent(
        key="?", text=draw(texts), marker=draw(st.sampled_from(Marker)), is_heading=draw(st.booleans()),
        part=draw(st.one_of(st.none(), st.sampled_from(Part))),
        responsibilities=tuple(draw(st.lists(responsibilities(), max_size=2))),
        dropped_reason=draw(st.sampled_from(("", "", "", "đã làm từ năm trước"))), children=tuple(children),
    )  # fmt: skip


@st.composite
def parents(draw, theme=themes):
    numbers = count(1)
    return ParentPlan(
        content=PlanContent(
            issuer=PROVINCE, year=2026, abstract=draw(texts), theme=draw(theme),
            slogans=tuple(SloganContent(text=one) for one in draw(st.lists(themes, max_size=3))),
            items=tuple(_keyed(one, numbers) for one in draw(st.lists(items(), max_size=4))),
        ),
        version=3, level="province", reference=REFERENCE, agencies=PROVINCE_AGENCIES,
    )  # fmt: skip


def _keyed(item, numbers):
    return ItemContent(
        key=f"p{next(numbers)}", text=item.text, marker=item.marker, is_heading=item.is_heading, part=item.part,
        responsibilities=item.responsibilities, dropped_reason=item.dropped_reason,
        children=tuple(_keyed(one, numbers) for one in item.children),
    )  # fmt: skip
