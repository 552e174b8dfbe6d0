"""What the tests of parsing share: a layout with its facts, and what of a source line is found again in the outcome."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from plans.content.plan import walk
from plans.importing.parsing import parse
from plans.importing.parsing.body.numerals import split_numeral
from plans.importing.parsing.pieces import cleaned_lines
from plans.importing.recognised import as_json
from plans.importing.text import document_from_text

# Facts that explain their whole lines; the others repeat words that stand in the content.
WHOLE_LINES = {
    "number", "symbol", "place", "issued_on", "date_line", "issuing_unit", "superior_unit", "upper_unit",
    "kind", "draft",
    "signed_mark", "recipients_title", "national_title", "enacting", "appendix",
}  # fmt: skip
DERIVED = {
    "theme", "period", "launch", "agency", "report_deadline", "child_plan_deadline", "parent_number",
    "legal_basis_number",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A document and the facts a careful reader takes from it; lists of slogans and recipients are told by length."""

    name: str
    text: str
    facts: dict


def layouts():
    """Every layout we know of, in words of our own: layouts/NAME.txt with its facts in layouts/facts.json."""
    folder = Path(__file__).parent / "layouts"
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return [Layout(name, (folder / f"{name}.txt").read_text(encoding="utf-8"), known) for name, known in facts.items()]


def read(text):
    keys = count(1)
    return parse(document_from_text(text), new_key=lambda: f"n{next(keys)}")


def told(recognised, name):
    """One field of the outcome in the form the layouts state it."""
    value = as_json(recognised)[name]
    if name in ("slogans", "recipients"):
        return len(value)
    if name == "parents":
        return [[one["number"], one["date"]] for one in value if one["number"] or one["date"]]
    if name == "signatory":
        return value and [value["position"], value["name"]]
    return value


def letters(text):
    return Counter(one.casefold() for one in text if one.isalnum())


def lost(text, recognised):
    """The letters of each source line that are neither in the content, nor explained by a fact, nor left unread."""
    found = {}
    whole = set()
    items = [*walk(recognised.content.items)]
    for appendix in recognised.content.appendices:
        items += walk(appendix.items)
    by_key = {item.key: item for item in items}
    for key, lines in recognised.items_lines.items():
        words = f"{recognised.numerals.get(key, '')} {by_key[key].text}"
        for line in lines:
            found.setdefault(line, Counter()).update(letters(words))
    for fact in recognised.facts:
        for line in fact.lines:
            if fact.name in WHOLE_LINES:
                whole.add(line)
            elif fact.name not in DERIVED:
                found.setdefault(line, Counter()).update(letters(fact.value))
    for one in recognised.unread:
        found.setdefault(one.line, Counter()).update(letters(one.text))
    missing = {}
    for line in cleaned_lines(document_from_text(text).lines):
        words = without_numeral(line.text) if is_numbered_slogan(recognised, line.number) else line.text
        text_letters = letters(words)
        rest = text_letters - found.get(line.number, Counter())
        if rest and line.number not in whole:
            missing[line.number] = (line.text, "".join(rest))
    return missing


def without_numeral(text):
    """A line without its numeral, which may be all there is: broken lines leave "1." on one of its own."""
    return split_numeral(f"{text} x")[1].removesuffix("x").strip()


def is_numbered_slogan(recognised, line):
    """The numeral before a slogan is computed again when it is printed."""
    return any(fact.name == "slogan" and line in fact.lines for fact in recognised.facts)
