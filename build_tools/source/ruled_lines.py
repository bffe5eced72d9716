"""The tables on a picture of a page, told by their lines, and their cells as a picture of their own.

A line is a run of ink that is longer than any stroke of a letter and no thicker than a pen (morphological opening). A
page is recognised without its tables; their cells are recognised one below the other, where no line of text runs
from one into the next. OpenCV and NumPy are there only where recognition is installed; nothing else imports them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike
from PIL import Image

from build_tools.source.page_image import DOTS
from build_tools.source.pdf_tables import Grid, Rule, cell_boxes, grids
from build_tools.source.tesseract import Found

# What is darker is ink.
_INK = 170
# In dots: the least length of a line and of its unbroken parts, the most that it is thick.
_SHORTEST, _UNBROKEN, _THICKEST = DOTS // 3, DOTS // 6, DOTS // 25
# How far parts of a faint line lie from each other, in dots.
_BROKEN = DOTS // 12
# The least width and height of a table, as shares of the page's width: a frame around a stamp is smaller.
_WIDE, _TALL = 0.4, 0.02
# What is left free around a cell, and how tall a picture may be (tesseract takes half as much again), in dots.
_FREE, _MOST_TALL = DOTS // 16, 20_000

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells below each other on a picture, and of each the line below which it is and where it stands on its page.

    In dots from the upper left: line on the picture, then left and upper edge on the page.
    """

    picture: Image.Image
    places: tuple[tuple[int, int, int], ...]

    def on_page(self, words: Sequence[Found]) -> Iterator[Found]:
        """Yield words on the picture where they stand on the page."""
        for word in words:
            place = next((place for place in reversed(self.places) if place[0] < word.base - word.size / 4), None)
            if place is not None:
                across, down = place[1] - _FREE, place[2] - place[0] - _FREE
                yield replace(word, left=word.left + across, right=word.right + across, base=word.base + down)


@dataclass(frozen=True, slots=True)
class Tables:
    """A page without its tables, these in points, and the cells that are not blank."""

    page: Image.Image
    grids: tuple[Grid, ...] = ()
    cells: tuple[Cells, ...] = ()


def tables_of(picture: Image.Image, width: float) -> Tables:
    """Return the tables of a level grey picture of a page of this width in points."""
    grey = np.asarray(picture)
    ink = np.asarray(picture.point([255 * (level < _INK) for level in range(256)]))
    scale = width / picture.width
    level, upright = _lines(ink, (_UNBROKEN, 1), (_BROKEN, 1)), _lines(ink, (1, _UNBROKEN), (1, _BROKEN))
    rules = [*_rules(level, picture.height, scale), *_rules(upright, picture.height, scale)]
    found = tuple(grid for grid in grids(rules) if _is_table(grid, width))
    if not found:
        return Tables(picture)
    lines = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((5, 5), np.uint8))
    clean = Image.fromarray(np.where(lines > 0, np.uint8(255), grey).astype(np.uint8))
    rest, boxes = picture.copy(), []
    for cell in (cell for grid in found for cell in cell_boxes(grid)):
        left, right = (min(max(round(x / scale), 0), picture.width) for x in (cell.left, cell.right))
        upper, lower = (min(max(round(picture.height - y / scale), 0), picture.height) for y in (cell.top, cell.bottom))
        rest.paste(255, (left - _FREE, upper - _FREE, right + _FREE, lower + _FREE))
        boxes.append((left, upper, right, lower))
    return Tables(rest, found, tuple(_stacked(clean, boxes)))


def _stacked(page: Image.Image, boxes: Sequence[Box]) -> Iterator[Cells]:
    """Yield the cells of a page that are not blank below each other, on as many pictures as they need."""
    waiting: list[tuple[int, Box]] = []
    below = 0
    for box in boxes:
        if box[0] >= box[2] or box[1] >= box[3] or not any(page.crop(box).histogram()[:_INK]):
            continue
        tall = box[3] - box[1] + 2 * _FREE
        if waiting and below + tall > _MOST_TALL:
            yield _together(page, waiting, below)
            waiting, below = [], 0
        waiting.append((below, box))
        below += tall
    if waiting:
        yield _together(page, waiting, below)


def _together(page: Image.Image, placed: Sequence[tuple[int, Box]], tall: int) -> Cells:
    picture = Image.new("L", (max(box[2] - box[0] for _, box in placed) + 2 * _FREE, tall), 255)
    for below, box in placed:
        picture.paste(page.crop(box), (_FREE, below + _FREE))
    return Cells(picture, tuple((below, box[0], box[1]) for below, box in placed))


def _lines(ink: MatLike, along: tuple[int, int], broken: tuple[int, int]) -> MatLike:
    """Return the lines in one direction: `along` are the sides of what is all ink, `broken` of what may be none."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
    # A black margin of the scan is long both ways.
    thick = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((_THICKEST, _THICKEST), np.uint8))
    return cv2.morphologyEx(cv2.subtract(runs, thick), cv2.MORPH_CLOSE, np.ones(broken[::-1], np.uint8))


def _rules(lines: MatLike, tall: int, scale: float) -> Iterator[Rule]:
    """Yield lines in points from the lower left corner, each as thin as its middle."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    for left, top, wide, high, _ in boxes[1:].tolist():
        if max(wide, high) >= _SHORTEST and min(wide, high) <= _THICKEST:
            across, up = ((wide - 1) / 2, 0.0) if high > wide else (0.0, (high - 1) / 2)
            yield Rule(
                (left + across) * scale,
                (tall - top - high + up) * scale,
                (left + wide - across) * scale,
                (tall - top - up) * scale,
            )


def _is_table(grid: Grid, width: float) -> bool:
    return grid.xs[-1] - grid.xs[0] >= _WIDE * width and grid.ys[0] - grid.ys[-1] >= _TALL * width
