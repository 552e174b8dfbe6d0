"""The demonstration: the story of May 2026, its people, the archive before it, and what a second run leaves alone."""

from datetime import date

import pytest

from plans.content import codec
from plans.content.plan import SlogansPlace, duties_of_level
from plans.enums import PlanStatus
from plans.exceptions import RenderFailed
from plans.models import Campaign, IssuingUnit, Membership, Plan, PostHolding, Theme, User
from plans.queries.approving.routes import route_of
from plans.queries.contents import frozen_content, issued_version, issuer_of
from plans.queries.people import desks_of
from plans.queries.plans import plans_visible_to
from plans.services.loading.demo import seed_demo
from plans.services.loading.demo_plans import plan_files
from tests.demonstration import words_instead_of_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
DAY_OF_THE_STORY = date(2026, 5, 13)


def plan_of(short_name):
    return Plan.objects.select_related("issuing_unit").get(short_name=short_name)


def said(short_name):
    return frozen_content(issued_version(plan_of(short_name)))


def actor(username):
    return desks_of(User.objects.get(username=username), DAY_OF_THE_STORY)[0]


# --- The story ------------------------------------------------------------------------------------------------------


def test_the_province_has_issued_its_plan_and_the_ward_has_none(demonstration):
    assert demonstration.plans == len(plan_files())
    parent = plan_of("thai-nguyen-2026")
    assert (parent.document_number, parent.issued_on, parent.status) == (
        "115/KH-UBND", date(2026, 4, 28), PlanStatus.ISSUED,
    )  # fmt: skip
    assert not Plan.objects.filter(issuing_unit__code="01840").exists()
    assert parent in plans_visible_to(actor("hoa"))


def test_the_provinces_plan_gives_communes_nine_duties_and_two_deadlines():
    content = said("thai-nguyen-2026")

    assert len(duties_of_level(content, "commune")) == 9
    assert content.child_plan_deadline().words() == "trước ngày 22/5/2026"
    assert [(one.words(), one.receiver, one.via) for one in content.report_deadlines()] == [
        ("trước ngày 15/7/2026", "Ủy ban nhân dân tỉnh", "Sở Y tế")
    ]
    assert (content.launch_from, content.launch_until) == (date(2026, 5, 21), date(2026, 6, 1))
    assert len(content.slogans) == 12


def test_the_theme_slogans_and_guidance_of_2026_are_marked_as_examples():
    campaign = Campaign.objects.get(year=2026)

    assert list(campaign.themes.values_list("text", "is_official")) == [
        ("Hành động thiết thực, ưu tiên nguồn lực cho trẻ em", False)
    ]
    assert {slogan.source for slogan in campaign.slogans.all()} == {"Ví dụ của bản trình diễn: lấy của năm 2024"}
    assert campaign.guiding_documents.get().note == "Ví dụ của bản trình diễn, không phải văn bản thật"
    assert Theme.objects.filter(is_official=False).count() == 1


def test_the_ward_has_its_offices_schools_hamlets_signatories_and_usual_recipients(unit):
    ward = unit("01840")

    assert list(IssuingUnit.objects.get_children(ward).values_list("short_name", flat=True)) == [
        "Phòng Văn hóa - Xã hội phường Đức Xuân",
        "Phòng Kinh tế, Hạ tầng và Đô thị phường Đức Xuân",
        "Văn phòng HĐND và UBND phường Đức Xuân",
        "Công an phường Đức Xuân",
        "Trạm Y tế phường Đức Xuân",
        "Trường Tiểu học Đức Xuân",
        "Trường THCS Đức Xuân",
        "Tổ dân phố số 1 phường Đức Xuân",
        "Tổ dân phố số 2 phường Đức Xuân",
        "Tổ dân phố số 3 phường Đức Xuân",
    ]
    binh = PostHolding.objects.get(post__unit=ward, post__is_head=False)
    assert (binh.person_name, binh.post.title, binh.user.username) == ("Hoàng Văn Bình", "Phó Chủ tịch", "binh")
    assert ward.recipient_presets.count() == 7
    assert ward.numchild == 10


def test_the_ward_takes_all_seven_steps_with_its_people(unit):
    route = route_of(unit("01840"))

    assert [(str(one.kind), one.person.username if one.person else "") for one in route] == [
        ("content_check", "hanh"), ("form_check", "tu"), ("consult", ""), ("sign", ""), ("number", ""), ("seal", ""),
        ("issue", ""),
    ]  # fmt: skip
    assert route[2].asked == ("Công an phường Đức Xuân", "Trạm Y tế phường Đức Xuân", "Hội Liên hiệp Phụ nữ phường")
    assert [len(route_of(unit(code))) for code in ("19", "31", "02086")] == [7, 7, 3]


# --- The people -----------------------------------------------------------------------------------------------------


def test_everybody_has_the_roles_of_the_story_and_no_password(demonstration):
    assert demonstration.people == 9

    roles = {}
    for row in Membership.objects.select_related("user", "unit").order_by("id"):
        roles.setdefault((row.user.username, row.unit.short_name), []).append(row.role)
    assert roles == {
        ("hoa", "UBND phường Đức Xuân"): ["drafter"],
        ("binh", "UBND phường Đức Xuân"): ["approver"],
        ("lan", "Sở Y tế tỉnh Thái Nguyên"): ["supervisor", "drafter"],
        ("khach", "UBND xã Chợ Mới"): ["drafter"],
        ("mai", "UBND phường Đức Xuân"): ["clerk"],
        ("hanh", "UBND phường Đức Xuân"): ["checker", "supervisor"],
        ("tu", "UBND phường Đức Xuân"): ["checker", "administrator"],
        ("dung", "UBND thành phố Hải Phòng"): ["drafter"],
    }
    assert [user.username for user in User.objects.all() if user.has_usable_password()] == []
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["quantri"]


def test_the_health_department_follows_the_whole_province_and_others_see_only_what_is_theirs():
    ward = IssuingUnit.objects.get(code="01840")

    assert ward.path.startswith(actor("lan").scope_path)
    assert not ward.path.startswith(actor("khach").scope_path)
    assert set(plans_visible_to(actor("khach")).values_list("short_name", flat=True)) == {"thai-nguyen-2026"}
    assert set(plans_visible_to(actor("dung")).values_list("short_name", flat=True)) == {"hai-phong-2024"}


# --- The archive ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short_name", "parent", "slogans_place", "deadlines"),
    [
        ("huyen-tung-2023", "1222/KH-UBND", SlogansPlace.BODY, ["trước ngày 01/7/2023"]),
        ("so-gtvt-son-la-2023", "115/KH-UBND", SlogansPlace.NOWHERE, ["theo quy định"]),
        ("hai-phong-2024", "982/BLĐTBXH-CTE", SlogansPlace.APPENDIX, ["trước ngày 15/7/2024"]),
        ("nguyen-nghiem-2024", "90/KH-UBND", SlogansPlace.NOWHERE, ["trước ngày 19/5/2024", "trước ngày 17/11/2024"]),
    ],
)
def test_every_layout_of_the_archive_is_there(short_name, parent, slogans_place, deadlines):
    content = said(short_name)

    assert content.parents[0].document_number == parent
    assert content.slogans_place == slogans_place
    assert [one.words() for one in content.report_deadlines()] == deadlines
    assert {content.starts_on.year, content.ends_on.year} == {content.year}


def test_markers_differ_as_they_did_in_the_archive():
    def markers(short_name):
        return {item.marker.value for item in said(short_name).walk()}

    assert markers("huyen-tung-2023") == {"roman", "arabic", "dash", "none"}
    assert markers("so-gtvt-son-la-2023") == {"roman", "arabic"}
    assert markers("hai-phong-2024") == {"roman", "arabic", "dash", "plus", "decimal", "none"}
    assert markers("nguyen-nghiem-2024") == {"roman", "arabic", "letter", "none"}


def test_what_the_copies_of_the_archive_do_not_show_is_not_invented():
    copies = Plan.objects.filter(is_archive_copy=True)

    assert set(copies.values_list("short_name", flat=True)) == {
        "huyen-tung-2023", "so-gtvt-son-la-2023", "hai-phong-2024", "nguyen-nghiem-2024",
    }  # fmt: skip
    assert set(copies.values_list("number", "issued_on", "signature_name", "status")) == {
        (None, None, "", PlanStatus.ISSUED)
    }


def test_units_print_as_their_plans_of_the_archive_say():
    for entry in plan_files():
        plan = plan_of(entry["short_name"])
        assert issuer_of(plan.issuing_unit) == codec.from_json(entry["content"]).issuer, entry["short_name"]


# --- Again and again -------------------------------------------------------------------------------------------------


def test_a_second_run_adds_nothing_and_leaves_what_visitors_did(django_assert_max_num_queries):
    User.objects.filter(username="hoa").update(full_name="Nguyễn Thị Hoa Mai")
    ward = IssuingUnit.objects.get(code="01840")
    ward.recipient_presets.first().delete()

    with django_assert_max_num_queries(24):
        summary = seed_demo()

    assert (summary.units, summary.people, summary.plans) == (0, 0, 0)
    assert User.objects.get(username="hoa").full_name == "Nguyễn Thị Hoa Mai"
    assert ward.recipient_presets.count() == 6


def test_a_render_that_fails_leaves_no_half_plan_and_the_next_run_goes_on():
    def broken_press(content):
        raise RenderFailed("Chưa dựng được bản in.")

    before = Plan.objects.count()
    Plan.objects.filter(short_name="thai-nguyen-2026").update(short_name="khac", number=116)

    with pytest.raises(RenderFailed):
        seed_demo(render=broken_press)
    assert Plan.objects.count() == before

    assert seed_demo(render=words_instead_of_pages).plans == 1
    assert plan_of("thai-nguyen-2026").number == 115


def test_where_units_are_missing_it_loads_the_whole_country_first():
    IssuingUnit.objects.filter(code="31").update(code="31-cu")

    seed_demo(render=words_instead_of_pages)

    territories = IssuingUnit.objects.filter(closed_on=None, level__is_territory=True).exclude(code="31-cu")
    assert territories.filter(level__code="province").count() == 34
    nouns = list(territories.filter(level__code="commune", code__regex="^[0-9]{5}$").values_list("noun", flat=True))
    assert {noun: nouns.count(noun) for noun in set(nouns)} == {"xã": 2621, "phường": 687, "đặc khu": 13}
