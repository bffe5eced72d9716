"""Pages as pictures, made ready to be recognised: of one size, free of specks, lines level.

Pillow is there only where recognition is installed; nothing else imports it.
"""

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps
from pypdfium2 import raw

# What tesseract reads best and fastest: its model sees each line 36 dots high.
DOTS = 250
_POINTS = 72
# Enough to see how lines slope; an angle is judged on some fifteen of these.
_SMALL = 700
_STEPS = tuple(step / 4 for step in range(-12, 13))
_LEVEL = 0.2
_MOST_PIXELS = 60_000_000
# The longer side of A4 in dots; of A3 in points, and a little more.
_LONG_SIDE, _LARGEST = 842 * DOTS // 72, 1_250
# A picture of few dots stands in a document as a part of a page.
_MOST_ENLARGED = 2.0
# What stands alone in so many dots around it, with less ink than this share, is a speck: a point of a letter has the
# letter beside it.
_AROUND, _SPECK = 6, 0.06


def rendered(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a picture in its colours, without annotations, which are read as text.

    It has `DOTS` an inch; a page larger than A3, which some programs make of a photograph, is taken for A4.
    """
    longer = max(*page.get_size(), 1.0)
    scale = DOTS / _POINTS if longer < _LARGEST else _LONG_SIDE / longer
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    return without_specks(picture.convert("L")) if _has_two_levels(page) else picture


def _has_two_levels(page: pypdfium2.PdfPage) -> bool:
    """Return whether the page is scanned in black and white, which makes specks of dust and of the page behind."""
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return any(isinstance(image, pypdfium2.PdfImage) and image.get_metadata().bits_per_pixel == 1 for image in images)


def pictures_of(data: bytes) -> Iterator[Image.Image]:
    """Yield the pictures of a file (TIFF may hold several pages), of the size of A4."""
    with Image.open(io.BytesIO(data)) as opened:
        for number in range(min(getattr(opened, "n_frames", 1), 500)):
            opened.seek(number)
            if opened.width * opened.height <= _MOST_PIXELS:
                picture = _sized(ImageOps.exif_transpose(opened.convert("RGB")))
                yield without_specks(picture.convert("L")) if opened.mode == "1" else picture


def _sized(picture: Image.Image) -> Image.Image:
    scale = min(_LONG_SIDE / max(picture.size), _MOST_ENLARGED)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def without_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in grey, in which red and blue ink is as light as paper and black stays black."""
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def without_specks(picture: Image.Image) -> Image.Image:
    """Return a grey picture without the specks that stand apart from letters; a faint picture would lose letters."""
    ink = ImageOps.invert(picture).filter(ImageFilter.BoxBlur(_AROUND))
    alone = ink.point([255 if level < _SPECK * 255 else 0 for level in range(256)])
    return ImageChops.lighter(picture, alone)


def turned(picture: Image.Image, angle: int) -> Image.Image:
    """Return the picture turned by a right angle (0, 90, 180, 270) counter-clockwise, and then so that it is level."""
    ways = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return levelled(picture.transpose(ways[angle]) if angle else picture)[0]


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
