"""The tree of a draft in memory: finding, placing and moving rows, shared by the verbs of drafting."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.numbering import MAX_DEPTH, default_marker
from ..content.plan import Marker
from ..exceptions import Invalid, NotNow
from ..models import Item, Plan

GONE = "Đoạn này vừa được người khác bỏ hoặc xóa; tải lại trang để xem bản mới nhất."
TOO_DEEP = "Không lùi xuống được nữa: văn bản chỉ có năm cấp (I. 1. a) - +)."


@dataclass(slots=True)
class Tree:
    """The living rows of one plan's body (or one appendix), with their places. One query."""

    rows: dict[int, Item]
    by_key: dict[str, Item]

    @classmethod
    def of(cls, plan: Plan) -> Tree:
        """Load the places of every living row; texts stay in the database."""
        fields = ("id", "key", "parent_id", "appendix_id", "position", "marker", "is_heading", "origin_key", "plan_id")
        rows = {row.pk: row for row in Item.objects.filter(plan=plan, removed_at=None).only(*fields)}
        return cls(rows, {row.key: row for row in rows.values()})

    def get(self, key: str) -> Item:
        """The row of a key. Raises NotNow when somebody has removed it meanwhile."""
        row = self.by_key.get(key)
        if row is None:
            raise NotNow(GONE)
        return row

    def children(self, parent_id: int | None, appendix_id: int | None) -> list[Item]:
        """The rows under a parent in their order; with None, the roots of the body or of an appendix."""
        found = [
            row
            for row in self.rows.values()
            if row.parent_id == parent_id and (parent_id is not None or row.appendix_id == appendix_id)
        ]
        return sorted(found, key=lambda row: (row.position, row.pk))

    def siblings(self, row: Item) -> list[Item]:
        """The row and its siblings in their order."""
        return self.children(row.parent_id, row.appendix_id)

    def depth(self, row: Item | None) -> int:
        """How deep the row stands, from 0; -1 for the root itself."""
        depth = -1
        while row is not None:
            depth += 1
            row = self.rows.get(row.parent_id) if row.parent_id else None
        return depth

    def height(self, row: Item) -> int:
        """How many levels stand under the row."""
        below = [self.height(child) for child in self.children(row.pk, row.appendix_id)]
        return 1 + max(below) if below else 0

    def subtree(self, row: Item) -> list[Item]:
        """The row and everything under it."""
        found = [row]
        for child in self.children(row.pk, row.appendix_id):
            found += self.subtree(child)
        return found

    def place(self, row: Item, *, parent: Item | None, index: int, appendix_id: int | None) -> list[Item]:
        """Put the row at `index` among the children of `parent`, or among the roots of the body or an appendix.

        What stands under it goes along. Returns the rows that stand one further down now. Raises Invalid when it
        would stand under itself or too deep.
        """
        if parent is not None and parent in self.subtree(row):
            raise Invalid("Không chuyển một mục vào bên trong chính nó được.")
        if self.depth(parent) + 1 + self.height(row) >= MAX_DEPTH:
            raise Invalid(TOO_DEEP)
        parent_id = parent.pk if parent else None
        others = [one for one in self.children(parent_id, appendix_id) if one is not row]
        if (row.parent_id, row.appendix_id) != (parent_id, appendix_id):
            row.parent_id = parent_id
            self._restyle(row, parent, others)
        for one in self.subtree(row):
            one.appendix_id = appendix_id
        index = max(0, min(index, len(others)))
        row.position = others[index - 1].position + 1 if index else 0
        return self._shifted(row, others[index:])

    @staticmethod
    def _shifted(row: Item, later: list[Item]) -> list[Item]:
        """Make room for the row: the later siblings, as far as they stand close together, go one further down."""
        shifted = []
        taken = row.position
        for one in later:
            if one.position > taken:
                break
            one.position = taken = taken + 1
            shifted.append(one)
        return shifted

    def spread(self, row: Item) -> list[Item]:
        """Give the row's siblings places of their own, in the order they have; returns those that had to move."""
        moved = []
        least = 0
        for one in self.siblings(row):
            if one.position < least:
                one.position = least
                moved.append(one)
            least = one.position + 1
        return moved

    @staticmethod
    def _restyle(row: Item, parent: Item | None, siblings: list[Item]) -> None:
        """A row takes the marker of its new level; a part (I.) is always a heading, a dash never."""
        marker = default_marker(Marker(parent.marker) if parent else None, [Marker(one.marker) for one in siblings])
        row.marker = marker.value
        if marker == Marker.ROMAN:
            row.is_heading = True
        elif marker in (Marker.DASH, Marker.PLUS, Marker.NONE):
            row.is_heading = False


def move_up(tree: Tree, row: Item) -> list[Item]:
    """Before its previous sibling; the first one goes to the end of the section before."""
    siblings = tree.siblings(row)
    index = siblings.index(row)
    parent = tree.rows.get(row.parent_id) if row.parent_id else None
    if index > 0:
        return tree.place(row, parent=parent, index=index - 1, appendix_id=row.appendix_id)
    uncle = _neighbour(tree, parent, -1)
    if uncle is None:
        raise Invalid("Đoạn này đã ở đầu phần, không chuyển lên được nữa.")
    return tree.place(
        row, parent=uncle, index=len(tree.children(uncle.pk, uncle.appendix_id)), appendix_id=row.appendix_id
    )


def move_down(tree: Tree, row: Item) -> list[Item]:
    """After its next sibling; the last one goes to the start of the section after."""
    siblings = tree.siblings(row)
    index = siblings.index(row)
    parent = tree.rows.get(row.parent_id) if row.parent_id else None
    if index < len(siblings) - 1:
        return tree.place(row, parent=parent, index=index + 1, appendix_id=row.appendix_id)
    uncle = _neighbour(tree, parent, 1)
    if uncle is None:
        raise Invalid("Đoạn này đã ở cuối phần, không chuyển xuống được nữa.")
    return tree.place(row, parent=uncle, index=0, appendix_id=row.appendix_id)


def _neighbour(tree: Tree, parent: Item | None, step: int) -> Item | None:
    if parent is None:
        return None
    siblings = tree.siblings(parent)
    index = siblings.index(parent) + step
    return siblings[index] if 0 <= index < len(siblings) else None


def indent(tree: Tree, row: Item) -> list[Item]:
    """Under the sibling before it, as the last one there (Tab)."""
    siblings = tree.siblings(row)
    index = siblings.index(row)
    if index == 0:
        raise Invalid("Không lùi xuống được: phía trên chưa có đoạn nào cùng cấp để đứng dưới.")
    above = siblings[index - 1]
    return tree.place(
        row, parent=above, index=len(tree.children(above.pk, above.appendix_id)), appendix_id=row.appendix_id
    )


def outdent(tree: Tree, row: Item) -> list[Item]:
    """After its parent, one level up (Shift+Tab)."""
    parent = tree.rows.get(row.parent_id) if row.parent_id else None
    if parent is None:
        raise Invalid("Đoạn này đã ở cấp cao nhất.")
    grandparent = tree.rows.get(parent.parent_id) if parent.parent_id else None
    return tree.place(
        row, parent=grandparent, index=tree.siblings(parent).index(parent) + 1, appendix_id=row.appendix_id
    )
