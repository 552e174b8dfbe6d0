"""What `manage.py bench` measures on: a database of its own, long plans grown out of the demonstration's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections
from django.test import override_settings

from ..content.plan import ItemContent, PlanContent
from ..models import Item, Plan
from ..queries.contents import frozen_content, issued_version
from ..rules.actor import SYSTEM
from ..services.drafting import add_items
from ..services.keeping import keep_content, new_key
from ..services.loading.catalogues import load_catalogues
from ..services.loading.demo import seed_demo
from ..services.loading.units import load_units
from ..services.recording import record_issued
from ..services.starting import derive_plan

#: Sơn La, Thái Nguyên, Hải Phòng, Quảng Ngãi: where the demonstration plays.
FEW_PROVINCES = ("14", "19", "31", "51")
PARENT, WARD = "thai-nguyen-2026", "01840"
_PARAGRAPH = "Tổ chức sinh hoạt hè, dạy bơi và kỹ năng an toàn cho trẻ em ở tổ dân phố {}; phân công người phụ trách."


@contextmanager
def portal_of_its_own(address: dict[str, Any]) -> Iterator[None]:
    """An empty, migrated portal at that kind of database, as a server without DEBUG has it; gone afterwards.

    `address` is Django's database settings. Neither the real database nor the rendered pages in var/ are touched.
    """
    with TemporaryDirectory(prefix="thangtreem-bench-") as folder, override_settings(**_settings(folder)):
        usual, usual_settings = connections["default"], connections.settings["default"]
        name = str(Path(folder, "bench.sqlite3")) if "sqlite3" in address["ENGINE"] else "thangtreem_bench"
        connections.settings["default"] = {
            **usual_settings,
            **address,
            "TEST": {**usual_settings["TEST"], "NAME": name},
        }
        own = connections.create_connection("default")
        connections["default"] = own
        try:
            own.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                yield
            finally:
                own.close()
                own.creation.destroy_test_db(usual_settings["NAME"], verbosity=0)
        finally:
            connections["default"], connections.settings["default"] = usual, usual_settings


def _settings(folder: str) -> dict[str, Any]:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {
        "DEBUG": False,
        "DEMO": True,
        "DEMO_TODAY": date(2026, 5, 13),
        "ALLOWED_HOSTS": ["testserver"],
        "SECURE_SSL_REDIRECT": False,
        "STATIC_ROOT": folder,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}},
            "staticfiles": {"BACKEND": plain},
        },
        "CACHES": {
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "thangtreem_cache"},
            "renders": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": f"{folder}/r"},
        },
    }


def load_demonstration(*, quick: bool) -> None:
    """The units (only a few provinces when it has to be quick), the catalogues and the demonstration."""
    load_units(FEW_PROVINCES if quick else None)
    load_catalogues()
    seed_demo()


def longest_plan() -> PlanContent:
    """The demonstration's issued plan that says most."""
    plans = Plan.objects.filter(status="issued")
    versions = [version for plan in plans if (version := issued_version(plan)) is not None]
    return max(map(frozen_content, versions), key=lambda content: sum(len(item.text) for item in content.walk()))


def long_parent(count: int) -> Plan:
    """An issued plan of the province with that many items, grown out of the demonstration's."""
    model = Plan.objects.get(short_name=PARENT)
    version = issued_version(model)
    assert version is not None
    content = grown(frozen_content(version), count)
    content = replace(content, number=None, issued_on=None)
    plan = keep_content(content, unit=model.issuing_unit, actor=SYSTEM, campaign=model.campaign)
    record_issued(plan, actor=SYSTEM, number=9000 + count, issued_on=model.issued_on, render=lambda _: b"%PDF")
    return plan


def long_draft(unit: Any, count: int) -> Plan:
    """A draft of the unit with that many items, derived from a parent as long."""
    plan = derive_plan(long_parent(count), actor=SYSTEM, unit=unit)
    after = Item.objects.filter(plan=plan, parent__is_heading=True, is_heading=False).order_by("pk").first()
    missing = count - Item.objects.filter(plan=plan).count()
    if after is not None and missing > 0:
        text = "\n".join(_PARAGRAPH.format(number) for number in range(1, missing + 1))
        add_items(plan, actor=SYSTEM, text=text, after=after.key)
    return plan


def grown(content: PlanContent, count: int) -> PlanContent:
    """The content with copies of its own paragraphs, under their own headings, until it has `count` items."""
    have = sum(1 for _ in content.walk())
    while have < count:
        items, have = _doubled(content.items, count, have)
        content = replace(content, items=items)
    return content


def _doubled(items: tuple[ItemContent, ...], count: int, have: int) -> tuple[tuple[ItemContent, ...], int]:
    kept: list[ItemContent] = []
    for item in items:
        children, have = _doubled(item.children, count, have)
        kept.append(replace(item, children=children))
        if not item.children and not item.is_heading and have < count:
            kept.append(replace(item, key=new_key()))
            have += 1
    return tuple(kept), have
