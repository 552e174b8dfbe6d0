"""The errors a person can act on: each carries one Vietnamese sentence that says what to do."""


class PortalError(Exception):
    """Something was not done; `message` is the sentence for the person, `code` a name for programs."""

    status = 400
    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(PortalError):
    """The person has no right to this."""

    status = 403
    code = "not-allowed"


class NotNow(PortalError):
    """The right is there, but the document is in a state that does not take this."""

    status = 409
    code = "not-now"


class Invalid(PortalError):
    """What was typed cannot be kept as it is; `fields` maps a field's name to its own sentence."""

    status = 422
    code = "invalid"

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class StaleEdit(PortalError):
    """Somebody else saved the same thing first. `theirs` is what is stored now, `mine` what was sent."""

    status = 409
    code = "stale"

    def __init__(self, message: str, *, theirs: str = "", mine: str = "", revision: int = 0, editor: str = "") -> None:
        super().__init__(message)
        self.theirs = theirs
        self.mine = mine
        self.revision = revision
        self.editor = editor


class Unreadable(PortalError):
    """A file or text could not be understood."""

    status = 422
    code = "unreadable"


class RenderFailed(PortalError):
    """The document could not be turned into pages."""

    status = 503
    code = "render-failed"
