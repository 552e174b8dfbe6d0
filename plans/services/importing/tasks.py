"""What the worker does in the background for importing; `manage.py db_worker` runs it."""

from django_tasks import task


@task()
def read_batch_later(batch: int) -> None:
    """Read the documents of a batch."""
    from .many import read_batch

    read_batch(batch)
