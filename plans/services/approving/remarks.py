"""Remarks (góp ý): made beside a passage or on the whole, answered, closed with words, or taken over in one click."""

from datetime import timedelta

from django.db import transaction

from ... import clock
from ...content.pasting import MAX_LENGTH
from ...content.vietnamese import clean_line, clean_paragraphs
from ...enums import Event, RemarkState, StepState
from ...exceptions import Invalid, NotNow, StaleEdit
from ...models import Item, Notice, Plan, PlanStep, PlanVersion, Remark, User
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit, drafting
from ..notifying import notify
from .steps import drafters_of, locked

MAX_TEXT = 5_000
MAX_NOTE = 500
#: The same words again within this time are a button pressed twice.
AGAIN = timedelta(minutes=2)

#: How a remark may be closed by hand; taking a suggestion over closes it too.
CLOSINGS = (RemarkState.RESOLVED, RemarkState.DECLINED)

_GONE = "Góp ý này không còn; tải lại trang để xem các góp ý hiện có."
_CLOSED = "Góp ý này đã xử lý rồi: {}."


@transaction.atomic
def make_remark(
    plan: Plan, *, actor: Actor, item_key: str = "", text: str = "", suggestion: str = "", quote: str = ""
) -> Remark:
    """Say something about an item, or about the whole (`item_key` empty), with a wording to put in its place or not.

    A suggestion that says what the item says already counts as none. Raises NotAllowed, NotNow (the item is gone; the
    same remark was made a moment ago), Invalid.
    """
    said, proposed = _clean(text, "text"), clean_line(suggestion)
    fresh = locked(plan)
    may(actor, PlanVerb.REMARK, fresh).require()
    item = _item(fresh, item_key) if item_key else None
    if item is None or proposed == item.text:
        proposed = ""
    if len(proposed) > MAX_LENGTH:
        raise Invalid("Câu đề nghị dài quá một đoạn; rút gọn lại.", {"suggestion": "Câu đề nghị dài quá."})
    if not said and not proposed:
        message = "Ghi điều cần góp ý, hoặc sửa lời của đoạn thành câu đề nghị."
        raise Invalid(message, {"text": message})
    row = Remark(
        plan=fresh,
        item_key=item_key,
        version=_version_read(fresh),
        quote=clean_line(quote)[:300],
        text=said,
        suggestion=proposed,
        base_text=item.text if item and proposed else "",
    )
    return _keep(row, actor)


@transaction.atomic
def reply_to_remark(remark: Remark, *, actor: Actor, text: str) -> Remark:
    """Answer a remark; the answer stands under it. Who made it is told."""
    said = _clean(text, "text")
    if not said:
        raise Invalid("Ghi câu trả lời.", {"text": "Ghi câu trả lời."})
    fresh = locked(remark.plan)
    may(actor, PlanVerb.REMARK, fresh).require()
    first = _remark(fresh, remark.reply_to_id or remark.pk)
    return _keep(Remark(plan=fresh, item_key=first.item_key, reply_to=first, text=said), actor)


@transaction.atomic
def close_remark(remark: Remark, *, actor: Actor, state: str, note: str = "") -> Remark:
    """Close a remark as done, or decline it, which needs the reason. Raises NotNow when it is closed already."""
    said = clean_line(note)
    if state not in CLOSINGS:
        raise Invalid("Chọn “đã xử lý” hoặc “không tiếp thu”.")
    if state == RemarkState.DECLINED and not said:
        message = "Ghi lý do không tiếp thu; người góp ý đọc được lý do này."
        raise Invalid(message, {"note": message})
    if len(said) > MAX_NOTE:
        raise Invalid(f"Ghi gọn lại, nhiều nhất {MAX_NOTE} chữ cái.", {"note": "Dài quá."})
    fresh = locked(remark.plan)
    may(actor, PlanVerb.CLOSE_REMARK, fresh).require()
    row = _open(fresh, remark.pk)
    _close(row, actor, RemarkState(state), said)
    audit.record(
        Event.REMARK_CLOSED, actor=actor, plan=fresh, subject=row.item_key, before=_said(row), after=[state, said]
    )
    _tell_author(row, actor, "đã trả lời góp ý")
    return row


@transaction.atomic
def accept_remark(remark: Remark, *, actor: Actor, revision: int | None = None, text: str | None = None) -> Item:
    """Put the suggested wording in the item's place and close the remark, under the rules and locks of drafting.

    Where the item has changed since the wording was proposed, StaleEdit carries both texts and nothing is written;
    the drafter then decides and sends `text` (the wording chosen) with the `revision` that was shown. Raises NotNow
    when the remark is closed already or the item is gone, StaleEdit when the item changed once more.
    """
    fresh = locked(remark.plan)
    may(actor, PlanVerb.CLOSE_REMARK, fresh).require()
    may(actor, PlanVerb.EDIT, fresh).require()
    row = _open(fresh, remark.pk)
    if not row.suggestion:
        raise Invalid("Góp ý này không có câu đề nghị; ghi cách xử lý vào ô trả lời.")
    item = _item(fresh, row.item_key)
    if text is None and item.text not in (row.base_text, row.suggestion):
        raise _changed_since(item, row.suggestion)
    if text is not None and item.revision != revision:
        raise _changed_since(item, text)
    saved = drafting.save_item(
        fresh, item.key, actor=actor, revision=item.revision, text=row.suggestion if text is None else text
    )
    _close(row, actor, RemarkState.ACCEPTED, "")
    audit.record(Event.REMARK_ACCEPTED, actor=actor, plan=fresh, subject=item.key, before=_said(row), after=saved.text)
    _tell_author(row, actor, "đã tiếp thu góp ý")
    return saved


def remark_of(plan: Plan, remark_id: int) -> Remark:
    """A remark of the plan, for the verbs above. Raises NotNow when there is none."""
    return _remark(plan, remark_id)


def _changed_since(item: Item, mine: str) -> StaleEdit:
    who = item.updated_by.full_name if item.updated_by else "Người khác"
    return StaleEdit(
        "Đoạn này đã được sửa sau khi có câu đề nghị. Cả hai lời đều còn đây; chọn lời dùng hoặc ghép lại.",
        theirs=item.text,
        mine=mine,
        revision=item.revision,
        editor=who,
    )


def _clean(text: str, name: str) -> str:
    said = clean_paragraphs(text)
    if len(said) > MAX_TEXT:
        message = f"Góp ý dài quá {MAX_TEXT:,} chữ cái; rút gọn hoặc tách ra.".replace(",", ".")
        raise Invalid(message, {name: message})
    return said


def _item(plan: Plan, key: str) -> Item:
    known = Item.objects.filter(plan=plan, key=key, removed_at=None).select_related("updated_by")
    item = known.first() if key.isprintable() else None
    if item is None:
        raise NotNow("Đoạn được góp ý không còn trong dự thảo; ghi cách xử lý vào ô trả lời.")
    return item


def _remark(plan: Plan, remark_id: int) -> Remark:
    row = Remark.objects.filter(plan=plan, pk=remark_id).select_related("plan", "author").first()
    if row is None:
        raise NotNow(_GONE)
    return row


def _open(plan: Plan, remark_id: int) -> Remark:
    row = _remark(plan, remark_id)
    if row.reply_to_id is not None:
        raise NotNow("Câu trả lời thì không xử lý riêng; xử lý góp ý ở trên nó.")
    if row.state != RemarkState.OPEN:
        raise NotNow(_CLOSED.format(row.get_state_display()))
    return row


def _version_read(plan: Plan) -> PlanVersion | None:
    """The frozen text a remark is about, where there is one."""
    steps = PlanStep.objects.filter(plan=plan, state=StepState.CURRENT)
    return PlanVersion.objects.filter(steps__in=steps).defer("pdf", "content").first()


def _keep(row: Remark, actor: Actor) -> Remark:
    row.author_id, row.author_name, row.author_post = actor.user_id, actor.full_name, actor.role_label[:160]
    row.unit_id, row.created_at = actor.unit_id, clock.now()
    same = Remark.objects.filter(
        plan=row.plan, author=actor.user_id, item_key=row.item_key, reply_to=row.reply_to, text=row.text,
        suggestion=row.suggestion, state=RemarkState.OPEN, created_at__gte=clock.now() - AGAIN,
    )  # fmt: skip
    if same.exists():
        raise NotNow("Góp ý này vừa ghi rồi; không ghi thêm lần nữa.")
    row.save()
    audit.record(Event.REMARK_MADE, actor=actor, plan=row.plan, subject=row.item_key, after=_said(row))
    if row.reply_to is not None:
        _tell_author(row.reply_to, actor, "đã trả lời góp ý")
    else:
        _tell_drafter(row.plan, actor)
    return row


def _close(row: Remark, actor: Actor, state: RemarkState, note: str) -> None:
    row.state, row.closed_at, row.closed_by_name, row.closing_note = state, clock.now(), actor.full_name, note
    row.save(update_fields=["state", "closed_at", "closed_by_name", "closing_note"])


def _said(row: Remark) -> dict[str, object]:
    return {"remark": row.pk, "text": row.text, "suggestion": row.suggestion}


def _tell_author(row: Remark, actor: Actor, what: str) -> None:
    author: User | None = row.author
    if author is not None and author.pk != actor.user_id:
        path = f"/ke-hoach/{row.plan_id}/thay-doi/"
        _tell([author], row.plan, f"{actor.full_name} {what}: {row.plan}", path)


def _tell_drafter(plan: Plan, actor: Actor) -> None:
    people = [one for one in drafters_of(plan) if one.pk != actor.user_id]
    _tell(people, plan, f"{actor.full_name} góp ý: {plan}", f"/ke-hoach/{plan.pk}/thay-doi/")


def _tell(people: list[User], plan: Plan, text: str, path: str) -> None:
    """One notice stands for many remarks, until it is read."""
    waiting = Notice.objects.filter(plan=plan, text=text[:300], read_at=None).values_list("user_id", flat=True)
    told = set(waiting) if people else set()
    notify([one for one in people if one.pk not in told], plan=plan, text=text, path=path)
