"""What stands around the items: trích yếu, căn cứ, the opening and the closing sentence, made anew for the child."""

import re

from ..content.plan import IssuerContent, LegalBasisContent
from ..content.vietnamese import fold, lowered, nfc
from .phrases.naming import bare_territory, full_territory, joined
from .phrases.searching import aligned_key
from .terms import DEPARTMENT, ChildUnit

# A yearly order or proposal that was addressed to the parent, as opposed to law, which stays (domain.md §8, C5).
_ADDRESSED = re.compile(
    r"^(?:thực hiện|theo|căn cứ|tiếp theo) (?:công văn|văn bản|kế hoạch|công điện|thông báo|hướng dẫn)(?!\w)"
    r"|^(?:theo|xét) (?:đề nghị|tờ trình)(?!\w)"
)


def standard_abstract(year: int, child: ChildUnit) -> str:
    """The trích yếu of the campaign's plan: type of work, year and territory (NĐ 30/2020/NĐ-CP; domain.md T4)."""
    return _with_territory(f"Triển khai Tháng hành động vì trẻ em năm {year}", child)


def child_abstract(abstract: str, year: int, parent: IssuerContent, child: ChildUnit) -> str:
    """The parent's trích yếu with the child's territory instead of the parent's."""
    text = nfc(abstract).strip()
    places = [one for one in (full_territory(parent), nfc(parent.noun).strip()) if one]
    for place in places:
        for lead in (" trên địa bàn toàn ", " trên địa bàn ", " "):
            at = aligned_key(text).find(aligned_key(lead + place))
            end = at + len(lead + place)
            if at >= 0 and not text[end : end + 1].isalnum():
                text = text[:at] + text[end:]
                break
    text = text.strip()
    return _with_territory(text, child) if text else standard_abstract(year, child)


def opening_sentence(abstract: str, child: ChildUnit) -> str:
    """The sentence between the căn cứ and the first part: who issues what."""
    return nfc(f"{nfc(child.issuer.name)} ban hành Kế hoạch {_short(abstract, child.issuer)}, cụ thể như sau:")


def closing_sentence(abstract: str, child: ChildUnit) -> str:
    """The last sentence, without its "./.": who has to carry the plan out."""
    asked = lowered(joined(child.subordinates)) or "các cơ quan, đơn vị có liên quan"
    return nfc(f"Trên đây là Kế hoạch {lowered(nfc(abstract))}, yêu cầu {asked} nghiêm túc triển khai thực hiện")


def inherited_bases(
    bases: tuple[LegalBasisContent, ...],
) -> tuple[tuple[LegalBasisContent, ...], tuple[str, ...]]:
    """The căn cứ a child takes over, and the ones it does not: letters and plans addressed to the parent."""
    kept, dropped = [], []
    for basis in bases:
        text = nfc(basis.text).strip()
        if _ADDRESSED.search(fold(text)):
            dropped.append(text)
        elif text:
            kept.append(LegalBasisContent(text=text))
    return tuple(kept), tuple(dropped)


def _with_territory(text: str, child: ChildUnit) -> str:
    place = full_territory(child.issuer)
    if child.level == DEPARTMENT or not place or fold(place) in fold(text):
        return nfc(text)
    return nfc(f"{text} trên địa bàn {place}")


def _short(abstract: str, issuer: IssuerContent) -> str:
    """The trích yếu inside the opening, which has just named the unit: "… trên địa bàn phường"."""
    text, full, bare = lowered(nfc(abstract)), full_territory(issuer), bare_territory(issuer)
    if bare and issuer.noun and text.endswith(f"trên địa bàn {full}"):
        return text[: -len(full)] + lowered(nfc(issuer.noun))
    return text
