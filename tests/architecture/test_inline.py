"""Pages carry no script and no style of their own: the Content-Security-Policy would drop them."""

import re

import pytest

from tests.architecture.source import ROOT, name

# What is printed is not a page: documents carry their own style sheets.
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if "documents" not in path.relative_to(ROOT / "templates").parts[:1]
)
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "a style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")

    assert [(what, found[0]) for what, pattern in INLINE.items() if (found := pattern.search(text))] == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<p class="a" style="color: red">', "a style attribute"),
        ('<button type="button"\n onclick="go()">', "an event attribute"),
        ("<style>p {}</style>", "a style sheet"),
        ('<a href="javascript:go()">', "a javascript: address"),
    ],
)
def test_inline_code_is_recognised(markup, what):
    assert [each for each, pattern in INLINE.items() if pattern.search(markup)] == [what]


def test_what_belongs_in_a_page_is_not_taken_for_inline():
    page = (
        '<script type="module" src="/static/js/editor.js" defer></script><script type="application/json">{}</script>'
        "<p data-style=\"x\">Không dùng style = 'x' ở đây, onclick=... cũng vậy.</p>"
    )

    assert [what for what, pattern in INLINE.items() if pattern.search(page)] == []
