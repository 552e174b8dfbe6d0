"""What a person may correct in a review: each act takes a review and gives the next one; no word is ever lost."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from ...content.numbering import DEFAULT_CHILD, MAX_DEPTH
from ...content.pasting import lines_of
from ...content.plan import ItemContent, Marker, ResponsibilityContent, Role, SloganContent
from ...content.vietnamese import clean_line, fold
from ...exceptions import Invalid, NotNow
from ..recognised import UnreadLine
from .review import Lines, Review
from .rows import Row, end_of, index_of, rows_of, tree_of

_GONE = "Đoạn này không còn trong văn bản; có thể ai đó vừa sửa. Tải lại trang rồi xem lại."
_LINE_GONE = "Dòng này đã được chọn rồi; tải lại trang để xem văn bản bây giờ."
_PUT_ASIDE = "Người xem lại đã bỏ ra."

NewKey = Callable[[], str]


class As(StrEnum):
    """What a line that was not understood, or an item that was misunderstood, is."""

    PART = "part"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SLOGAN = "slogan"
    AGENCY = "agency"
    NOISE = "noise"


# --- lines that were not understood ----------------------------------------------------------------------------------


def place_line(review: Review, line: int, what: As, *, new_key: NewKey) -> Review:
    """Say what a line is: it takes its place in the tree by its number, becomes a slogan, or is put aside."""
    found = next((one for one in review.unread if one.line == line), None)
    if found is None:
        raise NotNow(_LINE_GONE)
    left = replace(review, unread=tuple(one for one in review.unread if one is not found))
    if what == As.NOISE:
        return replace(left, set_aside=(*left.set_aside, found))
    text, marker = _words(found.text)
    if what == As.SLOGAN:
        return _with_slogan(left, text)
    rows = rows_of(left.content.items)
    at, depth = _place_of(left, rows, line, what)
    item = _styled(ItemContent(key=new_key(), text=text, marker=marker or Marker.DASH), what, depth, rows[:at])
    rows.insert(at, Row(depth, item))
    numeral = found.text[: found.text.find(text)].strip() if text in found.text else ""
    return replace(
        left,
        content=replace(left.content, items=tree_of(rows)),
        items_lines={**left.items_lines, item.key: (line,)},
        numerals={**left.numerals, item.key: numeral} if numeral else left.numerals,
    )


def place_every_line(review: Review, what: As, *, new_key: NewKey) -> Review:
    """Say the same of every line that is left."""
    for one in review.unread:
        review = place_line(review, one.line, what, new_key=new_key)
    return review


def _words(text: str) -> tuple[str, Marker | None]:
    """A line without the numeral it was typed with: numerals are computed."""
    pasted = lines_of(text)
    if len(pasted) == 1:
        return pasted[0].text, pasted[0].marker
    return clean_line(text), None


def _place_of(review: Review, rows: list[Row], line: int, what: As) -> tuple[int, int]:
    """Behind the last item that stands before the line in the document, and how deep."""
    at = 0
    for index, row in enumerate(rows):
        lines = review.items_lines.get(row.item.key, ())
        if lines and lines[0] < line:
            at = index + 1
    if what == As.PART or at == 0:
        return at, 0
    before = rows[at - 1]
    if what == As.PARAGRAPH:
        return at, min(before.depth + 1 if before.item.is_heading else before.depth, MAX_DEPTH - 1)
    # A heading that is no part: beside the nearest one of that kind, else right under the part.
    above = next((row for row in reversed(rows[:at]) if row.item.is_heading), None)
    return at, max(1, above.depth) if above else 1


# --- items that were misunderstood -----------------------------------------------------------------------------------


def restyle_item(review: Review, key: str, what: As) -> Review:
    """Say what an item really is; what stands under a paragraph that is put aside moves up to its place."""
    rows = rows_of(review.content.items)
    at = _index(rows, key)
    row = rows[at]
    if what in (As.NOISE, As.SLOGAN):
        left = _without(review, rows, at)
        if what == As.SLOGAN:
            return _with_slogan(left, row.item.text)
        lines = review.items_lines.get(key, ())
        aside = UnreadLine(line=lines[0] if lines else 0, text=row.item.text, reason=_PUT_ASIDE)
        return replace(left, set_aside=(*left.set_aside, aside))
    depth = {As.PART: 0, As.HEADING: max(1, row.depth)}.get(what, row.depth)
    rows[at] = Row(depth, _styled(row.item, what, depth, rows[:at]))
    return _with_rows(review, rows)


def move_item(review: Review, key: str, by: int) -> Review:
    """A level in (1) or out (-1), with what stands under it."""
    rows = rows_of(review.content.items)
    at = _index(rows, key)
    depth = rows[at].depth + by
    if depth < 0:
        raise Invalid("Đoạn này đã ở cấp cao nhất.")
    if at == 0 or depth > rows[at - 1].depth + 1:
        raise Invalid("Không lùi xuống được: phía trên chưa có đoạn nào cùng cấp để đứng dưới.")
    end = end_of(rows, at)
    if max(row.depth for row in rows[at:end]) + by >= MAX_DEPTH:
        raise Invalid("Văn bản chỉ chia đến năm cấp; không lùi xuống được nữa.")
    rows[at:end] = [Row(row.depth + by, row.item) for row in rows[at:end]]
    item = rows[at].item
    rows[at] = Row(depth, replace(item, marker=_marker(rows[:at], depth, item.is_heading)))
    return _with_rows(review, rows)


def join_item(review: Review, key: str) -> Review:
    """Put an item's words behind those of the item before it: a sentence that was broken in two."""
    rows = rows_of(review.content.items)
    at = _index(rows, key)
    if at == 0:
        raise Invalid("Đây là đoạn đầu tiên, không có đoạn nào phía trên để nối vào.")
    above, own = rows[at - 1], rows[at].item
    joined = replace(
        above.item,
        text=clean_line(f"{above.item.text} {own.text}"),
        responsibilities=_together(above.item.responsibilities, own.responsibilities),
        activity=above.item.activity or own.activity,
    )
    rows[at - 1] = Row(above.depth, joined)
    lines = tuple(sorted({*review.items_lines.get(joined.key, ()), *review.items_lines.get(key, ())}))
    left = _without(review, rows, at)
    return replace(left, items_lines={**left.items_lines, joined.key: lines})


def split_item(review: Review, key: str, before: str, after: str, *, new_key: NewKey) -> Review:
    """Divide an item in two; the second half stands beside the first, or under it where that is a heading."""
    first, (second, marker) = clean_line(before), _words(after)
    if not first or not second:
        raise Invalid("Ghi phần còn lại vào cả hai ô; một ô đang trống.", {"after": "Ô này đang trống."})
    rows = rows_of(review.content.items)
    at = _index(rows, key)
    row = rows[at]
    rows[at] = Row(row.depth, replace(row.item, text=first))
    deeper = row.item.is_heading
    depth = min(row.depth + 1, MAX_DEPTH - 1) if deeper else row.depth
    fresh = ItemContent(key=new_key(), text=second, marker=marker or (_marker(rows[: at + 1], depth, False)))
    # Behind what is split stands what stood under it: the second half takes it along, unless the first is its heading.
    rows.insert(at + 1, Row(depth, fresh))
    lines = review.items_lines.get(key, ())
    return replace(_with_rows(review, rows), items_lines={**review.items_lines, fresh.key: lines})


def write_item(review: Review, key: str, text: str) -> Review:
    """Change an item's words."""
    cleaned = clean_line(text)
    if not cleaned:
        raise Invalid("Đoạn trống thì không giữ; muốn bỏ đoạn này, chọn “Bỏ ra”.", {"text": "Ô này đang trống."})
    rows = rows_of(review.content.items)
    at = _index(rows, key)
    rows[at] = Row(rows[at].depth, replace(rows[at].item, text=cleaned))
    return _with_rows(review, rows)


def take_back(review: Review, at: int) -> Review:
    """Words that were put aside are among the lines to choose for again."""
    if not 0 <= at < len(review.set_aside):
        raise NotNow(_LINE_GONE)
    one = review.set_aside[at]
    unread = sorted((*review.unread, replace(one, reason="Đã bỏ ra, nay lấy lại.")), key=lambda line: line.line)
    return replace(
        review,
        unread=tuple(unread),
        set_aside=tuple(other for index, other in enumerate(review.set_aside) if index != at),
    )


# --- what the acts share ---------------------------------------------------------------------------------------------


def _index(rows: list[Row], key: str) -> int:
    at = index_of(rows, key)
    if at is None:
        raise NotNow(_GONE)
    return at


def _with_rows(review: Review, rows: list[Row]) -> Review:
    return replace(review, content=replace(review.content, items=tree_of(rows)))


def _without(review: Review, rows: list[Row], at: int) -> Review:
    """Without one row; what stood under it moves a level out."""
    row = rows[at]
    end = end_of(rows, at)
    rest = [*rows[:at], *(Row(max(row.depth, one.depth - 1), one.item) for one in rows[at + 1 : end]), *rows[end:]]
    lines: dict[str, Lines] = {key: value for key, value in review.items_lines.items() if key != row.item.key}
    return replace(_with_rows(review, rest), items_lines=lines)


def _with_slogan(review: Review, text: str) -> Review:
    said = clean_line(text).strip(" “”\"'.;")
    known = {fold(one.text) for one in review.content.slogans}
    if not said or fold(said) in known:
        return review
    slogans = (*review.content.slogans, SloganContent(text=said))
    return replace(review, content=replace(review.content, slogans=slogans))


def _styled(item: ItemContent, what: As, depth: int, before: list[Row]) -> ItemContent:
    is_heading = what in (As.PART, As.HEADING, As.AGENCY)
    duties = item.responsibilities
    if what == As.AGENCY:
        name = item.text.rstrip(" :;.")
        duties = _together(duties, (ResponsibilityContent(role=Role.IMPLEMENT, agency=name),))
    return replace(item, is_heading=is_heading, marker=_marker(before, depth, is_heading), responsibilities=duties)


def _marker(before: list[Row], depth: int, is_heading: bool) -> Marker:
    """As its nearest brother of the same kind has it, else what usually stands on that level."""
    for row in reversed(before):
        if row.depth < depth:
            return _numbered(row) if is_heading else _bulleted(row)
        if row.depth == depth and row.item.is_heading == is_heading:
            return row.item.marker
    return Marker.ROMAN if is_heading and depth == 0 else Marker.DASH


def _numbered(above: Row) -> Marker:
    return {Marker.ROMAN: Marker.ARABIC, Marker.ARABIC: Marker.LETTER}.get(above.item.marker, Marker.DASH)


def _bulleted(above: Row) -> Marker:
    return DEFAULT_CHILD[above.item.marker] if above.item.marker in (Marker.DASH, Marker.PLUS) else Marker.DASH


def _together(
    first: tuple[ResponsibilityContent, ...], second: tuple[ResponsibilityContent, ...]
) -> tuple[ResponsibilityContent, ...]:
    named = {(one.role, fold(one.agency)) for one in first}
    return (*first, *(one for one in second if (one.role, fold(one.agency)) not in named))
