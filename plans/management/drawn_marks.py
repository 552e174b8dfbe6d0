"""Draws a signature and a seal for the demonstration: specimens that nobody can take for real ones."""

import math
from io import BytesIO
from typing import Any

BLUE, RED = (31, 63, 148, 255), (200, 16, 46, 255)
_CLEAR = (0, 0, 0, 0)
# A pen's way through a signature, as shares of the picture: each stroke is a chain of cubic curves.
_STROKES = (
    ((0.04, 0.62), (0.10, 0.10), (0.16, 0.02), (0.15, 0.55), (0.14, 0.95), (0.10, 0.90), (0.13, 0.62)),
    ((0.07, 0.50), (0.20, 0.42), (0.24, 0.44), (0.26, 0.20), (0.28, 0.02), (0.24, 0.98), (0.29, 0.72)),
    ((0.29, 0.72), (0.36, 0.38), (0.38, 0.50), (0.36, 0.66), (0.35, 0.84), (0.42, 0.80), (0.45, 0.58)),
    ((0.45, 0.58), (0.48, 0.40), (0.52, 0.44), (0.49, 0.66), (0.50, 0.82), (0.58, 0.74), (0.60, 0.50)),
    ((0.60, 0.50), (0.62, 0.36), (0.66, 0.40), (0.64, 0.64), (0.66, 0.80), (0.80, 0.60), (0.98, 0.30)),
    ((0.18, 0.90), (0.45, 0.78), (0.70, 0.80), (0.92, 0.66), (0.96, 0.63), (0.97, 0.64), (0.94, 0.68)),
)


def signature_png() -> bytes:
    """A stroke of a blue pen on nothing."""
    from PIL import Image, ImageDraw

    width, height = 1200, 480
    image = Image.new("RGBA", (width, height), _CLEAR)
    pen = ImageDraw.Draw(image)
    for stroke in _STROKES:
        for at in range(0, len(stroke) - 1, 3):
            points = [_on_curve(stroke[at : at + 4], step / 240) for step in range(241)]
            for step, (x, y) in enumerate(points):
                radius = 5 + 3 * math.sin(step / 240 * math.pi)
                x, y = x * width, y * height
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=BLUE)
            pen.line([(x * width, y * height) for x, y in points], fill=BLUE, width=8)
    return _png(image)


def seal_png(around: str, across: tuple[str, ...]) -> bytes:
    """A red ring with words, a star, and what says that it is a specimen."""
    from PIL import Image, ImageDraw, ImageFont

    from plans.documents.fonts import find_document_font

    size, middle = 1000, 500
    image = Image.new("RGBA", (size, size), _CLEAR)
    pen = ImageDraw.Draw(image)
    for inset, width in ((8, 16), (40, 6), (200, 8)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=RED, width=width)
    file = str(find_document_font().bold)
    letters = ImageFont.truetype(file, 84)
    _around(image, around, letters, radius=378)
    _star(pen, middle, 775 + 110, 42)
    inside = ImageFont.truetype(file, 76)
    for row, words in enumerate(across):
        pen.text((middle, middle + (row - (len(across) - 1) / 2) * 96), words, font=inside, fill=RED, anchor="mm")
    return _png(image)


def _around(image: Any, words: str, font: Any, *, radius: float) -> None:
    """Words along the upper part of a circle, each letter standing on it."""
    from PIL import Image, ImageDraw

    widths = [font.getlength(letter) for letter in words]
    whole = sum(widths) / radius
    angle, middle = -math.pi / 2 - whole / 2, image.width / 2
    for letter, width in zip(words, widths, strict=True):
        turn = angle + width / 2 / radius
        tile = Image.new("RGBA", (160, 160), _CLEAR)
        ImageDraw.Draw(tile).text((80, 80), letter, font=font, fill=RED, anchor="mm")
        tile = tile.rotate(-math.degrees(turn) - 90, resample=Image.Resampling.BICUBIC)
        x, y = middle + radius * math.cos(turn), middle + radius * math.sin(turn)
        image.alpha_composite(tile, (round(x) - 80, round(y) - 80))
        angle += width / radius


def _star(pen: Any, x: float, y: float, radius: float) -> None:
    tips = [(math.pi / 5 * tip - math.pi / 2, radius if tip % 2 == 0 else radius * 0.4) for tip in range(10)]
    pen.polygon([(x + far * math.cos(turn), y + far * math.sin(turn)) for turn, far in tips], fill=RED)


def _on_curve(points: Any, share: float) -> tuple[float, float]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    return (
        weights[0] * ax + weights[1] * bx + weights[2] * cx + weights[3] * dx,
        weights[0] * ay + weights[1] * by + weights[2] * cy + weights[3] * dy,
    )


def _png(image: Any) -> bytes:
    written = BytesIO()
    image.save(written, format="PNG", optimize=True)
    return written.getvalue()
