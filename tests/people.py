"""The people of the story as actors, with their units: imported by the conftest of every folder that needs them."""

import pytest

from tests.factories import TODAY, make_actor, make_holding, make_post, make_unit, make_user


@pytest.fixture
def province(db):
    return make_unit("tỉnh Thái Nguyên", level="province")


@pytest.fixture
def department(province):
    """Sở Y tế, which helps the province follow its communes."""
    return make_unit(
        "tỉnh Thái Nguyên",
        level="department",
        under=province,
        name="Sở Y tế tỉnh Thái Nguyên",
        short_name="Sở Y tế",
        noun="sở",
        place="",
        symbol="SYT",
        regime="head",
        shows_superior=True,
        helps_superior=True,
    )


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province)


@pytest.fixture
def other_commune(province):
    return make_unit("xã Chợ Mới", under=province)


@pytest.fixture
def hoa(ward):
    """Drafts for the ward."""
    return make_actor(ward, "drafter", user=make_user("Nguyễn Thị Hoa"))


@pytest.fixture
def binh(ward):
    """Leads the ward as its deputy, and signs."""
    user = make_user("Hoàng Văn Bình")
    make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")
    make_holding(make_post(ward, "Phó Chủ tịch"), user.full_name, user=user)
    return make_actor(ward, "approver", user=user)


@pytest.fixture
def mai(ward):
    """The ward's clerk."""
    return make_actor(ward, "clerk", user=make_user("Lý Thị Mai"))


@pytest.fixture
def lan(department):
    """Follows the communes for the province, and drafts for the department."""
    return make_actor(department, "supervisor", "drafter", user=make_user("Trần Thị Lan"))


@pytest.fixture
def khach(other_commune):
    """Drafts for another commune."""
    return make_actor(other_commune, "drafter", user=make_user("Lường Văn Khách"))


@pytest.fixture
def day_of_the_story(settings):
    """13 May 2026, whatever the calendar says."""
    settings.DEMO, settings.DEMO_TODAY = True, TODAY
    return TODAY
