"""Making the file that is approved and signed: the printed form with places for number, date and signatures."""

from ...content.places import Rectangle
from ...content.plan import PlanContent
from ...documents.blanks import blank_document, filled_lines
from ...signing.fields import with_fields


def signing_pdf(content: PlanContent) -> bytes:
    """The very file that goes through approval and signing. Raises RenderFailed.

    Its two lines say what the content says: blanks, or a number and a day that were given before.
    """
    blank = blank_document(content)
    lines = filled_lines(content, number=_size(blank.places.number), date=_size(blank.places.date))
    return with_fields(blank.pdf, blank.places, number=lines.number, date=lines.date)


def _size(place: Rectangle) -> tuple[float, float]:
    return (place.width, place.height)
