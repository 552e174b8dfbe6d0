"""What must be true before this copy answers its first request."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_without_secret() -> None:
    """Stop a server that would sign sessions with an empty key."""
    try:
        settings.SECRET_KEY  # noqa: B018 - Django refuses an empty key when it is read
    except ImproperlyConfigured:
        raise ImproperlyConfigured(
            "THANGTREEM_SECRET_KEY is not set, so this server does not start. Make a key with "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'` and give it in THANGTREEM_SECRET_KEY "
            "or in a file named by THANGTREEM_SECRET_KEY_FILE; on your own machine use `make run`."
        ) from None
