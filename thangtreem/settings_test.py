"""Turns the project's settings into those of a test run: fast, alone, and strict about templates."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any

# A developer's own variables must not colour the tests; only DATABASE_URL chooses the database, and THANGTREEM_FUZZ how
# far the tests look.
for _name in [name for name in os.environ if name.startswith("THANGTREEM_") and name != "THANGTREEM_FUZZ"]:
    del os.environ[_name]
os.environ["THANGTREEM_SECRET_KEY"] = "a-key-for-tests-that-is-long-enough-to-be-taken-seriously"
os.environ["THANGTREEM_ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["THANGTREEM_HTTPS"] = "False"

from thangtreem.settings import *  # noqa: E402, F403
from thangtreem.settings import BASE_DIR, TEMPLATES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "renders": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renders"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "plans.models.storing.backend.DatabaseStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True


class MissingVariable(str):
    """What a template prints for a name nobody gave it: an error in our templates, nothing in other people's."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            name = getattr(origin, "name", None)
            if isinstance(name, str):
                if name.startswith(str(BASE_DIR / "templates")):
                    raise AssertionError(f"{name} uses {variable}, which it was not given.")
                return ""
            frame = frame.f_back
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingVariable("missing: %s")
