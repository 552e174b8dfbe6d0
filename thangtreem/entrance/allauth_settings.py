"""How people come in, as allauth's settings: log-in, the second factor, and an identity provider where there is one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

#: The route argument of the one identity provider; it stands in the address that the provider calls back.
PROVIDER = "cong-vu"

ACCOUNT_ADAPTER = "thangtreem.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "thangtreem.accounts.LoginForm",
    "change_password": "thangtreem.accounts.ChangePasswordForm",
    "set_password": "thangtreem.accounts.SetPasswordForm",
    "reset_password": "thangtreem.accounts.ResetPasswordForm",
    "reset_password_from_key": "thangtreem.accounts.ResetPasswordKeyForm",
    "reauthenticate": "thangtreem.accounts.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks it against the log-in method
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# One office often shares one address. "login_failed" also counts wrong codes of the second factor, by person.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "login": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "invitation": "30/m/ip,10/m/key",
}

MFA_ADAPTER = "thangtreem.entrance.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "thangtreem.entrance.second_factor.AuthenticateForm",
    "reauthenticate": "thangtreem.entrance.second_factor.ReauthenticateForm",
    "activate_totp": "thangtreem.entrance.second_factor.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Thangtreem"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from administrators, nobody is asked to confirm them

SOCIALACCOUNT_ADAPTER = "thangtreem.entrance.identities.IdentityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_ONLY = False


def openid_connect(url: str, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's description of the identity provider, or nothing where none is set; half a description is refused."""
    if not (url or client_id or secret):
        return {}
    if not (url and client_id and secret):
        raise ImproperlyConfigured(
            "An identity provider needs THANGTREEM_OIDC_URL, THANGTREEM_OIDC_CLIENT_ID and THANGTREEM_OIDC_SECRET."
        )
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ImproperlyConfigured("THANGTREEM_OIDC_URL must begin with https://.")
    app = {
        "provider_id": PROVIDER,
        "name": "OpenID Connect",
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def origin_of(url: str) -> list[str]:
    """Where the log-in form may lead in the end, for the content security policy: the provider's own origin."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def base_url(given: str, hosts: list[str], *, https: bool) -> str:
    """Where links in letters lead: what is given, else the first of the portal's names."""
    if given:
        if not given.startswith(("https://", "http://")):
            raise ImproperlyConfigured(f"THANGTREEM_BASE_URL must be like https://kehoach.example.vn, not {given!r}.")
        return given.rstrip("/")
    host = next((host.lstrip(".") for host in hosts if host != "*"), "127.0.0.1:8000")
    return f"{'https' if https else 'http'}://{host}"
