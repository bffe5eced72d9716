"""Coloured ink on a picture of a page: seals and signatures taken off, print in colour kept, framed stamps read apart.

Black print is what lies under them all. OpenCV and NumPy are there only where recognition is installed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from PIL import Image

from build_tools.source.page_image import DOTS, without_colours

# Between the strongest and the weakest of red, green and blue: more is a colour. What is darker in all three is black.
_COLOURFUL, _BLACK = 60, 110
# How wide the pale edge of coloured ink is, in dots, and from which grey on it is no black print.
_HALO, _PALE = 7, 140
# In dots: parts so near belong together; letters in print are so tall; a frame around words is so large at least.
_NEAR, _LEAST, _TALLEST, _WIDE, _HIGH = DOTS // 28, DOTS // 25, DOTS // 3, DOTS * 2 // 3, DOTS // 4
# Print in colour stands free of black print: the most of its box that may be black. A frame has ink along its edges.
_OVER_BLACK, _EDGED = 0.03, 0.6


@dataclass(frozen=True, slots=True)
class Inks:
    """A page in grey without seals and signatures, and the words in coloured frames, each stamp a picture."""

    grey: Image.Image
    stamps: tuple[Image.Image, ...] = ()


def inks_of(picture: Image.Image) -> Inks:
    """Return the inks of a page apart; a picture in grey has no coloured ones."""
    light = without_colours(picture)
    if picture.mode in ("1", "L"):
        return Inks(light)
    colours = np.asarray(picture.convert("RGB"))
    strongest, weakest = colours.max(axis=2), colours.min(axis=2)
    colourful = ((strongest - weakest > _COLOURFUL) & (strongest > _BLACK)).astype(np.uint8) * 255
    # The edges of black letters have a colour one dot wide.
    colourful = cv2.morphologyEx(colourful, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    black = strongest <= _BLACK
    together = cv2.dilate(colourful, np.ones((_NEAR, _NEAR), np.uint8))
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(together)
    large = [box for box in boxes[1:].tolist() if box[3] > _TALLEST]
    kept, stamps = np.zeros(light.size[::-1], bool), []
    for number, box in enumerate(boxes[1:].tolist(), 1):
        part = _part(box)
        if _is_print(box, black[part]) and not any(_is_in(box, other) for other in large):
            kept[part] |= (numbers[part] == number) & (colourful[part] > 0)
        elif _is_frame(box, numbers[part] == number):
            stamps.append(_inside(colourful[part], numbers[part] == number))
    pale = (cv2.dilate(colourful, np.ones((_HALO, _HALO), np.uint8)) > 0) & (np.asarray(light) > _PALE)
    grey = np.where(kept, weakest, np.where(pale, np.uint8(255), np.asarray(light)))
    return Inks(Image.fromarray(grey), tuple(stamps))


def _part(box: list[int]) -> tuple[slice, slice]:
    left, top, wide, high, _ = box
    return slice(top, top + high), slice(left, left + wide)


def _is_print(box: list[int], black: MatLike) -> bool:
    return _LEAST <= box[3] <= _TALLEST and float(np.mean(black)) <= _OVER_BLACK


def _is_in(box: list[int], other: list[int]) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return other[0] <= x <= other[0] + other[2] and other[1] <= y <= other[1] + other[3]


def _is_frame(box: list[int], ink: MatLike) -> bool:
    """Return whether a part is a frame: wider than high, as most stamps are, with ink along its four edges."""
    if box[2] < _WIDE or box[3] < _HIGH:
        return False
    edge = DOTS // 12
    sides = (ink[:edge].any(axis=0), ink[-edge:].any(axis=0), ink[:, :edge].any(axis=1), ink[:, -edge:].any(axis=1))
    return all(float(np.mean(side)) >= _EDGED for side in sides)


def _inside(ink: MatLike, frame: MatLike) -> Image.Image:
    """Return what stands in a frame, black on white, without the frame."""
    words = np.where((ink > 0) & ~frame, np.uint8(0), np.uint8(255))
    return Image.fromarray(np.pad(words, DOTS // 12, constant_values=255))
