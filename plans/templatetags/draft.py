"""The parts of the editor's page that repeat with every paragraph, written faster than templates would."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


class Words(Protocol):
    """A stretch of a paragraph: plain words, or a fact with its name."""

    @property
    def text(self) -> str: ...

    @property
    def fact(self) -> str: ...


@register.simple_tag
def origin_chip(standing: str) -> SafeString:
    """components/_origin_chip.html; a draft of 300 items shows 300 of them, and there are four kinds."""
    # A developer who changes the component sees it at once.
    return _drawn(standing) if settings.DEBUG else _chip(standing)


def _drawn(standing: str) -> SafeString:
    return SafeString(
        render_to_string("components/_origin_chip.html", {"origin": standing, "reason_given": False}).strip()
    )


_chip = lru_cache(maxsize=8)(_drawn)


@register.filter
def attributes(item: Any) -> SafeString:
    """What the editor's script reads of an item (queries.drafting.DraftItem)."""
    flags = (" data-inherited" if item.is_inherited else "") + (" data-dropped" if item.is_dropped else "")
    return format_html(
        ' id="i-{0}" data-key="{0}" data-revision="{1}" data-depth="{2}" data-kind="{3}" data-style="{4}"'
        ' data-standing="{5}"{6}',
        item.key, item.revision, item.depth, item.kind, item.style, item.standing.value, SafeString(flags),
    )  # fmt: skip


@register.filter
def words(pieces: Iterable[Words]) -> SafeString:
    """A paragraph's words; a fact among them says its name, and that it is changed elsewhere."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Words) -> str:
    if not piece.fact:
        return piece.text
    return format_html(
        '<span class="fact" data-fact="{0}" title="Lấy từ Thông tin: {0}">{1}</span>', piece.fact, piece.text
    )
