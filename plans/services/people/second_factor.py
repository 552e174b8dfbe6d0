"""The second factor of those who sign and number, where a unit asks for it: one check for all four verbs."""

from ...exceptions import NotAllowed
from ...models import IssuingPractice, User
from ...queries.persons.account import has_second_factor
from ...rules.actor import Actor

MISSING = (
    "Đơn vị yêu cầu xác thực hai bước khi ký, cấp số, đóng dấu, ban hành. "
    "Mở “Tài khoản của mình”, bật xác thực hai bước, rồi làm lại."
)


def ensure(user: User | Actor | None, practice: IssuingPractice | None) -> None:
    """Raise NotAllowed, saying where to switch it on, when the unit asks for a second factor and the account has none.

    With it on, allauth asks for the code at every log-in, so whoever is logged in has given it. The portal's own
    commands (an actor without an account) are not asked.
    """
    user_id = user.user_id if isinstance(user, Actor) else user.pk if user is not None else None
    if practice is None or not practice.needs_second_factor or user_id is None:
        return
    if not has_second_factor(user_id):
        raise NotAllowed(MISSING)


def ensure_for(actor: Actor, unit_id: int) -> None:
    """The same for a verb that knows only its unit: signing, numbering, sealing, issuing. At most two queries."""
    ensure(actor, IssuingPractice.objects.filter(unit_id=unit_id).first())
