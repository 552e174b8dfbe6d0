"""What all catalogue forms share: groups, what is optional, refusals at their place."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from plans.exceptions import Invalid
from plans.forms.catalogue.base import CatalogueForm
from plans.forms.fields import CleanCharField, CountField, RevisionField


class PersonForm(CatalogueForm):
    groups = (("Tên", ("name", ("age", "gone"))), ("Không còn ô nào", ("gone",)))

    name = CleanCharField(label="Họ và tên", help_text="ví dụ: Lan")
    age = CountField(label="Tuổi", required=False)
    is_here = forms.BooleanField(label="Có mặt", required=False)
    revision = RevisionField()


def rendered(form):
    return re.sub(r"\s+", " ", render_crispy_form(form))


def test_form_shows_groups_that_have_fields():
    assert re.findall(r"<legend>(.*?)</legend>", rendered(PersonForm())) == ["Tên"]


def test_form_marks_what_may_stay_empty():
    labels = re.findall(r"<label[^>]*>(.*?)</label>", rendered(PersonForm()))

    assert labels == ["Họ và tên", 'Tuổi <span class="optional">(không bắt buộc)</span>']


def test_form_carries_its_hidden_fields_outside_the_groups():
    page = rendered(PersonForm(initial={"revision": 3}))

    assert page.index("</fieldset>") < page.index('<input type="hidden" name="revision" value="3"')


def test_form_ties_help_and_errors_to_their_control():
    page = rendered(PersonForm({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


@pytest.mark.parametrize(
    ("error", "errors"),
    [
        (Invalid("Câu chung", {"name": "Câu của ô"}), {"name": ["Câu của ô"]}),
        (Invalid("Câu chung", {"elsewhere": "Câu khác"}), {"__all__": ["Câu chung"]}),
        (Invalid("Câu chung"), {"__all__": ["Câu chung"]}),
    ],
)
def test_form_puts_a_refusal_at_its_field_or_above(error, errors):
    form = PersonForm({"name": "Lan"})
    form.is_valid()

    form.refuse(error)

    assert form.errors == errors


@pytest.mark.parametrize(("typed", "number"), [("3", 3), ("", 0), ("x", 0), ("-", 0), ("9" * 40, 0)])
def test_revision_that_cannot_be_read_counts_as_old(typed, number):
    form = PersonForm({"name": "Lan", "revision": typed})

    assert (form.is_valid(), form.cleaned_data["revision"]) == (True, number)
