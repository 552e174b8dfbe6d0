"""What screens of comparing and remarking repeat: words with their changes, the code of a version, a count by key."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..deriving.difference import Kind, Words

register = template.Library()

_MARKS = {
    Kind.REMOVED: "<del>{0}</del>",
    Kind.ADDED: "<ins>{1}</ins>",
    Kind.RESPELT: '<span class="respelt" title="trước viết: {0}">{1}</span>',
}


@register.filter
def marked(pieces: Iterable[Words]) -> SafeString:
    """Words with their changes: struck what went, underlined what came, dotted what is only spelt otherwise."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: Words) -> str:
    form = _MARKS.get(piece.kind)
    return format_html(form, piece.old, piece.new) if form else piece.new


@register.filter
def at(counts: Mapping[str, Any], key: str) -> Any:
    """What a mapping has for a key, or nothing."""
    return counts.get(key, "")
