"""Rows of the way from draft to issued, each fine but for one field: what `test_constraints` expects to be refused."""

from datetime import UTC, date, datetime, timedelta

from plans.models import (
    Delivery,
    Mandate,
    NumberSeries,
    Opinion,
    PlanLink,
    PlanReading,
    PlanStep,
    RegisterEntry,
    Remark,
    RouteStep,
    SigningFile,
    VisibleMark,
    Withdrawal,
)
from tests.factories import make_draft, make_holding, make_issued, make_post, make_unit, make_user

NOW = datetime(2026, 5, 13, 9, 0, tzinfo=UTC)
TODAY = date(2026, 5, 13)


def twice(make, **values):
    make(**values)
    make(**values)


def step(**more):
    values = {"plan": None, "kind": "content_check", "position": 1} | more
    return PlanStep.objects.create(**values | {"plan": values["plan"] or make_draft(make_unit())})


def two_current():
    plan = make_draft(make_unit())
    step(plan=plan, state="current")
    step(plan=plan, state="current", position=2)


def opinion(**more):
    values = {"step": None, "name": "Trạm Y tế phường"} | more
    return Opinion.objects.create(**values | {"step": values["step"] or step(kind="consult")})


def remark(**more):
    return Remark.objects.create(
        plan=make_draft(make_unit()), **({"text": "Ghi rõ số tiền.", "author_name": "Tú", "created_at": NOW} | more)
    )


def series(**more):
    values = {"unit": None, "year": 2026} | more
    return NumberSeries.objects.create(**values | {"unit": values["unit"] or make_unit()})


def entry(**more):
    values = {
        "series": None, "number": 1, "symbol": "KH-UBND", "issued_on": TODAY, "document_type": "KẾ HOẠCH",
        "abstract": "Triển khai", "taken_at": NOW, "taken_by_name": "Mai",
    } | more  # fmt: skip
    return RegisterEntry.objects.create(**values | {"series": values["series"] or series()})


def two_numbers():
    first = entry(plan=make_draft(make_unit()))
    entry(series=first.series, plan=first.plan, number=2)


def signing_file(**more):
    values = {
        "version": None, "stage": "signed", "content": b"%PDF", "sha256": "0" * 64, "made_at": NOW,
        "made_by_name": "Bình",
    } | more  # fmt: skip
    return SigningFile.objects.create(**values | {"version": values["version"] or issued_version()})


def issued_version():
    return make_issued(make_unit()).versions.get()


def delivery(**more):
    return Delivery.objects.create(**({"name": "Trường Tiểu học", "created_at": NOW} | more))


def mandate(**more):
    unit = make_unit()
    values = {
        "unit": unit, "holding": make_holding(make_post(unit)), "document_number": "12/GUQ-UBND", "issued_on": TODAY,
        "subject": "Ký kế hoạch", "valid_from": TODAY, "valid_until": TODAY + timedelta(days=30),
    } | more  # fmt: skip
    return Mandate.objects.create(**values)


def link_to_itself():
    plan = make_issued(make_unit())
    PlanLink.objects.create(newer=plan, older=plan, kind="amends", created_at=NOW)


def remark_to_itself():
    one = remark()
    Remark.objects.filter(pk=one.pk).update(reply_to=one)


def withdrawn(**more):
    return Withdrawal.objects.create(
        plan=make_issued(make_unit()), withdrawn_on=TODAY, withdrawn_at=NOW, withdrawn_by_name="Bình", **more
    )


BROKEN_ON_THE_WAY = {
    "route_step_once_per_unit": lambda: twice(RouteStep.objects.create, unit=make_unit(), kind="sign"),
    "plan_step_place_once": lambda: twice(step, plan=make_draft(make_unit())),
    "plan_step_one_current": two_current,
    "plan_step_done_has_moment": lambda: step(state="done"),
    "plan_step_returned_has_reason": lambda: step(state="returned", done_at=NOW),
    "opinion_once_per_step": lambda: twice(opinion, step=step()),
    "opinion_given_has_moment": lambda: opinion(stance="agrees"),
    "opinion_comments_has_text": lambda: opinion(stance="comments", given_at=NOW),
    "remark_says_something": lambda: remark(text=""),
    "remark_not_to_itself": remark_to_itself,
    "remark_closed_when": lambda: remark(state="resolved"),
    "plan_reading_once": lambda: twice(
        PlanReading.objects.create, plan=make_draft(make_unit()), user=make_user(), first_seen_at=NOW, seen_at=NOW
    ),
    "number_series_once": lambda: twice(series, unit=make_unit()),
    "number_series_from_one": lambda: series(first_number=0),
    "register_number_once": lambda: twice(entry, series=series()),
    "register_one_number_per_plan": two_numbers,
    "register_number_from_one": lambda: entry(number=0),
    "register_void_has_reason": lambda: entry(voided_at=NOW),
    "signing_file_stage_once": lambda: twice(signing_file, version=issued_version()),
    "signing_file_has_sha256": lambda: signing_file(sha256=""),
    "mark_of_one": lambda: VisibleMark.objects.create(png=b"", width=1, height=1, updated_at=NOW),
    "delivery_unit_once": lambda: twice(delivery, plan=make_issued(make_unit()), unit=make_unit()),
    "delivery_email_once": lambda: twice(delivery, plan=make_issued(make_unit()), email="truong@ducxuan.vn"),
    "plan_link_once": lambda: twice(
        PlanLink.objects.create,
        newer=make_issued(make_unit()),
        older=make_issued(make_unit()),
        kind="amends",
        created_at=NOW,
    ),
    "plan_link_not_itself": link_to_itself,
    "withdrawal_has_reason": lambda: withdrawn(reason=""),
    "mandate_has_its_days": lambda: mandate(valid_until=None),
    "mandate_is_written": lambda: mandate(subject=""),
}
