"""How a document is laid out: a dated set of parameters, so that an amended decree is data and not code."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutParameters:
    """Lengths in millimetres, sizes in points, spacing as a factor of the size; valid from `valid_from` on."""

    name: str
    valid_from: date
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    body_size: float
    line_spacing: float
    first_line_indent: float
    paragraph_gap: float
    page_number_size: float
    national_title_size: float
    motto_size: float
    issuer_size: float
    number_size: float
    place_size: float
    title_size: float
    signature_size: float
    recipients_title_size: float
    recipients_size: float


#: Nghị định 30/2020/NĐ-CP, Phụ lục I, with the defaults of domain.md §1.1–1.2 (first line 1.27 cm, 14 pt, tier
#: 13 → 14 → 14 of quốc hiệu, tiêu ngữ, địa danh).
DECREE_30_2020 = LayoutParameters(
    name="Nghị định 30/2020/NĐ-CP",
    valid_from=date(2020, 3, 5),
    margin_top=20,
    margin_bottom=20,
    margin_left=30,
    margin_right=15,
    body_size=14,
    line_spacing=1.2,
    first_line_indent=12.7,
    paragraph_gap=6,
    page_number_size=13,
    national_title_size=13,
    motto_size=14,
    issuer_size=13,
    number_size=13,
    place_size=14,
    title_size=14,
    signature_size=14,
    recipients_title_size=12,
    recipients_size=11,
)

LAYOUTS = (DECREE_30_2020,)


def layout_on(day: date) -> LayoutParameters:
    """The parameter set in force on a day; the oldest one for days before it."""
    valid = [one for one in LAYOUTS if one.valid_from <= day]
    return max(valid, key=lambda one: one.valid_from) if valid else LAYOUTS[0]
