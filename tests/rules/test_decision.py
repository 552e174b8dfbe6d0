"""A rule answers yes, or no with the sentence."""

import pytest

from plans.exceptions import NotAllowed, NotNow
from plans.rules.decision import YES, no, not_now


def test_yes_lets_through_without_a_word():
    YES.require()

    assert (bool(YES), YES.reason) == (True, "")


@pytest.mark.parametrize(("answer", "error", "status"), [(no, NotAllowed, 403), (not_now, NotNow, 409)])
def test_no_raises_its_sentence(answer, error, status):
    with pytest.raises(error) as refused:
        answer("Chưa được.").require()

    assert (bool(answer("Chưa được.")), refused.value.message, refused.value.status) == (False, "Chưa được.", status)
