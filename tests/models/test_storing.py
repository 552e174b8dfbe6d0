"""Stored files live in the database, in the caller's transaction, and are found by the names the portal gave them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from plans import clock
from plans.models import StoredFile
from plans.models.storing.backend import DatabaseStorage

pytestmark = pytest.mark.django_db


def store(name="minh-chung/2026/a.pdf", data=b"%PDF-1.7 \xff"):
    return default_storage.save(name, ContentFile(data))


def test_it_is_the_portals_storage():
    assert isinstance(default_storage._wrapped if store() else None, DatabaseStorage)


def test_what_was_stored_is_read_back_byte_for_byte():
    name = store()

    with default_storage.open(name) as opened:
        assert opened.read() == b"%PDF-1.7 \xff"
    assert (name, default_storage.size(name)) == ("minh-chung/2026/a.pdf", 10)
    assert abs((clock.real_now() - default_storage.get_modified_time(name)).total_seconds()) < 60


def test_a_second_file_of_a_name_gets_another_name():
    first, second = store(), store(data=b"other")

    assert first != second
    assert {row.name for row in StoredFile.objects.all()} == {first, second}


def test_a_transaction_that_is_rolled_back_leaves_no_file():
    with transaction.atomic():
        store()
        transaction.set_rollback(True)

    assert not StoredFile.objects.exists()


def test_a_file_that_is_not_there_says_so_and_may_be_deleted():
    for ask in (default_storage.open, default_storage.size, default_storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("gone.pdf")
    default_storage.delete("gone.pdf")
    assert not default_storage.exists("gone.pdf")


def test_a_stored_file_is_never_written_into():
    name = store()

    with pytest.raises(ValueError, match="only read"):
        default_storage.open(name, "wb")


def test_folders_are_told_by_the_names():
    store("a/b/c.txt"), store("a/d.txt"), store("e.txt")

    assert default_storage.listdir("a") == (["b"], ["d.txt"])
    assert default_storage.listdir("") == (["a"], ["e.txt"])
    assert default_storage.listdir("nowhere") == ([], [])
