"""The people of the story."""

from tests.people import department, hoa, khach, mai, other_commune, province, ward  # noqa: F401
