"""Small questions to the XML of a Word document, all of which may be answered by nothing."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = {"0", "false", "off", "none"}


def child(element: Any, name: str) -> Any:
    """The first child of this name; None for none, also where the element itself is None."""
    return None if element is None else element.find(f"{W}{name}")


def value(element: Any, name: str) -> str:
    """What the child of this name says (its w:val), "" for nothing."""
    found = child(element, name)
    return "" if found is None else str(found.get(f"{W}val", ""))


def switch(element: Any, name: str) -> bool | None:
    """Whether a property like w:b is switched on or off here; None where nothing is said."""
    found = child(element, name)
    return None if found is None else found.get(f"{W}val", "1").lower() not in _OFF


def number(text: str | None) -> int | None:
    """A whole number, or None: files hold halves and nonsense too."""
    try:
        return round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None
