"""A report begun, written part by part and filed: by whom, what is kept, what is refused, what is counted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError

from plans import clock
from plans.content.report_codec import report_from_json
from plans.enums import PlanStatus
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, Figure, FormField, IssuingUnit, Notice, Plan, Report, ReportVersion, RoundUnit
from plans.queries.reporting.owed import counts, due_of
from plans.reporting.deadlines import is_late
from plans.rules.actor import SYSTEM, Actor
from plans.services.reporting.filing import TypedFigure, begin, file_report, save_section
from tests.factories import make_actor, make_issued, make_unit
from tests.filed import figures_of, file_it, full_round, ready_report, stored, type_in
from tests.report_rows import NOW, make_indicator, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def ha(ward):
    return make_actor(ward, "drafter", full_name="Ma Thị Hà")


@pytest.fixture
def round_(province, department):
    return full_round(province)


@pytest.fixture
def report(round_, ward, hoa):
    return begin(round_, ward, actor=hoa)


@pytest.fixture
def ready(round_, ward, hoa):
    return ready_report(round_, ward, hoa)


def save(report, actor, section="tang-qua", revision=0, text=None, is_nothing=False, **figures):
    typed = {key.replace("_", ":"): TypedFigure(text=value) for key, value in figures.items()}
    return save_section(
        report, actor=actor, revision=revision, section=section, typed=typed, text=text, is_nothing=is_nothing
    )


def events(kind="report."):
    return list(AuditEntry.objects.filter(event__startswith=kind).order_by("id").values_list("event", "actor_name"))


def refused(report, actor=SYSTEM):
    with pytest.raises(Invalid) as error:
        file_it(report, actor)
    return error.value.fields


# --- beginning --------------------------------------------------------------------------------------------------------


def test_the_units_drafter_begins_and_finds_the_same_report_again(round_, ward, hoa):
    report = begin(round_, ward, actor=hoa)

    assert (report.status, report.unit, report.version, report.revision) == ("drafting", ward, None, 1)
    assert begin(round_, ward, actor=hoa) == report
    assert events() == [("report.saved", "Nguyễn Thị Hoa")]


def test_the_receivers_people_begin_for_a_unit_without_an_account(round_, ward, lan):
    assert begin(round_, ward, actor=lan).unit == ward


def test_somebody_elses_report_is_not_begun(round_, ward, khach, mai):
    for actor in (khach, mai):
        with pytest.raises(NotAllowed):
            begin(round_, ward, actor=actor)
    assert not Report.objects.exists()


def test_who_owes_nothing_begins_nothing(round_, ward, hoa, department, lan):
    with pytest.raises(NotNow, match="Sở Y tế không phải báo cáo trong kỳ này"):
        begin(round_, department, actor=lan)
    RoundUnit.objects.create(
        round=round_, unit=ward, is_expected=False, reason="sáp nhập", decided_at=NOW, decided_by_name="Trần Thị Lan"
    )
    with pytest.raises(NotNow, match="UBND phường Đức Xuân không phải báo cáo trong kỳ này"):
        begin(round_, ward, actor=hoa)


def test_a_plan_that_was_withdrawn_asks_for_no_report(round_, ward, hoa):
    Plan.objects.filter(pk=round_.plan_id).update(status=PlanStatus.WITHDRAWN)
    round_.plan.refresh_from_db()

    with pytest.raises(NotNow, match="đã thu hồi hoặc được thay thế"):
        begin(round_, ward, actor=hoa)


def test_a_report_that_is_there_is_found_whatever_became_of_the_plan(round_, ward, hoa, report):
    Plan.objects.filter(pk=round_.plan_id).update(status=PlanStatus.WITHDRAWN)

    assert begin(round_, ward, actor=hoa) == report


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_section_keeps_its_figures_and_its_words(report, hoa):
    saved = save(report, hoa, text=" Đã  tặng. ", D1="386", D3_ns="20", D3_xh="71,5")

    assert [stored(report, one) for one in ("D1", "D3", "D3:ns")] == [386, Decimal("91.5"), 20]
    assert report_from_json(saved.draft).text("tang-qua") == "Đã tặng."
    assert (saved.draft["sections"], saved.revision, saved.updated_by_id) == ({"tang-qua": 1}, 2, hoa.user_id)


def test_what_is_not_sent_stays(report, hoa):
    save(report, hoa, text="Đã tặng.", D1="386")
    save(report, hoa, revision=1, D3_ns="20")

    assert (stored(report, "D1"), report_from_json(report.draft).text("tang-qua")) == (386, "Đã tặng.")


def test_what_cannot_be_read_is_kept_as_typed(report, hoa):
    save(report, hoa, D1="khoảng 300", D3_ns="-5")

    assert [stored(report, one) for one in ("D1", "D3:ns")] == ["khoảng 300", "-5"]


def test_a_whole_section_is_nothing(report, hoa):
    save(report, hoa, is_nothing=True, D1="")

    assert [stored(report, one) for one in ("D1", "D3", "D3:ns", "D3:xh", "A1")] == ["nothing"] * 4 + [None]


def test_figures_on_their_own_are_saved_without_a_section(report, hoa):
    save(report, hoa, section="", H1="2")

    assert stored(report, "H1") == 2


def test_two_people_in_two_sections_do_not_hinder_each_other(report, hoa, ha):
    mine = Report.objects.get(pk=report.pk)
    save(report, hoa, section="chi-dao", A1="1164")
    save(mine, ha, D1="386")

    assert (stored(report, "A1"), stored(report, "D1")) == (1164, 386)


def test_of_two_in_one_section_the_later_is_told_what_stands_there(report, hoa, lan):
    save(report, lan, text="Của Lan", D1="1")

    with pytest.raises(StaleEdit) as stale:
        save(report, hoa, text="Của Hoa", D1="không")
    error = stale.value
    assert (error.revision, error.editor) == (1, "Trần Thị Lan")
    assert error.theirs == "Trẻ em được tặng quà: 1\nCủa Lan"
    assert error.mine == "Trẻ em được tặng quà: không phát sinh\nCủa Hoa"
    assert stored(report, "D1") == 1


def test_the_same_words_sent_twice_are_no_conflict(report, hoa):
    """The answer was lost on the way, so the telephone sends them again at the revision it knows."""
    save(report, hoa, text="Đã tặng.", D1="386")
    again = save(report, hoa, text="Đã tặng.", D1="386")

    assert (again.revision, again.draft["sections"]) == (2, {"tang-qua": 1})


@pytest.mark.parametrize(("section", "figure"), [("chi-dao", "D1"), ("khong-co", "A1"), ("tang-qua", "Z9")])
def test_what_the_section_does_not_ask_for_is_refused(report, hoa, section, figure):
    with pytest.raises(Invalid, match="Biểu mẫu vừa được nơi nhận sửa"):
        save(report, hoa, section=section, **{figure: "1"})
    assert stored(report, figure) is None


def test_a_text_too_long_is_refused_and_what_was_there_stays(report, hoa):
    save(report, hoa, text="Ngắn.")
    with pytest.raises(Invalid) as error:
        save(report, hoa, revision=1, text="a" * 20_001)

    assert error.value.fields == {"tang-qua:text": "Phần “Tặng quà” ghi tối đa 20.000 ký tự; bớt 1 ký tự."}
    report.refresh_from_db()
    assert report_from_json(report.draft).text("tang-qua") == "Ngắn."


def test_strangers_and_those_without_the_role_write_nothing(report, khach, mai):
    for actor in (khach, mai):
        with pytest.raises(NotAllowed):
            save(report, actor, D1="1")
    assert stored(report, "D1") is None


def test_a_round_without_a_form_takes_nothing_but_nothing(province, ward, hoa):
    round_ = make_round(province)
    type(round_).objects.filter(pk=round_.pk).update(form=None)
    round_.refresh_from_db()
    report = begin(round_, ward, actor=hoa)

    with pytest.raises(NotNow, match="chưa có biểu mẫu"):
        save(report, hoa, section="")
    assert file_it(report, hoa, is_nothing=True).is_nothing


# --- the audit trail --------------------------------------------------------------------------------------------------


def test_one_sitting_is_one_row_of_the_trail(report, hoa, ha, monkeypatch):
    """Beginning is the first row of Hoa's sitting; Hà's is her own."""
    for at in range(3):
        save(report, hoa, revision=at, D1=str(at + 1))
    save(report, ha, revision=3, D1="9")
    assert events() == [("report.saved", "Nguyễn Thị Hoa"), ("report.saved", "Ma Thị Hà")]

    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    save(report, hoa, revision=4, D1="10")
    assert [name for _, name in events()] == ["Nguyễn Thị Hoa", "Ma Thị Hà", "Nguyễn Thị Hoa"]


def test_a_row_of_the_trail_says_which_report_and_never_a_figure(report, hoa):
    save(report, hoa, D1="386")

    [row] = AuditEntry.objects.filter(event="report.saved")
    assert (row.unit_id, row.subject, row.after) == (
        report.unit_id,
        "UBND phường Đức Xuân",
        {"report": report.pk, "begun": True},
    )


# --- filing -----------------------------------------------------------------------------------------------------------


def test_filing_freezes_a_version_and_writes_its_figures(ready, hoa):
    before = ready.draft
    version = file_report(ready, actor=hoa, revision=ready.revision)

    ready.refresh_from_db()
    assert (ready.status, ready.version, ready.revision) == ("filed", version, 4)
    assert (version.number, version.kind, version.filed_by_name, version.source) == (1, "filed", "Nguyễn Thị Hoa", "")
    assert report_from_json(version.content) == report_from_json(before) == report_from_json(ready.draft)
    assert "sections" not in version.content
    assert ready.first_filed_at == ready.filed_at == version.filed_at
    assert figures_of(ready) == {"A1": 1164, "D1": 312, "D3": Decimal("62.4"), "D3:ns": 18, "D3:xh": Decimal("44.4")}
    assert events()[-1] == ("report.filed", "Nguyễn Thị Hoa")


def test_nothing_is_a_row_of_its_own_and_empty_is_none(ready, hoa):
    type_in(ready, "tang-qua", hoa, D3_ns="-", D3_xh="-")
    report = file_it(ready, hoa)

    assert figures_of(report) == {"A1": 1164, "D1": 312, "D3": "nothing", "D3:ns": "nothing", "D3:xh": "nothing"}


def test_a_whole_report_of_nothing_is_filed_in_one_press_and_has_no_figures(report, round_, hoa):
    save(report, hoa, D1="khoảng 7")
    filed = file_it(report, hoa, is_nothing=True)

    assert (filed.is_nothing, filed.version.is_nothing, figures_of(filed)) == (True, True, {})
    assert report_from_json(filed.version.content).figures == ()
    assert stored(filed, "D1") == "khoảng 7"  # should it come back, what was typed before is still there
    assert counts(round_).nothing == 1


def test_that_doubles_are_out_goes_into_the_figures(ready, hoa):
    type_in(ready, "tang-qua", hoa, D1=TypedFigure(text="312", without_doubles=True))
    file_it(ready, hoa)

    assert list(Figure.objects.filter(without_doubles=True).values_list("indicator__code", flat=True)) == ["D1"]


def test_what_is_missing_or_unreadable_is_named_field_by_field(report, hoa):
    save(report, hoa, D3_ns="1.5")

    assert refused(report, hoa) == {
        "chi-dao:A1": "Ghi số liệu “Trẻ em trên địa bàn”, hoặc đánh dấu không phát sinh.",
        "chi-dao:text": "Viết vài dòng ở phần “Công tác chỉ đạo”.",
        "tang-qua:D1": "Ghi số liệu “Trẻ em được tặng quà”, hoặc đánh dấu không phát sinh.",
        "tang-qua:D3:ns": "Không rõ “1.5”: phần lẻ ghi sau dấu phẩy (1,5), dấu chấm để tách hàng nghìn.",
    }
    assert not ReportVersion.objects.exists()
    assert not Figure.objects.exists()


def test_the_sentence_of_a_refusal_says_the_first_and_how_many_more(report, hoa):
    with pytest.raises(Invalid, match=r"^Chưa gửi được: Ghi số liệu “Trẻ em trên địa bàn”.* Còn 2 chỗ nữa phải sửa.$"):
        file_it(report, hoa)


def test_an_unusual_figure_needs_a_reason(ready, hoa):
    type_in(ready, "tang-qua", hoa, D1="1.200")
    assert list(refused(ready, hoa)) == ["tang-qua:D1"]

    type_in(ready, "tang-qua", hoa, D1=TypedFigure(text="1.200", note="có trẻ tạm trú"))
    assert figures_of(file_it(ready, hoa))["D1"] == 1200


def test_last_years_report_is_what_a_figure_is_compared_with(ready, round_, ward, hoa):
    last = make_round(
        round_.receiver,
        form=round_.form,
        plan=make_issued(round_.receiver, year=2025),
        year=2025,
        due_on=date(2025, 7, 15),
    )
    file_it(ready_report(last, ward))
    type_in(ready, "tang-qua", hoa, D1="936")

    assert refused(ready, hoa) == {"tang-qua:D1": "Gấp 3 lần năm trước. Gõ nhầm thì sửa; đúng thì ghi lý do."}


def test_a_childs_name_is_told_and_does_not_block(ready, hoa):
    type_in(ready, "tang-qua", hoa, text="Thăm cháu N.V.A, lớp 4B.")

    assert file_it(ready, hoa).status == "filed"


def test_what_the_form_no_longer_asks_for_is_not_filed(ready, round_, hoa):
    FormField.objects.filter(indicator__code="D3").update(indicator=make_indicator("Z1"))

    assert figures_of(file_it(ready, hoa)) == {"A1": 1164, "D1": 312}


# --- again, late, at once ---------------------------------------------------------------------------------------------


def test_of_two_browsers_that_file_one_wins(ready, hoa):
    other = Report.objects.get(pk=ready.pk)
    file_it(ready, hoa)

    with pytest.raises(NotNow, match="Báo cáo đã gửi rồi"):
        file_report(other, actor=hoa, revision=other.revision)
    assert ReportVersion.objects.count() == 1
    assert Figure.objects.count() == 5


def test_who_files_without_having_seen_the_last_words_is_told(ready, hoa, ha):
    seen = ready.revision
    type_in(ready, "tang-qua", ha, D1="313")

    with pytest.raises(StaleEdit, match="vừa được người khác ghi thêm"):
        file_report(ready, actor=hoa, revision=seen)


def test_a_filed_report_takes_no_more_words(ready, hoa):
    report = file_it(ready, hoa)

    with pytest.raises(NotNow, match="đã gửi nên không sửa được"):
        save(report, hoa, revision=1, D1="1")


def test_after_its_last_day_a_report_is_filed_and_late(ready, round_, hoa, settings):
    settings.DEMO_TODAY = date(2026, 7, 15)
    version = file_report(ready, actor=hoa, revision=ready.revision)

    assert is_late(due_of(round_), version.filed_at)
    assert (counts(round_).filed, counts(round_).late) == (1, 1)


def test_who_was_taken_out_of_the_round_meanwhile_files_nothing(ready, round_, ward, hoa):
    RoundUnit.objects.create(
        round=round_, unit=ward, is_expected=False, reason="sáp nhập", decided_at=NOW, decided_by_name="Trần Thị Lan"
    )

    with pytest.raises(NotNow, match="không phải báo cáo trong kỳ này"):
        file_it(ready, hoa)


def test_who_was_moved_under_another_unit_meanwhile_files_there_and_not_here(ready, ward, hoa):
    IssuingUnit.objects.move(ward, make_unit("tỉnh Cao Bằng", level="province"), pos="last-child")

    with pytest.raises(NotNow, match="không phải báo cáo trong kỳ này"):
        file_it(ready, replace(hoa, unit_path=IssuingUnit.objects.get(pk=ward.pk).path))
    assert not Figure.objects.exists()


def test_a_database_that_fails_half_way_leaves_nothing(ready, hoa, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("disk full")

    monkeypatch.setattr(Figure.objects, "bulk_create", fail)
    with pytest.raises(OperationalError):
        file_it(ready, hoa)

    ready.refresh_from_db()
    assert (ready.status, ready.version, ReportVersion.objects.count()) == ("drafting", None, 0)


# --- on behalf --------------------------------------------------------------------------------------------------------


def test_the_receivers_people_say_what_they_typed_from(round_, ward, lan):
    report = ready_report(round_, ward, lan)

    with pytest.raises(Invalid) as error:
        file_it(report, lan, source=" ")
    assert list(error.value.fields) == ["source"]

    filed = file_it(report, lan, source="theo bản giấy")
    assert (filed.source, filed.version.source, filed.version.filed_by_name) == (
        "theo bản giấy",
        "theo bản giấy",
        "Trần Thị Lan",
    )


def test_whoever_has_the_link_files_for_the_unit(round_, ward):
    guest = Actor(
        user_id=None,
        full_name="Bế Thị Thủy",
        unit_id=ward.pk,
        unit_path=ward.path,
        scope_path=ward.path,
        roles=frozenset({"drafter"}),
    )
    filed = file_it(ready_report(round_, ward, guest), guest)

    assert (filed.version.filed_by, filed.version.filed_by_name) == (None, "Bế Thị Thủy")
    assert events() == [("report.saved", "Bế Thị Thủy"), ("report.filed", "Bế Thị Thủy")]


def test_a_first_filing_bothers_nobody(ready, hoa, lan):
    file_it(ready, hoa)

    assert not Notice.objects.exists()


def test_people_of_another_unit_type_nothing_in(round_, ward, province):
    stranger = make_actor(make_unit("tỉnh Cao Bằng", level="province"), "supervisor", "drafter")

    with pytest.raises(NotAllowed):
        begin(round_, ward, actor=stranger)
