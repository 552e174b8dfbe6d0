"""Pictures written anew: upright, no longer than a screen needs, with nothing in them but what is seen."""

import warnings
from io import BytesIO
from typing import Any

from plans.exceptions import Unreadable

from .kinds import Kind, kind_of

#: Pixels of the longest side; an A4 page scanned so is read without effort.
LONGEST = 2_000
THUMBNAIL = 320
#: Pixels that are unpacked at most. JPEG is unpacked at a fraction of its size; telephones make up to 50 million.
_MOST_PIXELS = {Kind.JPEG: 64_000_000, Kind.PNG: 32_000_000, Kind.WEBP: 32_000_000}
_QUALITY = 85

TOO_MANY_PIXELS = "Ảnh quá nhiều điểm ảnh nên không mở; giảm cỡ ảnh (khoảng 2.000 điểm ảnh chiều dài) rồi chọn lại."
DAMAGED = "Ảnh bị hỏng nên không mở được; mở ảnh, lưu lại rồi chọn lại."


def clean_picture(data: bytes) -> bytes:
    """A JPEG of what is seen: turned as the camera held it, at most 2,000 pixels long, without place, time, owner or
    any other metadata. Raises Unreadable."""
    return _written(data, LONGEST)


def thumbnail(data: bytes) -> bytes:
    """A small JPEG of a picture. Raises Unreadable."""
    return _written(data, THUMBNAIL)


def _written(data: bytes, longest: int) -> bytes:
    from PIL import Image, UnidentifiedImageError

    kind = kind_of(data)
    if kind == Kind.PDF:
        raise Unreadable(DAMAGED)
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, and of odd metadata, which is thrown away.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[kind.value]) as opened:
                if opened.width * opened.height > _MOST_PIXELS[kind]:
                    raise Unreadable(TOO_MANY_PIXELS)
                return _jpeg(opened, longest)
    except Image.DecompressionBombError:
        raise Unreadable(TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError) as error:
        raise Unreadable(DAMAGED) from error


def _jpeg(opened: Any, longest: int) -> bytes:
    from PIL import Image, ImageOps

    opened.draft("RGB", (longest, longest))
    image = ImageOps.exif_transpose(opened)
    image.thumbnail((longest, longest))
    has_ground = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if has_ground else "RGB")
    # A new picture knows nothing of the old one's metadata; what was transparent becomes white.
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A") if has_ground else None)
    written = BytesIO()
    plain.save(written, format="JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
