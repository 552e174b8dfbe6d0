"""The form as a spreadsheet, brought into a report: errors by cell, before and after, one transaction."""

import io
import time
from decimal import Decimal

import pytest
from django.core import signing
from django.db import OperationalError
from openpyxl import load_workbook

from plans.content.report_codec import report_from_json
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit, Unreadable
from plans.models import AuditEntry, Report, ReportingRound
from plans.services.reporting.files import sheets as service
from plans.services.reporting.files.sheets import bring_in, read_sheet, sealed, sheet_for, unsealed
from plans.services.reporting.filing import TypedFigure
from tests.factories import make_actor
from tests.filed import file_it, full_round, ready_report, stored, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

#: The rows of the sheet of `tests.filed.full_form`.
A1, D1, D3, D3_NS, D3_XH, H1 = 7, 9, 10, 11, 12, 14


@pytest.fixture
def report(province, department, ward, hoa):
    return ready_report(full_round(province), ward, hoa)


@pytest.fixture
def ha(ward):
    return make_actor(ward, "drafter", full_name="Ma Thị Hà")


@pytest.fixture
def empty(report):
    Report.objects.filter(pk=report.pk).update(draft={})
    report.refresh_from_db()
    return report


def fill(report, actor, *, words=None, **cells):
    """The report's sheet with these cells written over."""
    book = load_workbook(io.BytesIO(sheet_for(report, actor=actor)))
    for place, value in cells.items():
        book["Số liệu"][place] = value
    for at, text in (words or {}).items():
        book["Nội dung"][at] = text
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(report, actor, **cells):
    return read_sheet(report, fill(report, actor, **cells), file_name="biểu.xlsx", actor=actor)


def changed(preview):
    return [(one.name, one.before, one.after) for one in preview.changes]


def errors(preview):
    return [(one.place, one.shown, one.sentence) for one in preview.errors]


# --- the sheet -------------------------------------------------------------------------------------------------------


def test_the_sheet_asks_what_the_form_asks_and_has_what_the_draft_says(report, hoa):
    figures = load_workbook(io.BytesIO(sheet_for(report, actor=hoa)))["Số liệu"]
    rows = {figures.cell(at, 1).value: [figures.cell(at, column).value for column in (2, 3, 5)] for at in range(6, 15)}

    assert figures["A2"].value == "UBND phường Đức Xuân gửi UBND tỉnh Thái Nguyên (qua Sở Y tế), trước ngày 15/7/2026"
    assert figures["A4"].value == f"Mã biểu: BC{report.pk}-{report.round_id}-2026-1 (giữ nguyên dòng này)"
    assert {key: row for key, row in rows.items() if key} == {
        "A1": ["Trẻ em trên địa bàn", "trẻ", 1164],
        "D1": ["Trẻ em được tặng quà", "trẻ", 312],
        "D3": ["Trị giá quà (cổng tự cộng)", "triệu đồng", 62.4],
        "D3:ns": ["trong đó: ngân sách", "triệu đồng", 18],
        "D3:xh": ["trong đó: xã hội hóa", "triệu đồng", 44.4],
        "H1": ["Diễn đàn", "cuộc", None],
    }


def test_the_parts_stand_above_their_figures_and_sums_are_locked(report, hoa):
    figures = load_workbook(io.BytesIO(sheet_for(report, actor=hoa)))["Số liệu"]

    assert [figures.cell(at, 2).value for at in (6, 8, 13)] == ["I. Công tác chỉ đạo", "II.1. Tặng quà", "Số liệu"]
    assert [figures.cell(at, 5).protection.locked for at in (A1, D3, D3_NS)] == [False, True, False]


def test_a_sum_is_open_until_one_of_its_parts_is_given(empty, hoa):
    figures = load_workbook(io.BytesIO(sheet_for(empty, actor=hoa)))["Số liệu"]

    assert figures.cell(D3, 5).protection.locked is False
    assert figures.cell(D3, 2).value == "Trị giá quà (để trống: cổng tự cộng)"


def test_only_who_writes_the_report_gets_its_sheet(report, hoa, khach, lan):
    assert sheet_for(report, actor=hoa)[:2] == b"PK"
    with pytest.raises(NotAllowed):
        sheet_for(report, actor=khach)
    file_it(report)
    report.refresh_from_db()
    with pytest.raises(NotNow, match="Báo cáo đã gửi"):
        sheet_for(report, actor=hoa)


def test_a_round_without_a_form_has_no_sheet(report, hoa):
    ReportingRound.objects.update(form=None)
    report = Report.objects.select_related("round").get(pk=report.pk)

    with pytest.raises(NotNow, match="chưa có biểu mẫu"):
        sheet_for(report, actor=hoa)


# --- reading ---------------------------------------------------------------------------------------------------------


def test_what_would_change_stands_beside_what_is_there(report, hoa):
    preview = read(report, hoa, E9=386, E11=20, F14="x", words={"D7": "Đã tặng 386 suất."})

    assert changed(preview) == [
        ("Trẻ em được tặng quà", "312", "386"),
        ("Trị giá quà, trong đó: ngân sách", "18", "20"),
        ("Kết quả, cách làm", "", "Đã tặng 386 suất."),
        ("Diễn đàn", "", "không phát sinh"),
    ]
    assert (preview.errors, preview.act) == ((), "Đưa 3 số liệu, 1 nội dung vào báo cáo")
    assert stored(report, "D1") == 312


def test_the_sheet_as_it_was_given_changes_nothing(report, hoa):
    preview = read(report, hoa)

    assert (preview.changes, preview.errors, preview.same, preview.empty) == ((), (), 5, 1)


def test_an_empty_cell_leaves_the_report_as_it_is(report, hoa):
    assert read(report, hoa, E9=None).changes == ()


@pytest.mark.parametrize(
    ("value", "after"),
    [
        (386, "386"),
        ("1.386", "1.386"),
        ("kps", "không phát sinh"),
        ("-", "không phát sinh"),
        (386.0000000001, "386"),
    ],
)
def test_numbers_and_words_are_understood(report, hoa, value, after):
    assert changed(read(report, hoa, E9=value)) == [("Trẻ em được tặng quà", "312", after)]


@pytest.mark.parametrize("value", [71.49999999, 71.5, "71,5", 71.50000001])
def test_the_noise_of_computing_is_taken_away(report, hoa, value):
    assert changed(read(report, hoa, E12=value)) == [("Trị giá quà, trong đó: xã hội hóa", "44,4", "71,5")]


@pytest.mark.parametrize("tick", ["x", "X", "kps", "Không phát sinh.", "có"])
def test_the_tick_is_khong_phat_sinh(report, hoa, tick):
    assert changed(read(report, hoa, F14=tick)) == [("Diễn đàn", "", "không phát sinh")]


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (
            {"E9": "=1+1"},
            ("E9", "=1+1", "Ô là công thức; sao chép ô rồi dán giá trị (Dán đặc biệt → Giá trị), hoặc gõ số."),
        ),
        ({"E9": 12.5}, ("E9", "12,5", "“Trẻ em được tặng quà” tính bằng trẻ, ghi số nguyên.")),
        ({"E9": -3}, ("E9", "-3", "“Trẻ em được tặng quà” không thể dưới 0 trẻ; kiểm tra lại.")),
        ({"E9": "nhiều"}, ("E9", "nhiều", "“nhiều” không phải là số; ghi như 1.234 hoặc 1.234,5.")),
        (
            {"E12": 71.45},
            ("E12", "71,45", "“Trị giá quà” tính bằng triệu đồng, ghi số có nhiều nhất 1 chữ số sau dấu phẩy."),
        ),
        ({"F9": "có lẽ"}, ("F9", "có lẽ", "Cột “Không phát sinh” chỉ ghi x, hoặc để trống.")),
        ({"F9": "x"}, ("E9", "312", "Vừa có số, vừa đánh dấu không phát sinh; xóa một trong hai.")),
        ({"G9": "x" * 301}, ("G9", f"{'x' * 60}…", "Ghi chú tối đa 300 ký tự.")),
        ({"A9": "D99"}, ("E9", "312", "Biểu mẫu trên cổng không có chỉ tiêu mã D99.")),
        ({"A14": "D1", "E14": 5}, ("E14", "5", "Mã D1 đã có ở ô E9; xóa một trong hai dòng.")),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_taken_says_what_to_do(report, hoa, cells, error):
    preview = read(report, hoa, **cells)

    assert errors(preview) == [error]
    assert preview.changes == ()


def test_one_bad_cell_does_not_keep_the_others_out(report, hoa):
    preview = read(report, hoa, E7="nhiều", E9=386)

    assert (len(preview.errors), changed(preview)) == (1, [("Trẻ em được tặng quà", "312", "386")])


def test_a_note_is_kept_and_so_is_what_the_sheet_does_not_ask(report, hoa):
    type_in(report, "tang-qua", hoa, D1=TypedFigure(text="312", without_doubles=True, note="đã rà soát"))
    report.refresh_from_db()
    bring_in(report, read(report, hoa, E9=386).sent, actor=hoa)
    report.refresh_from_db()
    figure = report_from_json(report.draft).figure("D1")

    assert (figure.value, figure.note, figure.without_doubles) == (386, "đã rà soát", True)


def test_what_seems_to_name_a_child_is_marked(report, hoa):
    preview = read(report, hoa, words={"D7": "Cháu N.V.A., lớp 4B được tặng xe đạp."})

    assert len(preview.changes[0].doubts) >= 1


def test_too_long_a_text_and_an_unknown_part_name_their_sheet(report, hoa):
    preview = read(report, hoa, words={"D7": "x" * 20_500, "A8": "la", "D8": "Chữ."})

    assert [(place, sentence) for place, _, sentence in errors(preview)] == [
        ("D7, trang Nội dung", "Mỗi phần ghi tối đa 20.000 ký tự; bớt 500 ký tự."),
        ("D8, trang Nội dung", "Biểu mẫu trên cổng không có phần này; chép nội dung vào phần khác."),
    ]


def test_the_form_of_another_report_is_refused(report, hoa, khach, other_commune):
    other = ready_report(report.round, other_commune)

    with pytest.raises(
        Invalid, match=r"biểu của báo cáo khác \(“UBND xã Chợ Mới gửi .*đây là báo cáo năm 2026 của UBND"
    ):
        read_sheet(report, fill(other, khach), file_name="b.xlsx", actor=hoa)


def test_a_form_that_does_not_say_whose_it_is_is_refused(report, hoa):
    with pytest.raises(Invalid, match="Không thấy dòng “Mã biểu”"):
        read(report, hoa, A4="")


def test_a_form_changed_by_its_receiver_is_read_and_said_so(report, hoa):
    data = fill(report, hoa, E9=386)
    report.round.form.revision = 2
    report.round.form.save()
    preview = read_sheet(report, data, file_name="b.xlsx", actor=hoa)

    assert (preview.is_older_form, len(preview.changes)) == (True, 1)


def test_a_bad_file_is_a_sentence(report, hoa):
    with pytest.raises(Unreadable, match="Tệp bị hỏng"):
        read_sheet(report, b"PK", file_name="b.xlsx", actor=hoa)


def test_reading_costs_the_same_queries_for_any_number_of_cells(report, hoa, django_assert_num_queries):
    few, many = fill(report, hoa), fill(report, hoa, E7=1, E9=2, E11=3, E12=4, E14=5)
    with django_assert_num_queries(20, exact=False) as first:
        read_sheet(Report.objects.get(pk=report.pk), few, file_name="b.xlsx", actor=hoa)
    with django_assert_num_queries(len(first)):
        read_sheet(Report.objects.get(pk=report.pk), many, file_name="b.xlsx", actor=hoa)


# --- bringing in -----------------------------------------------------------------------------------------------------


def test_what_was_looked_at_is_written_with_one_row_in_the_audit_trail(empty, hoa):
    AuditEntry.objects.all().delete()
    preview = read(empty, hoa, E7=1170, E9=386, E11=20, E12=71.5, F14="x", words={"D6": "Đã ban hành kế hoạch."})

    assert bring_in(empty, preview.sent, actor=hoa) == 6
    assert [stored(empty, key) for key in ("A1", "D1", "D3", "D3:ns", "D3:xh", "H1")] == [
        1170, 386, Decimal("91.5"), 20, Decimal("71.5"), "nothing",
    ]  # fmt: skip
    assert report_from_json(empty.draft).text("chi-dao") == "Đã ban hành kế hoạch."
    row = AuditEntry.objects.get()
    assert (row.event, row.actor_name, row.after["file"], row.after["places"]) == (
        "report.saved", "Nguyễn Thị Hoa", "biểu.xlsx", 6,
    )  # fmt: skip


def test_the_receivers_people_bring_it_in_for_a_unit_without_an_account(report, lan):
    Report.objects.filter(pk=report.pk).update(updated_by=None)
    report.refresh_from_db()
    bring_in(report, read(report, lan, E9=386).sent, actor=lan)

    assert stored(report, "D1") == 386


def test_a_part_written_meanwhile_stops_everything_and_is_looked_at_again(report, hoa, ha):
    preview = read(report, hoa, E7=1170, E9=386)
    type_in(report, "tang-qua", ha, D1="313")
    report.refresh_from_db()

    with pytest.raises(StaleEdit):
        bring_in(report, preview.sent, actor=hoa)
    assert [stored(report, key) for key in ("A1", "D1")] == [1164, 313]
    again = service.preview_again(report, preview.sent)
    assert changed(again) == [("Trẻ em trên địa bàn", "1.164", "1.170"), ("Trẻ em được tặng quà", "313", "386")]
    bring_in(report, again.sent, actor=hoa)
    assert [stored(report, key) for key in ("A1", "D1")] == [1170, 386]


def test_a_part_written_meanwhile_elsewhere_hinders_nobody(report, hoa, ha):
    preview = read(report, hoa, E9=386)
    type_in(report, "chi-dao", ha, A1="1.200")
    report.refresh_from_db()
    bring_in(report, preview.sent, actor=hoa)

    assert [stored(report, key) for key in ("A1", "D1")] == [1200, 386]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_failing_database_leaves_nothing_half_done(report, hoa, failing_write, number):
    preview = read(report, hoa, E7=1170, E9=386)
    with pytest.raises(OperationalError), failing_write(number):
        bring_in(report, preview.sent, actor=hoa)

    assert [stored(report, key) for key in ("A1", "D1")] == [1164, 312]


def test_pressing_twice_says_that_nothing_is_new(report, hoa):
    sent = read(report, hoa, E9=386).sent
    bring_in(report, sent, actor=hoa)
    report.refresh_from_db()

    with pytest.raises(Invalid, match="không có số liệu nào khác"):
        bring_in(report, sent, actor=hoa)


def test_a_report_filed_meanwhile_is_not_changed(report, hoa):
    sent = read(report, hoa, E9=386).sent
    file_it(report)
    report.refresh_from_db()

    with pytest.raises(NotNow):
        bring_in(report, sent, actor=hoa)


# --- between looking and pressing ------------------------------------------------------------------------------------


def test_what_was_read_travels_signed(report, hoa):
    sent = read(report, hoa, E9=386, F14="x", words={"D7": "Chữ."}).sent

    assert unsealed(sealed(sent, hoa), report, hoa) == sent


def test_a_changed_an_old_and_anothers_page_are_refused(report, hoa, lan, monkeypatch):
    text = sealed(read(report, hoa, E9=386).sent, hoa)
    for wrong, actor in ((text[:-2] + "xx", hoa), ("", hoa), (text, lan), (signing.dumps({}, salt="other"), hoa)):
        with pytest.raises(Invalid, match="tải tệp lên lại"):
            unsealed(wrong, report, actor)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60)
    assert unsealed(text, report, hoa).file == "biểu.xlsx"
    monkeypatch.setattr(time, "time", lambda: now + 61 * 60)
    with pytest.raises(Invalid, match="quá 1 giờ"):
        unsealed(text, report, hoa)
