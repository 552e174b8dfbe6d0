"""Turns the project into a ASGI application, or refuses with a sentence."""

import os

from django.core.asgi import get_asgi_application

from thangtreem.serving import refuse_without_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thangtreem.settings")

refuse_without_secret()
application = get_asgi_application()
