"""Every kept state of a file can be fetched by the unit it belongs to, and by nobody else."""

import pytest
from django.urls import reverse

from plans.enums import FileStage, SigningMeans, StepKind
from plans.rules.actor import SYSTEM
from plans.services.signing.files import keep_file
from tests.services.signing.papers import NOT_REAL, plan_at, version_of


def address(plan, stage):
    return reverse("signing-file", args=[plan.pk, stage])


def test_each_state_is_sent_as_it_was_kept(hoa, ward):
    plan = plan_at(ward, StepKind.SEAL)

    signed, numbered = (hoa.get(address(plan, stage)) for stage in ("signed", "numbered"))

    assert signed.content == NOT_REAL + b" signed"
    assert numbered.content == NOT_REAL + b" signed numbered"
    assert signed["Content-Type"] == "application/pdf"
    assert signed["Content-Disposition"].startswith("attachment; ")
    assert "private" in signed["Cache-Control"]


def test_scan_keeps_its_name_and_type(hoa, ward):
    plan = plan_at(ward, StepKind.SEAL)
    keep_file(
        version_of(plan), stage=FileStage.SCAN, means=SigningMeans.PAPER, content=b"\xff\xd8\xff", actor=SYSTEM,
        media_type="image/jpeg", file_name="Bản ký.jpg",
    )  # fmt: skip

    answer = hoa.get(address(plan, "scan"))

    assert (answer["Content-Type"], 'filename="Ban ky.jpg"' in answer["Content-Disposition"]) == ("image/jpeg", True)


@pytest.mark.parametrize("stage", ["sealed/", "khong-co/", "signed/?ban=999999"])
def test_a_state_there_is_not_does_not_exist(hoa, ward, stage):
    plan = plan_at(ward, StepKind.SIGN)

    assert hoa.get(f"/ke-hoach/{plan.pk}/tep-ky/{stage}").status_code == 404


@pytest.mark.parametrize("who", ["khach", "lan"])
def test_another_unit_gets_nothing(request, ward, who):
    plan = plan_at(ward, StepKind.SEAL)

    assert request.getfixturevalue(who).get(address(plan, "signed")).status_code == 404
