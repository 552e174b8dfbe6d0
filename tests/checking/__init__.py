"""The plan with nothing to find in it, from which every test of a check changes one thing."""

from dataclasses import replace
from datetime import date

from plans.checking import CheckContext, Finding, run_checks
from plans.content.plan import (
    ActivityContent,
    DeadlineContent,
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
)

TODAY = date(2026, 5, 14)
THEME = "Góc nhỏ bình yên cho mọi trẻ em"
SLOGAN = "Mỗi em nhỏ một chỗ chơi an toàn"

WARD = IssuerContent(
    code="01999",
    name="Ủy ban nhân dân phường Tân Lập",
    short_name="UBND phường Tân Lập",
    territory="phường Tân Lập",
    noun="phường",
    header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN LẬP"),
    place="Tân Lập",
)
PROVINCE = IssuerContent(
    code="19",
    name="Ủy ban nhân dân tỉnh Thái Nguyên",
    short_name="UBND tỉnh Thái Nguyên",
    territory="tỉnh Thái Nguyên",
    noun="tỉnh",
    header_lines=("ỦY BAN NHÂN DÂN", "TỈNH THÁI NGUYÊN"),
    place="Thái Nguyên",
)
PARENT = ParentContent(
    kind="Kế hoạch",
    document_number="77/KH-UBND",
    issued_on=date(2026, 4, 28),
    issuer="Ủy ban nhân dân tỉnh Thái Nguyên",
    abstract="triển khai Tháng hành động vì trẻ em năm 2026",
    plan=1,
    version=1,
)
DEADLINE = DeadlineContent(due_on=date(2026, 7, 8), receiver="Ủy ban nhân dân phường", via="Phòng Văn hóa - Xã hội")


def part(key: str, title: str, kind: Part, *children: ItemContent) -> ItemContent:
    return ItemContent(key=key, text=title, marker=Marker.ROMAN, is_heading=True, part=kind, children=children)


def dash(key: str, text: str, **fields) -> ItemContent:
    return ItemContent(key=key, text=text, marker=Marker.DASH, **fields)


def heading(key: str, text: str, *children: ItemContent, **fields) -> ItemContent:
    return ItemContent(key=key, text=text, marker=Marker.ARABIC, is_heading=True, children=children, **fields)


ACTIVITY = dash(
    "sân-chơi",
    "Sửa sân chơi của khu dân cư để các em có chỗ vui chơi.",
    activity=ActivityContent(
        starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 12), venue="tổ dân phố 4", target="01 sân chơi",
        budget=20_000_000, funding_source="vận động",
    ),
    responsibilities=(ResponsibilityContent(role=Role.LEAD, agency="Phòng Văn hóa - Xã hội"),),
)  # fmt: skip

GOOD = PlanContent(
    issuer=WARD,
    year=2026,
    abstract="Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Tân Lập",
    legal_bases=(LegalBasisContent(text="Căn cứ Luật Trẻ em"),),
    parents=(PARENT,),
    opening="Ủy ban nhân dân phường ban hành Kế hoạch triển khai với các nội dung sau:",
    theme=THEME,
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 30),
    launch_from=date(2026, 5, 30),
    launch_until=date(2026, 5, 30),
    slogans=(SloganContent(text=SLOGAN),),
    deadlines=(DEADLINE,),
    items=(
        part("i", "Mục đích", Part.PURPOSE, dash("mục-đích", "Giúp từng gia đình giữ cho con em một mùa hè vui.")),
        part(
            "ii", "Chủ đề, thời gian", Part.SCOPE,
            dash("chủ-đề", "Chủ đề: “⟦chủ đề⟧”."),
            dash("thời-gian", "Thời gian: ⟦thời gian⟧; khẩu hiệu theo Phụ lục kèm theo Kế hoạch này."),
        ),
        part("iii", "Nội dung hoạt động", Part.ACTIVITIES, ACTIVITY),
        part("iv", "Kinh phí", Part.FUNDING, dash("kinh-phí", "Sử dụng nguồn vận động hợp pháp.")),
        part(
            "v", "Tổ chức thực hiện", Part.IMPLEMENTATION,
            heading("phòng", "Phòng Văn hóa - Xã hội", dash("phòng-làm", "Theo dõi, đôn đốc các tổ dân phố.")),
            heading("đoàn", "Đề nghị Đoàn Thanh niên phường", dash("đoàn-làm", "Cử tình nguyện viên trông các em.")),
        ),
        part("vi", "Chế độ báo cáo", Part.REPORTING, dash("báo-cáo", "Các đơn vị gửi báo cáo ⟦hạn báo cáo⟧.")),
    ),
    closing="Trên đây là Kế hoạch triển khai của phường, yêu cầu các đơn vị thực hiện",
    signature=SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Lê Văn Tám"),
    recipients=("UBND tỉnh Thái Nguyên", "Các phòng, đoàn thể phường", "Các tổ dân phố"),
    archive_note="VT, VHXH",
)  # fmt: skip

#: A plan in which there is nothing yet that could be wrong.
BARE = PlanContent(issuer=WARD, year=2026)

PARENT_PLAN = replace(
    GOOD,
    issuer=PROVINCE,
    number=77,
    issued_on=date(2026, 4, 28),
    parents=(),
    launch_from=date(2026, 5, 25),
    launch_until=date(2026, 6, 1),
    deadlines=(replace(DEADLINE, due_on=date(2026, 7, 15), receiver="Ủy ban nhân dân tỉnh"),),
    items=(
        part(
            "p", "Tổ chức thực hiện", Part.IMPLEMENTATION,
            heading(
                "các-xã", "Ủy ban nhân dân các xã, phường",
                dash("một-công-trình", "Vận động để có 01 công trình cho trẻ em."),
                dash("dạy-bơi", "Mở lớp dạy bơi cho trẻ em."),
                responsibilities=(
                    ResponsibilityContent(role=Role.IMPLEMENT, agency="Ủy ban nhân dân các xã", covers_level="commune"),
                ),
            ),
        ),
    ),
)  # fmt: skip

CONTEXT = CheckContext(
    today=TODAY, level="commune", campaign_theme=THEME, official_slogans=(SLOGAN,), is_collective=True
)


def context(**changes) -> CheckContext:
    return replace(CONTEXT, **changes)


def good(**changes) -> PlanContent:
    return replace(GOOD, **changes)


def saying(text: str, *, kind: Part = Part.ACTIVITIES, **fields) -> PlanContent:
    """The good plan with one more paragraph, keyed "x"."""
    extra = ItemContent(key="x", text=text, marker=fields.pop("marker", Marker.DASH), **fields)
    return good(
        items=tuple(replace(one, children=(*one.children, extra)) if one.part == kind else one for one in GOOD.items)
    )


def found(content: PlanContent, code: str, **changes) -> list[Finding]:
    """What one check finds."""
    return [one for one in run_checks(content, context(**changes)) if one.code == code]


def messages(content: PlanContent, code: str, **changes) -> list[tuple[str, str, str]]:
    """What one check finds, as (severity, place, sentence)."""
    return [(one.severity.value, one.place, one.message) for one in found(content, code, **changes)]
