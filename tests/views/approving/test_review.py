"""The pages of review over HTTP: what each person sees of changes, versions and history, and how remarks come back."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import AuditEntry, Item, Plan, PlanReading, PlanVersion, Remark, User
from plans.queries.people import actor_in
from plans.services import drafting
from plans.services.approving import remarks
from plans.services.approving.steps import locked, return_to_drafter
from plans.services.approving.versions import check_code, keep_version
from tests.factories import TODAY, bring_to, item, make_draft, make_issued, make_membership, make_opinion, make_user
from tests.services.drafts import part

WAY = ("content_check", "sign", "number", "issue")
PAGES = ("plan-changes", "version-list", "version-compare", "plan-history")


@pytest.fixture
def hanh(ward):
    """Checks the content, in her browser."""
    user = make_user("Triệu Thị Hạnh")
    make_membership(user, ward, "checker")
    client = Client()
    client.force_login(user)
    return client


def person(full_name):
    user = User.objects.get(full_name=full_name)
    return actor_in(user, user.memberships.get().unit, TODAY)


@pytest.fixture
def plan(ward, hoa, hanh):
    items = (
        part("a", "Nội dung", item("k1", "Treo băng rôn"), item("k2", "Tặng quà")),
        part("b", "Kinh phí", item("k3", "Ngân sách")),
    )
    draft = make_draft(ward, items=items, actor=person("Nguyễn Thị Hoa"))
    return bring_to(draft, "content_check", way=WAY, actor=person("Nguyễn Thị Hoa"))


def page_of(browser, name, *args, status=200, **query):
    answer = browser.get(reverse(name, args=args), query)
    assert answer.status_code == status
    return " ".join(html.unescape(answer.content.decode()).split())


def send_back(plan):
    return_to_drafter(locked(plan), actor=person("Triệu Thị Hạnh"), reason="Sửa")


def resubmitted(plan, text="Treo pa nô"):
    """Sent back, one paragraph changed, submitted again."""
    send_back(plan)
    save(plan, text)
    return bring_to(plan, "content_check", way=WAY, actor=person("Nguyễn Thị Hoa"))


def save(plan, text):
    row = Item.objects.get(plan=plan, key="k1")
    return drafting.save_item(plan, "k1", actor=person("Nguyễn Thị Hoa"), revision=row.revision, text=text)


def remark(plan, **said):
    return remarks.make_remark(plan, actor=person("Triệu Thị Hạnh"), **({"item_key": "k1", "text": "Sửa"} | said))


def passages(page):
    return re.findall(r'id="p-([a-z0-9-]+)"', page)


# --- changes ---------------------------------------------------------------------------------------------------------


def test_the_first_time_one_reads_the_whole(hanh, plan):
    page = page_of(hanh, "plan-changes", plan.pk)

    assert "Cả văn bản" in page
    assert passages(page) == ["toan-van", "a", "k1", "k2", "b", "k3"]
    assert [(row.user.full_name, row.version.number) for row in PlanReading.objects.all()] == [("Triệu Thị Hạnh", 1)]


def test_the_next_time_only_what_changed_under_its_heading(hanh, plan):
    page_of(hanh, "plan-changes", plan.pk)
    resubmitted(plan)

    page = page_of(hanh, "plan-changes", plan.pk)

    assert "1 chỗ thay đổi" in page
    assert passages(page) == ["toan-van", "a", "k1"]
    assert "Treo<del> băng rôn</del><ins> pa nô</ins>" in page
    assert "4 đoạn không đổi được giấu bớt" not in page
    assert "3 đoạn không đổi được giấu bớt" in page


def test_the_page_read_again_still_shows_what_changed_since_the_last_step_done(hanh, plan):
    page_of(hanh, "plan-changes", plan.pk)
    resubmitted(plan)
    page_of(hanh, "plan-changes", plan.pk)

    page = page_of(hanh, "plan-changes", plan.pk)

    assert "Từ lúc mình trả lại" in page
    assert "1 chỗ thay đổi" in page


def test_the_whole_is_one_click_away(hanh, plan):
    page_of(hanh, "plan-changes", plan.pk)
    resubmitted(plan)

    page = page_of(hanh, "plan-changes", plan.pk, tu=1, xem="ca")

    assert passages(page) == ["toan-van", "a", "k1", "k2", "b", "k3"]
    assert "Treo<del> băng rôn</del><ins> pa nô</ins>" in page


def test_a_passage_with_an_open_remark_is_shown_though_it_did_not_change(hanh, plan):
    page_of(hanh, "plan-changes", plan.pk)
    remark(plan, item_key="k3", text="Bao nhiêu tiền?")
    resubmitted(plan)

    page = page_of(hanh, "plan-changes", plan.pk)

    assert passages(page) == ["toan-van", "a", "k1", "b", "k3"]
    assert "Bao nhiêu tiền?" in page


def test_the_drafter_reads_without_leaving_a_trace(hoa, plan):
    page_of(hoa, "plan-changes", plan.pk)

    assert not PlanReading.objects.exists()


@pytest.mark.parametrize("tu", ["0", "99", "x", "9" * 30, "１"])
def test_a_strange_address_shows_the_page_all_the_same(hanh, plan, tu):
    assert "Cả văn bản" in page_of(hanh, "plan-changes", plan.pk, tu=tu)


# --- who reads what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_strangers_draft_does_not_exist(khach, plan, name):
    page_of(khach, name, plan.pk, status=404)


def test_outside_the_unit_one_reads_the_issued_version_and_the_official_acts_alone(lan, ward, hoa):
    drafter = person("Nguyễn Thị Hoa")
    plan = make_issued(ward, items=(item("k1", "Lời ban hành"),), actor=drafter)
    keep_version(plan, actor=drafter, reason="bản nội bộ", pdf=b"%PDF inside")
    AuditEntry.objects.create(
        event="item.saved", at=plan.created_at, actor_name="Nguyễn Thị Hoa", plan=plan, unit=ward, after="Lời trong nhà"
    )

    listed, told = page_of(lan, "version-list", plan.pk), page_of(lan, "plan-history", plan.pk)

    assert ("Bản 1" in listed, "Bản 2" in listed, "bản nội bộ" in listed) == (True, False, False)
    assert ("ghi nhận văn bản đã ban hành" in told, "sửa đoạn" in told, "Nguyễn Thị Hoa" in told) == (
        True,
        False,
        False,
    )
    assert "Lời ban hành" in page_of(lan, "version-detail", plan.pk, 1)
    page_of(lan, "version-detail", plan.pk, 2, status=404)
    page_of(lan, "version-file", plan.pk, 2, status=404)
    page_of(lan, "version-compare", plan.pk, tu=1, den=2, status=404)
    page_of(lan, "version-compare", plan.pk, tu=1, den="nay", status=404)
    assert lan.get(reverse("plan-changes", args=[plan.pk])).headers["Location"] == reverse(
        "plan-detail", args=[plan.pk]
    )


def test_whoever_is_asked_reads_the_changes_and_remarks(khach, other_commune, ward, hoa):
    plan = make_draft(ward, items=(item("k1", "Lời"),), actor=person("Nguyễn Thị Hoa"))
    plan = bring_to(plan, "consult", way=("consult", "sign", "number", "issue"))
    make_opinion(plan, unit=other_commune)

    assert "Góp ý đoạn -" in page_of(khach, "plan-changes", plan.pk)
    khach.post(reverse("remark-add", args=[plan.pk]), {"doan": "k1", "said": "Xin thêm"})
    assert Remark.objects.get().unit_id == other_commune.pk


# --- remarks without script ------------------------------------------------------------------------------------------


def test_the_form_of_a_passage_opens_on_the_page_with_its_words(hanh, plan):
    page = page_of(hanh, "plan-changes", plan.pk, doan="k1")

    assert re.search(r'<textarea name="suggestion"[^>]*> Treo băng rôn</textarea>', page)
    assert page.count("<textarea") == 2


def test_a_remark_is_made_and_leads_back_to_its_passage(hanh, plan):
    answer = hanh.post(
        reverse("remark-add", args=[plan.pk]),
        {"doan": "k1", "said": "Ghi rõ", "suggestion": "Treo 5 băng rôn", "tu": "1", "xem": "ca"},
    )

    assert answer.headers["Location"] == reverse("plan-changes", args=[plan.pk]) + "?tu=1&xem=ca#p-k1"
    page = page_of(hanh, "plan-changes", plan.pk)
    assert "Treo<ins> 5</ins> băng rôn" in page


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"doan": "k1", "said": ""}, 422, "Ghi điều cần góp ý"),
        ({"doan": "gone", "said": "Lời đã gõ"}, 409, "không còn trong dự thảo"),
        ({"tra_loi": "x", "said": "Lời đã gõ"}, 422, "Trang này đã cũ"),
        ({"tra_loi": "999", "said": "Lời đã gõ"}, 409, "Góp ý này không còn"),
    ],
)
def test_a_refused_remark_says_why_and_keeps_what_was_typed(hanh, plan, sent, status, sentence):
    answer = hanh.post(reverse("remark-add", args=[plan.pk]), sent)

    page = html.unescape(answer.content.decode())
    assert (answer.status_code, sentence in page, (sent["said"] or sentence) in page) == (status, True, True)
    assert not Remark.objects.exists()


def test_a_suggestion_is_taken_over_from_the_editors_tab_with_one_click(hoa, plan):
    row = remark(plan, suggestion="Treo 5 băng rôn")
    send_back(plan)
    editor = page_of(hoa, "plan-edit", plan.pk, muc="gop-y")
    assert 'Góp ý <span class="count">1' in editor
    assert '1<span class="visually-hidden"> góp ý chưa xử lý' in editor

    address = reverse("remark-accept", args=[plan.pk, row.pk])
    answer = hoa.post(address, {"ve": "soan", "doan": "k1"})
    again = hoa.post(address, {"ve": "soan", "doan": "k1"})

    assert answer.headers["Location"] == reverse("plan-edit", args=[plan.pk]) + "?sua=k1&muc=gop-y#i-k1"
    assert Item.objects.get(key="k1").text == "Treo 5 băng rôn"
    assert (again.status_code, "đã xử lý rồi" in html.unescape(again.content.decode())) == (409, True)
    assert "Đã dùng lời đề nghị" in page_of(hoa, "plan-edit", plan.pk, muc="gop-y")


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"choice": "mine"}, "Treo 5 băng rôn"),
        ({"choice": "theirs"}, "Treo pa nô"),
        ({"choice": "merged", "text": "Treo 5 pa nô"}, "Treo 5 pa nô"),
    ],
)
def test_where_the_words_changed_both_are_shown_and_one_is_chosen(hoa, plan, choice, says):
    row = remark(plan, suggestion="Treo 5 băng rôn")
    send_back(plan)
    item_now = save(plan, "Treo pa nô")
    address = reverse("remark-accept", args=[plan.pk, row.pk])

    shown = hoa.post(address, {"ve": "soan", "doan": "k1"})
    assert (shown.status_code, shown.content.decode().count("Treo pa n")) == (409, 1)
    assert "Treo 5 băng rôn" in html.unescape(shown.content.decode())

    hoa.post(address, {"ve": "soan", "doan": "k1", "revision": item_now.revision, "mine": "Treo 5 băng rôn"} | choice)
    assert Item.objects.get(key="k1").text == says


def test_a_remark_is_closed_or_declined_from_the_page(hoa, plan):
    one, other = remark(plan), remark(plan, text="Khác")

    hoa.post(reverse("remark-close", args=[plan.pk, one.pk]), {"state": "resolved", "note": "Đã ghi"})
    refused = hoa.post(reverse("remark-close", args=[plan.pk, other.pk]), {"state": "declined", "note": ""})

    assert [(row.state, row.closing_note) for row in Remark.objects.order_by("pk")] == [
        ("resolved", "Đã ghi"), ("open", ""),
    ]  # fmt: skip
    assert (refused.status_code, "Ghi lý do không tiếp thu" in html.unescape(refused.content.decode())) == (422, True)
    assert "Không có góp ý" not in page_of(hoa, "plan-changes", plan.pk)


def test_whoever_may_not_close_is_not_offered_it(hanh, plan):
    remark(plan, suggestion="Treo 5 băng rôn")

    page = page_of(hanh, "plan-changes", plan.pk)

    assert ("Đánh dấu đã xong" in page, "Dùng lời đề nghị" in page) == (False, False)


# --- versions --------------------------------------------------------------------------------------------------------


def test_every_version_is_listed_with_its_occasion_code_and_number_of_changes(hanh, plan):
    resubmitted(plan)
    code = check_code(plan.versions.get(number=1).sha256)

    page = page_of(hanh, "version-list", plan.pk)

    assert page.index("Bản 2</a>") < page.index("Bản 1</a>")
    assert ("trình duyệt" in page, code in page, "1 chỗ khác" in page, "bản đầu" in page) == (True,) * 4


def test_a_version_is_read_as_paper_and_as_the_very_file(hanh, plan):
    assert "Treo băng rôn" in page_of(hanh, "version-detail", plan.pk, 1)
    answer = hanh.get(reverse("version-file", args=[plan.pk, 1]))

    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7 approved", "application/pdf")


def test_any_two_are_compared_in_either_direction(hanh, plan):
    resubmitted(plan)

    forth = page_of(hanh, "version-compare", plan.pk, tu=1, den=2)
    back = page_of(hanh, "version-compare", plan.pk, tu="nay", den=1)

    assert "Treo<del> băng rôn</del><ins> pa nô</ins>" in forth
    assert "Treo<del> pa nô</del><ins> băng rôn</ins>" in back
    assert (passages(forth), "gạch chân</ins> chữ thêm" in forth) == (["a", "k1"], True)
    assert passages(page_of(hanh, "version-compare", plan.pk, tu=1, den=2, xem="ca")) == ["a", "k1", "k2", "b", "k3"]
    assert "Hai bản giống hệt nhau" in page_of(hanh, "version-compare", plan.pk, tu=2, den=2)


def test_taking_back_asks_first_and_then_leads_to_the_draft(hoa, plan):
    send_back(plan)
    save(plan, "Treo pa nô")
    address = reverse("version-restore", args=[plan.pk, 1])
    page = page_of(hoa, "version-restore", plan.pk, 1)
    assert "Treo<del> pa nô</del><ins> băng rôn</ins>" in page
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', page)[1]

    answer = hoa.post(address, {"seen_at": seen_at})
    again = hoa.post(address, {"seen_at": seen_at})

    assert answer.headers["Location"] == reverse("plan-edit", args=[plan.pk])
    assert Item.objects.get(key="k1").text == "Treo băng rôn"
    assert again.status_code == 409
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_a_draft_changed_meanwhile_is_shown_anew_before_it_is_taken_back(hoa, plan):
    send_back(plan)
    save(plan, "Treo pa nô")
    seen_at = Plan.objects.get(pk=plan.pk).updated_at.isoformat()
    save(plan, "Treo pa nô lớn")

    answer = hoa.post(reverse("version-restore", args=[plan.pk, 1]), {"seen_at": seen_at})

    page = html.unescape(answer.content.decode())
    assert (answer.status_code, "vừa sửa dự thảo" in page, "pa nô lớn" in page) == (409, True, True)
    assert Item.objects.get(key="k1").text == "Treo pa nô lớn"


def test_whoever_may_not_take_back_reads_why(hanh, plan):
    page = page_of(hanh, "version-detail", plan.pk, 1)

    assert 'aria-disabled="true" aria-describedby="vi-sao-lay-lai"' in page
    assert "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này." in page
    hanh.post(reverse("version-restore", args=[plan.pk, 1]))
    assert not AuditEntry.objects.filter(event="plan.restored").exists()


# --- history ---------------------------------------------------------------------------------------------------------


def test_the_history_tells_who_did_what_when_and_a_run_once(hanh, plan):
    send_back(plan)
    for text in ("Một", "Hai", "Ba"):
        save(plan, text)

    page = page_of(hanh, "plan-history", plan.pk)

    assert '<strong>Nguyễn Thị Hoa</strong> sửa đoạn <span class="soft">3 lần</span>' in page


def test_a_long_history_has_pages(hanh, plan):
    AuditEntry.objects.bulk_create(
        AuditEntry(event=("item.saved", "item.moved")[n % 2], at=plan.created_at, actor_name="Hoa", plan=plan)
        for n in range(150)
    )

    assert "1–100 trong 150 việc" in page_of(hanh, "plan-history", plan.pk)
    assert "101–150 trong 150 việc" in page_of(hanh, "plan-history", plan.pk, trang=2)


# --- fifty versions and two hundred remarks --------------------------------------------------------------------------


def crowded(plan, versions, remarks_each):
    """As many versions and remarks (a third with an answer, a third with a suggestion)."""
    content = plan.versions.get(number=1).content
    PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=number, content=content, created_at=plan.created_at, reason="trước khi sửa tiếp")
        for number in range(2, versions + 1)
    )
    author = User.objects.get(full_name="Triệu Thị Hạnh")
    common = {"plan": plan, "author": author, "author_name": "Triệu Thị Hạnh", "created_at": plan.created_at}
    rows = Remark.objects.bulk_create(
        Remark(
            item_key=f"k{1 + n % 3}",
            text=f"Góp ý {n}",
            base_text="Treo",
            suggestion="Treo cờ" if n % 3 else "",
            **common,
        )
        for n in range(remarks_each)
    )
    Remark.objects.bulk_create(Remark(item_key=row.item_key, reply_to=row, text="Vâng", **common) for row in rows[::3])


def test_pages_cost_the_same_for_a_few_and_for_50_versions_and_200_remarks(hanh, hoa, plan, ward):
    drafter = person("Nguyễn Thị Hoa")
    few, many = (
        plan,
        bring_to(make_draft(ward, items=few_items(), actor=drafter), "content_check", way=WAY, actor=drafter),
    )
    crowded(few, 3, 3)
    crowded(many, 50, 200)

    def queries(browser, name, plan, *args, **query):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(reverse(name, args=[plan.pk, *args]), query).status_code == 200
        return len(captured)

    for name in ("plan-detail", "plan-changes", "version-list", "version-compare", "plan-history"):
        queries(hanh, name, few)
        queries(hanh, name, many)
        counts = queries(hanh, name, few), queries(hanh, name, many)
        assert (name, counts[0] == counts[1], counts[1] <= 30) == (name, True, True)


def few_items():
    return (part("a", "Nội dung", item("k1", "Treo băng rôn"), item("k2", "Tặng quà"), item("k3", "Ngân sách")),)
