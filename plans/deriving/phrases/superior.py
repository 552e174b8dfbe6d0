"""A sentence in, the phrases that only fit a superior's plan out ("chép kế hoạch cấp trên", domain.md §8, P6)."""

import re
from collections.abc import Iterator

from ..terms import NoteKind
from .findings import Finding
from .searching import Sentence

_PHRASES = (
    ("vùng sâu, vùng xa", "“vùng sâu, vùng xa” là cách nói của địa bàn rộng; xem đơn vị mình có không."),
    ("vùng đồng bào dân tộc thiểu số", "Xem đơn vị mình có vùng đồng bào dân tộc thiểu số không."),
    ("biên giới", "Xem địa bàn có khu vực biên giới không."),
    ("hải đảo", "Xem địa bàn có hải đảo không."),
    ("các cấp", "“các cấp” là cách nói của cấp trên; ghi rõ cấp của mình."),
    ("các địa phương", "“các địa phương” là cách nói của cấp trên; ghi rõ nơi làm ở đơn vị mình."),
    ("bằng khen", "Bằng khen do cấp trên tặng; đơn vị mình chỉ đề nghị, xem câu này có giữ không."),
)
_MINISTRY = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình)(?!\w)[^.;]*?(?<!\w)(bộ \w+)")


def superior_phrases(sentence: Sentence) -> Iterator[Finding]:
    """What in the sentence, outside quotations, fits the superior only. Nothing is changed."""
    for phrase, message in _PHRASES:
        if next(sentence.find(phrase), None):
            yield Finding(NoteKind.SUPERIOR_PHRASE, message)
    found = _MINISTRY.search(sentence.key)
    if found and sentence.text[found.start(1)].isupper() and sentence.is_free(*found.span(1)):
        message = "Câu này báo cáo thẳng lên Bộ; đơn vị mình báo cáo cấp trên trực tiếp, xem lại nơi nhận."
        yield Finding(NoteKind.SUPERIOR_PHRASE, message)
