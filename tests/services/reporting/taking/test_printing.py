"""The national table printed in the background: for one person, once, province by province, kept for a week."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from pypdfium2 import PdfDocument

from plans import clock
from plans.exceptions import NotAllowed
from plans.models import Membership
from plans.queries.reporting.looking.national import national_table
from plans.queries.reporting.looking.printing import FOLDER, file_name, print_job, print_jobs
from plans.services.reporting.taking.printing import begin_printing, print_national, sheets, sweep
from plans.services.reporting.taking.tasks import print_national_later
from tests.factories import make_actor, make_user
from tests.looked_at import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def country():
    return make_country()


@pytest.fixture
def thu(country):
    """Works for the whole country."""
    return make_actor(country.centre, "supervisor", user=make_user("Lê Văn Thu"))


def run(job):
    """What the worker does with a job."""
    row = DBTaskResult.objects.get(pk=job)
    scope, year, _, accepted_only = row.args_kwargs["args"]
    pages = print_national(str(job), scope, year, accepted_only=accepted_only)
    DBTaskResult.objects.filter(pk=job).update(status="SUCCESSFUL")
    return pages


def test_it_waits_then_tells_how_far_it_is_then_has_a_file(thu):
    job = begin_printing(actor=thu, year=2026)
    waiting = print_job(thu, job)

    assert (waiting.is_running, waiting.has_begun, waiting.has_file) == (True, False, False)
    assert run(job) == 2
    done = print_job(thu, job)
    assert (done.is_running, done.has_file, done.done, done.total) == (False, True, 2, 2)
    with default_storage.open(file_name(job)) as file:
        assert len(PdfDocument(file.read())) == 2


def test_a_second_press_follows_the_first_one(thu):
    first = begin_printing(actor=thu, year=2026)

    assert begin_printing(actor=thu, year=2026) == first
    assert begin_printing(actor=thu, year=2026, accepted_only=True) != first
    assert begin_printing(actor=thu, year=2025) != first
    assert [one.id for one in print_jobs(thu, 2026)][-1] == first
    assert len(print_jobs(thu, 2026)) == 2


def test_what_was_begun_twice_is_written_once(thu):
    job = begin_printing(actor=thu, year=2026)
    run(job)
    run(job)

    assert default_storage.listdir(FOLDER)[1] == [f"{job}.pdf"]


def test_it_is_seen_by_nobody_else(country, thu):
    job = begin_printing(actor=thu, year=2026)
    colleague = make_actor(country.centre, "supervisor", user=make_user("Vũ Thị Tư"))

    assert print_job(colleague, job) is None
    assert print_jobs(colleague, 2026) == []
    assert print_job(thu, uuid4()) is None


def test_who_works_elsewhere_now_does_not_see_it_any_more(country, thu):
    job = begin_printing(actor=thu, year=2026)
    Membership.objects.filter(user_id=thu.user_id).delete()
    from plans.models import User

    moved = make_actor(country.province, "supervisor", user=User.objects.get(pk=thu.user_id))

    assert print_job(moved, job) is None


def test_another_background_work_is_no_print(thu):
    from plans.services.reporting.taking.tasks import sweep_later

    other = sweep_later.enqueue()

    assert print_job(thu, UUID(str(other.id))) is None


def test_a_commune_has_nothing_to_print(country):
    with pytest.raises(NotAllowed, match="chỉ dành cho đơn vị cấp tỉnh và trung ương"):
        begin_printing(actor=make_actor(country.first, "supervisor"), year=2026)

    assert not DBTaskResult.objects.filter(task_path=print_national_later.module_path).exists()


def test_a_print_that_broke_off_says_so(thu):
    job = begin_printing(actor=thu, year=2026)
    DBTaskResult.objects.filter(pk=job).update(status="FAILED")

    found = print_job(thu, job)
    assert (found.is_running, found.has_file) == (False, False)


def test_a_printed_table_is_gone_after_a_week(thu, monkeypatch):
    job = begin_printing(actor=thu, year=2026)
    run(job)
    default_storage.save(f"{FOLDER}/moi.pdf", ContentFile(b"x"))
    now = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(days=7, minutes=1))
    DBTaskResult.objects.filter(pk=job).update(enqueued_at=now)

    assert print_job(thu, job) is None
    assert sweep() == 2
    assert default_storage.listdir(FOLDER)[1] == []


def test_nothing_is_removed_before_and_nothing_need_be_there(thu):
    assert sweep() == 0
    job = begin_printing(actor=thu, year=2026)
    run(job)

    assert sweep() == 0
    assert default_storage.exists(file_name(job))


def test_the_pages_show_whole_figures_and_each_provinces_own_total(country):
    country.file(country.third, {"D3": 7, "E3": None})
    table = national_table(country.centre, 2026, today=clock.today())
    first, second = sheets(table)

    assert [name for name, _ in first.heads] == ["Trị giá quà", "Thôn có hoạt động", "Tổng số thôn", "Tỷ lệ thôn"]
    assert first.rows[0] == ("Xã Chợ Mới", "Đã tiếp nhận", "12,5", "3", "4", "75")
    assert first.total == ("Tổng", "2 đơn vị", "12,5", "3", "4", "75")
    assert second.rows == (("Xã Hạ Lang", "Chờ xem xét", "7", "KPS", "", ""),)
    assert second.total[:3] == ("Tổng", "1 đơn vị", "7")


def test_the_worker_prints_what_was_enqueued(thu):
    """The task as the worker calls it, with its context."""
    job = begin_printing(actor=thu, year=2026)
    row = DBTaskResult.objects.get(pk=job)

    assert row.task_path == "plans.services.reporting.taking.tasks.print_national_later"
    assert row.task.takes_context
    assert row.args_kwargs["args"][1:] == [2026, thu.user_id, False]
