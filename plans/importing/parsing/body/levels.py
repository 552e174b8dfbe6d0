"""Levels of a body recovered: which paragraph stands under which, also where numerals were lost or start again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..pieces import Paragraph
from ..vocabulary import is_capitals, is_usual_title
from .numerals import Numeral, Style, split_numeral

_LONGEST_HEADING = 260
_LONGEST_BARE = 150
_TERMINAL = (".", ";", "!", "?", "…", ",")
#: Two series that start again, where one should go on, show that the numerals are those of a copied list.
_LOST = 2

_TOP = (Style.PART, Style.ARTICLE, Style.CAPITAL, Style.ROMAN)
_SENTENCE = re.compile(r"[.;]\s+[A-ZĐÀ-Ỹ]")


@dataclass(slots=True)
class Node:
    """A paragraph with its numeral and what stands under it; the root has no paragraph."""

    text: str = ""
    lines: tuple[int, ...] = ()
    numeral: Numeral | None = None
    is_heading: bool = False
    level: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The numeral as it is written, empty where there is none."""
        return self.numeral.printed if self.numeral else ""


def build_tree(paragraphs: Sequence[Paragraph]) -> tuple[Node, bool]:
    """The paragraphs as a tree under one root, and whether their numerals had been lost."""
    nodes = [_node(one) for one in paragraphs]
    is_lost = _mark_levels(nodes)
    root = Node()
    _nest(root, nodes)
    _settle_headings(root)
    return root, is_lost


def _node(paragraph: Paragraph) -> Node:
    numeral, rest = split_numeral(paragraph.text)
    if numeral is not None and not rest:
        rest, numeral = paragraph.text, None
    return Node(text=rest, lines=paragraph.lines, numeral=numeral)


def _mark_levels(nodes: Sequence[Node]) -> bool:
    """Give `level` "top" or "second" where capitals or usual titles tell it. True: the numerals were lost."""
    restarts = _restarts(nodes)
    tops = [one for one in nodes if one.numeral and one.numeral.style in _TOP]
    arabic = [one for one in nodes if one.numeral and one.numeral.style == Style.ARABIC]
    capitals = [one for one in nodes if _is_capital_title(one)]
    has_flat_pair = _has_flat_pair(nodes)
    if arabic and (restarts >= _LOST or has_flat_pair):
        by_capitals = len(capitals) >= 2 or has_flat_pair
        for one in arabic:
            is_top = _is_capital_title(one) if by_capitals else _is_plain_title(one) and is_usual_title(one.text)
            one.level = "top" if is_top else "second"
        for one in tops:
            one.level = "top"
        for one in capitals:
            if one.numeral is None:
                one.level = "top"
        return True
    bare = [one for one in capitals if one.numeral is None]
    if bare and not tops and len(bare) >= 2:
        _mark_bare(nodes, bare, has_arabic=bool(arabic))
        return True
    if bare and tops:
        return _mark_missing(nodes, bare, tops)
    if not tops and not arabic:
        titles = [one for one in nodes if one.numeral is None and _is_plain_title(one) and is_usual_title(one.text)]
        if len(titles) >= 2:
            _mark_bare(nodes, titles, has_arabic=False)
            return True
    return False


def _has_flat_pair(nodes: Sequence[Node]) -> bool:
    """ "1. MỤC ĐÍCH, YÊU CẦU" and at once "2. Mục đích:" are a title and its first part, copied into one flat list."""
    for one, following in pairwise(nodes):
        if not (one.numeral and following.numeral and one.numeral.kind == following.numeral.kind):
            continue
        follows = one.numeral.style == Style.ARABIC and following.numeral.ordinal == one.numeral.ordinal + 1
        if follows and _is_capital_title(one) and _is_plain_title(following) and not is_capitals(following.text):
            return True
    return False


def _mark_bare(nodes: Sequence[Node], titles: Sequence[Node], *, has_arabic: bool) -> None:
    """Titles without any numeral are the top; under them, where no 1. 2. 3. is left, other short titles come second."""
    for one in titles:
        one.level = "top"
    if has_arabic:
        return
    seen_top = False
    for place, one in enumerate(nodes):
        seen_top = seen_top or one.level == "top"
        following = nodes[place + 1] if place + 1 < len(nodes) else None
        if one.level or one.numeral or not seen_top or not _is_plain_title(one) or following is None:
            continue
        if following.level != "top" and (following.numeral or not _is_plain_title(following)):
            one.level = "second"


def _mark_missing(nodes: Sequence[Node], bare: Sequence[Node], tops: Sequence[Node]) -> bool:
    """A title in capitals without a numeral, where the Roman ones have a gap, is the one that lost it."""
    roman = [one for one in tops if one.numeral and one.numeral.style == Style.ROMAN]
    if not roman or sum(is_capitals(one.text) for one in roman) < 0.5 * len(roman):
        return False
    wanted = {id(one) for one in (*bare, *roman)}
    order = [one for one in nodes if id(one) in wanted]
    marked = False
    expected = 1
    following: list[int | None] = [None] * len(order)
    for place in range(len(order) - 2, -1, -1):
        numeral = order[place + 1].numeral
        following[place] = numeral.ordinal if numeral else following[place + 1]
    for place, one in enumerate(order):
        if one.numeral:
            expected = one.numeral.ordinal + 1
            continue
        later = following[place]
        if (later is not None and later > expected) or (later is None and is_usual_title(one.text)):
            one.level, expected, marked = "top", expected + 1, True
    return marked


def _restarts(nodes: Sequence[Node]) -> int:
    """How often a series of 1. 2. 3. starts again although nothing above it has changed."""
    count, last = 0, 0
    before = ""
    for one in nodes:
        leads_over, before = before.endswith(":"), one.text
        numeral = one.numeral
        if numeral is None:
            continue
        if numeral.style in (*_TOP, Style.DECIMAL):
            last = 0
        elif numeral.style == Style.ARABIC:
            if numeral.ordinal == 1 and last and not leads_over:
                count += 1
            last = numeral.ordinal
    return count


def _is_capital_title(node: Node) -> bool:
    return (
        (node.numeral is None or node.numeral.style in (Style.ARABIC, Style.ROMAN))
        and is_capitals(node.text)
        and 5 <= len(node.text) <= _LONGEST_HEADING
        and len(node.text.split()) >= 2
        and not node.text.endswith((";", ","))
    )


def _is_plain_title(node: Node) -> bool:
    text = node.text.rstrip(":")
    return (
        len(text) <= _LONGEST_BARE
        and not text.endswith(_TERMINAL)
        and text[:1].isupper()
        and not _SENTENCE.search(text)
    )


def _nest(root: Node, nodes: Sequence[Node]) -> None:
    """Hang every node under the open one it belongs to: a numeral of a kind already open goes on with that series."""
    stack: list[tuple[tuple[object, ...], Node]] = []
    for place, node in enumerate(nodes):
        kind = _kind(node)
        if kind is None:
            while stack and not _holds_text(stack[-1][1]):
                stack.pop()
            (stack[-1][1] if stack else root).children.append(node)
            continue
        depth = _open_place(stack, kind, node, nodes, place)
        del stack[depth:]
        (stack[-1][1] if stack else root).children.append(node)
        stack.append((kind, node))


def _kind(node: Node) -> tuple[object, ...] | None:
    if node.level:
        return ("level", node.level)
    return node.numeral.kind if node.numeral else None


def _open_place(
    stack: Sequence[tuple[tuple[object, ...], Node]], kind: tuple[object, ...], node: Node,
    nodes: Sequence[Node], place: int,
) -> int:  # fmt: skip
    """How much of the stack stays open over this node."""
    if kind == ("level", "top"):
        return 0
    if kind == ("level", "second"):
        return 1 if stack and stack[0][0] == ("level", "top") else 0
    if node.numeral and node.numeral.style in _TOP:
        return _top_place(stack, kind)
    open_places = [depth for depth, (open_kind, _) in enumerate(stack) if open_kind == kind]
    if open_places and not _starts_inner_series(stack, open_places[-1], node):
        return _fitting(stack, open_places, node)
    if node.numeral and node.numeral.style in (Style.ARABIC, Style.LETTER):
        same = _same_series(stack, node)
        if same is not None:
            return same
    if node.numeral and node.numeral.style == Style.DECIMAL:
        return _decimal_place(stack, node)
    return _below(stack)


def _top_place(stack: Sequence[tuple[tuple[object, ...], Node]], kind: tuple[object, ...]) -> int:
    """Phần over A. over I.: a higher numeral closes everything that is not higher still."""
    for depth, (open_kind, _) in enumerate(stack):
        if open_kind == kind:
            return depth
    depth = 0
    for open_kind, _ in stack:
        if open_kind[0] not in _TOP or _TOP.index(open_kind[0]) >= _TOP.index(kind[0]):
            break
        depth += 1
    return depth


def _fitting(stack: Sequence[tuple[tuple[object, ...], Node]], places: Sequence[int], node: Node) -> int:
    """Of several open series of one kind, the innermost that this numeral goes on with; else the outermost."""
    for depth in reversed(places):
        numeral = stack[depth][1].numeral
        if numeral and node.numeral and node.numeral.ordinal == numeral.ordinal + 1:
            return depth
    return places[0]


def _starts_inner_series(stack: Sequence[tuple[tuple[object, ...], Node]], depth: int, node: Node) -> bool:
    """ "1." right after "a) …:" or "3. …:" while an outer 1. 2. 3. is open starts a series of its own."""
    opened = stack[depth][1]
    if not node.numeral or node.numeral.ordinal != 1 or not opened.numeral or opened.numeral.ordinal < 1:
        return False
    last = stack[-1][1]
    return last.text.endswith(":") and last.numeral is not None


def _same_series(stack: Sequence[tuple[tuple[object, ...], Node]], node: Node) -> int | None:
    """ "2)" after "1." is a slip of the pen when nothing else fits: same style, next ordinal."""
    for depth in range(len(stack) - 1, -1, -1):
        numeral = stack[depth][1].numeral
        if (
            numeral
            and node.numeral
            and numeral.style == node.numeral.style
            and node.numeral.ordinal == numeral.ordinal + 1
        ):
            return depth
    return None


def _decimal_place(stack: Sequence[tuple[tuple[object, ...], Node]], node: Node) -> int:
    """ "1.1." stands under "1.", "1.1.1." under "1.1."; dashes and letters do not hold it."""
    numeral = node.numeral
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth][1].numeral
        if opened is None or numeral is None:
            return depth + 1
        if opened.style in _TOP or opened.style == Style.ARABIC:
            return depth + 1
        if opened.style == Style.DECIMAL and opened.depth < numeral.depth:
            return depth + 1
        if opened.style == Style.DECIMAL and opened.depth == numeral.depth:
            return depth
    return 0


def _below(stack: Sequence[tuple[tuple[object, ...], Node]]) -> int:
    """A numeral of a new kind goes under the last open node."""
    return len(stack)


def _holds_text(node: Node) -> bool:
    """Whether an unnumbered paragraph may stand under this node: under titles, not under sentences."""
    if node.level or (node.numeral and node.numeral.style in (*_TOP, Style.ARABIC, Style.DECIMAL, Style.CAPITAL)):
        return _is_title_text(node)
    if node.numeral and node.numeral.style == Style.LETTER:
        return _is_title_text(node) and not node.text.endswith(":")
    return False


def _is_title_text(node: Node) -> bool:
    text = node.text.rstrip()
    if node.level == "top":
        return True
    if len(text) > _LONGEST_HEADING or _SENTENCE.search(text):
        return False
    return is_capitals(text) or not text.endswith(_TERMINAL)


def _settle_headings(root: Node) -> None:
    """Tell titles from sentences: a title has no full stop, and something stands under it."""
    for node in root.children:
        _split_run_in(node)
    _settle(root.children, depth=0)


def _split_run_in(node: Node) -> None:
    """ "III. Kinh phí: Nhà trường lo." at the top is a title with a paragraph under it."""
    is_top = node.level == "top" or (node.numeral is not None and node.numeral.style in (Style.ROMAN, Style.CAPITAL))
    head, colon, rest = node.text.partition(":")
    if not is_top or not rest.strip() or len(head.split()) > 14 or re.search(r"[.;“\"(]", head):
        return
    node.text = head + colon
    node.children.insert(0, Node(text=rest.strip(), lines=node.lines))


@dataclass(slots=True)
class _Series:
    """How the siblings of one kind of numeral look: titles with something under them, sentences, all of them."""

    titles: int = 0
    sentences: int = 0
    count: int = 0


def _settle(siblings: Sequence[Node], *, depth: int) -> None:
    series: dict[object, _Series] = {}
    for node in siblings:
        if node.numeral:
            one = series.setdefault(node.numeral.kind, _Series())
            one.count += 1
            one.titles += bool(node.children) and _is_title_text(node)
            one.sentences += not _is_title_text(node)
    for node in siblings:
        own = series[node.numeral.kind] if node.numeral else _Series()
        node.is_heading = _is_heading(node, own, depth)
        _settle(node.children, depth=depth + 1)


def _is_heading(node: Node, series: _Series, depth: int) -> bool:
    if node.level == "top":
        return True
    style = node.numeral.style if node.numeral else None
    if style is None:
        return bool(node.level) and _is_title_text(node)
    if style in (Style.DASH, Style.PLUS, Style.INNER):
        return False
    if style == Style.ARTICLE or not _is_title_text(node):
        return False
    if style in (Style.PART, Style.ROMAN, Style.CAPITAL) or is_capitals(node.text):
        return True
    if style == Style.STAR:
        return bool(node.children) and len(node.text) <= _LONGEST_BARE and not node.text.endswith(":")
    if node.text.endswith(":"):
        return _colon_is_heading(node, series)
    return bool(node.children) or (depth == 0 and _is_plain_title(node)) or _stands_among_titles(node, series)


def _colon_is_heading(node: Node, series: _Series) -> bool:
    """ "1. Mục đích:" is a heading among headings; among sentences "4. Khẩu hiệu:" leads over to a list."""
    return bool(node.children) and (series.titles > 1 or series.sentences == 0)


def _stands_among_titles(node: Node, series: _Series) -> bool:
    """A title with nothing under it, among titles that have something (an agency without tasks)."""
    return len(node.text) <= _LONGEST_BARE and series.count >= 3 and series.titles == series.count - 1
