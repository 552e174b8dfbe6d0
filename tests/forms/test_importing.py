"""What is written about an imported document, read from its forms."""

from datetime import date

from plans.enums import KeepAs
from plans.forms.importing import KeepForm, StatedForm


def test_facts_are_read_with_lists_line_by_line():
    form = StatedForm(
        {"revision": "3", "title": " Tháng  hành động ", "issued_on": "28/4/2025", "year": "2025", "slogans": "A\n\nB"}
    )

    assert form.is_valid()
    said = form.stated()
    assert (said.title, said.issued_on, said.year) == ("Tháng hành động", date(2025, 4, 28), 2025)
    assert (said.slogans, said.recipients, said.ends_on) == (("A", "B"), (), None)
    assert form.cleaned_data["revision"] == 3


def test_a_wrong_day_is_named_at_its_field():
    form = StatedForm({"issued_on": "31/6/2025", "year": "25"})

    assert not form.is_valid()
    assert set(form.errors) == {"issued_on", "year"}


def test_one_of_three_ways_must_be_chosen():
    assert KeepForm({}).errors["keep_as"] == ["Chọn giữ văn bản này làm gì."]
    assert KeepForm({"keep_as": "anything"}).errors["keep_as"] == ["Chọn một trong ba cách giữ."]
    form = KeepForm({"keep_as": "own_past"})
    assert form.is_valid()
    assert form.wanted() == KeepAs.OWN_PAST
