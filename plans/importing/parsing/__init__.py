"""Lines of a document turned into plan content by small stages: frame, body, facts; `assemble.parse` runs them."""

from .assemble import parse

__all__ = ["parse"]
