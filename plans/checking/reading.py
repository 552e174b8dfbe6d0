"""Turns the content of a plan into passages: each text with its place in words, ready for checks to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..content.numbering import NumberedItem, number_items, roman
from ..content.plan import ItemContent, Part, PlanContent, SlogansPlace
from .citations import without_borrowed


class Place(StrEnum):
    """Where a finding stands when it stands in no item, in the order of the document."""

    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số, ký hiệu"
    LOCALITY = "địa danh"
    ISSUED_ON = "Ngày ban hành"
    TYPE = "tên loại"
    ABSTRACT = "trích yếu"
    BASES = "căn cứ"
    PARENTS = "Văn bản cấp trên"
    OPENING = "phần mở đầu"
    THEME = "Chủ đề"
    PERIOD = "Thời gian"
    LAUNCH = "Lễ phát động"
    SLOGANS = "Khẩu hiệu"
    REPORT_DEADLINE = "Hạn nhận báo cáo"
    CHILD_PLAN_DEADLINE = "Hạn ban hành kế hoạch của cấp dưới"
    BODY = "nội dung"
    CLOSING = "lời kết"
    RECIPIENTS = "Nơi nhận"
    SIGNATURE = "Người ký"
    APPENDIX = "Phụ lục"


class Kind(StrEnum):
    """What a passage is for the reader."""

    ABSTRACT = "abstract"
    BASIS = "basis"
    OPENING = "opening"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CLOSING = "closing"
    RECIPIENT = "recipient"
    APPENDIX = "appendix"


#: Every capital letter of Vietnamese, for use inside [ ] of a pattern.
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÎÒÓÔÕÙÚÛÝĂĐĔĨĬŎŨŬŶƠƯṌṸẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

_RUNNING = (Kind.ABSTRACT, Kind.OPENING, Kind.HEADING, Kind.PARAGRAPH, Kind.CLOSING, Kind.APPENDIX)
_BODY_ORDER = tuple(Place).index(Place.BODY)
_PLACE_ORDER: dict[str, tuple[int, int]] = {place.value: (order, 0) for order, place in enumerate(Place)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text of the document. `plain` is as long as `text`, with what is quoted or cited blanked out.

    Texts of items have a `key`, others the `fact` they are kept in. `under` holds the texts of the items it stands
    under, the outermost first.
    """

    kind: Kind
    text: str
    plain: str
    place: str
    key: str | None = None
    fact: str = ""
    item: ItemContent | None = None
    part: Part | None = None
    under: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether the passage is an item's title."""
        return self.kind == Kind.HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A plan as a careful official reads it: only what is printed, from top to bottom.

    `running` are the drafter's own sentences (no bases, no recipients, no slogans), `items` the items of the body,
    `whole` the plain texts of `running` in one, for a quick look before a slow one.
    """

    content: PlanContent
    passages: tuple[Passage, ...]
    running: tuple[Passage, ...]
    items: tuple[Passage, ...]
    whole: str
    orders: dict[str, tuple[int, int]]

    @property
    def is_of_the_month(self) -> bool:
        """Whether the document is about the action month at all, and not one that mentions it on the side."""
        return "tháng hành động" in self.content.abstract.casefold()

    def order_of(self, key: str | None, place: str) -> tuple[int, int]:
        """Where a finding stands in the document, for sorting."""
        if key is not None and key in self.orders:
            return self.orders[key]
        return _PLACE_ORDER.get(place, (len(_PLACE_ORDER), 0))

    def says(self, words: str) -> bool:
        """Whether the running text holds these words, whatever their case."""
        wanted = words.casefold()
        return any(wanted in one.text.casefold() for one in self.running)


def read(content: PlanContent) -> Reading:
    """All passages of a plan in reading order; dropped items are left out."""
    passages = (*_beginning(content), *_body(content), *_end(content), *_appendices(content))
    orders: dict[str, tuple[int, int]] = {}
    for order, one in enumerate(passages):
        if one.key is not None:
            first = len(_PLACE_ORDER) - 1 if one.kind == Kind.APPENDIX else _BODY_ORDER
            orders.setdefault(one.key, (first, order + 1))
    running = tuple(one for one in passages if one.kind in _RUNNING)
    return Reading(
        content=content,
        passages=passages,
        running=running,
        items=tuple(one for one in passages if one.kind in (Kind.HEADING, Kind.PARAGRAPH)),
        whole="\n".join(one.plain for one in running),
        orders=orders,
    )


def _passage(kind: Kind, text: str, place: str, fact: str) -> Passage:
    return Passage(kind=kind, text=text, plain=without_borrowed(text), place=place, fact=fact)


def _beginning(content: PlanContent) -> Iterator[Passage]:
    if content.abstract:
        yield _passage(Kind.ABSTRACT, content.abstract, Place.ABSTRACT, "abstract")
    if content.abstract_note:
        yield _passage(Kind.ABSTRACT, content.abstract_note, Place.ABSTRACT, "abstract_note")
    for position, basis in enumerate(content.legal_bases):
        yield _passage(Kind.BASIS, basis.text, Place.BASES, f"legal_bases.{position}")
    if content.opening:
        yield _passage(Kind.OPENING, content.opening, Place.OPENING, "opening")


def _body(content: PlanContent) -> Iterator[Passage]:
    yield from _items(content.items, place=Place.BODY, prefix="", kind=None)


def _end(content: PlanContent) -> Iterator[Passage]:
    if content.closing:
        yield _passage(Kind.CLOSING, content.closing, Place.CLOSING, "closing")
    for position, recipient in enumerate(content.recipients):
        yield _passage(Kind.RECIPIENT, recipient, Place.RECIPIENTS, f"recipients.{position}")


def _appendices(content: PlanContent) -> Iterator[Passage]:
    has_slogans = bool(content.slogans) and content.slogans_place == SlogansPlace.APPENDIX
    single = has_slogans + len(content.appendices) == 1
    for position, appendix in enumerate(content.appendices):
        name = Place.APPENDIX.value if single else f"{Place.APPENDIX} {roman(position + 1 + has_slogans)}"
        if appendix.title:
            yield _passage(Kind.APPENDIX, appendix.title, name, f"appendices.{position}.title")
        yield from _items(appendix.items, place=name, prefix=f"{name}, ", kind=Kind.APPENDIX)


def _items(items: Sequence[ItemContent], *, place: str, prefix: str, kind: Kind | None) -> Iterator[Passage]:
    above: list[tuple[str, Part | None]] = []
    for numbered in number_items(items):
        del above[numbered.depth :]
        part = numbered.item.part or (above[-1][1] if above else None)
        above.append((numbered.item.text, part))
        if numbered.is_dropped:
            continue
        yield Passage(
            kind=kind or (Kind.HEADING if numbered.item.is_heading else Kind.PARAGRAPH),
            text=numbered.item.text,
            plain=without_borrowed(numbered.item.text),
            place=_place(numbered, place, prefix),
            key=numbered.item.key,
            item=numbered.item,
            part=part,
            under=tuple(text for text, _ in above[:-1]),
        )


def _place(numbered: NumberedItem, place: str, prefix: str) -> str:
    return f"{prefix}mục {numbered.path}" if numbered.path else place


def quoted(text: str, limit: int = 60) -> str:
    """The beginning of a text in quotation marks, at most one sentence of it: “Tổ chức vào sáng Chủ nhật…”."""
    bare = " ".join(text.replace("“", "").replace("”", "").split())
    for mark in (". ", "! ", "? ", "; "):
        bare = bare.split(mark)[0]
    bare = bare.rstrip(" .;:,!?…")
    if len(bare) > limit:
        bare = bare[:limit].rsplit(" ", 1)[0].rstrip(" .;:,!?") + "…"
    return f"“{bare}”"
