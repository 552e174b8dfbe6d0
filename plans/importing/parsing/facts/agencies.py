"""Agencies that are given tasks: the titles and subjects under "Tổ chức thực hiện", in every shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ....content.plan import ResponsibilityContent, Role
from ..body.levels import Node
from ..pieces import Findings
from ..vocabulary import is_usual_title, key, starts_collective, starts_with_body

_SECTION = re.compile(
    r"tổ chức thực hiện|phân công (?:nhiệm vụ|thực hiện|trách nhiệm|tổ chức)|trách nhiệm (?:của|thực hiện|các)|^phân "
    r"công|^trách nhiệm"
)
_LEAD_WORDS = re.compile(
    r"^(?:đề nghị|giao(?: cho)?|yêu cầu|đối với|trách nhiệm của|phân công|về phía|kính đề nghị|nhiệm vụ của|đồng thời "
    r"giao)\s+"
)
# Verbs are written small; the same syllables in a name are not ("Trường THCS Tân Lập").
_STRONG_VERBS = re.compile(
    r"\s+(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chủ trì|tham mưu|phối hợp|là (?:cơ quan|đơn vị|đầu mối))\b"
)
_VERBS = re.compile(
    r"\s+(?:căn cứ|chủ động|(?<!các )(?<!cơ quan, )(?<!những )tổ chức(?! chính| xã hội| thành viên| đoàn)|hướng dẫn|"
    r"theo dõi|đôn đốc|"
    r"tăng cường|xây dựng|triển khai|thực hiện|chỉ đạo|bố trí|tổng hợp|báo cáo|phổ biến|quán triệt|đẩy mạnh|phát động|"
    r"vận động|"
    r"tuyên truyền|cân đối|ban hành|lồng ghép|quan tâm|tiếp tục|đưa|thẩm định|rà soát|cử|lập|tiến hành|làm|giúp|"
    r"nghiêm túc|"
    r"gửi|đảm bảo|bảo đảm|kịp thời|dành|tạo điều kiện|phân công|giám sát|theo chức năng|tùy|trên cơ sở|phụ trách|kiểm "
    r"tra)\b"
)
_NOT_AGENCIES = re.compile(
    r"^(?:chế độ|công tác|thời gian|kinh phí|kiểm tra|giám sát|tiến độ|giai đoạn|khen thưởng|báo cáo|thông tin|nội "
    r"dung|hình thức|"
    r"địa điểm|yêu cầu|mục đích|trong quá trình|trên đây|căn cứ|định kỳ|kế hoạch|nhiệm vụ|biện pháp|giải pháp|chủ đề|"
    r"tuyên truyền|"
    r"truyền thông|hoạt động|tổ chức|thực hiện|tăng cường|xây dựng|đẩy mạnh|phân công|triển khai|vận động|hằng|hàng|"
    r"từ nguồn|"
    r"nguồn|thành phần|đối tượng|phạm vi|cấp (?:tỉnh|huyện|xã|thành phố|phường)|tháng|sơ kết|tổng kết|đánh giá|ngày|"
    r"sử dụng|nâng cao)\b"
)
_COVERS = (
    (re.compile(r"(?:các|cấp) (?:huyện|quận|thành phố|thị xã)|quận, huyện|huyện, thành phố|huyện, thị"), "district"),
    (re.compile(r"(?:các|cấp) (?:xã|phường)|xã, phường"), "commune"),
)
_WARDS_ABOVE = re.compile(r"^(?:ubnd|ủy ban nhân dân|các xã)")
_OFFICE = re.compile(r"^(?:các|trưởng|giám đốc|thủ trưởng|hiệu trưởng|chủ tịch|công chức|bộ phận|tổ trưởng|cán bộ)\b")
_LONGEST = 260
#: No plan names more agencies in one list; a longer list is not looked through for each of its lines.
_MOST_SIBLINGS = 80


@dataclass(slots=True)
class Agencies:
    """The agencies in order, and for each node that names some what they are for."""

    names: list[str] = field(default_factory=list)
    responsibilities: dict[int, tuple[ResponsibilityContent, ...]] = field(default_factory=dict)


def read_agencies(root: Node, findings: Findings) -> Agencies:
    """The agencies of every part that distributes the work."""
    agencies = Agencies()
    for section in _sections(root):
        _read_children(section, agencies, findings, depth=0)
    return agencies


def _sections(root: Node) -> Iterator[Node]:
    """The parts titled "Tổ chức thực hiện"; where one holds another, the outer."""
    for node in root.children:
        if node.is_heading and _SECTION.search(key(node.text)) and node.children:
            yield node
        elif node.is_heading:
            yield from _sections(node)


def _read_children(section: Node, agencies: Agencies, findings: Findings, *, depth: int) -> None:
    for node in section.children:
        names = _named(node, section.children)
        if names:
            _keep(node, names, agencies, findings)
        elif node.children and depth < 2 and node.is_heading:
            _read_children(node, agencies, findings, depth=depth + 1)


def _keep(node: Node, names: Sequence[str], agencies: Agencies, findings: Findings) -> None:
    fresh = [one for one in names if key(one) not in map(key, agencies.names)]
    agencies.names += fresh
    for one in fresh:
        findings.fact("agency", one, node.lines)
    agencies.responsibilities[id(node)] = tuple(
        ResponsibilityContent(role=Role.IMPLEMENT, agency=one, covers_level=_covers(one)) for one in names
    )


def _named(node: Node, siblings: Sequence[Node]) -> list[str]:
    """The agencies a node names: as its title, before its colon, or as the subject of its first sentence."""
    if node.numeral is None and not node.level and not node.is_heading and not _run_in(node.text):
        return _subject(node.text) if _is_bare_subject(node, siblings) else []
    text = node.text
    if len(text) > _LONGEST and ":" not in text[:_LONGEST] and not _VERBS.search(text[:_LONGEST]):
        return []
    run_in = _run_in(text)
    if run_in:
        return _split(run_in) if _is_agency(run_in, node, siblings) else []
    if node.is_heading or (node.children and not text.endswith(".")):
        title = _cut(text.rstrip(" :"), _STRONG_VERBS)
        return _split(title) if _is_agency(title, node, siblings) else []
    return _subject(text)


def _is_bare_subject(node: Node, siblings: Sequence[Node]) -> bool:
    """Unnumbered paragraphs name their agency only where the whole part is made of such ones."""
    return all(one.numeral is None for one in siblings[:_MOST_SIBLINGS]) and bool(_STRONG_VERBS.search(node.text[:160]))


def _run_in(text: str) -> str:
    """ "Công an phường: Chủ trì, …" → "Công an phường"."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > 200 or re.search(r"[.“\"]", head):
        return ""
    return _cut(head, _STRONG_VERBS)


def _subject(text: str) -> list[str]:
    """ "Văn phòng Sở có trách nhiệm …" → "Văn phòng Sở"; nothing where the sentence does not begin with a body."""
    words = key(text[:_LONGEST])
    lead = _LEAD_WORDS.match(words)
    start = lead.end() if lead else 0
    bare = text[start:]
    if not (starts_with_body(bare) or starts_collective(bare)):
        return []
    strong = _STRONG_VERBS.search(text[:_LONGEST], start)
    any_verb = _VERBS.search(text[:_LONGEST], start)
    ends = [one.start() for one in (strong, any_verb) if one]
    if not ends:
        return []
    name = text[start : min(ends)].strip(" ,:;")
    return _split(name) if 2 <= len(name.split()) <= 40 and not _NOT_AGENCIES.match(key(name)) else []


def _cut(text: str, verbs: re.Pattern[str]) -> str:
    words = key(text)
    lead = _LEAD_WORDS.match(words)
    start = lead.end() if lead else 0
    found = verbs.search(text, start)
    return text[start : found.start() if found else len(text)].strip(" ,:;.-–")


def _is_agency(name: str, node: Node, siblings: Sequence[Node]) -> bool:
    words = key(name)
    if not name or len(name) > 330:
        return False
    if _LEAD_WORDS.match(key(node.text)) and not _NOT_AGENCIES.match(words):
        return True
    if starts_with_body(name) or starts_collective(name):
        return not (is_usual_title(name) or _NOT_AGENCIES.match(words)) or starts_with_body(name)
    if _NOT_AGENCIES.match(words) or is_usual_title(name):
        return False
    # A name of an unknown kind is one among others that are known, not alone.
    known = [one for one in siblings[:_MOST_SIBLINGS] if one is not node and _begins_like_agency(one.text)]
    return len(known) >= 2 and (node.is_heading or ":" in node.text[:80]) and len(name.split()) <= 14


def _begins_like_agency(text: str) -> bool:
    lead = _LEAD_WORDS.match(key(text))
    bare = text[lead.end() :] if lead else text
    return starts_with_body(bare) or starts_collective(bare)


def _split(name: str) -> list[str]:
    """ "Hội Nông dân, Hội Khuyến học phường" → two names; "Sở Văn hóa, Thể thao và Du lịch" stays one."""
    parts: list[str] = []
    for mark, part in _marked_parts(name.strip(" ,;:.")):
        is_name = starts_with_body(part) or bool(_OFFICE.match(key(part)))
        if parts and not (is_name and (mark == ";" or part[:1].isupper())):
            parts[-1] = f"{parts[-1]}{mark} {part}"
        else:
            parts.append(part)
    return [one.strip() for one in parts if one.strip()]


def _marked_parts(name: str) -> list[tuple[str, str]]:
    """The parts of an enumeration, each with the mark before it."""
    cut = re.split(r"\s*([,;])\s*", name)
    return [("", cut[0]), *zip(cut[1::2], cut[2::2], strict=True)]


def _covers(name: str) -> str:
    words = key(name)
    if not _WARDS_ABOVE.match(words):
        return ""
    return next((level for pattern, level in _COVERS if pattern.search(words)), "")
