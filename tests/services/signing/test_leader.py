"""The leader's signature: who may give it and when, what the file and the trail keep, what is refused and why."""

from datetime import date, timedelta

import pytest

from plans.enums import Event, FileStage, PlanStatus, SigningCapacity, SigningMeans, StepKind, StepState
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, IssuingPractice, Mandate, Plan, PlanStep, PostHolding, SigningFile, VisibleMark
from plans.services.signing import leader
from plans.services.signing.doubts import Doubtful
from tests.factories import TODAY, make_actor, make_user
from tests.services.signing.papers import NOT_REAL, PASSWORD, authority_pem, key_file, plan_at, real_pdf, version_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


def paper(plan, actor, **more):
    return leader.sign_on_paper(plan, actor=actor, **({"version_id": version_of(plan).pk} | more))


def with_key(plan, actor, **more):
    values = {"version_id": version_of(plan).pk, "key_file": key_file(), "password": PASSWORD}
    return leader.sign_with_key_file(plan, actor=actor, **(values | more))


def state(plan):
    plan = Plan.objects.get(pk=plan.pk)
    return plan.status, plan.step_kind, SigningFile.objects.count(), AuditEntry.objects.filter(plan=plan).count()


# --- with a key of the signer's own ----------------------------------------------------------------------------------


def test_key_file_signs_the_file_and_the_plan_goes_on_approved(ward, binh, mai):
    plan = plan_at(ward, pdf=real_pdf())

    kept = with_key(plan, binh)

    plan.refresh_from_db()
    assert (plan.status, plan.step_kind) == (PlanStatus.APPROVED, StepKind.NUMBER)
    assert (kept.stage, kept.means, kept.made_by_id) == (FileStage.SIGNED, SigningMeans.KEY_FILE, binh.user_id)
    assert bytes(kept.content).startswith(real_pdf())
    assert [(one["field"], one["who"]) for one in kept.signers] == [("ChuKyLanhDao", "Hoàng Văn Bình")]


def test_signing_is_one_line_of_the_trail_without_a_secret(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())

    kept = with_key(plan, binh)

    entry = AuditEntry.objects.get(event=Event.PLAN_SIGNED)
    assert entry.actor_name == "Hoàng Văn Bình"
    assert entry.after == {"sha256": kept.sha256, "means": "key_file", "signers": ["Hoàng Văn Bình"]}


def test_step_tells_who_signed(ward, binh):
    plan = plan_at(ward)

    paper(plan, binh)

    step = PlanStep.objects.get(plan=plan, kind=StepKind.SIGN)
    assert (step.state, step.done_by_id, step.done_by_name) == (StepState.DONE, binh.user_id, "Hoàng Văn Bình")
    assert PlanStep.objects.get(plan=plan, state=StepState.CURRENT).version == version_of(plan)


def test_signature_shows_the_signers_own_picture(ward, binh):
    from tests.services.signing.test_marks import picture

    with_it, without = plan_at(ward, pdf=real_pdf()), plan_at(ward, pdf=real_pdf())
    plain = bytes(with_key(without, binh).content)
    VisibleMark.objects.create(
        user_id=binh.user_id, png=picture(), width=300, height=120, updated_at="2026-05-13T00:00Z"
    )

    signed = bytes(with_key(with_it, binh).content)

    assert signed.count(b"/Image") > plain.count(b"/Image")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"password": "sai"}, "Mật khẩu của tệp chứng thư không đúng"),
        ({"key_file": b"khong phai p12"}, "không phải là tệp chứng thư số"),
        ({"key_file": key_file(valid=(date(2020, 1, 1), date(2026, 5, 12)))}, "đã hết hạn ngày 12/5/2026"),
        ({"key_file": key_file(valid=(date(2026, 6, 1), date(2030, 1, 1)))}, "chưa có hiệu lực"),
    ],
    ids=["password", "no key file", "expired", "not yet"],
)
def test_a_key_that_cannot_sign_changes_nothing(ward, binh, more, said):
    plan = plan_at(ward, pdf=real_pdf())
    before = state(plan)

    with pytest.raises(Invalid, match=said):
        with_key(plan, binh, **more)

    assert state(plan) == before


def test_a_certificate_of_another_name_is_doubted_until_the_signer_says_it_holds(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())
    before = state(plan)

    with pytest.raises(
        Doubtful, match="Chứng thư số ghi tên “Trần Khác”, còn văn bản in tên người ký là “Hoàng Văn Bình”"
    ):
        with_key(plan, binh, key_file=key_file("Trần Khác"))
    assert state(plan) == before

    with_key(plan, binh, key_file=key_file("Trần Khác"), is_confirmed=True)
    assert state(plan)[:2] == (PlanStatus.APPROVED, StepKind.NUMBER)


def test_a_name_without_marks_in_capitals_is_the_same_name(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())

    assert with_key(plan, binh, key_file=key_file("HOANG VAN BINH")).signers[0]["who"] == "HOANG VAN BINH"


def test_a_key_of_an_unknown_authority_is_refused_where_authorities_are_known(ward, binh, trust):
    (trust / "root.pem").write_bytes(authority_pem())
    plan = plan_at(ward, pdf=real_pdf())

    with pytest.raises(Invalid, match="không rõ nguồn gốc"):
        with_key(plan, binh)

    assert with_key(plan, binh, key_file=key_file(is_issued=True)).signers[0]["is_good"]


def test_a_server_without_a_device_says_so(ward, binh, settings):
    settings.PKCS11_MODULE = ""
    plan = plan_at(ward)

    with pytest.raises(NotNow, match="không gắn thiết bị ký"):
        leader.sign_with_token(plan, actor=binh, version_id=version_of(plan).pk, pin="12345678")


# --- on paper --------------------------------------------------------------------------------------------------------


def test_paper_keeps_the_very_bytes_and_the_plan_goes_on(ward, binh):
    plan = plan_at(ward)

    kept = paper(plan, binh)

    assert (bytes(kept.content), kept.means, kept.signers) == (NOT_REAL, SigningMeans.PAPER, [])
    assert state(plan) == (PlanStatus.APPROVED, StepKind.NUMBER, 1, 1)
    assert AuditEntry.objects.get(event=Event.PLAN_SIGNED).after["means"] == "paper"


# --- who, and when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "refused"),
    [("hoa", NotAllowed), ("mai", NotAllowed), ("khach", NotAllowed), ("lan", NotAllowed)],
)
def test_only_a_leader_of_the_unit_signs(request, ward, binh, who, refused):
    plan, actor = plan_at(ward), request.getfixturevalue(who)
    before = state(plan)

    with pytest.raises(refused):
        paper(plan, actor)

    assert state(plan) == before


def test_a_step_that_names_somebody_is_theirs_alone(ward, binh):
    na = make_actor(ward, "approver", user=make_user("Ma Thị Na"))
    plan = plan_at(ward, person=make_user("Người Khác"))

    with pytest.raises(NotAllowed, match="trình người khác ký"):
        paper(plan, na)


@pytest.mark.parametrize("kind", [StepKind.NUMBER, StepKind.SEAL, StepKind.ISSUE])
def test_a_plan_past_the_step_is_not_signed_again(ward, binh, kind):
    plan = plan_at(ward, kind)
    before = state(plan)

    with pytest.raises(NotNow, match="chưa tới hoặc đã qua bước ký"):
        paper(plan, binh)

    assert state(plan) == before


def test_a_second_press_says_that_it_is_done_and_changes_nothing(ward, binh):
    plan = plan_at(ward)
    paper(plan, binh)
    before = state(plan)

    with pytest.raises(NotNow, match="đã qua bước ký"):
        paper(plan, binh)

    assert state(plan) == before


def test_another_version_than_the_one_on_the_screen_is_not_signed(ward, binh):
    plan = plan_at(ward)
    before = state(plan)

    with pytest.raises(NotNow, match="đổi sang bản khác với bản đang xem"):
        paper(plan, binh, version_id=version_of(plan).pk + 1)

    assert state(plan) == before


def test_a_file_that_changed_while_it_was_being_signed_is_not_kept(ward, binh, monkeypatch):
    plan = plan_at(ward, pdf=real_pdf())
    sign = leader._sign

    def meanwhile(sheet, key, **more):
        signed = sign(sheet, key, **more)
        paper(plan, binh)  # in another window
        return signed

    monkeypatch.setattr(leader, "_sign", meanwhile)
    with pytest.raises(NotNow):
        with_key(plan, binh)

    assert SigningFile.objects.get().means == SigningMeans.PAPER


def test_nothing_is_kept_when_the_database_fails_in_the_middle(ward, binh, failing_write):
    from django.db import OperationalError

    plan = plan_at(ward)
    before = state(plan)

    for write in range(1, 6):
        with pytest.raises(OperationalError), failing_write(write):
            paper(plan, binh)
        assert state(plan) == before


# --- the right to sign on the day ------------------------------------------------------------------------------------


def holding_of(plan):
    return PostHolding.objects.get(pk=Plan.objects.get(pk=plan.pk).signatory_id)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"valid_until": TODAY - timedelta(days=1)}, r"không giữ chức vụ Phó Chủ tịch \(đã hết từ ngày 12/5/2026\)"),
        ({"valid_from": TODAY + timedelta(days=1)}, r"không giữ chức vụ Phó Chủ tịch \(từ ngày 14/5/2026\)"),
    ],
)
def test_whoever_no_longer_or_not_yet_holds_the_post_does_not_sign(ward, binh, days, said):
    plan = plan_at(ward)
    PostHolding.objects.filter(pk=holding_of(plan).pk).update(**days)

    assert said.replace("\\", "") in leader.may_sign_today(Plan.objects.get(pk=plan.pk), actor=binh).reason
    with pytest.raises(NotNow, match=said):
        paper(plan, binh)


def test_the_last_day_of_holding_a_post_still_counts(ward, binh):
    plan = plan_at(ward)
    PostHolding.objects.filter(pk=holding_of(plan).pk).update(valid_until=TODAY, valid_from=TODAY)

    assert paper(plan, binh).stage == FileStage.SIGNED


def test_a_document_that_bears_another_name_is_signed_by_its_bearer_alone(ward, binh):
    na = make_actor(ward, "approver", user=make_user("Ma Thị Na"))
    plan = plan_at(ward)

    with pytest.raises(NotNow, match="chỉ Hoàng Văn Bình mới ký được"):
        paper(plan, na)


def test_a_document_without_a_signatory_is_not_signed(ward, binh):
    plan = plan_at(ward)
    Plan.objects.filter(pk=plan.pk).update(signatory=None, signature_name="")

    with pytest.raises(NotNow, match="chưa ghi người ký"):
        paper(plan, binh)


def mandate(plan, **days):
    values = {"valid_from": TODAY, "valid_until": TODAY} | days
    return Mandate.objects.create(
        unit=plan.issuing_unit,
        holding=holding_of(plan),
        document_number="12/GUQ-UBND",
        issued_on=TODAY,
        subject="ký các kế hoạch về trẻ em",
        **values,
    )


@pytest.mark.parametrize(
    "days",
    [None, {"valid_from": TODAY - timedelta(days=9), "valid_until": TODAY - timedelta(days=1)}],
    ids=["none", "over"],
)
def test_by_mandate_without_a_mandate_for_the_day_says_what_to_enter(ward, binh, days):
    plan = plan_at(ward)
    Plan.objects.filter(pk=plan.pk).update(capacity=SigningCapacity.BY_MANDATE)
    if days:
        mandate(plan, **days)

    with pytest.raises(NotNow, match="ghi số, ngày, nội dung ủy quyền và thời hạn"):
        paper(plan, binh)


def test_by_mandate_signs_within_its_days(ward, binh):
    plan = plan_at(ward)
    Plan.objects.filter(pk=plan.pk).update(capacity=SigningCapacity.BY_MANDATE)
    mandate(plan)

    assert paper(plan, binh).stage == FileStage.SIGNED


def test_a_unit_that_asks_for_a_second_factor_is_not_signed_for_without_one(ward, binh):
    plan = plan_at(ward)
    IssuingPractice.objects.create(unit=ward, needs_second_factor=True)

    with pytest.raises(NotAllowed, match="xác thực hai bước"):
        paper(plan, binh)


def test_decision_for_the_button_says_the_same_as_the_act(ward, binh, hoa):
    plan = plan_at(ward)

    assert leader.may_sign_today(plan, actor=binh).allowed
    assert leader.may_sign_today(plan, actor=hoa).reason == "Kế hoạch này trình người khác ký."
