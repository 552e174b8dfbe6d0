"""The units of the story."""

from tests.people import department, other_commune, province, ward  # noqa: F401
