"""Writing number and date into the file that was signed, without touching what the signature covers."""

from ...content.plan import PlanContent
from ...documents.blanks import filled_lines
from ...exceptions import NotNow
from ...signing.fields import DATE_FIELD, NUMBER_FIELD, field_places, fill

_NO_PLACE = "Tệp này không có chỗ để ghi số và ngày; trả lại để trình duyệt lại, cổng sẽ tạo tệp mới."


def fill_number(pdf: bytes, content: PlanContent) -> bytes:
    """The file with the number and the date of `content` in its two lines, added at its end.

    Raises NotNow when the file was not made for it, RenderFailed when the lines cannot be set.
    """
    places = field_places(pdf)
    if not {NUMBER_FIELD, DATE_FIELD} <= set(places):
        raise NotNow(_NO_PLACE)
    number, date = places[NUMBER_FIELD], places[DATE_FIELD]
    lines = filled_lines(content, number=(number.width, number.height), date=(date.width, date.height))
    return fill(pdf, number=lines.number, date=lines.date)
