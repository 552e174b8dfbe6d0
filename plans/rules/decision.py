"""The answer of a rule: yes, or no with the Vietnamese sentence that says why."""

from dataclasses import dataclass

from ..exceptions import NotAllowed, NotNow, PortalError


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be done; `reason` is empty when it may. `is_timing` tells "not now" from "not you"."""

    allowed: bool
    reason: str = ""
    is_timing: bool = False

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise NotAllowed or NotNow with the reason unless it may be done."""
        if not self.allowed:
            error: type[PortalError] = NotNow if self.is_timing else NotAllowed
            raise error(self.reason)


YES = Decision(True)


def no(reason: str) -> Decision:
    """Refused to this person."""
    return Decision(False, reason)


def not_now(reason: str) -> Decision:
    """Refused in this state."""
    return Decision(False, reason, is_timing=True)
