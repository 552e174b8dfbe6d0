"""The portal as gunicorn serves it while `manage.py bench --filers` measures: as in production, nothing collected."""

from typing import Any


def served() -> Any:
    """The application; imported by a process that has not set Django up, so everything of the portal comes later."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    return application
