"""Scans made for the tests: pages of an office file as a scanner sees them, with dust, a little askew, stamped."""

import io
import random
from functools import cache

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.source.office import converted

DOTS = 200
RED = (214, 38, 48)
_PAPER = (252, 252, 250)


@cache
def pages_of(data: bytes) -> tuple[Image.Image, ...]:
    """The pages of a Word file as LibreOffice prints them."""
    document = pypdfium2.PdfDocument(converted(data, "pdf"))
    return tuple(page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in document)


def sealed(page: Image.Image, x: float, y: float) -> Image.Image:
    """The page with a round red seal of 35 mm over its print, the middle at these shares of width and height."""
    ink, radius = Image.new("RGB", page.size, (255, 255, 255)), DOTS * 35 // 25 // 2
    draw, left, top = ImageDraw.Draw(ink), page.width * x - radius, page.height * y - radius
    for inset in (0, radius // 12, radius // 3):
        box = (left + inset, top + inset, left + 2 * radius - inset, top + 2 * radius - inset)
        draw.ellipse(box, outline=RED, width=3)
    for spoke in range(12):
        draw.pieslice((left, top, left + 2 * radius, top + 2 * radius), spoke * 30, spoke * 30 + 3, fill=RED)
    return ImageChops.darker(page, ink)


def scanned(page: Image.Image, *, angle: float = 0.4, dust: int = 15) -> Image.Image:
    """The page askew by so many degrees, a little soft, with noise and so many specks of dust, the same each time."""
    chance = random.Random(1)  # noqa: S311
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_PAPER).filter(ImageFilter.GaussianBlur(0.6))
    noise = Image.frombytes("L", (256, 256), chance.randbytes(256 * 256)).resize(turned.size)
    soft = Image.blend(turned, Image.merge("RGB", (noise, noise, noise)), 0.06)
    draw = ImageDraw.Draw(soft)
    for _ in range(dust):
        x, y = chance.randrange(soft.width), chance.randrange(soft.height)
        draw.ellipse((x, y, x + chance.randrange(1, 3), y + chance.randrange(1, 3)), fill=(60, 60, 60))
    return soft


def bound(*pages: Image.Image) -> bytes:
    """Pages as a PDF of pictures."""
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS, quality=70)
    return made.getvalue()
