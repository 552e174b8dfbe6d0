"""Theo dõi over HTTP: which round opens, what the grid says, who may see it, urging, tables to take away."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.content.plan import DeadlineContent, DeadlinePurpose
from plans.models import Notice, Plan, Reminder, Report, ReportVersion
from tests.factories import make_draft, make_issued, make_membership, make_unit, make_user
from tests.report_rows import NOW, make_form, make_report, make_round
from tests.views.conftest import browser_of

CHILD = DeadlineContent(
    purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22), owed_by="Ủy ban nhân dân các xã, phường"
)
NOT_REVIEWER = "Chỉ người theo dõi của nơi nhận báo cáo mới làm được việc này."


@pytest.fixture(autouse=True)
def _friday(settings):
    settings.DEMO_TODAY = date(2026, 7, 10)


@pytest.fixture
def round_(province, ward, other_commune):
    return make_round(province, plan=make_issued(province, number=115, deadlines=(CHILD,)))


@pytest.fixture
def tu(province):
    """Drafts for the province, follows nobody."""
    return browser_of(province, "drafter", full_name="Đỗ Văn Tú")


@pytest.fixture
def hanh(ward):
    return browser_of(ward, "supervisor", full_name="Ma Thị Hạnh")


def words(answer):
    return " ".join(answer.content.decode().split())


def at(name, *args):
    return reverse(name, args=args)


def file(round_, unit, status="filed", *, nothing=False, on=NOW):
    report = make_report(round_, unit, status=status)
    Report.objects.filter(pk=report.pk).update(first_filed_at=on)
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing)
    return report


def row(page, name):
    """What stands in the line of a unit of the grid."""
    return next(one for one in page.split("<li> ") if f"{name}<" in one)


# --- which round ------------------------------------------------------------------------------------------------------


def test_where_one_round_is_collected_this_year_it_opens(lan, round_):
    make_round(round_.receiver, form=round_.form, year=2025, due_on=date(2025, 7, 20))

    answer = lan.get(at("follow-up"))

    assert (answer.status_code, answer.url) == (302, at("round-detail", round_.pk))


def test_several_rounds_are_listed_with_their_numbers_and_years(lan, round_, ward):
    second = make_round(
        round_.receiver, form=round_.form, plan=round_.plan, position=1, label="cả năm", due_on=date(2026, 11, 17)
    )
    below = make_round(ward, form=round_.form)
    make_round(round_.receiver, form=round_.form, year=2025, due_on=date(2025, 7, 20))
    file(round_, ward)

    page = words(lan.get(at("follow-up")))

    assert [page.index(at("round-detail", one.pk)) for one in (round_, second, below)] == sorted(
        page.index(at("round-detail", one.pk)) for one in (round_, second, below)
    )
    assert "<b>1</b> trong 2 đã nộp" in page
    assert "báo cáo gửi trước ngày 15/7/2026 (ngày cuối: thứ Ba&nbsp;14/7), " in page
    assert '<strong class="warm">còn 4 ngày</strong>' in page
    assert 'href="?nam=2025"' in page
    assert "năm 2025" not in page
    assert "năm 2025" in words(lan.get(at("follow-up"), {"nam": "2025"}))


def test_a_unit_without_rounds_is_told_how_they_come(hanh, round_):
    page = words(hanh.get(at("follow-up")))

    assert "Năm này chưa có kỳ báo cáo nào gửi về mình." in page
    assert at("round-detail", round_.pk) not in page


@pytest.mark.parametrize("year", ["26", "20x6", "۲۰۲۶", "99999"])
def test_a_year_that_is_none_is_this_one(lan, round_, year):
    assert lan.get(at("follow-up"), {"nam": year}).context["year"] == 2026


def test_only_who_follows_has_the_section_in_the_bar(lan, tu, hoa, round_):
    entry = f'href="{at("follow-up")}"'

    assert [entry in words(one.get("/viec-cua-toi/")) for one in (lan, tu, hoa)] == [True, False, False]
    assert f'{entry} aria-current="true"' in words(lan.get(at("round-detail", round_.pk)))


# --- the door ---------------------------------------------------------------------------------------------------------


PAGES = ("round-detail", "round-chart", "round-remind", "round-save")


@pytest.mark.parametrize("name", PAGES)
def test_who_owes_a_report_sees_nothing_of_the_others(name, hoa, hanh, khach, round_, other_commune):
    make_round(other_commune, form=round_.form)
    stranger = browser_of(make_unit("tỉnh Khác", level="province"), "supervisor", full_name="Dung")

    assert [one.get(at(name, round_.pk)).status_code for one in (hoa, hanh, khach, stranger)] == [404] * 4


def test_tables_are_behind_the_same_door(hoa, round_, ward, province):
    assert [
        hoa.get(at("round-table", round_.pk, "xlsx")).status_code,
        hoa.get(at("round-table", round_.pk, "csv")).status_code,
        hoa.get(at("follow-level", province.pk, 2026)).status_code,
        hoa.get(at("follow-level-table", province.pk, 2026)).status_code,
        hoa.get(at("follow-level", ward.pk, 2026)).status_code,
        hoa.get(at("round-except", round_.pk, ward.pk)).status_code,
    ] == [404, 404, 404, 404, 200, 404]


def test_a_ward_follows_its_schools(hanh, ward, round_):
    school = make_unit("trường 1", level="school", under=ward, short_name="Trường Tiểu học Đức Xuân", place="")
    own = make_round(ward, form=round_.form, levels=["school"])

    page = words(hanh.get(at("round-detail", own.pk)))

    assert "1 đơn vị báo cáo về UBND phường Đức Xuân" in page
    assert school.short_name in page
    assert '<h2 id="so-ke-hoach">' not in page


# --- the grid ---------------------------------------------------------------------------------------------------------


def test_each_unit_stands_with_its_plan_its_report_and_the_next_act(lan, round_, province, ward, other_commune):
    plan = make_issued(ward)
    report = file(round_, ward)
    make_draft(other_commune)
    third = make_unit("xã Ba Bể", under=province)
    done = file(round_, third, "accepted", nothing=True)

    page = words(lan.get(at("round-detail", round_.pk)))

    line = row(page, "Phường Đức Xuân")
    assert f'href="{at("plan-detail", plan.pk)}"><span class="visually-hidden">Kế hoạch: </span>' in line
    assert "Chờ xem xét</span>" in line
    assert f'href="{at("report-detail", report.pk)}">Xem xét<span class="visually-hidden"> Phường Đức Xuân' in line
    line = row(page, "Xã Chợ Mới")
    assert "<small>đang soạn kế hoạch</small>" in line
    assert "cell is-bad" in line
    assert "Quá hạn</span>" in line
    assert "Chưa làm</span>" in line
    assert f'href="{at("round-remind", round_.pk)}?don-vi={other_commune.pk}">Đôn đốc' in line
    line = row(page, "Xã Ba Bể")
    assert "Không phát sinh</span>" in line
    assert f'href="{at("report-detail", done.pk)}">Mở<' in line


def test_exactly_those_who_have_not_filed_are_ticked(lan, round_, province, ward, other_commune):
    file(round_, ward)
    third = make_unit("xã Ba Bể", under=province)
    file(round_, third, "returned")

    page = words(lan.get(at("round-detail", round_.pk)))

    boxes = [one.split(">")[0] for one in page.split('name="don-vi" ')[1:]]
    assert {(f'value="{other_commune.pk}"' in one, "checked" in one) for one in boxes} == {(True, True), (False, False)}
    assert [f'value="{third.pk}"' in one for one in boxes].count(True) == 1
    assert "Đã đánh dấu sẵn <strong>1 đơn vị</strong> chưa nộp báo cáo." in page


def test_numbers_stand_beside_and_never_exceed_what_is_expected(lan, round_, ward, other_commune):
    make_issued(ward)
    file(round_, ward, "accepted", on=datetime(2026, 7, 3, 2, tzinfo=UTC))

    page = words(lan.get(at("round-detail", round_.pk)))

    assert "<b>1</b> trong 2 đã ban hành" in page
    assert "quá hạn 21/5 <b>1</b>" in page
    assert "<b>1</b> trong 2 đã nộp" in page
    assert "Đúng hạn 1, muộn 0." in page
    assert '<tr><td>03/7</td><td class="text-end">1</td></tr>' in page
    assert (
        'alt="Số đơn vị đã gửi báo cáo, theo ngày: đến 10/7/2026 có 1 trong 2 đơn vị; ngày cuối là 14/7/2026."' in page
    )


def test_everybody_in_is_not_the_same_as_everybody_on_time(lan, round_, ward, other_commune, settings):
    settings.DEMO_TODAY = date(2026, 7, 17)
    file(round_, ward)
    file(round_, other_commune, "accepted", on=datetime(2026, 7, 15, 2, tzinfo=UTC))

    page = words(lan.get(at("round-detail", round_.pk)))

    assert "Đã đủ 2 đơn vị</strong>; đúng hạn 1, muộn 1." in page
    assert "nộp muộn 15/7</small>" in row(page, "Xã Chợ Mới")


def test_after_the_last_day_silence_is_red(lan, round_, settings):
    settings.DEMO_TODAY = date(2026, 7, 16)

    page = words(lan.get(at("round-detail", round_.pk)))

    assert '<strong class="bad">quá hạn 2 ngày</strong>' in page
    assert '<strong class="bad">quá hạn chưa nộp 2</strong>' in page
    assert "chưa soạn kế hoạch, chưa làm báo cáo" in row(page, "Xã Chợ Mới")


def test_a_tab_and_a_search_narrow_the_grid_and_odd_ones_do_not(lan, round_, ward, other_commune):
    file(round_, ward)

    def shown(**asked):
        return [one.row.name for one in lan.get(at("round-detail", round_.pk), asked).context["lines"]]

    assert shown(loc="chua-nop") == ["Xã Chợ Mới"]
    assert shown(tim="duc") == ["Phường Đức Xuân"]
    assert shown(xep="danh-muc") == ["Phường Đức Xuân", "Xã Chợ Mới"]
    assert shown(loc="'; --", xep="?", cap="<b>") == ["Xã Chợ Mới", "Phường Đức Xuân"]
    assert "Không có đơn vị nào như thế." in words(lan.get(at("round-detail", round_.pk), {"tim": "zz"}))


def test_who_may_only_look_sees_why_the_button_is_grey(tu, round_):
    page = words(tu.get(at("round-detail", round_.pk)))

    assert f"2 đơn vị chưa nộp báo cáo. {NOT_REVIEWER}" in page
    assert 'name="don-vi"' not in page
    assert at("round-save", round_.pk) not in page


def test_a_page_of_many_units_asks_no_more_than_one_of_few(lan, round_, province, django_assert_max_num_queries):
    lan.get(at("round-detail", round_.pk))
    for number in range(12):
        make_unit(f"xã {number}", under=province)

    with django_assert_max_num_queries(12):
        assert len(lan.get(at("round-detail", round_.pk)).context["lines"]) == 14


def test_the_picture_is_drawn(lan, round_, ward):
    file(round_, ward)

    answer = lan.get(at("round-chart", round_.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert b"</svg>" in answer.content


# --- tables -----------------------------------------------------------------------------------------------------------


def test_the_grid_is_taken_away_as_a_spreadsheet(lan, round_, ward, other_commune):
    make_issued(ward)
    file(round_, ward)

    answer = lan.get(at("round-table", round_.pk, "xlsx"))
    rows = [tuple(one) for one in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]

    assert "Theo%20d%C3%B5i%20b%C3%A1o%20c%C3%A1o%20n%C4%83m%202026" in answer["Content-Disposition"]
    assert rows[1][0] == "Đến 10/7/2026; báo cáo gửi trước ngày 15/7/2026; đã nộp 1 trong 2 đơn vị"
    level = "Xã, phường, đặc khu"
    last = datetime(2026, 7, 14)
    assert rows[4:] == [
        ("UBND xã Chợ Mới", other_commune.code, level, "Chưa soạn, quá hạn", "Chưa làm", None, "", last,
         "chưa soạn kế hoạch"),
        ("UBND phường Đức Xuân", ward.code, level, "Đã ban hành", "Chờ xem xét", datetime(2026, 7, 9), "đúng hạn",
         last, ""),
    ]  # fmt: skip


def test_the_grid_is_taken_away_as_csv_narrowed_as_on_the_screen(lan, round_, ward):
    file(round_, ward)

    text = lan.get(at("round-table", round_.pk, "csv"), {"loc": "cho-xem-xet"}).content.decode("utf-8-sig")

    assert [line.split(";")[0] for line in text.splitlines()] == ["Đơn vị", "UBND phường Đức Xuân"]


def test_another_kind_of_file_is_not_there(lan, round_):
    assert lan.get(at("round-table", round_.pk, "docx")).status_code == 404


# --- the level --------------------------------------------------------------------------------------------------------


def test_a_country_is_read_by_provinces_and_leads_to_their_rounds(client, db):
    country = make_unit("Việt Nam", level="central", short_name="Chính phủ")
    first = make_unit("tỉnh A", level="province", under=country)
    second = make_unit("tỉnh B", level="province", under=country)
    round_ = make_round(first, form=make_form())
    file(round_, make_unit("xã 1", under=first))
    make_unit("xã 2", under=first)
    country.refresh_from_db()
    bo = browser_of(country, "supervisor", full_name="Bộ")

    answer = bo.get(at("follow-level", country.pk, 2026))
    page = words(answer)

    assert "2 đơn vị trực tiếp; đã nộp <b>1</b> trong 2 báo cáo" in page
    assert f'<a href="{at("round-detail", round_.pk)}">UBND tỉnh A</a>' in page
    assert 'UBND tỉnh B <span class="small soft">chưa mở kỳ báo cáo</span>' in page
    assert [one.unit for one in bo.get(at("follow-level", country.pk, 2026), {"tim": "TỈNH b"}).context["shown"]] == [
        second
    ]
    sheet = load_workbook(BytesIO(bo.get(at("follow-level-table", country.pk, 2026)).content)).active
    assert [one[:3] for one in sheet.iter_rows(min_row=5, values_only=True)] == [
        ("UBND tỉnh A", 2, 1), ("UBND tỉnh B", 0, 0), ("Cộng", 2, 1),
    ]  # fmt: skip
    assert bo.get(at("follow-level", country.pk, 1)).status_code == 404
    assert f'href="{at("follow-level", country.pk, 2026)}"' in words(bo.get(at("follow-up")))


# --- urging -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(province):
    """Follows and drafts for the province."""
    return browser_of(province, "supervisor", "drafter", full_name="Trần Thị Lan")


def urge(browser, round_, *units, **more):
    return browser.post(at("round-remind", round_.pk), {"chon": "1", "don-vi": [one.pk for one in units]} | more)


def test_the_chosen_are_shown_before_anything_is_done(desk, round_, ward, other_commune):
    file(round_, other_commune)
    make_membership(make_user("Hoa"), ward)

    page = words(urge(desk, round_, ward, other_commune))

    assert '<h1 class="mb-1">Đôn đốc 1 đơn vị</h1>' in page
    assert "Đã nộp nên không đôn đốc: UBND xã Chợ Mới." in page
    assert "Chưa nộp, còn trong hạn (1):</strong> UBND phường Đức Xuân." in page
    assert "Nhắc ngay 1 đơn vị" in page
    assert "đơn vị giúp" not in page
    assert (Plan.objects.filter(document_type="").count(), Notice.objects.count()) == (0, 0)


def test_opened_by_its_address_it_offers_all_that_have_not_filed_or_the_one_of_a_row(desk, round_, ward, other_commune):
    def chosen(**asked):
        return {one.unit for one in desk.get(at("round-remind", round_.pk), asked).context["found"].every}

    assert (chosen(), chosen(**{"don-vi": ward.pk})) == ({ward, other_commune}, {ward})


def test_nobody_ticked_urges_nobody(desk, round_):
    assert "Các đơn vị đã chọn đều đã nộp." in words(urge(desk, round_))
    assert urge(desk, round_, viec="cong-van").status_code == 409


def test_a_press_drafts_the_letter_and_opens_it(desk, round_, ward):
    answer = urge(desk, round_, ward, viec="cong-van")

    plan = Plan.objects.get(document_type="")
    assert (answer.status_code, answer.url) == (302, at("plan-edit", plan.pk))
    assert plan.addressees == "Ủy ban nhân dân phường Đức Xuân"
    assert desk.get(answer.url).status_code == 200


def test_a_press_reminds_and_says_who_was_not(desk, round_, ward, other_commune, province):
    make_membership(make_user("Hoa"), ward)
    make_membership(make_user("Khách"), other_commune)
    Reminder.objects.create(round=round_, unit=other_commune, offset=-5, sent_at=datetime(2026, 7, 10, tzinfo=UTC))
    third = make_unit("xã Ba Bể", under=province)

    answer = urge(desk, round_, ward, other_commune, third, viec="nhac")
    page = words(desk.get(answer.url))

    assert answer.url == at("round-detail", round_.pk)
    assert "Đã nhắc 1 đơn vị qua cổng." in page
    assert "Đã nhắc trong 24 giờ qua nên không nhắc lại: UBND xã Chợ Mới." in page
    assert "Chưa có người soạn thảo dùng cổng, cần gọi điện: UBND xã Ba Bể." in page
    assert "<small>chưa soạn kế hoạch, nhắc 10/7</small>" in row(page, "Phường Đức Xuân")


def test_who_follows_without_drafting_sees_why_the_letter_is_not_theirs(lan, round_, ward):
    page = words(urge(lan, round_, ward))

    assert "Chỉ người soạn thảo của đơn vị mới soạn được văn bản mới." in page
    assert urge(lan, round_, ward, viec="cong-van").status_code == 403


def test_who_may_not_urge_gets_the_sentence(tu, round_, ward):
    answer = urge(tu, round_, ward, viec="nhac")

    assert answer.status_code == 403
    assert NOT_REVIEWER in words(answer)
    assert not Notice.objects.exists()
