"""How often one address may ask what costs the server something: counted in the cache, a minute at a time."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ... import clock


def is_too_often(request: HttpRequest, what: str, *, a_minute: int) -> bool:
    """Count this request of the client's address; True when it is one too many this minute.

    An office often shares one address, so limits are generous. An address that cannot be told shares one count.
    """
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = "unknown"
    key = f"often-{what}-{address}-{clock.real_now():%Y%m%d%H%M}"
    if cache.add(key, 1, timeout=120):
        return a_minute < 1
    try:
        return bool(cache.incr(key) > a_minute)
    except ValueError:  # it ran out between the two calls
        return False
