"""Rounds: opened from what an issued plan prints, kept by the receiver, made different for single units."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, Notice, Plan, ReportingRound
from plans.rules.actor import SYSTEM
from plans.services.reporting.rounds import except_unit, open_rounds, save_round
from tests.factories import make_actor, make_campaign, make_copy, make_issued, make_unit, make_user
from tests.report_rows import make_form, make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

HALF = DeadlineContent(due_on=date(2026, 5, 19), label="6 tháng")
WHOLE = DeadlineContent(kind=DeadlineKind.BY, due_on=date(2026, 11, 17), label="cả năm")
USUAL = DeadlineContent(kind=DeadlineKind.UNDATED)
CHILD = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22))


@pytest.fixture
def campaign(db):
    return make_campaign(2026)


@pytest.fixture
def round_(province, department, ward):
    return make_round(province)


def opened(plan):
    return list(ReportingRound.objects.filter(plan=plan).order_by("position"))


def events():
    return list(AuditEntry.objects.filter(event__startswith="round.").values_list("event", flat=True))


# --- opening ----------------------------------------------------------------------------------------------------------


def test_an_issued_plan_opens_a_round_for_each_report_deadline(campaign, province, department, ward):
    form = make_form(campaign)
    plan = make_issued(province, campaign=campaign, deadlines=(CHILD, HALF, WHOLE))

    assert [
        (one.position, one.year, one.label, one.kind, one.due_on, one.receiver, one.form, one.levels)
        for one in opened(plan)
    ] == [
        (0, 2026, "6 tháng", "before", date(2026, 5, 19), province, form, ["department", "commune"]),
        (1, 2026, "cả năm", "by", date(2026, 11, 17), province, form, ["department", "commune"]),
    ]
    assert events() == ["round.opened"]


def test_opening_twice_opens_once(campaign, province, ward):
    plan = make_issued(province, campaign=campaign, deadlines=(HALF, WHOLE))
    before = opened(plan)

    assert open_rounds(plan, actor=SYSTEM) == []
    assert (opened(plan), events()) == (before, ["round.opened"])


def test_what_is_missing_is_opened_beside_what_is_there(campaign, province, ward):
    plan = make_issued(province, campaign=campaign, deadlines=(HALF, WHOLE))
    first, second = opened(plan)
    second.delete()

    assert [one.label for one in open_rounds(plan, actor=SYSTEM)] == ["cả năm"]
    assert opened(plan)[0] == first


def test_a_deadline_without_a_date_opens_a_round_that_cannot_be_chased(campaign, province):
    plan = make_issued(province, campaign=campaign, deadlines=(USUAL,))

    assert [(one.kind, one.due_on, one.levels, one.form) for one in opened(plan)] == [("undated", None, [], None)]


def test_closed_units_below_give_no_level(campaign, province, ward):
    make_unit("huyện Cũ", level="district", under=province, closed_on=date(2025, 6, 30))
    province.refresh_from_db()

    assert opened(make_issued(province, campaign=campaign, deadlines=(HALF,)))[0].levels == ["commune"]


@pytest.mark.parametrize("why", ["no campaign", "no deadline", "archive", "past", "copy", "withdrawn"])
def test_other_plans_open_none(why, campaign, province, ward):
    past = make_campaign(2025) if why == "past" else campaign
    plan = make_issued(
        province,
        campaign=None if why == "no campaign" else past,
        year=past.year,
        deadlines=() if why == "no deadline" else (HALF,),
        is_archive_copy=why == "archive",
    )
    ReportingRound.objects.filter(plan=plan).delete()
    if why == "copy":
        plan = make_copy(province, by=ward, campaign=campaign, deadlines=(HALF,))
        ReportingRound.objects.filter(plan=plan).delete()
    if why == "withdrawn":
        Plan.objects.filter(pk=plan.pk).update(status="withdrawn")
        plan.refresh_from_db()

    assert (open_rounds(plan, actor=SYSTEM), opened(plan)) == ([], [])


def test_a_plan_of_a_year_gone_by_opens_them_when_asked(province, ward):
    plan = make_issued(province, campaign=make_campaign(2025), year=2025, deadlines=(HALF,))

    assert (opened(plan), len(open_rounds(plan, actor=SYSTEM, even_past=True))) == ([], 1)


def test_rounds_of_a_plan_that_is_replaced_stay(campaign, province, ward):
    plan = make_issued(province, campaign=campaign, deadlines=(HALF,))
    Plan.objects.filter(pk=plan.pk).update(status="superseded")

    newer = make_issued(province, campaign=campaign, deadlines=(WHOLE,))

    assert [len(opened(one)) for one in (plan, newer)] == [1, 1]


def test_a_provinces_own_form_goes_before_the_countrys(campaign, province, ward):
    make_form(campaign)
    own = make_form(campaign, owner=province)
    make_form(campaign, owner=province, is_in_use=False)
    make_form(campaign, owner=make_unit("tỉnh Khác", level="province"))

    rounds = [opened(make_issued(unit, campaign=campaign, deadlines=(HALF,)))[0] for unit in (province, ward)]

    assert [one.form for one in rounds] == [own, own]


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_the_supervisor_chooses_form_and_levels(round_, lan):
    form = make_form(owner=round_.receiver)
    saved = save_round(round_, actor=lan, revision=1, form=form, levels=["commune", "department", "commune", "x"])

    assert (saved.form, saved.levels, saved.revision) == (form, ["commune", "department"], 2)
    assert events() == ["round.saved"]


def test_saving_the_same_twice_changes_nothing(round_, lan):
    for _ in range(2):
        save_round(round_, actor=lan, revision=1, form=round_.form, levels=["department"])

    assert (ReportingRound.objects.get().revision, events()) == (2, ["round.saved"])


def test_who_was_slower_sees_that_it_changed(round_, lan):
    save_round(round_, actor=lan, revision=1, form=round_.form, levels=["department"])

    with pytest.raises(StaleEdit):
        save_round(round_, actor=lan, revision=1, form=round_.form, levels=["commune", "department"])


def test_somebody_must_owe(round_, lan):
    with pytest.raises(Invalid, match="Chọn ít nhất một cấp"):
        save_round(round_, actor=lan, revision=1, form=round_.form, levels=[])


def test_a_form_stays_once_reports_are_filed_on_it(round_, lan, ward):
    make_report(round_, ward, status="filed")

    with pytest.raises(NotNow, match="không đổi biểu mẫu"):
        save_round(round_, actor=lan, revision=1, form=make_form(owner=round_.receiver), levels=["commune"])
    assert save_round(round_, actor=lan, revision=1, form=round_.form, levels=["commune", "department"]).revision == 2


def test_the_form_of_another_province_or_year_is_refused(round_, lan):
    strangers = (
        make_form(owner=make_unit("tỉnh Khác", level="province")),
        make_form(make_campaign(2025)),
        make_form(is_in_use=False),
    )
    make_form(round_.form.campaign)
    for form in strangers:
        with pytest.raises(Invalid, match="Chọn một biểu mẫu"):
            save_round(round_, actor=lan, revision=1, form=form, levels=["commune"])


@pytest.mark.parametrize("who", ["hoa", "khach", "mai"])
def test_others_may_not_keep_a_round(who, request, round_):
    with pytest.raises(NotAllowed):
        save_round(round_, actor=request.getfixturevalue(who), revision=1, form=None, levels=["commune"])


# --- single units -----------------------------------------------------------------------------------------------------


def test_a_unit_gets_longer_and_its_drafters_are_told(round_, lan, ward, hoa):
    row = except_unit(round_, ward, actor=lan, extended_to=date(2026, 7, 20), reason=" mưa  lũ ")

    assert (row.is_expected, row.extended_to, row.reason, row.decided_by_name) == (
        True, date(2026, 7, 20), "mưa lũ", "Trần Thị Lan",
    )  # fmt: skip
    notice = Notice.objects.get()
    assert (notice.user_id, notice.text) == (
        hoa.user_id,
        "Báo cáo năm 2026 gửi UBND tỉnh Thái Nguyên: được gia hạn đến hết ngày 20/7/2026 (mưa lũ).",
    )
    assert AuditEntry.objects.get(event="round.excepted").after == {
        "is_expected": True, "extended_to": "20/7/2026", "reason": "mưa lũ",
    }  # fmt: skip


def test_the_same_again_changes_nothing_and_another_decision_replaces_it(round_, lan, ward):
    for day in (20, 20, 25):
        except_unit(round_, ward, actor=lan, extended_to=date(2026, 7, day), reason="mưa lũ")

    assert [one.extended_to.day for one in round_.exceptions.all()] == [25]
    assert events() == ["round.excepted"] * 2


@pytest.mark.parametrize("day", [date(2026, 7, 14), date(2026, 6, 1)])
def test_an_extension_is_only_ever_later(day, round_, lan, ward):
    with pytest.raises(Invalid, match="Ngày gia hạn phải sau ngày cuối của kỳ, 14/7/2026"):
        except_unit(round_, ward, actor=lan, extended_to=day, reason="mưa lũ")


def test_without_a_date_there_is_nothing_to_extend(province, lan, ward):
    round_ = make_round(province, kind="undated", due_on=None)

    with pytest.raises(NotNow, match="không ghi ngày"):
        except_unit(round_, ward, actor=lan, extended_to=date(2026, 7, 20), reason="mưa lũ")


@pytest.mark.parametrize(("reason", "sentence"), [(" ", "Ghi lý do"), ("a" * 301, "tối đa 300 ký tự")])
def test_a_reason_is_always_given(reason, sentence, round_, lan, ward):
    with pytest.raises(Invalid, match=sentence):
        except_unit(round_, ward, actor=lan, is_expected=False, reason=reason)


def test_a_unit_is_taken_out_until_it_has_filed(round_, lan, ward, other_commune):
    make_report(round_, other_commune, status="filed")

    assert not except_unit(round_, ward, actor=lan, is_expected=False, reason="đang sáp nhập").is_expected
    with pytest.raises(NotNow, match="đã gửi báo cáo"):
        except_unit(round_, other_commune, actor=lan, is_expected=False, reason="đang sáp nhập")
    with pytest.raises(Invalid, match="không gia hạn"):
        except_unit(round_, ward, actor=lan, is_expected=False, extended_to=date(2026, 7, 20), reason="đang sáp nhập")


def test_a_unit_from_elsewhere_is_added_but_nobody_closed_or_above(round_, lan, ward, province):
    school = make_unit("trường Chuyên", level="school", under=ward)
    closed = make_unit("xã Cũ", under=province, closed_on=date(2025, 6, 30))
    province.refresh_from_db()

    assert except_unit(round_, school, actor=lan, reason="trường trực thuộc tỉnh").is_expected
    with pytest.raises(Invalid, match="không hoạt động"):
        except_unit(round_, closed, actor=lan, reason="thêm")
    with pytest.raises(Invalid, match="nơi nhận"):
        except_unit(round_, province, actor=lan, reason="thêm")


def test_only_who_follows_for_the_receiver_decides(round_, ward, province, hoa, khach):
    strangers = (hoa, khach, make_actor(ward, "supervisor", user=make_user("Hạnh")), make_actor(province, "clerk"))

    for actor in strangers:
        with pytest.raises(NotAllowed):
            except_unit(round_, ward, actor=actor, extended_to=date(2026, 7, 20), reason="mưa lũ")
    assert (events(), Notice.objects.count()) == ([], 0)
