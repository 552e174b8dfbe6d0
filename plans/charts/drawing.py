"""The sheet charts are drawn on: matplotlib's Figure turned into a small SVG of fixed bytes, and how numbers look."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The tokens of the pages (static/css/tokens.css).
PRIMARY, PRIMARY_TINT = "#0f5060", "#e3eff1"
WARM, INK, SOFT, LINE, GREY = "#ad4409", "#1b2a30", "#4b5b62", "#d3dbdb", "#7b8a90"
#: Lines that stand beside each other differ in dash and mark as well as in colour.
STYLES: "tuple[Style, ...]" = ((PRIMARY, "-", "o"), (WARM, "--", "s"), (GREY, "-.", "^"), ("#1e5690", ":", "D"))
#: The width of a chart in CSS pixels: one of three beside each other, and as wide as a telephone; text keeps its size.
WIDE, NARROW = 380, 320
#: Text in CSS pixels; matplotlib counts in points of 1/72 inch, and a sheet of 72 dots an inch makes them the same.
TEXT = 12

_FONTS = b"'Segoe UI', Roboto, 'Noto Sans', system-ui, sans-serif"
_MEASURED = "DejaVu Sans"

Number = int | float | Decimal
#: Colour, dash and mark of a line.
Style = tuple[str, Literal["-", "--", "-.", ":"], str]


@lru_cache(maxsize=1)
def _library() -> Any:
    """matplotlib, told once: letters stay letters (searchable, in the page's font), the same numbers give the same
    bytes, a dollar sign is no formula."""
    import matplotlib

    matplotlib.rcParams.update(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "thangtreem",
            "font.family": [_MEASURED],
            "font.size": TEXT,
            "text.parse_math": False,
            "text.color": INK,
            "axes.edgecolor": LINE,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "xtick.color": SOFT,
            "ytick.color": SOFT,
            "xtick.major.size": 0,
            "ytick.major.size": 0,
        }
    )
    return matplotlib


def sheet(width: int, height: int, *, left: int, right: int, top: int, bottom: int) -> "tuple[Figure, Axes]":
    """A sheet of so many pixels with one pair of axes inside these margins."""
    _library()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    )
    axes.patch.set_visible(False)
    figure.patch.set_visible(False)
    return figure, axes


def svg(figure: "Figure") -> bytes:
    """The sheet as SVG: no script, no date, no program's name, the page's fonts, the same bytes every time."""
    written = BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    found = written.getvalue()
    found = re.sub(rb"<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*|\s*<metadata>.*?</metadata>", b"", found, flags=re.DOTALL)
    found = found.replace(f"'{_MEASURED}'".encode(), _FONTS).replace(b"font-weight: 700", b"font-weight: 600")
    found = re.sub(rb'(width|height)="([\d.]+)pt"', rb'\1="\2"', found)
    # Two decimals of a pixel are enough; only inside tags, for between them stands text: "10.000".
    return re.sub(rb"<[^>]*>", lambda tag: re.sub(rb"(\d\.\d\d)\d+", rb"\1", tag[0]), found)


def number(value: Number | None) -> str:
    """1234.5 → "1.234,5", −2 → "−2"; at most two decimals, for a picture shows no more; None → "chưa có"."""
    if value is None:
        return "chưa có"
    whole, _, decimals = f"{abs(value):,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    sign = "−" if value < 0 and (decimals or whole != "0") else ""
    return f"{sign}{whole.replace(',', '.')}{',' + decimals if decimals else ''}"


def steps(most: float, wanted: int = 3) -> list[float]:
    """Where lines are ruled from 0 up to at least `most`: whole, round steps of 1, 2 or 5."""
    if most <= 0:
        return [0, 1]
    step = 10.0 ** (len(str(int(most / wanted))) - 1)
    for factor in (1, 2, 5, 10, 20):
        if step * factor * wanted >= most:
            step *= factor
            break
    return [step * at for at in range(int(-(-most // step)) + 1)]


def shortened(text: str, width: int) -> str:
    """The label, cut with "…" where it would be wider than so many pixels (7½ a letter)."""
    letters = max(4, int(width / 7.5))
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def one_line(words: Iterable[str]) -> str:
    """Words of a label without the signs XML cannot carry."""
    return " ".join("".join(letter for letter in word if letter.isprintable()) for word in words)
