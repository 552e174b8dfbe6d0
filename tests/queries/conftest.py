"""The people of the story."""

from tests.people import (  # noqa: F401
    binh,
    day_of_the_story,
    department,
    hoa,
    khach,
    lan,
    mai,
    other_commune,
    province,
    ward,
)
