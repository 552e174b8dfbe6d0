"""`manage.py export_plan PLAN --format pdf|html|json --out FILE`."""

import json

import pytest
from django.core.management.base import CommandError

from plans.content import codec
from plans.models import IssuingUnit, Plan
from plans.queries.contents import content_of, frozen_content, issued_version
from plans.rules.actor import SYSTEM
from plans.services.starting import derive_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def draft():
    parent = Plan.objects.get(short_name="thai-nguyen-2026")
    return derive_plan(parent, actor=SYSTEM, unit=IssuingUnit.objects.get(code="01840"), short_name="duc-xuan-2026")


def test_an_issued_plan_leaves_as_the_very_bytes_that_were_issued(run, tmp_path):
    run("export_plan", "hai-phong-2024", "--format", "pdf", "--out", str(tmp_path / "hp.pdf"))

    issued = Plan.objects.get(short_name="hai-phong-2024").versions.get()
    assert (tmp_path / "hp.pdf").read_bytes() == bytes(issued.pdf)


def test_json_reads_back_as_the_frozen_content(run, tmp_path):
    run("export_plan", "hai-phong-2024", "--format", "json", "--out", str(tmp_path / "hp.json"))

    text = (tmp_path / "hp.json").read_text(encoding="utf-8")
    version = issued_version(Plan.objects.get(short_name="hai-phong-2024"))
    assert codec.from_json(json.loads(text)) == frozen_content(version)
    assert "Sở Lao động - Thương binh và Xã hội" in text


def test_html_is_the_whole_printable_document(run, tmp_path):
    run("export_plan", "huyen-tung-2023", "--format", "html", "--out", str(tmp_path / "ht.html"))

    text = (tmp_path / "ht.html").read_text(encoding="utf-8")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "PHƯỜNG HUYỀN TỤNG" in text


def test_a_draft_leaves_as_it_reads_now(run, tmp_path, draft):
    run("export_plan", str(draft.pk), "--out", str(tmp_path / "draft.pdf"))
    run("export_plan", "duc-xuan-2026", "--format", "json", "--out", str(tmp_path / "draft.json"))

    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF-1.7")
    stored = json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))
    assert codec.from_json(stored) == content_of(draft)


def test_every_plan_is_written_into_a_folder_under_its_short_name(run, tmp_path):
    said = run("export_plan", "--all", "--format", "json", "--out", str(tmp_path / "new" / "folder"))

    assert sorted(file.name for file in (tmp_path / "new" / "folder").iterdir()) == [
        "hai-phong-2024.json",
        "huyen-tung-2023.json",
        "nguyen-nghiem-2024.json",
        "so-gtvt-son-la-2023.json",
        "so-y-te-thai-nguyen-2025.json",
        "thai-nguyen-2026.json",
    ]
    assert said.endswith(f"Đã xuất 6 kế hoạch vào {tmp_path / 'new' / 'folder'}.\n")


def test_a_plan_or_all_of_them_but_not_both_and_not_neither(run, tmp_path):
    for words in ([], ["hai-phong-2024", "--all"]):
        with pytest.raises(CommandError, match="Ghi tên một kế hoạch, hoặc --all"):
            run("export_plan", *words, "--out", str(tmp_path / "x"))


def test_an_unknown_plan_gets_a_sentence_and_no_file(run, tmp_path):
    with pytest.raises(CommandError, match="Không có kế hoạch nào mang số thứ tự hoặc tên gọi “khong-co”"):
        run("export_plan", "khong-co", "--out", str(tmp_path / "x.pdf"))

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_gets_a_sentence(run, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        run("export_plan", "hai-phong-2024", "--out", str(tmp_path / "missing" / "x.pdf"))
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Không tạo được thư mục"):
        run("export_plan", "--all", "--out", str(tmp_path / "file"))


def test_an_unknown_format_is_refused(run, tmp_path):
    with pytest.raises(CommandError, match="docx"):
        run("export_plan", "hai-phong-2024", "--format", "docx", "--out", str(tmp_path / "x"))
