"""Pages as pictures, made ready to be recognised: grey, without coloured ink (stamps, signatures), upright lines level.

Pillow is there only where recognition is installed; nothing else imports it.
"""

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from PIL import Image, ImageChops, ImageOps

DOTS = 300
_POINTS = 72
# Enough to see how lines slope; an angle is judged on some fifteen of these.
_SMALL = 700
_STEPS = tuple(step / 4 for step in range(-12, 13))
_LEVEL = 0.2
_MOST_PIXELS = 60_000_000


def rendered(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a grey picture of 300 dots an inch, without annotations, which are read as text."""
    wide, tall = page.get_size()
    scale = min(DOTS / _POINTS, (_MOST_PIXELS / max(wide * tall, 1)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    return without_colours(picture)


def pictures_of(data: bytes) -> Iterator[Image.Image]:
    """Yield the pictures of a file (TIFF may hold several pages), grey and without coloured ink."""
    with Image.open(io.BytesIO(data)) as opened:
        for number in range(min(getattr(opened, "n_frames", 1), 500)):
            opened.seek(number)
            if opened.width * opened.height <= _MOST_PIXELS:
                yield without_colours(ImageOps.exif_transpose(opened.convert("RGB")))


def without_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in grey, in which red and blue ink is as light as paper and black stays black."""
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def levelled(picture: Image.Image) -> tuple[Image.Image, float]:
    """Return the picture turned so that its lines are level, and the angle in degrees."""
    small = picture.resize((_SMALL, max(1, picture.height * _SMALL // picture.width)), Image.Resampling.BOX)
    small = ImageOps.autocontrast(small).point([0 if level > 128 else 255 for level in range(256)])
    angle = max(_STEPS, key=lambda step: (_contrast(small, step), -abs(step)))
    if abs(angle) <= _LEVEL:
        return picture, 0.0
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255), angle


def _contrast(small: Image.Image, angle: float) -> int:
    """Return how much neighbouring rows differ in ink: most where lines of text are level."""
    column = small.rotate(angle, Image.Resampling.NEAREST).resize((1, small.height), Image.Resampling.BOX)
    return sum((above - below) ** 2 for above, below in pairwise(column.tobytes()))
