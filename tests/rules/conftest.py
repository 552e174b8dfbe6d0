"""The people of the story."""

from tests.people import binh, department, hoa, khach, lan, mai, other_commune, province, ward  # noqa: F401
