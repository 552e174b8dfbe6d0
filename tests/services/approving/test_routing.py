"""The way a unit's plans go, and who sets it up."""

import pytest

from plans.enums import StepKind
from plans.exceptions import Invalid, NotAllowed
from plans.models import AuditEntry, IssuingPractice, RouteStep, User
from plans.queries.approving.routes import route_of, way_in_words
from plans.services.approving.routing import RouteChoice, save_route
from tests.factories import make_user


def kinds(unit):
    return [str(one.kind) for one in route_of(unit)]


def user(actor):
    return User.objects.get(pk=actor.user_id)


def test_a_unit_that_chose_nothing_signs_numbers_and_issues(ward):
    assert kinds(ward) == ["sign", "number", "issue"]
    assert way_in_words(route_of(ward)) == (
        "Người soạn thảo soạn → lãnh đạo ký → văn thư cấp số và ngày → văn thư ban hành"
    )


def test_the_steps_stand_in_the_order_of_the_decree_whatever_was_ticked_first(ward, tu, hanh):
    choices = [
        RouteChoice(kind=StepKind("seal")),
        RouteChoice(kind=StepKind("consult"), days=3, asked=["  Công an phường ", "", "Công an phường"]),
        RouteChoice(kind=StepKind("content_check"), person=user(hanh)),
    ]
    save_route(ward, choices, actor=tu)

    assert kinds(ward) == ["content_check", "consult", "sign", "number", "seal", "issue"]
    asking = route_of(ward)[1]
    assert (asking.days, asking.asked) == (3, ("Công an phường",))
    assert way_in_words(route_of(ward)) == (
        "Người soạn thảo soạn → Triệu Thị Hạnh kiểm tra nội dung → người soạn thảo xin ý kiến trong 3 ngày → "
        "lãnh đạo ký → văn thư cấp số và ngày → văn thư ký số của cơ quan, đóng dấu → văn thư ban hành"
    )
    assert AuditEntry.objects.get().event == "route.saved"


def test_a_unit_that_numbers_first_signs_after(ward):
    IssuingPractice.objects.create(unit=ward, number_before_signature=True)

    assert kinds(ward) == ["number", "sign", "issue"]


def test_saving_the_same_again_leaves_no_trace(ward, tu):
    for _ in range(2):
        save_route(ward, [RouteChoice(kind=StepKind("seal"))], actor=tu)

    assert (RouteStep.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_obligatory_steps_are_kept_only_to_name_their_person(ward, tu, mai):
    save_route(
        ward, [RouteChoice(kind=StepKind("number"), person=user(mai)), RouteChoice(kind=StepKind("sign"))], actor=tu
    )

    assert [(one.kind, one.person_id) for one in RouteStep.objects.all()] == [("number", mai.user_id)]


def test_somebody_without_the_steps_role_cannot_be_named(ward, tu, hoa):
    for person in (user(hoa), make_user("Người Ngoài")):
        with pytest.raises(Invalid, match="không có vai trò để làm bước kiểm tra nội dung"):
            save_route(ward, [RouteChoice(kind=StepKind("content_check"), person=person)], actor=tu)
    assert RouteStep.objects.count() == 0


@pytest.mark.parametrize("who", ["hoa", "hanh", "khach"])
def test_the_administrator_alone_sets_it_up(who, ward, request):
    with pytest.raises(NotAllowed):
        save_route(ward, [RouteChoice(kind=StepKind("seal"))], actor=request.getfixturevalue(who))
    assert RouteStep.objects.count() == 0


def test_somebody_whose_account_was_closed_is_not_waited_for(ward, tu, hanh):
    save_route(ward, [RouteChoice(kind=StepKind("content_check"), person=user(hanh))], actor=tu)
    User.objects.filter(pk=hanh.user_id).update(is_active=False)

    assert route_of(ward)[0].person is None
