"""Recording what was issued: number, day, content and bytes are frozen together or not at all."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from django.db import OperationalError

from plans.content.codec import from_json
from plans.exceptions import Invalid, NotAllowed, NotNow, RenderFailed
from plans.models import Plan, PlanVersion
from plans.queries.contents import content_of, frozen_content, issued_version
from plans.rules.actor import SYSTEM
from plans.services.drafting import save_item
from plans.services.recording import record_issued
from plans.services.starting import remove_draft
from tests.factories import make_actor, make_draft, make_user

DAY = date(2026, 5, 20)
PDF = b"%PDF-1.7 of the plan"


@pytest.fixture
def plan(ward):
    return make_draft(ward)


def record(plan, actor, *, render=lambda content: PDF, number=5, issued_on=DAY, **more):
    return record_issued(plan, actor=actor, number=number, issued_on=issued_on, render=render, **more)


def untouched(plan):
    stored = Plan.objects.get(pk=plan.pk)
    return (stored.status, stored.number, stored.issued_on, PlanVersion.objects.count(), stored.audit_entries.count())


UNTOUCHED = ("draft", None, None, 0, 0)


def test_number_day_content_and_bytes_are_frozen_together(plan, mai):
    rendered = []
    version = record(plan, mai, render=lambda content: rendered.append(content) or PDF)

    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.status, stored.document_number, stored.issued_on) == ("issued", "05/KH-UBND", DAY)
    kept = PlanVersion.objects.get()
    assert (kept, kept.number, kept.is_issued, kept.created_by_id) == (version, 1, True, mai.user_id)
    assert (bytes(kept.pdf), kept.sha256) == (PDF, hashlib.sha256(PDF).hexdigest())
    assert from_json(kept.content) == content_of(stored) == rendered[0]
    assert (rendered[0].number, rendered[0].issued_on) == (5, DAY)
    entry = stored.audit_entries.get()
    assert (entry.event, entry.actor_name, entry.after) == (
        "plan.recorded", "Lý Thị Mai", {"number": 5, "sha256": kept.sha256},
    )  # fmt: skip


def test_what_was_issued_stays_what_it_was(plan, mai, ward):
    version = record(plan, mai)
    plan.items.update(text="đổi thẳng trong bảng")

    said = frozen_content(issued_version(Plan.objects.get(pk=plan.pk)))
    assert [one.text for one in said.items] == ["Tổ chức Lễ phát động"]
    assert "pdf" in issued_version(plan).get_deferred_fields()
    assert version.reason == "ghi nhận văn bản đã ban hành"


@pytest.mark.parametrize("number", [0, -1, 100_000, 10**12])
def test_a_number_no_office_gives(number, plan, mai):
    with pytest.raises(Invalid, match=r"^Số văn bản từ 1 đến 99999; kiểm tra lại\.$"):
        record(plan, mai, number=number)
    assert untouched(plan) == UNTOUCHED


@pytest.mark.parametrize("values", [{"number": None}, {"issued_on": None}, {"number": None, "issued_on": None}])
def test_a_plan_has_a_number_and_a_day(values, plan, mai):
    with pytest.raises(Invalid, match="Ghi số và ngày ban hành"):
        record(plan, mai, **values)
    assert untouched(plan) == UNTOUCHED


def test_an_old_copy_may_lack_both(ward, mai):
    old = make_draft(ward, is_archive_copy=True, year=2023)
    version = record(old, mai, number=None, issued_on=None)

    assert (old.status, old.number, version.is_issued) == ("issued", None, True)


def test_a_number_is_given_once_a_year(plan, mai, ward):
    record(make_draft(ward), mai)

    with pytest.raises(Invalid, match=r"^Số 5/KH-UBND năm 2026 đã cấp cho văn bản khác\.$"):
        record(plan, mai)
    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.status, stored.number, stored.versions.count()) == ("draft", None, 0)
    assert (plan.status, plan.number, plan.issued_on) == ("draft", None, None)
    assert record(plan, mai, number=6).is_issued


def test_the_same_number_in_another_year_unit_or_symbol(mai, ward, other_commune):
    record(make_draft(ward), mai)
    record(make_draft(ward, year=2025), mai, issued_on=DAY.replace(year=2025))
    record(make_draft(other_commune), SYSTEM)
    record(make_draft(ward, symbol="KH-HĐND"), mai)

    assert Plan.objects.filter(status="issued", number=5).count() == 4


def test_nothing_is_recorded_when_the_page_cannot_be_made(plan, mai):
    def fails(content):
        raise RenderFailed("Không dựng được bản in.")

    with pytest.raises(RenderFailed):
        record(plan, mai, render=fails)
    assert untouched(plan) == UNTOUCHED


@pytest.mark.parametrize("write", [1, 2, 3])
def test_nothing_is_recorded_when_the_database_fails(write, plan, mai, failing_write):
    with pytest.raises(OperationalError), failing_write(write):
        record(plan, mai)
    assert untouched(plan) == UNTOUCHED


def test_a_plan_is_recorded_once(plan, mai):
    record(plan, mai)

    with pytest.raises(NotNow, match="đã ban hành rồi"):
        record(plan, mai, number=6)
    earlier = Plan.objects.get(pk=plan.pk)
    earlier.status = "draft"  # what a page opened before still believes
    with pytest.raises(NotNow, match="đã ban hành rồi"):
        record(earlier, mai, number=6)
    assert Plan.objects.get(pk=plan.pk).number == 5


def test_a_draft_changed_while_its_pages_were_made_is_not_frozen_with_other_words(plan, mai, hoa):
    def slowly(content):
        save_item(plan, "k1", actor=hoa, revision=1, text="Lời mới")
        return PDF

    with pytest.raises(NotNow, match="vừa được sửa trong lúc ghi nhận"):
        record(plan, mai, render=slowly)
    assert untouched(plan) == ("draft", None, None, 0, 1)
    assert [one.text for one in frozen_content(record(plan, mai)).items] == ["Lời mới"]


@pytest.mark.parametrize("who", ["hoa", "binh", "khach", "lan"])
def test_the_units_clerk_alone_records(who, plan, request):
    with pytest.raises(NotAllowed, match=r"^Chỉ văn thư của đơn vị mới ghi nhận được văn bản đã ban hành\.$"):
        record(plan, request.getfixturevalue(who))
    assert untouched(plan) == UNTOUCHED


def test_the_clerk_of_another_unit_does_not(plan, other_commune):
    with pytest.raises(NotAllowed):
        record(plan, make_actor(other_commune, "clerk", user=make_user("Ai")))
    assert untouched(plan) == UNTOUCHED


def test_a_removed_draft_is_not_recorded(plan, mai, hoa):
    remove_draft(plan, actor=hoa)

    with pytest.raises(NotNow, match="đã xóa"):
        record(Plan.objects.get(pk=plan.pk), mai)


def test_versions_are_counted(plan, mai):
    PlanVersion.objects.create(plan=plan, number=1, content={}, created_at=plan.created_at)

    assert record(plan, mai).number == 2


def test_the_frozen_content_is_the_draft_with_number_and_day(plan, mai):
    draft = content_of(plan)

    assert frozen_content(record(plan, mai)) == replace(draft, number=5, issued_on=DAY)
