"""Measures of review: two versions of a long plan compared word by word, and a plan with many versions and remarks."""

from dataclasses import replace

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .. import clock
from ..content.plan import ItemContent, PlanContent
from ..deriving.comparing import compare
from ..models import Item, Plan, PlanVersion, Remark, User
from ..queries.contents import content_of
from ..rules.actor import SYSTEM
from ..services.approving.versions import keep_version
from .measuring import Measure, timed

VERSIONS, REMARKS = 50, 200


def reviewing(plan: Plan, times: int) -> list[Measure]:
    """Comparing the draft with itself rewritten, and the pages of a plan people have worked on for long."""
    return [*_comparing(content_of(plan), times), *_pages(plan, times)]


def _comparing(content: PlanContent, times: int) -> list[Measure]:
    rewritten = replace(content, items=tuple(map(_rewritten, content.items)))
    items = sum(1 for _ in content.walk())

    def words() -> int:
        return sum(len(one.pieces) for one in compare(content, rewritten).changed)

    took = timed(words, times)
    return [
        Measure("Comparing two versions, word by word", f"{took:.0f} ms", "≤ 300 ms", f"{items} items, all changed")
    ]


def _rewritten(item: ItemContent) -> ItemContent:
    """Every fifth word another one: no item is left as it was."""
    words = item.text.split(" ")
    words[::5] = ["thay" for _ in words[::5]]
    return replace(item, text=" ".join(words), children=tuple(map(_rewritten, item.children)))


def _pages(plan: Plan, times: int) -> list[Measure]:
    _crowd(plan)
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username="hoa"))
    found = []
    for what, address in (
        ("The plan's own page", reverse("plan-detail", args=[plan.pk])),
        ("Changes with remarks beside them", reverse("plan-changes", args=[plan.pk]) + "?tu=1"),
        ("The list of versions", reverse("version-list", args=[plan.pk])),
    ):
        found.append(_page(client, what, address, times))
    return found


def _page(client: Client, what: str, address: str, times: int) -> Measure:
    def show() -> None:
        assert client.get(address).status_code == 200

    show()
    with CaptureQueriesContext(connection) as queries:
        show()
    remark = f"{VERSIONS} versions, {REMARKS} remarks, {len(queries)} queries (≤ 30)"
    return Measure(what, f"{timed(show, times):.0f} ms", "", remark)


def _crowd(plan: Plan) -> None:
    """Fifty versions and two hundred remarks on the plan."""
    first, now = keep_version(plan, actor=SYSTEM, reason="bản đầu"), clock.now()
    PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=number, content=first.content, created_at=now)
        for number in range(first.number + 1, VERSIONS + 1)
    )
    rows = list(Item.objects.filter(plan=plan, is_heading=False, removed_at=None).order_by("pk")[:REMARKS])
    Remark.objects.bulk_create(
        Remark(
            plan=plan,
            item_key=rows[number % len(rows)].key,
            text="Ghi rõ hơn",
            suggestion=f"{rows[number % len(rows)].text} Ghi rõ hơn.",
            base_text=rows[number % len(rows)].text,
            author_name="Triệu Thị Hạnh",
            created_at=now,
        )
        for number in range(REMARKS)
    )
