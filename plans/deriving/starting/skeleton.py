"""A citation or nothing in, the standard plan out: I. Mục đích, yêu cầu … VI. Chế độ báo cáo, facts as tokens."""

from collections.abc import Callable
from datetime import date

from ...content import facts
from ...content.plan import ActivityContent, ItemContent, ParentContent, Part
from ...content.vietnamese import capitalised, nfc
from ..deadlines import ProposedDeadlines, superior_words
from ..implementation import heading_text, office_duty
from ..inheriting import responsibility
from ..phrases.functions import Function, function_of
from ..phrases.naming import joined, own_word
from ..sections import funding_words
from ..terms import DEPARTMENT, AgencyTerm, CampaignFacts, ChildUnit, Derivation
from .draft import Draft, scope_lines
from .tasks import standard_tasks

_COMMUNE_NOUNS = ("xã", "phường", "thị trấn", "đặc khu")


def start_from_citation(
    citation: ParentContent, child: ChildUnit, campaign: CampaignFacts, *, new_key: Callable[[], str], today: date,
    holidays: frozenset[date] = frozenset(), abstract: str = "",
) -> Derivation:  # fmt: skip
    """A draft that carries out a document which is only cited, such as a ministry's công văn."""
    return _standard(Draft(child, campaign, new_key), (citation,), today=today, holidays=holidays, abstract=abstract)


def start_blank(
    child: ChildUnit, campaign: CampaignFacts, *, new_key: Callable[[], str], today: date,
    holidays: frozenset[date] = frozenset(), abstract: str = "",
) -> Derivation:  # fmt: skip
    """A draft without a parent: the same standard plan, with no "Thực hiện …"."""
    return _standard(Draft(child, campaign, new_key), (), today=today, holidays=holidays, abstract=abstract)


def _standard(
    draft: Draft, parents: tuple[ParentContent, ...], *, today: date, holidays: frozenset[date], abstract: str
) -> Derivation:
    proposal = draft.deadlines(today=today, holidays=holidays)
    superior = nfc(parents[0].issuer) if parents and parents[0].issuer.strip() else "cấp trên"
    if draft.child.level == DEPARTMENT:
        items = _department(draft, proposal, superior)
    else:
        items = (
            _purpose(draft),
            draft.section(
                Part.SCOPE, "Chủ đề, thời gian, phạm vi",
                *scope_lines(draft, f"trên địa bàn toàn {_noun(draft)}" if _noun(draft) else "trong toàn đơn vị"),
            ),
            _activities(draft),
            _funding(draft),
            _implementation(draft, superior),
            _reporting(draft, proposal, superior),
        )  # fmt: skip
    return draft.finished(items, proposal, parents=parents, abstract=abstract)


def _noun(draft: Draft) -> str:
    return nfc(draft.child.issuer.noun).strip().lower()


def _purpose(draft: Draft) -> ItemContent:
    where = f"trên địa bàn {_noun(draft)} " if _noun(draft) else ""
    return draft.section(
        Part.PURPOSE, "Mục đích, yêu cầu",
        draft.heading("Mục đích", (
            "Làm cho mỗi gia đình, nhà trường, cơ quan, đơn vị hiểu rõ và làm đúng trách nhiệm bảo vệ, chăm sóc trẻ"
            " em.",
            f"Huy động các nguồn lực {where}để chăm lo cho trẻ em, trước hết là trẻ em có hoàn cảnh đặc biệt, trẻ em"
            " thuộc hộ nghèo, hộ cận nghèo.",
            "Giảm số trẻ em bị tai nạn, thương tích, đuối nước; kịp thời phát hiện, xử lý việc xâm hại, bạo lực trẻ"
            " em.",
        )),
        draft.heading("Yêu cầu", (
            "Mỗi hoạt động xác định rõ cơ quan chủ trì, thời gian, địa điểm, kinh phí và kết quả cần đạt.",
            "Tổ chức gọn, tiết kiệm, bảo đảm an toàn cho trẻ em; không làm hình thức.",
            "Không đưa tên, hình ảnh, hoàn cảnh riêng của trẻ em vào báo cáo, tin, bài khi chưa được phép theo quy"
            " định.",
        )),
    )  # fmt: skip


def _activities(draft: Draft) -> ItemContent:
    return draft.section(
        Part.ACTIVITIES, "Nội dung hoạt động", *_work_with_everybody(draft), *_work_with_children(draft)
    )


def _work_with_everybody(draft: Draft) -> tuple[ItemContent, ...]:
    campaign, is_commune = draft.campaign, _noun(draft) in _COMMUNE_NOUNS
    launch = ActivityContent(starts_on=campaign.launch_from, ends_on=campaign.launch_until)
    channels = "hệ thống truyền thanh cơ sở" if is_commune else "báo chí, phát thanh, truyền hình"
    works = "có ít nhất 01 công trình" if is_commune else "mỗi xã, phường, đặc khu có ít nhất 01 công trình"
    return (
        draft.group("Lễ phát động", draft.line(
            f"Tổ chức Lễ phát động Tháng hành động vì trẻ em năm {facts.token(facts.YEAR)}"
            f" {facts.token(facts.LAUNCH)}, gắn với khai mạc hoạt động hè.",
            by=draft.by(None, Function.YOUTH, Function.EDUCATION), activity=launch,
        )),
        draft.group("Truyền thông", draft.line(
            "Tuyên truyền chủ đề, khẩu hiệu, Luật Trẻ em và Tổng đài điện thoại quốc gia bảo vệ trẻ em số 111 trên"
            f" {channels}, trang thông tin điện tử, mạng xã hội và tại nơi công cộng.",
            by=draft.by(Function.MEDIA),
        ), draft.line(
            "Hướng dẫn cha mẹ, người chăm sóc và trẻ em kỹ năng phòng, chống xâm hại, bạo lực, đuối nước, tai nạn"
            " giao thông, an toàn trên môi trường mạng.",
            by=draft.by(None, Function.WOMEN, Function.POLICE),
        )),
        draft.group("Vận động nguồn lực", draft.line(
            f"Vận động doanh nghiệp, tổ chức, cá nhân góp kinh phí, ngày công để {works} phục vụ trẻ em được làm mới"
            f" hoặc sửa chữa; mỗi {_hamlet(draft)}, trường học có ít nhất 01 việc làm thiết thực cho trẻ em.",
            by=draft.by(None, Function.FRONT),
        )),
    )  # fmt: skip


def _work_with_children(draft: Draft) -> tuple[ItemContent, ...]:
    return (
        draft.group("Thăm hỏi, tặng quà, trao học bổng", draft.line(
            "Thăm, tặng quà, trao học bổng cho trẻ em mồ côi, trẻ em khuyết tật, trẻ em mắc bệnh hiểm nghèo và trẻ"
            " em có hoàn cảnh đặc biệt khác nhân Ngày Quốc tế Thiếu nhi 01/6.",
            by=draft.by(None, Function.FRONT),
        )),
        draft.group("Chăm sóc sức khỏe", draft.line(
            "Khám, tư vấn sức khỏe, dinh dưỡng cho trẻ em; giới thiệu trẻ em khuyết tật, trẻ em mắc bệnh tim bẩm"
            " sinh đến cơ sở chuyên khoa.",
            by=draft.by(Function.HEALTH, Function.EDUCATION),
        )),
        draft.group("Hoạt động hè và sự tham gia của trẻ em", draft.line(
            "Bàn giao trẻ em từ nhà trường về sinh hoạt hè tại nơi cư trú; mở lớp dạy bơi, lớp kỹ năng, sân chơi an"
            " toàn.",
            by=draft.by(None, Function.YOUTH, Function.EDUCATION),
        ), draft.line(
            f"Tổ chức diễn đàn hoặc buổi gặp gỡ để trẻ em nói lên ý kiến, nguyện vọng; {draft.organ} trả lời kiến"
            " nghị thuộc thẩm quyền.",
            by=draft.by(None, Function.YOUTH),
        )),
        draft.group("Kiểm tra, giám sát", draft.line(
            "Kiểm tra an toàn trường học, điểm vui chơi, bể bơi, ao hồ, công trình đang thi công; cắm biển cảnh báo"
            " nơi nguy hiểm; kiểm tra việc sử dụng lao động trẻ em.",
            by=draft.by(None, Function.POLICE),
        )),
    )  # fmt: skip


def _hamlet(draft: Draft) -> str:
    names = " ".join(draft.child.subordinates).lower()
    kinds = [one for one in ("thôn", "tổ dân phố") if one in nfc(names)]
    return kinds[0] if len(kinds) == 1 else "thôn, tổ dân phố"


def _funding(draft: Draft) -> ItemContent:
    finance = draft.agency(Function.FINANCE)
    by = (responsibility(finance),) if finance else ()
    return draft.section(Part.FUNDING, "Kinh phí", draft.line(funding_words(_noun(draft)), by=by))


def _implementation(draft: Draft, superior: str) -> ItemContent:
    office, organ = draft.office, draft.organ
    groups: dict[tuple[Function, str], list[AgencyTerm]] = {}
    for one in draft.child.agencies:
        if office is None or one.name != office.name:
            groups.setdefault((function_of(one.name), one.wording), []).append(one)
    first: tuple[ItemContent, ...] = ()
    if office:
        first = (draft.heading(office.name, _office_tasks(draft, office, superior), (responsibility(office),)),)
    headings = (
        draft.heading(
            heading_text(bodies), standard_tasks(function, organ), tuple(responsibility(one) for one in bodies)
        )
        for function, bodies in ((key[0], _without_doubles(found)) for key, found in groups.items())
    )
    return draft.section(Part.IMPLEMENTATION, "Tổ chức thực hiện", *first, *headings)


def _office_tasks(draft: Draft, office: AgencyTerm, superior: str) -> tuple[str, ...]:
    """What the drafting office does for the plan, and what its own field does in it."""
    function = function_of(office.name)
    own = () if function in (Function.OTHER, Function.OFFICE) else standard_tasks(function, draft.organ)
    return (office_duty(draft.organ, superior), *own)


def _without_doubles(bodies: list[AgencyTerm]) -> tuple[AgencyTerm, ...]:
    """Bodies of one field; a collective name is left out beside the bodies it stands for."""
    single = tuple(one for one in bodies if not one.is_collective)
    return single or tuple(bodies)


def _reporting(draft: Draft, proposal: ProposedDeadlines, superior: str) -> ItemContent:
    who = capitalised(joined(draft.child.subordinates)) or "Các cơ quan, đơn vị liên quan"
    office = nfc(draft.child.drafting_office).strip()
    via = f" (qua {office})" if office else ""
    when = superior_words(proposal.superior) or "theo quy định"
    return draft.section(
        Part.REPORTING, "Chế độ báo cáo",
        draft.line(
            f"{who} báo cáo kết quả thực hiện về {draft.organ}{via} {facts.token(facts.REPORT_DEADLINE)} để tổng hợp."
        ),
        draft.line(
            f"{f'{office} tổng hợp, tham mưu {draft.organ}' if office else draft.organ} báo cáo {superior} {when}.",
            by=draft.by(),
        ),
    )  # fmt: skip


def _department(draft: Draft, proposal: ProposedDeadlines, superior: str) -> tuple[ItemContent, ...]:
    self_word, to = own_word(draft.child.issuer), nfc(draft.child.drafting_office).strip() or draft.organ
    who = capitalised(joined(draft.child.subordinates)) or f"Các phòng, đơn vị thuộc và trực thuộc {self_word}"
    when = superior_words(proposal.superior) or "theo quy định"
    own = {who, to}
    groups = [
        draft.heading(heading_text((one,)), standard_tasks(function_of(one.name), draft.organ), (responsibility(one),))
        for one in draft.child.agencies
        if one.name not in own and one.wording == "request"
    ]
    return (
        draft.section(
            Part.PURPOSE, "Mục đích, yêu cầu",
            draft.line("Để công chức, viên chức, người lao động hiểu rõ trách nhiệm bảo vệ, chăm sóc trẻ em trong"
                       " gia đình, nơi làm việc và nơi cư trú."),
            draft.line("Hoạt động thiết thực, phù hợp với nhiệm vụ chuyên môn, không ảnh hưởng đến công việc của cơ"
                       " quan."),
        ),
        draft.section(
            Part.SCOPE, "Chủ đề, thời gian, phạm vi",
            *scope_lines(draft, f"các phòng, đơn vị thuộc và trực thuộc {self_word}"),
        ),
        draft.section(
            Part.ACTIVITIES, "Nội dung hoạt động",
            draft.line("Tuyên truyền chủ đề, khẩu hiệu của Tháng hành động vì trẻ em và Tổng đài điện thoại quốc gia"
                       f" bảo vệ trẻ em số 111 trên trang thông tin điện tử của {self_word} và trong các cuộc họp.",
                       by=draft.by()),
            draft.line("Nhắc nhở công chức, viên chức, người lao động quản lý con em trong dịp hè; phòng, chống đuối"
                       " nước, tai nạn, thương tích, xâm hại trẻ em."),
            draft.line("Thăm hỏi, tặng quà con công chức, viên chức, người lao động có hoàn cảnh khó khăn; tham gia"
                       " ủng hộ trẻ em có hoàn cảnh đặc biệt."),
            draft.line("Lồng ghép yêu cầu bảo đảm an toàn cho trẻ em khi thực hiện nhiệm vụ chuyên môn của ngành."),
        ),
        draft.section(
            Part.IMPLEMENTATION, "Tổ chức thực hiện",
            draft.heading(who, (
                "Phổ biến, thực hiện Kế hoạch trong đơn vị mình.",
                f"Gửi kết quả thực hiện về {to} {facts.token(facts.REPORT_DEADLINE)} để tổng hợp.",
            )),
            draft.heading(to, (
                "Theo dõi, hướng dẫn, đôn đốc việc thực hiện Kế hoạch.",
                f"Tổng hợp kết quả, trình lãnh đạo {self_word} báo cáo {superior} {when}.",
            )),
            *groups,
        ),
    )  # fmt: skip
