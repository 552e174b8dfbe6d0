"""Writing one row: everything or nothing, refusals as sentences, and only what changed in the trail."""

from datetime import date

import pytest

from plans import models
from plans.enums import Event
from plans.exceptions import Invalid
from plans.models import AuditEntry, Slogan
from plans.services.administering.rows import REFUSALS, plain, remove, write
from tests.factories import make_campaign, make_operator, make_slogans

pytestmark = pytest.mark.django_db

KEPT = (
    models.Agency,
    models.Campaign,
    models.GuidingDocument,
    models.Indicator,
    models.IssuingUnit,
    models.LegalDocument,
    models.Membership,
    models.Post,
    models.PostHolding,
    models.ReportForm,
    models.Slogan,
    models.Theme,
)


def test_every_constraint_of_a_catalogue_has_its_sentence():
    names = {constraint.name for model in KEPT for constraint in model._meta.constraints}

    assert names - set(REFUSALS) == set()


def test_every_sentence_stands_at_a_field_of_its_model():
    fields = {
        constraint.name: {field.name for field in model._meta.get_fields()}
        for model in KEPT
        for constraint in model._meta.constraints
    }

    assert [name for name, (field, _) in REFUSALS.items() if field not in fields.get(name, ())] == []


def test_write_that_loses_a_race_says_so_and_keeps_nothing():
    campaign = make_campaign()
    slogan = Slogan(campaign=campaign)

    def insert_after_somebody_else():
        make_slogans(campaign, "Hai")
        slogan.save()

    with pytest.raises(Invalid, match="Có người vừa ghi cùng lúc nên chưa lưu được"):
        write(
            slogan,
            {"text": "Hai"},
            event=Event.CATALOGUE_SAVED,
            actor=make_operator(),
            insert=insert_after_somebody_else,
        )

    assert (Slogan.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_write_refused_gives_the_row_back_as_it_was():
    first, _ = make_slogans(make_campaign(), "Một", "Hai")

    with pytest.raises(Invalid):
        write(first, {"text": "Hai", "source": "x"}, event=Event.CATALOGUE_SAVED, actor=make_operator())

    assert (first.text, first.source) == ("Một", "")


def test_write_of_the_same_values_changes_nothing():
    [slogan] = make_slogans(make_campaign(), "Một")

    changed = write(slogan, {"text": " Một "}, event=Event.CATALOGUE_SAVED, actor=make_operator())

    assert (changed, AuditEntry.objects.count()) == (False, 0)


def test_write_touches_only_the_columns_that_changed():
    [slogan] = make_slogans(make_campaign(), "Một")
    Slogan.objects.update(source="ghi bởi người khác")

    write(slogan, {"text": "Hai"}, event=Event.CATALOGUE_SAVED, actor=make_operator())

    assert Slogan.objects.values_list("text", "source").get() == ("Hai", "ghi bởi người khác")


def test_remove_leaves_its_values_in_the_trail():
    [slogan] = make_slogans(make_campaign(), "Một")

    remove(slogan, event=Event.CATALOGUE_REMOVED, actor=make_operator("Lan"), kept=("campaign", "text"))

    assert AuditEntry.objects.values_list("event", "actor_name", "subject", "before", "after").get() == (
        "catalogue.removed",
        "Lan",
        "Một",
        {"campaign": "Tháng hành động vì trẻ em năm 2026", "text": "Một"},
        None,
    )


@pytest.mark.parametrize(
    ("value", "kept"), [(date(2026, 6, 5), "05/6/2026"), ((1, date(2026, 6, 5)), [1, "05/6/2026"]), (None, None)]
)
def test_plain_values_fit_into_json(value, kept):
    assert plain(value) == kept
