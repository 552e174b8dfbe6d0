"""How many units have filed by each day, as the mock shows it (theo-doi)."""

from datetime import date, timedelta

from plans.charts import filed_by_day, filed_by_day_sentence
from tests.charts.seeing import size, texts

DUE = date(2026, 7, 14)
POINTS = [(date(2026, 7, 2), 1), (date(2026, 7, 6), 4), (date(2026, 7, 10), 13)]


def test_before_the_deadline_it_says_today_the_deadline_and_what_is_still_to_come():
    said = texts(filed_by_day(POINTS, 24, DUE, date(2026, 7, 10)))

    assert said[-3:] == ["hôm nay: 13", "hạn", "cần đủ 24"]
    assert {"02/7", "10/7", "14/7", "0", "12", "24"} < set(said)


def test_nobody_has_filed_yet():
    assert "hôm nay: 0" in texts(filed_by_day([], 93, DUE, date(2026, 7, 9)))


def test_a_round_without_a_date_has_no_deadline():
    said = texts(filed_by_day(POINTS, 24, None, date(2026, 7, 20)))

    assert "hạn" not in said
    assert "hôm nay: 13" in said


def test_when_everybody_has_filed_nothing_is_still_to_come():
    said = texts(filed_by_day([(date(2026, 7, 9), 24)], 24, DUE, date(2026, 7, 10)))

    assert "cần đủ 24" not in said
    assert "hôm nay: 24" in said


def test_after_the_deadline_the_late_ones_are_seen_too():
    said = texts(filed_by_day([*POINTS, (date(2026, 7, 16), 24)], 24, DUE, date(2026, 7, 20)))

    assert {"hôm nay: 24", "hạn", "14/7", "20/7"} < set(said)


def test_a_round_of_years_ago_is_not_drawn_up_to_today():
    said = texts(filed_by_day(POINTS, 24, DUE, date(2028, 1, 1)))

    assert "13/8" in said
    assert "01/1" not in said


def test_reports_months_early_do_not_squeeze_the_last_weeks():
    early = [(DUE - timedelta(days=200), 3), *[(day, count + 3) for day, count in POINTS]]

    assert "30/5" in texts(filed_by_day(early, 24, DUE, date(2026, 7, 10)))


def test_more_filed_than_expected_still_fits():
    assert "30" in texts(filed_by_day([(date(2026, 7, 9), 30)], 24, DUE, date(2026, 7, 10)))


def test_is_as_wide_as_asked():
    assert size(filed_by_day(POINTS, 24, DUE, date(2026, 7, 10))) == (306, 150)
    assert size(filed_by_day(POINTS, 24, DUE, date(2026, 7, 10), width=560)) == (560, 150)


def test_in_words():
    assert filed_by_day_sentence(POINTS, 24, DUE, date(2026, 7, 8)) == (
        "Số đơn vị đã gửi báo cáo, theo ngày: đến 08/7/2026 có 4 trong 24 đơn vị; ngày cuối là 14/7/2026."
    )
    assert filed_by_day_sentence([], 24, None, date(2026, 7, 8)) == (
        "Số đơn vị đã gửi báo cáo, theo ngày: đến 08/7/2026 có 0 trong 24 đơn vị; kỳ này không ghi hạn."
    )
