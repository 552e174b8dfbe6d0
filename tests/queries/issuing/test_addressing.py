"""Whom a line of Nơi nhận means."""

import pytest

from plans.models import Plan
from plans.queries.issuing.addressing import addressees_of, addresses_in
from tests.factories import make_draft, make_membership, make_unit


@pytest.fixture
def tree(db):
    """A province with its departments and communes; the ward with an office and two schools."""
    central = make_unit("Việt Nam", level="central", noun="")
    province = make_unit("tỉnh Thái Nguyên", level="province", under=central)
    units = {"province": province, "ward": make_unit("phường Đức Xuân", under=province)}
    for key, name in (("health", "Sở Y tế"), ("schooling", "Sở Giáo dục và Đào tạo")):
        units[key] = make_unit(
            "tỉnh Thái Nguyên",
            level="department",
            under=province,
            name=f"{name} tỉnh Thái Nguyên",
            short_name=f"{name} tỉnh Thái Nguyên",
            noun="sở",
            helps_superior=key == "health",
        )
    units["commune"] = make_unit("xã Chợ Mới", under=province)
    units["closed"] = make_unit("xã Cũ", under=province, closed_on="2025-06-30")
    for key, level, name in (
        ("office", "office", "Phòng Văn hóa - Xã hội"),
        ("school", "school", "Trường Tiểu học Đức Xuân"),
        ("school 2", "school", "Trường Mầm non Đức Xuân"),
    ):
        units[key] = make_unit(
            "phường Đức Xuân",
            level=level,
            under=units["ward"],
            name=name,
            short_name=name,
            noun=name.split()[0].lower(),
        )
    units["far"] = make_unit("tỉnh Cao Bằng", level="province", under=central)
    units["far ward"] = make_unit("phường Thục Phán", under=units["far"])
    return units


def meant(tree, unit, *lines):
    keys = {one.pk: key for key, one in tree.items()}
    plan = make_draft(tree[unit], recipients=lines)
    return [[keys[one.pk] for one in addressee.units] for addressee in addressees_of(plan)]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("UBND tỉnh Thái Nguyên", ["province"]),
        ("Ủy ban nhân dân tỉnh Thái Nguyên (để b/c)", ["province"]),
        ("Uỷ ban nhân dân tỉnh", ["province"]),
        ("UBND tỉnh (b/c);", ["province"]),
        ("Sở Y tế", ["health"]),
        ("Sở Y tế tỉnh", ["health"]),
        ("Sở Y tế tỉnh Thái Nguyên", ["health"]),
        ("UBND tỉnh, Sở Y tế (để b/c)", ["province", "health"]),
        ("UBND xã Chợ Mới", ["commune"]),
        ("Phòng Văn hóa - Xã hội", ["office"]),
        ("Phòng Văn hóa - Xã hội phường", ["office"]),
        ("Các trường học trên địa bàn phường", ["school", "school 2"]),
        ("Các phòng, trường học, tổ dân phố", ["office", "school", "school 2"]),
        ("Chủ tịch, các Phó Chủ tịch UBND phường", []),
        ("UBND xã Cũ", []),
        ("UBND phường Thục Phán", []),
        ("Thường trực HĐND phường", []),
        ("Như trên", []),
        ("Trạm Y tế phường", []),
        ("UBND phường Đức Xuân", []),
    ],
)
def test_a_line_of_the_ward(tree, line, who):
    assert meant(tree, "ward", line) == [who]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Các sở, ban, ngành, đoàn thể tỉnh", ["health", "schooling"]),
        ("UBND các xã, phường, đặc khu", ["ward", "commune"]),
        ("Uỷ ban nhân dân các xã, phường", ["ward", "commune"]),
        ("UBND phường Đức Xuân", ["ward"]),
        ("Các trường học trên địa bàn các xã, phường", []),
        ("Các sở, ban, ngành; UBND các xã, phường", ["health", "schooling", "ward", "commune"]),
    ],
)
def test_a_line_of_the_province(tree, line, who):
    assert meant(tree, "province", line) == [who]


def test_a_department_that_helps_the_province_writes_to_its_communes_and_another_does_not(tree):
    assert meant(tree, "health", "UBND các xã, phường") == [["ward", "commune"]]
    assert meant(tree, "schooling", "UBND các xã, phường") == [[]]


def test_a_unit_stands_under_the_first_line_that_means_it(tree):
    assert meant(tree, "province", "Sở Y tế", "Các sở, ban, ngành") == [["health"], ["schooling"]]


def test_as_above_means_everybody_a_letter_is_addressed_to(tree):
    plan = make_draft(tree["ward"], recipients=("Như trên", "Sở Y tế"))
    Plan.objects.filter(pk=plan.pk).update(addressees="UBND tỉnh\nSở Y tế tỉnh\nCác trường học\nTrạm Y tế")
    plan.refresh_from_db()

    units = [[one.short_name for one in line.units] for line in addressees_of(plan)]

    assert units == [
        ["UBND tỉnh Thái Nguyên", "Sở Y tế tỉnh Thái Nguyên", "Trường Tiểu học Đức Xuân", "Trường Mầm non Đức Xuân"],
        [],
    ]


def test_a_line_linked_to_a_unit_means_it_whatever_it_says(tree):
    plan = make_draft(tree["ward"], recipients=("Bạn đồng nghiệp",))
    plan.recipients.update(unit=tree["far ward"])

    assert [one.pk for one in addressees_of(plan)[0].units] == [tree["far ward"].pk]


def test_two_units_of_one_name_mean_none(tree):
    make_unit("xã Chợ Mới", under=tree["province"])

    assert meant(tree, "ward", "UBND xã Chợ Mới") == [[]]


def test_an_addressee_tells_whether_anybody_there_uses_the_portal(tree):
    make_membership(unit=tree["commune"])
    plan = make_draft(tree["province"], recipients=("UBND các xã, phường",))

    told = {one.short_name: one.has_people for one in addressees_of(plan)[0].units}
    assert told == {"UBND phường Đức Xuân": False, "UBND xã Chợ Mới": True}


def test_addresses_beside_a_line(tree):
    plan = make_draft(tree["ward"], recipients=("Báo Thái Nguyên",))
    plan.recipients.update(email="toasoan@baothainguyen.vn")

    one = addressees_of(plan)[0]
    assert (one.emails, one.is_outside, one.is_collective) == (("toasoan@baothainguyen.vn",), False, False)


@pytest.mark.parametrize(
    ("typed", "found"), [("", ()), (" A@x.vn ", ("a@x.vn",)), ("a@x.vn; b@x.vn, A@X.vn", ("a@x.vn", "b@x.vn"))]
)
def test_typed_addresses(typed, found):
    assert addresses_in(typed) == found


@pytest.mark.parametrize("lines", [1, 12])
def test_as_many_queries_for_twelve_lines_as_for_one(tree, lines, django_assert_num_queries):
    plan = make_draft(tree["ward"], recipients=[f"Sở Y tế {n}" for n in range(lines)])

    with django_assert_num_queries(2):
        addressees_of(plan)
