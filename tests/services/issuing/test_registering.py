"""The register's lines: what a clerk fills in by hand, numbers given up, and going on from a register on paper."""

from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, IssuingPractice, NumberSeries, RegisterEntry
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_other_number
from plans.services.issuing.registering import columns_by_hand, open_series, save_entry, stamp_of, void_number
from tests.factories import TODAY, make_actor, make_user
from tests.numbered import numbered_plan

BY_HAND = ("archive_holder", "copies", "dispatched_on", "receipt", "note")


@pytest.fixture(autouse=True)
def _day(day_of_the_story):
    """13 May 2026."""


@pytest.fixture
def letter(ward):
    return take_other_number(ward, actor=SYSTEM, document_type="Thông báo", abstract="Về họp", signer_name="Ma Thị Na")


@pytest.fixture
def of_plan(ward):
    return numbered_plan(ward).register_entries.get()


def save(entry, actor, **values):
    return save_entry(entry, actor=actor, stamp=stamp_of(entry), values=values)


def line(entry):
    return RegisterEntry.objects.filter(pk=entry.pk).values("abstract", *BY_HAND).get()


# --- columns by hand -------------------------------------------------------------------------------------------------


def test_the_clerk_fills_the_columns_and_the_trail_says_what_changed(of_plan, mai, ward):
    save(of_plan, mai, copies=12, dispatched_on=TODAY, receipt="Hà,  bưu tá", note="", archive_holder="VT, VHXH")

    assert line(of_plan) == {
        "abstract": "Triển khai Tháng hành động vì trẻ em", "archive_holder": "VT, VHXH", "copies": 12,
        "dispatched_on": TODAY, "receipt": "Hà, bưu tá", "note": "",
    }  # fmt: skip
    row = AuditEntry.objects.get(event="register.saved")
    assert (row.subject, row.actor_name, row.unit_id, row.plan_id) == (
        "01/KH-UBND (2026)", "Lý Thị Mai", ward.pk, of_plan.plan_id,
    )  # fmt: skip
    assert (row.before, row.after) == (
        {"copies": None, "dispatched_on": None, "receipt": "", "archive_holder": "VT"},
        {"copies": 12, "dispatched_on": "13/5/2026", "receipt": "Hà, bưu tá", "archive_holder": "VT, VHXH"},
    )


def test_of_a_plan_only_these_columns_change_of_another_document_also_its_words(of_plan, letter, mai):
    assert columns_by_hand(of_plan) == BY_HAND
    assert columns_by_hand(letter) == ("abstract", "signer_name", "recipients", *BY_HAND)

    save(of_plan, mai, abstract="Lời khác", number=9, issued_on=date(2026, 1, 1), symbol="X")
    save(letter, mai, abstract="Về cuộc họp", number=9, issued_on=date(2026, 1, 1), symbol="X")

    assert [(str(row), row.abstract, row.issued_on) for row in RegisterEntry.objects.order_by("number")] == [
        ("01/KH-UBND", "Triển khai Tháng hành động vì trẻ em", TODAY),
        ("02/TB-UBND", "Về cuộc họp", TODAY),
    ]


def test_saving_the_same_again_writes_nothing_whatever_the_stamp(letter, mai):
    save_entry(letter, actor=mai, stamp="cũ", values={"note": " ", "copies": None})

    assert AuditEntry.objects.filter(event="register.saved").count() == 0


def test_who_was_slower_is_told_by_whom_and_loses_nothing(letter, mai, ward):
    colleague = make_actor(ward, "clerk", user=make_user("Ma Văn Tú"))
    stamp = stamp_of(letter)
    save(letter, colleague, note="khẩn")

    with pytest.raises(StaleEdit, match=r"^Ma Văn Tú vừa ghi dòng này, nên bản của mình chưa lưu\.$"):
        save_entry(letter, actor=mai, stamp=stamp, values={"copies": 3})
    assert (line(letter)["note"], line(letter)["copies"]) == ("khẩn", None)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        (
            {"dispatched_on": date(2026, 5, 12)},
            {"dispatched_on": "Ngày chuyển phải từ ngày văn bản (13/5/2026) trở đi."},
        ),
        ({"dispatched_on": date(2026, 5, 14)}, {"dispatched_on": "Ngày chuyển không được sau hôm nay (13/5/2026)."}),
        ({"abstract": " "}, {"abstract": "Ghi trích yếu của văn bản."}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(letter, mai, values, fields):
    before = line(letter)

    with pytest.raises(Invalid) as refused:
        save(letter, mai, **values)
    assert (refused.value.fields, line(letter)) == (fields, before)


# --- numbers given up ------------------------------------------------------------------------------------------------


def test_a_void_number_stays_with_its_reason_and_is_not_given_again(letter, mai, ward):
    voided = void_number(letter, actor=mai, reason=" Gửi  nhầm ")

    assert (voided.void_reason, voided.voided_by_name) == ("Gửi nhầm", "Lý Thị Mai")
    row = AuditEntry.objects.get(event="number.voided")
    assert (row.subject, row.after) == ("01/TB-UBND (2026)", {"reason": "Gửi nhầm"})
    assert take_other_number(ward, actor=mai, document_type="Thông báo", abstract="Về họp").number == 2


@pytest.mark.parametrize("reason", ["", " \u200b", "x" * 301])
def test_a_number_is_not_given_up_without_a_reason_that_fits(letter, mai, reason):
    with pytest.raises(Invalid) as refused:
        void_number(letter, actor=mai, reason=reason)
    assert list(refused.value.fields) == ["reason"]
    assert RegisterEntry.objects.get().is_void is False


def test_a_void_line_is_closed(letter, mai):
    void_number(letter, actor=mai, reason="Gửi nhầm")

    with pytest.raises(NotNow, match=r"^Số 01/TB-UBND đã bỏ rồi: Gửi nhầm$"):
        void_number(letter, actor=mai, reason="Lần nữa")
    with pytest.raises(NotNow, match="dòng của nó không sửa nữa"):
        save(letter, mai, note="thêm")


def test_a_plans_number_is_given_up_only_by_sending_the_plan_back(of_plan, mai):
    with pytest.raises(NotNow, match=r"^Số này của một kế hoạch trên cổng: trả lại kế hoạch thì số được bỏ"):
        void_number(of_plan, actor=mai, reason="Nhầm")


@pytest.mark.parametrize("who", ["hoa", "binh", "khach", "lan"])
def test_the_units_clerk_alone_writes(who, letter, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        save(letter, actor, note="x")
    with pytest.raises(NotAllowed):
        void_number(letter, actor=actor, reason="x")
    assert (line(letter)["note"], RegisterEntry.objects.get().is_void) == ("", False)


# --- going on from paper ---------------------------------------------------------------------------------------------


def test_the_first_number_follows_the_last_one_on_paper(ward, mai):
    series = open_series(ward, actor=mai, year=2026, last_number=46)

    assert (series.code, series.first_number, series.last_number) == ("", 47, 46)
    row = AuditEntry.objects.get()
    assert (row.event, row.subject, row.after) == (
        "register.saved", "Mở sổ năm 2026, dãy chung", {"first_number": 47},
    )  # fmt: skip
    assert take_other_number(ward, actor=mai, document_type="Thông báo", abstract="Về họp").number == 47


def test_it_is_done_once_and_before_the_first_number(letter, ward, mai):
    with pytest.raises(NotNow, match=r"^Dãy chung năm 2026 đã mở trên cổng từ số 01; số đã cấp không đổi được\.$"):
        open_series(ward, actor=mai, year=2026, last_number=46)
    assert NumberSeries.objects.get().last_number == 1


def test_a_unit_with_a_series_for_each_type_says_which(ward, mai):
    IssuingPractice.objects.create(unit=ward, one_series_per_type=True)

    with pytest.raises(Invalid) as refused:
        open_series(ward, actor=mai, year=2026, last_number=12)
    assert list(refused.value.fields) == ["document_type"]
    assert open_series(ward, actor=mai, year=2026, last_number=12, document_type="Kế hoạch").code == "KH"
    assert open_series(ward, actor=mai, year=2026, last_number=3, document_type="Công văn").code == "CV"


@pytest.mark.parametrize(("year", "last", "field"), [(2024, 5, "year"), (2027, 5, "year"), (2026, 0, "last_number"),
                                                     (2026, 100_000, "last_number")])  # fmt: skip
def test_nonsense_is_refused_at_its_field(ward, mai, year, last, field):
    with pytest.raises(Invalid) as refused:
        open_series(ward, actor=mai, year=year, last_number=last)
    assert (list(refused.value.fields), NumberSeries.objects.count()) == ([field], 0)


def test_the_administrator_may_do_it_as_well_and_nobody_else(ward, hoa, binh):
    for actor in (hoa, binh):
        with pytest.raises(NotAllowed):
            open_series(ward, actor=actor, year=2026, last_number=46)
    tu = make_actor(ward, "administrator", user=make_user("Ma Văn Tú"))
    assert open_series(ward, actor=tu, year=2026, last_number=46).last_number == 46
