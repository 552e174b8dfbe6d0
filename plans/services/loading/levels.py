"""The levels of government and of other units (cấp), which the law changes and so are data."""

from ...models import UnitLevel
from .files import as_date, read_fixture


def load_levels() -> dict[str, UnitLevel]:
    """The levels by code, the missing ones added; one that is there stays as it is."""
    known = {level.code: level for level in UnitLevel.objects.all()}
    missing = [
        UnitLevel(**entry | {"valid_until": as_date(entry.get("valid_until"))})
        for entry in read_fixture("levels.json")
        if entry["code"] not in known
    ]
    UnitLevel.objects.bulk_create(missing)
    return known | {level.code: level for level in missing}
