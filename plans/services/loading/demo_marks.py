"""The pictures of the demonstration: the deputy head's signature and the ward's seal, as if they had brought them."""

from django.db import transaction

from ... import clock
from ...models import IssuingUnit, User, VisibleMark
from ..signing.marks import cleaned

SIGNER, UNIT = "binh", "01840"


@transaction.atomic
def keep_marks(*, signature: bytes, seal: bytes) -> int:
    """Keep the two pictures for whoever is there and has none; returns how many. One's own picture stays."""
    signer = User.objects.filter(username=SIGNER, signature_image=None).first()
    unit = IssuingUnit.objects.filter(code=UNIT, seal_image=None).first()
    rows = []
    if signer is not None:
        rows.append(_mark(signature, is_seal=False, user=signer))
    if unit is not None:
        rows.append(_mark(seal, is_seal=True, unit=unit))
    return len(VisibleMark.objects.bulk_create(rows))


def _mark(picture: bytes, *, is_seal: bool, user: User | None = None, unit: IssuingUnit | None = None) -> VisibleMark:
    png, width, height = cleaned(picture, is_seal=is_seal)
    return VisibleMark(user=user, unit=unit, png=png, width=width, height=height, updated_at=clock.now())
