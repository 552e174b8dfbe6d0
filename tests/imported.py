"""Documents from outside for tests: a ward's plan of last year as it would be pasted, read with the real parser."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from plans.importing import codec
from plans.importing.parsing import parse
from plans.importing.reviewing import Review, review_of, review_to_json
from plans.importing.text import document_from_text
from plans.models import ImportedDocument, IssuingUnit
from plans.services.importing.reading import review_columns
from tests.factories import make_import

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH THÁI NGUYÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-UBND
Thái Nguyên, ngày 28 tháng 4 năm 2025
KẾ HOẠCH
Triển khai Tháng hành động vì trẻ em năm 2025
Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Mọi trẻ em trên địa bàn tỉnh được vui chơi trong mùa hè an toàn.
- Gia đình, nhà trường cùng chăm lo cho trẻ em.
2. Yêu cầu
- Việc làm thiết thực, tiết kiệm.
II. NỘI DUNG
1. Chủ đề: “Lắng nghe trẻ em nói”.
2. Thời gian: từ ngày 01/6/2025 đến ngày 30/6/2025.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
- Chủ trì, phối hợp với các sở hướng dẫn thực hiện Kế hoạch này.
2. Ủy ban nhân dân các xã, phường
- Xây dựng kế hoạch và tổ chức thực hiện trên địa bàn.
- Gửi báo cáo kết quả về Sở Y tế trước ngày 15/7/2025.
Trên đây là Kế hoạch triển khai Tháng hành động vì trẻ em năm 2025.
Nơi nhận:
- Bộ Y tế;
- Lưu: VT, VX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Mẫu
LEAVE A REPLY
"""

_keys = count(1)


def read_text(text: str = PLAN) -> Review:
    """The review of a text, as a person finds it."""
    return review_of(parse(document_from_text(text), new_key=lambda: f"k{next(_keys)}"))


def make_read(unit: IssuingUnit | None = None, text: str = PLAN, **more: Any) -> ImportedDocument:
    """A document that has been read, in its table; without the child process that reads files in service."""
    data = text.encode()
    document = document_from_text(text)
    review = review_to_json(review_of(parse(document, new_key=lambda: f"k{next(_keys)}")))
    values = {
        "file_name": "ke-hoach-2025.txt",
        "original": data,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "content_type": "text/plain; charset=utf-8",
        "kind": "text",
        "source": codec.to_json(document),
        **review_columns(review),
    }
    return make_import(unit, **(values | more))
