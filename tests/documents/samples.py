"""Four plans in the project's own wording, one of every layout met in practice, for tests that print."""

from __future__ import annotations

from datetime import date

from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    Block,
    DeadlineContent,
    DeadlineKind,
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    ParentContent,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
    SlogansPlace,
)

_keys = iter(range(1, 100_000))


def item(text: str, *children: ItemContent, marker: Marker = Marker.DASH, **facts: object) -> ItemContent:
    return ItemContent(key=f"i{next(_keys)}", text=text, marker=marker, children=children, **facts)  # type: ignore[arg-type]


def section(text: str, *children: ItemContent) -> ItemContent:
    return item(text, *children, marker=Marker.ROMAN, is_heading=True)


def heading(text: str, *children: ItemContent, **facts: object) -> ItemContent:
    return item(text, *children, marker=Marker.ARABIC, is_heading=True, **facts)


def numbered(text: str, *children: ItemContent, **facts: object) -> ItemContent:
    return item(text, *children, marker=Marker.ARABIC, **facts)


def lettered(text: str, *children: ItemContent, **facts: object) -> ItemContent:
    return item(text, *children, marker=Marker.LETTER, **facts)


def led_by(agency: str) -> ResponsibilityContent:
    return ResponsibilityContent(role=Role.LEAD, agency=agency)


def supported_by(agency: str) -> ResponsibilityContent:
    return ResponsibilityContent(role=Role.SUPPORT, agency=agency)


DUC_XUAN = IssuerContent(
    code="01840",
    name="Ủy ban nhân dân phường Đức Xuân",
    short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân",
    noun="phường",
    header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"),
    place="Đức Xuân",
)

SLOGANS = tuple(
    SloganContent(text=text)
    for text in (
        "Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
        "Lắng nghe trẻ em bằng cả trái tim",
        "Mỗi mùa hè là một mùa an toàn!",
        "Gia đình ấm áp, nhà trường thân thiện, xóm phố bình yên",
        "Không im lặng khi thấy trẻ em bị tổn thương: gọi 111",
    )
)

#: A commune's plan before it is numbered: two levels of items, activities with facts, slogans in the body.
COMMUNE_DRAFT = PlanContent(
    issuer=DUC_XUAN,
    year=2026,
    abstract="Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Đức Xuân",
    legal_bases=(
        LegalBasisContent(text="Căn cứ Luật Trẻ em"),
        LegalBasisContent(
            text="Căn cứ Thông tư số 28/2019/TT-BLĐTBXH ngày 26 tháng 12 năm 2019 của Bộ trưởng Bộ Lao động - Thương "
            "binh và Xã hội hướng dẫn tổ chức Tháng hành động vì trẻ em"
        ),
    ),
    parents=(
        ParentContent(
            kind="Kế hoạch",
            document_number="115/KH-UBND",
            issued_on=date(2026, 4, 28),
            issuer="Ủy ban nhân dân tỉnh Thái Nguyên",
            abstract="triển khai Tháng hành động vì trẻ em năm 2026",
        ),
    ),
    opening="Ủy ban nhân dân phường Đức Xuân ban hành Kế hoạch triển khai Tháng hành động vì trẻ em năm ⟦năm⟧ trên địa "
    "bàn phường, cụ thể như sau:",
    theme="Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 30),
    launch_from=date(2026, 5, 31),
    launch_until=date(2026, 5, 31),
    slogans=SLOGANS,
    slogans_place=SlogansPlace.BODY,
    deadlines=(DeadlineContent(kind=DeadlineKind.BEFORE, due_on=date(2026, 7, 1)),),
    items=(
        section(
            "Mục đích, yêu cầu",
            heading(
                "Mục đích",
                item(
                    "Giúp mỗi gia đình, nhà trường và tổ dân phố biết rõ việc cần làm để trẻ em có một mùa hè an toàn;"
                ),
                item("Dồn nguồn lực của phường và cộng đồng cho trẻ em có hoàn cảnh đặc biệt, trẻ em thuộc hộ nghèo."),
            ),
            heading(
                "Yêu cầu",
                item("Hoạt động nào cũng ghi rõ người chủ trì, thời gian, địa điểm; làm gọn, thiết thực;"),
                item("Thông tin về trẻ em bị bạo lực, xâm hại được tiếp nhận và xử lý ngay trong ngày."),
            ),
        ),
        section(
            "Chủ đề, thời gian, phạm vi",
            numbered("Chủ đề: “⟦chủ đề⟧”."),
            numbered("Thời gian: ⟦thời gian⟧."),
            numbered("Phạm vi: trên địa bàn toàn phường."),
            numbered("Khẩu hiệu tuyên truyền:", block=Block.SLOGANS),
        ),
        section(
            "Nội dung hoạt động",
            heading(
                "Lễ phát động và truyền thông",
                item(
                    "Tổ chức Lễ phát động Tháng hành động vì trẻ em kết hợp khai mạc hè;",
                    activity=ActivityContent(
                        starts_on=date(2026, 5, 31),
                        venue="Nhà văn hóa phường",
                        budget=5_000_000,
                        funding_source="ngân sách phường",
                    ),
                    responsibilities=(
                        led_by("Phòng Văn hóa - Xã hội"),
                        supported_by("Đoàn Thanh niên Cộng sản Hồ Chí Minh phường"),
                    ),
                ),
                item("Phát tin, bài trên hệ thống truyền thanh ít nhất hai buổi mỗi tuần."),
            ),
            heading(
                "Chăm lo cho trẻ em",
                item(
                    "Thăm, tặng quà trẻ em có hoàn cảnh đặc biệt",
                    activity=ActivityContent(
                        starts_on=date(2026, 6, 1),
                        ends_on=date(2026, 6, 15),
                        target="100% trẻ em mồ côi và trẻ em khuyết tật nặng được thăm",
                    ),
                    responsibilities=(led_by("Phòng Văn hóa - Xã hội"),),
                ),
                item("Chỉ đạo này của cấp trên không áp dụng", dropped_reason="Phường không có bể bơi"),
                item("Mở lớp dạy bơi miễn phí tại Trường Tiểu học Đức Xuân."),
            ),
        ),
        section(
            "Tổ chức thực hiện",
            heading("Phòng Văn hóa - Xã hội", item("Tham mưu, đôn đốc và tổng hợp kết quả thực hiện Kế hoạch.")),
            heading("Công an phường", item("Tiếp nhận, xử lý ngay thông tin về bạo lực, xâm hại trẻ em.")),
            heading(
                "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức thành viên",
                item("Vận động hội viên, đoàn viên và Nhân dân ủng hộ Quỹ Bảo trợ trẻ em."),
            ),
        ),
        section(
            "Chế độ báo cáo",
            item(
                "Các cơ quan, trường học, tổ dân phố báo cáo kết quả về Ủy ban nhân dân phường (qua Phòng Văn hóa - Xã "
                "hội) ⟦hạn báo cáo⟧.",
                marker=Marker.NONE,
            ),
        ),
    ),
    closing="Trên đây là Kế hoạch triển khai Tháng hành động vì trẻ em năm ⟦năm⟧ của Ủy ban nhân dân phường Đức Xuân, "
    "yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện.",
    signature=SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Hoàng Văn Bình"),
    recipients=(
        "UBND tỉnh Thái Nguyên",
        "Sở Y tế tỉnh Thái Nguyên",
        "Thường trực Đảng ủy, HĐND phường",
        "Chủ tịch, các Phó Chủ tịch UBND phường",
        "Các phòng, Công an, Trạm Y tế phường",
        "Các trường học, tổ dân phố",
    ),
    archive_note="VT, VHXH",
)

#: A department's plan: a superior line over the issuer, its head signs, no period of its own, ends without a closing.
DEPARTMENT = PlanContent(
    issuer=IssuerContent(
        code="14-SXD",
        name="Sở Xây dựng tỉnh Sơn La",
        short_name="Sở Xây dựng",
        territory="tỉnh Sơn La",
        noun="sở",
        header_lines=("SỞ XÂY DỰNG",),
        superior_lines=("ỦY BAN NHÂN DÂN TỈNH SƠN LA",),
        place="Sơn La",
    ),
    year=2026,
    abstract="Thực hiện Tháng hành động vì trẻ em năm 2026 của Sở Xây dựng",
    number=7,
    symbol="KH-SXD",
    issued_on=date(2026, 5, 6),
    parents=(
        ParentContent(
            kind="Kế hoạch",
            document_number="88/KH-UBND",
            issued_on=date(2026, 4, 24),
            issuer="Ủy ban nhân dân tỉnh Sơn La",
            abstract="tổ chức Tháng hành động vì trẻ em năm 2026",
        ),
    ),
    opening="Sở Xây dựng xây dựng Kế hoạch thực hiện như sau:",
    slogans=SLOGANS[:2],
    slogans_place=SlogansPlace.NOWHERE,
    items=(
        section(
            "Mục đích",
            numbered(
                "Công chức, viên chức và người lao động của Sở hiểu và làm tốt việc bảo vệ trẻ em trên công trường."
            ),
        ),
        section(
            "Nội dung",
            numbered("Rà soát rào chắn, biển báo tại hố móng, kênh mương gần khu dân cư."),
            numbered("Vận động quyên góp sách, áo phao cho trẻ em vùng cao."),
        ),
        section(
            "Tổ chức thực hiện",
            numbered("Văn phòng Sở đôn đốc các phòng; tổng hợp, báo cáo ⟦hạn báo cáo⟧."),
            numbered("Các phòng, đơn vị thuộc Sở cử người phụ trách và thực hiện Kế hoạch này"),
        ),
    ),
    signature=SignatureContent(lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Lò Thị Mai"),
    recipients=("UBND tỉnh", "Sở Y tế", "Các phòng, đơn vị thuộc Sở"),
    archive_note="VT, VP (08b)",
)

#: A whole year's plan: a) items over several levels, two report deadlines, a place named after a person, a note.
YEARLY = PlanContent(
    issuer=IssuerContent(
        code="21025",
        name="Ủy ban nhân dân phường Nguyễn Du",
        short_name="UBND phường Nguyễn Du",
        territory="Phường Nguyễn Du",
        noun="phường",
        header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG NGUYỄN DU"),
        place="Phường Nguyễn Du",
    ),
    year=2024,
    abstract="Công tác trẻ em năm 2024",
    abstract_note="(Thực hiện Chương trình hành động quốc gia vì trẻ em)",
    number=102,
    issued_on=date(2024, 2, 5),
    opening="Ủy ban nhân dân phường xây dựng Kế hoạch công tác trẻ em năm ⟦năm⟧ như sau:",
    deadlines=(
        DeadlineContent(due_on=date(2024, 5, 19), label="6 tháng đầu năm"),
        DeadlineContent(due_on=date(2024, 11, 17), label="cả năm"),
    ),
    items=(
        section(
            "Mục tiêu",
            heading(
                "Các chỉ tiêu",
                *(
                    lettered(f"{share}% trẻ em {what};")
                    for share, what in (
                        (98, "dưới 01 tuổi được tiêm chủng đầy đủ"),
                        (99, "đến tuổi vào lớp 1 được huy động ra lớp"),
                        (95, "khuyết tật được trợ giúp"),
                        (90, "có hoàn cảnh đặc biệt được chăm sóc"),
                        (85, "từ 6 tuổi biết bơi an toàn"),
                        (100, "được đăng ký khai sinh đúng hạn"),
                    )
                ),
            ),
        ),
        section(
            "Nhiệm vụ",
            numbered(
                "Truyền thông, giáo dục:",
                lettered(
                    "Nói chuyện chuyên đề tại trường học:",
                    item("Phòng, chống đuối nước;", item("Lớp 3 đến lớp 5;", marker=Marker.PLUS)),
                ),
                lettered("Treo băng rôn tại trụ sở và nơi đông người."),
            ),
            numbered("Trẻ em được tham gia:", item("Mỗi học kỳ một buổi đối thoại.", marker=Marker.DECIMAL)),
        ),
        section(
            "Báo cáo",
            item("Các đơn vị báo cáo định kỳ về Ủy ban nhân dân phường: ⟦hạn báo cáo⟧./.", marker=Marker.NONE),
        ),
    ),
    signature=SignatureContent(lines=("CHỦ TỊCH",), name="Đỗ Thị Hằng"),
    recipients=("Như trên", "Các ban, ngành phường"),
    archive_note="VT",
)

_FIELDS = (
    "Bảo vệ trẻ em trên môi trường mạng", "Phòng, chống tai nạn, thương tích", "Chăm sóc sức khỏe, dinh dưỡng",
    "Vui chơi, giải trí, văn hóa", "Trợ giúp trẻ em có hoàn cảnh đặc biệt", "Quyền tham gia của trẻ em",
    "Phòng, chống bạo lực, xâm hại", "Dạy bơi và an toàn trong môi trường nước", "Huy động nguồn lực xã hội",
    "Kiểm tra, giám sát",
)  # fmt: skip
_WORK = (
    "Khảo sát nhu cầu của từng địa bàn, lập danh sách việc phải làm và người chịu trách nhiệm, công khai tại nhà văn "
    "hóa để Nhân dân theo dõi, góp ý trong suốt Tháng hành động;",
    "Tập huấn cho cộng tác viên, giáo viên và phụ trách Đội về cách nhận biết trẻ em gặp nguy cơ, cách hỏi chuyện và "
    "báo tin đúng nơi, đúng lúc;",
    "Duy trì đường dây tiếp nhận thông tin, phối hợp với Tổng đài điện thoại quốc gia bảo vệ trẻ em 111, ghi sổ và trả "
    "lời người báo tin trong 24 giờ;",
    "Lồng ghép nội dung vào sinh hoạt hè, ngày hội gia đình và các giải thể thao thiếu nhi ở cơ sở, bảo đảm trẻ em "
    "khuyết tật cùng được tham gia;",
    "Sơ kết vào ngày 15 hằng tháng, nêu rõ việc đã làm, việc chưa làm được, nguyên nhân và người sẽ làm tiếp.",
)

#: A city's plan of more than ten pages with a slogan appendix and a second one.
LONG = PlanContent(
    issuer=IssuerContent(
        code="79",
        name="Ủy ban nhân dân Thành phố Hồ Chí Minh",
        short_name="UBND Thành phố",
        territory="Thành phố Hồ Chí Minh",
        noun="thành phố",
        header_lines=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"),
        place="Thành phố Hồ Chí Minh",
    ),
    year=2026,
    abstract="Tổ chức các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026 trên địa bàn Thành phố Hồ Chí Minh, "
    "hướng tới xây dựng thành phố an toàn, thân thiện với mọi trẻ em",
    number=1115,
    issued_on=date(2026, 4, 20),
    legal_bases=(LegalBasisContent(text="Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;"),),
    opening="Ủy ban nhân dân Thành phố ban hành Kế hoạch như sau:",
    theme="Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 30),
    slogans=SLOGANS,
    deadlines=(DeadlineContent(kind=DeadlineKind.BY, due_on=date(2026, 7, 10)),),
    items=(
        section("Chủ đề và thời gian", numbered("Chủ đề: “⟦chủ đề⟧”."), numbered("Thời gian: ⟦thời gian⟧.")),
        section(
            "Nội dung hoạt động",
            *(
                heading(
                    field,
                    *(
                        item(
                            text,
                            activity=ActivityContent(
                                starts_on=date(2026, 6, 1 + index),
                                ends_on=date(2026, 6, 20 + index),
                                budget=1_250_000 * (index + 1),
                            ),
                            responsibilities=(led_by("Sở Y tế"), supported_by("Sở Giáo dục và Đào tạo")),
                        )
                        for text in _WORK
                    ),
                )
                for index, field in enumerate(_FIELDS)
            ),
        ),
        section(
            "Khẩu hiệu", item("Khẩu hiệu tuyên truyền theo Phụ lục I, phân công theo Phụ lục II.", marker=Marker.NONE)
        ),
        section("Báo cáo", item("Các đơn vị báo cáo về Sở Y tế ⟦hạn báo cáo⟧.", marker=Marker.NONE)),
    ),
    closing="Trên đây là Kế hoạch của Ủy ban nhân dân Thành phố, đề nghị các cơ quan phối hợp thực hiện./.",
    signature=SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Thị Bích Ngọc"),
    recipients=("Bộ Y tế", "Thường trực Thành ủy", "Các sở, ban, ngành, đoàn thể", "UBND các xã, phường, đặc khu"),
    archive_note="VT, (VX/Th)",
    appendices=(
        AppendixContent(
            title="Phân công thực hiện",
            items=tuple(heading(field, *(item(text) for text in _WORK)) for field in _FIELDS[:4]),
        ),
    ),
)

ALL = {"commune": COMMUNE_DRAFT, "department": DEPARTMENT, "yearly": YEARLY, "long": LONG}
