"""The rows behind the portal's file storage."""

from django.db import models


class StoredFile(models.Model):
    """A stored file (tệp lưu), named by the portal. Written and read through `storing.backend.DatabaseStorage` only."""

    name = models.CharField(max_length=200, unique=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = "tệp lưu"

    def __str__(self) -> str:
        return self.name
