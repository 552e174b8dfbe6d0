"""Every invariant the database holds is broken once: by exactly one field of a row that is fine otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from plans.models import (
    Activity,
    AgencyCounterpart,
    Appendix,
    Campaign,
    IssuingUnit,
    Item,
    LegalBasis,
    Membership,
    ParentDocument,
    Plan,
    PlanSlogan,
    PlanVersion,
    Recipient,
    ReportDeadline,
    Responsibility,
    Slogan,
    Theme,
    UnitSuccession,
)
from tests.factories import (
    TODAY,
    make_agency,
    make_campaign,
    make_copy,
    make_draft,
    make_holding,
    make_import,
    make_import_batch,
    make_issued,
    make_legal_document,
    make_level,
    make_membership,
    make_post,
    make_theme,
    make_unit,
    make_user,
)
from tests.models.report_rows_broken import BROKEN_IN_REPORTING
from tests.models.way_rows import BROKEN_ON_THE_WAY

NOW = datetime(2026, 5, 13, 9, 0, tzinfo=UTC)
BEFORE = TODAY - timedelta(days=1)


def change(row, **values):
    """Store the values whatever the model's own methods would say."""
    type(row).objects.filter(pk=row.pk).update(**values)


def twice(model, **values):
    model.objects.create(**values)
    model.objects.create(**values)


def unit(**more):
    values = {"level": make_level("commune"), "code": "99999", "name": "UBND xã", "short_name": "xã"} | more
    return IssuingUnit.objects.add_root(instance=IssuingUnit(**values))


def second_open_unit():
    """The same code on another day, so that only the rule about open units is broken."""
    unit(opened_on=date(2020, 1, 1))
    unit(opened_on=date(2021, 1, 1))


def draft():
    return make_draft(make_unit())


def an_item():
    return draft().items.get()


def issued_version():
    return make_issued(make_unit()).versions.get()


def twin_copies():
    province = make_unit("tỉnh Thái Nguyên", level="province")
    ward = make_unit("phường Đức Xuân", under=province)
    make_copy(province, by=ward, number=41)
    change(make_copy(province, by=ward, number=42), number=41)


def twin_numbers():
    plan = draft()
    change(plan, number=5)
    change(make_draft(plan.issuing_unit), number=5)


def twin_versions(**more):
    version = issued_version()
    values = {"plan": version.plan, "number": 2, "content": {}, "created_at": version.created_at} | more
    PlanVersion.objects.create(**values)


def agency_twice(**more):
    make_agency(code="cong-an", **more)
    make_agency(code="cong-an", **more)


def responsibility(**more):
    values = {"item": an_item(), "agency_name": "Công an", "role": "support"} | more
    Responsibility.objects.create(**values)


def two_leads():
    item = an_item()
    responsibility(item=item, role="lead", agency_name="Công an")
    responsibility(item=item, role="lead", agency_name="Trạm Y tế")


def same_responsibility():
    item = an_item()
    responsibility(item=item)
    responsibility(item=item)


def parent_document(**more):
    ParentDocument.objects.create(**({"plan": draft(), "kind": "plan", "issuer": "UBND tỉnh"} | more))


def same_parent():
    plan, version = draft(), issued_version()
    for _ in range(2):
        parent_document(plan=plan, parent_plan=version.plan, parent_version=version)


def own_parent():
    version = issued_version()
    parent_document(plan=version.plan, parent_plan=version.plan, parent_version=version)


def succession(**more):
    unit_a = make_unit()
    values = {"closed_unit": unit_a, "successor": make_unit()} | more
    return UnitSuccession.objects.create(**values)


def succession_twice():
    first = succession()
    succession(closed_unit=first.closed_unit, successor=first.successor)


def succession_of_itself():
    one = make_unit()
    succession(closed_unit=one, successor=one)


def counterpart_twice():
    twice(AgencyCounterpart, upper=make_agency(), lower=make_agency())


def counterpart_of_itself():
    agency = make_agency()
    AgencyCounterpart.objects.create(upper=agency, lower=agency)


def membership_twice():
    membership = make_membership()
    make_membership(membership.user, membership.unit, membership.role)


def two_heads():
    one = make_unit()
    make_post(one, "Chủ tịch", is_head=True)
    make_post(one, "Giám đốc", is_head=True)


BROKEN = (
    {
        "unit_code_once_a_day": lambda: (unit(closed_on=TODAY), unit(closed_on=TODAY)),
        "unit_one_open_per_code": second_open_unit,
        "unit_closes_after_opening": lambda: unit(opened_on=TODAY, closed_on=BEFORE),
        "unit_has_name_and_code": lambda: unit(name=""),
        "succession_once": succession_twice,
        "succession_not_itself": succession_of_itself,
        "agency_code_once_per_owner": lambda: agency_twice(owner=make_unit()),
        "agency_code_once_general": agency_twice,
        "agency_has_name": lambda: make_agency(""),
        "agency_ends_after_start": lambda: make_agency(valid_from=TODAY, valid_until=BEFORE),
        "counterpart_once": counterpart_twice,
        "counterpart_not_itself": counterpart_of_itself,
        "membership_role_once": membership_twice,
        "membership_ends_after_start": lambda: make_membership(valid_from=TODAY, valid_until=BEFORE),
        "post_one_head_per_unit": two_heads,
        "post_has_title": lambda: make_post(make_unit(), ""),
        "holding_has_name": lambda: make_holding(make_post(make_unit()), ""),
        "holding_ends_after_start": lambda: make_holding(make_post(make_unit()), valid_from=TODAY, valid_until=BEFORE),
        "campaign_year_is_sensible": lambda: make_campaign(1993),
        "campaign_ends_after_start": lambda: make_campaign(starts_on=TODAY, ends_on=BEFORE),
        "campaign_launch_in_order": lambda: make_campaign(launch_from=TODAY, launch_until=BEFORE),
        "theme_one_official_per_year": lambda: twice(Theme, campaign=make_campaign(), text="Chủ đề"),
        "theme_has_text": lambda: make_theme(make_campaign(), ""),
        "slogan_once_a_year": lambda: twice(Slogan, campaign=make_campaign(), text="Vì trẻ em"),
        "slogan_has_text": lambda: Slogan.objects.create(campaign=make_campaign(), text=""),
        "legal_document_once": lambda: (make_legal_document("Luật Trẻ em"), make_legal_document("Luật Trẻ em")),
        "legal_document_has_citation": lambda: make_legal_document(""),
        "plan_issued_has_number_and_date": lambda: change(draft(), status="issued", number=5),
        "plan_number_once_a_year": twin_numbers,
        "plan_number_from_one": lambda: change(draft(), number=0),
        "plan_period_in_order": lambda: change(draft(), starts_on=TODAY, ends_on=BEFORE),
        "plan_launch_in_order": lambda: change(draft(), launch_from=TODAY, launch_until=BEFORE),
        "plan_has_abstract": lambda: change(draft(), abstract=""),
        "plan_copy_once_per_keeper": twin_copies,
        "plan_copy_is_issued_by_another": lambda: change(draft(), recorded_by=make_unit()),
        "plan_removed_only_as_draft_or_copy": lambda: change(
            make_issued(make_unit()), removed_at=issued_version().created_at
        ),
        "plan_on_its_way_has_a_step": lambda: change(draft(), status="approved"),
        "import_batch_has_name": lambda: change(make_import_batch(), name=""),
        "import_batch_finished_is_unpacked": lambda: change(make_import_batch(), archive=b"PK", finished_at=NOW),
        "import_batch_refused_is_finished": lambda: change(make_import_batch(), refusal="Tệp nén bị hỏng."),
        "import_has_file_name": lambda: change(make_import(), file_name=""),
        "import_not_too_big": lambda: change(make_import(), size=20 * 1024 * 1024 + 1),
        "import_read_is_whole": lambda: change(make_import(), sha256=""),
        "import_waiting_has_original": lambda: change(make_import(status="reading"), original=None),
        "import_refused_leaves_why_alone": lambda: change(make_import(), refusal="Tệp trống."),
        "import_kept_as_a_plan": lambda: change(make_import(), kept_as="draft"),
        "parent_plan_once": same_parent,
        "parent_plan_with_its_version": lambda: parent_document(parent_plan=make_issued(make_unit())),
        "parent_plan_not_itself": own_parent,
        "legal_basis_has_text": lambda: LegalBasis.objects.create(plan=draft(), text=""),
        "plan_slogan_once": lambda: twice(PlanSlogan, plan=draft(), text="Vì trẻ em"),
        "plan_slogan_has_text": lambda: PlanSlogan.objects.create(plan=draft(), text=""),
        "deadline_dated_unless_undated": lambda: ReportDeadline.objects.create(plan=draft(), kind="before"),
        "recipient_has_text": lambda: Recipient.objects.create(plan=draft(), text=""),
        "appendix_has_title": lambda: Appendix.objects.create(plan=draft(), title=""),
        "item_key_once_per_plan": lambda: Item.objects.create(plan=draft(), key="k1"),
        "item_origin_whole": lambda: change(an_item(), origin_key="k9"),
        "item_not_its_own_parent": lambda: change(item := an_item(), parent=item),
        "activity_ends_after_start": lambda: Activity.objects.create(item=an_item(), starts_on=TODAY, ends_on=BEFORE),
        "responsibility_one_lead": two_leads,
        "responsibility_once": same_responsibility,
        "responsibility_has_agency": lambda: responsibility(agency_name=""),
        "version_number_once": lambda: twin_versions(number=1),
        "version_issued_once": lambda: twin_versions(is_issued=True, pdf=b"%PDF", sha256="0" * 64),
        "version_issued_has_pdf": lambda: change(issued_version(), sha256=""),
    }
    | BROKEN_ON_THE_WAY
    | BROKEN_IN_REPORTING
)


def test_every_constraint_is_broken_once():
    named = {
        constraint.name for model in apps.get_app_config("plans").get_models() for constraint in model._meta.constraints
    }

    assert {name for name in named if not name.startswith("%")} == set(BROKEN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    # SQLite names the columns of a uniqueness, not its name; a check it names.
    assert name in str(refused.value) or "UNIQUE" in str(refused.value)


@pytest.mark.django_db
def test_what_stands_beside_the_rules_is_allowed():
    """The nearest values that are right, so that the rules above refuse no more than they say."""
    unit(closed_on=TODAY, opened_on=TODAY)
    unit(opened_on=TODAY + timedelta(days=1))
    make_agency(code="cong-an")
    make_agency(code="cong-an", owner=make_unit())
    campaign = make_campaign(1994, starts_on=TODAY, ends_on=TODAY, launch_from=TODAY, launch_until=TODAY)
    make_theme(campaign)
    Theme.objects.create(campaign=campaign, text="Ví dụ", is_official=False)
    make_membership(make_user(), make_unit(), valid_from=TODAY, valid_until=TODAY)
    item = an_item()
    responsibility(item=item, role="lead", agency_name="Công an")
    responsibility(item=item, role="support", agency_name="Công an")
    ReportDeadline.objects.create(plan=item.plan, kind="undated")
    Activity.objects.create(item=item, starts_on=TODAY, ends_on=TODAY)
    make_issued(item.plan.issuing_unit, number=1)
    make_issued(item.plan.issuing_unit, number=1, year=2025)
    change(make_draft(make_unit()), status="submitted", step_kind="sign")
    change(make_draft(make_unit(), is_archive_copy=True), status="issued")

    assert Plan.objects.filter(status="issued").count() == 3
    assert Campaign.objects.count() == Membership.objects.count() == 1
