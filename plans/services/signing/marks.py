"""The pictures shown over signatures: a person's own handwritten signature in blue, a unit's seal in red."""

from io import BytesIO

from django.db import transaction

from ... import clock
from ...enums import Event, MemberRole
from ...exceptions import Invalid
from ...models import IssuingUnit, VisibleMark
from ...rules.actor import Actor
from ...rules.decision import YES, Decision, no
from .. import audit

MOST_BYTES = 2 * 1024 * 1024
SMALLEST, LARGEST = 60, 3000
#: Pictures are kept no larger than a printer shows; a seal of 40 mm at 600 dots an inch has 945.
KEPT = 1200
_PNG = b"\x89PNG\r\n\x1a\n"
_OPAQUE_CORNER = 40


def may_keep_seal(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the actor keeps the unit's seal: its clerk or administrator (Nghị định 30/2020/NĐ-CP, Điều 32)."""
    is_keeper = bool(actor.roles & {MemberRole.CLERK, MemberRole.ADMINISTRATOR})
    if actor.is_system or (actor.unit_id == unit.pk and is_keeper):
        return YES
    return no("Chỉ văn thư hoặc quản trị của đơn vị mới đổi được hình dấu.")


@transaction.atomic
def keep_own_signature(*, actor: Actor, picture: bytes) -> VisibleMark:
    """Keep the actor's own handwritten signature, blue on nothing. Raises Invalid with what is wrong with it."""
    if actor.user_id is None:
        raise Invalid("Chỉ người có tài khoản mới có hình chữ ký.")
    png, width, height = cleaned(picture, is_seal=False)
    mark, _ = VisibleMark.objects.update_or_create(
        user_id=actor.user_id, defaults={"png": png, "width": width, "height": height, "updated_at": clock.now()}
    )
    audit.record(Event.MARK_SAVED, actor=actor, subject="hình chữ ký", after={"size": [width, height]})
    return mark


@transaction.atomic
def keep_seal(unit: IssuingUnit, *, actor: Actor, picture: bytes) -> VisibleMark:
    """Keep the unit's seal, red on nothing. Raises NotAllowed, Invalid."""
    may_keep_seal(actor, unit).require()
    png, width, height = cleaned(picture, is_seal=True)
    mark, _ = VisibleMark.objects.update_or_create(
        unit=unit, defaults={"png": png, "width": width, "height": height, "updated_at": clock.now()}
    )
    audit.record(Event.MARK_SAVED, actor=actor, unit_id=unit.pk, subject="hình dấu", after={"size": [width, height]})
    return mark


@transaction.atomic
def remove_own_signature(*, actor: Actor) -> None:
    """Forget the actor's picture; documents that show it keep it."""
    removed, _ = VisibleMark.objects.filter(user=actor.user_id, user__isnull=False).delete()
    if removed:
        audit.record(Event.MARK_SAVED, actor=actor, subject="hình chữ ký", before={"removed": True})


@transaction.atomic
def remove_seal(unit: IssuingUnit, *, actor: Actor) -> None:
    """Forget the unit's seal; documents that show it keep it. Raises NotAllowed."""
    may_keep_seal(actor, unit).require()
    removed, _ = VisibleMark.objects.filter(unit=unit).delete()
    if removed:
        audit.record(Event.MARK_SAVED, actor=actor, unit_id=unit.pk, subject="hình dấu", before={"removed": True})


def cleaned(picture: bytes, *, is_seal: bool) -> tuple[bytes, int, int]:
    """The picture written anew: cut to what is drawn, without metadata. Bytes, width, height in pixels.

    Raises Invalid where it is no transparent PNG of the right colour (Nghị định 30/2020/NĐ-CP, Phụ lục I: the leader's
    signature blue, the seal red, both .png with no ground).
    """
    from PIL import Image, UnidentifiedImageError

    if len(picture) > MOST_BYTES:
        raise _wrong("Tệp hình lớn quá 2 MB; lưu lại nhỏ hơn rồi chọn lại.")
    if not picture.startswith(_PNG):
        raise _wrong("Chỉ nhận tệp PNG có nền trong suốt; hình JPG luôn có nền trắng che mất chữ.")
    try:
        with Image.open(BytesIO(picture), formats=["PNG"]) as opened:
            _check_size(*opened.size)
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _wrong("Tệp hình bị hỏng nên không mở được; lưu lại thành PNG rồi chọn lại.") from error
    _check_ground(image)
    _check_colour(image, is_seal=is_seal)
    image = image.crop(image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox())
    image.thumbnail((KEPT, KEPT))
    written = BytesIO()
    image.save(written, format="PNG", optimize=True)
    return written.getvalue(), image.width, image.height


def _check_size(width: int, height: int) -> None:
    if min(width, height) < SMALLEST or max(width, height) > LARGEST:
        raise _wrong(f"Hình phải từ {SMALLEST} đến {LARGEST} điểm ảnh mỗi chiều; hình này {width} × {height}.")


def _check_ground(image) -> None:  # type: ignore[no-untyped-def]
    """Most of a signature is nothing: a picture with a ground would hide the words under it."""
    alpha = image.getchannel("A")
    drawn = sum(alpha.histogram()[_OPAQUE_CORNER:]) / (image.width * image.height)
    if drawn == 0:
        raise _wrong("Hình này không có nét nào.")
    if drawn > 0.9:
        raise _wrong("Hình này có nền; xóa nền cho trong suốt, chỉ để lại nét, rồi chọn lại.")


def _check_colour(image, *, is_seal: bool) -> None:  # type: ignore[no-untyped-def]
    """Blue for a person, red for an organ: the mean of what is drawn."""
    from PIL import ImageStat

    mask = image.getchannel("A").point(lambda alpha: 255 if alpha > _OPAQUE_CORNER else 0)
    red, _, blue = ImageStat.Stat(image.convert("RGB"), mask=mask).mean
    if is_seal and red <= blue + 30:
        raise _wrong("Hình dấu phải màu đỏ; hình này không đỏ.")
    if not is_seal and blue <= red + 30:
        raise _wrong("Hình chữ ký phải màu xanh mực; hình này không xanh.")


def _wrong(message: str) -> Invalid:
    return Invalid(message, {"picture": message})
