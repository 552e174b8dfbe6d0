"""The catalogues for screens: searching names as people type them, and who sees accounts."""

import unicodedata
from datetime import date

import pytest

from plans.queries import catalogues
from plans.rules.actor import Actor
from tests.factories import (
    TODAY,
    make_actor,
    make_agency,
    make_holding,
    make_membership,
    make_operator,
    make_post,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

NOBODY = Actor(user_id=None, full_name="")
READER = Actor(user_id=1, full_name="Ai đó")


@pytest.fixture
def tree():
    """Two provinces, four communes of which one is closed."""
    thai_nguyen = make_unit("tỉnh Thái Nguyên", level="province", code="19")
    quang_ngai = make_unit("tỉnh Quảng Ngãi", level="province", code="51")
    return {
        "thai nguyen": thai_nguyen,
        "quang ngai": quang_ngai,
        "duc xuan": make_unit("phường Đức Xuân", under=thai_nguyen, code="01843"),
        "xuan duc": make_unit("xã Xuân Dục", under=quang_ngai, code="02000"),
        "huyen tung": make_unit("phường Huyền Tụng", under=thai_nguyen, code="01846", closed_on=date(2025, 6, 30)),
        "uy no": make_unit("xã Uỷ Nỗ", under=quang_ngai, code="02001"),
    }


def found(actor, tree, **asked):
    names = {unit.pk: name for name, unit in tree.items()}
    return [names[pk] for pk in catalogues.find_units(actor, today=TODAY, **asked)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("duc xuan", ["duc xuan", "xuan duc"]),
        ("Đức Xuân", ["duc xuan"]),
        (unicodedata.normalize("NFD", "đức xuân"), ["duc xuan"]),
        ("xuan", ["duc xuan", "xuan duc"]),
        ("phường đức", ["duc xuan"]),
        ("xuân dục", ["xuan duc"]),
        ("Ủy Nỗ", ["uy no"]),
        ("Uỷ Nỗ", ["uy no"]),
        ("uy no", ["uy no"]),
        ("đúc xuân", []),
        ("uân", []),
        ("01843", ["duc xuan"]),
        ("thai nguyen", ["thai nguyen"]),
        ("%_'\"\\", []),
        ("x" * 5000, []),
    ],
)
def test_find_units_by_what_people_type(tree, typed, names):
    assert found(make_operator(), tree, words=typed) == names


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["thai nguyen", "duc xuan", "quang ngai", "xuan duc", "uy no"]),
        ({"state": "closed"}, ["huyen tung"]),
        ({"state": "all", "level": "commune"}, ["duc xuan", "huyen tung", "xuan duc", "uy no"]),
        ({"level": "province"}, ["thai nguyen", "quang ngai"]),
        ({"level": "unknown"}, []),
        ({"province": -1}, []),
    ],
)
def test_find_units_narrowed(tree, asked, names):
    assert found(make_operator(), tree, **asked) == names


def test_find_units_of_a_province(tree):
    assert found(make_operator(), tree, province=tree["quang ngai"].pk) == ["quang ngai", "xuan duc", "uy no"]


def test_find_units_puts_a_territory_of_that_name_first(tree):
    tree["school"] = make_unit("trường Xuân Dục Hai", under=tree["thai nguyen"], level="school")

    assert found(make_operator(), tree, words="xuan duc") == ["xuan duc", "school", "duc xuan"]


def test_a_unit_is_open_on_its_last_day(tree):
    closing_today = make_unit("xã Hết Hôm Nay", under=tree["quang ngai"], closed_on=TODAY)

    assert closing_today.pk in catalogues.find_units(make_operator(), today=TODAY)


def test_nobody_reads_nothing(tree):
    make_agency()

    assert (found(NOBODY, tree), list(catalogues.agencies(NOBODY)), list(catalogues.campaigns(NOBODY))) == ([], [], [])


def test_unit_rows_keep_the_order_and_read_superior_and_successors(tree, django_assert_num_queries):
    tree["huyen tung"].successions.create(successor=tree["duc xuan"])
    ids = [tree[name].pk for name in ("uy no", "huyen tung", "thai nguyen")]

    with django_assert_num_queries(3):
        rows = catalogues.unit_rows(READER, ids)

    assert [(row.unit, row.superior, row.successors) for row in rows] == [
        (tree["uy no"], tree["quang ngai"], ()),
        (tree["huyen tung"], tree["thai nguyen"], (tree["duc xuan"],)),
        (tree["thai nguyen"], None, ()),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_unit_page_costs_the_same_for_one_and_three_of_everything(tree, django_assert_num_queries, count):
    ward = tree["duc xuan"]
    for at in range(count):
        make_holding(make_post(ward, f"Phó Chủ tịch {at}"), user=make_user())
        make_unit(f"tổ dân phố {at}", level="hamlet", under=ward)
        make_agency(f"Cơ quan {at}", owner=ward)
        ward.recipient_presets.create(text=f"Nơi {at}", position=at)
        tree[("huyen tung", "uy no", "xuan duc")[at]].successions.create(successor=ward)

    with django_assert_num_queries(10):
        page = catalogues.unit_page(READER, ward, TODAY)
        shown = [
            len(page.posts),
            page.open_below,
            len(page.below),
            len(page.agencies),
            len(page.recipients),
            len(page.predecessors),
        ]
        for post in page.posts:
            [str(holding.user) for holding in post.holdings.all()]

    assert (shown, page.superiors) == ([count] * 6, (tree["thai nguyen"],))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("01843", ["duc xuan"]),
        ("ubnd phường đức xuân", ["duc xuan"]),
        ("Ủy ban nhân dân phường Đức Xuân", ["duc xuan"]),
        ("xã Ủy Nỗ", ["uy no"]),
        ("Đức Xuân", []),
    ],
)
def test_units_called_by_code_or_whole_name(tree, typed, names):
    assert catalogues.units_called(READER, typed) == [tree[name] for name in names]


def test_units_called_alike_are_all_given(tree):
    twin = make_unit("phường Đức Xuân", under=tree["quang ngai"])

    assert catalogues.units_called(READER, "UBND phường Đức Xuân") == [tree["duc xuan"], twin]


# --- accounts


def test_roles_are_seen_by_the_unit_and_its_keepers(tree):
    ward = tree["duc xuan"]
    row = make_membership(make_user(), ward, "drafter")
    readers = {
        "colleague": make_actor(ward, "clerk"),
        "administrator above": make_actor(tree["thai nguyen"], "administrator"),
        "drafter above": make_actor(tree["thai nguyen"], "drafter"),
        "administrator elsewhere": make_actor(tree["quang ngai"], "administrator"),
        "operator": make_operator(),
    }

    seeing = {who for who, actor in readers.items() if row in catalogues.memberships(actor, ward)}

    assert seeing == {"colleague", "administrator above", "operator"}
    assert seeing == {who for who, actor in readers.items() if catalogues.membership(actor, row.pk) == row}


def test_an_account_is_found_by_its_name_by_administrators_only(tree):
    hoa = make_user("Nguyễn Thị Hoa", username="hoa")
    make_user("Người Nghỉ", username="nghi", is_active=False)
    keeper, drafter = make_actor(tree["duc xuan"], "administrator"), make_actor(tree["duc xuan"], "drafter")

    asked = [(keeper, " HOA "), (keeper, "ho"), (keeper, "nghi"), (drafter, "hoa")]

    assert [catalogues.account_called(actor, name) for actor, name in asked] == [hoa, None, None, None]


# --- agencies


def test_agencies_by_level_are_general_or_ones_own(tree):
    general = make_agency("Trạm Y tế")
    own = make_agency("Trạm Y tế Đức Xuân", owner=tree["duc xuan"])
    make_agency("Trạm Y tế Xuân Dục", owner=tree["xuan duc"])

    groups = catalogues.agencies_by_level(make_actor(tree["duc xuan"], "drafter"))

    assert [(level.code, rows) for level, rows in groups] == [("commune", [general, own])]


@pytest.mark.parametrize("count", [1, 3])
def test_agencies_cost_the_same_for_one_and_three(tree, django_assert_num_queries, count):
    for at in range(count):
        upper = make_agency(f"Sở {at}", level="province")
        upper.lower_links.create(lower=make_agency(f"Phòng {at}"))

    with django_assert_num_queries(2):
        names = [
            (agency.name, [link.lower.name for link in agency.lower_links.all()])
            for _, rows in catalogues.agencies_by_level(READER, "province")
            for agency in rows
        ]

    assert names == [(f"Sở {at}", [f"Phòng {at}"]) for at in range(count)]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "có"),
        (False, "không"),
        (None, "để trống"),
        ("", "để trống"),
        (date(2026, 6, 5), "05/6/2026"),
        ([], "để trống"),
        (["a", "b"], "a\nb"),
        (7, "7"),
    ],
)
def test_values_are_said_in_words(value, words):
    assert catalogues.in_words(value) == words
