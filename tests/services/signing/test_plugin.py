"""Sessions of the VGCA plug-in: begun by who may sign, good once and for fifteen minutes, no better than an upload."""

from datetime import timedelta

import pytest

from plans import clock
from plans.enums import FileStage, PlanStatus, SigningMeans, StepKind
from plans.exceptions import NotAllowed, NotNow
from plans.models import Membership, Plan, PluginSession, SigningFile, User
from plans.services.signing import plugin
from tests.services.signing.papers import (
    authority_pem,
    key_file,
    plan_at,
    real_pdf,
    signed_elsewhere,
    version_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture(autouse=True)
def _is_on(settings, trust):
    settings.VGCA = True
    (trust / "root.pem").write_bytes(authority_pem())


def start(plan, actor, **more):
    return plugin.start_session(plan, actor=actor, **({"version_id": version_of(plan).pk} | more))


def good():
    return signed_elsewhere(real_pdf(), key_file(is_issued=True))


def test_leader_is_told_to_sign_and_the_secret_is_not_kept(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())

    started = start(plan, binh)

    session = PluginSession.objects.get()
    assert (started.function, started.document_number, started.issued_on) == ("vgca_sign_approved", "", None)
    assert (session.user_id, session.stage, session.version) == (binh.user_id, FileStage.SIGNED, version_of(plan))
    assert started.token not in str(PluginSession.objects.values().get())
    assert plugin.file_of(started.token) == real_pdf()


def test_clerk_is_told_number_and_date(ward, mai):
    plan = plan_at(ward, StepKind.SEAL)

    started = start(plan, mai)

    assert (started.function, started.document_number, str(started.issued_on)) == (
        "vgca_sign_issued",
        "45/KH-UBND",
        "2026-05-13",
    )


def test_what_the_plug_in_signed_is_kept_as_the_person_who_began(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())
    token, signed = start(plan, binh).token, good()

    received = plugin.receive(token, pdf=signed)

    kept = SigningFile.objects.get()
    assert (received.is_taken, received.message, received.plan_id) == (True, "", plan.pk)
    assert (bytes(kept.content), kept.means, kept.made_by_id) == (signed, SigningMeans.PLUGIN, binh.user_id)
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.APPROVED
    assert PluginSession.objects.get().outcome == "ok"


def test_session_takes_one_file_whatever_became_of_it(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())
    token = start(plan, binh).token

    refused = plugin.receive(token, pdf=real_pdf())

    assert (refused.is_taken, "chưa có thêm chữ ký số nào" in refused.message) == (False, True)
    with pytest.raises(NotNow, match="đã dùng hoặc đã quá 15 phút"):
        plugin.receive(token, pdf=good())
    with pytest.raises(NotNow):
        plugin.file_of(token)
    assert SigningFile.objects.count() == 0


@pytest.mark.parametrize("token", ["", "doan-mo", "x" * 5000])
def test_a_secret_nobody_gave_is_refused(ward, binh, token):
    start(plan_at(ward), binh)

    with pytest.raises(NotNow):
        plugin.file_of(token)
    with pytest.raises(NotNow):
        plugin.receive(token, pdf=b"%PDF")


def test_session_lives_fifteen_minutes(ward, binh):
    token = start(plan_at(ward), binh).token
    PluginSession.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    with pytest.raises(NotNow):
        plugin.receive(token, pdf=b"%PDF")

    assert PluginSession.objects.get().used_at is None


def test_a_doubt_is_settled_on_the_screen_not_by_the_plug_in(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())
    token = start(plan, binh).token

    received = plugin.receive(token, pdf=signed_elsewhere(real_pdf(), key_file("Trần Khác", is_issued=True)))

    assert not received.is_taken
    assert received.message.endswith("Muốn nhận tệp này, tải tệp lên ở trang ký để xác nhận.")


def test_rights_are_asked_again_when_the_file_comes_back(ward, binh):
    plan = plan_at(ward, pdf=real_pdf())
    token = start(plan, binh).token
    Membership.objects.filter(user_id=binh.user_id).delete()

    assert plugin.receive(token, pdf=good()).message == "Kế hoạch này trình người khác ký."


def test_an_account_that_was_closed_signs_no_more(ward, binh):
    token = start(plan_at(ward), binh).token
    User.objects.filter(pk=binh.user_id).update(is_active=False)

    with pytest.raises(NotNow):
        plugin.file_of(token)


@pytest.mark.parametrize("who", ["hoa", "khach"])
def test_only_who_may_sign_begins_a_session(request, ward, binh, who):
    with pytest.raises(NotAllowed):
        start(plan_at(ward), request.getfixturevalue(who))

    assert PluginSession.objects.count() == 0


def test_turned_off_there_are_no_sessions(ward, binh, settings):
    settings.VGCA = False

    with pytest.raises(NotNow, match="chưa bật tiện ích ký VGCA"):
        start(plan_at(ward), binh)
