"""The organ's signature and the scan: last of all, onto what the leader signed and the clerk numbered."""

import pytest

from plans.enums import Event, FileStage, PlanStatus, SigningMeans, StepKind
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Plan, SigningFile
from plans.services.signing import organ
from plans.services.signing.doubts import Doubtful
from plans.services.signing.files import current_pdf
from plans.signing.fields import ORGAN_FIELD
from tests.services.signing.papers import (
    NOT_REAL,
    PASSWORD,
    key_file,
    numbered_pdf,
    plan_at,
    real_pdf,
    signed_elsewhere,
    version_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

JPG = b"\xff\xd8\xff\xe0 a scan"
UNIT = "Ủy ban nhân dân phường Đức Xuân"
LESS = (StepKind.SIGN, StepKind.NUMBER, StepKind.ISSUE)


def ready(ward, kind=StepKind.SEAL, **more):
    """A plan with a really signed and numbered file."""
    kept = {FileStage.SIGNED: signed_part(), FileStage.NUMBERED: numbered_pdf()}
    return plan_at(ward, kind, pdf=real_pdf(), kept=kept, stages=(FileStage.SIGNED, FileStage.NUMBERED), **more)


def signed_part():
    """What the leader signed, as it was before the number: the numbered file begins with it."""
    pdf = numbered_pdf()
    return pdf[: pdf.index(b"%%EOF", pdf.index(b"/ByteRange")) + 6]


def with_key(plan, actor, **more):
    values = {"version_id": version_of(plan).pk, "key_file": key_file(UNIT), "password": PASSWORD}
    return organ.seal_with_key_file(plan, actor=actor, **(values | more))


def scan(plan, actor, content=JPG, name="ban-ky.jpg"):
    return organ.keep_scan(plan, actor=actor, version_id=version_of(plan).pk, scan=content, name=name)


def state(plan):
    plan = Plan.objects.get(pk=plan.pk)
    return plan.status, plan.step_kind, SigningFile.objects.count(), AuditEntry.objects.filter(plan=plan).count()


def test_key_file_seals_after_the_leader_and_the_plan_can_be_issued(ward, mai):
    plan = ready(ward)

    kept = with_key(plan, mai)

    assert [one["who"] for one in kept.signers] == ["Hoàng Văn Bình", UNIT]
    assert bytes(kept.content).startswith(numbered_pdf())
    plan.refresh_from_db()
    assert (plan.status, plan.step_kind) == (PlanStatus.APPROVED, StepKind.ISSUE)
    assert organ.is_ready_to_issue(plan).allowed
    assert AuditEntry.objects.get(event=Event.PLAN_SEALED).after == {
        "sha256": kept.sha256,
        "means": "key_file",
        "signers": ["Hoàng Văn Bình", UNIT],
    }


def test_sealing_at_the_issuing_step_leaves_the_plan_there(ward, mai):
    plan = ready(ward, StepKind.ISSUE, way=LESS)

    with_key(plan, mai)

    plan.refresh_from_db()
    assert plan.step_kind == StepKind.ISSUE
    with pytest.raises(NotNow, match="đã có chữ ký số hoặc dấu của cơ quan rồi"):
        with_key(plan, mai)


def test_file_sealed_elsewhere_is_taken_after_a_look_at_its_authority(ward, mai):
    plan = ready(ward)
    sealed = signed_elsewhere(numbered_pdf(), key_file(UNIT), field=ORGAN_FIELD)
    version = version_of(plan).pk

    with pytest.raises(Doubtful, match="chưa có danh sách nhà cấp chứng thư"):
        organ.accept_sealed(plan, actor=mai, version_id=version, pdf=sealed)
    kept = organ.accept_sealed(plan, actor=mai, version_id=version, pdf=sealed, is_confirmed=True)

    assert (bytes(kept.content), kept.means) == (sealed, SigningMeans.UPLOAD)


def test_certificate_of_another_organ_is_doubted(ward, mai):
    plan = ready(ward)
    before = state(plan)

    with pytest.raises(Doubtful, match="còn cơ quan ban hành là"):
        with_key(plan, mai, key_file=key_file("Ủy ban nhân dân phường Sông Cầu"))

    assert state(plan) == before


@pytest.mark.parametrize(
    ("kind", "stages", "said"),
    [
        (StepKind.SIGN, (), "Chỉ ký số của cơ quan, đóng dấu được khi"),
        (StepKind.NUMBER, (FileStage.SIGNED,), "Chỉ ký số của cơ quan, đóng dấu được khi"),
        (StepKind.SEAL, (), "Lãnh đạo chưa ký"),
        (StepKind.SEAL, (FileStage.SIGNED,), "chưa có số và ngày"),
        (StepKind.SEAL, (FileStage.SIGNED, FileStage.NUMBERED, FileStage.SEALED), "đã có chữ ký số hoặc dấu"),
    ],
)
def test_order_is_kept_whatever_is_tried(ward, mai, kind, stages, said):
    plan = plan_at(ward, kind, stages=stages)
    before = state(plan)

    with pytest.raises(NotNow, match=said):
        with_key(plan, mai)

    assert state(plan) == before


@pytest.mark.parametrize("who", ["hoa", "binh", "khach", "lan"])
def test_only_a_clerk_of_the_unit_seals(request, ward, who):
    actor = request.getfixturevalue(who)
    plan = plan_at(ward, StepKind.SEAL)
    before = state(plan)

    with pytest.raises(NotAllowed):
        with_key(plan, actor)
    with pytest.raises(NotAllowed):
        scan(plan, actor)

    assert state(plan) == before


def test_another_version_than_the_one_on_the_screen_is_not_sealed(ward, mai):
    plan = plan_at(ward, StepKind.SEAL)

    with pytest.raises(NotNow, match="Tệp đang ký vừa đổi"):
        with_key(plan, mai, version_id=0)


# --- paper -----------------------------------------------------------------------------------------------------------


def test_scan_of_the_paper_is_kept_beside_the_frozen_file_which_counts_as_sealed(ward, mai):
    plan = plan_at(ward, StepKind.SEAL, means=SigningMeans.PAPER)

    kept = scan(plan, mai, name="C:\\quet\\Bản ký.JPEG")

    assert (kept.stage, kept.media_type, kept.file_name, bytes(kept.content)) == (
        FileStage.SCAN,
        "image/jpeg",
        "Bản ký.jpg",
        JPG,
    )
    sealed = SigningFile.objects.get(stage=FileStage.SEALED)
    assert (sealed.means, bytes(sealed.content)) == (SigningMeans.PAPER, NOT_REAL)
    assert current_pdf(version_of(plan)) == NOT_REAL
    assert organ.is_ready_to_issue(Plan.objects.get(pk=plan.pk)).allowed
    assert Plan.objects.get(pk=plan.pk).step_kind == StepKind.ISSUE
    assert AuditEntry.objects.get(plan=plan).event == Event.PLAN_SCANNED


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(b"%PDF-1.4 scan", "application/pdf"), (JPG, "image/jpeg"), (b"\x89PNG\r\n\x1a\n scan", "image/png")],
)
def test_type_of_a_scan_is_told_by_its_bytes_not_by_its_name(content, media_type):
    assert organ.scan_type(content)[0] == media_type


@pytest.mark.parametrize("content", [b"", b"<html><script>", b"GIF89a", b"MZ\x90", b" %PDF-1.4"])
def test_anything_else_is_no_scan(ward, mai, content):
    plan = plan_at(ward, StepKind.SEAL, means=SigningMeans.PAPER)
    before = state(plan)

    with pytest.raises(Invalid, match="phải là tệp PDF, JPG hoặc PNG"):
        scan(plan, mai, content)

    assert state(plan) == before


def test_a_scan_that_is_too_large_is_refused():
    with pytest.raises(Invalid, match="quá 30 MB"):
        organ.scan_type(b"%PDF-" + b" " * 30 * 1024 * 1024)


def test_paper_and_file_do_not_mix(ward, mai):
    signed, on_paper = plan_at(ward, StepKind.SEAL), plan_at(ward, StepKind.SEAL, stages=())
    with pytest.raises(NotNow, match="cơ quan cũng ký số vào tệp đó"):
        scan(signed, mai)

    assert SigningFile.objects.filter(version__plan=on_paper).count() == 0


def test_paper_is_not_signed_digitally_by_the_organ(ward, mai):
    plan = plan_at(ward, StepKind.SEAL, means=SigningMeans.PAPER)

    with pytest.raises(NotNow, match="đóng dấu lên bản giấy rồi tải bản quét lên"):
        with_key(plan, mai)


def test_nothing_is_kept_when_the_database_fails_in_the_middle_of_a_scan(ward, mai, failing_write):
    from django.db import OperationalError

    plan = plan_at(ward, StepKind.SEAL, means=SigningMeans.PAPER)
    before = state(plan)

    for write in range(1, 6):
        with pytest.raises(OperationalError), failing_write(write):
            scan(plan, mai)
        assert state(plan) == before
