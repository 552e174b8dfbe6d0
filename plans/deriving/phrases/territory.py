"""Territory words of the parent ("toàn tỉnh", "cấp tỉnh", "tỉnh Thái Nguyên") out, the child's in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...content.plan import IssuerContent
from ...content.vietnamese import nfc
from ..terms import NoteKind
from .findings import Finding
from .naming import bare_territory, committee_name, full_territory
from .searching import Sentence, aligned_key, clause_before, cues, last_cue

# What stands before a bare "tỉnh" when the whole territory is meant; elsewhere the superior may be meant.
_BEFORE_NOUN = (
    "toàn", "địa bàn", "cấp", "lãnh đạo", "ngân sách", "trong", "quy mô", "đoàn thể", "ban, ngành", "của",
)  # fmt: skip
_OF_SUPERIOR = (
    "hướng dẫn", "chỉ đạo", "kế hoạch", "chỉ tiêu", "quy định", "văn bản", "phân bổ", "hỗ trợ", "chủ trương",
)  # fmt: skip

# Nouns of one level, as lists of a plan name them ("các xã, phường, đặc khu").
_PEERS = (
    ("xã", "phường", "thị trấn", "đặc khu"),
    ("quận", "huyện", "thị xã", "thành phố"),
    ("tỉnh", "thành phố trực thuộc trung ương", "thành phố"),
)
_HAMLETS = ("thôn", "xóm", "bản", "ấp", "buôn", "làng", "khu phố", "khu dân cư", "tổ dân phố")
_OFFICES = (
    ("sở, ban, ngành", "phòng, ban, ngành"),
    ("sở, ban ngành", "phòng, ban, ngành"),
    ("sở, ngành", "phòng, ban, ngành"),
    ("các sở", "các phòng"),
)
_COMMUNE_BODIES = ("ủy ban nhân dân", "ubnd", "công an", "trạm y tế", "đảng ủy", "hđnd", "hội đồng nhân dân")

# A capitalised head that begins the proper name of a body; the noun closing such a name belongs to it.
_BODY = re.compile(
    r"(?<!\w)(?:Quỹ|Trung tâm|Bệnh viện|Hội đồng|Hội|Ban|Đài|Báo|Nhà|Cung|Cổng|Trường|Chi cục|Bảo hiểm|Tòa án|Toà án"
    r"|Viện|Liên đoàn|Ủy ban|Uỷ ban|Sở|Công an|Đoàn|Bộ Chỉ huy|Văn phòng|Tổng đài)(?!\w)"
)
_NAME_ENDS = ("tổ chức", "thực hiện", "phối hợp", "trên", "tại", "trong", "cho", "của", "ở", "về", "toàn", "cấp", "từ")
_MOST_WORDS = 9

# Before the superior's committee: what goes up to it, against what is done in its own voice.
_UPWARD = cues("báo cáo", "trình", "gửi", "đề xuất", "đề nghị", "kiến nghị", "xin ý kiến", "bằng khen của", "phản ánh",
               "kế hoạch của", "hướng dẫn của", "chỉ đạo của", "quy định của", "yêu cầu của")  # fmt: skip
_REWARDS = (" tặng bằng khen", " tặng thưởng", " khen thưởng")
_DIRECTS = cues("chỉ đạo", "hướng dẫn", "đôn đốc", "hỗ trợ", "giao")
_OWN_VOICE = cues("tham mưu", "giúp", "lãnh đạo")


@dataclass(frozen=True, slots=True)
class TerritoryWords:
    """The words of both territories; `hamlets` is what the child's own parts are called, empty when it has several."""

    parent_full: str
    parent_noun: str
    parent_organs: tuple[str, ...]
    child_full: str
    child_noun: str
    child_organ: str
    peers: tuple[str, ...]
    hamlets: str

    @classmethod
    def between(cls, parent: IssuerContent, child: IssuerContent, subordinates: tuple[str, ...]) -> "TerritoryWords":
        """The words of two units, from their issuer data and the child's collective names."""
        noun = nfc(child.noun).strip().lower()
        short = bare_territory(parent)
        organs = {nfc(parent.name).strip(), nfc(parent.short_name).strip(), committee_name(parent)}
        organs |= {name[: -len(short)].rstrip() for name in tuple(organs) if short and name.endswith(f" {short}")}
        return cls(
            parent_full=full_territory(parent), parent_noun=nfc(parent.noun).strip().lower(),
            parent_organs=tuple(sorted((one for one in organs if one), key=lambda one: (-len(one), one))),
            child_full=full_territory(child), child_noun=noun, child_organ=committee_name(child),
            peers=_peers(noun, is_under_centre=not nfc(parent.noun).strip()), hamlets=_hamlets(subordinates),
        )  # fmt: skip


def replace_committee(sentence: Sentence, words: TerritoryWords) -> None:
    """The parent's committee: kept where something goes up to it, the child's own committee where it acts."""
    for organ in words.parent_organs:
        for start, end in sentence.find(aligned_key(organ)):
            if _is_named_otherwise(sentence, end):
                sentence.keep(start, end)
            elif goes_up(sentence, start) or sentence.key.startswith(_REWARDS, end):
                sentence.keep(start, _with_channel(sentence, end))
            else:
                sentence.put_name(start, end, words.child_organ)


def goes_up(sentence: Sentence, place: int) -> bool:
    """Whether the words before a place send something to the superior ("báo cáo", "trình", "đề xuất")."""
    before = clause_before(sentence.key, place)
    up, own = last_cue(before, _UPWARD), last_cue(before, _OWN_VOICE)
    return up >= 0 and up >= own and not re.search(r"tham mưu[^;]*trình\W*$", before)


def keep_bodies(sentence: Sentence, words: TerritoryWords) -> Iterator[Finding]:
    """Protect proper names that end in the parent's noun ("Quỹ Bảo trợ trẻ em tỉnh"): they are no territory words."""
    if not words.parent_noun:
        return
    for start, end in sentence.find(aligned_key(words.parent_noun)):
        head = _body_before(sentence.text, start)
        if head is None or not sentence.is_free(head, end):
            continue
        sentence.keep(head, end)
        name = sentence.text[head:end]
        yield Finding(NoteKind.SUPERIOR_BODY, f"“{name}” là cơ quan, tổ chức của cấp trên; tên được giữ nguyên.")


def replace_level_words(sentence: Sentence, words: TerritoryWords) -> Iterator[Finding]:
    """ "Mỗi xã, phường", "các xã, phường, đặc khu", "cấp xã" → the child's noun; says where the child was directed."""
    if len(words.peers) < 2:
        return
    one = "|".join(map(re.escape, sorted(words.peers, key=len, reverse=True)))
    joint = r"(?:, và | và | hoặc |, |/)"
    for found in re.finditer(rf"(?<!\w)(?:(?:các|mỗi|từng|mọi) )?(?:{one})(?:{joint}(?:{one}))+(?!\w)", sentence.key):
        if not sentence.is_free(*found.span()):
            continue
        sentence.put_word(found.start(), found.end(), words.child_noun)
        if last_cue(clause_before(sentence.key, found.start(), reach=24), _DIRECTS) >= 0:
            message = f"Câu này là lời cấp trên chỉ đạo {words.child_noun}; viết lại thành việc {words.child_noun} làm."
            yield Finding(NoteKind.SUPERIOR_PHRASE, message)
    for start, end in sentence.find(f"cấp {words.peers[0]}"):
        is_body = sentence.key[:start].rstrip().endswith(_COMMUNE_BODIES)
        sentence.put_word(start, end, words.child_noun if is_body else f"cấp {words.child_noun}")


def replace_hamlets(sentence: Sentence, words: TerritoryWords) -> None:
    """ "thôn, tổ dân phố" → the one kind of hamlet the child has."""
    if not words.hamlets:
        return
    one = "|".join(map(re.escape, sorted(_HAMLETS, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w)(?:{one})(?:(?:, | và |/|, và )(?:{one}))+(?!\w)", sentence.key):
        sentence.put_word(found.start(), found.end(), words.hamlets)


def replace_offices(sentence: Sentence, words: TerritoryWords) -> None:
    """ "Các sở, ban, ngành" are a province's; a commune has phòng, ban, ngành."""
    if words.child_noun not in _PEERS[0]:
        return
    for old, new in _OFFICES:
        for start, end in sentence.find(old):
            sentence.put_word(start, end, new)


def replace_territory(sentence: Sentence, words: TerritoryWords) -> Iterator[Finding]:
    """The parent's territory, named or meant by its noun, becomes the child's."""
    if not words.child_noun:
        return
    if words.parent_full:
        for start, end in sentence.find(aligned_key(words.parent_full)):
            if not _is_in_address(sentence, start):
                sentence.put_name(start, end, words.child_full)
    for phrase in ("cả nước", "toàn quốc") if not words.parent_noun else ():
        for start, end in sentence.find(phrase):
            sentence.put_word(start, end, f"toàn {words.child_noun}")
    yield from _replace_noun(sentence, words)


def _replace_noun(sentence: Sentence, words: TerritoryWords) -> Iterator[Finding]:
    if not words.parent_noun or words.parent_noun == words.child_noun:
        return
    for start, end in sentence.find(aligned_key(words.parent_noun)):
        before = sentence.key[:start].rstrip()
        cue = next((one for one in _BEFORE_NOUN if before.endswith(one)), None)
        if cue is None or _is_named_otherwise(sentence, end):
            continue
        if cue == "của" and before[: -len(cue)].rstrip().endswith(_OF_SUPERIOR):
            continue
        sentence.put_word(start, end, words.child_noun)
        if cue == "cấp":
            change = f"“cấp {words.parent_noun}”, đã đổi thành “cấp {words.child_noun}”"
            yield Finding(NoteKind.SUPERIOR_PHRASE, f"Câu này nói việc {change}; xem có làm không.")


def _is_named_otherwise(sentence: Sentence, end: int) -> bool:
    """Whether another territory's name follows: "địa bàn tỉnh Lạng Sơn" is not ours to change."""
    following = sentence.text[end : end + 2]
    return len(following) == 2 and following[0] == " " and following[1].isupper() and not sentence.text.isupper()


def _is_in_address(sentence: Sentence, start: int) -> bool:
    before = sentence.text[:start]
    if not before.endswith((", ", " - ")):
        return False
    parts = re.split(r", | - ", before)
    last = aligned_key(parts[-2]) if len(parts) > 1 else ""
    return any(re.search(rf"(?<!\w){noun} \S+", last) for group in _PEERS for noun in group)


def _with_channel(sentence: Sentence, end: int) -> int:
    """The end of "(qua Sở Y tế)" after the superior's name: who receives for it is the superior's too."""
    found = re.compile(r" ?\(qua [^()]*\)").match(sentence.key, end)
    return found.end() if found and sentence.is_free(end, found.end()) else end


def _body_before(text: str, place: int) -> int | None:
    reach = text[max(0, place - 90) : place]
    heads = [found.start() for found in _BODY.finditer(reach)]
    for head in heads:
        between = aligned_key(reach[head:])
        if re.search(r"[.;:(),]", between) or len(between.split()) > _MOST_WORDS:
            continue
        if not any(re.search(rf"(?<!\w){word}(?!\w)", between) for word in _NAME_ENDS):
            return max(0, place - 90) + head
    return None


def _peers(noun: str, *, is_under_centre: bool) -> tuple[str, ...]:
    groups = [group for group in _PEERS if noun in group]
    if not groups:
        return ()
    return groups[-1] if is_under_centre else groups[0]


def _hamlets(subordinates: tuple[str, ...]) -> str:
    key = aligned_key(nfc(" ".join(subordinates)))
    kinds = [one for one in _HAMLETS if re.search(rf"(?<!\w){one}(?!\w)", key)]
    return kinds[0] if len(kinds) == 1 else ""
