"""A worker killed with SIGKILL at any moment of a verb: afterwards nothing happened, or all of it."""

import pytest

from tests.races.verbs import VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_a_killed_worker_leaves_nothing_or_everything(verb, workshop):
    _, [another] = workshop("scene", verb=verb, plans=1)
    writes = workshop("count", verb=verb, plan=another)
    unit, [plan] = workshop("scene", verb=verb, plans=1)
    untouched = workshop("look", unit=unit)

    for write in range(writes + 1):
        cut = {"write": write, "moment": "after"} if write else {"write": 1, "moment": "before"}
        assert workshop("act", verb=verb, plan=plan, **cut) == "killed"
        assert workshop("look", unit=unit) == untouched, f"killed after write {write} of {writes}"

    assert workshop("act", verb=verb, plan=plan, moment="committed") == "killed"
    done = workshop("look", unit=unit)
    assert (done["mark"] == untouched["mark"], done["wrong"]) == (False, [])
    assert workshop("act", verb=verb, plan=plan) == VERBS[verb].done_again
    assert workshop("look", unit=unit) == done
