"""The facts of a draft over HTTP: each group a plain form of its own, opened from the side panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from .. import clock
from ..content.vietnamese import short_date
from ..exceptions import Invalid, StaleEdit
from ..forms import drafting as forms
from ..queries.facts import cited_rows, current_lines, deadline_rows, holders_of, recipient_lines
from ..queries.plans import plans_visible_to
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may
from ..services import facts
from .access import PortalRequest, signed_in
from .drafting import editor_url

if TYPE_CHECKING:
    from ..models import Plan

Save = Callable[[Any, Actor, int, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of facts: its words, its form, what the form starts with, and the service that keeps it."""

    title: str
    act: str
    form: type[forms.PanelForm]
    initial: Callable[[Any], dict[str, Any]]
    save: Save
    lead: str = ""
    more: Callable[[Any], dict[str, Any]] = lambda plan: {}


def _fields(*names: str) -> Callable[[Any], dict[str, Any]]:
    return lambda plan: {name: getattr(plan, name) for name in names}


def _save_facts(plan: Plan, actor: Actor, revision: int, values: dict[str, Any]) -> Plan:
    return facts.save_facts(plan, actor=actor, revision=revision, values=values)


def _save_slogans(plan: Plan, actor: Actor, revision: int, values: dict[str, Any]) -> Plan:
    return facts.save_slogans(
        plan, actor=actor, revision=revision, lines=values["lines"], place=values["slogans_place"]
    )


def _save_bases(plan: Plan, actor: Actor, revision: int, values: dict[str, Any]) -> Plan:
    return facts.save_legal_bases(plan, actor=actor, revision=revision, lines=values["lines"])


def _save_recipients(plan: Plan, actor: Actor, revision: int, values: dict[str, Any]) -> Plan:
    return facts.save_recipients(
        plan, actor=actor, revision=revision, lines=values["lines"], archive_note=values["archive_note"]
    )


def _save_appendix(plan: Plan, actor: Actor, revision: int, values: dict[str, Any]) -> Plan:
    return facts.save_appendices(plan, actor=actor, revision=revision, titles={}, new_title=values["title"])


GROUPS = {
    "trich-yeu": Group(
        title="Trích yếu, lời mở đầu, lời kết",
        act="Ghi trích yếu",
        form=forms.TitleForm,
        initial=_fields("abstract", "abstract_note", "addressees", "opening", "closing"),
        save=_save_facts,
    ),
    "chu-de": Group(
        title="Chủ đề, thời gian",
        act="Ghi chủ đề, thời gian",
        form=forms.ThemeForm,
        initial=_fields("theme_text", "starts_on", "ends_on", "launch_from", "launch_until"),
        save=_save_facts,
        lead="Chủ đề giữ đúng từng chữ của năm; mọi chỗ trong văn bản đổi theo.",
    ),
    "khau-hieu": Group(
        title="Khẩu hiệu",
        act="Ghi khẩu hiệu",
        form=forms.SlogansForm,
        initial=lambda plan: {"slogans_place": plan.slogans_place, "lines": current_lines(plan, "slogans")},
        save=_save_slogans,
        lead="Bớt hoặc đổi thứ tự thì sửa thẳng trong ô; khẩu hiệu của riêng đơn vị ghi thêm ở cuối.",
    ),
    "can-cu": Group(
        title="Căn cứ",
        act="Ghi căn cứ",
        form=forms.LegalBasesForm,
        initial=lambda plan: {"lines": current_lines(plan, "legal_bases")},
        save=_save_bases,
        lead="Luật trước, rồi nghị định, thông tư; lời dẫn “Thực hiện Kế hoạch số …” cổng tự ghi ở cuối.",
    ),
    "noi-nhan": Group(
        title="Nơi nhận",
        act="Ghi nơi nhận",
        form=forms.RecipientsForm,
        initial=lambda plan: {"lines": recipient_lines(plan), "archive_note": plan.archive_note},
        save=_save_recipients,
        lead="Cấp trên trước, rồi lãnh đạo, các đơn vị thực hiện. Dấu gạch và dấu chấm phẩy cổng tự ghi.",
    ),
    "nguoi-ky": Group(
        title="Người ký",
        act="Ghi người ký",
        form=forms.SignatoryForm,
        initial=_fields("signatory_id", "capacity", "signature_lines", "signature_name"),
        save=_save_facts,
        lead="Các dòng chức vụ cổng tính theo chế độ ký của đơn vị (Nghị định 30/2020/NĐ-CP, Điều 13).",
        more=lambda plan: {"holders": holders_of(plan, clock.today())},
    ),
    "phu-luc": Group(
        title="Thêm phụ lục",
        act="Thêm phụ lục",
        form=forms.AppendixForm,
        initial=lambda plan: {},
        save=_save_appendix,
        lead="Nội dung văn bản phải nhắc đến phụ lục. Phụ lục khẩu hiệu cổng tự lập.",
    ),
}


@signed_in
@require_http_methods(["GET", "POST"])
def plan_facts(request: PortalRequest, pk: int, group: str) -> HttpResponse:
    """One group of facts: shown, or kept."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    may(request.actor, PlanVerb.EDIT, plan).require()
    if group in MANY:
        return _many(request, plan, MANY[group])
    if group not in GROUPS:
        raise Http404
    wanted = GROUPS[group]
    more = wanted.more(plan)
    context: dict[str, Any] = {"error": None, "now": "", "revision": plan.revision}
    status = 200
    if request.method == "POST":
        form = wanted.form(request.POST, **more)
        context["revision"] = request.POST.get("revision", plan.revision)
        try:
            if form.is_valid():
                kept = wanted.save(plan, request.actor, _revision(request), form.cleaned_data)
                _warn(request, kept)
                return redirect(editor_url(plan, tab="thong-tin"))
        except Invalid as error:
            _add_errors(form, error)
        except StaleEdit as error:
            plan.refresh_from_db()
            shown = wanted.form(initial=wanted.initial(plan), **more)
            context |= {"error": error, "revision": error.revision, "now": "\n".join(_words(shown))}
        status = 422 if context["error"] is None else 409
    else:
        form = wanted.form(initial=wanted.initial(plan), **more)
    context |= {"plan": plan, "form": form, "formset": None, "title": wanted.title, "act": wanted.act, "noun": ""}
    return render(request, "plans/drafting/facts_form.html", context | {"lead": wanted.lead}, status=status)


def _add_errors(form: Any, error: Invalid) -> None:
    named = {name: sentence for name, sentence in error.fields.items() if name in form.fields}
    for name, sentence in named.items():
        form.add_error(name, sentence)
    if not named:
        form.add_error(None, error.message)


def _warn(request: PortalRequest, plan: Plan) -> None:
    for warning in facts.fact_warnings(plan):
        messages.warning(request, warning)


def _words(form: Any) -> list[str]:
    """What a form starts with, as a person reads it: the names of choices, Vietnamese dates, one line each."""
    lines: list[str] = []
    for field in form:
        value = field.value()
        choices = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
        if isinstance(value, date):
            value = short_date(value)
        lines += [choices.get(str(value), str(value))] if value else []
    return lines


def _revision(request: PortalRequest) -> int:
    value = request.POST.get("revision", "")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid("Trang này đã cũ; mở lại từ dự thảo rồi ghi.")
    return int(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list of like facts, each a row of the form."""

    title: str
    noun: str
    act: str
    lead: str
    formset: Any
    rows: Callable[[Any], list[dict[str, Any]]]
    save: Callable[..., Any]
    argument: str


MANY = {
    "han": Many(
        title="Hạn báo cáo, hạn ban hành kế hoạch",
        noun="Hạn",
        act="Ghi hạn",
        lead="“Trước ngày 15/7” thì ngày cuối là 14/7; “chậm nhất ngày 15/7” thì ngày cuối là 15/7.",
        formset=forms.DeadlineFormSet,
        rows=deadline_rows,
        save=facts.save_deadlines,
        argument="rows",
    ),
    "cap-tren": Many(
        title="Văn bản cấp trên được dẫn",
        noun="Văn bản",
        act="Ghi văn bản",
        lead="Kế hoạch cấp trên lưu tại cổng đã được dẫn sẵn; ở đây ghi thêm công văn, quyết định chỉ dẫn lời.",
        formset=forms.CitedParentFormSet,
        rows=cited_rows,
        save=facts.save_parents,
        argument="cited",
    ),
}


def _many(request: PortalRequest, plan: Plan, wanted: Many) -> HttpResponse:
    context: dict[str, Any] = {"error": None, "now": "", "revision": plan.revision}
    status = 200
    if request.method == "POST":
        formset = wanted.formset(request.POST, form_kwargs={})
        context["revision"] = request.POST.get("revision", plan.revision)
        try:
            if formset.is_valid():
                rows = [one for one in formset.cleaned_data if one and not one.get("DELETE")]
                wanted.save(plan, actor=request.actor, revision=_revision(request), **{wanted.argument: rows})
                return redirect(editor_url(plan, tab="thong-tin"))
        except Invalid as error:
            context["error"] = error
        except StaleEdit as error:
            shown = [" · ".join(_words(row)) for row in wanted.formset(initial=wanted.rows(plan)).initial_forms]
            context |= {"error": error, "revision": error.revision, "now": "\n".join(shown)}
        status = 409 if isinstance(context["error"], StaleEdit) else 422
    else:
        formset = wanted.formset(initial=wanted.rows(plan))
    context |= {"plan": plan, "form": None, "formset": formset, "title": wanted.title, "act": wanted.act}
    context |= {"lead": wanted.lead, "noun": wanted.noun}
    return render(request, "plans/drafting/facts_form.html", context, status=status)
