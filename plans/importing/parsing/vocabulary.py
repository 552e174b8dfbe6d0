"""The words by which the parts of an official document are told: types, bodies, territories, posts, section titles."""

import re
from functools import lru_cache

from ...content.vietnamese import fold, upper

#: Names of document types as they stand over a title, and the code a number carries for them.
TYPES = {
    "kế hoạch": "KH", "báo cáo": "BC", "quyết định": "QĐ", "thông báo": "TB", "chương trình": "CTr",
    "hướng dẫn": "HD", "tờ trình": "TTr", "chỉ thị": "CT", "nghị quyết": "NQ", "đề án": "ĐA", "phương án": "PA",
    "công điện": "CĐ", "giấy mời": "GM", "biên bản": "BB", "thư ngỏ": "TN", "công văn": "CV",
}  # fmt: skip
_CODES = {fold(code): code for code in TYPES.values()} | {"khlt": "KH", "khph": "KH", "khln": "KH"}

#: A whole line that names the type, maybe with the title behind it.
_TYPE_LINE = re.compile(
    r"^(?:\(?dự thảo\)?\s+)?(?P<type>k\s*ế\s+h\s*o\s*ạ\s*c\s*h|" + "|".join(TYPES) + r")"
    r"(?P<joint>\s+(?:liên tịch|liên ngành|phối hợp liên ngành|liên cơ quan))?\b\s*[:.\-–—]*\s*(?P<rest>.*)$",
    re.DOTALL,
)

_BODY_NOUNS = (
    "ủy ban nhân dân|ubnd|ub nd|ủy ban|hội đồng nhân dân|hđnd|văn phòng|vp|bộ|sở|ban|cục|tổng cục|vụ|viện|phòng|chi "
    "cục|"
    "trường|trung tâm|tt|trạm y tế|trạm|bệnh viện|công an|hội|liên đoàn|liên hiệp|đoàn|tỉnh đoàn|thành đoàn|huyện đoàn|"
    "quận đoàn|thị đoàn|xã đoàn|đảng ủy|đảng bộ|chi bộ|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|bch|mặt trận|ubmttq|"
    "mttq|"
    "công đoàn|quỹ|đài|báo|tổng công ty|công ty|tập đoàn|chi đoàn|liên đội|học viện|đại học|cơ sở|thanh tra|bảo hiểm|"
    "tòa án|viện kiểm sát|chính phủ|thủ tướng|trung ương|nhà thiếu nhi|nhà văn hóa|nhà trẻ|làng trẻ|nhóm trẻ|cụm|bqt|"
    "bảo tàng|thư viện|kho bạc|ngân hàng|tgđ|pgd|sgd|tổ chuyên môn|thpt|thcs|tiểu học|mầm non|mn|đội"
)
_BODY = re.compile(rf"^(?:{_BODY_NOUNS})\b")
_TERRITORY_NOUNS = (
    "tỉnh|thành phố|tp|t\\.p|huyện|quận|thị xã|tx|xã|phường|thị trấn|tt|đặc khu|thủ đô|thôn|tổ dân phố|khu phố|ấp|bản"
)
_TERRITORY = re.compile(rf"^(?:{_TERRITORY_NOUNS})\b")
_COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|ub nd)$")
_COMMITTEE_START = re.compile(r"^(?:ủy ban nhân dân|ubnd|ub nd)\b")
_COLLECTIVE = re.compile(
    r"^(?:các|những|mỗi|từng|trưởng|phó|giám đốc|thủ trưởng|hiệu trưởng|chủ tịch|công chức|cán bộ|cộng tác viên|bộ "
    r"phận|"
    r"đồng chí|ông|bà|tổ|giáo viên|nhân viên|ban giám hiệu|phụ huynh|cha mẹ|gia đình|khối|khoa|chuyên viên|đối với các|"
    r"lãnh đạo|bí thư|nhà trường|tổng phụ trách|y tế|kế toán|hệ thống|doanh nghiệp|thành viên|bgh|gvcn|cbql|văn hóa|"
    r"tư pháp|tài chính|địa chính|ngành|lao động|quân sự|đại diện|thành phố|ủy viên|vụ)\b"
)

#: Words that open a line of the preamble, and what is cited after them.
_BASIS_WORDS = re.compile(r"^căn cứ\b")
_PARENT_WORDS = re.compile(r"^(?:tiếp tục )?(?:thực hiện|triển khai(?: thực hiện)?|chấp hành|tổ chức thực hiện)\b")
_OTHER_PREAMBLE = re.compile(
    r"^(?:theo|xét|trên cơ sở|nhằm|để|được sự|sau khi|dựa|thi hành|tiếp theo|phát huy|hưởng ứng|nhân dịp|từ tình "
    r"hình)\b"
)

_POSTS = (
    "phó chủ tịch|chủ tịch|phó giám đốc|giám đốc|phó tổng giám đốc|tổng giám đốc|phó hiệu trưởng|hiệu trưởng|"
    "phó trưởng phòng|trưởng phòng|p\\. trưởng phòng|phó trưởng ban|trưởng ban|phó chánh văn phòng|chánh văn phòng|"
    "phó bí thư|bí thư|phó cục trưởng|cục trưởng|phó vụ trưởng|vụ trưởng|phó viện trưởng|viện trưởng|"
    "bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|phó trưởng trạm|trưởng trạm|phó trưởng công an|trưởng công an|trạm "
    "trưởng|phó trạm trưởng|p\\. hiệu trưởng|p\\. giám đốc|p\\. chủ tịch|"
    "tổng phụ trách đội|tổng phụ trách|phó đội trưởng|đội trưởng|phó tổng cục trưởng|tổng cục trưởng|"
    "phó tổng biên tập|tổng biên tập|người lập kế hoạch|người lập|người xây dựng kế hoạch|người viết kế hoạch|"
    "tổ trưởng|phó tổ trưởng|phó ban|phụ trách|chủ nhiệm|phó chủ nhiệm|phó hiệu trưởng phụ trách|quyền hiệu trưởng|"
    "thủ trưởng đơn vị|thủ trưởng|ủy viên thường trực|ủy viên|ban giám hiệu|bgh|trưởng khoa|viện phó|"
    "phó chủ tịch phụ trách|phó trưởng ban thường trực|phó chủ tịch thường trực|chi cục trưởng|phó chi cục trưởng|"
    "liên đội trưởng|chính ủy|hội trưởng|phó hội trưởng|trưởng đoàn|chủ tịch hội đồng|chủ tịch công đoàn"
)
_CAPACITY = r"(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)\s*[.,:]?\s*"
_STACK_LINE = re.compile(rf"^(?:(?:tm|t/m|kt|k/t|tl|t/l|tuq)\b[.,:]?\s*\S.*|q\.\s*(?:{_POSTS}).*|(?:{_POSTS})\b.*)$")
_CAPACITY_START = re.compile(r"(?:^|(?<=[\s;.,|]))(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\s?[.:]\s*(?=[A-ZĐÀ-Ỹ])")
_POST_EXACT = re.compile(
    rf"^(?:{_CAPACITY})?(?:{_POSTS})(?:\s+(?:{_TERRITORY_NOUNS}|ubnd|sở|nhà trường)?[\w\s.\-–]*)?$"
)

#: Titles a top part usually has; they tell levels where numerals and capitals are lost.
_USUAL_TITLES = re.compile(
    r"^(?:mục đích(?:,? (?:và )?yêu cầu|\s*[-–]\s*yêu cầu| ý nghĩa.*)?$|mục tiêu(?:,| và|$)|yêu cầu(?: chung)?$|căn cứ|"
    r"chủ đề, |chủ đề và|thời gian, |thời gian,? địa điểm|đối tượng, |"
    r"(?:các )?nội dung(?: và| hoạt động|,| thực hiện| triển khai| công việc|$)|(?:các )?nhiệm vụ(?:,| và|$| trọng "
    r"tâm)|"
    r"(?:các )?hoạt động(?: chính| trọng tâm| cụ thể|$)|(?:dự toán )?kinh phí(?: thực hiện| tổ chức|$)|nguồn kinh phí|"
    r"tổ chức thực hiện|phân công (?:nhiệm vụ|thực hiện|trách nhiệm)|chế độ (?:thông tin,? ?(?:và )?)?báo cáo|"
    r"thông tin,? báo cáo|giải pháp|(?:các )?biện pháp|đánh giá|đặc điểm tình hình|thực trạng|tình hình|"
    r"kiểm tra,? giám sát$|công tác thông tin,? báo cáo|thành phần|trách nhiệm|tiến độ)"
)
#: Known words of the pages documents are published on.
_CHROME = re.compile(
    r"leave a (?:reply|comment)|please enter|your comment|your name|your email|cancel reply|post comment|save my name|"
    r"related (?:posts|articles)|previous article|next article|share (?:on|this)|^share\b|facebook|twitter|"
    r"zalo\b.{0,12}$|"
    r"pinterest|linkedin|whatsapp|log ?in|sign up|subscribe|copyright|all rights reserved|powered by|©|bản quyền|"
    r"^(?:trang chủ|tin tức|tin tức sự kiện|giới thiệu|liên hệ|đăng nhập|đăng ký|tìm kiếm|menu|sơ đồ cổng|hỏi đáp|thư "
    r"viện ảnh)|"
    r"lượt (?:xem|truy cập|tải|đọc)|đang (?:online|truy cập)|số (?:lượt|lần) (?:xem|truy cập)|tổng (?:lượt )?truy cập|"
    r"^(?:chia sẻ|bình luận|gửi bình luận|ý kiến bạn đọc|phản hồi|in (?:trang|bài)|gửi (?:email|mail|bài)|quay lại|về "
    r"đầu trang)|"
    r"(?:tin|bài|bài viết|văn bản|các tin|tài liệu)(?: \w+){0,2} (?:liên quan|cùng chuyên mục|mới nhất|mới hơn|cũ hơn|"
    r"nổi bật|khác)|"
    r"^(?:tải (?:về|bản|file|tài liệu|xuống)|xem thêm|đọc thêm|xem chi tiết|file đính kèm|tệp đính kèm|tập tin đính "
    r"kèm|download)|"
    r"^(?:từ khóa|tags?|thẻ|nguồn(?: tin)?|tác giả(?: bài viết)?|người đăng|đăng (?:bởi|ngày|lúc)|ngày đăng|cập "
    r"nhật(?: lúc| ngày)?|"
    r"chuyên mục|danh mục|ngày cập nhật|lượt xem|views?|comments?|posted|by admin)\b\s*[:\d]|"
    r"^(?:hệ thống pháp luật|thư viện pháp luật|luật việt nam|tải bản đầy đủ|vndoc|thuvienphapluat|hethongphapluat)|"
    r"https?://\S+$|^www\.|đánh giá bài viết|click để đánh giá|^thứ (?:hai|ba|tư|năm|sáu|bảy),? (?:ngày )?\d|^chủ "
    r"nhật,? (?:ngày )?\d"
)

#: Lines up to this length are asked about again and again; their keys are remembered.
_REMEMBERED = 400
#: Words of a post in small letters; a longer line is a sentence about one.
_LONGEST_POST = 9


def key(text: str) -> str:
    """The text as words are looked for: one case, one tone placement, and letter for letter as long as the text."""
    return _short_key(text) if len(text) <= _REMEMBERED else _key(text)


@lru_cache(maxsize=4096)
def _short_key(text: str) -> str:
    return _key(text)


def _key(text: str) -> str:
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def is_capitals(text: str) -> bool:
    """Whether the words are written in capitals (a short word or two may slip)."""
    letters = [one for one in text[:_REMEMBERED] if one.isalpha()]
    return len(letters) >= 2 and sum(one.isupper() for one in letters) >= 0.85 * len(letters)


def type_line(text: str) -> re.Match[str] | None:
    """The type's name at the head of a line, with what stands behind it ("rest")."""
    return _TYPE_LINE.match(key(text))


def type_code(name: str) -> str | None:
    """The code of a type: "kế hoạch" → KH."""
    return TYPES.get("kế hoạch" if "".join(name.split()) == "kếhoạch" else key(name))


def code_type(code: str) -> str | None:
    """The type a number's symbol begins with: "KH", "KHLT" → KH."""
    return _CODES.get(key(code))


def type_name(code: str) -> str:
    """The words over the title of a type: KH → KẾ HOẠCH; empty where the type is not known."""
    return next((upper(name) for name, known in TYPES.items() if known == code), "")


def starts_with_body(text: str) -> bool:
    """Whether a name of a body (ủy ban, sở, trường …) begins here."""
    return bool(_BODY.match(key(text)))


def starts_with_territory(text: str) -> bool:
    """Whether a name of a territory (tỉnh, phường …) begins here."""
    return bool(_TERRITORY.match(key(text)))


def is_bare_committee(text: str) -> bool:
    """ "ỦY BAN NHÂN DÂN" that still waits for its territory."""
    return bool(_COMMITTEE.match(key(text)))


def starts_with_committee(text: str) -> bool:
    """Whether a people's committee is named here."""
    return bool(_COMMITTEE_START.match(key(text)))


def starts_collective(text: str) -> bool:
    """Whether people or several bodies are named here ("các trường học", "công chức …")."""
    return bool(_COLLECTIVE.match(key(text)))


def is_basis_start(text: str) -> bool:
    """ "Căn cứ …"."""
    return bool(_BASIS_WORDS.match(key(text)))


def is_parent_start(text: str) -> bool:
    """ "Thực hiện …", "Triển khai …"."""
    return bool(_PARENT_WORDS.match(key(text)))


def is_other_preamble_start(text: str) -> bool:
    """ "Theo …", "Nhằm …" and their like."""
    return bool(_OTHER_PREAMBLE.match(key(text)))


def is_stack_line(text: str) -> bool:
    """Whether a line belongs to the stack over a signature: "TM. …", "KT. CHỦ TỊCH", "HIỆU TRƯỞNG"."""
    if len(text) > 90 or text.rstrip().endswith((";", ",", ":")):
        return False
    if not _STACK_LINE.match(key(text)):
        return False
    is_short = not text.endswith(".") and len(text.split()) <= _LONGEST_POST
    return is_capitals(text) or (is_short and bool(_POST_EXACT.match(key(text))))


def capacity_start(text: str) -> int | None:
    """Where "TM." or "KT." begins inside a line of two columns."""
    found = _CAPACITY_START.search(text)
    return found.start() if found else None


def is_usual_title(text: str) -> bool:
    """Whether a heading is one that top parts usually have."""
    return bool(_USUAL_TITLES.match(key(text).strip(" .:;")))


def is_chrome(text: str) -> bool:
    """Whether a line is a known word of a web page."""
    return bool(_CHROME.search(key(text)))
