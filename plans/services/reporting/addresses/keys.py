"""Secrets in addresses: made from a row and the portal's secret key, so that the table holds only their hashes.

As with invitations: a copy of the database opens no door, and a letter that is sent in the background makes the secret
again from its row.
"""

import base64

from django.utils.crypto import constant_time_compare, salted_hmac

from ....queries.reporting.addresses.links import hash_of


def secret_of(salt: str, *facts: object) -> str:
    """43 characters that nobody can guess who does not have the portal's key."""
    digest = salted_hmac(salt, ":".join(map(str, facts)), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def is_ours(secret: str, kept_hash: str) -> bool:
    """Whether the secret is the one whose hash was kept; not so after the portal's key was changed."""
    return constant_time_compare(hash_of(secret), kept_hash)
