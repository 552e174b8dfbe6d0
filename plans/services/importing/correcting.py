"""Correcting what was read: each act is one transaction on the newest review, and one audit row."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from ... import clock
from ...enums import Event
from ...exceptions import Invalid, StaleEdit
from ...importing.reviewing import Review, correcting, review_from_json, review_to_json
from ...importing.reviewing.correcting import As
from ...importing.reviewing.stating import Stated, state
from ...models import ImportedDocument
from ...rules.actor import Actor
from ...rules.imports import ImportVerb, may
from .. import audit
from ..keeping import new_key
from .bringing import locked
from .reading import review_columns

Act = Callable[[Review], Review]


def place_line(document: ImportedDocument, line: int, *, what: str, actor: Actor, revision: int) -> ImportedDocument:
    """Say what a line is that was not understood."""
    act = partial(correcting.place_line, line=line, what=_what(what), new_key=new_key)
    return _correct(document, act, actor, revision, {"line": line, "as": what})


def place_every_line(document: ImportedDocument, *, what: str, actor: Actor, revision: int) -> ImportedDocument:
    """Say the same of every line that is left."""
    act = partial(correcting.place_every_line, what=_what(what), new_key=new_key)
    return _correct(document, act, actor, revision, {"every line": what})


def restyle_item(document: ImportedDocument, key: str, *, what: str, actor: Actor, revision: int) -> ImportedDocument:
    """Say what an item really is."""
    act = partial(correcting.restyle_item, key=key, what=_what(what))
    return _correct(document, act, actor, revision, {"item": key, "as": what})


def move_item(document: ImportedDocument, key: str, *, by: int, actor: Actor, revision: int) -> ImportedDocument:
    """A level in or out."""
    act = partial(correcting.move_item, key=key, by=1 if by > 0 else -1)
    return _correct(document, act, actor, revision, {"item": key, "levels": by})


def join_item(document: ImportedDocument, key: str, *, actor: Actor, revision: int) -> ImportedDocument:
    """Put an item's words behind those before it."""
    return _correct(document, partial(correcting.join_item, key=key), actor, revision, {"joined": key})


def split_item(
    document: ImportedDocument, key: str, *, before: str, after: str, actor: Actor, revision: int
) -> ImportedDocument:
    """Divide an item in two."""
    act = partial(correcting.split_item, key=key, before=before, after=after, new_key=new_key)
    return _correct(document, act, actor, revision, {"split": key})


def write_item(document: ImportedDocument, key: str, *, text: str, actor: Actor, revision: int) -> ImportedDocument:
    """Change an item's words."""
    return _correct(document, partial(correcting.write_item, key=key, text=text), actor, revision, {"item": key})


def take_back(document: ImportedDocument, at: int, *, actor: Actor, revision: int) -> ImportedDocument:
    """Words that were put aside are to be chosen for again."""
    return _correct(document, partial(correcting.take_back, at=at), actor, revision, {"taken back": at})


def state_facts(document: ImportedDocument, said: Stated, *, actor: Actor, revision: int) -> ImportedDocument:
    """Keep the facts a person wrote."""
    return _correct(document, partial(state, said=said), actor, revision, {"facts": True})


def _what(what: str) -> As:
    try:
        return As(what)
    except ValueError:
        raise Invalid("Chọn dòng này là gì.") from None


@transaction.atomic
def _correct(
    document: ImportedDocument, act: Act, actor: Actor, revision: int, told: dict[str, object]
) -> ImportedDocument:
    fresh = locked(document)
    may(actor, ImportVerb.CORRECT, fresh).require()
    if fresh.revision != revision:
        raise StaleEdit(
            "Văn bản này vừa được sửa ở chỗ khác; đây là văn bản bây giờ, xem lại rồi làm lại việc vừa rồi.",
            revision=fresh.revision,
        )
    before = review_from_json(fresh.review)
    after = act(before)
    if after == before:
        return fresh
    for name, value in review_columns(review_to_json(after)).items():
        setattr(fresh, name, value)
    fresh.revision += 1
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["review", "title", "unread", "status", "revision", "updated_at"])
    audit.record(
        Event.IMPORT_CORRECTED,
        actor=actor,
        unit_id=fresh.unit_id,
        subject=fresh.file_name,
        after={"import": fresh.pk, **told},
    )
    return fresh
