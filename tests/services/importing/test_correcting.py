"""A correction is one transaction on the newest review, and one audit row."""

from dataclasses import replace

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.importing.reviewing import review_from_json
from plans.importing.reviewing.stating import stated
from plans.models import AuditEntry, ImportedDocument
from plans.services.importing import correcting
from tests.imported import make_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(ward):
    return make_read(ward)


def first_key(document):
    return review_from_json(document.review).content.items[0].key


def test_a_line_is_chosen_for(document, hoa):
    after = correcting.place_line(document, 34, what="noise", actor=hoa, revision=1)

    assert (after.unread, after.revision, after.status) == (0, 2, "read")
    (row,) = AuditEntry.objects.all()
    assert (row.event, row.after) == ("import.corrected", {"import": document.pk, "line": 34, "as": "noise"})


def test_every_act_is_kept(document, hoa):
    key = first_key(document)
    child = review_from_json(document.review).content.items[0].children[1].key
    acts = [
        lambda at: correcting.write_item(document, key, text="MỤC ĐÍCH", actor=hoa, revision=at),
        lambda at: correcting.move_item(document, child, by=-1, actor=hoa, revision=at),
        lambda at: correcting.restyle_item(document, child, what="paragraph", actor=hoa, revision=at),
        lambda at: correcting.split_item(document, key, before="MỤC", after="ĐÍCH", actor=hoa, revision=at),
        lambda at: correcting.join_item(document, child, actor=hoa, revision=at),
        lambda at: correcting.place_every_line(document, what="noise", actor=hoa, revision=at),
        lambda at: correcting.take_back(document, 0, actor=hoa, revision=at),
    ]
    for at, act in enumerate(acts, start=1):
        assert act(at).revision == at + 1
    assert AuditEntry.objects.count() == len(acts)


def test_facts_are_kept_and_shown_in_the_lists(document, hoa):
    said = replace(stated(review_from_json(document.review)), title="Tên khác")
    after = correcting.state_facts(document, said, actor=hoa, revision=1)

    assert ImportedDocument.objects.get().title == after.title == "Tên khác"


def test_nothing_changed_is_nothing_written(document, hoa):
    said = stated(review_from_json(document.review))

    assert correcting.state_facts(document, said, actor=hoa, revision=1).revision == 1
    assert AuditEntry.objects.count() == 0


def test_two_people_do_not_overrule_each_other(document, hoa):
    correcting.place_line(document, 34, what="noise", actor=hoa, revision=1)

    with pytest.raises(StaleEdit, match="vừa được sửa ở chỗ khác") as stale:
        correcting.write_item(document, first_key(document), text="x", actor=hoa, revision=1)
    assert stale.value.revision == 2


def test_refusals(document, hoa, mai, khach):
    for actor in (mai, khach):
        with pytest.raises(NotAllowed):
            correcting.place_line(document, 34, what="noise", actor=actor, revision=1)
    with pytest.raises(Invalid, match="Chọn dòng này là gì"):
        correcting.place_line(document, 34, what="poem", actor=hoa, revision=1)
    ImportedDocument.objects.update(status="reading")
    with pytest.raises(NotNow):
        correcting.place_line(document, 34, what="noise", actor=hoa, revision=1)
