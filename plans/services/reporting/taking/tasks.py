"""What the worker does: print the national table, and remove what has been kept long enough."""

from django_tasks import TaskContext, task


@task(takes_context=True)
def print_national_later(context: TaskContext, scope: int, year: int, user: int, accepted_only: bool) -> int:
    """Print the table of the communes below a unit for that person; returns how many pages it has."""
    from .printing import print_national

    return print_national(context.task_result.id, scope, year, accepted_only=accepted_only)


@task()
def sweep_later() -> int:
    """Remove the printed tables that have been kept long enough; returns how many."""
    from .printing import sweep

    return sweep()
