"""What was recognised, looked through by a person: corrected line by line and item by item, never read again."""

from .review import Review, review_of
from .storing import review_from_json, review_to_json

__all__ = ["Review", "review_from_json", "review_of", "review_to_json"]
