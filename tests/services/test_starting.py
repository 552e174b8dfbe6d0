"""Starting a plan: from the parent's, from a citation, from last year, from nothing; twice is once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from plans.content.plan import DeadlineContent, DeadlinePurpose
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import DraftNote, GuidingDocument, IssuingUnit, Item, Plan, PlanVersion
from plans.queries.contents import content_of
from plans.rules.actor import SYSTEM
from plans.services.starting import (
    derive_plan,
    remove_draft,
    roll_forward,
    start_blank,
    start_from_document,
)
from tests.factories import (
    duty,
    item,
    make_campaign,
    make_draft,
    make_issued,
    make_slogans,
    make_theme,
    set_status,
)
from tests.services.drafts import part

pytestmark = pytest.mark.usefixtures("day_of_the_story")


@pytest.fixture
def campaign(db):
    campaign = make_campaign()
    make_theme(campaign, "Hành động vì trẻ em")
    make_slogans(campaign, "Vì trẻ em", "Mùa hè an toàn")
    return campaign


@pytest.fixture
def parent(province, campaign):
    items = (part("p1", "Nội dung", duty("p2", "Tổ chức Lễ phát động")), item("p3", "Kinh phí"))
    deadline = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 20))
    return make_issued(
        province, number=115, campaign=campaign, items=items, theme="Hành động vì trẻ em", deadlines=(deadline,)
    )


@pytest.fixture
def letter(campaign):
    return GuidingDocument.objects.create(
        campaign=campaign, kind="letter", document_number="982/BYT-BMTE", issuer="Bộ Y tế", issued_on=date(2026, 3, 12)
    )


@pytest.fixture
def last_year(ward):
    return make_issued(ward, year=2025, number=12, issued_on=date(2025, 5, 5))


STARTS = {
    "derive": (lambda of, actor: derive_plan(of("parent"), actor=actor), "plan.derived"),
    "document": (lambda of, actor: start_from_document(of("letter"), actor=actor), "plan.started"),
    "blank": (
        lambda of, actor: start_blank(actor=actor, campaign=of("campaign"), abstract="Diễn đàn trẻ em"),
        "plan.started",
    ),
    "last year": (
        lambda of, actor: roll_forward(of("last_year"), actor=actor, campaign=of("campaign")),
        "plan.started",
    ),
}


def drafts():
    return list(Plan.objects.filter(status="draft", removed_at=None).order_by("id"))


@pytest.mark.parametrize("how", STARTS)
def test_every_way_makes_one_draft_of_the_unit_with_a_trail(how, hoa, ward, request):
    start, event = STARTS[how]
    plan = start(request.getfixturevalue, hoa)

    assert drafts() == [plan]
    assert (plan.issuing_unit, plan.year, plan.status, plan.created_by_id) == (ward, 2026, "draft", hoa.user_id)
    entry = plan.audit_entries.get()
    assert (entry.event, entry.actor_name) == (event, "Nguyễn Thị Hoa")
    assert content_of(plan).items


@pytest.mark.parametrize("how", STARTS)
def test_a_second_press_answers_with_the_draft_begun(how, hoa, request):
    start, _ = STARTS[how]
    first, second = start(request.getfixturevalue, hoa), start(request.getfixturevalue, hoa)

    assert (first, drafts()) == (second, [first])
    assert first.audit_entries.count() == 1


@pytest.mark.parametrize("how", STARTS)
def test_a_removed_draft_is_not_in_the_way(how, hoa, request):
    start, _ = STARTS[how]
    first = start(request.getfixturevalue, hoa)
    remove_draft(first, actor=hoa)

    second = start(request.getfixturevalue, hoa)
    assert second != first
    assert drafts() == [second]


@pytest.mark.parametrize("who", ["binh", "mai"])
@pytest.mark.parametrize("how", STARTS)
def test_every_way_is_the_drafters_alone(how, who, request):
    start, _ = STARTS[how]

    with pytest.raises(NotAllowed):
        start(request.getfixturevalue, request.getfixturevalue(who))
    assert drafts() == []


@pytest.mark.parametrize("how", STARTS)
def test_nothing_is_started_for_a_closed_unit(how, hoa, ward, request):
    request.getfixturevalue("last_year")
    IssuingUnit.objects.filter(pk=ward.pk).update(closed_on="2026-01-01")

    with pytest.raises(NotNow, match="đã ngừng hoạt động; chọn đơn vị kế thừa"):
        STARTS[how][0](request.getfixturevalue, hoa)
    assert drafts() == []


@pytest.mark.parametrize("how", STARTS)
def test_a_database_that_fails_anywhere_starts_nothing(how, hoa, request, failing_write):
    for name in ("parent", "letter", "campaign", "last_year"):
        request.getfixturevalue(name)
    items = Item.objects.count()
    for number in range(1, 40):
        try:
            with failing_write(number):
                STARTS[how][0](request.getfixturevalue, hoa)
        except OperationalError:
            assert (drafts(), Item.objects.count(), DraftNote.objects.count()) == ([], items, 0)
        else:
            break

    assert number > 4


# --- from the parent -------------------------------------------------------------------------------------------------


def test_a_derived_draft_knows_its_parent_version_item_by_item(parent, hoa, ward, campaign):
    plan = derive_plan(parent, actor=hoa)
    content = content_of(plan)

    version = parent.versions.get()
    link = plan.parent_documents.get()
    assert (link.parent_plan, link.parent_version, link.document_number) == (parent, version, "115/KH-UBND")
    assert (content.theme, plan.campaign, plan.theme.text) == ("Hành động vì trẻ em", campaign, "Hành động vì trẻ em")
    assert {one.origin.version for one in content.walk() if one.origin} == {version.pk}
    assert "p2" in {one.origin.key for one in content.walk() if one.origin}
    assert plan.audit_entries.get().after == {"parent": parent.pk, "version": version.pk}


def test_a_draft_is_derived_from_what_was_issued_not_from_later_words(parent, hoa):
    parent.items.update(text="đổi thẳng trong bảng")

    said = {one.text for one in content_of(derive_plan(parent, actor=hoa)).walk()}
    assert "đổi thẳng trong bảng" not in said
    assert any("Lễ phát động" in text for text in said)


def test_the_usual_signatory_signs(parent, hoa, binh):
    plan = derive_plan(parent, actor=hoa)

    assert (plan.signatory.person_name, plan.capacity) == ("Hoàng Văn Bình", "for_superior")
    assert content_of(plan).signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_notes_of_the_deriving_are_kept_for_the_drafter(parent, hoa):
    plan = derive_plan(parent, actor=hoa)
    known = {one.key for one in content_of(plan).walk()} | {""}

    assert DraftNote.objects.filter(plan=plan).exists()
    assert {note.item_key for note in plan.notes.all()} <= known


@pytest.mark.parametrize("status", ["draft", "approved", "withdrawn", "superseded"])
def test_only_what_is_in_force_is_derived_from(status, parent, hoa):
    parent = set_status(parent, status)

    with pytest.raises(NotNow, match="chưa ban hành hoặc đã hết hiệu lực"):
        derive_plan(parent, actor=hoa)
    assert Plan.objects.count() == 1


def test_a_neighbours_plan_is_not_derived_from(other_commune, hoa):
    theirs = make_issued(other_commune)

    with pytest.raises(NotAllowed):
        derive_plan(theirs, actor=hoa)
    assert Plan.objects.count() == 1


def test_nobody_drafts_for_another_unit(parent, hoa, other_commune):
    with pytest.raises(NotAllowed):
        derive_plan(parent, actor=hoa, unit=other_commune)
    assert drafts() == []


def test_a_parent_without_its_issued_version_says_so(parent, hoa):
    PlanVersion.objects.all().delete()

    with pytest.raises(NotNow, match="chưa có bản ban hành lưu tại cổng"):
        derive_plan(parent, actor=hoa)


def test_a_plan_already_issued_from_this_parent_is_not_begun_again(parent, hoa, ward):
    make_issued(ward, parent=parent)

    with pytest.raises(NotNow, match=r"^UBND phường Đức Xuân đã ban hành kế hoạch từ kế hoạch này"):
        derive_plan(parent, actor=hoa)
    assert drafts() == []


def test_two_units_each_derive_their_own(parent, hoa, khach, lan, ward, other_commune, department):
    plans = [derive_plan(parent, actor=actor) for actor in (hoa, khach, lan)]

    assert [plan.issuing_unit for plan in plans] == [ward, other_commune, department]
    assert [plan.symbol for plan in plans] == ["KH-UBND", "KH-UBND", "KH-SYT"]


def test_the_portal_derives_for_a_unit_it_names(parent, ward):
    plan = derive_plan(parent, actor=SYSTEM, unit=ward, short_name="duc-xuan-2026")

    assert (plan.issuing_unit, plan.short_name, plan.created_by) == (ward, "duc-xuan-2026", None)
    with pytest.raises(Invalid, match="Chọn đơn vị"):
        derive_plan(parent, actor=SYSTEM)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time: two presses cannot overlap in memory")
def test_two_presses_at_the_same_moment_make_one_draft(parent, hoa):
    ready, found, failed = Barrier(2), [], []

    def press():
        try:
            ready.wait()
            found.append(derive_plan(parent, actor=hoa).pk)
        except Exception as error:  # noqa: BLE001  (told to the main thread)
            failed.append(error)
        finally:
            connection.close()

    presses = [Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert failed == []
    assert found == [drafts()[0].pk] * 2


# --- from a citation, last year, nothing -----------------------------------------------------------------------------


def test_a_cited_letter_is_carried_out_without_a_linked_parent(letter, hoa):
    content = content_of(start_from_document(letter, actor=hoa))

    assert [(one.kind, one.document_number, one.plan, one.version) for one in content.parents] == [
        ("Công văn", "982/BYT-BMTE", None, None)
    ]
    assert (content.theme, content.starts_on) == ("Hành động vì trẻ em", date(2026, 6, 1))
    assert [one.text for one in content.slogans] == ["Vì trẻ em", "Mùa hè an toàn"]


def test_a_blank_plan_has_its_title_and_the_years_facts(campaign, hoa):
    content = content_of(start_blank(actor=hoa, campaign=campaign, abstract="  Diễn đàn  trẻ em\x00 "))

    assert (content.abstract, content.theme, content.parents) == ("Diễn đàn trẻ em", "Hành động vì trẻ em", ())
    assert content.number is None


def test_a_title_too_long_is_refused(campaign, hoa):
    with pytest.raises(Invalid, match="Trích yếu dài quá 500 chữ cái"):
        start_blank(actor=hoa, campaign=campaign, abstract="x" * 501)
    assert drafts() == []


def test_rolling_forward_links_last_years_plan(last_year, campaign, hoa):
    plan = roll_forward(last_year, actor=hoa, campaign=campaign)

    assert (plan.previous_plan, plan.year, plan.number) == (last_year, 2026, None)
    assert plan.audit_entries.get().after == {"previous": last_year.pk}


@pytest.mark.parametrize("year", [2025, 2024])
def test_one_does_not_roll_backward(year, last_year, hoa):
    with pytest.raises(Invalid, match=r"^Chọn năm sau năm 2025"):
        roll_forward(last_year, actor=hoa, campaign=make_campaign(year))
    assert drafts() == []


def test_only_an_issued_plan_is_rolled_forward(ward, campaign, hoa):
    with pytest.raises(NotNow, match="chưa ban hành"):
        roll_forward(make_draft(ward, year=2025), actor=hoa, campaign=campaign)
    assert len(drafts()) == 1


def test_a_neighbours_plan_is_not_rolled_forward(other_commune, campaign, hoa):
    theirs = make_issued(other_commune, year=2025, issued_on=date(2025, 5, 5))

    with pytest.raises(NotAllowed):
        roll_forward(theirs, actor=hoa, campaign=campaign)
    assert drafts() == []


# --- removing --------------------------------------------------------------------------------------------------------


def test_a_removed_draft_keeps_its_rows_and_its_trail(ward, hoa):
    plan = make_draft(ward)
    remove_draft(plan, actor=hoa)

    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.removed_at is not None, stored.items.count()) == (True, 1)
    entry = stored.audit_entries.get()
    assert (entry.event, entry.before) == ("plan.removed", {"abstract": plan.abstract})
    with pytest.raises(NotNow, match="đã xóa"):
        remove_draft(plan, actor=hoa)


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
def test_a_draft_is_removed_by_its_drafters_alone(who, ward, request):
    plan = make_draft(ward)

    with pytest.raises(NotAllowed):
        remove_draft(plan, actor=request.getfixturevalue(who))
    assert Plan.objects.get().removed_at is None


def test_an_issued_plan_is_not_removed(last_year, hoa):
    with pytest.raises(NotNow, match="Chỉ xóa được dự thảo"):
        remove_draft(last_year, actor=hoa)
    assert Plan.objects.get().removed_at is None
