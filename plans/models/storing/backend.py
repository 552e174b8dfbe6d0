"""Django's file storage on a table, in the caller's transaction: what is rolled back leaves no file behind.

Files on a disk would need a shared disk between servers and a backup of their own; issued PDFs and imported originals
are in the database for the same reason. A file is small here: 10 MB at most is brought, and tables made for taking
away live a few days.
"""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from ... import clock
from .files import StoredFile


@deconstructible
class DatabaseStorage(Storage):
    """The default storage of the portal (settings `STORAGES`). It has no addresses: views check rights and hand out."""

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("a stored file is only read; save it again under another name")
        found = StoredFile.objects.filter(name=name).values_list("content", flat=True).first()
        if found is None:
            raise FileNotFoundError(name)
        return ContentFile(bytes(found), name=name)

    def _save(self, name: str, content: Any) -> str:
        content.open()
        data = b"".join(content.chunks())
        StoredFile.objects.create(name=name, content=data, size=len(data), stored_at=clock.real_now())
        return name

    def delete(self, name: str) -> None:
        """Delete the file; one that is not there is no error."""
        StoredFile.objects.filter(name=name).delete()

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return StoredFile.objects.filter(name=name).exists()

    def size(self, name: str) -> int:
        """Bytes. Raises FileNotFoundError."""
        return int(self._fact(name, "size"))

    def get_modified_time(self, name: str) -> datetime:
        """When it was stored; it never changes afterwards. Raises FileNotFoundError."""
        found: datetime = self._fact(name, "stored_at")
        return found

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The folders and the files directly under a path."""
        start = f"{path.rstrip('/')}/" if path and path != "." else ""
        names = StoredFile.objects.filter(name__startswith=start).order_by("name").values_list("name", flat=True)
        below = [one.removeprefix(start) for one in names]
        return sorted({one.partition("/")[0] for one in below if "/" in one}), [one for one in below if "/" not in one]

    def _fact(self, name: str, field: str) -> Any:
        found = StoredFile.objects.filter(name=name).values_list(field, flat=True).first()
        if found is None:
            raise FileNotFoundError(name)
        return found
