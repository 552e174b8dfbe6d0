"""Turns a plan into the page that is signed, number, date and signatures left free, and into what fills them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils import timezone

from plans.content.places import Rectangle, SigningPlaces
from plans.content.plan import PlanContent
from plans.content.vietnamese import clean_line, short_date
from plans.exceptions import Invalid

from . import wording
from .pages import document_html, line_pages
from .pdf import PICTURE, MeasuredLine, html_to_measured_pdf, html_to_stamp

#: Width and height in millimetres of the leader's signature, and the real size of a seal.
LEADER_SIZE = (60.0, 28.0)
SEAL_SIZE = (36.0, 36.0)
CORNER_WIDTH = 90.0

_POINT = 72 / 25.4
# Room over and under a line that is filled in, for the marks on capital letters: the template pads as much.
_LINE_ROOM = 3.0
# How far in millimetres a seal may leave its place, to the left and up or down, the nearest first.
_SHIFTS = sorted(
    ((aside / 2, up / 2) for aside in range(25) for up in range(-8, 9)), key=lambda one: (one[0] + abs(one[1]), one)
)
# Capitals with their marks and the dot under a letter, as shares of a line's height over and under its middle.
_INK = 0.40
# Room in millimetres that an organ's words leave at either side.
_SEAL_EDGE = 2.5
# Sizes in points of words instead of an image, how high a block of them may be in millimetres, and the mean width of
# a letter as a share of its size.
_WORD_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_WORDS_HEIGHT, _LETTER = 17.0, 0.52

_HIDDEN = ".number, .place { visibility: hidden }\n</style>"
_MEASURED = frozenset({"number", "place", "capacity", "signatory", "recipient"})
_BLUE, _RED, _BLACK = "#1f3f94", "#c8102e", "#000"
_MOST_PIXELS = 20_000_000
_NO_PICTURE = "Tệp không phải là ảnh PNG dùng được; chọn ảnh chữ ký hoặc ảnh dấu khác, định dạng PNG nền trong suốt."


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankDocument:
    """The document as it will be signed, and where its free places are."""

    pdf: bytes
    places: SigningPlaces


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLines:
    """The two lines: each its text and a one-page PDF of exactly the size of its place."""

    number: tuple[str, bytes]
    date: tuple[str, bytes]


def blank_document(content: PlanContent) -> BlankDocument:
    """The printed form of a plan whose number and date are not printed but kept free. Raises RenderFailed.

    The lines are laid out with blanks and left invisible: every other word stands where the draft's print has it.
    """
    html = document_html(replace(content, number=None, issued_on=None)).replace("</style>", _HIDDEN, 1)
    pdf, lines = html_to_measured_pdf(html, _MEASURED)
    return BlankDocument(pdf=pdf, places=_places(lines))


def filled_lines(content: PlanContent, *, number: tuple[float, float], date: tuple[float, float]) -> FilledLines:
    """The lines with number, place and date as the page would print them, for places of these sizes in points."""
    number_page, date_page = line_pages(content)
    return FilledLines(
        number=(wording.number_line(content), html_to_stamp(number_page, *number)),
        date=(wording.place_and_date_line(content), html_to_stamp(date_page, *date)),
    )


def signature_pdf(*, png: bytes | None, signer: str, at: datetime) -> bytes:
    """How a leader's signature looks: the image, blue, centred; without one, who and when in words.

    Words stand right of where a seal reaches, over which an image would still be seen and words would not.
    """
    if png is not None:
        return _picture(png, LEADER_SIZE)
    # The seal's middle is at the left third, so it reaches over as much of the width as this.
    taken = LEADER_SIZE[0] / 3 + SEAL_SIZE[0] / 2
    lines = (f"Ký bởi: {clean_line(signer)}", f"Thời gian: {_moment(at)}")
    size = _size_of_words(lines, LEADER_SIZE[0] - taken)
    return _words(lines, LEADER_SIZE, colour=_BLUE, size=f"{size}", align="left", left=f"{taken:.1f}")


def seal_pdf(*, png: bytes | None, organ: str, at: datetime) -> bytes:
    """How an organ's signature looks: the seal, red, in its real size; without one, who and when in words.

    Words keep within the circle a seal would have, whose place is free of other words.
    """
    if png is not None:
        return _picture(png, SEAL_SIZE)
    lines = (f"Cơ quan: {clean_line(organ)}", f"Thời gian: {_moment(at)}")
    size = _size_of_words(lines, SEAL_SIZE[0] - 2 * _SEAL_EDGE)
    return _words(lines, SEAL_SIZE, colour=_RED, size=f"{size}", left=f"{_SEAL_EDGE}", right=f"{_SEAL_EDGE}")


def corner_pdf(lines: Sequence[str]) -> bytes:
    """The words in the upper right corner of a copy or a separate annex: size 10, upright, black.

    CORNER_WIDTH wide, as high as its lines, which end at the right.
    """
    height = max(1, len(lines)) * 10 * 1.15 / _POINT + 0.5
    return _words(tuple(map(clean_line, lines)), (CORNER_WIDTH, height), colour=_BLACK, size=10, align="right")


def _places(lines: Sequence[MeasuredLine]) -> SigningPlaces:
    named: dict[str, list[MeasuredLine]] = {name: [one for one in lines if one.name == name] for name in _MEASURED}
    leader = _leader_room(named["capacity"], named["signatory"])
    words = [one for one in lines if one.page == leader.page and one.right > one.left]
    return SigningPlaces(
        number=_line_place(named["number"]),
        date=_line_place(named["place"]),
        leader=leader,
        organ=_seal_place(leader, words),
    )


def _line_place(lines: Sequence[MeasuredLine]) -> Rectangle:
    """The whole column, as high as the lines and a little more."""
    left, right = lines[0].column
    top, bottom = lines[0].top + _LINE_ROOM, lines[-1].bottom - _LINE_ROOM
    return Rectangle(page=lines[0].page, left=left, bottom=bottom, right=right, top=top)


def _leader_room(capacity: Sequence[MeasuredLine], signatory: Sequence[MeasuredLine]) -> Rectangle:
    """The room over the name, as high as it is, centred on the column."""
    name = signatory[0]
    width, height = (side * _POINT for side in LEADER_SIZE)
    middle = sum(name.column) / 2
    top = capacity[-1].bottom if capacity and capacity[-1].page == name.page else name.top + height
    return Rectangle(page=name.page, left=middle - width / 2, right=middle + width / 2, bottom=name.top, top=top)


def _seal_place(leader: Rectangle, words: Sequence[MeasuredLine]) -> Rectangle:
    """A round seal over the left third of the signature, moved as little as keeps it clear of every word.

    A long name pushes it farther left, and a little up or down. It is never smaller than in reality; where no place is
    free of all words, the name and the position at least stay free of it, else the left third stands.
    """
    radius = SEAL_SIZE[0] / 2 * _POINT
    wanted = (leader.left + leader.width / 3 - radius, (leader.top + leader.bottom) / 2)
    centres = [(wanted[0] - aside * _POINT, wanted[1] + up * _POINT) for aside, up in _SHIFTS]
    signers = [one for one in words if one.name in ("capacity", "signatory")]
    free = (one for lines in (words, signers) for one in centres if not any(_touches(one, radius, it) for it in lines))
    x, y = next(free, wanted)
    return Rectangle(page=leader.page, left=x - radius, right=x + radius, bottom=y - radius, top=y + radius)


def _touches(centre: tuple[float, float], radius: float, line: MeasuredLine) -> bool:
    """Whether a circle meets the ink of a line."""
    x, y = centre
    middle, half = (line.top + line.bottom) / 2, (line.top - line.bottom) * _INK
    across = max(line.left - x, 0, x - line.right)
    along = max(middle - half - y, 0, y - middle - half)
    return across * across + along * along < radius * radius


def _picture(png: bytes, size: tuple[float, float]) -> bytes:
    """A transparent PNG without its empty edges, as large as the size in millimetres allows, centred."""
    width, height = (side * _POINT for side in size)
    # A hair less than the page, or rounding would begin a second one.
    html = render_to_string(
        "documents/stamps/picture.html",
        {"address": PICTURE, "width": f"{width:.3f}", "height": f"{height - 0.05:.3f}"},
    )
    return html_to_stamp(html, width, height, picture=_trimmed(png))


def _words(lines: Sequence[str], room: tuple[float, float], *, colour: str, **how: object) -> bytes:
    width, height = (side * _POINT for side in room)
    context = {
        "lines": lines,
        "colour": colour,
        "size": "9.5",
        "align": "center",
        "left": 0,
        "right": 0,
        "height": f"{height - 0.05:.3f}",
    }
    return html_to_stamp(render_to_string("documents/stamps/words.html", context | how), width, height)


def _size_of_words(lines: Sequence[str], width: float) -> float:
    """The largest size at which the lines, broken to a width in millimetres, stay as low as they must."""

    def height(size: float) -> float:
        most = max(1, int(width * _POINT / (size * _LETTER)))
        rows = sum(len(wrap(line, most)) for line in lines)
        return rows * size * 1.15 / _POINT

    return next((size for size in _WORD_SIZES if height(size) <= _WORDS_HEIGHT), _WORD_SIZES[-1])


def _trimmed(png: bytes) -> bytes:
    """The image without the transparent edges around what is drawn. Raises Invalid when it is none that can be used."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Invalid(_NO_PICTURE)
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_NO_PICTURE) from error
    drawn = image.getchannel("A").getbbox()
    if drawn is None:
        raise Invalid(_NO_PICTURE)
    written = BytesIO()
    image.crop(drawn).save(written, format="PNG")
    return written.getvalue()


def _moment(at: datetime) -> str:
    """ "13/5/2026 09:30:15 +07:00", in Vietnam's time."""
    local = timezone.localtime(at)
    offset = f"{local:%z}"
    return f"{short_date(local.date())} {local:%H:%M:%S} {offset[:3]}:{offset[3:]}"
