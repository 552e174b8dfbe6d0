"""The kept states of the file that is signed: each continues the one before, each is kept once."""

import hashlib

import pytest

from plans.enums import FileStage, SigningMeans, StepKind
from plans.exceptions import Invalid, NotNow
from plans.models import SigningFile
from plans.rules.actor import SYSTEM
from plans.services.approving.versions import keep_version
from plans.services.signing.files import current_file, current_pdf, keep_file, the_version
from tests.factories import make_draft
from tests.services.signing.papers import NOT_REAL, plan_at, version_of

pytestmark = pytest.mark.django_db


def keep(version, stage, content, **more):
    return keep_file(version, stage=stage, means=SigningMeans.KEY_FILE, content=content, actor=SYSTEM, **more)


def test_file_is_the_frozen_one_until_something_is_added(ward):
    version = version_of(plan_at(ward))

    assert (current_file(version), current_pdf(version)) == (None, NOT_REAL)


def test_latest_state_is_the_current_one_whatever_was_kept_last(ward, binh):
    version = version_of(plan_at(ward))
    keep(version, FileStage.SIGNED, NOT_REAL + b" signed")
    keep(version, FileStage.SCAN, b"\xff\xd8\xff", media_type="image/jpeg", file_name="quet.jpg")

    assert current_file(version).stage == FileStage.SIGNED
    assert current_pdf(version) == NOT_REAL + b" signed"


def test_kept_file_tells_its_print_who_kept_it_and_who_signed(ward, binh):
    version = version_of(plan_at(ward))
    content = NOT_REAL + b" signed"

    kept = keep_file(
        version,
        stage=FileStage.SIGNED,
        means=SigningMeans.UPLOAD,
        content=content,
        actor=binh,
        signers=[{"who": "Hoàng Văn Bình"}],
    )

    kept.refresh_from_db()
    assert (kept.sha256, kept.made_by_id, kept.made_by_name, kept.signers, kept.media_type) == (
        hashlib.sha256(content).hexdigest(),
        binh.user_id,
        "Hoàng Văn Bình",
        [{"who": "Hoàng Văn Bình"}],
        "application/pdf",
    )


def test_a_state_is_kept_once_and_the_second_writer_is_told_so(ward):
    version = version_of(plan_at(ward))
    keep(version, FileStage.SIGNED, NOT_REAL + b" signed")

    with pytest.raises(NotNow, match="Văn bản này đã ký rồi"):
        keep(version, FileStage.SIGNED, NOT_REAL + b" signed again")

    assert current_pdf(version) == NOT_REAL + b" signed"


def test_the_database_itself_holds_a_second_scan_off(ward):
    version = version_of(plan_at(ward))
    keep(version, FileStage.SCAN, b"%PDF-1.4 scan")

    with pytest.raises(NotNow, match="Bản quét của văn bản này đã được lưu rồi"):
        keep(version, FileStage.SCAN, b"%PDF-1.4 other scan")


def test_an_earlier_state_is_not_kept_after_a_later_one(ward):
    version = version_of(plan_at(ward))
    keep(version, FileStage.NUMBERED, NOT_REAL + b" numbered")

    with pytest.raises(NotNow):
        keep(version, FileStage.SIGNED, NOT_REAL + b" numbered, signed")


@pytest.mark.parametrize("content", [b"%PDF-1.7 other", NOT_REAL[:-1], b""])
def test_a_file_that_does_not_continue_the_latest_is_refused(ward, content):
    version = version_of(plan_at(ward))

    with pytest.raises(Invalid, match="không nối tiếp tệp đang ký"):
        keep(version, FileStage.SIGNED, content)

    assert SigningFile.objects.count() == 0


def test_same_bytes_may_be_kept_for_paper(ward):
    version = version_of(plan_at(ward))

    keep_file(version, stage=FileStage.SIGNED, means=SigningMeans.PAPER, content=NOT_REAL, actor=SYSTEM)

    assert current_file(version).sha256 == version.sha256


def test_version_is_that_of_the_step_the_plan_is_at_without_its_bytes(ward, django_assert_num_queries):
    plan = plan_at(ward, StepKind.NUMBER)

    with django_assert_num_queries(1) as asked:
        version = the_version(plan)

    assert version == version_of(plan)
    assert '"pdf"' not in asked.captured_queries[0]["sql"]


def test_a_draft_has_no_version_to_sign(ward):
    with pytest.raises(NotNow):
        the_version(make_draft(ward))


def test_a_version_without_a_file_cannot_be_signed(ward):
    version = keep_version(make_draft(ward), actor=SYSTEM, reason="tay")

    with pytest.raises(NotNow, match="chưa có tệp PDF"):
        current_pdf(version)


def test_looking_for_the_current_file_reads_no_bytes(ward, django_assert_num_queries):
    version = version_of(plan_at(ward, StepKind.SEAL))

    with django_assert_num_queries(1) as asked:
        current_file(version)

    assert '"content"' not in asked.captured_queries[0]["sql"]
