"""Making the file that is approved and signed: the printed form with places for number, date and signatures."""

from ...content.plan import PlanContent


def signing_pdf(content: PlanContent) -> bytes:
    """The very file that goes through approval and signing. Raises RenderFailed."""
    raise NotImplementedError
