"""Turns environment variables into Django's settings, read from top to bottom.

Every variable is listed in CONTRIBUTING.md. Without any of them the file suits production on one machine: SQLite in
var/, HTTPS only, no demonstration; a secret key and the host names are then all that is missing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from thangtreem.entrance.allauth_settings import *  # noqa: F403
from thangtreem.entrance.allauth_settings import base_url, openid_connect, origin_of
from thangtreem.env import env_bool, env_database, env_date, env_int, env_list, env_secret, env_str

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the portal writes beside its database: the SQLite file itself and rendered pages.
VAR_DIR = Path(env_str("THANGTREEM_VAR_DIR", str(BASE_DIR / "var"))).resolve()

_release = re.search(r"^## (\d+\.\d+\.\d+)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
VERSION = _release[1] if _release else "0"

# --- How this copy runs ----------------------------------------------------------------------------------------------

DEBUG = env_bool("THANGTREEM_DEBUG")
# The demonstration shows four people on the log-in page and, when a date is given, plays on that day.
DEMO = env_bool("THANGTREEM_DEMO")
DEMO_TODAY = env_date("THANGTREEM_TODAY") if DEMO else None

# Commands that sign nothing work without a key; thangtreem/wsgi.py and asgi.py refuse to serve without one.
INSECURE_KEY = "insecure-key-for-development-only-never-serve-with-it"
SECRET_KEY = env_secret("THANGTREEM_SECRET_KEY") or (INSECURE_KEY if DEBUG else "")
SECRET_KEY_FALLBACKS = env_list("THANGTREEM_OLD_SECRET_KEYS")
if not DEBUG and ("insecure" in SECRET_KEY or 0 < len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "THANGTREEM_SECRET_KEY is the development key or shorter than 50 characters. Make a new one with "
        "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`; on your own machine set THANGTREEM_DEBUG=True."
    )

ALLOWED_HOSTS = env_list("THANGTREEM_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("THANGTREEM_CSRF_TRUSTED_ORIGINS")

# --- What it is made of ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "plans",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "treebeard",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plans.views.middleware.ActorMiddleware",
    "plans.views.middleware.PortalErrorMiddleware",
]

ROOT_URLCONF = "thangtreem.urls"
WSGI_APPLICATION = "thangtreem.wsgi.application"
CSRF_FAILURE_VIEW = "plans.views.errors.csrf_failure"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plans.views.context.shell",
            ],
        },
    },
]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- What it keeps ---------------------------------------------------------------------------------------------------

DATABASES = {"default": env_database("DATABASE_URL", sqlite=VAR_DIR / "thangtreem.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    # In the database, so that several servers count failed log-ins together.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "thangtreem_cache"},
    # Rendered PDFs and page pictures, named by what they show; any of them may vanish at any time.
    "renders": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "renders",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

# Work in the background (reading many files) waits in the database; `manage.py db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Whose signatures count ------------------------------------------------------------------------------------------

TRUST_ROOTS = Path(env_str("THANGTREEM_TRUST_ROOTS", str(VAR_DIR / ("demo-certificates" if DEMO else "trust-roots"))))
TSA_URL = env_str("THANGTREEM_TSA_URL")
PKCS11_MODULE = env_str("THANGTREEM_PKCS11_MODULE")

# --- Language, time and numbers --------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Django's Vietnamese formats name no input formats, and its own defaults would read 05/06 as the 6th of May.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = [f"{day} {time}" for day in DATE_INPUT_FORMATS for time in ("%H:%M", "%H:%M:%S")]

# --- Who comes in ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "plans.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "thangtreem.passwords.NotLikeTheUser",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "thangtreem.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "thangtreem.passwords.NotCommon"},
    {"NAME": "thangtreem.passwords.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ALLAUTH_TRUSTED_PROXY_COUNT = env_int("THANGTREEM_PROXIES", 0)
# A provider people may log in with as well; thangtreem/entrance/ has the rest of what allauth is told.
_OIDC_URL, _OIDC_ID = env_str("THANGTREEM_OIDC_URL"), env_str("THANGTREEM_OIDC_CLIENT_ID")
SOCIALACCOUNT_PROVIDERS = openid_connect(_OIDC_URL, _OIDC_ID, env_secret("THANGTREEM_OIDC_SECRET"))
OIDC_NAME = env_str("THANGTREEM_OIDC_NAME", "tài khoản công vụ") if SOCIALACCOUNT_PROVIDERS else ""

# Whether the browser plug-in of Ban Cơ yếu Chính phủ may fetch files to sign and hand them in.
VGCA = env_bool("THANGTREEM_VGCA")

# --- What the browser may do -----------------------------------------------------------------------------------------

_SELF, _NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_SELF],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "font-src": [_SELF],
        "img-src": [_SELF, "data:", "blob:"],
        "object-src": [_NONE],
        "base-uri": [_NONE],
        "form-action": [_SELF, *origin_of(_OIDC_URL)],
        "frame-ancestors": [_NONE],
    }
}
# HTTPS unless someone on a closed network says otherwise, knowingly.
HTTPS = env_bool("THANGTREEM_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env_int("THANGTREEM_HSTS_SECONDS", 30 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None  # browsers ignore it, noisily, without HTTPS
X_FRAME_OPTIONS = "DENY"
# Only behind a proxy that sets this header itself: anyone else could claim to come by HTTPS.
if env_bool("THANGTREEM_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # taking back a removed section names each of its paragraphs
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # more than importing takes at once, so that it can say so itself

# --- Files and letters -----------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "plans.models.storing.backend.DatabaseStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

BASE_URL = base_url(env_str("THANGTREEM_BASE_URL"), ALLOWED_HOSTS, https=HTTPS)
_mailer = "smtp" if env_str("THANGTREEM_EMAIL_HOST") else "console" if DEBUG else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_mailer}.EmailBackend"
EMAIL_HOST = env_str("THANGTREEM_EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("THANGTREEM_EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env_str("THANGTREEM_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_secret("THANGTREEM_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("THANGTREEM_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_str("THANGTREEM_EMAIL_FROM", "thangtreem@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secrets": {"()": "thangtreem.secrecy.HideSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pyhanko": {"level": "ERROR"},  # a signature that does not hold is an answer here, not an event
    },
}

# Registered from here because urls.py would be read too late for `check --deploy`.
from thangtreem import checks  # noqa: E402, F401
