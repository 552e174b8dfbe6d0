"""`manage.py load_units`."""

import pytest
from django.core.management.base import CommandError

from plans.models import Agency, IssuingUnit


def test_loads_units_and_catalogues_and_says_so(run):
    lines = run("load_units", "--province", "19").splitlines()

    assert lines[0] == (
        "1 tỉnh, thành phố và 92 xã, phường, đặc khu: thêm 98 đơn vị, đổi tên 0, giữ nguyên 0 đơn vị đã sửa trong cổng."
    )
    assert lines[1].startswith("Danh mục: thêm 95 cơ quan, 9 căn cứ pháp lý, 13 năm.")
    assert IssuingUnit.objects.filter(code="01840").exists()
    assert Agency.objects.filter(code="so-y-te").exists()


def test_a_second_run_says_that_nothing_was_new(run):
    run("load_units", "--province", "19")

    lines = run("load_units", "--province", "19").splitlines()

    assert "thêm 0 đơn vị" in lines[0]
    assert "thêm 0 cơ quan, 0 căn cứ pháp lý, 0 năm" in lines[1]


def test_an_unknown_province_is_named(run):
    with pytest.raises(CommandError, match="Không có tỉnh, thành phố mang mã 99"):
        run("load_units", "--province", "99")
