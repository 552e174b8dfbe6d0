"""How far tests look that make up their own cases: moderately on a working day, further in CI.

`THANGTREEM_FUZZ` is how many mutilated documents the parser meets; from a thousand on, property tests too meet all the
examples they ask for, and below that a third of them.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

MUTATIONS = int(os.environ.get("THANGTREEM_FUZZ") or 240)
IS_THOROUGH = MUTATIONS >= 1000
_FEWEST = 8


def examples(most: int, **more: Any) -> settings:
    """The settings of a property test that meets at most so many examples. A slow machine is no failure."""
    count = most if IS_THOROUGH else max(min(most, _FEWEST), most // 3)
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), **more)
