"""Coloured ink on a picture of a page: seals and signatures taken off, print in colour kept, framed stamps read apart.

Black print is what lies under them all. OpenCV and NumPy are there only where recognition is installed.
"""

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
# A page of which more than this share is coloured is a photograph in warm light or a poster, as is one of more parts.
_MOST_COLOURFUL, _MOST_PARTS, _MOST_STAMPS = 0.25, 2_000, 6
# What is wider or higher than these shares of a frame is the frame.
_LETTER = (0.3, 0.7)


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
    red, green, blue = cv2.split(np.asarray(picture.convert("RGB")))
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    black = cv2.inRange(strongest, np.array(0), np.array(_BLACK))
    # The edges of black letters have a colour one dot wide.
    colourful = _where(cv2.subtract(strongest, weakest), _COLOURFUL)
    colourful = cv2.morphologyEx(cv2.subtract(colourful, black), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    if np.mean(colourful > 0) > _MOST_COLOURFUL:
        return Inks(light)
    together = cv2.dilate(colourful, np.ones((_NEAR, _NEAR), np.uint8))
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(together)
    parts = [(number, box) for number, box in enumerate(boxes.tolist()) if number and box[3] >= _LEAST]
    large = [box for _, box in parts if box[3] > _TALLEST][:_MOST_PARTS]
    kept = np.zeros_like(colourful)
    stamps: list[Image.Image] = []
    for number, box in parts[:_MOST_PARTS]:
        part = _part(box)
        own = cv2.inRange(numbers[part], np.array(number), np.array(number))
        if _is_print(box, black[part]) and not any(_is_in(box, other) for other in large):
            kept[part] = cv2.bitwise_or(kept[part], cv2.bitwise_and(own, colourful[part]))
        elif len(stamps) < _MOST_STAMPS and _is_frame(box, own):
            stamps.append(_inside(colourful[part], weakest[part]))
    grey = np.asarray(light)
    pale = cv2.bitwise_and(cv2.dilate(colourful, np.ones((_HALO, _HALO), np.uint8)), _where(grey, _PALE))
    clean = np.where(kept > 0, weakest, np.where(pale > 0, np.uint8(255), grey))
    return Inks(Image.fromarray(clean.astype(np.uint8)), tuple(stamps))


def _where(values: MatLike, above: int) -> MatLike:
    """Return a mask of the values above this one."""
    return cv2.inRange(values, np.array(above + 1), np.array(255))


def _part(box: list[int]) -> tuple[slice, slice]:
    left, top, wide, high, _ = box
    return slice(top, top + high), slice(left, left + wide)


def _is_print(box: list[int], black: MatLike) -> bool:
    return box[3] <= _TALLEST and float(np.mean(black > 0)) <= _OVER_BLACK


def _is_in(box: list[int], other: list[int]) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return other[0] <= x <= other[0] + other[2] and other[1] <= y <= other[1] + other[3]


def _is_frame(box: list[int], ink: MatLike) -> bool:
    """Return whether a part is a frame: wider than high, as most stamps are, with ink along its four edges."""
    if box[2] < _WIDE or box[3] < _HIGH:
        return False
    edge = DOTS // 12
    edges = (ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:])
    return all(float(np.mean(np.any(side > 0, axis=place // 2))) >= _EDGED for place, side in enumerate(edges))


def _inside(ink: MatLike, dark: MatLike) -> Image.Image:
    """Return what stands in a frame, `dark` where there is ink, without the frame."""
    tall, wide = ink.shape
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(ink)
    letters = (boxes[:, cv2.CC_STAT_WIDTH] < _LETTER[0] * wide) & (boxes[:, cv2.CC_STAT_HEIGHT] < _LETTER[1] * tall)
    letters[0] = False  # the paper
    words = cv2.dilate(letters[numbers].astype(np.uint8), np.ones((5, 5), np.uint8))
    return Image.fromarray(np.pad(np.where(words > 0, dark, np.uint8(255)), DOTS // 12, constant_values=255))
