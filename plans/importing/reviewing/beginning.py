"""The lines of a document turned into the review a person starts from; run where the file is read, in the child."""

import secrets
from typing import Any

from ..lines import SourceDocument
from ..parsing import parse
from .review import review_of
from .storing import review_to_json


def begin(document: SourceDocument) -> dict[str, Any]:
    """What was recognised in the lines, as the JSON of a review."""
    return review_to_json(review_of(parse(document, new_key=_new_key)))


def _new_key() -> str:
    return secrets.token_hex(6)
