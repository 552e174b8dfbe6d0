"""One-time links: one report, one holder, until the day, the taking back or the filing; and typing on behalf."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Report, ReportLink
from plans.queries.reporting.addresses.links import LinkState, hash_of, link_by, link_rows, may_help, state_of
from plans.rules.reports import ReportVerb, may_report
from plans.services.reporting.addresses.links import (
    actor_of,
    address_of_link,
    ended_words,
    give_link,
    open_link,
    revoke_link,
)
from plans.services.reporting.behalf import say_source
from plans.services.reporting.filing import begin, file_report
from plans.services.reporting.tasks import send_link_later
from tests.factories import make_unit
from tests.report_rows import make_report, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ninth_of_july(settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 7, 9)


@pytest.fixture
def report(province, ward):
    return make_report(make_round(province), ward)


@pytest.fixture
def given(report, lan):
    return give_link(report, actor=lan, given_to="  Nông Thị  Lan ")


def days_later(settings, days):
    settings.DEMO_TODAY = date(2026, 7, 9) + timedelta(days=days)


# --- giving -----------------------------------------------------------------------------------------------------------


def test_only_the_hash_of_a_link_is_kept_and_its_secret_finds_it(given, report):
    _, secret = given

    row = ReportLink.objects.get()
    assert (row.secret_hash, len(secret)) == (hash_of(secret), 43)
    assert secret not in repr(list(ReportLink.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert (link_by(secret), row.given_to, row.created_by_name) == (row, "Nông Thị Lan", "Trần Thị Lan")
    assert row.expires_at - row.created_at == timedelta(days=7)
    assert address_of_link(row) == f"/bao-cao/lien-ket/{secret}/"
    assert AuditEntry.objects.values_list("event", "subject", "after").first() == (
        "report.linked",
        report.unit.short_name,
        {"link": row.pk, "given_to": "Nông Thị Lan", "days": 7, "by_mail": False},
    )


@pytest.mark.parametrize("wrong", ["", "x", "A" * 43, "ă" * 43, "x" * 101])
def test_other_secrets_find_nothing(given, wrong):
    assert link_by(wrong) is None


def test_a_secret_with_one_letter_changed_finds_nothing(given):
    _, secret = given
    for at in (0, 20, 42):
        other = "A" if secret[at] != "A" else "B"
        assert link_by(secret[:at] + other + secret[at + 1 :]) is None


def test_two_links_have_two_secrets_and_only_the_newer_one_opens(given, report, lan):
    _, secret = given
    new, other = give_link(report, actor=lan, given_to="Hà Văn Tú", days=3)

    assert secret != other
    assert [(row.link.given_to, row.state, row.word) for row in link_rows(report, new.created_at)] == [
        ("Hà Văn Tú", LinkState.OPEN, "đang mở"),
        ("Nông Thị Lan", LinkState.REVOKED, "đã thu hồi"),
    ]


@pytest.mark.parametrize(
    ("name", "days", "by_mail", "field"),
    [(" ", 7, False, "given_to"), ("x" * 121, 7, False, "given_to"), ("Lan", 0, False, "days"),
     ("Lan", 31, False, "days"), ("Lan", 7, True, "by_mail")],
)  # fmt: skip
def test_what_cannot_be_given(report, lan, name, days, by_mail, field):
    with pytest.raises(Invalid) as refused:
        give_link(report, actor=lan, given_to=name, days=days, by_mail=by_mail)

    assert (list(refused.value.fields), ReportLink.objects.count()) == ([field], 0)


def test_who_gives_links(report, hoa, khach, lan, binh):
    for actor in (hoa, khach, binh):
        with pytest.raises(NotAllowed):
            give_link(report, actor=actor, given_to="Lan")
    assert ReportLink.objects.count() == 0


def test_a_filed_report_gets_no_link(report, lan, province):
    filed = make_report(report.round, make_unit(under=province), status="filed")

    with pytest.raises(NotNow, match="không cần liên kết nữa"):
        give_link(filed, actor=lan, given_to="Lan")


def test_a_link_goes_to_the_units_address_and_its_task_knows_no_secret(report, lan, mailoutbox, settings):
    settings.BASE_URL = "https://kehoach.example.vn"
    type(report.unit).objects.filter(pk=report.unit_id).update(email="ducxuan@example.vn")
    link, secret = give_link(report, actor=lan, given_to="Nông Thị Lan", by_mail=True)
    (task,) = DBTaskResult.objects.filter(task_path=send_link_later.module_path)
    assert task.args_kwargs["args"] == [link.pk]

    send_link_later.func(link.pk)

    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (
        ["ducxuan@example.vn"], "Cổng kế hoạch: Liên kết làm báo cáo năm 2026 gửi UBND tỉnh Thái Nguyên",
    )  # fmt: skip
    assert f"https://kehoach.example.vn/bao-cao/lien-ket/{secret}/" in letter.body
    assert "16/7/2026" in letter.body


def test_a_link_that_was_taken_back_is_not_sent(report, lan, mailoutbox):
    type(report.unit).objects.filter(pk=report.unit_id).update(email="ducxuan@example.vn")
    link, _ = give_link(report, actor=lan, given_to="Nông Thị Lan", by_mail=True)
    revoke_link(link, actor=lan)

    send_link_later.func(link.pk)

    assert mailoutbox == []


def test_after_the_portals_key_has_changed_links_still_open_but_are_not_made_again(given, settings, mailoutbox):
    link, secret = given
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-seriously-too"
    type(link.report.unit).objects.update(email="ducxuan@example.vn")

    assert (link_by(secret), address_of_link(link)) == (link, None)
    send_link_later.func(link.pk)
    assert mailoutbox == []


# --- how it ends ------------------------------------------------------------------------------------------------------


def test_it_ends_with_its_day(given, settings):
    link, _ = given
    assert (state_of(link, link.expires_at - timedelta(seconds=1)), ended_words(link)) == (LinkState.OPEN, "")
    assert state_of(link, link.expires_at) == LinkState.EXPIRED

    days_later(settings, 8)
    assert ended_words(link) == "Liên kết này đã hết hạn. Gọi Trần Thị Lan, UBND tỉnh Thái Nguyên để xin liên kết mới."


def test_it_ends_by_being_taken_back_once(given, lan, hoa):
    link, _ = given
    with pytest.raises(NotAllowed):
        revoke_link(link, actor=hoa)

    revoke_link(link, actor=lan)

    link.refresh_from_db()
    assert ended_words(link).startswith("Nơi nhận đã thu hồi liên kết này. Gọi Trần Thị Lan")
    with pytest.raises(NotNow, match="đã thu hồi"):
        revoke_link(link, actor=lan)
    assert AuditEntry.objects.filter(event="report.linked").count() == 2


def test_it_ends_by_filing_through_it_or_not_and_a_return_does_not_open_it_again(given, report, hoa, lan):
    _, secret = given
    file_report(report, actor=hoa, revision=report.revision, is_nothing=True)
    assert ended_words(link_by(secret)) == (
        "Báo cáo đã gửi nên liên kết này không còn dùng được. Cần sửa số liệu, gọi Trần Thị Lan, UBND tỉnh Thái Nguyên."
    )

    Report.objects.filter(pk=report.pk).update(status="returned")

    assert state_of(link_by(secret), datetime(2026, 7, 9, tzinfo=UTC)) == LinkState.USED
    _, other = give_link(report, actor=lan, given_to="Nông Thị Lan")
    assert ended_words(link_by(other)) == ""


def test_when_it_was_opened_first_stays(given, settings):
    link, secret = given
    open_link(link)
    first = link_by(secret).opened_at
    days_later(settings, 1)
    open_link(link)

    assert link_by(secret).opened_at == first


# --- who holds it -----------------------------------------------------------------------------------------------------


def test_the_holder_drafts_for_the_unit_without_an_account(given, report, province):
    link, _ = given
    holder = actor_of(link)
    stranger = make_report(report.round, make_unit(under=province))

    assert (holder.user_id, holder.full_name, holder.roles) == (None, "Nông Thị Lan", {"drafter"})
    assert [verb for verb in ReportVerb if may_report(holder, verb, report)] == ["view", "edit", "file"]
    assert [verb for verb in ReportVerb if may_report(holder, verb, stranger)] == []
    version = file_report(report, actor=holder, revision=report.revision, is_nothing=True)
    assert (version.filed_by, version.filed_by_name, version.source) == (None, "Nông Thị Lan", "")


def test_who_may_be_helped(report, lan, hoa, province, other_commune):
    round_ = report.round
    assert bool(may_help(lan, round_, report.unit))
    assert bool(may_help(lan, round_, other_commune))
    assert not may_help(hoa, round_, other_commune)
    assert not may_help(lan, round_, make_unit("trường Tiểu học", level="school", under=other_commune))
    make_report(round_, other_commune, status="filed")
    assert may_help(lan, round_, other_commune).is_timing


# --- typed on behalf --------------------------------------------------------------------------------------------------


def test_who_types_on_behalf_says_from_what_and_the_version_keeps_it(report, lan, other_commune):
    report = begin(report.round, other_commune, actor=lan)

    report = say_source(report, actor=lan, way="dien-thoai", given_by=" bà  Nông Thị Lan", on=date(2026, 7, 8))

    assert report.source == "điện thoại, bà Nông Thị Lan, ngày 08/7/2026"
    assert AuditEntry.objects.values_list("event", "before", "after").first() == (
        "report.saved", {"source": ""}, {"source": report.source},
    )  # fmt: skip
    version = file_report(report, actor=lan, revision=report.revision, is_nothing=True, source=report.source)
    assert (version.source, version.filed_by_name) == (report.source, "Trần Thị Lan")


@pytest.mark.parametrize(
    ("told", "field"),
    [({"way": "khoi"}, "way"), ({"given_by": " "}, "given_by"), ({"given_by": "x" * 190}, "given_by"),
     ({"on": date(2026, 7, 10)}, "on")],
)  # fmt: skip
def test_what_no_source_is(report, lan, told, field):
    with pytest.raises(Invalid) as refused:
        say_source(report, actor=lan, **({"way": "giay", "given_by": "bà Lan", "on": date(2026, 7, 9)} | told))
    assert list(refused.value.fields) == [field]


def test_the_unit_itself_and_strangers_do_not_type_on_behalf(report, hoa, khach):
    for actor in (hoa, khach):
        with pytest.raises(NotAllowed):
            say_source(report, actor=actor, way="giay", given_by="bà Lan", on=date(2026, 7, 9))
