"""Số liệu bổ sung as it was sent: every figure and text of the form, the reason, and whether it is to be filed now."""

from dataclasses import dataclass, field

from django.http import QueryDict

from ...content.report import AddingUp, FormContent
from ...exceptions import Invalid
from ...reporting.filling import TypedFigure, key_of
from .sections import read_figures

TEXT = "loi-"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSupplement:
    """`is_final`: what would change has been seen, file it."""

    revision: int
    figures: dict[str, TypedFigure] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    is_final: bool = False


def read_supplement(sent: QueryDict, form: FormContent) -> SentSupplement:
    """What the form's fields carry. Raises Invalid for a page too old to have a revision."""
    revision = sent.get("revision", "")
    if not revision.isascii() or not revision.isdigit() or len(revision) > 9:
        raise Invalid("Trang này đã cũ; mở lại rồi ghi tiếp.")
    keys = [
        key_of(one.code, split)
        for one in form.indicators
        if one.adding_up != AddingUp.RATIO
        for split in ("", *(each.code for each in one.splits))
    ]
    return SentSupplement(
        revision=int(revision),
        figures=read_figures(sent, keys),
        texts={one.key: str(sent[TEXT + one.key]) for one in form.sections if TEXT + one.key in sent},
        reason=sent.get("reason", ""),
        is_final=sent.get("viec") == "gui",
    )
