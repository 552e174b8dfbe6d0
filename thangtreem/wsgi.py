"""Turns the project into a WSGI application, or refuses with a sentence."""

import os

from django.core.wsgi import get_wsgi_application

from thangtreem.serving import refuse_without_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thangtreem.settings")

refuse_without_secret()
application = get_wsgi_application()
