"""Drafting (soạn thảo): every change to the words and order of a draft, each one transaction and one audit row."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q

from .. import clock
from ..content.numbering import MAX_DEPTH, default_marker
from ..content.pasting import MAX_LENGTH, MAX_PARAGRAPHS, PastedLine, items_of, lines_of
from ..content.plan import ItemContent, Marker, walk
from ..content.vietnamese import clean_line
from ..enums import Event
from ..enums import Marker as MarkerChoice
from ..exceptions import Invalid, NotNow, StaleEdit
from ..models import Item, Plan
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may
from . import audit, items
from .approving.versions import keep_earlier_state
from .items import GONE, TOO_DEEP, Tree
from .keeping import item_row, new_key

MOVES: dict[str, Callable[[Tree, Item], list[Item]]] = {
    "up": items.move_up,
    "down": items.move_down,
    "indent": items.indent,
    "outdent": items.outdent,
}

MAX_REASON = 300

INHERITED = "Đoạn này lấy từ văn bản cấp trên; muốn bỏ thì chọn “Bỏ…” và ghi lý do."


def locked_draft(plan: Plan, actor: Actor) -> Plan:
    """The draft, held against other writers until the transaction ends, after asking the rules on its fresh state.

    What it said before another person's sitting, or after a pause, is kept as a version.
    """
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit").get(pk=plan.pk)
    may(actor, PlanVerb.EDIT, fresh).require()
    keep_earlier_state(fresh, actor=actor)
    return fresh


def _touch(plan: Plan, actor: Actor) -> None:
    plan.updated_at, plan.updated_by_id = clock.now(), actor.user_id
    plan.save(update_fields=["updated_at", "updated_by"])


def _item(plan: Plan, key: str) -> Item:
    known = Item.objects.filter(plan=plan, key=key, removed_at=None).select_related("updated_by")
    item = known.first() if key.isprintable() else None
    if item is None:
        raise NotNow(GONE)
    return item


def clean_text(text: str) -> str:
    """One paragraph as it is kept. Raises Invalid when nothing is left of it or it is longer than a paragraph."""
    cleaned = clean_line(text)
    if not cleaned:
        raise Invalid("Đoạn trống thì không giữ; muốn bỏ đoạn này, chọn “Bỏ…”.", {"text": "Đoạn này chưa có chữ nào."})
    if len(cleaned) > MAX_LENGTH:
        found, most = (f"{number:,}".replace(",", ".") for number in (len(cleaned), MAX_LENGTH))
        message = f"Đoạn này dài {found} chữ cái, quá {most}; tách thành nhiều đoạn rồi ghi lại."
        raise Invalid(message, {"text": message})
    return cleaned


@transaction.atomic
def save_item(plan: Plan, key: str, *, actor: Actor, revision: int, text: str, is_heading: bool | None = None) -> Item:
    """Keep the words of one item, unless somebody else changed them since `revision` was read.

    Raises StaleEdit with both texts, Invalid for an empty or endless text, NotNow when the item is gone.
    """
    cleaned = clean_text(text)
    plan = locked_draft(plan, actor)
    item = _item(plan, key)
    heading = item.is_heading if is_heading is None else is_heading
    if (item.text, item.is_heading) == (cleaned, heading):
        return item
    if item.revision != revision:
        who = item.updated_by.full_name if item.updated_by else "người khác"
        raise StaleEdit(
            f"{who} vừa sửa đoạn này trước mình. Cả hai lời đều còn đây; chọn lời dùng hoặc ghép lại.",
            theirs=item.text,
            mine=cleaned,
            revision=item.revision,
            editor=who,
        )
    before = item.text
    item.text, item.is_heading, item.revision = cleaned, heading, item.revision + 1
    item.updated_by_id, item.updated_at = actor.user_id, clock.now()
    item.save(update_fields=["text", "is_heading", "revision", "updated_by", "updated_at"])
    _touch(plan, actor)
    audit.record(Event.ITEM_SAVED, actor=actor, plan=plan, subject=key, before=before, after=cleaned)
    return item


@transaction.atomic
def add_items(
    plan: Plan, *, actor: Actor, text: str, after: str = "", into: str = "", appendix: int | None = None
) -> list[Item]:
    """Add the paragraphs of `text` as items: after the item `after`, or first under the item `into`.

    With neither, they go to the end of the body as new parts, or to the end of an own appendix. Numerals typed or
    pasted with them are taken off and tell the level. Returns the new rows in reading order. Raises Invalid when
    there is nothing to add or too much at once.
    """
    lines = _checked_lines(text)
    plan = locked_draft(plan, actor)
    tree = Tree.of(plan)
    if appendix is not None and not plan.appendices.filter(pk=appendix).exists():
        raise NotNow("Phụ lục này không còn; tải lại trang để xem bản mới nhất.")
    return _insert(plan, tree, lines, actor=actor, after=after, into=into, appendix_id=appendix)


def _checked_lines(text: str) -> list[PastedLine]:
    lines = lines_of(text)
    if not lines:
        raise Invalid("Chưa có chữ nào để thêm.", {"text": "Gõ nội dung đoạn mới."})
    if len(lines) > MAX_PARAGRAPHS:
        raise Invalid(f"Dán {len(lines)} đoạn một lúc là quá nhiều; mỗi lần dán nhiều nhất {MAX_PARAGRAPHS} đoạn.")
    for line in lines:
        clean_text(line.text)
    return lines


def _insert(
    plan: Plan, tree: Tree, lines: list[PastedLine], *, actor: Actor, after: str, into: str, appendix_id: int | None
) -> list[Item]:
    if after:
        sibling = tree.get(after)
        parent = tree.rows.get(sibling.parent_id) if sibling.parent_id else None
        siblings = tree.siblings(sibling)
        index, appendix_id = siblings.index(sibling) + 1, sibling.appendix_id
        marker = Marker(sibling.marker)
    else:
        parent = tree.get(into) if into else None
        appendix_id = parent.appendix_id if parent else appendix_id
        siblings = tree.children(parent.pk if parent else None, appendix_id)
        index = 0 if into else len(siblings)
        near = [Marker(row.marker) for row in siblings]
        marker = default_marker(Marker(parent.marker) if parent else None, near[:1] if into else near)
        if appendix_id and not parent and not near:
            marker = Marker.ARABIC
    depth = tree.depth(parent) + 1
    if depth >= MAX_DEPTH:
        raise Invalid(TOO_DEEP)
    new = items_of(lines, marker=marker, depth=depth, new_key=new_key)
    start = siblings[index - 1].position + 1 if index else 0
    # Removed siblings move along, so that they come back to where they stood.
    later = Item.objects.filter(Q(appendix=appendix_id), plan=plan, parent=parent, position__gte=start)
    later.update(position=F("position") + len(new))
    rows = _create(plan, new, parent=parent, start=start, actor=actor, appendix_id=appendix_id)
    _touch(plan, actor)
    audit.record(
        Event.ITEM_ADDED, actor=actor, plan=plan, subject=rows[0].key, after=[(row.key, row.text) for row in rows]
    )
    return rows


def _create(
    plan: Plan, new: tuple[ItemContent, ...], *, parent: Item | None, start: int, actor: Actor, appendix_id: int | None
) -> list[Item]:
    """Level by level, each with as few queries as the database takes."""
    now = clock.now()
    made: dict[str, Item] = {}
    level = [(content, parent, at) for at, content in enumerate(new, start=start)]
    while level:
        rows = [
            item_row(plan, content, parent=above, position=at, actor=actor, now=now) for content, above, at in level
        ]
        for row in rows:
            row.appendix_id, row.is_heading = appendix_id, row.marker == Marker.ROMAN
        made |= {row.key: row for row in Item.objects.bulk_create(rows)}
        level = [(child, made[content.key], at) for content, _, _ in level for at, child in enumerate(content.children)]
    return [made[content.key] for content in walk(new)]


@transaction.atomic
def join_item(plan: Plan, key: str, *, actor: Actor, revision: int, into: str, into_revision: int) -> Item:
    """Put an own paragraph's words at the end of the one before (Backspace at its start) and remove it.

    Raises Invalid where something stands under it: that would go with it.
    """
    if key == into:
        raise Invalid("Không nối một đoạn với chính nó được.")
    locked = locked_draft(plan, actor)
    item, target = _item(locked, key), _item(locked, into)
    if Item.objects.filter(parent=item, removed_at=None).exists():
        raise Invalid("Dưới đoạn này còn các đoạn khác; chuyển chúng đi nơi khác rồi mới nối.")
    if item.revision != revision:
        raise StaleEdit("Đoạn này vừa được người khác sửa; xem lại rồi nối.", theirs=item.text, revision=item.revision)
    joined = save_item(plan, into, actor=actor, revision=into_revision, text=f"{target.text} {item.text}")
    remove_item(plan, key, actor=actor)
    return joined


@transaction.atomic
def move_item(plan: Plan, key: str, *, actor: Actor, how: str) -> Item:
    """Move an item with what stands under it: "up", "down", "indent", "outdent"."""
    if how not in MOVES:
        raise Invalid("Không rõ chuyển đi đâu; chọn lên, xuống, lùi vào hoặc lùi ra.")
    plan = locked_draft(plan, actor)
    tree = Tree.of(plan)
    row = tree.get(key)
    return _keep_places(plan, row, MOVES[how](tree, row), actor=actor, how=how)


@transaction.atomic
def place_item(plan: Plan, key: str, *, actor: Actor, after: str = "", into: str = "") -> Item:
    """Put an item (dragged) right after another, or first under another; with neither, first of all."""
    plan = locked_draft(plan, actor)
    tree = Tree.of(plan)
    row = tree.get(key)
    if after == key or into == key:
        return row
    if after:
        sibling = tree.get(after)
        parent = tree.rows.get(sibling.parent_id) if sibling.parent_id else None
        others = [one for one in tree.siblings(sibling) if one is not row]
        index = others.index(sibling) + 1
    else:
        parent, index = (tree.get(into) if into else None), 0
        sibling = parent or row
    shifted = tree.place(row, parent=parent, index=index, appendix_id=sibling.appendix_id)
    Item.objects.filter(pk__in=[one.pk for one in tree.subtree(row)]).update(appendix_id=row.appendix_id)
    return _keep_places(plan, row, shifted, actor=actor, how=f"after {after}" if after else f"into {into}")


def _keep_places(plan: Plan, row: Item, shifted: list[Item], *, actor: Actor, how: str) -> Item:
    """Store where the row stands now, and that the `shifted` ones stand one further down. A fixed number of queries."""
    Item.objects.filter(pk__in=[one.pk for one in shifted]).update(position=F("position") + 1)
    row.save(update_fields=["parent", "appendix", "position", "marker", "is_heading"])
    _touch(plan, actor)
    audit.record(Event.ITEM_MOVED, actor=actor, plan=plan, subject=row.key, after=how)
    return row


@transaction.atomic
def restyle_item(plan: Plan, key: str, *, actor: Actor, marker: str, is_heading: bool = False) -> Item:
    """Change what stands before an item ("a)" instead of "-", or nothing) and whether it is a heading.

    Only the parts of the body, which are always headings, carry I., II.; only they stand at the top of it.
    """
    if marker not in MarkerChoice.values:
        raise Invalid("Không có kiểu đánh số này.")
    plan = locked_draft(plan, actor)
    item = _item(plan, key)
    if marker == Marker.ROMAN and item.parent_id is not None:
        raise Invalid("Số La Mã chỉ dùng cho phần lớn; chuyển đoạn này lên cấp cao nhất trước.")
    before = (item.marker, item.is_heading)
    item.marker, item.is_heading = marker, is_heading or marker == Marker.ROMAN
    item.save(update_fields=["marker", "is_heading"])
    _touch(plan, actor)
    audit.record(Event.ITEM_MOVED, actor=actor, plan=plan, subject=key, before=before, after=(marker, item.is_heading))
    return item


@transaction.atomic
def drop_item(plan: Plan, key: str, *, actor: Actor, reason: str) -> Item:
    """Leave an item out of print, with the reason; its words stay and it can be taken up again."""
    cleaned = clean_line(reason)
    if not cleaned:
        message = "Ghi lý do bỏ; lý do không in ra nhưng cấp trên và người duyệt đọc được."
        raise Invalid(message, {"reason": message})
    if len(cleaned) > MAX_REASON:
        message = f"Lý do dài {len(cleaned)} chữ cái; ghi gọn lại, nhiều nhất {MAX_REASON} chữ cái."
        raise Invalid(message, {"reason": message})
    plan = locked_draft(plan, actor)
    item = _item(plan, key)
    before, item.dropped_reason = item.dropped_reason, cleaned
    item.save(update_fields=["dropped_reason"])
    _touch(plan, actor)
    audit.record(Event.ITEM_DROPPED, actor=actor, plan=plan, subject=key, before=before, after=cleaned)
    return item


@transaction.atomic
def reuse_item(plan: Plan, key: str, *, actor: Actor) -> Item:
    """Take up a dropped item again."""
    plan = locked_draft(plan, actor)
    item = _item(plan, key)
    before, item.dropped_reason = item.dropped_reason, ""
    item.save(update_fields=["dropped_reason"])
    _touch(plan, actor)
    audit.record(Event.ITEM_REUSED, actor=actor, plan=plan, subject=key, before=before)
    return item


@transaction.atomic
def remove_item(plan: Plan, key: str, *, actor: Actor) -> list[str]:
    """Take an own item and what stands under it out of the draft; `restore_item` brings it back.

    Raises Invalid where any of them comes from the parent: those are dropped with a reason instead.
    Returns the keys that were removed.
    """
    plan = locked_draft(plan, actor)
    tree = Tree.of(plan)
    rows = tree.subtree(tree.get(key))
    if any(row.origin_key for row in rows):
        raise Invalid(INHERITED)
    Item.objects.filter(pk__in=[row.pk for row in rows]).update(removed_at=clock.now())
    _touch(plan, actor)
    keys = [row.key for row in rows]
    audit.record(Event.ITEM_REMOVED, actor=actor, plan=plan, subject=key, before=keys)
    return keys


@transaction.atomic
def restore_item(plan: Plan, key: str, *, actor: Actor) -> Item:
    """Bring back a removed item with what was removed together with it, to the place it had.

    Raises Invalid when what contains it has been moved so deep meanwhile that it no longer fits.
    """
    plan = locked_draft(plan, actor)
    item = Item.objects.filter(plan=plan, key=key).first()
    if item is None or item.removed_at is None:
        raise NotNow("Đoạn này không nằm trong số đã xóa; tải lại trang để xem bản mới nhất.")
    parent = Item.objects.filter(pk=item.parent_id).first() if item.parent_id else None
    if parent is not None and parent.removed_at is not None:
        raise NotNow("Mục chứa đoạn này cũng đã xóa; lấy lại mục đó trước.")
    appendix_id = parent.appendix_id if parent else item.appendix_id
    together = Item.objects.filter(plan=plan, removed_at=item.removed_at)
    together.update(removed_at=None, appendix_id=appendix_id)
    tree = Tree.of(plan)
    row = tree.get(key)
    if tree.depth(row) + tree.height(row) >= MAX_DEPTH:
        raise Invalid("Mục chứa đoạn này nay đã lùi sâu nên không còn chỗ; lùi mục đó ra một cấp rồi lấy lại.")
    Item.objects.bulk_update(tree.spread(row), ["position"])
    _touch(plan, actor)
    audit.record(Event.ITEM_RESTORED, actor=actor, plan=plan, subject=key)
    item.refresh_from_db()
    return item
