"""A round's own screens: its form and levels, and what is different for one unit."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from .... import clock
from ....content.vietnamese import short_date
from ....exceptions import Invalid, NotNow, StaleEdit
from ....forms.reporting.rounds import EXCUSE, EXPECT, EXTEND, ExceptionForm, RoundForm
from ....queries import catalogues
from ....queries.reporting.addresses.links import may_help
from ....queries.reporting.follow.grid import rounds_followed_by, unit_name
from ....queries.reporting.follow.rounds import exception_of, exceptions_of, forms_of, levels_of, with_superiors
from ....queries.reporting.owed import due_of, is_expected
from ....rules.reports import RoundVerb, may_round
from ....services.reporting.rounds import except_unit, save_round
from ...access import PortalRequest, signed_in
from ...catalogue.answers import Done, Page, Trail, change

if TYPE_CHECKING:
    from ....models import ReportingRound

_MOST_FOUND = 20


@signed_in
def round_save(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose the form of a round and who owes; below, the units for which something is different."""
    actor, round_ = request.actor, _round(request, pk)
    decision = may_round(actor, RoundVerb.SAVE, round_)
    decision.require()
    offered, levels = forms_of(round_), levels_of(round_)
    sent = request.POST if request.method == "POST" else None
    initial = {"revision": round_.revision, "form": round_.form_id} | {
        f"level_{one.pk}": one.code in round_.levels for one in levels
    }
    form = RoundForm(sent, initial=initial, offered=offered, levels=levels)
    if sent is not None and form.is_valid():
        try:
            save_round(
                round_,
                actor=actor,
                revision=form.cleaned_data["revision"],
                form=form.cleaned_data["form"],
                levels=form.levels(),
            )
        except Invalid as error:
            form.refuse(error)
        except (StaleEdit, NotNow) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Đã lưu kỳ báo cáo.")
            return redirect("round-detail", round_.pk)
    words = request.GET.get("tim", "").strip()[:100]
    context = {
        "round": round_,
        "due": due_of(round_),
        "form": form,
        "exceptions": exceptions_of(round_),
        "words": words,
        "found": _found(request, words),
        "trail": _trail(round_),
        "may_except": may_round(actor, RoundVerb.EXCEPT, round_),
    }
    return render(request, "plans/reporting/follow/save.html", context, status=422 if form.errors else 200)


@signed_in
def round_except(request: PortalRequest, pk: int, unit_id: int) -> HttpResponse:
    """Give one unit longer, excuse it, or have one report that stands elsewhere; always with the reason."""
    actor, round_ = request.actor, _round(request, pk)
    unit = get_object_or_404(catalogues.units(actor), pk=unit_id)
    if unit.pk == round_.receiver_id:
        raise Http404
    old, due, expected = exception_of(round_, unit), due_of(round_), is_expected(round_, unit)
    page = Page(
        title=f"{unit_name(unit)} trong kỳ báo cáo năm {round_.year}",
        lead=_standing(old, due, expected=expected),
        act="Ghi quyết định",
        back=reverse("round-detail", args=[round_.pk]),
        decision=may_round(actor, RoundVerb.EXCEPT, round_),
        trail=_trail(round_),
        template="plans/reporting/behalf_round.html",
        more={"round": round_, "unit": unit, "may_help": may_help(actor, round_, unit)},
    )
    act = EXTEND if expected and due.last_day else EXPECT
    initial = {
        "act": EXCUSE if old is not None and not old.is_expected and expected else act,
        "extended_to": old.extended_to if old is not None else None,
        "reason": old.reason if old is not None else "",
    }

    def make(sent: Any) -> ExceptionForm:
        return ExceptionForm(sent, initial=initial, is_expected=expected, has_date=due.last_day is not None)

    def do(form: ExceptionForm) -> Done:
        try:
            row = except_unit(round_, unit, actor=actor, **form.decision())
        except NotNow as error:
            raise Invalid(error.message) from error
        if not row.is_expected:
            said = f"{unit.short_name} không phải báo cáo kỳ này."
        elif row.extended_to is not None:
            said = f"{unit.short_name} được gia hạn đến hết ngày {short_date(row.extended_to)}."
        else:
            said = f"{unit.short_name} phải báo cáo kỳ này."
        return Done(to=page.back, said=f"Đã ghi: {said}")

    return change(request, page, make, do)


def _standing(old: Any, due: Any, *, expected: bool) -> str:
    """How the unit stands in the round before anything is decided."""
    if old is not None:
        what = (
            f"được gia hạn đến hết ngày {short_date(old.extended_to)}"
            if old.extended_to
            else "phải báo cáo"
            if old.is_expected
            else "không phải báo cáo"
        )
        return f"Đang ghi: {what}, lý do: {old.reason} ({old.decided_by_name}, {short_date(old.decided_at)})."
    if not expected:
        return "Đơn vị này chưa thuộc kỳ báo cáo."
    return f"Báo cáo gửi {due.words()}."


def _round(request: PortalRequest, pk: int) -> "ReportingRound":
    return get_object_or_404(rounds_followed_by(request.actor), pk=pk)


def _found(request: PortalRequest, words: str) -> list[tuple[Any, str]]:
    if not words:
        return []
    ids = catalogues.find_units(request.actor, today=clock.today(), words=words)[:_MOST_FOUND]
    return with_superiors(catalogues.units(request.actor).filter(pk__in=ids), ids)


def _trail(round_: "ReportingRound") -> Trail:
    return (("Theo dõi", reverse("follow-up")), (f"Kỳ năm {round_.year}", reverse("round-detail", args=[round_.pk])))
