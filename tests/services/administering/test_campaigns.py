"""Keeping the years: their days, theme, slogans in order, guiding documents."""

from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed
from plans.models import AuditEntry, Campaign, GuidingDocument, Slogan, Theme
from plans.services.administering.campaigns import (
    CampaignFacts,
    GuidingFacts,
    add_guiding_document,
    add_slogans,
    create_campaign,
    move_slogan,
    remove_guiding_document,
    remove_slogan,
    remove_theme,
    save_campaign,
    save_guiding_document,
    save_slogan,
    save_theme,
    slogan_text,
    unusual_days,
)
from tests.factories import make_actor, make_campaign, make_operator, make_slogans, make_theme, make_unit

pytestmark = pytest.mark.django_db

JUNE = CampaignFacts(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 30))


@pytest.fixture
def operator():
    return make_operator("Quản Trị")


@pytest.fixture
def campaign():
    return make_campaign(2026)


def trail():
    return [(row.event, row.subject, row.before, row.after) for row in AuditEntry.objects.order_by("id")]


def texts(campaign):
    return list(campaign.slogans.order_by("position", "id").values_list("text", flat=True))


# --- days


def test_create_campaign_keeps_what_is_known(operator):
    campaign = create_campaign(2027, actor=operator, facts=CampaignFacts(starts_on=date(2027, 6, 1)))

    assert (campaign.starts_on, campaign.ends_on, trail()[0][1]) == (
        date(2027, 6, 1),
        None,
        "Tháng hành động vì trẻ em năm 2027",
    )


def test_create_campaign_refuses_a_year_that_exists(operator, campaign):
    with pytest.raises(Invalid) as refusal:
        create_campaign(2026, actor=operator, facts=JUNE)

    assert refusal.value.fields == {"year": "Năm 2026 đã có trong danh mục; mở năm đó để sửa."}


@pytest.mark.parametrize("year", [1993, 2101])
def test_create_campaign_refuses_years_outside_the_law(operator, year):
    with pytest.raises(Invalid, match="Ghi năm từ 1994 đến 2100"):
        create_campaign(year, actor=operator, facts=CampaignFacts())


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (
            CampaignFacts(starts_on=date(2025, 6, 1)),
            {"starts_on": "Ngày 01/6/2025 không thuộc năm 2026; ghi ngày trong năm 2026."},
        ),
        (
            CampaignFacts(starts_on=date(2026, 6, 30), ends_on=date(2026, 6, 1)),
            {"ends_on": "Ngày kết thúc phải từ ngày bắt đầu trở đi."},
        ),
        (
            CampaignFacts(launch_from=date(2026, 6, 1), launch_until=date(2026, 5, 25)),
            {"launch_until": "Ngày kết thúc phải từ ngày bắt đầu trở đi."},
        ),
    ],
)
def test_save_campaign_refuses_wrong_or_swapped_days(operator, campaign, facts, fields):
    with pytest.raises(Invalid) as refusal:
        save_campaign(campaign, actor=operator, facts=facts)

    assert (refusal.value.fields, trail()) == (fields, [])


def test_unusual_days_are_said_but_kept(operator, campaign):
    facts = CampaignFacts(starts_on=date(2026, 5, 15), ends_on=date(2026, 6, 30), launch_from=date(2026, 5, 20))

    save_campaign(campaign, actor=operator, facts=facts)

    campaign.refresh_from_db()
    assert campaign.starts_on == date(2026, 5, 15)
    assert unusual_days(2026, facts) == [
        "Tháng hành động vì trẻ em thường từ ngày 01/6 đến ngày 30/6/2026; xem lại nếu không cố ý.",
        "Lễ phát động thường từ ngày 25/5 đến ngày 01/6/2026; xem lại nếu không cố ý.",
    ]


def test_usual_days_raise_no_doubt():
    assert unusual_days(2026, CampaignFacts(starts_on=date(2026, 6, 1), launch_from=date(2026, 5, 25))) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda campaign, actor: save_campaign(campaign, actor=actor, facts=JUNE),
        lambda campaign, actor: create_campaign(2030, actor=actor, facts=CampaignFacts()),
        lambda campaign, actor: save_theme(campaign, actor=actor, text="Khác"),
        lambda campaign, actor: remove_theme(campaign.themes.get(), actor=actor),
        lambda campaign, actor: add_slogans(campaign, actor=actor, lines=["Khác"]),
        lambda campaign, actor: save_slogan(campaign.slogans.first(), actor=actor, text="Khác"),
        lambda campaign, actor: move_slogan(campaign.slogans.first(), actor=actor, by=1),
        lambda campaign, actor: remove_slogan(campaign.slogans.first(), actor=actor),
        lambda campaign, actor: add_guiding_document(
            campaign, actor=actor, facts=GuidingFacts(kind="letter", issuer="Bộ Y tế")
        ),
    ],
)
def test_years_are_kept_by_operators_only(campaign, act):
    make_theme(campaign, "Chung tay giảm thiểu tổn hại trẻ em")
    make_slogans(campaign, "Một", "Hai")
    administrator = make_actor(make_unit(), "administrator")

    with pytest.raises(NotAllowed, match="Danh mục chung do quản trị hệ thống giữ"):
        act(campaign, administrator)

    assert (Campaign.objects.count(), Theme.objects.get().text, texts(campaign), GuidingDocument.objects.count()) == (
        1,
        "Chung tay giảm thiểu tổn hại trẻ em",
        ["Một", "Hai"],
        0,
    )


# --- theme


def test_save_theme_replaces_the_official_one_and_remembers_it(operator, campaign):
    make_theme(campaign, "Chủ đề cũ")

    save_theme(campaign, actor=operator, text="  Chủ đề  mới ", source="Công văn số 1/BYT-BMTE")

    assert list(campaign.themes.values_list("text", "is_official")) == [("Chủ đề mới", True)]
    assert trail()[0][2:] == (
        {"text": "Chủ đề cũ", "source": ""},
        {"text": "Chủ đề mới", "source": "Công văn số 1/BYT-BMTE"},
    )


def test_save_theme_leaves_an_example_alone(operator, campaign):
    make_theme(campaign, "Ví dụ", is_official=False)

    save_theme(campaign, actor=operator, text="Chủ đề chính thức")

    assert set(campaign.themes.values_list("text", "is_official")) == {("Ví dụ", False), ("Chủ đề chính thức", True)}


def test_save_theme_refuses_nothing(operator, campaign):
    with pytest.raises(Invalid, match="Ghi chủ đề"):
        save_theme(campaign, actor=operator, text=" \u200b ")


def test_remove_theme_keeps_its_words_in_the_trail(operator, campaign):
    theme = make_theme(campaign, "Chủ đề nhầm")

    remove_theme(theme, actor=operator)

    assert (campaign.themes.count(), trail()) == (
        0,
        [
            (
                "catalogue.removed",
                "Chủ đề nhầm",
                {"campaign": "Tháng hành động vì trẻ em năm 2026", "text": "Chủ đề nhầm", "source": ""},
                None,
            )
        ],
    )


# --- slogans


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("1. “Toàn dân chăm sóc trẻ em”;", "Toàn dân chăm sóc trẻ em"),
        ("12) Toàn dân chăm sóc trẻ em.", "Toàn dân chăm sóc trẻ em"),
        ("- Toàn dân chăm sóc trẻ em", "Toàn dân chăm sóc trẻ em"),
        ("đ) Toàn dân chăm sóc trẻ em;", "Toàn dân chăm sóc trẻ em"),
        ('"Toàn dân chăm sóc trẻ em".', "Toàn dân chăm sóc trẻ em"),
        ("• Hãy hành động vì trẻ em!", "Hãy hành động vì trẻ em!"),
        ("Gọi “111” để báo tin", "Gọi “111” để báo tin"),
        ("Số 111 – tiếp nhận thông tin mọi lúc", "Số 111 – tiếp nhận thông tin mọi lúc"),
        ("111 lắng nghe trẻ em", "111 lắng nghe trẻ em"),
        (" ; ", ""),
    ],
)
def test_slogan_text_is_freed_from_its_list(line, kept):
    assert slogan_text(line) == kept


def test_add_slogans_keeps_the_order_and_tells_the_repeated(operator, campaign):
    make_slogans(campaign, "Lắng nghe trẻ em")

    added, repeated = add_slogans(
        campaign,
        actor=operator,
        lines=["1. Toàn dân chăm sóc trẻ em;", "", "2. LẮNG NGHE trẻ em;", "3. Gọi 111.", "Toàn dân chăm sóc trẻ em"],
        source="Công văn số 982",
    )

    assert texts(campaign) == ["Lắng nghe trẻ em", "Toàn dân chăm sóc trẻ em", "Gọi 111"]
    assert ([one.source for one in added], repeated) == (
        ["Công văn số 982", "Công văn số 982"],
        ["LẮNG NGHE trẻ em", "Toàn dân chăm sóc trẻ em"],
    )
    assert trail() == [
        (
            "catalogue.saved",
            "Khẩu hiệu năm 2026",
            {"slogans": ["Lắng nghe trẻ em"]},
            {"slogans": ["Lắng nghe trẻ em", "Toàn dân chăm sóc trẻ em", "Gọi 111"]},
        )
    ]


def test_add_slogans_that_are_all_there_leaves_no_trace(operator, campaign):
    make_slogans(campaign, "Lắng nghe trẻ em")

    assert add_slogans(campaign, actor=operator, lines=["Lắng nghe trẻ em"]) == ([], ["Lắng nghe trẻ em"])
    assert trail() == []


def test_add_slogans_adds_none_when_one_is_too_long(operator, campaign):
    with pytest.raises(Invalid, match="dài 301 ký tự; mỗi khẩu hiệu ghi tối đa 300 ký tự"):
        add_slogans(campaign, actor=operator, lines=["Ngắn", "d" * 301])

    assert texts(campaign) == []


@pytest.mark.parametrize(
    ("which", "by", "after"),
    [
        (0, 1, ["Hai", "Một", "Ba"]),
        (2, -1, ["Một", "Ba", "Hai"]),
        (0, -1, ["Một", "Hai", "Ba"]),
        (2, 1, ["Một", "Hai", "Ba"]),
    ],
)
def test_move_slogan_by_one_place_and_not_past_an_end(operator, campaign, which, by, after):
    slogans = make_slogans(campaign, "Một", "Hai", "Ba")

    move_slogan(slogans[which], actor=operator, by=by)

    assert (texts(campaign), len(trail())) == (after, 0 if after == ["Một", "Hai", "Ba"] else 1)


def test_save_slogan_refuses_the_words_of_another(operator, campaign):
    first, _ = make_slogans(campaign, "Một", "Hai")

    with pytest.raises(Invalid) as refusal:
        save_slogan(first, actor=operator, text="Hai")

    assert refusal.value.fields == {"text": "Khẩu hiệu này đã có trong danh sách của năm."}
    assert texts(campaign) == ["Một", "Hai"]


def test_remove_slogan_closes_no_other(operator, campaign):
    first, _ = make_slogans(campaign, "Một", "Hai")

    remove_slogan(first, actor=operator)

    assert (texts(campaign), Slogan.objects.count()) == (["Hai"], 1)


# --- guidance


def test_guiding_document_is_added_changed_and_removed(operator, campaign):
    facts = GuidingFacts(kind="letter", issuer="Bộ Y tế", document_number="1481/BYT-BMTE", issued_on=date(2026, 3, 14))
    document = add_guiding_document(campaign, actor=operator, facts=facts)
    save_guiding_document(document, actor=operator, facts=GuidingFacts(kind="letter", issuer="Bộ Y tế"))
    remove_guiding_document(document, actor=operator)

    assert [(event, before, after) for event, _, before, after in trail()] == [
        (
            "catalogue.saved",
            None,
            {
                "kind": "letter",
                "issuer": "Bộ Y tế",
                "document_number": "1481/BYT-BMTE",
                "issued_on": "14/3/2026",
                "abstract": "",
                "note": "",
            },
        ),
        (
            "catalogue.saved",
            {"document_number": "1481/BYT-BMTE", "issued_on": "14/3/2026"},
            {"document_number": "", "issued_on": None},
        ),
        (
            "catalogue.removed",
            {
                "campaign": "Tháng hành động vì trẻ em năm 2026",
                "kind": "letter",
                "issuer": "Bộ Y tế",
                "document_number": "",
                "issued_on": None,
                "abstract": "",
                "note": "",
            },
            None,
        ),
    ]
    assert GuidingDocument.objects.count() == 0


def test_guiding_document_of_no_known_kind_is_refused(operator, campaign):
    with pytest.raises(Invalid) as refusal:
        add_guiding_document(campaign, actor=operator, facts=GuidingFacts(kind="poem", issuer="Bộ Y tế"))

    assert list(refusal.value.fields) == ["kind"]
