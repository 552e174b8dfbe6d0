"""Content written into rows says the same when it is read back."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    Block,
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
    LegalBasisContent,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
    SlogansPlace,
    walk,
)
from plans.models import Item, Plan
from plans.queries.contents import content_of, issuer_of
from plans.rules.actor import SYSTEM
from plans.services.keeping import keep_content, new_key
from tests.content.strategies import trees
from tests.factories import (
    item,
    make_agency,
    make_campaign,
    make_draft,
    make_holding,
    make_legal_document,
    make_post,
    make_theme,
)
from tests.looking import examples
from tests.services.drafts import part, section


def line(agency, role=Role.SUPPORT, **more):
    return ResponsibilityContent(role=role, agency=agency, **more)


@pytest.fixture
def content(ward):
    duties = (
        line("Công an phường", Role.LEAD, agency_code="cong-an"),
        line("Đoàn"),
        line("Các tổ", Role.IMPLEMENT, covers_level="hamlet"),
    )
    launch = item(
        "k3",
        "Lễ phát động",
        responsibilities=duties,
        activity=ActivityContent(starts_on=date(2026, 5, 31), venue="Sân", budget=5, funding_source="NS", target="90%"),
    )  # fmt: skip
    first = part("k1", "Nội dung", section("k2", "Truyền thông", launch, block=Block.SLOGANS))
    items = (
        replace(first, part=Part.ACTIVITIES),
        item("k4", "Bỏ", item("k5", "dưới"), dropped_reason="tỉnh làm"),
    )  # fmt: skip
    return PlanContent(
        issuer=issuer_of(ward),
        year=2026,
        document_type="KẾ HOẠCH",
        abstract="Triển khai Tháng hành động",
        abstract_note="(Lần 2)",
        symbol="KH-UBND",
        legal_bases=(LegalBasisContent(text="Căn cứ Luật Trẻ em"),),
        parents=(ParentContent(kind="Công văn", document_number="982/BYT", issued_on=date(2026, 3, 12), issuer="Bộ"),),
        opening="Mở đầu",
        theme="Chủ đề của năm",
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 30),
        launch_from=date(2026, 5, 30),
        launch_until=date(2026, 5, 31),
        slogans=(SloganContent(text="Vì trẻ em"), SloganContent(text="Của phường", is_own=True)),
        slogans_place=SlogansPlace.BODY,
        deadlines=(
            DeadlineContent(due_on=date(2026, 7, 1), label="kỳ", owed_by="a", receiver="b", via="c"),
            DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, kind=DeadlineKind.UNDATED),
        ),
        items=items,
        closing="Kết",
        ending=".",
        signature=SignatureContent(lines=("CHỦ TỊCH",), name="Bình"),
        recipients=("Như trên", "Các trường"),
        archive_note="VT, VHXH",
        appendices=(AppendixContent(title="Biểu mẫu", items=(item("p1", "Cột"),)), AppendixContent(title="Trống")),
    )


def test_everything_said_comes_back(content, ward, hoa):
    make_agency("Công an {loại}", code="cong-an")
    plan = keep_content(content, unit=ward, actor=hoa, short_name="duc-xuan")

    assert content_of(Plan.objects.get(pk=plan.pk)) == content
    assert (plan.status, plan.number, plan.short_name, plan.created_by_id) == ("draft", None, "duc-xuan", hoa.user_id)


def test_rows_of_the_catalogue_are_linked(content, ward, hoa, other_commune):
    campaign = make_campaign()
    theme, law = make_theme(campaign, "Chủ đề của năm"), make_legal_document("Luật Trẻ em")
    make_agency("Công an {loại}", code="cong-an")
    own = make_agency("Công an phường", code="cong-an", owner=ward)
    make_agency("Công an xã", code="cong-an", owner=other_commune)
    plan = keep_content(content, unit=ward, actor=hoa, campaign=campaign)

    assert (plan.campaign, plan.theme, plan.legal_bases.get().document) == (campaign, theme, law)
    assert [duty.agency for duty in Item.objects.get(plan=plan, key="k3").responsibilities.all()] == [own, None, None]


def test_with_a_signatory_the_signature_is_computed(content, ward, hoa):
    make_post(ward, "Chủ tịch", is_head=True)
    deputy = make_holding(make_post(ward, "Phó Chủ tịch"), "Hoàng Văn Bình")
    plan = keep_content(content, unit=ward, actor=hoa, signatory=deputy, capacity="for_superior")

    assert content_of(plan).signature == SignatureContent(
        lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Hoàng Văn Bình"
    )
    assert plan.signature_lines == ""


def test_an_agency_named_twice_in_a_role_is_kept_once(ward):
    twice = (line("Đoàn"), line("Đoàn"), line("Đoàn", Role.IMPLEMENT))
    plan = make_draft(ward, items=(item("k1", "Một", responsibilities=twice),))

    assert [duty.role.value for duty in content_of(plan).items[0].responsibilities] == ["support", "implement"]


def test_a_dated_wording_without_a_date_is_kept_as_undated(ward):
    plan = make_draft(ward, deadlines=(DeadlineContent(kind=DeadlineKind.BEFORE),))

    assert content_of(plan).deadlines[0].kind == DeadlineKind.UNDATED


def plain(items):
    """The trees as a draft may hold them: no origins in plans that are not there, one lead, days in order."""
    return tuple(
        replace(
            one, key=f"k{one.key}", origin=None, activity=None, responsibilities=(), children=plain(one.children),
            text=one.text.replace("\x00", ""),
        )
        for one in items
    )  # fmt: skip


@examples(8)
@given(items=trees.map(plain))
def test_any_tree_comes_back_the_same(items, ward):
    assert content_of(make_draft(ward, items=items)).items == items


def test_the_number_of_queries_depends_on_the_depth_alone(ward):
    def queries(width):
        items = tuple(item(f"k{at}", "Một", item(f"c{at}", "Hai")) for at in range(width))
        with CaptureQueriesContext(connection) as captured:
            make_draft(ward, items=items)
        return len(captured)

    assert queries(40) == queries(2)


def test_a_thousand_items_are_kept_and_read(ward):
    items = tuple(section(f"s{at}", "Mục", *(item(f"k{at}-{n}", "Đoạn") for n in range(99))) for at in range(10))
    plan = make_draft(ward, items=items)

    assert len(list(walk(content_of(plan).items))) == 1000


def test_keys_are_not_repeated():
    found = {new_key() for _ in range(1000)}

    assert (len(found), {len(key) for key in found}) == (1000, {12})


def test_a_database_that_fails_anywhere_keeps_no_plan(content, ward, failing_write):
    for number in count(1):
        try:
            with failing_write(number):
                keep_content(content, unit=ward, actor=SYSTEM)
        except OperationalError:
            assert Plan.objects.count() == Item.objects.count() == 0
        else:
            break

    assert number > 10
