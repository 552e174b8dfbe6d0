"""What was read, made to fit the tables: nothing is cut off that a person would miss, and what cannot be is named."""

from dataclasses import replace
from datetime import date

from ...content.plan import (
    ActivityContent,
    DeadlineContent,
    ItemContent,
    PlanContent,
    ResponsibilityContent,
    Role,
)
from ...content.vietnamese import fold
from ...exceptions import Invalid
from ...importing.reviewing import Review

FIRST_YEAR, LAST_YEAR = 1994, 2100
MAX_NUMBER = 99_999

#: Field of the facts' form → what it is called there, and the most letters a member may have.
_LONGEST = {
    "title": ("Trích yếu", 500),
    "theme": ("Chủ đề", 300),
    "number": ("Ký hiệu", 40),
    "signer": ("Tên người ký", 100),
    "parents": ("Cơ quan ban hành văn bản được thực hiện", 200),
    "legal_bases": ("Căn cứ", 600),
    "slogans": ("Khẩu hiệu", 300),
    "recipients": ("Nơi nhận", 200),
}


def fitted(review: Review) -> PlanContent:
    """The content as the tables take it. Raises Invalid with the field that must be written or shortened first."""
    content = review.content
    abstract = content.abstract or review.title
    if not abstract:
        raise _invalid("title", "Văn bản chưa có trích yếu; ghi trích yếu ở phần thông tin rồi giữ.")
    if review.year is None or not FIRST_YEAR <= review.year <= LAST_YEAR:
        raise _invalid("year", "Chưa rõ kế hoạch của năm nào; ghi năm ở phần thông tin rồi giữ.")
    if content.number is not None and not 1 <= content.number <= MAX_NUMBER:
        raise _invalid("number", f"Số văn bản từ 1 đến {MAX_NUMBER}; kiểm tra lại ở phần thông tin.")
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        raise _invalid("ends_on", "Ngày kết thúc trước ngày bắt đầu; sửa ở phần thông tin rồi giữ.")
    if content.issued_on and not FIRST_YEAR - 1 <= content.issued_on.year <= LAST_YEAR:
        raise _invalid("issued_on", "Ngày ban hành không hợp lý; sửa ở phần thông tin rồi giữ.")
    content = replace(content, abstract=abstract, year=review.year)
    _require_short(content)
    return _lists(_launch(content))


def _require_short(content: PlanContent) -> None:
    told: dict[str, tuple[str, ...]] = {
        "title": (content.abstract,),
        "theme": (content.theme,),
        "number": (content.symbol,),
        "signer": (content.signature.name,),
        "parents": tuple(one.issuer for one in content.parents),
        "legal_bases": tuple(one.text for one in content.legal_bases),
        "slogans": tuple(one.text for one in content.slogans),
        "recipients": content.recipients,
    }
    for field, texts in told.items():
        name, most = _LONGEST[field]
        longest = max(map(len, texts), default=0)
        if longest > most:
            raise _invalid(field, f"{name} dài {longest} chữ cái, quá {most}; sửa ở phần thông tin rồi giữ.")


def _launch(content: PlanContent) -> PlanContent:
    """A launch that ends before it begins was misread; the words are in the text anyway."""
    if content.launch_from and content.launch_until and content.launch_until < content.launch_from:
        return replace(content, launch_from=None, launch_until=None)
    return content


def _lists(content: PlanContent) -> PlanContent:
    seen: set[str] = set()
    return replace(
        content,
        abstract_note=content.abstract_note[:200],
        archive_note=content.archive_note[:60],
        ending=content.ending[:5],
        document_type=content.document_type[:40],
        slogans=tuple({one.text: one for one in content.slogans if one.text}.values()),
        legal_bases=tuple(one for one in content.legal_bases if one.text),
        recipients=tuple(one for one in content.recipients if one),
        parents=tuple(
            replace(one, document_number=one.document_number[:60], abstract=one.abstract[:500])
            for one in content.parents
        ),
        deadlines=tuple(_deadline(one) for one in content.deadlines),
        items=tuple(_item(one, seen) for one in content.items),
        appendices=tuple(
            replace(one, title=one.title[:300] or "Phụ lục", items=tuple(_item(item, seen) for item in one.items))
            for one in content.appendices
        ),
    )


def _deadline(one: DeadlineContent) -> DeadlineContent:
    return replace(one, label=one.label[:60], owed_by=one.owed_by[:300], receiver=one.receiver[:200], via=one.via[:200])


def _item(item: ItemContent, seen: set[str]) -> ItemContent:
    if item.key in seen or not item.key or len(item.key) > 24:
        raise Invalid("Văn bản đọc bị lỗi: hai đoạn mang cùng một mã. Chọn “Đọc lại từ đầu” rồi giữ.")
    seen.add(item.key)
    return replace(
        item,
        activity=_activity(item.activity),
        responsibilities=_duties(item.responsibilities),
        children=tuple(_item(child, seen) for child in item.children),
    )


def _activity(activity: ActivityContent | None) -> ActivityContent | None:
    if activity is None:
        return None
    in_order = not (activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on)
    return replace(
        activity,
        starts_on=activity.starts_on if in_order else None,
        ends_on=activity.ends_on if in_order else None,
        venue=activity.venue[:200],
        funding_source=activity.funding_source[:200],
        target=activity.target[:300],
    )


def _duties(duties: tuple[ResponsibilityContent, ...]) -> tuple[ResponsibilityContent, ...]:
    """Each agency once a role, and one lead: whoever is named first. The words of the item name them all anyway."""
    found: dict[tuple[Role, str], ResponsibilityContent] = {}
    for duty in duties:
        has_lead = any(role == Role.LEAD for role, _ in found)
        role = Role.SUPPORT if duty.role == Role.LEAD and has_lead else duty.role
        if duty.agency and len(duty.agency) <= 200:
            found.setdefault((role, fold(duty.agency)), replace(duty, role=role))
    return tuple(found.values())


def without_number(content: PlanContent) -> PlanContent:
    """As a draft says it: the number and day are given when it is issued."""
    return replace(content, number=None, issued_on=None)


def day_of(content: PlanContent) -> date:
    """The day on which the bodies it names existed: its own, else the beginning of its campaign."""
    return content.issued_on or date(content.year, 6, 1)


def _invalid(field: str, message: str) -> Invalid:
    return Invalid(message, {field: message})
