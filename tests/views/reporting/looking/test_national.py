"""The national table over HTTP: taken away at once, or printed and followed, by those who have communes below."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from plans.queries.reporting.looking.printing import file_name, progress_key
from tests.looked_at import make_country
from tests.views.conftest import browser_of


@pytest.fixture
def country(db):
    return make_country()


@pytest.fixture
def thu(country):
    return browser_of(country.centre, "supervisor", full_name="Lê Văn Thu")


@pytest.fixture
def lan(country):
    return browser_of(country.province, "supervisor", full_name="Trần Thị Lan")


@pytest.fixture
def khach(country):
    return browser_of(country.first, "drafter", full_name="Lường Văn Khách")


def at(name, *args):
    return reverse(name, args=[2026, *args])


def words(answer):
    return " ".join(answer.content.decode().split())


def rows(answer):
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows() if row[1].value]


def test_the_spreadsheet_has_a_row_for_every_commune_of_the_country(thu):
    answer = thu.get(at("national-table-file", "xlsx"))
    heads, *communes = rows(answer)

    assert heads[:5] == ["Tỉnh, thành phố", "Mã", "Xã, phường, đặc khu", "Tình trạng", "Ngày nộp"]
    assert [one[2] for one in communes] == ["Xã Chợ Mới", "Xã Ba Bể", "Xã Hạ Lang"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "S%E1%BB%91%20li%E1%BB%87u%20t%E1%BB%ABng%20x%C3%A3" in answer.headers["Content-Disposition"]


def test_a_province_takes_away_its_own_communes_only(lan):
    assert [one[2] for one in rows(lan.get(at("national-table-file", "xlsx")))[1:]] == ["Xã Chợ Mới", "Xã Ba Bể"]
    assert "Hạ Lang" not in lan.get(at("national-table-file", "csv")).content.decode()


def test_as_csv(thu):
    lines = thu.get(at("national-table-file", "csv")).content.decode("utf-8-sig").splitlines()

    assert lines[1] == "Tỉnh Thái Nguyên;01;Xã Chợ Mới;Đã tiếp nhận;09/7/2026;12,5;10;3;4;75"
    assert len(lines) == 5


def test_only_accepted_reports_when_that_was_chosen(country, thu):
    country.file(country.third, {"D3": 7})
    every, accepted = (thu.get(at("national-table-file", "csv") + asked) for asked in ("", "?chi=tiep-nhan"))

    assert ";7;" in every.content.decode()
    assert ";7;" not in accepted.content.decode()
    assert "?chi=tiep-nhan" in words(thu.get(at("national-table") + "?chi=tiep-nhan"))


def test_the_page_tells_how_many_units_are_in_it(thu):
    said = words(thu.get(at("national-table")))

    assert "<b>3</b> đơn vị: 1 đã nộp số liệu, 1 không phát sinh, 1 chưa nộp." in said


@pytest.mark.parametrize("name", ["national-table", "national-table-file", "national-print"])
def test_a_commune_has_no_such_table(khach, name):
    path = at(name, *(["xlsx"] if name == "national-table-file" else []))
    answer = khach.post(path) if name == "national-print" else khach.get(path)

    assert answer.status_code == (403 if name == "national-print" else 404)
    assert not DBTaskResult.objects.filter(task_path__endswith="print_national_later").exists()


def test_another_kind_of_file_is_not_there(thu):
    assert thu.get(at("national-table-file", "exe")).status_code == 404


def test_printing_is_followed_and_then_taken_away(thu):
    page = thu.post(at("national-print")).headers["Location"]
    job = DBTaskResult.objects.get(task_path__endswith="print_national_later")
    waiting = words(thu.get(page))
    assert "Chưa bắt đầu in." in waiting
    assert f'href="{page}">Xem tiến độ mới nhất</a>' in waiting  # for those without script

    from django.core.cache import cache

    cache.set(progress_key(job.pk), (1, 2))
    DBTaskResult.objects.filter(pk=job.pk).update(status="RUNNING")
    assert "1 trong 2 tỉnh, thành phố" in words(thu.get(at("national-print-progress", job.pk)))
    assert thu.get(at("national-print-file", job.pk)).status_code == 404

    default_storage.save(file_name(job.pk), ContentFile(b"%PDF-1.7 whole"))
    DBTaskResult.objects.filter(pk=job.pk).update(status="SUCCESSFUL")
    done = words(thu.get(page))
    assert "Đã in xong" in done
    assert "Xem tiến độ mới nhất" not in done
    assert "data-running" not in done
    file = thu.get(at("national-print-file", job.pk))
    assert b"".join(file.streaming_content) == b"%PDF-1.7 whole"
    assert file.headers["Cache-Control"] == "private, no-store"
    assert "đã in xong, giữ đến" in words(thu.get(at("national-table")))


def test_a_print_that_broke_off_can_be_begun_again(thu):
    page = thu.post(at("national-print")).headers["Location"]
    DBTaskResult.objects.filter(task_path__endswith="print_national_later").update(status="FAILED")

    assert "Việc in dừng giữa chừng nên không có tệp." in words(thu.get(page))
    assert thu.post(at("national-print")).headers["Location"] != page


@pytest.mark.parametrize("name", ["national-print-job", "national-print-progress", "national-print-file"])
def test_nobody_else_follows_or_takes_it(country, thu, lan, name):
    thu.post(at("national-print"))
    job = DBTaskResult.objects.get(task_path__endswith="print_national_later")
    default_storage.save(file_name(job.pk), ContentFile(b"%PDF-1.7 whole"))
    DBTaskResult.objects.filter(pk=job.pk).update(status="SUCCESSFUL")
    colleague = browser_of(country.centre, "supervisor", full_name="Vũ Thị Tư")

    own = thu.get(at(name, job.pk))
    assert own.status_code == 200
    assert len(b"".join(own)) > 10  # to its end, which closes the file
    assert {one.get(at(name, job.pk)).status_code for one in (lan, colleague)} == {404}
    assert thu.get(reverse(name, args=[2025, job.pk])).status_code == 404
