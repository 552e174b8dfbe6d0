"""An issued plan and what shall change in it turned into the document that changes it (Nghị định 30/2020, Điều 18).

An issued text is never edited. Wrong content is replaced by a whole new plan (thay thế) or changed by one that says
which items change (sửa đổi, bổ sung); wrong form or technique is corrected by a công văn (đính chính).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..content import facts
from ..content.numbering import number_items
from ..content.plan import (
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    OriginContent,
    Part,
    PlanContent,
    SignatureContent,
    walk,
)
from ..content.vietnamese import clean_line, nfc

NewKey = Callable[[], str]

#: How a document refers to an item that has no numeral.
_UNNUMBERED = {Marker.DASH: "gạch đầu dòng", Marker.PLUS: "dấu cộng", Marker.NONE: "đoạn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What shall happen to one item of the older plan: other words, or none (`is_dropped`); `after` is added behind."""

    key: str
    text: str = ""
    is_dropped: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldItem:
    """An item of the older plan, its facts filled in, and its place in words ("gạch đầu dòng thứ 3, mục II.1")."""

    item: ItemContent
    place: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes the new document: the unit as it prints today, its signature block, its letter's symbol."""

    issuer: IssuerContent
    signature: SignatureContent
    letter_symbol: str


def old_items(content: PlanContent) -> tuple[OldItem, ...]:
    """Every printed item of a plan in reading order, each with the words by which a document refers to it."""
    words, found = facts.fact_words(content), []
    places: dict[str | None, str] = {None: ""}
    counts: Counter[tuple[str | None, str]] = Counter()
    for numbered in number_items(content.items):
        if numbered.is_dropped:
            continue
        noun = _UNNUMBERED.get(numbered.item.marker, "")
        counts[numbered.parent_key, noun] += 1
        place = f"{noun} thứ {counts[numbered.parent_key, noun]}" if noun else f"mục {numbered.path}"
        above = places[numbered.parent_key]
        places[numbered.item.key] = f"{place}, {above}" if noun and above else place
        place = places[numbered.item.key]
        text = clean_line(facts.fill(numbered.item.text, words))
        found.append(OldItem(item=numbered.item, place=place, text=text, depth=numbered.depth))
    return tuple(found)


def replacement(old: PlanContent, citation: str, author: Author) -> PlanContent:
    """The whole plan again as a draft, every item with the key it had, ending with what it replaces."""
    closing = f"Kế hoạch này thay thế {citation}."
    return replace(
        old,
        issuer=author.issuer,
        signature=author.signature,
        number=None,
        issued_on=None,
        closing=f"{closing} {old.closing}".strip(),
    )


def amendment(
    old: PlanContent, changes: Iterable[Change], citation: str, author: Author, *, version: int, new_key: NewKey
) -> PlanContent:
    """A plan that says, item by item, what changes in the older one; everything else stays as it was.

    Each of its items keeps the older item as its origin, so that both texts can be shown beside each other.
    """
    organ = nfc(author.issuer.name)
    own = citation.removesuffix(f" của {organ}")
    lines = tuple(_amending_lines(old, changes, version=version, new_key=new_key))
    kept = ItemContent(
        key=new_key(),
        text=f"Các nội dung khác tiếp tục thực hiện theo {own}.",
        marker=Marker.ARABIC,
    )
    return _bare(
        old,
        author,
        abstract=f"Sửa đổi, bổ sung {citation}",
        opening=f"{organ} ban hành Kế hoạch sửa đổi, bổ sung {own} như sau:",
        items=(
            _section("Nội dung sửa đổi, bổ sung", Part.ACTIVITIES, lines, new_key),
            _section("Tổ chức thực hiện", Part.IMPLEMENTATION, (kept,), new_key),
        ),
        closing=f"Trên đây là Kế hoạch sửa đổi, bổ sung {own}; đề nghị các cơ quan, đơn vị thực hiện.",
    )


def correction(
    old: PlanContent, changes: Iterable[Change], citation: str, author: Author, *, version: int, new_key: NewKey
) -> PlanContent:
    """A công văn that tells the recipients of the older plan where its form was wrong and how it must read."""
    organ = nfc(author.issuer.name)
    own = citation.removesuffix(f" của {organ}")
    lines = tuple(_correcting_lines(old, changes, version=version, new_key=new_key))
    letter = _bare(
        old,
        author,
        abstract=f"Đính chính {citation}",
        opening=f"{organ} đã ban hành {own}. Do sơ suất trong kỹ thuật trình bày, {organ} đính chính như sau:",
        items=lines,
        closing=f"Các nội dung khác của {own} không thay đổi. {organ} thông báo để các cơ quan, đơn vị biết, "
        "thực hiện.",
    )
    return replace(
        letter,
        document_type="",
        symbol=author.letter_symbol,
        legal_bases=(),
        parents=(),
        deadlines=(),
        addressees=tuple(one for one in old.recipients if one.strip()),
        recipients=("Như trên",),
    )


def _amending_lines(
    old: PlanContent, changes: Iterable[Change], *, version: int, new_key: NewKey
) -> Iterator[ItemContent]:
    known = {one.item.key: one for one in old_items(old)}
    for change in changes:
        was = known.get(change.key)
        if was is None:
            continue
        new = clean_line(nfc(change.text))
        if change.is_dropped:
            yield _line(f"Bãi bỏ {was.place}.", change.key, version, new_key)
        elif new and new != was.text:
            yield _line(f"Sửa đổi {was.place} như sau: “{_closed(new)}”", change.key, version, new_key)
        if clean_line(change.after):
            added = _closed(clean_line(nfc(change.after)))
            yield _line(f"Bổ sung vào sau {was.place} nội dung sau: “{added}”", change.key, version, new_key)


def _correcting_lines(
    old: PlanContent, changes: Iterable[Change], *, version: int, new_key: NewKey
) -> Iterator[ItemContent]:
    known = {one.item.key: one for one in old_items(old)}
    for change in changes:
        was, new = known.get(change.key), clean_line(nfc(change.text))
        if was is None or not new or new == was.text:
            continue
        text = f"Tại {was.place}: văn bản đã ghi “{_bare_end(was.text)}”, nay đính chính thành “{_bare_end(new)}”."
        yield _line(text, change.key, version, new_key)


def _line(text: str, origin: str, version: int, new_key: NewKey) -> ItemContent:
    return ItemContent(
        key=new_key(), text=text, marker=Marker.ARABIC, origin=OriginContent(version=version, key=origin)
    )


def _section(title: str, part: Part, children: tuple[ItemContent, ...], new_key: NewKey) -> ItemContent:
    return ItemContent(key=new_key(), text=title, marker=Marker.ROMAN, is_heading=True, part=part, children=children)


def _closed(text: str) -> str:
    return text if text.endswith((".", ";", ":", "!", "?", "…")) else f"{text}."


def _bare_end(text: str) -> str:
    return text.rstrip(".;, ")


def _bare(
    old: PlanContent,
    author: Author,
    *,
    abstract: str,
    opening: str,
    items: tuple[ItemContent, ...],
    closing: str,
) -> PlanContent:
    """A document about the older plan: its year, theme, period, bases and recipients; its own words."""
    return PlanContent(
        issuer=author.issuer,
        year=old.year,
        document_type=old.document_type,
        abstract=abstract,
        symbol=old.symbol,
        legal_bases=tuple(LegalBasisContent(text=one.text) for one in old.legal_bases),
        parents=old.parents,
        opening=opening,
        theme=old.theme,
        starts_on=old.starts_on,
        ends_on=old.ends_on,
        launch_from=old.launch_from,
        launch_until=old.launch_until,
        deadlines=old.deadlines,
        items=items,
        closing=closing,
        ending=old.ending,
        signature=author.signature,
        recipients=old.recipients,
        archive_note=old.archive_note,
        appendices=(),
    )


def changed_texts(old: PlanContent, new: PlanContent, *, version: int) -> tuple[tuple[str, str, str], ...]:
    """(place, before, after) for every item of the new document that rests on an item of the older plan: of an
    amendment or a correction the words it quotes, else the words themselves; only what differs."""
    known = {one.item.key: one for one in old_items(old)}
    found = []
    for item in walk(new.items):
        if item.is_dropped or item.origin is None or item.origin.version != version or item.origin.key not in known:
            continue
        was = known[item.origin.key]
        found.append((was.place, "" if "Bổ sung vào sau" in item.text else was.text, _quoted(item.text)))
    return tuple(found)


def _quoted(text: str) -> str:
    """The last quotation of a sentence ("… như sau: “…”"); nothing where it quotes nothing (Bãi bỏ …)."""
    start = text.find("như sau: “")
    start = start if start >= 0 else text.rfind("thành “")
    start = start if start >= 0 else text.find("nội dung sau: “")
    return text[text.index("“", start) + 1 :].rstrip(".").removesuffix("”") if start >= 0 else ""
