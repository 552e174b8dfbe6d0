"""What adapting a sentence found out: a kind and a Vietnamese sentence, not yet tied to an item."""

from dataclasses import dataclass

from ..terms import NoteKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the drafter should know about a sentence."""

    kind: NoteKind
    message: str
