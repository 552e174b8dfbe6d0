"""A server that trusts no authority until a test says which."""

import pytest


@pytest.fixture(autouse=True)
def trust(settings, tmp_path):
    """The folder of trusted certificates; empty."""
    settings.TRUST_ROOTS = tmp_path / "trusted"
    settings.TRUST_ROOTS.mkdir()
    settings.PKCS11_MODULE = settings.TSA_URL = ""
    return settings.TRUST_ROOTS
