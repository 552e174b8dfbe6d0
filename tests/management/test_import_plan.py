"""`import_plan FILE [--json]`: one JSON object or a list of facts, and one sentence for a file that cannot be read."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TEXT = """UBND PHƯỜNG AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
An Bình, ngày 05 tháng 5 năm 2024
KẾ HOẠCH
Triển khai Tháng hành động vì trẻ em năm 2024
I. MỤC ĐÍCH
Chăm lo cho trẻ em.
"""
KEYS = [
    "kind", "number", "issued_on", "place", "superior_unit", "issuing_unit", "title",
    "year", "parents", "legal_bases", "theme", "period", "headings", "agencies",
    "report_deadlines", "slogans", "signatory", "recipients", "unread", "content",
]  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def told(*arguments):
    out = StringIO()
    call_command("import_plan", *arguments, stdout=out)
    return out.getvalue()


def test_json_is_one_object_with_every_field(file):
    answer = json.loads(told(str(file), "--json"))

    assert list(answer) == KEYS
    assert (answer["number"], answer["issued_on"], answer["parents"]) == ("12/KH-UBND", "2024-05-05", [])
    assert answer["content"]["format"] == 1


def test_without_json_facts_are_told_with_their_lines(file):
    assert "number: 12/KH-UBND (dòng 4)" in told(str(file)).splitlines()


def test_file_that_cannot_be_read_gets_one_sentence(tmp_path):
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")

    with pytest.raises(CommandError, match=r"trong\.txt: .+"):
        told(str(empty), "--json")
    with pytest.raises(CommandError, match="Không mở được tệp"):
        told(str(tmp_path / "khong-co.txt"))
