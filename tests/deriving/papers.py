"""A province's plan and the units that draft from it, as literals: what the tests of the engine read."""

from collections.abc import Callable
from datetime import date
from itertools import count

from plans.content.plan import (
    ActivityContent,
    Block,
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
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
from plans.deriving.terms import AgencyTerm, CampaignFacts, ChildUnit, ParentPlan

TODAY = date(2026, 5, 13)

PROVINCE = IssuerContent(
    code="19", name="Ủy ban nhân dân tỉnh Thái Nguyên", short_name="UBND tỉnh Thái Nguyên",
    territory="tỉnh Thái Nguyên", noun="tỉnh", header_lines=("ỦY BAN NHÂN DÂN", "TỈNH THÁI NGUYÊN"),
    place="Thái Nguyên",
)  # fmt: skip
WARD = IssuerContent(
    code="01840", name="Ủy ban nhân dân phường Đức Xuân", short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân", noun="phường", header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"), place="Đức Xuân",
)  # fmt: skip
SO_XAY_DUNG = IssuerContent(
    code="so-xay-dung", name="Sở Xây dựng tỉnh Thái Nguyên", short_name="Sở Xây dựng",
    territory="tỉnh Thái Nguyên", noun="tỉnh", header_lines=("SỞ XÂY DỰNG",),
    superior_lines=("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN",), place="Thái Nguyên",
)  # fmt: skip


def province_agency(code: str, name: str, *counterparts: str, **rest: object) -> AgencyTerm:
    return AgencyTerm(code=code, name=name, level="province", counterparts=counterparts, **rest)  # type: ignore[arg-type]


PROVINCE_AGENCIES = (
    province_agency("so-y-te", "Sở Y tế", "phong-vhxh", "tram-y-te"),
    province_agency("so-gddt", "Sở Giáo dục và Đào tạo", "truong-hoc"),
    province_agency("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", "phong-vhxh"),
    province_agency("so-tai-chinh", "Sở Tài chính", "phong-kinh-te"),
    province_agency("so-xay-dung", "Sở Xây dựng"),
    province_agency("cong-an-tinh", "Công an tỉnh", "cong-an-phuong"),
    province_agency("bao-tn", "Báo và Phát thanh, Truyền hình Thái Nguyên"),
    province_agency("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "mttq-phuong", wording="request"),
    province_agency(
        "tinh-doan", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "doan-phuong", wording="request",
        aliases=("Tỉnh đoàn",),
    ),
    province_agency(
        "ubnd-xa", "Ủy ban nhân dân các xã, phường", is_collective=True, covers_level="commune",
        aliases=("Ủy ban nhân dân các xã, phường, đặc khu",),
    ),
    province_agency("cac-so", "Các sở, ban, ngành, đoàn thể tỉnh", is_collective=True, covers_level="department"),
)  # fmt: skip

WARD_AGENCIES = (
    AgencyTerm(code="phong-vhxh", name="Phòng Văn hóa - Xã hội", level="commune"),
    AgencyTerm(code="phong-kinh-te", name="Phòng Kinh tế, Hạ tầng và Đô thị", level="commune"),
    AgencyTerm(code="cong-an-phuong", name="Công an phường", level="commune"),
    AgencyTerm(code="tram-y-te", name="Trạm Y tế phường", level="commune"),
    AgencyTerm(
        code="truong-hoc", name="Các trường học trên địa bàn phường", level="commune", is_collective=True,
        covers_level="school",
    ),
    AgencyTerm(
        code="mttq-phuong", name="Ủy ban Mặt trận Tổ quốc Việt Nam phường", level="commune", wording="request"
    ),
    AgencyTerm(
        code="doan-phuong", name="Đoàn Thanh niên Cộng sản Hồ Chí Minh phường", level="commune", wording="request"
    ),
    AgencyTerm(
        code="to-dan-pho", name="Các tổ dân phố", level="commune", is_collective=True, covers_level="hamlet"
    ),
)  # fmt: skip

WARD_UNIT = ChildUnit(
    issuer=WARD, level="commune", symbol="KH-UBND",
    signature=SignatureContent(
        lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Hoàng Văn Bình"
    ),
    recipients=("UBND tỉnh Thái Nguyên", "Các trường học, tổ dân phố"), archive_note="VT, VHXH",
    drafting_office="Phòng Văn hóa - Xã hội",
    subordinates=("Các cơ quan, đơn vị", "các trường học", "các tổ dân phố"), agencies=WARD_AGENCIES,
)  # fmt: skip

DEPARTMENT_UNIT = ChildUnit(
    issuer=SO_XAY_DUNG, level="department", symbol="KH-SXD",
    signature=SignatureContent(lines=("GIÁM ĐỐC",), name="Lê Văn Nam"), archive_note="VT, VP",
    drafting_office="Văn phòng Sở", subordinates=("Các phòng, đơn vị thuộc và trực thuộc Sở",),
)  # fmt: skip

REFERENCE = ParentContent(
    kind="Kế hoạch", document_number="115/KH-UBND", issued_on=date(2026, 4, 28),
    issuer="Ủy ban nhân dân tỉnh Thái Nguyên", abstract="triển khai Tháng hành động vì trẻ em năm 2026", plan=1,
    version=7,
)  # fmt: skip

CAMPAIGN = CampaignFacts(
    year=2026, theme="Hành động thiết thực, ưu tiên nguồn lực cho trẻ em", starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 30), launch_from=date(2026, 5, 25), launch_until=date(2026, 6, 1),
    slogans=("Toàn dân chăm sóc, giáo dục và bảo vệ trẻ em",),
    legal_bases=("Căn cứ Luật Trẻ em",),
)  # fmt: skip


def keys(prefix: str = "w") -> Callable[[], str]:
    """New keys one after another: w1, w2, …"""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def heading(key: str, text: str, *children: ItemContent, marker: Marker = Marker.ARABIC, part: Part | None = None,
            by: tuple[ResponsibilityContent, ...] = ()) -> ItemContent:  # fmt: skip
    return ItemContent(
        key=key, text=text, marker=marker, is_heading=True, part=part, children=children, responsibilities=by
    )


def line(key: str, text: str, *by: ResponsibilityContent, marker: Marker = Marker.DASH,
         children: tuple[ItemContent, ...] = (), activity: ActivityContent | None = None) -> ItemContent:  # fmt: skip
    return ItemContent(key=key, text=text, marker=marker, responsibilities=by, children=children, activity=activity)


def does(code: str, role: Role = Role.IMPLEMENT) -> ResponsibilityContent:
    """One of the province's bodies with its role, as the portal stores it."""
    term = next(one for one in PROVINCE_AGENCIES if one.code == code)
    return ResponsibilityContent(role=role, agency=term.name, agency_code=code, covers_level=term.covers_level)


COMMUNES = does("ubnd-xa")


def province_plan(*sections: ItemContent, **facts: object) -> ParentPlan:
    """The province's plan with these sections, or with the usual ones."""
    values: dict[str, object] = {
        "issuer": PROVINCE, "year": 2026, "number": 115, "issued_on": date(2026, 4, 28),
        "abstract": "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn tỉnh Thái Nguyên",
        "legal_bases": (
            LegalBasisContent(text="Căn cứ Luật Trẻ em"),
            LegalBasisContent(text="Căn cứ Thông tư số 28/2019/TT-BLĐTBXH ngày 26 tháng 12 năm 2019"),
            LegalBasisContent(text="Theo đề nghị của Giám đốc Sở Y tế"),
        ),
        "parents": (ParentContent(kind="Công văn", document_number="982/BYT-BMTE", issued_on=None, issuer="Bộ Y tế"),),
        "theme": CAMPAIGN.theme, "starts_on": CAMPAIGN.starts_on, "ends_on": CAMPAIGN.ends_on,
        "launch_from": CAMPAIGN.launch_from, "launch_until": CAMPAIGN.launch_until,
        "slogans": (SloganContent(text=CAMPAIGN.slogans[0]),),
        "deadlines": (
            DeadlineContent(kind=DeadlineKind.BEFORE, due_on=date(2026, 7, 15), receiver="Ủy ban nhân dân tỉnh",
                            via="Sở Y tế"),
            DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22)),
        ),
        "items": sections or usual_sections(),
    }  # fmt: skip
    return ParentPlan(
        content=PlanContent(**(values | facts)),  # type: ignore[arg-type]
        version=7,
        level="province",
        reference=REFERENCE,
        agencies=PROVINCE_AGENCIES,
    )


def usual_sections() -> tuple[ItemContent, ...]:
    return (_purpose(), _scope(), _activities(), _funding(), _implementation(), _reporting())


def _purpose() -> ItemContent:
    return heading(
        "p1", "Mục đích, yêu cầu",
        line("p1a", "Để mỗi gia đình, nhà trường trong tỉnh cùng giữ an toàn cho trẻ em trong dịp hè, nhất là ở vùng"
                    " sâu, vùng xa."),
        line("p1b", "Hoạt động nào cũng rõ người làm, rõ thời gian, rõ kinh phí."),
        marker=Marker.ROMAN, part=Part.PURPOSE,
    )  # fmt: skip


def _scope() -> ItemContent:
    return heading(
        "p2", "Chủ đề, thời gian, phạm vi",
        line("p2a", "Chủ đề: “⟦chủ đề⟧”.", marker=Marker.ARABIC),
        line("p2b", "Thời gian: ⟦thời gian⟧.", marker=Marker.ARABIC),
        line("p2c", "Phạm vi: trên địa bàn toàn tỉnh.", marker=Marker.ARABIC),
        ItemContent(key="p2d", text="Khẩu hiệu tuyên truyền", marker=Marker.ARABIC, block=Block.SLOGANS),
        marker=Marker.ROMAN, part=Part.SCOPE,
    )  # fmt: skip


def _activities() -> ItemContent:
    return heading(
        "p3", "Nội dung hoạt động",
        heading(
            "p31", "Lễ phát động",
            line("p31a", "Cấp tỉnh: Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với Tỉnh đoàn tổ chức Lễ"
                         " phát động ⟦lễ phát động⟧.",
                 does("so-y-te", Role.LEAD), does("tinh-doan", Role.SUPPORT),
                 activity=ActivityContent(starts_on=date(2026, 5, 31), venue="Nhà Văn hóa tỉnh", budget=90_000_000)),
            line("p31b", "Ủy ban nhân dân các xã, phường, đặc khu tổ chức Lễ phát động theo cách phù hợp.", COMMUNES),
        ),
        heading(
            "p32", "Vận động nguồn lực",
            line("p32a", "Mỗi xã, phường làm mới hoặc sửa chữa ít nhất 01 điểm vui chơi; mỗi thôn, tổ dân phố tổ"
                         " chức 01 ngày hội cho trẻ em.", COMMUNES),
            line("p32b", "Vận động doanh nghiệp trong và ngoài tỉnh ủng hộ Quỹ Bảo trợ trẻ em tỉnh.", does("so-y-te")),
        ),
        heading(
            "p33", "Khen thưởng",
            line("p33a", "Đề xuất Ủy ban nhân dân tỉnh tặng Bằng khen cho tập thể, cá nhân tiêu biểu.",
                 does("so-y-te"), COMMUNES),
        ),
        marker=Marker.ROMAN, part=Part.ACTIVITIES,
    )  # fmt: skip


def _funding() -> ItemContent:
    return heading(
        "p4", "Kinh phí",
        line("p4a", "Ngân sách tỉnh bố trí trong dự toán năm ⟦năm⟧ giao Sở Y tế.", does("so-tai-chinh")),
        line("p4b", "Ủy ban nhân dân các xã, phường bố trí kinh phí theo phân cấp.", COMMUNES),
        marker=Marker.ROMAN, part=Part.FUNDING,
    )  # fmt: skip


def _implementation() -> ItemContent:
    return heading(
        "p5", "Tổ chức thực hiện",
        heading(
            "p51", "Sở Y tế",
            line("p51a", "Chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch truyền thông trên địa bàn tỉnh."),
            line("p51b", "Tổ chức khám sàng lọc cho trẻ em khuyết tật."),
            line("p51c", "Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh và Bộ Y tế."),
            by=(does("so-y-te"),),
        ),
        heading(
            "p52", "Sở Giáo dục và Đào tạo",
            line("p52a", "Bàn giao học sinh về sinh hoạt hè tại các xã, phường.", marker=Marker.NONE),
            by=(does("so-gddt"),),
        ),
        line("p53", "Công an tỉnh: chủ trì phòng ngừa, xử lý hành vi xâm hại trẻ em.", does("cong-an-tinh"),
             marker=Marker.ARABIC),
        heading(
            "p54", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            line("p54a", "Giám sát việc thực hiện chính sách đối với trẻ em.", marker=Marker.NONE),
            by=(does("mttq"),),
        ),
        heading(
            "p55", "Báo và Phát thanh, Truyền hình Thái Nguyên",
            line("p55a", "Tăng thời lượng phát sóng về trẻ em.", marker=Marker.NONE),
            by=(does("bao-tn"),),
        ),
        heading(
            "p56", "Sở Xây dựng",
            line("p56a", "Rà soát an toàn các công trình đang thi công có trẻ em qua lại.", marker=Marker.NONE),
            by=(does("so-xay-dung"),),
        ),
        heading(
            "p57", "Các sở, ban, ngành, đoàn thể tỉnh",
            line("p57a", "Thăm hỏi, tặng quà con công chức, người lao động có hoàn cảnh khó khăn.", marker=Marker.NONE),
            by=(does("cac-so"),),
        ),
        heading(
            "p58", "Ủy ban nhân dân các xã, phường",
            line("p58a", "Ban hành kế hoạch và tổ chức thực hiện; gửi Sở Y tế ⟦hạn kế hoạch⟧."),
            line("p58b", "Phối hợp với Sở Y tế tập huấn cộng tác viên trên địa bàn."),
            line("p58c", "Bố trí kinh phí cho điểm vui chơi của trẻ em."),
            by=(COMMUNES,),
        ),
        line("p59", "Quá trình thực hiện có vướng mắc, các cơ quan, đơn vị báo về Sở Y tế để tháo gỡ.",
             marker=Marker.NONE),
        marker=Marker.ROMAN, part=Part.IMPLEMENTATION,
    )  # fmt: skip


def _reporting() -> ItemContent:
    return heading(
        "p6", "Chế độ báo cáo",
        line("p6a", "Các sở, ban, ngành, Ủy ban nhân dân các xã, phường báo cáo kết quả về Ủy ban nhân dân tỉnh (qua"
                    " Sở"
                    " Y tế) ⟦hạn báo cáo⟧ để tổng hợp, báo cáo Bộ Y tế.", does("cac-so"), COMMUNES, marker=Marker.NONE),
        marker=Marker.ROMAN, part=Part.REPORTING,
    )  # fmt: skip
