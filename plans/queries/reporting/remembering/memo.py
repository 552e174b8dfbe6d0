"""What was read once, kept in the process for the next request: frozen rows and rows named together with their
revision, never what somebody may see and never what can change under the same key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import ClassVar, Generic, TypeVar

from django.db import connection

T = TypeVar("T")


class Memo(Generic[T]):
    """Values by key, the `most` used last.

    A key names rows as they will stay for good: a version by its id, a form by its id and revision. What is read inside
    a transaction is not kept: the transaction may be rolled back, and the key then come again with other words. Each
    database has its own.
    """

    every: ClassVar[list["Memo[object]"]] = []

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()
        Memo.every.append(self)  # type: ignore[arg-type]

    @staticmethod
    def keeps() -> bool:
        """Whether what is read now may be kept: not inside a transaction."""
        return not connection.in_atomic_block

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """The value of that key, read when it is not known. The value is shared: nobody changes it."""
        whole = (str(connection.settings_dict["NAME"]), key)
        with self._lock:
            if whole in self._known:
                self._known.move_to_end(whole)
                return self._known[whole]
        value = read()
        if self.keeps():
            with self._lock:
                self._known[whole] = value
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
        return value

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
