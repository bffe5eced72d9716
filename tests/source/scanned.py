"""Scans made for the tests: pages of an office file as a scanner sees them, with dust, a little askew, stamped."""

import io
import random
from functools import cache

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.source.office import converted

RED, BLUE = (214, 38, 48), (40, 60, 190)
_PAPER = (252, 252, 250)


@cache
def pages_of(data: bytes, dots: int) -> tuple[Image.Image, ...]:
    """The pages of a Word file as LibreOffice prints them."""
    document = pypdfium2.PdfDocument(converted(data, "pdf"))
    return tuple(page.render(scale=dots / 72).to_pil().convert("RGB") for page in document)


def seal(page: Image.Image, x: float, y: float, dots: int) -> None:
    """Put a round red seal of 35 mm on a page, its middle at these shares of width and height."""
    draw, radius = ImageDraw.Draw(page), dots * 35 // 25 // 2
    left, top = page.width * x - radius, page.height * y - radius
    width = max(2, dots // 60)
    for inset in (0, radius // 12, radius // 3):
        box = (left + inset, top + inset, left + 2 * radius - inset, top + 2 * radius - inset)
        draw.ellipse(box, outline=RED, width=width)
    font = ImageFont.load_default(dots // 9)
    draw.text((left + radius * 0.55, top + radius * 0.7), "SO NOI VU", fill=RED, font=font)
    for spoke in range(12):
        draw.pieslice((left, top, left + 2 * radius, top + 2 * radius), spoke * 30, spoke * 30 + 3, fill=RED)
    # ink over black print is as dark as the print
    

def scanned(page: Image.Image, *, angle: float = 0.4, seed: int = 1, colour: bool = True) -> Image.Image:
    """The page askew by so many degrees, a little soft, with noise and dust that the seed gives."""
    chance = random.Random(seed)  # noqa: S311
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_PAPER).filter(ImageFilter.GaussianBlur(0.6))
    noise = Image.frombytes("L", (256, 256), chance.randbytes(65536)).resize(turned.size)
    soft = Image.blend(turned, Image.merge("RGB", (noise, noise, noise)), 0.06)
    draw = ImageDraw.Draw(soft)
    for _ in range(120):
        x, y = chance.randrange(soft.width), chance.randrange(soft.height)
        draw.ellipse((x, y, x + chance.randrange(1, 4), y + chance.randrange(1, 4)), fill=(60, 60, 60))
    return soft if colour else soft.convert("L")


def bound(pages: list[Image.Image], dots: int) -> bytes:
    """Pages as a PDF of pictures."""
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=70)
    return made.getvalue()
