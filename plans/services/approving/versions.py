"""Keeping versions: what a plan says, frozen at a moment, so that it can be read, compared and restored later."""

import hashlib
from datetime import timedelta

from ... import clock
from ...content import codec
from ...models import Plan, PlanVersion
from ...queries.contents import content_of
from ...rules.actor import Actor


def keep_version(plan: Plan, *, actor: Actor, reason: str, pdf: bytes | None = None) -> PlanVersion:
    """The version that says what the plan says now: the last one where nothing changed since, else a new one.

    A version with `pdf` is the approved text's own file: always a new row. The caller holds the plan's lock and its
    transaction.
    """
    said = codec.to_json(content_of(plan))
    last = plan.versions.order_by("-number").defer("pdf").first()
    if last is not None and pdf is None and last.content == said:
        return last
    return PlanVersion.objects.create(
        plan=plan,
        number=(last.number if last else 0) + 1,
        content=said,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest() if pdf is not None else "",
        reason=reason[:200],
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )


def check_code(sha256: str) -> str:
    """Mã đối chiếu as people compare it: the first twelve digits of a sha256 in groups of four, in capitals."""
    return " ".join(sha256[at : at + 4] for at in (0, 4, 8)).upper()


#: After this long without a change, what a draft says is kept before it is changed again.
PAUSE = timedelta(minutes=30)


def keep_earlier_state(plan: Plan, *, actor: Actor) -> PlanVersion | None:
    """Keep what a draft says before the actor changes it, where somebody else, or nobody for a while, wrote last.

    So every sitting of every writer can be read, compared and taken back. No query unless there is something to keep;
    the caller holds the plan's lock and its transaction, and `plan` is as it was before the change.
    """
    writer = plan.updated_by_id
    if writer is None or (writer == actor.user_id and clock.now() - plan.updated_at < PAUSE):
        return None
    reason = "trước khi sửa tiếp" if writer == actor.user_id else f"trước khi {actor.full_name} sửa"
    return keep_version(plan, actor=actor, reason=reason)
