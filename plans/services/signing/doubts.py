"""Doubts that only a person can settle: whoever signs reads them, and says that they hold."""

from collections.abc import Iterable

from ...exceptions import Invalid


class Doubtful(Invalid):
    """Nothing forbids it, but somebody should look first: `doubts` are the sentences to agree to."""

    code = "doubtful"

    def __init__(self, doubts: tuple[str, ...]) -> None:
        super().__init__(" ".join(doubts))
        self.doubts = doubts


def require_agreed(doubts: Iterable[str], *, is_confirmed: bool) -> None:
    """Raise Doubtful unless there is no doubt, or the person has read them and goes on."""
    found = tuple(one for one in doubts if one)
    if found and not is_confirmed:
        raise Doubtful(found)
