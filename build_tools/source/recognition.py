"""Recognition of scanned pages: each page a picture made ready, words by tesseract, pages side by side, results kept.

What tesseract says is kept by the content of the file, the page and the program, since it takes seconds.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from build_tools.base.files import write_whole
from build_tools.source import second_look, tesseract
from build_tools.source.pdf_page import Word
from build_tools.source.pdf_tables import Grid, Rule
from build_tools.source.tone_marks import righted

if TYPE_CHECKING:
    from PIL.Image import Image

# A picture is laid out as if it filled a sheet of paper (A4), so wide in points.
SHEET_WIDTH = 595.0
# Raised when recognition changes, so that kept results are made again.
_MANNER = "5"
# How sure a word can be whose tone mark was put right.
_GUESSED = 60
# The width of a letter, as a share of its size, below which lines run upwards; how sure words are on a page that lies
# right; how many words tell.
_LEVEL, _READS_WELL, _ENOUGH_WORDS = 0.33, 65, 10


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is seen on the picture of a page, in points: its words, the tables drawn on it, and what stamps say."""

    words: tuple[Word, ...]
    grids: tuple[Grid, ...] = ()
    stamps: tuple[str, ...] = ()


def can_recognise() -> bool:
    """Return whether Pillow, OpenCV, and tesseract with its Vietnamese model are installed."""
    return find_spec("PIL") is not None and find_spec("cv2") is not None and bool(tesseract.version())


class Recogniser:
    """Recognises pages; `cache` is the folder of earlier results, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def pages(self, data: bytes, numbers: Sequence[int]) -> Mapping[int, Recognised]:
        """Return what stands on these pages of a PDF (counted from 0), as far as they can be read."""
        found = {number: kept for number in numbers if (kept := self._kept(data, number)) is not None}
        missing = [number for number in numbers if number not in found]
        if missing and can_recognise():
            document = pypdfium2.PdfDocument(data)
            try:
                pictures = ((number, *_rendered(document, number)) for number in missing)
                found.update(self._recognised(data, pictures))
            finally:
                document.close()
        return {number: _righted(page) for number, page in found.items()}

    def picture(self, data: bytes) -> Mapping[int, Recognised]:
        """Return what stands on the pages of a picture file, as wide as a sheet; none for what can't be recognised."""
        first = self._kept(data, 0)
        if first is not None:
            found, number = {0: first}, 1
            while (kept := self._kept(data, number)) is not None:
                found[number], number = kept, number + 1
            return {number: _righted(page) for number, page in found.items()}
        if not can_recognise():
            return {}
        from build_tools.source.page_image import pictures_of

        with suppress(OSError, ValueError):
            pictures = ((number, picture, SHEET_WIDTH) for number, picture in enumerate(pictures_of(data)))
            return {number: _righted(page) for number, page in self._recognised(data, pictures)}
        return {}

    def _recognised(
        self, data: bytes, pictures: Iterable[tuple[int, "Image", float]]
    ) -> Iterator[tuple[int, Recognised]]:
        """Yield the words of pictures (number, picture, width in points), as many at once as there are processors."""
        workers = os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as pool:
            waiting: list[tuple[int, Future[Recognised | None]]] = []
            for number, picture, width in pictures:
                waiting.append((number, pool.submit(_page_of, picture, width)))
                if len(waiting) > workers:
                    yield from self._taken(data, *waiting.pop(0))
            for number, future in waiting:
                yield from self._taken(data, number, future)

    def _taken(self, data: bytes, number: int, future: "Future[Recognised | None]") -> Iterator[tuple[int, Recognised]]:
        page = future.result()
        if page is not None:
            if self._cache is not None:
                self._cache.mkdir(parents=True, exist_ok=True)
                kept = json.dumps([_rows(page.words), _rows(page.grids), page.stamps], ensure_ascii=False)
                write_whole(self._cache / _name(data, number), kept.encode())
            yield number, page

    def _kept(self, data: bytes, number: int) -> Recognised | None:
        if self._cache is None:
            return None
        try:
            words, grids, stamps = json.loads((self._cache / _name(data, number)).read_bytes())
            return Recognised(tuple(starmap(Word, words)), tuple(starmap(_grid, grids)), tuple(stamps))
        except (OSError, ValueError, TypeError, IndexError):
            return None


def _rows(values: Iterable[Word | Grid]) -> list[tuple[object, ...]]:
    return [astuple(value) for value in values]


def _grid(xs: Sequence[float], ys: Sequence[float], rules: Iterable[Sequence[float]]) -> Grid:
    return Grid(tuple(xs), tuple(ys), tuple(starmap(Rule, rules)))


def _name(data: bytes, number: int) -> str:
    key = f"{_MANNER} {tesseract.version()} {number}".encode()
    return f"{hashlib.sha256(data + key).hexdigest()}.json"


def _rendered(document: pypdfium2.PdfDocument, number: int) -> tuple["Image", float]:
    """Return a page as a picture, and its width in points."""
    from build_tools.source.page_image import rendered

    page = document[number]
    try:
        return rendered(page), page.get_width()
    finally:
        page.close()


def _page_of(picture: "Image", width: float) -> Recognised | None:
    """Return what stands on a page of this width in points, whichever way up it lies; `None` where tesseract fails."""
    from build_tools.source.coloured_ink import inks_of
    from build_tools.source.page_image import turned
    from build_tools.source.ruled_lines import tables_of

    inks = inks_of(picture)
    page = tables_of(turned(inks.grey, 0), width)
    words = _found(page.page, layout=3)
    if words is None:
        return None
    for angle in _other_ways(words):
        other = tables_of(turned(inks.grey, angle), width)
        again = _found(other.page, layout=3) or []
        if _upright(again) > _upright(words):
            words, page = again, other
    words = _looked_at_again(words, page.page)
    for cells in page.cells:
        words += cells.on_page(_found(cells.picture, layout=6) or [])
    scale, tall = width / page.page.width, page.page.height
    stamps = (_said(_found(stamp, layout=6) or []) for stamp in inks.stamps)
    return Recognised(tuple(_placed(word, tall, scale) for word in words), page.grids, tuple(filter(None, stamps)))


def _looked_at_again(words: Sequence[tesseract.Found], page: "Image") -> list[tesseract.Found]:
    """Return the words of a page, its head and foot looked at again column by column where they are not sure."""
    merged = list(words)
    for box, layout in second_look.zones(words, *page.size):
        if second_look.needs_it(words, box):
            again = _found(page.crop(box), layout=layout) or []
            merged = second_look.merged(merged, second_look.placed(again, box))
    return merged


def _said(words: Sequence[tesseract.Found]) -> str:
    """Return what a stamp says, "" where that is a guess."""
    _, sure = _upright(words)
    return " ".join(word.text for word in words) if sure >= _READS_WELL else ""


def _found(picture: "Image", *, layout: int) -> list[tesseract.Found] | None:
    from build_tools.source.page_image import DOTS

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trang.png"
        picture.save(file, compress_level=1, dpi=(DOTS, DOTS))
        try:
            return tesseract.words_in(file, layout=layout)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None


def _upright(words: Sequence[tesseract.Found]) -> tuple[bool, float]:
    """Return whether the words lie level, and how sure they are on average."""
    letters = sum(len(word.text) * word.size for word in words)
    level = sum(word.right - word.left for word in words) >= _LEVEL * letters
    return level, sum(word.sure for word in words) / max(len(words), 1)


def _other_ways(words: Sequence[tesseract.Found]) -> tuple[int, ...]:
    """Return by which angles a page may have to be turned: none if it reads well or has too few words to tell."""
    level, sure = _upright(words)
    if len(words) < _ENOUGH_WORDS or (level and sure >= _READS_WELL):
        return ()
    return (180,) if level else (90, 270)


def _placed(word: tesseract.Found, tall: int, scale: float) -> Word:
    """Return a word in points from the lower left corner."""
    return Word(
        word.text,
        round(word.left * scale, 1),
        round(word.right * scale, 1),
        round((tall - word.base) * scale, 1),
        round(word.size * scale, 1),
        sure=word.sure,
    )


def _righted(page: Recognised) -> Recognised:
    """Return a page with the tone marks of its words put right; those that changed are not sure."""
    texts = righted([word.text for word in page.words])
    words = (
        word if text == word.text else replace(word, text=text, sure=min(word.sure, _GUESSED))
        for word, text in zip(page.words, texts, strict=True)
    )
    return replace(page, words=tuple(words))
