"""Sending to Nơi nhận: units of the portal at once, the others by a letter of the worker's."""

import pytest
from django_tasks_db.models import DBTaskResult

from plans import clock
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Delivery, Plan, Recipient
from plans.queries.issuing.deliveries import SENDING_PATIENCE
from plans.services.issuing.delivering import UNREACHED, send_again
from plans.services.issuing.issuing import issue_plan
from tests.factories import make_actor, make_unit
from tests.issued import make_portal_issued, make_ready

pytestmark = pytest.mark.usefixtures("day_of_the_story")


def told(plan):
    return [(one.name, one.unit_id, one.email, one.state) for one in Delivery.objects.filter(plan=plan)]


def waiting_letters():
    return [one.args_kwargs["args"] for one in DBTaskResult.objects.filter(task_path__endswith="send_delivery_later")]


def test_a_unit_with_people_has_it_at_once_and_an_address_gets_a_letter(ward, other_commune, khach, mai):
    plan = make_ready(ward, recipients=("UBND xã Chợ Mới (để phối hợp)", "Trạm Y tế", "Báo Thái Nguyên"))
    station = plan.recipients.get(text="Trạm Y tế")

    issue_plan(plan, actor=mai, emails={station.pk: " TramYTe@ducxuan.gov.vn "})

    assert told(plan) == [
        ("UBND xã Chợ Mới", other_commune.pk, "", "sent"),
        ("Trạm Y tế", None, "tramyte@ducxuan.gov.vn", "waiting"),
    ]
    assert waiting_letters() == [[Delivery.objects.get(unit=None).pk]]


def test_the_typed_address_stays_with_its_line(ward, mai):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    line = plan.recipients.get()

    issue_plan(plan, actor=mai, emails={line.pk: "a@x.vn; B@x.vn"})

    assert Recipient.objects.get(pk=line.pk).email == "a@x.vn, b@x.vn"
    assert [one[2] for one in told(plan)] == ["a@x.vn", "b@x.vn"]


def test_an_address_of_another_plans_line_is_not_taken(ward, other_commune, mai):
    foreign = make_ready(other_commune, recipients=("Trạm Y tế",)).recipients.get()
    plan = make_ready(ward, approved=b"%PDF-1.7 ours\n%%EOF\n")

    issue_plan(plan, actor=mai, emails={foreign.pk: "a@x.vn"})

    assert (told(plan), Recipient.objects.get(pk=foreign.pk).email) == ([], "")


def test_a_unit_without_people_gets_a_letter_where_its_address_is_known(ward, province, mai):
    make_unit("xã Phủ Thông", under=province, email="VanThu@phuthong.gov.vn")
    make_unit("xã Bạch Thông", under=province)
    plan = make_ready(ward, recipients=("UBND xã Phủ Thông", "UBND xã Bạch Thông"))

    issue_plan(plan, actor=mai)

    assert [(one.email, one.state, one.error) for one in Delivery.objects.filter(plan=plan)] == [
        ("vanthu@phuthong.gov.vn", "waiting", ""),
        ("", "failed", UNREACHED),
    ]


def test_an_address_typed_for_a_unit_that_nothing_reaches_is_that_units(ward, province, mai):
    unit = make_unit("xã Phủ Thông", under=province)
    plan = make_ready(ward, recipients=("UBND xã Phủ Thông",))

    issue_plan(plan, actor=mai, emails={plan.recipients.get().pk: "vanthu@phuthong.gov.vn"})

    assert told(plan) == [("UBND xã Phủ Thông", unit.pk, "vanthu@phuthong.gov.vn", "waiting")]


def test_nobody_receives_it_twice(ward, other_commune, khach, mai):
    plan = make_ready(ward, recipients=("UBND xã Chợ Mới", "Ủy ban nhân dân xã Chợ Mới", "Trạm Y tế", "Trạm Y tế 2"))
    lines = plan.recipients.filter(text__startswith="Trạm")

    issue_plan(plan, actor=mai, emails={line.pk: "a@x.vn" for line in lines})

    assert [(one[0], one[3]) for one in told(plan)] == [("UBND xã Chợ Mới", "sent"), ("Trạm Y tế", "waiting")]


@pytest.mark.parametrize("typed", ["khong-phai", "a@x", "a@x.vn, b", ", ".join(f"{n}@x.vn" for n in range(21))])
def test_what_is_no_address_is_told_at_its_line(ward, mai, typed):
    plan = make_ready(ward, recipients=("Trạm Y tế",))
    line = plan.recipients.get()

    with pytest.raises(Invalid) as refused:
        issue_plan(plan, actor=mai, emails={line.pk: typed})

    assert list(refused.value.fields) == [f"email-{line.pk}"]


# --- sending again ---------------------------------------------------------------------------------------------------


def failed(ward, **more):
    plan = make_portal_issued(ward)
    values = {"name": "Trạm Y tế", "email": "sai@x.vn", "state": "failed", "error": "Máy chủ từ chối.", "attempts": 6}
    return Delivery.objects.create(plan=plan, created_at=plan.updated_at, **(values | more))


def test_a_letter_that_failed_goes_out_again_to_a_mended_address(ward, mai):
    row = failed(ward)

    send_again(row, actor=mai, email="Dung@x.vn")

    row.refresh_from_db()
    assert (row.email, row.state, row.attempts, row.error) == ("dung@x.vn", "waiting", 0, "")
    assert waiting_letters() == [[row.pk]]
    assert AuditEntry.objects.filter(event="plan.delivered", subject="Trạm Y tế").count() == 1


def test_the_audit_trail_holds_no_address(ward, mai):
    send_again(failed(ward), actor=mai, email="Dung@x.vn")

    row = AuditEntry.objects.get(event="plan.delivered")
    assert "@" not in f"{row.subject}{row.before}{row.after}"


@pytest.mark.parametrize("state", ["sent", "opened"])
def test_what_has_arrived_is_not_sent_again(ward, mai, state):
    row = failed(ward, state=state)

    with pytest.raises(NotNow, match="đã nhận được rồi"):
        send_again(row, actor=mai)

    assert waiting_letters() == []


def test_a_letter_in_hand_is_not_sent_a_second_time(ward, mai):
    row = failed(ward, state="sending", error="", sent_at=clock.now() - SENDING_PATIENCE / 2)

    with pytest.raises(NotNow, match="Cổng đang gửi thư cho Trạm Y tế"):
        send_again(row, actor=mai)

    assert waiting_letters() == []
    Delivery.objects.update(sent_at=clock.now() - SENDING_PATIENCE)
    send_again(row, actor=mai)
    row.refresh_from_db()
    assert (row.state, row.sent_at, waiting_letters()) == ("waiting", None, [[row.pk]])


def test_without_an_address_one_is_asked_for(ward, mai):
    with pytest.raises(Invalid, match="Ghi địa chỉ thư điện tử"):
        send_again(failed(ward, email=""), actor=mai)


def test_an_address_of_another_line_is_refused(ward, mai):
    row = failed(ward)
    Delivery.objects.create(plan=row.plan, name="Báo", email="bao@x.vn", created_at=row.created_at)

    with pytest.raises(Invalid, match="đã có ở dòng khác"):
        send_again(row, actor=mai, email="bao@x.vn")


@pytest.mark.parametrize("person", ["hoa", "binh", "lan", "khach"])
def test_only_the_units_clerk_sends_again(ward, person, request):
    row = failed(ward)

    with pytest.raises(NotAllowed, match=r"\.$"):
        send_again(row, actor=request.getfixturevalue(person))


def test_nothing_more_is_sent_of_a_withdrawn_plan(ward, mai):
    row = failed(ward)
    Plan.objects.filter(pk=row.plan_id).update(status="withdrawn")

    with pytest.raises(NotNow, match="đang có hiệu lực"):
        send_again(row, actor=mai)


def test_a_helper_of_the_province_writes_to_its_communes(department, province, ward, hoa, other_commune, khach):
    clerk = make_actor(department, "clerk")
    plan = make_ready(department, symbol="KH-SYT", recipients=("UBND các xã, phường, đặc khu",))

    issue_plan(plan, actor=clerk)

    assert {one[1] for one in told(plan)} == {ward.pk, other_commune.pk}
