"""The official BÁO CÁO drafted from a round's sums, and the one that adds to it later."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ....enums import PlanStatus
from ....queries.plans import plans_visible_to
from ....queries.reporting.adding import added_up
from ....queries.reporting.consolidations import (
    changed_since,
    consolidations_of,
    kept_summary,
    may_consolidate,
    summary_of,
)
from ....reporting.figures import figure_words
from ....reporting.summary import UnitState
from ....rules.actor import Actor
from ....rules.reports import collects
from ....services.reporting.consolidating import consolidate, draft_addendum, draft_report
from ...access import PortalRequest, signed_in
from .screens import ACCEPTED, accepted_only, asked_round, trail

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ....models import Consolidation, ReportingRound


@signed_in
def round_draft(request: PortalRequest, pk: int) -> HttpResponse:
    """What goes into the report and who is missing; POST keeps it and drafts the BÁO CÁO, or the bổ sung of `goc`."""
    actor, round_, only = request.actor, asked_round(request, pk), accepted_only(request)
    kept = consolidations_of(round_, actor)
    if request.method == "POST":
        may_consolidate(actor, round_).require()
        if "goc" in request.POST:
            earlier = _earlier(kept, request.POST["goc"])
            plan = draft_addendum(earlier, actor=actor)
            messages.success(request, "Đã soạn dự thảo báo cáo bổ sung, có số liệu trước và sau; xem lại rồi trình.")
        else:
            plan = draft_report(consolidate(round_, actor=actor, accepted_only=only), actor=actor)
            messages.success(request, "Đã soạn dự thảo báo cáo từ số liệu cộng được; viết thêm phần lời rồi trình.")
        return redirect("plan-edit", plan.pk)
    summary = summary_of(added_up(round_, accepted_only=only))
    context = {
        "round": round_,
        "trail": trail(round_),
        "summary": summary,
        "included": summary.named(UnitState.COUNTED, UnitState.NOTHING),
        "nothing": summary.named(UnitState.NOTHING),
        "left_out": summary.named(UnitState.LEFT_OUT),
        "missing": summary.named(UnitState.MISSING),
        "decision": may_consolidate(actor, round_),
        "earlier": [_shown(one) for one in _readable(kept, round_, actor)],
        "only": only,
        "accepted": ACCEPTED,
        "query": f"?chi={ACCEPTED}" if only else "",
    }
    return render(request, "plans/reporting/sums/draft.html", context)


def _readable(kept: "QuerySet[Consolidation]", round_: "ReportingRound", actor: Actor) -> "list[Consolidation]":
    """All for who collects; from above only those whose report has come there: nobody above reads a draft."""
    found = list(kept)
    if actor.is_system or collects(actor, round_.receiver):
        return found
    documents = [one.document_id for one in found if one.document_id]
    visible = set(plans_visible_to(actor).filter(pk__in=documents).values_list("pk", flat=True))
    return [one for one in found if one.document_id in visible]


def _earlier(kept: "QuerySet[Consolidation]", asked: str) -> "Consolidation":
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    return get_object_or_404(kept, pk=int(asked))


def _shown(one: "Consolidation") -> dict[str, object]:
    """A kept consolidation with its document and, once that is issued and nothing was added to it, what changed."""
    document = one.document if one.document is not None and one.document.removed_at is None else None
    is_sent = document is not None and document.status == PlanStatus.ISSUED
    has_addendum = one.addenda.filter(document__removed_at=None, document__isnull=False).exists()
    changes = changed_since(one) if is_sent and not has_addendum else None
    return {
        "row": one,
        "document": document,
        "changes": changes,
        "totals": [
            (each.line.name, figure_words(each.before), figure_words(each.after))
            for each in (changes.totals if changes else ())
            if not each.line.part
        ],
        "included": len(kept_summary(one).named(UnitState.COUNTED, UnitState.NOTHING)),
    }
