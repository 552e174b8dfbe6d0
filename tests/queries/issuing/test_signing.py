"""How far the signing of a plan is, in the words of the screens, and whether it may be issued."""

import pytest

from plans.enums import FileStage, SigningMeans, StepKind
from plans.models import IssuingPractice, Plan
from plans.queries.issuing.signing import Progress, is_ready_to_issue, may_seal, signing_file, signing_state
from tests.factories import make_draft
from tests.services.signing.papers import NOT_REAL, WAY, plan_at, version_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

ALL = (FileStage.SIGNED, FileStage.NUMBERED, FileStage.SEALED)


def told(plan):
    return [(mark.progress, mark.words) for mark in signing_state(plan).marks]


def test_at_the_signing_step_it_waits_for_the_leader(ward, binh, mai):
    state = signing_state(plan_at(ward))

    assert [(mark.progress, mark.words) for mark in state.marks] == [
        (Progress.NOW, "chờ Hoàng Văn Bình"),
        (Progress.LATER, "để trống, văn thư cấp sau khi ký"),
        (Progress.LATER, "sau khi có số"),
    ]
    assert (state.now_at, state.then) == ("Hoàng Văn Bình", "văn thư Lý Thị Mai")
    assert state.is_untouched


def test_a_step_without_anybody_says_the_role(ward):
    assert told(plan_at(ward))[0] == (Progress.NOW, "chờ lãnh đạo")


def test_sealed_plan_tells_who_did_what(ward, mai):
    plan = plan_at(ward, StepKind.ISSUE, stages=ALL)

    assert told(plan) == [
        (Progress.DONE, "đã ký số: Hệ thống"),
        (Progress.DONE, "số 45/KH-UBND, ngày 13/5/2026"),
        (Progress.DONE, "đã ký số: UBND phường Đức Xuân, Hệ thống thực hiện"),
    ]


def test_paper_is_told_as_paper(ward, mai):
    plan = plan_at(ward, StepKind.ISSUE, means=SigningMeans.PAPER, stages=ALL)

    assert [words for _, words in told(plan)][::2] == [
        "đã ký trên giấy: Hệ thống",
        "đã đóng dấu trên giấy, có bản quét: Hệ thống",
    ]
    assert signing_state(plan).is_paper


def test_number_before_the_signature_is_said_so(ward, binh):
    IssuingPractice.objects.create(unit=ward, number_before_signature=True)

    assert told(plan_at(ward))[1] == (Progress.LATER, "để trống, văn thư cấp trước khi ký")


@pytest.mark.parametrize(
    ("stages", "reason"),
    [
        ((), "Chưa ban hành được: còn thiếu chữ ký của lãnh đạo, số văn bản, ngày ban hành, dấu của cơ quan."),
        (ALL[:1], "Chưa ban hành được: còn thiếu số văn bản, ngày ban hành, dấu của cơ quan."),
        (ALL[:2], "Chưa ban hành được: còn thiếu dấu của cơ quan."),
        (ALL, ""),
        ((FileStage.NUMBERED, FileStage.SEALED), "Chưa ban hành được: còn thiếu chữ ký của lãnh đạo."),
    ],
)
def test_issuing_needs_all_of_them_and_says_what_is_missing(ward, stages, reason):
    assert is_ready_to_issue(plan_at(ward, StepKind.ISSUE, stages=stages)).reason == reason


def test_a_reserved_number_counts_as_a_number(ward):
    plan = plan_at(ward, StepKind.ISSUE, stages=(FileStage.RESERVED, FileStage.SIGNED, FileStage.SEALED))
    assert not is_ready_to_issue(plan).allowed

    Plan.objects.filter(pk=plan.pk).update(number=45, issued_on="2026-05-13")

    assert is_ready_to_issue(Plan.objects.get(pk=plan.pk)).allowed


def test_number_of_the_plan_that_is_not_in_the_file_is_not_enough(ward):
    plan = plan_at(ward, StepKind.ISSUE, stages=(FileStage.SIGNED, FileStage.SEALED))
    Plan.objects.filter(pk=plan.pk).update(number=45, issued_on="2026-05-13")

    assert "số văn bản" in is_ready_to_issue(Plan.objects.get(pk=plan.pk)).reason


def test_seal_is_for_the_clerk_after_number_and_signature(ward, mai, binh):
    ready, unsigned = plan_at(ward, StepKind.SEAL), plan_at(ward, StepKind.SEAL, stages=())

    assert may_seal(mai, ready, signing_state(ready)).allowed
    assert "Lãnh đạo chưa ký" in may_seal(mai, unsigned, signing_state(unsigned)).reason
    assert may_seal(binh, ready, signing_state(ready)).reason.startswith("Chỉ văn thư")


def test_a_draft_has_nothing_to_tell(ward):
    state = signing_state(make_draft(ward))

    assert (state.version, state.files, state.now_at, state.then) == (None, (), "", "")


def test_queries_do_not_grow_with_steps_and_files_and_read_no_bytes(ward, binh, mai, django_assert_num_queries):
    few = plan_at(ward, StepKind.SIGN)
    many = plan_at(ward, StepKind.CONTENT_CHECK, way=(StepKind.CONTENT_CHECK, *WAY), stages=ALL)

    for plan in (few, many):
        with django_assert_num_queries(5) as asked:
            signing_state(plan)
        assert not [one for one in asked.captured_queries if '"plans_signingfile"."content"' in one["sql"]]


def test_kept_file_is_that_of_the_version_asked_for(ward):
    plan = plan_at(ward, StepKind.NUMBER)

    assert bytes(signing_file(plan, "signed", None).content) == NOT_REAL + b" signed"
    assert signing_file(plan, "signed", version_of(plan).pk + 1) is None
    assert signing_file(plan, "sealed", None) is None
