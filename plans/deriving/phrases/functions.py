"""What a body is for, read from its name, and what a task is about, read from its words."""

import re
from enum import StrEnum

from ...content.vietnamese import nfc
from .searching import aligned_key


class Function(StrEnum):
    """The field of a body, as far as its name tells it."""

    COMMUNES = "communes"
    DEPARTMENTS = "departments"
    HAMLETS = "hamlets"
    FRONT = "front"
    YOUTH = "youth"
    WOMEN = "women"
    UNION = "union"
    ASSOCIATION = "association"
    PARTY = "party"
    COURT = "court"
    POLICE = "police"
    EDUCATION = "education"
    HEALTH = "health"
    MEDIA = "media"
    CULTURE = "culture"
    JUSTICE = "justice"
    INTERIOR = "interior"
    FINANCE = "finance"
    OFFICE = "office"
    OTHER = "other"


# The first line that matches decides: "Phòng Văn hóa - Xã hội" is culture, "Văn phòng …" an office.
_NAMES = tuple(
    (function, re.compile(rf"(?:{pattern})(?!\w)"))
    for function, pattern in (
        (Function.COMMUNES, r"^(?:ủy ban nhân dân|ubnd) (?:các|cấp)"),
        (Function.OFFICE, r"^văn phòng|^trung tâm phục vụ hành chính công"),
        (Function.DEPARTMENTS, r"^các (?:sở|bộ|phòng|cơ quan|ban|đơn vị)"),
        (Function.HAMLETS, r"^(?:các )?(?:thôn|xóm|bản|ấp|khu phố|khu dân cư|tổ dân phố)"),
        (Function.FRONT, r"mặt trận tổ quốc|mttq"),
        (Function.YOUTH, r"đoàn thanh niên|đoàn tncs|^(?:tỉnh|thành|trung ương) đoàn|^chi đoàn|^liên đội|đồng đội"),
        (Function.WOMEN, r"phụ nữ"),
        (Function.UNION, r"công đoàn|liên đoàn lao động"),
        (Function.COURT, r"^tòa án|^viện kiểm sát"),
        (Function.PARTY, r"tỉnh ủy|thành ủy|đảng ủy|hội đồng nhân dân|hđnd"),
        (Function.ASSOCIATION, r"^(?:các )?(?:hội|tổ chức chính trị)"),
        (Function.POLICE, r"công an"),
        (Function.EDUCATION, r"giáo dục|^(?:các )?trường|^ban giám hiệu"),
        (Function.HEALTH, r"y tế|bệnh viện|bà mẹ và trẻ em"),
        (Function.MEDIA, r"^báo|^đài|cơ quan báo chí|thông tin và truyền thông|cổng thông tin|trang thông tin"),
        (Function.CULTURE, r"văn hóa|thể thao"),
        (Function.JUSTICE, r"tư pháp"),
        (Function.INTERIOR, r"nội vụ|thi đua"),
        (Function.FINANCE, r"tài chính|^phòng kinh tế|kế hoạch và đầu tư"),
    )
)

# Only unmistakable words: a task that fits two fields fits none.
_TOPICS = (
    (Function.HEALTH, ("khám sàng lọc", "khám sức khỏe", "tiêm chủng", "dinh dưỡng", "khám, chữa bệnh", "khám bệnh")),
    (Function.EDUCATION, ("học sinh", "nhà trường", "học đường", "cơ sở giáo dục", "trường học an toàn")),
    (Function.POLICE, ("an ninh, trật tự", "trật tự, an toàn xã hội", "điều tra", "xử lý nghiêm", "tố giác")),
    (Function.FINANCE, ("bố trí kinh phí", "bố trí ngân sách", "cân đối ngân sách", "dự toán", "quyết toán")),
)


def function_of(name: str) -> Function:
    """The field a body's name tells; OTHER when it tells none."""
    key = aligned_key(nfc(name))
    return next((function for function, pattern in _NAMES if pattern.search(key)), Function.OTHER)


def topic_of(text: str) -> Function | None:
    """The one field a task is unmistakably about, None when there is none or more than one."""
    key = aligned_key(nfc(text))
    topics = [function for function, words in _TOPICS if any(word in key for word in words)]
    return topics[0] if len(topics) == 1 else None
