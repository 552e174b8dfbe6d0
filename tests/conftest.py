"""What every test may count on: no network, empty caches, and nothing of the demonstration."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from django.core.cache import caches

from plans.queries.reporting.remembering.memo import Memo

_LOCAL_NAMES = {"localhost", "testserver", ""}


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    try:
        return host in _LOCAL_NAMES or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails at once, and says which one it wanted."""
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            pytest.fail(f"a test tried to connect to {address[0]}")
        real_connect(self, address)

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_local((host.decode() if isinstance(host, bytes) else host,)):
            pytest.fail(f"a test tried to look up {host}")
        return real_lookup(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket, "getaddrinfo", lookup)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Failed log-ins and rendered pages of one test are not remembered by the next."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    for memo in Memo.every:
        memo.forget()


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process remembers as a server's does: without it nothing is kept, for every test is a transaction."""
    monkeypatch.setattr(Memo, "keeps", staticmethod(lambda: True))
