"""Evidence: who brings it, what is kept of it, what stays after it was taken out."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from plans import clock
from plans.documents.evidence import kinds
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Evidence, Report, ReportVersion
from plans.queries.reporting.files.evidence import (
    MOST,
    evidence_of_version,
    readable_evidence,
    shown_evidence,
    size_words,
)
from plans.services.reporting.files import evidence as service
from plans.services.reporting.files.evidence import add_evidence, describe_evidence, remove_evidence
from tests.documents.evidence.brought import jpeg, pdf
from tests.factories import make_actor, make_unit
from tests.filed import file_it, full_round, ready_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def report(province, department, ward, hoa):
    return ready_report(full_round(province), ward, hoa)


def add(report, actor, *files, **more):
    return add_evidence(report, actor=actor, files=files or [("anh.jpg", jpeg())], **more)


def one(report, actor, *files, **more):
    return add(report, actor, *files, **more).kept[0]


def events():
    rows = AuditEntry.objects.filter(event__startswith="evidence.").order_by("id")
    return [(row.event, row.actor_name, row.subject) for row in rows]


# --- bringing --------------------------------------------------------------------------------------------------------


def test_a_picture_is_kept_under_a_name_of_the_portals_own_without_metadata(report, hoa):
    kept = one(report, hoa, ("C:\\Ảnh\\trao quà.JPEG", jpeg()), section="tang-qua", caption=" Trao  quà ")

    assert (kept.name, kept.caption, kept.section, kept.media_type) == (
        "trao quà.jpg", "Trao quà", "tang-qua", "image/jpeg",
    )  # fmt: skip
    assert kept.file.name.startswith("minh-chung/")
    assert "trao" not in kept.file.name
    data = service.bytes_of(kept)
    assert (b"secret" in data, len(data), kept.is_scan) == (False, kept.size, False)
    assert events() == [("evidence.added", "Nguyễn Thị Hoa", "trao quà.jpg")]


def test_what_a_file_is_is_told_by_its_content(report, hoa):
    assert one(report, hoa, ("anh.jpg", pdf())).media_type == "application/pdf"
    assert Evidence.objects.get().name == "anh.pdf"


def test_a_bad_file_is_named_and_does_not_keep_the_others_out(report, hoa):
    added = add(report, hoa, ("a.jpg", jpeg()), ("b.heic", b"\0\0\0\x18ftypheic" + bytes(9)), ("c.pdf", pdf()))

    assert [row.name for row in added.kept] == ["a.jpg", "c.pdf"]
    assert added.refused == (("b.heic", kinds.HEIC),)
    assert len(events()) == 2


def test_the_same_file_is_kept_once(report, hoa):
    one(report, hoa)

    assert add(report, hoa, ("khac.jpg", jpeg())).refused == (("khac.jpg", service.TWICE),)
    assert Evidence.objects.count() == 1


def test_a_report_takes_twenty_files(report, hoa):
    added = add(report, hoa, *[(f"{at}.jpg", jpeg(20 + at, 20)) for at in range(MOST + 1)])

    assert len(added.kept) == MOST
    assert added.refused == ((f"{MOST}.jpg", service.FULL),)


def test_no_file_a_long_caption_or_a_part_the_form_does_not_have_is_refused(report, hoa):
    for more, match in (
        ({"files": []}, "Chọn ít nhất một ảnh"),
        ({"caption": "x" * 201}, "tối đa 200 ký tự"),
        ({"section": "khong-co"}, "Biểu mẫu vừa được nơi nhận sửa"),
    ):
        with pytest.raises(Invalid, match=match):
            add_evidence(report, actor=hoa, **({"files": [("a.jpg", jpeg())]} | more))
    assert not Evidence.objects.exists()


def test_only_who_writes_the_report_brings_evidence(report, khach, mai, binh):
    for actor in (khach, mai, binh):
        with pytest.raises(NotAllowed):
            add(report, actor)


def test_the_receivers_people_bring_the_scan_of_a_report_on_paper(report, lan, hoa):
    Report.objects.filter(pk=report.pk).update(source="bản giấy, bà Nông Thị Lan")
    report.refresh_from_db()
    assert one(report, lan, ("giấy.pdf", pdf()), is_scan=True).is_scan
    assert not one(report, hoa, is_scan=True).is_scan


def test_a_filed_report_takes_no_more(report, hoa):
    file_it(report)
    report.refresh_from_db()

    with pytest.raises(NotNow, match="Báo cáo đã gửi nên không sửa được"):
        add(report, hoa)


def test_a_failing_database_leaves_no_file_behind(report, hoa, failing_write):
    from django.db import OperationalError

    def stored():
        try:
            return [name for year in default_storage.listdir("minh-chung")[0]
                    for name in default_storage.listdir(f"minh-chung/{year}")[1]]  # fmt: skip
        except FileNotFoundError:
            return []

    before = stored()
    with pytest.raises(OperationalError), failing_write(3):
        add(report, hoa, ("a.jpg", jpeg()), ("b.pdf", pdf()))

    assert stored() == before
    assert not Evidence.objects.exists()


# --- describing, taking out ------------------------------------------------------------------------------------------


def test_a_caption_is_changed(report, hoa):
    kept = describe_evidence(one(report, hoa), actor=hoa, caption="Trao xe đạp")

    assert Evidence.objects.get().caption == "Trao xe đạp"
    assert AuditEntry.objects.filter(event="evidence.added").order_by("id").last().after["caption"] == kept.caption


def test_what_was_never_filed_is_deleted_and_its_row_stays(report, hoa, django_capture_on_commit_callbacks):
    kept = one(report, hoa)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(kept, actor=hoa)

    assert not default_storage.exists(kept.file.name)
    assert Evidence.objects.get().removed_at is not None
    assert (shown_evidence(report), list(readable_evidence(hoa, report))) == ([], [])
    assert [event for event, *_ in events()] == ["evidence.added", "evidence.removed"]
    with pytest.raises(Invalid, match="đã bỏ rồi"):
        remove_evidence(kept, actor=hoa)


def test_what_was_filed_stays_with_its_version(report, hoa, settings, django_capture_on_commit_callbacks):
    kept = one(report, hoa)
    filed = file_it(report)
    type(report).objects.filter(pk=report.pk).update(status="returned")
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(kept, actor=hoa)

    assert default_storage.exists(kept.file.name)
    assert shown_evidence(report) == []
    assert [row.row for row in evidence_of_version(filed.version)] == [kept]
    assert list(readable_evidence(hoa, report)) == [kept]


def test_a_file_nobody_has_sent_yet_is_open_to_its_unit_alone(report, hoa, binh, lan, province):
    kept = one(report, hoa)
    above = make_actor(make_unit("Bộ Y tế", level="central"), "supervisor")
    readers = (hoa, binh, lan, above)

    assert [list(readable_evidence(who, report)) for who in readers] == [[kept], [kept], [], []]
    filed = file_it(report)
    assert [list(readable_evidence(who, filed)) for who in readers] == [[kept]] * 4


def test_the_receiver_opens_the_scan_it_brought(report, hoa, lan):
    Evidence.objects.filter(pk=one(report, hoa).pk).update(is_scan=True, added_by_name="Trần Thị Lan")

    assert len(readable_evidence(lan, report)) == 1


def test_a_version_has_what_the_report_had_when_it_was_filed(report, hoa):
    early, late = one(report, hoa), one(report, hoa, ("b.pdf", pdf()))
    filed = file_it(report).version
    Evidence.objects.filter(pk=late.pk).update(added_at=filed.filed_at + timedelta(minutes=1))

    assert [row.row for row in evidence_of_version(filed)] == [early]


def test_nobody_else_takes_out_or_describes(report, hoa, khach):
    kept = one(report, hoa)

    with pytest.raises(NotAllowed):
        remove_evidence(kept, actor=khach)
    with pytest.raises(NotAllowed):
        describe_evidence(kept, actor=khach, caption="x")


# --- showing ---------------------------------------------------------------------------------------------------------


def test_names_and_captions_that_seem_to_name_a_child_are_marked(report, hoa):
    add(report, hoa, ("chau N.V.A. lớp 4B.jpg", jpeg()), ("quà.pdf", pdf()))
    first, second = shown_evidence(report)

    assert [bool(first.doubts), bool(second.doubts)] == [True, False]
    assert (first.title, first.kind, second.kind, first.is_picture) == ("chau N.V.A. lớp 4B.jpg", "ảnh", "PDF", True)


def test_a_thumbnail_is_small(report, hoa):
    with Image.open(BytesIO(service.thumbnail_of(one(report, hoa, ("a.jpg", jpeg(900, 600)))))) as small:
        assert small.size == (320, 213)


def test_a_file_the_storage_has_lost_is_a_sentence(report, hoa):
    kept = one(report, hoa)
    default_storage.delete(kept.file.name)

    with pytest.raises(NotNow, match="Không tìm thấy tệp này trong kho"):
        service.bytes_of(kept)


def test_one_query_shows_all(report, hoa, django_assert_num_queries):
    add(report, hoa, ("a.jpg", jpeg()), ("b.pdf", pdf()))

    with django_assert_num_queries(1):
        assert len(shown_evidence(report)) == 2


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (410_400, "410 KB"), (2_340_000, "2,3 MB")])
def test_sizes_are_said_as_people_say_them(size, words):
    assert size_words(size) == words


def test_the_clock_is_the_portals(report, hoa):
    assert abs(one(report, hoa).added_at - clock.now()) < timedelta(minutes=1)
    assert not ReportVersion.objects.exists()
