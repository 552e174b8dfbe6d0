"""Turns a page with blank places into a form that can be filled and signed without a new rendering."""

from plans.content.places import Rectangle, SigningPlaces

#: The names of the four fields, inside the file: whoever signs elsewhere signs into the last two.
NUMBER_FIELD = "SoKyHieu"
DATE_FIELD = "DiaDanhNgayThang"
LEADER_FIELD = "ChuKyLanhDao"
ORGAN_FIELD = "ChuKyCoQuan"


def with_fields(pdf: bytes, places: SigningPlaces, *, number: tuple[str, bytes], date: tuple[str, bytes]) -> bytes:
    """The same pages with two text fields (each its text and its picture as a one-page PDF) and two empty signatures."""
    raise NotImplementedError


def fill(pdf: bytes, *, number: tuple[str, bytes], date: tuple[str, bytes]) -> bytes:
    """The file with other words in its two text fields, added at its end: signatures before stay valid."""
    raise NotImplementedError


def field_places(pdf: bytes) -> dict[str, Rectangle]:
    """Where the fields of a file stand, by name."""
    raise NotImplementedError
