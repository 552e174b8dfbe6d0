"""The facts of a draft as its forms start with them."""

from datetime import date
from typing import Any

from ..models import Plan, PostHolding


def current_lines(plan: Plan, name: str) -> list[str]:
    """The lines of one of the plan's lists ("slogans", "legal_bases", "recipients") in their order."""
    return list(getattr(plan, name).values_list("text", flat=True))


def recipient_lines(plan: Plan) -> list[str]:
    """Nơi nhận as its form shows it: the printed line, and the e-mail address beside it in <…> where one is known."""
    return [f"{row.text} <{row.email}>" if row.email else row.text for row in plan.recipients.all()]


def holders_of(plan: Plan, day: date) -> list[tuple[int, str]]:
    """Who may sign for the plan's unit on that day, and who signs it now: (id, "Hoàng Văn Bình, Phó Chủ tịch")."""
    holdings = PostHolding.objects.filter(post__unit_id=plan.issuing_unit_id).select_related("post")
    return [
        (row.pk, f"{row.person_name}, {row.post.title}")
        for row in holdings
        if row.is_valid_on(day) or row.pk == plan.signatory_id
    ]


def deadline_rows(plan: Plan) -> list[dict[str, Any]]:
    """The deadlines as a form's rows."""
    rows = plan.deadlines.values("purpose", "label", "kind", "due_on", "owed_by", "receiver", "via")
    return [dict(row) for row in rows]


def cited_rows(plan: Plan) -> list[dict[str, Any]]:
    """The documents that are only cited, as a form's rows."""
    cited = plan.parent_documents.filter(parent_plan=None)
    rows = cited.values("kind", "document_number", "issued_on", "issuer", "abstract")
    return [dict(row) for row in rows]
