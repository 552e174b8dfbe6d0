"""Where on the pages of a finished file the number, the date and the two signatures stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """A rectangle on a page (the first is 0), in points from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPlaces:
    """The four places a document keeps free for what comes after its text was approved."""

    number: Rectangle
    date: Rectangle
    leader: Rectangle
    organ: Rectangle
